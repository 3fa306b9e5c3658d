//! How a domain's DNS stands: looked at on demand and by a round, kept as evidence, told when it changes.

mod consequences;
mod publishing;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::types::Json;

use self::consequences::{become_ready, switch_key, tell_of_change};
pub use self::publishing::{is_key, publish};
use crate::{
    app::App,
    clock::bytes,
    db::{Tx, mail_file::Scope},
    error::Result,
    id::{DomainId, PersonId},
    sql,
    web::locale::Text,
    workd::{
        demo_dns, directory, dkim,
        dns::{self, Judged, Kind, Network, Purpose, Service, State, Wanted},
        domain::{self, Domain},
        domain_name, opening,
    },
};

/// A record beside what was found, as kept and as the API says it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// `ownership`, `mx`, `spf`, `dkim`, `dmarc`, `mta_sts`, `tls_rpt` or `autoconfig`.
    pub purpose: String,
    /// Owner of the record.
    pub name: String,
    /// `TXT`, `MX`, `CNAME` or `SRV`.
    pub kind: String,
    /// The value it should have.
    pub expected: String,
    /// A line of a zone file.
    pub line: String,
    /// What the servers said: server, value, seconds that others may keep it.
    pub found: Vec<(String, String, u32)>,
    /// `ok`, `missing`, `wrong`, `conflict` or `unreachable`; `unknown` before the first look.
    pub state: String,
    /// What to do.
    pub advice: Option<Text>,
    /// What else is worth knowing.
    pub notices: Vec<Text>,
    /// Whether the domain cannot open without it.
    pub holds_up: bool,
}

/// The service as configured: our hosts, our zone, where reports go.
fn service(app: &App) -> Service {
    let list = |text: &str| -> Vec<String> {
        text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let zone = app.config.mail_zone.clone();
    Service {
        mx_hosts: list(&app.config.mail_hosts),
        senders: list(&app.config.mail_senders).iter().filter_map(|it| it.parse().ok()).collect(),
        spf_include: format!("_spf.{zone}"),
        imap_host: format!("imap.{zone}"),
        smtp_host: format!("smtp.{zone}"),
        mta_sts_host: format!("mta-sts.{zone}"),
        dmarc_report: format!("dmarc@{zone}"),
        tls_report: format!("tlsrpt@{zone}"),
        zone,
    }
}

fn kind(domain: &Domain) -> Kind {
    match domain.kind() {
        domain_name::Kind::MailGoTh => Kind::Government,
        domain_name::Kind::Own => Kind::Own,
    }
}

async fn wanted(tx: &mut Tx, app: &App, domain: &Domain) -> Result<Wanted> {
    let keys = dkim::of(tx, &domain.id).await?;
    Ok(Wanted {
        domain: domain.name.clone(),
        kind: kind(domain),
        ownership_token: Some(format!("rian-verify={}", domain.ownership_token)),
        dkim: keys.iter().map(dkim::Key::for_dns).collect(),
        service: service(app),
    })
}

/// The records of a domain, beside what was found at the last look.
pub async fn latest(tx: &mut Tx, domain: &Domain) -> Result<Vec<Record>> {
    let rows: Vec<(String, Json<Vec<Record>>)> = sql!(
        tx,
        sqlx::query_as("select purpose, judged from dns_record where domain_id = $1")
            .bind(&domain.id)
            .fetch_all(tx)
            .await
    )?;
    let of = |purpose: &Purpose| rows.iter().find(|row| row.0 == purpose.code());
    Ok(Purpose::ALL.iter().filter_map(of).flat_map(|row| row.1.0.clone()).collect())
}

/// The records of a domain: as last looked at, or as they should be before the first look.
pub async fn records(tx: &mut Tx, app: &App, domain: &Domain) -> Result<Vec<Record>> {
    let seen = latest(tx, domain).await?;
    let wanted = wanted(tx, app, domain).await?;
    let kind = wanted.kind;
    let expected = dns::records(&wanted).into_iter().map(|record| {
        let known = seen.iter().find(|it| it.name == record.name && it.expected == record.value);
        known.cloned().unwrap_or_else(|| Record {
            purpose: record.purpose.code().to_owned(),
            name: record.name.clone(),
            kind: record.kind.to_owned(),
            expected: record.value.clone(),
            line: dns::zone_lines(&record),
            found: Vec::new(),
            state: "unknown".to_owned(),
            advice: None,
            notices: Vec::new(),
            holds_up: record.purpose.holds_up_opening(kind),
        })
    });
    Ok(expected.collect())
}

/// Where questions go: configured servers, the demonstration's zone, or the system's resolvers.
async fn network(app: &App) -> Result<Network> {
    if let Some(servers) = &app.config.dns_servers {
        let mut found = Vec::new();
        for server in servers.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            let server =
                if server.contains(':') { server.to_owned() } else { format!("{server}:53") };
            found.extend(tokio::net::lookup_host(server).await?);
        }
        return Ok(Network::Servers(found));
    }
    if app.config.demo {
        return Ok(Network::Simulated(demo_dns::zone(app, &service(app)).await?));
    }
    Ok(Network::system()?)
}

/// Looks at the DNS of a domain now, keeps what was seen, and draws the consequences: ready when
/// all is right, a letter when something that was right breaks or is mended, the next signing key
/// once it is seen everywhere.
pub async fn look(app: &App, id: &DomainId, asked_by: Option<&PersonId>) -> Result<()> {
    let mut tx = app.db.read().await?;
    let domain = domain::get(&mut tx, id).await?;
    let wanted = wanted(&mut tx, app, &domain).await?;
    drop(tx);
    if wanted.dkim.is_empty() {
        dkim::make(app, id, false).await?;
        return Box::pin(look(app, id, asked_by)).await;
    }
    let network = network(app).await?;
    let probe = hex::encode(bytes::<8>(&*app.random));
    let judged = dns::check(&network, &wanted, &[], &probe).await;
    let mut tx = app.db.write().await?;
    let domain = domain::get(&mut tx, id).await?;
    keep(&mut tx, &domain, wanted.kind, &judged, asked_by).await?;
    let right = is_right(&judged, wanted.kind);
    let mut opened = false;
    if domain.state == "awaiting_dns" && right {
        become_ready(&mut tx, app, &domain).await?;
        if app.config.open_by_rule {
            let domain = domain::get(&mut tx, id).await?;
            opening::open(&mut tx, app, None, &domain).await?;
            opened = true;
        }
    }
    tell_of_change(&mut tx, app, &domain, &judged, wanted.kind).await?;
    switch_key(&mut tx, &domain, &judged).await?;
    let changed = opened || (domain.state == "awaiting_dns" && right);
    if changed {
        directory::save(tx, app, Scope::Domain(domain.name)).await
    } else {
        tx.save_unrecorded("a look changes nothing; what follows from it is on record").await
    }
}

/// Looks once more at an agency's own domain that is about to be opened.
pub async fn look_before_opening(app: &App, domain: &Domain, me: &PersonId) -> Result<()> {
    if domain.state == "ready" && domain.kind() == domain_name::Kind::Own {
        look(app, &domain.id, Some(me)).await?;
    }
    Ok(())
}

fn is_right(judged: &[Judged], kind: Kind) -> bool {
    let needed = Purpose::ALL.iter().filter(|purpose| purpose.holds_up_opening(kind));
    needed.clone().all(|purpose| dns::state_of(judged, *purpose) == Some(State::Ok))
}

async fn keep(
    tx: &mut Tx,
    domain: &Domain,
    kind: Kind,
    judged: &[Judged],
    asked_by: Option<&PersonId>,
) -> Result<()> {
    let now = tx.now();
    let mut states = serde_json::Map::new();
    for purpose in Purpose::ALL {
        let Some(state) = dns::state_of(judged, purpose) else { continue };
        states.insert(purpose.code().to_owned(), json!(state.code()));
        let records: Vec<Record> = judged
            .iter()
            .filter(|one| one.purpose == purpose)
            .map(|one| record(one, purpose.holds_up_opening(kind)))
            .collect();
        sql!(
            tx,
            sqlx::query(
                "insert into dns_record (domain_id, purpose, state, judged, checked_at, changed_at)
                 values ($1, $2, $3, $4, $5, $5)
                 on conflict (domain_id, purpose) do update set state = $3, judged = $4,
                     checked_at = $5,
                     changed_at = case when dns_record.state = $3 then dns_record.changed_at
                         else $5 end"
            )
            .bind(&domain.id)
            .bind(purpose.code())
            .bind(state.code())
            .bind(Json(&records))
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let id = tx.fresh_id();
    sql!(
        tx,
        sqlx::query(
            "insert into dns_check (id, domain_id, at, asked_by, states)
             values ($1, $2, $3, $4, $5)"
        )
        .bind(id)
        .bind(&domain.id)
        .bind(now)
        .bind(asked_by)
        .bind(Json(states))
        .execute(tx)
        .await
        .map(drop)
    )?;
    let right = is_right(judged, kind);
    sql!(
        tx,
        sqlx::query(
            "update domain set dns_checked_at = $1,
                 dns_failures = case when $2 then 0 else dns_failures + 1 end where id = $3"
        )
        .bind(now)
        .bind(right)
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

fn record(judged: &Judged, holds_up: bool) -> Record {
    let expected = dns::Expected {
        purpose: judged.purpose,
        name: judged.name.clone(),
        kind: judged.kind,
        value: judged.expected.clone(),
    };
    Record {
        purpose: judged.purpose.code().to_owned(),
        name: judged.name.clone(),
        kind: judged.kind.to_owned(),
        expected: judged.expected.clone(),
        line: dns::zone_lines(&expected),
        found: judged
            .found
            .iter()
            .map(|found| (found.server.clone(), found.value.clone(), found.ttl))
            .collect(),
        state: judged.state.code().to_owned(),
        advice: judged.advice.clone(),
        notices: judged.notices.clone(),
        holds_up,
    }
}

/// When a domain is to be looked at next: soon and then ever more seldom until its records are
/// right, daily afterwards.
fn next_look(domain: &Domain) -> Option<DateTime<Utc>> {
    let last = domain.dns_checked_at.unwrap_or(domain.created_at);
    match domain.state.as_str() {
        "awaiting_dns" => {
            let doublings = u32::try_from(domain.dns_failures).unwrap_or(0).min(6);
            Some(last + Duration::minutes((1 << doublings).min(60)))
        }
        "ready" | "open" | "suspended" => Some(last + Duration::days(1)),
        _ => None,
    }
}

/// Looks at every domain whose turn it is.
pub async fn round(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let ids: Vec<DomainId> = sql!(
        tx,
        sqlx::query_scalar("select id from domain where state <> 'closed' order by dns_checked_at")
            .fetch_all(tx)
            .await
    )?;
    let mut due = Vec::new();
    for id in ids {
        let domain = domain::get(&mut tx, &id).await?;
        if next_look(&domain).is_some_and(|next| next <= now) {
            due.push(id);
        }
    }
    drop(tx);
    for id in due {
        look(app, &id, None).await?;
        tidy_keys(app, &id).await?;
    }
    Ok(())
}

/// Takes signing keys away whose overlap is over, from the zone too.
async fn tidy_keys(app: &App, id: &DomainId) -> Result<()> {
    let mut tx = app.db.write().await?;
    let gone = dkim::remove_old(&mut tx, id).await?;
    if gone.is_empty() {
        return Ok(());
    }
    tx.save().await?;
    publish(app, id, &gone).await
}

/// The records that hold domains up and are not right, at the last look: of which domain, for
/// which purpose, how they stand.
pub async fn troubles(tx: &mut Tx) -> Result<Vec<(DomainId, String, String)>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select r.domain_id, r.purpose, r.state from dns_record r
             join domain d on d.id = r.domain_id
             where r.state <> 'ok' and d.state <> 'closed'
                 and r.purpose in ('ownership', 'mx', 'spf', 'dkim', 'dmarc')
             order by r.domain_id, r.purpose"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// One look of the past.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// Purpose to state.
    pub states: Json<serde_json::Map<String, serde_json::Value>>,
}

impl Look {
    /// Purposes and their states, those that were not right.
    pub fn troubled(&self) -> Vec<(&str, &str)> {
        let states =
            self.states.iter().filter_map(|(name, state)| Some((name.as_str(), state.as_str()?)));
        states.filter(|(_, state)| *state != "ok").collect()
    }
}

/// The last looks at a domain, the newest first.
pub async fn history(tx: &mut Tx, domain: &Domain) -> Result<Vec<Look>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select at, states from dns_check where domain_id = $1 order by id desc limit 20"
        )
        .bind(&domain.id)
        .fetch_all(tx)
        .await
    )?)
}
