//! A certification authority made by `openssl` for a test, with keys, and a time-stamp server.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use rian::config::Config;
use tempfile::TempDir;

/// The authority's folder: `ca.pem`, and whatever was made by it.
pub struct Authority {
    folder: TempDir,
}

/// A server that stamps; it ends with the test.
pub struct Stamps {
    child: Child,
    /// Its address.
    pub url: String,
}

impl Drop for Stamps {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Authority {
    pub fn new() -> Self {
        let it = Self { folder: tempfile::tempdir().unwrap() };
        it.openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 \
             -subj /O=Rian/CN=Test_authority \
             -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign",
        );
        it
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn openssl(&self, arguments: &str) {
        let done = Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .expect("openssl is installed by tests/setup.sh");
        assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A key `NAME.key` of that kind with its certificate `NAME.pem` and the chain `NAME.chain`.
    pub fn issue(&self, name: &str, kind: &str, usage: &str, days: i32) {
        let extensions = format!("keyUsage=critical,digitalSignature,nonRepudiation\n{usage}\n");
        std::fs::write(self.path("ext"), extensions).unwrap();
        self.openssl(&format!(
            "req -new -newkey {kind} -nodes -keyout {name}.key -out {name}.csr \
             -subj /O=Rian/CN=Seal_of_{name}"
        ));
        self.openssl(&format!(
            "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days {days} \
             -extfile ext -out {name}.pem"
        ));
        let chain = ["ca.pem", &format!("{name}.pem")]
            .map(|file| std::fs::read_to_string(self.path(file)).unwrap());
        // Whoever writes such a file may put the authority first.
        std::fs::write(self.path(&format!("{name}.chain")), chain.concat()).unwrap();
    }

    /// Lets everybody read a file.
    pub fn open(&self, name: &str) {
        use std::os::unix::fs::PermissionsExt;
        let all = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(self.path(name), all).unwrap();
    }

    /// A signer whose key and chain are PEM files, as the configuration names them.
    pub fn signer(&self, name: &str, kind: &str) -> impl Fn(&mut Config) + use<> {
        self.issue(name, kind, "", 365);
        let (key, chain) = (self.path(&format!("{name}.key")), self.path(&format!("{name}.chain")));
        move |config| {
            config.signing_key_file = Some(key.clone());
            config.signing_certificate_file = Some(chain.clone());
        }
    }

    /// Starts the time-stamp server.
    pub fn stamps(&self) -> Stamps {
        self.issue("tsa", "rsa:2048", "extendedKeyUsage=critical,timeStamping", 365);
        let folder = self.folder.path().display().to_string();
        std::fs::write(self.path("serial"), "01\n").unwrap();
        let settings = format!(
            "[tsa]\ndefault_tsa = t\n[t]\nserial = {folder}/serial\nsigner_cert = {folder}/tsa.pem\n\
             certs = {folder}/ca.pem\nsigner_key = {folder}/tsa.key\nsigner_digest = sha256\n\
             default_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\n\
             ess_cert_id_alg = sha256\n"
        );
        std::fs::write(self.path("ts.cnf"), settings).unwrap();
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/timestamps.py");
        let mut child = Command::new("python3")
            .arg(program)
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 is installed by tests/setup.sh");
        let mut port = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Stamps { child, url: format!("http://127.0.0.1:{}/", port.trim()) }
    }
}
