//! The officer's queue of certificate requests, and the evidence behind each.

use std::sync::Arc;

use askama::Template;
use poem::{
    Response, handler,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::{
        access::{Act, Actor},
        person::{self, Person},
    },
    learning::{
        certificate::{
            certificate::{self, Certificate},
            desk::queue::{self, Load, Queued},
        },
        completion::Standing,
        course::Version,
        enrolment::{self, Place},
        pages::panels::{self, Panel, Top, Typed},
    },
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
};

/// How many requests a page shows.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "learning/pages/approvals/index.html", config = "src/web/askama.toml")]
struct Approvals<'a> {
    visit: &'a Visit,
    state: String,
    load: Load,
    requests: Vec<(Queued, Arc<Version>)>,
    next: Option<CertificateRequestId>,
    decides: bool,
    mistakes: Mistakes,
    chosen: Vec<CertificateRequestId>,
    top: Top,
}

#[derive(Template)]
#[template(path = "learning/pages/approvals/show.html", config = "src/web/askama.toml")]
struct ShowApproval<'a> {
    visit: &'a Visit,
    request: Queued,
    learner: Person,
    place: Place,
    standing: Standing,
    certificate: Option<Certificate>,
    mistakes: Mistakes,
    panel: Panel,
    typed: Typed,
}

/// Which part of the queue.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    state: String,
    after: Option<CertificateRequestId>,
}

/// Shows the queue, those due first in front.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(part): Query<Part>) -> Result<Response> {
    page(&queue(&visit, &me, part, Mistakes::default(), Vec::new()).await?)
}

/// The queue again with the mistakes of a decision.
pub async fn index_again(
    visit: &Visit,
    me: &Actor,
    chosen: Vec<CertificateRequestId>,
    error: Error,
) -> Result<Response> {
    let status = error.status();
    let mistakes = match &error {
        Error::Mistakes(mistakes) => Mistakes::said(visit, mistakes),
        error => Mistakes::general(visit, error),
    };
    page_with(status, &queue(visit, me, Part::default(), mistakes, chosen).await?)
}

async fn queue<'a>(
    visit: &'a Visit,
    me: &Actor,
    part: Part,
    mistakes: Mistakes,
    chosen: Vec<CertificateRequestId>,
) -> Result<Approvals<'a>> {
    if !me.may(Act::ReviewCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let known = ["approved", "returned", "rejected"];
    let state = known.into_iter().find(|known| *known == part.state).unwrap_or("pending");
    let mut tx = visit.app.db.read().await?;
    let load = queue::load(&mut tx).await?;
    let mut queued = queue::queue(&mut tx, state, part.after.as_ref(), PAGE + 1).await?;
    let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = queued.len() > page_size;
    queued.truncate(page_size);
    let next = queued.last().filter(|_| more).map(|last| last.id.clone());
    let mut requests = Vec::with_capacity(queued.len());
    for request in queued {
        let version = visit.app.shelf.get(&mut tx, &request.version_id).await?;
        requests.push((request, version));
    }
    let decides = me.may(Act::DecideCertificateRequests) && state == "pending";
    Ok(Approvals {
        visit,
        state: state.to_owned(),
        load,
        requests,
        next,
        decides,
        mistakes,
        chosen,
        top: Top::read(&mut tx, me, visit).await?,
    })
}

/// Shows one request with lessons, minutes, score and the route of verification.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response> {
    panels::open(&visit, &me, &id).await?;
    page(&evidence(&visit, &me, &id, Mistakes::default(), Typed::default()).await?)
}

/// The evidence again with the mistakes of a decision.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    id: &CertificateRequestId,
    error: Error,
) -> Result<Response> {
    show_again_with(visit, me, id, error, Typed::default()).await
}

/// The same with what was typed.
pub async fn show_again_with(
    visit: &Visit,
    me: &Actor,
    id: &CertificateRequestId,
    error: Error,
    typed: Typed,
) -> Result<Response> {
    let status = error.status();
    let mistakes = match &error {
        Error::Mistakes(mistakes) => Mistakes::said(visit, mistakes),
        error => Mistakes::general(visit, error),
    };
    page_with(status, &evidence(visit, me, id, mistakes, typed).await?)
}

async fn evidence<'a>(
    visit: &'a Visit,
    me: &Actor,
    id: &CertificateRequestId,
    mistakes: Mistakes,
    typed: Typed,
) -> Result<ShowApproval<'a>> {
    if !me.may(Act::ReviewCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let mut tx = visit.app.db.read().await?;
    let request = queue::get(&mut tx, id).await?;
    let learner = person::get(&mut tx, &request.person_id).await?;
    let place = enrolment::get_any(&mut tx, &visit.app, &request.enrolment_id).await?;
    let certificate = certificate::of_enrolment(&mut tx, &request.enrolment_id).await?;
    let panel = Panel::read(&mut tx, me, id).await?;
    let standing = place.standing();
    Ok(ShowApproval {
        visit,
        request,
        learner,
        place,
        standing,
        certificate,
        mistakes,
        panel,
        typed,
    })
}
