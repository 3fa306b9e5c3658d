//! Fitting text into a width: smaller in steps, then on more lines, never cut and never too small
//! to read.

use std::sync::LazyLock;

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Weight,
    font::{self, UNITS_PER_EM},
};
use crate::thai::segment;

/// Where a text may go on to the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Only at spaces: for names, of which no part is broken.
    Spaces,
    /// Between words of the dictionary too: for prose and titles.
    Words,
}

/// A text brought to a width.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Its lines, from the top.
    pub lines: Vec<String>,
    /// The size in points at which the longest of them fits.
    pub size: f32,
}

/// The sizes that a text may take, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Tried first.
    pub largest: f32,
    /// Below it a text rather takes another line.
    pub smallest: f32,
    /// Below it nothing is read: the text takes as many lines as it needs.
    pub floor: f32,
}

/// Lines that a text takes before it goes below its smallest size.
const MOST_LINES: usize = 3;
/// Points by which a size shrinks.
const STEP: f32 = 1.0;

/// Brings `text` to `width` millimetres: on one line if a size between the largest and the smallest
/// allows it, else on two or three, broken at a space if that is enough; then down to the floor, and
/// there on as many lines as it takes. Only what is wider than the width by itself, at the floor, is
/// broken inside: between words of the dictionary, else between letters. Nothing is cut.
pub fn fit(text: &str, weight: Weight, sizes: Sizes, width: f32, breaks: Breaks) -> Fitted {
    let text = printable(text).trim().to_owned();
    // Nearly every text fits on one line, and then nobody need look for places to break it.
    let whole = font::advance(&text, weight);
    if let Some(size) = size_for(whole, [sizes.largest, sizes.smallest], width) {
        return Fitted { lines: vec![text], size };
    }
    let mut ways = vec![pieces(&text, weight, Breaks::Spaces)];
    if breaks == Breaks::Words {
        ways.push(pieces(&text, weight, Breaks::Words));
    }
    for count in 2..=MOST_LINES {
        for pieces in &ways {
            let limit = narrowest(pieces, count);
            if let Some(size) = size_for(limit, [sizes.largest, sizes.smallest], width) {
                return Fitted { lines: fill(pieces, limit), size };
            }
        }
    }
    // Below the smallest size, whatever is largest.
    let mut best: Option<Fitted> = None;
    for pieces in &ways {
        for count in 1..=MOST_LINES {
            let limit = narrowest(pieces, count);
            let size = size_for(limit, [sizes.smallest, sizes.floor], width);
            if let Some(size) = size.filter(|&size| best.as_ref().is_none_or(|it| it.size < size)) {
                best = Some(Fitted { lines: fill(pieces, limit), size });
            }
        }
    }
    if let Some(best) = best {
        return best;
    }
    let limit = (width / millimetres(1, sizes.floor)) as i32;
    let pieces: Vec<_> =
        ways.pop().into_iter().flatten().flat_map(|piece| piece.within(limit, weight)).collect();
    let even = narrowest(&pieces, fill(&pieces, limit).len());
    Fitted { lines: fill(&pieces, even), size: sizes.floor }
}

/// The largest size of a range, in whole steps, at which so many units fit into `width`.
fn size_for(units: i32, [largest, smallest]: [f32; 2], width: f32) -> Option<f32> {
    let steps = ((largest - smallest) / STEP) as usize;
    let mut stepped = (0..=steps).map(|step| largest - step as f32 * STEP);
    stepped.find(|&size| millimetres(units, size) <= width)
}

/// Breaks prose into lines of at most `width` millimetres, each as full as it can be. Only a part
/// that must stay whole and is wider by itself stands out.
pub fn wrap(text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
    let text = printable(text);
    fill(&pieces(&text, weight, Breaks::Words), (width / millimetres(1, size)) as i32)
}

/// How wide `text` is when printed, in millimetres.
pub fn width(text: &str, weight: Weight, size: f32) -> f32 {
    millimetres(font::advance(&printable(text), weight), size)
}

/// The first character of `text` for which the fonts have no shape: it would be printed as a box.
pub fn without_shape(text: &str) -> Option<char> {
    let text = printable(text);
    let glyphs = font::shape(&text, Weight::Bold);
    let lost = glyphs.iter().find(|glyph| glyph.drawing.id == 0);
    lost.and_then(|glyph| glyph.text.chars().next())
}

/// `text` as it is printed: line ends and tabs are spaces, and what has no shape is left out, such
/// as the marks for breaking and joining, for which the fonts have no glyph.
pub fn printable(text: &str) -> String {
    let print = |c| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' => None,
        '\u{25CC}' | '\u{FEFF}' => None,
        c => (!c.is_control()).then_some(c),
    };
    text.chars().filter_map(print).collect()
}

/// Where lines may end by the rules of Unicode (UAX #14); between which words, `thai` knows better.
static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// A part of a text that stays on one line, with the space after it.
struct Piece<'a> {
    text: &'a str,
    /// Its width in thousandths of the em, with that space and without.
    whole: i32,
    bare: i32,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, weight: Weight) -> Self {
        let bare = font::advance(text.trim_end_matches(' '), weight);
        Self { text, whole: font::advance(text, weight), bare }
    }

    /// Itself if it is not wider than `limit`, else its words, else its letters with their marks.
    fn within(self, limit: i32, weight: Weight) -> Vec<Self> {
        if self.bare <= limit {
            return vec![self];
        }
        let mut start = 0;
        let mut words = Vec::new();
        for end in segment::boundaries(self.text) {
            words.push(Self::new(&self.text[start..end], weight));
            start = end;
        }
        if words.len() > 1 {
            return words.into_iter().flat_map(|word| word.within(limit, weight)).collect();
        }
        self.text.graphemes(true).map(|letter| Self::new(letter, weight)).collect()
    }
}

fn pieces(text: &str, weight: Weight, breaks: Breaks) -> Vec<Piece<'_>> {
    let mut start = 0;
    let is_end = |&end: &usize| end > 0 && end < text.len() && may_break(text, end);
    let ends: Vec<usize> = match breaks {
        Breaks::Spaces => {
            text.match_indices(' ').map(|(space, _)| space + 1).filter(is_end).collect()
        }
        Breaks::Words => {
            let words = segment::boundaries(text);
            let is_between = |end: &usize| words.binary_search(end).is_ok();
            LINES.segment_str(text).filter(is_end).filter(is_between).collect()
        }
    };
    let mut pieces = Vec::new();
    for end in ends.into_iter().chain([text.len()]) {
        pieces.push(Piece::new(&text[start..end], weight));
        start = end;
    }
    pieces
}

/// Words that the dictionary knows only in parts, and which read badly when broken.
const WHOLE: [&str; 7] =
    ["แห่งชาติ", "ส่วนบุคคล", "ใบประกาศนียบัตร", "ฐานปฏิบัติการ", "หน่วยงาน", "ขอมอบ", "ผู้ดูแลระบบ"];

/// Words that hold on to the one before them: an era to its month, and "ที่" as in วันที่ and
/// เลขที่.
const CLINGING: [&str; 3] = ["พ.ศ.", "ค.ศ.", "ที่"];

/// A number keeps its neighbours, which keeps dates whole, and brackets keep what is in them.
fn may_break(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].trim_end(), &text[at..]);
    let in_brackets = before.rfind('(') > before.rfind(')') && after.contains(')');
    let beside_number = before.ends_with(char::is_numeric) || after.starts_with(char::is_numeric);
    let before_clinging = CLINGING.iter().any(|word| after.starts_with(word));
    let in_whole = WHOLE.iter().any(|word| {
        text.match_indices(word).any(|(start, _)| start < at && at < start + word.len())
    });
    !in_brackets && !beside_number && !before_clinging && !in_whole
}

/// Puts as many pieces on each line as `limit` allows.
fn fill(pieces: &[Piece], limit: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces {
        if used > 0 && used + piece.bare > limit {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece.text);
        }
        used += piece.whole;
    }
    lines.iter().map(|line| line.trim_end_matches(' ').to_owned()).collect()
}

/// The smallest limit at which the pieces take at most `count` lines, so that the lines come out
/// about equal.
fn narrowest(pieces: &[Piece], count: usize) -> i32 {
    let mut low = pieces.iter().map(|piece| piece.bare).max().unwrap_or_default();
    let mut high = pieces.iter().map(|piece| piece.whole).sum::<i32>().max(low);
    while low < high {
        let middle = low + (high - low) / 2;
        if fill(pieces, middle).len() <= count { high = middle } else { low = middle + 1 }
    }
    low
}

fn millimetres(units: i32, size: f32) -> f32 {
    units as f32 / UNITS_PER_EM * size * 25.4 / 72.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Sizes = Sizes { largest: 34.0, smallest: 22.0, floor: 14.0 };
    const TITLE: &str = "การคุ้มครองข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ สำหรับหน่วยงาน";

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrap(text, Weight::Regular, 16.0, width)
    }

    #[test]
    fn dates_numbers_and_brackets_stay_whole_at_any_width() {
        let text =
            "สำนักงาน (องค์การมหาชน) ประกาศ ณ วันที่ ๒๒ กันยายน พ.ศ. ๒๕๖๖ เลขที่ DGLP-2566-000123 ของปีนี้";
        for width in 1..200 {
            let lines = lines(text, width as f32);
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            for whole in ["(องค์การมหาชน)", "วันที่ ๒๒ กันยายน พ.ศ. ๒๕๖๖", "DGLP-2566-000123"]
            {
                assert!(
                    lines.iter().any(|line| line.contains(whole)),
                    "{whole} broken in {lines:?}"
                );
            }
        }
    }

    #[test]
    fn words_stay_whole_and_lines_keep_their_width() {
        let lines = lines(TITLE, 90.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, Weight::Regular, 16.0) <= 90.0), "{lines:?}");
        assert!(lines.iter().all(|line| !line.ends_with("ส่วน")), "{lines:?}");
    }

    #[test]
    fn a_text_shrinks_before_it_breaks_and_breaks_before_it_goes_below_the_smallest_size() {
        let sizes = Sizes { largest: 25.0, smallest: 17.0, floor: 12.0 };
        let fitted = |width| fit(TITLE, Weight::Bold, sizes, width, Breaks::Words);
        assert_eq!((fitted(400.0).lines.len(), fitted(400.0).size), (1, 25.0));
        assert_eq!(fitted(260.0).lines.len(), 1);
        assert!(fitted(260.0).size < 25.0);
        assert_eq!(fitted(170.0).lines.len(), 2);
        assert!((12.0..17.0).contains(&fitted(80.0).size));
        assert_eq!(fitted(20.0).size, 12.0, "more lines, and never below the floor");
        for wide in [6.0, 20.0, 90.0, 170.0, 260.0, 400.0] {
            let Fitted { lines, size } = fitted(wide);
            let widest =
                lines.iter().map(|line| width(line, Weight::Bold, size)).fold(0.0, f32::max);
            assert!(widest <= wide + 0.01, "{widest} mm in {wide} mm");
        }
    }

    #[test]
    fn a_name_breaks_only_between_its_parts() {
        let name = "ว่าที่ร้อยตรีหญิงพิมพ์พรรณนภาลัยกัลยาณิวัฒนา ศรีสุวรรณภูมิวงศ์ไพบูลย์";
        let Fitted { lines, .. } = fit(name, Weight::Bold, NAME, 150.0, Breaks::Spaces);
        assert_eq!(lines, name.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn a_part_wider_than_the_page_is_broken_between_letters_and_no_mark_is_torn_off() {
        let name = "ก้อนหินใหญ่ก้ำกึ่งญู่".repeat(8);
        let Fitted { lines, size } = fit(&name, Weight::Bold, NAME, 100.0, Breaks::Spaces);
        assert_eq!((lines.concat(), size), (name, 14.0));
        assert!(lines.iter().all(|line| width(line, Weight::Bold, size) <= 100.01));
        let torn = |line: &String| {
            line.starts_with(
                |c| matches!(c, '\u{E31}' | '\u{E33}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'),
            )
        };
        assert!(!lines.iter().any(torn), "{lines:?}");
    }
}
