//! Lines of text on the paper: drawn glyph by glyph, copied out as the text they were.

use std::collections::HashMap;

use printpdf::{Codepoint, DictItem, FontId, Op, PdfFontHandle, Point, Pt, TextItem};

use super::{
    Align, Line, Paper, Role, Tongue, Weight,
    font::{self, UNITS_PER_EM},
    page::{colour, points, round},
    subset::Drawing,
    tagged::Kind,
};

/// The glyphs that a file uses of one font, in the order of their first use.
///
/// A number in the file stands for a drawing *and* its text. Two texts of one drawing are two
/// numbers, which is what makes copying out exact.
#[derive(Default)]
pub(super) struct Glyphs {
    numbers: HashMap<(Drawing, String), u16>,
    /// What number `n` shows is at `n - 1`.
    pub(super) drawings: Vec<Drawing>,
}

impl Paper {
    /// Prints a line. What cannot be seen, such as a zero-width space, is left out: see
    /// [`super::printable`].
    pub fn line(&mut self, line: &Line) {
        let text = super::printable(&line.text);
        let glyphs = font::shape(&text, line.style.weight);
        let Some(font) = font::of(line.style.weight).filter(|_| !glyphs.is_empty()) else { return };
        let size = line.style.size;
        let advance: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let width = advance as f32 / UNITS_PER_EM * size;
        let before_x = match line.style.align {
            Align::Left => 0.0,
            Align::Centre => width / 2.0,
            Align::Right => width,
        };
        let x = Pt(round(points(line.x) - before_x));
        let pos = Point { x, y: self.point(0.0, line.y).y };
        // A Thai name is Thai on a page in English too.
        let is_thai = text.chars().any(|c| matches!(c, '\u{E01}'..='\u{E5B}'));
        let of_page = self.tongue();
        self.speak(if is_thai { Tongue::Thai } else { of_page });
        match line.role {
            Role::Title => self.begin(Kind::Title, true),
            Role::Paragraph => self.begin(Kind::Paragraph, false),
            Role::Continued => self.begin(Kind::Paragraph, true),
        }
        self.speak(of_page);
        self.draw([
            Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: actual_text(&text),
            },
            Op::StartTextSection,
            Op::SetFillColor { col: colour(line.style.ink) },
            Op::SetFont {
                font: PdfFontHandle::External(FontId(font.name.to_owned())),
                size: Pt(size),
            },
            Op::SetTextCursor { pos },
        ]);
        self.show(&glyphs, line.style.weight, size);
        self.draw([Op::EndTextSection, Op::EndMarkedContent, Op::EndMarkedContent]);
    }

    /// Shows glyphs at the pen. Runs of one height are shown together, for a mark may stand higher
    /// than its font says.
    fn show(&mut self, glyphs: &[font::Glyph], weight: Weight, size: f32) {
        let mut rise = 0;
        // A positive number moves the pen back: this is how far it must go before the next glyph.
        let mut back = 0;
        for run in glyphs.chunk_by(|one, next| one.up == next.up) {
            if run[0].up != rise {
                rise = run[0].up;
                self.draw([Op::SetLineOffset {
                    multiplier: round(rise as f32 / UNITS_PER_EM * size),
                }]);
            }
            let mut items = Vec::new();
            for glyph in run {
                back -= glyph.right;
                if back != 0 {
                    items.push(TextItem::Offset(back as f32));
                }
                back = glyph.right + glyph.plain_advance - glyph.advance;
                let number = self.glyphs[weight as usize].number(glyph);
                let shown = Codepoint::with_cid(number, 0.0, glyph.text.clone());
                match items.last_mut() {
                    Some(TextItem::GlyphIds(together)) => together.push(shown),
                    _ => items.push(TextItem::GlyphIds(vec![shown])),
                }
            }
            self.draw([Op::ShowText { items }]);
        }
        if rise != 0 {
            self.draw([Op::SetLineOffset { multiplier: 0.0 }]);
        }
    }
}

impl Glyphs {
    fn number(&mut self, glyph: &font::Glyph) -> u16 {
        *self.numbers.entry((glyph.drawing, glyph.text.clone())).or_insert_with(|| {
            self.drawings.push(glyph.drawing);
            self.drawings.len() as u16
        })
    }
}

/// What a reader copies for the whole line, whatever order its marks are drawn in (ISO 32000-1,
/// 14.9.4).
fn actual_text(text: &str) -> DictItem {
    let bytes =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    DictItem::Dict { map: [("ActualText".to_owned(), DictItem::Bytes(bytes))].into() }
}
