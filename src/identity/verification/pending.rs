//! Claims that wait for a source that did not answer. They hold the laser code, so they live in
//! memory alone: when the program ends, the person is asked for the code again.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::json;

use super::{Claim, Outcome, facts_of, policy::Route, record, standing};
use crate::{
    app::App,
    audit,
    error::{Error, Result},
    id::PersonId,
    identity::{
        limit::{self, SIGNUP_BY_CITIZEN},
        person,
        person::Person,
    },
    jobs::{Failure, Job, JobContext},
    mail,
    web::locale::{Locale, Text},
};

/// After so many tries, some seven hours, a claim is let go: the laser code has been held for long
/// enough, and the person is asked for it again.
const PATIENT_TRIES: i64 = 14;

/// The claims that this process holds.
#[derive(Default)]
pub struct PendingClaims(Mutex<HashMap<PersonId, Claim>>);

impl PendingClaims {
    /// Keeps a claim until it is answered or the program ends.
    pub fn keep(&self, person: PersonId, claim: Claim) {
        self.lock().insert(person, claim);
    }

    fn get(&self, person: &PersonId) -> Option<Claim> {
        self.lock().get(person).cloned()
    }

    /// Lets go of a claim: it was answered, or its person goes by another name now.
    pub fn drop_claim(&self, person: &PersonId) {
        self.lock().remove(person);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PersonId, Claim>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the source again for a person who waits.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct VerifyAgain {
    /// Who waits.
    pub person: PersonId,
}

impl Job for VerifyAgain {
    const NAME: &'static str = "verify_again";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let app = context.app;
        let mut tx = app.db.read().await?;
        let waiting = person::get(&mut tx, &self.person).await?;
        drop(tx);
        if waiting.verification != "pending" {
            app.pending.drop_claim(&self.person);
            return Ok(());
        }
        let same = |claim: &Claim| {
            claim.first_name == waiting.first_name && claim.last_name == waiting.last_name
        };
        let Some(claim) = app.pending.get(&self.person).filter(same) else {
            // Another process may hold the claim; after some tries nobody does.
            if context.attempts < 4 {
                return Err(Failure::retry("the claim is not held here"));
            }
            return Ok(ask_for_code(app, &waiting).await?);
        };
        let Some(verifier) = &app.verifier else { return Ok(()) };
        // An outage is no way round the limit on guesses.
        let citizen_key = hex::encode(claim.citizen_id.index(&app.keys));
        match limit::check(app, &SIGNUP_BY_CITIZEN, &citizen_key).await {
            Ok(()) => {}
            Err(Error::TooMany { .. }) => return let_go(app, &waiting).await,
            Err(error) => return Err(error.into()),
        }
        let outcome = verifier.check(&claim).await;
        if outcome == Outcome::Unreachable {
            if context.attempts < PATIENT_TRIES {
                return Err(Failure::retry("the identity source does not answer"));
            }
            return let_go(app, &waiting).await;
        }
        if matches!(outcome, Outcome::Refused(_)) {
            match limit::count(app, &SIGNUP_BY_CITIZEN, &citizen_key).await {
                Ok(()) | Err(Error::TooMany { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        settle(app, &waiting, verifier.source(), outcome).await?;
        app.pending.drop_claim(&self.person);
        Ok(())
    }
}

/// Forgets the claim and asks the person to come back with the code.
async fn let_go(app: &App, waiting: &Person) -> Result<(), Failure> {
    app.pending.drop_claim(&waiting.id);
    Ok(ask_for_code(app, waiting).await?)
}

/// Writes what the source said about a waiting person, and tells them.
pub async fn settle(app: &App, waiting: &Person, source: &str, outcome: Outcome) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = person::get(&mut tx, &waiting.id).await?;
    if (&now.first_name, &now.last_name) != (&waiting.first_name, &waiting.last_name) {
        // The answer is about a name that the account no longer bears.
        return Err(Error::conflict("not-pending", Text::new("verification-not-pending")));
    }
    let facts = facts_of(source, outcome);
    let verified = match outcome {
        Outcome::Confirmed => {
            let verified =
                standing::confirm(&mut tx, None, &waiting.id, Route::Laser, &facts).await?;
            if !verified {
                // Somebody verified holds this citizen id: this account can never be verified.
                standing::refuse(&mut tx, None, &waiting.id).await?;
            }
            verified
        }
        _ => {
            record(&mut tx, None, &waiting.id, Route::Laser, outcome, &facts).await?;
            false
        }
    };
    let locale = Locale::from_code(&waiting.locale).unwrap_or_default();
    let key = if verified { "mail-verified" } else { "mail-not-verified" };
    let name = waiting.full_name();
    let values = [("name", name.into()), ("url", app.url("/me/verification").into())];
    mail::send(&mut tx, &waiting.email, locale, key, &values).await?;
    tx.save().await
}

async fn ask_for_code(app: &App, waiting: &Person) -> Result<()> {
    let mut tx = app.db.write().await?;
    let locale = Locale::from_code(&waiting.locale).unwrap_or_default();
    let values =
        [("name", waiting.full_name().into()), ("url", app.url("/me/verification").into())];
    mail::send(&mut tx, &waiting.email, locale, "mail-code-again", &values).await?;
    audit::record(&mut tx, None, "verification.code_asked", waiting.id.as_str(), json!({})).await?;
    tx.save().await
}

/// What stands between a pending person and the source: kept claim or not.
pub fn is_held(app: &App, person: &PersonId) -> bool {
    app.pending.get(person).is_some()
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::retry(error.to_string())
    }
}
