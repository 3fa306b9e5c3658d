//! The credential: what a badge says, before it is signed.

use chrono::{Days, FixedOffset, NaiveDate, TimeZone};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    learning::{
        certificate::{
            badge::{contexts, issuer, proof::instant, status::Place},
            certificate::Certificate,
        },
        content::Content,
    },
    web::locale::Locale,
};

/// The schema that 1EdTech publishes for such credentials.
const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// What a badge is made of.
pub struct Facts<'a> {
    /// The address of this site, without a slash at the end.
    pub base: String,
    /// Its issuer.
    pub issuer: String,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// The course as it was taken.
    pub content: &'a Content,
    /// The learner's address of the day.
    pub email: &'a str,
    /// Goes into every hash; fresh for each badge.
    pub salt: String,
    /// Where its bit stands.
    pub place: Place,
    /// Says that this is a sample and no official document, as the printed page does.
    pub demo: bool,
}

/// The credential without a proof.
pub fn unsigned(facts: &Facts) -> Value {
    let Facts { base, certificate, place, .. } = facts;
    let list = format!("{base}/credentials/status/{}", place.list);
    let title = &certificate.document_title;
    let mut document = json!({
        "@context": [contexts::CREDENTIALS, contexts::OPEN_BADGES, contexts::EXTENSIONS],
        "id": format!("{base}/credentials/{}", certificate.number),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": format!("{title}: {}", certificate.course_title),
        "issuer": issuer::profile_of(&facts.issuer, base),
        "validFrom": instant(certificate.issued_at),
        "credentialSubject": subject(facts),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        // One entry: the data model of Open Badges allows no second, and its verifiers, 1EdTech's
        // included, read this kind. Which bit it is stands as text (Bitstring Status List 1.0,
        // section 2.1).
        "credentialStatus": {
            "id": format!("{list}#{}", place.place),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": place.place.to_string(),
            "statusListCredential": list,
        },
    });
    if let Some(last) = certificate.valid_until_date().and_then(end_of_day) {
        document["validUntil"] = last.into();
    }
    if facts.demo {
        document["description"] = Locale::Th.t("badge-demo").into();
    }
    document
}

/// The last second of a day in Bangkok.
fn end_of_day(day: NaiveDate) -> Option<String> {
    let bangkok = FixedOffset::east_opt(7 * 3600)?;
    let next = day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0)?;
    let next = bangkok.from_local_datetime(&next).single()?;
    Some(instant((next - chrono::Duration::seconds(1)).to_utc()))
}

/// Whose it is, and what for. Neither address nor name can be read from it, and never a citizen id:
/// whoever knows them can see that they fit.
fn subject(facts: &Facts) -> Value {
    let identity = |kind: &str, value: &str| {
        json!({
            "type": "IdentityObject",
            "hashed": true,
            "identityHash": hashed(value, &facts.salt),
            "identityType": kind,
            "salt": facts.salt,
        })
    };
    let mut subject = json!({
        "type": ["AchievementSubject"],
        "identifier": [
            identity("emailAddress", facts.email),
            identity("name", &facts.certificate.full_name),
        ],
        "achievement": achievement(&facts.base, facts.content, Locale::Th),
    });
    let asked = facts.content.completion.final_quiz.is_some();
    if let (true, Some(score)) = (asked, facts.certificate.score_percent) {
        subject["result"] = json!([{
            "type": ["Result"],
            "resultDescription": score_id(&facts.base, facts.content),
            "value": score.to_string(),
        }]);
    }
    subject
}

/// An identity as others recompute it: `sha256$` and the hash of the text with the salt behind it
/// (Open Badges 3.0, IdentityObject).
pub fn hashed(value: &str, salt: &str) -> String {
    format!("sha256${}", hex::encode(Sha256::digest(format!("{value}{salt}"))))
}

fn score_id(base: &str, content: &Content) -> String {
    format!("{base}/achievements/{}#score", content.slug)
}

/// A course as something to achieve, in one language.
pub fn achievement(base: &str, content: &Content, locale: Locale) -> Value {
    let page = |locale: Locale| match locale {
        Locale::Th => format!("{base}/achievements/{}", content.slug),
        Locale::En => format!("{base}/achievements/{}?lang=en", content.slug),
    };
    let title = content.title.get(locale);
    let summary = content.summary.get(locale);
    let mut achievement = json!({
        "id": page(locale),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "inLanguage": locale.code(),
        "name": title,
        "description": if summary.trim().is_empty() { title } else { summary },
        "criteria": {
            "id": format!("{base}/courses/{}", content.slug),
            "narrative": criteria(content, locale),
        },
    });
    let other = if locale == Locale::Th { Locale::En } else { Locale::Th };
    if content.title.th() != content.title.en() {
        achievement["related"] = json!([{
            "id": page(other),
            "type": ["Related"],
            "inLanguage": other.code(),
        }]);
    }
    if content.completion.final_quiz.is_some() {
        achievement["resultDescription"] = json!([{
            "id": score_id(base, content),
            "type": ["ResultDescription"],
            "name": locale.t("badge-score"),
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
            "requiredValue": content.completion.pass_percent.to_string(),
        }]);
    }
    achievement
}

/// What it takes, as a list in Markdown.
fn criteria(content: &Content, locale: Locale) -> String {
    let completion = &content.completion;
    let number = |key: &str, number: i64| locale.with(key, &[("n", number.into())]);
    let mut lines = vec![match completion.lessons {
        Some(lessons) => number("badge-criteria-lessons", lessons),
        None => locale.t("badge-criteria-all-lessons"),
    }];
    if completion.final_quiz.is_some() {
        lines.push(number("badge-criteria-score", completion.pass_percent));
    }
    if completion.min_minutes > 0 {
        lines.push(number("badge-criteria-minutes", completion.min_minutes));
    }
    lines.push(locale.t("badge-criteria-approved"));
    lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_hashed_as_others_do() {
        assert_eq!(
            hashed("conformance@imsglobal.org", "S3"),
            format!("sha256${}", hex::encode(Sha256::digest("conformance@imsglobal.orgS3")))
        );
    }

    #[test]
    fn a_day_ends_in_bangkok() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 7).unwrap();
        assert_eq!(end_of_day(day).unwrap(), "2026-04-07T16:59:59Z");
    }
}
