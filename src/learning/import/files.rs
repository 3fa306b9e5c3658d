//! The files of a course: from a folder, from a zip, or from inside the program; bounded and safe.

use std::{cmp::Ordering, collections::BTreeMap, io::Read, path::Path};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::Problem;

/// The files of a course by their name inside the folder, with forward slashes.
pub type Files = BTreeMap<String, Bytes>;

/// The most files a course may have.
const MOST_FILES: usize = 2000;
/// The most all of them may weigh, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a folder or a zip.
pub fn read(path: &Path) -> Result<Files, Vec<Problem>> {
    let name = path.display().to_string();
    let fault = |message: String| vec![Problem::new(&name, None, message)];
    let found = std::fs::metadata(path).map_err(|error| fault(error.to_string()))?;
    let files = if found.is_dir() {
        let mut files = Files::new();
        walk(path, "", &mut files).map_err(fault)?;
        files
    } else {
        unzip(path).map_err(fault)?
    };
    if files.is_empty() {
        return Err(fault("there is nothing in it".into()));
    }
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    for entry in entries {
        let entry = entry.map_err(|error| error.to_string())?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| format!("the name {} is not UTF-8", name.to_string_lossy()))?;
        if is_litter(&name) {
            continue;
        }
        let kind = entry.file_type().map_err(|error| error.to_string())?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            let bytes = std::fs::read(entry.path()).map_err(|error| format!("{name}: {error}"))?;
            keep(files, format!("{prefix}{name}"), bytes)?;
        } else {
            return Err(format!("{prefix}{name} is a link; put the file itself there"));
        }
    }
    Ok(())
}

fn unzip(path: &Path) -> Result<Files, String> {
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let mut archive =
        zip::ZipArchive::new(file).map_err(|_| "is neither a folder nor a zip".to_owned())?;
    if archive.len() > MOST_FILES {
        return Err(format!("holds more than {MOST_FILES} files"));
    }
    let mut files = Files::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = entry.enclosed_name().ok_or("holds a name that leads out of the folder")?;
        let name = name.to_string_lossy().replace('\\', "/");
        if entry.is_dir() || name.split('/').any(is_litter) {
            continue;
        }
        if entry.is_symlink() {
            return Err(format!("{name} is a link; put the file itself there"));
        }
        let mut bytes = Vec::new();
        entry
            .by_ref()
            .take(MOST_BYTES)
            .read_to_end(&mut bytes)
            .map_err(|e| format!("{name}: {e}"))?;
        keep(&mut files, name, bytes)?;
    }
    Ok(without_wrapper(files))
}

/// A zip often holds one folder that holds the course.
fn without_wrapper(files: Files) -> Files {
    let wrapper =
        files.keys().next().and_then(|name| Some(name.split_once('/')?.0.to_owned() + "/"));
    match wrapper {
        Some(wrapper) if files.keys().all(|name| name.starts_with(&wrapper)) => files
            .into_iter()
            .map(|(name, bytes)| (name[wrapper.len()..].to_owned(), bytes))
            .collect(),
        _ => files,
    }
}

fn keep(files: &mut Files, name: String, bytes: Vec<u8>) -> Result<(), String> {
    let weight: u64 = files.values().map(|bytes| bytes.len() as u64).sum();
    if files.len() >= MOST_FILES || weight + bytes.len() as u64 > MOST_BYTES {
        return Err(format!("is larger than {MOST_FILES} files or {} MB", MOST_BYTES >> 20));
    }
    files.insert(name, bytes.into());
    Ok(())
}

fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX" || name == "Thumbs.db"
}

/// The hash of all files and of what was said beside them.
pub fn hash(files: &Files, beside: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(beside);
    for (name, bytes) in files {
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hex::encode(hash.finalize())
}

/// Orders names as people do: 2 before 10.
pub fn by_name(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (m, n) = (digits(a), digits(b));
        if m > 0 && n > 0 {
            let (x, y) = (a[..m].trim_start_matches('0'), b[..n].trim_start_matches('0'));
            match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                Ordering::Equal => (a, b) = (&a[m..], &b[n..]),
                other => return other,
            }
        } else {
            let (mut x, mut y) = (a.chars(), b.chars());
            match (x.next(), y.next()) {
                (Some(p), Some(q)) if p == q => (a, b) = (x.as_str(), y.as_str()),
                (p, q) => return p.cmp(&q),
            }
        }
    }
}

/// Id of a lesson from its file's name: without endings, in small letters, digits and dashes.
pub fn lesson_id(name: &str) -> String {
    let stem = name.strip_suffix(".quiz.toml").or_else(|| name.strip_suffix(".md")).unwrap_or(name);
    let mut id = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// The text of a file, without a byte-order mark.
pub fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        Problem::new(name, Some(line), "is not UTF-8 text")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_are_taken_in_the_order_a_person_reads_their_names() {
        let mut names = ["1.10 b.md", "1.2 a.md", "02-x.md", "1.1 c.md", "10.md"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["1.1 c.md", "1.2 a.md", "1.10 b.md", "02-x.md", "10.md"]);
    }

    #[test]
    fn the_id_of_a_lesson_comes_from_its_file() {
        assert_eq!(lesson_id("04-check-yourself.quiz.toml"), "04-check-yourself");
        assert_eq!(lesson_id("1.1 The CIA triad.md"), "1-1-the-cia-triad");
    }
}
