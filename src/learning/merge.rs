//! What learning keeps about a person, when two accounts of one person become one. In a course that
//! both took, progress is merged by union; certificates keep their number and their name.

mod following;
mod place;

use serde_json::{Value, json};

use self::place::Place;
use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    id::EnrolmentId,
    identity::merge::{self, Merge, Move, hand_back, hand_over},
    learning::{
        completion,
        progress::{self, Progress},
    },
    sql,
    web::locale::Text,
};

/// Moves enrolments, requests for certificates and certificates.
///
/// # Errors
/// A conflict while a certificate is asked for in a course that both took.
pub async fn merge_person(tx: &mut Tx, app: &App, merge: &Merge<'_>) -> Result<()> {
    let pairs: Vec<(String, Option<String>)> = sql!(
        tx,
        sqlx::query_as(
            "select e.id, o.id as other from enrolment e
             left join enrolment o on o.course_id = e.course_id and o.person_id = $1
                 and o.state <> 'renewed' and e.state <> 'renewed'
             where e.person_id = $2 order by e.id"
        )
        .bind(merge.into)
        .bind(merge.from)
        .fetch_all(tx)
        .await
    )?;
    for (theirs, own) in pairs {
        match own {
            Some(own) => unite(tx, app, merge, &theirs.into(), &own.into()).await?,
            None => move_place(tx, merge, &theirs).await?,
        }
    }
    hand_over!(tx, merge, "certificate_request", "id");
    hand_over!(tx, merge, "certificate", "number");
    Ok(())
}

async fn move_place(tx: &mut Tx, merge: &Merge<'_>, id: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update enrolment set person_id = $1 where id = $2")
            .bind(merge.into)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    merge::record(tx, merge, "enrolment", id, None).await
}

/// Adds what was learnt in `theirs` to `own`, another place in the same course. `theirs` itself
/// stays as it was, with the closed account.
async fn unite(
    tx: &mut Tx,
    app: &App,
    merge: &Merge<'_>,
    theirs: &EnrolmentId,
    own: &EnrolmentId,
) -> Result<()> {
    let pending: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from certificate_request where enrolment_id = $1 and state = 'pending'"
        )
        .bind(theirs)
        .fetch_one(tx)
        .await
    )?;
    if pending > 0 {
        return Err(Error::conflict("certificate-pending", Text::new("people-merge-pending")));
    }
    let (other, before) = (place::get(tx, theirs).await?, place::get(tx, own).await?);
    // Who completed an earlier version has completed the course.
    let finished = other.completed_at.is_some() && before.completed_at.is_none();
    let version_id = if finished { &other.version_id } else { &before.version_id }.clone();
    let version = app.shelf.get(tx, &version_id).await?;
    let now = tx.now();
    let mut rows = progress::of_enrolment(tx, own).await?;
    for row in progress::of_enrolment(tx, theirs).await? {
        let lesson = version.content.lesson(&row.lesson_id);
        let (was, is) = match rows.iter_mut().find(|mine| mine.lesson_id == row.lesson_id) {
            Some(mine) => {
                let was = json!([&*mine]);
                mine.unite(&row, lesson, now);
                (was, mine.clone())
            }
            None => {
                let new = Progress { enrolment_id: own.clone(), ..row };
                rows.push(new.clone());
                (json!([]), new)
            }
        };
        progress::keep(tx, std::slice::from_ref(&is)).await?;
        let change = Some((was, serde_json::to_value(&is)?));
        merge::record(tx, merge, "progress", &key(own, &is.lesson_id), change).await?;
    }
    let standing = completion::standing(&version.content, &rows, own);
    let completed = before.completed_at.or(other.completed_at);
    let complete = completed.is_some() || standing.missing.is_empty();
    let after = Place {
        id: own.clone(),
        version_id,
        state: match (complete, before.state.as_str(), other.state.as_str()) {
            (true, ..) => "completed",
            (false, "left", "left") => "left",
            _ => "active",
        }
        .to_owned(),
        percent: standing.percent,
        credited_seconds: standing.credited_seconds,
        score_percent: standing.score_percent.max(before.score_percent).max(other.score_percent),
        completed_at: completed.or_else(|| complete.then_some(now)),
    };
    place::write(tx, &after).await?;
    let change = Some((serde_json::to_value(&before)?, serde_json::to_value(&after)?));
    merge::record(tx, merge, "enrolment", own.as_str(), change).await?;
    following::follow(tx, merge, theirs, own).await
}

/// Puts back what `merge_person` moved. What was learnt since stays with the remaining account: a
/// lesson that went on after the merge is left as it is.
pub async fn unmerge_person(tx: &mut Tx, app: &App, moves: &[Move]) -> Result<()> {
    hand_back!(tx, moves, "enrolment", "id");
    hand_back!(tx, moves, "certificate_request", "id");
    hand_back!(tx, moves, "certificate", "number");
    for moved in moves {
        let (Some(before), Some(after)) = (&moved.before_merge, &moved.after_merge) else {
            continue;
        };
        match moved.table_name.as_str() {
            "progress" => put_lesson_back(tx, &moved.row_id, &before.0, &after.0).await?,
            "enrolment" => put_place_back(tx, app, &before.0, &after.0).await?,
            table => following::go_back(tx, table, &moved.row_id, &before.0, &after.0).await?,
        }
    }
    Ok(())
}

async fn put_lesson_back(tx: &mut Tx, row: &str, before: &Value, after: &Value) -> Result<()> {
    let Some((enrolment, lesson)) = row.split_once('/') else { return Ok(()) };
    let enrolment = EnrolmentId::from(enrolment);
    let rows = progress::of_enrolment(tx, &enrolment).await?;
    let Some(now) = rows.iter().find(|row| row.lesson_id == lesson) else { return Ok(()) };
    if serde_json::to_value(now)? != *after {
        return Ok(());
    }
    sql!(
        tx,
        sqlx::query("delete from progress where enrolment_id = $1 and lesson_id = $2")
            .bind(&enrolment)
            .bind(lesson)
            .execute(tx)
            .await
            .map(drop)
    )?;
    progress::keep(tx, &serde_json::from_value::<Vec<Progress>>(before.clone())?).await
}

async fn put_place_back(tx: &mut Tx, app: &App, before: &Value, after: &Value) -> Result<()> {
    let before: Place = serde_json::from_value(before.clone())?;
    let mut now = place::get(tx, &before.id).await?;
    if serde_json::to_value(&now)? == *after {
        return place::write(tx, &before).await;
    }
    let version = app.shelf.get(tx, &now.version_id).await?;
    let rows = progress::of_enrolment(tx, &now.id).await?;
    let standing = completion::standing(&version.content, &rows, &now.id);
    now.percent = standing.percent;
    now.credited_seconds = standing.credited_seconds;
    place::write(tx, &now).await
}

/// A row of `progress` in one word.
fn key(enrolment: &EnrolmentId, lesson: &str) -> String {
    format!("{enrolment}/{lesson}")
}
