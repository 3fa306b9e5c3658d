//! A domain as the API says it.

use chrono::{DateTime, Utc};
use poem_openapi::Object;

use crate::{
    app::App,
    db::Tx,
    error::Result,
    identity::access::Actor,
    web::visitor::Visit,
    workd::{
        dkim,
        dns_state::{self, Record},
        domain::{self, Domain as Row},
    },
};

/// A mail domain.
#[derive(Object)]
pub struct MailDomain {
    /// Its name, as an A-label.
    name: String,
    /// Its name as people read it.
    shown_name: String,
    /// `awaiting_dns`, `ready`, `open`, `suspended` or `closed`.
    state: String,
    /// `mail_go_th` or `own`.
    kind: String,
    /// Thai name of the agency.
    agency: String,
    /// `hosted` or `relay`.
    hosting: String,
    /// What was granted, and what is left of it.
    quota: DomainQuota,
    /// Where holders may forward to: `none`, `government` or `anywhere`.
    forwarding: String,
    /// Each record beside what was found.
    dns: Vec<DnsRecord>,
    /// When the records were last looked at.
    dns_checked_at: Option<DateTime<Utc>>,
    /// Keys that sign letters: the present one, the next, and those whose overlap is not over.
    dkim: Vec<SigningKey>,
    /// When it was approved.
    created_at: DateTime<Utc>,
    /// Since when it can be opened.
    ready_at: Option<DateTime<Utc>>,
    /// When the promise of one working day to open it ends.
    open_due_at: Option<DateTime<Utc>>,
    /// When it was opened.
    opened_at: Option<DateTime<Utc>>,
    /// Why and since when it is suspended.
    suspension: Option<DomainSuspension>,
    /// When its mailboxes go, after a cancellation.
    closes_at: Option<DateTime<Utc>>,
}

/// What was granted, and what is left of it.
#[derive(Object)]
struct DomainQuota {
    /// Mail accounts granted.
    granted_mail_accounts: i64,
    /// Conference accounts granted.
    granted_conference_accounts: i64,
    /// Mail accounts there are.
    mail_accounts: i64,
    /// Mail accounts that can still be made.
    left: i64,
    /// Size of a new mailbox, in MB.
    default_quota_mb: i64,
}

/// A record beside what was found.
#[derive(Object)]
struct DnsRecord {
    /// `ownership`, `mx`, `spf`, `dkim`, `dmarc`, `mta_sts`, `tls_rpt` or `autoconfig`.
    purpose: String,
    /// Owner of the record.
    name: String,
    /// `TXT`, `MX`, `CNAME` or `SRV`.
    r#type: String,
    /// The value it should have.
    expected: String,
    /// The same as a line of a zone file.
    line: String,
    /// What each server said.
    found: Vec<FoundRecord>,
    /// `ok`, `missing`, `wrong`, `conflict` or `unreachable`.
    state: String,
    /// What to do; none when it is right.
    advice: Option<String>,
    /// What else is worth knowing.
    notices: Vec<String>,
    /// Whether the domain cannot open before this is right.
    required: bool,
}

/// What a server said.
#[derive(Object)]
struct FoundRecord {
    /// The server.
    server: String,
    /// What it gave.
    value: String,
    /// Seconds that others may remember it.
    ttl: u32,
}

/// A key that signs letters.
#[derive(Object)]
struct SigningKey {
    /// The label before `._domainkey`.
    selector: String,
    /// `active`, `published` before it signs, `retired` after it signed.
    state: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// Since when it signs.
    active_at: Option<DateTime<Utc>>,
    /// Since when it signs no more.
    retired_at: Option<DateTime<Utc>>,
}

/// Why and since when a domain is suspended.
#[derive(Object)]
struct DomainSuspension {
    /// `breach`, `unlawful`, `security`, `agency_request` or `cancelled`.
    code: String,
    /// In the officer's words.
    reason: Option<String>,
    /// The day from which it counts.
    effective_on: Option<String>,
    /// When it was done.
    suspended_at: Option<DateTime<Utc>>,
}

impl DnsRecord {
    fn new(visit: &Visit, record: Record) -> Self {
        let found = record.found.into_iter();
        Self {
            purpose: record.purpose,
            name: record.name,
            r#type: record.kind,
            expected: record.expected,
            line: record.line,
            found: found.map(|(server, value, ttl)| FoundRecord { server, value, ttl }).collect(),
            state: record.state,
            advice: record.advice.map(|advice| visit.locale.say(&advice)),
            notices: record.notices.iter().map(|notice| visit.locale.say(notice)).collect(),
            required: record.holds_up,
        }
    }
}

impl MailDomain {
    /// As it stands, with its records as last looked at. One that was never seen says nothing yet.
    pub async fn said(tx: &mut Tx, visit: &Visit, row: Row) -> Result<Self> {
        let records = dns_state::records(tx, &visit.app, &row).await?;
        let seen = records.into_iter().filter(|record| record.state != "unknown");
        let keys = dkim::of(tx, &row.id).await?;
        let quota = DomainQuota {
            granted_mail_accounts: row.granted_mail_accounts,
            granted_conference_accounts: row.granted_conference_accounts,
            mail_accounts: row.accounts,
            left: row.accounts_left(),
            default_quota_mb: row.default_quota_mb,
        };
        let suspension = row.suspension_code.map(|code| DomainSuspension {
            code,
            reason: row.suspension_reason,
            effective_on: row.suspension_effective_on,
            suspended_at: row.suspended_at,
        });
        let shown_name = crate::workd::domain_name::shown(&row.name);
        Ok(Self {
            name: row.name,
            shown_name,
            state: row.state,
            kind: row.kind,
            agency: row.agency,
            hosting: row.hosting,
            quota,
            forwarding: row.forwarding,
            dns: seen.map(|record| DnsRecord::new(visit, record)).collect(),
            dns_checked_at: row.dns_checked_at,
            dkim: keys
                .into_iter()
                .map(|key| SigningKey {
                    selector: key.selector,
                    state: key.state,
                    created_at: key.created_at,
                    active_at: key.active_at,
                    retired_at: key.retired_at,
                })
                .collect(),
            created_at: row.created_at,
            ready_at: row.ready_at,
            open_due_at: row.open_due_at,
            opened_at: row.opened_at,
            suspension,
            closes_at: row.closes_at,
        })
    }
}

/// Looks at the records of a domain unless each was looked at before, and gives the domain anew.
pub async fn looked_at(app: &App, me: &Actor, row: Row) -> Result<Row> {
    let mut tx = app.db.read().await?;
    let records = dns_state::records(&mut tx, app, &row).await?;
    if row.dns_checked_at.is_some() && records.iter().all(|record| record.state != "unknown") {
        return Ok(row);
    }
    drop(tx);
    dns_state::look(app, &row.id, Some(&me.id)).await?;
    let mut tx = app.db.read().await?;
    domain::get(&mut tx, &row.id).await
}
