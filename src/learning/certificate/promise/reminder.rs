//! Letters about the promise: to officers before it ends and when it ends, to the learner when it is
//! broken. Each request causes each of them once.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::Result,
    id::{CertificateRequestId, CourseId, EnrolmentId, PersonId},
    learning::{certificate::desk::officer::claim, course},
    mail, sql,
    web::locale::Locale,
};

/// How long before the end officers are reminded.
pub const BEFORE: Duration = Duration::hours(12);

/// How many requests a letter names; it counts all of them.
const NAMED: usize = 10;

/// Learners written to in one transaction.
const CHUNK: i64 = 100;

/// Somebody who can decide.
#[derive(sqlx::FromRow)]
struct Officer {
    id: PersonId,
    email: String,
    locale: String,
}

/// A request whose time is near or past.
#[derive(Clone, sqlx::FromRow)]
struct Due {
    id: CertificateRequestId,
    person_id: PersonId,
    enrolment_id: EnrolmentId,
    course_id: Option<CourseId>,
    claimed_by: Option<PersonId>,
    due_at: DateTime<Utc>,
}

/// What one officer is told in one letter.
#[derive(Default)]
struct Digest {
    soon: Vec<Due>,
    late: Vec<Due>,
}

/// Writes every letter that is due.
pub async fn remind(app: &App) -> Result<()> {
    remind_officers(app).await?;
    while apologise(app).await? {}
    Ok(())
}

async fn remind_officers(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let officers = officers(&mut tx).await?;
    let now = tx.now();
    let mut waiting: Vec<(CertificateRequestId, DateTime<Utc>)> = sql!(
        tx,
        sqlx::query_as(
            "select id, due_at from certificate_request
             where state = 'pending' and ((due_at <= $1 and overdue_told_at is null)
                 or (due_at > $1 and due_at <= $2 and due_soon_told_at is null))"
        )
        .bind(now)
        .bind(now + BEFORE)
        .fetch_all(tx)
        .await
    )?;
    let (mut soon, mut late) = (Vec::new(), Vec::new());
    waiting.sort();
    for (id, due_at) in waiting {
        let is_late = due_at <= now;
        let told = mark(&mut tx, if is_late { LATE } else { SOON }, &id).await?;
        if is_late { &mut late } else { &mut soon }.extend(told);
    }
    if soon.is_empty() && late.is_empty() {
        return Ok(());
    }
    if officers.is_empty() {
        // Not kept: whoever is appointed next is told.
        tracing::warn!("certificate requests are due, and there is no certificate officer");
        return Ok(());
    }
    let facts = json!({"due_soon": soon.len(), "overdue": late.len()});
    let mut digests = BTreeMap::<usize, Digest>::new();
    for due in soon {
        for index in concerned(&mut tx, &officers, &due).await? {
            digests.entry(index).or_default().soon.push(due.clone());
        }
    }
    for due in late {
        for index in concerned(&mut tx, &officers, &due).await? {
            digests.entry(index).or_default().late.push(due.clone());
        }
    }
    for (index, digest) in digests {
        write(&mut tx, app, &officers[index], digest).await?;
    }
    audit::record(&mut tx, None, "promise.reminded", "certificate_request", facts).await?;
    tx.save().await
}

/// Says that a letter about a request went out, and takes its row until then; nothing where it was
/// decided or told of meanwhile. Rows are taken one by one in the order of their ids, as whoever
/// decides many takes them: two who take the same rows in two orders may wait for each other.
async fn mark(
    tx: &mut Tx,
    statement: &'static str,
    id: &CertificateRequestId,
) -> Result<Option<Due>> {
    let now = tx.now();
    Ok(sql!(tx, sqlx::query_as(statement).bind(now).bind(id).fetch_optional(tx).await)?)
}

const SOON: &str = "update certificate_request set due_soon_told_at = $1
    where id = $2 and state = 'pending' and due_soon_told_at is null
    returning id, person_id, enrolment_id, course_id, claimed_by, due_at";

const LATE: &str = "update certificate_request set overdue_told_at = $1
    where id = $2 and state = 'pending' and overdue_told_at is null
    returning id, person_id, enrolment_id, course_id, claimed_by, due_at";

const BROKEN: &str = "update certificate_request set apologised_at = $1
    where id = $2 and state = 'pending' and apologised_at is null
    returning id, person_id, enrolment_id, course_id, claimed_by, due_at";

/// Who is told: the officer who works on it or stands in for that one, else everybody who may decide
/// it.
async fn concerned(tx: &mut Tx, officers: &[Officer], due: &Due) -> Result<Vec<usize>> {
    let now = tx.now();
    let holder = match due.claimed_by.clone() {
        Some(claimed) => claim::present(tx, claimed, now).await?,
        None => None,
    };
    Ok(match officers.iter().position(|officer| Some(&officer.id) == holder.as_ref()) {
        Some(index) => vec![index],
        None => (0..officers.len()).filter(|it| officers[*it].id != due.person_id).collect(),
    })
}

async fn officers(tx: &mut Tx) -> Result<Vec<Officer>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select distinct p.id, p.email, p.locale
             from person p join membership m on m.person_id = p.id
             where m.role = 'certificate_officer' and m.ended_at is null and p.closed_at is null
             order by p.id"
        )
        .fetch_all(tx)
        .await
    )?)
}

async fn write(tx: &mut Tx, app: &App, officer: &Officer, digest: Digest) -> Result<()> {
    let locale = Locale::from_code(&officer.locale).unwrap_or_default();
    let (soon, late) = (digest.soon.len(), digest.late.len());
    let mut all: Vec<Due> = digest.late.into_iter().chain(digest.soon).collect();
    all.sort_by_key(|due| due.due_at);
    let mut titles = HashMap::new();
    let mut lines = Vec::new();
    for due in all.iter().take(NAMED) {
        let title = title(tx, app, due.course_id.as_ref(), locale, &mut titles).await?;
        let url = app.url(&format!("/approvals/{}", due.id));
        lines.push(format!("- {title}: {}\n  {url}", locale.moment(due.due_at)));
    }
    let values = [
        ("soon", soon.into()),
        ("late", late.into()),
        ("lines", lines.join("\n").into()),
        ("url", app.url("/approvals").into()),
    ];
    mail::send(tx, &officer.email, locale, "mail-promise-due", &values).await
}

async fn title(
    tx: &mut Tx,
    app: &App,
    id: Option<&CourseId>,
    locale: Locale,
    known: &mut HashMap<CourseId, String>,
) -> Result<String> {
    let Some(id) = id else { return Ok(String::new()) };
    if let Some(title) = known.get(id) {
        return Ok(title.clone());
    }
    let version = course::current(tx, &app.shelf, id).await?;
    let title = version.content.title.get(locale).to_owned();
    known.insert(id.clone(), title.clone());
    Ok(title)
}

#[derive(sqlx::FromRow)]
struct Reader {
    prefix: String,
    first_name: String,
    last_name: String,
    email: String,
    locale: String,
}

/// Tells the next learners that the promise to them is broken; says whether there may be more.
async fn apologise(app: &App) -> Result<bool> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let mut broken: Vec<CertificateRequestId> = sql!(
        tx,
        sqlx::query_scalar(
            "select id from certificate_request
             where state = 'pending' and apologised_at is null and due_at < $1
             order by due_at limit $2"
        )
        .bind(now)
        .bind(CHUNK)
        .fetch_all(tx)
        .await
    )?;
    if broken.is_empty() {
        return Ok(false);
    }
    broken.sort();
    for id in broken {
        let Some(one) = mark(&mut tx, BROKEN, &id).await? else { continue };
        let reader: Option<Reader> = sql!(
            tx,
            sqlx::query_as(
                "select prefix, first_name, last_name, email, locale from person
                 where id = $1 and closed_at is null"
            )
            .bind(&one.person_id)
            .fetch_optional(tx)
            .await
        )?;
        audit::record(&mut tx, None, "promise.broken", one.id.as_str(), json!({})).await?;
        let Some(reader) = reader else { continue };
        let locale = Locale::from_code(&reader.locale).unwrap_or_default();
        let course =
            title(&mut tx, app, one.course_id.as_ref(), locale, &mut HashMap::new()).await?;
        let name = crate::thai::name::full(&reader.prefix, &reader.first_name, &reader.last_name);
        let values = [
            ("name", name.into()),
            ("course", course.into()),
            ("due", locale.moment(one.due_at).into()),
            ("url", app.url(&format!("/learn/{}", one.enrolment_id)).into()),
        ];
        mail::send(&mut tx, &reader.email, locale, "mail-promise-broken", &values).await?;
    }
    tx.save().await?;
    Ok(true)
}
