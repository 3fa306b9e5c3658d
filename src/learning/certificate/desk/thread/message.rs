//! Message: the officer writes to the learner, the learner answers, and a letter tells the other.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CertificateMessageId, CertificateRequestId, PersonId},
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::{
        certificate::desk::{
            officer::{self, claim},
            record::{self, Record},
            thread::{Kind, LONGEST, Said, Side, add},
        },
        enrolment::{self, Place},
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text},
};

/// So many messages a learner may write before somebody answers.
const UNANSWERED: i64 = 5;

/// A message of an officer to the learner.
pub async fn write_as_officer(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    id: &CertificateRequestId,
    body: &str,
) -> Result<CertificateMessageId> {
    if !officer.may(Act::DecideCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let record = record::get(tx, id).await?;
    if record.person_id == officer.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    let stood_for = claim::check(tx, &officer.id, &record).await?;
    let body = read(body)?;
    let said = Said { other: stood_for.as_ref(), ..said(Side::Officer, &body) };
    let message = add(tx, &record, Some(&officer.id), said).await?;
    recorded(tx, &officer.id, &record, Side::Officer).await?;
    let learner = person::get(tx, &record.person_id).await?;
    let place = enrolment::get_any(tx, app, &record.enrolment_id).await?;
    let locale = Locale::from_code(&learner.locale).unwrap_or_default();
    let values = [
        ("name", learner.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("message", body.into()),
        ("url", app.url(&format!("/learn/{}", record.enrolment_id)).into()),
    ];
    mail::send(tx, &learner.email, locale, "mail-decide-message", &values).await?;
    Ok(message)
}

/// A message of the learner whose place it is, once the desk has said something.
pub async fn write_as_learner(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    place: &Place,
    body: &str,
) -> Result<CertificateMessageId> {
    let body = read(body)?;
    let record = record::latest(tx, &place.enrolment.id).await?;
    let Some(record) = record.filter(|record| record.state != "approved") else {
        return Err(closed());
    };
    // The row is held, so that two messages at once are counted one after the other.
    sql!(
        tx,
        sqlx::query("update certificate_request set state = state where id = $1")
            .bind(&record.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let (heard, unanswered): (i64, i64) = sql!(
        tx,
        sqlx::query_as(
            "select count(case when m.side <> 'learner' then 1 end),
                    count(case when m.side = 'learner' and not exists (
                        select 1 from certificate_message o where o.enrolment_id = m.enrolment_id
                            and o.side <> 'learner'
                            and o.kind not in ('handed_over', 'first_approved', 'first_undone')
                            and (o.at > m.at or (o.at = m.at and o.id > m.id))) then 1 end)
             from certificate_message m where m.enrolment_id = $1
                 and m.kind not in ('handed_over', 'first_approved', 'first_undone')"
        )
        .bind(&place.enrolment.id)
        .fetch_one(tx)
        .await
    )?;
    if heard == 0 {
        return Err(closed());
    }
    if unanswered >= UNANSWERED {
        let text = Text::new("decide-thread-full").with("n", UNANSWERED);
        return Err(Error::conflict("thread-full", text));
    }
    let message = add(tx, &record, Some(&me.id), said(Side::Learner, &body)).await?;
    recorded(tx, &me.id, &record, Side::Learner).await?;
    tell_desk(tx, app, &record, place).await?;
    Ok(message)
}

/// A letter to the officer who has the request, else to who decided the last time. What the learner
/// wrote stays on the page.
async fn tell_desk(tx: &mut Tx, app: &App, record: &Record, place: &Place) -> Result<()> {
    let now = tx.now();
    let mut to = claim::holder(tx, record).await?;
    if to.is_none() {
        let last: Option<PersonId> = sql!(
            tx,
            sqlx::query_scalar(
                "select author_id from certificate_message
                 where enrolment_id = $1 and side = 'officer' and author_id is not null
                 order by id desc limit 1"
            )
            .bind(&record.enrolment_id)
            .fetch_optional(tx)
            .await
        )?;
        to = match last {
            Some(last) => claim::present(tx, last, now).await?,
            None => None,
        };
    }
    let Some(to) = to else { return Ok(()) };
    let Some(to) = officer::find(tx, to.as_str()).await? else { return Ok(()) };
    let locale = to.locale();
    let values = [
        ("name", to.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("url", app.url(&format!("/approvals/{}#thread", record.id)).into()),
    ];
    mail::send(tx, &to.email, locale, "mail-decide-answered", &values).await
}

async fn recorded(tx: &mut Tx, by: &PersonId, record: &Record, side: Side) -> Result<()> {
    let facts = json!({"side": side.code()});
    audit::record(tx, Some(by), "certificate.message_written", record.id.as_str(), facts).await
}

fn said(side: Side, body: &str) -> Said<'_> {
    Said { kind: Kind::Said, side, code: None, body, other: None }
}

fn closed() -> Error {
    Error::conflict("thread-closed", Text::new("decide-thread-closed"))
}

fn read(body: &str) -> Result<String> {
    let body = text::normalise(body);
    if body.is_empty() {
        return Err(Error::mistake("message", "required", Text::new("decide-message-required")));
    }
    if text::graphemes(&body) > LONGEST {
        return Err(Error::mistake("message", "long", Text::new("decide-message-long")));
    }
    Ok(body)
}
