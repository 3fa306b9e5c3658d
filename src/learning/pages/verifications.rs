//! The public page behind the QR code, and a file set beside the record: for everyone.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Mistake, Result},
    learning::certificate::{
        comparison::{self, Comparison},
        inspection::{self, Field, Finding},
        number::{may_be_number, read_number},
        printed::Value,
        signature::Checked,
        verifying::{self, Seen, may_print},
    },
    web::{
        form::{Mistakes, Upload, mended},
        locale::Text,
        page::{page, page_with, see_other},
        visitor::{Address, Visit},
    },
};

#[derive(Template)]
#[template(path = "learning/pages/verifications/new.html", config = "src/web/askama.toml")]
struct NewVerification<'a> {
    visit: &'a Visit,
    number: String,
    unknown: bool,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "learning/pages/verifications/show.html", config = "src/web/askama.toml")]
struct ShowVerification<'a> {
    visit: &'a Visit,
    seen: Seen,
    is_signed: bool,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "learning/pages/verifications/file.html", config = "src/web/askama.toml")]
struct ShowComparison<'a> {
    visit: &'a Visit,
    found: Comparison,
}

/// What a certificate is worth today, as pages name it.
fn standing(visit: &Visit, seen: &Seen) -> &'static str {
    match seen.certificate.state(visit.today()) {
        // An approval that was taken back: it was never in force.
        "revoked" if seen.certificate.revocation_code.as_deref() == Some("undone") => "undone",
        state => state,
    }
}

impl ShowVerification<'_> {
    fn state(&self) -> &'static str {
        standing(self.visit, &self.seen)
    }

    /// Whether the visitor is its holder or an officer, and there is a file.
    fn can_print(&self) -> bool {
        let certificate = &self.seen.certificate;
        let me = self.visit.actor.as_ref();
        certificate.revoked_at.is_none() && me.is_some_and(|me| may_print(me, certificate))
    }
}

impl ShowComparison<'_> {
    fn state(&self, seen: &Seen) -> &'static str {
        standing(self.visit, seen)
    }

    /// How the verdict looks: like a certificate that is in force only where the file is that one.
    fn look(&self) -> &'static str {
        match self.found.verdict {
            comparison::Verdict::Issued => match &self.found.seen {
                Some(seen) if self.state(seen) == "valid" => "valid",
                Some(seen) if self.state(seen) == "expired" => "expired",
                _ => "revoked",
            },
            comparison::Verdict::Resaved | comparison::Verdict::Unread => "expired",
            _ => "unknown",
        }
    }

    fn title(&self) -> String {
        self.visit.t(&format!("verdict-file-{}", self.found.verdict.code().replace('_', "-")))
    }

    fn text(&self) -> String {
        let key = format!("verdict-file-{}-text", self.found.verdict.code().replace('_', "-"));
        self.visit.t1(&key, "number", self.found.number.as_deref().unwrap_or_default())
    }

    /// The fields in question, in one line: "ชื่อ, หลักสูตร".
    fn differing(&self) -> String {
        let compared = &self.found.compared;
        // What is known to differ; where nothing is, what cannot be read.
        let differs = |it: &&Finding| !matches!(it.state(), "same" | "unreadable");
        let is_known =
            !compared.added.is_empty() || compared.findings.iter().any(|it| differs(&it));
        let shown = |it: &&Finding| if is_known { differs(it) } else { it.state() != "same" };
        let labels = compared.findings.iter().filter(shown);
        let mut labels: Vec<_> = labels.map(|it| self.visit.t(it.field.label())).collect();
        if labels.is_empty() && !compared.added.is_empty() {
            labels.push(self.visit.t("compare-added"));
        }
        labels.join(", ")
    }

    /// How an outcome looks. No row confirms anything: only a file that is compared byte for byte is
    /// known to show what it says.
    fn outcome_look(&self, finding: &Finding) -> &'static str {
        match finding.state() {
            "same" => "unknown",
            "unreadable" => "waiting",
            _ => "revoked",
        }
    }

    fn outcome(&self, finding: &Finding) -> String {
        self.visit.t(match finding.state() {
            "same" => "compare-reads-same",
            "differs" => "compare-differs",
            "missing" => "compare-missing",
            "covered" if finding.over_it().is_some() => "compare-covered-by-words",
            "covered" => "compare-covered",
            _ => "compare-unreadable",
        })
    }

    fn signature(&self) -> String {
        match &self.found.signature {
            Checked::Unsigned => self.visit.t("compare-unsigned"),
            Checked::Broken => self.visit.t("compare-signature-broken"),
            Checked::Intact { signer, covers_whole_file: true, .. } => {
                self.visit.t1("compare-signature-intact", "signer", signer)
            }
            Checked::Intact { signer, .. } => {
                self.visit.t1("compare-signature-added", "signer", signer)
            }
        }
    }
}

/// A number typed into the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    number: Option<String>,
}

/// Shows the form, or leads on to the number typed into it.
#[handler]
pub fn new(visit: Visit, Query(typed): Query<Typed>) -> Result<Response> {
    let Some(typed) = typed.number else {
        return form(&visit, StatusCode::OK, Mistakes::default());
    };
    if !may_be_number(&typed) {
        return long_number(&visit, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let number = read_number(&typed);
    if number.is_empty() {
        let missing = Mistake::new("number", "required", Text::new("verify-number-needed"));
        return mistaken(&visit, StatusCode::UNPROCESSABLE_ENTITY, missing);
    }
    let number: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect();
    Ok(see_other(format!("/verify/{}", number.replace('+', "%20"))))
}

/// The form, with nothing typed into it.
fn form(visit: &Visit, status: StatusCode, mistakes: Mistakes) -> Result<Response> {
    page_with(status, &NewVerification { visit, number: String::new(), unknown: false, mistakes })
}

/// The form with one mistake beside its field.
fn mistaken(visit: &Visit, status: StatusCode, mistake: Mistake) -> Result<Response> {
    form(visit, status, Mistakes::said(visit, &[mistake]))
}

/// Whoever typed or followed something much longer than a number is told so, without hearing it all
/// again.
fn long_number(visit: &Visit, status: StatusCode) -> Result<Response> {
    mistaken(visit, status, Mistake::new("number", "long", Text::new("verify-number-long")))
}

/// Compares a file with its record and shows what came of it; nothing of the file is kept, so there
/// is nothing to lead on to.
#[handler]
pub async fn create(visit: Visit, Address(address): Address, upload: Upload) -> Result<Response> {
    let file = upload.file("file");
    if upload.is_too_large || file.is_some_and(|file| file.bytes.len() > inspection::MOST) {
        let text = Text::new("compare-file-too-large").with("mb", inspection::MOST / 1024 / 1024);
        let mistake = Mistake::new("file", "too_large", text);
        return mistaken(&visit, StatusCode::PAYLOAD_TOO_LARGE, mistake);
    }
    let Some(file) = file else {
        let missing = Mistake::new("file", "required", Text::new("compare-file-needed"));
        return mistaken(&visit, StatusCode::UNPROCESSABLE_ENTITY, missing);
    };
    let found = comparison::compare(&visit.app, &address, file.bytes.clone()).await?;
    page(&ShowComparison { visit: &visit, found })
}

/// Nothing of a file is kept: whoever loads its page again sends the file again.
#[handler]
pub fn index() -> Response {
    see_other("/verify#file-title")
}

/// Shows what is known of a number.
#[handler]
pub async fn show(
    visit: Visit,
    Address(address): Address,
    Path(number): Path<String>,
) -> Result<Response> {
    if !may_be_number(&number) {
        verifying::missed(&visit.app, &address).await?;
        return long_number(&visit, StatusCode::NOT_FOUND);
    }
    match verifying::look_up(&visit.app, &address, visit.actor.as_ref(), &number).await {
        Ok(seen) => shown(&visit, StatusCode::OK, seen, Mistakes::default()),
        Err(Error::NotFound(_)) => {
            let mistakes = Mistakes::default();
            let form = NewVerification { visit: &visit, number, unknown: true, mistakes };
            page_with(StatusCode::NOT_FOUND, &form)
        }
        Err(error) => Err(error),
    }
}

fn shown(visit: &Visit, status: StatusCode, seen: Seen, mistakes: Mistakes) -> Result<Response> {
    let is_signed = verifying::is_signed(&visit.app);
    page_with(status, &ShowVerification { visit, seen, is_signed, mistakes })
}

/// The whole name, for whoever knows the family name.
pub mod disclosures {
    use super::*;
    use crate::web::form::Form;

    /// What was typed.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewDisclosure {
        family_name: String,
    }

    /// Shows the page again, with the name where the family name is right.
    #[handler]
    pub async fn create(
        visit: Visit,
        Address(address): Address,
        Path(number): Path<String>,
        Form(form): Form<NewDisclosure>,
    ) -> Result<Response> {
        let opened = verifying::unmask(&visit.app, &address, &number, &form.family_name).await;
        match opened {
            Err(error @ (Error::Mistakes(_) | Error::TooMany { .. })) => {
                let status = error.status();
                let mistakes = match mended::<()>(&visit, Err(error))? {
                    Err(mistakes) => mistakes,
                    Ok(()) => Mistakes::default(),
                };
                let seen =
                    verifying::look_up(&visit.app, &address, visit.actor.as_ref(), &number).await?;
                shown(&visit, status, seen, mistakes)
            }
            opened => shown(&visit, StatusCode::OK, opened?, Mistakes::default()),
        }
    }
}
