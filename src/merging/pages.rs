//! Pages of merging: two addresses, two accounts side by side, what was made and its undoing.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Missing, Result},
    identity::access::Actor,
    merging::{
        self, Comparison,
        past::{self, Past},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "merging/pages/merges/index.html", config = "src/web/askama.toml")]
struct Merges<'a> {
    visit: &'a Visit,
    typed: Typed,
    pair: Option<Comparison>,
    past: Vec<Past>,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "merging/pages/merges/show.html", config = "src/web/askama.toml")]
struct ShowMerge<'a> {
    visit: &'a Visit,
    one: Past,
    counts: Vec<(String, i64)>,
    mistakes: Mistakes,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    first: String,
    second: String,
    reason: String,
}

/// Shows the form for two addresses, and the merges that were made.
#[handler]
pub async fn index(visit: Visit) -> Result<Response> {
    page(&list(&visit, Typed::default(), None, Mistakes::default()).await?)
}

async fn list(
    visit: &Visit,
    typed: Typed,
    pair: Option<Comparison>,
    mistakes: Mistakes,
) -> Result<Merges<'_>> {
    let mut tx = visit.app.db.read().await?;
    let past = past::all(&mut tx).await?;
    Ok(Merges { visit, typed, pair, past, mistakes })
}

/// Makes the two one.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let Typed { first, second, reason } = &typed;
    let outcome = merging::merge(&mut tx, &visit.app, &me, first, second, reason).await;
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(id) => {
            tx.save().await?;
            Ok(see_other(format!("/people/merges/{id}?notice=people-merged")))
        }
        Err(mistakes) => {
            drop(tx);
            let mut tx = visit.app.db.read().await?;
            let pair = merging::compare(&mut tx, &visit.app, &me, first, second).await.ok();
            drop(tx);
            page_with(status, &list(&visit, typed, pair, mistakes).await?)
        }
    }
}

/// Shows a merge, and how to undo it.
#[handler]
pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response> {
    page(&shown(&visit, &id, Mistakes::default()).await?)
}

async fn shown<'a>(visit: &'a Visit, id: &str, mistakes: Mistakes) -> Result<ShowMerge<'a>> {
    let mut tx = visit.app.db.read().await?;
    let one = past::get(&mut tx, id).await?;
    let counts = past::counts(&mut tx, id).await?;
    Ok(ShowMerge { visit, one, counts, mistakes })
}

/// Undoes it.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let outcome = merging::undo(&mut tx, &visit.app, &me, &id).await;
    let status = outcome.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        return page_with(status, &shown(&visit, &id, mistakes).await?);
    }
    tx.save().await?;
    Ok(see_other(format!("/people/merges/{id}?notice=people-unmerged")))
}

/// Two accounts side by side.
pub mod comparisons {
    use super::*;

    /// Shows them. The addresses come in a form, so that they stand in no log and no history.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
        let mut tx = visit.app.db.read().await?;
        let outcome = merging::compare(&mut tx, &visit.app, &me, &typed.first, &typed.second).await;
        drop(tx);
        let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
        let (pair, mistakes) = match mended(&visit, outcome)? {
            Ok(pair) => (Some(pair), Mistakes::default()),
            Err(mistakes) => (None, mistakes),
        };
        page_with(status, &list(&visit, typed, pair, mistakes).await?)
    }
}

impl Merges<'_> {
    /// Why the two cannot become one, in the reader's words.
    fn said(&self, obstacle: &Missing) -> String {
        self.visit.say(&obstacle.text)
    }
}
