//! Marks: what stands on a page of the form before it is known how many pages there are.

use crate::print::{self, Align, Ink, Line, Paper, Role, Size, Style, Weight};

pub(super) const NAVY: Ink = Ink(18, 44, 74);
const TEAL: Ink = Ink(15, 106, 107);
const LABEL: Ink = Ink(70, 80, 92);
const DOTS: Ink = Ink(120, 128, 138);
const BAND: Ink = Ink(231, 240, 240);

/// The side of a box to tick.
pub(super) const BOX: f32 = 3.2;

/// How a text looks on the form.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// What the form says.
    Label,
    /// What the agency filled in.
    Value,
    /// A heading.
    Heading,
    /// The title of the form and its number.
    Title,
    /// The English name beside a heading, and the foot.
    Small,
}

impl Look {
    pub(super) fn size(self) -> f32 {
        match self {
            Self::Label | Self::Value => 10.0,
            Self::Heading => 10.5,
            Self::Title => 16.0,
            Self::Small => 8.0,
        }
    }

    pub(super) fn weight(self) -> Weight {
        match self {
            Self::Heading | Self::Title => Weight::Bold,
            _ => Weight::Regular,
        }
    }

    fn ink(self) -> Ink {
        match self {
            Self::Label | Self::Small => LABEL,
            Self::Value | Self::Title => NAVY,
            Self::Heading => TEAL,
        }
    }

    /// How wide `text` is when it looks so.
    pub(super) fn width(self, text: &str) -> f32 {
        print::width(text, self.weight(), self.size())
    }
}

/// One thing on a page; lengths are millimetres from the upper left corner, `y` the baseline.
pub(super) enum Mark {
    Text { text: String, x: f32, y: f32, look: Look, align: Align },
    Dots { from: f32, to: f32, y: f32 },
    Box { x: f32, y: f32, is_ticked: bool },
    Band { x: f32, top: f32, width: f32, height: f32 },
}

impl Mark {
    /// A text that begins at `x`.
    pub(super) fn text(text: impl Into<String>, x: f32, y: f32, look: Look) -> Self {
        Self::Text { text: text.into(), x, y, look, align: Align::Left }
    }

    /// The same mark further down.
    pub(super) fn lowered(mut self, by: f32) -> Self {
        match &mut self {
            Self::Text { y, .. } | Self::Dots { y, .. } | Self::Box { y, .. } => *y += by,
            Self::Band { top, .. } => *top += by,
        }
        self
    }

    /// Draws it.
    pub(super) fn draw(self, paper: &mut Paper) {
        match self {
            Self::Text { text, x, y, look, align } => {
                let style =
                    Style { size: look.size(), weight: look.weight(), ink: look.ink(), align };
                paper.line(&Line { text, x, y, style, role: Role::Paragraph });
            }
            Self::Dots { from, to, y } => paper.dots((from, y + 1.0), (to, y + 1.0), DOTS),
            Self::Box { x, y, is_ticked } => {
                let top = y - BOX + 0.3;
                paper.frame((x, top), Size(BOX, BOX), 0.7, LABEL);
                if is_ticked {
                    let bend = (x + BOX * 0.42, top + BOX * 0.8);
                    paper.rule((x + BOX * 0.16, top + BOX * 0.5), bend, 1.4, NAVY);
                    paper.rule(bend, (x + BOX * 0.9, top + BOX * 0.12), 1.4, NAVY);
                }
            }
            Self::Band { x, top, width, height } => paper.fill((x, top), Size(width, height), BAND),
        }
    }
}
