//! The requests past their promise.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, VersionId},
    sql,
};

/// A request past its promise.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Overdue {
    /// Which.
    pub id: CertificateRequestId,
    /// Prefix of the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Version that was taken.
    pub version_id: VersionId,
    /// When the promise ended.
    pub due_at: DateTime<Utc>,
}

impl Overdue {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        crate::thai::name::full(&self.prefix, &self.first_name, &self.last_name)
    }
}

/// The requests past their promise, the oldest first.
pub async fn oldest(tx: &mut Tx, limit: i64) -> Result<Vec<Overdue>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select r.id, p.prefix, p.first_name, p.last_name, e.version_id, r.due_at
             from certificate_request r
             join person p on p.id = r.person_id
             join enrolment e on e.id = r.enrolment_id
             where r.state = 'pending' and r.due_at < $1
             order by r.due_at, r.id limit $2"
        )
        .bind(now)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// More than this is not counted to the last one.
pub const MANY: i64 = 10_000;

/// How many are past their promise; `MANY` and one more stands for more.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from (select 1 as one from certificate_request
             where state = 'pending' and due_at < $1 limit $2) t"
        )
        .bind(now)
        .bind(MANY + 1)
        .fetch_one(tx)
        .await
    )?)
}
