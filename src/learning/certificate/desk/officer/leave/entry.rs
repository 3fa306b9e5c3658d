//! Entering a leave: its days, and who stands in, who is told.

use chrono::NaiveDate;
use serde_json::json;

use super::decides;
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{LeaveId, PersonId},
    identity::access::Actor,
    learning::certificate::desk::officer,
    mail, sql,
    thai::date,
    web::locale::Text,
};

/// The longest leave that can be entered, in days.
const LONGEST: i64 = 366;

/// A leave as typed.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewLeave {
    /// First day, as Thais write it or ISO.
    pub first_day: String,
    /// Last day.
    pub last_day: String,
    /// Id or address of the officer who stands in.
    pub stand_in: String,
}

/// Enters a leave of `me`.
///
/// # Errors
/// Mistakes in fields, or a conflict where a leave is entered already.
pub async fn enter(tx: &mut Tx, app: &App, me: &Actor, new: &NewLeave) -> Result<LeaveId> {
    decides(me)?;
    let today = date::bangkok_date(tx.now());
    let mut mistakes = Vec::new();
    let first = day("first_day", &new.first_day, &mut mistakes);
    let last = day("last_day", &new.last_day, &mut mistakes);
    if let (Some(first), Some(last)) = (first, last) {
        if last < first || last < today {
            let text = Text::new("decide-leave-order");
            mistakes.push(Mistake::new("last_day", "order", text));
        } else if (last - first).num_days() >= LONGEST || (first - today).num_days() >= LONGEST {
            mistakes.push(Mistake::new("last_day", "long", Text::new("decide-leave-long")));
        }
    }
    let stand_in = officer::find(tx, &new.stand_in).await?;
    match &stand_in {
        None => {
            let text = Text::new("decide-officer-unknown");
            mistakes.push(Mistake::new("stand_in", "unknown", text));
        }
        Some(officer) if officer.id == me.id => {
            mistakes.push(Mistake::new("stand_in", "own", Text::new("decide-leave-own")));
        }
        Some(officer) => {
            if let (Some(first), Some(last)) = (first, last)
                && is_away(tx, &officer.id, first, last).await?
            {
                let text = Text::new("decide-leave-both");
                mistakes.push(Mistake::new("stand_in", "away", text));
            }
        }
    }
    let (Some(first), Some(last), Some(stand_in), true) =
        (first, last, stand_in, mistakes.is_empty())
    else {
        return Err(Error::Mistakes(mistakes));
    };
    let (id, now) = (LeaveId::new(tx), tx.now());
    sql!(
        tx,
        sqlx::query(
            "update officer_leave set ended_at = $1
             where person_id = $2 and ended_at is null and last_day < $3"
        )
        .bind(now)
        .bind(&me.id)
        .bind(today.to_string())
        .execute(tx)
        .await
        .map(drop)
    )?;
    let entered = sql!(
        tx,
        sqlx::query(
            "insert into officer_leave (id, person_id, stand_in_id, first_day, last_day, entered_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (person_id) where ended_at is null do nothing"
        )
        .bind(&id)
        .bind(&me.id)
        .bind(&stand_in.id)
        .bind(first.to_string())
        .bind(last.to_string())
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if entered == 0 {
        return Err(Error::conflict("leave-entered", Text::new("decide-leave-entered")));
    }
    let facts = json!({"days": (last - first).num_days() + 1, "stand_in": stand_in.id});
    audit::record(tx, Some(&me.id), "certificate.leave_entered", id.as_str(), facts).await?;
    let locale = stand_in.locale();
    let values = [
        ("name", stand_in.full_name().into()),
        ("officer", me.name.clone().into()),
        ("first", locale.day(first).into()),
        ("last", locale.day(last).into()),
        ("url", app.url("/approvals").into()),
    ];
    mail::send(tx, &stand_in.email, locale, "mail-decide-stand-in", &values).await?;
    Ok(id)
}

/// Whether an officer is on leave on any of these days.
async fn is_away(
    tx: &mut Tx,
    person: &PersonId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from officer_leave
             where person_id = $1 and ended_at is null and first_day <= $2 and last_day >= $3"
        )
        .bind(person)
        .bind(last.to_string())
        .bind(first.to_string())
        .fetch_one(tx)
        .await
    )?;
    Ok(found > 0)
}

fn day(field: &'static str, typed: &str, mistakes: &mut Vec<Mistake>) -> Option<NaiveDate> {
    let typed = typed.trim();
    // A date field of a browser sends ISO.
    let read = typed.parse().ok().or_else(|| date::read(typed).ok());
    if read.is_none() {
        let text = if typed.is_empty() { "required" } else { "unreadable" };
        let key = match (field, typed.is_empty()) {
            ("first_day", true) => "decide-leave-first-day",
            (_, true) => "decide-leave-last-day",
            _ => "decide-leave-day",
        };
        mistakes.push(Mistake::new(field, text, Text::new(key)));
    }
    read
}
