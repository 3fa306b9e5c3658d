//! A mail server that takes every letter and keeps it: `smtp-sink`, of Debian's Postfix.

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use super::place::run;

/// A server that is running until this is dropped.
pub struct Sink {
    /// Where it listens.
    pub port: u16,
    folder: tempfile::TempDir,
    child: Child,
}

impl Sink {
    /// Takes letters by SMTP, as an agency's own server does.
    pub fn smtp() -> Self {
        let folder = tempfile::tempdir().unwrap();
        run(Command::new("chown").arg("nobody").arg(folder.path()));
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        drop(held);
        let child = Command::new("smtp-sink")
            .args(["-u", "nobody", "-d", "letter."])
            .args([&format!("127.0.0.1:{port}"), "50"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            sleep(Duration::from_millis(20));
        }
        Self { port, folder, child }
    }

    /// Waits for a letter with this line, 15 seconds at most; `X-Mail-Args` and `X-Rcpt-Args` stand
    /// before it.
    pub fn arrived(&self, line: &str) -> String {
        for _ in 0..150 {
            let files = std::fs::read_dir(self.folder.path()).unwrap();
            let mut letters =
                files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
            if let Some(letter) = letters.find(|letter| letter.contains(line)) {
                return letter;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("no letter with {line:?} arrived");
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
