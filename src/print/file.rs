//! The file around the pages: fonts, title, dates and identity, all from what the caller gave.

use chrono::NaiveDate;
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object};
use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfSaveOptions};
use sha2::{Digest, Sha256};

use super::{
    Attachment, Error, Tongue, archive,
    font::{self, Font},
    image,
    page::Paper,
    seal::{Hole, Seal},
    subset,
    text::Glyphs,
};

/// What a file says about itself to whoever opens it.
pub struct About<'a> {
    /// Its title, shown in the window instead of the file name.
    pub title: &'a str,
    /// Who issued it.
    pub author: &'a str,
    /// What it is about, or its number.
    pub subject: &'a str,
    /// The day it was made, in the common era.
    pub date: NaiveDate,
    /// The languages that it is written in, the main one first; none: Thai.
    pub tongues: &'a [Tongue],
}

impl About<'_> {
    /// The language of whatever does not say its own.
    pub(super) fn tongue(&self) -> Tongue {
        self.tongues.first().copied().unwrap_or_default()
    }
}

/// What a file carries besides its pages.
#[derive(Debug, Clone, Default)]
pub struct Inside {
    /// Files for programs, in the order of their names.
    pub attachments: Vec<Attachment>,
    /// The place for a signature.
    pub seal: Option<Seal>,
}

/// A finished file, but for its signature.
#[derive(Debug, Clone)]
pub struct File {
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// Where the signature goes, if there is a place for one.
    pub hole: Option<Hole>,
}

impl Paper {
    /// Makes the PDF. The same pages and the same `about` give the same bytes.
    pub fn into_pdf(self, about: &About) -> Result<Vec<u8>, Error> {
        Ok(self.into_file(about, &Inside::default())?.bytes)
    }

    /// The same with files inside and a place for a signature.
    pub fn into_file(mut self, about: &About, inside: &Inside) -> Result<File, Error> {
        let pictures = std::mem::take(&mut self.pictures);
        let (pages, glyphs, outline) = self.into_parts();
        let mut document = PdfDocument::new(about.title);
        document.metadata.info.author = about.author.to_owned();
        document.metadata.info.subject = about.subject.to_owned();
        document.metadata.info.creator = "Rian".to_owned();
        document.metadata.info.producer = "Rian".to_owned();
        document.pages = pages;
        image::embed(&mut document, &pictures);
        for (weight, glyphs) in glyphs {
            // Without its font a line has no glyphs, so a font is asked for even where none are.
            let font = font::of(weight).ok_or(Error::Font)?;
            if !glyphs.drawings.is_empty() {
                let fonts = &mut document.resources.fonts.map;
                fonts.insert(FontId(font.name.to_owned()), embed(font, &glyphs)?);
            }
        }
        // The fonts are cut down already, and `secure` would drop the operators of a QR code.
        let options =
            PdfSaveOptions { secure: false, subset_fonts: false, ..PdfSaveOptions::default() };
        let mut file = document.to_lopdf_document(&options, &mut Vec::new());
        archive::write(&mut file, about, &inside.attachments)?;
        let pages: Vec<_> = file.page_iter().collect();
        let field = match (&inside.seal, pages.first()) {
            (Some(seal), Some(&first)) => Some(seal.write(&mut file, first)?),
            _ => None,
        };
        outline.write(&mut file, &pages, field, about.tongue())?;
        identify(&mut file, about)?;
        deflate(&mut file)?;
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).map_err(lopdf::Error::from)?;
        // A file ends with the end of a line.
        bytes.push(b'\n');
        let hole = match &inside.seal {
            Some(seal) => {
                let room = seal.room;
                Some(Hole::find(&mut bytes, room).ok_or(Error::Room { size: room, room: 0 })?)
            }
            None => None,
        };
        Ok(File { bytes, hole })
    }
}

/// A text as PDF keeps it wherever it is read by people.
pub(super) fn text(text: &str) -> Object {
    let bytes =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// The beginning of a day in Bangkok, as PDF writes it.
pub(super) fn date(day: NaiveDate) -> String {
    day.format("D:%Y%m%d000000+07'00'").to_string()
}

/// Only the plain reader of `printpdf` takes a program with so few tables: with its feature
/// `text_layout` it asks for tables that have no use in a PDF, and builds a whole layout engine.
fn embed(font: &Font, glyphs: &Glyphs) -> Result<PdfFont, Error> {
    let program = subset::program(font.file, &glyphs.drawings).ok_or(Error::Font)?;
    let parsed = ParsedFont::from_bytes(&program, 0, &mut Vec::new()).ok_or(Error::Font)?;
    Ok(PdfFont::new(parsed))
}

/// Sets what `printpdf` takes from chance or leaves out: identity, dates and language.
fn identify(file: &mut lopdf::Document, about: &About) -> Result<(), Error> {
    // `printpdf` writes 1.3, but the spans that say what to copy came with 1.5.
    file.version = "1.7".to_owned();
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(about.tongue().tag()));
    let preferences = Dictionary::from_iter([("DisplayDocTitle", Object::from(true))]);
    catalog.set("ViewerPreferences", preferences);
    let info = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    let info = file.get_dictionary_mut(info)?;
    let date = self::date(about.date);
    info.set("CreationDate", Object::string_literal(date.as_str()));
    info.set("ModDate", Object::string_literal(date.as_str()));
    for empty in ["GTS_PDFXVersion", "Identifier", "Keywords", "Trapped"] {
        info.remove(empty.as_bytes());
    }
    let mut hash = Sha256::new();
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        hash.update(&stream.content);
    }
    let identity = Object::String(hash.finalize()[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
    Ok(())
}

fn is_metadata(subtype: &Object) -> bool {
    subtype.as_name().is_ok_and(|name| name == b"XML")
}

/// Compresses every stream at the fastest level: the best one, which `lopdf` takes, costs half a
/// millisecond for 2 KB.
fn deflate(file: &mut lopdf::Document) -> Result<(), Error> {
    let mut zlib = Compress::new(Compression::fast(), true);
    let plain = |stream: &lopdf::Stream| stream.dict.get(b"Subtype").is_ok_and(is_metadata);
    for stream in file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        // What a file says about itself is read by programs that know no PDF.
        if plain(stream) || stream.dict.has(b"Filter") {
            continue;
        }
        let mut small = Vec::with_capacity(stream.content.len() + 64);
        zlib.reset();
        // Only what does not shrink can fill the room, and is then kept as it is.
        if let Ok(Status::StreamEnd) =
            zlib.compress_vec(&stream.content, &mut small, FlushCompress::Finish)
        {
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            stream.set_content(small);
        }
    }
    let packed = |stream: &&mut lopdf::Stream| stream.dict.has(b"Filter");
    let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(packed).filter(|stream| stream.content.ends_with(b"\r")) {
        // In front of the line feed before `endstream` it would be taken for a part of that line's
        // end, and the stream for shorter than it says (ISO 19005-3, 6.1.7.1). What stands behind
        // packed data is not read.
        let mut content = std::mem::take(&mut stream.content);
        content.push(0);
        stream.set_content(content);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_packed_stream_ends_like_a_line() {
        let mut file = lopdf::Document::new();
        for last in 0..=255 {
            let content = [vec![0; 200], vec![last]].concat();
            file.add_object(lopdf::Stream::new(Dictionary::new(), content));
        }
        deflate(&mut file).unwrap();
        for stream in file.objects.values().map(|object| object.as_stream().unwrap()) {
            assert!(!stream.content.ends_with(b"\r"));
            let length = stream.dict.get(b"Length").unwrap().as_i64().unwrap();
            assert_eq!(length as usize, stream.content.len());
            assert_eq!(stream.decompressed_content().unwrap().len(), 201);
        }
    }
}
