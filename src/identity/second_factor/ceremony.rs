//! Ceremony: what a browser is asked about a passkey, kept here until its one answer comes.

use chrono::Duration;
use serde_json::Value;
use url::Host;
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration,
    RegistrationServerState,
    bin::{Decode, Encode},
    request::{
        AsciiDomain, PublicKeyCredentialDescriptor, RpId,
        auth::AuthenticationVerificationOptions,
        register::{
            CredProtect, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions,
            UserHandle, Username,
        },
    },
    response::{
        AuthTransports, CredentialId,
        auth::error::AuthCeremonyErr,
        register::{DynamicState, StaticState},
    },
};

use crate::{
    app::App,
    config::Config,
    db::Tx,
    error::{Error, Result},
    id::{self, PersonId},
    identity::{
        access::Actor,
        second_factor::passkey::{self, Key},
    },
    sql,
    web::locale::Text,
};

/// How long an answer may take.
const LASTS: Duration = Duration::minutes(5);
/// Bytes of the name by which a device knows a person; it says nothing of who it is.
const HANDLE: usize = 32;

/// What a ceremony is for. An answer to one is no answer to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new passkey.
    Register,
    /// A fresh proof of somebody who is known.
    Prove,
    /// Log-in by passkey alone.
    LogIn,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Prove => "prove",
            Self::LogIn => "log_in",
        }
    }
}

/// Where passkeys of this installation work.
pub struct Site {
    /// The domain that they are bound to.
    pub domain: String,
    /// The one address of the pages that may use them.
    pub origin: String,
}

/// Where passkeys work, if they can: over TLS, or on the same computer by the name `localhost`,
/// since a number is no domain.
pub fn site(config: &Config) -> Option<Site> {
    let url = url::Url::parse(&config.url("")).ok()?;
    let is_here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback() || address.is_unspecified(),
        Host::Ipv6(address) => address.is_loopback() || address.is_unspecified(),
    };
    let domain = match url.host()? {
        _ if is_here => "localhost".to_owned(),
        Host::Domain(name) if url.scheme() == "https" => name.to_owned(),
        _ => return None,
    };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(Site { origin: format!("{}://{domain}{port}", url.scheme()), domain })
}

/// A question for the browser.
pub struct Asked {
    /// By which the answer finds its question.
    pub ceremony: String,
    /// For `navigator.credentials`, binary values in base64url.
    pub options: Value,
}

/// A passkey that was just made.
pub struct Registered {
    /// The id that its device gave it.
    pub credential_id: Vec<u8>,
    /// Its public key.
    pub static_state: Vec<u8>,
    /// Its counter and its state of backup.
    pub dynamic_state: Vec<u8>,
    /// How its device can be reached.
    pub transports: i64,
}

/// An answer that is right.
pub struct Proved {
    /// By which passkey.
    pub key: Key,
    /// What its device says of itself now.
    pub state: Vec<u8>,
}

/// An answer that does not count, in the same words whatever was wrong with it.
pub fn refused() -> Error {
    Error::conflict("passkey-refused", Text::new("factor-passkey-refused"))
}

/// Asks for a new passkey of `me`.
///
/// # Errors
/// `Unavailable` where passkeys cannot work.
pub async fn ask_new(tx: &mut Tx, app: &App, me: &Actor) -> Result<Asked> {
    let (rp, handle) = (rp(app)?, handle(app, &me.id)?);
    let there = passkey::keys_of(tx, &me.id).await?;
    let there = there.into_iter().filter_map(|key| {
        let transports = u8::try_from(key.transports).unwrap_or_default();
        Some(PublicKeyCredentialDescriptor {
            id: CredentialId::<Vec<u8>>::decode(key.credential_id).ok()?,
            transports: AuthTransports::decode(transports).ok()?,
        })
    });
    let user = PublicKeyCredentialUserEntity {
        name: Username::try_from(me.email.as_str())
            .or(Username::try_from("rian"))
            .map_err(fault)?,
        id: &handle,
        display_name: Nickname::try_from(me.name.as_str()).ok(),
    };
    let mut options = PublicKeyCredentialCreationOptions::passkey(&rp, user, there.collect());
    // Whether a device can promise it itself or not, every answer is checked for it here.
    options.extensions.cred_protect = CredProtect::None;
    let (server, client) = options.start_ceremony().map_err(fault)?;
    let state = server.encode().map_err(fault)?;
    let ceremony = keep(tx, Purpose::Register, Some(&me.id), &state).await?;
    Ok(Asked { ceremony, options: serde_json::to_value(&client)? })
}

/// Asks for a proof by any passkey of this site; `me` is whoever it must be, if that is known.
///
/// # Errors
/// `Unavailable` where passkeys cannot work.
pub async fn ask(tx: &mut Tx, app: &App, purpose: Purpose, me: Option<&PersonId>) -> Result<Asked> {
    let rp = rp(app)?;
    let options = DiscoverableCredentialRequestOptions::passkey(&rp);
    let (server, client) = options.start_ceremony().map_err(fault)?;
    let state = server.encode().map_err(fault)?;
    let ceremony = keep(tx, purpose, me, &state).await?;
    Ok(Asked { ceremony, options: serde_json::to_value(&client)? })
}

/// Reads the answer to `ask_new`.
///
/// # Errors
/// `refused`, for every reason.
pub async fn answer_new(
    app: &App,
    me: &PersonId,
    ceremony: &str,
    answer: &str,
) -> Result<Registered> {
    let (rp, site) = (rp(app)?, site(&app.config).ok_or_else(refused)?);
    let kept = take(app, Purpose::Register, ceremony).await?;
    if kept.person_id.as_ref() != Some(me) {
        return Err(refused());
    }
    let state = RegistrationServerState::<HANDLE>::decode(&kept.state).map_err(fault)?;
    let answer = Registration::from_json_relaxed(answer.as_bytes()).map_err(|_| refused())?;
    let options = RegistrationVerificationOptions::<String, String> {
        allowed_origins: &[site.origin],
        error_on_unsolicited_extensions: false,
        ..Default::default()
    };
    let made = state.verify(&rp, &answer, &options).map_err(|_| refused())?;
    Ok(Registered {
        credential_id: made.id().as_ref().to_vec(),
        static_state: made.static_state().encode().map_err(fault)?,
        dynamic_state: made.dynamic_state().encode().map_err(fault)?.to_vec(),
        transports: made.transports().encode().map_err(fault)?.into(),
    })
}

/// Reads the answer to `ask`; `me` is whoever it must be, if that is known.
///
/// # Errors
/// `refused`, for every reason: of a known passkey it goes into the trail.
pub async fn answer(
    app: &App,
    purpose: Purpose,
    me: Option<&PersonId>,
    ceremony: &str,
    answer: &str,
) -> Result<Proved> {
    let rp = rp(app)?;
    let kept = take(app, purpose, ceremony).await?;
    let answer = DiscoverableAuthentication::<HANDLE>::from_json_relaxed(answer.as_bytes())
        .map_err(|_| refused())?;
    let mut tx = app.db.read().await?;
    let key = passkey::find(&mut tx, answer.raw_id().as_ref()).await?.ok_or_else(refused)?;
    drop(tx);
    let is_theirs = |who: &PersonId| *who == key.person_id;
    if !kept.person_id.as_ref().is_none_or(is_theirs) || !me.is_none_or(is_theirs) {
        return Err(refused());
    }
    match verify(app, &rp, &key, &kept.state, &answer)? {
        Ok(state) => Ok(Proved { key, state }),
        Err(why) => {
            let why = match why {
                AuthCeremonyErr::SignatureCounter => "counter",
                AuthCeremonyErr::OriginMismatch => "origin",
                AuthCeremonyErr::UserNotVerified => "user_not_verified",
                _ => "answer",
            };
            let mut tx = app.db.write().await?;
            passkey::refused(&mut tx, &key, why).await?;
            tx.save().await?;
            Err(refused())
        }
    }
}

fn verify(
    app: &App,
    rp: &RpId,
    key: &Key,
    state: &[u8],
    answer: &DiscoverableAuthentication<HANDLE>,
) -> Result<Result<Vec<u8>, AuthCeremonyErr>> {
    let site = site(&app.config).ok_or_else(refused)?;
    let handle = handle(app, &key.person_id)?;
    let dynamic: [u8; 7] = key.dynamic_state.as_slice().try_into().map_err(fault)?;
    let mut known = AuthenticatedCredential::new(
        CredentialId::<&[u8]>::decode(&key.credential_id).map_err(fault)?,
        &handle,
        StaticState::decode(&key.static_state).map_err(fault)?,
        DynamicState::decode(dynamic).map_err(fault)?,
    )
    .map_err(fault)?;
    let options = AuthenticationVerificationOptions::<String, String> {
        allowed_origins: &[site.origin],
        error_on_unsolicited_extensions: false,
        ..Default::default()
    };
    let state = DiscoverableAuthenticationServerState::decode(state).map_err(fault)?;
    // A counter that did not grow is refused by default: the device has a copy.
    match state.verify(rp, answer, &mut known, &options) {
        Ok(_) => Ok(Ok(known.dynamic_state().encode().map_err(fault)?.to_vec())),
        Err(why) => Ok(Err(why)),
    }
}

#[derive(sqlx::FromRow)]
struct Kept {
    person_id: Option<PersonId>,
    state: Vec<u8>,
}

async fn keep(
    tx: &mut Tx,
    purpose: Purpose,
    person: Option<&PersonId>,
    state: &[u8],
) -> Result<String> {
    let now = tx.now();
    let id = id::fresh(now, tx.random());
    sql!(
        tx,
        sqlx::query("delete from passkey_ceremony where expires_at <= $1")
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query(
            "insert into passkey_ceremony (id, purpose, person_id, state, expires_at)
             values ($1, $2, $3, $4, $5)"
        )
        .bind(&id)
        .bind(purpose.code())
        .bind(person)
        .bind(state)
        .bind(now + LASTS)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(id)
}

/// Takes a question away, so that a second answer finds none.
async fn take(app: &App, purpose: Purpose, id: &str) -> Result<Kept> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let kept: Option<Kept> = sql!(
        tx,
        sqlx::query_as(
            "delete from passkey_ceremony where id = $1 and purpose = $2 and expires_at > $3
             returning person_id, state"
        )
        .bind(id)
        .bind(purpose.code())
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    tx.save_unrecorded("a question that was answered is no record").await?;
    kept.ok_or_else(refused)
}

fn rp(app: &App) -> Result<RpId> {
    let away = || Error::Unavailable(Text::new("factor-passkey-nowhere"));
    let site = site(&app.config).ok_or_else(away)?;
    Ok(RpId::Domain(AsciiDomain::try_from(site.domain).map_err(fault)?))
}

/// The name by which devices know a person: a keyed hash of the id.
fn handle(app: &App, person: &PersonId) -> Result<UserHandle<HANDLE>> {
    let hash = app.keys.index("passkey-handle", person.as_str());
    let bytes: [u8; HANDLE] = hash.as_slice().try_into().map_err(fault)?;
    UserHandle::decode(bytes).map_err(fault)
}

fn fault(error: impl std::fmt::Debug) -> Error {
    Error::internal(format!("{error:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(base_url: &str) -> Option<(String, String)> {
        let config = Config { base_url: Some(base_url.to_owned()), ..Config::default() };
        site(&config).map(|site| (site.domain, site.origin))
    }

    #[test]
    fn passkeys_are_bound_to_the_domain_people_type() {
        let said = |domain: &str, origin: &str| Some((domain.to_owned(), origin.to_owned()));
        assert_eq!(at("https://rian.go.th"), said("rian.go.th", "https://rian.go.th"));
        assert_eq!(at("https://rian.go.th:8443"), said("rian.go.th", "https://rian.go.th:8443"));
        assert_eq!(at("http://127.0.0.1:8080"), said("localhost", "http://localhost:8080"));
        assert_eq!(at("http://localhost:8080"), said("localhost", "http://localhost:8080"));
        assert_eq!(at("http://rian.go.th"), None, "browsers give passkeys to TLS alone");
        assert_eq!(at("https://192.0.2.1"), None, "a number is no domain");
    }
}
