//! Letter: one that came to the contact centre, matched to a request by its number, or left for an officer.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{LetterId, RequestId},
    identity::access::{Act, Actor},
    mail::inbound::{self, Letter as Read, find_number},
    sql,
    web::locale::{Locale, Text, Value},
    workd::request::{
        evidence::{self, Came, Scan},
        request::{self, Request},
        submission,
    },
};

/// A row of `inbound_letter`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Letter {
    /// Which.
    pub id: LetterId,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The letter itself, by its content.
    pub content_hash: String,
    /// Who says to have written it.
    pub from_address: Option<String>,
    /// The name that goes with it.
    pub from_name: String,
    /// Its subject.
    pub subject: String,
    /// How many files came with it.
    pub attachments: i64,
    /// `matched`, `unmatched`, `automatic` or `settled`.
    pub state: String,
    /// The request it belongs to.
    pub request_id: Option<RequestId>,
}

/// A row of `inbound_letter`, once; which rows follows.
macro_rules! select_letter {
    ($rest:literal) => {
        concat!(
            "select id, received_at, content_hash, from_address, from_name, subject, attachments,
                    state, request_id
             from inbound_letter ",
            $rest
        )
    };
}

/// Takes a letter in. When this answers, the letter is on disk, whatever it is: nothing a sender
/// was told to be received is lost. The same letter a second time changes nothing. `sender` is the
/// envelope's, where there was one; an empty one marks what programs send (RFC 3834, section 2).
///
/// # Errors
/// Only our own: the sender keeps the letter and tries again.
pub async fn receive(app: &App, bytes: Bytes, sender: Option<&str>) -> Result<LetterId> {
    let hash = hex::encode(Sha256::digest(&bytes));
    let mut tx = app.db.read().await?;
    if let Some(known) = known(&mut tx, &hash).await? {
        return Ok(known);
    }
    drop(tx);
    let whole = bytes.clone();
    let mut read = tokio::task::spawn_blocking(move || inbound::read(&whole)).await?;
    read.automatic |= sender == Some("");
    evidence::keep(app, &bytes).await?;
    let scans = keep_scans(app, &read).await?;
    let number = find_number(&read.subject, &read.to, &read.text);
    let mut tx = app.db.write().await?;
    if let Some(known) = known(&mut tx, &hash).await? {
        return Ok(known);
    }
    let request = match number.filter(|_| !read.automatic && !read.bounce) {
        Some(number) => find_open(&mut tx, &number).await?,
        None => None,
    };
    let state = match &request {
        Some(_) => "matched",
        None if read.automatic || read.bounce => "automatic",
        None => "unmatched",
    };
    let id = insert(&mut tx, &read, &hash, bytes.len(), state, request.as_ref()).await?;
    let facts = json!({"state": state, "attachments": read.attachments.len()});
    audit::record(&mut tx, None, "workd.letter.received", id.as_str(), facts).await?;
    if let Some(request) = &request {
        take_up(&mut tx, app, request, &id, &scans).await?;
    }
    tx.save().await?;
    Ok(id)
}

async fn known(tx: &mut Tx, hash: &str) -> Result<Option<LetterId>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar("select id from inbound_letter where content_hash = $1")
            .bind(hash)
            .fetch_optional(tx)
            .await
    )?)
}

/// Keeps the scans of a letter. A file in the text, such as a logo in a signature, is none.
async fn keep_scans(app: &App, read: &Read) -> Result<Vec<Scan>> {
    let mut scans = Vec::new();
    for file in read.attachments.iter().filter(|file| !file.inline && file.kind.is_scan()) {
        match evidence::keep_scan(app, &file.name, file.bytes.clone().into()).await {
            Ok(scan) => scans.push(scan),
            // Too large for evidence: it stays within the letter, which an officer can open.
            Err(Error::Mistakes(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(scans)
}

/// The request of that number, unless it is over.
async fn find_open(tx: &mut Tx, number: &str) -> Result<Option<Request>> {
    match request::get_any(tx, &RequestId::from(number)).await {
        Ok(request) if !matches!(request.state.as_str(), "rejected" | "withdrawn" | "done") => {
            Ok(Some(request))
        }
        Ok(_) | Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn insert(
    tx: &mut Tx,
    read: &Read,
    hash: &str,
    bytes: usize,
    state: &str,
    request: Option<&Request>,
) -> Result<LetterId> {
    let (id, now) = (LetterId::new(tx), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into inbound_letter (id, received_at, content_hash, message_id, from_address,
                 from_name, subject, bytes, attachments, state, request_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        )
        .bind(&id)
        .bind(now)
        .bind(hash)
        .bind(&read.message_id)
        .bind(&read.from)
        .bind(&read.from_name)
        .bind(&read.subject)
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(i64::try_from(read.attachments.len()).unwrap_or(i64::MAX))
        .bind(state)
        .bind(request.map(|request| request.id.as_str()))
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(id)
}

/// Adds the scans to the request, sends it if nothing is missing any more, and says so to whoever
/// filed it; never to the sender of the letter, whose address is only a claim.
async fn take_up(
    tx: &mut Tx,
    app: &App,
    request: &Request,
    letter: &LetterId,
    scans: &[Scan],
) -> Result<()> {
    for scan in scans {
        evidence::add(tx, &request.id, scan, Came::Mail(letter)).await?;
    }
    if request.is_open_to_changes() && !scans.is_empty() {
        let missing = request::missing(tx, request).await?;
        if missing.is_empty() {
            match submission::send(tx, app, None, request).await {
                Ok(_) => return Ok(()),
                // A domain that was taken meanwhile: the agency has to choose another first.
                Err(Error::Mistakes(_) | Error::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
    let key = if scans.is_empty() { "mail-letter-without-scan" } else { "mail-letter-received" };
    let values = |_: Locale| {
        [
            ("number", Value::from(request.number.clone())),
            ("files", scans.len().into()),
            ("url", app.url(&format!("/workd/requests/{}", request.id)).into()),
        ]
    };
    submission::tell(tx, request, key, values).await
}

/// Letters that wait for an officer, the oldest first.
pub async fn unmatched(tx: &mut Tx, me: &Actor) -> Result<Vec<Letter>> {
    if !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    Ok(sql!(
        tx,
        sqlx::query_as(select_letter!("where state = 'unmatched' order by id limit 200"))
            .fetch_all(tx)
            .await
    )?)
}

/// Letters that belong to a request, the newest first.
pub async fn of_request(tx: &mut Tx, request: &RequestId) -> Result<Vec<Letter>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_letter!("where request_id = $1 order by id desc"))
            .bind(request)
            .fetch_all(tx)
            .await
    )?)
}

/// One letter, for officers.
pub async fn get(tx: &mut Tx, me: &Actor, id: &LetterId) -> Result<Letter> {
    if !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    let found: Option<Letter> = sql!(
        tx,
        sqlx::query_as(select_letter!("where id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(Error::not_found)
}

/// Settles a letter that matched nothing: it belongs to the request of that number, or needs no
/// answer here.
///
/// # Errors
/// A mistake in `/number` when there is no open request of that number.
pub async fn settle(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    letter: &Letter,
    number: &str,
    scans: &[Scan],
) -> Result<()> {
    if !me.may(Act::DecideRequests) {
        return Err(Error::Forbidden);
    }
    let request = match number.trim() {
        "" => None,
        typed => {
            let number = find_number(typed, &[], "").unwrap_or_else(|| typed.to_owned());
            let found = find_open(tx, &number).await?;
            let text = || Text::new("letter-no-such-request").with("number", number.clone());
            Some(found.ok_or_else(|| Error::mistake("number", "unknown", text()))?)
        }
    };
    let now = tx.now();
    let state = if request.is_some() { "matched" } else { "settled" };
    let done = sql!(
        tx,
        sqlx::query(
            "update inbound_letter set state = $1, request_id = $2, settled_by = $3,
                 settled_at = $4 where id = $5 and state = 'unmatched'"
        )
        .bind(state)
        .bind(request.as_ref().map(|request| request.id.as_str()))
        .bind(&me.id)
        .bind(now)
        .bind(&letter.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("already-settled", Text::new("letter-already-settled")));
    }
    let facts = json!({"state": state});
    audit::record(tx, Some(&me.id), "workd.letter.settled", letter.id.as_str(), facts).await?;
    match &request {
        Some(request) => take_up(tx, app, request, &letter.id, scans).await,
        None => Ok(()),
    }
}

/// The letter as it came, read again.
pub async fn open(app: &App, letter: &Letter) -> Result<(Vec<u8>, Read)> {
    let bytes = evidence::read(app, &letter.content_hash).await?;
    let whole = bytes.clone();
    let read = tokio::task::spawn_blocking(move || inbound::read(&whole)).await?;
    Ok((bytes, read))
}

/// The scans of a letter, kept, for `settle`.
pub async fn scans(app: &App, letter: &Letter) -> Result<Vec<Scan>> {
    let (_, read) = open(app, letter).await?;
    keep_scans(app, &read).await
}
