//! Where things lie on a page: boxes in its own points, and what moves and scales them.

/// Six numbers that move, turn and scale (ISO 32000-1, 8.3.4).
pub type Matrix = [f64; 6];

/// Leaves everything where it is.
pub const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `one`, then `other`.
pub fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// Where a point comes to lie.
pub fn moved([x, y]: [f64; 2], [a, b, c, d, e, f]: Matrix) -> [f64; 2] {
    [a * x + c * y + e, b * x + d * y + f]
}

/// A box: its left, lower, right and upper edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f64,
    /// The lower edge.
    pub bottom: f64,
    /// The right edge.
    pub right: f64,
    /// The upper edge.
    pub top: f64,
}

impl Area {
    /// All there is.
    pub const EVERYWHERE: Self =
        Self { left: f64::MIN, bottom: f64::MIN, right: f64::MAX, top: f64::MAX };

    /// The smallest that holds all points; none where there are none.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Self> {
        points
            .into_iter()
            .map(|[x, y]| Self { left: x, bottom: y, right: x, top: y })
            .reduce(Self::with)
    }

    /// The box that these two corners span, once it was moved.
    pub fn spanned(low: [f64; 2], high: [f64; 2], matrix: Matrix) -> Self {
        let corners = [low, [high[0], low[1]], high, [low[0], high[1]]];
        let corners = corners.map(|corner| moved(corner, matrix));
        Self::around(corners).unwrap_or(Self::EVERYWHERE)
    }

    /// Both, and what lies between.
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// As wide as both, and no higher.
    pub fn beside(self, other: Self) -> Self {
        let Self { left, right, .. } = self.with(other);
        Self { left, right, ..self }
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        self.top - self.bottom
    }

    /// The same, larger by `by` on each side.
    pub fn grown(self, by: f64) -> Self {
        let Self { left, bottom, right, top } = self;
        Self { left: left - by, bottom: bottom - by, right: right + by, top: top + by }
    }

    /// How far two boxes lie over each other, in width and in height; below zero: they do not.
    fn shared(&self, other: &Self) -> [f64; 2] {
        [
            self.right.min(other.right) - self.left.max(other.left),
            self.top.min(other.top) - self.bottom.max(other.bottom),
        ]
    }

    /// Whether two lines of text lie in each other, and not only close.
    pub fn is_written_over_by(&self, other: &Self) -> bool {
        let [width, height] = self.shared(other);
        width > 0.5 && height > 0.15 * self.height().min(other.height())
    }

    /// Whether paint lies on a line of text or on the marks above and under its letters.
    pub fn is_painted_over_by(&self, paint: &Self) -> bool {
        let reach = Self {
            bottom: self.bottom - 0.15 * self.height(),
            top: self.top + 0.4 * self.height(),
            ..*self
        };
        let [width, height] = reach.shared(paint);
        width > 0.3 && height > 0.3
    }

    /// Whether they touch at all.
    pub fn touches(&self, other: &Self) -> bool {
        self.shared(other).iter().all(|side| *side >= 0.0)
    }

    /// Whether both are the same box, up to what programs round away.
    pub fn is_like(&self, other: &Self) -> bool {
        let edges = |it: &Self| [it.left, it.bottom, it.right, it.top];
        edges(self).iter().zip(edges(other)).all(|(one, other)| (one - other).abs() < 0.2)
    }
}

/// Something on a page that is no text: a filled or drawn path, a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// On which page, from 0.
    pub page: usize,
    /// Where.
    pub area: Area,
    /// How much was drawn before it.
    pub order: usize,
}
