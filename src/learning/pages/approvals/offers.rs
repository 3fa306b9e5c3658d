//! What the filters of the queue offer to choose from, each choice with its count.

use crate::{
    db::Tx,
    error::Result,
    learning::{
        certificate::desk::queue::{
            self, Count, EXACTLY,
            filter::{Claimed, Due, Filter},
        },
        course,
    },
    thai::text,
    web::visitor::Visit,
};

/// What is decided is counted less far: nobody works it off.
pub const DECIDED: i64 = 1_000;

/// So far is counted beside each course, agency and view.
const GLANCE: i64 = 100;

/// With more choices than these, none of them is counted.
const COUNTED_CHOICES: usize = 30;

/// A filter that is chosen from a list.
pub struct Select {
    /// Name in addresses.
    pub name: &'static str,
    /// Key of what it is called.
    pub label: &'static str,
    /// The list.
    pub choices: Vec<Choice>,
}

/// One of the list.
pub struct Choice {
    /// Value in addresses.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many there are, if they were counted.
    pub count: Option<Count>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Filters to be counted together, each of them once.
#[derive(Default)]
pub struct Tally(pub Vec<(Filter, i64)>);

impl Tally {
    /// Adds a filter and gives its place.
    pub fn add(&mut self, filter: Filter, most: i64) -> usize {
        let wanted = (filter, most);
        self.0.iter().position(|known| *known == wanted).unwrap_or_else(|| {
            self.0.push(wanted);
            self.0.len() - 1
        })
    }
}

/// How far a state is counted.
pub fn most(state: &str) -> i64 {
    if state == "pending" { EXACTLY } else { DECIDED }
}

/// A list to choose from, before it is counted.
pub struct Offered {
    name: &'static str,
    label: &'static str,
    choices: Vec<(String, String, Option<usize>)>,
    chosen: String,
}

impl Offered {
    /// With its counts.
    pub fn counted(self, count: &impl Fn(usize) -> Count) -> Select {
        let chosen = self.chosen;
        let choices = self.choices.into_iter().map(|(value, label, place)| Choice {
            chosen: value == chosen,
            value,
            label,
            count: place.map(count),
        });
        Select { name: self.name, label: self.label, choices: choices.collect() }
    }
}

/// Everything that can be chosen, each to be counted as if it were chosen in place of what is.
pub async fn offered(
    tx: &mut Tx,
    visit: &Visit,
    filter: &Filter,
    tally: &mut Tally,
) -> Result<Vec<Offered>> {
    let ids = queue::courses(tx, filter.state).await?;
    let mut courses = Vec::with_capacity(ids.len());
    for id in ids {
        let version = course::current(tx, &visit.app.shelf, &id).await?;
        let title = version.content.title.get(visit.locale).to_owned();
        courses.push((text::sort_key(&title), version.content.slug.clone(), title));
    }
    courses.sort();
    let agencies = queue::agencies(tx, filter.state).await?;
    let few = |many: usize| many <= COUNTED_CHOICES;
    let counted = few(courses.len());
    let courses = courses.into_iter().map(|(_, slug, title)| {
        let there = Filter { course: Some(slug.clone()), ..filter.clone() };
        let place = counted.then(|| tally.add(there, GLANCE));
        (slug, title, place)
    });
    let courses = courses.collect();
    let counted = few(agencies.len());
    let agencies = agencies.into_iter().map(|(id, name)| {
        let there = Filter { agency: Some(id.clone()), ..filter.clone() };
        let place = counted.then(|| tally.add(there, GLANCE));
        (id.to_string(), name, place)
    });
    let agencies = agencies.collect();
    let flagged = [(true, "yes", "queue-flagged-yes"), (false, "no", "queue-flagged-no")];
    let flagged = flagged.into_iter().map(|(value, code, label)| {
        let there = Filter { flagged: Some(value), ..filter.clone() };
        (code.to_owned(), visit.t(label), Some(tally.add(there, most(filter.state))))
    });
    let flagged = flagged.collect();
    let list = |name, label, choices, chosen: Option<&str>| Offered {
        name,
        label,
        choices,
        chosen: chosen.unwrap_or_default().to_owned(),
    };
    let agency = filter.agency.as_ref().map(|agency| agency.as_str());
    let is_flagged = filter.flagged.map(|it| if it { "yes" } else { "no" });
    let mut offered = vec![
        list("course", "course", courses, filter.course.as_deref()),
        list("agency", "agency", agencies, agency),
        list("flagged", "queue-flags", flagged, is_flagged),
    ];
    if filter.state == "pending" {
        let due = Due::ALL.into_iter().map(|due| {
            let there = Filter { due: Some(due), ..filter.clone() };
            (due.code().to_owned(), visit.t(due.label()), Some(tally.add(there, EXACTLY)))
        });
        offered.push(list("due", "due", due.collect(), filter.due.map(Due::code)));
        let claimed = Claimed::ALL.into_iter().map(|claimed| {
            let there = Filter { claimed: Some(claimed), ..filter.clone() };
            (claimed.code().to_owned(), visit.t(claimed.label()), Some(tally.add(there, EXACTLY)))
        });
        let chosen = filter.claimed.map(Claimed::code);
        offered.push(list("claimed", "queue-claimed", claimed.collect(), chosen));
    }
    Ok(offered)
}
