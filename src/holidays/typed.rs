//! What an officer types about a holiday, and how it is read.

use chrono::NaiveDate;

use crate::{
    db::Tx,
    error::{Error, Mistake, Result},
    holidays::holiday::{self, Holiday, is_weekend},
    thai::{date, text},
    web::locale::Text,
};

/// The kinds of holidays: on the same day each year, by the moon or announced, in place of one on a
/// weekend, by a resolution of the cabinet.
pub const KINDS: [&str; 4] = ["fixed", "lunar", "substitute", "cabinet"];

/// Sources that are no words: it came with the product, or no source was asked for yet.
pub const CODES: [&str; 2] = ["shipped", "officer"];

/// A holiday as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// Thai name.
    pub name_th: &'a str,
    /// English name; may be empty.
    pub name_en: &'a str,
    /// One of `KINDS`; empty: by the cabinet.
    pub kind: &'a str,
    /// By what it is known: date or number of a resolution, the announcement.
    pub source: &'a str,
    /// For a substitution day: the day off on a weekend.
    pub substitutes_for: &'a str,
    /// Why it is changed.
    pub why: &'a str,
}

/// A holiday as read.
#[derive(Clone, Debug)]
pub struct Wording {
    name_th: String,
    name_en: String,
    kind: &'static str,
    source: String,
    substitutes_for: Option<NaiveDate>,
    /// Why; may be empty where the source says it.
    pub why: String,
}

impl Wording {
    /// Reads what was typed about `day`.
    ///
    /// # Errors
    /// Every mistake at once.
    pub async fn read(tx: &mut Tx, day: NaiveDate, typed: &Typed<'_>) -> Result<Self> {
        let mut mistakes = Vec::new();
        let mut mistake = |field: &str, code, key| {
            mistakes.push(Mistake::new(field, code, Text::new(key)));
        };
        let name_th = text::normalise(typed.name_th);
        let name_en = text::normalise(typed.name_en);
        let source = text::normalise(typed.source);
        let why = text::normalise(typed.why);
        if name_th.is_empty() {
            mistake("name_th", "required", "holiday-name-required");
        }
        // What the product itself notes is nobody's source.
        if source.is_empty() || CODES.contains(&source.as_str()) {
            mistake("source", "required", "holiday-source-required");
        }
        let all =
            [("name_th", &name_th), ("name_en", &name_en), ("source", &source), ("why", &why)];
        for (field, text) in all {
            if text::graphemes(text) > 300 {
                mistake(field, "long", "holiday-long");
            }
        }
        let wanted = if typed.kind.is_empty() { "cabinet" } else { typed.kind };
        let kind = KINDS.into_iter().find(|kind| *kind == wanted);
        if kind.is_none() {
            mistake("kind", "unknown", "holiday-kind-unknown");
        }
        let stands_for = typed.substitutes_for.trim();
        let mut substitutes_for = None;
        match (kind == Some("substitute"), stands_for.is_empty()) {
            (true, true) => mistake("substitutes_for", "required", "holiday-substitutes-required"),
            (false, false) => {
                mistake("substitutes_for", "needless", "holiday-substitutes-needless");
            }
            (true, false) => match stood_for(tx, day, stands_for).await? {
                Ok(day) => substitutes_for = Some(day),
                Err((code, text)) => mistakes.push(Mistake::new("substitutes_for", code, text)),
            },
            (false, true) => {}
        }
        match kind {
            Some(kind) if mistakes.is_empty() => {
                Ok(Self { name_th, name_en, kind, source, substitutes_for, why })
            }
            _ => Err(Error::Mistakes(mistakes)),
        }
    }

    /// The reason, which a change or a removal needs.
    pub fn needs_why(&self) -> Result<String> {
        Self::why(&self.why)
    }

    /// Reads a reason that must be given.
    pub fn why(typed: &str) -> Result<String> {
        let why = text::normalise(typed);
        if why.is_empty() {
            return Err(Error::mistake("why", "required", Text::new("holiday-why-required")));
        }
        if text::graphemes(&why) > 300 {
            return Err(Error::mistake("why", "long", Text::new("holiday-long")));
        }
        Ok(why)
    }

    /// The row of that day.
    pub fn into_holiday(self, day: NaiveDate, version: i64) -> Holiday {
        Holiday {
            day: day.to_string(),
            name_th: self.name_th,
            name_en: self.name_en,
            kind: self.kind.to_owned(),
            source: self.source,
            substitutes_for: self.substitutes_for.map(|day| day.to_string()),
            version,
        }
    }
}

/// The day off on a weekend for which `day` is to stand, or what is wrong with it.
async fn stood_for(
    tx: &mut Tx,
    day: NaiveDate,
    typed: &str,
) -> Result<Result<NaiveDate, (&'static str, Text)>> {
    let stands_for = match date::read(typed) {
        Ok(stands_for) => stands_for,
        Err(wrong) => return Ok(Err(("date", wrong.text()))),
    };
    if !is_weekend(stands_for) {
        return Ok(Err(("no_weekend", Text::new("holiday-substitutes-weekday"))));
    }
    if is_weekend(day) || day <= stands_for {
        return Ok(Err(("order", Text::new("holiday-substitutes-order"))));
    }
    if holiday::find(tx, &stands_for.to_string()).await?.is_none() {
        return Ok(Err(("no_holiday", Text::new("holiday-substitutes-unknown"))));
    }
    Ok(Ok(stands_for))
}
