//! Certificate: issued, and looked up by its number.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde_json::json;
use sqlx::types::Json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, EnrolmentId, PersonId},
    identity::person::Person,
    jobs,
    learning::{
        certificate::{
            badge,
            design::dress::{self, Dress},
            desk::queue::Queued,
            number::{fresh_number, may_be_number},
            pdf::Sheet,
        },
        enrolment::Place,
        jobs::SealCertificate,
    },
    sql,
    thai::date,
    web::locale::Text,
};

pub use super::number::read_number;

/// Who issues.
pub const ISSUER: &str = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)";

/// A row of `certificate`: everything printed, as it was on the day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Certificate {
    /// `RIAN-2569-7K3M-P9QD-24TZ-H0AV`: the year of the Buddhist era and 80 random bits.
    pub number: String,
    /// For which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Whose.
    pub person_id: PersonId,
    /// Printed on top.
    pub document_title: String,
    /// With prefix.
    pub full_name: String,
    /// Thai title of the course.
    pub course_title: String,
    /// English title of the course.
    pub course_title_en: String,
    /// Length of the course.
    pub minutes: i64,
    /// Score of the final.
    pub score_percent: Option<i64>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// The day in Bangkok, ISO.
    pub issued_on: String,
    /// Last day of validity, ISO; none: for good.
    pub valid_until: Option<String>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why it was revoked.
    pub revocation_reason: Option<String>,
    /// Why it was revoked, of the list: `error`, `fraud`, `replaced`, `undone` or `other`.
    pub revocation_code: Option<String>,
    /// For which course.
    pub course_id: Option<CourseId>,
    /// The office of whoever approved it, as it was called on the day.
    pub office: String,
    /// `officer`, or `rule`: approved by the course's rule.
    pub decided_as: String,
    /// How it is drawn; none: in the standard way.
    pub design: Option<Json<serde_json::Value>>,
    /// The number of the certificate in whose place it was issued.
    pub replaces: Option<String>,
}

impl Certificate {
    /// `valid`, `revoked` or `expired` on `today`.
    pub fn state(&self, today: NaiveDate) -> &'static str {
        if self.revoked_at.is_some() {
            "revoked"
        } else if self.valid_until_date().is_some_and(|last| last < today) {
            "expired"
        } else {
            "valid"
        }
    }

    /// The day it was issued.
    pub fn issued_date(&self) -> NaiveDate {
        self.issued_on.parse().unwrap_or_else(|_| date::bangkok_date(self.issued_at))
    }

    /// The last day of validity, if there is one.
    pub fn valid_until_date(&self) -> Option<NaiveDate> {
        self.valid_until.as_deref().and_then(|day| day.parse().ok())
    }

    /// How it is drawn, as it was decided on the day it was issued.
    pub async fn dress(&self, tx: &mut Tx) -> Result<Dress> {
        Dress::read(tx, self.design.as_ref()).await
    }

    /// What the printed page shows, in its own `dress`.
    pub fn sheet<'a>(&'a self, app: &App, dress: &'a Dress) -> Sheet<'a> {
        Sheet {
            document_title: &self.document_title,
            full_name: &self.full_name,
            course_title: &self.course_title,
            course_title_en: &self.course_title_en,
            minutes: self.minutes,
            score_percent: self.score_percent,
            issued_on: self.issued_date(),
            valid_until: self.valid_until_date(),
            number: &self.number,
            verify_url: app.url(&format!("/verify/{}", self.number)),
            issuer: ISSUER,
            dress,
            demo: app.config.demo,
        }
    }
}

/// The columns of a certificate, once; what is asked of them follows.
macro_rules! select_certificate {
    ($rest:literal) => {
        concat!(
            "select number, enrolment_id, person_id, document_title, full_name, course_title,
                    course_title_en, minutes, score_percent, issued_at, issued_on, valid_until,
                    revoked_at, revocation_reason, revocation_code, course_id, office, decided_as,
                    design, replaces
             from certificate ",
            $rest
        )
    };
}

/// Issues the certificate of an approved request.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    queued: &Queued,
    place: &Place,
    learner: &Person,
) -> Result<Certificate> {
    let content = &place.version.content;
    let now = tx.now();
    let issued_on = date::bangkok_date(now);
    let months = content.certificate.valid_months;
    let valid_until = (months > 0)
        .then(|| issued_on.checked_add_months(Months::new(months)))
        .flatten()
        .map(|day| day.to_string());
    let number = fresh_number(issued_on, tx.random());
    let design = dress::keep(tx, &place.version.course, content, &learner.id).await?;
    let issued: Certificate = sql!(
        tx,
        sqlx::query_as(
            "insert into certificate (number, request_id, enrolment_id, person_id, document_title,
                 full_name, course_title, course_title_en, minutes, score_percent, issued_at,
                 issued_on, valid_until, course_id, office, decided_as, design)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             returning number, enrolment_id, person_id, document_title, full_name, course_title,
                 course_title_en, minutes, score_percent, issued_at, issued_on, valid_until,
                 revoked_at, revocation_reason, revocation_code, course_id, office, decided_as,
                 design, replaces"
        )
        .bind(&number)
        .bind(&queued.id)
        .bind(&place.enrolment.id)
        .bind(&learner.id)
        .bind(content.certificate.title.th())
        .bind(learner.full_name())
        .bind(content.title.th())
        .bind(content.title.en())
        .bind(content.minutes)
        .bind(place.enrolment.score_percent)
        .bind(now)
        .bind(issued_on.to_string())
        .bind(valid_until)
        .bind(&place.version.course)
        .bind(ISSUER)
        .bind(&queued.decided_as)
        .bind(design)
        .fetch_one(tx)
        .await
    )?;
    let subject = queued.id.as_str();
    audit::record(tx, None, "certificate.issued", subject, json!({"number": number})).await?;
    jobs::enqueue(tx, &SealCertificate { number: number.clone() }).await?;
    badge::issue(tx, app, &issued, content, learner).await?;
    Ok(issued)
}

/// The certificate with this number.
pub async fn get(tx: &mut Tx, number: &str) -> Result<Certificate> {
    let none = || Error::NotFound(Text::new("error-no-certificate"));
    if !may_be_number(number) {
        return Err(none());
    }
    let number = read_number(number);
    let found: Option<Certificate> = sql!(
        tx,
        sqlx::query_as(select_certificate!("where number = $1"))
            .bind(&number)
            .fetch_optional(tx)
            .await
    )?;
    found.ok_or_else(none)
}

/// The certificate of an enrolment: the one in force, else the latest that was revoked.
pub async fn of_enrolment(tx: &mut Tx, enrolment: &EnrolmentId) -> Result<Option<Certificate>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_certificate!(
            "where enrolment_id = $1
             order by case when revoked_at is null then 0 else 1 end, issued_at desc limit 1"
        ))
        .bind(enrolment)
        .fetch_optional(tx)
        .await
    )?)
}

/// Every certificate of a person, the latest first.
pub async fn of_person(tx: &mut Tx, person: &PersonId) -> Result<Vec<Certificate>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_certificate!("where person_id = $1 order by issued_at desc"))
            .bind(person)
            .fetch_all(tx)
            .await
    )?)
}
