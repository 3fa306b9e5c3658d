//! One's place on a course: how far, what is missing, where to go on, the certificate.

use askama::Template;
use poem::{Response, handler, web::Path};

use crate::{
    error::{Missing, Result},
    id::EnrolmentId,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::{self, Certificate},
            renewal,
            request::{self, CertificateRequest},
        },
        completion::Standing,
        enrolment::{self, Place},
    },
    web::{page::page, visitor::Visit},
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
}

impl ShowPlace<'_> {
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
    let mut tx = visit.app.db.read().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
    let request = request::latest(&mut tx, &id).await?;
    let certificate = certificate::of_enrolment(&mut tx, &id).await?;
    let standing = place.standing();
    let mut missing = request::missing(&place, &me);
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
    let visit = &visit;
    page(&ShowPlace { visit, place, standing, missing, request, certificate, renewed_in })
}
