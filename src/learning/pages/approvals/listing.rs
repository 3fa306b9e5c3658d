//! The list of requests with its filters, counts and saved views.

use std::sync::Arc;

use askama::Template;

use super::{Again, filter_of};
use crate::{
    db::Tx,
    error::{Error, Result},
    id::CertificateRequestId,
    identity::access::{Act, Actor},
    learning::{
        certificate::desk::{
            filter::{Claimed, Due, Eyes, Filter, STATES},
            queue::{self, Count, Cursor, EXACTLY, Load, Queued},
            saved_view::{self, SavedView},
        },
        course::{self, Version},
        pages::panels::Top,
    },
    thai::text,
    web::{form::Mistakes, visitor::Visit},
};

/// How many requests a page shows.
const PAGE: i64 = 50;

/// What is decided is counted less far: nobody works it off.
const DECIDED: i64 = 1_000;

/// So far is counted beside each course, agency and view.
const GLANCE: i64 = 100;

/// With more choices than these, none of them is counted.
const COUNTED_CHOICES: usize = 30;

#[derive(Template)]
#[template(path = "learning/pages/approvals/index.html", config = "src/web/askama.toml")]
pub struct Approvals<'a> {
    visit: &'a Visit,
    filter: Filter,
    query: String,
    load: Load,
    found: Count,
    tabs: Vec<Tab>,
    selects: Vec<Select>,
    views: Vec<View>,
    requests: Vec<(Queued, Arc<Version>)>,
    previous: Option<String>,
    next: Option<String>,
    decides: bool,
    mistakes: Mistakes,
    again: Again,
    top: Top,
}

/// A state with what is in it under the same filter.
struct Tab {
    state: &'static str,
    url: String,
    count: Count,
}

/// A filter that is chosen from a list.
struct Select {
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
}

/// One of the list.
struct Choice {
    value: String,
    label: String,
    count: Option<Count>,
    chosen: bool,
}

/// A saved view with what is in it now.
struct View {
    view: SavedView,
    url: String,
    count: Count,
    current: bool,
}

/// Filters to be counted together, each of them once.
#[derive(Default)]
struct Tally(Vec<(Filter, i64)>);

impl Tally {
    /// Adds a filter and gives its place.
    fn add(&mut self, filter: Filter, most: i64) -> usize {
        let wanted = (filter, most);
        self.0.iter().position(|known| *known == wanted).unwrap_or_else(|| {
            self.0.push(wanted);
            self.0.len() - 1
        })
    }
}

fn most(state: &str) -> i64 {
    if state == "pending" { EXACTLY } else { DECIDED }
}

fn url(query: &str) -> String {
    if query.is_empty() { "/approvals".to_owned() } else { format!("/approvals?{query}") }
}

/// The page for the filter in its address.
pub async fn listing<'a>(
    visit: &'a Visit,
    me: &Actor,
    mistakes: Mistakes,
    again: Again,
) -> Result<Approvals<'a>> {
    if !me.may(Act::ReviewCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let typed = Filter::from_query(visit.path.split_once('?').map_or("", |(_, query)| query)).1;
    let filter = filter_of(visit);
    let eyes = Eyes { person: me.id.clone(), now: visit.now() };
    let cursor = match (typed.after.as_str(), typed.before.as_str()) {
        ("", "") => Cursor::Start,
        ("", before) => Cursor::Before(before.into()),
        (after, _) => Cursor::After(after.into()),
    };
    let mut tx = visit.app.db.read().await?;
    let part = queue::page(&mut tx, &filter, &eyes, &cursor, PAGE).await?;
    let query = filter.query();
    let page = |name: &str, id: &CertificateRequestId| {
        url(&if query.is_empty() { format!("{name}={id}") } else { format!("{query}&{name}={id}") })
    };
    let first = part.lines.first().filter(|_| part.has_previous);
    let previous = first.map(|first| page("before", &first.id));
    let next = part.lines.last().filter(|_| part.has_next).map(|last| page("after", &last.id));

    let mut tally = Tally::default();
    let found = tally.add(filter.clone(), most(filter.state));
    let pending = tally.add(Filter::default(), EXACTLY);
    let late = Filter { due: Some(Due::Overdue), ..Filter::default() };
    let overdue = tally.add(late, EXACTLY);
    let tabs: Vec<(&'static str, String, usize)> = STATES
        .into_iter()
        .map(|state| {
            let there = Filter { state, due: None, claimed: None, ..filter.clone() };
            (state, url(&there.query()), tally.add(there, most(state)))
        })
        .collect();
    let saved = saved_view::of(&mut tx, &me.id).await?;
    let views: Vec<(SavedView, usize)> = saved
        .into_iter()
        .map(|view| {
            let place = tally.add(view.filter(), DECIDED);
            (view, place)
        })
        .collect();
    let offered = offered(&mut tx, visit, &filter, &mut tally).await?;
    let counts = queue::counts(&mut tx, &tally.0, &eyes).await?;
    let count = |place: usize| counts.get(place).copied().unwrap_or_default();

    let mut requests = Vec::with_capacity(part.lines.len());
    for request in part.lines {
        let version = visit.app.shelf.get(&mut tx, &request.version_id).await?;
        requests.push((request, version));
    }
    let load = queue::load(&mut tx, count(pending), count(overdue)).await?;
    let tab = |(state, url, place)| Tab { state, url, count: count(place) };
    let view = |(view, place): (SavedView, usize)| View {
        url: url(&view.query),
        current: view.query == query,
        count: count(place),
        view,
    };
    let top = Top::read(&mut tx, me, visit).await?;
    Ok(Approvals {
        visit,
        decides: me.may(Act::DecideCertificateRequests) && filter.state == "pending",
        load,
        found: count(found),
        tabs: tabs.into_iter().map(tab).collect(),
        selects: offered.into_iter().map(|it| it.counted(&count)).collect(),
        views: views.into_iter().map(view).collect(),
        requests,
        previous,
        next,
        mistakes,
        again,
        query,
        filter,
        top,
    })
}

/// A list to choose from, before it is counted.
struct Offered {
    name: &'static str,
    label: &'static str,
    choices: Vec<(String, String, Option<usize>)>,
    chosen: String,
}

impl Offered {
    fn counted(self, count: &impl Fn(usize) -> Count) -> Select {
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
async fn offered(
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
