//! Recent: what an officer decided a moment ago, and can still take back.

use chrono::{DateTime, Utc};

use super::undo::WINDOW;
use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, PersonId},
    sql,
    thai::name,
};

/// A decision that can still be taken back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Recent {
    /// Which request.
    pub id: CertificateRequestId,
    prefix: String,
    first_name: String,
    last_name: String,
    /// What it led to; `pending` after the first of two approvals.
    pub state: String,
    at: DateTime<Utc>,
}

impl Recent {
    /// What the learner is called.
    pub fn full_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// Until when it can be taken back.
    pub fn until(&self) -> DateTime<Utc> {
        self.at + WINDOW
    }
}

/// The decisions of an officer since then, final ones and first approvals.
const RECENT: &str = "select r.id, p.prefix, p.first_name, p.last_name, r.state, r.decided_at as at
     from certificate_request r join person p on p.id = r.person_id
     where r.decided_by = $1 and r.decided_at >= $2 and r.state <> 'pending'
         and not exists (select 1 from certificate_request later
             where later.enrolment_id = r.enrolment_id and later.id > r.id)
         and (r.state <> 'approved' or exists (select 1 from certificate c
             where c.request_id = r.id and c.revoked_at is null and c.replaces is null))
     union all
     select r.id, p.prefix, p.first_name, p.last_name, r.state, r.first_approved_at
     from certificate_request r join person p on p.id = r.person_id
     where r.state = 'pending' and r.first_approved_by is not null
         and r.first_approved_by = $1 and r.first_approved_at >= $2
     order by at desc limit 200";

/// What `officer` decided within the last ten minutes, the latest first.
pub async fn of(tx: &mut Tx, officer: &PersonId) -> Result<Vec<Recent>> {
    let since = tx.now() - WINDOW;
    Ok(sql!(tx, sqlx::query_as(RECENT).bind(officer).bind(since).fetch_all(tx).await)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::plan::plan;

    #[tokio::test]
    async fn the_decisions_of_one_officer_are_read_and_no_others() {
        let plan = plan(RECENT, 2).await;
        for index in ["certificate_request_decided ", "certificate_request_first "] {
            assert!(plan.contains(index), "{plan}");
        }
    }
}
