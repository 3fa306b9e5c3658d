//! A file that somebody brings, compared with the record; nothing of the file is kept.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::{
    app::App,
    error::{Error, Result},
    identity::limit::{self, COMPARE_BY_ADDRESS},
    learning::certificate::{
        certificate::{self, Certificate},
        edition,
        inspection::{self, Compared, Refusal},
        signature::{self, Checked},
        verifying::{self, Seen},
    },
};

/// Files taken apart at the same time, in the whole process: each may take a second and 40 MB.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Byte for byte the file that was issued.
    Issued,
    /// All that it shows is as in the record, but it is another file.
    Resaved,
    /// It was changed after it was signed, whatever its words say.
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
}

impl Comparison {
    fn without_record(verdict: Verdict, signature: Checked) -> Self {
        Self { verdict, seen: None, number: None, compared: Compared::default(), signature }
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
    let reading = {
        let _place = AT_ONCE.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || inspection::inspect(&bytes)).await?
    };
    let reading = match reading {
        Ok(reading) => reading,
        Err(refusal) => {
            return Ok(Comparison::without_record(Verdict::Refused(refusal), signature));
        }
    };
    let numbers = reading.numbers();
    let Some(certificate) = first_known(app, &numbers).await? else {
        let Some(number) = numbers.into_iter().next() else {
            return Ok(Comparison::without_record(Verdict::Foreign, signature));
        };
        verifying::missed(app, address).await?;
        let found = Comparison::without_record(Verdict::Unknown, signature);
        return Ok(Comparison { number: Some(number), ..found });
    };
    let mut tx = app.db.read().await?;
    let dress = certificate.dress(&mut tx).await?;
    drop(tx);
    let (shared, record) = (app.clone(), certificate.clone());
    let mut compared = tokio::task::spawn_blocking(move || {
        inspection::compare(&record.sheet(&shared, &dress), &reading)
    })
    .await?;
    let is_outdated =
        matches!(signature, Checked::Broken | Checked::Intact { covers_whole_file: false, .. });
    let verdict = match verdict(&compared) {
        Verdict::Resaved | Verdict::Unread if is_outdated => Verdict::Tampered,
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
    Ok(Comparison { verdict, seen: Some(seen), number: None, compared, signature })
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

async fn first_known(app: &App, numbers: &[String]) -> Result<Option<Certificate>> {
    let mut tx = app.db.read().await?;
    for number in numbers {
        match certificate::get(&mut tx, number).await {
            Ok(certificate) => return Ok(Some(certificate)),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}
