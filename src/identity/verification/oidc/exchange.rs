//! From the code that came back to what the provider signed: exchange, check, ask for the rest.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, Client, EmptyExtraTokenFields, EndpointNotSet,
    IdTokenFields, Nonce, OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError,
    SignatureVerificationError, StandardErrorResponse, StandardTokenResponse, TokenResponse,
    UserInfoClaims, UserInfoError,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Provider, assertion::Claims, failure::Failure, http::Fault, metadata::Known};

/// Claims beyond the standard ones. They are personal, so they never print.
#[derive(Clone, Deserialize, Serialize)]
pub struct Extra {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl std::fmt::Debug for Extra {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(claims)")
    }
}

impl openidconnect::AdditionalClaims for Extra {}

type Fields = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// The library's client with our claims.
pub type OidcClient = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
>;

/// Signatures that are believed: made with a private key. A shared secret (HS256) proves nothing
/// that the holder of our settings could not write, and `none` proves nothing at all.
pub const ALGORITHMS: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

impl Provider {
    /// The library's client for this provider, with the keys known now.
    pub(super) fn client(&self, known: &Known) -> OidcClient {
        OidcClient::new(self.client_id.clone(), self.issuer.clone(), known.keys.clone())
            .set_client_secret(self.client_secret.clone())
            .set_redirect_uri(self.callback.clone())
    }

    /// Exchanges `code` and gives what the provider signed for the `nonce` of this sign-in.
    pub(super) async fn exchange(
        &self,
        now: DateTime<Utc>,
        code: String,
        verifier: String,
        nonce: &Nonce,
    ) -> Result<Claims, Failure> {
        let known = self.known(now).await.map_err(|reason| self.told(Failure::Away, &reason))?;
        let client = self.client(&known).set_token_uri(known.token.clone());
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| self.refused_code(&error))?;
        let token = tokens
            .id_token()
            .ok_or_else(|| self.told(Failure::Untrusted, "there is no id_token"))?;
        let check = |known: &Known| {
            let client = self.client(known);
            let verifier =
                client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(move || now);
            token.claims(&verifier, nonce).cloned()
        };
        let mut used: Arc<Known> = known;
        let mut checked = check(&used);
        if let Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        )) = &checked
            && let Some(renewed) = self.known_anew(now).await
        {
            // The provider may have changed its keys since we asked.
            used = renewed;
            checked = check(&used);
        }
        let claims = checked.map_err(|error| self.told(Failure::Untrusted, word(&error)))?;
        let subject = claims.subject().clone();
        let mut found = Claims::default();
        found.add(&claims);
        if let Some(url) = used.userinfo.clone()
            && !found.suffice(self.kind)
        {
            let client = self.client(&used).set_user_info_url(url);
            let asked: UserInfoClaims<Extra, CoreGenderClaim> = client
                .user_info(tokens.access_token().to_owned(), Some(subject))
                .request_async(&self.http)
                .await
                .map_err(|error| match error {
                    UserInfoError::Request(fault) => self.told(Failure::Away, &fault.to_string()),
                    UserInfoError::ClaimsVerification(_) => {
                        self.told(Failure::Untrusted, "userinfo is about another subject")
                    }
                    _ => self.told(Failure::Untrusted, "userinfo cannot be read"),
                })?;
            found.add(&asked);
        }
        Ok(found)
    }

    /// Logs the reason for staff; it never holds what the provider said of a person.
    fn told(&self, failure: Failure, reason: &str) -> Failure {
        tracing::warn!(
            provider = self.kind.code(),
            failure = failure.code(),
            reason,
            "a sign-in through a provider failed"
        );
        failure
    }

    fn refused_code(
        &self,
        error: &RequestTokenError<Fault, StandardErrorResponse<CoreErrorResponseType>>,
    ) -> Failure {
        match error {
            RequestTokenError::Request(fault) => self.told(Failure::Away, &fault.to_string()),
            RequestTokenError::ServerResponse(answer) => {
                let reason = match answer.error() {
                    CoreErrorResponseType::InvalidClient
                    | CoreErrorResponseType::UnauthorizedClient => {
                        "it does not accept our client id and secret"
                    }
                    CoreErrorResponseType::InvalidGrant => "it does not accept the code",
                    _ => "it refuses the exchange",
                };
                self.told(Failure::Untrusted, reason)
            }
            _ => self.told(Failure::Untrusted, "its answer to the exchange cannot be read"),
        }
    }
}

/// Which check an id_token did not pass.
fn word(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "the id_token has expired",
        ClaimsVerificationError::InvalidAudience(_) => "the id_token is for another audience",
        ClaimsVerificationError::InvalidIssuer(_) => "the id_token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the id_token is of another sign-in (nonce)",
        ClaimsVerificationError::SignatureVerification(_) => {
            "the id_token has no signature that its keys confirm"
        }
        _ => "the id_token is malformed",
    }
}
