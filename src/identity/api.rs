//! Signing up, logging in and out, and who one is, as JSON.

pub mod appointments;
pub mod desk;
pub mod own;
pub mod second_factor;
pub mod verification;

use poem_openapi::{Enum, Object, OpenApi, payload::Json};

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        known_device, login,
        origin::Origin,
        second_factor::{
            self as factors,
            proof::{self, Given},
        },
        session::{self, Kind},
        signup::{self, SignUp},
        traffic::{self, Whom},
    },
    web::{
        openapi::{Created, Gone, Signed},
        visitor::Visit,
    },
};

/// Who people are.
pub struct IdentityApi;

/// Who wants to join.
#[derive(Object)]
struct NewSignup {
    /// Thirteen digits, with or without spaces and dashes.
    #[oai(default)]
    citizen_id: String,
    /// Two letters and ten digits from the back of the card; not read where no identity source is
    /// set up.
    #[oai(default)]
    laser_code: String,
    /// Title before the name.
    #[oai(default)]
    prefix: String,
    /// As on the card.
    #[oai(default)]
    first_name: String,
    /// As on the card; `-` where it has none.
    #[oai(default)]
    last_name: String,
    /// `YYYY-MM-DD`, 00 for a month or day the card leaves open; Thai forms are read too.
    #[oai(default)]
    birth_date: String,
    /// For letters and log-in.
    #[oai(default)]
    email: String,
    /// At least twelve characters, hard to guess.
    #[oai(default)]
    password: String,
    /// `civil_servant`, `state_personnel` or `public`.
    #[oai(default)]
    person_kind: String,
    /// Name of the agency; needed unless `public`.
    agency: Option<String>,
    /// What was agreed to.
    #[oai(default)]
    consents: Consents,
}

/// Answers to the two texts.
#[derive(Object, Default)]
struct Consents {
    /// The terms were accepted.
    #[oai(default)]
    terms: bool,
    /// The privacy notice was acknowledged.
    #[oai(default)]
    privacy: bool,
}

/// How far a verification is.
#[derive(Enum)]
#[oai(rename_all = "snake_case")]
enum VerificationState {
    /// The source confirmed.
    Verified,
    /// It will be asked again.
    Pending,
    /// It said no.
    Refused,
    /// Invited by the operator; no citizen identity was asked for.
    None,
}

/// How an identity was verified.
#[derive(Object)]
struct Verification {
    /// How far.
    state: VerificationState,
    /// By which route.
    route: Option<String>,
}

/// Who joined.
#[derive(Object)]
struct Joined {
    /// Id of the person.
    person: String,
    /// How far the verification is.
    verification: Verification,
}

/// The two good outcomes of a sign-up.
#[derive(poem_openapi::ApiResponse)]
enum SignupAnswer {
    /// Verified.
    #[oai(status = 201)]
    Verified(Json<Joined>),
    /// Kept; the identity source could not be reached and is asked again, or there is none and an
    /// officer at a desk verifies.
    #[oai(status = 202)]
    Pending(Json<Joined>),
}

/// A log-in.
#[derive(Object)]
struct NewSession {
    /// E-mail address or citizen id.
    #[oai(default)]
    login: String,
    /// Password.
    #[oai(default)]
    password: String,
    /// A code of the second factor, for whoever has set one up.
    otp: Option<String>,
}

/// A session.
#[derive(Object)]
struct Session {
    /// For the header `Authorization: Bearer`.
    token: String,
    /// Whose.
    person: Person,
}

/// A person, as they see themselves.
#[derive(Object)]
struct Person {
    /// Id.
    id: String,
    /// Full name in Thai.
    name: String,
    /// Address.
    email: String,
    /// Whether the address was confirmed.
    email_confirmed: bool,
    /// How far the verification is.
    verification: VerificationState,
    /// Appointments, `learner` among them.
    roles: Vec<String>,
}

impl Person {
    fn from_actor(actor: &Actor) -> Self {
        let mut roles = vec!["learner".to_owned()];
        roles.extend(actor.grants.iter().map(|grant| grant.role.code().to_owned()));
        Self {
            id: actor.id.to_string(),
            name: actor.name.clone(),
            email: actor.email.clone(),
            email_confirmed: actor.email_confirmed,
            verification: match actor.verification.as_str() {
                "verified" => VerificationState::Verified,
                "pending" => VerificationState::Pending,
                "refused" => VerificationState::Refused,
                _ => VerificationState::None,
            },
            roles,
        }
    }
}

#[OpenApi]
impl IdentityApi {
    /// Sign up.
    #[oai(path = "/signups", method = "post")]
    async fn sign_up(
        &self,
        visit: Visit,
        from: Origin,
        body: Json<NewSignup>,
    ) -> Result<SignupAnswer> {
        let body = body.0;
        let typed = SignUp {
            citizen_id: body.citizen_id,
            laser_code: body.laser_code,
            prefix: body.prefix,
            first_name: body.first_name,
            last_name: body.last_name,
            birth_date: body.birth_date,
            email: body.email,
            password: body.password,
            person_kind: body.person_kind,
            agency: body.agency.unwrap_or_default(),
            terms: body.consents.terms.to_string(),
            privacy: body.consents.privacy.to_string(),
        };
        let joined = signup::join(&visit.app, &typed, &from.address, visit.locale).await?;
        let mut tx = visit.app.db.write().await?;
        let whom = Whom::Person(&joined.person);
        traffic::keep(&mut tx, &visit.app, &from, traffic::Kind::SignUp, whom, "ok").await?;
        tx.save_unrecorded("the traffic log is its own record").await?;
        let route = joined.verified.then(|| joined.route.to_owned());
        let person = joined.person.to_string();
        Ok(if joined.verified {
            let verification = Verification { state: VerificationState::Verified, route };
            SignupAnswer::Verified(Json(Joined { person, verification }))
        } else {
            let verification = Verification { state: VerificationState::Pending, route };
            SignupAnswer::Pending(Json(Joined { person, verification }))
        })
    }

    /// Log in.
    #[oai(path = "/sessions", method = "post")]
    async fn log_in(
        &self,
        visit: Visit,
        from: Origin,
        body: Json<NewSession>,
    ) -> Result<Created<Session>> {
        let app = &visit.app;
        let outcome = login::check(app, &body.login, &body.password, &from).await;
        traffic::log_in_failed(app, &from, &body.login, &outcome).await?;
        let person = outcome?.person;
        let mut tx = app.db.write().await?;
        let is_set_up = factors::is_set_up(&mut tx, &person).await?;
        let mut proof = None;
        if is_set_up {
            drop(tx);
            let given = Given::code(body.otp.as_deref().unwrap_or_default());
            if given.is_empty() {
                return Err(Error::CodeNeeded);
            }
            let judged = proof::judge(app, &person, &given, &from.address).await;
            let (after, how) = judged.map_err(|error| match error {
                Error::Mistakes(_) => Error::WrongLogIn,
                other => other,
            })?;
            (tx, proof) = (after, Some(how));
        }
        known_device::greet(&mut tx, app, &person, Kind::Api, &from, None).await?;
        let token = session::start(&mut tx, &person, Kind::Api, from.agent.as_deref()).await?;
        if let Some(proof) = proof {
            session::prove(&mut tx, &person, &session::hash(&token), proof).await?;
        }
        let whom = Whom::Person(&person);
        traffic::keep(&mut tx, app, &from, traffic::Kind::LogIn, whom, "ok").await?;
        tx.save().await?;
        let actor = session::actor(app, &token).await?.ok_or(Error::LogInNeeded)?;
        Ok(Created::Made(Json(Session { token, person: Person::from_actor(&actor) })))
    }

    /// Log out: the token of this request ends.
    #[oai(path = "/sessions/current", method = "delete")]
    async fn log_out(&self, visit: Visit, from: Origin, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        session::end(&mut tx, &me.0).await?;
        traffic::left(&mut tx, &visit.app, &from, &me.0.id).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Who one is.
    #[oai(path = "/me", method = "get")]
    async fn me(&self, me: Signed) -> Result<Json<Person>> {
        Ok(Json(Person::from_actor(&me.0)))
    }
}
