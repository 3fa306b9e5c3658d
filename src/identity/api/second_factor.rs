//! One's second factor as JSON: the app, passkeys, recovery codes, a fresh proof.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    identity::second_factor::{
        self, passkey,
        proof::{self, Given},
        recovery, reset, totp,
    },
    thai::digits,
    web::{
        openapi::{Created, Gone, Signed},
        visitor::{Address, Visit},
    },
};

/// Second factors.
pub struct SecondFactorApi;

/// What a person has set up beside the password.
#[derive(Object)]
struct SecondFactor {
    /// Whether appointments count only with a second factor.
    required: bool,
    /// Whether there is an app or a passkey.
    set_up: bool,
    /// The app that shows six digits.
    app: Option<SecondFactorApp>,
    /// Passkeys; they are made in a browser.
    passkeys: Vec<SecondFactorPasskey>,
    /// Recovery codes that have not been used.
    recovery_codes_left: i64,
    /// When a proof was last given in this session.
    proved_at: Option<DateTime<Utc>>,
}

/// An app that counts.
#[derive(Object)]
struct SecondFactorApp {
    /// Since when.
    confirmed_at: DateTime<Utc>,
    /// When a code of it was last used.
    last_used_at: Option<DateTime<Utc>>,
}

/// A passkey.
#[derive(Object)]
struct SecondFactorPasskey {
    /// Id.
    id: String,
    /// As its owner calls it.
    name: String,
    /// Since when.
    created_at: DateTime<Utc>,
    /// When it was last used.
    last_used_at: Option<DateTime<Utc>>,
}

/// The secret of an app, told once.
#[derive(Object)]
struct NewSecondFactorApp {
    /// In base32.
    secret: String,
    /// The same as `otpauth://…`.
    url: String,
}

/// A code.
#[derive(Object)]
struct SecondFactorCode {
    /// Six digits of the app, or a recovery code where one is taken.
    #[oai(default)]
    code: String,
}

/// When the proof was given.
#[derive(Object)]
struct SecondFactorProof {
    /// `totp` or `recovery`.
    how: String,
    /// When.
    second_proof_at: DateTime<Utc>,
}

/// Ten codes, told once.
#[derive(Object)]
struct RecoveryCodes {
    /// Each is good once.
    codes: Vec<String>,
}

/// Somebody who lost every factor.
#[derive(Object)]
struct NewSecondFactorReset {
    /// E-mail address or citizen id.
    #[oai(default)]
    login: String,
    /// `lost_device`, `new_device` or `stolen_device`.
    #[oai(default)]
    reason: String,
}

#[OpenApi]
impl SecondFactorApi {
    /// What is set up.
    #[oai(path = "/me/second-factor", method = "get")]
    async fn show(&self, visit: Visit, me: Signed) -> Result<Json<SecondFactor>> {
        let mut tx = visit.app.db.read().await?;
        let standing = second_factor::standing(&mut tx, &visit.app, &me.0).await?;
        Ok(Json(SecondFactor {
            required: standing.is_required,
            set_up: standing.is_set_up(),
            app: standing.app.map(|app| SecondFactorApp {
                confirmed_at: app.confirmed_at,
                last_used_at: app.last_used_at,
            }),
            passkeys: standing.passkeys.into_iter().map(SecondFactorPasskey::from).collect(),
            recovery_codes_left: standing.recovery_codes,
            proved_at: me.0.second_proof_at,
        }))
    }

    /// Begin to set up an app. It counts once a code of it is sent back.
    #[oai(path = "/me/second-factor/app", method = "post")]
    async fn begin_app(&self, visit: Visit, me: Signed) -> Result<Created<NewSecondFactorApp>> {
        let mut tx = visit.app.db.write().await?;
        let begun = totp::begin(&mut tx, &visit.app, &me.0).await?;
        tx.save_unrecorded("a secret that proves nothing yet is no change of record").await?;
        Ok(Created::Made(Json(NewSecondFactorApp { secret: begun.secret, url: begun.url })))
    }

    /// Send a code back, so that the app counts.
    #[oai(path = "/me/second-factor/app", method = "put")]
    async fn confirm_app(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<SecondFactorCode>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        let code = digits::to_arabic(&body.code).replace(char::is_whitespace, "");
        totp::confirm(&mut tx, &visit.app, &me.0, &code).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Take the app away.
    #[oai(path = "/me/second-factor/app", method = "delete")]
    async fn remove_app(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        totp::remove(&mut tx, &visit.app, &me.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Take a passkey away.
    #[oai(path = "/me/second-factor/passkeys/:id", method = "delete")]
    async fn remove_passkey(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        passkey::remove(&mut tx, &visit.app, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Make recovery codes; earlier ones end.
    #[oai(path = "/me/second-factor/recovery-codes", method = "post")]
    async fn make_codes(&self, visit: Visit, me: Signed) -> Result<Created<RecoveryCodes>> {
        let mut tx = visit.app.db.write().await?;
        let codes = recovery::make(&mut tx, &visit.app, &me.0).await?;
        tx.save().await?;
        Ok(Created::Made(Json(RecoveryCodes { codes })))
    }

    /// Give a fresh proof in this session, before what cannot be taken back.
    #[oai(path = "/sessions/current/second-factor", method = "post")]
    async fn prove(
        &self,
        visit: Visit,
        me: Signed,
        address: Address,
        body: Json<SecondFactorCode>,
    ) -> Result<Json<SecondFactorProof>> {
        if !me.0.has_second_factor {
            return Err(Error::SecondFactorNeeded);
        }
        let given = Given::code(&body.code);
        let proof = proof::renew(&visit.app, &me.0, &given, &address.0).await?;
        let how = proof.code().to_owned();
        Ok(Json(SecondFactorProof { how, second_proof_at: visit.now() }))
    }

    /// Take away the second factor of somebody who lost all of theirs.
    #[oai(path = "/second-factor-resets", method = "post")]
    async fn reset(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewSecondFactorReset>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        reset::reset(&mut tx, &visit.app, &me.0, &body.login, &body.reason).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}

impl From<passkey::Passkey> for SecondFactorPasskey {
    fn from(key: passkey::Passkey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
        }
    }
}
