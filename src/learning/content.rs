//! What one version of a course holds, as it is kept and played.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use crate::{
    learning::quiz::Quiz,
    thai::text,
    web::{
        html::CleanHtml,
        locale::{Locale, Value},
    },
};

/// The longest title of a course, and of what a certificate calls itself, in graphemes: a page of A4
/// still holds them beside the longest name, at a size that can be read.
pub const MOST_IN_TITLE: usize = 200;
/// See [`MOST_IN_TITLE`].
pub const MOST_IN_DOCUMENT_TITLE: usize = 100;

/// A text in Thai, English or both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Thai.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub th: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Bilingual {
    /// A Thai text.
    pub fn thai(text: impl Into<String>) -> Self {
        Self { th: Some(text.into()), en: None }
    }

    /// In the reader's language if there is one, in the other otherwise.
    pub fn get(&self, locale: impl Borrow<Locale>) -> &str {
        let (first, second) = match locale.borrow() {
            Locale::Th => (&self.th, &self.en),
            Locale::En => (&self.en, &self.th),
        };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }

    /// In Thai if there is one.
    pub fn th(&self) -> &str {
        self.get(Locale::Th)
    }

    /// In English if there is one.
    pub fn en(&self) -> &str {
        self.get(Locale::En)
    }

    /// For a sentence that is said in the reader's language later.
    pub fn value(&self) -> Value {
        Value::Title(self.th().to_owned(), self.en().to_owned())
    }

    /// Whether either text has more than `most` graphemes.
    pub fn is_longer_than(&self, most: usize) -> bool {
        [self.th(), self.en()].into_iter().any(|text| text::graphemes(text) > most)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.th().trim().is_empty() && self.en().trim().is_empty()
    }
}

/// Everything a version holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Name in addresses.
    pub slug: String,
    /// Title.
    pub title: Bilingual,
    /// A sentence or two for the catalogue.
    pub summary: Bilingual,
    /// Learning time promised, 30 to 180.
    pub minutes: i64,
    /// Group of skills.
    pub skill_group: String,
    /// For whom: kinds of people.
    pub audience: Vec<String>,
    /// Whether lessons open one after another.
    pub ordered: bool,
    /// Languages it is taught in.
    #[serde(default)]
    pub languages: Vec<String>,
    /// SPDX name of the licence.
    pub licence: String,
    /// What completion takes.
    pub completion: Completion,
    /// Whether and how it is certified.
    pub certificate: Certificate,
    /// In their order.
    pub lessons: Vec<Lesson>,
}

/// What completion takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// So many lessons done; `None`: all.
    pub lessons: Option<i64>,
    /// Id of the quiz that decides.
    pub final_quiz: Option<String>,
    /// Score that the final asks for.
    pub pass_percent: i64,
    /// Credited minutes asked for; 0: none.
    pub min_minutes: i64,
}

/// The certificate of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    /// Whether one can be asked for.
    pub offered: bool,
    /// What is printed on top.
    pub title: Bilingual,
    /// How long it is valid; 0: for good.
    pub valid_months: u32,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// From the file's name.
    pub id: String,
    /// Title.
    pub title: Bilingual,
    /// Minutes it takes.
    pub minutes: i64,
    /// What it is.
    pub body: Body,
}

/// The three kinds of lessons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// Text in pages.
    Reading {
        /// At least one.
        pages: Vec<CleanHtml>,
    },
    /// A film with its captions and a transcript.
    Video(Video),
    /// Questions.
    Quiz(Quiz),
}

/// A film.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Video {
    /// Name in the media store.
    pub file: String,
    /// Running time in milliseconds.
    pub millis: i64,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Language and file of each caption track.
    pub captions: Vec<(String, String)>,
    /// Share of the running time that must have been watched.
    pub watch_percent: i64,
    /// The text beside the film.
    pub text: Vec<CleanHtml>,
}

impl Lesson {
    /// `reading`, `video` or `quiz`, as the API says it.
    pub fn kind(&self) -> &'static str {
        match &self.body {
            Body::Reading { .. } => "reading",
            Body::Video(_) => "video",
            Body::Quiz(_) => "quiz",
        }
    }

    /// Pages of a reading lesson.
    pub fn pages(&self) -> i64 {
        match &self.body {
            Body::Reading { pages } => i64::try_from(pages.len()).unwrap_or(i64::MAX),
            _ => 0,
        }
    }

    /// Running time of a film, in whole seconds.
    pub fn seconds(&self) -> Option<i64> {
        match &self.body {
            Body::Video(video) => Some(video.millis / 1000),
            _ => None,
        }
    }
}

impl Content {
    /// The lesson with this id.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }

    /// Whether this quiz is the one that decides.
    pub fn is_final(&self, lesson: &str) -> bool {
        self.completion.final_quiz.as_deref() == Some(lesson)
    }

    /// Whether the course says that it is taught in Thai and nothing else.
    pub fn is_thai_only(&self) -> bool {
        !self.languages.is_empty() && self.languages.iter().all(|language| language == "th")
    }

    /// How many lessons completion asks for.
    pub fn lessons_needed(&self) -> i64 {
        let all = i64::try_from(self.lessons.len()).unwrap_or(i64::MAX);
        self.completion.lessons.unwrap_or(all).min(all)
    }
}
