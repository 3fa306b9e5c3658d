//! Finding the one person who stands at the desk, by what that person says: never a list of people.

use super::FIND_BY_OFFICER;
use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{access::Actor, citizen_id::CitizenId, limit, person},
    sql,
    web::locale::Text,
};

/// Counts a look-up of `me`.
///
/// # Errors
/// `TooMany`.
pub async fn count(app: &App, me: &Actor) -> Result<()> {
    limit::count(app, &FIND_BY_OFFICER, me.id.as_str()).await
}

/// The person who waits to be verified and has this e-mail address, or this citizen id where only
/// one account claims it.
///
/// # Errors
/// A mistake in `/who`: nobody, somebody verified already, or more than one account.
pub async fn waiting(tx: &mut Tx, app: &App, me: &Actor, who: &str) -> Result<PersonId> {
    let mistake = |code, text| Error::mistake("who", code, text);
    if who.trim().is_empty() {
        return Err(mistake("required", Text::new("desk-who-required")));
    }
    let rows: Vec<(PersonId, String)> = if who.contains('@') {
        let email = person::email_key(who);
        sql!(
            tx,
            sqlx::query_as("select id, verification from person where email = $1")
                .bind(email)
                .fetch_all(tx)
                .await
        )?
    } else {
        let read = CitizenId::read(who);
        let index = read.map_err(|wrong| Error::Mistakes(vec![wrong.in_field("who")]))?;
        let index = index.index(&app.keys);
        sql!(
            tx,
            sqlx::query_as(
                "select id, verification from person
                 where citizen_id_index = $1 and verification <> 'refused' order by id limit 10"
            )
            .bind(index)
            .fetch_all(tx)
            .await
        )?
    };
    if rows.iter().any(|(_, verification)| verification == "verified") {
        return Err(mistake("verified", Text::new("desk-who-verified")));
    }
    let mut waiting = rows.into_iter().filter(|(_, it)| it == "pending" || it == "none");
    match (waiting.next(), waiting.next()) {
        (None, _) => Err(mistake("unknown", Text::new("desk-who-unknown"))),
        (Some(_), Some(_)) => Err(mistake("several", Text::new("desk-who-several"))),
        (Some((person, _)), None) if person == me.id => {
            Err(Error::conflict("desk-own-account", Text::new("desk-own-account")))
        }
        (Some((person, _)), None) => Ok(person),
    }
}
