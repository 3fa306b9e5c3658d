//! The record set beside a file, field by field: which of them the file shows otherwise.
//!
//! Lines that are alike hold the two texts together; what stands between them is compared letter by
//! letter, so that a title broken elsewhere is still the same title and one other letter is not.

use std::{collections::BTreeSet, ops::Range};

use serde_json::Value;

use super::{
    Reading,
    budget::Budget,
    cover::{Shown, look_at_code},
    field::{Field, Finding, Outcome},
    flat::{is_drawn, letters, may_be_drawn},
    place::places,
    row::{Row, around, blocks, partners},
};
use crate::learning::certificate::pdf::{Sheet, printed_lines};

/// Lines of a file that are compared.
const LINES: usize = 400;

/// Fewer letters than these stand anywhere by chance.
const TELLING: usize = 6;

/// What comparing found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Each field that is printed or should be, and the other words where they differ.
    pub findings: Vec<Finding>,
    /// Lines of the file that the record does not print.
    pub added: Vec<String>,
    /// Whether the file says of some line that it is another one than it draws.
    pub is_disguised: bool,
    /// Whether something is drawn in it that cannot be read, and may lie on the words that can.
    pub has_unread: bool,
    /// Whether there is data inside it.
    pub has_data: bool,
}

impl Compared {
    /// Whether everything that the record prints is there, and nothing else.
    pub fn is_same(&self) -> bool {
        self.added.is_empty()
            && !self.is_disguised
            && !self.has_unread
            && self.findings.iter().all(|finding| finding.state() == "same")
    }

    /// Whether anything was found otherwise, beyond what cannot be read.
    pub fn is_altered(&self) -> bool {
        let changed =
            |finding: &Finding| matches!(finding.state(), "differs" | "missing" | "covered");
        !self.added.is_empty() || self.is_disguised || self.findings.iter().any(changed)
    }

    /// Whether it shows none of what tells one certificate from another.
    pub fn is_another(&self) -> bool {
        let telling = [Field::FullName, Field::CourseTitle, Field::Issuer, Field::DocumentTitle];
        let own = self.findings.iter().filter(|finding| telling.contains(&finding.field));
        let shows_other = |it: &Finding| {
            !matches!(it.shown, Outcome::Same | Outcome::Covered(_) | Outcome::Unreadable)
        };
        own.clone().next().is_some() && own.clone().all(shows_other)
    }
}

/// Compares what `sheet` prints with what a file shows and holds.
pub fn compare(sheet: &Sheet, reading: &Reading) -> Compared {
    let printed = printed_lines(sheet);
    let expected = Row::of(&printed);
    // The seal stands on every page; what else is a picture may show anything.
    let seals = sheet.dress.seal.iter().count() * sheet.dress.look.language.pages().len();
    let is_unreadable = reading.is_unreadable();
    let has_unread =
        is_unreadable || reading.missed || reading.pictures > seals || reading.lines.len() > LINES;
    let mut compared =
        Compared { has_data: reading.data.is_some(), has_unread, ..Compared::default() };
    let mut pictures = Vec::new();
    let (mut texts, mut lines) = (Vec::new(), Vec::new());
    // Lines that are said to be what they may be: nobody can tell.
    let mut open = BTreeSet::new();
    for line in reading.lines.iter().take(LINES) {
        let honest = !line.is_said || is_drawn(&line.text, &line.glyphs);
        // Other programs draw shapes that have no letter. A file of ours never does.
        let is_open = reading.data.is_none()
            && line.glyphs.contains('\u{FFFD}')
            && may_be_drawn(&line.text, &line.glyphs);
        if !honest && line.glyphs.trim().is_empty() {
            pictures.push(letters(&line.text));
            continue;
        }
        // What is seen counts, whatever is said of it.
        compared.is_disguised |= !honest && !is_open;
        let text = if honest || is_open { &line.text } else { &line.glyphs };
        if !letters(text).is_empty() {
            if is_open {
                open.insert(texts.len());
            }
            texts.push(text.clone());
            lines.push(line);
        }
    }
    let shown = Row::of(&texts);

    let places = places(sheet, &expected.letters);
    let mut outcomes: Vec<Outcome> = vec![Outcome::Same; places.len()];
    let blocks = blocks(&expected, &shown);
    let partners = partners(printed.len(), &blocks);
    for (own, theirs) in blocks {
        look(&expected, &shown, own, theirs, &places, &mut outcomes, &mut compared);
    }
    settle(&expected, &places, &mut outcomes, &mut compared.added);
    for ((_, place), outcome) in places.iter().zip(&mut outcomes) {
        let own = expected.lines_of(place);
        if *outcome == Outcome::Same
            && own.flat_map(|it| partners[it].clone()).any(|it| open.contains(&it))
        {
            *outcome = Outcome::Unreadable;
        }
    }
    let budget = Budget::default();
    let file = Shown { lines: &lines, row: &shown, partners: &partners, budget: &budget };
    let behind = reading.lines.get(LINES..).unwrap_or_default();
    file.cover(reading, behind, &expected, &places, &mut outcomes);
    let mut printed_fields: Vec<Field> = Vec::new();
    for ((field, place), shown) in places.into_iter().zip(outcomes) {
        let shown = match shown {
            Outcome::Missing if is_unreadable => Outcome::Unreadable,
            Outcome::Differs(text) | Outcome::Covered(text) if text.contains('\u{FFFD}') => {
                Outcome::Unreadable
            }
            shown => shown,
        };
        if !printed_fields.contains(&field) {
            printed_fields.push(field);
            let data = datum(field, sheet, reading.data.as_ref());
            let record = expected.raw(place);
            compared.findings.push(Finding { field, record, shown, data });
        } else if let Some(known) = compared.findings.iter_mut().find(|it| it.field == field)
            && known.shown == Outcome::Same
        {
            // It is printed on the next page too, and differs there alone.
            known.shown = shown;
        }
    }
    let unprinted = Field::ALL.into_iter().filter(|field| !printed_fields.contains(field));
    for field in unprinted {
        // What is not printed may still be claimed inside.
        let data = datum(field, sheet, reading.data.as_ref());
        if matches!(data, Outcome::Differs(_)) {
            let shown = Outcome::Absent;
            compared.findings.push(Finding { field, record: String::new(), shown, data });
        }
    }
    compared.added.retain(|line| !line.contains('\u{FFFD}'));
    look_at_code(sheet, reading, &pictures, &mut compared.findings, &budget);
    // What was not looked at to its end may lie on anything.
    compared.has_unread |= budget.is_spent();
    compared.cut();
    compared
}

/// Compares one block letter by letter.
fn look(
    expected: &Row,
    shown: &Row,
    own: Range<usize>,
    theirs: Range<usize>,
    places: &[(Field, Range<usize>)],
    outcomes: &mut [Outcome],
    compared: &mut Compared,
) {
    let base = expected.starts[own.start];
    let letters = &expected.letters[base..expected.starts[own.end]];
    let their_base = shown.starts[theirs.start];
    let their_letters = &shown.letters[their_base..shown.starts[theirs.end]];
    if letters == their_letters {
        return;
    }
    if own.is_empty() {
        compared.added.extend(theirs.map(|line| shown.lines[line].trim().to_owned()));
        return;
    }
    let (start, end) = around(letters, their_letters);
    let changed = base + start..base + letters.len() - end;
    let block = base..base + letters.len();
    let theirs_all = their_base..their_base + their_letters.len();
    let mut is_of_a_field = false;
    for ((_, place), outcome) in places.iter().zip(outcomes) {
        // A long field may go on in lines that are alike.
        let own = place.start.max(block.start)..place.end.min(block.end);
        let touches = own.start < own.end
            && if changed.is_empty() {
                (own.start..=own.end).contains(&changed.start)
            } else {
                own.start < changed.end && changed.start < own.end
            };
        if !touches {
            continue;
        }
        is_of_a_field = true;
        let value = &expected.letters[place.clone()];
        let encloses = own.start <= changed.start && changed.end <= own.end;
        let stands = value.len() >= TELLING
            && their_letters.windows(value.len()).any(|window| window == value);
        if !encloses && stands {
            continue;
        }
        let instead = if encloses {
            their_base + own.start - base..theirs_all.end - (block.end - own.end)
        } else {
            theirs_all.clone()
        };
        let parts = [
            expected.raw(place.start..own.start),
            shown.raw(instead),
            expected.raw(own.end..place.end),
        ];
        let text = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
        *outcome = match text.join(" ") {
            text if text.is_empty() => Outcome::Missing,
            text => Outcome::Differs(text),
        };
    }
    if !is_of_a_field {
        let shown = match shown.raw(theirs_all) {
            text if text.is_empty() => Outcome::Missing,
            text => Outcome::Differs(text),
        };
        let (field, record, data) = (Field::Rest, expected.raw(block), Outcome::Absent);
        compared.findings.push(Finding { field, record, shown, data });
    }
}

/// A field that is missing in its place may stand elsewhere: other programs write lines in another
/// order.
fn settle(
    expected: &Row,
    places: &[(Field, Range<usize>)],
    outcomes: &mut [Outcome],
    added: &mut Vec<String>,
) {
    for ((_, place), outcome) in places.iter().zip(outcomes) {
        let value = &expected.letters[place.clone()];
        if *outcome != Outcome::Missing || value.len() < TELLING {
            continue;
        }
        let holds = |line: &String| letters(line).windows(value.len()).any(|it| it == value);
        if let Some(found) = added.iter().position(holds) {
            added.remove(found);
            *outcome = Outcome::Same;
        }
    }
}

fn datum(field: Field, sheet: &Sheet, data: Option<&Value>) -> Outcome {
    let (Some(wanted), Some(data)) = (field.datum(sheet), data) else { return Outcome::Absent };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match data.get(field.code()) {
        None | Some(Value::Null) => Outcome::Missing,
        Some(found) if letters(&text(found)) == letters(&text(&wanted)) => Outcome::Same,
        Some(found) => Outcome::Differs(text(found).chars().take(300).collect()),
    }
}
