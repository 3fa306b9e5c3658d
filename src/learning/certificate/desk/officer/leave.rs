//! Leave: when an officer is away and who stands in. It ends by itself.

pub mod entry;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

pub use self::entry::{NewLeave, enter};
use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::{LeaveId, PersonId},
    identity::access::{Act, Actor},
    sql,
    thai::{date, name},
    web::locale::Text,
};

/// A leave that has not ended.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leave {
    /// Which.
    pub id: LeaveId,
    /// Who is away.
    pub person_id: PersonId,
    /// Who stands in.
    pub stand_in_id: PersonId,
    first_day: String,
    last_day: String,
    prefix: String,
    first_name: String,
    last_name: String,
    stand_in_prefix: String,
    stand_in_first_name: String,
    stand_in_last_name: String,
}

impl Leave {
    /// What the one who is away is called.
    pub fn name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// What the one who stands in is called.
    pub fn stand_in(&self) -> String {
        name::full(&self.stand_in_prefix, &self.stand_in_first_name, &self.stand_in_last_name)
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.first_day.parse().unwrap_or_default()
    }

    /// The last day.
    pub fn last(&self) -> NaiveDate {
        self.last_day.parse().unwrap_or_default()
    }

    /// Whether `day` lies within it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.first() <= day && day <= self.last()
    }
}

/// Ends the leave of `me` now, or takes it back before it begins.
pub async fn end(tx: &mut Tx, me: &Actor) -> Result<()> {
    decides(me)?;
    let now = tx.now();
    let today = date::bangkok_date(now).to_string();
    let ended: Option<LeaveId> = sql!(
        tx,
        sqlx::query_scalar(
            "update officer_leave set ended_at = $1
             where person_id = $2 and ended_at is null and last_day >= $3 returning id"
        )
        .bind(now)
        .bind(&me.id)
        .bind(today)
        .fetch_optional(tx)
        .await
    )?;
    let Some(id) = ended else { return Err(Error::NotFound(Text::new("decide-leave-none"))) };
    audit::record(tx, Some(&me.id), "certificate.leave_ended", id.as_str(), json!({})).await
}

/// Leaves that last or are to come, the next first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Leave>> {
    let today = date::bangkok_date(tx.now()).to_string();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select l.id, l.person_id, l.stand_in_id, l.first_day, l.last_day, p.prefix,
                    p.first_name, p.last_name, s.prefix as stand_in_prefix,
                    s.first_name as stand_in_first_name, s.last_name as stand_in_last_name
             from officer_leave l join person p on p.id = l.person_id
             join person s on s.id = l.stand_in_id
             where l.ended_at is null and l.last_day >= $1 order by l.first_day, l.id limit 200"
        )
        .bind(today)
        .fetch_all(tx)
        .await
    )?)
}

/// Who stands in for `person` at `now`; none: `person` is there.
pub async fn stand_in(
    tx: &mut Tx,
    person: &PersonId,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let today = date::bangkok_date(now).to_string();
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select stand_in_id from officer_leave
             where person_id = $1 and ended_at is null and first_day <= $2 and last_day >= $2"
        )
        .bind(person)
        .bind(today)
        .fetch_optional(tx)
        .await
    )?)
}

fn decides(me: &Actor) -> Result<()> {
    if me.may(Act::DecideCertificateRequests) { Ok(()) } else { Err(Error::Forbidden) }
}
