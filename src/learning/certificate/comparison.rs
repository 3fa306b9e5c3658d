//! A file that somebody brings, compared with the record; nothing of the file is kept.

use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    identity::limit::{self, COMPARE_BY_ADDRESS},
    learning::certificate::{
        certificate::{self, Certificate},
        edition,
        inspection::{self, Compared, Refusal},
        signature::{self, Checked},
        verifying::{self, Seen},
    },
    sql,
};

/// Files taken apart at the same time, in the whole process: each may take a second and 40 MB. The
/// place belongs to the thread that does it: who hangs up meanwhile does not make room for another.
static AT_ONCE: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Byte for byte the file that was issued.
    Issued,
    /// All that it shows is as in the record, but it is another file.
    Resaved,
    /// Its certificate was given out signed, and this is not that file: it was changed or saved anew
    /// after signing, whatever its words say.
    Tampered,
    /// Something in it is not as in the record.
    Altered,
    /// It names a certificate and shows something else altogether.
    Another,
    /// It names a certificate, and its words cannot be read.
    Unread,
    /// It names a number that was never given out.
    Unknown,
    /// It names no number of ours.
    Foreign,
    /// It could not be looked into.
    Refused(Refusal),
}

impl Verdict {
    /// Its name in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Resaved => "resaved",
            Self::Tampered => "tampered",
            Self::Altered => "altered",
            Self::Another => "another",
            Self::Unread => "unread",
            Self::Unknown => "unknown",
            Self::Foreign => "foreign",
            Self::Refused(Refusal::Empty) => "empty",
            Self::Refused(Refusal::NotPdf) => "not_pdf",
            Self::Refused(Refusal::Locked) => "locked",
            Self::Refused(Refusal::Broken) => "broken",
            Self::Refused(Refusal::TooHeavy) => "too_heavy",
        }
    }
}

/// What comparing a file came to.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// In one word.
    pub verdict: Verdict,
    /// The record, where the file names one.
    pub seen: Option<Seen>,
    /// The number that it names, where that was never given out.
    pub number: Option<String>,
    /// Field by field.
    pub compared: Compared,
    /// What its signature says.
    pub signature: Checked,
    /// Whether its certificate was given out signed and this is not that file: that its words are as
    /// on record then says nothing of what is seen.
    pub is_doubtful: bool,
}

impl Comparison {
    fn without_record(verdict: Verdict, signature: Checked) -> Self {
        let compared = Compared::default();
        Self { verdict, seen: None, number: None, compared, signature, is_doubtful: false }
    }
}

/// Compares a file for somebody at `address`.
///
/// # Errors
/// `TooMany`.
pub async fn compare(app: &App, address: &str, bytes: bytes::Bytes) -> Result<Comparison> {
    if let Some(full) = limit::take(app, &[(&COMPARE_BY_ADDRESS, address)]).await? {
        return Err(Error::TooMany { retry_after: full.retry_after });
    }
    let signature = signature::check(app, &bytes).await?;
    if let Some(certificate) = issued_as(app, &bytes).await? {
        let seen = verifying::seen(app, certificate, false).await?;
        let found = Comparison::without_record(Verdict::Issued, signature);
        return Ok(Comparison { seen: Some(seen), ..found });
    }
    let place = AT_ONCE.clone().acquire_owned().await.map_err(Error::internal)?;
    let inspected = tokio::task::spawn_blocking(move || {
        let reading = inspection::inspect(&bytes)?;
        let numbers = reading.numbers();
        Ok::<_, Refusal>((place, reading, numbers))
    });
    let (place, reading, numbers) = match inspected.await? {
        Ok(read) => read,
        Err(refusal) => {
            return Ok(Comparison::without_record(Verdict::Refused(refusal), signature));
        }
    };
    let Some(certificate) = first_known(app, address, &numbers).await? else {
        let Some(number) = numbers.into_iter().next() else {
            return Ok(Comparison::without_record(Verdict::Foreign, signature));
        };
        let found = Comparison::without_record(Verdict::Unknown, signature);
        return Ok(Comparison { number: Some(number), ..found });
    };
    let mut tx = app.db.read().await?;
    let dress = certificate.dress(&mut tx).await?;
    let is_signed = is_signed(&mut tx, &certificate.number).await?;
    drop(tx);
    let (shared, record) = (app.clone(), certificate.clone());
    let compared = tokio::task::spawn_blocking(move || {
        let _place = place;
        inspection::compare(&record.sheet(&shared, &dress), &reading)
    });
    let mut compared = compared.await?;
    let is_doubtful = signature == Checked::Broken
        || (is_signed && !matches!(signature, Checked::Intact { covers_whole_file: true, .. }));
    let verdict = match verdict(&compared) {
        Verdict::Resaved | Verdict::Unread if is_doubtful => Verdict::Tampered,
        verdict => verdict,
    };
    // Who only guesses learns no name from a file that does not show it.
    let name = compared.findings.iter().find(|it| it.field == inspection::Field::FullName);
    let knows_name = name.is_some_and(|name| name.shown == inspection::Outcome::Same);
    let is_masked = !knows_name && verifying::is_guessing(app, address).await?;
    let seen = verifying::seen(app, certificate, is_masked).await?;
    if is_masked {
        for finding in &mut compared.findings {
            if finding.field == inspection::Field::FullName {
                finding.record = seen.certificate.full_name.clone();
            }
        }
        compared.findings.retain(|finding| finding.field != inspection::Field::Rest);
    }
    Ok(Comparison { verdict, seen: Some(seen), number: None, compared, signature, is_doubtful })
}

fn verdict(compared: &Compared) -> Verdict {
    if compared.is_same() {
        Verdict::Resaved
    } else if !compared.is_altered() {
        Verdict::Unread
    } else if compared.is_another() {
        Verdict::Another
    } else {
        Verdict::Altered
    }
}

/// The certificate that was given out as exactly this file.
async fn issued_as(app: &App, bytes: &[u8]) -> Result<Option<Certificate>> {
    let sha256 = hex::encode(Sha256::digest(bytes));
    let mut tx = app.db.read().await?;
    match edition::find(&mut tx, &sha256).await? {
        Some(number) => certificate::get(&mut tx, &number).await.map(Some),
        None => Ok(None),
    }
}

/// Whether any file of a certificate was given out signed.
async fn is_signed(tx: &mut Tx, number: &str) -> Result<bool> {
    let signed: Option<i64> = sql!(
        tx,
        sqlx::query_scalar(
            "select edition from certificate_edition
             where number = $1 and signature is not null limit 1"
        )
        .bind(number)
        .fetch_optional(tx)
        .await
    )?;
    Ok(signed.is_some())
}

/// The first of `numbers` that is one; each before it is a guess of this address.
async fn first_known(app: &App, address: &str, numbers: &[String]) -> Result<Option<Certificate>> {
    for number in numbers {
        let mut tx = app.db.read().await?;
        let found = certificate::get(&mut tx, number).await;
        drop(tx);
        match found {
            Ok(certificate) => return Ok(Some(certificate)),
            Err(Error::NotFound(_)) => verifying::missed(app, address).await?,
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}
