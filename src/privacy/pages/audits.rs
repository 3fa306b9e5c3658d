//! The audit trail for auditors: what is looked for, page by page, the roots, and all as JSON lines.

use std::{collections::BTreeMap, io};

use askama::Template;
use bytes::Bytes;
use futures_util::stream;
use poem::{Body, Response, handler, http::header, web::Query};
use serde::Deserialize;
use serde_json::json;

use crate::{
    app::App,
    audit::{
        self,
        reading::{self, Filter, Linked},
        root::{self, Root},
    },
    db::Tx,
    error::Result,
    identity::{access::Actor, person},
    sql,
    thai::name,
    web::{page::page, visitor::Visit},
};

/// Entries on a page.
const PAGE: i64 = 100;

/// Roots on the page.
const ROOTS: i64 = 31;

/// What is looked for, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// An act or the beginning of one.
    pub act: String,
    /// Somebody's whole e-mail address.
    pub person: String,
    /// Id of a record.
    pub subject: String,
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Where the page before ended.
    pub before: Option<i64>,
}

impl Typed {
    /// As the trail reads it. An address that nobody has finds nothing.
    pub async fn filter(&self, tx: &mut Tx, app: &App) -> Result<Filter> {
        let typed = self.person.trim();
        let person = match typed {
            "" => None,
            _ if typed.contains('@') => {
                let found = person::credentials(tx, app, typed).await?;
                Some(found.map_or_else(|| "-".to_owned(), |found| found.id.to_string()))
            }
            // An id, as other pages show it.
            id => Some(id.to_owned()),
        };
        Ok(Filter {
            act: self.act.trim().to_owned(),
            person,
            subject: self.subject.trim().to_owned(),
            day: self.day.trim().parse().ok(),
        })
    }

    fn query(&self, before: Option<i64>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in [
            ("act", &self.act),
            ("person", &self.person),
            ("subject", &self.subject),
            ("day", &self.day),
        ] {
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        query.finish()
    }
}

#[derive(Template)]
#[template(path = "privacy/pages/audits/index.html", config = "src/web/askama.toml")]
struct Audits<'a> {
    visit: &'a Visit,
    typed: Typed,
    bad_day: bool,
    entries: Vec<Linked>,
    names: BTreeMap<String, String>,
    roots: Vec<Root>,
    next: Option<String>,
    export: String,
}

impl Audits<'_> {
    fn who(&self, entry: &Linked) -> Option<&String> {
        self.names.get(entry.actor_id.as_ref()?)
    }
}

/// Shows the newest entries that match.
#[handler]
pub async fn index(visit: Visit, Query(typed): Query<Typed>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let filter = typed.filter(&mut tx, &visit.app).await?;
    let before = typed.before.unwrap_or(i64::MAX);
    let mut entries = reading::newest(&mut tx, &filter, before, PAGE + 1).await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = entries.len() > size;
    entries.truncate(size);
    let last = entries.last().filter(|_| more).map(|last| last.seq);
    let names = names(&mut tx, &entries).await?;
    let roots = root::all(&mut tx, ROOTS).await?;
    let next = last.map(|last| format!("/audit?{}", typed.query(Some(last))));
    let export = format!("/audit/export.jsonl?{}", typed.query(None));
    let bad_day = !typed.day.trim().is_empty() && filter.day.is_none();
    page(&Audits { visit: &visit, typed, bad_day, entries, names, roots, next, export })
}

/// Full names of those who acted.
async fn names(tx: &mut Tx, entries: &[Linked]) -> Result<BTreeMap<String, String>> {
    let mut ids: Vec<&String> = entries.iter().filter_map(|it| it.actor_id.as_ref()).collect();
    ids.sort();
    ids.dedup();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(String, String, String, String)> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select id, prefix, first_name, last_name from person where id in (",
        );
        let mut list = statement.separated(", ");
        for id in ids {
            list.push_bind(id.clone());
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    let named =
        rows.into_iter().map(|(id, prefix, first, last)| (id, name::full(&prefix, &first, &last)));
    Ok(named.collect())
}

/// The trail as a file.
pub mod exports {
    use super::*;

    /// How far the file is.
    struct Rest {
        app: App,
        filter: Filter,
        before: i64,
    }

    /// Entries read and written at a time.
    const CHUNK: i64 = 1000;

    /// Sends what matches, the newest first, while it is read; that somebody did is on record.
    #[handler]
    pub async fn show(visit: Visit, me: Actor, Query(typed): Query<Typed>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let filter = typed.filter(&mut tx, &visit.app).await?;
        let whole = typed.query(None).is_empty();
        let facts = json!({"by": "page", "whole": whole});
        audit::record(&mut tx, Some(&me.id), "audit.exported", "audit", facts).await?;
        tx.save().await?;
        let rest = Rest { app: visit.app.clone(), filter, before: i64::MAX };
        let lines = stream::try_unfold(Some(rest), |rest| async {
            let Some(rest) = rest else { return Ok(None) };
            next(rest).await.map(Some).map_err(io::Error::other)
        });
        let name = format!("attachment; filename=\"audit-{}.jsonl\"", visit.today());
        Ok(Response::builder()
            .header(header::CONTENT_TYPE, "application/jsonl; charset=utf-8")
            .header(header::CONTENT_DISPOSITION, name)
            .body(Body::from_bytes_stream(lines)))
    }

    async fn next(mut rest: Rest) -> Result<(Bytes, Option<Rest>)> {
        let mut tx = rest.app.db.read().await?;
        let entries = reading::newest(&mut tx, &rest.filter, rest.before, CHUNK).await?;
        drop(tx);
        let lines: String = entries.iter().map(Linked::line).collect();
        let is_last = i64::try_from(entries.len()).is_ok_and(|count| count < CHUNK);
        let last = entries.last().filter(|_| !is_last).map(|last| last.seq);
        Ok((
            lines.into(),
            last.map(|last| {
                rest.before = last;
                rest
            }),
        ))
    }
}
