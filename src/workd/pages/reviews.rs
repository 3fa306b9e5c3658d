//! The officer's desk: the queue of requests, and one request beside its evidence.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    agencies::agency,
    db::Tx,
    error::{Error, Result},
    id::RequestId,
    identity::{
        access::{Act, Actor},
        person::{self, Person},
    },
    thai::date,
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
    workd::{
        admin,
        budget::{self, Budget},
        domain::{self, Domain, OPENING_PROMISE},
        holiday,
        letter::{self, Letter},
        pages::{
            parts::{self, FactPart},
            standing::{self, Row, Standing},
        },
        request::{
            evidence::{self, File},
            fields::Kind,
            request::{self, Load, Request},
            submission::PROMISE,
            timeline::{self, Event},
        },
        review::CHECKS,
    },
};

/// How many requests a page shows.
const PAGE: i64 = 50;

/// The states of the tabs: what an officer acts on in front.
const STATES: [&str; 7] =
    ["under_review", "waiting", "ready", "awaiting_dns", "returned", "done", "rejected"];

#[derive(Template)]
#[template(path = "workd/pages/reviews/index.html", config = "src/web/askama.toml")]
struct Reviews<'a> {
    visit: &'a Visit,
    tabs: Vec<Tab>,
    load: Load,
    budget: Budget,
    rows: Vec<Row>,
    next: Option<String>,
}

/// A tab of the queue.
struct Tab {
    state: &'static str,
    count: Option<i64>,
    is_current: bool,
}

/// Which part of the queue.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: Option<RequestId>,
}

/// Shows the queue, those due first in front.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(asked): Query<Asked>) -> Result<Response> {
    if !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    let state = STATES.into_iter().find(|state| *state == asked.state).unwrap_or("under_review");
    let mut tx = visit.app.db.read().await?;
    let load = request::load(&mut tx).await?;
    let budget = budget::get(&mut tx).await?;
    let mut queued = request::queue(&mut tx, state, asked.after.as_ref(), PAGE + 1).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = queued.len() > most;
    queued.truncate(most);
    let last = queued.last().filter(|_| more);
    let next = last.map(|last| format!("/workd/review?state={state}&after={}", last.id));
    let mut rows = Vec::with_capacity(queued.len());
    for request in queued {
        rows.push(Row::of(&mut tx, &visit, request).await?);
    }
    let count = |state: &str| match state {
        "under_review" => Some(load.under_review),
        "waiting" => Some(load.waiting),
        "ready" => Some(load.ready),
        "awaiting_dns" => Some(load.awaiting_dns),
        _ => None,
    };
    let tab = |it| Tab { state: it, count: count(it), is_current: it == state };
    let tabs = STATES.into_iter().map(tab).collect();
    page(&Reviews { visit: &visit, tabs, load, budget, rows, next })
}

/// What an officer typed, to be shown again.
#[derive(Clone, Default)]
pub struct Typed {
    /// Mail accounts.
    pub mail_accounts: Option<String>,
    /// Conference accounts.
    pub conference_accounts: Option<String>,
    /// How the identity was checked.
    pub how: String,
    /// Why.
    pub reason: String,
    /// Fields to mend, with a note each.
    pub to_mend: Vec<(String, String)>,
}

/// A field that can be sent back.
struct Mendable {
    name: &'static str,
    label: String,
    is_ticked: bool,
    note: String,
}

#[derive(Template)]
#[template(path = "workd/pages/reviews/show.html", config = "src/web/askama.toml")]
struct ShowReview<'a> {
    visit: &'a Visit,
    request: Request,
    kind: String,
    domain: Option<Domain>,
    standing: Standing,
    filed_by: Person,
    warnings: Vec<String>,
    is_refused: bool,
    parts: Vec<FactPart>,
    files: Vec<File>,
    letters: Vec<Letter>,
    events: Vec<Event>,
    budget: Budget,
    decides: bool,
    grants: bool,
    opens: bool,
    checks: Vec<(&'static str, String, bool)>,
    mendable: Vec<(String, Vec<Mendable>)>,
    is_mending: bool,
    mail_accounts: String,
    conference_accounts: String,
    reason: String,
    mistakes: Mistakes,
}

/// Shows a request with everything that a decision rests on.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<RequestId>) -> Result<Response> {
    show_again(&visit, &me, &id, Typed::default(), (StatusCode::OK, Mistakes::default())).await
}

/// The same page with what was typed and the mistakes of a decision.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    id: &RequestId,
    typed: Typed,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    if !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, me, id).await?;
    let warnings = warnings(&mut tx, visit, &request).await?;
    let filed_by = person::get(&mut tx, &request.person_id).await?;
    let files = evidence::of(&mut tx, &request.id).await?;
    let letters = letter::of_request(&mut tx, &request.id).await?;
    let events = timeline::of(&mut tx, &request.id).await?;
    let budget = budget::get(&mut tx).await?;
    let Row { request, domain, standing } = Row::of(&mut tx, visit, request).await?;
    drop(tx);
    let parts = parts::facts(visit, &request, &[]);
    let granted = |typed: &Option<String>, granted: Option<i64>, asked: &str| match typed {
        Some(typed) => typed.clone(),
        None => {
            let number = granted.or(request.form.count(asked));
            number.map(|number| number.to_string()).unwrap_or_default()
        }
    };
    let quota = request.kind() == Kind::Change && request.form.text("change.of") == "quota";
    let check = |code: &'static str| (code, visit.choice(code), code == typed.how);
    let opens = request.state == "ready"
        && domain.as_ref().is_some_and(|domain| domain::may(me, Act::OpenDomains, domain));
    let page = ShowReview {
        visit,
        kind: standing::kind(visit, request.kind()),
        standing,
        filed_by,
        warnings,
        is_refused: request.form.get("privacy.consent") == Some("refused"),
        mendable: mendable(&parts, &typed),
        is_mending: !typed.to_mend.is_empty(),
        parts,
        files,
        letters,
        events,
        budget,
        decides: me.may(Act::DecideRequests) && request.is_to_decide(),
        grants: request.kind() == Kind::Open || quota,
        opens,
        checks: CHECKS.into_iter().map(check).collect(),
        mail_accounts: granted(
            &typed.mail_accounts,
            request.granted_mail_accounts,
            "requested.mail_accounts",
        ),
        conference_accounts: granted(
            &typed.conference_accounts,
            request.granted_conference_accounts,
            "requested.conference_accounts",
        ),
        reason: typed.reason,
        mistakes,
        domain,
        request,
    };
    page_with(status, &page)
}

/// What a careful clerk would mention before the decision, but for the refusal, which has a notice of its own.
async fn warnings(tx: &mut Tx, visit: &Visit, request: &Request) -> Result<Vec<String>> {
    if !request.is_to_decide() {
        return Ok(Vec::new());
    }
    let calendar = holiday::calendar(tx).await?;
    let sent = request.submitted_at.unwrap_or_else(|| tx.now());
    let earliest = calendar.due_from_day(date::bangkok_date(sent), PROMISE + OPENING_PROMISE);
    let warnings = request.form.warnings(earliest);
    let warnings = warnings.iter().filter(|(field, _)| *field != "privacy.consent");
    let mut told: Vec<String> = warnings.map(|(_, text)| visit.say(text)).collect();
    if !evidence::has_scan(tx, &request.id).await? {
        told.push(visit.t("req-warning-no-scan"));
    }
    let agency = match &request.agency_id {
        Some(agency) => Some(agency.clone()),
        None => agency::find_by_name(tx, &request.agency_name).await?,
    };
    if let Some(agency) = agency
        && let Some(main) = admin::main(tx, &agency).await?
        && main.email != request.form.text("coordinator.email")
    {
        told.push(visit.t1("req-warning-main-admin", "name", main.full_name()));
    }
    Ok(told)
}

/// Every field that is filled in, by part; empty ones can be named in the reason.
fn mendable(parts: &[FactPart], typed: &Typed) -> Vec<(String, Vec<Mendable>)> {
    let one = |fact: &parts::Fact| {
        let told = typed.to_mend.iter().find(|(name, _)| name == fact.name);
        Mendable {
            name: fact.name,
            label: fact.label.clone(),
            is_ticked: told.is_some(),
            note: told.map(|(_, note)| note.clone()).unwrap_or_default(),
        }
    };
    let of = |part: &FactPart| (part.title.clone(), part.facts.iter().map(one).collect());
    parts.iter().filter(|part| !part.facts.is_empty()).map(of).collect()
}
