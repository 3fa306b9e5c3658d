//! The days off that come with the program: the first filling of the table.

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::Result,
    holidays::{
        holiday::{self, Holiday, insert, is_weekend},
        version,
    },
    sql,
    thai::calendar,
};

/// Fills an empty table with the days that are shipped. Where they were shipped before substitution
/// days said for which day they stand, they say it now.
pub async fn ensure_shipped(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let known: i64 =
        sql!(tx, sqlx::query_scalar("select count(*) from holiday").fetch_one(tx).await)?;
    let shipped = calendar::shipped();
    if known > 0 {
        return complete(tx, &shipped).await;
    }
    let now = tx.now();
    for day in &shipped {
        let holiday = Holiday {
            day: day.date.to_string(),
            name_th: day.name_th.clone(),
            name_en: day.name_en.clone(),
            kind: day.kind.clone(),
            source: "shipped".to_owned(),
            substitutes_for: stood_for(&shipped, day).map(|day| day.to_string()),
            version: 1,
        };
        insert(&mut tx, &holiday, None, now).await?;
    }
    version::record_all(&mut tx, "shipped").await?;
    audit::record(&mut tx, None, "holiday.shipped", "holiday", json!({})).await?;
    tx.save().await
}

/// Says of shipped substitution days that do not say it yet for which day they stand, each as another
/// version; what an officer wrote stays.
async fn complete(mut tx: Tx, shipped: &[calendar::Holiday]) -> Result<()> {
    let days = holiday::all(&mut tx).await?;
    let is_bare = |it: &&Holiday| {
        it.source == "shipped" && it.kind == "substitute" && it.substitutes_for.is_none()
    };
    let mut completed = 0;
    for day in days.iter().filter(is_bare) {
        let known = shipped.iter().find(|it| it.date == day.date());
        let Some(stands_for) = known.and_then(|it| stood_for(shipped, it)) else { continue };
        if !days.iter().any(|it| it.date() == stands_for) {
            continue;
        }
        let holiday = Holiday {
            substitutes_for: Some(stands_for.to_string()),
            version: day.version + 1,
            ..day.clone()
        };
        // Another server may be starting beside this one.
        let said = sql!(
            tx,
            sqlx::query(
                "update holiday set substitutes_for = $1, version = $2
                 where day = $3 and region = 'national' and version = $4"
            )
            .bind(&holiday.substitutes_for)
            .bind(holiday.version)
            .bind(&holiday.day)
            .bind(day.version)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
        )?;
        if said > 0 {
            version::record(&mut tx, &holiday, "changed", "", None).await?;
            completed += 1;
        }
    }
    if completed == 0 {
        return Ok(());
    }
    audit::record(&mut tx, None, "holiday.changed", "holiday", json!({"days": completed})).await?;
    tx.save().await
}

/// Which day off on a weekend a shipped substitution day stands for, as its name says.
fn stood_for(shipped: &[calendar::Holiday], day: &calendar::Holiday) -> Option<NaiveDate> {
    let name = day.name_th.strip_prefix("ชดเชย").filter(|_| day.kind == "substitute")?;
    let stood_for = shipped.iter().rev().find(|it| {
        let days = (day.date - it.date).num_days();
        (1..=7).contains(&days) && is_weekend(it.date) && it.name_th == name
    });
    stood_for.map(|it| it.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_substitution_day_stands_for_a_day_off_on_a_weekend() {
        let shipped = calendar::shipped();
        let substitutes = shipped.iter().filter(|day| day.kind == "substitute");
        for day in substitutes {
            let stands_for = stood_for(&shipped, day).unwrap();
            assert!(is_weekend(stands_for) && stands_for < day.date, "{}", day.date);
        }
        let of = |text: &str| {
            let day: NaiveDate = text.parse().unwrap();
            stood_for(&shipped, shipped.iter().find(|it| it.date == day).unwrap())
        };
        assert_eq!(of("2024-07-22").unwrap().to_string(), "2024-07-20");
        assert_eq!(of("2024-04-16").unwrap().to_string(), "2024-04-14");
        assert_eq!(of("2026-04-13"), None);
    }
}
