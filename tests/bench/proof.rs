//! A second proof for those whose appointments need one.

use rian::{app::App, db::Tx, id::PersonId, sql};

use crate::Outcome;

/// Sets a second factor up that nobody will be asked for, and proves it: appointments count with one
/// alone. It names a key of this installation: a server refuses to start without the keys of what is
/// sealed.
pub async fn prove(tx: &mut Tx, app: &App, person: &PersonId) -> Outcome<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into totp (id, person_id, secret_sealed, secret_key, created_at, confirmed_at,
                 last_step)
             values ($1, $1, $2, $4, $3, $3, 0)"
        )
        .bind(person)
        .bind(vec![0u8])
        .bind(now)
        .bind(app.keys.newest())
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query(
            "update session set second_proof_at = $2, second_proof = 'app' where person_id = $1"
        )
        .bind(person)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
