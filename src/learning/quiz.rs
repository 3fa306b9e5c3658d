//! Quiz: questions of five kinds, drawn at random, marked on the server.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    clock::{Random, shuffle},
    learning::content::Bilingual,
    thai::{digits, text},
};

/// A quiz lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// How many questions are drawn; 0: all.
    pub draw: usize,
    /// How often it may be tried; 0: as often as wanted.
    pub attempts: i64,
    /// Whether choices come in random order.
    pub shuffle_choices: bool,
    /// When the right answers are shown.
    pub show_answers: ShowAnswers,
    /// All there are to draw from.
    pub questions: Vec<Question>,
}

/// When the right answers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShowAnswers {
    /// Never.
    Never,
    /// After every attempt.
    AfterAttempt,
    /// Once passed.
    AfterPass,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in its quiz.
    pub id: String,
    /// What is asked.
    pub text: Bilingual,
    /// What to choose from; empty where something is typed.
    pub choices: Vec<Choice>,
    /// What is right.
    pub answer: Answer,
    /// Why.
    pub explain: Bilingual,
    /// What it counts.
    pub points: i64,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in its question.
    pub id: String,
    /// What it says.
    pub text: Bilingual,
}

/// The right answer; its kind is the question's kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// One choice.
    Single {
        /// Its id.
        choice: String,
    },
    /// Exactly these choices.
    Multiple {
        /// Their ids.
        choices: BTreeSet<String>,
    },
    /// Yes or no.
    TrueFalse {
        /// Which.
        value: bool,
    },
    /// A number.
    Number {
        /// Which.
        value: f64,
        /// How far off is still right.
        tolerance: f64,
    },
    /// A few words.
    ShortText {
        /// Every spelling that counts; spaces, letter case and kind of digits do not.
        accepted: Vec<String>,
    },
}

impl Answer {
    /// The kind, as the API says it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Single { .. } => "single",
            Self::Multiple { .. } => "multiple",
            Self::TrueFalse { .. } => "true_false",
            Self::Number { .. } => "number",
            Self::ShortText { .. } => "short_text",
        }
    }
}

/// A question drawn for an attempt, with its choices in the order shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Id of the question.
    pub question: String,
    /// Ids of its choices.
    pub choices: Vec<String>,
}

/// What was answered so far, by question: a list of choices, a text or a number.
pub type Answers = BTreeMap<String, Value>;

impl Quiz {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Draws the questions of an attempt.
    pub fn draw(&self, random: &dyn Random) -> Vec<Drawn> {
        let mut order: Vec<&Question> = self.questions.iter().collect();
        if self.draw > 0 {
            shuffle(&mut order, random);
            order.truncate(self.draw);
        }
        let drawn = order.into_iter().map(|question| {
            let mut choices: Vec<String> =
                question.choices.iter().map(|it| it.id.clone()).collect();
            if self.shuffle_choices && !matches!(question.answer, Answer::TrueFalse { .. }) {
                shuffle(&mut choices, random);
            }
            Drawn { question: question.id.clone(), choices }
        });
        drawn.collect()
    }

    /// The score in percent, rounded down, of `answers` to the questions drawn.
    pub fn score(&self, drawn: &[Drawn], answers: &Answers) -> i64 {
        let (mut right, mut all) = (0, 0);
        for question in drawn.iter().filter_map(|drawn| self.question(&drawn.question)) {
            all += question.points;
            if answers.get(&question.id).is_some_and(|answer| question.is_right(answer)) {
                right += question.points;
            }
        }
        if all == 0 { 0 } else { right * 100 / all }
    }
}

impl Question {
    /// Whether `answer` is right. A list of choices is compared as a set.
    pub fn is_right(&self, answer: &Value) -> bool {
        match &self.answer {
            Answer::Single { choice } => chosen(answer) == BTreeSet::from([choice.clone()]),
            Answer::Multiple { choices } => chosen(answer) == *choices,
            Answer::TrueFalse { value } => match answer {
                Value::Bool(answer) => answer == value,
                _ => chosen(answer) == BTreeSet::from([value.to_string()]),
            },
            Answer::Number { value, tolerance } => {
                number(answer).is_some_and(|answer| (answer - value).abs() <= tolerance + 1e-9)
            }
            Answer::ShortText { accepted } => {
                let answer = folded(&typed(answer));
                accepted.iter().any(|one| folded(one) == answer)
            }
        }
    }

    /// Whether `answer` has the shape that this kind of question takes.
    pub fn takes(&self, answer: &Value) -> bool {
        match &self.answer {
            Answer::Number { .. } => number(answer).is_some() || typed(answer).trim().is_empty(),
            Answer::ShortText { .. } => {
                matches!(answer, Value::String(text) if text.len() <= 2000)
            }
            Answer::TrueFalse { .. } if answer.is_boolean() => true,
            Answer::Single { .. } | Answer::TrueFalse { .. } => {
                let chosen = chosen(answer);
                chosen.len() <= 1 && self.knows(&chosen)
            }
            Answer::Multiple { .. } => self.knows(&chosen(answer)),
        }
    }

    fn knows(&self, chosen: &BTreeSet<String>) -> bool {
        chosen.iter().all(|id| self.choices.iter().any(|choice| choice.id == *id))
    }
}

/// The ids in a list of choices; a lone text is a list of one.
pub fn chosen(answer: &Value) -> BTreeSet<String> {
    match answer {
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(one) if !one.is_empty() => BTreeSet::from([one.clone()]),
        Value::Bool(one) => BTreeSet::from([one.to_string()]),
        _ => BTreeSet::new(),
    }
}

/// What was typed into a field.
pub fn typed(answer: &Value) -> String {
    match answer {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.first().map(typed).unwrap_or_default(),
        _ => String::new(),
    }
}

fn number(answer: &Value) -> Option<f64> {
    let text = digits::to_arabic(&typed(answer)).replace([',', ' '], "");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Words compared without spaces, letter case, kind of digits, and look-alike spellings.
fn folded(words: &str) -> String {
    let words = digits::to_arabic(&text::normalise(words)).to_lowercase();
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | ',')).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::SystemRandom;

    fn question(answer: Answer, choices: &[&str]) -> Question {
        Question {
            id: "q".into(),
            text: Bilingual::thai("ถาม"),
            choices: choices
                .iter()
                .map(|id| Choice { id: (*id).into(), text: Bilingual::thai(*id) })
                .collect(),
            answer,
            explain: Bilingual::default(),
            points: 1,
        }
    }

    #[test]
    fn each_of_the_five_kinds_is_marked() {
        let single = question(Answer::Single { choice: "b".into() }, &["a", "b"]);
        assert!(single.is_right(&json!(["b"])) && single.is_right(&json!("b")));
        assert!(!single.is_right(&json!(["a", "b"])));

        let both = Answer::Multiple { choices: ["a", "c"].map(String::from).into() };
        let multiple = question(both, &["a", "b", "c"]);
        assert!(multiple.is_right(&json!(["c", "a", "a"])));
        assert!(!multiple.is_right(&json!(["a"])) && !multiple.is_right(&json!(["a", "b", "c"])));

        let yes = question(Answer::TrueFalse { value: true }, &["true", "false"]);
        assert!(yes.is_right(&json!(["true"])) && yes.is_right(&json!(true)));
        assert!(!yes.is_right(&json!(["false"])));

        let hours = question(Answer::Number { value: 72.0, tolerance: 0.0 }, &[]);
        assert!(hours.is_right(&json!(72)) && hours.is_right(&json!("๗๒")));
        assert!(!hours.is_right(&json!(71.5)) && !hours.is_right(&json!("มาก")));

        let words = question(Answer::ShortText { accepted: vec!["72 ชั่วโมง".into()] }, &[]);
        assert!(words.is_right(&json!("๗๒ชั่วโมง ")) && !words.is_right(&json!("24 ชั่วโมง")));
    }

    #[test]
    fn nothing_answered_is_never_right() {
        let single = question(Answer::Single { choice: "b".into() }, &["a", "b"]);
        assert!(!single.is_right(&Value::Null) && !single.is_right(&json!([])));
    }

    #[test]
    fn a_draw_takes_as_many_as_asked_and_each_once() {
        let questions = (0..20).map(|n| Question {
            id: format!("q{n}"),
            ..question(Answer::TrueFalse { value: true }, &["true", "false"])
        });
        let quiz = Quiz {
            draw: 8,
            attempts: 0,
            shuffle_choices: true,
            show_answers: ShowAnswers::Never,
            questions: questions.collect(),
        };
        let drawn = quiz.draw(&SystemRandom);
        let ids: BTreeSet<_> = drawn.iter().map(|it| &it.question).collect();
        assert_eq!((drawn.len(), ids.len()), (8, 8));
    }
}
