//! Invitation: a role offered by letter, granted when the invited person accepts it.

pub mod acceptance;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{AgencyId, PersonId},
    identity::{access::Role, person},
    mail, sql,
    thai::{name, text},
    web::locale::{Locale, Text, Value},
};

/// How long the link in the letter can be used.
pub const LASTS: Duration = Duration::days(7);

/// A row of `invitation` with the names around it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    /// Which.
    pub id: String,
    /// Where the letter goes; the account that accepts has this address.
    pub email: String,
    /// Title before the name, may be empty.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name, may be empty.
    pub last_name: String,
    /// To what.
    pub role: String,
    /// Within which agency.
    pub agency_id: Option<AgencyId>,
    /// Its Thai name.
    pub agency: Option<String>,
    /// Who invites; none: the command line of the server.
    pub invited_by: Option<PersonId>,
    /// When the first letter was written.
    pub invited_at: DateTime<Utc>,
    /// When the newest letter was written.
    pub sent_at: DateTime<Utc>,
    /// Until when its link can be used.
    pub expires_at: DateTime<Utc>,
}

impl Invitation {
    /// The name as Thais write it.
    pub fn full_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// `invited`, or `expired` when a new letter is needed.
    pub fn state(&self, now: DateTime<Utc>) -> &'static str {
        if self.expires_at > now { "invited" } else { "expired" }
    }
}

/// Somebody to invite, as typed.
#[derive(Default)]
pub struct NewInvitation<'a> {
    /// Title before the name.
    pub prefix: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Family name.
    pub last_name: &'a str,
    /// Where the letter goes.
    pub email: &'a str,
}

/// The columns of an open invitation, once; what is asked of them follows.
macro_rules! select_open {
    ($rest:literal) => {
        concat!(
            "select i.id, i.email, i.prefix, i.first_name, i.last_name, i.role, i.agency_id,
                    a.name_th as agency, i.invited_by, i.invited_at, i.sent_at, i.expires_at
             from invitation i left join agency a on a.id = i.agency_id
             where i.accepted_at is null and i.withdrawn_at is null ",
            $rest
        )
    };
}

/// Invites somebody to a role, by a letter. Gives the invitation and the address of its link, which
/// is kept nowhere else.
///
/// # Errors
/// Mistakes in the fields; a conflict when the person is appointed or invited already; nobody
/// invites themselves.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    by: Option<&PersonId>,
    new: &NewInvitation<'_>,
    role: Role,
    agency: Option<&AgencyId>,
) -> Result<(Invitation, String)> {
    let email = read(new, role, agency)?;
    let known = person::credentials(tx, app, &email).await?;
    if let Some(known) = &known {
        if by == Some(&known.id) {
            return Err(Error::mistake("email", "own", Text::new("people-own-role")));
        }
        if super::appointment::holds(tx, &known.id, role, agency).await? {
            return Err(Error::mistake("email", "taken", Text::new("people-appointed-already")));
        }
    } else if person::is_closed(tx, &email).await? {
        return Err(Error::mistake("email", "closed", Text::new("people-email-closed")));
    }
    let (id, now, token) = (tx.fresh_id(), tx.now(), fresh_token(tx));
    let added = sql!(
        tx,
        sqlx::query(
            "insert into invitation (id, token_hash, email, prefix, first_name, last_name, role,
                 agency_id, invited_by, invited_at, sent_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) on conflict do nothing"
        )
        .bind(&id)
        .bind(hash(&token))
        .bind(&email)
        .bind(text::normalise(new.prefix))
        .bind(text::normalise(new.first_name))
        .bind(text::normalise(new.last_name))
        .bind(role.code())
        .bind(agency)
        .bind(by)
        .bind(now)
        .bind(now + LASTS)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if added == 0 {
        return Err(Error::mistake("email", "invited", Text::new("people-invited-already")));
    }
    audit::record(tx, by, "invitation.sent", &id, json!({"role": role.code()})).await?;
    let invitation = get(tx, &id).await?;
    let url = app.url(&format!("/invitations/{token}"));
    write_letter(tx, &invitation, &url).await?;
    Ok((invitation, url))
}

/// Reads the fields; gives the address as it is kept.
fn read(new: &NewInvitation<'_>, role: Role, agency: Option<&AgencyId>) -> Result<String> {
    let mut mistakes = Vec::new();
    let shape = |field| Mistake::new(field, "name", Text::new("request-name-shape"));
    if text::check_name(new.first_name).is_err() {
        mistakes.push(shape("first_name"));
    }
    // The command line takes a single name; pages ask for both.
    if !new.last_name.is_empty() && text::check_name(new.last_name).is_err() {
        mistakes.push(shape("last_name"));
    }
    if !new.prefix.trim().is_empty() && text::check_name(new.prefix).is_err() {
        mistakes.push(Mistake::new("prefix", "shape", Text::new("prefix-shape")));
    }
    if agency.is_none() && !role.is_the_operators() {
        mistakes.push(Mistake::new("agency", "required", Text::new("people-agency-required")));
    }
    if agency.is_some() && role.is_the_operators() {
        mistakes.push(Mistake::new("agency", "none", Text::new("people-agency-none")));
    }
    match person::read_email(new.email) {
        Some(email) if mistakes.is_empty() => Ok(email),
        Some(_) => Err(Error::Mistakes(mistakes)),
        None => {
            mistakes.push(Mistake::new("email", "shape", Text::new("email-shape")));
            Err(Error::Mistakes(mistakes))
        }
    }
}

/// Every invitation that was neither accepted nor withdrawn, the newest first.
pub async fn open(tx: &mut Tx) -> Result<Vec<Invitation>> {
    Ok(sql!(tx, sqlx::query_as(select_open!("order by i.id desc limit 500")).fetch_all(tx).await)?)
}

/// The same of one agency.
pub async fn of_agency(tx: &mut Tx, agency: &AgencyId) -> Result<Vec<Invitation>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_open!("and i.agency_id = $1 order by i.id"))
            .bind(agency)
            .fetch_all(tx)
            .await
    )?)
}

/// The open invitation with this id.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Invitation> {
    let found: Option<Invitation> =
        sql!(tx, sqlx::query_as(select_open!("and i.id = $1")).bind(id).fetch_optional(tx).await)?;
    found.ok_or_else(|| Error::NotFound(Text::new("people-no-invitation")))
}

/// Writes the letter anew, with a new link; the link of the letter before ends.
pub async fn send_again(tx: &mut Tx, app: &App, by: &PersonId, id: &str) -> Result<()> {
    let (now, token) = (tx.now(), fresh_token(tx));
    let kept = sql!(
        tx,
        sqlx::query(
            "update invitation set token_hash = $1, sent_at = $2, expires_at = $3
             where id = $4 and accepted_at is null and withdrawn_at is null"
        )
        .bind(hash(&token))
        .bind(now)
        .bind(now + LASTS)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    let invitation = get(tx, id).await?;
    if kept == 1 {
        audit::record(tx, Some(by), "invitation.sent_again", id, json!({})).await?;
        write_letter(tx, &invitation, &app.url(&format!("/invitations/{token}"))).await?;
    }
    Ok(())
}

/// Takes an invitation back; its link ends, and the invited person is told.
pub async fn withdraw(tx: &mut Tx, by: &PersonId, id: &str) -> Result<()> {
    let invitation = get(tx, id).await?;
    let now = tx.now();
    let withdrawn = sql!(
        tx,
        sqlx::query(
            "update invitation set withdrawn_at = $1, withdrawn_by = $2
             where id = $3 and accepted_at is null and withdrawn_at is null"
        )
        .bind(now)
        .bind(by)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if withdrawn == 1 {
        audit::record(tx, Some(by), "invitation.withdrawn", id, json!({})).await?;
        let values = letter_values(&invitation);
        mail::send(tx, &invitation.email, Locale::Th, "mail-people-withdrawn", &values).await?;
    }
    Ok(())
}

async fn write_letter(tx: &mut Tx, invitation: &Invitation, url: &str) -> Result<()> {
    let mut values = letter_values(invitation);
    values.push(("url", url.to_owned().into()));
    values.push(("until", Locale::Th.moment(invitation.expires_at).into()));
    mail::send(tx, &invitation.email, Locale::Th, "mail-people-invited", &values).await
}

fn letter_values(invitation: &Invitation) -> Vec<(&'static str, Value)> {
    let place = invitation.agency.clone().unwrap_or_else(|| Locale::Th.t("people-operator"));
    vec![
        ("name", invitation.full_name().into()),
        ("role", Locale::Th.t(&format!("role-{}", invitation.role.replace('_', "-"))).into()),
        ("place", place.into()),
    ]
}

/// 192 random bits in hex.
fn fresh_token(tx: &Tx) -> String {
    hex::encode(bytes::<24>(tx.random()))
}

/// What is kept of a token.
fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
