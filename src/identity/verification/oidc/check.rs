//! What `rian check` says of the providers: whether they answer, and what to register with them.

use openidconnect::core::{CoreProviderMetadata, CoreResponseType};

use super::{Provider, Providers, exchange::ALGORITHMS};
use crate::{
    clock::{Clock, SystemClock},
    config::Config,
};

/// A line for each provider that is set up, and for each setting that is wrong.
pub async fn lines(config: &Config) -> Vec<(&'static str, Result<String, String>)> {
    let (providers, wrong) = Providers::read(config);
    let mut lines: Vec<_> = wrong.into_iter().map(|it| ("sign-in", Err(it))).collect();
    for provider in providers.all() {
        let name = provider.kind.name();
        let outcome = match provider.known(SystemClock.now()).await {
            Ok(known) => {
                let keys = known.keys.keys().len();
                provider.promises().await.map(|()| {
                    let callback = provider.callback();
                    format!("it answers, {keys} keys; register exactly this callback: {callback}")
                })
            }
            Err(reason) => Err(format!(
                "{}: {reason}; until then nobody can sign in this way",
                provider.issuer.as_str()
            )),
        };
        lines.push((name, outcome));
        if provider.callback().starts_with("http://") {
            let text = "people come back over http: set base_url to an https:// address, which \
                the provider demands outside this machine";
            lines.push((name, Err(text.into())));
        }
    }
    lines
}

impl Provider {
    /// Whether the discovery document promises what we need; nothing to ask where it is set by hand.
    async fn promises(&self) -> Result<(), String> {
        if self.by_hand.is_some() {
            return Ok(());
        }
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
        let Ok(found) = found else { return Err("it stopped answering while it was asked".into()) };
        let mut types = found.response_types_supported().iter();
        if !types.any(|types| types.len() == 1 && types[0] == CoreResponseType::Code) {
            return Err("its discovery document does not offer the code flow".into());
        }
        if !found.id_token_signing_alg_values_supported().iter().any(|it| ALGORITHMS.contains(it)) {
            return Err("it signs with none of RS256, PS256, ES256 and EdDSA".into());
        }
        let missing: Vec<&str> = match found.scopes_supported() {
            Some(scopes) => {
                let has = |scope: &&&str| !scopes.iter().any(|it| it.as_str() == **scope);
                self.kind.scopes().iter().filter(has).copied().collect()
            }
            None => Vec::new(),
        };
        if missing.is_empty() {
            Ok(())
        } else {
            Err(format!("it does not offer the scopes {}", missing.join(", ")))
        }
    }
}
