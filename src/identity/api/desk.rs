//! The registration desk as JSON: what card readers say, and what officers and administrators do.

use std::time::Duration;

use chrono::{DateTime, Utc};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Any,
};

use crate::{
    audit,
    error::{Error, Result},
    identity::{
        access::{Act, Actor},
        desk::{
            ENROL_BY_ADDRESS, account::NewAccount, agent, agent::Agent as AgentRow, case,
            case::Case as CaseRow, challenge, decision, on_card, read,
        },
        desk_protocol::{Accepted, CardRead, Challenge, Enrolled, Enrolment, Hello, ReadFailure},
        limit, person,
    },
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::{Address, Visit},
    },
};

/// Desks.
pub struct DeskApi;

/// Whether there is something to read.
#[derive(ApiResponse)]
#[expect(clippy::large_enum_variant, reason = "one answer, made once and sent")]
enum Waited {
    /// A case to read a card for, in the words of `desk_protocol::Challenge`.
    #[oai(status = 200)]
    Challenge(Json<Any<Challenge>>),
    /// Nothing for now: ask again.
    #[oai(status = 204)]
    Nothing,
}

/// A card reader of a desk.
#[derive(Object)]
struct DeskAgent {
    /// Id.
    id: String,
    /// The agency it speaks for.
    agency: String,
    /// The desk.
    desk: String,
    /// What the computer calls itself.
    name: String,
    /// `pending`, `active`, `expired` or `revoked`.
    state: String,
    /// The first 128 bits of the key's SHA-256.
    fingerprint: String,
    /// When it was enrolled.
    enrolled_at: DateTime<Utc>,
    /// Until when it may work.
    expires_at: DateTime<Utc>,
    /// When it last said hello.
    last_seen_at: Option<DateTime<Utc>>,
}

impl DeskAgent {
    fn new(row: AgentRow, now: DateTime<Utc>) -> Self {
        Self {
            state: row.state(now).to_owned(),
            fingerprint: row.fingerprint(),
            id: row.id.to_string(),
            agency: row.agency,
            desk: row.desk,
            name: row.name,
            enrolled_at: row.enrolled_at,
            expires_at: row.expires_at,
            last_seen_at: row.last_seen_at,
        }
    }
}

/// A case to open.
#[derive(Object)]
struct NewDeskCase {
    /// E-mail address or citizen id of a person who waits; left out for somebody without an account.
    who: Option<String>,
    /// Id of a reader.
    #[oai(default)]
    agent: String,
    /// `identity` or `card_status`; unless said, as much as can be asked.
    purpose: Option<String>,
}

/// What the officer decides.
#[derive(Object)]
struct NewDeskDecision {
    /// `confirm` or `decline`.
    #[oai(default)]
    decision: String,
    /// The officer compared the face with the card.
    #[oai(default)]
    face_matches: bool,
    /// The person named the account's address as theirs.
    #[oai(default)]
    address_is_theirs: bool,
    /// To decline: `face_differs`, `not_theirs`, `left` or `other`.
    reason: Option<String>,
    /// The account to make, for somebody who has none.
    account: Option<NewDeskAccount>,
}

/// An account to make from the card.
#[derive(Object)]
struct NewDeskAccount {
    /// Where the invitation goes.
    #[oai(default)]
    email: String,
    /// `civil_servant`, `state_personnel` or `public`.
    #[oai(default)]
    person_kind: String,
    /// Name of the agency; needed unless `public`.
    #[oai(default)]
    agency: String,
}

/// A case as it stands.
#[derive(Object)]
struct DeskCase {
    /// Id.
    id: String,
    /// `waiting`, `read`, `failed`, `expired`, `confirmed` or `declined`.
    state: String,
    /// Why it failed or was declined; while it waits, what went wrong last.
    fault: Option<String>,
    /// The four digits that the reader shows too.
    code: String,
    /// Until when the card may be read.
    expires_at: DateTime<Utc>,
    /// The account, if there is one.
    person: Option<String>,
    /// What the card said, while the case is open for a decision.
    card: Option<DeskCard>,
    /// `unasked`, `asking`, `live`, `refused` or `unreachable`.
    card_status: String,
}

/// What an officer may see of a card.
#[derive(Object)]
struct DeskCard {
    /// The Thai name.
    name: String,
    /// Whether the account bears that name; null without an account.
    name_is_the_accounts: Option<bool>,
    /// All but the last five digits hidden.
    citizen_id: String,
}

impl DeskCase {
    async fn new(visit: &Visit, me: &Actor, id: &str) -> Result<Self> {
        let mut tx = visit.app.db.read().await?;
        let row: CaseRow = case::of(&mut tx, me, id).await?;
        let person = match &row.person_id {
            Some(person) => Some(person::get(&mut tx, person).await?),
            None => None,
        };
        drop(tx);
        let state = row.state(visit.now()).to_owned();
        let card = if state == "read" { row.card(&visit.app)? } else { None };
        let card = card.and_then(|card| {
            let name = on_card::thai_name(&card)?;
            let same =
                person.as_ref().map(|it| name.equals(&it.prefix, &it.first_name, &it.last_name));
            let (name, citizen_id) = (name.full(), card.citizen_id.masked());
            Some(DeskCard { name, name_is_the_accounts: same, citizen_id })
        });
        Ok(Self {
            id: row.id.to_string(),
            state,
            fault: row.fault,
            code: row.code,
            expires_at: row.expires_at,
            person: person.map(|it| it.id.to_string()),
            card,
            card_status: row.card_status,
        })
    }
}

fn allowed(me: &Actor, act: Act) -> Result<()> {
    if me.may(act) { Ok(()) } else { Err(Error::Forbidden) }
}

#[OpenApi]
impl DeskApi {
    /// A computer asks to become the card reader of a desk: one-time code, public key, signature.
    #[oai(path = "/desk/agents", method = "post")]
    async fn enrol(
        &self,
        visit: Visit,
        address: Address,
        body: Json<Any<Enrolment>>,
    ) -> Result<Created<Any<Enrolled>>> {
        let app = &visit.app;
        limit::check(app, &ENROL_BY_ADDRESS, &address.0).await?;
        let mut tx = app.db.write().await?;
        match agent::enrol(&mut tx, &body.0.0).await? {
            Ok(enrolled) => {
                tx.save().await?;
                Ok(Created::Made(Json(Any(enrolled))))
            }
            Err(refusal) => {
                drop(tx);
                limit::count(app, &ENROL_BY_ADDRESS, &address.0).await?;
                let mut tx = app.db.write().await?;
                let told = serde_json::json!({"reason": refusal.code()});
                audit::record(&mut tx, None, "desk.enrolment_refused", "desk", told).await?;
                tx.save().await?;
                Err(refusal.into())
            }
        }
    }

    /// A card reader says hello, signed, and waits for a case.
    #[oai(path = "/desk/challenges", method = "post")]
    async fn wait(
        &self,
        visit: Visit,
        /// Seconds to wait; 25 unless said, and at most.
        wait: Query<Option<u64>>,
        body: Json<Any<Hello>>,
    ) -> Result<Waited> {
        let wait = wait.0.map_or(challenge::LONGEST_WAIT, Duration::from_secs);
        let found = challenge::answer(&visit.app, &body.0.0, wait).await?;
        Ok(found.map_or(Waited::Nothing, |it| Waited::Challenge(Json(Any(it)))))
    }

    /// A card reader hands in what a card said, signed.
    #[oai(path = "/desk/reads", method = "post")]
    async fn take(&self, visit: Visit, body: Json<Any<CardRead>>) -> Result<Json<Any<Accepted>>> {
        let state = read::take(&visit.app, &body.0.0).await?;
        Ok(Json(Any(Accepted { state: state.to_owned() })))
    }

    /// A card reader tells why a card was not read, signed.
    #[oai(path = "/desk/failures", method = "post")]
    async fn fail(&self, visit: Visit, body: Json<Any<ReadFailure>>) -> Result<Gone> {
        read::fail(&visit.app, &body.0.0).await?;
        Ok(Gone::Done)
    }

    /// Every card reader, for administrators; for desk officers those they may use.
    #[oai(path = "/desk/agents", method = "get")]
    async fn agents(&self, visit: Visit, me: Signed) -> Result<Json<Page<DeskAgent>>> {
        let mut tx = visit.app.db.read().await?;
        let rows = if me.0.may(Act::EnrolDesks) {
            agent::all(&mut tx).await?
        } else {
            allowed(&me.0, Act::VerifyAtDesk)?;
            agent::of_officer(&mut tx, &me.0).await?
        };
        let items = rows.into_iter().map(|row| DeskAgent::new(row, visit.now()));
        Ok(Json(Page::whole(items.collect())))
    }

    /// End a card reader at once.
    #[oai(path = "/desk/agents/:id/revocation", method = "post")]
    async fn revoke(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Created<DeskAgent>> {
        allowed(&me.0, Act::EnrolDesks)?;
        let mut tx = visit.app.db.write().await?;
        agent::revoke(&mut tx, &me.0, &id.0).await?;
        let row = agent::get(&mut tx, &id.0).await?;
        tx.save().await?;
        Ok(Created::Made(Json(DeskAgent::new(row, visit.now()))))
    }

    /// Open a case: one person, one reader, two minutes.
    #[oai(path = "/desk/cases", method = "post")]
    async fn open(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewDeskCase>,
    ) -> Result<Created<DeskCase>> {
        allowed(&me.0, Act::VerifyAtDesk)?;
        let body = body.0;
        let new = case::NewCase {
            without_account: body.who.is_none(),
            who: body.who.unwrap_or_default(),
            agent: body.agent,
            purpose: body.purpose.unwrap_or_default(),
        };
        let id = case::open(&visit.app, &me.0, &new).await?;
        Ok(Created::Made(Json(DeskCase::new(&visit, &me.0, id.as_str()).await?)))
    }

    /// One's own case as it stands.
    #[oai(path = "/desk/cases/:id", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Json<DeskCase>> {
        allowed(&me.0, Act::VerifyAtDesk)?;
        Ok(Json(DeskCase::new(&visit, &me.0, &id.0).await?))
    }

    /// Decide one's own case.
    #[oai(path = "/desk/cases/:id/decision", method = "post")]
    async fn decide(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewDeskDecision>,
    ) -> Result<Created<DeskCase>> {
        allowed(&me.0, Act::VerifyAtDesk)?;
        let body = body.0;
        let account = body.account.map_or_else(NewAccount::default, |it| NewAccount {
            email: it.email,
            person_kind: it.person_kind,
            agency: it.agency,
        });
        let new = decision::NewDecision {
            decision: body.decision,
            face_matches: body.face_matches,
            address_is_theirs: body.address_is_theirs,
            reason: body.reason.unwrap_or_default(),
            account,
        };
        decision::decide(&visit.app, &me.0, &id.0, &new).await?;
        Ok(Created::Made(Json(DeskCase::new(&visit, &me.0, &id.0).await?)))
    }
}
