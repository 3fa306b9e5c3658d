//! Reads a course folder with its `course.toml`, as described in the format's own page.

use serde::Deserialize;

use super::{
    Parsed, Problem,
    files::{self, Files},
    lesson_file::{self, Media},
    quiz_file::toml_problem,
};
use crate::learning::content::{
    Bilingual, Body, Certificate, Completion, Content, Lesson, MOST_IN_DOCUMENT_TITLE,
    MOST_IN_TITLE,
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
    #[serde(default)]
    languages: Vec<String>,
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

/// Reads a folder that has a `course.toml`.
pub fn parse(files: &Files) -> Result<Parsed, Vec<Problem>> {
    let mut problems = Vec::new();
    let raw = course_toml(files, &mut problems);
    let mut shelf = Media::new(files);
    let mut lessons = Vec::new();
    for name in lesson_names(files) {
        if let Some(lesson) = lesson_file::read(name, &files[name], &mut shelf, &mut problems) {
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
    if raw.title.is_longer_than(MOST_IN_TITLE) {
        wrong("title", "a title takes at most 200 letters, so that a certificate has room for it");
    }
    if raw.certificate.title.is_longer_than(MOST_IN_DOCUMENT_TITLE) {
        wrong("certificate", "the title of a certificate takes at most 100 letters");
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
        languages: raw.languages,
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
