//! The budget of accounts: its frame, what is granted of it, and how it came to stand so.

use askama::Template;
use poem::{Response, handler, http::StatusCode};
use serde::Deserialize;

use crate::{
    error::{Error, Mistake, Result},
    identity::access::{Act, Actor},
    thai::digits,
    web::{
        form::{Form, Mistakes},
        locale::Text,
        page::{page_with, see_other},
        visitor::Visit,
    },
    workd::{
        budget::{self, Budget, Frame},
        pages::again,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/budgets/show.html", config = "src/web/askama.toml")]
struct ShowBudget<'a> {
    visit: &'a Visit,
    budget: Budget,
    history: Vec<Frame>,
    sets: bool,
    typed: NewFrame,
    mistakes: Mistakes,
}

/// A new frame, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewFrame {
    mail_accounts: String,
    conference_accounts: String,
    note: String,
}

/// Shows the frame and what is left of it.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    shown(&visit, &me, None, (StatusCode::OK, Mistakes::default())).await
}

async fn shown(
    visit: &Visit,
    me: &Actor,
    typed: Option<NewFrame>,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    let sets = me.may(Act::SetBudget);
    if !sets && !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    let mut tx = visit.app.db.read().await?;
    let budget = budget::get(&mut tx).await?;
    let history = budget::history(&mut tx).await?;
    let typed = typed.unwrap_or_else(|| NewFrame {
        mail_accounts: budget.mail_accounts.to_string(),
        conference_accounts: budget.conference_accounts.to_string(),
        note: String::new(),
    });
    page_with(status, &ShowBudget { visit, budget, history, sets, typed, mistakes })
}

/// Sets the frame.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewFrame>) -> Result<Response> {
    match set(&visit, &me, &typed).await {
        Ok(()) => Ok(see_other("/workd/budget?notice=req-budget-set")),
        Err(error) => shown(&visit, &me, Some(typed), again::mistakes(&visit, error)?).await,
    }
}

async fn set(visit: &Visit, me: &Actor, typed: &NewFrame) -> Result<()> {
    let mut mistakes = Vec::new();
    let mut number = |name: &str, typed: &str| {
        let read = digits::to_arabic(typed).replace([',', ' '], "").parse::<i64>();
        read.unwrap_or_else(|_| {
            mistakes.push(Mistake::new(name, "shape", Text::new("req-number-shape")));
            0
        })
    };
    let mail = number("mail_accounts", &typed.mail_accounts);
    let conference = number("conference_accounts", &typed.conference_accounts);
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let mut tx = visit.app.db.write().await?;
    budget::set(&mut tx, me, mail, conference, &typed.note).await?;
    tx.save().await
}
