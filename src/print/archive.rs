//! What makes a PDF keep for decades (ISO 19005-3): its own description, the meaning of its
//! colours, and files inside it for programs.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};

use super::{About, Attachment, Error, colour, file::text, xmp};

/// Adds the description, the colours and the files.
pub(super) fn write(
    file: &mut Document,
    about: &About,
    attachments: &[Attachment],
) -> Result<(), Error> {
    let packet = Stream::new(
        Dictionary::from_iter([("Type", Object::from("Metadata")), ("Subtype", "XML".into())]),
        xmp::packet(about).into_bytes(),
    );
    let packet = file.add_object(packet);
    let profile = Dictionary::from_iter([("N", Object::from(3))]);
    let profile = file.add_object(Stream::new(profile, colour::profile()));
    let intent = file.add_object(Dictionary::from_iter([
        ("Type", Object::from("OutputIntent")),
        ("S", Object::from("GTS_PDFA1")),
        ("OutputConditionIdentifier", Object::string_literal("sRGB IEC61966-2.1")),
        ("Info", Object::string_literal("sRGB IEC61966-2.1")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]));
    let mut names = Vec::new();
    let mut files = Vec::new();
    for attachment in attachments {
        let id = attach(file, about, attachment);
        names.extend([Object::string_literal(attachment.name), Object::Reference(id)]);
        files.push(Object::Reference(id));
    }
    let catalog = file.catalog_mut()?;
    catalog.set("Metadata", Object::Reference(packet));
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    if !files.is_empty() {
        let names = Dictionary::from_iter([("Names", Object::Array(names))]);
        catalog.set("Names", Dictionary::from_iter([("EmbeddedFiles", Object::from(names))]));
        catalog.set("AF", files);
    }
    Ok(())
}

/// Adds one file; `attachments` come in the order of their names, as a tree of names wants it.
fn attach(file: &mut Document, about: &About, attachment: &Attachment) -> lopdf::ObjectId {
    let date = super::file::date(about.date);
    let parameters = [
        ("Size", Object::from(attachment.bytes.len() as i64)),
        ("ModDate", Object::string_literal(date)),
        ("CheckSum", Object::String(md5(&attachment.bytes), StringFormat::Hexadecimal)),
    ];
    let dictionary = [
        ("Type", Object::from("EmbeddedFile")),
        ("Subtype", Object::from(attachment.media_type)),
        ("Params", Object::Dictionary(Dictionary::from_iter(parameters))),
    ];
    let stream = Stream::new(Dictionary::from_iter(dictionary), attachment.bytes.clone());
    let stream = Object::Reference(file.add_object(stream));
    let embedded = Dictionary::from_iter([("F", stream.clone()), ("UF", stream)]);
    file.add_object(Dictionary::from_iter([
        ("Type", Object::from("Filespec")),
        ("F", Object::string_literal(attachment.name)),
        ("UF", text(attachment.name)),
        ("Desc", text(attachment.description)),
        ("AFRelationship", Object::from(attachment.relationship)),
        ("EF", Object::Dictionary(embedded)),
    ]))
}

/// PDF knows no other checksum here; nothing stands on it.
fn md5(bytes: &[u8]) -> Vec<u8> {
    use md5::Digest;
    md5::Md5::digest(bytes).to_vec()
}
