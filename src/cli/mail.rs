//! Writing the configuration of the mail servers.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use crate::{
    clock::{SystemRandom, bytes},
    config::Config,
    server::Outcome,
    workd::engines::{self, Contact, Directory, DovecotVersion, Paths, Ports, Settings, Users},
};

/// Where Rian receives letters to the contact centre, unless it is set.
const LETTERS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 10026);

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Write the configuration of Postfix, Dovecot and rspamd for this installation.
    Config(Box<Place>),
}

/// Where the mail servers keep what is theirs.
#[derive(Args)]
pub struct Place {
    /// Folder to write into; the servers read their configuration there.
    #[arg(long)]
    out: PathBuf,
    /// Name of this mail server; by default the first of `mail_hosts`.
    #[arg(long)]
    hostname: Option<String>,
    /// Queue, sockets, signing keys and, on SQLite, the directory.
    #[arg(long, default_value = "/var/lib/rian-mail")]
    state: PathBuf,
    /// The mailboxes.
    #[arg(long, default_value = "/srv/mail")]
    mail: PathBuf,
    /// Certificate with its chain; by default cert.pem in the folder.
    #[arg(long)]
    tls_cert: Option<PathBuf>,
    /// Its key; by default key.pem in the folder.
    #[arg(long)]
    tls_key: Option<PathBuf>,
    /// Dovecot's version, 2.3 or 2.4; by default the one that is installed.
    #[arg(long)]
    dovecot: Option<String>,
    /// Address to listen on; by default every one.
    #[arg(long)]
    listen: Option<std::net::IpAddr>,
    /// Counts every port from here on, to try it beside other mail servers: 20025 for 25.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=50_000))]
    ports_from: u16,
    /// The program, for its unit.
    #[arg(long, default_value = "/usr/local/bin/rian")]
    program: PathBuf,
}

/// Does it.
pub fn run(config: &Config, command: Command) -> Outcome<()> {
    let Command::Config(place) = command;
    fs::create_dir_all(&place.out).map_err(|error| told(&place.out, &error))?;
    let out = place.out.canonicalize().map_err(|error| told(&place.out, &error))?;
    let settings = settings(config, &place, &out)?;
    let files = engines::files(&settings).map_err(|error| error.to_string())?;
    for file in &files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
        }
        write(&path, &file.text, file.mode)?;
    }
    write(&out.join("rian.toml"), &for_rian(config, &settings), 0o640)?;
    println!("{} files are in {}", files.len() + 1, out.display());
    println!("1. add the lines of {} to Rian's own rian.toml", out.join("rian.toml").display());
    println!("2. follow {}", out.join("README.txt").display());
    Ok(())
}

fn settings(config: &Config, place: &Place, out: &Path) -> Outcome<Settings> {
    let random = |bytes: [u8; 24]| hex::encode(bytes);
    let hosts = config.mail_hosts.split(',').next().unwrap_or_default().trim().to_owned();
    let dkim = config.dkim_folder.clone().unwrap_or_else(|| place.state.join("dkim"));
    let lmtp = match &config.lmtp_listen {
        Some(address) => address.parse().map_err(|_| "lmtp_listen is no address with a port")?,
        None => SocketAddr::new(LETTERS.ip(), LETTERS.port() + place.ports_from),
    };
    let data = fs::canonicalize(&config.data).unwrap_or_else(|_| config.data.clone());
    Ok(Settings {
        directory: directory(config, place)?,
        dovecot: dovecot(place)?,
        paths: Paths {
            conf: out.to_owned(),
            state: place.state.clone(),
            mail: place.mail.clone(),
            selectors_map: dkim.join("selectors.map"),
            dkim_keys: dkim,
            tls_cert: place.tls_cert.clone().unwrap_or_else(|| out.join("cert.pem")),
            tls_key: place.tls_key.clone().unwrap_or_else(|| out.join("key.pem")),
            program: place.program.clone(),
            data,
        },
        hostname: place.hostname.clone().unwrap_or(hosts),
        postmaster_domain: config.mail_zone.clone(),
        ports: Ports::default().from(place.ports_from),
        listen: place.listen.into_iter().collect(),
        message_size_limit: 50 * 1024 * 1024,
        recipient_delimiter: '+',
        doveadm_key: match &config.doveadm_key {
            Some(key) => key.reveal().to_owned(),
            None => random(bytes(&SystemRandom)),
        },
        dns: None,
        contact: Some(Contact { address: config.contact_address.clone(), lmtp_port: lmtp.port() }),
        users: Users::default(),
        test: false,
    })
}

/// Where the engines find the views: in a file of their own, or through a role of their own.
fn directory(config: &Config, place: &Place) -> Outcome<Directory> {
    let url = config.database_url();
    if !url.starts_with("postgres") {
        let path = config.mail_directory.clone();
        let path = path.unwrap_or_else(|| place.state.join("directory/mail.db"));
        return Ok(Directory::Sqlite { path });
    }
    let url = url::Url::parse(&url).map_err(|error| format!("database_url: {error}"))?;
    Ok(Directory::Postgres {
        host: url.host_str().unwrap_or("127.0.0.1").to_owned(),
        port: url.port().unwrap_or(5432),
        user: "mail_reader".into(),
        password: hex::encode(bytes::<24>(&SystemRandom)),
        dbname: url.path().trim_start_matches('/').to_owned(),
    })
}

fn dovecot(place: &Place) -> Outcome<DovecotVersion> {
    let printed = match &place.dovecot {
        Some(version) => version.clone(),
        None => {
            let output = std::process::Command::new("dovecot").arg("--version").output();
            let output =
                output.map_err(|_| "Dovecot is not installed here: say --dovecot 2.3 or 2.4")?;
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
    };
    DovecotVersion::read(&printed)
        .ok_or_else(|| format!("there is no configuration for Dovecot {}", printed.trim()))
}

/// What Rian's own configuration needs beside what it has.
fn for_rian(config: &Config, settings: &Settings) -> String {
    let mut lines =
        vec!["# Written by `rian mail config`: how Rian reaches the mail servers.".to_owned()];
    let mut add = |key: &str, value: &str| lines.push(format!("{key} = \"{value}\""));
    if let (Directory::Sqlite { path }, None) = (&settings.directory, &config.mail_directory) {
        add("mail_directory", &path.display().to_string());
    }
    if config.dkim_folder.is_none() {
        add("dkim_folder", &settings.paths.dkim_keys.display().to_string());
    }
    if config.doveadm_url.is_none() {
        add("doveadm_url", &format!("http://127.0.0.1:{}", settings.ports.doveadm));
    }
    if config.doveadm_key.is_none() {
        add("doveadm_key", &settings.doveadm_key);
    }
    if config.lmtp_listen.is_none() {
        let port = settings.contact.as_ref().map_or(LETTERS.port(), |contact| contact.lmtp_port);
        add("lmtp_listen", &SocketAddr::new(LETTERS.ip(), port).to_string());
    }
    if config.smtp_url.is_none() {
        add("smtp_url", &format!("smtp://127.0.0.1:{}", settings.ports.smtp));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write(path: &Path, text: &str, mode: u32) -> Outcome<()> {
    fs::write(path, text).map_err(|error| told(path, &error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = fs::Permissions::from_mode(mode);
        fs::set_permissions(path, rights).map_err(|error| told(path, &error))?;
    }
    Ok(())
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
