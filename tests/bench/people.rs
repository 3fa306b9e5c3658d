//! Fills a database with learners who are logged in and enrolled, through the model functions.

use rian::{
    config::Config,
    demo::people,
    identity::{
        person::{self, NewPerson, PersonKind},
        session::{self, Kind},
    },
    learning::enrolment,
    server,
};

use crate::{CONNECTIONS, Outcome, product::Place};

/// The course they take.
pub const COURSE: &str = "data-protection";

/// How many share a connection, in turn: what a learner just did is never what is asked next.
pub const SHARE: usize = 16;

/// What a learner's browser and scripts hold.
pub struct Learner {
    /// Token of the browser's session.
    pub cookie: String,
    /// Token of a script's session.
    pub bearer: String,
    /// The place on the course.
    pub enrolment: String,
}

/// Brings the database up to date, imports the courses and adds the learners.
pub async fn settle(place: &Place) -> Outcome<Vec<Learner>> {
    let config = Config {
        data: place.data.clone(),
        database_url: place.database_url.clone().map(Into::into),
        ..Config::default()
    };
    let app = server::open(config, true).await?;
    server::prepare(&app).await?;
    people::import_courses(&app, &app.db).await?;
    let mut learners = Vec::with_capacity(CONNECTIONS * SHARE);
    let mut tx = app.db.write().await?;
    for number in 0..CONNECTIONS * SHARE {
        let email = format!("learner-{number}@example.org");
        let new = NewPerson {
            prefix: "นางสาว",
            first_name: "กานดา",
            last_name: "ศรีสุข",
            birth_date: None,
            email: &email,
            kind: PersonKind::CivilServant,
            agency: None,
            agency_name: None,
            citizen_id: None,
            verification: "verified",
            route: Some("laser"),
            password_hash: None,
            locale: "th",
        };
        let id = person::add(&mut tx, &app, new).await?;
        person::confirm_email(&mut tx, &id).await?;
        learners.push(Learner {
            cookie: session::start(&mut tx, &id, Kind::Browser, None).await?,
            bearer: session::start(&mut tx, &id, Kind::Api, None).await?,
            enrolment: enrolment::start(&mut tx, &app, &id, COURSE).await?.to_string(),
        });
    }
    tx.save().await?;
    app.db.close().await;
    Ok(learners)
}
