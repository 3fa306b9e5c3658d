//! An act that carries a key happens once: a repeat gets the answer that was kept, sealed, for a day.

use chrono::Duration;
use poem::{
    Endpoint, IntoResponse, Request, Response,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    error::{Error, Result},
    sql,
    web::locale::Text,
};

/// The key of a form that must not run twice, from its hidden field `form_key`.
#[derive(Clone)]
pub struct FormKey(pub String);

/// What is kept of an answer.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A call that died without an answer blocks its key no longer than this.
const GIVEN_UP_AFTER: Duration = Duration::seconds(30);

/// Runs `endpoint`, or answers as it did the first time when the request repeats a key. The same
/// key with another body is a conflict. Answers that changed nothing (4xx, 5xx) are not kept.
pub async fn call<E: Endpoint>(
    app: &App,
    endpoint: E,
    mut request: Request,
) -> poem::Result<Response> {
    let form_key = request.extensions().get::<FormKey>().map(|key| key.0.clone());
    let key = form_key.or_else(|| request.header("idempotency-key").map(str::to_owned));
    let Some(key) = key.filter(|_| request.method() == Method::POST) else {
        return endpoint.call(request).await.map(IntoResponse::into_response);
    };
    let asker = request.header(header::AUTHORIZATION).unwrap_or_default();
    let scope = format!("{asker}\n{}\n{key}", request.uri().path());
    let key = hex::encode(Sha256::digest(scope));
    let body = request.take_body().into_bytes_limit(32 << 20).await.map_err(|_| Error::TooLarge)?;
    let body_hash = hex::encode(Sha256::digest(body_without_token(&body)));
    request.set_body(body);

    if let Some(kept) = begin(app, &key, &body_hash).await? {
        return Ok(kept);
    }
    let outcome = endpoint.call(request).await.map(IntoResponse::into_response);
    match outcome {
        Ok(response) if response.status().is_success() || response.status().is_redirection() => {
            Ok(keep(app, &key, response).await?)
        }
        other => {
            forget(app, &key).await?;
            other
        }
    }
}

/// The token against forgery differs from page to page; it is no part of what was asked.
fn body_without_token(body: &[u8]) -> Vec<u8> {
    let pieces = body.split(|byte| *byte == b'&');
    pieces.filter(|piece| !piece.starts_with(b"csrf_token=")).collect::<Vec<_>>().join(&b'&')
}

async fn begin(app: &App, key: &str, body_hash: &str) -> Result<Option<Response>> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "delete from idempotency where created_at < $1 or (answer is null and created_at < $2)"
        )
        .bind(now - Duration::days(1))
        .bind(now - GIVEN_UP_AFTER)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let fresh: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into idempotency (key, body_hash, created_at) values ($1, $2, $3)
             on conflict (key) do nothing returning key"
        )
        .bind(key)
        .bind(body_hash)
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    if fresh.is_some() {
        tx.save_unrecorded("a key is not a change of record").await?;
        return Ok(None);
    }
    let (first_hash, answer): (String, Option<Vec<u8>>) = sql!(
        tx,
        sqlx::query_as("select body_hash, answer from idempotency where key = $1")
            .bind(key)
            .fetch_one(tx)
            .await
    )?;
    drop(tx);
    if first_hash != body_hash {
        return Err(Error::conflict("key-reused", Text::new("error-key-reused")));
    }
    let Some(answer) = answer else {
        return Err(Error::conflict("still-running", Text::new("error-still-running")));
    };
    let kept: Kept = serde_json::from_slice(&app.keys.open_answer(key, &answer)?)?;
    let mut response = Response::builder()
        .status(StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK))
        .body(kept.body);
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    Ok(Some(response))
}

async fn keep(app: &App, key: &str, response: Response) -> Result<Response> {
    let (parts, body) = response.into_parts();
    let body = body.into_bytes().await.map_err(Error::internal)?;
    let kept = Kept {
        status: parts.status.as_u16(),
        headers: parts
            .headers
            .iter()
            .filter_map(|(name, value)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            })
            .collect(),
        body: body.to_vec(),
    };
    let sealed = app.keys.seal_answer(key, &serde_json::to_vec(&kept)?, &*app.random)?;
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query("update idempotency set answer = $1 where key = $2")
            .bind(sealed)
            .bind(key)
            .execute(tx)
            .await
            .map(drop)
    )?;
    tx.save_unrecorded("a kept answer is not a change of record").await?;
    Ok(Response::from_parts(parts, body.into()))
}

async fn forget(app: &App, key: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query("delete from idempotency where key = $1").bind(key).execute(tx).await.map(drop)
    )?;
    tx.save_unrecorded("a key is not a change of record").await
}
