//! The API's document as a page to browse.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "web/api_docs.html", config = "src/web/askama.toml")]
struct ApiDocs<'a> {
    visit: &'a Visit,
}

/// Shows the document.
#[handler]
pub fn show(visit: Visit) -> Result<Response> {
    page(&ApiDocs { visit: &visit })
}
