//! What identity holds about a person: to hand it out, and to erase it.

use serde_json::{Value, json};

use crate::{
    app::App,
    db::{Tx, rows},
    error::Result,
    id::PersonId,
    identity::{citizen_id_view, session, traffic},
    sql,
    thai::text,
};

/// One file of what is held about a person.
pub struct Piece {
    /// Its name, with folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Piece {
    /// Records as JSON.
    pub fn json(name: &str, value: &Value) -> Result<Self> {
        Ok(Self { name: name.to_owned(), bytes: serde_json::to_vec_pretty(value)? })
    }
}

/// Rows of a table for one file: its name, the table, the columns, and what stands around the
/// person's id in the condition.
pub type List<'a> = (&'a str, &'static str, &'a [&'static str], (&'static str, &'static str));

/// Records that are kept when an account is erased.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    /// `certificates`, `requests`, `audit`, `traffic`, `views` or `consents`.
    pub kind: String,
    /// How many.
    pub count: i64,
}

impl Kept {
    /// So many of a kind.
    pub fn new(kind: &str, count: i64) -> Self {
        Self { kind: kind.to_owned(), count }
    }
}

/// What an erased account is called where its name stood.
const NOBODY: &str = "ผู้ใช้ที่ลบบัญชีแล้ว";

/// Tables of which a person's rows simply go; each has the column `person_id`.
const GOING: [&str; 10] = [
    "session",
    "half_session",
    "one_time_link",
    "totp",
    "passkey",
    "passkey_ceremony",
    "recovery_code",
    "sign_in",
    "name_change",
    "email_change",
];

/// Everything that identity holds about `person`.
pub async fn pieces(app: &App, person: &PersonId) -> Result<Vec<Piece>> {
    let mut tx = app.db.read().await?;
    let id = person.as_str();
    let mut account = rows::select(
        &mut tx,
        "person",
        &[
            "id",
            "prefix",
            "first_name",
            "last_name",
            "birth_date",
            "email",
            "email_confirmed_at",
            "person_kind",
            "agency_id",
            "agency_name",
            "verification",
            "verified_route",
            "verified_at",
            "locale",
            "created_at",
        ],
        ("id =", ""),
        id,
    )
    .await?;
    let masked = citizen_id_view::masked(&mut tx, app, person).await?;
    if let Some(Value::Object(fields)) = account.first_mut() {
        fields.insert("citizen_id".into(), json!(masked));
    }
    let own = ("person_id =", "order by id");
    let mut pieces = vec![Piece::json("account.json", &json!(account.first()))?];
    let lists: [List<'_>; 11] = [
        ("consents.json", "consent", &["text_name", "text_version", "given", "at"], own),
        (
            "verifications.json",
            "verification_check",
            &["route", "outcome", "reason", "facts", "at"],
            own,
        ),
        ("roles.json", "membership", &["role", "agency_id", "granted_at", "ended_at"], own),
        (
            "name-changes.json",
            "name_change",
            &["prefix", "first_name", "last_name", "old_name", "reason", "state", "asked_at"],
            own,
        ),
        (
            "email-changes.json",
            "email_change",
            &["new_email", "state", "asked_at", "ended_at"],
            own,
        ),
        (
            "desk-readings.json",
            "desk_case",
            &["purpose", "opened_at", "state", "fault", "card_status", "closed_at"],
            own,
        ),
        (
            "desk-papers.json",
            "desk_paper",
            &["papers", "note", "made_at", "state", "reason", "decided_at"],
            own,
        ),
        ("passkeys.json", "passkey", &["name", "created_at", "last_used_at"], own),
        (
            "sessions.json",
            "session",
            &["kind", "name", "device", "created_at", "last_seen_at", "expires_at"],
            ("person_id =", "order by created_at"),
        ),
        ("citizen-id-views.json", "citizen_id_view", &["role", "office", "reason", "at"], own),
        (
            "letters.json",
            "notice",
            &["to_address", "subject", "created_at", "sent_at"],
            ("to_address = (select email from person where id =", ") order by created_at"),
        ),
    ];
    for (name, table, columns, place) in lists {
        let found = rows::select(&mut tx, table, columns, place, id).await?;
        pieces.push(Piece::json(name, &json!(found))?);
    }
    let log_ins = traffic::of_person(&mut tx, app, person).await?;
    pieces.push(Piece::json("log-ins.json", &json!(log_ins))?);
    pieces.push(Piece::json("audit.json", &json!(audit_of(&mut tx, id).await?))?);
    Ok(pieces)
}

/// Entries that the person made, and those about them.
async fn audit_of(tx: &mut Tx, id: &str) -> Result<Vec<Value>> {
    let columns = ["seq", "at", "act", "subject", "detail"];
    let mut made = rows::select(tx, "audit", &columns, ("actor_id =", ""), id).await?;
    let about = ("subject =", "and (actor_id is null or actor_id <> subject)");
    made.extend(rows::select(tx, "audit", &columns, about, id).await?);
    made.sort_by_key(|entry| entry.get("seq").and_then(Value::as_i64));
    Ok(made)
}

/// Erases what identity holds: the number, the birth date, names, address, password, sessions and
/// links. The row stays, empty, because certificates and requests refer to it. Gives what is kept.
pub async fn erase(tx: &mut Tx, person: &PersonId) -> Result<Vec<Kept>> {
    session::end_all(tx, person, None).await?;
    for table in GOING {
        let text = format!("delete from {table} where person_id = ");
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(text);
            statement.push_bind(person).build().execute(tx).await.map(drop)
        })?;
    }
    sql!(
        tx,
        sqlx::query(
            "delete from notice where sent_at is not null
             and to_address = (select email from person where id = $1)"
        )
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let (email, sort_key) = (format!("{person}@erased.invalid"), text::sort_key(NOBODY));
    sql!(
        tx,
        sqlx::query(
            "update person set prefix = '', first_name = $1, last_name = '', birth_date = null,
                 email = $2, email_confirmed_at = null, person_kind = 'public', agency_id = null,
                 agency_name = null, citizen_id_sealed = null, citizen_id_key = null,
                 citizen_id_index = null, verification = 'none', verified_route = null,
                 verified_at = null, password_hash = null, sort_key = $3
             where id = $4"
        )
        .bind(NOBODY)
        .bind(email)
        .bind(&sort_key)
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let (audit, traffic, consents, views): (i64, i64, i64, i64) = sql!(
        tx,
        sqlx::query_as(
            "select (select count(*) from audit where actor_id = $1 or subject = $1),
                    (select count(*) from traffic where person_id = $1),
                    (select count(*) from consent where person_id = $1),
                    (select count(*) from citizen_id_view where person_id = $1)"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?;
    Ok(vec![
        Kept::new("audit", audit),
        Kept::new("traffic", traffic),
        Kept::new("consents", consents),
        Kept::new("views", views),
    ])
}

/// Forgets letters that were sent to `address`, those written until then.
pub async fn forget_letters(
    tx: &mut Tx,
    address: &str,
    until: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "delete from notice where to_address = $1 and created_at <= $2 and sent_at is not null"
        )
        .bind(address)
        .bind(until)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
