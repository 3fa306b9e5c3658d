//! The state of drawing as far as text and paint are concerned (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use super::{
    area::{Matrix, PLAIN, times},
    font::Font,
    object::Object,
};

/// Type of less than this height in points is seen by nobody.
const SEEN: f64 = 1.5;

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
pub struct State {
    /// From here to the points of the page.
    pub page: Matrix,
    /// The font that is set.
    pub font: Option<Rc<Font>>,
    /// Its size.
    pub size: f64,
    /// Room between letters, and more of it at spaces.
    pub gaps: [f64; 2],
    /// How wide letters are drawn, of their own width.
    pub stretch: f64,
    /// From one line to the next.
    pub leading: f64,
    /// How far above its line text stands.
    pub rise: f64,
    /// Whether what is painted lets through all that is under it.
    pub is_clear: bool,
    mode: i64,
    is_white: bool,
    width: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: PLAIN,
            font: None,
            size: 12.0,
            gaps: [0.0; 2],
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_clear: false,
            mode: 0,
            is_white: false,
            width: 1.0,
        }
    }
}

impl State {
    /// Follows an operator that sets something; false where it sets nothing.
    pub fn follow(&mut self, operator: &[u8], operands: &[Object]) -> bool {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        match operator {
            b"cm" => {
                let matrix = std::array::from_fn(number);
                self.page = times(matrix, self.page);
            }
            b"w" => self.width = number(0),
            b"TL" => self.leading = number(0),
            b"Tc" => self.gaps[0] = number(0),
            b"Tw" => self.gaps[1] = number(0),
            b"Tz" => self.stretch = number(0) / 100.0,
            b"Ts" => self.rise = number(0),
            b"Tr" => self.mode = number(0) as i64,
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"cs" => {
                let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
                self.is_white = is_white(operator, &parts);
            }
            _ => return false,
        }
        true
    }

    /// How thick a line is drawn, in points of the page.
    pub fn thickness(&self) -> f64 {
        let [a, b, c, d, ..] = self.page;
        self.width * (a * d - b * c).abs().sqrt()
    }

    /// Whether letters that stand as `place` says are drawn, other than the paper is, and large
    /// enough to be seen.
    pub fn shows_letters(&self, place: Matrix) -> bool {
        let is_paper = self.is_white && matches!(self.mode, 0 | 4);
        let height = self.size.abs() * place[2].hypot(place[3]);
        !matches!(self.mode, 3 | 7) && !is_paper && !self.is_clear && height >= SEEN
    }

    /// Whether letters that are not drawn in ink may be seen nonetheless: white ones on what is
    /// dark, and those that what comes after them is cut to.
    pub fn may_show(&self) -> bool {
        (self.is_white && matches!(self.mode, 0 | 4)) || self.mode == 7
    }
}

/// Whether a colour is that of the paper.
fn is_white(operator: &[u8], parts: &[f64]) -> bool {
    let all = |least: f64| parts.iter().all(|part| *part >= least);
    match (operator, parts.len()) {
        (b"g", 1) | (b"rg" | b"sc" | b"scn", 3) => all(0.95),
        (b"k" | b"sc" | b"scn", 4) => parts.iter().all(|part| *part <= 0.02),
        _ => false,
    }
}
