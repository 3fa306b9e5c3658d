//! Real Postfix, Dovecot and rspamd on loopback, started from the files that Rian writes.

pub mod client;
mod place;
mod sink;

use std::{
    io::{BufRead, BufReader},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use rian::workd::engines::{DovecotVersion, Settings, files};

pub use self::{place::Place, sink::Sink};

/// The engines, running until this is dropped or the process ends.
pub struct Engines {
    /// What they were started with.
    pub settings: Settings,
    script: Child,
    /// A Dovecot that was started again.
    again: Option<Child>,
}

impl Engines {
    /// Writes the configuration to `settings.paths.conf`, starts everything and waits until each
    /// part has answered.
    ///
    /// # Panics
    /// When a part does not answer within 20 seconds; the logs are printed.
    pub fn start(place: &Place, settings: Settings) -> Self {
        write(&settings);
        let log = std::fs::File::create(place.folder.join("log")).unwrap();
        let script = Command::new("sh")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/engines/run.sh"))
            .arg(&place.folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let engines = Self { settings, script, again: None };
        let (patience, start) = (Duration::from_secs(20), Instant::now());
        while let Some(silent) = engines.silent(&place.folder) {
            if start.elapsed() > patience {
                panic!("{silent} does not answer:\n{}", place.logs());
            }
            sleep(Duration::from_millis(100));
        }
        println!("the engines answered after {:?}", start.elapsed());
        engines
    }

    /// Stops Dovecot, as a crash would.
    pub fn stop_dovecot(&self) {
        let pid = std::fs::read_to_string(self.settings.paths.state.join("dovecot.pid")).unwrap();
        place::run(Command::new("kill").arg(pid.trim()));
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.settings.ports.lmtp)).is_ok() {
            assert!(start.elapsed() < Duration::from_secs(20), "Dovecot does not stop");
            sleep(Duration::from_millis(50));
        }
    }

    /// Starts Dovecot again and waits until it answers.
    pub fn start_dovecot(&mut self) {
        let conf = self.settings.paths.conf.join("dovecot/dovecot.conf");
        let child = Command::new("dovecot").args(["-F", "-c"]).arg(conf).spawn().unwrap();
        self.again = Some(child);
        let start = Instant::now();
        while greeting(self.settings.ports.lmtp).is_none() {
            assert!(start.elapsed() < Duration::from_secs(20), "Dovecot does not answer");
            sleep(Duration::from_millis(50));
        }
    }

    /// A part that does not answer yet. Names in greetings and living processes prove that the
    /// answers are those of these engines.
    fn silent(&self, folder: &Path) -> Option<&'static str> {
        let (ports, host) = (&self.settings.ports, self.settings.hostname.as_str());
        let greets = |port| greeting(port).is_some_and(|line| line.contains(host));
        let listens = |port| TcpStream::connect(("127.0.0.1", port)).is_ok();
        let lives = |name: &str| {
            let pid = std::fs::read_to_string(folder.join("state").join(name));
            pid.is_ok_and(|pid| Path::new("/proc").join(pid.trim()).exists())
        };
        let parts = [
            ("Postfix", greets(ports.smtp) && greets(ports.submission)),
            ("Dovecot", lives("dovecot.pid") && greets(ports.imap) && greets(ports.lmtp)),
            ("Dovecot's log-in service", listens(ports.sasl)),
            ("rspamd", lives("rspamd.pid") && listens(ports.milter)),
        ];
        parts.into_iter().find(|(_, answers)| !answers).map(|(name, _)| name)
    }
}

impl Drop for Engines {
    fn drop(&mut self) {
        if let Some(mut dovecot) = self.again.take() {
            place::run(Command::new("kill").arg(dovecot.id().to_string()));
            let _ = dovecot.wait();
        }
        drop(self.script.stdin.take());
        let _ = self.script.wait();
    }
}

fn greeting(port: u16) -> Option<String> {
    let stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    Some(line)
}

fn write(settings: &Settings) {
    for file in files(settings).unwrap() {
        let path = settings.paths.conf.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &file.text).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(file.mode)).unwrap();
        place::run(Command::new("chgrp").arg(file.group).arg(&path));
    }
}

/// Whether the engines can run here. With `CI=true` they must.
pub fn installed() -> bool {
    let absent = |program: &&str| {
        let folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
        !folders.iter().any(|folder| Path::new(folder).join(program).exists())
    };
    let programs = ["postfix", "smtp-sink", "dovecot", "rspamd", "openssl", "python3"];
    let missing: Vec<&str> = programs.into_iter().filter(absent).collect();
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if missing.is_empty() && root {
        return true;
    }
    let why = format!("the mail engines need root (here: {root}); missing: {missing:?}");
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{why}");
    println!("skipped: {why}");
    false
}

/// The form of configuration of the Dovecot that is installed.
pub fn dovecot_version() -> DovecotVersion {
    let output = Command::new("dovecot").arg("--version").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    DovecotVersion::read(&printed).unwrap()
}
