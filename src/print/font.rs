//! The two fonts, parsed once, and the way from a text to the glyphs that show it.

use std::sync::LazyLock;

use rustybuzz::{
    BufferClusterLevel, Direction, Face, ShapePlan, UnicodeBuffer, script, ttf_parser::GlyphId,
};

use super::{
    Weight,
    subset::{Drawing, Ring},
};

/// Sarabun counts a thousand units to the em, which is also the measure of PDF.
pub(super) const UNITS_PER_EM: f32 = 1000.0;

/// One cut of Sarabun, ready to shape.
pub(super) struct Font {
    /// The name inside a PDF: the prefix marks a font that lost the glyphs the file does not use.
    pub(super) name: &'static str,
    /// The file as it was compiled in.
    pub(super) file: &'static [u8],
    face: Face<'static>,
    plan: ShapePlan,
}

/// A glyph in its place, in units of a thousandth of the em.
pub(super) struct Glyph {
    /// What it looks like.
    pub(super) drawing: Drawing,
    /// The characters it alone stands for.
    pub(super) text: String,
    /// How far the pen moves on.
    pub(super) advance: i32,
    /// How far the font by itself would move the pen, before kerning and the placing of marks.
    pub(super) plain_advance: i32,
    /// How far to the right of the pen it stands.
    pub(super) right: i32,
    /// How far above the baseline it stands.
    pub(super) up: i32,
}

static REGULAR: LazyLock<Option<Font>> = LazyLock::new(|| {
    Font::parse(
        "RIANRG+Sarabun-Regular",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/pdf/Sarabun-Regular.ttf")),
    )
});
static BOLD: LazyLock<Option<Font>> = LazyLock::new(|| {
    Font::parse(
        "RIANBD+Sarabun-Bold",
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/pdf/Sarabun-Bold.ttf")),
    )
});

/// The font of a weight; `None` where the file compiled in is no font, which writing the PDF then
/// reports.
pub(super) fn of(weight: Weight) -> Option<&'static Font> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::Bold => BOLD.as_ref(),
    }
}

/// The glyphs of `text`, in the order in which the pen meets them.
pub(super) fn shape(text: &str, weight: Weight) -> Vec<Glyph> {
    of(weight).map(|font| font.shape(text)).unwrap_or_default()
}

/// How far the pen moves over `text`, in thousandths of the em.
pub(super) fn advance(text: &str, weight: Weight) -> i32 {
    shape(text, weight).iter().map(|glyph| glyph.advance).sum()
}

impl Font {
    fn parse(name: &'static str, file: &'static [u8]) -> Option<Self> {
        let face = Face::from_slice(file, 0)?;
        // Sarabun has one set of rules for Thai and Latin, so a line of both is shaped in one go as
        // Thai.
        let plan = ShapePlan::new(&face, Direction::LeftToRight, Some(script::THAI), None, &[]);
        Some(Self { name, file, face, plan })
    }

    fn shape(&self, text: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::THAI);
        // Every mark keeps its own character, so that each glyph can be given exactly its own text.
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        let shaped = rustybuzz::shape_with_plan(&self.face, &self.plan, buffer);
        let texts = own_texts(
            text,
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect(),
        );
        let mut glyphs: Vec<Glyph> = Vec::new();
        for ((info, position), text) in
            shaped.glyph_infos().iter().zip(shaped.glyph_positions()).zip(texts)
        {
            let id = u16::try_from(info.glyph_id).unwrap_or_default();
            let mut glyph = Glyph {
                drawing: Drawing::from(id),
                text: text.to_owned(),
                advance: position.x_advance,
                plain_advance: self.face.glyph_hor_advance(GlyphId(id)).map_or(0, i32::from),
                right: position.x_offset,
                up: position.y_offset,
            };
            if let Some(ring) = glyphs.pop_if(|before| before.text.is_empty()) {
                glyph.take_ring(&ring);
            }
            glyphs.push(glyph);
        }
        glyphs
    }
}

impl Glyph {
    /// The shaper splits ำ into a ring and a stroke, of which only one could carry the letter. A
    /// glyph without text is noise to whoever copies, so the two become one drawing again.
    fn take_ring(&mut self, ring: &Self) {
        let place = |of: i32| i16::try_from(of).unwrap_or_default();
        self.drawing.ring = Some(Ring {
            id: ring.drawing.id,
            right: place(ring.right - ring.advance - self.right),
            up: place(ring.up - self.up),
        });
        self.right += ring.advance;
        self.advance += ring.advance;
    }
}

/// Gives every character of `text` to one glyph, from where each glyph starts: up to where another
/// starts, and to the last of those that start together.
fn own_texts(text: &str, starts: Vec<usize>) -> Vec<&str> {
    let mut sorted = starts.clone();
    sorted.sort_unstable();
    let end_of = |start| {
        sorted.get(sorted.partition_point(|&other| other <= start)).copied().unwrap_or(text.len())
    };
    // Glyphs that start together stand near each other, with at most a tone mark between them.
    let is_taken = |at: usize| starts[at + 1..].iter().take(3).any(|&later| later == starts[at]);
    (0..starts.len())
        .map(|at| if is_taken(at) { "" } else { &text[starts[at]..end_of(starts[at])] })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_belongs_to_exactly_one_glyph_in_the_order_of_the_text() {
        for weight in [Weight::Regular, Weight::Bold] {
            for text in [
                "น้ำ",
                "ที่",
                "ญี่ปุ่น",
                "กตัญญู",
                "ฐานปฏิบัติการ",
                "นํ้า ป๊ำ เก้ำ",
                "สำนัก ป่ำ ป้ำ ป๊ำ ป๋ำ ร่ำ",
                "office ฟ้า พ.ศ. ๒๕๖๖",
            ] {
                let glyphs = shape(text, weight);
                let texts: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
                assert_eq!(texts, text);
                assert!(
                    glyphs.iter().all(|glyph| glyph.drawing.id != 0),
                    "{text} has a letter without a shape"
                );
            }
        }
    }

    #[test]
    fn the_tail_of_a_letter_goes_away_above_a_lower_vowel() {
        let letter = |text| shape(text, Weight::Regular)[0].drawing;
        assert_ne!(letter("ญู"), letter("ญา"));
        assert_ne!(letter("ฐุ"), letter("ฐา"));
    }
}
