//! A copy of everything held about oneself: asked for, how far it is, fetched.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use crate::{
    error::Result,
    identity::access::Actor,
    privacy::export::{self, Export},
    web::{
        download::attachment,
        form::{Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "privacy/pages/exports/show.html", config = "src/web/askama.toml")]
struct ShowExport<'a> {
    visit: &'a Visit,
    export: Option<Export>,
    mistakes: Mistakes,
}

impl ShowExport<'_> {
    fn state(&self) -> &str {
        self.export.as_ref().map_or("", |export| export.state.as_str())
    }

    fn kilobytes(&self, export: &Export) -> i64 {
        export.bytes.unwrap_or(0).max(1023) / 1024
    }
}

async fn shown<'a>(visit: &'a Visit, me: &Actor, mistakes: Mistakes) -> Result<ShowExport<'a>> {
    let mut tx = visit.app.db.read().await?;
    Ok(ShowExport { visit, export: export::latest(&mut tx, &me.id).await?, mistakes })
}

/// Shows how far the copy is.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    page(&shown(&visit, &me, Mistakes::default()).await?)
}

/// Asks for a copy.
#[handler]
pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let asked = export::ask(&mut tx, &me.id).await;
    match mended(&visit, asked)? {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other("/me/privacy/export?notice=export-asked"))
        }
        Err(mistakes) => {
            drop(tx);
            page_with(StatusCode::CONFLICT, &shown(&visit, &me, mistakes).await?)
        }
    }
}

/// The file itself.
pub mod files {
    use super::*;

    /// Hands it out, once.
    #[handler]
    pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
        let packed = export::fetch(&visit.app, &me.id).await?;
        let name = format!("rian-{}.zip", visit.today());
        Ok(attachment(&name, "application/zip", packed))
    }
}
