//! Cancellation: the agency leaves; its mail stays for a while, to be taken along.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::{Tx, mail_file::Scope},
    error::Result,
    identity::access::Actor,
    sql,
    thai::date,
    web::locale::{Locale, Value},
    workd::{
        directory,
        domain::Domain,
        request::{request::Request, submission},
    },
};

/// How long the mailboxes stay after the last day of service.
pub const GRACE: Duration = Duration::days(30);

/// Approves a cancellation: the service goes on until the day that the agency named, then log-ins
/// end; thirty days later the domain is closed.
pub async fn begin(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    request: &Request,
    domain: &Domain,
) -> Result<()> {
    let last = request.form.get("effective_on").and_then(|day| day.parse::<NaiveDate>().ok());
    let last = last.unwrap_or_default().max(date::bangkok_date(tx.now()));
    let closes_at = end_of(last) + GRACE;
    sql!(
        tx,
        sqlx::query("update domain set closes_at = $1 where id = $2 and state <> 'closed'")
            .bind(closes_at)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let subject = domain.id.as_str();
    audit::record(tx, Some(&officer.id), "workd.domain.cancelled", subject, json!({})).await?;
    let values = |locale: Locale| {
        [
            ("number", Value::from(request.number.clone())),
            ("domain", domain.name.clone().into()),
            ("last", locale.day(last).into()),
            ("closes", locale.moment(closes_at).into()),
            ("url", app.url(&format!("/workd/domains/{}/export.csv", domain.name)).into()),
        ]
    };
    submission::tell(tx, request, "mail-domain-cancelled", values).await
}

/// Midnight in Bangkok after `day`.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN).and_utc();
    midnight - Duration::hours(7)
}

/// Takes the steps that time brings: log-ins end on the last day, domains close after the grace,
/// deleted accounts go after theirs. Called once an hour.
pub async fn take_steps(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let ended: Vec<(String, String)> = sql!(
        tx,
        sqlx::query_as(
            "select id, name from domain
             where state = 'open' and closes_at is not null and closes_at <= $1"
        )
        .bind(now + GRACE)
        .fetch_all(tx)
        .await
    )?;
    for (id, name) in &ended {
        sql!(
            tx,
            sqlx::query(
                "update domain set state = 'suspended', suspended_at = $1,
                     suspension_code = 'cancelled' where id = $2 and state = 'open'"
            )
            .bind(now)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
        )?;
        sql!(
            tx,
            sqlx::query(
                "delete from account_session
                 where account_id in (select id from account where domain_id = $1)"
            )
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
        )?;
        crate::workd::sessions::end_at_the_server(&mut tx, &format!("*@{name}")).await?;
        audit::record(&mut tx, None, "workd.domain.ended", id, json!({})).await?;
    }
    let closed: Vec<(String, String)> = sql!(
        tx,
        sqlx::query_as(
            "select id, name from domain
             where state <> 'closed' and closes_at is not null and closes_at <= $1"
        )
        .bind(now)
        .fetch_all(tx)
        .await
    )?;
    for (id, _) in &closed {
        close(&mut tx, id, now).await?;
    }
    let purged = purge_accounts(&mut tx, now).await?;
    if ended.is_empty() && closed.is_empty() && purged == 0 {
        return Ok(());
    }
    let names: Vec<String> = ended.into_iter().chain(closed).map(|(_, name)| name).collect();
    tx.save().await?;
    for name in names {
        directory::publish(app, &Scope::Domain(name)).await?;
    }
    Ok(())
}

/// Ends the domain for good. Its name is not given away for a year.
async fn close(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update domain set state = 'closed', closed_at = $1 where id = $2")
            .bind(now)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    // With the domain ends what its agency's servers may send through ours.
    for query in [
        "delete from alias where domain_id = $1",
        "delete from relay_client where domain_id = $1",
        "delete from smarthost where domain_id = $1",
    ] {
        sql!(tx, sqlx::query(query).bind(id).execute(tx).await.map(drop))?;
    }
    sql!(
        tx,
        sqlx::query(
            "update account set state = 'deleted', deleted_at = coalesce(deleted_at, $1),
                 purge_at = $1 where domain_id = $2"
        )
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, None, "workd.domain.closed", id, json!({})).await
}

/// Forgets accounts whose time to be brought back is over; their addresses are free again.
async fn purge_accounts(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    macro_rules! forget {
        ($query:literal) => {
            sql!(
                tx,
                sqlx::query($query).bind(now).execute(tx).await.map(|done| done.rows_affected())
            )?
        };
    }
    forget!(
        "delete from app_password where account_id in (
             select id from account where state = 'deleted' and purge_at <= $1)"
    );
    forget!(
        "delete from account_link where account_id in (
             select id from account where state = 'deleted' and purge_at <= $1)"
    );
    forget!(
        "delete from account_session where account_id in (
             select id from account where state = 'deleted' and purge_at <= $1)"
    );
    forget!(
        "delete from alias where address in (
             select address from account where state = 'deleted' and purge_at <= $1)
         or destination in (
             select address from account where state = 'deleted' and purge_at <= $1)"
    );
    let gone = forget!("delete from account where state = 'deleted' and purge_at <= $1");
    if gone > 0 {
        let facts = json!({"accounts": gone});
        audit::record(tx, None, "workd.accounts.purged", "account", facts).await?;
    }
    Ok(gone)
}
