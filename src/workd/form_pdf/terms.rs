//! Parts 3 and 4: personal data, the terms, and who signs.

use super::{
    flow::{BASE, Flow, LEFT, PROSE, RIGHT, ROW, lines},
    mark::{Look, Mark},
    service::written,
    words::{
        ACCEPTED, BLOCK_LETTERS, CLAUSE_3, CLAUSES_4, CONSENTS, DATE, Heading, PART_3, PART_4,
        POSITION, SIGNED, SIGNERS, VERSION,
    },
};
use crate::{print::Align, workd::request::form::Form};

/// The version of the printed conditions; a new wording is a new version.
const TERMS: &str = "2569-1";
/// The width of a block to sign, and the room for the signature itself.
const BLOCK: f32 = 80.0;
const PEN: f32 = 17.0;

/// Lays out part 3.
pub(super) fn lay_out_privacy(flow: &mut Flow, form: &Form) {
    flow.part(PART_3);
    CLAUSE_3.into_iter().for_each(|clause| flow.clause(clause));
    let answer = form.get("privacy.consent");
    let consents = CONSENTS.map(|(code, text)| (answer == Some(code), text.to_owned()));
    flow.boxes("", &consents);
}

/// Lays out part 4.
pub(super) fn lay_out_terms(flow: &mut Flow, form: &Form) {
    flow.part(PART_4);
    CLAUSES_4.into_iter().for_each(|clause| flow.clause(clause));
    let is_accepted = form.get("terms.accepted").is_some();
    let version = format!("{ACCEPTED} ({VERSION} {TERMS})");
    flow.boxes("", &[(is_accepted, version)]);
    flow.skip(2.0);
    let blocks = [0, 1].map(|index| {
        let of = |name: &str| form.get(&format!("signatures.{index}.{name}"));
        let x = if index == 0 { LEFT } else { RIGHT - BLOCK };
        block(x, SIGNERS[index], of("name"), of("position"), of("signed_on"))
    });
    let height = blocks.iter().map(|block| block.1).fold(0.0, f32::max);
    flow.put(blocks.into_iter().flat_map(|block| block.0), height);
}

/// A block to sign, with its height: the line for the pen, the name in brackets, position and day.
fn block(
    x: f32,
    (thai, english): Heading,
    name: Option<&str>,
    position: Option<&str>,
    day: Option<&str>,
) -> (Vec<Mark>, f32) {
    let end = x + BLOCK;
    let beside = x + Look::Heading.width(thai) + 2.0;
    let pen = BASE + PEN;
    let name_x = x + Look::Label.width(SIGNED) + 2.0;
    let mut marks = vec![
        Mark::text(thai, x, BASE, Look::Heading),
        Mark::text(english, beside, BASE, Look::Small),
        Mark::text(SIGNED, x, pen, Look::Label),
        Mark::Dots { from: name_x, to: end, y: pen },
    ];
    let mut y = pen + ROW;
    let middle = (name_x + end) / 2.0;
    let centred =
        |text, y| Mark::Text { text, x: middle, y, look: Look::Value, align: Align::Centre };
    match name {
        Some(name) => {
            // The brackets come last, for what is in brackets would not be broken between words.
            let mut parts = lines(name, Look::Value, end - name_x - 3.0);
            if let Some(first) = parts.first_mut() {
                first.insert(0, '(');
            }
            if let Some(last) = parts.last_mut() {
                last.push(')');
            }
            for part in parts {
                marks.push(centred(part, y));
                y += PROSE;
            }
        }
        None => {
            marks.push(Mark::text("(", name_x, y, Look::Label));
            marks.push(Mark::Dots { from: name_x + 2.0, to: end - 2.0, y });
            marks.push(Mark::text(")", end - 1.5, y, Look::Label));
            y += PROSE;
        }
    }
    let letters = Mark::Text {
        text: BLOCK_LETTERS.to_owned(),
        x: middle,
        y: y - 0.4,
        look: Look::Small,
        align: Align::Centre,
    };
    marks.push(letters);
    y += ROW;
    let day = day.map(written);
    for (label, value) in [(POSITION, position), (DATE, day.as_deref())] {
        marks.push(Mark::text(label, x, y, Look::Label));
        let from = x + Look::Label.width(label) + 2.0;
        let written =
            value.map_or(vec![String::new()], |value| lines(value, Look::Value, end - from));
        for line in written {
            marks.push(Mark::Dots { from: from - 1.0, to: end, y });
            if !line.is_empty() {
                marks.push(Mark::text(line, from, y, Look::Value));
            }
            y += ROW;
        }
    }
    (marks, y)
}
