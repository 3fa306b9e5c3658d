//! Having one's account erased: what goes, what the law keeps, and seven days to change one's mind.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use crate::{
    error::Result,
    identity::access::Actor,
    privacy::erasure::{self, Erasure},
    web::{
        form::{Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "privacy/pages/erasures/show.html", config = "src/web/askama.toml")]
struct ShowErasure<'a> {
    visit: &'a Visit,
    erasure: Option<Erasure>,
    has_office: bool,
    mistakes: Mistakes,
}

async fn shown<'a>(visit: &'a Visit, me: &Actor, mistakes: Mistakes) -> Result<ShowErasure<'a>> {
    let mut tx = visit.app.db.read().await?;
    let erasure = erasure::latest(&mut tx, &me.id).await?.filter(|it| it.state == "waiting");
    Ok(ShowErasure { visit, erasure, has_office: !me.grants.is_empty(), mistakes })
}

/// Shows what would happen, or what will.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    page(&shown(&visit, &me, Mistakes::default()).await?)
}

/// Asks for it.
#[handler]
pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let asked = erasure::ask(&mut tx, &visit.app, &me).await;
    match mended(&visit, asked)? {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other("/me/privacy/erasure?notice=erasure-asked"))
        }
        Err(mistakes) => {
            drop(tx);
            page_with(StatusCode::CONFLICT, &shown(&visit, &me, mistakes).await?)
        }
    }
}

/// Takes it back.
#[handler]
pub async fn destroy(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    erasure::withdraw(&mut tx, &me).await?;
    tx.save().await?;
    Ok(see_other("/me/privacy?notice=erasure-withdrawn"))
}
