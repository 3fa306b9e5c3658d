//! What follows from a look: ready, a letter when something breaks or is mended, the next signing key.

use chrono::Duration;
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::Result,
    mail, sql,
    web::locale::{Locale, Value},
    workd::{
        admin, dkim,
        dns::{self, Judged, Kind, Purpose, State},
        domain::{self, Domain},
        request::{request, timeline},
    },
};

pub(super) async fn become_ready(tx: &mut Tx, app: &App, domain: &Domain) -> Result<()> {
    if !domain::become_ready(tx, domain).await? {
        return Ok(());
    }
    for request in request::of_domain(tx, &domain.id).await? {
        if request.state == "ready" {
            timeline::add(tx, &request.id, None, "dns_ready", None).await?;
        }
    }
    tell(tx, app, domain, "mail-domain-ready", String::new()).await
}

/// Tells the administrator, once, when a record that holds the domain up was right and is not any
/// more; and once when it is mended. Not knowing (`unreachable`) is neither.
pub(super) async fn tell_of_change(
    tx: &mut Tx,
    app: &App,
    domain: &Domain,
    judged: &[Judged],
    kind: Kind,
) -> Result<()> {
    if !matches!(domain.state.as_str(), "ready" | "open") {
        return Ok(());
    }
    let needed = Purpose::ALL.into_iter().filter(|purpose| purpose.holds_up_opening(kind));
    let states: Vec<(Purpose, State)> =
        needed.filter_map(|it| Some((it, dns::state_of(judged, it)?))).collect();
    if states.iter().any(|(_, state)| *state == State::Unreachable) {
        return Ok(());
    }
    let broken: Vec<&str> =
        states.iter().filter(|(_, it)| *it != State::Ok).map(|(it, _)| it.code()).collect();
    let now_told = if broken.is_empty() { "right" } else { "broken" };
    let before = domain.dns_told.as_deref();
    // What was never right has not broken, and what is right for the first time is no news here.
    if before == Some(now_told) || (before.is_none() && now_told == "broken") {
        return Ok(());
    }
    sql!(
        tx,
        sqlx::query("update domain set dns_told = $1 where id = $2")
            .bind(now_told)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if before.is_none() {
        return Ok(());
    }
    let facts = json!({"broken": broken});
    audit::record(tx, None, "workd.dns.changed", domain.id.as_str(), facts).await?;
    let names = broken.join(", ").to_uppercase();
    let key = if broken.is_empty() { "mail-dns-mended" } else { "mail-dns-broken" };
    tell(tx, app, domain, key, names).await
}

async fn tell(tx: &mut Tx, app: &App, domain: &Domain, key: &str, records: String) -> Result<()> {
    let Some(main) = admin::main(tx, &domain.agency_id).await? else { return Ok(()) };
    let values = [
        ("name", Value::from(main.full_name())),
        ("domain", domain.name.clone().into()),
        ("records", records.into()),
        ("url", app.url(&format!("/workd/domains/{}", domain.name)).into()),
    ];
    mail::send(tx, &main.email, Locale::Th, key, &values).await
}

/// The next signing key takes over once its record was seen at every server, an hour after it was
/// published, so that no reader still remembers that there is none.
pub(super) async fn switch_key(tx: &mut Tx, domain: &Domain, judged: &[Judged]) -> Result<()> {
    let keys = dkim::of(tx, &domain.id).await?;
    let Some(next) = keys.iter().find(|key| key.state == "published") else { return Ok(()) };
    let owner = format!("{}._domainkey.{}", next.selector, domain.name);
    let seen = judged.iter().any(|one| one.name == owner && one.state == State::Ok);
    if seen && tx.now() - next.created_at >= Duration::hours(1) {
        dkim::activate(tx, &domain.id, next).await?;
    }
    Ok(())
}
