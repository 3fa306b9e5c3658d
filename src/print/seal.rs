//! The place for a signature: a field that is not seen, with room kept free, filled when the rest
//! of the file is settled (ISO 32000-1, 12.8; ETSI EN 319 142-1).

use std::ops::Range;

use chrono::{DateTime, Duration, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

use super::{Error, file::text};

/// What the field says about a signature that is yet to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Whose certificate signs.
    pub name: String,
    /// Why, for the reader.
    pub reason: String,
    /// Where; none: nothing is said.
    pub place: Option<String>,
    /// When, as the signer says.
    pub at: DateTime<Utc>,
    /// The most bytes that the signature may take.
    pub room: usize,
}

/// Where the signature goes: its angle brackets included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole(Range<usize>);

/// What stands for each number of the range until it is known: as wide as the widest may be.
const UNKNOWN: i64 = 1_000_000_000;

impl Seal {
    /// Adds the field to the first page; gives its widget.
    pub(super) fn write(&self, file: &mut Document, page: ObjectId) -> Result<ObjectId, Error> {
        let signature = file.new_object_id();
        let range = [0, UNKNOWN, UNKNOWN, UNKNOWN].map(Object::from).to_vec();
        let at = (self.at + Duration::hours(7)).format("D:%Y%m%d%H%M%S+07'00'").to_string();
        let parameters = Dictionary::from_iter([
            ("Type", Object::from("TransformParams")),
            ("P", Object::from(1)),
            ("V", Object::from("1.2")),
        ]);
        // It certifies the document: no later change is allowed.
        let reference = Dictionary::from_iter([
            ("Type", Object::from("SigRef")),
            ("TransformMethod", Object::from("DocMDP")),
            ("TransformParams", Object::Dictionary(parameters)),
        ]);
        let dictionary = [
            ("Type", Object::from("Sig")),
            ("Filter", Object::from("Adobe.PPKLite")),
            ("SubFilter", Object::from("ETSI.CAdES.detached")),
            ("Name", text(&self.name)),
            ("Reason", text(&self.reason)),
            ("M", Object::string_literal(at)),
            ("ByteRange", Object::Array(range)),
            ("Contents", Object::String(vec![0; self.room], StringFormat::Hexadecimal)),
            ("Reference", Object::Array(vec![Object::Dictionary(reference)])),
        ];
        let mut dictionary = Dictionary::from_iter(dictionary);
        if let Some(place) = &self.place {
            dictionary.set("Location", text(place));
        }
        file.set_object(signature, dictionary);
        let nowhere = [0, 0, 0, 0].map(Object::from).to_vec();
        let widget = file.add_object(Dictionary::from_iter([
            ("Type", Object::from("Annot")),
            ("Subtype", Object::from("Widget")),
            ("FT", Object::from("Sig")),
            ("T", Object::string_literal("signature")),
            ("TU", text("ลายมือชื่อดิจิทัลของผู้ออกเอกสาร")),
            ("V", Object::Reference(signature)),
            // Printed and locked (ISO 32000-1, table 165).
            ("F", Object::from(4 | 128)),
            ("P", Object::Reference(page)),
            ("Rect", Object::Array(nowhere)),
        ]));
        file.get_dictionary_mut(page)?.set("Annots", vec![Object::Reference(widget)]);
        let form = [
            ("Fields", Object::Array(vec![Object::Reference(widget)])),
            ("SigFlags", Object::from(3)),
        ];
        let permissions = [("DocMDP", Object::Reference(signature))];
        let catalog = file.catalog_mut()?;
        catalog.set("AcroForm", Dictionary::from_iter(form));
        catalog.set("Perms", Dictionary::from_iter(permissions));
        Ok(widget)
    }
}

impl Hole {
    /// Finds the room in a finished file and writes around what it reaches.
    pub(super) fn find(bytes: &mut [u8], room: usize) -> Option<Self> {
        let empty = format!("<{}>", "0".repeat(room * 2));
        let start = memchr::memmem::find(bytes, empty.as_bytes())?;
        let end = start + empty.len();
        let unknown = format!("[0 {UNKNOWN} {UNKNOWN} {UNKNOWN}]");
        let at = memchr::memmem::find(bytes, unknown.as_bytes())?;
        let range = format!("[0 {start} {end} {}]", bytes.len() - end);
        let known = format!("{range:<width$}", width = unknown.len());
        bytes.get_mut(at..at + unknown.len())?.copy_from_slice(known.as_bytes());
        Some(Self(start..end))
    }

    /// SHA-256 of everything but the signature.
    pub fn digest(&self, bytes: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(&bytes[..self.0.start]);
        hash.update(&bytes[self.0.end..]);
        hash.finalize().into()
    }

    /// Puts the signature into its place.
    ///
    /// # Errors
    /// It is larger than the room for it.
    pub fn fill(&self, bytes: &mut [u8], signature: &[u8]) -> Result<(), Error> {
        let room = (self.0.len() - 2) / 2;
        if signature.len() > room {
            return Err(Error::Room { size: signature.len(), room });
        }
        let hex = hex::encode(signature);
        let start = self.0.start + 1;
        bytes[start..start + hex.len()].copy_from_slice(hex.as_bytes());
        Ok(())
    }
}
