//! A file that somebody brings, taken apart within fixed bounds and set beside the record.
//!
//! The file is hostile until proven otherwise: it is read by a reader of our own that follows
//! nothing twice, goes nowhere deep, and stops where its budget ends. It runs beside the async
//! threads.

mod area;
mod budget;
pub mod compare;
mod cover;
mod field;
mod file;
mod flat;
mod font;
mod lexer;
mod lines;
mod note;
mod object;
mod page;
mod pen;
mod place;
mod predict;
mod row;
mod state;
mod strings;
mod stroke;
mod tables;
mod told;
mod tree;
mod unpack;
mod widths;

use std::collections::BTreeSet;

use serde_json::Value;

pub use self::{
    area::{Area, Paint},
    compare::{Compared, compare},
    field::{Field, Finding, Outcome},
    page::Line,
};
use self::{budget::Budget, file::File, object::Object};
use crate::learning::certificate::number::read_number;

/// The largest file that is looked at, in bytes.
pub const MOST: usize = 2 * 1024 * 1024;

/// Letters of what a file says to be about that are looked at.
const SUBJECT: usize = 500;

/// Why a file cannot be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is of another kind, whatever its name says.
    NotPdf,
    /// It opens with a password only.
    Locked,
    /// It is cut or broken.
    Broken,
    /// To read it would take more time or room than any certificate needs.
    TooHeavy,
}

/// What a file shows and says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The lines that are shown.
    pub lines: Vec<Line>,
    /// What is painted besides: pictures, filled and drawn paths.
    pub paints: Vec<Paint>,
    /// The data inside it, if there is any.
    pub data: Option<Value>,
    /// What it says to be about.
    pub subject: String,
    /// Whether something is drawn that cannot be read.
    pub missed: bool,
    /// How many pictures are drawn.
    pub pictures: usize,
}

impl Reading {
    /// The numbers of certificates that it names: those that are shown first, then those inside. Call
    /// it beside the async threads.
    pub fn numbers(&self) -> Vec<String> {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        let inside = self.data.as_ref().and_then(|data| data.get("number")?.as_str());
        text.extend(inside.unwrap_or_default().chars().take(SUBJECT));
        text.push('\n');
        text.push_str(&self.subject);
        let mut seen = BTreeSet::new();
        let all = named_in(&text).into_iter().filter(|number| seen.insert(number.clone()));
        all.take(8).collect()
    }

    /// Whether some of what is shown cannot be read as text, or nothing is shown as text at all.
    pub fn is_unreadable(&self) -> bool {
        let mut texts = self.lines.iter().flat_map(|line| [&line.text, &line.glyphs]);
        self.lines.iter().all(|line| line.text.is_empty())
            || texts.any(|text| text.contains('\u{FFFD}'))
    }
}

/// Takes a file apart. Runs for about a second at most; call it beside the async threads.
///
/// # Errors
/// Why it cannot be looked into.
pub fn inspect(bytes: &[u8]) -> Result<Reading, Refusal> {
    read(bytes, &Budget::default())
}

/// The same, paid for from a budget that other work is paid from too.
fn read(bytes: &[u8], budget: &Budget) -> Result<Reading, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.len() > MOST || memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(if bytes.len() > MOST { Refusal::TooHeavy } else { Refusal::NotPdf });
    }
    let read = File::open(bytes, budget).ok_or(Refusal::Broken).and_then(|file| {
        if file.trailer.contains_key(b"Encrypt".as_slice()) {
            return Err(Refusal::Locked);
        }
        let (drawn, data, subject) = (page::drawn(&file), data(&file), subject(&file));
        let page::Drawn { lines, paints, missed, pictures } = drawn;
        Ok(Reading { lines, paints, data, subject, missed, pictures })
    });
    if budget.is_spent() { Err(Refusal::TooHeavy) } else { read }
}

/// The file `certificate.json` inside it, where it is JSON.
fn data(file: &File) -> Option<Value> {
    let root = file.resolve(file.trailer.get(b"Root".as_slice())?);
    let root = root.dict()?;
    let mut specs = file.entry(root, "AF").array().unwrap_or_default().to_vec();
    let names = file.entry(root, "Names");
    let tree = names.dict().map(|names| file.entry(names, "EmbeddedFiles"));
    let named = tree.and_then(|tree| Some(file.entry(tree.dict()?, "Names")));
    specs.extend(named.and_then(|named| named.array().map(<[_]>::to_vec)).unwrap_or_default());
    specs.iter().take(64).find_map(|spec| {
        let spec = file.resolve(spec);
        let spec = spec.dict()?;
        let is_ours = ["F", "UF"].into_iter().any(|name| match &*file.entry(spec, name) {
            Object::String(name) if name.len() < 64 => font::text(name) == "certificate.json",
            _ => false,
        });
        let files = file.entry(spec, "EF");
        let stream = file.entry(files.dict().filter(|_| is_ours)?, "F");
        let bytes = file.data(&stream).filter(|bytes| bytes.len() < 256 * 1024)?;
        serde_json::from_slice(&bytes).ok()
    })
}

fn subject(file: &File) -> String {
    let about = file.trailer.get(b"Info".as_slice()).map(|info| file.resolve(info));
    let subject = about.and_then(|info| Some(file.entry(info.dict()?, "Subject")));
    match subject.as_deref() {
        Some(Object::String(bytes)) => font::text(&bytes[..bytes.len().min(2 * SUBJECT)]),
        _ => String::new(),
    }
}

/// Numbers of certificates in a text, as they are kept.
fn named_in(text: &str) -> Vec<String> {
    let text: Vec<char> = flat::letters(text).into_iter().map(|c| c.to_ascii_uppercase()).collect();
    let mut found = Vec::new();
    for (start, five) in text.windows(5).enumerate() {
        // Sixteen characters and the year, with a dash before each group.
        if five == ['R', 'I', 'A', 'N', '-'] && text.len() >= start + 29 {
            let number: String = text[start..start + 29].iter().collect();
            let number = read_number(&number);
            let groups: Vec<&str> = number.split('-').collect();
            if groups.len() == 6 && groups[1..].iter().all(|group| group.len() == 4) {
                found.push(number);
            }
        }
    }
    found
}
