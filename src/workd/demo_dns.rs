//! The demonstration's own DNS: a zone in the database, which a visitor can set right and break.

use crate::{
    app::App,
    error::Result,
    sql,
    workd::dns::{Expected, Service, Zone},
};

/// The zone as it stands, with what the operator's own names would answer.
pub async fn zone(app: &App, service: &Service) -> Result<Zone> {
    let mut zone = Zone::default();
    for host in &service.mx_hosts {
        zone.add(host, "A", "192.0.2.25");
    }
    zone.add(&service.spf_include, "TXT", "v=spf1 ip4:192.0.2.0/24 -all");
    let mut tx = app.db.read().await?;
    let rows: Vec<(String, String, String)> = sql!(
        tx,
        sqlx::query_as("select name, kind, value from demo_dns_record").fetch_all(tx).await
    )?;
    for (name, kind, value) in rows {
        zone.add(&name, &kind, &value);
    }
    Ok(zone)
}

/// Name, type and value of a record, in the form of `Expected`.
pub type Entry = (String, String, String);

/// Puts records into the zone and takes stale ones away.
pub async fn put(app: &App, records: &[Expected], stale: &[(String, String)]) -> Result<()> {
    let entry = |it: &Expected| (it.name.clone(), it.kind.to_owned(), it.value.clone());
    let records: Vec<Entry> = records.iter().map(entry).collect();
    replace(app, &records, stale).await
}

/// Puts records in the place of all others of their names and types, and takes stale ones away.
pub async fn replace(app: &App, records: &[Entry], stale: &[(String, String)]) -> Result<()> {
    let mut tx = app.db.write().await?;
    let sets = records.iter().map(|(name, kind, _)| (name, kind));
    for (name, kind) in sets.chain(stale.iter().map(|(name, kind)| (name, kind))) {
        sql!(
            tx,
            sqlx::query("delete from demo_dns_record where name = $1 and kind = $2")
                .bind(name)
                .bind(kind)
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    for (name, kind, value) in records {
        sql!(
            tx,
            sqlx::query(
                "insert into demo_dns_record (name, kind, value) values ($1, $2, $3)
                 on conflict (name, kind, value) do nothing"
            )
            .bind(name)
            .bind(kind)
            .bind(value)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    tx.save_unrecorded("the demonstration's zone stands for the world outside").await
}

/// Takes every record of a domain away.
pub async fn clear(app: &App, domain: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query("delete from demo_dns_record where name = $1 or name like $2")
            .bind(domain)
            .bind(format!("%.{domain}"))
            .execute(tx)
            .await
            .map(drop)
    )?;
    tx.save_unrecorded("the demonstration's zone stands for the world outside").await
}
