//! A full citizen id, seen once by an officer for a written reason; the person sees every view.
//!
//! This is the one way by which a number leaves identity unmasked. What comes out has no `Display`,
//! no `Debug` and no `Serialize`, and one template prints it; a test reads the sources for others.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::{
        access::{Act, Actor, Role},
        citizen_id::CitizenId,
        person,
        seal::Sealed,
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text, Value},
};

/// The fewest and the most characters of a reason.
const REASON: std::ops::RangeInclusive<usize> = 10..=500;

/// A full number on its way to the page that shows it.
///
/// ```compile_fail
/// fn log(number: rian::identity::citizen_id_view::Revealed) { println!("{number:?}"); }
/// ```
pub struct Revealed(String);

impl Revealed {
    /// The number as it is written on cards; for the one template.
    pub fn as_on_the_card(&self) -> &str {
        &self.0
    }
}

/// A look that somebody took.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct View {
    /// In which role.
    pub role: String,
    /// Of which office; none for the operator.
    pub office: Option<String>,
    /// Why, in the officer's words.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The number of `person` as it may always be shown, if there is one.
pub async fn masked(tx: &mut Tx, app: &App, person: &PersonId) -> Result<Option<String>> {
    Ok(open(tx, app, person).await?.map(|number| number.masked()))
}

/// Opens the number of `person` for `officer`, and leaves the trace: a row, an audit entry and a
/// letter. Only once the transaction is kept may the number be shown.
///
/// # Errors
/// `Forbidden`; a mistake in `/reason`; a conflict when the person has no number.
pub async fn reveal_for_view(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    person: &PersonId,
    reason: &str,
) -> Result<Revealed> {
    let grant = officer.grants.iter().find(|grant| is_viewer(grant.role));
    let grant = grant.filter(|_| officer.may(Act::ViewCitizenId)).ok_or(Error::Forbidden)?;
    let reason = text::normalise(reason);
    if !REASON.contains(&text::graphemes(&reason)) {
        let text = Text::new("privacy-view-reason-needed");
        return Err(Error::mistake("reason", "required", text));
    }
    let Some(number) = open(tx, app, person).await? else {
        return Err(Error::conflict("no-citizen-id", Text::new("privacy-view-none")));
    };
    let office = office(tx, grant.agency.as_ref()).await?;
    let (id, now) = (tx.fresh_id(), tx.now());
    let role = grant.role.code();
    sql!(
        tx,
        sqlx::query(
            "insert into citizen_id_view (id, person_id, officer_id, role, office, reason, at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(&id)
        .bind(person)
        .bind(&officer.id)
        .bind(role)
        .bind(&office)
        .bind(&reason)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"role": role, "view": id});
    let by = Some(&officer.id);
    audit::record(tx, by, "citizen_id.viewed", person.as_str(), facts).await?;
    let owner = person::get(tx, person).await?;
    let locale = Locale::from_code(&owner.locale).unwrap_or_default();
    let values: [(&'static str, Value); 4] = [
        ("name", owner.full_name().into()),
        ("role", locale.t(&format!("role-{}", role.replace('_', "-"))).into()),
        ("when", locale.moment(now).into()),
        ("url", app.url("/me/privacy").into()),
    ];
    mail::send(tx, &owner.email, locale, "mail-citizen-id-viewed", &values).await?;
    let d = number.digits();
    let (a, b, c, e, f) = (&d[..1], &d[1..5], &d[5..10], &d[10..12], &d[12..]);
    Ok(Revealed(format!("{a} {b} {c} {e} {f}")))
}

fn is_viewer(role: Role) -> bool {
    matches!(role, Role::DeskOfficer | Role::ServiceOfficer)
}

/// Every view of the number of `person`, the latest first.
pub async fn of(tx: &mut Tx, person: &PersonId) -> Result<Vec<View>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select role, office, reason, at from citizen_id_view where person_id = $1
             order by id desc"
        )
        .bind(person)
        .fetch_all(tx)
        .await
    )?)
}

async fn open(tx: &mut Tx, app: &App, person: &PersonId) -> Result<Option<CitizenId>> {
    let row: Option<(Option<Vec<u8>>, Option<i64>)> = sql!(
        tx,
        sqlx::query_as("select citizen_id_sealed, citizen_id_key from person where id = $1")
            .bind(person)
            .fetch_optional(tx)
            .await
    )?;
    match row.ok_or_else(Error::not_found)? {
        (Some(bytes), Some(key)) => {
            Ok(Some(CitizenId::open(&app.keys, person, &Sealed { bytes, key })?))
        }
        _ => Ok(None),
    }
}

async fn office(tx: &mut Tx, agency: Option<&AgencyId>) -> Result<Option<String>> {
    let Some(agency) = agency else { return Ok(None) };
    Ok(sql!(
        tx,
        sqlx::query_scalar("select name_th from agency where id = $1")
            .bind(agency)
            .fetch_optional(tx)
            .await
    )?)
}
