//! Relay: servers of an agency that may send through ours, and an agency's own server that we pass letters to.

use std::net::IpAddr;

use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::access::{Act, Actor},
    sql,
    web::locale::Text,
    workd::domain::{self, Domain},
};

/// A server that may send through ours.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Client {
    /// Which.
    pub id: String,
    /// Its address.
    pub client: String,
}

/// The servers of a domain's agency that may send.
pub async fn clients(tx: &mut Tx, domain: &Domain) -> Result<Vec<Client>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, client from relay_client where domain_id = $1 and enabled order by client"
        )
        .bind(&domain.id)
        .fetch_all(tx)
        .await
    )?)
}

/// Lets a server send. It is DGA's act: whoever sends from that address may write as any domain.
///
/// # Errors
/// A mistake in `/client` when it is no public address, or another agency's.
pub async fn allow(tx: &mut Tx, me: &Actor, domain: &Domain, typed: &str) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let mistake = |code, text| Error::mistake("client", code, text);
    let address: IpAddr =
        typed.trim().parse().map_err(|_| mistake("shape", Text::new("relay-client-shape")))?;
    if address.is_unspecified() || address.is_multicast() {
        return Err(mistake("shape", Text::new("relay-client-shape")));
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    let new = sql!(
        tx,
        sqlx::query(
            "insert into relay_client (id, domain_id, client, enabled, created_at)
             values ($1, $2, $3, $4, $5) on conflict (client) do nothing"
        )
        .bind(id)
        .bind(&domain.id)
        .bind(address.to_string())
        .bind(true)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if new == 0 {
        return Err(mistake("taken", Text::new("relay-client-taken")));
    }
    audit::record(tx, Some(&me.id), "workd.relay.allowed", domain.id.as_str(), json!({})).await
}

/// Ends the right of a server to send.
pub async fn refuse(tx: &mut Tx, me: &Actor, domain: &Domain, id: &str) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let gone = sql!(
        tx,
        sqlx::query("delete from relay_client where id = $1 and domain_id = $2")
            .bind(id)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "workd.relay.refused", domain.id.as_str(), json!({})).await
}

/// Says where letters for the domain go: into our mailboxes, or on to the agency's own server
/// `HOST[:PORT]`.
///
/// # Errors
/// A mistake in `/next_hop`; a conflict while the domain still has mailboxes here.
pub async fn route(tx: &mut Tx, me: &Actor, domain: &Domain, next_hop: &str) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let hop = match next_hop.trim() {
        "" => None,
        typed => Some(read_hop(typed).map_err(|mistake| Error::Mistakes(vec![mistake]))?),
    };
    if hop.is_some() && domain.accounts > 0 {
        return Err(Error::conflict("has-mailboxes", Text::new("relay-has-mailboxes")));
    }
    let hosting = if hop.is_some() { "relay" } else { "hosted" };
    sql!(
        tx,
        sqlx::query("update domain set hosting = $1, next_hop = $2 where id = $3")
            .bind(hosting)
            .bind(&hop)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let facts = json!({"hosting": hosting});
    audit::record(tx, Some(&me.id), "workd.relay.routed", domain.id.as_str(), facts).await
}

/// Reads `HOST[:PORT]` as Postfix's transport table wants it, `smtp:[host]:25`.
fn read_hop(typed: &str) -> Result<String, Mistake> {
    let wrong = || Mistake::new("next_hop", "shape", Text::new("relay-hop-shape"));
    let (host, port) = typed.rsplit_once(':').unwrap_or((typed, "25"));
    let port: u16 = port.parse().map_err(|_| wrong())?;
    let sound = host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
    if sound && port > 0 {
        Ok(format!("smtp:[{}]:{port}", host.to_lowercase()))
    } else {
        Err(wrong())
    }
}

/// Lets the letters of a domain leave by the agency's own way out, `[HOST]:PORT`, with
/// `USER:PASSWORD` where it asks for them; an empty way for the usual one.
///
/// # Errors
/// A mistake in `/next_hop`.
pub async fn send_by(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    way: &str,
    credentials: &str,
) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let sender = format!("@{}", domain.name);
    sql!(
        tx,
        sqlx::query("delete from smarthost where sender = $1")
            .bind(&sender)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if !way.trim().is_empty() {
        let plain = way.trim().replace(['[', ']'], "");
        let hop = read_hop(&plain).map_err(|mistake| Error::Mistakes(vec![mistake]))?;
        let id = tx.fresh_id();
        sql!(
            tx,
            sqlx::query(
                "insert into smarthost (id, domain_id, sender, nexthop, credentials, enabled)
                 values ($1, $2, $3, $4, $5, $6)"
            )
            .bind(id)
            .bind(&domain.id)
            .bind(&sender)
            .bind(hop.trim_start_matches("smtp:"))
            .bind(credentials)
            .bind(true)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let facts = json!({"own_way": !way.trim().is_empty()});
    audit::record(tx, Some(&me.id), "workd.relay.sent_by", domain.id.as_str(), facts).await
}
