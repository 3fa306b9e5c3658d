//! Going through the queue by its order: a page forward, a page back, the request before and after.

use chrono::{DateTime, Utc};

use super::{
    line::{self, Queued},
    push_requests,
};
use crate::{
    db::Tx,
    error::Result,
    id::CertificateRequestId,
    learning::certificate::desk::queue::filter::{Eyes, Filter},
    sql,
};

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// In front.
    #[default]
    Start,
    /// Behind this request, which need not be in the filter any more.
    After(CertificateRequestId),
    /// So that it ends in front of this one.
    Before(CertificateRequestId),
}

/// A page of the queue.
#[derive(Debug)]
pub struct Part {
    /// Its lines.
    pub lines: Vec<Queued>,
    /// Whether there may be more in front.
    pub has_previous: bool,
    /// Whether there is more behind.
    pub has_next: bool,
}

/// A place in the order of the queue.
type Edge = (DateTime<Utc>, CertificateRequestId);

/// A page of `size` lines. What waits stands with those due first in front; what was decided with
/// the latest in front. Where nothing is left at the cursor, the page is the first one: an officer
/// who decided a whole page goes on with what is there.
pub async fn page(
    tx: &mut Tx,
    filter: &Filter,
    eyes: &Eyes,
    cursor: &Cursor,
    size: i64,
) -> Result<Part> {
    let (edge, back) = match cursor {
        Cursor::Start => (None, false),
        Cursor::After(id) => (edge(tx, id).await?, false),
        Cursor::Before(id) => (edge(tx, id).await?, true),
    };
    let began = edge.is_some();
    let back = back && began;
    let mut ids = ids(tx, filter, eyes, edge.as_ref(), back, size + 1).await?;
    let most = usize::try_from(size).unwrap_or(usize::MAX);
    let more = ids.len() > most;
    if began && (ids.is_empty() || (back && !more)) {
        return Box::pin(page(tx, filter, eyes, &Cursor::Start, size)).await;
    }
    ids.truncate(most);
    if back {
        ids.reverse();
    }
    let lines = line::lines(tx, &ids).await?;
    let (has_previous, has_next) = if back { (more, true) } else { (began, more) };
    Ok(Part { lines, has_previous, has_next })
}

/// The lines behind `after`, and only those: programs read to the end.
pub async fn behind(
    tx: &mut Tx,
    filter: &Filter,
    eyes: &Eyes,
    after: Option<&CertificateRequestId>,
    size: i64,
) -> Result<Part> {
    let edge = match after {
        Some(id) => edge(tx, id).await?,
        None => None,
    };
    let mut ids = ids(tx, filter, eyes, edge.as_ref(), false, size + 1).await?;
    let most = usize::try_from(size).unwrap_or(usize::MAX);
    let has_next = ids.len() > most;
    ids.truncate(most);
    let lines = line::lines(tx, &ids).await?;
    Ok(Part { lines, has_previous: edge.is_some(), has_next })
}

/// The requests before and after one, as the filter shows them; it need not be among them.
pub async fn around(
    tx: &mut Tx,
    filter: &Filter,
    eyes: &Eyes,
    id: &CertificateRequestId,
) -> Result<(Option<CertificateRequestId>, Option<CertificateRequestId>)> {
    let edge = edge(tx, id).await?;
    let before = ids(tx, filter, eyes, edge.as_ref(), true, 1).await?;
    let after = ids(tx, filter, eyes, edge.as_ref(), false, 1).await?;
    Ok((before.into_iter().next(), after.into_iter().next()))
}

async fn edge(tx: &mut Tx, id: &CertificateRequestId) -> Result<Option<Edge>> {
    let due: Option<DateTime<Utc>> = sql!(
        tx,
        sqlx::query_scalar("select due_at from certificate_request where id = $1")
            .bind(id)
            .fetch_optional(tx)
            .await
    )?;
    Ok(due.map(|due| (due, id.clone())))
}

async fn ids(
    tx: &mut Tx,
    filter: &Filter,
    eyes: &Eyes,
    edge: Option<&Edge>,
    back: bool,
    limit: i64,
) -> Result<Vec<CertificateRequestId>> {
    let forward = (filter.state == "pending") != back;
    Ok(sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new("select r.id");
        push_requests!(statement, filter, eyes);
        if let Some((due, id)) = edge {
            statement
                .push(if forward {
                    " and (r.due_at, r.id) > ("
                } else {
                    " and (r.due_at, r.id) < ("
                })
                .push_bind(*due)
                .push(", ")
                .push_bind(id.clone())
                .push(")");
        }
        statement
            .push(if forward {
                " order by r.due_at, r.id limit "
            } else {
                " order by r.due_at desc, r.id desc limit "
            })
            .push_bind(limit);
        statement.build_query_scalar().fetch_all(tx).await
    })?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        clock::{StandingClock, SystemRandom},
        db::Db,
        learning::certificate::desk::queue::filter::{Claimed, Due, STATES},
    };

    /// Every combination of filters without a search.
    fn filters() -> Vec<Filter> {
        let mut all = Vec::new();
        for state in STATES {
            for bits in 0..4 * 3 * 4 * 4 {
                let filter = Filter {
                    state,
                    course: (bits & 1 == 1).then(|| "c".to_owned()),
                    agency: (bits & 2 == 2).then(|| "a".into()),
                    flagged: [None, Some(true), Some(false)][bits / 4 % 3],
                    claimed: [
                        None,
                        Some(Claimed::Mine),
                        Some(Claimed::Nobody),
                        Some(Claimed::Second),
                    ][bits / 12 % 4],
                    due: [None, Some(Due::Overdue), Some(Due::Today), Some(Due::Tomorrow)]
                        [bits / 48],
                    q: String::new(),
                };
                let waits = state == "pending";
                if waits || (filter.claimed.is_none() && filter.due.is_none()) {
                    all.push(filter);
                }
            }
        }
        all
    }

    async fn plan(tx: &mut Tx, filter: &Filter, eyes: &Eyes) -> String {
        let lines: Vec<(i64, i64, i64, String)> = sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new("explain query plan select r.id");
            push_requests!(statement, filter, eyes);
            statement.push(" and (r.due_at, r.id) > (").push_bind(eyes.now).push(", ");
            statement.push_bind("x").push(") order by r.due_at, r.id limit 51");
            statement.build_query_as().fetch_all(tx).await
        })
        .unwrap();
        lines.into_iter().map(|line| line.3).collect::<Vec<_>>().join("; ")
    }

    #[tokio::test]
    async fn every_filter_reads_its_page_in_order_from_the_index_that_fits_it() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("x.sqlite").display());
        let clock = Arc::new(StandingClock::at("2026-04-07T03:00:00Z".parse().unwrap()));
        let db = Db::open(&url, clock, Arc::new(SystemRandom)).await.unwrap();
        db.migrate().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let eyes = Eyes { person: "me".into(), now: tx.now() };
        for filter in filters() {
            let plan = plan(&mut tx, &filter, &eyes).await;
            assert!(
                !plan.contains("SCAN r") && !plan.contains("TEMP B-TREE"),
                "{filter:?}: {plan}"
            );
            let waits = filter.state == "pending";
            let fits = match (filter.claimed, &filter.course, &filter.agency, filter.flagged) {
                _ if filter.state == "returned" => "returned ",
                (Some(Claimed::Mine), ..) => "by_claim ",
                (Some(Claimed::Second), ..) => "second ",
                (Some(Claimed::Nobody), None, None, None) => "by_claim ",
                (_, None, None, None) => "queue ",
                (_, None, None, Some(_)) => "by_flagged ",
                (_, Some(_), None, None) => "by_course ",
                (_, None, Some(_), None) => "by_agency ",
                (_, Some(_), Some(_), None) => "by_course_agency ",
                (_, Some(_), None, Some(yes)) if yes || waits => "course_flagged ",
                (_, None, Some(_), Some(yes)) if yes || waits => "agency_flagged ",
                (_, Some(_), Some(_), Some(yes)) if yes || waits => "course_agency_flagged ",
                (_, Some(_), None, _) => "by_course ",
                (_, None, Some(_), _) => "by_agency ",
                (_, Some(_), Some(_), _) => "by_course_agency ",
            };
            let index = format!("certificate_request_{fits}");
            assert!(plan.contains(&index), "{filter:?}: {plan}, not {index}");
        }
        let named = Filter { q: "สม".to_owned(), ..Filter::default() };
        let plan = plan(&mut tx, &named, &eyes).await;
        for index in ["person_by_sort_key", "person_by_last_name", "request_by_person"] {
            assert!(plan.contains(index), "{plan}, not {index}");
        }
    }
}
