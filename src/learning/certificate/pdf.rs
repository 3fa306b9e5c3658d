//! Draws a certificate: one A4 page lying, the same bytes for the same certificate.

use chrono::NaiveDate;

use self::layout::{CENTRE, NAVY, QR, QR_CORNER, TEAL, lay_out};
use crate::print::{self, About, File, Inside, Paper, Size};

mod layout;

/// Everything that is printed on a certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// What the document calls itself, such as "ใบประกาศนียบัตร".
    pub document_title: &'a str,
    /// With the prefix and no space after it, such as "นางสาวสุดารัตน์ เกื้อกูล".
    pub full_name: &'a str,
    /// The title of the course.
    pub course_title: &'a str,
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
    /// Who signs for the issuer.
    pub signer: Option<Signer<'a>>,
    /// Prints that this is a sample and no official document.
    pub demo: bool,
}

/// Who signs a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signer<'a> {
    /// With the prefix, as officials sign; some sign without one.
    pub name: &'a str,
    /// The position. An acting title is two lines, set apart by a line feed.
    pub position: Option<&'a str>,
}

/// The lines printed on `sheet` in reading order: what a reader copies, and what the verify page
/// must show.
pub fn printed_lines(sheet: &Sheet) -> Vec<String> {
    lay_out(sheet).into_iter().map(|line| line.text).collect()
}

/// Which drawing this is: one more whenever the same certificate comes out otherwise than before.
pub const DRAWING: i64 = 2;

/// Draws `sheet` as a PDF.
pub fn draw(sheet: &Sheet) -> Result<Vec<u8>, print::Error> {
    Ok(draw_with(sheet, &Inside::default())?.bytes)
}

/// Draws `sheet` with files inside and a place for a signature.
pub fn draw_with(sheet: &Sheet, inside: &Inside) -> Result<File, print::Error> {
    let mut paper = Paper::new(Size::A4_LANDSCAPE);
    ornament(&mut paper);
    for line in lay_out(sheet) {
        paper.line(&line);
    }
    paper.qr(QR_CORNER, QR, &sheet.verify_url, NAVY)?;
    let title = format!("{} {}", sheet.document_title, sheet.full_name);
    let about =
        About { title: &title, author: sheet.issuer, subject: sheet.number, date: sheet.issued_on };
    paper.into_file(&about, inside)
}

/// Two thin frames with a square in each corner, and a rule below the title.
fn ornament(paper: &mut Paper) {
    paper.frame((9.0, 9.0), Size(279.0, 192.0), 1.4, NAVY);
    paper.frame((11.0, 11.0), Size(275.0, 188.0), 0.5, TEAL);
    for (x, y) in [(13.5, 13.5), (281.7, 13.5), (13.5, 194.7), (281.7, 194.7)] {
        paper.fill((x, y), Size(1.8, 1.8), TEAL);
    }
    paper.rule((CENTRE - 32.0, 61.0), (CENTRE + 32.0, 61.0), 0.5, TEAL);
    paper.rule((CENTRE - 9.0, 61.0), (CENTRE + 9.0, 61.0), 1.8, TEAL);
}
