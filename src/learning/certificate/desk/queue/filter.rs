//! Filter: which part of the queue somebody looks at, as it stands in the address of the page.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use serde::Deserialize;

use crate::{
    error::Mistake,
    id::{AgencyId, PersonId},
    learning::certificate::certificate,
    thai::{date, name, text},
    web::locale::Text,
};

/// What can be asked for, in the order in which the tabs stand.
pub const STATES: [&str; 4] = ["pending", "approved", "returned", "rejected"];

/// The longest name that is searched, in graphemes.
const LONGEST: usize = 200;

/// When what waits is due; the three do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The promise is over.
    Overdue,
    /// Before this day ends in Bangkok.
    Today,
    /// On the day after.
    Tomorrow,
}

impl Due {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Overdue, Self::Today, Self::Tomorrow];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
        }
    }

    /// Key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "queue-due-overdue",
            Self::Today => "queue-due-today",
            Self::Tomorrow => "queue-due-tomorrow",
        }
    }

    /// From when, and before when.
    pub fn span(self, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, DateTime<Utc>) {
        let tomorrow = date::bangkok_date(now) + Duration::days(1);
        // Bangkok is seven hours ahead the whole year.
        let midnight = tomorrow.and_time(NaiveTime::MIN).and_utc() - Duration::hours(7);
        match self {
            Self::Overdue => (None, now),
            Self::Today => (Some(now), midnight),
            Self::Tomorrow => (Some(midnight), midnight + Duration::days(1)),
        }
    }
}

/// Who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Whoever looks.
    Mine,
    /// No one yet.
    Nobody,
    /// A second officer, whoever that will be: the first has approved.
    Second,
}

impl Claimed {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Nobody, Self::Second];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Nobody => "nobody",
            Self::Second => "second",
        }
    }

    /// Key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "queue-claimed-mine",
            Self::Nobody => "queue-claimed-nobody",
            Self::Second => "queue-second",
        }
    }
}

/// A filter as it was typed or sent; every part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// A state; `pending` unless said.
    pub state: String,
    /// Slug of a course.
    pub course: String,
    /// Id of an agency.
    pub agency: String,
    /// `overdue`, `today` or `tomorrow`.
    pub due: String,
    /// `yes` or `no`.
    pub flagged: String,
    /// `mine`, `nobody` or `second`.
    pub claimed: String,
    /// The beginning of a name, a family name, or the number of a certificate.
    pub q: String,
    /// Where the page before this one ended.
    pub after: String,
    /// Where the page after this one begins.
    pub before: String,
}

/// Which requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// One of [`STATES`]; of what was returned, only what was not asked again.
    pub state: &'static str,
    /// Slug of a course.
    pub course: Option<String>,
    /// An agency, as it was when somebody asked.
    pub agency: Option<AgencyId>,
    /// When it is due; of what waits alone.
    pub due: Option<Due>,
    /// With a flag, or without one.
    pub flagged: Option<bool>,
    /// Who works on it; of what waits alone.
    pub claimed: Option<Claimed>,
    /// What is searched; empty: nothing.
    pub q: String,
}

/// Who looks, and when.
#[derive(Clone, Debug)]
pub struct Eyes {
    /// Who.
    pub person: PersonId,
    /// When.
    pub now: DateTime<Utc>,
}

/// What a search looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// The certificate of this number.
    Number(String),
    /// Names that sort from the first key and before the second, or this family name.
    Name(Vec<u8>, Vec<u8>, String),
}

impl Default for Filter {
    fn default() -> Self {
        let (state, q) = ("pending", String::new());
        Self { state, course: None, agency: None, due: None, flagged: None, claimed: None, q }
    }
}

impl Filter {
    /// Reads what was typed, and says which parts were not understood; they are left out.
    pub fn read(typed: &Typed) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut unknown = |field: &str, value: &str, found: bool| {
            if !value.is_empty() && !found {
                let text = Text::new("queue-filter-unknown").with("value", value);
                mistakes.push(Mistake::new(field, "unknown", text));
            }
        };
        let state = STATES.into_iter().find(|it| *it == typed.state);
        unknown("state", &typed.state, state.is_some());
        let due = Due::ALL.into_iter().find(|it| it.code() == typed.due);
        unknown("due", &typed.due, due.is_some());
        let claimed = Claimed::ALL.into_iter().find(|it| it.code() == typed.claimed);
        unknown("claimed", &typed.claimed, claimed.is_some());
        let flagged = match typed.flagged.as_str() {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => None,
        };
        unknown("flagged", &typed.flagged, flagged.is_some());
        let state = state.unwrap_or("pending");
        let waits = state == "pending";
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let filter = Self {
            state,
            course: some(&typed.course),
            agency: some(&typed.agency).map(AgencyId::from),
            due: due.filter(|_| waits),
            flagged,
            claimed: claimed.filter(|_| waits),
            q: text::truncate(&text::normalise(&typed.q), LONGEST),
        };
        (filter, mistakes)
    }

    /// Reads the query of an address.
    pub fn from_query(query: &str) -> (Self, Typed) {
        let typed: Typed = serde_html_form::from_str(query).unwrap_or_default();
        (Self::read(&typed).0, typed)
    }

    /// The same filter as the query of an address, without a question mark; empty for what is shown
    /// first.
    pub fn query(&self) -> String {
        let state = if self.state == "pending" { "" } else { self.state };
        let parts = [
            ("state", state),
            ("course", self.course.as_deref().unwrap_or_default()),
            ("agency", self.agency.as_ref().map_or("", AgencyId::as_str)),
            ("due", self.due.map_or("", Due::code)),
            ("flagged", self.flagged.map_or("", |it| if it { "yes" } else { "no" })),
            ("claimed", self.claimed.map_or("", Claimed::code)),
            ("q", &self.q),
        ];
        let said: Vec<_> = parts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_html_form::to_string(said).unwrap_or_default()
    }

    /// Whether it narrows a state down at all.
    pub fn narrows(&self) -> bool {
        *self != Self { state: self.state, ..Self::default() }
    }

    /// Whether anything but a state and a search is chosen.
    pub fn chooses(&self) -> bool {
        Self { q: String::new(), ..self.clone() }.narrows()
    }

    /// What the search looks for, if anything is searched.
    pub fn search(&self) -> Option<Search> {
        if self.q.is_empty() {
            return None;
        }
        let number = certificate::read_number(&self.q);
        if number.chars().any(|c| c.is_ascii_digit()) {
            return Some(Search::Number(number));
        }
        let name = without_prefix(&self.q);
        // The letters alone: what follows the first level of a key are marks of tone and case, so
        // that every longer name begins with these bytes.
        let mut from = text::sort_key(name);
        from.truncate(from.iter().position(|byte| *byte == 1).unwrap_or(from.len()));
        let mut until = from.clone();
        // What holds no letter is the beginning of no name, rather than of every one.
        if !from.is_empty() {
            until.extend([0xff; 4]);
        }
        Some(Search::Name(from, until, name.to_owned()))
    }
}

/// A name without the title that was typed before it: names are kept apart from them.
fn without_prefix(typed: &str) -> &str {
    let longest = name::PREFIXES
        .iter()
        .chain(&["น.ส."])
        .filter_map(|prefix| typed.strip_prefix(prefix))
        .map(str::trim_start)
        .min_by_key(|rest| rest.len());
    longest.filter(|rest| !rest.is_empty()).unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(filter: &Filter) -> Option<(Vec<u8>, Vec<u8>)> {
        match filter.search() {
            Some(Search::Name(from, until, _)) => Some((from, until)),
            _ => None,
        }
    }

    #[test]
    fn a_name_is_found_by_its_beginning_with_or_without_a_title() {
        let key = text::sort_key("สมชาย ใจดี");
        for typed in ["ส", "สม", "สมชาย", "สมชาย ใจ", "นายสมชาย ใจดี", "นาย สมชาย"]
        {
            let (filter, _) = Filter::read(&Typed { q: typed.into(), ..Typed::default() });
            let (from, until) = range(&filter).expect(typed);
            assert!(from <= key && key < until, "{typed}");
        }
        for typed in ["สมหญิง", "ใจดี", "ก"] {
            let (filter, _) = Filter::read(&Typed { q: typed.into(), ..Typed::default() });
            let (from, until) = range(&filter).expect(typed);
            assert!(!(from <= key && key < until), "{typed}");
        }
    }

    #[test]
    fn an_address_is_read_back_as_it_was_written() {
        let typed = Typed {
            course: "data-protection".into(),
            due: "today".into(),
            flagged: "no".into(),
            claimed: "mine".into(),
            q: "สมชาย & ใจดี".into(),
            ..Typed::default()
        };
        let (filter, mistakes) = Filter::read(&typed);
        assert!(mistakes.is_empty());
        assert_eq!(Filter::from_query(&filter.query()).0, filter);
        assert_eq!(Filter::default().query(), "");
        let odd = Typed { due: "never".into(), state: "gone".into(), ..Typed::default() };
        let (filter, mistakes) = Filter::read(&odd);
        assert_eq!((filter, mistakes.len()), (Filter::default(), 2));
    }

    #[test]
    fn the_day_ends_at_midnight_in_bangkok() {
        let now: DateTime<Utc> = "2026-04-07T03:00:00Z".parse().unwrap();
        let midnight: DateTime<Utc> = "2026-04-07T17:00:00Z".parse().unwrap();
        assert_eq!(Due::Today.span(now), (Some(now), midnight));
        assert_eq!(Due::Tomorrow.span(now), (Some(midnight), midnight + Duration::days(1)));
        assert_eq!(Due::Overdue.span(now), (None, now));
        let late: DateTime<Utc> = "2026-04-07T17:30:00Z".parse().unwrap();
        assert_eq!(Due::Today.span(late).1, midnight + Duration::days(1));
    }
}
