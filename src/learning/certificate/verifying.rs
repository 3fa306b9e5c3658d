//! Verifying by number: who is told what, after how many numbers that were none.

use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        access::{Act, Actor},
        limit::{self, UNMASK_BY_ADDRESS, UNMASK_BY_NUMBER, VERIFY_GUESSES, VERIFY_WRONG},
    },
    learning::certificate::{
        certificate::{self, Certificate},
        design::dress::Dress,
        inspection::Field,
        name_mask,
        number::read_number,
        printed::{Printed, Value, printed},
    },
    sql,
    web::locale::Text,
};

/// A certificate as one address may see it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The record; its name is masked where `is_masked`.
    pub certificate: Certificate,
    /// Whether the name is hidden, because this address missed several numbers lately.
    pub is_masked: bool,
    /// The number of the one in its place.
    pub replaced_by: Option<String>,
    /// What its paper shows, with the name as it may be seen.
    pub printed: Vec<Printed>,
}

impl Seen {
    /// Whether its paper shows this field.
    pub fn prints(&self, field: Field) -> bool {
        self.printed.iter().any(|it| it.field == field)
    }

    /// Whether its paper shows this field in English.
    pub fn prints_english(&self, field: Field) -> bool {
        let own = self.printed.iter().filter(|it| it.field == field);
        own.flat_map(|it| &it.values).any(|value| matches!(value, Value::English(_)))
    }
}

/// Looks a number up for somebody at `address`. A number has 80 random bits: who comes with a right
/// one at once sees everything, who only guesses is shown first letters, and after many wrong ones
/// is told to wait with the next wrong one. A right number is always answered.
///
/// # Errors
/// `NotFound`, which counts; `TooMany` in its place.
pub async fn look_up(app: &App, address: &str, me: Option<&Actor>, number: &str) -> Result<Seen> {
    let mut tx = app.db.read().await?;
    match certificate::get(&mut tx, number).await {
        Ok(certificate) => {
            drop(tx);
            let own = me.is_some_and(|me| may_print(me, &certificate));
            let is_masked = !own && is_guessing(app, address).await?;
            seen(app, certificate, is_masked).await
        }
        Err(error) => {
            drop(tx);
            missed(app, address).await?;
            Err(error)
        }
    }
}

/// Whether somebody may print a certificate, and so knows whose it is: its holder and officers.
pub fn may_print(me: &Actor, certificate: &Certificate) -> bool {
    certificate.person_id == me.id || me.may(Act::ReviewCertificateRequests)
}

/// The certificate with what else the page needs.
pub async fn seen(app: &App, mut certificate: Certificate, is_masked: bool) -> Result<Seen> {
    let mut tx = app.db.read().await?;
    let replaced_by: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "select number from certificate where replaces = $1 order by number limit 1"
        )
        .bind(&certificate.number)
        .fetch_optional(tx)
        .await
    )?;
    if is_masked {
        certificate.full_name = name_mask::masked(&certificate.full_name);
    }
    let dress = Dress::in_words(certificate.design.as_ref())?;
    let printed = printed(&certificate.sheet(app, &dress));
    Ok(Seen { certificate, is_masked, replaced_by, printed })
}

/// Shows the name to whoever knows the family name of the holder.
///
/// # Errors
/// A mistake in `family_name`, which counts as a guess; `TooMany`.
pub async fn unmask(app: &App, address: &str, number: &str, family_name: &str) -> Result<Seen> {
    if family_name.trim().is_empty() {
        let text = Text::new("verify-family-name-needed");
        return Err(Error::mistake("family_name", "required", text));
    }
    let number = read_number(number);
    let key = format!("{address}\0{number}");
    let tries = [(&UNMASK_BY_ADDRESS, key.as_str()), (&UNMASK_BY_NUMBER, number.as_str())];
    if let Some(full) = limit::take(app, &tries).await? {
        return Err(Error::TooMany { retry_after: full.retry_after });
    }
    let mut tx = app.db.read().await?;
    let found = certificate::get(&mut tx, &number).await;
    drop(tx);
    match found {
        Ok(found) if name_mask::is_family_name(&found.full_name, family_name) => {
            seen(app, found, false).await
        }
        Ok(_) => {
            missed(app, address).await?;
            let text = Text::new("verify-family-name-wrong");
            Err(Error::mistake("family_name", "wrong", text))
        }
        Err(error) => {
            missed(app, address).await?;
            Err(error)
        }
    }
}

/// Whether so many numbers from this address were none lately that names are hidden from it.
pub async fn is_guessing(app: &App, address: &str) -> Result<bool> {
    limit::is_used_lately(app, &VERIFY_GUESSES, address).await
}

/// Counts a number that is none.
///
/// # Errors
/// `TooMany` where this address came with too many of them.
pub async fn missed(app: &App, address: &str) -> Result<()> {
    match limit::count(app, &VERIFY_GUESSES, address).await {
        Ok(()) | Err(Error::TooMany { .. }) => {}
        Err(error) => return Err(error),
    }
    limit::count(app, &VERIFY_WRONG, address).await
}

/// Whether certificates of this installation are signed.
pub fn is_signed(app: &App) -> bool {
    matches!(app.signing(), Ok(Some(_)))
}
