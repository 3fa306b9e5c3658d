//! Finding a person: by citizen id, by address, by what is typed at log-in.

use chrono::{DateTime, Utc};

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{citizen_id::CitizenId, laser_code::LaserCode, seal::Sealed, verification::Claim},
    sql,
    thai::date::BirthDate,
    web::locale::Text,
};

/// Whether a verified person has this citizen id.
pub async fn is_taken(tx: &mut Tx, app: &App, citizen_id: &CitizenId) -> Result<bool> {
    let index = citizen_id.index(&app.keys);
    let taken: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from person where citizen_id_index = $1 and verification = 'verified'"
        )
        .bind(&index)
        .fetch_one(tx)
        .await
    )?;
    Ok(taken > 0)
}

/// The verified person who has this citizen id.
pub async fn verified(tx: &mut Tx, app: &App, citizen_id: &CitizenId) -> Result<Option<PersonId>> {
    let index = citizen_id.index(&app.keys);
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select id from person where citizen_id_index = $1 and verification = 'verified'"
        )
        .bind(&index)
        .fetch_optional(tx)
        .await
    )?)
}

/// Whether `id` signed up with this citizen id, verified or not.
pub async fn has_citizen_id(
    tx: &mut Tx,
    app: &App,
    id: &PersonId,
    citizen_id: &CitizenId,
) -> Result<bool> {
    let index = citizen_id.index(&app.keys);
    let same: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from person where id = $1 and citizen_id_index = $2")
            .bind(id)
            .bind(&index)
            .fetch_one(tx)
            .await
    )?;
    Ok(same > 0)
}

/// What log-in compares: who, and the hash if a password was ever set.
#[derive(sqlx::FromRow)]
pub struct Credentials {
    /// Who.
    pub id: PersonId,
    /// PHC string.
    pub password_hash: Option<String>,
    /// Device cookies given before do not count.
    pub devices_from: Option<DateTime<Utc>>,
}

/// The account for a log-in name: an e-mail address, or a citizen id. A number belongs to its
/// verified holder alone; before that, to the one unverified account that has it.
pub async fn credentials(tx: &mut Tx, app: &App, login: &str) -> Result<Option<Credentials>> {
    let index = CitizenId::read(login).ok().map(|citizen_id| citizen_id.index(&app.keys));
    let rows: Vec<Credentials> = match index {
        Some(index) => sql!(
            tx,
            sqlx::query_as(
                "select id, password_hash, devices_from from person where citizen_id_index = $1
                 and verification <> 'refused' and closed_at is null
                 order by case when verification = 'verified' then 0 else 1 end, id limit 2"
            )
            .bind(&index)
            .fetch_all(tx)
            .await
        )?,
        None => {
            let email = email_key(login);
            sql!(
                tx,
                sqlx::query_as(
                    "select id, password_hash, devices_from from person
                     where email = $1 and closed_at is null"
                )
                .bind(&email)
                .fetch_all(tx)
                .await
            )?
        }
    };
    Ok(rows.into_iter().next())
}

/// An address as it is kept and compared: trimmed, ASCII digits, small letters.
pub fn email_key(text: &str) -> String {
    crate::thai::digits::to_arabic(text.trim()).to_lowercase()
}

/// Reads an e-mail address as typed.
pub fn read_email(text: &str) -> Option<String> {
    let key = email_key(text);
    let address: lettre::Address = key.parse().ok()?;
    // A domain without a dot is a host of some local network, or a slip of the hand.
    (address.domain().contains('.') && key.len() <= 254).then_some(key)
}

/// Whether somebody has this address.
pub async fn has_email(tx: &mut Tx, email: &str) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from person where email = $1")
            .bind(email)
            .fetch_one(tx)
            .await
    )?;
    Ok(found > 0)
}

/// Whether letters to the address are known to arrive at its owner.
pub async fn has_confirmed(tx: &mut Tx, id: &PersonId) -> Result<bool> {
    let confirmed: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from person where id = $1 and email_confirmed_at is not null"
        )
        .bind(id)
        .fetch_one(tx)
        .await
    )?;
    Ok(confirmed > 0)
}

/// Whether the address belongs to an account that was closed, and so to nobody who can log in.
pub async fn is_closed(tx: &mut Tx, email: &str) -> Result<bool> {
    let closed: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from person where email = $1 and closed_at is not null"
        )
        .bind(email)
        .fetch_one(tx)
        .await
    )?;
    Ok(closed > 0)
}

/// The claim of a waiting person, with the laser code typed anew.
pub async fn claim(tx: &mut Tx, app: &App, id: &PersonId, laser_code: LaserCode) -> Result<Claim> {
    #[derive(sqlx::FromRow)]
    struct Row {
        first_name: String,
        last_name: String,
        birth_date: Option<String>,
        citizen_id_sealed: Option<Vec<u8>>,
        citizen_id_key: Option<i64>,
    }
    let row: Row = sql!(
        tx,
        sqlx::query_as(
            "select first_name, last_name, birth_date, citizen_id_sealed, citizen_id_key
             from person where id = $1"
        )
        .bind(id)
        .fetch_one(tx)
        .await
    )?;
    let incomplete = || Error::conflict("not-pending", Text::new("verification-not-pending"));
    let birth_date = row.birth_date.as_deref().and_then(|iso| iso.parse::<BirthDate>().ok());
    let sealed = Sealed {
        bytes: row.citizen_id_sealed.ok_or_else(incomplete)?,
        key: row.citizen_id_key.ok_or_else(incomplete)?,
    };
    Ok(Claim {
        citizen_id: CitizenId::open(&app.keys, id, &sealed)?,
        laser_code,
        first_name: row.first_name,
        last_name: row.last_name,
        birth_date: birth_date.ok_or_else(incomplete)?,
    })
}
