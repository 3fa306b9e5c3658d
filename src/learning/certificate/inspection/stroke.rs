//! The path that a page draws: where its lines run and what they enclose.

use super::area::{Area, Matrix, moved};

/// Parts of a path that are kept; what is longer counts as lying everywhere.
const PARTS: usize = 20_000;

/// A path that is being made.
#[derive(Default)]
pub struct Path {
    /// What each closed or open run of lines encloses.
    runs: Vec<Area>,
    /// The boxes of single lines.
    lines: Vec<Area>,
    at: [f64; 2],
    start: [f64; 2],
    is_endless: bool,
}

impl Path {
    /// Follows an operator that makes a path (ISO 32000-1, 8.5.2).
    pub fn follow(&mut self, operator: &[u8], number: impl Fn(usize) -> f64, page: Matrix) {
        let point = |index: usize| moved([number(index), number(index + 1)], page);
        match operator {
            b"m" => {
                self.at = point(0);
                self.start = self.at;
                self.run(Area::around([self.at]));
            }
            b"l" => self.go([point(0)]),
            b"c" => self.go([point(0), point(2), point(4)]),
            b"v" | b"y" => self.go([point(0), point(2)]),
            b"h" => self.go([self.start]),
            b"re" => {
                let (x, y) = (number(0), number(1));
                let (right, top) = (x + number(2), y + number(3));
                let corners =
                    [[x, y], [right, y], [right, top], [x, top]].map(|it| moved(it, page));
                self.run(Area::around(corners));
                for (index, corner) in corners.iter().enumerate() {
                    self.line(Area::around([*corner, corners[(index + 1) % 4]]));
                }
                (self.at, self.start) = (corners[0], corners[0]);
            }
            _ => {}
        }
    }

    fn go<const N: usize>(&mut self, points: [[f64; 2]; N]) {
        let Some(area) = Area::around([self.at].into_iter().chain(points)) else { return };
        self.at = points[N - 1];
        match self.runs.last_mut() {
            Some(run) => *run = run.with(area),
            None => self.run(Some(area)),
        }
        self.line(Some(area));
    }

    fn run(&mut self, area: Option<Area>) {
        self.is_endless |= self.runs.len() >= PARTS;
        self.runs.extend(area.filter(|_| !self.is_endless));
    }

    fn line(&mut self, area: Option<Area>) {
        self.is_endless |= self.lines.len() >= PARTS;
        self.lines.extend(area.filter(|_| !self.is_endless));
    }

    /// What is painted where the path is filled or drawn with a line of this `width`; it ends the
    /// path.
    pub fn paint(&mut self, is_filled: bool, is_drawn: bool, width: f64) -> Vec<Area> {
        let path = std::mem::take(self);
        if path.is_endless {
            return vec![Area::EVERYWHERE];
        }
        let filled = path.runs.into_iter().filter(|_| is_filled);
        let drawn = path.lines.into_iter().filter(|_| is_drawn).map(|it| it.grown(width / 2.0));
        filled.chain(drawn).collect()
    }
}
