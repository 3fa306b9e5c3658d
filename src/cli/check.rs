//! Reads the configuration, reaches each configured part, and says what is wrong.

mod signing;
mod source;

use crate::{
    app::App,
    config::Config,
    identity::verification::oidc,
    jobs::queue,
    keys,
    learning::certificate::badge::issuer,
    mail::transport::Transport,
    server::{self, Outcome},
    workd::{dns_state, doveadm::Doveadm},
};

/// Prints a line for each part; fails if one is wrong.
pub async fn run(config: Config) -> Outcome<()> {
    let mut wrong = 0;
    let mut say = |part: &str, outcome: Result<String, String>| match outcome {
        Ok(text) => println!("ok     {part}: {text}"),
        Err(text) => {
            wrong += 1;
            println!("wrong  {part}: {text}");
        }
    };
    match &config.base_url {
        None => say("base_url", Ok(format!("{} (set base_url for real use)", config.url("")))),
        Some(url) if url.starts_with("https://") => say("base_url", Ok(url.clone())),
        Some(url) => say(
            "base_url",
            Err(format!("{url} is not https: cookies and passwords would travel in the open")),
        ),
    }
    say("badges", badges(&config));
    match Transport::from_config(&config) {
        Err(error) => say("smtp_url", Err(error)),
        Ok(Transport::None) => say("smtp_url", Err("not set: letters wait until it is".into())),
        Ok(transport) => {
            let reached = transport.is_reachable().await;
            say(
                "smtp_url",
                match reached {
                    Ok(true) => Ok("the relay answers".into()),
                    Ok(false) => Err("the relay does not answer".into()),
                    Err(error) => Err(format!("the relay does not answer: {error}")),
                },
            );
        }
    }
    for (part, outcome) in mail_parts(&config).await {
        say(part, outcome);
    }
    for (part, outcome) in source::parts(&config).await {
        say(part, outcome);
    }
    for (part, outcome) in signing::parts(&config).await {
        say(part, outcome);
    }
    for (part, outcome) in oidc::check::lines(&config).await {
        say(part, outcome);
    }
    match server::open(config, false).await {
        Err(error) => say("database and keys", Err(error)),
        Ok(app) => {
            let current = app.db.is_current().await;
            say(
                "database",
                match current {
                    Ok(true) => Ok(format!("{}, schema up to date", app.db.engine())),
                    _ => Err("the schema is not up to date: run `rian migrate`".into()),
                },
            );
            say("keys", standing_of_keys(&app).await);
            if let Ok((waiting, failed)) = queue::count(&app).await {
                let text = format!("{waiting} waiting, {failed} given up");
                say("jobs", if failed == 0 { Ok(text) } else { Err(text) });
            }
            app.db.close().await;
        }
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} parts need attention")) }
}

/// Whether others can check badges: `did:web` is looked up by https, at the root of the host alone.
fn badges(config: &Config) -> Result<String, String> {
    let Some(base) = &config.base_url else {
        return Ok("nobody elsewhere can check them until base_url is an https address".into());
    };
    match url::Url::parse(base) {
        Ok(url) if url.scheme() == "https" && url.path() == "/" => {
            Ok(format!("issued by {}; this host must stay yours", issuer::did_of(base)))
        }
        Ok(url) if url.scheme() == "https" => Err(format!(
            "{base} has a path: verifiers look for {}/.well-known/did.json",
            url.origin().ascii_serialization()
        )),
        _ => Err(format!("{base} is not https: no verifier will look the issuer's keys up")),
    }
}

/// Which keys there are, and how much stands under older ones than the newest.
async fn standing_of_keys(app: &App) -> Result<String, String> {
    let counts = keys::count(app).await.map_err(|error| error.to_string())?;
    let newest = app.keys.newest();
    let older = counts.iter().flat_map(|count| &count.versions);
    let older: i64 = older.filter(|(version, _)| **version < newest).map(|(_, count)| count).sum();
    let versions = app.keys.versions();
    Ok(format!("readable, versions {versions:?}, {newest} seals, {older} fields under older ones"))
}

/// The parts that mail stands on; those that are not set are left out, since they are optional.
async fn mail_parts(config: &Config) -> Vec<(&'static str, Result<String, String>)> {
    let mut parts = Vec::new();
    if let Some(servers) = &config.dns_servers {
        let mut wrong = Vec::new();
        for server in servers.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            let server = if server.contains(':') { server.into() } else { format!("{server}:53") };
            if tokio::net::lookup_host(&server).await.is_err() {
                wrong.push(server);
            }
        }
        let outcome = if wrong.is_empty() {
            Ok(servers.clone())
        } else {
            Err(format!("{} is no host:port", wrong.join(", ")))
        };
        parts.push(("dns_servers", outcome));
    }
    if let Some(server) = &config.dns_update_server {
        let key = config.dns_update_key.as_ref().map(|key| dns_state::is_key(key.reveal()));
        let outcome = match key {
            Some(true) => Ok(server.clone()),
            Some(false) => Err("dns_update_key is not name:base64".into()),
            None => Err("dns_update_key is missing".into()),
        };
        parts.push(("dns_update_server", outcome));
    }
    if let Some(address) = &config.lmtp_listen {
        let loopback = address.parse::<std::net::SocketAddr>().is_ok_and(|a| a.ip().is_loopback());
        let outcome = if loopback {
            Ok(address.clone())
        } else {
            Err(format!("{address} is no loopback address with a port"))
        };
        parts.push(("lmtp_listen", outcome));
    }
    if let Some(url) = &config.doveadm_url {
        let outcome = match &config.doveadm_key {
            None => Err("doveadm_key is missing".into()),
            Some(key) => Doveadm::at(url, key.reveal())
                .usage()
                .await
                .map(|boxes| format!("Dovecot answers, {} mailboxes", boxes.len())),
        };
        parts.push(("doveadm_url", outcome));
    }
    parts
}
