//! The learning history, on screen and on paper.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::access::Actor,
    learning::{
        certificate::{certificate::Certificate, renewal},
        history::{self, History},
    },
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

    /// Whether a certificate can be renewed: it ends, and the course was not taken again since.
    fn can_renew(&self, certificate: &Certificate) -> bool {
        let taken = self.history.courses.iter().find(|it| it.enrolment == certificate.enrolment_id);
        taken.is_some_and(|taken| taken.state == "completed")
            && renewal::is_open(certificate, self.visit.today())
    }
}

/// Shows everything I have learnt.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let history = history::of(&mut tx, &visit.app, &me.id).await?;
    page(&ShowHistory { visit: &visit, me: &me, history })
}
