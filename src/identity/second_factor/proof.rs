//! Proof: one second proof given and judged, whatever its kind, as often as limits let it be tried.

use serde::Deserialize;
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        access::Actor,
        limit::{self, PROOF_BY_ACCOUNT, PROOF_BY_PERSON},
        login,
        origin::Origin,
        second_factor::{
            ceremony::{self, Purpose},
            passkey, recovery, totp,
        },
        session,
    },
    thai::digits,
};

/// How a second proof was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A code of the app.
    Totp,
    /// A passkey.
    Passkey,
    /// A recovery code.
    Recovery,
}

impl Proof {
    /// The name in code, API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
            Self::Recovery => "recovery",
        }
    }

    /// Key of its name in the sentences.
    pub fn name(self) -> &'static str {
        match self {
            Self::Totp => "factor-app",
            Self::Passkey => "factor-passkey",
            Self::Recovery => "factor-recovery-code",
        }
    }
}

/// What a form or a call gives as proof: a code, or a passkey's answer.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    /// Six digits of the app, or a recovery code.
    #[serde(rename = "second_factor_code")]
    pub code: String,
    /// Which question the passkey answers.
    pub passkey_ceremony: String,
    /// The answer, as JSON.
    pub passkey_credential: String,
}

impl Given {
    /// A code alone.
    pub fn code(code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::default() }
    }

    /// Whether anything is given at all.
    pub fn is_empty(&self) -> bool {
        self.code.trim().is_empty() && self.passkey_credential.is_empty()
    }
}

/// Judges what `person` gave and uses it up, in the transaction that it gives back for what the
/// proof opens.
///
/// # Errors
/// A mistake in `code`, a conflict for a passkey, `TooMany` after too many wrong ones.
pub async fn judge(
    app: &App,
    person: &PersonId,
    given: &Given,
    address: &str,
) -> Result<(Tx, Proof)> {
    let account = format!("{person}\n{address}");
    // Counted first and given back: whoever asks many times at once gets no more tries for it.
    limit::count(app, &PROOF_BY_ACCOUNT, &account).await?;
    limit::count(app, &PROOF_BY_PERSON, person.as_str()).await?;
    let outcome = if given.passkey_credential.is_empty() {
        code(app, person, &given.code).await
    } else {
        let (ceremony, answer) = (&given.passkey_ceremony, &given.passkey_credential);
        by_passkey(app, Purpose::Prove, Some(person), ceremony, answer)
            .await
            .map(|(tx, _)| tx)
            .map(|tx| (tx, Proof::Passkey))
    };
    let (mut tx, proof) = outcome?;
    let tries: &[_] = &[(&PROOF_BY_ACCOUNT, account.as_str()), (&PROOF_BY_PERSON, person.as_str())];
    limit::give_back(&mut tx, app, tries).await?;
    Ok((tx, proof))
}

/// Judges a passkey's answer and notes its use, in the transaction that it gives back.
///
/// # Errors
/// `ceremony::refused`.
pub async fn by_passkey(
    app: &App,
    purpose: Purpose,
    person: Option<&PersonId>,
    question: &str,
    answer: &str,
) -> Result<(Tx, PersonId)> {
    let proved = ceremony::answer(app, purpose, person, question, answer).await?;
    let mut tx = app.db.write().await?;
    if !passkey::used(&mut tx, &proved.key, &proved.state).await? {
        return Err(ceremony::refused());
    }
    Ok((tx, proved.key.person_id))
}

/// Renews the proof of the session that `me` came by.
///
/// # Errors
/// As `judge`; `Forbidden` for tokens, which nobody stands behind.
pub async fn renew(app: &App, me: &Actor, given: &Given, address: &str) -> Result<Proof> {
    if me.is_personal_token || me.only_domain.is_some() {
        return Err(Error::Forbidden);
    }
    let (mut tx, proof) = judge(app, &me.id, given, address).await?;
    session::prove(&mut tx, &me.id, &me.session, proof).await?;
    tx.save().await?;
    Ok(proof)
}

/// Takes the password again from whoever has no factor yet, before the first is set up.
///
/// # Errors
/// `WrongLogIn`, `TooMany`, `Forbidden` for tokens.
pub async fn by_password(app: &App, me: &Actor, password: &str, from: &Origin) -> Result<()> {
    if me.is_personal_token || me.only_domain.is_some() || me.has_second_factor {
        return Err(Error::Forbidden);
    }
    if login::check(app, &me.email, password, from).await?.person != me.id {
        return Err(Error::WrongLogIn);
    }
    let mut tx = app.db.write().await?;
    session::renew_password(&mut tx, &me.id, &me.session).await?;
    tx.save().await
}

async fn code(app: &App, person: &PersonId, typed: &str) -> Result<(Tx, Proof)> {
    let typed = digits::to_arabic(typed).to_lowercase();
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let mut tx = app.db.write().await?;
    if typed.len() == 6 && totp::accept(&mut tx, app, person, &typed).await? {
        return Ok((tx, Proof::Totp));
    }
    if typed.len() == recovery::LENGTH && recovery::accept(&mut tx, app, person, &typed).await? {
        return Ok((tx, Proof::Recovery));
    }
    let facts = json!({"kind": "code"});
    audit::record(&mut tx, None, "second_factor.refused", person.as_str(), facts).await?;
    tx.save().await?;
    Err(totp::wrong())
}
