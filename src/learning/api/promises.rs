//! The measured promise and the renewal of certificates, as JSON.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    error::Result,
    learning::{
        api::enrolments::Enrolment,
        certificate::{
            promise::{measure, overdue, spread::Spread},
            renewal,
        },
        course, enrolment,
        pages::promises,
    },
    web::{
        openapi::{Created, Signed},
        visitor::Visit,
    },
};

/// The promise of two days, and renewals.
pub struct PromisesApi;

/// How long decisions took.
#[derive(Object)]
struct Measured {
    /// Requests decided.
    decided: i64,
    /// Of those, within two days.
    in_time: i64,
    /// Of those, by a course's rule.
    by_rule: i64,
    /// In time, of a hundred, rounded down; null where nothing was decided.
    share_percent: Option<i64>,
    /// Hours within which half was decided.
    median_hours: Option<i64>,
    /// Hours within which nine in ten were decided.
    p90_hours: Option<i64>,
    /// Minutes within which half was decided; whole hours from the first one on.
    median_minutes: Option<i64>,
    /// Minutes within which nine in ten were decided; whole hours from the first one on.
    p90_minutes: Option<i64>,
}

impl From<&Spread> for Measured {
    fn from(spread: &Spread) -> Self {
        Self {
            decided: spread.decided,
            in_time: spread.in_time,
            by_rule: spread.by_rule,
            share_percent: spread.share(),
            median_hours: spread.median().map(promises::hours),
            p90_hours: spread.p90().map(promises::hours),
            median_minutes: spread.median(),
            p90_minutes: spread.p90(),
        }
    }
}

/// A month of the measured promise.
#[derive(Object)]
struct MeasuredMonth {
    /// `YYYY-MM` in Bangkok, by the day of the decision.
    month: String,
    /// How long decisions took.
    measured: Measured,
}

/// A course of the measured promise.
#[derive(Object)]
struct MeasuredCourse {
    /// Slug.
    course: String,
    /// How long decisions took.
    measured: Measured,
}

/// The measured promise of two days.
#[derive(Object)]
struct CertificatePromise {
    /// `YYYY-MM`: which month.
    month: String,
    /// Slug of the one course, or null for all.
    course: Option<String>,
    /// That month.
    measured: Measured,
    /// That month and the eleven before it, the earliest first.
    months: Vec<MeasuredMonth>,
    /// That month by course, the one with most decisions first.
    courses: Vec<MeasuredCourse>,
    /// Requests past their promise now, in all courses; 10001 stands for more.
    overdue: i64,
}

#[OpenApi]
impl PromisesApi {
    /// How the promise of two days is kept.
    #[oai(path = "/certificate-promise", method = "get")]
    async fn measured(
        &self,
        visit: Visit,
        me: Signed,
        /// `YYYY-MM`; this month unless said.
        month: Query<Option<String>>,
        /// Slug of a course; every course unless said.
        course: Query<Option<String>>,
    ) -> Result<Json<CertificatePromise>> {
        let mut tx = visit.app.db.read().await?;
        let (month, slug) = (month.0.unwrap_or_default(), course.0.unwrap_or_default());
        let (month, course) = promises::read(&mut tx, &me.0, &month, &slug).await?;
        let measure = measure::measure(&mut tx, month, course.as_ref()).await?;
        let mut courses = Vec::with_capacity(measure.courses.len());
        for (course, spread) in &measure.courses {
            let version = course::current(&mut tx, &visit.app.shelf, course).await?;
            let (course, measured) = (version.content.slug.clone(), spread.into());
            courses.push(MeasuredCourse { course, measured });
        }
        let months = measure.months.iter().map(|(month, spread)| MeasuredMonth {
            month: month.to_string(),
            measured: spread.into(),
        });
        Ok(Json(CertificatePromise {
            month: month.to_string(),
            course: (!slug.is_empty()).then_some(slug),
            measured: (&measure.whole).into(),
            months: months.collect(),
            courses,
            overdue: overdue::count(&mut tx).await?,
        }))
    }

    /// Renew a certificate that ends within 90 days or has ended: a new place on the course.
    #[oai(path = "/certificates/:number/renewal", method = "post")]
    async fn renew(
        &self,
        visit: Visit,
        me: Signed,
        number: Path<String>,
    ) -> Result<Created<Enrolment>> {
        let mut tx = visit.app.db.write().await?;
        let id = renewal::begin(&mut tx, &visit.app, &me.0, &number.0).await?;
        let place = enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        tx.save().await?;
        Ok(Created::Made(Json(Enrolment::new(&visit, &place))))
    }
}
