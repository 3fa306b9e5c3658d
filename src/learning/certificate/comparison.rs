//! A file that somebody brings, compared with the record; nothing of the file is kept.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    identity::limit::{self, COMPARE_BY_ADDRESS},
    learning::certificate::{
        certificate::{self, Certificate},
        inspection::{self, Compared, Refusal},
        pdf,
        signature::Checked,
        verifying::{self, Seen, signature_of},
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
    fn without_record(verdict: Verdict, bytes: &[u8]) -> Self {
        let (compared, signature) = (Compared::default(), signature_of(bytes));
        Self { verdict, seen: None, number: None, compared, signature }
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
    limit::check(app, &limit::VERIFY_BY_ADDRESS, address).await?;
    let mut tx = app.db.read().await?;
    let issued = issued_as(&mut tx, &hex::encode(Sha256::digest(&bytes))).await?;
    if let Some(certificate) = issued {
        drop(tx);
        return same(app, certificate, &bytes).await;
    }
    drop(tx);
    let reading = {
        let _place = AT_ONCE.acquire().await.map_err(Error::internal)?;
        let bytes = bytes.clone();
        tokio::task::spawn_blocking(move || inspection::inspect(&bytes)).await?
    };
    let reading = match reading {
        Ok(reading) => reading,
        Err(refusal) => return Ok(Comparison::without_record(Verdict::Refused(refusal), &bytes)),
    };
    let numbers = reading.numbers();
    let Some(certificate) = first_known(app, &numbers).await? else {
        let Some(number) = numbers.into_iter().next() else {
            return Ok(Comparison::without_record(Verdict::Foreign, &bytes));
        };
        verifying::missed(app, address).await?;
        let found = Comparison::without_record(Verdict::Unknown, &bytes);
        return Ok(Comparison { number: Some(number), ..found });
    };
    let (shared, record, own) = (app.clone(), certificate.clone(), bytes.clone());
    let (is_issued, compared) = tokio::task::spawn_blocking(move || {
        let sheet = record.sheet(&shared);
        let drawn = pdf::draw(&sheet).map_err(Error::internal)?;
        Ok::<_, Error>((drawn == own[..], inspection::compare(&sheet, &reading)))
    })
    .await??;
    if is_issued {
        return same(app, certificate, &bytes).await;
    }
    let verdict = verdict(&compared);
    // Who only guesses learns no name from a file that does not show it.
    let name = compared.findings.iter().find(|it| it.field == inspection::Field::FullName);
    let knows_name = name.is_some_and(|name| name.shown == inspection::Outcome::Same);
    let is_masked = !knows_name && verifying::is_guessing(app, address).await?;
    let seen = verifying::seen(app, certificate, is_masked).await?;
    let mut compared = compared;
    if is_masked {
        for finding in &mut compared.findings {
            if finding.field == inspection::Field::FullName {
                finding.record = seen.certificate.full_name.clone();
            }
        }
        compared.findings.retain(|finding| finding.field != inspection::Field::Rest);
    }
    let signature = signature_of(&bytes);
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

async fn same(app: &App, certificate: Certificate, bytes: &[u8]) -> Result<Comparison> {
    let seen = verifying::seen(app, certificate, false).await?;
    let found = Comparison::without_record(Verdict::Issued, bytes);
    Ok(Comparison { seen: Some(seen), ..found })
}

/// The certificate whose issued file has that hash. What was drawn is not written down yet: until
/// it is, a file is drawn again and compared whole.
async fn issued_as(_tx: &mut Tx, _sha256: &str) -> Result<Option<Certificate>> {
    Ok(None)
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
