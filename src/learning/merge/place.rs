//! An enrolment as a merge reads and writes it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    db::Tx,
    error::Result,
    id::{EnrolmentId, VersionId},
    sql,
};

/// An enrolment as a merge changes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
pub(super) struct Place {
    pub(super) id: EnrolmentId,
    pub(super) version_id: VersionId,
    pub(super) state: String,
    pub(super) percent: i64,
    pub(super) credited_seconds: i64,
    pub(super) score_percent: Option<i64>,
    pub(super) completed_at: Option<DateTime<Utc>>,
}

/// The enrolment with that id.
pub(super) async fn get(tx: &mut Tx, id: &EnrolmentId) -> Result<Place> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, version_id, state, percent, credited_seconds, score_percent, completed_at
             from enrolment where id = $1"
        )
        .bind(id)
        .fetch_one(tx)
        .await
    )?)
}

/// Writes what a merge changed.
pub(super) async fn write(tx: &mut Tx, place: &Place) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update enrolment set version_id = $1, state = $2, percent = $3, credited_seconds = $4,
                 score_percent = $5, completed_at = $6 where id = $7"
        )
        .bind(&place.version_id)
        .bind(&place.state)
        .bind(place.percent)
        .bind(place.credited_seconds)
        .bind(place.score_percent)
        .bind(place.completed_at)
        .bind(&place.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
