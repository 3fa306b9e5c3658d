//! Whoever cannot prove to be the source is told nothing.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    time::Duration,
};

use rian::identity::verification::{Outcome, Verifier, dopa::Dopa};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tokio::process::Command;

use crate::support::sources::KUSUMAL;

/// A certificate for localhost that nobody signed, and its key.
const UNTRUSTED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/product/support/sources/untrusted.pem");

/// Starts a TLS server with that certificate; gives its address and what it is told.
fn impostor() -> (String, Arc<Mutex<Vec<u8>>>) {
    let certificate = CertificateDer::from_pem_file(UNTRUSTED).unwrap();
    let key = PrivateKeyDer::from_pem_file(UNTRUSTED).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/checkcardservice.asmx", listener.local_addr().unwrap());
    let told = Arc::new(Mutex::new(Vec::new()));
    let notes = told.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let mut tls = StreamOwned::new(connection, stream);
            let mut bytes = [0; 4096];
            if let Ok(read @ 1..) = tls.read(&mut bytes) {
                notes.lock().unwrap().extend_from_slice(&bytes[..read]);
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                let _ = tls.write_all(answer.as_bytes());
                tls.conn.send_close_notify();
                let _ = tls.flush();
            }
        }
    });
    (address, told)
}

#[tokio::test]
async fn a_source_with_a_certificate_that_nobody_signed_is_told_nothing() {
    let (address, told) = impostor();
    let dopa = Dopa::new(&address, Duration::from_secs(5)).unwrap();
    assert_eq!(dopa.check(&KUSUMAL.claim()).await, Outcome::Unreachable);
    assert!(dopa.reach().await.unwrap_err().contains("certificate"));
    assert!(told.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_certificate_that_this_machine_trusts_is_enough() {
    let (address, told) = impostor();
    for trusted in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let mut check = Command::new(env!("CARGO_BIN_EXE_rian"));
        check.arg("--data").arg(folder.path()).arg("check");
        check.env("RIAN_IDENTITY_SOURCE", "dopa").env("RIAN_DOPA_URL", &address);
        check.env("RIAN_DOPA_ENTITLEMENT", "1/2569; 2026-04-01; laser");
        if trusted {
            check.env("SSL_CERT_FILE", UNTRUSTED);
        }
        let output = check.output().await.unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(said.contains("ok     identity source:"), trusted, "{said}");
        assert_eq!(said.contains("TLS fails"), !trusted, "{said}");
    }
    assert!(told.lock().unwrap().starts_with(b"GET /checkcardservice.asmx"));
}
