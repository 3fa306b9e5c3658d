//! Lines under each other in a field: large and airy where there is room, never too small to read.

use crate::print::{self, Align, Breaks, Fitted, Ink, Line, Role, Sizes, Style, Weight};

/// How far down from its upper edge the baseline of a line stands, of its whole height.
const ASCENT: f32 = 0.76;
/// The distance of two baselines, of the size: Thai puts two marks above a letter and one below.
const LEADING: f32 = 1.45;

/// A text of the certificate before it is fitted.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    /// Millimetres left free above it.
    pub(super) air: f32,
    pub(super) sizes: Sizes,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    pub(super) breaks: Breaks,
    pub(super) role: Role,
}

/// What gives way where a field is too full, each a part of its full measure.
struct Squeeze {
    bold: f32,
    plain: f32,
    air: f32,
    leading: f32,
}

/// From nothing at all: what is bold and large gives way first, then the rest with it, so that a
/// name stays larger than the words around it; then the air, and the space between lines last. Sizes
/// stop at their floors.
const SQUEEZES: [Squeeze; 12] = [
    squeeze(1.0, 1.0, 1.0, LEADING),
    squeeze(0.9, 1.0, 1.0, LEADING),
    squeeze(0.8, 1.0, 1.0, LEADING),
    squeeze(0.8, 0.85, 1.0, LEADING),
    squeeze(0.7, 0.85, 1.0, LEADING),
    squeeze(0.7, 0.75, 0.7, LEADING),
    squeeze(0.6, 0.7, 0.7, LEADING),
    squeeze(0.5, 0.6, 0.5, LEADING),
    squeeze(0.4, 0.6, 0.5, LEADING),
    squeeze(0.4, 0.6, 0.0, 1.35),
    squeeze(0.4, 0.6, 0.0, 1.25),
    squeeze(0.4, 0.6, 0.0, 1.15),
];

const fn squeeze(bold: f32, plain: f32, air: f32, leading: f32) -> Squeeze {
    Squeeze { bold, plain, air, leading }
}

/// Stands `parts` under each other in the middle of a field around `x`, half of its free space
/// between them.
pub(super) fn stack(parts: &[Part], x: f32, width: f32, [top, bottom]: [f32; 2]) -> Vec<Line> {
    let mut chosen = None;
    for squeeze in &SQUEEZES {
        let fitted: Vec<_> = parts.iter().map(|part| part.fit(width, squeeze)).collect();
        let heights = fitted.iter().map(|it| it.lines.len() as f32 * leading(it.size, squeeze));
        let airs = parts.iter().map(|part| part.air * squeeze.air);
        let free = bottom - top - heights.chain(airs).sum::<f32>();
        chosen = Some((squeeze, fitted, free));
        if free >= 0.0 {
            break;
        }
    }
    let Some((squeeze, fitted, free)) = chosen else { return Vec::new() };
    let count = parts.len() as f32;
    let between = free.max(0.0) / 2.0 / count;
    let mut y = top + (free - between * count - between) / 2.0;
    let mut lines = Vec::new();
    for (part, Fitted { lines: texts, size }) in parts.iter().zip(fitted) {
        y += between + part.air * squeeze.air;
        let style = Style { size, weight: part.weight, ink: part.ink, align: Align::Centre };
        for (number, text) in texts.into_iter().enumerate() {
            let baseline = y + leading(size, squeeze) * ASCENT;
            let role = if number == 0 { part.role } else { Role::Continued };
            lines.push(Line { text, x, y: baseline, style, role });
            y += leading(size, squeeze);
        }
    }
    lines
}

impl Part<'_> {
    fn fit(&self, width: f32, squeeze: &Squeeze) -> Fitted {
        let scale = if self.weight == Weight::Bold { squeeze.bold } else { squeeze.plain };
        let Sizes { largest, smallest, floor } = self.sizes;
        let [largest, smallest] = [largest, smallest].map(|size| (size * scale).max(floor));
        let sizes = Sizes { largest, smallest, floor };
        print::fit(self.text, self.weight, sizes, width, self.breaks)
    }
}

fn leading(size: f32, squeeze: &Squeeze) -> f32 {
    size * 25.4 / 72.0 * squeeze.leading
}
