//! What stands above the queue: decisions of a moment ago, what somebody has, who is away.

use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, PersonId},
    identity::access::{Act, Actor},
    learning::certificate::desk::{
        decision::{
            reason,
            recent::{self, Recent},
        },
        officer::{
            self, claim,
            leave::{self, Leave},
        },
        queue::aside::{self, Wanted},
        record::Record,
    },
    web::visitor::Visit,
};

/// How many requests a list beside the queue names.
const SHOWN: usize = 10;

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
    /// Replacements that wait for a second officer, not what the visitor asked for.
    pub replacements: Vec<Wanted>,
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
        let recent = recent::of(tx, &me.id).await?;
        let leaves = leave::list(tx).await?;
        let today = visit.today();
        let away: Vec<Leave> = leaves.into_iter().filter(|it| it.covers(today)).collect();
        let mut held = Vec::new();
        let stood_for = away.iter().filter(|it| it.stand_in_id == me.id).map(|it| &it.person_id);
        for person in std::iter::once(&me.id).chain(stood_for) {
            for record in aside::claimed(tx, person).await? {
                if held.len() < SHOWN && claim::holder(tx, &record).await?.as_ref() == Some(&me.id)
                {
                    held.push(named(tx, record).await?);
                }
            }
        }
        let waiting = aside::seconds(tx, &me.id).await?;
        let mut seconds = Vec::with_capacity(waiting.len());
        for record in waiting {
            seconds.push(named(tx, record).await?);
        }
        let replacements = aside::replacements(tx, &me.id).await?;
        Ok(Self { recent, held, seconds, replacements, away, decides: true })
    }

    /// The leave of whoever has a request, if they are away.
    pub fn leave_of(&self, holder: Option<&PersonId>) -> Option<&Leave> {
        self.away.iter().find(|leave| Some(&leave.person_id) == holder)
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
