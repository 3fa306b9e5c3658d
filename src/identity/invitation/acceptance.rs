//! Acceptance of an invitation: by the account that has its address, or by a new one.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        access::{Actor, Role},
        appointment, password,
        person::{self, NewPerson, PersonKind},
        session,
    },
    sql,
    thai::text,
    web::locale::Text,
};

use super::{Invitation, hash};

/// What somebody without a password types to accept.
#[derive(Default)]
pub struct Joining<'a> {
    /// Title before the name.
    pub prefix: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Family name.
    pub last_name: &'a str,
    /// The new password.
    pub password: &'a str,
}

/// How an invitation can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The account of this address is logged in.
    Accept,
    /// Somebody else is logged in here.
    Other,
    /// There is an account, which has to log in.
    LogIn,
    /// There is an account without a password.
    ChoosePassword,
    /// There is no account yet.
    Join,
}

/// The invitation of a link that can still be used.
///
/// # Errors
/// `NotFound` when it was used, withdrawn, replaced, has expired or never was.
pub async fn look(tx: &mut Tx, token: &str) -> Result<Invitation> {
    let (hash, now) = (hash(token), tx.now());
    let id: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select id from invitation where token_hash = $1 and expires_at > $2")
            .bind(hash)
            .bind(now)
            .fetch_optional(tx)
            .await
    )?;
    match id {
        Some(id) => super::get(tx, &id).await,
        None => Err(Error::NotFound(Text::new("people-no-invitation"))),
    }
}

/// How `me` can accept it here and now.
pub async fn way(tx: &mut Tx, app: &App, me: Option<&Actor>, one: &Invitation) -> Result<Way> {
    if let Some(me) = me {
        return Ok(if me.email == one.email { Way::Accept } else { Way::Other });
    }
    Ok(match person::credentials(tx, app, &one.email).await? {
        Some(known) if known.password_hash.is_some() => Way::LogIn,
        Some(_) => Way::ChoosePassword,
        None => Way::Join,
    })
}

/// Accepts: grants the role to the account that has the address of the invitation. An account that
/// has a password must be logged in; the letter alone opens none.
///
/// # Errors
/// `LogInNeeded`, mistakes in the fields, a conflict for whoever is logged in as somebody else.
pub async fn accept(
    app: &App,
    me: Option<&Actor>,
    token: &str,
    joining: &Joining<'_>,
) -> Result<Invitation> {
    let mut tx = app.db.read().await?;
    let one = look(&mut tx, token).await?;
    let way = way(&mut tx, app, me, &one).await?;
    drop(tx);
    let hash = match way {
        Way::LogIn => return Err(Error::LogInNeeded),
        Way::Other => {
            return Err(Error::conflict("other-account", Text::new("people-other-account")));
        }
        Way::Accept => None,
        Way::Join | Way::ChoosePassword => {
            let mistakes = mistakes(&one, joining, way);
            if !mistakes.is_empty() {
                return Err(Error::Mistakes(mistakes));
            }
            Some(app.passwords.hash(joining.password).await?)
        }
    };
    let mut tx = app.db.write().await?;
    let one = look(&mut tx, token).await?;
    let person = match (me, hash) {
        (Some(me), None) => me.id.clone(),
        (_, Some(hash)) => join(&mut tx, app, &one, joining, &hash).await?,
        (None, None) => return Err(Error::LogInNeeded),
    };
    grant(&mut tx, &one, &person).await?;
    tx.save().await?;
    Ok(one)
}

fn mistakes(one: &Invitation, joining: &Joining<'_>, way: Way) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    if way == Way::Join {
        for (field, typed) in [("first_name", joining.first_name), ("last_name", joining.last_name)]
        {
            if text::check_name(typed).is_err() {
                mistakes.push(Mistake::new(field, "name", Text::new("request-name-shape")));
            }
        }
        if !joining.prefix.trim().is_empty() && text::check_name(joining.prefix).is_err() {
            mistakes.push(Mistake::new("prefix", "shape", Text::new("prefix-shape")));
        }
    }
    let about = [joining.first_name, joining.last_name, one.email.as_str()];
    mistakes.extend(password::judge("password", joining.password, &about));
    mistakes
}

/// The account of the invitation's address with its first password: the one that waits for it, or
/// a new one.
async fn join(
    tx: &mut Tx,
    app: &App,
    one: &Invitation,
    joining: &Joining<'_>,
    hash: &str,
) -> Result<PersonId> {
    if let Some(known) = person::credentials(tx, app, &one.email).await? {
        // Somebody chose a password meanwhile: it is theirs to log in with.
        if known.password_hash.is_some() {
            return Err(Error::LogInNeeded);
        }
        person::set_password(tx, &known.id, hash).await?;
        session::end_all(tx, &known.id, None).await?;
        return Ok(known.id);
    }
    let role = Role::from_code(&one.role);
    let operators = role.is_some_and(Role::is_the_operators);
    let (prefix, first_name, last_name) = (
        text::normalise(joining.prefix),
        text::normalise(joining.first_name),
        text::normalise(joining.last_name),
    );
    let new = NewPerson {
        prefix: &prefix,
        first_name: &first_name,
        last_name: &last_name,
        birth_date: None,
        email: &one.email,
        kind: if operators { PersonKind::StatePersonnel } else { PersonKind::CivilServant },
        agency: one.agency_id.clone(),
        agency_name: None,
        citizen_id: None,
        verification: "none",
        route: None,
        password_hash: Some(hash.to_owned()),
        locale: "th",
    };
    person::add(tx, app, new).await
}

async fn grant(tx: &mut Tx, one: &Invitation, person: &PersonId) -> Result<()> {
    let now = tx.now();
    let role = Role::from_code(&one.role).ok_or_else(Error::not_found)?;
    // Four eyes: whoever invited is somebody else, whatever the address says today.
    if one.invited_by.as_ref() == Some(person) {
        return Err(Error::conflict("own-role", Text::new("people-own-role")));
    }
    let accepted = sql!(
        tx,
        sqlx::query(
            "update invitation set accepted_at = $1, person_id = $2
             where id = $3 and accepted_at is null and withdrawn_at is null and expires_at > $1"
        )
        .bind(now)
        .bind(person)
        .bind(&one.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if accepted == 0 {
        return Err(Error::NotFound(Text::new("people-no-invitation")));
    }
    // The letter arrived, or there would be no link.
    person::confirm_email(tx, person).await?;
    let facts = json!({"role": one.role});
    audit::record(tx, Some(person), "invitation.accepted", &one.id, facts).await?;
    if appointment::holds(tx, person, role, one.agency_id.as_ref()).await? {
        return Ok(());
    }
    person::appoint(tx, one.invited_by.as_ref(), person, role, one.agency_id.as_ref()).await
}
