//! Domains: those that one may see, and one of them with its DNS and where it stands.

pub mod admins;
pub mod dkim_rotations;
pub mod dns_checks;
pub mod log;
pub mod openings;
pub mod records;
pub mod relay;
pub mod reviews;
pub mod settings;
pub mod suspensions;
pub mod tokens;

use askama::Template;
use chrono::NaiveDate;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    demo::faults,
    error::Result,
    identity::access::{Act, Actor},
    thai::{date, text},
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
    workd::{
        account_review::{self, Overdue},
        cancellation, dkim,
        dns::{Kind, Purpose},
        dns_state::{self, Look},
        domain::{self, Domain},
        domain_name,
    },
};

use records::Asked;
use suspensions::NewSuspension;

/// How many domains a page lists.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "workd/pages/domains/index.html", config = "src/web/askama.toml")]
struct Domains<'a> {
    visit: &'a Visit,
    everywhere: bool,
    files: bool,
    words: String,
    all: usize,
    domains: Vec<(Domain, Health)>,
    next: Option<String>,
    overdue: Vec<Overdue>,
}

/// How the DNS of a domain stands, in one word.
enum Health {
    /// Never looked at.
    Unknown,
    /// Everything that holds the opening up is right.
    Right,
    /// State and purposes that are not right.
    Troubled(String, Vec<String>),
}

/// What was searched for, and where the page before ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    q: String,
    after: String,
}

/// Shows the domains that one may see.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(part): Query<Part>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let everywhere = me.may_everywhere(Act::SeeDomains);
    let words = text::normalise(&part.q).to_lowercase();
    let visible = domain::visible(&mut tx, &me).await?;
    let all = visible.len();
    let troubles = dns_state::troubles(&mut tx).await?;
    let mut found: Vec<Domain> = visible
        .into_iter()
        .filter(|one| one.name > part.after)
        .filter(|one| {
            let names = [one.name.clone(), one.shown_name(), one.agency.to_lowercase()];
            names.iter().any(|name| name.contains(&words))
        })
        .take(PAGE + 1)
        .collect();
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|last| last.name.clone());
    let domains = found
        .into_iter()
        .map(|one| {
            let health = health(&one, &troubles);
            (one, health)
        })
        .collect();
    let overdue = if everywhere { account_review::overdue(&mut tx).await? } else { Vec::new() };
    let files = me.may(Act::FileRequests);
    let words = part.q;
    page(&Domains { visit: &visit, everywhere, files, words, all, domains, next, overdue })
}

fn health(domain: &Domain, troubles: &[(crate::id::DomainId, String, String)]) -> Health {
    if domain.dns_checked_at.is_none() {
        return Health::Unknown;
    }
    let own = troubles.iter().filter(|(id, _, _)| *id == domain.id);
    let states = ["conflict", "wrong", "missing", "unreachable"];
    let worst = states.into_iter().find(|state| own.clone().any(|(_, _, it)| it == state));
    match worst {
        Some(worst) => {
            Health::Troubled(worst.into(), own.map(|(_, purpose, _)| purpose.clone()).collect())
        }
        None => Health::Right,
    }
}

#[derive(Template)]
#[template(path = "workd/pages/domains/show.html", config = "src/web/askama.toml")]
struct ShowDomain<'a> {
    visit: &'a Visit,
    domain: Domain,
    asked: Vec<Asked>,
    zone_file: String,
    looks: Vec<Look>,
    keys: Vec<dkim::Key>,
    faults: Vec<&'static str>,
    opens: bool,
    manages: bool,
    mistakes: Mistakes,
    typed: NewSuspension,
}

impl ShowDomain<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/workd/domains/{}{rest}", self.domain.name)
    }

    fn is_ours(&self) -> bool {
        self.domain.kind() == domain_name::Kind::MailGoTh
    }

    /// Whether the reader can follow the advice: DGA for names under its zone, else the agency.
    fn advises(&self) -> bool {
        self.opens || !self.is_ours()
    }

    fn part(&self, holds_up: bool) -> impl Iterator<Item = &Asked> {
        self.asked.iter().filter(move |one| one.holds_up == holds_up)
    }

    fn is_late(&self) -> bool {
        self.domain.open_due_at.is_some_and(|due| due < self.visit.now())
    }

    fn wrong(&self) -> Vec<&Asked> {
        self.part(true).filter(|one| !one.is_right()).collect()
    }

    /// Purposes of a look that held the opening up, with their states.
    fn troubled(&self, look: &Look) -> Vec<(String, String)> {
        let kind = if self.is_ours() { Kind::Government } else { Kind::Own };
        let holds_up =
            |code: &str| Purpose::from_code(code).is_some_and(|it| it.holds_up_opening(kind));
        let troubled = look.troubled().into_iter().filter(|(code, _)| holds_up(code));
        troubled.map(|(code, state)| (records::title(code), state.to_owned())).collect()
    }

    /// The last day of service after a cancellation.
    fn last_day(&self) -> Option<NaiveDate> {
        let end = self.domain.closes_at? - cancellation::GRACE;
        date::bangkok_date(end).pred_opt()
    }

    fn is_simulated(&self) -> bool {
        self.visit.is_demo() && self.visit.app.config.dns_servers.is_none()
    }

    fn suspended_on(&self) -> Option<NaiveDate> {
        self.domain.suspension_effective_on.as_deref()?.parse().ok()
    }

    fn fault(&self, code: &str) -> &'static str {
        match code {
            "second_spf" => "dom-fault-second-spf",
            "too_many_lookups" => "dom-fault-lookups",
            "foreign_mx" => "dom-fault-mx",
            "old_dkim" => "dom-fault-dkim",
            "relaxed_dmarc" => "dom-fault-dmarc",
            _ => "dom-fault-token",
        }
    }

    fn key_state(&self, code: &str) -> (&'static str, &'static str) {
        match code {
            "active" => ("active", "dom-key-active"),
            "published" => ("pending", "dom-key-published"),
            _ => ("closed", "dom-key-retired"),
        }
    }
}

/// Shows one domain.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let nothing = (Mistakes::default(), NewSuspension::default());
    page(&overview(&visit, &me, &name, nothing).await?)
}

/// The page again with what went wrong.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    name: &str,
    status: StatusCode,
    wrong: (Mistakes, NewSuspension),
) -> Result<Response> {
    page_with(status, &overview(visit, me, name, wrong).await?)
}

async fn overview<'a>(
    visit: &'a Visit,
    me: &Actor,
    name: &str,
    (mistakes, typed): (Mistakes, NewSuspension),
) -> Result<ShowDomain<'a>> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, me, name, Act::SeeDomains).await?;
    let records = dns_state::records(&mut tx, &visit.app, &domain).await?;
    let lines: Vec<&str> = records.iter().map(|record| record.line.as_str()).collect();
    let zone_file = lines.join("\n");
    let faults = faults::possible(&records);
    let asked = records::by_purpose(records);
    let looks = dns_state::history(&mut tx, &domain).await?;
    let keys = dkim::of(&mut tx, &domain.id).await?;
    let opens = domain::may(me, Act::OpenDomains, &domain);
    let manages = domain::may(me, Act::ManageAccounts, &domain);
    Ok(ShowDomain {
        visit,
        domain,
        asked,
        zone_file,
        looks,
        keys,
        faults,
        opens,
        manages,
        mistakes,
        typed,
    })
}
