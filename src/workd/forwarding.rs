//! Forwarding: where the letters of an account are copied to; rows of the alias table.

use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    identity::person,
    sql,
    web::locale::Text,
    workd::{account::Account, alias, domain::Domain},
};

/// Whether the domain's rule lets letters go on to `address`.
pub fn allows(domain: &Domain, address: &str) -> Result<(), Text> {
    let host = address.rsplit('@').next().unwrap_or_default();
    let government = host == "go.th" || host.ends_with(".go.th") || host.ends_with(".mi.th");
    match domain.forwarding.as_str() {
        "anywhere" => Ok(()),
        "government" if government => Ok(()),
        "government" => Err(Text::new("forwarding-government-only").with("address", address)),
        _ => Err(Text::new("forwarding-not-allowed")),
    }
}

/// Where an account's letters are copied to.
pub async fn of(tx: &mut Tx, account: &Account) -> Result<Vec<String>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select destination from alias where address = $1 and kind = 'forwarding'
             order by destination"
        )
        .bind(&account.address)
        .fetch_all(tx)
        .await
    )?)
}

/// Sets where an account's letters are copied to; nothing for nowhere. A copy stays in the mailbox.
///
/// # Errors
/// A mistake in `/forwarding` when the address is none or the domain's rule forbids it.
pub async fn put(
    tx: &mut Tx,
    domain: &Domain,
    account: &Account,
    typed: Option<&str>,
) -> Result<()> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    let to = match typed {
        Some(typed) => {
            let mistake = |code, text| Error::mistake("forwarding", code, text);
            let address = person::read_email(typed)
                .ok_or_else(|| mistake("shape", Text::new("email-shape")))?;
            if address == account.address {
                return Err(mistake("itself", Text::new("alias-destination-itself")));
            }
            let own = address.ends_with(&format!("@{}", domain.name));
            if own && !alias::is_living(tx, &address).await? {
                let text = Text::new("alias-destination-unknown").with("address", address);
                return Err(mistake("unknown", text));
            }
            if !own {
                allows(domain, &address).map_err(|text| mistake("policy", text))?;
            }
            Some(address)
        }
        None => None,
    };
    sql!(
        tx,
        sqlx::query("delete from alias where address = $1 and kind = 'forwarding'")
            .bind(&account.address)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if let Some(to) = &to {
        let (id, now) = (tx.fresh_id(), tx.now());
        sql!(
            tx,
            sqlx::query(
                "insert into alias (id, domain_id, address, destination, kind, title, enabled,
                     may_send, created_at)
                 values ($1, $2, $3, $4, 'forwarding', '', $5, $6, $7)"
            )
            .bind(id)
            .bind(&domain.id)
            .bind(&account.address)
            .bind(to)
            .bind(true)
            .bind(false)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let facts = json!({"forwarding": to.is_some()});
    audit::record(tx, None, "workd.account.forwarding", account.id.as_str(), facts).await
}

/// Switches the forwarding of an account off and on again, as it is deleted and brought back.
pub async fn switch(tx: &mut Tx, address: &str, enabled: bool) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update alias set enabled = $1 where address = $2 and kind = 'forwarding'")
            .bind(enabled)
            .bind(address)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}
