//! Fitting text into a width: smaller in steps, then on more lines, never cut.

use std::sync::LazyLock;

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};

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

const MOST_LINES: usize = 3;
/// Points by which a size shrinks.
const STEP: f32 = 1.0;

/// Brings `text` to `width` millimetres: on one line if a size between `largest` and `smallest`
/// allows it, else on two or three, broken at a space if that is enough. What is still too long
/// goes below `smallest`; nothing is cut.
pub fn fit(
    text: &str,
    weight: Weight,
    [largest, smallest]: [f32; 2],
    width: f32,
    breaks: Breaks,
) -> Fitted {
    let text = printable(text).trim().to_owned();
    let size_for = |units| {
        let steps = ((largest - smallest) / STEP) as usize;
        (0..=steps)
            .map(|step| largest - step as f32 * STEP)
            .find(|&size| millimetres(units, size) <= width)
    };
    // Nearly every text fits on one line, and then nobody need look for places to break it.
    if let Some(size) = size_for(font::advance(&text, weight)) {
        return Fitted { lines: vec![text], size };
    }
    let mut ways = vec![pieces(&text, weight, Breaks::Spaces)];
    if breaks == Breaks::Words {
        ways.push(pieces(&text, weight, Breaks::Words));
    }
    for count in 2..=MOST_LINES {
        for pieces in &ways {
            let limit = narrowest(pieces, count);
            if let Some(size) = size_for(limit) {
                return Fitted { lines: fill(pieces, limit), size };
            }
        }
    }
    let finest = &ways[ways.len() - 1];
    let limit = narrowest(finest, MOST_LINES);
    Fitted { lines: fill(finest, limit), size: width / millimetres(limit, 1.0) }
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
        let piece = &text[start..end];
        let bare = font::advance(piece.trim_end_matches(' '), weight);
        pieces.push(Piece { text: piece, whole: font::advance(piece, weight), bare });
        start = end;
    }
    pieces
}

/// Words that the dictionary knows only in parts, and which read badly when broken.
const WHOLE: [&str; 6] = ["ส่วนบุคคล", "ใบประกาศนียบัตร", "ฐานปฏิบัติการ", "หน่วยงาน", "ขอมอบ", "ผู้ดูแลระบบ"];

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
        let fitted = |width| fit(TITLE, Weight::Bold, [25.0, 17.0], width, Breaks::Words);
        assert_eq!((fitted(400.0).lines.len(), fitted(400.0).size), (1, 25.0));
        assert_eq!(fitted(260.0).lines.len(), 1);
        assert!(fitted(260.0).size < 25.0);
        assert_eq!(fitted(170.0).lines.len(), 2);
        assert!(fitted(20.0).size < 17.0);
        for wide in [20.0, 90.0, 170.0, 260.0, 400.0] {
            let Fitted { lines, size } = fitted(wide);
            let widest =
                lines.iter().map(|line| width(line, Weight::Bold, size)).fold(0.0, f32::max);
            assert!(widest <= wide + 0.01, "{widest} mm in {wide} mm");
        }
    }

    #[test]
    fn a_name_breaks_only_between_its_parts() {
        let name = "ว่าที่ร้อยตรีหญิงพิมพ์พรรณนภาลัยกัลยาณิวัฒนา ศรีสุวรรณภูมิวงศ์ไพบูลย์";
        let Fitted { lines, .. } = fit(name, Weight::Bold, [34.0, 22.0], 150.0, Breaks::Spaces);
        assert_eq!(lines, name.split(' ').collect::<Vec<_>>());
    }
}
