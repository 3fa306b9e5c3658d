//! One of two accounts, with everything an officer weighs before making them one.

use chrono::{DateTime, Utc};

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        appointment::{self, Appointment},
        merge::{self, Facts},
        person::{self, Person},
    },
    learning::{
        certificate::certificate::{self, Certificate},
        enrolment,
    },
    sql,
};

/// A place on a course.
pub struct Course {
    /// Thai title.
    pub title: String,
    /// `active` or `completed`.
    pub state: String,
    /// 0 to 100.
    pub percent: i64,
}

/// One account.
pub struct Side {
    /// Which.
    pub id: PersonId,
    /// Its person.
    pub person: Person,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Its appointments, which do not move.
    pub appointments: Vec<Appointment>,
    /// Its courses.
    pub courses: Vec<Course>,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
    /// How many requests for the mail service it filed.
    pub requests: i64,
}

/// Everything about the account of these facts.
pub async fn read(tx: &mut Tx, app: &App, facts: &Facts) -> Result<Side> {
    let person = person::get(tx, &facts.id).await?;
    let mut courses = Vec::new();
    for row in enrolment::taken(tx, &facts.id).await? {
        let version = app.shelf.get(tx, &row.version_id).await?;
        let title = version.content.title.th().to_owned();
        courses.push(Course { title, state: row.state, percent: row.percent });
    }
    let requests = sql!(
        tx,
        sqlx::query_scalar("select count(*) from request where person_id = $1")
            .bind(&facts.id)
            .fetch_one(tx)
            .await
    )?;
    Ok(Side {
        id: facts.id.clone(),
        person,
        created_at: facts.created_at,
        appointments: appointment::of_person(tx, &facts.id).await?,
        courses,
        certificates: certificate::of_person(tx, &facts.id).await?,
        requests,
    })
}

/// The same for an id.
pub async fn by_id(tx: &mut Tx, app: &App, id: &PersonId) -> Result<Side> {
    let email = person::get(tx, id).await?.email;
    let facts = merge::facts(tx, &email).await?.ok_or_else(Error::not_found)?;
    read(tx, app, &facts).await
}
