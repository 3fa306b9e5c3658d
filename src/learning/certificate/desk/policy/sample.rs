//! The sample: who approves many requests at once has opened some of them, chosen by the product.

use chrono::Duration;

use crate::{
    app::App,
    db::Tx,
    error::{Error, Missing, Result},
    id::{CertificateRequestId, PersonId},
    identity::access::{Act, Actor},
    learning::certificate::desk::record,
    sql,
    thai::name,
    web::locale::Text,
};

/// Up to so many are approved together, or within an hour, without a sample.
const FREE: usize = 10;

/// How long approvals of what was never opened add up.
const ADDS_UP: Duration = Duration::hours(1);

/// How long having opened the evidence counts.
const COUNTS_FOR: Duration = Duration::days(1);

/// How many of `count` are to be opened: one in ten, at least two, at most ten.
fn size(count: usize) -> usize {
    count.div_ceil(10).clamp(2, 10)
}

/// The sample of `ids` for `officer`: those whose keyed fingerprints come first. Nobody can tell
/// beforehand which, and another try does not change them.
fn draw(app: &App, officer: &PersonId, ids: &[CertificateRequestId]) -> Vec<CertificateRequestId> {
    let mut ranked: Vec<_> = ids
        .iter()
        .map(|id| (app.keys.index("approval-sample", &format!("{officer}\n{id}")), id))
        .collect();
    ranked.sort();
    ranked.dedup();
    let wanted = size(ranked.len());
    ranked.into_iter().take(wanted).map(|(_, id)| id.clone()).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CertificateRequestId,
    prefix: String,
    first_name: String,
    last_name: String,
    flagged: bool,
    opened: bool,
}

/// Refuses many approvals at once while one with a flag, or one of the sample, has not been opened.
/// It is asked after they are written, so that those of the last hour count these too.
///
/// # Errors
/// A conflict `sample-needed` that links to what is unopened.
pub async fn check(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    ids: &[CertificateRequestId],
) -> Result<()> {
    let is_sampled = ids.len() > FREE || unopened_lately(tx, officer).await? > FREE as i64;
    let drawn = if is_sampled { draw(app, &officer.id, ids) } else { Vec::new() };
    let since = tx.now() - COUNTS_FOR;
    let rows: Vec<Row> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select r.id, p.prefix, p.first_name, p.last_name, r.flagged, exists (
                 select 1 from evidence_view v where v.request_id = r.id and v.person_id = ",
        );
        statement.push_bind(&officer.id).push(" and v.at >= ").push_bind(since);
        statement.push(
            ") as opened from certificate_request r join person p on p.id = r.person_id
             where r.id in (",
        );
        let mut listed = statement.separated(", ");
        for id in ids {
            listed.push_bind(id);
        }
        statement.push(") order by r.due_at, r.id");
        statement.build_query_as().fetch_all(tx).await
    })?;
    let missing: Vec<Missing> = rows
        .iter()
        .filter(|row| !row.opened && (row.flagged || drawn.contains(&row.id)))
        .map(|row| Missing {
            lesson: None,
            field: None,
            code: if row.flagged { "flagged" } else { "sample" },
            text: Text::new("decide-sample-open")
                .with("name", name::full(&row.prefix, &row.first_name, &row.last_name)),
            url: Some(format!("/approvals/{}", row.id)),
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let text = Text::new("decide-sample-needed").with("n", missing.len());
    Err(Error::Conflict { code: "sample-needed", text, missing })
}

/// How many requests the officer approved within the last hour without ever opening them.
async fn unopened_lately(tx: &mut Tx, officer: &Actor) -> Result<i64> {
    let since = tx.now() - ADDS_UP;
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from (
                 select id from certificate_request
                 where decided_by = $1 and decided_at >= $2 and state = 'approved'
                 union
                 select id from certificate_request
                 where state = 'pending' and first_approved_by is not null
                     and first_approved_by = $1 and first_approved_at >= $2
             ) r where not exists (
                 select 1 from evidence_view v where v.request_id = r.id and v.person_id = $1)"
        )
        .bind(&officer.id)
        .bind(since)
        .fetch_one(tx)
        .await
    )?)
}

/// Leaves the trace of having opened the evidence, before it is shown: of a request that waits, and by
/// who may decide it.
pub async fn look(app: &App, me: &Actor, id: &CertificateRequestId) -> Result<()> {
    if !me.may(Act::DecideCertificateRequests) {
        return Ok(());
    }
    let mut tx = app.db.read().await?;
    let record = record::get(&mut tx, id).await?;
    drop(tx);
    if record.state == "pending" && record.person_id != me.id {
        opened(app, &me.id, id).await?;
    }
    Ok(())
}

/// Keeps that `officer` opened the evidence of a request: a trace of looking.
async fn opened(app: &App, officer: &PersonId, id: &CertificateRequestId) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into evidence_view (request_id, person_id, at) values ($1, $2, $3)
             on conflict (request_id, person_id) do update set at = excluded.at"
        )
        .bind(id)
        .bind(officer)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("having looked is a trace of its own and changes no record").await
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn one_in_ten_is_opened_but_never_one_alone_nor_more_than_ten() {
        let sizes = [2, 10, 11, 20, 21, 55, 100, 101, 200].map(size);
        assert_eq!(sizes, [2, 2, 2, 2, 3, 6, 10, 10, 10]);
    }
}
