//! What lies over a field whose own words are all there: other words drawn across them, a box or a
//! picture put on top. Whoever looks at the page sees those instead.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Reading,
    area::{Area, Paint},
    budget::Budget,
    field::{Field, Finding, Outcome},
    flat::letters,
    page::Line,
    pen::PAINTS,
    read,
    row::Row,
};
use crate::learning::certificate::pdf::{Sheet, draw};

/// Words over a field that are told.
const WORDS: usize = 8;

/// Stands for letters that cannot be read.
const UNKNOWN: char = '\u{FFFD}';

/// The lines of a file as they are compared, with where they stand.
pub(super) struct Shown<'a> {
    /// The lines, each with its place.
    pub(super) lines: &'a [&'a Line],
    /// Their letters.
    pub(super) row: &'a Row<'a>,
    /// Which of them stand for each line of the record.
    pub(super) partners: &'a [Range<usize>],
    /// What is left to spend.
    pub(super) budget: &'a Budget,
}

impl Shown<'_> {
    /// Covers each field whose words are all there and over which something lies: other lines, what
    /// is painted, or one of the lines behind those that are compared.
    pub(super) fn cover(
        &self,
        reading: &Reading,
        behind: &[Line],
        expected: &Row,
        places: &[(Field, Range<usize>)],
        outcomes: &mut [Outcome],
    ) {
        let behind = behind.iter().take(PAINTS);
        let behind =
            behind.filter_map(|it| Some(Paint { page: it.page, area: it.area?, order: it.order }));
        let paints: Vec<Paint> = reading.paints.iter().copied().chain(behind).collect();
        for ((_, place), outcome) in places.iter().zip(outcomes) {
            if *outcome == Outcome::Same
                && let Some(words) = self.over(&paints, expected, place)
            {
                *outcome = Outcome::Covered(words);
            }
        }
    }

    /// What lies over the letters of the record in `place`: the words, none for paint alone, U+FFFD
    /// for nothing but words that cannot be read; `None` where nothing does, and where the budget is
    /// spent.
    fn over(&self, paints: &[Paint], expected: &Row, place: &Range<usize>) -> Option<String> {
        let own = self.own(expected, place);
        let mut words: BTreeSet<usize> = BTreeSet::new();
        let mut is_painted = false;
        for line in own.iter().map(|index| self.lines[*index]) {
            let Some(area) = line.area else { continue };
            self.budget.object()?;
            self.budget.bytes(self.lines.len() + paints.len())?;
            for (index, other) in self.lines.iter().enumerate() {
                let is_over = |it: Area| area.is_written_over_by(&it);
                let is_other = other.page == line.page && !own.contains(&index);
                if is_other && other.area.is_some_and(is_over) {
                    words.insert(index);
                }
            }
            let is_over = |paint: &Paint| {
                let is_later = paint.page == line.page && paint.order > line.order;
                is_later && area.is_painted_over_by(&paint.area)
            };
            is_painted |= paints.iter().any(is_over);
        }
        let words: Vec<&str> = words.iter().map(|index| self.row.lines[*index].trim()).collect();
        let known: Vec<&str> = words.iter().copied().filter(|it| !it.contains(UNKNOWN)).collect();
        if known.is_empty() && !is_painted {
            return words.first().map(|_| UNKNOWN.to_string());
        }
        Some(known[..known.len().min(WORDS)].join(" "))
    }

    /// The lines in which the file shows those letters.
    fn own(&self, expected: &Row, place: &Range<usize>) -> BTreeSet<usize> {
        let of = |line: usize| expected.starts[line]..expected.starts[line + 1];
        let stand_here = self.partners.iter().enumerate().filter(|(line, _)| {
            let line = of(*line);
            line.start < place.end && place.start < line.end
        });
        let mut own: BTreeSet<usize> = stand_here.flat_map(|(_, lines)| lines.clone()).collect();
        if own.is_empty() {
            // Other programs write lines in another order.
            let value = &expected.letters[place.clone()];
            let length = value.len().max(1);
            let holds = |index: &usize| self.row.line(*index).windows(length).any(|it| it == value);
            own.extend((0..self.lines.len()).filter(holds));
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
    budget: &Budget,
) {
    let Some(address) = findings.iter_mut().find(|finding| finding.field == Field::VerifyUrl)
    else {
        return;
    };
    let own = letters(&sheet.verify_url);
    let elsewhere = pictures.iter().find(|it| it.starts_with(&['h', 't', 't', 'p']) && **it != own);
    if let Some(elsewhere) = elsewhere {
        address.shown = Outcome::Differs(elsewhere.iter().collect());
    } else if address.shown == Outcome::Same && is_code_covered(sheet, reading, budget) {
        address.shown = Outcome::Covered(String::new());
    }
}

/// Whether anything was painted into the code since its first square. A code that another program
/// drew in another way cannot be told, and is not doubted; nor is one where the budget is spent.
fn is_code_covered(sheet: &Sheet, reading: &Reading, budget: &Budget) -> bool {
    if reading.paints.is_empty() || budget.object().is_none() {
        return false;
    }
    let own = draw(sheet).ok().and_then(|own| read(&own, budget).ok());
    let Some(own) = own else { return false };
    let pages = own.paints.last().map_or(0, |last| last.page + 1);
    (0..pages).any(|page| {
        // It is drawn last.
        let words = own.lines.iter().filter(|it| it.page == page).map(|it| it.order).max();
        let squares = own.paints.iter().filter(|it| it.page == page && Some(it.order) > words);
        let squares: Vec<Area> = squares.map(|it| it.area).collect();
        let Some(code) = squares.iter().copied().reduce(Area::with) else { return false };
        let is_own = |paint: &Paint| squares.iter().any(|square| square.is_like(&paint.area));
        let theirs = reading.paints.iter().filter(|it| it.page == page && it.area.touches(&code));
        if budget.bytes(squares.len() * reading.paints.len()).is_none() {
            return false;
        }
        let theirs: Vec<(usize, bool)> = theirs.map(|it| (it.order, is_own(it))).collect();
        let Some((first, _)) = theirs.iter().find(|(_, is_own)| *is_own) else { return false };
        let is_over = |it: Area| code.is_written_over_by(&it);
        theirs.iter().any(|(order, is_own)| order > first && !is_own)
            || reading.lines.iter().any(|it| it.page == page && it.area.is_some_and(is_over))
    })
}
