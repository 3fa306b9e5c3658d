//! Reads a folder of plain Markdown: each file a lesson, its first heading the title.

use super::{
    Parsed, PlainTitle, Problem,
    files::{self, Files},
    folder,
    lesson_file::{self, Media},
    markdown,
};
use crate::learning::content::{
    Bilingual, Body, Certificate, Completion, Content, Lesson, MOST_IN_TITLE,
};

/// Reads every Markdown file at the top, or in the one folder below that holds them.
pub fn parse(files: &Files, beside: &PlainTitle) -> Result<Parsed, Vec<Problem>> {
    let mut problems = Vec::new();
    if !folder::is_slug(&beside.slug) {
        let message = "--slug takes a-z, 0-9 and -, 2 to 60 characters";
        problems.push(Problem::new("--slug", None, message));
    }
    if beside.title.trim().is_empty() {
        problems.push(Problem::new("--title", None, "is needed"));
    }
    if Bilingual::thai(beside.title.trim()).is_longer_than(MOST_IN_TITLE) {
        problems.push(Problem::new("--title", None, "takes at most 200 letters"));
    }
    let base = base(files);
    let inside: Files = files
        .iter()
        .filter_map(|(name, bytes)| Some((name.strip_prefix(&base)?.to_owned(), bytes.clone())))
        .collect();
    let mut media = Media::new(&inside);
    let mut lessons = Vec::new();
    for name in folder::lesson_names(&inside).into_iter().filter(|name| name.ends_with(".md")) {
        let text = match files::text(name, &inside[name]) {
            Ok(text) => text,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let mut found = Vec::new();
        let picture = |picture: &str| media.take(picture);
        let read = markdown::render(name, text, 1, picture, &mut found);
        // In a folder nobody wrote for us, a missing picture is no reason to refuse the text.
        problems.extend(found.into_iter().map(|problem| Problem { warning: true, ..problem }));
        let title = read.title.unwrap_or_else(|| name.trim_end_matches(".md").to_owned());
        lessons.push(Lesson {
            id: files::lesson_id(name),
            title: Bilingual::thai(title),
            minutes: lesson_file::reading_minutes(read.characters),
            body: Body::Reading { pages: read.pages },
        });
    }
    if lessons.is_empty() {
        problems.push(Problem::new(".", None, "there is no Markdown file in the folder"));
    }
    let (warnings, stopping): (Vec<_>, Vec<_>) = problems.into_iter().partition(|it| it.warning);
    if !stopping.is_empty() {
        return Err(stopping);
    }
    let minutes: i64 = lessons.iter().map(|lesson| lesson.minutes).sum();
    let content = Content {
        slug: beside.slug.clone(),
        title: Bilingual::thai(beside.title.trim()),
        summary: Bilingual::default(),
        minutes: minutes.clamp(30, 180),
        skill_group: String::new(),
        audience: Vec::new(),
        ordered: false,
        languages: Vec::new(),
        licence: String::new(),
        completion: Completion {
            lessons: None,
            final_quiz: None,
            pass_percent: 80,
            min_minutes: 0,
        },
        certificate: Certificate { offered: false, title: Bilingual::default(), valid_months: 0 },
        lessons,
    };
    let hash = files::hash(files, &format!("{}\n{}", beside.slug, beside.title));
    Ok(Parsed { content, media: media.kept, hash, warnings })
}

/// The folder that holds the Markdown: the top, or the first one below that has any.
fn base(files: &Files) -> String {
    let lessons = || files.keys().filter(|name| name.ends_with(".md"));
    let at_top = |name: &&String| !name.contains('/') && name.as_str() != "README.md";
    if lessons().any(|name| at_top(&name)) {
        return String::new();
    }
    let below = lessons().find_map(|name| name.rsplit_once('/')).map(|(folder, _)| folder);
    below.map_or_else(String::new, |folder| format!("{folder}/"))
}
