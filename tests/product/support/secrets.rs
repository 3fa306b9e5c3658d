//! Watches that nothing secret or personal shows where it must not: answers, letters, logs.

use std::{
    io::Write,
    sync::{
        Mutex, Once, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use rian::{
    app::App,
    identity::{citizen_id::CitizenId, verification::demo::CARDS},
    thai::digits,
};
use tokio::sync::OnceCell;
use tracing_subscriber::fmt::MakeWriter;

use super::{
    Person, TestApp,
    sources::{self, gdx, registry},
};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
/// How much of the log was checked.
static CHECKED: AtomicUsize = AtomicUsize::new(0);
static WATCH: Once = Once::new();
static HASH: OnceCell<String> = OnceCell::const_new();

/// Argon2 is slow on purpose; everyone's password is the same, so it is hashed once.
pub async fn password_hash(app: &App) -> String {
    let hash = HASH.get_or_init(|| async { app.passwords.hash(super::PASSWORD).await.unwrap() });
    hash.await.clone()
}

/// A number as it is written on cards.
pub fn as_on_the_card(number: &str) -> String {
    let parts = [&number[..1], &number[1..5], &number[5..10], &number[10..12], &number[12..]];
    parts.join(" ")
}

/// Gives somebody the number of a card, sealed as sign-up would.
pub async fn give_citizen_id(app: &TestApp, person: &Person, number: &str) {
    let number = CitizenId::read(number).unwrap();
    let id = person.id.as_str().into();
    let mut tx = app.app.db.write().await.unwrap();
    let sealed = number.seal(&app.app.keys, &id, tx.random()).unwrap();
    let index = number.index(&app.app.keys);
    rian::sql!(
        tx,
        sqlx::query(
            "update person set citizen_id_sealed = $1, citizen_id_key = $2, citizen_id_index = $3
             where id = $4"
        )
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(&index)
        .bind(&id)
        .execute(tx)
        .await
        .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
}

/// Numbers and codes of every card, in Arabic and in Thai digits.
fn secrets() -> impl Iterator<Item = String> {
    CARDS.iter().flat_map(|card| {
        let grouped = as_on_the_card(card.citizen_id);
        let dashed = grouped.replace(' ', "-");
        let plain = [card.citizen_id.to_owned(), card.laser_code.to_owned(), grouped, dashed];
        let thai = plain.clone().map(|text| digits::to_thai(&text));
        plain.into_iter().chain(thai)
    })
}

/// Numbers and codes of the cards that real sources know in tests.
fn secrets_of_sources() -> impl Iterator<Item = String> {
    let chip = [registry::CHIP.0, registry::CHIP.2, gdx::AGENT].into_iter();
    let cards = sources::CARDS.iter().flat_map(|card| [card.citizen_id, card.laser_code]);
    cards.chain(chip).flat_map(|text| [text.to_owned(), digits::to_thai(text)])
}

/// What calls to sources hold beside: names, as they are and in addresses, and our credentials.
fn sent_to_sources() -> impl Iterator<Item = String> {
    let words = [gdx::SECRET, gdx::KEY, gdx::TOKEN, "ConsumerSecret", "CitizenID=", "BEBirthDate"];
    let names = sources::CARDS.iter().flat_map(sources::Card::names);
    names.chain(words.map(str::to_owned))
}

/// Fails when `text` holds a full citizen id or a laser code.
pub fn check(place: &str, text: &str) {
    // The one page that shows a number, once, to an officer who said why.
    if place.starts_with("/people/") && place.ends_with("/citizen-id") {
        return;
    }
    if let Some(secret) =
        secrets().chain(secrets_of_sources()).find(|secret| text.contains(secret.as_str()))
    {
        panic!("{place} shows {secret}");
    }
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

/// Everything logged so far.
pub fn log() -> String {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8_lossy(&log).into_owned()
}

/// Keeps what the product logs from now on.
pub fn watch_logs() {
    WATCH.call_once(|| {
        let _ = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::DEBUG)
            .with_ansi(false)
            .with_writer(Log)
            .try_init();
    });
}

/// More than the longest secret: what was checked is looked at again by so much, since a secret may
/// have been cut in two.
const OVERLAP: usize = 512;

/// Fails when what was logged since the last check holds a secret, an address or a password.
pub fn check_logs() {
    let fresh = {
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        let from = CHECKED.swap(log.len(), Ordering::SeqCst).min(log.len());
        log[from.saturating_sub(OVERLAP)..].to_vec()
    };
    let log = String::from_utf8_lossy(&fresh);
    check("the log", &log);
    for personal in ["@example.org", super::PASSWORD, "สุดารัตน์"] {
        assert!(!log.contains(personal), "the log shows {personal}");
    }
    for sent in sent_to_sources() {
        assert!(!log.contains(&sent), "the log shows {sent}");
    }
}

/// Whether the log of this process holds `text`.
pub fn is_logged(text: &str) -> bool {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8_lossy(&log).contains(text)
}
