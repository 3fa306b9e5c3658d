//! One connection: the order of commands, and the answers.

use std::{future::Future, io, ops::ControlFlow, sync::Arc};

use bytes::Bytes;
use tokio::{net::TcpStream, sync::watch};
use tracing::error;

use super::{
    Delivery, Limits, Verdict,
    command::Command,
    lines::{Line, Lines},
};

/// Most recipients of a letter (RFC 5321, section 4.5.3.1.8, asks for 100 or more).
const RECIPIENTS: usize = 100;
/// Most mistakes of a connection.
const MISTAKES: usize = 20;

const TOO_LARGE: &str = "552 5.3.4 Letter is too large";
const OUT_OF_ORDER: &str = "503 5.5.1 Command out of order";

/// What the client has said so far.
#[derive(Debug, Default)]
struct Envelope {
    sender: Option<String>,
    recipients: Vec<String>,
}

struct Session<H> {
    lines: Lines,
    limits: Limits,
    handler: Arc<H>,
    greeted: bool,
    mistakes: usize,
    envelope: Envelope,
}

/// Serves a connection until the client leaves, `stop` is true, or the client misbehaves.
///
/// # Errors
/// What the network says.
pub(super) async fn run<H, F>(
    stream: TcpStream,
    limits: Limits,
    handler: Arc<H>,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()>
where
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Verdict> + Send + 'static,
{
    // Answers are short and the client waits for each.
    stream.set_nodelay(true)?;
    let lines = Lines::new(stream, limits.idle);
    let envelope = Envelope::default();
    let mut session = Session { lines, limits, handler, greeted: false, mistakes: 0, envelope };
    session.answer("220 rian LMTP ready").await?;
    loop {
        // Only a wait for a command is broken off: a letter under way is answered.
        let line = tokio::select! {
            biased;
            () = super::stopped(&mut stop) => return session.answer("421 4.3.2 Closing").await,
            line = session.lines.line(limits.line_bytes) => line,
        };
        let flow = match line {
            Ok(line) => session.respond(line).await,
            Err(error) => Err(error),
        };
        match flow {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return session.answer("421 4.4.2 Nothing came for too long").await;
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return session.answer("421 4.3.4 Letter does not end").await;
            }
            Err(error) => return Err(error),
        }
    }
}

impl<H, F> Session<H>
where
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Verdict> + Send + 'static,
{
    async fn respond(&mut self, line: Line) -> io::Result<ControlFlow<()>> {
        let command = match &line {
            Line::End => return Ok(ControlFlow::Break(())),
            Line::TooLong => Err("500 5.5.6 Line is too long"),
            Line::Bare => Err("500 5.5.2 Lines end with CR LF"),
            Line::Whole(line) if Command::is_http(line) => {
                self.answer("421 4.7.0 This is not HTTP").await?;
                return Ok(ControlFlow::Break(()));
            }
            Line::Whole(line) => Command::parse(line),
        };
        let answer = match command {
            Ok(Command::Quit) => {
                self.answer("221 2.0.0 Goodbye").await?;
                return Ok(ControlFlow::Break(()));
            }
            Ok(Command::Data) if !self.envelope.recipients.is_empty() => {
                self.receive().await?;
                return Ok(ControlFlow::Continue(()));
            }
            Ok(command) => self.note(command),
            Err(answer) => answer.to_owned(),
        };
        self.mistakes += usize::from(answer.starts_with('5'));
        if self.mistakes > MISTAKES {
            self.answer("421 4.7.0 Too many mistakes").await?;
            return Ok(ControlFlow::Break(()));
        }
        self.answer(&answer).await?;
        Ok(ControlFlow::Continue(()))
    }

    /// Answers a command that needs no wait.
    fn note(&mut self, command: Command) -> String {
        let too_large = |size| size > u64::try_from(self.limits.message_bytes).unwrap_or(u64::MAX);
        let answer = match command {
            Command::Lhlo => {
                self.greeted = true;
                self.envelope = Envelope::default();
                return self.extensions();
            }
            Command::Mail { .. } if !self.greeted || self.envelope.sender.is_some() => OUT_OF_ORDER,
            Command::Mail { size: Some(size), .. } if too_large(size) => TOO_LARGE,
            Command::Mail { sender, .. } => {
                self.envelope.sender = Some(sender);
                "250 2.1.0 Sender noted"
            }
            Command::Rcpt { .. } if self.envelope.sender.is_none() => OUT_OF_ORDER,
            Command::Rcpt { .. } if self.envelope.recipients.len() == RECIPIENTS => {
                "452 4.5.3 Too many recipients"
            }
            Command::Rcpt { recipient } => {
                self.envelope.recipients.push(recipient);
                "250 2.1.5 Recipient noted"
            }
            Command::Rset => {
                self.envelope = Envelope::default();
                "250 2.0.0 Begun anew"
            }
            Command::Noop => "250 2.0.0 Here",
            Command::Vrfy => "252 2.5.0 Send the letter and see",
            // Without a recipient (RFC 2033, section 4.2); the others never come here.
            Command::Data | Command::Quit => "503 5.5.1 No recipient",
        };
        answer.to_owned()
    }

    fn extensions(&self) -> String {
        format!(
            "250-rian\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n\
             250-SMTPUTF8\r\n250 SIZE {}",
            self.limits.message_bytes
        )
    }

    /// Receives a letter and answers once for each recipient, in the order of RCPT (RFC 2033, section
    /// 4.2).
    async fn receive(&mut self) -> io::Result<()> {
        self.answer("354 End with a dot on a line of its own").await?;
        let data = self.lines.data(self.limits.message_bytes).await?;
        let Envelope { sender, recipients } = std::mem::take(&mut self.envelope);
        let sender = sender.unwrap_or_default();
        let message = data.into_message().map(Bytes::from);
        for recipient in recipients {
            let answer = match &message {
                None => TOO_LARGE.to_owned(),
                Some(message) => {
                    let (sender, message) = (sender.clone(), message.clone());
                    self.deliver(Delivery { sender, recipient, message }).await
                }
            };
            self.answer(&answer).await?;
        }
        Ok(())
    }

    async fn deliver(&self, delivery: Delivery) -> String {
        let handler = self.handler.clone();
        // A task of its own: a panic ends only that, and a client that leaves does not break it off.
        let verdict = tokio::spawn(async move { handler(delivery).await }).await;
        match verdict {
            Ok(Verdict::Kept) => "250 2.0.0 Kept".to_owned(),
            Ok(Verdict::TryLater(reason)) => format!("451 4.3.0 {reason}"),
            Ok(Verdict::Refused(reason)) => format!("550 5.0.0 {reason}"),
            Err(failure) => {
                error!(panicked = failure.is_panic(), "The handler of a letter failed");
                "451 4.3.0 Failed here, try again later".to_owned()
            }
        }
    }

    async fn answer(&mut self, answer: &str) -> io::Result<()> {
        self.lines.send(&format!("{answer}\r\n")).await
    }
}
