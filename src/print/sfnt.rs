//! The file format of a font: its tables read, and bound into a file again (ISO/IEC 14496-22).

use rustybuzz::ttf_parser::{RawFace, Tag};

/// The tables of the whole font from which glyphs are taken.
pub(super) struct Tables<'a> {
    pub(super) os2: &'a [u8],
    glyf: &'a [u8],
    pub(super) head: &'a [u8],
    pub(super) hhea: &'a [u8],
    hmtx: &'a [u8],
    loca: &'a [u8],
    pub(super) maxp: &'a [u8],
}

impl<'a> Tables<'a> {
    pub(super) fn read(file: &'a [u8]) -> Option<Self> {
        let face = RawFace::parse(file, 0).ok()?;
        let table = |tag| face.table(Tag::from_bytes(tag));
        Some(Self {
            os2: table(b"OS/2")?,
            glyf: table(b"glyf")?,
            head: table(b"head")?,
            hhea: table(b"hhea")?,
            hmtx: table(b"hmtx")?,
            loca: table(b"loca")?,
            maxp: table(b"maxp")?,
        })
    }

    /// The outline of a glyph, empty for a space. Only short offsets are read, as in Sarabun.
    pub(super) fn outline(&self, id: u16) -> Option<&'a [u8]> {
        let has_short_offsets = number(self.head, 50)? == 0;
        let offset = |at: usize| Some(usize::from(number(self.loca, at * 2)?) * 2);
        let (start, end) = (offset(usize::from(id))?, offset(usize::from(id) + 1)?);
        self.glyf.get(start..end).filter(|_| has_short_offsets)
    }

    /// How far a glyph moves the pen.
    pub(super) fn advance(&self, id: u16) -> Option<u16> {
        number(self.hmtx, usize::from(id.min(self.full_metrics()?.checked_sub(1)?)) * 4)
    }

    /// The left bearing, by which a reader moves the outline: a wrong one puts a mark beside its
    /// letter. Glyphs past the last full entry have a bearing alone.
    pub(super) fn bearing(&self, id: u16) -> Option<u16> {
        let (id, full) = (usize::from(id), usize::from(self.full_metrics()?));
        number(self.hmtx, if id < full { id * 4 + 2 } else { full * 4 + (id - full) * 2 })
    }

    fn full_metrics(&self) -> Option<u16> {
        number(self.hhea, 34)
    }
}

/// The two bytes at `at`.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// Binds tables, sorted by name, into one font file.
pub(super) fn bind(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let mut file = vec![0, 1, 0, 0];
    for field in [count, 16 << power, power, count * 16 - (16 << power)] {
        file.extend_from_slice(&field.to_be_bytes());
    }
    let mut offset = file.len() + tables.len() * 16;
    for (tag, table) in tables {
        let sum = table.chunks(4).map(|chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            u32::from_be_bytes(word)
        });
        file.extend_from_slice(*tag);
        for field in [sum.fold(0, u32::wrapping_add), offset as u32, table.len() as u32] {
            file.extend_from_slice(&field.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend_from_slice(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
