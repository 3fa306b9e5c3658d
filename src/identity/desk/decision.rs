//! The officer's decision on a card that was read: the face matches and the account is verified, or not.

use serde_json::json;

use super::{
    account::{self, NewAccount},
    agent,
    case::{self, Case},
    closing, on_card,
    refusal::Refusal,
};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        access::Actor,
        person,
        verification::{
            self, Outcome,
            policy::{Facts, Route},
            standing,
        },
    },
    mail,
    web::locale::{Locale, Text},
};

/// Why an officer may decline.
pub const REASONS: [&str; 4] = ["face_differs", "not_theirs", "left", "other"];

/// What was ticked and typed.
#[derive(Clone, Default)]
pub struct NewDecision {
    /// `confirm` or `decline`.
    pub decision: String,
    /// The officer compared the face with the card.
    pub face_matches: bool,
    /// The person named the account's address as theirs: whoever signs up with somebody else's
    /// number would otherwise be verified as that citizen.
    pub address_is_theirs: bool,
    /// One of [`REASONS`], to decline.
    pub reason: String,
    /// The account to make, for somebody who has none.
    pub account: NewAccount,
}

/// Closes the case, and gives the person who is verified now.
///
/// # Errors
/// Mistakes by field; a conflict when the case is not open for a decision.
pub async fn decide(
    app: &App,
    me: &Actor,
    id: &str,
    new: &NewDecision,
) -> Result<Option<PersonId>> {
    let mut tx = app.db.write().await?;
    let case = case::of(&mut tx, me, id).await?;
    let now = tx.now();
    if case.state(now) != "read" {
        return Err(Error::conflict("desk-closed", Text::new("desk-closed")));
    }
    if case.is_asking(now) {
        return Err(Error::conflict("desk-asking", Text::new("desk-asking")));
    }
    if let Err(refusal) = agent::get(&mut tx, case.agent_id.as_str()).await?.admitted(now) {
        return Err(refusal.into());
    }
    let person = match new.decision.as_str() {
        "confirm" => Some(confirm(&mut tx, app, me, &case, new).await?),
        "decline" => {
            decline(&mut tx, me, &case, &new.reason).await?;
            None
        }
        _ => {
            let text = Text::new("desk-decision-required");
            return Err(Error::mistake("decision", "required", text));
        }
    };
    tx.save().await?;
    Ok(person)
}

async fn confirm(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    case: &Case,
    new: &NewDecision,
) -> Result<PersonId> {
    let mut mistakes = Vec::new();
    if !new.face_matches {
        let text = Text::new("desk-face-required");
        mistakes.push(Mistake::new("face_matches", "required", text));
    }
    if case.person_id.is_some() && !new.address_is_theirs {
        let text = Text::new("desk-address-required");
        mistakes.push(Mistake::new("address_is_theirs", "required", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let closed = || Error::conflict("desk-closed", Text::new("desk-closed"));
    let card = case.card(app)?.ok_or_else(closed)?;
    let name = on_card::thai_name(&card).ok_or_else(closed)?;
    let had_account = case.person_id.is_some();
    let person = match &case.person_id {
        Some(person) if *person == me.id => {
            return Err(Error::conflict("desk-own-account", Text::new("desk-own-account")));
        }
        Some(person) => {
            account::take_from_card(tx, app, me, person, &card, &name).await?;
            person.clone()
        }
        None => account::make(tx, app, me, &card, &name, &new.account).await?,
    };
    let facts = Facts { face_matched: true, ..facts(case) };
    if !standing::confirm(tx, Some(&me.id), &person, Route::Desk, &facts).await? {
        return Err(Refusal::CardTaken.into());
    }
    if had_account {
        tell(tx, app, &person).await?;
    }
    if !closing::end(tx, case.id.as_str(), "confirmed", None).await? {
        return Err(closed());
    }
    let told = json!({
        "agent": case.agent_id, "person": person, "card_status": case.card_status,
        "new_account": !had_account,
    });
    audit::record(tx, Some(&me.id), "desk.case_confirmed", case.id.as_str(), told).await?;
    Ok(person)
}

async fn decline(tx: &mut Tx, me: &Actor, case: &Case, reason: &str) -> Result<()> {
    let Some(reason) = REASONS.into_iter().find(|known| *known == reason) else {
        return Err(Error::mistake("reason", "required", Text::new("desk-reason-required")));
    };
    // Whoever left before the end was neither confirmed nor refused.
    if let Some(person) = case.person_id.as_ref().filter(|_| reason != "left") {
        let outcome = Outcome::Refused(reason);
        let by = Some(&me.id);
        verification::record(tx, by, person, Route::Desk, outcome, &facts(case)).await?;
    }
    if !closing::end(tx, case.id.as_str(), "declined", Some(reason)).await? {
        return Err(Error::conflict("desk-closed", Text::new("desk-closed")));
    }
    let told = json!({"agent": case.agent_id, "reason": reason});
    audit::record(tx, Some(&me.id), "desk.case_declined", case.id.as_str(), told).await
}

fn facts(case: &Case) -> Facts {
    Facts {
        source: Some(case.card_source.clone().unwrap_or_else(|| "card".to_owned())),
        result: case.card_result.clone(),
        card_is_live: case.card_status == "live",
        chip_was_read: true,
        officer: Some(case.officer_id.to_string()),
        agent: Some(case.agent_id.to_string()),
        ..Facts::default()
    }
}

/// Tells a person that they are verified now.
pub async fn tell(tx: &mut Tx, app: &App, person: &PersonId) -> Result<()> {
    let person = person::get(tx, person).await?;
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let values = [("name", person.full_name().into()), ("url", app.url("/me/verification").into())];
    mail::send(tx, &person.email, locale, "mail-verified", &values).await
}
