//! The certificate as data: every printed field under the names that the API uses, inside the file.

use chrono::NaiveDate;
use serde::Serialize;

use super::certificate::{Certificate, ISSUER};
use crate::{app::App, print::Attachment};

/// Which shape the data has: one more when a field changes its name or its meaning.
const SCHEMA: u32 = 1;

/// `certificate.json`. Its fields stay as they are; others may be added.
#[derive(Serialize)]
struct Data<'a> {
    schema: u32,
    number: &'a str,
    document_title: &'a str,
    full_name: &'a str,
    course_title: &'a str,
    course_title_en: &'a str,
    minutes: i64,
    score_percent: Option<i64>,
    issued_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    issuer: &'a str,
    office: &'a str,
    decided_as: &'a str,
    replaces: Option<&'a str>,
    verify_url: String,
}

/// The certificate as JSON. What may change later, such as whether it was revoked, is asked of
/// `verify_url`.
///
/// # Errors
/// It cannot be written, which its types rule out.
pub fn json(app: &App, certificate: &Certificate) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Data {
        schema: SCHEMA,
        number: &certificate.number,
        document_title: &certificate.document_title,
        full_name: &certificate.full_name,
        course_title: &certificate.course_title,
        course_title_en: &certificate.course_title_en,
        minutes: certificate.minutes,
        score_percent: certificate.score_percent,
        issued_on: certificate.issued_date(),
        valid_until: certificate.valid_until_date(),
        issuer: ISSUER,
        office: &certificate.office,
        decided_as: &certificate.decided_as,
        replaces: certificate.replaces.as_deref(),
        verify_url: app.url(&format!("/verify/{}", certificate.number)),
    })
}

/// The files inside the file, in the order of their names: the data, and the credential that
/// programs elsewhere verify by themselves.
///
/// # Errors
/// As [`json`].
pub fn attachments(
    app: &App,
    certificate: &Certificate,
    credential: Option<&str>,
) -> serde_json::Result<Vec<Attachment>> {
    let data = Attachment {
        name: "certificate.json",
        media_type: "application/json",
        description: "ข้อมูลของใบประกาศนียบัตรสำหรับโปรแกรม",
        relationship: "Data",
        bytes: json(app, certificate)?.into_bytes(),
    };
    let credential = credential.map(|credential| Attachment {
        name: "credential.json",
        media_type: "application/ld+json",
        description: "Open Badges 3.0 ของใบประกาศนียบัตรนี้",
        relationship: "Alternative",
        bytes: credential.as_bytes().to_vec(),
    });
    Ok([data].into_iter().chain(credential).collect())
}
