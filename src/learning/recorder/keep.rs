//! Writes what a batch of posts moved: progress, logs, the events themselves, and completions.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{
    Post,
    desk::{Client, Desk},
};
use crate::{
    db::Tx,
    error::Result,
    id::EnrolmentId,
    learning::{
        completion,
        progress::{self, Event, Progress},
    },
    sql,
};

/// Writes everything that a batch moved, and completes what it completed.
pub async fn desks(
    tx: &mut Tx,
    desks: &HashMap<EnrolmentId, Desk>,
    kept: &[(&Post, Vec<Event>)],
    now: DateTime<Utc>,
) -> Result<()> {
    let changed: Vec<Progress> = desks
        .values()
        .flat_map(|desk| desk.changed.iter().filter_map(|lesson| desk.rows.get(lesson)))
        .cloned()
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    progress::keep(tx, &changed).await?;
    keep_clients(tx, desks).await?;
    keep_posts(tx, kept, now).await?;
    let mut standings = Vec::new();
    let mut complete = Vec::new();
    for (id, desk) in desks.iter().filter(|(_, desk)| !desk.changed.is_empty()) {
        let rows: Vec<Progress> = desk.rows.values().cloned().collect();
        let standing = completion::standing(&desk.version.content, &rows, id);
        if standing.missing.is_empty() && desk.state == "active" {
            complete.push((id, &desk.person));
        }
        standings.push((id, standing));
    }
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "update enrolment set percent = v.column2, credited_seconds = v.column3,
                 score_percent = v.column4 from (",
        );
        statement.push_values(&standings, |mut row, (id, standing)| {
            row.push("cast(").push_bind_unseparated(*id).push_unseparated(" as text)");
            row.push("cast(").push_bind_unseparated(standing.percent);
            row.push_unseparated(" as bigint)");
            row.push("cast(").push_bind_unseparated(standing.credited_seconds);
            row.push_unseparated(" as bigint)");
            row.push("cast(").push_bind_unseparated(standing.score_percent);
            row.push_unseparated(" as bigint)");
        });
        statement.push(") as v where enrolment.id = v.column1").build().execute(tx).await.map(drop)
    })?;
    for (id, person) in complete {
        completion::record(tx, id, person).await?;
    }
    Ok(())
}

async fn keep_clients(tx: &mut Tx, desks: &HashMap<EnrolmentId, Desk>) -> Result<()> {
    let clients: Vec<(&EnrolmentId, &String, &Client)> = desks
        .iter()
        .flat_map(|(id, desk)| desk.clients.iter().map(move |(name, client)| (id, name, client)))
        .filter(|(_, _, client)| client.changed)
        .collect();
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "insert into progress_client (enrolment_id, client, received, latest) ",
        );
        statement.push_values(&clients, |mut row, (id, name, client)| {
            row.push_bind(*id).push_bind(*name);
            row.push_bind(Json(&client.received)).push_bind(Json(&client.latest));
        });
        statement.push(
            " on conflict (enrolment_id, client) do update set received = excluded.received,
               latest = excluded.latest",
        );
        statement.build().execute(tx).await.map(drop)
    })?;
    Ok(())
}

async fn keep_posts(tx: &mut Tx, kept: &[(&Post, Vec<Event>)], now: DateTime<Utc>) -> Result<()> {
    let rows: Vec<(String, &Post, Json<&Vec<Event>>)> =
        kept.iter().map(|(post, events)| (tx.fresh_id(), *post, Json(events))).collect();
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "insert into progress_post (id, enrolment_id, client, events, received_at) ",
        );
        statement.push_values(&rows, |mut row, (id, post, events)| {
            row.push_bind(id)
                .push_bind(&post.enrolment)
                .push_bind(&post.client)
                .push_bind(events)
                .push_bind(now);
        });
        statement.build().execute(tx).await.map(drop)
    })?;
    Ok(())
}
