//! Pictures, films and captions of courses: kept by their content, so that an address never changes meaning.

use bytes::Bytes;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload, path::Path};
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    error::{Error, Result},
};

/// Kinds of files a course may hold: ending, media type, and how the bytes must begin.
const KINDS: [(&str, &str, &[&[u8]]); 7] = [
    ("mp4", "video/mp4", &[b"....ftyp"]),
    ("vtt", "text/vtt; charset=utf-8", &[b"WEBVTT", b"\xef\xbb\xbfWEBVTT"]),
    ("svg", "image/svg+xml", &[b"<svg", b"<?xml", b"<!--"]),
    ("png", "image/png", &[b"\x89PNG"]),
    ("jpg", "image/jpeg", &[b"\xff\xd8\xff"]),
    ("jpeg", "image/jpeg", &[b"\xff\xd8\xff"]),
    ("webp", "image/webp", &[b"RIFF"]),
];

/// The name under which `bytes` are kept: their hash, with the ending of `file`. `None` when the
/// ending is not one of ours or the content is something else than the ending says.
pub fn name_for(file: &str, bytes: &[u8]) -> Option<String> {
    let (_, ending) = file.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let (_, _, beginnings) = KINDS.iter().find(|(known, ..)| *known == ending)?;
    let fits = beginnings.iter().any(|beginning| {
        bytes.len() >= beginning.len()
            && beginning.iter().zip(bytes).all(|(want, has)| *want == b'.' || want == has)
    });
    fits.then(|| format!("{}.{ending}", hex::encode(&Sha256::digest(bytes)[..16])))
}

/// Keeps a file; keeping it again changes nothing.
pub async fn keep(app: &App, name: &str, bytes: Bytes) -> Result<()> {
    app.files.put(&path(name), PutPayload::from_bytes(bytes)).await?;
    Ok(())
}

/// A part of a file that a browser asked for.
pub struct Part {
    /// The bytes.
    pub bytes: Bytes,
    /// Which bytes of the whole, end exclusive.
    pub range: std::ops::Range<u64>,
    /// Size of the whole.
    pub size: u64,
    /// Media type.
    pub kind: &'static str,
}

/// Reads a file, or the part `[first, last]` of it.
pub async fn read(app: &App, name: &str, part: Option<(u64, Option<u64>)>) -> Result<Part> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let kind = KINDS.iter().find(|(known, ..)| *known == ending).filter(|_| plain);
    let Some((_, kind, _)) = kind else { return Err(Error::not_found()) };
    let range = part.map(|(first, last)| match last {
        Some(last) => GetRange::Bounded(first..last.saturating_add(1)),
        None => GetRange::Offset(first),
    });
    let options = GetOptions { range, ..GetOptions::default() };
    let found = match app.files.get_opts(&path(name), options).await {
        Ok(found) => found,
        Err(object_store::Error::NotFound { .. }) => return Err(Error::not_found()),
        Err(error) => return Err(error.into()),
    };
    let (range, size) = (found.range.clone(), found.meta.size);
    Ok(Part { bytes: found.bytes().await?, range, size, kind })
}

fn path(name: &str) -> Path {
    Path::from_iter(["courses", name])
}
