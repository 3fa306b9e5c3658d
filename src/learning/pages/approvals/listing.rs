//! The list of requests with its counts and saved views.

use std::sync::Arc;

use askama::Template;

use super::{
    Again, filter_of,
    offers::{DECIDED, Select, Tally, most, offered},
    queue_top::Top,
};
use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::access::{Act, Actor},
    learning::{
        certificate::desk::queue::{
            self, Count, Cursor, EXACTLY, Load, Queued,
            filter::{Due, Eyes, Filter, STATES},
            saved_view::{self, SavedView},
        },
        course::Version,
    },
    web::{form::Mistakes, visitor::Visit},
};

/// How many requests a page shows.
const PAGE: i64 = 50;

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

/// A saved view with what is in it now.
struct View {
    view: SavedView,
    url: String,
    count: Count,
    current: bool,
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
