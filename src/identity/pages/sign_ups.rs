//! The rest of a sign-up through an identity provider: what it signed is shown, the rest is asked.

use askama::Template;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Path, cookie::CookieJar},
};

use super::{entrance, sign_ins::browser};
use crate::{
    agencies::agency::{self, Agency},
    clock::bytes,
    error::Result,
    identity::{
        origin::Origin,
        person::PersonKind,
        signup::SignUp,
        traffic::{self, Whom},
        verification::oidc::{
            assertion::Assertion,
            completion::{self, Waiting},
        },
    },
    thai::{date::BirthDate, name::PREFIXES},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/sign_ups/show.html", config = "src/web/askama.toml")]
struct ShowSignUp<'a> {
    visit: &'a Visit,
    id: &'a str,
    assertion: Assertion,
    typed: SignUp,
    mistakes: Mistakes,
    agencies: Vec<Agency>,
    form_key: String,
}

impl ShowSignUp<'_> {
    fn kinds(&self) -> [PersonKind; 3] {
        PersonKind::ALL
    }

    fn prefixes(&self) -> &'static [&'static str] {
        PREFIXES
    }

    fn provider(&self) -> &'static str {
        self.assertion.kind.name()
    }

    fn name(&self) -> String {
        format!("{} {}", self.assertion.first_name, self.assertion.last_name)
    }

    /// Day, month and year as far as they are known, as pages write them.
    fn birth_date(&self) -> Option<String> {
        let date: BirthDate = self.assertion.birth_date?;
        let whole = date
            .month()
            .zip(date.day())
            .and_then(|(month, day)| chrono::NaiveDate::from_ymd_opt(date.year(), month, day));
        Some(whole.map_or_else(|| date.to_iso(), |day| self.visit.day(day)))
    }
}

async fn form<'a>(
    visit: &'a Visit,
    id: &'a str,
    browser: Option<&str>,
    typed: Option<SignUp>,
    mistakes: Mistakes,
) -> Result<ShowSignUp<'a>> {
    let mut tx = visit.app.db.read().await?;
    let Waiting { assertion, .. } = completion::get(&mut tx, &visit.app, id, browser).await?;
    let agencies = agency::all(&mut tx).await?;
    let form_key = hex::encode(bytes::<16>(&*visit.app.random));
    let typed = typed.unwrap_or_else(|| SignUp {
        prefix: assertion.prefix.clone().unwrap_or_default(),
        ..SignUp::default()
    });
    Ok(ShowSignUp { visit, id, assertion, typed, mistakes, agencies, form_key })
}

/// Shows the form to the browser that came back from the provider.
#[handler]
pub async fn show(visit: Visit, request: &Request, Path(id): Path<String>) -> Result<Response> {
    let browser = browser(&visit.app, request);
    page(&form(&visit, &id, browser.as_deref(), None, Mistakes::default()).await?)
}

/// Takes the person in and logs them in, or shows the form again with the mistakes.
#[handler]
pub async fn create(
    visit: Visit,
    request: &Request,
    from: Origin,
    jar: &CookieJar,
    Path(id): Path<String>,
    Form(typed): Form<SignUp>,
) -> Result<Response> {
    let (app, browser) = (&visit.app, browser(&visit.app, request));
    let outcome = completion::complete(app, &id, browser.as_deref(), &typed, visit.locale).await;
    match mended(&visit, outcome)? {
        Ok((person, next)) => {
            let mut tx = app.db.write().await?;
            let whom = Whom::Person(&person);
            traffic::keep(&mut tx, app, &from, traffic::Kind::SignUp, whom, "ok").await?;
            let next = if next.is_empty() { "/me?notice=signed-up" } else { &next };
            entrance::enter(&visit, jar, tx, &person, None, next, &from).await
        }
        Err(mistakes) => {
            let typed = SignUp { password: String::new(), ..typed };
            let form = form(&visit, &id, browser.as_deref(), Some(typed), mistakes).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
    }
}
