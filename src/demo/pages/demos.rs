//! Who is there and which cards can be used to sign up.

use askama::Template;
use poem::{IntoResponse, Response, handler, web::Json};
use serde_json::json;

use crate::{
    demo::people::{DemoPerson, PEOPLE},
    error::Result,
    identity::verification::demo::{CARDS, Card, CardState},
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "demo/pages/demos/show.html", config = "src/web/askama.toml")]
struct ShowDemo<'a> {
    visit: &'a Visit,
}

impl ShowDemo<'_> {
    fn people(&self) -> &'static [DemoPerson] {
        &PEOPLE
    }

    fn cards(&self) -> &'static [Card] {
        &CARDS
    }

    fn state(&self, card: &Card) -> &'static str {
        match card.state {
            CardState::Normal => "normal",
            CardState::Expired => "expired",
            CardState::Cancelled => "cancelled",
        }
    }

    fn birth_date(&self, card: &Card) -> String {
        let day = card.birth_date.parse::<chrono::NaiveDate>();
        day.map(|day| self.visit.day(day)).unwrap_or_default()
    }

    fn is_reachable(&self) -> bool {
        self.visit.app.demo_verifier.as_ref().is_some_and(|source| source.is_reachable())
    }
}

/// Shows everything to try.
#[handler]
pub fn show(visit: Visit) -> Result<Response> {
    page(&ShowDemo { visit: &visit })
}

/// The same for scripts.
pub mod json_form {
    use super::*;

    /// Answers the document.
    #[handler]
    pub fn show() -> Response {
        let document = json!({ "people": PEOPLE, "cards": CARDS, "outbox": "/demo/outbox.json" });
        Json(document).into_response()
    }
}
