//! What officers see beside the queue and the evidence: who has a request, the thread, the undoing.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::CertificateRequestId,
    identity::access::{Act, Actor},
    learning::certificate::desk::{
        claim,
        leave::{self, Leave},
        officer::{self, Officer},
        policy::{self, Mode},
        reason,
        record::{self, Record, select_record},
        sample,
        thread::{self, Entry, Reader},
        undo::{self, Recent},
    },
    sql,
    web::visitor::Visit,
};

/// How many requests a list beside the queue names.
const SHOWN: usize = 10;

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

/// Leaves the trace of having opened the evidence, before it is shown.
pub async fn open(visit: &Visit, me: &Actor, id: &CertificateRequestId) -> Result<()> {
    if !me.may(Act::DecideCertificateRequests) {
        return Ok(());
    }
    let mut tx = visit.app.db.read().await?;
    let record = record::get(&mut tx, id).await?;
    drop(tx);
    if record.state == "pending" && record.person_id != me.id {
        sample::opened(&visit.app, &me.id, id).await?;
    }
    Ok(())
}

/// A request that a list beside the queue names.
pub struct Named {
    /// Which.
    pub id: CertificateRequestId,
    /// What the learner is called.
    pub name: String,
}

/// What stands above the queue.
#[derive(Default)]
pub struct Top {
    /// What the visitor decided a moment ago.
    pub recent: Vec<Recent>,
    /// What the visitor has, or stands in for.
    pub held: Vec<Named>,
    /// What waits for a second officer, not the visitor's own first approvals.
    pub seconds: Vec<Named>,
    /// Leaves that last today.
    pub away: Vec<Leave>,
    /// Whether the visitor decides.
    pub decides: bool,
}

impl Top {
    /// Reads it for `me`.
    pub async fn read(tx: &mut Tx, me: &Actor, visit: &Visit) -> Result<Self> {
        if !me.may(Act::DecideCertificateRequests) {
            return Ok(Self::default());
        }
        let recent = undo::recent(tx, &me.id).await?;
        let leaves = leave::list(tx).await?;
        let today = visit.today();
        let away: Vec<Leave> = leaves.into_iter().filter(|it| it.covers(today)).collect();
        let since = tx.now() - claim::LASTS;
        let claimed: Vec<Record> = sql!(
            tx,
            sqlx::query_as(select_record!(
                "where r.state = 'pending' and r.claimed_at > $1 order by r.claimed_at limit 200"
            ))
            .bind(since)
            .fetch_all(tx)
            .await
        )?;
        let mut held = Vec::new();
        for record in claimed {
            if held.len() < SHOWN && claim::holder(tx, &record).await?.as_ref() == Some(&me.id) {
                held.push(named(tx, record).await?);
            }
        }
        let waiting: Vec<Record> = sql!(
            tx,
            sqlx::query_as(select_record!(
                "where r.state = 'pending' and r.first_approved_by <> $1
                 order by r.due_at, r.id limit 10"
            ))
            .bind(&me.id)
            .fetch_all(tx)
            .await
        )?;
        let mut seconds = Vec::with_capacity(waiting.len());
        for record in waiting {
            seconds.push(named(tx, record).await?);
        }
        Ok(Self { recent, held, seconds, away, decides: true })
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

async fn named(tx: &mut Tx, record: Record) -> Result<Named> {
    let name = officer::name_of(tx, Some(&record.person_id)).await?;
    Ok(Named { id: record.id, name })
}
