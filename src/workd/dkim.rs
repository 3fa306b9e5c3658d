//! DKIM: a signing key for each domain; made, published, switched with overlap, taken away.

use std::path::Path;

use chrono::{DateTime, Datelike, Duration, Utc};
use rsa::{
    RsaPrivateKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding},
};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{
    app::App,
    audit,
    clock::Random,
    db::Tx,
    error::{Error, Result},
    id::DomainId,
    identity::{
        access::Actor,
        seal::{Sealed, SealedColumn},
    },
    jobs, sql,
    thai::date,
    web::locale::Text,
    workd::{
        dns::DkimKey,
        domain::Domain,
        jobs::{ExportDkim, MakeDkimKey},
    },
};

/// RFC 8301, section 3.2: signers use at least 1024 bits and should use 2048.
const BITS: usize = 2048;

/// The old public key stays so long after the signer was switched, for letters on their way.
pub const OVERLAP: Duration = Duration::days(7);

/// A row of `dkim_key`, without the private key.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Key {
    /// Which.
    pub id: String,
    /// The label before `._domainkey`.
    pub selector: String,
    /// SubjectPublicKeyInfo in base64.
    pub public_key: String,
    /// `published`, `active`, `retired` or `removed`.
    pub state: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it signs.
    pub active_at: Option<DateTime<Utc>>,
    /// Since when it signs no more.
    pub retired_at: Option<DateTime<Utc>>,
}

impl Key {
    /// As the DNS part wants it.
    pub fn for_dns(&self) -> DkimKey {
        DkimKey { selector: self.selector.clone(), public_key: self.public_key.clone() }
    }
}

/// Has a key made for the domain; slow, so a job does it.
pub async fn queue_key(tx: &mut Tx, domain: &Domain) -> Result<()> {
    jobs::enqueue(tx, &MakeDkimKey { domain: domain.id.clone(), rotate: false }).await
}

/// Begins a rotation: another key is made and published, and signs once it is seen everywhere.
///
/// # Errors
/// A conflict while another rotation is under way.
pub async fn rotate(tx: &mut Tx, me: &Actor, domain: &Domain) -> Result<()> {
    let keys = of(tx, &domain.id).await?;
    if keys.iter().any(|key| key.state == "published") {
        return Err(Error::conflict("rotation-under-way", Text::new("dkim-rotation-under-way")));
    }
    jobs::enqueue(tx, &MakeDkimKey { domain: domain.id.clone(), rotate: true }).await?;
    let subject = domain.id.as_str();
    audit::record(tx, Some(&me.id), "workd.dkim.rotation_begun", subject, json!({})).await
}

/// The keys of a domain that are not removed: the signing one first, then the next, then old ones.
pub async fn of(tx: &mut Tx, domain: &DomainId) -> Result<Vec<Key>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, selector, public_key, state, created_at, active_at, retired_at
             from dkim_key where domain_id = $1 and state <> 'removed'
             order by case state when 'active' then 0 when 'published' then 1 else 2 end, id"
        )
        .bind(domain)
        .fetch_all(tx)
        .await
    )?)
}

/// The product's randomness, as the key maker wants it.
struct Chance<'a>(&'a dyn Random);

impl rsa::rand_core::RngCore for Chance<'_> {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(crate::clock::bytes(self.0))
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(crate::clock::bytes(self.0))
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl rsa::rand_core::CryptoRng for Chance<'_> {}

/// Makes a key unless there is one, or one more for a rotation. The first key signs at once.
pub async fn make(app: &App, domain: &DomainId, rotate: bool) -> Result<()> {
    let mut tx = app.db.read().await?;
    let known = of(&mut tx, domain).await?;
    drop(tx);
    if known.iter().any(|key| key.state == "published") || (!rotate && !known.is_empty()) {
        return Ok(());
    }
    let random = app.random.clone();
    let (private, public) = tokio::task::spawn_blocking(move || {
        let key = RsaPrivateKey::new(&mut Chance(&*random), BITS).map_err(words)?;
        let public = key.to_public_key().to_public_key_der().map_err(words)?;
        let private = key.to_pkcs8_pem(LineEnding::LF).map_err(words)?;
        Ok::<_, Error>((private, public))
    })
    .await??;
    let public = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &public);
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let selector = selector(now, known.len());
    let id = tx.fresh_id();
    let sealed = app.keys.seal(&place(&id), private.as_bytes(), &*app.random)?;
    let state = if known.is_empty() { "active" } else { "published" };
    sql!(
        tx,
        sqlx::query(
            "insert into dkim_key (id, domain_id, selector, public_key, private_sealed,
                 private_key, state, created_at, active_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (domain_id, selector) do nothing"
        )
        .bind(&id)
        .bind(domain)
        .bind(&selector)
        .bind(&public)
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(state)
        .bind(now)
        .bind((state == "active").then_some(now))
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"selector": selector, "bits": BITS});
    audit::record(&mut tx, None, "workd.dkim.made", domain.as_str(), facts).await?;
    jobs::enqueue(&mut tx, &ExportDkim {}).await?;
    tx.save().await
}

fn words(error: impl std::fmt::Display) -> Error {
    Error::internal(error.to_string())
}

/// `r20260407a`: the day, and a letter that tells the keys of one day apart.
fn selector(now: DateTime<Utc>, known: usize) -> String {
    let day = date::bangkok_date(now);
    let letter = char::from(b'a' + u8::try_from(known % 26).unwrap_or(0));
    format!("r{}{:02}{:02}{letter}", day.year(), day.month(), day.day())
}

/// Switches the signer to the next key, once it was seen at every server for its whole TTL.
pub async fn activate(tx: &mut Tx, domain: &DomainId, next: &Key) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update dkim_key set state = 'retired', retired_at = $1
             where domain_id = $2 and state = 'active'"
        )
        .bind(now)
        .bind(domain)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("update dkim_key set state = 'active', active_at = $1 where id = $2")
            .bind(now)
            .bind(&next.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    jobs::enqueue(tx, &ExportDkim {}).await?;
    let facts = json!({"selector": next.selector});
    audit::record(tx, None, "workd.dkim.switched", domain.as_str(), facts).await
}

/// Marks old keys whose overlap is over as removed and gives their selectors, for the DNS.
pub async fn remove_old(tx: &mut Tx, domain: &DomainId) -> Result<Vec<String>> {
    let before = tx.now() - OVERLAP;
    let gone: Vec<String> = sql!(
        tx,
        sqlx::query_scalar(
            "update dkim_key set state = 'removed'
             where domain_id = $1 and state = 'retired' and retired_at <= $2 returning selector"
        )
        .bind(domain)
        .bind(before)
        .fetch_all(tx)
        .await
    )?;
    if !gone.is_empty() {
        let facts = json!({"selectors": gone});
        audit::record(tx, None, "workd.dkim.removed", domain.as_str(), facts).await?;
    }
    Ok(gone)
}

#[derive(sqlx::FromRow)]
struct Signing {
    id: String,
    name: String,
    selector: String,
    private_sealed: Vec<u8>,
    private_key: i64,
}

/// Writes the signing key of every domain, and the map of selectors, into the signer's folder.
/// Each file is written whole and then put in place; keys that no longer sign go last.
pub async fn export(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let rows: Vec<Signing> = sql!(
        tx,
        sqlx::query_as(
            "select k.id, d.name, k.selector, k.private_sealed, k.private_key
             from dkim_key k join domain d on d.id = k.domain_id
             where k.state = 'active' and d.state <> 'closed' order by d.name"
        )
        .fetch_all(tx)
        .await
    )?;
    drop(tx);
    let mut files = Vec::with_capacity(rows.len());
    let mut map = String::new();
    for row in rows {
        let sealed = Sealed { bytes: row.private_sealed, key: row.private_key };
        let private = app.keys.open(&place(&row.id), &sealed)?;
        map.push_str(&format!("{} {}\n", row.name, row.selector));
        files.push((format!("{}.{}.key", row.name, row.selector), private));
    }
    let folder = app.config.dkim_folder();
    tokio::task::spawn_blocking(move || write(&folder, &files, &map)).await??;
    Ok(())
}

fn write(folder: &Path, files: &[(String, Zeroizing<Vec<u8>>)], map: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, private) in files {
        let path = folder.join(name);
        if !path.exists() {
            put(&path, private)?;
        }
    }
    put(&folder.join("selectors.map"), map.as_bytes())?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".key") && !files.iter().any(|(known, _)| *known == name) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes beside the place and renames, so that a reader never sees half a file; readable for the
/// folder's group, which is the signer's.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let draft = path.with_extension("new");
    let _ = std::fs::remove_file(&draft);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o640);
    let mut file = options.open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, path)
}

/// Where signing keys stand.
pub const SEALED: SealedColumn =
    SealedColumn { table: "dkim_key", sealed: "private_sealed", key: "private_key", place };

fn place(id: &str) -> String {
    format!("dkim_key\0private\0{id}")
}
