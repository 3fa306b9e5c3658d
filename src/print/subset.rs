//! A font program with only the glyphs that a file uses, numbered as the file numbers them.
//!
//! A PDF keeps one text for each number, so a shape with two texts is asked for under two numbers:
//! the stroke of ำ after a tone is the same drawing as า.

use super::sfnt::{Tables, bind, number};

/// Flags of the parts of a composed glyph.
const WIDE_PLACE: u16 = 0x0001;
const PLACE_IN_UNITS: u16 = 0x0002;
const HAS_SCALE: u16 = 0x0008;
const MORE_PARTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// What is drawn under one number of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Drawing {
    /// The glyph of the font.
    pub(super) id: u16,
    /// The ring that makes ำ of the stroke of า, when it stands beside it.
    pub(super) ring: Option<Ring>,
}

/// The ring of ำ, and where it stands seen from its stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ring {
    pub(super) id: u16,
    pub(super) right: i16,
    pub(super) up: i16,
}

impl From<u16> for Drawing {
    fn from(id: u16) -> Self {
        Self { id, ring: None }
    }
}

/// Builds a TrueType program where glyph 0 is `.notdef` and glyph `n` is `drawings[n - 1]`.
///
/// `None` where `file` is not the TrueType font with outlines in `glyf` that it should be.
pub(super) fn program(file: &[u8], drawings: &[Drawing]) -> Option<Vec<u8>> {
    let source = Tables::read(file)?;
    let mut all = vec![Drawing::from(0)];
    all.extend_from_slice(drawings);
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), vec![0u32], Vec::new());
    let mut next = 0;
    // Parts of composed glyphs are appended on the way, so the loop ends when none is missing.
    while let Some(&drawing) = all.get(next) {
        let outline = outline(&source, drawing, &mut all)?;
        let bearing = match drawing.ring {
            None => source.bearing(drawing.id)?,
            Some(_) => number(&outline, 2)?,
        };
        glyf.extend_from_slice(&outline);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        loca.push(u32::try_from(glyf.len()).ok()?);
        hmtx.extend([source.advance(drawing.id)?, bearing].into_iter().flat_map(u16::to_be_bytes));
        next += 1;
    }
    let count = u16::try_from(all.len()).ok()?.to_be_bytes();
    let mut head = source.head.to_vec();
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    let mut hhea = source.hhea.to_vec();
    hhea.get_mut(34..36)?.copy_from_slice(&count);
    let mut maxp = source.maxp.to_vec();
    maxp.get_mut(4..6)?.copy_from_slice(&count);
    let loca: Vec<u8> = loca.iter().flat_map(|offset| offset.to_be_bytes()).collect();
    Some(bind(&[
        (b"OS/2", source.os2),
        (b"glyf", &glyf),
        (b"head", &head),
        (b"hhea", &hhea),
        (b"hmtx", &hmtx),
        (b"loca", &loca),
        (b"maxp", &maxp),
    ]))
}

/// The outline of a drawing, its parts numbered by their places in `all`, where they are added if
/// they are missing.
fn outline(source: &Tables, drawing: Drawing, all: &mut Vec<Drawing>) -> Option<Vec<u8>> {
    let outline = source.outline(drawing.id)?;
    let Some(ring) = drawing.ring else {
        let mut outline = outline.to_vec();
        renumber_parts(&mut outline, all)?;
        return Some(outline);
    };
    let mut composed = (-1i16).to_be_bytes().to_vec();
    composed.extend_from_slice(&both_boxes(outline, source.outline(ring.id)?, ring)?);
    let places = WIDE_PLACE | PLACE_IN_UNITS;
    let stroke = [places | MORE_PARTS, place_of(drawing.id, all)?, 0, 0];
    let ring = [places, place_of(ring.id, all)?, ring.right as u16, ring.up as u16];
    composed.extend([stroke, ring].concat().into_iter().flat_map(u16::to_be_bytes));
    Some(composed)
}

/// The box around a stroke and its ring: left, bottom, right and top.
fn both_boxes(stroke: &[u8], ring: &[u8], place: Ring) -> Option<Vec<u8>> {
    let side = |at: usize, moved: i16, further: fn(i16, i16) -> i16| {
        let (stroke, ring) = (number(stroke, at)? as i16, number(ring, at)? as i16);
        Some(further(stroke, ring.checked_add(moved)?).to_be_bytes())
    };
    let sides = [
        side(2, place.right, i16::min)?,
        side(4, place.up, i16::min)?,
        side(6, place.right, i16::max)?,
        side(8, place.up, i16::max)?,
    ];
    Some(sides.concat())
}

/// Where glyph `id` stands in the new font by itself; added at the end if it does not yet.
fn place_of(id: u16, all: &mut Vec<Drawing>) -> Option<u16> {
    let alone = Drawing::from(id);
    let place = all.iter().position(|&drawing| drawing == alone).unwrap_or_else(|| {
        all.push(alone);
        all.len() - 1
    });
    u16::try_from(place).ok()
}

/// Points the parts of a composed glyph to their places in the new font.
fn renumber_parts(outline: &mut [u8], all: &mut Vec<Drawing>) -> Option<()> {
    let is_composed = outline.first().is_some_and(|contours| contours & 0x80 != 0);
    let mut next = is_composed.then_some(10);
    while let Some(mut at) = next {
        let (flags, part) = (number(outline, at)?, number(outline, at + 2)?);
        let numbers = [flags & !HAS_INSTRUCTIONS, place_of(part, all)?].map(u16::to_be_bytes);
        outline.get_mut(at..at + 4)?.copy_from_slice(numbers.as_flattened());
        at += 6;
        for (flag, size) in [(WIDE_PLACE, 2), (HAS_SCALE, 2), (HAS_TWO_SCALES, 4), (HAS_MATRIX, 8)]
        {
            at += if flags & flag != 0 { size } else { 0 };
        }
        next = (flags & MORE_PARTS != 0).then_some(at);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::*;
    use crate::print::{Weight, font};

    #[derive(Default, PartialEq, Debug)]
    struct Drawn(Vec<(f32, f32)>);

    impl OutlineBuilder for Drawn {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((x, y));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push((x, y));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.extend([(x1, y1), (x, y)]);
        }
        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0.extend([(x1, y1), (x2, y2), (x, y)]);
        }
        fn close(&mut self) {}
    }

    #[test]
    fn every_glyph_looks_and_measures_as_in_the_whole_font() {
        for weight in [Weight::Regular, Weight::Bold] {
            let file = font::of(weight).expect("the font is part of the program").file;
            let whole = Face::parse(file, 0).expect("a font");
            // The first one again at the end: one drawing, two numbers.
            let ids: Vec<u16> = (1..whole.number_of_glyphs()).chain([1]).collect();
            let drawings: Vec<Drawing> = ids.iter().copied().map(Drawing::from).collect();
            let program = program(file, &drawings).expect("a program");
            let small = Face::parse(&program, 0).expect("a font");
            for (at, &id) in ids.iter().enumerate() {
                let (id, number) = (GlyphId(id), GlyphId(at as u16 + 1));
                let (mut drawn, mut expected) = (Drawn::default(), Drawn::default());
                small.outline_glyph(number, &mut drawn);
                whole.outline_glyph(id, &mut expected);
                assert_eq!(drawn, expected);
                assert_eq!(small.glyph_hor_advance(number), whole.glyph_hor_advance(id));
                assert_eq!(small.glyph_hor_side_bearing(number), whole.glyph_hor_side_bearing(id));
            }
        }
    }

    #[test]
    fn a_ring_is_drawn_over_its_stroke_and_moves_the_pen_no_further() {
        let file = font::of(Weight::Bold).expect("the font is part of the program").file;
        let whole = Face::parse(file, 0).expect("a font");
        let id = |letter| whole.glyph_index(letter).expect("a glyph");
        let (stroke, ring) = (id('\u{E32}'), id('\u{E4D}'));
        let place = Ring { id: ring.0, right: -7, up: 11 };
        let drawing = Drawing { id: stroke.0, ring: Some(place) };
        let program = program(file, &[drawing]).expect("a program");
        let small = Face::parse(&program, 0).expect("a font");

        let (mut drawn, mut stroke_alone, mut ring_alone) = <(Drawn, Drawn, Drawn)>::default();
        let drawn_box = small.outline_glyph(GlyphId(1), &mut drawn).expect("a box");
        whole.outline_glyph(stroke, &mut stroke_alone);
        whole.outline_glyph(ring, &mut ring_alone);
        let Drawn(mut points) = stroke_alone;
        let Drawn(ring_points) = ring_alone;
        points.extend(ring_points.iter().map(|(x, y)| (x - 7.0, y + 11.0)));
        assert_eq!(drawn, Drawn(points));
        assert_eq!(small.glyph_hor_advance(GlyphId(1)), whole.glyph_hor_advance(stroke));
        assert_eq!(small.glyph_hor_side_bearing(GlyphId(1)), Some(drawn_box.x_min));
    }

    #[test]
    fn a_file_that_is_no_font_gives_none_and_does_not_panic() {
        let file = font::of(Weight::Regular).expect("the font is part of the program").file;
        assert_eq!(program(b"no font", &[Drawing::from(1)]), None);
        assert_eq!(program(file, &[Drawing::from(u16::MAX)]), None);
        for length in (0..file.len()).step_by(997) {
            program(&file[..length], &[1, 2, 300].map(Drawing::from));
        }
    }
}
