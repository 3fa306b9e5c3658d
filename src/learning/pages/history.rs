//! The learning history, on screen and on paper.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::access::Actor,
    learning::history::{self, History},
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "learning/pages/history/show.html", config = "src/web/askama.toml")]
struct ShowHistory<'a> {
    visit: &'a Visit,
    me: &'a Actor,
    history: History,
}

impl ShowHistory<'_> {
    /// The longest bar of the chart.
    fn most_minutes(&self) -> i64 {
        self.history.courses.iter().map(|course| course.minutes_credited).max().unwrap_or(0).max(1)
    }
}

/// Shows everything I have learnt.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let history = history::of(&mut tx, &visit.app, &me.id).await?;
    page(&ShowHistory { visit: &visit, me: &me, history })
}
