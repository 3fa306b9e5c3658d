//! Config: one documented field for each key of `rian.toml` and each `RIAN_…` variable.

use std::path::{Path, PathBuf};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

/// A text that never prints itself.
#[derive(Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Secret(String);

impl<'de> Deserialize<'de> for Secret {
    /// A number is a text too: variables of digits alone, such as an officer's id, arrive as one.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Text(String),
            Number(u64),
        }
        let given = Given::deserialize(deserializer)
            .map_err(|_| serde::de::Error::custom("a text in quotes is expected"))?;
        Ok(Self(match given {
            Given::Text(text) => text,
            Given::Number(number) => number.to_string(),
        }))
    }
}

impl Secret {
    /// The text itself; for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// Everything that can be set. A key of the file `rian.toml` has the field's name; the variable is
/// `RIAN_` and the same name in capitals, and wins.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Config {
    /// Folder of the database, the key file and uploaded files.
    #[serde(skip)]
    pub data: PathBuf,
    /// Whether this is the demonstration.
    #[serde(skip)]
    pub demo: bool,
    /// Address and port to listen on.
    pub listen: String,
    /// `sqlite:PATH` or `postgres://…`; by default a file in the data folder.
    pub database_url: Option<Secret>,
    /// The address people type, without a slash at the end; by default the one listened on.
    pub base_url: Option<String>,
    /// `smtp://`, `smtps://` or `smtp://…?tls=required`, with user and password if needed.
    pub smtp_url: Option<Secret>,
    /// Sender of notices.
    pub mail_from: String,
    /// File of the keys for sealed fields; by default `rian.key` in the data folder.
    pub key_file: Option<PathBuf>,
    /// Address and port for `/metrics` alone; by default it is served beside everything else.
    pub metrics_listen: Option<String>,
    /// Header in which a proxy in front of us writes the visitor's address, such as `x-real-ip`.
    pub client_address_header: Option<String>,
    /// Folder of the courses that `serve --demo` shows; by default those inside the program.
    pub courses: Option<PathBuf>,
    /// `text` or `json`.
    pub log_format: String,
    /// The government's zone, under which agencies get a domain.
    pub mail_zone: String,
    /// Hosts that receive mail for the domains, the first one first, with commas between.
    pub mail_hosts: String,
    /// Addresses from which our mail leaves, for judging SPF, with commas between.
    pub mail_senders: String,
    /// Address of the contact centre, where signed forms are sent by mail.
    pub contact_address: String,
    /// Loopback address and port where letters to the contact centre are received by LMTP.
    pub lmtp_listen: Option<String>,
    /// DNS servers to ask, `host:port` with commas between; by default the system's resolvers.
    pub dns_servers: Option<String>,
    /// The zone's own server, `host:port`, where records are published by RFC 2136.
    pub dns_update_server: Option<String>,
    /// Key of that server, `name:base64` (TSIG, HMAC-SHA256).
    pub dns_update_key: Option<Secret>,
    /// SQLite file that mail servers read when the database is SQLite; by default
    /// `mail/directory.db` in the data folder.
    pub mail_directory: Option<PathBuf>,
    /// Folder of the DKIM keys for the signer; by default `mail/dkim` in the data folder.
    pub dkim_folder: Option<PathBuf>,
    /// Dovecot's HTTP interface for administration, `http://127.0.0.1:PORT`.
    pub doveadm_url: Option<String>,
    /// Key of that interface.
    pub doveadm_key: Option<Secret>,
    /// What compares sign-ups with the civil registry: `dopa`, `gateway`, or empty for desks alone.
    pub identity_source: String,
    /// Address of DOPA's card check.
    pub dopa_url: String,
    /// DOPA's permission to check laser codes, `number; date; scope`; without it `dopa` stays off.
    pub dopa_entitlement: Option<String>,
    /// Address of DGA's gateway, without `/ws`.
    pub gateway_url: String,
    /// Consumer key that DGA gave.
    pub gateway_consumer_key: Option<Secret>,
    /// Consumer secret that DGA gave.
    pub gateway_consumer_secret: Option<Secret>,
    /// The officer's citizen id or the system's name that DGA registered.
    pub gateway_agent: Option<Secret>,
    /// Whether citizen ids that begin with 9, which nobody holds, may sign up; for trials only.
    pub allow_unissued_ids: bool,
    /// Whether a domain opens by itself as soon as its DNS is right; by default an officer opens it.
    pub open_by_rule: bool,
    /// Issuer of ThaID.
    pub thaid_issuer: String,
    /// Client id that DOPA gave at registration; ThaID is on when it is set.
    pub thaid_client_id: Option<String>,
    /// Secret of that client.
    pub thaid_client_secret: Option<Secret>,
    /// Issuer of DGA Digital ID; for trying, `https://connect.dga.or.th`.
    pub digital_id_issuer: String,
    /// Client id that DGA gave at registration; DGA Digital ID is on when it is set.
    pub digital_id_client_id: Option<String>,
    /// Secret of that client, as DGA gave it; it is transformed before it is sent.
    pub digital_id_client_secret: Option<Secret>,
    /// Where people are sent, if the issuer publishes no discovery document.
    pub digital_id_authorize_url: Option<String>,
    /// Where codes are exchanged, in the same case.
    pub digital_id_token_url: Option<String>,
    /// Where claims are asked for, in the same case; it may be left out.
    pub digital_id_userinfo_url: Option<String>,
    /// Where the keys of its signatures are, in the same case.
    pub digital_id_jwks_url: Option<String>,
    /// For how many days it is kept who logged in from where; at least 90 (Computer Crime Act,
    /// section 26).
    pub traffic_days: i64,
    /// Address outside this organisation that gets the audit trail's root each night.
    pub audit_root_mail: Option<String>,
    /// File of the key that signs certificates: PKCS#12, or PEM; without it they are not signed.
    pub signing_key_file: Option<PathBuf>,
    /// PEM file of its certificate and those above it, if they are not in the key's file.
    pub signing_certificate_file: Option<PathBuf>,
    /// Password of a PKCS#12 file.
    pub signing_password: Option<Secret>,
    /// File that holds that password instead.
    pub signing_password_file: Option<PathBuf>,
    /// Why certificates are signed, as each file says; none: a sentence of our own.
    pub signing_reason: Option<String>,
    /// Where they are signed, as each file says; none: nothing.
    pub signing_place: Option<String>,
    /// Time-stamp server (RFC 3161) whose stamp each signature gets.
    pub timestamp_url: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            demo: false,
            listen: "127.0.0.1:8080".into(),
            database_url: None,
            base_url: None,
            smtp_url: None,
            mail_from: "Rian <no-reply@localhost>".into(),
            key_file: None,
            metrics_listen: None,
            client_address_header: None,
            courses: None,
            log_format: "text".into(),
            mail_zone: "mail.go.th".into(),
            mail_hosts: "mx1.mail.go.th,mx2.mail.go.th".into(),
            mail_senders: String::new(),
            contact_address: "contact@dga.or.th".into(),
            lmtp_listen: None,
            dns_servers: None,
            dns_update_server: None,
            dns_update_key: None,
            mail_directory: None,
            dkim_folder: None,
            doveadm_url: None,
            doveadm_key: None,
            identity_source: String::new(),
            dopa_url: "https://idcard.bora.dopa.go.th/checkcardstatus/checkcardservice.asmx".into(),
            dopa_entitlement: None,
            gateway_url: "https://api.egov.go.th".into(),
            gateway_consumer_key: None,
            gateway_consumer_secret: None,
            gateway_agent: None,
            allow_unissued_ids: false,
            open_by_rule: false,
            thaid_issuer: "https://imauth.bora.dopa.go.th".into(),
            thaid_client_id: None,
            thaid_client_secret: None,
            digital_id_issuer: "https://connect.egov.go.th".into(),
            digital_id_client_id: None,
            digital_id_client_secret: None,
            digital_id_authorize_url: None,
            digital_id_token_url: None,
            digital_id_userinfo_url: None,
            digital_id_jwks_url: None,
            traffic_days: 90,
            audit_root_mail: None,
            signing_key_file: None,
            signing_certificate_file: None,
            signing_password: None,
            signing_password_file: None,
            signing_reason: None,
            signing_place: None,
            timestamp_url: None,
        }
    }
}

impl Config {
    /// Reads `file` (by default `rian.toml` in `data`, which may be missing) and the environment.
    ///
    /// # Errors
    /// In words for whoever started the program: which key, and what is wrong with it.
    pub fn load(data: &Path, file: Option<&Path>) -> Result<Self, String> {
        if let Some(file) = file.filter(|file| !file.is_file()) {
            return Err(format!("there is no configuration file {}", file.display()));
        }
        let file = file.map_or_else(|| data.join("rian.toml"), Path::to_owned);
        let mut config: Self = Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file(file))
            .merge(Env::prefixed("RIAN_"))
            .extract()
            .map_err(|error| error.to_string())?;
        data.clone_into(&mut config.data);
        if config.traffic_days < 90 {
            let days = config.traffic_days;
            return Err(format!("traffic_days: {days} is less than the 90 days that the law asks"));
        }
        config.base_url = config
            .base_url
            .map(|url| url.trim_end_matches('/').to_owned())
            .filter(|u| !u.is_empty());
        if let Some(url) = &config.base_url {
            url::Url::parse(url).map_err(|error| format!("base_url: {error}"))?;
        }
        Ok(config)
    }

    /// Where the database is.
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.reveal().to_owned(),
            None => format!("sqlite:{}", self.data.join("rian.db").display()),
        }
    }

    /// Where the keys are.
    pub fn key_file(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.data.join("rian.key"))
    }

    /// Where mail servers find the directory when the database is SQLite.
    pub fn mail_directory(&self) -> PathBuf {
        self.mail_directory.clone().unwrap_or_else(|| self.data.join("mail/directory.db"))
    }

    /// Where the signer finds its keys.
    pub fn dkim_folder(&self) -> PathBuf {
        self.dkim_folder.clone().unwrap_or_else(|| self.data.join("mail/dkim"))
    }

    /// Whether visitors reach us over TLS, so that cookies can demand it.
    pub fn is_secure(&self) -> bool {
        self.base_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The absolute address of a path on this site.
    pub fn url(&self, path: &str) -> String {
        let base = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        format!("{base}{path}")
    }
}
