//! Alias: another name of an account, or a group of people; one row a destination.

use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::DomainId,
    identity::person,
    sql,
    thai::text,
    web::locale::Text,
    workd::{account::Account, domain::Domain, forwarding, local_part},
};

/// More destinations than Postfix expands (`virtual_alias_expansion_limit`).
pub const MOST: usize = 1000;

/// An address with all its destinations.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The address.
    pub address: String,
    /// `alias` or `group`.
    pub kind: String,
    /// What a group is called.
    pub title: String,
    /// Where its letters go.
    pub destinations: Vec<String>,
    /// Whether those behind it may write as it.
    pub may_send: bool,
}

impl Alias {
    /// Before the `@`.
    pub fn local_part(&self) -> &str {
        self.address.split('@').next().unwrap_or_default()
    }

    /// Whether every domain must have it (RFC 2142).
    pub fn is_official(&self) -> bool {
        local_part::is_official(self.local_part())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    address: String,
    destination: String,
    kind: String,
    title: String,
    may_send: bool,
}

/// Aliases or groups of a domain, by address.
pub async fn list(tx: &mut Tx, domain: &DomainId, kind: &str) -> Result<Vec<Alias>> {
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select address, destination, kind, title, may_send from alias
             where domain_id = $1 and kind = $2 order by address, destination"
        )
        .bind(domain)
        .bind(kind)
        .fetch_all(tx)
        .await
    )?;
    let mut found: Vec<Alias> = Vec::new();
    for row in rows {
        match found.last_mut().filter(|last| last.address == row.address) {
            Some(last) => last.destinations.push(row.destination),
            None => found.push(Alias {
                address: row.address,
                kind: row.kind,
                title: row.title,
                destinations: vec![row.destination],
                may_send: row.may_send,
            }),
        }
    }
    Ok(found)
}

/// Whether `address` is an alias or a group already.
pub async fn whose(tx: &mut Tx, address: &str) -> Result<Option<String>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select address from alias where address = $1 and kind <> 'forwarding' limit 1"
        )
        .bind(address)
        .fetch_optional(tx)
        .await
    )?)
}

/// An alias or group whose letters reach an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leading {
    /// Its address.
    pub address: String,
    /// `alias` or `group`.
    pub kind: String,
    /// What a group is called.
    pub title: String,
}

/// Aliases and groups that have the account among their destinations.
pub async fn leading_to(tx: &mut Tx, account: &Account) -> Result<Vec<Leading>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select address, kind, title from alias
             where destination = $1 and kind <> 'forwarding' order by kind, address"
        )
        .bind(&account.address)
        .fetch_all(tx)
        .await
    )?)
}

/// An alias or group as typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Before the `@`.
    pub local_part: String,
    /// `alias` or `group`.
    pub kind: &'static str,
    /// What a group is called.
    pub title: String,
    /// Addresses, whole or local parts of this domain.
    pub destinations: Vec<String>,
    /// Whether those behind it may write as it.
    pub may_send: bool,
}

/// Makes an alias or group, or gives the one of that address other destinations.
///
/// # Errors
/// Mistakes by field: an address that is an account, a destination that is none, too many.
pub async fn put(
    tx: &mut Tx,
    by: Option<&crate::id::PersonId>,
    domain: &Domain,
    typed: &Typed,
    is_new: bool,
) -> Result<Alias> {
    let mut mistakes = Vec::new();
    let local = local_part::read_local_part(&typed.local_part).unwrap_or_else(|text| {
        mistakes.push(Mistake::new("local_part", "shape", text));
        String::new()
    });
    let address = format!("{local}@{}", domain.name);
    if is_new && by.is_some() && local_part::is_official(&local) {
        let text = Text::new("local-part-reserved").with("name", local.clone());
        mistakes.push(Mistake::new("local_part", "reserved", text));
    }
    if is_account(tx, &address).await? || (is_new && whose(tx, &address).await?.is_some()) {
        let text = Text::new("local-part-taken").with("address", address.clone());
        mistakes.push(Mistake::new("local_part", "taken", text));
    }
    let mut destinations = Vec::new();
    for typed in typed.destinations.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
        match destination(tx, domain, typed, &address).await? {
            Ok(address) => destinations.push(address),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    destinations.sort();
    destinations.dedup();
    if destinations.is_empty() && mistakes.is_empty() {
        let text = Text::new("alias-destination-required");
        mistakes.push(Mistake::new("destinations", "required", text));
    }
    if destinations.len() > MOST {
        let text = Text::new("alias-too-many").with("most", MOST);
        mistakes.push(Mistake::new("destinations", "too_many", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let title = text::truncate(&text::normalise(&typed.title), 200);
    remove_rows(tx, &address).await?;
    let now = tx.now();
    for destination in &destinations {
        let id = tx.fresh_id();
        sql!(
            tx,
            sqlx::query(
                "insert into alias (id, domain_id, address, destination, kind, title, enabled,
                     may_send, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
            .bind(id)
            .bind(&domain.id)
            .bind(&address)
            .bind(destination)
            .bind(typed.kind)
            .bind(&title)
            .bind(true)
            .bind(typed.may_send)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let facts = json!({"kind": typed.kind, "destinations": destinations.len()});
    audit::record(tx, by, "workd.alias.put", domain.id.as_str(), facts).await?;
    Ok(Alias {
        address,
        kind: typed.kind.to_owned(),
        title,
        destinations,
        may_send: typed.may_send,
    })
}

/// Ends an alias or group.
pub async fn remove(
    tx: &mut Tx,
    by: &crate::id::PersonId,
    domain: &Domain,
    kind: &str,
    local: &str,
) -> Result<String> {
    let address = format!("{}@{}", local.to_lowercase(), domain.name);
    let there = list(tx, &domain.id, kind).await?;
    let Some(alias) = there.iter().find(|alias| alias.address == address) else {
        return Err(Error::not_found());
    };
    if alias.is_official() {
        return Err(Error::conflict("official-address", Text::new("alias-official")));
    }
    remove_rows(tx, &address).await?;
    let facts = json!({"kind": kind});
    audit::record(tx, Some(by), "workd.alias.removed", domain.id.as_str(), facts).await?;
    Ok(address)
}

async fn remove_rows(tx: &mut Tx, address: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query("delete from alias where address = $1 and kind <> 'forwarding'")
            .bind(address)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// Whether `address` is an account, a deleted one too.
pub async fn is_account(tx: &mut Tx, address: &str) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from account where address = $1")
            .bind(address)
            .fetch_one(tx)
            .await
    )?;
    Ok(found > 0)
}

/// A destination: an account, alias or group of this domain, or a whole address elsewhere that the
/// domain's rule for forwarding allows.
async fn destination(
    tx: &mut Tx,
    domain: &Domain,
    typed: &str,
    own: &str,
) -> Result<Result<String, Mistake>> {
    let wrong = |code, text| Ok(Err(Mistake::new("destinations", code, text)));
    let whole =
        if typed.contains('@') { typed.to_owned() } else { format!("{typed}@{}", domain.name) };
    let Some(address) = person::read_email(&whole) else {
        return wrong("shape", Text::new("alias-destination-shape").with("address", typed));
    };
    if address == own {
        return wrong("itself", Text::new("alias-destination-itself"));
    }
    if address.ends_with(&format!("@{}", domain.name)) {
        let known = is_living(tx, &address).await? || whose(tx, &address).await?.is_some();
        if !known {
            let text = Text::new("alias-destination-unknown").with("address", address);
            return wrong("unknown", text);
        }
        return Ok(Ok(address));
    }
    match forwarding::allows(domain, &address) {
        Ok(()) => Ok(Ok(address)),
        Err(text) => wrong("policy", text),
    }
}

/// Whether `address` is an account that is not deleted.
pub async fn is_living(tx: &mut Tx, address: &str) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from account where address = $1 and state <> 'deleted'"
        )
        .bind(address)
        .fetch_one(tx)
        .await
    )?;
    Ok(found > 0)
}
