//! Badge: a certificate as an Open Badge 3.0, signed, so that verifiers elsewhere can check it.
//!
//! It is issued in the transaction of the certificate and kept word for word. Revocation is read
//! from the certificate whenever somebody asks for a status list; there is no second truth.

pub mod backfill;
pub mod contexts;
pub mod credential;
pub mod issuer;
pub mod key;
pub mod multibase;
pub mod proof;
pub mod status;

use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    identity::person::Person,
    learning::{
        certificate::{badge::credential::Facts, certificate::Certificate, number::read_number},
        content::Content,
    },
    sql,
    web::locale::Text,
};

/// Issues the badge of a certificate that was issued in this transaction.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    certificate: &Certificate,
    content: &Content,
    learner: &Person,
) -> Result<()> {
    let signer = key::active(tx, app).await?;
    let place = status::draw(tx, &certificate.number, &signer.id).await?;
    let facts = Facts {
        base: app.url(""),
        issuer: issuer::did(app),
        certificate,
        content,
        email: &learner.email,
        salt: hex::encode(bytes::<16>(tx.random())),
        place,
        demo: app.config.demo,
    };
    let unsigned = credential::unsigned(&facts);
    let signed = proof::sign(unsigned, &facts.issuer, &signer, certificate.issued_at)?;
    sql!(
        tx,
        sqlx::query("update badge set document = $1 where number = $2")
            .bind(signed.to_string())
            .bind(&certificate.number)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// The signed credential of a certificate, word for word as it was issued.
pub async fn text(tx: &mut Tx, number: &str) -> Result<Option<String>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar("select document from badge where number = $1")
            .bind(read_number(number))
            .fetch_optional(tx)
            .await
    )?)
}

/// The same, where there must be one.
pub async fn get(tx: &mut Tx, number: &str) -> Result<String> {
    let found = text(tx, number).await?;
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-certificate")))
}
