//! The panel beside the evidence of one request: who has it, the thread, what can be decided and undone.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::CertificateRequestId,
    identity::access::{Act, Actor},
    learning::certificate::desk::{
        decision::{reason, undo},
        officer::{self, Officer, claim},
        policy::{self, Mode},
        record::{self, Record},
        thread::{self, Entry, Reader},
    },
};

/// What was typed beside the evidence, for a page that is shown again.
#[derive(Clone, Default)]
pub struct Typed {
    /// Code of the reason.
    pub reason_code: String,
    /// The reason.
    pub reason: String,
    /// A message to the learner.
    pub message: String,
    /// A note to another officer.
    pub note: String,
}

/// What stands beside the evidence of one request.
pub struct Panel {
    /// The request.
    pub record: Record,
    /// All that was said and decided.
    pub thread: Vec<Entry>,
    /// The request of the same certificate that came before it.
    pub earlier: Option<CertificateRequestId>,
    /// The one that the learner asked with after it.
    pub later: Option<CertificateRequestId>,
    /// Who has it, by name; empty: nobody.
    pub holder: String,
    /// Whether the visitor has it.
    pub is_mine: bool,
    /// Whether the claim is somebody else's whom the visitor stands in for.
    pub stands_in_for: String,
    /// Who approved first, by name.
    pub first: String,
    /// Whether the visitor was that.
    pub first_is_mine: bool,
    /// Whether the course needs two officers.
    pub four_eyes: bool,
    /// Until when the last decision can be taken back.
    pub undo_until: Option<DateTime<Utc>>,
    /// Whom it can be handed over to.
    pub officers: Vec<Officer>,
    /// Whether the visitor decides at all.
    pub decides: bool,
}

impl Panel {
    /// Reads it for `me`.
    pub async fn read(tx: &mut Tx, me: &Actor, id: &CertificateRequestId) -> Result<Self> {
        let record = record::get(tx, id).await?;
        let decides = me.may(Act::DecideCertificateRequests) && record.person_id != me.id;
        let holder = claim::holder(tx, &record).await?;
        let is_mine = holder.as_ref() == Some(&me.id);
        let stood_for = record.claimed_by.as_ref().filter(|by| is_mine && **by != me.id);
        let stands_in_for = officer::name_of(tx, stood_for).await?;
        let thread = thread::of_enrolment(tx, &record.enrolment_id, Reader::Officer).await?;
        let (earlier, later) = record::beside(tx, &record).await?;
        let is_latest = later.is_none();
        let now = tx.now();
        let officers = if decides && record.state == "pending" {
            let all = officer::all(tx).await?;
            all.into_iter().filter(|it| it.id != me.id && it.id != record.person_id).collect()
        } else {
            Vec::new()
        };
        Ok(Self {
            thread,
            earlier,
            later,
            holder: officer::name_of(tx, holder.as_ref()).await?,
            is_mine,
            stands_in_for,
            first: officer::name_of(tx, record.first_approved_by.as_ref()).await?,
            first_is_mine: record.first_approved_by.as_ref() == Some(&me.id),
            four_eyes: policy::mode(tx, record.course_id.as_ref()).await? == Mode::FourEyes,
            undo_until: undo::open_until(&record, now).filter(|_| decides && is_latest),
            officers,
            decides,
            record,
        })
    }

    /// Whether somebody else has it.
    pub fn is_held(&self) -> bool {
        !self.holder.is_empty() && !self.is_mine
    }

    /// Whether the buttons of a decision are there.
    pub fn can_decide(&self) -> bool {
        self.decides && self.record.state == "pending" && !self.is_held()
    }

    /// Codes of reasons to return, but `other`.
    pub fn return_codes(&self) -> &'static [&'static str] {
        reason::to_return()
    }

    /// Codes of reasons to reject, but `other`.
    pub fn reject_codes(&self) -> &'static [&'static str] {
        reason::to_reject()
    }
}
