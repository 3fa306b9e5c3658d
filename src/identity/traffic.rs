//! Who came in and went out, from where and when: traffic data that the Computer Crime Act, section
//! 26, has kept for at least 90 days. The network address is sealed, and opened on a lawful order.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::{
    app::App,
    audit::{self, reading},
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        agent,
        origin::Origin,
        person,
        seal::{Sealed, SealedColumn},
    },
    sql,
    thai::date,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody logged in, or tried to.
    LogIn,
    /// Somebody logged out.
    LogOut,
    /// Somebody joined.
    SignUp,
    /// The same at the page of a mail account.
    MailboxLogIn,
    /// Left the page of a mail account.
    MailboxLogOut,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::LogIn => "log_in",
            Self::LogOut => "log_out",
            Self::SignUp => "sign_up",
            Self::MailboxLogIn => "mailbox_log_in",
            Self::MailboxLogOut => "mailbox_log_out",
        }
    }
}

/// Who it was, as far as that is known.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// A person of the product.
    Person(&'a PersonId),
    /// A mail account, by its id.
    Account(&'a str),
    /// Nobody known.
    Unknown,
}

/// Where addresses stand.
pub const SEALED: SealedColumn =
    SealedColumn { table: "traffic", sealed: "address_sealed", key: "address_key", place };

fn place(id: &str) -> String {
    format!("traffic\0address\0{id}")
}

/// Writes a line in the transaction that it belongs to.
pub async fn keep(
    tx: &mut Tx,
    app: &App,
    from: &Origin,
    kind: Kind,
    whom: Whom<'_>,
    result: &str,
) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    let sealed = app.keys.seal(&place(&id), from.address.as_bytes(), tx.random())?;
    let (person, account) = match whom {
        Whom::Person(person) => (Some(person.as_str()), None),
        Whom::Account(account) => (None, Some(account)),
        Whom::Unknown => (None, None),
    };
    let day = date::bangkok_date(now).to_string();
    sql!(
        tx,
        sqlx::query(
            "insert into traffic (id, at, day, kind, result, person_id, account_id, address_sealed,
                 address_key, device)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        )
        .bind(&id)
        .bind(now)
        .bind(&day)
        .bind(kind.code())
        .bind(result)
        .bind(person)
        .bind(account)
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(agent::family(from.agent.as_deref()))
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Writes that a log-in to a person's account failed; other outcomes are left alone.
pub async fn log_in_failed<T>(
    app: &App,
    from: &Origin,
    login: &str,
    outcome: &Result<T>,
) -> Result<()> {
    let Some(result) = failure(outcome) else { return Ok(()) };
    let mut tx = app.db.write().await?;
    let found = person::credentials(&mut tx, app, login).await?;
    let whom = found.as_ref().map_or(Whom::Unknown, |found| Whom::Person(&found.id));
    keep(&mut tx, app, from, Kind::LogIn, whom, result).await?;
    tx.save_unrecorded("the traffic log is its own record").await
}

/// The word for a failed log-in, if it failed for a reason of the visitor's.
pub fn failure<T>(outcome: &Result<T>) -> Option<&'static str> {
    match outcome {
        Err(Error::WrongLogIn) => Some("wrong"),
        Err(Error::TooMany { .. }) => Some("too_many"),
        Err(Error::NotConfirmed | Error::Conflict { .. } | Error::Forbidden) => Some("refused"),
        _ => None,
    }
}

/// Writes that somebody left.
pub async fn left(tx: &mut Tx, app: &App, from: &Origin, person: &PersonId) -> Result<()> {
    keep(tx, app, from, Kind::LogOut, Whom::Person(person), "ok").await
}

/// A line, opened.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: String,
    /// How it went.
    pub result: String,
    /// Which person.
    pub person: Option<String>,
    /// Which mail account.
    pub account: Option<String>,
    /// From where.
    pub address: String,
    /// With what.
    pub device: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    at: DateTime<Utc>,
    kind: String,
    result: String,
    person_id: Option<String>,
    account_id: Option<String>,
    address_sealed: Vec<u8>,
    address_key: i64,
    device: String,
}

impl Row {
    fn opened(self, app: &App) -> Result<Line> {
        let sealed = Sealed { bytes: self.address_sealed, key: self.address_key };
        let address = app.keys.open(&place(&self.id), &sealed)?;
        Ok(Line {
            at: self.at,
            kind: self.kind,
            result: self.result,
            person: self.person_id,
            account: self.account_id,
            address: String::from_utf8_lossy(&address).into_owned(),
            device: self.device,
        })
    }
}

/// Lines read at a time.
const CHUNK: i64 = 1000;

/// Hands every line from `from` to `to`, both days included, to `each`; the lawful order is
/// recorded before the first. Gives their number.
pub async fn export(
    app: &App,
    from: NaiveDate,
    to: NaiveDate,
    order: &str,
    mut each: impl FnMut(&str) -> std::io::Result<()>,
) -> Result<u64> {
    let mut tx = app.db.write().await?;
    let facts = json!({"from": from.to_string(), "to": to.to_string(), "order": order});
    audit::record(&mut tx, None, "traffic.exported", "traffic", facts).await?;
    tx.save().await?;
    let (start, end) = (reading::start_of(from), reading::start_of(to) + Duration::days(1));
    let (mut after_at, mut after_id, mut count) = (start, String::new(), 0);
    loop {
        let mut tx = app.db.read().await?;
        let rows: Vec<Row> = sql!(
            tx,
            sqlx::query_as(
                "select id, at, kind, result, person_id, account_id, address_sealed, address_key,
                        device
                 from traffic where at < $1 and (at > $2 or (at = $2 and id > $3))
                 order by at, id limit $4"
            )
            .bind(end)
            .bind(after_at)
            .bind(&after_id)
            .bind(CHUNK)
            .fetch_all(tx)
            .await
        )?;
        drop(tx);
        let Some(last) = rows.last() else { return Ok(count) };
        (after_at, after_id) = (last.at, last.id.clone());
        for row in rows {
            each(&format!("{}\n", serde_json::to_string(&row.opened(app)?)?))?;
            count += 1;
        }
    }
}

/// What is kept of one person, the newest first; their own to see.
pub async fn of_person(tx: &mut Tx, app: &App, person: &PersonId) -> Result<Vec<Value>> {
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select id, at, kind, result, person_id, account_id, address_sealed, address_key, device
             from traffic where person_id = $1 order by id desc"
        )
        .bind(person)
        .fetch_all(tx)
        .await
    )?;
    let lines = rows.into_iter().map(|row| Ok(serde_json::to_value(row.opened(app)?)?));
    lines.collect()
}

/// Deletes what has been kept for longer than the setting says, and gives its number.
pub async fn prune(app: &App) -> Result<u64> {
    let mut tx = app.db.write().await?;
    let before = tx.now() - Duration::days(app.config.traffic_days);
    let gone = sql!(
        tx,
        sqlx::query("delete from traffic where at < $1")
            .bind(before)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone > 0 {
        let facts = json!({"rows": gone, "days": app.config.traffic_days});
        audit::record(&mut tx, None, "traffic.pruned", "traffic", facts).await?;
        tx.save().await?;
    }
    Ok(gone)
}
