//! Handing an archive out: one part in memory at a time, from any byte on.

use std::{io, ops::Range};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use serde_json::json;

use super::{Bundle, build::open, get, part_name};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    identity::access::{Act, Actor},
    sql,
    web::{download::Asked, locale::Text},
};

/// The bytes that somebody asked for.
pub struct Fetched {
    /// Which bytes, end exclusive.
    pub range: Range<u64>,
    /// Size of the whole archive.
    pub size: u64,
    /// Its own mark: it never changes.
    pub tag: String,
    /// The archive.
    pub bundle: Bundle,
}

/// Finds an archive and the bytes of it that are asked for; a beginning is written down, wherever it
/// begins, and going on after a broken line is not.
///
/// # Errors
/// `NotFound` for somebody else's, and when it is not ready or its day is over.
pub async fn begin(app: &App, officer: &Actor, id: &str, asked: Asked) -> Result<Fetched> {
    if !officer.may(Act::TakeCertificates) {
        return Err(Error::Forbidden);
    }
    let mut tx = app.db.write().await?;
    let bundle = get(&mut tx, officer, id).await?;
    let now = tx.now();
    let in_time = bundle.expires_at.is_some_and(|end| now < end);
    if bundle.state != "ready" || !in_time {
        return Err(Error::NotFound(Text::new("bundle-gone")));
    }
    let size = u64::try_from(bundle.bytes).unwrap_or(0);
    let start = asked.map_or(0, |(first, _)| first);
    let end = asked.and_then(|(_, last)| last).map_or(size, |last| last.saturating_add(1));
    let range = start..end.min(size);
    if start == 0 || !was_begun(&mut tx, &bundle).await? {
        let facts = json!({"course": bundle.course_id, "count": bundle.total});
        audit::record(&mut tx, Some(&officer.id), "certificates.taken", &bundle.id, facts).await?;
        tx.save().await?;
    }
    Ok(Fetched { range, size, tag: tag(id), bundle })
}

async fn was_begun(tx: &mut Tx, bundle: &Bundle) -> Result<bool> {
    let taken: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from audit where subject = $1 and act = 'certificates.taken'"
        )
        .bind(&bundle.id)
        .fetch_one(tx)
        .await
    )?;
    Ok(taken > 0)
}

/// The mark of an archive, by which a browser knows that it is still the same.
pub fn tag(id: &str) -> String {
    format!("\"{id}\"")
}

impl Fetched {
    /// Whether a part was asked for that is not there.
    pub fn is_beyond(&self) -> bool {
        self.range.start >= self.size || self.range.is_empty()
    }

    /// The bytes, read part by part as they are taken.
    pub fn stream(self, app: &App) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let mut wanted = Vec::new();
        let mut start = 0;
        for (number, size) in self.bundle.parts.iter().enumerate() {
            let own = self.range.start.max(start)..self.range.end.min(start + size);
            if own.start < own.end {
                wanted.push((number, own.start - start..own.end - start));
            }
            start += size;
        }
        let (app, id) = (app.clone(), self.bundle.id);
        stream::iter(wanted).then(move |(number, range)| {
            let (app, name) = (app.clone(), part_name(&id, number));
            async move {
                let part = open(&app, &name).await.map_err(io::Error::other)?;
                let range = range.start as usize..range.end as usize;
                if range.end > part.len() {
                    return Err(io::Error::other("a part of an archive is cut"));
                }
                Ok(part.slice(range))
            }
        })
    }
}
