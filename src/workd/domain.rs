//! Domain: asked for, proven, open, suspended, closed; and who may see and manage it.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, DomainId},
    identity::access::{Act, Actor},
    sql,
    web::locale::Text,
    workd::{domain_name::Kind, holiday},
};

/// "1 วันทำการ" to open a domain and to notify its administrator.
pub const OPENING_PROMISE: u32 = 1;

/// The size of a mailbox unless said, in MB.
pub const DEFAULT_QUOTA_MB: i64 = 5120;

/// A row of `domain` with the name of its agency.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Domain {
    /// Which.
    pub id: DomainId,
    /// A-label, lower case.
    pub name: String,
    /// `mail_go_th` or `own`.
    pub kind: String,
    /// Whose.
    pub agency_id: AgencyId,
    /// Thai name of the agency.
    pub agency: String,
    /// `awaiting_dns`, `ready`, `open`, `suspended` or `closed`.
    pub state: String,
    /// `hosted` or `relay`.
    pub hosting: String,
    /// For a relay: `smtp:[host]:25`.
    pub next_hop: Option<String>,
    /// Mail accounts granted.
    pub granted_mail_accounts: i64,
    /// Conference accounts granted.
    pub granted_conference_accounts: i64,
    /// Size of a new mailbox, in MB.
    pub default_quota_mb: i64,
    /// Where a holder may forward to: `none`, `government` or `anywhere`.
    pub forwarding: String,
    /// What proves the ownership, in its TXT record.
    pub ownership_token: String,
    /// When it was approved.
    pub created_at: DateTime<Utc>,
    /// Since when it can be opened.
    pub ready_at: Option<DateTime<Utc>>,
    /// When the promise to open it ends.
    pub open_due_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// Since when it is suspended.
    pub suspended_at: Option<DateTime<Utc>>,
    /// `breach`, `unlawful`, `security`, `agency_request` or `cancelled`.
    pub suspension_code: Option<String>,
    /// Why, in the officer's words.
    pub suspension_reason: Option<String>,
    /// The day from which the suspension counts.
    pub suspension_effective_on: Option<String>,
    /// When its mailboxes go, after a cancellation.
    pub closes_at: Option<DateTime<Utc>>,
    /// When its DNS was last looked at.
    pub dns_checked_at: Option<DateTime<Utc>>,
    /// How often in a row the look was no success.
    pub dns_failures: i64,
    /// What the administrator was last told about the DNS.
    pub dns_told: Option<String>,
    /// Accounts that are not deleted, without the official mailbox.
    pub accounts: i64,
}

impl Domain {
    /// Whether it lies under the government's zone.
    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::Own)
    }

    /// Accounts that can still be made.
    pub fn accounts_left(&self) -> i64 {
        (self.granted_mail_accounts - self.accounts).max(0)
    }

    /// The name as people read it.
    pub fn shown_name(&self) -> String {
        crate::workd::domain_name::shown(&self.name)
    }
}

/// A row of `domain`, once; which rows follows.
macro_rules! select_domain {
    ($rest:literal) => {
        concat!(
            "select d.id, d.name, d.kind, d.agency_id, a.name_th as agency, d.state, d.hosting,
                    d.next_hop, d.granted_mail_accounts, d.granted_conference_accounts,
                    d.default_quota_mb, d.forwarding, d.ownership_token, d.created_at, d.ready_at,
                    d.open_due_at, d.opened_at, d.suspended_at, d.suspension_code,
                    d.suspension_reason, d.suspension_effective_on, d.closes_at, d.dns_checked_at,
                    d.dns_failures, d.dns_told,
                    (select count(*) from account where domain_id = d.id and state <> 'deleted'
                         and kind = 'user') as accounts
             from domain d join agency a on a.id = d.agency_id ",
            $rest
        )
    };
}

/// The domain called `name` that is not closed.
pub async fn find(tx: &mut Tx, name: &str) -> Result<Option<Domain>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_domain!("where d.name = $1 and d.state <> 'closed'"))
            .bind(name)
            .fetch_optional(tx)
            .await
    )?)
}

/// Whether a domain of that name was closed less than a year ago: letters for its old owner may
/// still be on their way.
pub async fn is_resting(tx: &mut Tx, name: &str) -> Result<bool> {
    let since = tx.now() - chrono::Duration::days(365);
    let closed: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from domain where name = $1 and state = 'closed' and closed_at > $2"
        )
        .bind(name)
        .bind(since)
        .fetch_one(tx)
        .await
    )?;
    Ok(closed > 0)
}

/// The domain with this id.
pub async fn get(tx: &mut Tx, id: &DomainId) -> Result<Domain> {
    let found: Option<Domain> = sql!(
        tx,
        sqlx::query_as(select_domain!("where d.id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(|| Error::internal(format!("domain {id} is gone")))
}

/// The domain called `name`, for somebody who may do `act` to it.
///
/// # Errors
/// `NotFound` for those who may not even see it, `Forbidden` for those who may only see it.
pub async fn get_for(tx: &mut Tx, me: &Actor, name: &str, act: Act) -> Result<Domain> {
    let missing = || Error::NotFound(Text::new("error-no-domain").with("name", name));
    let domain = find(tx, &name.to_lowercase()).await?.ok_or_else(missing)?;
    if me.withheld {
        return Err(Error::SecondFactorNeeded);
    }
    if !may(me, Act::SeeDomains, &domain) {
        return Err(missing());
    }
    if may(me, act, &domain) { Ok(domain) } else { Err(Error::Forbidden) }
}

/// Whether `me` may do `act` to the domain. A domain's own token reaches no other domain.
pub fn may(me: &Actor, act: Act, domain: &Domain) -> bool {
    me.only_domain.as_ref().is_none_or(|only| *only == domain.id)
        && me.may_in(act, &domain.agency_id)
}

/// The domains that `me` may see, by name: all of them for the operator's people.
pub async fn visible(tx: &mut Tx, me: &Actor) -> Result<Vec<Domain>> {
    let everything = me.may_everywhere(Act::SeeDomains);
    let mut found: Vec<Domain> = Vec::new();
    if everything {
        found = sql!(
            tx,
            sqlx::query_as(select_domain!("where d.state <> 'closed' order by d.name limit 5000"))
                .fetch_all(tx)
                .await
        )?;
    } else {
        for agency in me.agencies(Act::SeeDomains) {
            let own: Vec<Domain> = sql!(
                tx,
                sqlx::query_as(select_domain!(
                    "where d.agency_id = $1 and d.state <> 'closed' order by d.name"
                ))
                .bind(&agency)
                .fetch_all(tx)
                .await
            )?;
            found.extend(own);
        }
    }
    found.retain(|domain| may(me, Act::SeeDomains, domain));
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found.dedup_by(|a, b| a.id == b.id);
    Ok(found)
}

/// Names of the domains that `me` may ask to change or to cancel.
pub async fn names_to_file_for(tx: &mut Tx, me: &Actor) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for agency in me.agencies(Act::FileRequests) {
        let own: Vec<String> = sql!(
            tx,
            sqlx::query_scalar(
                "select name from domain where agency_id = $1 and state <> 'closed' order by name"
            )
            .bind(&agency)
            .fetch_all(tx)
            .await
        )?;
        names.extend(own);
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// A domain about to be made.
pub struct NewDomain<'a> {
    /// A-label, lower case.
    pub name: &'a str,
    /// Under the government's zone, or the agency's own.
    pub kind: Kind,
    /// Whose.
    pub agency: &'a AgencyId,
    /// Mail accounts granted.
    pub mail_accounts: i64,
    /// Conference accounts granted.
    pub conference_accounts: i64,
}

/// Makes the domain of an approved request: one under the government's zone is ready, an agency's
/// own waits for its records.
///
/// # Errors
/// A mistake in `/domain/name` when another agency was faster.
pub async fn create(tx: &mut Tx, by: &Actor, new: &NewDomain<'_>) -> Result<Domain> {
    let (id, now) = (DomainId::new(tx), tx.now());
    let token = hex::encode(bytes::<16>(tx.random()));
    let state = if new.kind == Kind::Own { "awaiting_dns" } else { "ready" };
    let ready = (new.kind == Kind::MailGoTh).then_some(now);
    let due = match ready {
        Some(now) => holiday::calendar(tx).await?.due(now, OPENING_PROMISE),
        None => None,
    };
    let made = sql!(
        tx,
        sqlx::query(
            "insert into domain (id, name, kind, agency_id, state, hosting, granted_mail_accounts,
                 granted_conference_accounts, default_quota_mb, forwarding, ownership_token,
                 created_at, ready_at, open_due_at, dns_failures)
             values ($1, $2, $3, $4, $5, 'hosted', $6, $7, $8, 'government', $9, $10, $11, $12, 0)
             on conflict (name) where state <> 'closed' do nothing"
        )
        .bind(&id)
        .bind(new.name)
        .bind(new.kind.code())
        .bind(new.agency)
        .bind(state)
        .bind(new.mail_accounts)
        .bind(new.conference_accounts)
        .bind(DEFAULT_QUOTA_MB)
        .bind(token)
        .bind(now)
        .bind(ready)
        .bind(due)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if made == 0 {
        let text = Text::new("request-domain-taken").with("name", new.name);
        return Err(Error::mistake("domain/name", "taken", text));
    }
    let facts = json!({"kind": new.kind.code(), "mail_accounts": new.mail_accounts});
    audit::record(tx, Some(&by.id), "workd.domain.approved", id.as_str(), facts).await?;
    get(tx, &id).await
}

/// What an agency's administrator may set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Size of a new mailbox, in MB.
    pub default_quota_mb: i64,
    /// `none`, `government` or `anywhere`.
    pub forwarding: String,
}

/// Keeps the settings.
///
/// # Errors
/// Mistakes in the fields.
pub async fn set(tx: &mut Tx, me: &Actor, domain: &Domain, settings: &Settings) -> Result<()> {
    if !(1..=1_000_000).contains(&settings.default_quota_mb) {
        let text = Text::new("quota-shape");
        return Err(Error::mistake("default_quota_mb", "range", text));
    }
    if !["none", "government", "anywhere"].contains(&settings.forwarding.as_str()) {
        let text = Text::new("request-choice-unknown");
        return Err(Error::mistake("forwarding", "unknown", text));
    }
    sql!(
        tx,
        sqlx::query("update domain set default_quota_mb = $1, forwarding = $2 where id = $3")
            .bind(settings.default_quota_mb)
            .bind(&settings.forwarding)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let facts = json!({"forwarding": settings.forwarding});
    audit::record(tx, Some(&me.id), "workd.domain.set", domain.id.as_str(), facts).await
}

/// Notes that nothing stands between the domain and its opening; the promise of one working day
/// begins. Says whether it was news.
pub async fn become_ready(tx: &mut Tx, domain: &Domain) -> Result<bool> {
    let now = tx.now();
    let due = holiday::calendar(tx).await?.due(now, OPENING_PROMISE);
    let news = sql!(
        tx,
        sqlx::query(
            "update domain set state = 'ready', ready_at = $1, open_due_at = $2
             where id = $3 and state = 'awaiting_dns'"
        )
        .bind(now)
        .bind(due)
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected() > 0)
    )?;
    if news {
        sql!(
            tx,
            sqlx::query(
                "update request set state = 'ready', updated_at = $1
                 where domain_id = $2 and state = 'awaiting_dns'"
            )
            .bind(now)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
        )?;
        audit::record(tx, None, "workd.domain.ready", domain.id.as_str(), json!({})).await?;
    }
    Ok(news)
}
