//! The loop: asks the server, shows the officer, reads, reports.

use std::time::Duration;

use ed25519_dalek::SigningKey;
use rian::identity::{
    card::CardFault,
    desk_protocol::{CardField, CardRead, Challenge, ReadFailure},
};

use crate::{
    home::{Home, Settings},
    officer::{Decision, Officer},
    reader::{self, Read},
    server::{Server, Trouble},
    words::{self, Words, plain},
};

/// The longest wait between two tries while the server does not answer.
const LONGEST: Duration = Duration::from_secs(30);

/// A card that takes longer is kept busy by another program. A whole read takes a few seconds.
const READ_LIMIT: Duration = Duration::from_secs(20);

struct Agent {
    server: Server,
    settings: Settings,
    key: SigningKey,
    officer: Officer,
    reader: Option<String>,
}

/// Answers challenges until this device is revoked or the program is stopped.
pub async fn run(home: &Home, reader: Option<&str>, read_at_once: bool) -> Result<(), Words> {
    let not_enrolled = || {
        Words::new(
            "เครื่องนี้ยังไม่ได้ลงทะเบียน โปรดสั่ง card-agent enrol",
            "This device is not enrolled yet: card-agent enrol",
        )
    };
    let settings = home.settings()?.ok_or_else(not_enrolled)?;
    let key = home.key()?.ok_or_else(not_enrolled)?;
    let server = Server::at(&settings.server)?;
    let officer = if read_at_once { Officer::Absent } else { Officer::at_keyboard() };
    let (agency, desk) = (plain(&settings.agency), plain(&settings.desk));
    Words::new(
        format!("พร้อมอ่านบัตร: {agency} ({desk})"),
        format!("Ready to read cards: {agency} ({desk})"),
    )
    .say();
    Agent { server, settings, key, officer, reader: reader.map(str::to_owned) }.run().await
}

impl Agent {
    async fn run(mut self) -> Result<(), Words> {
        let mut wait = Duration::from_secs(1);
        loop {
            match self.server.challenge(&self.key, &self.settings.agent_id).await {
                Ok(challenge) => {
                    if let Some(challenge) = challenge {
                        self.answer(&challenge).await?;
                    }
                    wait = Duration::from_secs(1);
                }
                Err(trouble) => {
                    if let Some(last) = is_over(&trouble) {
                        return Err(last);
                    }
                    trouble.words().warn();
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST);
                }
            }
        }
    }

    /// Shows a challenge and reads once the officer agrees. What can be mended at the desk, such as
    /// a missing card, may be tried again while the challenge lives.
    async fn answer(&mut self, challenge: &Challenge) -> Result<(), Words> {
        if !self.is_mine(challenge) {
            Words::new(
                "เซิร์ฟเวอร์ขอมากกว่าที่วัตถุประสงค์กำหนด จึงไม่อ่านบัตร โปรดแจ้งผู้ดูแล",
                "The server asked for more than the purpose allows; nothing is read. Tell the administrator.",
            )
            .warn();
            self.fail(challenge, CardFault::Cancelled).await;
            return Ok(());
        }
        self.officer.show(challenge);
        loop {
            let left = (challenge.expires_at - self.server.clocks.server_now()).to_std();
            let decision = match left {
                Ok(left) => self.officer.decide(left).await,
                Err(_) => Decision::Late,
            };
            if decision != Decision::Read {
                self.fail(challenge, CardFault::Cancelled).await;
                let words = match decision {
                    Decision::Late => words::problem("desk-late", ""),
                    _ => words::fault(CardFault::Cancelled),
                };
                return if decision == Decision::Gone {
                    Err(words)
                } else {
                    words.warn();
                    Ok(())
                };
            }
            match self.read(challenge.fields.clone()).await {
                Ok(read) => {
                    self.report(challenge, read).await;
                    return Ok(());
                }
                Err(fault) => {
                    words::fault(fault).warn();
                    self.fail(challenge, fault).await;
                    if !self.officer.is_here() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Whether the challenge is for this agent and keeps to what its purpose allows.
    fn is_mine(&self, challenge: &Challenge) -> bool {
        let allowed = challenge.purpose.fields();
        challenge.agent_id == self.settings.agent_id
            && challenge.fields.iter().all(|field| allowed.contains(field))
    }

    /// Reads in a thread of its own: another program may hold the card for longer than we wait.
    async fn read(&self, fields: Vec<CardField>) -> Result<Read, CardFault> {
        let (done, result) = tokio::sync::oneshot::channel();
        let reader = self.reader.clone();
        std::thread::spawn(move || {
            let _ = done.send(reader::read(reader.as_deref(), &fields));
        });
        match tokio::time::timeout(READ_LIMIT, result).await {
            Ok(Ok(read)) => read,
            Ok(Err(_)) => Err(CardFault::Unreadable),
            Err(_) => Err(CardFault::Busy),
        }
    }

    async fn report(&self, challenge: &Challenge, read: Read) {
        let now = self.server.clocks.now();
        let card = CardRead::sign(&self.key, challenge, now, &read.atr, read.fields);
        match self.server.report(&card).await {
            Ok(_) => Words::new(
                "อ่านบัตรและส่งแล้ว ดึงบัตรออกได้ ดำเนินการต่อในเบราว์เซอร์",
                "The card was read and sent. Take it out, and go on in the browser.",
            )
            .say(),
            Err(trouble) => trouble.words().warn(),
        }
    }

    /// Tells the server, so that the browser can say why it waits.
    async fn fail(&self, challenge: &Challenge, fault: CardFault) {
        let failure = ReadFailure::sign(&self.key, challenge, fault, self.server.clocks.now());
        if let Err(trouble) = self.server.report_failure(&failure).await {
            trouble.words().warn();
        }
    }
}

/// The last words to a device that the server will not hear again.
fn is_over(trouble: &Trouble) -> Option<Words> {
    let Trouble::Refused { slug, .. } = trouble else { return None };
    match slug.as_str() {
        "desk-revoked" | "desk-agent-expired" | "desk-unknown-device" => {
            Some(words::problem(slug, ""))
        }
        _ => None,
    }
}
