//! Holidays as workD promises by them: a change of the calendar moves open due dates with it.

use chrono::{DateTime, NaiveDate, Utc};

pub use crate::holidays::{
    holiday::{Holiday, all, calendar},
    shipped::ensure_shipped,
};
use crate::{
    app::App,
    db::Tx,
    error::Result,
    holidays::{holiday, typed::Typed},
    id::{DomainId, RequestId},
    identity::access::Actor,
    sql,
    thai::calendar::Calendar,
    web::locale::{Locale, Value},
    workd::{
        domain::OPENING_PROMISE,
        request::{
            request::{self},
            submission::{self, PROMISE},
        },
    },
};

/// Adds a day off and moves the due dates it touches; gives the day and how many requests moved.
///
/// # Errors
/// Mistakes in the fields.
pub async fn add(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    day: &str,
    typed: &Typed<'_>,
) -> Result<(NaiveDate, usize)> {
    let day = holiday::add(tx, me, day, typed).await?;
    Ok((day, move_due_dates(tx, app).await?))
}

/// Changes what is said of a day off; see [`holiday::change`].
///
/// # Errors
/// Mistakes in the fields; a conflict when somebody else changed it since.
pub async fn change(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    day: &str,
    version: Option<i64>,
    typed: &Typed<'_>,
) -> Result<usize> {
    holiday::change(tx, me, day, version, typed).await?;
    move_due_dates(tx, app).await
}

/// Takes a day off away again, and moves the due dates it touches.
///
/// # Errors
/// A mistake in `/why`; a conflict while a substitution day stands for it.
pub async fn remove(tx: &mut Tx, app: &App, me: &Actor, day: &str, why: &str) -> Result<usize> {
    holiday::remove(tx, me, day, why).await?;
    move_due_dates(tx, app).await
}

/// Counts the promise of every waiting request anew and tells those whose date moved.
async fn move_due_dates(tx: &mut Tx, app: &App) -> Result<usize> {
    let calendar = calendar(tx).await?;
    move_openings(tx, &calendar).await?;
    let waiting: Vec<RequestId> = sql!(
        tx,
        sqlx::query_scalar("select id from request where state = 'under_review'")
            .fetch_all(tx)
            .await
    )?;
    let mut moved = 0;
    for id in waiting {
        let request = request::get_any(tx, &id).await?;
        let due = request.submitted_at.and_then(|sent| calendar.due(sent, PROMISE));
        if due == request.due_at {
            continue;
        }
        sql!(
            tx,
            sqlx::query("update request set due_at = $1 where id = $2")
                .bind(due)
                .bind(&id)
                .execute(tx)
                .await
                .map(drop)
        )?;
        let values = |locale: Locale| {
            [
                ("number", Value::from(request.number.clone())),
                ("due", due.map(|due| locale.moment(due)).unwrap_or_default().into()),
                ("url", app.url(&format!("/workd/requests/{id}")).into()),
            ]
        };
        submission::tell(tx, &request, "mail-request-due-moved", values).await?;
        moved += 1;
    }
    Ok(moved)
}

/// A domain that waits to be opened.
#[derive(sqlx::FromRow)]
struct Waiting {
    id: DomainId,
    ready_at: Option<DateTime<Utc>>,
    open_due_at: Option<DateTime<Utc>>,
}

/// Counts the working day in which a ready domain is to be opened anew.
async fn move_openings(tx: &mut Tx, calendar: &Calendar) -> Result<()> {
    let waiting: Vec<Waiting> = sql!(
        tx,
        sqlx::query_as("select id, ready_at, open_due_at from domain where state = 'ready'")
            .fetch_all(tx)
            .await
    )?;
    for domain in waiting {
        let due = domain.ready_at.and_then(|ready| calendar.due(ready, OPENING_PROMISE));
        if due == domain.open_due_at {
            continue;
        }
        sql!(
            tx,
            sqlx::query("update domain set open_due_at = $1 where id = $2")
                .bind(due)
                .bind(&domain.id)
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    Ok(())
}
