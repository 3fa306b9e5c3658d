//! Reads a course folder with its `course.toml`, as described in the format's own page.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Deserialize;

use super::{
    Parsed, Problem,
    files::{self, Files},
    markdown,
    quiz_file::{self, toml_problem},
};
use crate::learning::{
    content::{Bilingual, Body, Certificate, Completion, Content, Lesson, Video},
    media,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCourse {
    slug: String,
    title: Bilingual,
    #[serde(default)]
    summary: Bilingual,
    minutes: i64,
    #[serde(default)]
    skill_group: String,
    #[serde(default)]
    audience: Vec<String>,
    #[serde(default)]
    sequence: Sequence,
    /// Said for readers of the folder; the texts themselves tell.
    #[serde(default, rename = "languages")]
    _languages: Vec<String>,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    completion: RawCompletion,
    #[serde(default)]
    certificate: RawCertificate,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sequence {
    Ordered,
    #[default]
    Free,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LessonsNeeded {
    Number(i64),
    Word(String),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCompletion {
    lessons: Option<LessonsNeeded>,
    r#final: Option<String>,
    pass_percent: Option<i64>,
    #[serde(default)]
    min_minutes: i64,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCertificate {
    #[serde(default)]
    offered: bool,
    #[serde(default)]
    title: Bilingual,
    #[serde(default)]
    valid_months: u32,
}

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

/// Reads a folder that has a `course.toml`.
pub fn parse(files: &Files) -> Result<Parsed, Vec<Problem>> {
    let mut problems = Vec::new();
    let raw = course_toml(files, &mut problems);
    let mut shelf = Media { files, kept: BTreeMap::new() };
    let mut lessons = Vec::new();
    for name in lesson_names(files) {
        if let Some(lesson) = lesson(name, &files[name], &mut shelf, &mut problems) {
            lessons.push(lesson);
        }
    }
    let content = raw.map(|raw| assemble(files, raw, lessons, &mut problems));
    let (warnings, stopping): (Vec<_>, Vec<_>) = problems.into_iter().partition(|it| it.warning);
    match content {
        Some(content) if stopping.is_empty() => {
            Ok(Parsed { content, media: shelf.kept, hash: files::hash(files, ""), warnings })
        }
        _ => Err(stopping),
    }
}

/// The files of the top folder that are lessons, in their order.
pub fn lesson_names(files: &Files) -> Vec<&str> {
    let mut names: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|name| !name.contains('/') && *name != "course.toml")
        .filter(|name| !matches!(*name, "README.md" | "LICENSE" | "LICENSE.md"))
        .collect();
    names.sort_by(|a, b| files::by_name(a, b));
    names
}

fn course_toml(files: &Files, problems: &mut Vec<Problem>) -> Option<RawCourse> {
    const FILE: &str = "course.toml";
    let text = files::text(FILE, &files[FILE]).map_err(|it| problems.push(it)).ok()?;
    let raw: RawCourse =
        toml::from_str(text).map_err(|it| problems.push(toml_problem(FILE, text, &it))).ok()?;
    let line = |key: &str| {
        let found = text.lines().position(|line| line.trim_start().starts_with(key));
        found.map(|index| index + 1)
    };
    let mut wrong =
        |key: &str, message: &str| problems.push(Problem::new(FILE, line(key), message));
    if !is_slug(&raw.slug) {
        wrong("slug", "slug takes a-z, 0-9 and -, 2 to 60 characters");
    }
    if raw.title.is_empty() {
        wrong("title", "the title is empty");
    }
    if !(30..=180).contains(&raw.minutes) {
        wrong("minutes", "minutes must be between 30 and 180");
    }
    let known = ["civil_servant", "state_personnel", "public"];
    if raw.audience.iter().any(|one| !known.contains(&one.as_str())) {
        wrong("audience", "audience takes civil_servant, state_personnel and public");
    }
    if raw.completion.pass_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
        wrong("pass_percent", "pass_percent must be between 1 and 100");
    }
    match &raw.completion.lessons {
        Some(LessonsNeeded::Word(word)) if word != "all" => {
            wrong("lessons", "lessons takes \"all\" or a number");
        }
        Some(LessonsNeeded::Number(number)) if *number < 1 => {
            wrong("lessons", "lessons takes \"all\" or a number above 0");
        }
        _ => {}
    }
    Some(raw)
}

/// Whether `text` can stand in an address for good.
pub fn is_slug(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (2..=60).contains(&text.len()) && text.chars().all(plain) && !text.starts_with('-')
}

fn assemble(
    files: &Files,
    raw: RawCourse,
    lessons: Vec<Lesson>,
    problems: &mut Vec<Problem>,
) -> Content {
    const FILE: &str = "course.toml";
    if lessons.is_empty() && problems.is_empty() {
        problems.push(Problem::new(FILE, None, "the folder holds no lesson"));
    }
    if let Some(quiz) = &raw.completion.r#final {
        let found = lessons.iter().find(|lesson| lesson.id == *quiz);
        let named = lesson_names(files).iter().any(|name| files::lesson_id(name) == *quiz);
        let text = files::text(FILE, &files[FILE]).unwrap_or_default();
        let at = text.lines().position(|line| line.trim_start().starts_with("final"));
        let at = at.map(|index| index + 1);
        match found {
            Some(lesson) if !matches!(lesson.body, Body::Quiz(_)) => {
                problems.push(Problem::new(FILE, at, format!("final = \"{quiz}\" is no quiz")));
            }
            None if !named => {
                let message = format!("final = \"{quiz}\" is none of the lessons");
                problems.push(Problem::new(FILE, at, message));
            }
            _ => {}
        }
    }
    Content {
        slug: raw.slug,
        title: raw.title,
        summary: raw.summary,
        minutes: raw.minutes,
        skill_group: raw.skill_group,
        audience: raw.audience,
        ordered: matches!(raw.sequence, Sequence::Ordered),
        licence: raw.licence,
        completion: Completion {
            lessons: match raw.completion.lessons {
                Some(LessonsNeeded::Number(number)) => Some(number),
                _ => None,
            },
            final_quiz: raw.completion.r#final,
            pass_percent: raw.completion.pass_percent.unwrap_or(80),
            min_minutes: raw.completion.min_minutes.max(0),
        },
        certificate: Certificate {
            offered: raw.certificate.offered,
            title: if raw.certificate.title.is_empty() {
                Bilingual {
                    th: Some("ใบประกาศนียบัตร".into()), en: Some("Certificate".into())
                }
            } else {
                raw.certificate.title
            },
            valid_months: raw.certificate.valid_months,
        },
        lessons,
    }
}

fn lesson(
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
    text: Vec<crate::web::html::CleanHtml>,
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
struct Media<'a> {
    files: &'a Files,
    kept: BTreeMap<String, Bytes>,
}

impl Media<'_> {
    /// Takes the file called `name` along and gives its address on the site.
    fn take(&mut self, name: &str) -> Option<String> {
        let bytes = self.files.get(name)?;
        let kept = media::name_for(name, bytes)?;
        let address = format!("/media/{kept}");
        self.kept.insert(kept, bytes.clone());
        Some(address)
    }
}

/// Takes pictures along for a plain folder.
pub fn take_picture(
    files: &Files,
    kept: &mut BTreeMap<String, Bytes>,
    name: &str,
) -> Option<String> {
    let mut shelf = Media { files, kept: std::mem::take(kept) };
    let address = shelf.take(name);
    *kept = shelf.kept;
    address
}
