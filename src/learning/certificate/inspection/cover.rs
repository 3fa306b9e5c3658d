//! What lies over a field whose own words are all there: other words drawn across them, a box or a
//! picture put on top. Whoever looks at the page sees those instead.

use std::ops::Range;

use super::{
    Reading,
    area::{Area, Paint},
    field::{Field, Finding, Outcome},
    flat::letters,
    inspect,
    page::Line,
    row::Row,
};
use crate::learning::certificate::pdf::{Sheet, draw};

/// The lines of a file as they are compared, with where they stand.
pub(super) struct Shown<'a> {
    /// The lines, each with its place.
    pub(super) lines: &'a [&'a Line],
    /// Their letters.
    pub(super) row: &'a Row<'a>,
    /// Which of them stand for each line of the record.
    pub(super) partners: &'a [Range<usize>],
    /// What is painted on the pages.
    pub(super) paints: &'a [Paint],
}

impl Shown<'_> {
    /// What lies over the letters of the record in `place`: the words, none for paint alone; `None`
    /// where nothing does.
    pub(super) fn over(&self, expected: &Row, place: &Range<usize>) -> Option<String> {
        let own = self.own(expected, place);
        let mut words: Vec<usize> = Vec::new();
        let mut is_painted = false;
        for line in own.iter().map(|index| self.lines[*index]) {
            let Some(area) = line.area else { continue };
            for (index, other) in self.lines.iter().enumerate() {
                let is_over = |it: Area| area.is_written_over_by(&it);
                let is_other = other.page == line.page && !own.contains(&index);
                if is_other && other.area.is_some_and(is_over) && !words.contains(&index) {
                    words.push(index);
                }
            }
            let is_over = |paint: &Paint| {
                let is_later = paint.page == line.page && paint.order > line.order;
                is_later && area.is_painted_over_by(&paint.area)
            };
            is_painted |= self.paints.iter().any(is_over);
        }
        let words: Vec<&str> =
            words.into_iter().take(8).map(|index| self.row.lines[index].trim()).collect();
        (is_painted || !words.is_empty()).then(|| words.join(" "))
    }

    /// The lines in which the file shows those letters.
    fn own(&self, expected: &Row, place: &Range<usize>) -> Vec<usize> {
        let of = |line: usize| expected.starts[line]..expected.starts[line + 1];
        let stand_here = self.partners.iter().enumerate().filter(|(line, _)| {
            let line = of(*line);
            line.start < place.end && place.start < line.end
        });
        let mut own: Vec<usize> = stand_here.flat_map(|(_, lines)| lines.clone()).collect();
        if own.is_empty() {
            // Other programs write lines in another order.
            let value = &expected.letters[place.clone()];
            let holds = |line: &String| letters(line).windows(value.len()).any(|it| it == value);
            own.extend((0..self.lines.len()).filter(|index| holds(&self.row.lines[*index])));
        }
        own
    }
}

/// Looks at the code: what it is said to be, and what lies on it.
pub(super) fn look_at_code(
    sheet: &Sheet,
    reading: &Reading,
    pictures: &[Vec<char>],
    findings: &mut [Finding],
) {
    let Some(address) = findings.iter_mut().find(|finding| finding.field == Field::VerifyUrl)
    else {
        return;
    };
    let own = letters(&sheet.verify_url);
    let elsewhere = pictures.iter().find(|it| it.starts_with(&['h', 't', 't', 'p']) && **it != own);
    if let Some(elsewhere) = elsewhere {
        address.shown = Outcome::Differs(elsewhere.iter().collect());
    } else if address.shown == Outcome::Same && is_code_covered(sheet, reading) {
        address.shown = Outcome::Covered(String::new());
    }
}

/// Whether anything was painted into the code since its first square. A code that another program
/// drew in another way cannot be told, and is not doubted.
fn is_code_covered(sheet: &Sheet, reading: &Reading) -> bool {
    if reading.paints.is_empty() {
        return false;
    }
    let Some(own) = draw(sheet).ok().and_then(|own| inspect(&own).ok()) else { return false };
    let pages = own.paints.last().map_or(0, |last| last.page + 1);
    (0..pages).any(|page| {
        // It is drawn last.
        let words = own.lines.iter().filter(|it| it.page == page).map(|it| it.order).max();
        let squares = own.paints.iter().filter(|it| it.page == page && Some(it.order) > words);
        let squares: Vec<Area> = squares.map(|it| it.area).collect();
        let Some(code) = squares.iter().copied().reduce(Area::with) else { return false };
        let is_own = |paint: &Paint| squares.iter().any(|square| square.is_like(&paint.area));
        let theirs = reading.paints.iter().filter(|it| it.page == page && it.area.touches(&code));
        let theirs: Vec<(usize, bool)> = theirs.map(|it| (it.order, is_own(it))).collect();
        let Some((first, _)) = theirs.iter().find(|(_, is_own)| *is_own) else { return false };
        let is_over = |it: Area| code.is_written_over_by(&it);
        theirs.iter().any(|(order, is_own)| order > first && !is_own)
            || reading.lines.iter().any(|it| it.page == page && it.area.is_some_and(is_over))
    })
}
