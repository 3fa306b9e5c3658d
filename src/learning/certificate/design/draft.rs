//! Draft: a design as it was typed, and what is wrong with it.

use super::look::{Digits, Language, Layout, Look, Shows, Signatory, Words};
use crate::{
    error::{Error, Mistake, Result},
    learning::certificate::pdf::{self, Room},
    print::{self, Weight},
    thai::text,
    web::{form::Upload, locale::Text},
};

/// The most graphemes of a name of a design, and of a text on the page.
const MOST_IN_NAME: usize = 80;
const MOST_IN_LINE: usize = 120;
/// The size at which a text of a design must fit on one line.
const FLOOR: f32 = 11.0;

/// What was typed; a text that is left empty takes the usual words.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The version that the author saw; 0 for a new design.
    pub version: i64,
    /// What authors call it.
    pub name: String,
    /// Code of the layout.
    pub layout: String,
    /// Code of the language.
    pub language: String,
    /// Code of the digits.
    pub digits: String,
    /// Codes of the fields that are shown: `minutes`, `score`, `valid_until`, `agency`.
    pub shows: Vec<String>,
    /// The sentence around name and course.
    pub words: Words,
    /// The hash of a seal that is kept already; empty: none.
    pub seal: String,
    /// Who signs, in Thai.
    pub signer: Signatory,
    /// Who signs, in English.
    pub signer_en: Signatory,
}

impl Draft {
    /// The draft of a new design.
    pub fn fresh(layout: Layout) -> Self {
        let look = Look { layout, ..Look::default() };
        Self { version: 0, ..Self::of(&look) }
    }

    /// The draft of the next version of a design.
    pub fn of_design(design: &super::Design) -> Self {
        Self { version: design.version, name: design.name.clone(), ..Self::of(&design.look) }
    }

    fn of(look: &Look) -> Self {
        let Shows { minutes, score, valid_until, agency } = look.shows;
        let shown = [
            ("minutes", minutes),
            ("score", score),
            ("valid_until", valid_until),
            ("agency", agency),
        ];
        let shown = shown.into_iter().filter(|(_, shown)| *shown);
        Self {
            version: 0,
            name: String::new(),
            layout: look.layout.code().to_owned(),
            language: look.language.code().to_owned(),
            digits: look.digits.code().to_owned(),
            shows: shown.map(|(code, _)| code.to_owned()).collect(),
            words: look.words.clone(),
            seal: look.seal.clone().unwrap_or_default(),
            signer: look.signer.clone().unwrap_or_default(),
            signer_en: look.signer_en.clone().unwrap_or_default(),
        }
    }

    /// The draft that a page sent.
    pub fn of_form(form: &Upload) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let signatory = |who: &str| Signatory {
            name: text(&format!("{who}-name")),
            position: text(&format!("{who}-position")),
            acting: ["0", "1"].map(|line| text(&format!("{who}-acting-{line}"))).into(),
        };
        let shows = form.fields.iter().filter(|(name, _)| name == "shows");
        Self {
            version: form.text("version").parse().unwrap_or(0),
            name: text("name"),
            layout: text("layout"),
            language: text("language"),
            digits: text("digits"),
            shows: shows.map(|(_, code)| code.clone()).collect(),
            words: Words {
                awarded: text("awarded"),
                completed: text("completed"),
                awarded_en: text("awarded_en"),
                completed_en: text("completed_en"),
            },
            // The box that takes the seal away counts more than the seal that was there.
            seal: if form.text("no_seal").is_empty() { text("seal_kept") } else { String::new() },
            signer: signatory("signer"),
            signer_en: signatory("signer_en"),
        }
    }

    /// Whether a field is to be shown; for the form.
    pub fn shows(&self, code: &str) -> bool {
        self.shows.iter().any(|shown| shown == code)
    }

    /// The name and the look.
    ///
    /// # Errors
    /// Every mistake at once.
    pub fn read(&self) -> Result<(String, Look)> {
        let mut mistakes = Vec::new();
        let name = one_line(&self.name);
        if name.is_empty() {
            mistakes.push(Mistake::new("name", "required", Text::new("design-name-required")));
        } else if text::graphemes(&name) > MOST_IN_NAME {
            let most = i64::try_from(MOST_IN_NAME).unwrap_or(0);
            mistakes.push(Mistake::new(
                "name",
                "long",
                Text::new("design-long").with("most", most),
            ));
        }
        let look = self.look(&mut mistakes);
        if mistakes.is_empty() { Ok((name, look)) } else { Err(Error::Mistakes(mistakes)) }
    }

    /// The look alone, as far as it can be read; for a preview.
    pub fn look(&self, mistakes: &mut Vec<Mistake>) -> Look {
        let mut unknown = |field: &str| {
            mistakes.push(Mistake::new(field, "unknown", Text::new("design-choice-unknown")));
        };
        let layout = Layout::from_code(&self.layout);
        let layout = layout.unwrap_or_else(|| {
            unknown("layout");
            Layout::Standard
        });
        let language = Language::from_code(&self.language);
        let language = language.unwrap_or_else(|| {
            unknown("language");
            Language::Th
        });
        let digits = Digits::from_code(&self.digits);
        let digits = digits.unwrap_or_else(|| {
            unknown("digits");
            Digits::Thai
        });
        let known = ["minutes", "score", "valid_until", "agency"];
        if self.shows.iter().any(|shown| !known.contains(&shown.as_str())) {
            unknown("shows");
        }
        let room = pdf::room(layout);
        let usual = Words::default();
        let mut word = |field: &str, typed: &str, usual: &str| {
            let typed = one_line(typed);
            if typed.is_empty() {
                return usual.to_owned();
            }
            check_line(mistakes, field, &typed, Weight::Regular, room.line);
            typed
        };
        let words = Words {
            awarded: word("awarded", &self.words.awarded, &usual.awarded),
            completed: word("completed", &self.words.completed, &usual.completed),
            awarded_en: word("awarded_en", &self.words.awarded_en, &usual.awarded_en),
            completed_en: word("completed_en", &self.words.completed_en, &usual.completed_en),
        };
        let signer = signatory(mistakes, &self.signer, "signer", &room);
        let signer_en = signatory(mistakes, &self.signer_en, "signer_en", &room);
        // A page without its signatory would look as if nobody had signed it.
        let missing = [
            (Language::Th, &signer, &signer_en, "signer"),
            (Language::En, &signer_en, &signer, "signer_en"),
        ];
        for (page, own, other, who) in missing {
            if language.has(page) && own.is_none() && other.is_some() {
                let (field, text) = (format!("{who}/name"), Text::new("design-signer-needed"));
                mistakes.push(Mistake::new(&field, "required", text));
            }
        }
        let shows = Shows {
            minutes: self.shows("minutes"),
            score: self.shows("score"),
            valid_until: self.shows("valid_until"),
            agency: self.shows("agency"),
        };
        let seal = (!self.seal.is_empty()).then(|| self.seal.clone());
        Look { layout, language, digits, shows, words, seal, signer, signer_en }
    }
}

fn signatory(
    mistakes: &mut Vec<Mistake>,
    typed: &Signatory,
    who: &str,
    room: &Room,
) -> Option<Signatory> {
    let (name, position) = (one_line(&typed.name), one_line(&typed.position));
    let acting: Vec<String> = typed.acting.iter().map(|line| one_line(line)).collect();
    let field = |part: &str| format!("{who}/{part}");
    if acting.len() > 2 {
        let text = Text::new("design-acting-two");
        mistakes.push(Mistake::new(&field("acting"), "many", text));
    }
    check_line(mistakes, &field("name"), &name, Weight::Bold, room.signer);
    check_line(mistakes, &field("position"), &position, Weight::Regular, room.signer);
    for (line, number) in acting.iter().zip(0..) {
        let field = format!("{}/{number}", field("acting"));
        check_line(mistakes, &field, line, Weight::Regular, room.signer);
    }
    let acting: Vec<String> = acting.into_iter().filter(|line| !line.is_empty()).collect();
    let has_lines = !position.is_empty() || !acting.is_empty();
    if name.is_empty() && has_lines {
        let text = Text::new("design-signer-name-required");
        mistakes.push(Mistake::new(&field("name"), "required", text));
    }
    if position.is_empty() && !acting.is_empty() {
        let text = Text::new("design-position-required");
        mistakes.push(Mistake::new(&field("position"), "required", text));
    }
    (!name.is_empty()).then_some(Signatory { name, position, acting })
}

/// A text of a design stands on one line, at a size that can be read, in letters that can be drawn.
fn check_line(mistakes: &mut Vec<Mistake>, field: &str, text: &str, weight: Weight, room: f32) {
    let (code, said) = if let Some(letter) = print::without_shape(text) {
        ("letter", Text::new("design-letter").with("letter", letter.to_string()))
    } else if text::graphemes(text) > MOST_IN_LINE || print::width(text, weight, FLOOR) > room {
        ("wide", Text::new("design-too-wide"))
    } else {
        return;
    };
    mistakes.push(Mistake::new(field, code, said));
}

fn one_line(typed: &str) -> String {
    print::printable(&text::normalise(typed)).trim().to_owned()
}
