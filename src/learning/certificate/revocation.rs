//! Revoking a certificate: by a code of a fixed list and a text, both shown on the public page.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::certificate::{
        certificate::{self, Certificate},
        replacement::wish,
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text, Value},
};

/// Codes that an officer chooses from; `replaced` is set where another is issued in its place, `undone`
/// where an approval is taken back.
pub const CODES: [&str; 3] = ["error", "fraud", "other"];

/// Why a certificate is revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// One of [`CODES`], or `replaced`.
    pub code: &'static str,
    /// In words.
    pub text: String,
}

impl Reason {
    /// Reads what an officer chose and typed.
    ///
    /// # Errors
    /// Mistakes in `code` and `reason`.
    pub fn read(code: &str, reason: &str) -> Result<Self> {
        let mut mistakes = Vec::new();
        let code = CODES.into_iter().find(|known| *known == code);
        if code.is_none() {
            mistakes.push(Mistake::new("code", "unknown", Text::new("revocation-code-needed")));
        }
        let text = match said(reason) {
            Ok(text) => text,
            Err(mistake) => {
                mistakes.push(mistake);
                String::new()
            }
        };
        match code {
            Some(code) if mistakes.is_empty() => Ok(Self { code, text }),
            _ => Err(Error::Mistakes(mistakes)),
        }
    }
}

/// A reason in words, which is never left out.
pub(super) fn said(reason: &str) -> Result<String, Mistake> {
    let reason = text::normalise(reason);
    if reason.is_empty() {
        Err(Mistake::new("reason", "required", Text::new("reason-required")))
    } else if text::graphemes(&reason) > 1000 {
        Err(Mistake::new("reason", "long", Text::new("reason-long")))
    } else {
        Ok(reason)
    }
}

/// Revokes a certificate and tells its holder.
///
/// # Errors
/// `Forbidden`; a conflict where it was revoked already.
pub async fn revoke(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    number: &str,
    reason: &Reason,
) -> Result<Certificate> {
    let revoked = end(tx, officer, number, reason).await?;
    let url = format!("/verify/{}", revoked.number);
    tell(tx, app, &revoked, "mail-certificate-revoked", &url, &reason.text, "").await?;
    Ok(revoked)
}

/// Ends a certificate in force; the update decides between two officers.
pub(super) async fn end(
    tx: &mut Tx,
    officer: &Actor,
    number: &str,
    reason: &Reason,
) -> Result<Certificate> {
    if !officer.may(Act::RevokeCertificates) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let certificate = certificate::get(tx, number).await?;
    let now = tx.now();
    let revoked = sql!(
        tx,
        sqlx::query(
            "update certificate set revoked_at = $1, revoked_by = $2, revocation_reason = $3,
                 revocation_code = $4
             where number = $5 and revoked_at is null"
        )
        .bind(now)
        .bind(&officer.id)
        .bind(&reason.text)
        .bind(reason.code)
        .bind(&certificate.number)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if revoked == 0 {
        return Err(Error::conflict("already-revoked", Text::new("certificate-already-revoked")));
    }
    wish::forget(tx, &certificate.number).await?;
    let (subject, facts) = (&certificate.number, json!({"code": reason.code}));
    audit::record(tx, Some(&officer.id), "certificate.revoked", subject, facts).await?;
    certificate::get(tx, number).await
}

/// Writes to the holder.
pub(super) async fn tell(
    tx: &mut Tx,
    app: &App,
    certificate: &Certificate,
    key: &'static str,
    url: &str,
    reason: &str,
    new_number: &str,
) -> Result<()> {
    let holder = person::get(tx, &certificate.person_id).await?;
    let locale = Locale::from_code(&holder.locale).unwrap_or_default();
    let course = match locale {
        Locale::En if !certificate.course_title_en.is_empty() => &certificate.course_title_en,
        _ => &certificate.course_title,
    };
    let values: [(&'static str, Value); 6] = [
        ("name", holder.full_name().into()),
        ("course", course.clone().into()),
        ("number", certificate.number.clone().into()),
        ("new_number", new_number.to_owned().into()),
        ("reason", reason.to_owned().into()),
        ("url", app.url(url).into()),
    ];
    mail::send(tx, &holder.email, locale, key, &values).await
}
