//! Judges what one server gives for a record, by what it does.

mod alias;
mod dkim;
mod dmarc;
mod mx;
mod ownership;
mod reports;
mod spf;

use hickory_proto::rr::RecordType;

use super::{
    answer::{Data, Entry},
    asking::{Answer, Asker},
    purpose::{Purpose, State},
    record::{Expected, Wanted},
};
use crate::web::locale::Text;

/// What is said about a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) state: State,
    /// What to do; none when it is right.
    pub(super) advice: Option<Text>,
    /// What else is worth knowing, which holds up nothing.
    pub(super) notices: Vec<Text>,
}

impl Verdict {
    pub(super) fn ok() -> Self {
        Self { state: State::Ok, advice: None, notices: Vec::new() }
    }

    pub(super) fn new(state: State, advice: Text) -> Self {
        Self { state, advice: Some(advice), notices: Vec::new() }
    }

    fn wrong(advice: Text) -> Self {
        Self::new(State::Wrong, advice)
    }

    fn conflict(advice: Text) -> Self {
        Self::new(State::Conflict, advice)
    }

    fn noting(mut self, notices: impl IntoIterator<Item = Text>) -> Self {
        self.notices.extend(notices);
        self
    }
}

/// What a judgement may look at besides the record.
pub(super) struct Court<'a> {
    pub(super) asker: &'a Asker<'a>,
    pub(super) wanted: &'a Wanted,
    /// Ownership tokens of other agencies' claims.
    pub(super) foreign_tokens: &'a [String],
    /// A random label that nobody has published.
    pub(super) probe: &'a str,
}

impl Court<'_> {
    /// Judges the records, none or more, that one server gives where `expected` should be.
    pub(super) async fn judge(&self, expected: &Expected, found: &[Entry]) -> Verdict {
        let texts: Vec<&str> = found
            .iter()
            .filter_map(|entry| match &entry.data {
                Data::Txt(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let verdict = self.weigh(expected, found, &texts).await;
        if verdict.state == State::Ok || expected.purpose == Purpose::Ownership || texts.is_empty()
        {
            return verdict;
        }
        // A wildcard answers for names that nobody has filled, and what it says is not meant here.
        let wildcard = self.beside(RecordType::TXT).await;
        if expected.name == self.wanted.domain
            || !texts.iter().all(|text| is_among(&wildcard, text))
        {
            return verdict;
        }
        let notice = Text::new("dns-wildcard").with("domain", self.wanted.domain.as_str());
        self.missing(expected).await.noting([notice])
    }

    async fn weigh(&self, expected: &Expected, found: &[Entry], texts: &[&str]) -> Verdict {
        match (expected.purpose, expected.kind) {
            (Purpose::Ownership, _) => ownership::judge(self, expected, texts).await,
            (Purpose::Mx, _) => mx::judge(self, expected, found).await,
            (Purpose::Spf, _) => spf::judge(self, expected, texts).await,
            (Purpose::Dkim, _) => match self.key_of(expected) {
                Some(key) if !texts.is_empty() => dkim::judge(key, texts),
                _ => self.missing(expected).await,
            },
            (Purpose::Dmarc, _) => dmarc::judge(self, expected, texts).await,
            (Purpose::MtaSts, "TXT") => reports::mta_sts(self, expected, texts).await,
            (Purpose::TlsRpt, _) => reports::tls_rpt(self, expected, texts).await,
            (Purpose::MtaSts | Purpose::Autoconfig, _) => alias::judge(self, expected, found).await,
        }
    }

    /// The key whose selector `expected` carries.
    fn key_of(&self, expected: &Expected) -> Option<&str> {
        let selector = expected.name.split("._domainkey.").next()?;
        let key = self.wanted.dkim.iter().find(|key| key.selector == selector)?;
        Some(&key.public_key)
    }

    /// There is nothing; unless it stands under the name with the domain put on a second time,
    /// as panels do that complete names on their own.
    async fn missing(&self, expected: &Expected) -> Verdict {
        let Expected { name, kind, .. } = expected;
        let doubled = format!("{name}.{}", self.wanted.domain);
        if let Ok(of_type) = kind.parse::<RecordType>()
            && let Answer::Records(_) = self.asker.one(&doubled, of_type).await.answer
            && self.beside(of_type).await.is_empty()
        {
            let advice = Text::new("dns-missing-doubled").with("name", doubled);
            return Verdict::new(State::Missing, advice);
        }
        let advice = Text::new("dns-missing").with("name", name.as_str()).with("type", *kind);
        Verdict::new(State::Missing, advice)
    }

    /// What a random name of the domain answers: something only where there is a wildcard.
    async fn beside(&self, kind: RecordType) -> Vec<Entry> {
        let name = format!("{}.{}", self.probe, self.wanted.domain);
        match self.asker.one(&name, kind).await.answer {
            Answer::Records(entries) => entries,
            Answer::Nothing | Answer::Unknown(_) => Vec::new(),
        }
    }
}

fn is_among(entries: &[Entry], text: &str) -> bool {
    entries.iter().any(|entry| matches!(&entry.data, Data::Txt(other) if other == text))
}

/// The beginning of a stranger's text, for a sentence.
fn excerpt(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() { start + "…" } else { start }
}
