//! What a confirmed card does to an account: it takes the card's name, or is made from the card.

use chrono::Duration;
use serde_json::json;

use super::on_card::Name;
use crate::{
    agencies::agency,
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        access::Actor,
        card::record::Card,
        consent,
        link::{self, Purpose},
        password,
        person::{self, NewPerson, PersonKind},
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text},
};

/// How long the link to a first password lives.
const WELCOME_LIFE: Duration = Duration::days(7);

/// What an officer types for somebody without an account; all else is on the card.
#[derive(Clone, Default)]
pub struct NewAccount {
    /// For letters and log-in.
    pub email: String,
    /// `civil_servant`, `state_personnel` or `public`.
    pub person_kind: String,
    /// Name of the agency; needed unless `public`.
    pub agency: String,
}

/// Gives the account the card's name and, where they were open, its number and date of birth: the
/// card is the truth.
pub async fn take_from_card(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    person: &PersonId,
    card: &Card,
    name: &Name,
) -> Result<()> {
    let before = person::get(tx, person).await?;
    let birth_date = birth_date(card);
    let sealed = card.citizen_id.seal(&app.keys, person, tx.random())?;
    let index = card.citizen_id.index(&app.keys);
    sql!(
        tx,
        sqlx::query(
            "update person set citizen_id_sealed = $1, citizen_id_key = $2, citizen_id_index = $3
             where id = $4 and citizen_id_index is null"
        )
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(&index)
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("update person set birth_date = coalesce($1, birth_date) where id = $2")
            .bind(&birth_date)
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if name.equals(&before.prefix, &before.first_name, &before.last_name) {
        return Ok(());
    }
    let sort_key = text::sort_key(&format!("{} {}", name.first, name.last));
    sql!(
        tx,
        sqlx::query(
            "update person set prefix = $1, first_name = $2, last_name = $3, sort_key = $4
             where id = $5"
        )
        .bind(&name.prefix)
        .bind(&name.first)
        .bind(&name.last)
        .bind(&sort_key)
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let told = json!({"after": "card"});
    audit::record(tx, Some(&me.id), "person.renamed", person.as_str(), told).await
}

/// Makes an account from the card; its person chooses the password and answers the texts by a link.
///
/// # Errors
/// Mistakes in `/email`, `/person_kind` and `/agency`.
pub async fn make(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    card: &Card,
    name: &Name,
    new: &NewAccount,
) -> Result<PersonId> {
    let mut mistakes = Vec::new();
    let email = person::read_email(&new.email);
    if email.is_none() {
        mistakes.push(Mistake::new("email", "shape", Text::new("email-shape")));
    }
    let kind = PersonKind::from_code(&new.person_kind);
    if kind.is_none() {
        mistakes.push(Mistake::new("person_kind", "required", Text::new("person-kind-required")));
    }
    let typed = text::normalise(&new.agency);
    if typed.is_empty() && kind.is_some_and(|kind| kind != PersonKind::Public) {
        mistakes.push(Mistake::new("agency", "required", Text::new("agency-required")));
    }
    if text::graphemes(&typed) > 200 {
        mistakes.push(Mistake::new("agency", "long", Text::new("agency-long")));
    }
    let (Some(email), Some(kind), true) = (email, kind, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    let agency = agency::find_by_name(tx, &typed).await?;
    let added = person::add(
        tx,
        app,
        NewPerson {
            prefix: &name.prefix,
            first_name: &name.first,
            last_name: &name.last,
            birth_date: birth_date(card),
            email: &email,
            kind,
            agency_name: Some(typed.as_str()).filter(|it| agency.is_none() && !it.is_empty()),
            agency,
            citizen_id: Some(&card.citizen_id),
            verification: "pending",
            route: None,
            password_hash: None,
            locale: Locale::Th.code(),
        },
    )
    .await?;
    audit::record(tx, Some(&me.id), "desk.account_made", added.as_str(), json!({})).await?;
    let token = link::make(tx, &added, Purpose::Welcome, WELCOME_LIFE).await?;
    let values =
        [("name", name.full().into()), ("url", app.url(&format!("/welcome/{token}")).into())];
    mail::send(tx, &email, Locale::Th, "mail-desk-welcome", &values).await?;
    Ok(added)
}

/// Sets the first password and keeps the answers to both texts, by the link of the letter.
///
/// # Errors
/// Mistakes by field; `NotFound` when the link was used or is too old.
pub async fn welcome(
    app: &App,
    token: &str,
    typed: &str,
    terms: bool,
    privacy: bool,
) -> Result<()> {
    let mut mistakes: Vec<Mistake> = password::judge("password", typed, &[]).into_iter().collect();
    if !terms {
        let text = Text::new("consent-terms-required");
        mistakes.push(Mistake::new("consents/terms", "required", text));
    }
    if !privacy {
        let text = Text::new("consent-privacy-required");
        mistakes.push(Mistake::new("consents/privacy", "required", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let hash = app.passwords.hash(typed).await?;
    let mut tx = app.db.write().await?;
    let Some(person) = link::take(&mut tx, token, Purpose::Welcome).await? else {
        return Err(Error::NotFound(Text::new("link-used")));
    };
    person::set_password(&mut tx, &person, &hash).await?;
    // The letter reached its owner, or there would be no link.
    person::confirm_email(&mut tx, &person).await?;
    consent::give(&mut tx, &person, &consent::TERMS, true).await?;
    consent::give(&mut tx, &person, &consent::PRIVACY, true).await?;
    tx.save().await
}

fn birth_date(card: &Card) -> Option<String> {
    Some(card.birth_date?.as_birth_date()?.to_iso())
}
