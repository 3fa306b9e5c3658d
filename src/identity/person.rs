//! Person: the row, how it is added and read; finding and changing stand beside.

mod changes;
mod look_up;

use chrono::{DateTime, Utc};
use serde_json::json;

pub use self::{
    changes::{appoint, confirm_email, describe, rename, set_email, set_password, take_password},
    look_up::{
        Credentials, claim, credentials, email_key, has_citizen_id, has_confirmed, has_email,
        is_closed, is_taken, read_email, verified,
    },
};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::citizen_id::CitizenId,
    sql,
    thai::{name, text},
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
