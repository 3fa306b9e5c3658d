//! Appointment: who holds which role since when and by whom; confirmed once a year, ended at once.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::access::{Act, Actor, Role},
    mail, sql,
    thai::{name, text},
    web::locale::{Locale, Text},
};

/// How long an appointment stands without somebody confirming that it is still needed.
pub const REVIEWED_EVERY: Duration = Duration::days(365);

/// A row of `membership` with the names around it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Appointment {
    /// Which.
    pub id: String,
    /// Who.
    pub person_id: PersonId,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go.
    pub email: String,
    /// Which language they are written in.
    pub locale: String,
    /// To what.
    pub role: String,
    /// Whether this is the agency's one main mail administrator.
    pub main: bool,
    /// Thai name of the agency, for an agency's role.
    pub agency: Option<String>,
    /// Since when.
    pub granted_at: DateTime<Utc>,
    /// Name of whoever granted it; none: the command line, or before it was written down.
    pub granted_by: Option<String>,
    /// When somebody last confirmed that it is needed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Last log-in of the person.
    pub last_log_in: Option<DateTime<Utc>>,
}

impl Appointment {
    /// The name as Thais write it.
    pub fn full_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// The role's code for `role-…`: the main administrator has a name of their own.
    pub fn role_shown(&self) -> &str {
        if self.main { "main_admin" } else { &self.role }
    }

    /// By when somebody has to confirm it.
    pub fn review_due(&self) -> DateTime<Utc> {
        self.confirmed_at.unwrap_or(self.granted_at) + REVIEWED_EVERY
    }

    /// Whether that has passed.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.review_due() < now
    }
}

/// The columns of an appointment that has not ended, once; what is asked of them follows.
macro_rules! select_appointment {
    ($rest:literal) => {
        concat!(
            "select m.id, m.person_id, p.prefix, p.first_name, p.last_name, p.email, p.locale,
                    m.role, coalesce(m.main, $1) as main, a.name_th as agency, m.granted_at,
                    case when g.id is null then null
                         else trim(g.prefix || g.first_name || ' ' || g.last_name) end as granted_by,
                    m.confirmed_at,
                    (select max(t.at) from audit t
                     where t.subject = p.id and t.act = 'session.started') as last_log_in
             from membership m join person p on p.id = m.person_id
             left join agency a on a.id = m.agency_id
             left join person g on g.id = m.granted_by
             where m.ended_at is null ",
            $rest
        )
    };
}

/// Every appointment that has not ended, or those to one role, by name.
pub async fn all(tx: &mut Tx, role: Option<Role>) -> Result<Vec<Appointment>> {
    let role = role.map(Role::code);
    Ok(sql!(
        tx,
        sqlx::query_as(select_appointment!(
            "and ($2 is null or m.role = $2) order by p.sort_key, m.id limit 2000"
        ))
        .bind(false)
        .bind(role)
        .fetch_all(tx)
        .await
    )?)
}

/// Every appointment of one person that has not ended.
pub async fn of_person(tx: &mut Tx, person: &PersonId) -> Result<Vec<Appointment>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_appointment!("and m.person_id = $2 order by m.id"))
            .bind(false)
            .bind(person)
            .fetch_all(tx)
            .await
    )?)
}

/// The appointment with this id, if it has not ended.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Appointment> {
    let found: Option<Appointment> = sql!(
        tx,
        sqlx::query_as(select_appointment!("and m.id = $2"))
            .bind(false)
            .bind(id)
            .fetch_optional(tx)
            .await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("people-no-appointment")))
}

/// Whether a person is appointed to the role, in that agency.
pub async fn holds(
    tx: &mut Tx,
    person: &PersonId,
    role: Role,
    agency: Option<&AgencyId>,
) -> Result<bool> {
    let agency = agency.map_or("", AgencyId::as_str);
    let there: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from membership where person_id = $1 and role = $2
                 and coalesce(agency_id, '') = $3 and ended_at is null"
        )
        .bind(person)
        .bind(role.code())
        .bind(agency)
        .fetch_one(tx)
        .await
    )?;
    Ok(there > 0)
}

/// Confirms that an appointment is still needed.
///
/// # Errors
/// `Forbidden`; a conflict over one's own.
pub async fn confirm(tx: &mut Tx, me: &Actor, id: &str) -> Result<()> {
    let one = somebody_elses(tx, me, id).await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update membership set confirmed_at = $1, confirmed_by = $2
             where id = $3 and ended_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(&one.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"role": one.role});
    audit::record(tx, Some(&me.id), "membership.confirmed", one.person_id.as_str(), facts).await
}

/// Ends an appointment for a reason, at once: what a person may do is read for every request. The
/// person is told.
///
/// # Errors
/// `Forbidden`; a mistake in `reason`; a conflict over one's own and over the last system
/// administrator.
pub async fn end(tx: &mut Tx, me: &Actor, id: &str, reason: &str) -> Result<()> {
    let one = somebody_elses(tx, me, id).await?;
    let reason = text::normalise(reason);
    if reason.is_empty() {
        return Err(Error::mistake("reason", "required", Text::new("reason-required")));
    }
    if text::graphemes(&reason) > 1000 {
        return Err(Error::mistake("reason", "long", Text::new("reason-long")));
    }
    if one.role == Role::SystemAdmin.code() && count_held(tx, Role::SystemAdmin).await? < 2 {
        return Err(Error::conflict("last-admin", Text::new("people-last-admin")));
    }
    let now = tx.now();
    let ended = sql!(
        tx,
        sqlx::query(
            "update membership set ended_at = $1, ended_by = $2, end_reason = $3
             where id = $4 and ended_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(&reason)
        .bind(&one.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if ended == 0 {
        return Err(Error::NotFound(Text::new("people-no-appointment")));
    }
    let facts = json!({"role": one.role});
    audit::record(tx, Some(&me.id), "membership.ended", one.person_id.as_str(), facts).await?;
    let locale = Locale::from_code(&one.locale).unwrap_or_default();
    let values = [
        ("name", one.full_name().into()),
        ("role", locale.t(&format!("role-{}", one.role_shown().replace('_', "-"))).into()),
        ("place", one.agency.clone().unwrap_or_else(|| locale.t("people-operator")).into()),
        ("reason", reason.into()),
    ];
    mail::send(tx, &one.email, locale, "mail-people-ended", &values).await
}

/// The appointment, if it is not one's own: four eyes.
async fn somebody_elses(tx: &mut Tx, me: &Actor, id: &str) -> Result<Appointment> {
    if !me.may(Act::AppointPeople) {
        return Err(Error::Forbidden);
    }
    let one = get(tx, id).await?;
    if one.person_id == me.id {
        return Err(Error::conflict("own-role", Text::new("people-own-role")));
    }
    Ok(one)
}

/// How many people hold a role; whoever else ends one of these waits until this transaction ends.
async fn count_held(tx: &mut Tx, role: Role) -> Result<i64> {
    sql!(
        tx,
        sqlx::query("update membership set role = role where role = $1 and ended_at is null")
            .bind(role.code())
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select count(distinct person_id) from membership where role = $1 and ended_at is null"
        )
        .bind(role.code())
        .fetch_one(tx)
        .await
    )?)
}
