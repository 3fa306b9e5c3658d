//! What comes of an assertion: a log-in, the rest of a sign-up, or a confirmed account.

use serde_json::json;

use super::{
    Provider,
    assertion::Assertion,
    completion,
    failure::Failure,
    flow::{self, Purpose},
};
use crate::{
    app::App,
    audit,
    error::Result,
    id::PersonId,
    identity::{access::Actor, person, verification::standing},
    mail,
    thai::date,
    web::locale::Locale,
};

/// What the browser brought back.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Answer {
    /// To be exchanged.
    pub code: String,
    /// Which way it was.
    pub state: String,
    /// Why there is no code.
    pub error: String,
    /// Who answers, by RFC 9207; many do not say.
    pub iss: Option<String>,
}

/// What came of it.
pub enum Settled {
    /// Somebody who has an account came, and goes on to this page.
    SignedIn(PersonId, String),
    /// There is no account yet; this is the id of the form to fill in.
    New(String),
    /// The account that waited is verified.
    Linked,
}

/// Takes the way back to its end.
pub async fn settle(
    app: &App,
    provider: &Provider,
    answer: Answer,
    browser: Option<&str>,
    actor: Option<&Actor>,
) -> Result<Result<Settled, Failure>> {
    let back = match flow::back(app, provider, &answer.state, browser).await? {
        Ok(back) => back,
        Err(failure) => return refused(app, provider, None, failure).await,
    };
    let person = match &back.purpose {
        Purpose::SignIn => None,
        Purpose::Link(person) if actor.is_some_and(|it| it.id == *person) => Some(person),
        Purpose::Link(_) => return refused(app, provider, None, Failure::NotWaiting).await,
    };
    let outcome = match answered(provider, &answer) {
        Ok(()) => provider.exchange(app.clock.now(), answer.code, back.verifier, &back.nonce).await,
        Err(failure) => Err(failure),
    };
    let today = date::bangkok_date(app.clock.now());
    let outcome = outcome.and_then(|claims| Assertion::read(provider.kind, &claims, today));
    let assertion = match outcome {
        Ok(assertion) => assertion,
        Err(failure) => return refused(app, provider, person, failure).await,
    };
    let settled = match person {
        Some(person) => link(app, &assertion, person).await?,
        None => sign_in(app, &assertion, back.next, browser.unwrap_or_default()).await?,
    };
    match settled {
        Ok(settled) => Ok(Ok(settled)),
        Err(failure) => refused(app, provider, person, failure).await,
    }
}

/// Whether the provider answered with a code, and whether it was this provider.
fn answered(provider: &Provider, answer: &Answer) -> Result<(), Failure> {
    if answer.iss.as_ref().is_some_and(|iss| iss != provider.issuer.as_str()) {
        return Err(Failure::Untrusted);
    }
    match answer.error.as_str() {
        "" if answer.code.is_empty() => Err(Failure::Untrusted),
        "" => Ok(()),
        "access_denied"
        | "login_required"
        | "consent_required"
        | "interaction_required"
        | "account_selection_required" => Err(Failure::Denied),
        "temporarily_unavailable" | "server_error" => Err(Failure::Away),
        _ => Err(Failure::Untrusted),
    }
}

/// Logs the verified holder of the citizen id in; whoever has none yet goes on to the form.
async fn sign_in(
    app: &App,
    assertion: &Assertion,
    next: String,
    browser: &str,
) -> Result<Result<Settled, Failure>> {
    let mut tx = app.db.write().await?;
    match person::verified(&mut tx, app, &assertion.citizen_id).await? {
        Some(person) => {
            note(&mut tx, assertion, &person).await?;
            tx.save().await?;
            Ok(Ok(Settled::SignedIn(person, next)))
        }
        None => {
            let id = completion::keep(&mut tx, app, assertion, &next, browser).await?;
            tx.save_unrecorded("whoever does not go on leaves nothing").await?;
            Ok(Ok(Settled::New(id)))
        }
    }
}

/// Records by which route somebody came.
pub(super) async fn note(
    tx: &mut crate::db::Tx,
    assertion: &Assertion,
    person: &PersonId,
) -> Result<()> {
    let facts = json!({"route": assertion.kind.code(), "level": assertion.level});
    audit::record(tx, Some(person), "session.signed_in", person.as_str(), facts).await
}

/// Confirms the account of somebody who waits, if the assertion is about the same citizen.
async fn link(
    app: &App,
    assertion: &Assertion,
    person: &PersonId,
) -> Result<Result<Settled, Failure>> {
    let mut tx = app.db.write().await?;
    let waiting = person::get(&mut tx, person).await?;
    if waiting.verification != "pending" {
        return Ok(Err(Failure::NotWaiting));
    }
    if !person::has_citizen_id(&mut tx, app, person, &assertion.citizen_id).await? {
        return Ok(Err(Failure::OtherCitizen));
    }
    let (route, facts) = (assertion.kind.route(), assertion.facts());
    if !standing::confirm(&mut tx, Some(person), person, route, &facts).await? {
        return Ok(Err(Failure::Joined));
    }
    let locale = Locale::from_code(&waiting.locale).unwrap_or_default();
    let values =
        [("name", waiting.full_name().into()), ("url", app.url("/me/verification").into())];
    mail::send(&mut tx, &waiting.email, locale, "mail-verified", &values).await?;
    tx.save().await?;
    Ok(Ok(Settled::Linked))
}

/// Records why nothing came of it, without a word of what was asserted.
async fn refused<T>(
    app: &App,
    provider: &Provider,
    person: Option<&PersonId>,
    failure: Failure,
) -> Result<Result<T, Failure>> {
    // Anybody can write an address with a made-up state; only what was begun here leaves a row.
    if !matches!(failure, Failure::Unknown) {
        let mut tx = app.db.write().await?;
        let facts = json!({"route": provider.kind.code(), "reason": failure.code()});
        let subject = person.map_or("sign_in", PersonId::as_str);
        audit::record(&mut tx, person, "sign_in.refused", subject, facts).await?;
        tx.save().await?;
    }
    Ok(Err(failure))
}
