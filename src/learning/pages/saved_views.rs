//! Views of the queue that an officer named.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::Actor,
    learning::{
        certificate::desk::queue::{filter::Filter, saved_view},
        pages::approvals::{self, Again},
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// A name, and the filter of the page on which it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewView {
    name: String,
    query: String,
    replace: String,
}

/// Names the filter that is on screen.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(form): Form<NewView>) -> Result<Response> {
    let filter = Filter::from_query(&form.query).0;
    let mut tx = visit.app.db.write().await?;
    let replace = form.replace == "yes";
    match saved_view::save(&mut tx, &me, &form.name, &filter, replace).await {
        Ok(_) => {
            tx.save().await?;
            Ok(see_other(approvals::back(&visit, "view-saved")))
        }
        Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
            drop(tx);
            let again = Again { name: form.name, ..Again::default() };
            approvals::index_again(&visit, &me, again, error).await
        }
        Err(error) => Err(error),
    }
}

/// Forgets a view.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    saved_view::forget(&mut tx, &me, &id).await?;
    tx.save().await?;
    Ok(see_other(approvals::back(&visit, "view-forgotten")))
}
