//! Where a request stands: what it waits for, for whom, and until when.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    identity::access::Actor,
    web::{locale::Text, visitor::Visit},
    workd::{
        domain::{self, Domain},
        request::{
            fields::Kind,
            request::{self, Request},
        },
    },
};

/// What a person who waits is told.
pub struct Standing {
    /// What happens now, and who does it.
    pub title: String,
    /// What that person can do about it, or what follows.
    pub note: Option<String>,
    /// Kind of promised time, as `promise--…` spells it, and its words.
    pub promise: Option<(&'static str, String)>,
    /// When the promise ends.
    pub due: Option<DateTime<Utc>>,
    /// Whether it has ended already.
    pub is_overdue: bool,
    /// Whether DGA's clock stands still.
    pub is_stopped: bool,
    /// Whether nothing more will happen.
    pub is_over: bool,
}

/// A request with its domain and its standing, for lists.
pub struct Row {
    /// The request.
    pub request: Request,
    /// The domain it made or concerns, once there is one.
    pub domain: Option<Domain>,
    /// Where it stands.
    pub standing: Standing,
}

impl Row {
    /// Puts the row of `request` together.
    pub async fn of(tx: &mut Tx, visit: &Visit, request: Request) -> Result<Self> {
        let domain = match &request.domain_id {
            Some(id) => Some(domain::get(tx, id).await?),
            None => None,
        };
        let standing = of(visit, &request, domain.as_ref());
        Ok(Self { request, domain, standing })
    }

    /// What kind of request it is, in words.
    pub fn kind(&self, visit: &Visit) -> String {
        kind(visit, self.request.kind())
    }

    /// The name of the domain that is asked for, as people read it.
    pub fn domain_name(&self) -> String {
        match &self.domain {
            Some(domain) => domain.shown_name(),
            None => crate::workd::domain_name::shown(self.request.form.text("domain.name")),
        }
    }
}

/// The requests of `me` and of the agencies that `me` files for, with their standings.
pub async fn mine(tx: &mut Tx, visit: &Visit, me: &Actor) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for request in request::mine(tx, me).await? {
        rows.push(Row::of(tx, visit, request).await?);
    }
    Ok(rows)
}

/// The name of a kind of request.
pub fn kind(visit: &Visit, kind: Kind) -> String {
    visit.t(match kind {
        Kind::Open => "req-kind-open",
        Kind::Change => "req-kind-change",
        Kind::Cancel => "req-kind-cancel",
    })
}

/// Says where `request` stands; `domain` is the one it concerns.
pub fn of(visit: &Visit, request: &Request, domain: Option<&Domain>) -> Standing {
    let state = request.state.as_str();
    let (title, note) = match state {
        "draft" => ("req-waits-draft", Some("req-waits-draft-note")),
        "under_review" if request.due_at.is_none() => {
            ("req-waits-review", Some("req-waits-no-date"))
        }
        "under_review" => ("req-waits-review", None),
        "returned" => ("req-waits-returned", Some("req-waits-returned-note")),
        "waiting" => ("req-waits-budget", Some("req-waits-budget-note")),
        "awaiting_dns" => ("req-waits-dns", Some("req-waits-dns-note")),
        "ready" => ("req-waits-opening", Some("req-waits-opening-note")),
        "rejected" => ("req-over-rejected", Some("req-over-rejected-note")),
        "withdrawn" => ("req-over-withdrawn", Some("req-over-new-note")),
        _ => match request.kind() {
            Kind::Open => ("req-over-opened", None),
            Kind::Change => ("req-over-changed", None),
            Kind::Cancel => ("req-over-cancelled", None),
        },
    };
    let promise = match state {
        "draft" | "returned" | "awaiting_dns" => Some(("own_time", "req-promise-own")),
        "under_review" => Some(("working_days", "req-promise-5")),
        "ready" => Some(("working_days", "req-promise-1")),
        "waiting" => Some(("own_time", "req-promise-stopped")),
        _ => None,
    };
    let due = match state {
        "under_review" => request.due_at,
        "ready" => domain.and_then(|domain| domain.open_due_at),
        _ => None,
    };
    Standing {
        title: visit.t(title),
        note: note.map(|key| visit.t(key)),
        promise: promise.map(|(kind, key)| (kind, visit.t(key))),
        due,
        is_overdue: due.is_some_and(|due| due < visit.now()),
        is_stopped: matches!(state, "draft" | "returned" | "waiting" | "awaiting_dns"),
        is_over: matches!(state, "done" | "rejected" | "withdrawn"),
    }
}

/// What a request still needs, each with the place where it can be done.
pub fn missing(
    visit: &Visit,
    request: &Request,
    missing: &[crate::error::Missing],
) -> Vec<(String, String)> {
    let place = |one: &crate::error::Missing| {
        let name = super::parts::name_of(one);
        match crate::workd::request::fields::find(&name) {
            Some(field) => {
                let (id, part) = (&request.id, field.part);
                format!("/workd/requests/{id}/edit?part={part}#{}", field.id())
            }
            None => "#sign".to_owned(),
        }
    };
    let say = |text: &Text| visit.locale.say(text);
    missing.iter().map(|one| (say(&one.text), place(one))).collect()
}
