//! The product as a process of its own, the way it is run in earnest.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Outcome, process};

/// Where an installation keeps what it has.
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// Of PostgreSQL; without it, SQLite in the data folder.
    pub database_url: Option<String>,
}

/// A running server; it ends with this value.
pub struct Product {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Product {
    /// Starts a server and gives the time until it first answered.
    pub fn start(place: &Place) -> Outcome<(Self, Duration)> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_rian"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RIAN_")) {
            // Only what is logged may be set from outside: it costs time on every request.
            if name != "RIAN_LOG" {
                command.env_remove(name);
            }
        }
        if let Some(url) = &place.database_url {
            command.env("RIAN_DATABASE_URL", url);
        }
        command.arg("--data").arg(&place.data);
        command.args(["serve", "--listen", &address.to_string()]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let begin = Instant::now();
        let mut product = Self { child: command.spawn()?, address };
        while !product.is_healthy() {
            if let Some(status) = product.child.try_wait()? {
                return Err(format!("the server ended at once: {status}").into());
            }
            if begin.elapsed() > Duration::from_secs(30) {
                return Err("the server does not answer".into());
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        Ok((product, begin.elapsed()))
    }

    /// Megabytes that it uses now, and at most so far.
    pub fn resident(&self) -> Outcome<(f64, f64)> {
        process::resident(self.child.id())
    }

    /// Its memory, in words.
    pub fn memory(&self) -> Outcome<String> {
        process::memory(self.child.id())
    }

    /// Seconds of processor time it has used.
    pub fn cpu_seconds(&self) -> Outcome<f64> {
        process::cpu_seconds(self.child.id())
    }

    /// Stops it the way an operator does, and waits.
    pub fn stop(mut self) -> Outcome<()> {
        process::terminate(self.child.id())?;
        self.child.wait()?;
        Ok(())
    }

    fn is_healthy(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(self.address) else { return false };
        let asked = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let mut answer = [0; 12];
        stream.set_read_timeout(Some(Duration::from_secs(30))).is_ok()
            && stream.write_all(asked).is_ok()
            && stream.read_exact(&mut answer).is_ok()
            && answer.ends_with(b" 200")
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        // Only after a failure is it still running here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
