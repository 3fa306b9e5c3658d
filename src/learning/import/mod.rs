//! From a course folder (or a zip of one, or plain Markdown) to a version that people can take.

pub mod files;
pub mod folder;
pub mod lesson_file;
pub mod markdown;
pub mod plain;
pub mod quiz_file;
pub mod shipped;

use std::{collections::BTreeMap, path::Path};

use bytes::Bytes;

use crate::{
    app::App,
    db::Db,
    learning::{content::Content, course, media},
};

/// Something wrong with a course, for its author: which file, which line, what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name inside the folder.
    pub file: String,
    /// Line, from 1, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong and what belongs there.
    pub message: String,
    /// Whether the course can be imported all the same.
    pub warning: bool,
}

impl Problem {
    /// A problem that stops the import.
    pub fn new(file: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into(), warning: false }
    }

    /// Something to look at.
    pub fn warning(file: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { warning: true, ..Self::new(file, line, message) }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.warning { "warning: " } else { "" };
        match self.line {
            Some(line) => write!(f, "{}:{line}: {kind}{}", self.file, self.message),
            None => write!(f, "{}: {kind}{}", self.file, self.message),
        }
    }
}

/// A course that was read.
pub struct Parsed {
    /// What it holds.
    pub content: Content,
    /// Its media by the name they are kept under.
    pub media: BTreeMap<String, Bytes>,
    /// Of everything that was read; the same bytes are the same version.
    pub hash: String,
    /// Things to look at.
    pub warnings: Vec<Problem>,
}

/// What the author says beside a folder of plain Markdown.
#[derive(Clone, Debug, Default)]
pub struct PlainTitle {
    /// Name in addresses.
    pub slug: String,
    /// Title of the course.
    pub title: String,
}

/// Reads a course at `path`; `plain` is needed where there is no `course.toml`.
///
/// # Errors
/// Every problem that was found, in the order of the files.
pub fn read(path: &Path, plain: Option<&PlainTitle>) -> Result<Parsed, Vec<Problem>> {
    parse(&files::read(path)?, plain)
}

/// Reads a course from its files.
pub fn parse(files: &files::Files, plain: Option<&PlainTitle>) -> Result<Parsed, Vec<Problem>> {
    if files.contains_key("course.toml") {
        folder::parse(files)
    } else if let Some(plain) = plain {
        plain::parse(files, plain)
    } else {
        Err(vec![Problem::new(
            "course.toml",
            None,
            "is missing; for a folder of plain Markdown say --slug and --title",
        )])
    }
}

/// What an import did.
pub enum Imported {
    /// A new version was published.
    New(i64),
    /// The same bytes had been imported before.
    Unchanged,
}

/// Publishes a parsed course: its media first, then the version in one transaction.
pub async fn publish(app: &App, parsed: &Parsed) -> crate::error::Result<Imported> {
    publish_into(app, &app.db, parsed).await
}

/// The same at the time of `db`.
pub async fn publish_into(app: &App, db: &Db, parsed: &Parsed) -> crate::error::Result<Imported> {
    for (name, bytes) in &parsed.media {
        media::keep(app, name, bytes.clone()).await?;
    }
    let mut tx = db.write().await?;
    let imported = course::publish(&mut tx, &parsed.content, &parsed.hash).await?;
    match imported {
        Imported::New(_) => tx.save().await?,
        Imported::Unchanged => {}
    }
    Ok(imported)
}
