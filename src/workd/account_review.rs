//! Account review: twice a year an agency goes through its accounts (clause 4.1); the late ones show.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::DomainId,
    identity::access::Actor,
    mail, sql,
    thai::text,
    web::locale::{Locale, Text, Value},
    workd::{
        account, admin,
        domain::{self, Domain},
    },
};

/// From one review to the next.
const EVERY: Duration = Duration::days(182);

/// A row of `account_review`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Review {
    /// Which.
    pub id: String,
    /// By when it is to be done.
    pub due_at: DateTime<Utc>,
    /// When it was done.
    pub finished_at: Option<DateTime<Utc>>,
    /// Accounts that were kept.
    pub kept: Option<i64>,
    /// Accounts that were suspended.
    pub suspended: Option<i64>,
}

/// The reviews of a domain, the newest first.
pub async fn of(tx: &mut Tx, domain: &DomainId) -> Result<Vec<Review>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, due_at, finished_at, kept, suspended from account_review
             where domain_id = $1 order by due_at desc, id desc limit 20"
        )
        .bind(domain)
        .fetch_all(tx)
        .await
    )?)
}

/// An account to go through.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reviewed {
    /// Before the `@`.
    pub local_part: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// `invited` or `active`.
    pub state: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its holder last logged in to the page of the mailbox, if ever.
    pub last_login_at: Option<DateTime<Utc>>,
}

impl Reviewed {
    /// Given and family name.
    pub fn full_name(&self) -> String {
        crate::thai::name::full("", &self.first_name, &self.last_name)
    }
}

/// The accounts that a review goes through, by local part: whose name or address holds `words`,
/// behind `after`.
pub async fn accounts(
    tx: &mut Tx,
    domain: &DomainId,
    words: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Reviewed>> {
    let words = text::normalise(words).to_lowercase();
    let like = format!("%{}%", words.replace(['%', '_', '\\'], ""));
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select local_part, first_name, last_name, state, created_at, last_login_at
             from account
             where domain_id = $1 and local_part > $2 and kind = 'user'
                 and state in ('invited', 'active')
                 and ($3 = '%%' or local_part like $3 or lower(first_name) like $3
                      or lower(last_name) like $3)
             order by local_part limit $4"
        )
        .bind(domain)
        .bind(after)
        .bind(like)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// Plans the next review of a domain, unless one is planned.
pub async fn plan(tx: &mut Tx, domain: &Domain) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into account_review (id, domain_id, due_at)
             select $1, $2, $3 where not exists (
                 select 1 from account_review where domain_id = $2 and finished_at is null)"
        )
        .bind(id)
        .bind(&domain.id)
        .bind(now + EVERY)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Finishes the open review: the accounts in `suspend` are suspended, all others are confirmed.
///
/// # Errors
/// A conflict when no review is open; a mistake when an account is not the domain's.
pub async fn finish(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    suspend: &[String],
    reason: &str,
) -> Result<Review> {
    let open = of(tx, &domain.id).await?.into_iter().find(|one| one.finished_at.is_none());
    let Some(open) = open else {
        return Err(Error::conflict("no-review", Text::new("review-none-open")));
    };
    for local_part in suspend {
        let account = account::get(tx, domain, local_part).await?;
        if account.kind == "user" && account.state != "suspended" {
            account::suspend(tx, me, &account, reason).await?;
        }
    }
    let kept: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from account where domain_id = $1 and state in ('invited', 'active')"
        )
        .bind(&domain.id)
        .fetch_one(tx)
        .await
    )?;
    let (now, suspended) = (tx.now(), i64::try_from(suspend.len()).unwrap_or(0));
    let done = sql!(
        tx,
        sqlx::query(
            "update account_review set finished_at = $1, finished_by = $2, kept = $3,
                 suspended = $4 where id = $5 and finished_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(kept)
        .bind(suspended)
        .bind(&open.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("no-review", Text::new("review-none-open")));
    }
    let facts = json!({"kept": kept, "suspended": suspended});
    audit::record(tx, Some(&me.id), "workd.review.finished", domain.id.as_str(), facts).await?;
    plan(tx, domain).await?;
    Ok(Review { finished_at: Some(now), kept: Some(kept), suspended: Some(suspended), ..open })
}

/// A domain whose review is late.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Overdue {
    /// Name of the domain.
    pub name: String,
    /// Name of the agency.
    pub agency: String,
    /// Since when.
    pub due_at: DateTime<Utc>,
}

/// Domains whose review is late, the latest first in front.
pub async fn overdue(tx: &mut Tx) -> Result<Vec<Overdue>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select d.name, a.name_th as agency, r.due_at from account_review r
             join domain d on d.id = r.domain_id join agency a on a.id = d.agency_id
             where r.finished_at is null and r.due_at < $1 and d.state = 'open'
             order by r.due_at limit 500"
        )
        .bind(now)
        .fetch_all(tx)
        .await
    )?)
}

/// Reminds administrators, once, two weeks before a review is due.
pub async fn remind(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let due: Vec<(String, DomainId, DateTime<Utc>)> = sql!(
        tx,
        sqlx::query_as(
            "select r.id, r.domain_id, r.due_at from account_review r
             join domain d on d.id = r.domain_id
             where r.finished_at is null and r.started_at is null and r.due_at < $1
                 and d.state = 'open'"
        )
        .bind(now + Duration::days(14))
        .fetch_all(tx)
        .await
    )?;
    if due.is_empty() {
        return Ok(());
    }
    for (id, domain, due_at) in due {
        let domain = domain::get(&mut tx, &domain).await?;
        sql!(
            tx,
            sqlx::query("update account_review set started_at = $1 where id = $2")
                .bind(now)
                .bind(&id)
                .execute(tx)
                .await
                .map(drop)
        )?;
        let Some(main) = admin::main(&mut tx, &domain.agency_id).await? else { continue };
        let values = [
            ("name", Value::from(main.full_name())),
            ("domain", domain.name.clone().into()),
            ("due", Locale::Th.moment(due_at).into()),
            ("url", app.url(&format!("/workd/domains/{}/reviews", domain.name)).into()),
        ];
        mail::send(&mut tx, &main.email, Locale::Th, "mail-review-due", &values).await?;
    }
    tx.save_unrecorded("a reminder is no change of record").await
}
