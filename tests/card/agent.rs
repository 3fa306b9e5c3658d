//! The program card-agent as it is installed, started for a test.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// `card-agent` with these arguments.
pub fn card_agent(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_card-agent"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Enrols a device with its home in `home` at the small server.
pub fn enrol(home: &Path, server: &str) -> Output {
    enrol_with(home, server, "ABCD-2345")
}

/// The same with the one-time code of an administrator.
pub fn enrol_with(home: &Path, server: &str, code: &str) -> Output {
    let home = home.to_str().unwrap();
    let rest = ["--code", code, "--name", "โต๊ะทดสอบ", "--home", home];
    card_agent(&["enrol", "--server", server]).args(rest).output().unwrap()
}

/// A running agent; it ends when this is dropped.
pub struct Agent {
    child: Child,
    keyboard: Option<ChildStdin>,
    printed: PathBuf,
}

impl Agent {
    /// Starts an agent that reads when it is asked to.
    pub fn unattended(home: &Path, more: &[&str]) -> Self {
        Self::start(home, &[&["--read-at-once"], more].concat())
    }

    /// Starts an agent with somebody at its keyboard.
    pub fn attended(home: &Path) -> Self {
        Self::start(home, &[])
    }

    fn start(home: &Path, more: &[&str]) -> Self {
        let printed = home.join("printed");
        let out = File::create(&printed).unwrap();
        let mut child = card_agent(&["run", "--home", home.to_str().unwrap()])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .spawn()
            .unwrap();
        let keyboard = child.stdin.take();
        Self { child, keyboard, printed }
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) {
        writeln!(self.keyboard.as_mut().unwrap(), "{line}").unwrap();
    }

    /// All that the agent printed so far.
    pub fn printed(&self) -> String {
        std::fs::read_to_string(&self.printed).unwrap()
    }

    /// Waits until the agent has printed `words`.
    pub fn says(&self, words: &str) {
        let start = Instant::now();
        while !self.printed().contains(words) {
            let printed = self.printed();
            assert!(start.elapsed() < Duration::from_secs(20), "no {words:?} in:\n{printed}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the agent has ended, and tells whether it was content.
    pub fn ends(&mut self) -> bool {
        drop(self.keyboard.take());
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            // A server holds a poll for half a minute.
            assert!(start.elapsed() < Duration::from_secs(60), "the agent does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("card-agent printed:\n{}", self.printed());
        }
    }
}
