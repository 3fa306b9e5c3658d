//! The public page of the service, in the guide's order; for people who have requests, these on top.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    web::{page::page, visitor::Visit},
    workd::pages::standing::{self, Row},
};

#[derive(Template)]
#[template(path = "workd/pages/services/show.html", config = "src/web/askama.toml")]
struct ShowService<'a> {
    visit: &'a Visit,
    open: Vec<Row>,
    contact: &'a str,
}

/// Shows steps, times, fee, law, channel and paper of the service.
#[handler]
pub async fn show(visit: Visit) -> Result<Response> {
    let open = match &visit.actor {
        Some(me) => {
            let mut tx = visit.app.db.read().await?;
            let mine = standing::mine(&mut tx, &visit, me).await?;
            mine.into_iter().filter(|row| !row.standing.is_over).collect()
        }
        None => Vec::new(),
    };
    page(&ShowService { visit: &visit, open, contact: &visit.app.config.contact_address })
}
