//! Papers seen where no chip could be read: a form for the first officer, a queue for the second.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use super::to_mend;
use crate::{
    error::Result,
    identity::{
        access::Actor,
        desk::paper::{self, KINDS, NewPaper, Paper},
    },
    web::{
        form::{Form, Mistakes},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/desk/manual/index.html", config = "src/web/askama.toml")]
struct Papers<'a> {
    visit: &'a Visit,
    me: Actor,
    papers: Vec<Paper>,
}

#[derive(Template)]
#[template(path = "identity/pages/desk/manual/new.html", config = "src/web/askama.toml")]
struct NewForm<'a> {
    visit: &'a Visit,
    typed: NewPaper,
    mistakes: Mistakes,
}

impl NewForm<'_> {
    fn kinds(&self) -> [&'static str; 5] {
        KINDS
    }

    fn has(&self, kind: &str) -> bool {
        self.typed.papers.iter().any(|it| it == kind)
    }
}

#[derive(Template)]
#[template(path = "identity/pages/desk/manual/show.html", config = "src/web/askama.toml")]
struct ShowPaper<'a> {
    visit: &'a Visit,
    me: Actor,
    paper: Paper,
    mistakes: Mistakes,
}

/// The form as a browser sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    email: String,
    citizen_id: String,
    papers: Vec<String>,
    note: String,
    face_matches: String,
    address_is_theirs: String,
}

/// The second officer's word, as a browser sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Word {
    decision: String,
    reason: String,
}

/// Shows what waits for a second officer.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let papers = paper::waiting(&mut tx, &me).await?;
    drop(tx);
    page(&Papers { visit: &visit, me, papers })
}

/// Shows the first officer's form.
#[handler]
pub async fn new(visit: Visit) -> Result<Response> {
    let (typed, mistakes) = (NewPaper::default(), Mistakes::default());
    page(&NewForm { visit: &visit, typed, mistakes })
}

/// Keeps what the first officer saw; the number is not shown again.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
    let seen = NewPaper {
        email: typed.email,
        citizen_id: typed.citizen_id,
        papers: typed.papers,
        note: typed.note,
        face_matches: typed.face_matches == "true",
        address_is_theirs: typed.address_is_theirs == "true",
    };
    match paper::make(&visit.app, &me, &seen).await {
        Ok(_) => Ok(see_other("/desk/manual?notice=desk-paper-made")),
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            let typed = NewPaper { citizen_id: String::new(), ..seen };
            page_with(status, &NewForm { visit: &visit, typed, mistakes })
        }
    }
}

/// Shows one record to weigh.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    shown(&visit, me, &id, StatusCode::OK, Mistakes::default()).await
}

async fn shown(
    visit: &Visit,
    me: Actor,
    id: &str,
    status: StatusCode,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let paper = paper::get(&mut tx, &me, id).await?;
    drop(tx);
    page_with(status, &ShowPaper { visit, me, paper, mistakes })
}

/// The second officer's word.
pub mod decisions {
    use super::*;

    /// Confirms or rejects.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(id): Path<String>,
        Form(typed): Form<Word>,
    ) -> Result<Response> {
        match paper::decide(&visit.app, &me, &id, &typed.decision, &typed.reason).await {
            Ok(()) => Ok(see_other("/desk/manual?notice=desk-paper-decided")),
            Err(error) => {
                let (status, mistakes) = to_mend(&visit, error)?;
                shown(&visit, me, &id, status, mistakes).await
            }
        }
    }
}
