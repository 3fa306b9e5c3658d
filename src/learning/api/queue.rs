//! The queue of certificate requests as JSON: the evidence of one, and the views that officers save.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json, types::Any};

use super::certificates::QueuedRequest;
use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::{access::Act, person},
    learning::{
        certificate::desk::{
            flag::{self, Raised},
            policy::sample,
            queue::{
                self,
                filter::{Filter, Typed},
                saved_view::{self, SavedView},
            },
            record,
        },
        enrolment,
    },
    web::{
        locale::Text,
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// What more the queue offers.
pub struct QueueApi;

/// A request with all that an officer looks at.
#[derive(Object)]
struct Evidence {
    #[oai(flatten)]
    request: QueuedRequest,
    /// What stands out as things stand now, of a request that waits.
    raised: Vec<RaisedFlag>,
    /// Mark of this evidence: sent with the decision, the decision is refused where the name, the
    /// verification, the score or the flags have changed since.
    seen: String,
    /// Length of the course.
    course_minutes: i64,
    /// Score that the final asks for.
    pass_percent: i64,
    /// When everything was done.
    completed_at: Option<DateTime<Utc>>,
    /// `pending`, `verified`, `refused` or `none`.
    verification: String,
    /// When the identity was verified.
    verified_at: Option<DateTime<Utc>>,
    /// `civil_servant`, `state_personnel` or `public`.
    person_kind: String,
    /// Id of the request of the same certificate that came before it.
    earlier: Option<String>,
    /// Id of the one that the learner asked with after it.
    later: Option<String>,
    /// Every lesson of the course.
    lessons: Vec<EvidenceLesson>,
}

/// How a lesson was learnt.
#[derive(Object)]
struct EvidenceLesson {
    /// Id within the course.
    id: String,
    /// Title.
    title: String,
    /// `not_started`, `started` or `done`.
    state: String,
    /// Minutes that it takes.
    minutes: i64,
    /// Seconds spent in it.
    spent_seconds: i64,
    /// Best score of a quiz.
    score_percent: Option<i64>,
    /// When it was done.
    done_at: Option<DateTime<Utc>>,
}

/// Something that does not look right.
#[derive(Object)]
struct RaisedFlag {
    /// `short_time`, `fast_answers`, `two_courses`, `identity_pending` or `name_differs`.
    flag: String,
    /// Its name.
    title: String,
    /// What was found, in words.
    proofs: Vec<String>,
    /// What was found, in figures; its fields depend on the flag.
    facts: Any<serde_json::Value>,
}

impl RaisedFlag {
    fn new(visit: &Visit, raised: &Raised) -> Self {
        Self {
            flag: raised.flag.code().to_owned(),
            title: visit.t(raised.flag.label()),
            proofs: raised.proofs(visit.locale).into_iter().map(|proof| proof.text).collect(),
            facts: Any(raised.facts.json()),
        }
    }
}

/// A saved view.
#[derive(Object)]
struct View {
    /// Id.
    id: String,
    /// What its officer calls it.
    name: String,
    /// Its filter, as the query of `GET /certificate-requests` and of the page `/approvals`.
    query: String,
}

impl View {
    fn new(view: SavedView) -> Self {
        Self { id: view.id, name: view.name, query: view.query }
    }
}

/// A view to be saved.
#[derive(Object)]
struct NewView {
    /// Up to 60 characters.
    #[oai(default)]
    name: String,
    /// Its filter, as the query of `GET /certificate-requests`.
    #[oai(default)]
    query: String,
    /// Whether another view of the same name gives way; without it that is a conflict,
    /// `view-exists`.
    #[oai(default)]
    replace: bool,
}

/// Refuses whoever may not look at the queue.
fn reviewer(me: &Signed) -> Result<()> {
    if me.0.may(Act::ReviewCertificateRequests) { Ok(()) } else { Err(Error::Forbidden) }
}

#[OpenApi]
impl QueueApi {
    /// One request with its evidence: flags, lessons, minutes, scores, verification.
    #[oai(path = "/certificate-requests/:id", method = "get")]
    async fn evidence(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Json<Evidence>> {
        reviewer(&me)?;
        let id = CertificateRequestId::from(id.0);
        sample::look(&visit.app, &me.0, &id).await?;
        let mut tx = visit.app.db.read().await?;
        let queued = queue::get(&mut tx, &id).await?;
        let request = record::get(&mut tx, &id).await?;
        let (earlier, later) = record::beside(&mut tx, &request).await?;
        let learner = person::get(&mut tx, &queued.person_id).await?;
        let place = enrolment::get_any(&mut tx, &visit.app, &queued.enrolment_id).await?;
        let raised = match queued.state.as_str() {
            "pending" => flag::raise(&mut tx, &visit.app, &place, &learner).await?,
            _ => Vec::new(),
        };
        let flags: Vec<_> = raised.iter().map(|one| one.flag).collect();
        let seen = flag::mark(&learner, &place, &flags);
        let content = &place.version.content;
        let lessons = content.lessons.iter().map(|lesson| {
            let row = place.row(&lesson.id);
            EvidenceLesson {
                id: lesson.id.clone(),
                title: lesson.title.get(visit.locale).to_owned(),
                state: place.state(&lesson.id).code().to_owned(),
                minutes: lesson.minutes,
                spent_seconds: row.map_or(0, |row| row.spent.0.length()),
                score_percent: row.and_then(|row| row.score_percent),
                done_at: row.and_then(|row| row.done_at),
            }
        });
        let title = content.title.get(visit.locale).to_owned();
        Ok(Json(Evidence {
            raised: raised.iter().map(|one| RaisedFlag::new(&visit, one)).collect(),
            seen,
            course_minutes: content.minutes,
            pass_percent: content.completion.pass_percent,
            completed_at: place.enrolment.completed_at,
            verification: learner.verification,
            verified_at: learner.verified_at,
            person_kind: learner.person_kind,
            earlier: earlier.map(|it| it.to_string()),
            later: later.map(|it| it.to_string()),
            lessons: lessons.collect(),
            request: QueuedRequest::new(queued, content.slug.clone(), title),
        }))
    }

    /// One's own saved views of the queue.
    #[oai(path = "/certificate-request-views", method = "get")]
    async fn views(&self, visit: Visit, me: Signed) -> Result<Json<Page<View>>> {
        reviewer(&me)?;
        let mut tx = visit.app.db.read().await?;
        let views = saved_view::of(&mut tx, &me.0.id).await?;
        Ok(Json(Page::whole(views.into_iter().map(View::new).collect())))
    }

    /// Save a view of the queue, 20 at most.
    #[oai(path = "/certificate-request-views", method = "post")]
    async fn save_view(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewView>,
    ) -> Result<Created<View>> {
        let unreadable = || Error::mistake("query", "query", Text::new("queue-query"));
        let typed: Typed = serde_html_form::from_str(&body.0.query).map_err(|_| unreadable())?;
        let (filter, mistakes) = Filter::read(&typed);
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        let mut tx = visit.app.db.write().await?;
        let NewView { name, replace, .. } = body.0;
        let saved = saved_view::save(&mut tx, &me.0, &name, &filter, replace).await?;
        tx.save().await?;
        Ok(Created::Made(Json(View::new(saved))))
    }

    /// Delete a saved view.
    #[oai(path = "/certificate-request-views/:id", method = "delete")]
    async fn forget_view(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        reviewer(&me)?;
        let mut tx = visit.app.db.write().await?;
        saved_view::forget(&mut tx, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
