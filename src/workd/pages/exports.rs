//! All accounts of a domain as a sheet, written while it is sent.

use std::io;

use bytes::Bytes;
use futures_util::stream;
use poem::{Body, Response, handler, http::header, web::Path};
use serde_json::json;

use crate::{
    app::App,
    audit,
    error::{Error, Result},
    id::DomainId,
    identity::access::{Act, Actor},
    web::visitor::Visit,
    workd::{
        account::{self, Account, Filter},
        domain,
        import::{IdentityCheck, Row, Writer},
        pages::accounts::may_export,
    },
};

/// Accounts read and written at a time; no more are held in memory.
const CHUNK: i64 = 500;

/// How far a sheet is.
struct Rest {
    app: App,
    domain: DomainId,
    after: String,
    begun: bool,
}

/// Sends the sheet; that somebody fetched it is on record.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    if !may_export(&me, &domain) {
        return Err(Error::Forbidden);
    }
    let facts = json!({"accounts": domain.accounts});
    let subject = domain.id.as_str();
    audit::record(&mut tx, Some(&me.id), "workd.accounts.exported", subject, facts).await?;
    tx.save().await?;
    let file = format!("attachment; filename=\"{}-{}.csv\"", domain.name, visit.today());
    let app = visit.app.clone();
    let rest = Rest { app, domain: domain.id, after: String::new(), begun: false };
    let sheet = stream::try_unfold(Some(rest), |rest| async {
        let Some(rest) = rest else { return Ok(None) };
        next(rest).await.map(Some).map_err(io::Error::other)
    });
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, file)
        .body(Body::from_bytes_stream(sheet)))
}

/// The next rows, and what is left after them.
async fn next(mut rest: Rest) -> Result<(Bytes, Option<Rest>)> {
    let filter = Filter { after: rest.after.clone(), ..Filter::default() };
    let mut tx = rest.app.db.read().await?;
    let accounts = account::list(&mut tx, &rest.domain, &filter, CHUNK).await?;
    drop(tx);
    let mut rows = if rest.begun { Writer::go_on(Vec::new()) } else { Writer::new(Vec::new())? };
    // The official mailbox is made with the domain; no sheet makes it.
    for account in accounts.iter().filter(|account| account.kind == "user") {
        rows.write(&row(account)?)?;
    }
    let bytes = rows.finish()?.into();
    let is_last = i64::try_from(accounts.len()).is_ok_and(|count| count < CHUNK);
    let last = accounts.into_iter().next_back().filter(|_| !is_last);
    Ok((
        bytes,
        last.map(|last| {
            rest.after = last.local_part;
            rest.begun = true;
            rest
        }),
    ))
}

fn row(account: &Account) -> Result<Row> {
    let at = account.identity_on.parse().map_err(Error::internal)?;
    Ok(Row {
        number: 0,
        local_part: account.local_part.clone(),
        first_name: account.first_name.clone(),
        last_name: account.last_name.clone(),
        first_name_en: account.first_name_en.clone(),
        last_name_en: account.last_name_en.clone(),
        quota_mb: Some(account.quota_mb()),
        recovery_email: account.recovery_email.clone(),
        identity_checked: IdentityCheck { how: account.identity_how.clone(), at },
    })
}
