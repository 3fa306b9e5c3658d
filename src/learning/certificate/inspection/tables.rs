//! Where the objects of a file stand: by its tables, or by looking for them (ISO 32000-1, 7.5.4).

use std::collections::{BTreeSet, HashMap};

use super::{
    file::{File, Place},
    lexer::Lexer,
    object::{Dict, Object},
};

/// Where one table says that the objects stand.
type Places = HashMap<u32, Place>;

impl File<'_> {
    /// Reads the tables from the last one back; what is newer stands.
    pub(super) fn follow_tables(&mut self) {
        let Some(end) = memchr::memmem::rfind(self.bytes, b"startxref") else { return };
        let mut next =
            Lexer::new(self.bytes, end + 9, self.budget).next().and_then(|it| it.whole());
        let mut seen = BTreeSet::new();
        while let Some(at) = next.filter(|at| seen.len() < 64 && seen.insert(*at)) {
            let mut lexer = Lexer::new(self.bytes, at, self.budget);
            let mut places = Places::new();
            let dict = if lexer.takes(b"xref") {
                self.table(lexer, &mut places)
            } else {
                self.table_stream(at, &mut places)
            };
            let Some(dict) = dict else { return self.take(places) };
            // What a table calls free for old readers may stand in a stream for new ones (7.5.8.4).
            if let Some(at) = dict.get(b"XRefStm".as_slice()).and_then(Object::whole) {
                places.retain(|_, place| !matches!(place, Place::Gone));
                self.table_stream(at, &mut places);
            }
            self.take(places);
            next = dict.get(b"Prev".as_slice()).and_then(Object::whole);
            for (name, value) in dict {
                self.trailer.entry(name).or_insert(value);
            }
        }
    }

    /// Takes over what no newer table says.
    fn take(&mut self, places: Places) {
        for (id, place) in places {
            self.places.entry(id).or_insert(place);
        }
    }

    fn table(&self, mut lexer: Lexer, places: &mut Places) -> Option<Dict> {
        loop {
            if lexer.takes(b"trailer") {
                return lexer.next()?.dict().cloned();
            }
            let first = lexer.next()?.whole()?;
            let count = lexer.next()?.whole()?;
            for id in first..first.checked_add(count)? {
                let at = lexer.next()?.whole()?;
                lexer.next()?;
                let place = if lexer.takes(b"n") { Place::At(at) } else { Place::Gone };
                if matches!(place, Place::Gone) && !lexer.takes(b"f") {
                    return None;
                }
                places.entry(u32::try_from(id).ok()?).or_insert(place);
            }
        }
    }

    fn table_stream(&self, at: usize, places: &mut Places) -> Option<Dict> {
        let (_, stream) = self.indirect(at)?;
        let dict = stream.dict()?.clone();
        let data = self.data(&stream)?;
        let numbers = |name: &str| -> Option<Vec<usize>> {
            self.entry(&dict, name).array()?.iter().map(Object::whole).collect()
        };
        let widths: [usize; 3] = numbers("W")?.try_into().ok()?;
        if widths.iter().any(|width| *width > 8) {
            return None;
        }
        let size = self.entry(&dict, "Size").whole()?;
        let index = numbers("Index").unwrap_or_else(|| vec![0, size]);
        let mut rows = data.chunks_exact(widths.iter().sum::<usize>().max(1));
        for range in index.chunks_exact(2) {
            for id in range[0]..range[0].checked_add(range[1])? {
                let Some(row) = rows.next() else { break };
                self.budget.object()?;
                let (kind, rest) = row.split_at(widths[0]);
                let (second, third) = rest.split_at(widths[1]);
                let value = |bytes: &[u8]| {
                    bytes.iter().fold(0usize, |sum, byte| sum.wrapping_shl(8) | usize::from(*byte))
                };
                let place = match if kind.is_empty() { 1 } else { value(kind) } {
                    1 => Place::At(value(second)),
                    2 => Place::In(u32::try_from(value(second)).ok()?, value(third)),
                    _ => Place::Gone,
                };
                places.entry(u32::try_from(id).ok()?).or_insert(place);
            }
        }
        Some(dict)
    }

    /// Takes every `N G obj` there is, the last of each number, as viewers do with broken files.
    pub(super) fn look_for_objects(&mut self) {
        let bytes = self.bytes;
        for found in memchr::memmem::find_iter(bytes, b" obj") {
            let digits_before = |end: usize| {
                let count =
                    bytes[..end].iter().rev().take(10).take_while(|b| b.is_ascii_digit()).count();
                (count > 0).then(|| end - count)
            };
            let start =
                digits_before(found).and_then(|start| start.checked_sub(1)).and_then(digits_before);
            let Some(start) = start else { continue };
            let Some((id, object)) = self.indirect(start) else { continue };
            self.places.insert(id, Place::At(start));
            if let Some(dict) = object.dict() {
                let is =
                    |kind: &[u8]| dict.get(b"Type".as_slice()).and_then(Object::name) == Some(kind);
                if is(b"Catalog") {
                    self.trailer.insert(b"Root".to_vec(), Object::Reference(id));
                }
                if dict.contains_key(b"Encrypt".as_slice()) {
                    self.trailer.insert(b"Encrypt".to_vec(), Object::Null);
                }
            }
        }
        for found in memchr::memmem::find_iter(bytes, b"trailer") {
            let dict = Lexer::new(bytes, found + 7, self.budget).next();
            for (name, value) in dict.as_ref().and_then(Object::dict).into_iter().flatten() {
                self.trailer.insert(name.clone(), value.clone());
            }
        }
    }
}
