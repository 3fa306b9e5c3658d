//! Draws a certificate: one A4 page in each language of its design, the same bytes for the same
//! certificate.

use chrono::NaiveDate;

use self::{layout::lay_out, places::Places};
pub use self::{places::Stroke, said::ISSUER_EN};
use crate::{
    learning::certificate::design::{
        dress::Dress,
        look::{Language, Layout},
    },
    print::{self, About, File, Ink, Inside, Line, Paper, Size, Tongue},
};

mod layout;
mod places;
mod said;
mod stack;

/// Everything that is printed on a certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// What the document calls itself, such as "ใบประกาศนียบัตร".
    pub document_title: &'a str,
    /// With the prefix and no space after it, such as "นางสาวสุดารัตน์ เกื้อกูล".
    pub full_name: &'a str,
    /// The title of the course.
    pub course_title: &'a str,
    /// The title of the course in English, for a page in English.
    pub course_title_en: &'a str,
    /// The length of the course in minutes.
    pub minutes: i64,
    /// The mark reached, out of a hundred, where the course has a test.
    pub score_percent: Option<i64>,
    /// The day it was issued, in the common era; printed in the Buddhist era.
    pub issued_on: NaiveDate,
    /// The last day on which it is valid, for certificates that expire.
    pub valid_until: Option<NaiveDate>,
    /// The certificate number, printed as it is.
    pub number: &'a str,
    /// Where anyone can check it; printed, and put into the QR code.
    pub verify_url: String,
    /// Who issues it.
    pub issuer: &'a str,
    /// How it is drawn, with what only some designs print.
    pub dress: &'a Dress,
    /// Prints that this is a sample and no official document.
    pub demo: bool,
}

/// One page as a picture for the screen, drawn from the same places as the paper.
pub struct Sketch {
    /// Its width and height in millimetres.
    pub size: Size,
    /// Frames and rules.
    pub strokes: Vec<Stroke>,
    /// Every line of text.
    pub lines: Vec<Line>,
    /// Corner and size of the seal, where there is one.
    pub seal: Option<((f32, f32), Size)>,
    /// Corner and side of the code.
    pub code: ((f32, f32), f32),
}

/// How much room a layout gives, in millimetres.
pub struct Room {
    /// To a line of the text.
    pub line: f32,
    /// To a line of the signature.
    pub signer: f32,
}

/// The room of a layout: what is typed into a design must fit it at the smallest size.
pub fn room(layout: Layout) -> Room {
    let places = Places::of(layout, true);
    Room { line: places.widest, signer: places.narrow }
}

/// The lines printed on `sheet` in reading order, page by page: what a reader copies, and what the
/// verify page must show.
pub fn printed_lines(sheet: &Sheet) -> Vec<String> {
    pages(sheet).flat_map(|language| lay_out(sheet, language)).map(|line| line.text).collect()
}

/// Which drawing this is: one more whenever the same certificate comes out otherwise than before.
pub const DRAWING: i64 = 3;

/// Draws `sheet` as a PDF.
pub fn draw(sheet: &Sheet) -> Result<Vec<u8>, print::Error> {
    Ok(draw_with(sheet, &Inside::default())?.bytes)
}

/// Draws `sheet` with files inside and a place for a signature.
pub fn draw_with(sheet: &Sheet, inside: &Inside) -> Result<File, print::Error> {
    let places = Places::of_sheet(sheet);
    let mut paper = Paper::new(places.size);
    for (number, language) in pages(sheet).enumerate() {
        if number > 0 {
            paper.next_page();
        }
        paper.speak(language.tongue());
        for stroke in &places.strokes {
            match *stroke {
                Stroke::Frame { corner, size, thickness, ink } => {
                    paper.frame(corner, size, thickness, ink);
                }
                Stroke::Fill { corner, size, ink } => paper.fill(corner, size, ink),
                Stroke::Rule { from, to, thickness, ink } => paper.rule(from, to, thickness, ink),
            }
        }
        if let Some(seal) = &sheet.dress.seal {
            paper.picture(places.seal.0, places.seal.1, seal);
        }
        for line in lay_out(sheet, language) {
            paper.line(&line);
        }
        paper.qr(places.code.0, places.code.1, &sheet.verify_url, places::NAVY)?;
    }
    let in_english = sheet.dress.look.language == Language::En;
    let document = if in_english { &sheet.dress.document_title_en } else { sheet.document_title };
    let title = format!("{document} {}", sheet.full_name);
    let author = if in_english { ISSUER_EN } else { sheet.issuer };
    let tongues: Vec<Tongue> = pages(sheet).map(Language::tongue).collect();
    let (subject, date) = (sheet.number, sheet.issued_on);
    let about = About { title: &title, author, subject, date, tongues: &tongues };
    paper.into_file(&about, inside)
}

/// Its pages for the screen.
pub fn sketches(sheet: &Sheet) -> Vec<Sketch> {
    let sketch = |language| {
        let Places { size, strokes, seal, code, .. } = Places::of_sheet(sheet);
        let picture = sheet.dress.seal.as_ref();
        let seal = picture.map(|picture| picture.inside(seal.0, seal.1));
        Sketch { size, strokes, lines: lay_out(sheet, language), seal, code }
    };
    pages(sheet).map(sketch).collect()
}

fn pages(sheet: &Sheet) -> impl Iterator<Item = Language> + use<> {
    sheet.dress.look.language.pages().iter().copied()
}

/// The colour as the web writes it.
pub fn web_colour(Ink(red, green, blue): Ink) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
