//! Merging: two accounts of one person made one by an officer, and undone for thirty days. It stands
//! outside the areas because each of them moves its own rows.

pub mod api;
pub mod pages;
pub mod past;
mod side;

use chrono::Duration;
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Missing, Result},
    id::PersonId,
    identity::{
        access::{Act, Actor},
        merge::{self, Facts, Merge},
    },
    learning, mail, sql,
    thai::text,
    web::locale::{Locale, Text},
    workd,
};

pub use side::Side;

/// How long a merge can be undone.
pub const UNDO: Duration = Duration::days(30);

/// Two accounts beside each other.
pub struct Comparison {
    /// The one that remains: the verified one, or the older one.
    pub remains: Side,
    /// The one that will be closed.
    pub closes: Side,
    /// Whether both gave the same citizen id; `None` where one gave none.
    pub same_citizen: Option<bool>,
    /// Why they cannot become one, or not yet.
    pub obstacles: Vec<Missing>,
}

/// Finds two accounts by their exact addresses and sets them side by side.
///
/// # Errors
/// `Forbidden`, mistakes in `first` and `second`.
pub async fn compare(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    first: &str,
    second: &str,
) -> Result<Comparison> {
    if !me.may(Act::MergePeople) {
        return Err(Error::Forbidden);
    }
    let first = find(tx, "first", first).await?;
    let second = find(tx, "second", second).await?;
    if first.id == second.id {
        return Err(Error::mistake("second", "same", Text::new("people-merge-same")));
    }
    let (into, from) = if remains(&first, &second) { (first, second) } else { (second, first) };
    let remains = side::read(tx, app, &into).await?;
    let closes = side::read(tx, app, &from).await?;
    let same_citizen = into.same_citizen(&from);
    let mut obstacles = Vec::new();
    let mut stop =
        |code, text| obstacles.push(Missing { lesson: None, field: None, code, text, url: None });
    if into.id == me.id || from.id == me.id {
        stop("own", Text::new("people-merge-own"));
    }
    if into.is_verified() && from.is_verified() && same_citizen != Some(true) {
        stop("two-people", Text::new("people-merge-two-people"));
    } else if same_citizen == Some(false) {
        stop("two-numbers", Text::new("people-merge-two-numbers"));
    }
    for one in &closes.appointments {
        let role = Locale::Th.t(&format!("role-{}", one.role_shown().replace('_', "-")));
        stop("appointed", Text::new("people-merge-appointed").with("role", role));
    }
    Ok(Comparison { remains, closes, same_citizen, obstacles })
}

async fn find(tx: &mut Tx, field: &str, email: &str) -> Result<Facts> {
    let unknown = || Error::mistake(field, "unknown", Text::new("people-merge-unknown"));
    let found = merge::facts(tx, email).await?.ok_or_else(unknown)?;
    match found.closed_at {
        Some(_) => Err(Error::mistake(field, "closed", Text::new("people-merge-closed"))),
        None => Ok(found),
    }
}

/// Whether `one` is the account to keep: the verified one, or the older one.
fn remains(one: &Facts, other: &Facts) -> bool {
    let key = |it: &Facts| (!it.is_verified(), it.created_at, it.id.clone());
    key(one) < key(other)
}

/// Makes the two one, for a reason: everything moves to the account that remains, the other one is
/// closed, and letters go to both addresses.
///
/// # Errors
/// As `compare`; a mistake in `reason`; a conflict that lists every obstacle.
pub async fn merge(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    first: &str,
    second: &str,
    reason: &str,
) -> Result<String> {
    let pair = compare(tx, app, me, first, second).await?;
    merge::hold(tx, &pair.remains.id, &pair.closes.id).await?;
    // Once more, now that nobody else changes them.
    let pair = compare(tx, app, me, first, second).await?;
    let reason = text::normalise(reason);
    if reason.is_empty() {
        return Err(Error::mistake("reason", "required", Text::new("reason-required")));
    }
    if text::graphemes(&reason) > 1000 {
        return Err(Error::mistake("reason", "long", Text::new("reason-long")));
    }
    if !pair.obstacles.is_empty() {
        let (code, text) = ("cannot-merge", Text::new("people-merge-cannot"));
        return Err(Error::Conflict { code, text, missing: pair.obstacles });
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    let one = Merge { id: &id, from: &pair.closes.id, into: &pair.remains.id };
    sql!(
        tx,
        sqlx::query(
            "insert into merge (id, from_person, into_person, reason, merged_by, merged_at)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(&id)
        .bind(one.from)
        .bind(one.into)
        .bind(&reason)
        .bind(&me.id)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    learning::merge::merge_person(tx, app, &one).await?;
    workd::merge::merge_person(tx, &one).await?;
    merge::merge_person(tx, &me.id, &one).await?;
    let facts = json!({"merge": id, "from": one.from});
    audit::record(tx, Some(&me.id), "person.merged", one.into.as_str(), facts).await?;
    write_letters(tx, app, "mail-people-merged", &pair.remains, &pair.closes).await?;
    Ok(id)
}

/// Undoes a merge: the rows it moved go back to the account it closed, which is open again. What was
/// made since stays with the account that remained.
///
/// # Errors
/// `Forbidden`; a conflict after thirty days, over one's own accounts, and while a later merge of
/// the remaining account stands.
pub async fn undo(tx: &mut Tx, app: &App, me: &Actor, id: &str) -> Result<()> {
    if !me.may(Act::MergePeople) {
        return Err(Error::Forbidden);
    }
    let past = past::get(tx, id).await?;
    merge::hold(tx, &past.from_person, &past.into_person).await?;
    let now = tx.now();
    if [&past.from_person, &past.into_person].contains(&&me.id) {
        return Err(Error::conflict("own", Text::new("people-merge-own")));
    }
    if past.undo_until() < now {
        return Err(Error::conflict("too-late", Text::new("people-merge-too-late")));
    }
    if is_closed(tx, &past.into_person).await? {
        return Err(Error::conflict("merged-on", Text::new("people-merge-on")));
    }
    let first = sql!(
        tx,
        sqlx::query(
            "update merge set undone_at = $1, undone_by = $2 where id = $3 and undone_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if first == 0 {
        return Err(Error::conflict("undone", Text::new("people-merge-undone")));
    }
    let one = Merge { id, from: &past.from_person, into: &past.into_person };
    let moves = merge::moves(tx, id).await?;
    learning::merge::unmerge_person(tx, app, &moves).await?;
    workd::merge::unmerge_person(tx, &moves).await?;
    merge::unmerge_person(tx, &me.id, &one, &moves).await?;
    let facts = json!({"merge": id, "from": one.from});
    audit::record(tx, Some(&me.id), "person.unmerged", one.into.as_str(), facts).await?;
    let into = side::by_id(tx, app, one.into).await?;
    let from = side::by_id(tx, app, one.from).await?;
    write_letters(tx, app, "mail-people-unmerged", &into, &from).await
}

async fn is_closed(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    let closed: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from person where id = $1 and closed_at is not null")
            .bind(person)
            .fetch_one(tx)
            .await
    )?;
    Ok(closed > 0)
}

/// Writes to both addresses: whoever reads either is to know.
async fn write_letters(tx: &mut Tx, app: &App, key: &str, into: &Side, from: &Side) -> Result<()> {
    for side in [into, from] {
        let locale = Locale::from_code(&side.person.locale).unwrap_or_default();
        let values = [
            ("name", side.person.full_name().into()),
            ("remaining", into.person.email.clone().into()),
            ("former", from.person.email.clone().into()),
            ("url", app.url("/login").into()),
        ];
        mail::send(tx, &side.person.email, locale, key, &values).await?;
    }
    Ok(())
}
