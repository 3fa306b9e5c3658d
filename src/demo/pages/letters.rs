//! The letters that would have been sent, newest first.

use askama::Template;
use poem::{IntoResponse, Response, handler, web::Json};
use serde_json::json;

use crate::{
    error::Result,
    mail::outbox::{self, Letter},
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "demo/pages/letters/index.html", config = "src/web/askama.toml")]
struct Letters<'a> {
    visit: &'a Visit,
    letters: Vec<Letter>,
}

/// Shows the outbox.
#[handler]
pub async fn index(visit: Visit) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let letters = outbox::newest(&mut tx, 50).await?;
    page(&Letters { visit: &visit, letters })
}

/// The same for scripts.
pub mod json_form {
    use super::*;

    /// Answers the document.
    #[handler]
    pub async fn index(visit: Visit) -> Result<Response> {
        let mut tx = visit.app.db.read().await?;
        let letters = outbox::newest(&mut tx, 200).await?;
        Ok(Json(json!({ "items": letters })).into_response())
    }
}
