//! The officer's page: whom to verify, with which reader, and what was opened today.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use super::to_mend;
use crate::{
    error::{Error, Result},
    identity::{
        access::{Act, Actor},
        desk::{
            agent::{self, Agent},
            case::{self, Line, NewCase},
            paper,
        },
    },
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/desk/home/show.html", config = "src/web/askama.toml")]
struct Home<'a> {
    visit: &'a Visit,
    typed: NewCase,
    agents: Vec<Agent>,
    lines: Vec<Line>,
    papers: usize,
    enrols: bool,
    mistakes: Mistakes,
}

async fn home<'a>(
    visit: &'a Visit,
    me: &Actor,
    typed: NewCase,
    mistakes: Mistakes,
) -> Result<Home<'a>> {
    let mut tx = visit.app.db.read().await?;
    let agents = agent::of_officer(&mut tx, me).await?;
    let lines = case::recent(&mut tx, me).await?;
    let papers = paper::waiting(&mut tx, me).await?.len();
    let enrols = me.may(Act::EnrolDesks);
    Ok(Home { visit, typed, agents, lines, papers, enrols, mistakes })
}

/// Shows the officer's page.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    page(&home(&visit, &me, NewCase::default(), Mistakes::default()).await?)
}

/// The page again with what has to be mended; a citizen id is not shown again.
pub async fn again(
    visit: &Visit,
    me: &Actor,
    mut typed: NewCase,
    error: Error,
) -> Result<Response> {
    let (status, mistakes): (StatusCode, Mistakes) = to_mend(visit, error)?;
    if !typed.who.contains('@') {
        typed.who.clear();
    }
    page_with(status, &home(visit, me, typed, mistakes).await?)
}
