//! One case: the four digits, what the card said beside the account, and the decision.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use super::home;
use crate::{
    agencies::agency::{self, Agency},
    error::Result,
    identity::{
        access::Actor,
        card::date::Expiry,
        desk::{
            case::{self, Case, NewCase},
            decision::{NewDecision, REASONS},
            on_card::{self, Name},
        },
        person::{self, Person, PersonKind},
    },
    web::{
        form::{Form, Mistakes},
        page::{page_with, see_other},
        visitor::Visit,
    },
};

/// What an officer sees of a card.
struct Shown {
    name: Name,
    citizen_id: String,
    expiry: Option<Expiry>,
}

impl Shown {
    /// The last day, as the card has it.
    fn last_day(&self) -> Option<String> {
        match self.expiry? {
            Expiry::Lifelong => None,
            Expiry::On(date) => Some(format!(
                "{}/{}/{}",
                date.day().map_or("–".into(), |day| day.to_string()),
                date.month().map_or("–".into(), |month| month.to_string()),
                date.be_year()
            )),
        }
    }
}

#[derive(Template)]
#[template(path = "identity/pages/desk/cases/show.html", config = "src/web/askama.toml")]
struct ShowCase<'a> {
    visit: &'a Visit,
    case: Case,
    state: String,
    person: Option<Person>,
    shown: Option<Shown>,
    agencies: Vec<Agency>,
    typed: NewDecision,
    mistakes: Mistakes,
}

impl ShowCase<'_> {
    fn kinds(&self) -> [PersonKind; 3] {
        PersonKind::ALL
    }

    fn reasons(&self) -> [&'static str; 4] {
        REASONS
    }

    /// What changes while the page is open.
    fn live(&self) -> String {
        let fault = self.case.fault.as_deref().unwrap_or_default();
        format!("{} {} {fault}", self.state, self.case.card_status)
    }

    fn is_open(&self) -> bool {
        self.state == "waiting" || (self.state == "read" && self.case.is_asking(self.visit.now()))
    }

    /// Whether the card's name is the account's; `None` without an account.
    fn same_name(&self) -> Option<bool> {
        let (person, shown) = (self.person.as_ref()?, self.shown.as_ref()?);
        Some(shown.name.equals(&person.prefix, &person.first_name, &person.last_name))
    }
}

/// The form as a browser sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    who: String,
    without_account: String,
    agent: String,
    purpose: String,
}

/// Opens a case and leads to it.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
    let new = NewCase {
        who: typed.who,
        without_account: typed.without_account == "true",
        agent: typed.agent,
        purpose: typed.purpose,
    };
    match case::open(&visit.app, &me, &new).await {
        Ok(id) => Ok(see_other(format!("/desk/cases/{id}"))),
        Err(error) => home::again(&visit, &me, new, error).await,
    }
}

/// Shows the case as it stands now.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let (typed, mistakes) = (NewDecision::default(), Mistakes::default());
    show_with(&visit, &me, &id, StatusCode::OK, typed, mistakes).await
}

/// The case with what was typed and what has to be mended.
pub async fn show_with(
    visit: &Visit,
    me: &Actor,
    id: &str,
    status: StatusCode,
    typed: NewDecision,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let case = case::of(&mut tx, me, id).await?;
    let person = match &case.person_id {
        Some(person) => Some(person::get(&mut tx, person).await?),
        None => None,
    };
    let agencies = agency::all(&mut tx).await?;
    drop(tx);
    let state = case.state(visit.now()).to_owned();
    let card = if state == "read" { case.card(&visit.app)? } else { None };
    let shown = card.and_then(|card| {
        let name = on_card::thai_name(&card)?;
        Some(Shown { name, citizen_id: card.citizen_id.masked(), expiry: card.expiry })
    });
    let shown = ShowCase { visit, case, state, person, shown, agencies, typed, mistakes };
    page_with(status, &shown)
}
