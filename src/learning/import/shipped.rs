//! The courses that are shipped inside the program.

use std::{collections::BTreeMap, path::Path};

use bytes::Bytes;
use rust_embed::RustEmbed;

use super::files::{self, Files};
use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "courses"]
struct Shipped;

/// The files of every shipped course, by the name of its folder.
pub fn inside() -> BTreeMap<String, Files> {
    let mut courses: BTreeMap<String, Files> = BTreeMap::new();
    for name in Shipped::iter() {
        let Some((course, file)) = name.split_once('/') else { continue };
        let Some(found) = Shipped::get(&name) else { continue };
        let bytes = Bytes::from(found.data.into_owned());
        courses.entry(course.to_owned()).or_default().insert(file.to_owned(), bytes);
    }
    courses
}

/// The same from a folder of course folders.
pub fn from_folder(folder: &Path) -> Result<BTreeMap<String, Files>> {
    let mut courses = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.join("course.toml").is_file() {
            continue;
        }
        let read = files::read(&path).map_err(|problems| {
            Error::internal(problems.first().map(ToString::to_string).unwrap_or_default())
        })?;
        courses.insert(path.display().to_string(), read);
    }
    Ok(courses)
}
