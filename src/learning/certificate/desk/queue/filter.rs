//! Filter: which part of the queue somebody looks at, as it stands in the address of the page.

mod choice;
mod search;

use chrono::{DateTime, Utc};
use serde::Deserialize;

pub use self::{
    choice::{Claimed, Due},
    search::Search,
};
use crate::{
    error::Mistake,
    id::{AgencyId, PersonId},
    thai::text,
    web::locale::Text,
};

/// What can be asked for, in the order in which the tabs stand.
pub const STATES: [&str; 4] = ["pending", "approved", "returned", "rejected"];

/// The longest name that is searched, in graphemes.
const LONGEST: usize = 200;

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
        Search::read(&self.q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
