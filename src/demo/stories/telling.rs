//! Doing what the stories tell, each deed in a transaction at its time.

use std::collections::HashMap;

use super::cast::{Act, Story, TEERA};
use crate::{
    agencies::agency,
    app::App,
    db::{Db, Tx},
    demo::{
        lessons::{self, Step},
        people::split,
    },
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId, PersonId},
    identity::{
        access::{Actor, Grant, Role},
        person::{self, NewPerson, PersonKind},
    },
    learning::{
        attempt,
        certificate::{
            desk::{
                decision::{self, Decision},
                officer::claim,
                policy::{self, Mode},
                thread::message,
            },
            request,
        },
        course, enrolment,
        recorder::{Post, Recorder},
    },
    sql,
};

/// What was told so far.
pub struct Telling<'a> {
    app: &'a App,
    db: &'a Db,
    recorder: Recorder,
    /// By story: who, and the latest request.
    people: Vec<(Actor, Option<CertificateRequestId>)>,
    places: HashMap<(usize, &'static str), EnrolmentId>,
}

impl<'a> Telling<'a> {
    /// Nothing yet.
    pub fn new(app: &'a App, db: &'a Db) -> Self {
        let recorder = Recorder::start(db.clone(), app.shelf.clone(), app.metrics.clone());
        Self { app, db, recorder, people: Vec::new(), places: HashMap::new() }
    }

    /// Finds or makes the person of a story.
    pub async fn admit(&mut self, story: &Story) -> Result<()> {
        let mut tx = self.db.write().await?;
        let known = find(&mut tx, story.login).await?;
        let is_new = known.is_none();
        let id = match known {
            Some(id) => id,
            None => make(&mut tx, self.app, story).await?,
        };
        let actor = actor(&mut tx, id, None).await?;
        if is_new {
            tx.save().await?;
        }
        self.people.push((actor, None));
        Ok(())
    }

    /// Gives a course two officers.
    pub async fn arrange(&self, slug: &str) -> Result<()> {
        let mut tx = self.db.write().await?;
        let officer = officer(&mut tx, TEERA).await?;
        let version = course::get(&mut tx, &self.app.shelf, slug).await?;
        policy::set(&mut tx, self.app, &officer, &version, Mode::FourEyes).await?;
        tx.save().await
    }

    /// Takes a place on a course.
    pub async fn enrol(&mut self, who: usize, slug: &'static str) -> Result<()> {
        let mut tx = self.db.write().await?;
        let place = enrolment::start(&mut tx, self.app, &self.me(who)?.id, slug).await?;
        tx.save().await?;
        self.places.insert((who, slug), place);
        Ok(())
    }

    /// Learns.
    pub async fn learn(&self, who: usize, slug: &'static str, step: Step) -> Result<()> {
        let (me, id) = (&self.me(who)?.id, self.place(who, slug)?);
        let lesson = match step {
            Step::Report(events) => {
                let (enrolment, person) = (id.clone(), me.clone());
                let post = Post { enrolment, person, client: "demo".into(), events };
                return self.recorder.record(post).await.map(drop);
            }
            Step::Begin(lesson) => {
                let mut tx = self.db.write().await?;
                let place = enrolment::get(&mut tx, self.app, me, id).await?;
                attempt::begin(&mut tx, &place, &lesson).await?;
                return tx.save().await;
            }
            Step::HandIn(lesson) => lesson,
        };
        let mut tx = self.db.write().await?;
        let tries = attempt::of_lesson(&mut tx, id, &lesson).await?;
        let open = tries.last().ok_or_else(Error::not_found)?;
        let mut sitting = attempt::get(&mut tx, self.app, me, &open.id).await?;
        // Not everybody knows everything.
        let answers = lessons::answers(sitting.quiz()?, &sitting.attempt.drawn.0, who % 2);
        attempt::answer(&mut tx, &mut sitting, answers).await?;
        attempt::submit(&mut tx, self.app, &mut sitting).await?;
        tx.save().await
    }

    /// Asks, or is answered.
    pub async fn act(&mut self, who: usize, story: &Story, act: &Act) -> Result<()> {
        let (app, me) = (self.app, self.me(who)?.clone());
        let id = self.place(who, story.course)?.clone();
        let asked = self.people.get(who).and_then(|(_, asked)| asked.clone());
        let asked = || asked.clone().ok_or_else(Error::not_found);
        let mut tx = self.db.write().await?;
        match act {
            Act::Ask => {
                let place = enrolment::get(&mut tx, app, &me.id, &id).await?;
                let request = request::ask(&mut tx, &me, &place).await?;
                if let Some((_, latest)) = self.people.get_mut(who) {
                    *latest = Some(request.id);
                }
            }
            Act::Write(text) => {
                let place = enrolment::get(&mut tx, app, &me.id, &id).await?;
                message::write_as_learner(&mut tx, app, &me, &place, text).await?;
            }
            Act::Claim(login) => {
                let officer = officer(&mut tx, login).await?;
                claim::take(&mut tx, &officer, &asked()?, false).await?;
            }
            Act::Approve(login) => {
                let officer = officer(&mut tx, login).await?;
                decision::decide(&mut tx, app, &officer, &asked()?, &Decision::APPROVAL).await?;
            }
            Act::Refuse(login, verdict, code, text) => {
                let officer = officer(&mut tx, login).await?;
                let decision = Decision::read(verdict, code, text)?;
                decision::decide(&mut tx, app, &officer, &asked()?, &decision).await?;
            }
        }
        tx.save().await
    }

    fn me(&self, who: usize) -> Result<&Actor> {
        self.people.get(who).map(|(actor, _)| actor).ok_or_else(Error::not_found)
    }

    fn place(&self, who: usize, slug: &'static str) -> Result<&EnrolmentId> {
        self.places.get(&(who, slug)).ok_or_else(Error::not_found)
    }
}

async fn find(tx: &mut Tx, login: &str) -> Result<Option<PersonId>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar("select id from person where email = $1")
            .bind(login)
            .fetch_optional(tx)
            .await
    )?)
}

/// Nobody logs in as them: they have no password.
async fn make(tx: &mut Tx, app: &App, story: &Story) -> Result<PersonId> {
    let agency = match story.agency {
        Some(name) => agency::find_by_name(tx, name).await?,
        None => None,
    };
    let (prefix, first_name, last_name) = split(story.name);
    let new = NewPerson {
        prefix,
        first_name,
        last_name,
        birth_date: None,
        email: story.login,
        kind: if agency.is_some() { PersonKind::CivilServant } else { PersonKind::Public },
        agency,
        agency_name: None,
        citizen_id: None,
        verification: "verified",
        route: Some(story.route),
        password_hash: None,
        locale: "th",
    };
    let id = person::add(tx, app, new).await?;
    person::confirm_email(tx, &id).await?;
    Ok(id)
}

async fn officer(tx: &mut Tx, login: &str) -> Result<Actor> {
    let id = find(tx, login).await?.ok_or_else(Error::not_found)?;
    actor(tx, id, Some(Role::CertificateOfficer)).await
}

async fn actor(tx: &mut Tx, id: PersonId, role: Option<Role>) -> Result<Actor> {
    let person = person::get(tx, &id).await?;
    Ok(Actor {
        id,
        name: person.full_name(),
        email: person.email,
        email_confirmed: true,
        verification: person.verification,
        grants: role.map(|role| Grant { role, agency: None, main: false }).into_iter().collect(),
        session: String::new(),
        only_domain: None,
        is_personal_token: false,
        second_proof_at: None,
        has_second_factor: false,
        withheld: false,
    })
}
