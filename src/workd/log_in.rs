//! Log-in to the page of a mail account: one answer and the same work for every wrong pair.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::AccountId,
    identity::{
        limit::{self, MAILBOX_BY_ACCOUNT, MAILBOX_BY_ADDRESS},
        person,
    },
    sql,
};

/// The account of an address as typed, with its password. An account that may not log in, because
/// it or its domain is suspended or no password was chosen yet, is answered like one that never
/// was.
///
/// # Errors
/// `WrongLogIn`, or `TooMany` after too many wrong ones from one network address or at one account
/// from one network address; the holder elsewhere is not locked out.
pub async fn check(app: &App, typed: &str, password: &str, network: &str) -> Result<AccountId> {
    let address = address_key(typed);
    let pair = format!("{address}\n{network}");
    limit::check(app, &MAILBOX_BY_ADDRESS, network).await?;
    limit::check(app, &MAILBOX_BY_ACCOUNT, &pair).await?;
    let mut tx = app.db.read().await?;
    let found: Option<(AccountId, Option<String>)> = sql!(
        tx,
        sqlx::query_as(
            "select a.id, a.password_hash from account a join domain d on d.id = a.domain_id
             where a.address = $1 and a.state = 'active' and d.state = 'open'"
        )
        .bind(&address)
        .fetch_optional(tx)
        .await
    )?;
    drop(tx);
    let hash = found.as_ref().and_then(|(_, hash)| hash.as_deref());
    if app.passwords.verify(password, hash).await?
        && let Some((id, _)) = found
    {
        return Ok(id);
    }
    limit::count(app, &MAILBOX_BY_ADDRESS, network).await?;
    limit::count(app, &MAILBOX_BY_ACCOUNT, &pair).await?;
    if let Some((id, _)) = found {
        let mut tx = app.db.write().await?;
        let act = "workd.account.log_in_refused";
        audit::record(&mut tx, None, act, id.as_str(), json!({})).await?;
        tx.save().await?;
    }
    Err(Error::WrongLogIn)
}

/// The account of an address as typed, whatever its state; for the traffic log.
pub async fn find(tx: &mut Tx, typed: &str) -> Result<Option<AccountId>> {
    let address = address_key(typed);
    Ok(sql!(
        tx,
        sqlx::query_scalar("select id from account where address = $1")
            .bind(&address)
            .fetch_optional(tx)
            .await
    )?)
}

/// An address as accounts keep it: small letters, and the domain as DNS knows it.
fn address_key(typed: &str) -> String {
    let key = person::email_key(typed);
    match key.rsplit_once('@') {
        Some((local, host)) => {
            let host = idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_owned());
            format!("{local}@{host}")
        }
        None => key,
    }
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn an_address_is_found_however_it_is_typed() {
        assert_eq!(address_key(" Kanda.J@Chiangmai.Mail.GO.TH "), "kanda.j@chiangmai.mail.go.th");
        assert_eq!(address_key("kanda@เชียงใหม่.ไทย"), "kanda@xn--72cf4ec0c3c1d2a1c.xn--o3cw4h");
        assert_eq!(address_key("kanda"), "kanda");
    }
}
