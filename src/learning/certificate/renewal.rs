//! Renewal: a certificate that ends is earned again on the course as it is now; the earlier one stays.

use chrono::{Days, Duration, NaiveDate, Timelike};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, EnrolmentId, PersonId},
    identity::access::Actor,
    learning::{
        certificate::certificate::{self, Certificate},
        course, enrolment,
    },
    mail, sql,
    thai::date,
    web::locale::{Locale, Text, Value},
};

/// So many days before the last one it can be renewed, and ever after.
pub const WINDOW: u64 = 90;

/// So many days before the last one its holder is told; 0: on the last day.
pub const REMINDERS: [u64; 3] = [0, 14, 60];

/// What was missed while the server stood is still said for so many days after the end.
const LATE: u64 = 7;

/// Letters wait for the hour when offices open.
const MORNING: u32 = 8;

/// Certificates whose holders are told in one transaction.
const CHUNK: i64 = 100;

/// Whether a certificate can be renewed on `today`, as far as it alone can say: it ends soon or has
/// ended, and was not revoked.
pub fn is_open(certificate: &Certificate, today: NaiveDate) -> bool {
    certificate.revoked_at.is_none()
        && certificate.valid_until_date().is_some_and(|last| opens(last) <= today)
}

/// The first day on which what ends on `last` can be renewed.
fn opens(last: NaiveDate) -> NaiveDate {
    last.checked_sub_days(Days::new(WINDOW)).unwrap_or(last)
}

/// Begins the renewal: the earlier taking is set aside, and a place on the current version begins.
///
/// # Errors
/// Not found where the certificate is somebody else's; a conflict where it never ends, was revoked,
/// ends later than in `WINDOW` days, or is being renewed already.
pub async fn begin(tx: &mut Tx, app: &App, me: &Actor, number: &str) -> Result<EnrolmentId> {
    let certificate = certificate::get(tx, number).await?;
    if certificate.person_id != me.id {
        return Err(Error::NotFound(Text::new("error-no-certificate")));
    }
    if certificate.revoked_at.is_some() {
        return Err(Error::conflict("certificate-revoked", Text::new("renewal-revoked")));
    }
    let Some(last) = certificate.valid_until_date() else {
        return Err(Error::conflict("never-ends", Text::new("renewal-never-ends")));
    };
    if date::bangkok_date(tx.now()) < opens(last) {
        let day = |locale: Locale| locale.day(opens(last));
        let day = Value::Title(day(Locale::Th), day(Locale::En));
        let text = Text::new("renewal-early").with("day", day);
        return Err(Error::conflict("too-early", text));
    }
    let earlier = &certificate.enrolment_id;
    let set_aside = sql!(
        tx,
        sqlx::query(
            "update enrolment set state = 'renewed'
             where id = $1 and person_id = $2 and state = 'completed'"
        )
        .bind(earlier)
        .bind(&me.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if set_aside == 0 {
        return Err(Error::conflict("already-renewed", Text::new("renewal-already")));
    }
    let place = enrolment::get_any(tx, app, earlier).await?;
    let new = enrolment::start(tx, app, &me.id, &place.version.content.slug).await?;
    let facts = json!({"number": certificate.number, "enrolment": new.as_str()});
    audit::record(tx, Some(&me.id), "certificate.renewal", earlier.as_str(), facts).await?;
    Ok(new)
}

/// A certificate that ends, with where its holder reads letters.
#[derive(sqlx::FromRow)]
struct Ending {
    number: String,
    person_id: PersonId,
    enrolment_id: EnrolmentId,
    course_id: Option<CourseId>,
    valid_until: Option<String>,
    prefix: String,
    first_name: String,
    last_name: String,
    email: String,
    locale: String,
}

/// Tells the next holders that their certificates end; says whether there may be more.
pub async fn remind(app: &App) -> Result<bool> {
    let mut tx = app.db.write().await?;
    let today = date::bangkok_date(tx.now());
    if (tx.now() + Duration::hours(7)).hour() < MORNING {
        return Ok(false);
    }
    for days in REMINDERS {
        let ending = ending(&mut tx, today, days).await?;
        if ending.is_empty() {
            continue;
        }
        for one in ending {
            tell(&mut tx, app, &one, today, days).await?;
        }
        tx.save().await?;
        return Ok(true);
    }
    Ok(false)
}

/// Certificates that end within `days`, and whose holders were not told so yet.
async fn ending(tx: &mut Tx, today: NaiveDate, days: u64) -> Result<Vec<Ending>> {
    let first = today.checked_sub_days(Days::new(LATE)).unwrap_or(today);
    let last = today.checked_add_days(Days::new(days)).unwrap_or(today);
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select c.number, c.person_id, c.enrolment_id, c.course_id, c.valid_until, p.prefix,
                    p.first_name, p.last_name, p.email, p.locale
             from certificate c join person p on p.id = c.person_id
             where c.revoked_at is null and c.valid_until is not null
                 and c.valid_until >= $1 and c.valid_until <= $2
                 and (c.reminded_days is null or c.reminded_days > $3)
                 and p.closed_at is null
                 and not exists (select 1 from certificate n
                     where n.person_id = c.person_id and n.course_id = c.course_id
                         and n.revoked_at is null and n.issued_at > c.issued_at)
             order by c.valid_until, c.number limit $4"
        )
        .bind(first.to_string())
        .bind(last.to_string())
        .bind(i64::try_from(days).unwrap_or(0))
        .bind(CHUNK)
        .fetch_all(tx)
        .await
    )?)
}

async fn tell(tx: &mut Tx, app: &App, one: &Ending, today: NaiveDate, days: u64) -> Result<()> {
    let told = i64::try_from(days).unwrap_or(0);
    sql!(
        tx,
        sqlx::query("update certificate set reminded_days = $1 where number = $2")
            .bind(told)
            .bind(&one.number)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let subject = one.number.as_str();
    audit::record(tx, None, "certificate.ends", subject, json!({"days": told})).await?;
    let locale = Locale::from_code(&one.locale).unwrap_or_default();
    let last = one.valid_until.as_deref().and_then(|day| day.parse().ok()).unwrap_or(today);
    let (course, place) = match &one.course_id {
        Some(id) => {
            let version = course::current(tx, &app.shelf, id).await?;
            let place = enrolment::find(tx, &one.person_id, &version).await?;
            (version.content.title.get(locale).to_owned(), place.map(|place| place.id))
        }
        None => (String::new(), None),
    };
    let place = place.unwrap_or_else(|| one.enrolment_id.clone());
    let values = [
        ("name", crate::thai::name::full(&one.prefix, &one.first_name, &one.last_name).into()),
        ("course", course.into()),
        ("number", one.number.clone().into()),
        ("last", locale.day(last).into()),
        ("url", app.url(&format!("/learn/{place}")).into()),
    ];
    let key = match (last < today, days) {
        (true, _) => "mail-renewal-ended",
        (false, 0) => "mail-renewal-last-day",
        (false, _) => "mail-renewal-ends",
    };
    mail::send(tx, &one.email, locale, key, &values).await
}
