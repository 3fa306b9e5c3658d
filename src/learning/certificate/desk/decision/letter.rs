//! Letter: what the learner is told of a decision.

use crate::{
    app::App,
    db::Tx,
    error::Result,
    identity::person::Person,
    learning::{
        certificate::{
            certificate::Certificate,
            desk::decision::{
                reason,
                verdict::{By, Decision, Verdict},
            },
        },
        enrolment::Place,
    },
    mail,
    web::locale::Locale,
};

/// Tells the learner what was decided, why, and where to go on.
pub async fn tell(
    tx: &mut Tx,
    app: &App,
    learner: &Person,
    place: &Place,
    (by, decision): (By<'_>, &Decision),
    certificate: Option<&Certificate>,
) -> Result<()> {
    let locale = Locale::from_code(&learner.locale).unwrap_or_default();
    let (key, url) = match (decision.verdict, certificate) {
        (Verdict::Approve, Some(certificate)) => {
            let key = match by {
                By::Rule => "mail-decide-by-rule",
                By::Officer(..) => "mail-certificate-approved",
            };
            (key, format!("/certificates/{}", certificate.number))
        }
        (Verdict::Return, _) => {
            ("mail-certificate-returned", format!("/learn/{}", place.enrolment.id))
        }
        _ => ("mail-certificate-rejected", format!("/learn/{}", place.enrolment.id)),
    };
    let text = decision.reason.as_deref().unwrap_or_default();
    let values = [
        ("name", learner.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("reason", reason::in_words(locale, decision.code, text).into()),
        ("number", certificate.map(|it| it.number.clone()).unwrap_or_default().into()),
        ("url", app.url(&url).into()),
    ];
    mail::send(tx, &learner.email, locale, key, &values).await
}
