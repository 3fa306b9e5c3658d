//! Everything about one's own data on one page: texts agreed to, views of the number, copies.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        citizen_id_view::{self, View},
        consent::{self, Answer, ConsentText},
    },
    privacy::{
        erasure::{self, Erasure},
        export::{self, Export},
    },
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "privacy/pages/overviews/show.html", config = "src/web/askama.toml")]
struct ShowOverview<'a> {
    visit: &'a Visit,
    history: Vec<Answer>,
    outstanding: Vec<&'static ConsentText>,
    masked: Option<String>,
    views: Vec<View>,
    export: Option<Export>,
    erasure: Option<Erasure>,
}

impl ShowOverview<'_> {
    fn title(&self, name: &str) -> String {
        title(self.visit, name)
    }
}

/// The title of a text.
pub fn title(visit: &Visit, name: &str) -> String {
    match name {
        "terms" => visit.t("nav-terms"),
        "privacy" => visit.t("nav-privacy"),
        other => other.to_owned(),
    }
}

/// Shows it.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let history = consent::history(&mut tx, &me.id).await?;
    page(&ShowOverview {
        visit: &visit,
        outstanding: consent::outstanding(&history),
        history,
        masked: citizen_id_view::masked(&mut tx, &visit.app, &me.id).await?,
        views: citizen_id_view::of(&mut tx, &me.id).await?,
        export: export::latest(&mut tx, &me.id).await?,
        erasure: erasure::latest(&mut tx, &me.id).await?,
    })
}
