//! Paper: what one officer saw where no chip could be read, weighed by a second officer.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{decision, find};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{AgencyId, DeskPaperId, PersonId},
    identity::{
        access::{Act, Actor, Role},
        citizen_id::CitizenId,
        verification::{
            self, Outcome,
            policy::{Facts, Route},
            standing,
        },
    },
    sql,
    thai::{digits, name, text},
    web::locale::Text,
};

/// The kinds of papers, as codes.
pub const KINDS: [&str; 5] =
    ["old_card", "house_registration", "passport", "birth_certificate", "agency_card"];

/// The longest note or reason, in characters as people count them.
const LONGEST: usize = 500;

/// What an officer saw.
#[derive(Clone, Default)]
pub struct NewPaper {
    /// The account's address.
    pub email: String,
    /// The number on the paper; compared and dropped.
    pub citizen_id: String,
    /// Which kinds.
    pub papers: Vec<String>,
    /// For the second officer, without a citizen's data.
    pub note: String,
    /// The officer compared the face with a picture.
    pub face_matches: bool,
    /// The person named the account's address as theirs.
    pub address_is_theirs: bool,
}

/// A record that waits or was decided.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Paper {
    /// Which.
    pub id: DeskPaperId,
    /// Whose account.
    pub person_id: PersonId,
    agency_id: Option<AgencyId>,
    papers: String,
    /// For the second officer; gone once decided.
    pub note: Option<String>,
    /// Who saw the papers.
    pub first_officer: PersonId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// `waiting`, `confirmed` or `rejected`.
    pub state: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    prefix: String,
    first_name: String,
    last_name: String,
    /// The account's address.
    pub email: String,
    officer_prefix: String,
    officer_first_name: String,
    officer_last_name: String,
}

impl Paper {
    /// The account's name.
    pub fn name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// The first officer's name.
    pub fn officer(&self) -> String {
        name::full(&self.officer_prefix, &self.officer_first_name, &self.officer_last_name)
    }

    /// Kinds of papers, as codes.
    pub fn kinds(&self) -> Vec<&str> {
        self.papers.split(' ').filter(|kind| !kind.is_empty()).collect()
    }

    /// Whether `me` may be the second officer: neither the first nor the person.
    pub fn is_for(&self, me: &Actor) -> bool {
        self.state == "waiting" && self.first_officer != me.id && self.person_id != me.id
    }

    fn is_seen_by(&self, me: &Actor) -> bool {
        match &self.agency_id {
            Some(agency) => me.may_in(Act::VerifyAtDesk, agency),
            None => has_operators_desk(me),
        }
    }
}

/// Whether `me` is a desk officer of the operator, bound to no agency.
fn has_operators_desk(me: &Actor) -> bool {
    me.grants.iter().any(|grant| grant.role == Role::DeskOfficer && grant.agency.is_none())
}

/// Keeps what an officer saw, for a second one to weigh.
///
/// # Errors
/// Mistakes by field; a conflict for one's own account or where one waits already; `TooMany`.
pub async fn make(app: &App, me: &Actor, new: &NewPaper) -> Result<DeskPaperId> {
    let mut mistakes = Vec::new();
    let kinds: Vec<&str> =
        KINDS.into_iter().filter(|kind| new.papers.iter().any(|it| it == kind)).collect();
    if kinds.is_empty() {
        mistakes.push(Mistake::new("papers", "required", Text::new("desk-papers-required")));
    }
    let typed = CitizenId::read(&new.citizen_id)
        .map_err(|wrong| mistakes.push(wrong.in_field("citizen_id")))
        .ok();
    let note = free_text(&mut mistakes, "note", &new.note);
    if !new.face_matches {
        let text = Text::new("desk-face-required");
        mistakes.push(Mistake::new("face_matches", "required", text));
    }
    if !new.address_is_theirs {
        let text = Text::new("desk-address-required");
        mistakes.push(Mistake::new("address_is_theirs", "required", text));
    }
    if !new.email.contains('@') {
        mistakes.push(Mistake::new("email", "shape", Text::new("email-shape")));
    }
    let (Some(typed), true) = (typed, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    find::count(app, me).await?;
    let mut tx = app.db.write().await?;
    let person = find::waiting(&mut tx, app, me, &new.email).await.map_err(in_email)?;
    let index: Option<Vec<u8>> = sql!(
        tx,
        sqlx::query_scalar("select citizen_id_index from person where id = $1")
            .bind(&person)
            .fetch_one(tx)
            .await
    )?;
    if index != Some(typed.index(&app.keys)) {
        let text = Text::new("desk-citizen-id-differs");
        return Err(Error::mistake("citizen_id", "differs", text));
    }
    let agency = match has_operators_desk(me) {
        true => None,
        false => me.agencies(Act::VerifyAtDesk).into_iter().next(),
    };
    let (id, now) = (DeskPaperId::new(&tx), tx.now());
    let added: u64 = sql!(
        tx,
        sqlx::query(
            "insert into desk_paper (id, person_id, agency_id, papers, note, first_officer, made_at,
                 state)
             values ($1, $2, $3, $4, $5, $6, $7, 'waiting') on conflict do nothing"
        )
        .bind(&id)
        .bind(&person)
        .bind(&agency)
        .bind(kinds.join(" "))
        .bind(&note)
        .bind(&me.id)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if added == 0 {
        return Err(Error::conflict("desk-paper-waits", Text::new("desk-paper-waits")));
    }
    let told = json!({"person": person, "papers": kinds});
    audit::record(&mut tx, Some(&me.id), "desk.paper_seen", id.as_str(), told).await?;
    tx.save().await?;
    Ok(id)
}

/// The second officer's word.
///
/// # Errors
/// A mistake in `/decision` or `/reason`; a conflict for the first officer, the person, or a record
/// that was decided.
pub async fn decide(app: &App, me: &Actor, id: &str, word: &str, reason: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let paper = get(&mut tx, me, id).await?;
    if paper.state != "waiting" {
        return Err(Error::conflict("desk-closed", Text::new("desk-paper-decided")));
    }
    if paper.person_id == me.id {
        return Err(Error::conflict("desk-own-account", Text::new("desk-own-account")));
    }
    if paper.first_officer == me.id {
        return Err(Error::conflict("desk-second-officer", Text::new("desk-second-officer")));
    }
    let facts = Facts {
        source: Some("papers".to_owned()),
        face_matched: true,
        officer: Some(paper.first_officer.to_string()),
        second_officer: Some(me.id.to_string()),
        papers: paper.kinds().into_iter().map(str::to_owned).collect(),
        ..Facts::default()
    };
    let (by, person) = (Some(&me.id), &paper.person_id);
    match word {
        "confirm" => {
            close(&mut tx, me, &paper, "confirmed", None).await?;
            if !standing::confirm(&mut tx, by, person, Route::Manual, &facts).await? {
                let text = Text::new("state-desk-fault-card-taken");
                return Err(Error::conflict("desk-card-taken", text));
            }
            decision::tell(&mut tx, app, person).await?;
        }
        "reject" => {
            let mut mistakes = Vec::new();
            let reason = free_text(&mut mistakes, "reason", reason);
            if reason.is_none() && mistakes.is_empty() {
                let text = Text::new("desk-reject-required");
                mistakes.push(Mistake::new("reason", "required", text));
            }
            if !mistakes.is_empty() {
                return Err(Error::Mistakes(mistakes));
            }
            close(&mut tx, me, &paper, "rejected", reason.as_deref()).await?;
            let outcome = Outcome::Refused("second_officer");
            verification::record(&mut tx, by, person, Route::Manual, outcome, &facts).await?;
        }
        _ => {
            let text = Text::new("desk-decision-required");
            return Err(Error::mistake("decision", "required", text));
        }
    }
    let told = json!({"person": paper.person_id, "decision": word});
    audit::record(&mut tx, by, "desk.paper_decided", id, told).await?;
    tx.save().await
}

async fn close(
    tx: &mut Tx,
    me: &Actor,
    paper: &Paper,
    state: &str,
    reason: Option<&str>,
) -> Result<()> {
    let now = tx.now();
    let done: u64 = sql!(
        tx,
        sqlx::query(
            "update desk_paper set state = $1, note = null, reason = $2, second_officer = $3,
                 decided_at = $4
             where id = $5 and state = 'waiting'"
        )
        .bind(state)
        .bind(reason)
        .bind(&me.id)
        .bind(now)
        .bind(&paper.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 1 {
        Ok(())
    } else {
        Err(Error::conflict("desk-closed", Text::new("desk-paper-decided")))
    }
}

/// The record with this id, for an officer of the same house.
///
/// # Errors
/// `NotFound`.
pub async fn get(tx: &mut Tx, me: &Actor, id: &str) -> Result<Paper> {
    let found: Option<Paper> = sql!(
        tx,
        sqlx::query_as(
            "select d.id, d.person_id, d.agency_id, d.papers, d.note, d.first_officer, d.made_at,
                    d.state, d.reason, p.prefix, p.first_name, p.last_name, p.email,
                    o.prefix as officer_prefix, o.first_name as officer_first_name,
                    o.last_name as officer_last_name
             from desk_paper d join person p on p.id = d.person_id
             join person o on o.id = d.first_officer where d.id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    found.filter(|paper| paper.is_seen_by(me)).ok_or_else(Error::not_found)
}

/// What waits, the oldest first.
pub async fn waiting(tx: &mut Tx, me: &Actor) -> Result<Vec<Paper>> {
    let mut papers: Vec<Paper> = sql!(
        tx,
        sqlx::query_as(
            "select d.id, d.person_id, d.agency_id, d.papers, d.note, d.first_officer, d.made_at,
                    d.state, d.reason, p.prefix, p.first_name, p.last_name, p.email,
                    o.prefix as officer_prefix, o.first_name as officer_first_name,
                    o.last_name as officer_last_name
             from desk_paper d join person p on p.id = d.person_id
             join person o on o.id = d.first_officer
             where d.state = 'waiting' order by d.id limit 200"
        )
        .fetch_all(tx)
        .await
    )?;
    papers.retain(|paper| paper.is_seen_by(me));
    Ok(papers)
}

/// A free text without a citizen's data: eight digits in a row are a number of something.
fn free_text(mistakes: &mut Vec<Mistake>, field: &str, typed: &str) -> Option<String> {
    let written = text::normalise(typed);
    if text::graphemes(&written) > LONGEST {
        mistakes.push(Mistake::new(field, "long", Text::new("desk-text-long")));
    }
    let arabic = digits::to_arabic(&written);
    let close: String = arabic.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let mut run = 0;
    let has_number = close.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 8
    });
    if has_number {
        mistakes.push(Mistake::new(field, "number", Text::new("desk-text-number")));
    }
    (!written.is_empty()).then_some(written)
}

/// A mistake of the look-up, in the field that this form has.
fn in_email(error: Error) -> Error {
    match error {
        Error::Mistakes(mistakes) => Error::Mistakes(
            mistakes.into_iter().map(|it| Mistake { field: "/email".to_owned(), ..it }).collect(),
        ),
        other => other,
    }
}
