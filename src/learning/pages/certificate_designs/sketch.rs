//! A page of a certificate as a picture for the screen: every line where the paper has it.

use crate::{
    error::Result,
    learning::certificate::pdf::{Sheet, Sketch, Stroke, web_colour},
    print::{Align, Line, Size, Weight},
    web::qr::Qr,
};

/// What a template draws; lengths are millimetres.
pub struct SketchPage {
    /// Width and height of the page.
    pub size: (f32, f32),
    /// Frames and rules.
    pub boxes: Vec<Box>,
    /// Lines of text.
    pub texts: Vec<Text>,
    /// Address, corner and size of the seal.
    pub seal: Option<(String, [f32; 4])>,
    /// Where the code stands, and its path.
    pub code: (String, String),
}

/// A rectangle, or a line, which is a thin one.
pub struct Box {
    /// Corner and size.
    pub place: [f32; 4],
    /// Colour of the inside, or `none`.
    pub fill: String,
    /// Colour of the outline, or `none`.
    pub stroke: String,
    /// Thickness of the outline.
    pub thickness: f32,
}

/// A line of text.
pub struct Text {
    /// Where it begins, is centred or ends.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// Height of the type.
    pub size: f32,
    /// 400 or 700.
    pub weight: u32,
    /// What `x` means.
    pub anchor: &'static str,
    /// Its colour.
    pub fill: String,
    /// What it says.
    pub text: String,
}

const MM_OF_POINT: f32 = 25.4 / 72.0;

impl SketchPage {
    /// The picture of one page of `sheet`.
    pub fn new(sketch: Sketch, sheet: &Sheet) -> Result<Self> {
        let qr = Qr::of(&sheet.verify_url)?;
        let ((x, y), side) = sketch.code;
        // The path brings four light squares on each side.
        let scale = side / (qr.side - 8) as f32;
        let at = [x - 4.0 * scale, y - 4.0 * scale];
        let place = format!("translate({:.3} {:.3}) scale({scale:.5})", at[0], at[1]);
        let hash = sheet.dress.look.seal.as_ref();
        let seal = sketch.seal.zip(hash).map(|(((x, y), Size(width, height)), hash)| {
            (format!("/certificate-seals/{hash}.png"), [x, y, width, height])
        });
        Ok(Self {
            size: (sketch.size.0, sketch.size.1),
            boxes: sketch.strokes.into_iter().map(Box::new).collect(),
            texts: sketch.lines.into_iter().map(Text::new).collect(),
            seal,
            code: (place, qr.path),
        })
    }
}

impl Box {
    fn new(stroke: Stroke) -> Self {
        let none = || "none".to_owned();
        match stroke {
            Stroke::Frame { corner: (x, y), size: Size(width, height), thickness, ink } => {
                let thickness = thickness * MM_OF_POINT;
                let place = [x, y, width, height];
                Self { place, fill: none(), stroke: web_colour(ink), thickness }
            }
            Stroke::Fill { corner: (x, y), size: Size(width, height), ink } => {
                let place = [x, y, width, height];
                Self { place, fill: web_colour(ink), stroke: none(), thickness: 0.0 }
            }
            Stroke::Rule { from, to, thickness, ink } => {
                let thickness = thickness * MM_OF_POINT;
                let place = [from.0, from.1 - thickness / 2.0, to.0 - from.0, thickness];
                Self { place, fill: web_colour(ink), stroke: none(), thickness: 0.0 }
            }
        }
    }
}

impl Text {
    fn new(line: Line) -> Self {
        Self {
            x: line.x,
            y: line.y,
            size: line.style.size * MM_OF_POINT,
            weight: if line.style.weight == Weight::Bold { 700 } else { 400 },
            anchor: match line.style.align {
                Align::Left => "start",
                Align::Centre => "middle",
                Align::Right => "end",
            },
            fill: web_colour(line.style.ink),
            text: line.text,
        }
    }
}
