//! The keys that sign badges: one signs, older ones stay published for ever.

use ed25519_dalek::{SigningKey, VerifyingKey};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    identity::seal::{Sealed, SealedColumn},
    learning::certificate::badge::multibase,
    sql,
};

/// Marks an Ed25519 public key in a Multikey (Controlled Identifiers 1.0, section 2.2.2).
const ED25519: [u8; 2] = [0xed, 0x01];

/// Where signing keys stand.
pub const SEALED: SealedColumn =
    SealedColumn { table: "badge_key", sealed: "private_sealed", key: "private_key", place };

fn place(id: &str) -> String {
    format!("badge_key\0private\0{id}")
}

/// The key that signs.
pub struct Signer {
    /// Its row.
    pub id: String,
    /// Its public half, as a Multikey.
    pub public: String,
    /// Its private half.
    pub secret: SigningKey,
}

/// The address of a public key: the issuer's with the key itself as fragment. A verifier reads the
/// key from it (1EdTech's does), or finds the same words in the issuer's document.
pub fn method(issuer: &str, public: &str) -> String {
    format!("{issuer}#{public}")
}

/// A public key from its Multikey.
pub fn read_public(text: &str) -> Option<VerifyingKey> {
    let bytes = multibase::from_base58(text)?;
    let key: &[u8; 32] = bytes.strip_prefix(&ED25519)?.try_into().ok()?;
    VerifyingKey::from_bytes(key).ok()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    public_key: String,
    private_sealed: Vec<u8>,
    private_key: i64,
}

async fn find(tx: &mut Tx) -> Result<Option<Row>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, public_key, private_sealed, private_key from badge_key
             where state = 'active'"
        )
        .fetch_optional(tx)
        .await
    )?)
}

/// The key that signs now; made where there is none yet.
pub async fn active(tx: &mut Tx, app: &App) -> Result<Signer> {
    if find(tx).await?.is_none() {
        make(tx, app).await?;
    }
    let found = signing(tx, app).await?;
    found.ok_or_else(|| Error::internal("no key signs badges"))
}

/// The key that signs now, if there is one.
pub async fn signing(tx: &mut Tx, app: &App) -> Result<Option<Signer>> {
    let Some(row) = find(tx).await? else { return Ok(None) };
    let sealed = Sealed { bytes: row.private_sealed, key: row.private_key };
    let plain = app.keys.open(&place(&row.id), &sealed)?;
    let secret = plain.first_chunk::<32>().ok_or_else(|| Error::internal("half a badge key"))?;
    let secret = SigningKey::from_bytes(secret);
    Ok(Some(Signer { id: row.id, public: row.public_key, secret }))
}

/// Makes a key. Where two servers do at once, the index `badge_key_active` keeps one.
async fn make(tx: &mut Tx, app: &App) -> Result<()> {
    let secret = Zeroizing::new(bytes::<32>(&*app.random));
    let public = SigningKey::from_bytes(&secret).verifying_key();
    let public = multibase::base58(&[&ED25519[..], public.as_bytes()].concat());
    let (id, now) = (tx.fresh_id(), tx.now());
    let sealed = app.keys.seal(&place(&id), &*secret, &*app.random)?;
    let made = sql!(
        tx,
        sqlx::query(
            "insert into badge_key (id, public_key, private_sealed, private_key, state, created_at)
             values ($1, $2, $3, $4, 'active', $5) on conflict do nothing"
        )
        .bind(&id)
        .bind(&public)
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if made > 0 {
        audit::record(tx, None, "badge.key_made", &id, json!({"public": public})).await?;
    }
    Ok(())
}

/// Puts a new key in the place of the one that signs, which stays published: what it signed stays
/// valid.
pub async fn rotate(tx: &mut Tx, app: &App) -> Result<String> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update badge_key set state = 'retired', retired_at = $1 where state = 'active'"
        )
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(active(tx, app).await?.public)
}

/// Makes the first key before the first visitor comes.
pub async fn ensure(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    if find(&mut tx).await?.is_some() {
        return Ok(());
    }
    active(&mut tx, app).await?;
    tx.save().await
}

/// Every public key there ever was, the one that signs first, then the newest.
pub async fn published(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select public_key from badge_key
             order by case state when 'active' then 0 else 1 end, created_at desc, id desc"
        )
        .fetch_all(tx)
        .await
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multikey_is_read_and_nothing_else() {
        // The key of the specification's own examples, section 2.1.1.
        let known = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let key = read_public(known).unwrap();
        assert_eq!(multibase::base58(&[&ED25519[..], key.as_bytes()].concat()), known);
        for wrong in ["", "z", "z6Mk", "u7QEA", &known[..40], &multibase::base58(&[7; 34])] {
            assert!(read_public(wrong).is_none(), "{wrong}");
        }
    }
}
