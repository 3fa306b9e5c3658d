//! What the operations of verifying take and answer.

use chrono::{DateTime, Utc};
use poem::Body;
use poem_openapi::{
    ApiRequest, ApiResponse, Multipart, Object, payload::Binary, types::multipart::Upload,
};

use super::super::certificates::Certificate;
use crate::learning::certificate::{
    bundle::Bundle as Row,
    inspection::{Finding, Outcome},
};

/// A file in a form.
#[derive(Multipart)]
pub(super) struct FileForm {
    /// The PDF.
    pub(super) file: Upload,
}

/// A file to compare.
#[derive(ApiRequest)]
pub(super) enum Sent {
    /// As it is.
    #[oai(content_type = "application/pdf")]
    Pdf(Binary<Vec<u8>>),
    /// In a form.
    Form(FileForm),
}

/// What comparing a file came to.
#[derive(Object)]
pub(super) struct CertificateComparison {
    /// `issued`: byte for byte the file that was issued. `tampered`: it was issued signed, and this
    /// file was changed or saved anew after that; what is seen in it may differ from the words that
    /// a program reads. `resaved`: all words that a program reads are as in the record, but it is
    /// another file. `altered`, `another`, `unread`, `unknown`, `foreign`; or why
    /// it could not be looked into: `empty`, `not_pdf`, `locked`, `broken`, `too_heavy`.
    pub(super) verdict: String,
    /// The record that the file names.
    pub(super) certificate: Option<Certificate>,
    /// The number that it names, where that was never given out.
    pub(super) number: Option<String>,
    /// Each printed field.
    pub(super) fields: Vec<ComparedField>,
    /// Lines of the file that the record does not print.
    pub(super) added: Vec<String>,
    /// Whether the file says of some line that it is another one than it draws.
    pub(super) disguised: bool,
    /// `unsigned`, `intact`, `added_to` (after it was signed) or `broken`.
    pub(super) signature: String,
    /// Who signed it.
    pub(super) signer: Option<String>,
    /// When this was compared.
    pub(super) checked_at: DateTime<Utc>,
}

/// A field: the record beside the file.
#[derive(Object)]
pub(super) struct ComparedField {
    /// Its name, as in a certificate.
    pub(super) field: String,
    /// `same`; `reads_same`: a program reads the same, in a file that is not the one that was signed,
    /// and somebody may see something else; `differs`, `missing`, `unreadable`, or `covered`: its
    /// words are there, and other words or paint lie over them.
    pub(super) state: String,
    /// As the record prints it.
    pub(super) record: String,
    /// What the page of the file shows instead.
    pub(super) shown: Option<String>,
    /// What the data inside the file says instead.
    pub(super) data: Option<String>,
    /// Words that lie over it.
    pub(super) over_it: Option<String>,
}

impl ComparedField {
    pub(super) fn new(finding: Finding, is_doubtful: bool) -> Self {
        let other = |outcome: &Outcome| match outcome {
            Outcome::Differs(text) => Some(text.clone()),
            _ => None,
        };
        Self {
            field: finding.field.code().to_owned(),
            state: match finding.state() {
                "same" if is_doubtful => "reads_same".to_owned(),
                state => state.to_owned(),
            },
            shown: other(&finding.shown),
            data: other(&finding.data),
            over_it: finding.over_it().map(str::to_owned),
            record: finding.record,
        }
    }
}

/// The holder's family name.
#[derive(Object)]
pub(super) struct NewDisclosure {
    /// As on the certificate.
    #[oai(default)]
    pub(super) family_name: String,
}

/// Why a certificate is replaced.
#[derive(Object)]
pub(super) struct NewReplacement {
    /// Shown on the public page of the old one.
    #[oai(default)]
    pub(super) reason: String,
}

/// What a replacement would print.
#[derive(Object)]
pub(super) struct ReplacementProposal {
    /// The number of the one in force.
    pub(super) number: String,
    /// Fields that a replacement puts right.
    pub(super) changes: Vec<ProposedChange>,
}

/// A field of the old and of the new one.
#[derive(Object)]
pub(super) struct ProposedChange {
    /// Its name.
    pub(super) field: String,
    /// As it is printed.
    pub(super) old: String,
    /// As it would be.
    pub(super) new: String,
}

/// Certificates of a course within a time.
#[derive(Object)]
pub(super) struct CourseCertificates {
    /// How many are in force.
    pub(super) count: i64,
    /// How large an archive of them will be, in bytes, about.
    pub(super) bytes: i64,
    /// Months in which some were issued.
    pub(super) months: Vec<IssuedMonth>,
}

/// A month.
#[derive(Object)]
pub(super) struct IssuedMonth {
    /// `2026-04`.
    pub(super) month: String,
    /// How many are in force.
    pub(super) count: i64,
}

/// Which certificates to put into an archive.
#[derive(Object)]
pub(super) struct NewCertificateBundle {
    /// Slug of the course.
    #[oai(default)]
    pub(super) course: String,
    /// `2026-04`.
    pub(super) month: Option<String>,
    /// First day of issue.
    pub(super) from: Option<String>,
    /// Last day of issue.
    pub(super) to: Option<String>,
}

/// An archive of certificates.
#[derive(Object)]
pub(super) struct CertificateBundle {
    /// Id.
    pub(super) id: String,
    /// `waiting`, `ready` or `expired`.
    pub(super) state: String,
    /// Certificates in all.
    pub(super) total: i64,
    /// Certificates drawn.
    pub(super) done: i64,
    /// Bytes so far.
    pub(super) bytes: i64,
    /// When it was asked for.
    pub(super) asked_at: DateTime<Utc>,
    /// Until when it can be fetched.
    pub(super) expires_at: Option<DateTime<Utc>>,
}

impl CertificateBundle {
    pub(super) fn new(row: Row) -> Self {
        let Row { id, state, total, done, bytes, asked_at, expires_at, .. } = row;
        Self { id, state, total, done, bytes, asked_at, expires_at }
    }
}

#[derive(ApiResponse)]
pub(super) enum Archive {
    /// The whole archive.
    #[oai(status = 200, content_type = "application/zip")]
    Whole(Binary<Body>, #[oai(header = "ETag")] String, #[oai(header = "Content-Length")] String),
    /// The bytes that were asked for.
    #[oai(status = 206, content_type = "application/zip")]
    Part(
        Binary<Body>,
        #[oai(header = "ETag")] String,
        #[oai(header = "Content-Length")] String,
        #[oai(header = "Content-Range")] String,
    ),
    /// There are no such bytes.
    #[oai(status = 416)]
    Beyond(#[oai(header = "Content-Range")] String),
}
