//! Person: add, find, set a password, confirm an address.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::{
        access::Role, citizen_id::CitizenId, laser_code::LaserCode, seal::Sealed,
        verification::Claim,
    },
    sql,
    thai::{date::BirthDate, name, text},
    web::locale::Text,
};

/// The three kinds of people the service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonKind {
    /// ข้าราชการ
    CivilServant,
    /// บุคลากรภาครัฐ
    StatePersonnel,
    /// ประชาชนทั่วไป
    Public,
}

impl PersonKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::CivilServant, Self::StatePersonnel, Self::Public];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::CivilServant => "civil_servant",
            Self::StatePersonnel => "state_personnel",
            Self::Public => "public",
        }
    }

    /// The kind with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A person about to be added.
pub struct NewPerson<'a> {
    /// Title before the name.
    pub prefix: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Family name; empty where the card has none.
    pub last_name: &'a str,
    /// ISO in the common era, 00 for what the card leaves open.
    pub birth_date: Option<String>,
    /// Normalised address.
    pub email: &'a str,
    /// Which kind.
    pub kind: PersonKind,
    /// An agency of the directory.
    pub agency: Option<AgencyId>,
    /// An agency as typed.
    pub agency_name: Option<&'a str>,
    /// Sealed before it is kept.
    pub citizen_id: Option<&'a CitizenId>,
    /// `pending`, `verified` or `none`.
    pub verification: &'static str,
    /// By which route, if verified.
    pub route: Option<&'static str>,
    /// PHC string.
    pub password_hash: Option<String>,
    /// `th` or `en`.
    pub locale: &'static str,
}

/// A row of `person`, without what only a few may see.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name, may be empty.
    pub last_name: String,
    /// Address for letters and log-in.
    pub email: String,
    /// Since when the address is known to be theirs.
    pub email_confirmed_at: Option<DateTime<Utc>>,
    /// `civil_servant`, `state_personnel` or `public`.
    pub person_kind: String,
    /// Name of the agency, from the directory or as typed.
    pub agency: Option<String>,
    /// `pending`, `verified`, `refused` or `none`.
    pub verification: String,
    /// By which route.
    pub verified_route: Option<String>,
    /// Since when.
    pub verified_at: Option<DateTime<Utc>>,
    /// `th` or `en`.
    pub locale: String,
}

impl Person {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }
}

/// Adds a person.
///
/// # Errors
/// A mistake in `/email` when the address belongs to somebody; a conflict when a verified person
/// has that citizen id.
pub async fn add(tx: &mut Tx, app: &App, new: NewPerson<'_>) -> Result<PersonId> {
    let id = PersonId::new(tx);
    let now = tx.now();
    let (sealed, index) = match new.citizen_id {
        Some(citizen_id) => {
            (Some(citizen_id.seal(&app.keys, &id, tx.random())?), Some(citizen_id.index(&app.keys)))
        }
        None => (None, None),
    };
    let (sealed, key) = sealed.map_or((None, None), |it| (Some(it.bytes), Some(it.key)));
    let verified_at = (new.verification == "verified").then_some(now);
    let sort_key = text::sort_key(&format!("{} {}", new.first_name, new.last_name));
    let added = sql!(
        tx,
        sqlx::query(
            "insert into person (id, prefix, first_name, last_name, birth_date, email, person_kind,
                 agency_id, agency_name, citizen_id_sealed, citizen_id_key, citizen_id_index,
                 verification, verified_route, verified_at, password_hash, locale, sort_key, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
             on conflict do nothing"
        )
        .bind(&id)
        .bind(new.prefix)
        .bind(new.first_name)
        .bind(new.last_name)
        .bind(&new.birth_date)
        .bind(new.email)
        .bind(new.kind.code())
        .bind(&new.agency)
        .bind(new.agency_name)
        .bind(&sealed)
        .bind(key)
        .bind(&index)
        .bind(new.verification)
        .bind(new.route)
        .bind(verified_at)
        .bind(&new.password_hash)
        .bind(new.locale)
        .bind(&sort_key)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if added == 0 {
        return match new.citizen_id {
            Some(citizen_id) if is_taken(tx, app, citizen_id).await? => Err(already_joined()),
            _ => Err(Error::mistake("email", "taken", Text::new("email-taken"))),
        };
    }
    let facts = json!({"verification": new.verification, "route": new.route});
    audit::record(tx, Some(&id), "person.added", id.as_str(), facts).await?;
    Ok(id)
}

/// That citizen already has an account.
pub fn already_joined() -> Error {
    Error::conflict("already-joined", Text::new("signup-already-joined"))
}

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

/// The person with this id.
pub async fn get(tx: &mut Tx, id: &PersonId) -> Result<Person> {
    let person: Option<Person> = sql!(
        tx,
        sqlx::query_as(
            "select p.id, p.prefix, p.first_name, p.last_name, p.email, p.email_confirmed_at,
                    p.person_kind, coalesce(a.name_th, p.agency_name) as agency, p.verification,
                    p.verified_route, p.verified_at, p.locale
             from person p left join agency a on a.id = p.agency_id
             where p.id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    person.ok_or_else(|| Error::internal(format!("person {id} is gone")))
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

/// Sets the password.
pub async fn set_password(tx: &mut Tx, id: &PersonId, hash: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update person set password_hash = $1 where id = $2")
            .bind(hash)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(id), "person.password_set", id.as_str(), json!({})).await
}

/// Gives a person another name.
pub async fn rename(
    tx: &mut Tx,
    by: Option<&PersonId>,
    id: &PersonId,
    prefix: &str,
    first_name: &str,
    last_name: &str,
) -> Result<()> {
    let sort_key = text::sort_key(&format!("{first_name} {last_name}"));
    sql!(
        tx,
        sqlx::query(
            "update person set prefix = $1, first_name = $2, last_name = $3, sort_key = $4
             where id = $5"
        )
        .bind(prefix)
        .bind(first_name)
        .bind(last_name)
        .bind(&sort_key)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, by, "person.renamed", id.as_str(), json!({})).await
}

/// Sets what a person says of themselves: kind, agency, language of letters.
pub async fn describe(
    tx: &mut Tx,
    id: &PersonId,
    kind: PersonKind,
    agency: Option<&AgencyId>,
    agency_name: Option<&str>,
    locale: &str,
) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update person set person_kind = $1, agency_id = $2, agency_name = $3, locale = $4
             where id = $5"
        )
        .bind(kind.code())
        .bind(agency)
        .bind(agency_name)
        .bind(locale)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(id), "person.described", id.as_str(), json!({"kind": kind.code()})).await
}

/// Gives a person another address, which is known to be theirs; whether nobody else has it.
pub async fn set_email(tx: &mut Tx, id: &PersonId, email: &str) -> Result<bool> {
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update person set email = $1, email_confirmed_at = $2 where id = $3
             and not exists (select 1 from person other where other.email = $1 and other.id <> $3)"
        )
        .bind(email)
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 1 {
        audit::record(tx, Some(id), "person.email_changed", id.as_str(), json!({})).await?;
    }
    Ok(done == 1)
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

/// Takes the password away: nobody logs in until a new one is chosen by a link.
pub async fn take_password(tx: &mut Tx, id: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update person set password_hash = null where id = $1")
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, None, "person.password_taken", id.as_str(), json!({})).await
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

/// Notes that letters to the address arrive at its owner.
pub async fn confirm_email(tx: &mut Tx, id: &PersonId) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update person set email_confirmed_at = coalesce(email_confirmed_at, $1) where id = $2"
        )
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(id), "person.email_confirmed", id.as_str(), json!({})).await
}

/// Appoints a person to a role.
pub async fn appoint(
    tx: &mut Tx,
    by: Option<&PersonId>,
    id: &PersonId,
    role: Role,
    agency: Option<&AgencyId>,
) -> Result<()> {
    let (membership, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into membership (id, person_id, agency_id, role, granted_at, granted_by)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(membership)
        .bind(id)
        .bind(agency)
        .bind(role.code())
        .bind(now)
        .bind(by)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, by, "membership.granted", id.as_str(), json!({"role": role.code()})).await
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
