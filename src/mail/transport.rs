//! How letters leave: an SMTP relay by lettre, or the outbox page of the demonstration.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::{config::Config, jobs::Failure};

/// A way out for letters.
pub enum Transport {
    /// A relay that takes responsibility for each letter.
    Smtp {
        /// Connections to it.
        relay: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// Sender of notices.
        from: Box<Mailbox>,
    },
    /// Letters stay on the outbox page.
    Outbox,
    /// Nothing is set up: letters wait.
    None,
}

impl Transport {
    /// The transport that the configuration names.
    ///
    /// # Errors
    /// In words, when the relay's address or the sender cannot be read.
    pub fn from_config(config: &Config) -> Result<Self, String> {
        let Some(url) = &config.smtp_url else {
            return Ok(if config.demo { Self::Outbox } else { Self::None });
        };
        let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal())
            .map_err(|error| format!("smtp_url: {error}"))?
            .timeout(Some(std::time::Duration::from_secs(30)))
            .build();
        let from = config.mail_from.parse().map_err(|error| format!("mail_from: {error}"))?;
        Ok(Self::Smtp { relay: Box::new(relay), from: Box::new(from) })
    }

    /// Whether letters are read on the outbox page.
    pub fn is_outbox(&self) -> bool {
        matches!(self, Self::Outbox)
    }

    /// Whether the relay answers; nothing to ask where there is none.
    pub async fn is_reachable(&self) -> Result<bool, String> {
        match self {
            Self::Smtp { relay, .. } => {
                relay.test_connection().await.map_err(|error| error.to_string())
            }
            Self::Outbox | Self::None => Ok(true),
        }
    }

    /// Sends one letter of plain text; `id` becomes its Message-ID, so that a letter sent twice
    /// after a crash is known as one.
    pub async fn send(&self, id: &str, to: &str, subject: &str, body: &str) -> Result<(), Failure> {
        let Self::Smtp { relay, from } = self else {
            return match self {
                Self::None => Err(Failure::retry("no SMTP relay is set up")),
                _ => Ok(()),
            };
        };
        let to = to.parse().map_err(|_| Failure::give_up("the address cannot be read"))?;
        let message = Message::builder()
            .from((**from).clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(body.to_owned())
            .map_err(|error| Failure::give_up(error.to_string()))?;
        match relay.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => {
                Err(Failure::give_up("the relay refused the letter for good"))
            }
            // The error's own words may hold the address; its kind is enough.
            Err(error) => Err(Failure::retry(if error.is_timeout() {
                "the relay did not answer in time"
            } else {
                "the relay could not take the letter"
            })),
        }
    }
}
