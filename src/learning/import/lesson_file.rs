//! Reads one file of a course folder as a lesson: a text, a film, or a quiz.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Deserialize;

use super::{
    Problem,
    files::{self, Files},
    markdown,
    quiz_file::{self, toml_problem},
};
use crate::{
    learning::{
        content::{Bilingual, Body, Lesson, Video},
        media,
    },
    web::html::CleanHtml,
};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    #[serde(default)]
    title: Bilingual,
    minutes: Option<i64>,
    video: Option<String>,
    #[serde(default)]
    captions: BTreeMap<String, String>,
    watch_percent: Option<i64>,
}

/// Reads one file as a lesson; `None` when it is none or has problems.
pub fn read(
    name: &str,
    bytes: &Bytes,
    shelf: &mut Media<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Lesson> {
    let id = files::lesson_id(name);
    if name.ends_with(".quiz.toml") {
        let text = files::text(name, bytes).map_err(|it| problems.push(it)).ok()?;
        let read = quiz_file::parse(name, text, problems)?;
        let body = Body::Quiz(read.quiz);
        return Some(Lesson { id, title: read.title, minutes: read.minutes, body });
    }
    if name.ends_with(".zip") {
        problems.push(Problem::new(
            name,
            None,
            "SCORM, cmi5 and H5P packages cannot be played yet",
        ));
        return None;
    }
    if !name.ends_with(".md") {
        problems.push(Problem::warning(
            name,
            None,
            "is no lesson (.md, .quiz.toml) and was left out",
        ));
        return None;
    }
    let text = files::text(name, bytes).map_err(|it| problems.push(it)).ok()?;
    let (front, markdown, first_line) = front_matter(name, text, problems)?;
    let before = problems.iter().filter(|it| !it.warning).count();
    let rendered =
        markdown::render(name, markdown, first_line, |picture| shelf.take(picture), problems);
    let title = if front.title.is_empty() {
        rendered.title.as_ref().map(Bilingual::thai).unwrap_or_default()
    } else {
        front.title.clone()
    };
    if title.is_empty() {
        problems.push(Problem::new(name, Some(1), "the lesson has no title"));
    }
    let minutes = front.minutes.unwrap_or_else(|| reading_minutes(rendered.characters));
    if !(1..=180).contains(&minutes) {
        problems.push(Problem::new(name, Some(1), "minutes must be between 1 and 180"));
    }
    let body = match &front.video {
        None => Body::Reading { pages: rendered.pages },
        Some(film) => Body::Video(video(name, film, &front, rendered.pages, shelf, problems)?),
    };
    let after = problems.iter().filter(|it| !it.warning).count();
    (before == after).then_some(Lesson { id, title, minutes, body })
}

/// Minutes a person takes to study a Thai text of so many characters: about 900 a minute.
pub fn reading_minutes(characters: usize) -> i64 {
    i64::try_from(characters.div_ceil(900)).unwrap_or(180).clamp(1, 180)
}

/// Splits TOML between `+++` lines from the Markdown below, and says on which line that begins.
fn front_matter<'a>(
    name: &str,
    text: &'a str,
    problems: &mut Vec<Problem>,
) -> Option<(FrontMatter, &'a str, usize)> {
    let Some(rest) = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n")) else {
        return Some((FrontMatter::default(), text, 1));
    };
    let Some(end) = rest.find("\n+++") else {
        problems.push(Problem::new(name, Some(1), "the front matter has no closing +++"));
        return None;
    };
    let head = &rest[..=end];
    let body = &rest[end + 4..];
    let body = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body);
    match toml::from_str(head) {
        Ok(front) => Some((front, body, head.matches('\n').count() + 3)),
        Err(error) => {
            let mut problem = toml_problem(name, head, &error);
            // The head begins on the file's second line.
            problem.line = problem.line.map(|line| line + 1);
            problems.push(problem);
            None
        }
    }
}

fn video(
    name: &str,
    film: &str,
    front: &FrontMatter,
    text: Vec<CleanHtml>,
    shelf: &mut Media<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Video> {
    let mut missing = |what: &str, file: &str| {
        let message = format!("{what} \"{file}\" is not in the folder, or is something else");
        problems.push(Problem::new(name, Some(1), message));
    };
    let Some(bytes) = shelf.files.get(film) else {
        missing("the film", film);
        return None;
    };
    let Some(file) = shelf.take(film).filter(|_| film.ends_with(".mp4")) else {
        missing("the film", film);
        return None;
    };
    let mut captions = Vec::new();
    for (language, track) in &front.captions {
        match shelf.take(track) {
            Some(kept) => captions.push((language.clone(), kept)),
            None => missing("the captions", track),
        }
    }
    if captions.is_empty() {
        let message = "the film has no captions; people who cannot hear it are left out";
        problems.push(Problem::warning(name, Some(1), message));
    }
    let Some((millis, size)) = measure(bytes) else {
        problems.push(Problem::new(film, None, "the film's running time cannot be read"));
        return None;
    };
    let watch_percent = front.watch_percent.unwrap_or(90);
    if !(1..=100).contains(&watch_percent) {
        let message = "watch_percent must be between 1 and 100";
        problems.push(Problem::new(name, Some(1), message));
    }
    Some(Video { file, millis, size, captions, watch_percent, text })
}

/// Running time in milliseconds, width and height of an MP4 film.
fn measure(bytes: &Bytes) -> Option<(i64, (u32, u32))> {
    let reader = std::io::Cursor::new(bytes.as_ref());
    let film = mp4::Mp4Reader::read_header(reader, bytes.len() as u64).ok()?;
    let millis = i64::try_from(film.duration().as_millis()).ok()?;
    let size = film
        .tracks()
        .values()
        .map(|track| (u32::from(track.width()), u32::from(track.height())))
        .find(|(width, height)| *width > 0 && *height > 0)
        .unwrap_or((1280, 720));
    (millis > 0).then_some((millis, size))
}

/// The media of a course: looked up in the folder, kept by their content.
pub struct Media<'a> {
    files: &'a Files,
    /// Taken along, by the name they are kept under.
    pub kept: BTreeMap<String, Bytes>,
}

impl<'a> Media<'a> {
    /// None taken along yet.
    pub fn new(files: &'a Files) -> Self {
        Self { files, kept: BTreeMap::new() }
    }

    /// Takes the file called `name` along and gives its address on the site.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let bytes = self.files.get(name)?;
        let kept = media::name_for(name, bytes)?;
        let address = format!("/media/{kept}");
        self.kept.insert(kept, bytes.clone());
        Some(address)
    }
}
