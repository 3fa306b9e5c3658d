//! Walks the chain and says which entry was changed, taken out or put in, or where it was cut off.

use std::{collections::BTreeMap, fmt};

use super::{
    chain::{self, GENESIS},
    reading::{self, Linked},
    root::Root,
};
use crate::{
    db::{Db, Tx},
    error::Result,
    sql,
};

/// Entries in memory at a time.
const CHUNK: i64 = 1000;

/// After so many faults the rest is not listed.
const MOST_FAULTS: usize = 20;

/// What is wrong, and at which entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its hash is not that of its columns.
    Changed {
        /// Place in the chain.
        seq: i64,
        /// Id of the entry.
        id: String,
    },
    /// It does not follow the entry before it.
    Unlinked {
        /// Place in the chain.
        seq: i64,
        /// Id of the entry.
        id: String,
    },
    /// Entries are gone before this one.
    Missing {
        /// The first place that is empty.
        from: i64,
        /// The last place that is empty.
        to: i64,
    },
    /// An entry that was never linked.
    Outside {
        /// Id of the entry.
        id: String,
    },
    /// The chain ends elsewhere than its head says.
    End {
        /// What the head says.
        told: i64,
        /// The last entry there is.
        found: i64,
    },
    /// A root kept outside does not agree.
    Root {
        /// Of which day.
        day: String,
        /// The place it names.
        seq: i64,
        /// Whether there is an entry at that place at all.
        is_there: bool,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { seq, id } => write!(f, "entry {seq} ({id}) was changed"),
            Self::Unlinked { seq, id } => {
                write!(f, "entry {seq} ({id}) does not follow the entry before it")
            }
            Self::Missing { from, to } if from == to => write!(f, "entry {from} is missing"),
            Self::Missing { from, to } => write!(f, "entries {from} to {to} are missing"),
            Self::Outside { id } => write!(f, "entry {id} stands outside the chain"),
            Self::End { told, found } => {
                write!(f, "the chain should end at entry {told} and ends at entry {found}")
            }
            Self::Root { day, seq, is_there: true } => {
                write!(f, "entry {seq} is not the one in the root of {day}: history was rewritten")
            }
            Self::Root { day, seq, is_there: false } => {
                write!(f, "the root of {day} names entry {seq}, which is gone")
            }
        }
    }
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Report {
    /// Entries looked at.
    pub entries: u64,
    /// Number of the last entry.
    pub last: i64,
    /// Hash of the last entry, as computed.
    pub hash: Vec<u8>,
    /// Roots compared.
    pub roots: usize,
    /// What is wrong; empty when the chain is whole.
    pub faults: Vec<Fault>,
}

struct Walk<'a> {
    report: Report,
    /// Hashes that the next entry may name: as computed and, after a change, as written.
    ends: Vec<Vec<u8>>,
    roots: BTreeMap<i64, Vec<&'a Root>>,
}

/// Walks the whole chain, page by page, and compares it with `roots`. Others may go on writing.
pub async fn walk(db: &Db, roots: &[Root]) -> Result<Report> {
    let report = Report { hash: GENESIS.to_vec(), roots: roots.len(), ..Report::default() };
    let mut walk = Walk { report, ends: vec![GENESIS.to_vec()], roots: BTreeMap::new() };
    for root in roots {
        walk.roots.entry(root.seq).or_default().push(root);
    }
    loop {
        let mut tx = db.read().await?;
        let entries = reading::page(&mut tx, walk.report.last, CHUNK).await?;
        drop(tx);
        let is_last = i64::try_from(entries.len()).is_ok_and(|count| count < CHUNK);
        entries.iter().for_each(|entry| walk.look(entry));
        if is_last {
            break;
        }
    }
    // What was written meanwhile, the end and the rest are of one moment.
    let mut tx = db.snapshot().await?;
    loop {
        let entries = reading::page(&mut tx, walk.report.last, CHUNK).await?;
        if entries.is_empty() {
            break;
        }
        entries.iter().for_each(|entry| walk.look(entry));
    }
    walk.end(&mut tx).await?;
    Ok(walk.report)
}

impl Walk<'_> {
    fn fault(&mut self, fault: Fault) {
        if self.report.faults.len() < MOST_FAULTS {
            self.report.faults.push(fault);
        }
    }

    fn look(&mut self, linked: &Linked) {
        let (seq, id) = (linked.seq, || linked.id.clone());
        let expected = self.report.last + 1;
        let prev = linked.prev.clone().unwrap_or_default();
        if seq != expected {
            self.fault(Fault::Missing { from: expected, to: seq - 1 });
        } else if !self.ends.contains(&prev) {
            self.fault(Fault::Unlinked { seq, id: id() });
        }
        let computed = chain::hash(&prev, seq, &linked.entry());
        let written = linked.hash.clone().unwrap_or_default();
        if computed != written {
            self.fault(Fault::Changed { seq, id: id() });
        }
        for root in self.roots.remove(&seq).unwrap_or_default() {
            if root.hash != computed {
                self.fault(Fault::Root { day: root.day.clone(), seq, is_there: true });
            }
        }
        self.ends = vec![computed.clone(), written];
        self.report.hash = computed;
        self.report.last = seq;
        self.report.entries += 1;
    }

    async fn end(&mut self, tx: &mut Tx) -> Result<()> {
        let head = chain::head(tx).await?;
        let told = head.as_ref().map_or(0, |head| head.seq);
        let agrees = head.is_none_or(|head| self.ends.contains(&head.hash));
        if told != self.report.last || !agrees {
            self.fault(Fault::End { told, found: self.report.last });
        }
        for (seq, roots) in std::mem::take(&mut self.roots) {
            for root in roots {
                self.fault(Fault::Root { day: root.day.clone(), seq, is_there: false });
            }
        }
        let outside: Vec<String> = sql!(
            tx,
            sqlx::query_scalar("select id from audit where seq is null order by id limit 20")
                .fetch_all(tx)
                .await
        )?;
        for id in outside {
            self.fault(Fault::Outside { id });
        }
        Ok(())
    }
}
