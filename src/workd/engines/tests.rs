//! The files read as text: what they must say on each database and for each Dovecot.

use proptest::prelude::*;

use super::*;

fn settings() -> Settings {
    Settings {
        directory: Directory::Sqlite { path: "/var/lib/rian/directory/mail.db".into() },
        dovecot: DovecotVersion::V2_3,
        paths: Paths {
            conf: "/etc/rian-mail".into(),
            state: "/var/lib/rian-mail".into(),
            mail: "/srv/mail".into(),
            dkim_keys: "/var/lib/rian/dkim".into(),
            selectors_map: "/var/lib/rian/dkim/selectors.map".into(),
            tls_cert: "/etc/rian-mail/cert.pem".into(),
            tls_key: "/etc/rian-mail/key.pem".into(),
            program: "/usr/local/bin/rian".into(),
            data: "/var/lib/rian/data".into(),
        },
        hostname: "mx1.mail.go.th".into(),
        postmaster_domain: "mail.go.th".into(),
        ports: Ports::default(),
        listen: Vec::new(),
        message_size_limit: 52_428_800,
        recipient_delimiter: '+',
        doveadm_key: "f00d".into(),
        dns: None,
        contact: None,
        users: Users::default(),
        test: false,
    }
}

fn postgres() -> Settings {
    let directory = Directory::Postgres {
        host: "db.internal".into(),
        port: 5432,
        user: "mail_reader".into(),
        password: "s3cret".into(),
        dbname: "rian".into(),
    };
    Settings { directory, ..settings() }
}

fn text(settings: &Settings, path: &str) -> String {
    let files = files(settings).unwrap();
    files.into_iter().find(|file| file.path == path).unwrap().text
}

#[test]
fn a_file_with_a_secret_is_not_open_to_everyone() {
    for file in files(&postgres()).unwrap() {
        if file.text.contains("s3cret") || file.text.contains("f00d") {
            assert_eq!(file.mode & 0o007, 0, "{}", file.path);
        }
    }
}

#[test]
fn postfix_and_dovecot_ask_the_database_that_is_set() {
    let sqlite = text(&settings(), "postfix/sql/accounts.cf");
    assert_eq!(
        sqlite,
        "dbpath = /var/lib/rian/directory/mail.db\n\
         query = SELECT address FROM mail_accounts WHERE address='%s'\n"
    );
    let postgres_map = text(&postgres(), "postfix/sql/accounts.cf");
    assert!(postgres_map.starts_with("hosts = db.internal:5432\nuser = mail_reader\n"));
    assert!(text(&postgres(), "postfix/main.cf").contains("\nsq = proxy:pgsql:/etc/rian-mail/"));
    assert!(text(&postgres(), "dovecot/accounts.conf.ext").contains("host=db.internal port=5432"));
    assert!(files(&settings()).unwrap().iter().all(|file| file.path != "reader.sql"));
    assert!(text(&postgres(), "reader.sql").contains("alter role mail_reader with login password"));
}

#[test]
fn every_map_that_postfix_is_told_of_is_written_and_may_be_read_through_proxymap() {
    let files = files(&settings()).unwrap();
    let main = text(&settings(), "postfix/main.cf");
    let allowed: String = main
        .lines()
        .skip_while(|line| !line.starts_with("proxy_read_maps"))
        .enumerate()
        .take_while(|(at, line)| *at == 0 || line.starts_with(' '))
        .map(|(_, line)| line)
        .collect();
    for part in main.split("$sq/").skip(1) {
        let name = part.split_once(".cf").unwrap().0;
        assert!(allowed.contains(&format!("$sq/{name}.cf")), "{name}");
        assert!(files.iter().any(|file| file.path == format!("postfix/sql/{name}.cf")), "{name}");
    }
}

#[test]
fn each_dovecot_gets_its_own_language() {
    assert_eq!(DovecotVersion::read("2.3.19.1 (9b53102964)\n"), Some(DovecotVersion::V2_3));
    assert_eq!(DovecotVersion::read("2.4.1-4 (7d8c0e5759)"), Some(DovecotVersion::V2_4));
    assert_eq!(DovecotVersion::read("2.2.36"), None);
    assert_eq!(DovecotVersion::read(""), None);
    let newer = Settings { dovecot: DovecotVersion::V2_4, ..postgres() };
    assert!(text(&newer, "dovecot/dovecot.conf").contains("dovecot_config_version = 2.4.1"));
    assert!(!text(&settings(), "dovecot/dovecot.conf").contains("dovecot_config_version"));
}

#[test]
fn what_serves_tests_only_stays_out_of_a_real_host() {
    let (main, dovecot) =
        (text(&settings(), "postfix/main.cf"), text(&settings(), "dovecot/dovecot.conf"));
    for line in ["maillog_file", "127.0.0.2", "smtp_dns_support_level", "error_sleep"] {
        assert!(!main.contains(line), "{line}");
    }
    for line in ["auth_failure_delay", "anvil", "log_path"] {
        assert!(!dovecot.contains(line), "{line}");
    }
    assert!(main.contains("inet_interfaces = all") && dovecot.contains("listen = *, ::"));
}

#[test]
fn a_contact_address_is_one_address_in_lower_case() {
    let with = |address: &str| {
        let contact = Some(Contact { address: address.into(), lmtp_port: 2424 });
        files(&Settings { contact, ..settings() })
    };
    let main = with("forms@mail.go.th").unwrap().swap_remove(0).text;
    assert!(main.contains("inline:{ {forms@mail.go.th=lmtp:inet:127.0.0.1:2424} }"), "{main}");
    for address in ["", "forms", "@mail.go.th", "forms@", "a@b@c", "Forms@mail.go.th", "a=b@c"] {
        assert!(with(address).is_err(), "{address}");
    }
}

#[test]
fn a_path_starts_at_the_root() {
    let mut settings = settings();
    settings.paths.mail = "mail".into();
    assert!(matches!(files(&settings), Err(Unwritable::Relative("mail"))));
}

proptest! {
    /// A setting is refused, or it stands in the files as it is and adds no line.
    #[test]
    fn no_setting_adds_a_line_of_its_own(value in any::<String>()) {
        let lines = |settings: &Settings| {
            files(settings).map(|files| files.iter().map(|file| file.text.lines().count()).sum())
        };
        let with = |value: &str| {
            let mut settings = postgres();
            if let Directory::Postgres { password, .. } = &mut settings.directory {
                *password = value.to_owned();
            }
            settings.hostname = value.to_owned();
            settings.doveadm_key = value.to_owned();
            settings
        };
        let plain: usize = lines(&with("plain")).unwrap();
        if let Ok(written) = lines(&with(&value)) {
            prop_assert_eq!(plain, written);
        }
    }
}
