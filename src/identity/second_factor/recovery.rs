//! Recovery codes: ten words to keep on paper, each good once, of which we keep hashes.

use serde_json::json;

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::{self, PersonId},
    identity::{access::Actor, second_factor},
    sql,
    web::locale::Text,
};

/// How many are made at a time.
pub const CODES: usize = 10;
/// Letters of one code: 60 random bits.
pub const LENGTH: usize = 12;
/// Thirty-two letters that nobody takes for one another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Makes ten codes, to be shown once; earlier ones end.
///
/// # Errors
/// A conflict where there is no factor that they could stand for.
pub async fn make(tx: &mut Tx, app: &App, me: &Actor) -> Result<Vec<String>> {
    second_factor::may_manage(tx, me).await?;
    if !second_factor::is_set_up(tx, &me.id).await? {
        return Err(Error::conflict("no-second-factor", Text::new("factor-none-yet")));
    }
    forget(tx, &me.id).await?;
    let now = tx.now();
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = draw(tx);
        let hash = hash(app, &me.id, &code);
        let row = id::fresh(now, tx.random());
        sql!(
            tx,
            sqlx::query(
                "insert into recovery_code (id, person_id, code_hash, created_at)
                 values ($1, $2, $3, $4)"
            )
            .bind(row)
            .bind(&me.id)
            .bind(hash)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
        codes.push(grouped(&code));
    }
    let facts = json!({"codes": CODES});
    audit::record(tx, Some(&me.id), "second_factor.codes_made", me.id.as_str(), facts).await?;
    Ok(codes)
}

/// Whether `code` is one of the person's that was not used before; uses it up.
pub async fn accept(tx: &mut Tx, app: &App, person: &PersonId, code: &str) -> Result<bool> {
    let (hash, now) = (hash(app, person, code), tx.now());
    let used = sql!(
        tx,
        sqlx::query(
            "update recovery_code set used_at = $1
             where person_id = $2 and code_hash = $3 and used_at is null"
        )
        .bind(now)
        .bind(person)
        .bind(hash)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    Ok(used == 1)
}

/// How many have not been used.
pub async fn left(tx: &mut Tx, person: &PersonId) -> Result<i64> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from recovery_code where person_id = $1 and used_at is null"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?)
}

/// Ends all of a person's codes.
pub(crate) async fn forget(tx: &mut Tx, person: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("delete from recovery_code where person_id = $1")
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

fn draw(tx: &Tx) -> String {
    // A byte modulo 32 has no bias.
    let letters = bytes::<LENGTH>(tx.random()).map(|byte| LETTERS[usize::from(byte % 32)]);
    letters.iter().copied().map(char::from).collect()
}

fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

fn hash(app: &App, person: &PersonId, code: &str) -> Vec<u8> {
    app.keys.index("recovery-code", &format!("{person}\n{code}"))
}
