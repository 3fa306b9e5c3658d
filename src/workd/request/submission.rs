//! Submission: the form is complete and signed, and DGA's five working days begin.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    identity::{
        access::{Act, Actor},
        person,
    },
    mail, sql,
    web::locale::{Locale, Text, Value},
    workd::{
        domain, holiday,
        request::{
            fields::Kind,
            request::{self, Request},
            timeline,
        },
    },
};

/// "5 วันทำการ" to consider a request.
pub const PROMISE: u32 = 5;

/// Version of the text of clauses 3 and 4 that pages show; what was agreed to is on record with
/// the submission.
pub const CLAUSES_VERSION: &str = "2569-1";

/// Sends the request.
///
/// # Errors
/// `Incomplete` with all that is missing, the signatures among it; `Mistakes` when the domain is
/// another agency's, or is not there to be changed; a conflict when it was sent before.
pub async fn submit(tx: &mut Tx, app: &App, me: &Actor, request: &Request) -> Result<Request> {
    if !request::may_file(me, request) {
        return Err(Error::Forbidden);
    }
    send(tx, app, Some(me), request).await
}

/// The same without somebody pressing a button: the signed form came by mail.
pub async fn send(
    tx: &mut Tx,
    app: &App,
    me: Option<&Actor>,
    request: &Request,
) -> Result<Request> {
    if !request.is_open_to_changes() {
        return Err(Error::conflict("already-sent", Text::new("request-already-sent")));
    }
    let missing = request::missing(tx, request).await?;
    if !missing.is_empty() {
        return Err(Error::Incomplete(missing));
    }
    let domain = check_domain(tx, me, request).await?;
    let now = tx.now();
    let calendar = holiday::calendar(tx).await?;
    let received = calendar.received_on(now);
    let due = calendar.due(now, PROMISE);
    let received_on = received.map(|day| day.to_string());
    let sent = sql!(
        tx,
        sqlx::query(
            "update request set state = 'under_review', submitted_at = $1, received_on = $2,
                 due_at = $3, updated_at = $1, domain_id = coalesce($4, domain_id), reason = null
             where id = $5 and state in ('draft', 'returned')"
        )
        .bind(now)
        .bind(&received_on)
        .bind(due)
        .bind(&domain)
        .bind(&request.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if sent == 0 {
        return Err(Error::conflict("already-sent", Text::new("request-already-sent")));
    }
    let by = me.map(|me| &me.id);
    timeline::add(tx, &request.id, by, "submitted", None).await?;
    let consent = request.form.text("privacy.consent");
    let facts = json!({"kind": request.kind, "privacy": consent, "clauses": CLAUSES_VERSION});
    audit::record(tx, by, "workd.request.submitted", request.id.as_str(), facts).await?;
    acknowledge(tx, app, request, received, due).await?;
    request::get_any(tx, &request.id).await
}

/// An open request names a domain that is free; the others name one of the agency's own.
async fn check_domain(
    tx: &mut Tx,
    me: Option<&Actor>,
    request: &Request,
) -> Result<Option<crate::id::DomainId>> {
    let name = request.form.text("domain.name");
    let found = domain::find(tx, name).await?;
    let mistake = |code, text| Error::mistake("domain/name", code, text);
    match (request.kind(), found) {
        (Kind::Open, None) if domain::is_resting(tx, name).await? => {
            Err(mistake("resting", Text::new("request-domain-resting").with("name", name)))
        }
        (Kind::Open, None) => Ok(None),
        (Kind::Open, Some(_)) => {
            Err(mistake("taken", Text::new("request-domain-taken").with("name", name)))
        }
        (_, Some(found))
            if me.is_some_and(|me| me.may_in(Act::FileRequests, &found.agency_id))
                || request.agency_id.as_ref() == Some(&found.agency_id) =>
        {
            Ok(Some(found.id))
        }
        _ => Err(mistake("unknown", Text::new("request-domain-unknown").with("name", name))),
    }
}

/// A receipt with number and time, for everything that is handed in (the act on electronic
/// administration, 2565, section 10).
async fn acknowledge(
    tx: &mut Tx,
    app: &App,
    request: &Request,
    received: Option<NaiveDate>,
    due: Option<DateTime<Utc>>,
) -> Result<()> {
    let values = |locale: Locale| {
        [
            ("number", Value::from(request.number.clone())),
            ("agency", request.agency_name.clone().into()),
            ("received", received.map(|day| locale.day(day)).unwrap_or_default().into()),
            ("due", due.map(|due| locale.moment(due)).unwrap_or_default().into()),
            ("url", app.url(&format!("/workd/requests/{}", request.id)).into()),
        ]
    };
    let key = if due.is_some() { "mail-request-received" } else { "mail-request-received-no-date" };
    tell(tx, request, key, values).await
}

/// Writes to whoever filed the request, and to the coordinator where that is somebody else.
pub async fn tell<const N: usize>(
    tx: &mut Tx,
    request: &Request,
    key: &str,
    values: impl Fn(Locale) -> [(&'static str, Value); N],
) -> Result<()> {
    let filed_by = person::get(tx, &request.person_id).await?;
    let locale = Locale::from_code(&filed_by.locale).unwrap_or_default();
    mail::send(tx, &filed_by.email, locale, key, &values(locale)).await?;
    let coordinator = request.form.text("coordinator.email");
    if !coordinator.is_empty() && coordinator != filed_by.email {
        mail::send(tx, coordinator, Locale::Th, key, &values(Locale::Th)).await?;
    }
    Ok(())
}
