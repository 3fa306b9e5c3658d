//! What stands beside the queue: what an officer has, and what waits for a second one.

use crate::{
    db::Tx,
    error::Result,
    id::PersonId,
    learning::certificate::desk::{
        officer::claim,
        record::{Record, select_record},
    },
    sql,
};

/// What somebody claimed, due first in front.
const CLAIMED: &str = select_record!(
    "where r.state = 'pending' and r.claimed_by = $1 and r.claimed_at > $2
     order by r.due_at, r.id limit 10"
);

/// What waits for a second officer who is not the first. Its ids come first, since an index that holds
/// nothing else has all that they are chosen by; otherwise an engine may read all that waits.
const SECONDS: &str = select_record!(
    "where r.id in (select s.id from certificate_request s
         where s.state = 'pending' and s.first_approved_by is not null and s.first_approved_by <> $1
         order by s.due_at, s.id limit 10)
     order by r.due_at, r.id"
);

/// What `person` claimed within the time that a claim lasts, ten requests at most.
pub async fn claimed(tx: &mut Tx, person: &PersonId) -> Result<Vec<Record>> {
    let since = tx.now() - claim::LASTS;
    Ok(sql!(tx, sqlx::query_as(CLAIMED).bind(person).bind(since).fetch_all(tx).await)?)
}

/// What somebody else approved first, ten requests at most.
pub async fn seconds(tx: &mut Tx, me: &PersonId) -> Result<Vec<Record>> {
    Ok(sql!(tx, sqlx::query_as(SECONDS).bind(me).fetch_all(tx).await)?)
}

/// A certificate that another officer wants to replace, and that takes a second one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Wanted {
    /// Its number.
    pub number: String,
    /// Whose it is, as it is printed.
    pub full_name: String,
}

/// Replacements that wait for somebody else than who asked for them, ten at most.
pub async fn replacements(tx: &mut Tx, me: &PersonId) -> Result<Vec<Wanted>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select w.number, c.full_name from certificate_reissue w
             join certificate c on c.number = w.number
             where w.asked_by <> $1 and c.revoked_at is null order by w.asked_at, w.number limit 10"
        )
        .bind(me)
        .fetch_all(tx)
        .await
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::plan::plan;

    #[tokio::test]
    async fn what_few_rows_have_is_read_from_an_index_that_holds_those_alone() {
        for (text, values, index) in [
            (CLAIMED, 2, "r USING INDEX certificate_request_claimed "),
            (SECONDS, 1, "s USING COVERING INDEX certificate_request_second "),
        ] {
            let plan = plan(text, values).await;
            assert!(plan.contains(index), "{plan}");
        }
    }
}
