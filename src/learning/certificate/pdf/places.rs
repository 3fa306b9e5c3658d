//! Where things stand on each layout. A certificate is drawn the same for ever, so the numbers of a
//! layout that was ever used do not change: another look is another layout.

use super::Sheet;
use crate::{
    learning::certificate::design::look::Layout,
    print::{Ink, Size},
};

pub(super) const NAVY: Ink = Ink(18, 44, 74);
pub(super) const TEAL: Ink = Ink(15, 106, 107);
pub(super) const TEXT: Ink = Ink(45, 55, 66);
pub(super) const RED: Ink = Ink(160, 42, 36);
const GOLD: Ink = Ink(166, 124, 51);

/// A part of the ornament; lengths are millimetres, thicknesses points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stroke {
    /// The outline of a rectangle.
    Frame {
        /// Its upper left corner.
        corner: (f32, f32),
        /// Its width and height.
        size: Size,
        /// How thick.
        thickness: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle.
    Fill {
        /// Its upper left corner.
        corner: (f32, f32),
        /// Its width and height.
        size: Size,
        /// Its colour.
        ink: Ink,
    },
    /// A straight line.
    Rule {
        /// One end.
        from: (f32, f32),
        /// The other end.
        to: (f32, f32),
        /// How thick.
        thickness: f32,
        /// Its colour.
        ink: Ink,
    },
}

/// The fields of a page, from top to bottom, in the middle of which the groups of lines stand.
pub(super) struct Places {
    pub(super) size: Size,
    pub(super) centre: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The widest that a line may be: alone, beside the QR code, and beside the number.
    pub(super) widest: f32,
    pub(super) narrow: f32,
    pub(super) address: f32,
    pub(super) notice: [f32; 2],
    pub(super) issuer: [f32; 2],
    pub(super) title: [f32; 2],
    pub(super) body: [f32; 2],
    pub(super) body_without_signer: [f32; 2],
    pub(super) signer: [f32; 2],
    /// The baselines of the number and of the line below it.
    pub(super) foot: [f32; 2],
    /// Whether the address stands under the number instead of across from it.
    pub(super) address_below: bool,
    /// How large the plain text of the body is, of its full measure.
    pub(super) text: f32,
    /// The colour of issuer and course.
    pub(super) accent: Ink,
    /// The corner and size of the field of the seal.
    pub(super) seal: ((f32, f32), Size),
    /// The corner and side of the QR code; the quiet zone around it is free of text.
    pub(super) code: ((f32, f32), f32),
    pub(super) strokes: Vec<Stroke>,
}

impl Places {
    pub(super) fn of_sheet(sheet: &Sheet) -> Self {
        Self::of(sheet.dress.look.layout, sheet.dress.seal.is_some())
    }

    pub(super) fn of(layout: Layout, has_seal: bool) -> Self {
        match layout {
            Layout::Standard => standard(),
            Layout::Crest => crest(has_seal),
            Layout::Portrait => portrait(has_seal),
        }
    }
}

/// Lying, in navy and teal; a seal stands at the foot, across from the code.
fn standard() -> Places {
    let mut strokes = vec![
        Stroke::Frame { corner: (9.0, 9.0), size: Size(279.0, 192.0), thickness: 1.4, ink: NAVY },
        Stroke::Frame { corner: (11.0, 11.0), size: Size(275.0, 188.0), thickness: 0.5, ink: TEAL },
    ];
    let corners = [(13.5, 13.5), (281.7, 13.5), (13.5, 194.7), (281.7, 194.7)];
    strokes.extend(corners.map(|corner| Stroke::Fill { corner, size: Size(1.8, 1.8), ink: TEAL }));
    strokes.extend(rule(148.5, 61.0, TEAL));
    Places {
        size: Size::A4_LANDSCAPE,
        centre: 148.5,
        left: 25.0,
        right: 272.0,
        widest: 228.0,
        narrow: 108.0,
        address: 150.0,
        notice: [15.0, 24.0],
        issuer: [26.0, 37.0],
        title: [37.0, 58.0],
        body: [66.0, 150.0],
        body_without_signer: [68.0, 164.0],
        signer: [152.0, 178.0],
        foot: [182.0, 188.0],
        address_below: false,
        text: 1.0,
        accent: TEAL,
        seal: ((25.0, 148.0), Size(27.0, 27.0)),
        code: ((248.0, 150.0), 24.0),
        strokes,
    }
}

/// Lying, in navy and gold, with the seal on top.
fn crest(has_seal: bool) -> Places {
    let rest = standard();
    let mut strokes = double_frame(rest.size);
    let (issuer, title, line) = if has_seal {
        ([41.0, 50.0], [49.5, 67.5], 70.5)
    } else {
        ([24.0, 36.0], [37.0, 58.0], 62.0)
    };
    strokes.extend(rule(rest.centre, line, GOLD));
    Places {
        notice: [190.0, 197.0],
        issuer,
        title,
        body: [line + 3.0, 150.0],
        body_without_signer: [line + 4.0, 166.0],
        // A seal takes room, which the name should not pay for.
        text: 0.84,
        accent: NAVY,
        seal: ((rest.centre - 14.0, 14.5), Size(28.0, 25.0)),
        strokes,
        ..rest
    }
}

/// Standing, in navy and gold, with the seal on top and the address under the number.
fn portrait(has_seal: bool) -> Places {
    let size = Size::A4_PORTRAIT;
    let centre = 105.0;
    let mut strokes = double_frame(size);
    let (issuer, title, line) = if has_seal {
        ([57.0, 70.0], [70.0, 91.0], 95.0)
    } else {
        ([34.0, 48.0], [48.0, 70.0], 75.0)
    };
    strokes.extend(rule(centre, line, GOLD));
    Places {
        size,
        centre,
        left: 24.0,
        right: 186.0,
        widest: 160.0,
        narrow: 150.0,
        address: 128.0,
        notice: [14.0, 22.0],
        issuer,
        title,
        body: [line + 6.0, 202.0],
        body_without_signer: [line + 8.0, 226.0],
        signer: [206.0, 244.0],
        foot: [257.0, 263.0],
        address_below: true,
        text: 0.92,
        accent: NAVY,
        seal: ((centre - 17.0, 24.0), Size(34.0, 31.0)),
        code: ((160.0, 254.0), 26.0),
        strokes,
    }
}

fn double_frame(Size(width, height): Size) -> Vec<Stroke> {
    let frame = |inset: f32, thickness, ink| Stroke::Frame {
        corner: (inset, inset),
        size: Size(width - 2.0 * inset, height - 2.0 * inset),
        thickness,
        ink,
    };
    vec![frame(8.0, 0.6, NAVY), frame(9.4, 2.4, GOLD), frame(10.8, 0.6, NAVY)]
}

/// A thin line, thicker in its middle.
fn rule(centre: f32, y: f32, ink: Ink) -> [Stroke; 2] {
    [(32.0, 0.5), (9.0, 1.8)].map(|(half, thickness)| Stroke::Rule {
        from: (centre - half, y),
        to: (centre + half, y),
        thickness,
        ink,
    })
}
