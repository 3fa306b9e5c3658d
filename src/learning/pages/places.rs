//! One's place on a course: how far, what is missing, where to go on, the certificate.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};

use crate::{
    error::{Error, Missing, Result},
    id::EnrolmentId,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::{self, Certificate, ISSUER},
            desk::thread::{self, Entry, Reader},
            renewal,
            request::{self, CertificateRequest},
        },
        completion::Standing,
        enrolment::{self, Place},
    },
    web::{form::Mistakes, page::page_with, visitor::Visit},
};

#[derive(Template)]
#[template(path = "learning/pages/places/show.html", config = "src/web/askama.toml")]
struct ShowPlace<'a> {
    visit: &'a Visit,
    place: Place,
    standing: Standing,
    missing: Vec<Missing>,
    request: Option<CertificateRequest>,
    certificate: Option<Certificate>,
    /// The place that took this one's place, where the certificate is being renewed.
    renewed_in: Option<EnrolmentId>,
    thread: Vec<Entry>,
    message: String,
    mistakes: Mistakes,
}

impl ShowPlace<'_> {
    /// Whether the learner may write to the desk.
    fn can_write(&self) -> bool {
        thread::is_open(self.request.as_ref().map(|request| request.state.as_str()), &self.thread)
    }

    /// Whether the desk has said anything yet.
    fn has_thread(&self) -> bool {
        self.thread.iter().any(|entry| entry.side != "learner")
    }

    /// Who speaks for the desk: an office, never an officer.
    fn office(&self) -> &'static str {
        ISSUER
    }

    /// Whether the button that asks for the certificate is there.
    fn can_ask(&self) -> bool {
        let open = self.request.as_ref().is_none_or(|request| request.state != "pending");
        self.place.version.content.certificate.offered
            && self.missing.is_empty()
            && self.certificate.is_none()
            && self.place.enrolment.state != "renewed"
            && open
    }

    /// Whether the button that renews the certificate is there.
    fn can_renew(&self, certificate: &Certificate) -> bool {
        self.place.enrolment.state == "completed"
            && renewal::is_open(certificate, self.visit.today())
    }
}

/// Shows the place.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<EnrolmentId>) -> Result<Response> {
    let (mistakes, message) = (Mistakes::default(), String::new());
    shown(&visit, &me, &id, StatusCode::OK, mistakes, message).await
}

/// The place again with the mistake of a message, and the message.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    id: &EnrolmentId,
    error: Error,
    message: &str,
) -> Result<Response> {
    let mistakes = match &error {
        Error::Mistakes(mistakes) => Mistakes::said(visit, mistakes),
        error => Mistakes::general(visit, error),
    };
    shown(visit, me, id, error.status(), mistakes, message.to_owned()).await
}

async fn shown(
    visit: &Visit,
    me: &Actor,
    id: &EnrolmentId,
    status: StatusCode,
    mistakes: Mistakes,
    message: String,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, id).await?;
    let request = request::latest(&mut tx, id).await?;
    let certificate = certificate::of_enrolment(&mut tx, id).await?;
    // An approval that was taken back left a number that stands for nothing.
    let undone = |it: &Certificate| it.revocation_code.as_deref() == Some("undone");
    let certificate = certificate.filter(|it| !undone(it));
    let thread = thread::of_enrolment(&mut tx, id, Reader::Learner).await?;
    let standing = place.standing();
    let mut missing = request::missing(&place, me);
    // A lesson that is still locked is named, but a link to it would only lead to a refusal.
    for one in &mut missing {
        if one.lesson.as_deref().is_some_and(|lesson| place.locked_by(lesson).is_some()) {
            one.url = None;
        }
    }
    let renewed_in = match place.enrolment.state.as_str() {
        "renewed" => enrolment::find(&mut tx, &me.id, &place.version).await?.map(|it| it.id),
        _ => None,
    };
    let page = ShowPlace {
        visit,
        place,
        standing,
        missing,
        request,
        certificate,
        renewed_in,
        thread,
        message,
        mistakes,
    };
    page_with(status, &page)
}
