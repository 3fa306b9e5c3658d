//! The officer's queue of certificate requests, and the evidence behind each.

mod decision_panel;
mod listing;
mod offers;
mod queue_top;

use std::borrow::Borrow;

use askama::Template;
use poem::{Response, handler, web::Path};

pub use self::decision_panel::Typed;
use self::{decision_panel::Panel, listing::listing};
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
            desk::{
                flag::{self, Raised},
                policy::sample,
                queue::{
                    self, Queued,
                    filter::{Eyes, Filter},
                    saved_view,
                },
            },
        },
        completion::Standing,
        enrolment::{self, Place},
    },
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
};

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
    raised: Vec<Raised>,
    /// Mark of what is shown.
    seen: String,
    walk: Walk,
    panel: Panel,
    typed: Typed,
}

impl ShowApproval<'_> {
    /// Seconds that lie in two lessons at once; the sum of the course counts them one time.
    fn twice(&self) -> i64 {
        let each: i64 = self.place.rows.iter().map(|row| row.spent.0.length()).sum();
        each - self.standing.credited_seconds
    }
}

/// Time spent as minutes and seconds, so that the lessons add up to what the course says.
fn spent(seconds: impl Borrow<i64>) -> String {
    let seconds = seconds.borrow();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The ways on from one request, within the part of the queue that somebody looks at.
struct Walk {
    queue: String,
    previous: Option<String>,
    next: Option<String>,
}

/// What was ticked and typed, for the queue to show again.
#[derive(Default)]
pub struct Again {
    /// Ticked requests.
    pub chosen: Vec<CertificateRequestId>,
    /// The name of a view.
    pub name: String,
    /// Whether another view has that name, and is to be kept or replaced.
    pub exists: bool,
}

/// Shows the queue, those due first in front.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    page(&listing(&visit, &me, Mistakes::default(), Again::default()).await?)
}

/// The queue again with the mistakes of a decision, or of a view to save.
pub async fn index_again(
    visit: &Visit,
    me: &Actor,
    mut again: Again,
    error: Error,
) -> Result<Response> {
    let status = error.status();
    again.exists = matches!(error, Error::Conflict { code: saved_view::EXISTS, .. });
    let mistakes = match &error {
        Error::Mistakes(mistakes) => Mistakes::said(visit, mistakes),
        Error::Conflict { missing, .. } => missing
            .iter()
            .fold(Mistakes::general(visit, &error), |said, it| said.and(visit.say(&it.text))),
        error => Mistakes::general(visit, error),
    };
    page_with(status, &listing(visit, me, mistakes, again).await?)
}

/// The filter in the address of the page that is on screen.
fn filter_of(visit: &Visit) -> Filter {
    Filter::from_query(visit.path.split_once('?').map_or("", |(_, query)| query)).0
}

/// The queue as it was filtered on the page that is on screen, with a notice.
pub fn back(visit: &Visit, notice: &str) -> String {
    match filter_of(visit).query() {
        query if query.is_empty() => format!("/approvals?notice={notice}"),
        query => format!("/approvals?{query}&notice={notice}"),
    }
}

/// Shows one request with lessons, minutes, score and the route of verification.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response> {
    sample::look(&visit.app, &me, &id).await?;
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
    let mut panel = Panel::read(&mut tx, me, id).await?;
    // What was revoked or replaced is no longer undone.
    if certificate.as_ref().is_some_and(|it| it.revoked_at.is_some() || it.replaces.is_some()) {
        panel.undo_until = panel.undo_until.filter(|_| request.state != "approved");
    }
    let standing = place.standing();
    // Facts may have changed since it was asked: what waits is weighed as it stands now.
    let raised = match request.state.as_str() {
        "pending" => flag::raise(&mut tx, &visit.app, &place, &learner).await?,
        _ => Vec::new(),
    };
    let flags: Vec<_> = raised.iter().map(|one| one.flag).collect();
    let seen = flag::mark(&learner, &place, &flags);
    let filter = filter_of(visit);
    let eyes = Eyes { person: me.id.clone(), now: visit.now() };
    let (previous, next) = queue::around(&mut tx, &filter, &eyes, id).await?;
    let query = filter.query();
    let with = |path: String| if query.is_empty() { path } else { format!("{path}?{query}") };
    let to = |id: CertificateRequestId| with(format!("/approvals/{id}"));
    let walk = Walk {
        queue: with("/approvals".to_owned()),
        previous: previous.map(to),
        next: next.map(to),
    };
    Ok(ShowApproval {
        visit,
        request,
        learner,
        place,
        standing,
        certificate,
        mistakes,
        raised,
        seen,
        walk,
        panel,
        typed,
    })
}
