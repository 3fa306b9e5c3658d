//! Reads a `.quiz.toml`: every question checked, each problem with its line.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Problem;
use crate::learning::{
    content::Bilingual,
    quiz::{Answer, Choice, Question, Quiz, ShowAnswers},
};

/// A quiz as read.
pub struct QuizFile {
    /// Title of the lesson.
    pub title: Bilingual,
    /// Minutes it takes.
    pub minutes: i64,
    /// The quiz.
    pub quiz: Quiz,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    title: Bilingual,
    minutes: i64,
    #[serde(default)]
    draw: usize,
    #[serde(default)]
    attempts: i64,
    #[serde(default)]
    shuffle_choices: bool,
    #[serde(default = "after_pass")]
    show_answers: ShowAnswers,
    #[serde(default)]
    question: Vec<toml::Spanned<RawQuestion>>,
}

fn after_pass() -> ShowAnswers {
    ShowAnswers::AfterPass
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: String,
    kind: Kind,
    text: Bilingual,
    #[serde(default)]
    choices: Vec<Choice>,
    answer: toml::Value,
    #[serde(default)]
    tolerance: f64,
    #[serde(default)]
    explain: Bilingual,
    #[serde(default = "one")]
    points: i64,
}

fn one() -> i64 {
    1
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Single,
    Multiple,
    TrueFalse,
    Number,
    ShortText,
}

/// The line on which byte `offset` of `text` stands, from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// A mistake of TOML as a problem of `file`.
pub fn toml_problem(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| line_of(text, span.start));
    Problem::new(file, line, error.message())
}

/// Reads a quiz; `None` when it has problems that stop the import.
pub fn parse(file: &str, text: &str, problems: &mut Vec<Problem>) -> Option<QuizFile> {
    let raw: Raw = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            problems.push(toml_problem(file, text, &error));
            return None;
        }
    };
    let before = problems.len();
    if raw.title.is_empty() {
        problems.push(Problem::new(file, Some(1), "the title is empty"));
    }
    if !(1..=180).contains(&raw.minutes) {
        problems.push(Problem::new(file, Some(1), "minutes must be between 1 and 180"));
    }
    if raw.question.is_empty() {
        problems.push(Problem::new(file, Some(1), "there is no [[question]]"));
    }
    if raw.draw > raw.question.len() {
        let message = format!("draw = {} of only {} questions", raw.draw, raw.question.len());
        problems.push(Problem::new(file, Some(1), message));
    }
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for spanned in raw.question {
        let line = line_of(text, spanned.span().start);
        let raw = spanned.into_inner();
        let id = raw.id.clone();
        if !seen.insert(id.clone()) {
            let message = format!("question \"{id}\" stands twice");
            problems.push(Problem::new(file, Some(line), message));
        }
        match question(raw) {
            Ok(question) => questions.push(question),
            Err(message) => {
                let message = format!("question \"{id}\": {message}");
                problems.push(Problem::new(file, Some(line), message));
            }
        }
    }
    (problems.len() == before).then(|| QuizFile {
        title: raw.title,
        minutes: raw.minutes,
        quiz: Quiz {
            draw: raw.draw,
            attempts: raw.attempts.max(0),
            shuffle_choices: raw.shuffle_choices,
            show_answers: raw.show_answers,
            questions,
        },
    })
}

fn question(mut raw: RawQuestion) -> Result<Question, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if raw.id.is_empty() || !raw.id.chars().all(plain) {
        return Err("the id takes a-z, 0-9 and -".into());
    }
    if raw.text.is_empty() {
        return Err("the text is empty".into());
    }
    if raw.points < 1 {
        return Err("points must be at least 1".into());
    }
    let ids: BTreeSet<String> = raw.choices.iter().map(|choice| choice.id.clone()).collect();
    if ids.len() != raw.choices.len() {
        return Err("two choices have the same id".into());
    }
    let takes_choices = matches!(raw.kind, Kind::Single | Kind::Multiple);
    if takes_choices && ids.len() < 2 {
        return Err("needs at least two choices".into());
    }
    if !takes_choices && !matches!(raw.kind, Kind::TrueFalse) && !ids.is_empty() {
        return Err("this kind has no choices".into());
    }
    let listed = || -> Result<BTreeSet<String>, String> {
        let list = match &raw.answer {
            toml::Value::Array(list) => list.clone(),
            one => vec![one.clone()],
        };
        let names = list.iter().map(|one| one.as_str().map(str::to_owned));
        let names: Option<BTreeSet<String>> = names.collect();
        let names = names.ok_or("the answer must be a list of choice ids")?;
        match names.iter().find(|name| !ids.contains(*name)) {
            Some(stranger) => Err(format!("the answer \"{stranger}\" is none of the choices")),
            None if names.is_empty() => Err("the answer is empty".into()),
            None => Ok(names),
        }
    };
    let answer = match raw.kind {
        Kind::Single => {
            let mut names = listed()?.into_iter();
            match (names.next(), names.next()) {
                (Some(choice), None) => Answer::Single { choice },
                _ => return Err("a single question has one answer".into()),
            }
        }
        Kind::Multiple => Answer::Multiple { choices: listed()? },
        Kind::TrueFalse => {
            raw.choices = ["true", "false"]
                .map(|id| Choice { id: id.into(), text: Bilingual::default() })
                .into();
            Answer::TrueFalse { value: truth(&raw.answer).ok_or("the answer is true or false")? }
        }
        Kind::Number => {
            let value = number(&raw.answer).ok_or("the answer must be a number")?;
            Answer::Number { value, tolerance: raw.tolerance.abs() }
        }
        Kind::ShortText => {
            let list = match &raw.answer {
                toml::Value::Array(list) => list.clone(),
                one => vec![one.clone()],
            };
            let accepted: Option<Vec<String>> =
                list.iter().map(|one| one.as_str().map(str::to_owned)).collect();
            let accepted = accepted
                .filter(|list| !list.is_empty() && list.iter().all(|one| !one.trim().is_empty()));
            Answer::ShortText { accepted: accepted.ok_or("the answer must be a list of texts")? }
        }
    };
    Ok(Question {
        id: raw.id,
        text: raw.text,
        choices: raw.choices,
        answer,
        explain: raw.explain,
        points: raw.points,
    })
}

fn truth(value: &toml::Value) -> Option<bool> {
    match value {
        toml::Value::Boolean(truth) => Some(*truth),
        toml::Value::String(text) => text.parse().ok(),
        toml::Value::Array(list) if list.len() == 1 => truth(&list[0]),
        _ => None,
    }
}

fn number(value: &toml::Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "answers of quizzes are small numbers")]
        toml::Value::Integer(number) => Some(*number as f64),
        toml::Value::Float(number) => Some(*number),
        toml::Value::Array(list) if list.len() == 1 => number(&list[0]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        parse("05-final.quiz.toml", text, &mut problems);
        problems.iter().map(ToString::to_string).collect()
    }

    const HEAD: &str = "title = { th = \"สอบ\" }\nminutes = 5\n\n";

    #[test]
    fn an_answer_that_is_none_of_the_choices_is_named_with_its_line() {
        let text = format!(
            "{HEAD}[[question]]\nid = \"q1\"\nkind = \"single\"\ntext = {{ th = \"ถาม\" }}\n\
             choices = [{{ id = \"a\", text = {{ th = \"ก\" }} }}, {{ id = \"b\", text = {{ th = \"ข\" }} }}]\n\
             answer = [\"c\"]\n"
        );
        let told = "05-final.quiz.toml:4: question \"q1\": the answer \"c\" is none of the choices";
        assert_eq!(problems_of(&text), [told]);
    }

    #[test]
    fn a_word_that_is_no_key_is_named_with_its_line() {
        let told = problems_of(&format!("{HEAD}atempts = 3\n"));
        assert!(told[0].starts_with("05-final.quiz.toml:4: unknown field `atempts`"), "{told:?}");
    }
}
