//! Whoever signed for this installation, kept for ever: a file is checked long after its key is
//! gone.

use super::chain::Chain;
use crate::{
    db::Tx,
    error::{Error, Result},
    sql,
};

/// Keeps a signer, once; gives the fingerprint of its certificate.
pub async fn keep(tx: &mut Tx, chain: &Chain) -> Result<String> {
    let fingerprint = chain.fingerprint().map_err(Error::internal)?;
    let pem = chain.to_pem().map_err(Error::internal)?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_signer (fingerprint, name, chain, first_used_at)
             values ($1, $2, $3, $4) on conflict (fingerprint) do nothing"
        )
        .bind(&fingerprint)
        .bind(chain.name())
        .bind(pem)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(fingerprint)
}

/// The certificates of a signer that is known here.
pub(super) async fn find(tx: &mut Tx, fingerprint: &str) -> Result<Option<Chain>> {
    let pem: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select chain from certificate_signer where fingerprint = $1")
            .bind(fingerprint)
            .fetch_optional(tx)
            .await
    )?;
    Ok(pem.and_then(|pem| Chain::from_pem(&pem)))
}
