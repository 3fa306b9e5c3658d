//! A page that asks for a fresh proof first: the form that was sent waits inside the question.

use poem::{
    Endpoint, FromRequest, IntoResponse, Request, Response,
    http::{Method, StatusCode, header},
};

use crate::{
    error::{Error, Mistake, Result},
    identity::{
        pages::second_factors::proofs,
        second_factor::proof::{self, Given},
        session,
    },
    web::{
        form::{Mistakes, mended},
        locale::Text,
        page::see_other,
        visitor::{Address, Visit},
    },
};

/// Names of the fields that a proof comes in.
const PROOF: [&str; 3] = ["second_factor_code", "passkey_ceremony", "passkey_credential"];

/// Runs `page` after a fresh proof. Something to look at is come back to; a form is asked for the
/// proof with all it held, and is sent again by it. Files cannot wait: they are chosen again.
pub async fn around<E: Endpoint>(
    page: &E,
    mut request: Request,
    visit: &Visit,
) -> poem::Result<Response> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method() == Method::GET {
        return Ok(to_proof(&path));
    }
    let kind = request.header(header::CONTENT_TYPE).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Error::SecondFactorStale.into());
    }
    let Address(address) = Address::from_request_without_body(&request).await?;
    let body = request.take_body().into_bytes().await?;
    let all: Vec<(String, String)> = serde_html_form::from_bytes(&body).unwrap_or_default();
    let given: Given = serde_html_form::from_bytes(&body).unwrap_or_default();
    let was_asked = all.iter().any(|(name, _)| name == PROOF[0]);
    let is_own = |name: &str| PROOF.contains(&name) || name == "csrf_token";
    let kept: Vec<_> = all.into_iter().filter(|(name, _)| !is_own(name)).collect();
    let me = visit.actor.clone().ok_or(Error::LogInNeeded)?;
    if given.is_empty() {
        let status = StatusCode::FORBIDDEN;
        let missing = Mistake::new("code", "required", Text::new("factor-code-needed"));
        let mistakes =
            if was_asked { Mistakes::said(visit, &[missing]) } else { Mistakes::default() };
        return Ok(proofs::ask(visit, status, path, kept, mistakes).await?);
    }
    let outcome = proof::renew(&visit.app, &me, &given, &address).await;
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    if let Err(mistakes) = mended(visit, outcome)? {
        return Ok(proofs::ask(visit, status, path, kept, mistakes).await?);
    }
    let token = session::token_in_cookie(&visit.app, &request).unwrap_or_default();
    let fresh = session::actor(&visit.app, &token).await?;
    request.extensions_mut().insert(visit.with_actor(fresh));
    request.set_body(serde_html_form::to_string(&kept).map_err(Error::internal)?);
    page.call(request).await.map(IntoResponse::into_response)
}

/// The way to the proof, for a page of one's own factors that was refused for want of one. Such a
/// page holds nothing that was typed; one comes back to what is set up.
pub(crate) fn first<T>(outcome: &Result<T>) -> Option<Response> {
    matches!(outcome, Err(Error::SecondFactorStale)).then(|| to_proof("/me/second-factor"))
}

fn to_proof(next: &str) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    see_other(format!("/me/second-factor/proof?next={next}"))
}
