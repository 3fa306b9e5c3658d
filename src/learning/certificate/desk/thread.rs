//! Thread: all that was said and decided about the certificate of one enrolment, in order of time.

pub mod message;

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{CertificateMessageId, CertificateRequestId, EnrolmentId, PersonId},
    learning::certificate::desk::record::Record,
    sql,
    thai::name,
};

/// The longest message, in characters as people count them.
pub const LONGEST: usize = 2000;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A message.
    Said,
    /// A decision, by the state it led to.
    Decided(&'static str),
    /// The first of two approvals.
    FirstApproved,
    /// A decision was taken back.
    Undone,
    /// The first of two approvals was taken back.
    FirstUndone,
    /// One officer to another; the learner does not see it.
    HandedOver,
}

impl Kind {
    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Decided(state) => state,
            Self::FirstApproved => "first_approved",
            Self::Undone => "undone",
            Self::FirstUndone => "first_undone",
            Self::HandedOver => "handed_over",
        }
    }
}

/// Whose entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The desk's.
    Officer,
    /// The learner's.
    Learner,
    /// The course's rule.
    Rule,
}

impl Side {
    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Learner => "learner",
            Self::Rule => "rule",
        }
    }
}

/// An entry to be added.
pub struct Said<'a> {
    /// What it is.
    pub kind: Kind,
    /// Whose.
    pub side: Side,
    /// Why, of the list.
    pub code: Option<&'static str>,
    /// Text.
    pub body: &'a str,
    /// To whom it was handed over, or for whom the officer stood in.
    pub other: Option<&'a PersonId>,
}

/// An entry as it is shown.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Which.
    pub id: String,
    /// About which request.
    pub request_id: CertificateRequestId,
    /// `asked`, `said`, `returned`, `rejected`, `approved`, `undone`; for officers also
    /// `first_approved`, `first_undone` and `handed_over`.
    pub kind: String,
    /// `learner`, `officer` or `rule`.
    pub side: String,
    prefix: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    other_prefix: Option<String>,
    other_first_name: Option<String>,
    other_last_name: Option<String>,
    /// Why, of the list.
    pub reason_code: Option<String>,
    /// Text, may be empty.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Entry {
    /// Who, for officers; a learner is told the office alone.
    pub fn author(&self) -> String {
        full(&self.prefix, &self.first_name, &self.last_name).unwrap_or_default()
    }

    /// To whom it was handed over; for officers alone.
    pub fn to(&self) -> Option<String> {
        self.other().filter(|_| self.kind == Kind::HandedOver.code())
    }

    /// For whom the officer stood in; for officers alone.
    pub fn on_behalf_of(&self) -> Option<String> {
        self.other().filter(|_| self.kind != Kind::HandedOver.code())
    }

    fn other(&self) -> Option<String> {
        full(&self.other_prefix, &self.other_first_name, &self.other_last_name)
    }
}

fn full(prefix: &Option<String>, first: &Option<String>, last: &Option<String>) -> Option<String> {
    Some(name::full(prefix.as_ref()?, first.as_ref()?, last.as_ref()?))
}

/// Who reads a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The learner: nothing that one officer wrote to another.
    Learner,
    /// An officer: all of it.
    Officer,
}

/// The whole thread of an enrolment, the oldest first; every asking is an entry too.
pub async fn of_enrolment(
    tx: &mut Tx,
    enrolment: &EnrolmentId,
    reader: Reader,
) -> Result<Vec<Entry>> {
    let everything = reader == Reader::Officer;
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select m.id as id, m.request_id as request_id, m.kind as kind, m.side as side,
                    p.prefix as prefix, p.first_name as first_name, p.last_name as last_name,
                    o.prefix as other_prefix, o.first_name as other_first_name,
                    o.last_name as other_last_name, m.reason_code as reason_code, m.body as body,
                    m.at as at
             from certificate_message m left join person p on p.id = m.author_id
             left join person o on o.id = m.other_id
             where m.enrolment_id = $1
                 and ($2 or m.kind not in ('handed_over', 'first_approved', 'first_undone'))
             union all
             select r.id, r.id, 'asked', 'learner', p.prefix, p.first_name, p.last_name,
                    null, null, null, null, '', r.requested_at
             from certificate_request r join person p on p.id = r.person_id
             where r.enrolment_id = $1
             order by at, id limit 1000"
        )
        .bind(enrolment)
        .bind(everything)
        .fetch_all(tx)
        .await
    )?)
}

/// Adds an entry to the thread of a request's enrolment.
pub async fn add(
    tx: &mut Tx,
    record: &Record,
    author: Option<&PersonId>,
    said: Said<'_>,
) -> Result<CertificateMessageId> {
    let (id, now) = (CertificateMessageId::new(tx), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_message (id, enrolment_id, request_id, kind, side, author_id,
                 reason_code, body, at, other_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        )
        .bind(&id)
        .bind(&record.enrolment_id)
        .bind(&record.id)
        .bind(said.kind.code())
        .bind(said.side.code())
        .bind(author)
        .bind(said.code)
        .bind(said.body)
        .bind(now)
        .bind(said.other)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(id)
}

/// Whether a learner may write: the desk has spoken, and nothing is approved.
pub fn is_open(latest: Option<&str>, entries: &[Entry]) -> bool {
    latest.is_some_and(|state| state != "approved")
        && entries.iter().any(|entry| entry.side != "learner")
}
