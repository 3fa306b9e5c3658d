//! The file of a certificate: signed, the same each time, and checked by programs of others.

mod authority;
pub mod judges;

use std::sync::Arc;

use chrono::Duration;
use rian::{
    app::App,
    clock::{Clock, SystemClock, SystemRandom},
    config::Config,
    identity::seal::KeyRing,
    jobs::queue,
    learning::certificate::{
        certificate::{self, Certificate},
        edition,
        signature::{self, Checked, SigningKey, demonstration},
    },
    mail::transport::Transport,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::authority::Authority;
use crate::support::{Person, TestApp, course::ask};

/// A certificate by the clock of the day: the judges of signatures ask the computer's.
async fn issued(set: impl FnOnce(&mut Config)) -> (TestApp, Person, Certificate) {
    let app = TestApp::with(set).await.with_course().await;
    app.advance(SystemClock.now() - app.now());
    let somchai = app.learner("somchai").await;
    let malee = app.officer("malee").await;
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = malee.write(&path, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap().to_owned();
    let certificate = of(&app.app, &number).await;
    (app, somchai, certificate)
}

/// The same, signed by an office.
pub async fn issued_by(office: &str) -> (Authority, TestApp, Certificate) {
    let authority = Authority::new();
    let (app, _, certificate) = issued(authority.signer(office, "rsa:2048")).await;
    (authority, app, certificate)
}

async fn of(app: &App, number: &str) -> Certificate {
    certificate::get(&mut app.db.read().await.unwrap(), number).await.unwrap()
}

/// The same installation, started again with other settings.
fn again(app: &TestApp, set: impl FnOnce(&mut Config)) -> App {
    let mut config = app.app.config.clone();
    set(&mut config);
    let keys = KeyRing::load(&config.key_file()).unwrap();
    let (db, files) = (app.app.db.clone(), app.app.files.clone());
    App::new(config, db, app.app.clock.clone(), Arc::new(SystemRandom), keys, files)
}

async fn file(app: &App, certificate: &Certificate) -> Vec<u8> {
    edition::file(app, certificate).await.unwrap()
}

async fn known(app: &App, file: &[u8]) -> Option<String> {
    let sha256 = hex::encode(Sha256::digest(file));
    edition::find(&mut app.db.read().await.unwrap(), &sha256).await.unwrap()
}

fn is_intact(checked: &Checked) -> bool {
    matches!(checked, Checked::Intact { covers_whole_file: true, .. })
}

#[tokio::test]
async fn a_signed_file_convinces_poppler_and_pyhanko_and_a_changed_byte_convinces_nobody() {
    let authority = Authority::new();
    for kind in ["rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256"] {
        let (app, _, certificate) = issued(authority.signer("office", kind)).await;
        let mut bytes = file(&app.app, &certificate).await;
        assert!(bytes.len() <= 60 * 1024, "{} bytes", bytes.len());
        judges::must_be_archival(&bytes);
        let ca = authority.path("ca.pem");
        if let Some(said) = judges::pdfsig(&bytes, &ca) {
            assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
            assert!(said.contains("Certificate Validation: Certificate is Trusted."), "{said}");
            assert!(said.contains("Total document signed"), "{said}");
            assert!(said.contains("ETSI.CAdES.detached"), "{said}");
        }
        if let Some((well, said)) = judges::pyhanko(&bytes, &ca) {
            assert!(well && said.contains("The signature is judged VALID."), "{said}");
        }
        let checked = signature::check(&app.app, &bytes).await.unwrap();
        let Checked::Intact { signer, at, covers_whole_file: true } = checked else {
            panic!("{checked:?}");
        };
        assert_eq!(signer, "Seal_of_office");
        assert!(app.now() - at.unwrap() < Duration::minutes(2));

        let middle = bytes.len() / 3;
        bytes[middle] ^= 1;
        if let Some(said) = judges::pdfsig(&bytes, &ca) {
            assert!(!said.contains("Signature is Valid"), "{said}");
        }
        if let Some((well, said)) = judges::pyhanko(&bytes, &ca) {
            assert!(!well, "{said}");
        }
        assert_eq!(signature::check(&app.app, &bytes).await.unwrap(), Checked::Broken);
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn a_time_stamp_is_inside_and_the_file_stays_the_same_when_the_server_is_gone() {
    let authority = Authority::new();
    let stamps = authority.stamps();
    let signer = authority.signer("office", "rsa:2048");
    let url = stamps.url.clone();
    let (app, _, certificate) = issued(|config| {
        signer(config);
        config.timestamp_url = Some(url);
    })
    .await;
    let bytes = file(&app.app, &certificate).await;
    assert!(bytes.len() <= 60 * 1024, "{} bytes", bytes.len());
    judges::must_be_archival(&bytes);
    let ca = authority.path("ca.pem");
    if let Some((well, said)) = judges::pyhanko(&bytes, &ca) {
        assert!(well && said.contains("The signature is judged VALID."), "{said}");
        assert!(said.contains("timestamp token"), "{said}");
        assert!(said.contains("The timestamp token is cryptographically sound"), "{said}");
    }
    if let Some(said) = judges::pdfsig(&bytes, &ca) {
        assert!(said.contains("Signature is Valid."), "{said}");
    }
    let checked = signature::check(&app.app, &bytes).await.unwrap();
    assert!(is_intact(&checked), "{checked:?}");
    drop(stamps);
    assert_eq!(file(&app.app, &certificate).await, bytes);
    app.run_jobs().await;
}

#[tokio::test]
async fn without_its_time_stamp_no_file_is_handed_out_and_the_job_tries_again() {
    let authority = Authority::new();
    let signer = authority.signer("office", "rsa:2048");
    let (app, somchai, certificate) = issued(|config| {
        signer(config);
        config.timestamp_url = Some("http://127.0.0.1:9/".into());
    })
    .await;
    let refused = somchai.get(&format!("/certificates/{}.pdf", certificate.number)).await.is(503);
    refused.says("ใบประกาศนียบัตรมีผลแล้ว");
    somchai.read(&format!("/certificates/{}/pdf", certificate.number)).await.is(503);
    rian::jobs::worker::run_all(&app.app, &Transport::Outbox).await.unwrap();
    assert_eq!(queue::count(&app.app).await.unwrap(), (1, 0), "the job waits for its next try");

    let stamps = authority.stamps();
    let back = again(&app, |config| config.timestamp_url = Some(stamps.url.clone()));
    app.advance(Duration::minutes(1));
    rian::jobs::worker::run_all(&back, &Transport::Outbox).await.unwrap();
    assert_eq!(queue::count(&app.app).await.unwrap(), (0, 0));
    somchai.get(&format!("/certificates/{}.pdf", certificate.number)).await.is(200);
}

#[tokio::test]
async fn a_file_stays_the_same_under_a_later_key_and_without_any() {
    let authority = Authority::new();
    let (app, somchai, certificate) = issued(authority.signer("first", "rsa:2048")).await;
    app.run_jobs().await;
    let bytes = file(&app.app, &certificate).await;
    let printed = somchai.get(&format!("/certificates/{}.pdf", certificate.number)).await.is(200);
    assert_eq!(printed.text, String::from_utf8_lossy(&bytes));
    let sent = somchai.read(&format!("/certificates/{}/pdf", certificate.number)).await.is(200);
    assert_eq!(sent.text, String::from_utf8_lossy(&bytes));
    app.advance(Duration::days(900));
    for other in [
        again(&app, authority.signer("second", "rsa:2048")),
        again(&app, |config| {
            config.signing_key_file = None;
            config.signing_certificate_file = None;
        }),
        again(&app, |config| config.signing_key_file = Some("/nowhere".into())),
    ] {
        assert_eq!(file(&other, &certificate).await, bytes);
        assert!(is_intact(&signature::check(&other, &bytes).await.unwrap()));
    }
    assert_eq!(known(&app.app, &bytes).await, Some(certificate.number.clone()));
    assert_eq!(known(&app.app, &bytes[1..]).await, None);
}

#[tokio::test]
async fn an_installation_without_a_key_gives_a_file_that_nowhere_says_it_is_signed() {
    let (app, _, certificate) = issued(|_| {}).await;
    app.run_jobs().await;
    let bytes = file(&app.app, &certificate).await;
    judges::must_be_archival(&bytes);
    // The judge is one: without the meaning of its colours the file is not archival.
    let mut without = bytes.clone();
    let at = memchr::memmem::find(&without, b"/GTS_PDFA1").unwrap();
    without[at + 5..at + 10].copy_from_slice(b"OTHER");
    if let Some((valid, said)) = judges::archival(&without) {
        assert!(!valid, "{said}");
    }
    for word in ["/Sig", "/ByteRange", "AcroForm", "/Perms"] {
        assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word}");
    }
    assert_eq!(signature::check(&app.app, &bytes).await.unwrap(), Checked::Unsigned);
    assert_eq!(file(&app.app, &certificate).await, bytes);

    // Once there is a key the file is signed, and the earlier one stays known.
    let authority = Authority::new();
    app.advance(Duration::minutes(5));
    let signing = again(&app, authority.signer("office", "rsa:2048"));
    let signed = file(&signing, &certificate).await;
    assert!(is_intact(&signature::check(&signing, &signed).await.unwrap()));
    for bytes in [&bytes, &signed] {
        assert_eq!(known(&app.app, bytes).await, Some(certificate.number.clone()));
    }
    let broken = again(&app, |config| config.signing_key_file = Some("/nowhere".into()));
    assert_eq!(file(&broken, &certificate).await, signed);
}

#[tokio::test]
async fn where_the_key_cannot_be_used_no_file_goes_out_unsigned() {
    let authority = Authority::new();
    let nowhere = |config: &mut Config| config.signing_key_file = Some("/nowhere".into());
    let (app, somchai, certificate) = issued(nowhere).await;
    somchai.get(&format!("/certificates/{}.pdf", certificate.number)).await.is(503);
    // Nor where its certificate has expired.
    let late = again(&app, authority.signer("office", "rsa:2048"));
    app.advance(Duration::days(400));
    assert_eq!(edition::file(&late, &certificate).await.unwrap_err().status().as_u16(), 503);
}

#[tokio::test]
async fn a_drawing_that_changed_begins_another_edition_and_the_old_file_stays_known() {
    let authority = Authority::new();
    let (app, _, certificate) = issued(authority.signer("office", "rsa:2048")).await;
    let first = file(&app.app, &certificate).await;
    let moved = again(&app, |config| config.base_url = Some("https://moved.example.go.th".into()));
    let second = file(&moved, &certificate).await;
    assert_ne!(first, second);
    // Two servers that draw otherwise, as while one of them is updated, make no third one.
    assert_eq!(file(&app.app, &certificate).await, first);
    assert_eq!(file(&moved, &certificate).await, second);
    for bytes in [&first, &second] {
        assert_eq!(known(&app.app, bytes).await, Some(certificate.number.clone()));
        assert!(is_intact(&signature::check(&app.app, bytes).await.unwrap()));
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn two_printings_at_once_give_one_file() {
    let authority = Authority::new();
    let (app, _, certificate) = issued(authority.signer("office", "rsa:2048")).await;
    let (one, other) =
        tokio::join!(edition::file(&app.app, &certificate), edition::file(&app.app, &certificate));
    assert_eq!(one.unwrap(), other.unwrap());
    app.run_jobs().await;
}

#[tokio::test]
async fn no_changed_byte_anywhere_passes_for_the_whole_file() {
    let authority = Authority::new();
    let stamps = authority.stamps();
    let signer = authority.signer("office", "rsa:2048");
    let (app, _, certificate) = issued(|config| {
        signer(config);
        config.timestamp_url = Some(stamps.url.clone());
    })
    .await;
    let bytes = file(&app.app, &certificate).await;
    let hole = memchr::memmem::find(&bytes, b"/Contents<3").unwrap();
    // Every byte about the signature and its beginning, and some of all others.
    let near = (hole - 300..hole + 400).chain(bytes.len() - 40..bytes.len());
    for at in near.chain((0..bytes.len()).step_by(29)) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let checked = signature::check(&app.app, &changed).await.unwrap();
        assert!(!matches!(checked, Checked::Intact { .. }), "byte {at}: {checked:?}");
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn what_is_added_after_the_signature_is_told() {
    let authority = Authority::new();
    let (app, _, certificate) = issued(authority.signer("office", "rsa:2048")).await;
    let bytes = file(&app.app, &certificate).await;
    let added = |more: &[u8]| [bytes.as_slice(), more].concat();
    for more in [
        b"\n".as_slice(),
        b"5 0 obj\n<</Type/Page>>\nendobj\ntrailer<</Root 5 0 R>>\nstartxref\n0\n%%EOF\n",
        b"/ByteRange[0 10 20 30]/Contents<3000>",
        b"/ByteRange[0 10 999999999999999999999 3]",
        b"/ByteRange[",
    ] {
        let checked = signature::check(&app.app, &added(more)).await.unwrap();
        assert!(matches!(checked, Checked::Intact { covers_whole_file: false, .. }), "{checked:?}");
    }
    // A hole that is moved, or larger than it was, is another file.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let range = text.split("/ByteRange[").nth(1).unwrap().split(']').next().unwrap().to_owned();
    let at = memchr::memmem::find(&bytes, range.as_bytes()).unwrap();
    let numbers: Vec<usize> = range.split_whitespace().map(|it| it.parse().unwrap()).collect();
    for change in [[0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]] {
        let moved: Vec<_> =
            numbers.iter().zip(change).map(|(it, by)| (it + by).to_string()).collect();
        let mut changed = bytes.clone();
        let moved = format!("{:<width$}", moved.join(" "), width = range.len());
        changed[at..at + moved.len()].copy_from_slice(moved.as_bytes());
        assert_eq!(signature::check(&app.app, &changed).await.unwrap(), Checked::Broken);
    }
    let large = vec![b' '; signature::LIMIT + 1];
    assert!(signature::check(&app.app, &large).await.is_err());
    app.run_jobs().await;
}

#[tokio::test]
async fn a_file_signed_elsewhere_is_not_ours_even_with_the_same_name() {
    let authority = Authority::new();
    let (ours, _, _) = issued(authority.signer("office", "rsa:2048")).await;
    let others = Authority::new();
    let (theirs, _, certificate) = issued(others.signer("office", "rsa:2048")).await;
    let bytes = file(&theirs.app, &certificate).await;
    assert!(is_intact(&signature::check(&theirs.app, &bytes).await.unwrap()));
    assert_eq!(signature::check(&ours.app, &bytes).await.unwrap(), Checked::Broken);
}

#[tokio::test]
async fn the_data_and_the_credential_are_inside_for_programs() {
    let authority = Authority::new();
    let (app, somchai, certificate) = issued(authority.signer("office", "rsa:2048")).await;
    let credential = json!({"type": ["VerifiableCredential", "OpenBadgeCredential"]}).to_string();
    let bytes = edition::file_with(&app.app, &certificate, Some(credential.clone())).await.unwrap();
    // Later printings have what the edition took in.
    assert_eq!(file(&app.app, &certificate).await, bytes);
    judges::must_be_archival(&bytes);
    let Some(inside) = judges::attachments(&bytes) else { return };
    let names: Vec<_> = inside.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["certificate.json", "credential.json"]);
    assert_eq!(inside[1].1, credential.as_bytes());
    let data: Value = serde_json::from_slice(&inside[0].1).unwrap();
    let sent = somchai.read(&format!("/certificates/{}", certificate.number)).await.json();
    for (name, value) in sent.as_object().unwrap() {
        // What may change later is asked of the public page.
        let later = [
            "state",
            "revoked_at",
            "revocation_reason",
            "revocation_code",
            "checked_at",
            "signed",
            "name_masked",
            "replaced_by",
            // Not of the record but of its design.
            "printed",
            "paper",
        ];
        if !later.contains(&name.as_str()) {
            assert_eq!(data.get(name).unwrap_or(&Value::Null), value, "{name}");
        }
    }
    assert_eq!(data["schema"], 1);
    app.run_jobs().await;
}

#[tokio::test]
async fn the_parts_of_the_page_are_tagged_for_those_who_hear_it() {
    let (app, _, certificate) = issued(|_| {}).await;
    app.run_jobs().await;
    let bytes = file(&app.app, &certificate).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), &bytes).unwrap();
    let Some((_, info)) = judges::run("pdfinfo", &["it.pdf"], folder.path()) else { return };
    let field = |name| info.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    assert_eq!(field("Tagged:"), Some("yes"), "{info}");
    assert_eq!(field("Metadata Stream:"), Some("yes"), "{info}");
    let (_, parts) = judges::run("pdfinfo", &["-struct-text", "it.pdf"], folder.path()).unwrap();
    let parts: Vec<&str> = parts.lines().map(str::trim).collect();
    let title = parts.iter().position(|line| line.starts_with("H1")).unwrap();
    assert!(parts[title + 1].contains(&certificate.document_title), "{parts:#?}");
    assert!(parts.iter().any(|line| line.contains(&certificate.full_name)), "{parts:#?}");
    assert!(parts.iter().any(|line| line.starts_with("Figure")), "{parts:#?}");
}

#[tokio::test]
async fn why_and_where_it_was_signed_stay_when_the_settings_change() {
    let authority = Authority::new();
    let signer = authority.signer("office", "rsa:2048");
    let (app, _, certificate) = issued(|config| {
        signer(config);
        config.signing_reason = Some("ออกตามระเบียบ".into());
        config.signing_place = Some("กรุงเทพมหานคร".into());
    })
    .await;
    let bytes = file(&app.app, &certificate).await;
    let says = |text: &str| {
        let units = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes);
        let hex = hex::encode_upper(units.collect::<Vec<u8>>());
        let lower = hex.to_lowercase();
        [hex, lower].iter().any(|it| memchr::memmem::find(&bytes, it.as_bytes()).is_some())
    };
    assert!(says("ออกตามระเบียบ") && says("กรุงเทพมหานคร"));
    assert!(is_intact(&signature::check(&app.app, &bytes).await.unwrap()));
    let changed = again(&app, |config| {
        config.signing_reason = None;
        config.signing_place = Some("นนทบุรี".into());
    });
    assert_eq!(file(&changed, &certificate).await, bytes);
    app.run_jobs().await;
}

#[test]
fn keys_come_as_pkcs12_old_and_new_and_as_pem() {
    let authority = Authority::new();
    authority.issue("office", "rsa:2048", "", 365);
    authority.issue("curve", "ec -pkeyopt ec_paramgen_curve:P-256", "", 365);
    for name in ["office", "curve"] {
        let export = format!(
            "pkcs12 -export -inkey {name}.key -in {name}.pem -certfile ca.pem -passout pass:ลับมาก"
        );
        authority.openssl(&format!("{export} -out {name}.new.p12"));
        authority.openssl(&format!("{export} -legacy -out {name}.old.p12"));
        let both = ["key", "pem"]
            .map(|end| std::fs::read(authority.path(&format!("{name}.{end}"))).unwrap());
        std::fs::write(authority.path(&format!("{name}.both")), both.concat()).unwrap();
        // Locked with a pass phrase, as openssl does it by itself and with scrypt.
        for (how, end) in [("", "locked"), ("-scrypt", "slow")] {
            authority.openssl(&format!(
                "pkcs8 -topk8 {how} -in {name}.key -passout pass:ลับมาก -out {name}.{end}.key"
            ));
            let both = [format!("{name}.pem"), format!("{name}.{end}.key")]
                .map(|file| std::fs::read(authority.path(&file)).unwrap());
            std::fs::write(authority.path(&format!("{name}.{end}")), both.concat()).unwrap();
        }
        for end in ["new.p12", "old.p12", "both", "locked", "slow"] {
            let config = Config {
                signing_key_file: Some(authority.path(&format!("{name}.{end}"))),
                signing_password: Some("ลับมาก".to_owned().into()),
                ..Config::default()
            };
            let key = SigningKey::read(&config).unwrap().unwrap();
            assert_eq!(key.chain().name(), format!("Seal_of_{name}"), "{end}");
        }
        let secret = authority.path("secret");
        std::fs::write(&secret, "ลับมาก\n").unwrap();
        let config = Config {
            signing_key_file: Some(authority.path(&format!("{name}.new.p12"))),
            signing_password_file: Some(secret),
            ..Config::default()
        };
        assert!(SigningKey::read(&config).unwrap().is_some());
    }
}

#[test]
fn a_key_that_cannot_be_used_is_refused_in_words() {
    let authority = Authority::new();
    authority.issue("office", "rsa:2048", "", 365);
    authority.issue("other", "rsa:2048", "", 365);
    authority.issue("weak", "rsa:1024", "", 365);
    authority.openssl(
        "pkcs12 -export -inkey office.key -in office.pem -passout pass:right -out office.p12",
    );
    authority.openssl("pkcs8 -topk8 -in office.key -passout pass:right -out office.locked");
    authority.openssl("pkcs8 -topk8 -v1 PBE-SHA1-3DES -in office.key -passout pass:right -out old");
    authority.openssl("rsa -traditional -aes128 -in office.key -passout pass:right -out older");
    let wrong = |key: &str, certificate: Option<&str>, password: Option<&str>| {
        let config = Config {
            signing_key_file: Some(authority.path(key)),
            signing_certificate_file: certificate.map(|it| authority.path(it)),
            signing_password: password.map(|it| it.to_owned().into()),
            ..Config::default()
        };
        SigningKey::read(&config).unwrap_err()
    };
    for (said, part) in [
        (wrong("nowhere.p12", None, None), "cannot be read"),
        (wrong("office.p12", None, Some("left")), "the password is wrong"),
        (wrong("office.p12", None, None), "the password is wrong"),
        (
            wrong("office.locked", Some("office.pem"), Some("left")),
            "pass phrase of the private key is wrong",
        ),
        (wrong("office.locked", Some("office.pem"), None), "opens with a pass phrase"),
        (wrong("office.locked", None, Some("right")), "there is no certificate"),
        (wrong("old", Some("office.pem"), Some("right")), "-v2 aes-256-cbc"),
        (wrong("older", Some("office.pem"), Some("right")), "openssl pkcs8 -topk8"),
        (wrong("office.key", None, None), "there is no certificate"),
        (wrong("office.key", Some("nowhere"), None), "signing_certificate_file"),
        (wrong("office.key", Some("other.pem"), None), "does not match"),
        (wrong("weak.key", Some("weak.pem"), None), "RSA of 1024 bits"),
        (wrong("ca.key", Some("ca.pem"), None), "not meant for signatures"),
        (wrong("office.pem", Some("office.pem"), None), "private key"),
        (wrong("serial-of-nothing", None, None), "cannot be read"),
    ] {
        assert!(said.contains(part), "{said}");
        assert!(!said.contains("left"));
    }
    let config = Config {
        signing_key_file: Some(authority.path("office.key")),
        signing_certificate_file: Some(authority.path("office.pem")),
        ..Config::default()
    };
    let key = SigningKey::read(&config).unwrap().unwrap();
    let now = SystemClock.now();
    assert!(key.standing(now).is_ok());
    assert!(key.standing(now + Duration::days(366)).unwrap_err().contains("expired"));
    assert!(key.standing(now - Duration::days(1)).unwrap_err().contains("not valid before"));
}

#[tokio::test]
async fn the_demonstration_signs_with_a_key_of_its_own_that_only_it_can_read() {
    let (app, _, certificate) = issued(|config| {
        demonstration::ensure(config, &SystemRandom, SystemClock.now()).unwrap();
    })
    .await;
    app.run_jobs().await;
    let key = demonstration::file(&app.app.config);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let kept = std::fs::read(&key).unwrap();
    demonstration::ensure(&app.app.config, &SystemRandom, SystemClock.now()).unwrap();
    assert_eq!(std::fs::read(&key).unwrap(), kept);
    let bytes = file(&app.app, &certificate).await;
    let Checked::Intact { signer, .. } = signature::check(&app.app, &bytes).await.unwrap() else {
        panic!("not intact");
    };
    assert!(signer.contains("demonstration"));
    if let Some(said) = judges::pdfsig(&bytes, &key) {
        assert!(said.contains("Signature is Valid."), "{said}");
        assert!(said.contains("demonstration"), "{said}");
    }
    // Outside the demonstration that key is nothing.
    let config = Config { demo: false, ..app.app.config.clone() };
    assert!(SigningKey::read(&config).unwrap().is_none());
}

#[tokio::test]
async fn check_says_whose_key_it_is_and_what_is_wrong_with_it() {
    let authority = Authority::new();
    authority.issue("office", "rsa:2048", "", 365);
    authority.issue("short", "rsa:2048", "", 3);
    let folder = tempfile::tempdir().unwrap();
    let said = |key: &str, certificate: &str, stamps: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_rian"))
            .args(["--data".as_ref(), folder.path().as_os_str(), "check".as_ref()])
            .env("RIAN_SIGNING_KEY_FILE", authority.path(key))
            .env("RIAN_SIGNING_CERTIFICATE_FILE", authority.path(certificate))
            .env("RIAN_TIMESTAMP_URL", stamps)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let text = said("office.key", "office.chain", "http://127.0.0.1:9/");
    assert!(text.contains("ok     signing key: Seal_of_office, valid until"), "{text}");
    assert!(text.contains("wrong  timestamp_url: the time-stamp server: no connection"), "{text}");
    assert!(!text.contains("chmod"), "{text}");
    authority.open("short.key");
    let stamps = authority.stamps();
    let text = said("short.key", "short.chain", &stamps.url);
    assert!(
        text.contains("wrong  signing key: Seal_of_short: the certificate expires soon"),
        "{text}"
    );
    assert!(text.contains("wrong  signing_key_file: anybody"), "{text}");
    assert!(text.contains("ok     timestamp_url: the server gives a time stamp"), "{text}");
    let text = said("office.key", "short.pem", "ftp://stamps");
    assert!(
        text.contains("wrong  signing key: signing_key_file: the key does not match"),
        "{text}"
    );
}
