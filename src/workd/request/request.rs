//! Request: one row, who may see it, and the lists of one's own and of the officer's queue.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::{Error, Missing, Result},
    id::{AgencyId, DomainId, PersonId, RequestId},
    identity::access::{Act, Actor},
    sql,
    web::locale::Text,
    workd::request::{evidence, fields::Kind, form::Form},
};

/// A field that the officer asks to mend, and why.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct ToMend {
    /// Name of the field, with dots.
    pub field: String,
    /// The officer's words.
    pub text: String,
}

/// A row of `request`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Request {
    /// Which.
    pub id: RequestId,
    /// The number that people read aloud, `WD-2569-0001`.
    pub number: String,
    /// `open`, `change` or `cancel`.
    pub kind: String,
    /// `draft`, `under_review`, `returned`, `waiting`, `awaiting_dns`, `ready`, `rejected`,
    /// `withdrawn` or `done`.
    pub state: String,
    /// Who files it.
    pub person_id: PersonId,
    /// For which agency, once known from the directory.
    pub agency_id: Option<AgencyId>,
    /// The domain it concerns, or made.
    pub domain_id: Option<DomainId>,
    /// What was filled in.
    pub form: Json<Form>,
    /// Thai name of the agency, for lists.
    pub agency_name: String,
    /// The coordinator's citizen id as it may be shown.
    pub citizen_id_masked: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The day on which it counts as received.
    pub received_on: Option<String>,
    /// When the five working days end; none while the clock stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    pub reason: Option<String>,
    /// Fields to mend.
    pub to_mend: Json<Vec<ToMend>>,
    /// Mail accounts granted.
    pub granted_mail_accounts: Option<i64>,
    /// Conference accounts granted.
    pub granted_conference_accounts: Option<i64>,
    /// How the coordinator's identity was checked.
    pub identity_how: Option<String>,
    /// When it was checked.
    pub identity_at: Option<DateTime<Utc>>,
}

impl Request {
    /// Which kind of request it is.
    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::Open)
    }

    /// Whether its agency can change it now.
    pub fn is_open_to_changes(&self) -> bool {
        matches!(self.state.as_str(), "draft" | "returned")
    }

    /// Whether an officer can decide it now.
    pub fn is_to_decide(&self) -> bool {
        matches!(self.state.as_str(), "under_review" | "waiting")
    }

    /// The day on which it counts as received.
    pub fn received_date(&self) -> Option<NaiveDate> {
        self.received_on.as_deref().and_then(|day| day.parse().ok())
    }
}

/// A row of `request`, once; which rows follows.
macro_rules! select_request {
    ($rest:literal) => {
        concat!(
            "select r.id, r.number, r.kind, r.state, r.person_id, r.agency_id, r.domain_id, r.form,
                    r.agency_name, r.citizen_id_masked, r.created_at, r.updated_at, r.submitted_at,
                    r.received_on, r.due_at, r.decided_at, r.reason, r.to_mend,
                    r.granted_mail_accounts, r.granted_conference_accounts, r.identity_how,
                    r.identity_at
             from request r ",
            $rest
        )
    };
}

/// The request with this id, or with this number, whoever asks.
pub async fn get_any(tx: &mut Tx, id: &RequestId) -> Result<Request> {
    let found: Option<Request> = sql!(
        tx,
        sqlx::query_as(select_request!("where r.id = $1 or r.number = $1"))
            .bind(id)
            .fetch_optional(tx)
            .await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-workd-request")))
}

/// The same for `me`: the one who files it, people of its agency who file requests, and officers.
///
/// # Errors
/// `NotFound` for everybody else: that there is such a request is nobody's business.
pub async fn get(tx: &mut Tx, me: &Actor, id: &RequestId) -> Result<Request> {
    let request = get_any(tx, id).await?;
    if may_see(me, &request) {
        Ok(request)
    } else if me.withheld {
        Err(Error::SecondFactorNeeded)
    } else {
        Err(Error::NotFound(Text::new("error-no-workd-request")))
    }
}

/// Whether `me` may see the request.
pub fn may_see(me: &Actor, request: &Request) -> bool {
    may_file(me, request) || me.may_everywhere(Act::ReviewRequests)
}

/// Whether `me` stands on the agency's side of the request.
pub fn may_file(me: &Actor, request: &Request) -> bool {
    me.only_domain.is_none()
        && (request.person_id == me.id
            || request.agency_id.as_ref().is_some_and(|it| me.may_in(Act::FileRequests, it)))
}

/// Requests of `me` and of the agencies that `me` files for, the newest first.
pub async fn mine(tx: &mut Tx, me: &Actor) -> Result<Vec<Request>> {
    let agencies = me.agencies(Act::FileRequests);
    let mut found = Vec::new();
    let own: Vec<Request> = sql!(
        tx,
        sqlx::query_as(select_request!("where r.person_id = $1 order by r.id desc limit 200"))
            .bind(&me.id)
            .fetch_all(tx)
            .await
    )?;
    found.extend(own);
    for agency in &agencies {
        let theirs: Vec<Request> = sql!(
            tx,
            sqlx::query_as(select_request!("where r.agency_id = $1 order by r.id desc limit 200"))
                .bind(agency)
                .fetch_all(tx)
                .await
        )?;
        found.extend(theirs);
    }
    found.sort_by(|a, b| b.id.cmp(&a.id));
    found.dedup_by(|a, b| a.id == b.id);
    Ok(found)
}

/// The officer's queue: requests in `state`, those due first in front; `after` is where the page
/// before ended.
pub async fn queue(
    tx: &mut Tx,
    state: &str,
    after: Option<&RequestId>,
    limit: i64,
) -> Result<Vec<Request>> {
    let after = after.map(RequestId::as_str);
    // A request whose promise is not known stands by the day on which it last moved.
    Ok(sql!(
        tx,
        sqlx::query_as(select_request!(
            "where r.state = $1 and ($2 is null
                 or (coalesce(r.due_at, r.decided_at, r.updated_at), r.id) > (
                     select coalesce(due_at, decided_at, updated_at), id from request where id = $2))
             order by coalesce(r.due_at, r.decided_at, r.updated_at), r.id limit $3"
        ))
        .bind(state)
        .bind(after)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// Requests that concern a domain, the newest first.
pub async fn of_domain(tx: &mut Tx, domain: &DomainId) -> Result<Vec<Request>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_request!("where r.domain_id = $1 order by r.id desc limit 50"))
            .bind(domain)
            .fetch_all(tx)
            .await
    )?)
}

/// What the request still needs before it can be sent.
pub async fn missing(tx: &mut Tx, request: &Request) -> Result<Vec<Missing>> {
    let has_scan = evidence::has_scan(tx, &request.id).await?;
    Ok(request.form.missing(request.kind(), request.citizen_id_masked.is_some(), has_scan))
}

/// How the queue stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Load {
    /// Requests under review.
    pub under_review: i64,
    /// Of those, past the promise.
    pub overdue: i64,
    /// Requests that wait for the budget.
    pub waiting: i64,
    /// Domains whose records the agency has to set.
    pub awaiting_dns: i64,
    /// Domains that can be opened.
    pub ready: i64,
}

/// Counts the queue.
pub async fn load(tx: &mut Tx) -> Result<Load> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select count(case when state = 'under_review' then 1 end) as under_review,
                    count(case when state = 'under_review' and due_at < $1 then 1 end) as overdue,
                    count(case when state = 'waiting' then 1 end) as waiting,
                    count(case when state = 'awaiting_dns' then 1 end) as awaiting_dns,
                    count(case when state = 'ready' then 1 end) as ready
             from request where state in ('under_review', 'waiting', 'awaiting_dns', 'ready')"
        )
        .bind(now)
        .fetch_one(tx)
        .await
    )?)
}
