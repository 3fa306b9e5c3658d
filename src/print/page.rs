//! The paper: pages of one size, and the rules, frames and codes on them.

use printpdf::{
    Color, Line as Stroke, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfPage, Point, Pt, Rect,
    Rgb,
};

use super::{
    Error, Ink, Picture, Tongue, Weight, qr,
    tagged::{Kind, Outline},
    text::Glyphs,
};

/// The size of a page in millimetres: width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size(pub f32, pub f32);

impl Size {
    /// A4 standing, for forms and letters.
    pub const A4_PORTRAIT: Self = Self(210.0, 297.0);
    /// A4 lying, for certificates.
    pub const A4_LANDSCAPE: Self = Self(297.0, 210.0);
}

/// Pages of one size, drawn on from the first to the last.
pub struct Paper {
    size: Size,
    pages: Vec<Vec<Op>>,
    pub(super) glyphs: [Glyphs; 2],
    outline: Outline,
    /// The pictures on the pages, each once.
    pub(super) pictures: Vec<std::sync::Arc<Picture>>,
}

impl Paper {
    /// One empty page.
    pub fn new(size: Size) -> Self {
        Self {
            size,
            pages: vec![Vec::new()],
            glyphs: Default::default(),
            outline: Outline::default(),
            pictures: Vec::new(),
        }
    }

    /// Says what is written from here on.
    pub fn speak(&mut self, tongue: Tongue) {
        self.outline.tongue = tongue;
    }

    /// What is written here.
    pub(super) fn tongue(&self) -> Tongue {
        self.outline.tongue
    }

    /// Takes the next page; what is drawn from here on stands on it.
    pub fn next_page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Draws a straight line, `thickness` in points.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, ink: Ink) {
        let points =
            [from, to].map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false }).to_vec();
        self.ornament([
            Op::SetOutlineColor { col: colour(ink) },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawLine { line: Stroke { points, is_closed: false } },
        ]);
    }

    /// Draws a dotted line to write on, which a reader does not copy out.
    pub fn dots(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink) {
        self.draw([Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[0.6, 1.8]) }]);
        self.rule(from, to, 0.6, ink);
        self.draw([Op::SetLineDashPattern { dash: LineDashPattern::solid() }]);
    }

    /// Draws the outline of a rectangle whose upper left corner is at `corner`, `thickness` in
    /// points.
    pub fn frame(&mut self, corner: (f32, f32), size: Size, thickness: f32, ink: Ink) {
        let rectangle = self.rectangle(corner, size, PaintMode::Stroke);
        self.ornament([
            Op::SetOutlineColor { col: colour(ink) },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawRectangle { rectangle },
        ]);
    }

    /// Fills a rectangle whose upper left corner is at `corner`.
    pub fn fill(&mut self, corner: (f32, f32), size: Size, ink: Ink) {
        let rectangle = self.rectangle(corner, size, PaintMode::Fill);
        self.ornament([Op::SetFillColor { col: colour(ink) }, Op::DrawRectangle { rectangle }]);
    }

    /// Draws `text` as a QR code, `side` millimetres wide without the quiet zone, which the caller
    /// leaves free.
    pub fn qr(&mut self, corner: (f32, f32), side: f32, text: &str, ink: Ink) -> Result<(), Error> {
        let lower_left = self.point(corner.0, corner.1 + side);
        let squares = qr::squares(text, lower_left, points(side))?;
        let alt = match self.outline.tongue {
            Tongue::Thai => format!("คิวอาร์โค้ด: {text}"),
            Tongue::English => format!("QR code: {text}"),
        };
        let begin = [Op::SaveGraphicsState, Op::SetFillColor { col: colour(ink) }];
        let ops = begin.into_iter().chain(squares).chain([Op::RestoreGraphicsState]);
        self.figure(alt, corner, Size(side, side), ops);
        Ok(())
    }

    /// Draws a picture, with the words that stand for it where it is not seen.
    pub(super) fn figure(
        &mut self,
        alt: String,
        corner: (f32, f32),
        Size(width, height): Size,
        ops: impl IntoIterator<Item = Op>,
    ) {
        let Point { x, y } = self.point(corner.0, corner.1 + height);
        let (right, top) = (round(x.0 + points(width)), round(y.0 + points(height)));
        self.begin(Kind::Figure { alt, around: [x.0, y.0, right, top] }, false);
        self.draw(ops);
        self.draw([Op::EndMarkedContent]);
    }

    /// Draws what only adorns: whoever hears the page is not told of it.
    pub(super) fn ornament(&mut self, ops: impl IntoIterator<Item = Op>) {
        self.draw([Op::BeginMarkedContent { tag: "Artifact".to_owned() }]);
        self.draw(ops);
        self.draw([Op::EndMarkedContent]);
    }

    /// Begins a part of the document, or the next line of the part before; `EndMarkedContent` ends
    /// it.
    pub(super) fn begin(&mut self, kind: Kind, goes_on: bool) {
        let page = self.pages.len().saturating_sub(1);
        let op = self.outline.begin(page, kind, goes_on);
        self.draw([op]);
    }

    /// The finished pages, the glyphs on them for each weight, and what their parts are.
    pub(super) fn into_parts(self) -> (Vec<PdfPage>, [(Weight, Glyphs); 2], Outline) {
        let Size(width, height) = self.size;
        let [regular, bold] = self.glyphs;
        let pages =
            self.pages.into_iter().map(|ops| PdfPage::new(Mm(width), Mm(height), ops)).collect();
        (pages, [(Weight::Regular, regular), (Weight::Bold, bold)], self.outline)
    }

    pub(super) fn draw(&mut self, ops: impl IntoIterator<Item = Op>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(ops);
        }
    }

    fn rectangle(&self, (x, y): (f32, f32), Size(width, height): Size, mode: PaintMode) -> Rect {
        let Point { x, y } = self.point(x, y + height);
        let (width, height) = (Pt(round(points(width))), Pt(round(points(height))));
        Rect { x, y, width, height, mode: Some(mode), winding_order: None }
    }

    /// The place that PDF counts from the lower left corner, in points.
    pub(super) fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(round(points(x))), y: Pt(round(points(self.size.1 - y))) }
    }
}

pub(super) fn colour(Ink(red, green, blue): Ink) -> Color {
    let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb::new(part(red), part(green), part(blue), None))
}

pub(super) fn points(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// A hundredth of a point is finer than any printer, and short numbers keep the file small.
pub(super) fn round(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
