//! A folder with free ports, a certificate, and the rights that an administrator would give.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::Command,
};

use rian::workd::engines::{Directory, Paths, Ports, Settings, Users};

/// Where one set of engines runs. Removed when they stop.
pub struct Place {
    /// The folder of everything.
    pub folder: PathBuf,
}

impl Place {
    /// Makes the folder, the folders in it with their owners, and the certificate.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("rian-mail").tempdir().unwrap().keep();
        let place = Self { folder };
        run(Command::new("chmod").arg("0755").arg(&place.folder));
        for (name, owner, group, mode) in [
            ("conf", "root", "root", "0755"),
            ("state", "root", "root", "0755"),
            ("state/postfix", "root", "root", "0755"),
            ("state/postfix/spool", "root", "root", "0755"),
            ("state/postfix/data", "postfix", "root", "0700"),
            ("state/dovecot", "root", "root", "0755"),
            ("state/dovecot/run", "root", "root", "0755"),
            ("state/dovecot/state", "root", "root", "0755"),
            ("state/rspamd", "_rspamd", "root", "0750"),
            ("mail", "nobody", "nogroup", "0750"),
            ("dkim", "root", "_rspamd", "2750"),
            ("directory", "root", "postfix", "2750"),
        ] {
            run(Command::new("install")
                .args(["-d", "-o", owner, "-g", group, "-m", mode])
                .arg(place.folder.join(name)));
        }
        run(Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=mx.test", "-keyout", "key.pem", "-out", "cert.pem"])
            .current_dir(place.folder.join("conf")));
        place
    }

    /// Settings for this folder, on free ports. Postfix's own group stands for the readers' group,
    /// so that the rights of a real host are proven without changing this one.
    pub fn settings(&self, directory: Directory) -> Settings {
        let at = |path: &str| self.folder.join(path);
        let ports = free_ports();
        Settings {
            directory,
            dovecot: super::dovecot_version(),
            paths: Paths {
                conf: at("conf"),
                state: at("state"),
                mail: at("mail"),
                dkim_keys: at("dkim"),
                selectors_map: at("dkim/selectors.map"),
                tls_cert: at("conf/cert.pem"),
                tls_key: at("conf/key.pem"),
                program: "/usr/local/bin/rian".into(),
                data: at("data"),
            },
            hostname: format!("mx{}.rian.test", ports.smtp),
            postmaster_domain: "rian.test".into(),
            ports,
            listen: vec![Ipv4Addr::LOCALHOST.into()],
            message_size_limit: 10_000_000,
            recipient_delimiter: '+',
            doveadm_key: format!("key{}", ports.doveadm),
            dns: Some((Ipv4Addr::LOCALHOST, 9).into()),
            contact: None,
            users: Users {
                mail: "nobody".into(),
                mail_group: "nogroup".into(),
                readers_group: "postfix".into(),
                ..Users::default()
            },
            test: true,
        }
    }

    /// A port that was free a moment ago.
    pub fn free_port(&self) -> u16 {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        held.local_addr().unwrap().port()
    }

    /// What the engines wrote, for a test that failed.
    pub fn logs(&self) -> String {
        let files = ["log", "state/postfix/log", "state/dovecot/log"];
        let read = |name: &str| {
            let text = std::fs::read(self.folder.join(name)).unwrap_or_default();
            format!("== {name}\n{}", String::from_utf8_lossy(&text))
        };
        files.map(read).concat()
    }
}

/// Ports that were free a moment ago, all different.
fn free_ports() -> Ports {
    let held: [TcpListener; 11] =
        std::array::from_fn(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap());
    let [
        smtp,
        submission,
        submissions,
        imap,
        imaps,
        sieve,
        lmtp,
        sasl,
        quota_status,
        milter,
        doveadm,
    ] = held.each_ref().map(|listener| listener.local_addr().unwrap().port());
    Ports {
        smtp,
        submission,
        submissions,
        imap,
        imaps,
        sieve,
        lmtp,
        sasl,
        quota_status,
        milter,
        doveadm,
    }
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}
