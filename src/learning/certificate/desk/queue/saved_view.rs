//! SavedView: a filter that an officer named, to come back to.

use serde_json::json;

use super::filter::Filter;
use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::access::{Act, Actor},
    sql,
    thai::text,
    web::locale::Text,
};

/// As many as fit beside each other.
pub const MOST: i64 = 20;

/// The longest name, in graphemes.
const LONGEST: usize = 60;

/// A row of `saved_view`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SavedView {
    /// Which.
    pub id: String,
    /// What its officer calls it.
    pub name: String,
    /// Its filter, as in an address.
    pub query: String,
}

impl SavedView {
    /// Its filter.
    pub fn filter(&self) -> Filter {
        Filter::from_query(&self.query).0
    }
}

/// The views of a person, the oldest first.
pub async fn of(tx: &mut Tx, person: &PersonId) -> Result<Vec<SavedView>> {
    Ok(sql!(
        tx,
        sqlx::query_as("select id, name, query from saved_view where person_id = $1 order by id")
            .bind(person)
            .fetch_all(tx)
            .await
    )?)
}

/// The conflict of a name that another view has.
pub const EXISTS: &str = "view-exists";

/// Names a filter. Another filter of the same name gives way only where `replace` says so.
///
/// # Errors
/// A mistake in `/name`; a conflict where the name is taken, or there are as many as can be.
pub async fn save(
    tx: &mut Tx,
    me: &Actor,
    name: &str,
    filter: &Filter,
    replace: bool,
) -> Result<SavedView> {
    if !me.may(Act::ReviewCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let name = text::normalise(name);
    if name.is_empty() {
        return Err(Error::mistake("name", "required", Text::new("queue-view-name-required")));
    }
    if text::graphemes(&name) > LONGEST {
        return Err(Error::mistake("name", "long", Text::new("queue-view-name-long")));
    }
    let (id, now, query) = (tx.fresh_id(), tx.now(), filter.query());
    let saved: Option<SavedView> = sql!(
        tx,
        sqlx::query_as(
            "insert into saved_view (id, person_id, name, query, created_at)
             select $1, $2, $3, $4, $5
             where (select count(*) from saved_view where person_id = $2) < $6
             or exists (select 1 from saved_view where person_id = $2 and name = $3)
             on conflict (person_id, name) do update set query = excluded.query
                 where $7 or saved_view.query = excluded.query
             returning id, name, query"
        )
        .bind(&id)
        .bind(&me.id)
        .bind(&name)
        .bind(&query)
        .bind(now)
        .bind(MOST)
        .bind(replace)
        .fetch_optional(tx)
        .await
    )?;
    let Some(saved) = saved else {
        if of(tx, &me.id).await?.iter().any(|view| view.name == name) {
            let text = Text::new("queue-view-exists").with("name", name);
            return Err(Error::conflict(EXISTS, text));
        }
        let text = Text::new("queue-view-too-many").with("most", MOST);
        return Err(Error::conflict("too-many-views", text));
    };
    audit::record(tx, Some(&me.id), "saved_view.saved", &saved.id, json!({})).await?;
    Ok(saved)
}

/// Forgets a view of one's own.
///
/// # Errors
/// `NotFound`, also for somebody else's.
pub async fn forget(tx: &mut Tx, me: &Actor, id: &str) -> Result<()> {
    let gone = sql!(
        tx,
        sqlx::query("delete from saved_view where id = $1 and person_id = $2")
            .bind(id)
            .bind(&me.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "saved_view.forgotten", id, json!({})).await
}
