//! My learning: where to go on, what waits, what was earned.

use std::sync::Arc;

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::{self, Certificate},
            request::{self, CertificateRequest},
        },
        course::Version,
        enrolment::{self, Enrolment},
    },
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "learning/pages/me/show.html", config = "src/web/askama.toml")]
struct ShowMe<'a> {
    visit: &'a Visit,
    me: &'a Actor,
    courses: Vec<Mine>,
    minutes: i64,
    certificates: usize,
}

/// A course I take.
struct Mine {
    enrolment: Enrolment,
    version: Arc<Version>,
    request: Option<CertificateRequest>,
    certificate: Option<Certificate>,
}

/// Shows my learning.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let mut certificates = certificate::of_person(&mut tx, &me.id).await?;
    let count = certificates.iter().filter(|it| it.revoked_at.is_none()).count();
    let mut courses = Vec::new();
    let mut seconds = 0;
    for enrolment in enrolment::all(&mut tx, &me.id).await? {
        let version = visit.app.shelf.get(&mut tx, &enrolment.version_id).await?;
        let request = match enrolment.state.as_str() {
            "completed" => request::latest(&mut tx, &enrolment.id).await?,
            _ => None,
        };
        // The latest stands in front; an approval that was taken back was none.
        let earned = certificates.iter().position(|it| {
            it.enrolment_id == enrolment.id && it.revocation_code.as_deref() != Some("undone")
        });
        let certificate = earned.map(|index| certificates.remove(index));
        seconds += enrolment.credited_seconds;
        courses.push(Mine { enrolment, version, request, certificate });
    }
    let minutes = seconds / 60;
    page(&ShowMe { visit: &visit, me: &me, courses, minutes, certificates: count })
}
