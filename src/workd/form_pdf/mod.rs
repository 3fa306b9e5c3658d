//! The request form on paper: filled in, to print and to sign; the same bytes for the same request.

mod applicant;
mod flow;
mod mark;
mod row;
mod service;
mod terms;
mod words;

use self::{
    flow::{Flow, LEFT, RIGHT, lines},
    mark::{Look, Mark, NAVY},
};
use crate::{
    error::{Error, Result},
    print::{About, Align, Paper, Size},
    thai::date,
    workd::request::request::Request,
};

/// The side of the QR code, which is on every page: each may be scanned by itself, and a smaller one
/// is not read reliably from a scan of 150 dots per inch.
const QR: f32 = 24.0;

/// Draws the form of `request` as a PDF of A4 pages; signed forms go to `contact` by mail.
///
/// What is not filled in is left as dotted lines and empty boxes, to be written by hand. It takes
/// some milliseconds of the processor: callers keep it off the threads that answer.
///
/// # Errors
/// An internal one when the fonts of the program cannot be read.
pub fn draw(request: &Request, contact: &str) -> Result<Vec<u8>> {
    let mut flow = Flow::new();
    let kinds = words::KINDS.map(|(kind, text)| (kind == request.kind(), text.to_owned()));
    flow.boxes(words::WISH, &kinds);
    applicant::lay_out(&mut flow, request);
    service::lay_out(&mut flow, request);
    terms::lay_out_privacy(&mut flow, &request.form);
    terms::lay_out_terms(&mut flow, &request.form);
    let pages = flow.into_pages();

    let number = &request.number;
    let mut paper = Paper::new(Size::A4_PORTRAIT);
    let count = pages.len();
    for (index, marks) in pages.into_iter().enumerate() {
        let head = if index == 0 { first_head(number) } else { next_head(number) };
        if index > 0 {
            paper.next_page();
        }
        paper.qr((RIGHT - QR, 12.0), QR, number, NAVY).map_err(Error::internal)?;
        for mark in head.into_iter().chain(marks).chain(foot(number, contact, index + 1, count)) {
            mark.draw(&mut paper);
        }
    }
    let title = format!("{}{} {number}", words::TITLE, words::SERVICE);
    let about = About {
        title: &title,
        author: words::ISSUER,
        subject: number,
        date: date::bangkok_date(request.updated_at),
        tongues: &[],
    };
    paper.into_pdf(&about).map_err(Error::internal)
}

fn first_head(number: &str) -> Vec<Mark> {
    let beside = RIGHT - QR - 4.0;
    vec![
        Mark::text(words::ISSUER, LEFT, 15.0, Look::Label),
        Mark::text(words::TITLE, LEFT, 23.0, Look::Title),
        Mark::text(words::SERVICE, LEFT, 30.0, Look::Heading),
        Mark::text(words::TITLE_EN, LEFT, 35.0, Look::Small),
        ending(words::NUMBER, beside, 28.0, Look::Label),
        ending(number, beside, 35.0, Look::Title),
    ]
}

fn next_head(number: &str) -> Vec<Mark> {
    let beside = RIGHT - QR - 4.0;
    let title = format!("{}{}", words::TITLE, words::SERVICE);
    vec![
        Mark::text(title, LEFT, 15.0, Look::Label),
        ending(words::NUMBER, beside, 28.0, Look::Label),
        ending(number, beside, 35.0, Look::Title),
    ]
}

/// Where the signed form goes, where to ask, and which page of which request this is.
fn foot(number: &str, contact: &str, page: usize, pages: usize) -> Vec<Mark> {
    let mut y = 272.0;
    let mut marks = vec![Mark::Dots { from: LEFT, to: RIGHT, y: y - 5.0 }];
    let sentences = words::foot(number, contact);
    for line in sentences.iter().flat_map(|text| lines(text, Look::Small, RIGHT - LEFT)) {
        marks.push(Mark::text(line, LEFT, y, Look::Small));
        y += 4.2;
    }
    marks.push(Mark::text(format!("{} {number}", words::NUMBER), LEFT, y, Look::Small));
    marks.push(ending(&format!("{} {page}/{pages}", words::PAGE), RIGHT, y, Look::Small));
    marks
}

/// A text that ends at `x`.
fn ending(text: &str, x: f32, y: f32, look: Look) -> Mark {
    Mark::Text { text: text.to_owned(), x, y, look, align: Align::Right }
}
