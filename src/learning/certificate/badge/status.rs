//! Status lists: one bit for each badge, set when its certificate was revoked (W3C Bitstring Status
//! List 1.0). What has merely expired says so itself and is not revoked.

use std::{
    collections::HashMap,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Timelike, Utc};
use flate2::{Compression, GzBuilder};
use serde_json::{Value, json};

use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    learning::certificate::badge::{
        contexts, issuer,
        key::{self, Signer},
        multibase, proof,
    },
    sql,
};

/// Bits in a list: the least that the specification allows (section 3.1), so that one bit asked for
/// says little about which badge it was asked for.
pub const BITS: i64 = 131_072;

/// Places tried in a list before the next one is begun: a list that is more than half full is hit
/// sixteen times in a row soon enough.
const TRIES: usize = 16;

/// Until when a copy of a list may be used by who cannot reach us.
const VALID_FOR: Duration = Duration::days(7);

/// How long a verifier may go on without asking again, in milliseconds.
const TTL: i64 = 300_000;

/// Where a badge's bit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which list, from 1.
    pub list: i64,
    /// Which bit.
    pub place: i64,
}

/// Draws a free place at random and takes it. The index `badge_place` decides a race; no counter
/// is kept, on which approvals would wait for each other.
pub async fn draw(tx: &mut Tx, number: &str, key: &str) -> Result<Place> {
    let last: Option<i64> =
        sql!(tx, sqlx::query_scalar("select max(list) from badge").fetch_one(tx).await)?;
    let now = tx.now();
    let last = last.unwrap_or(1);
    for list in [last, last + 1] {
        for _ in 0..TRIES {
            // 131 072 is a power of two: every place is as likely.
            let place = i64::from(u32::from_le_bytes(bytes(tx.random()))) % BITS;
            let taken = sql!(
                tx,
                sqlx::query(
                    "insert into badge (number, key_id, list, place, document, issued_at)
                     values ($1, $2, $3, $4, '', $5) on conflict (list, place) do nothing"
                )
                .bind(number)
                .bind(key)
                .bind(list)
                .bind(place)
                .bind(now)
                .execute(tx)
                .await
                .map(|done| done.rows_affected())
            )?;
            if taken > 0 {
                return Ok(Place { list, place });
            }
        }
    }
    Err(Error::internal("no free place in a status list"))
}

/// Lists as they were signed last, so that asking again costs one look at the rows.
#[derive(Default)]
pub struct Signed(Mutex<HashMap<i64, (Made, Arc<str>)>>);

/// All that decides what a list says: the same gives the same bytes.
#[derive(Clone, PartialEq)]
struct Made {
    revoked: Vec<i64>,
    since: DateTime<Utc>,
    key: String,
}

/// A list as it stands now, signed; `None` where there is no such list.
pub async fn list(tx: &mut Tx, app: &App, list: i64) -> Result<Option<Arc<str>>> {
    let known: Option<i64> = sql!(
        tx,
        sqlx::query_scalar("select list from badge where list = $1 limit 1")
            .bind(list)
            .fetch_optional(tx)
            .await
    )?;
    let Some(signer) = key::signing(tx, app).await?.filter(|_| known.is_some()) else {
        return Ok(None);
    };
    let revoked: Vec<i64> = sql!(
        tx,
        sqlx::query_scalar(
            "select b.place from certificate c join badge b on b.number = c.number
             where c.revoked_at is not null and b.list = $1 order by b.place"
        )
        .bind(list)
        .fetch_all(tx)
        .await
    )?;
    let now = tx.now();
    // By the hour: within it the bytes stay the same until something is revoked.
    let since = now.with_minute(0).and_then(|at| at.with_second(0)?.with_nanosecond(0));
    let made = Made { revoked, since: since.unwrap_or(now), key: signer.id.clone() };
    {
        let signed = app.status_lists.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, text)) = signed.get(&list).filter(|(known, _)| *known == made) {
            return Ok(Some(text.clone()));
        }
    }
    let text: Arc<str> = sign(app, list, &made, &signer)?.to_string().into();
    let mut signed = app.status_lists.0.lock().unwrap_or_else(PoisonError::into_inner);
    signed.insert(list, (made, text.clone()));
    Ok(Some(text))
}

fn sign(app: &App, list: i64, made: &Made, signer: &Signer) -> Result<Value> {
    let id = app.url(&format!("/credentials/status/{list}"));
    let did = issuer::did(app);
    let document = json!({
        "@context": [contexts::CREDENTIALS],
        "id": id,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": proof::instant(made.since),
        "validUntil": proof::instant(made.since + VALID_FOR),
        "credentialSubject": {
            "id": format!("{id}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": TTL,
            "encodedList": encoded(&made.revoked)?,
        },
    });
    proof::sign(document, &did, signer, made.since)
}

/// The bits, compressed; bit 0 is the highest of the first byte (section 3.3).
fn encoded(revoked: &[i64]) -> Result<String> {
    let mut bits = vec![0_u8; usize::try_from(BITS / 8).unwrap_or(0)];
    for place in revoked {
        let byte = usize::try_from(place / 8).ok().and_then(|byte| bits.get_mut(byte));
        if let Some(byte) = byte {
            *byte |= 0x80 >> (place % 8);
        }
    }
    // No time in the header: the same bits give the same bytes.
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(&bits)?;
    Ok(multibase::base64url(&gzip.finish()?))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;

    #[test]
    fn the_bits_stand_from_the_left() {
        let text = encoded(&[0, 9, BITS - 1]).unwrap();
        let packed = URL_SAFE_NO_PAD.decode(text.strip_prefix('u').unwrap()).unwrap();
        let mut bits = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut bits).unwrap();
        assert_eq!(bits.len(), 16 * 1024);
        assert_eq!((bits[0], bits[1], bits[16 * 1024 - 1]), (0x80, 0x40, 1));
        assert_eq!(bits.iter().map(|byte| byte.count_ones()).sum::<u32>(), 3);
    }
}
