//! What people and other servers do: deliver, submit, log in, read; by Python's own libraries.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// What a mail server said last: the first refusal, or the answer to the whole letter.
#[derive(Debug, PartialEq, Eq)]
pub struct SmtpAnswer {
    /// Three digits.
    pub code: u64,
    /// The rest.
    pub text: String,
}

/// A letter in a mailbox.
#[derive(Debug)]
pub struct Letter {
    /// Sender with the name decoded.
    pub from: String,
    /// Subject, decoded.
    pub subject: String,
    /// As it was fetched.
    pub raw: String,
}

/// Delivers as another server does, from the loopback address `bind`.
pub fn deliver(port: u16, from: &str, to: &str, message: &str, bind: &str) -> SmtpAnswer {
    let ask = json!({"act": "deliver", "port": port, "from": from, "to": to, "message": message,
        "bind": bind});
    smtp(&ask)
}

/// How a person's mail program begins TLS.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// By `STARTTLS`, on port 587.
    Start,
    /// From the first byte, on port 465.
    Whole,
}

/// Submits as a person's mail program does.
pub fn submit(
    (port, tls): (u16, Tls),
    (user, password): (&str, &str),
    from: &str,
    to: &str,
    message: &str,
) -> SmtpAnswer {
    let ask = json!({"act": "submit", "port": port, "tls": tls == Tls::Whole, "user": user,
        "password": password, "from": from, "to": to, "message": message});
    smtp(&ask)
}

/// Logs in by IMAPS. The error is what the server said.
pub fn imap_log_in(port: u16, user: &str, password: &str) -> Result<ImapSession, String> {
    let mut client = Client::start();
    let ask = json!({"act": "log_in", "port": port, "user": user, "password": password});
    client.ask(&ask).map(|_| ImapSession { client })
}

/// The letters in somebody's inbox.
pub fn imap_messages(port: u16, user: &str, password: &str) -> Vec<Letter> {
    imap_log_in(port, user, password).unwrap().messages()
}

/// Waits for a letter with this subject, 15 seconds at most.
pub fn imap_await(port: u16, user: &str, password: &str, subject: &str) -> Letter {
    let start = Instant::now();
    let mut session = imap_log_in(port, user, password).unwrap();
    loop {
        let mut letters = session.messages();
        if let Some(at) = letters.iter().position(|letter| letter.subject == subject) {
            return letters.swap_remove(at);
        }
        assert!(start.elapsed() < Duration::from_secs(15), "{user} did not get {subject:?}");
        sleep(Duration::from_millis(100));
    }
}

/// Sends commands to Dovecot's administration; the status, and the answers.
pub fn doveadm(port: u16, key: &str, commands: &Value) -> (u64, Value) {
    let ask = json!({"act": "doveadm", "port": port, "key": key, "commands": commands});
    let mut reply = Client::start().ask(&ask).unwrap();
    (reply["status"].as_u64().unwrap(), reply["answers"].take())
}

/// Whether the signature of a letter fits the TXT record `text` at `name`.
pub fn dkim_verifies(letter: &str, name: &str, text: &str) -> bool {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(root.join("target/test-tools/bin/python"))
        .arg(root.join("tests/mail/engines/verify_dkim.py"))
        .args([name, text])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(letter.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

/// An IMAP session that stays open.
pub struct ImapSession {
    client: Client,
}

impl ImapSession {
    /// The letters in the inbox.
    pub fn messages(&mut self) -> Vec<Letter> {
        let mut reply = self.client.ask(&json!({"act": "messages"})).unwrap();
        let Value::Array(letters) = reply["messages"].take() else { panic!("no list") };
        let text = |letter: &Value, key: &str| letter[key].as_str().unwrap().to_owned();
        let letter = |letter: &Value| Letter {
            from: text(letter, "from"),
            subject: text(letter, "subject"),
            raw: text(letter, "raw"),
        };
        letters.iter().map(letter).collect()
    }

    /// Whether the server still answers.
    pub fn lives(&mut self) -> bool {
        self.client.ask(&json!({"act": "noop"})).is_ok()
    }
}

fn smtp(ask: &Value) -> SmtpAnswer {
    let reply = Client::start().ask(ask).unwrap();
    SmtpAnswer {
        code: reply["code"].as_u64().unwrap(),
        text: reply["text"].as_str().unwrap().to_owned(),
    }
}

/// The script, a line in and a line out.
struct Client {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Client {
    fn start() -> Self {
        let mut child = Command::new("python3")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/engines/client.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    fn ask(&mut self, ask: &Value) -> Result<Value, String> {
        writeln!(self.input, "{ask}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let reply: Value = serde_json::from_str(&line).unwrap();
        match reply["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(reply),
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
