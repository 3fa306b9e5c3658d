//! Which lines a page has, how large they are, and where each of them stands.

use super::{
    Sheet,
    places::{NAVY, Places, RED, TEXT},
    said::Said,
    stack::{Part, stack},
};
use crate::{
    learning::certificate::design::look::Language,
    print::{self, Align, Breaks, Ink, Line, Role, Sizes, Style, Weight},
};

/// The smallest sizes at which a name, a title and everything else are still read at arm's length.
const NAME_FLOOR: f32 = 14.0;
const TITLE_FLOOR: f32 = 12.0;
pub(super) const FLOOR: f32 = 10.0;

/// The lines of one page of `sheet` in reading order, each in its place.
pub(super) fn lay_out(sheet: &Sheet, language: Language) -> Vec<Line> {
    let places = Places::of_sheet(sheet);
    let said = Said::new(sheet, language);
    let text = places.text;
    let mut body = vec![
        plain(said.awarded, 17.0 * text),
        Part {
            air: 3.0,
            breaks: Breaks::Spaces,
            ..bold(sheet.full_name, [34.0, 22.0, NAME_FLOOR], NAVY)
        },
    ];
    body.extend(
        said.agency.as_deref().map(|agency| Part { air: 1.5, ..plain(agency, 15.0 * text) }),
    );
    body.push(Part { air: 3.0, ..plain(said.completed, 17.0 * text) });
    body.push(Part { air: 1.5, ..bold(said.course, [25.0, 17.0, TITLE_FLOOR], places.accent) });
    body.extend(
        said.effort.as_deref().map(|effort| Part { air: 3.0, ..plain(effort, 16.0 * text) }),
    );
    body.push(Part { air: 1.0, ..plain(&said.given, 16.0 * text) });
    let signer: Vec<Part> = said
        .signatory
        .iter()
        .flat_map(|signer| {
            let lines = signer.lines().map(|line| plain(line, 13.0));
            [bold(&signer.name, [15.0, 11.0, FLOOR], TEXT)].into_iter().chain(lines)
        })
        .collect();
    let notice = said.notice.map(|notice| Part { ink: RED, ..plain(notice, 12.0) });
    let issuer = bold(said.issuer, [19.0, 12.0, TITLE_FLOOR], places.accent);
    let title = bold(said.title, [40.0, 24.0, NAME_FLOOR], NAVY);
    let title = Part { role: Role::Title, ..title };

    let field = if signer.is_empty() { places.body_without_signer } else { places.body };
    let groups: [(&[Part], f32, [f32; 2]); 5] = [
        (notice.as_slice(), places.widest, places.notice),
        (&[issuer], places.widest, places.issuer),
        (&[title], places.widest, places.title),
        (&body, places.widest, field),
        (&signer, places.narrow, places.signer),
    ];
    let stacked = groups.map(|(parts, width, field)| stack(parts, places.centre, width, field));
    stacked.into_iter().flatten().chain(foot(sheet, &places, &said)).collect()
}

/// What identifies the certificate and lets anyone check it: in ASCII, so that it can be typed
/// anywhere.
fn foot(sheet: &Sheet, places: &Places, said: &Said) -> Vec<Line> {
    let line = |text: &str, align, y, size| Line {
        text: print::printable(text),
        x: if align == Align::Left { places.left } else { places.right },
        y,
        style: Style { size, weight: Weight::Regular, ink: TEXT, align },
        role: Role::Paragraph,
    };
    let [first, second] = places.foot;
    let mut lines = vec![line(&said.number, Align::Left, first, 12.0)];
    lines.extend(said.valid.as_ref().map(|valid| line(valid, Align::Left, second, 12.0)));
    let (align, mut y) = match (places.address_below, &said.valid) {
        (false, _) => (Align::Right, first),
        (true, None) => (Align::Left, second),
        (true, Some(_)) => (Align::Left, second + second - first),
    };
    lines.push(line(said.verify_at, align, y, 11.0));
    let sizes = Sizes { largest: 10.0, smallest: FLOOR, floor: FLOOR };
    let breaks = Breaks::Words;
    let address = print::fit(&sheet.verify_url, Weight::Regular, sizes, places.address, breaks);
    y += second - first;
    for text in address.lines {
        lines.push(line(&text, align, y, address.size));
        y += address.size * 25.4 / 72.0 * 1.35;
    }
    lines
}

fn plain(text: &str, size: f32) -> Part<'_> {
    Part {
        text,
        air: 0.0,
        sizes: Sizes { largest: size, smallest: 11.0, floor: FLOOR },
        weight: Weight::Regular,
        ink: TEXT,
        breaks: Breaks::Words,
        role: Role::Paragraph,
    }
}

fn bold(text: &str, [largest, smallest, floor]: [f32; 3], ink: Ink) -> Part<'_> {
    Part {
        text,
        air: 0.0,
        sizes: Sizes { largest, smallest, floor },
        weight: Weight::Bold,
        ink,
        breaks: Breaks::Words,
        role: Role::Paragraph,
    }
}
