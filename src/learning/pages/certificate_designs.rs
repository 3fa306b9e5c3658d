//! How certificates look: the designs of course authors, each with a preview drawn by the same code.

mod form;
mod sketch;

use std::sync::Arc;

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};

pub use self::form::{create, edit, new, update};
use self::sketch::SketchPage;
use crate::{
    error::{Error, Result},
    id::DesignId,
    identity::access::{Act, Actor},
    learning::{
        certificate::{
            design::{
                self, Design,
                choice::{self, Choice},
                look::Look,
                sample::{self, Sample},
                seal,
            },
            pdf,
        },
        course::Version,
    },
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/certificate_designs/index.html", config = "src/web/askama.toml")]
struct Designs<'a> {
    visit: &'a Visit,
    standard: Design,
    designs: Vec<Design>,
    choices: Vec<Choice>,
    keeps: bool,
}

impl Designs<'_> {
    /// How many courses have a design.
    fn courses_of(&self, design: &Design) -> usize {
        self.choices.iter().filter(|choice| choice.is_of(design)).count()
    }
}

#[derive(Template)]
#[template(path = "learning/pages/certificate_designs/show.html", config = "src/web/askama.toml")]
struct ShowDesign<'a> {
    visit: &'a Visit,
    design: Design,
    sketches: Vec<SketchPage>,
    used: Vec<(Choice, Arc<Version>)>,
    others: Vec<(Choice, Arc<Version>)>,
    keeps: bool,
    is_standard: bool,
    mistakes: Mistakes,
}

/// Lists the designs.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    allow(&me)?;
    let mut tx = visit.app.db.read().await?;
    let designs = design::list(&mut tx).await?;
    let choices = choice::list(&mut tx).await?;
    let (standard, keeps) = (design::standard(), me.may(Act::KeepDesigns));
    page(&Designs { visit: &visit, standard, designs, choices, keeps })
}

/// Shows a design with its preview and the courses that have it.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<DesignId>) -> Result<Response> {
    show_with(&visit, &me, &id, StatusCode::OK, Mistakes::default()).await
}

async fn show_with(
    visit: &Visit,
    me: &Actor,
    id: &DesignId,
    status: StatusCode,
    mistakes: Mistakes,
) -> Result<Response> {
    allow(me)?;
    let mut tx = visit.app.db.read().await?;
    let design = design::get(&mut tx, id).await?;
    let is_standard = design.id.as_str() == design::STANDARD;
    let (mut used, mut others) = (Vec::new(), Vec::new());
    for choice in choice::list(&mut tx).await? {
        let version = visit.app.shelf.get(&mut tx, &choice.version_id).await?;
        if choice.is_of(&design) {
            used.push((choice, version));
        } else {
            others.push((choice, version));
        }
    }
    let seal = match &design.look.seal {
        Some(hash) => Some(seal::get(&mut tx, hash).await?),
        None => None,
    };
    drop(tx);
    let dress = sample::dress(design.look.0.clone(), seal);
    let sheet = sample::sheet(&visit.app, &dress, Sample::Short, visit.today());
    let sketches = pdf::sketches(&sheet);
    let sketches =
        sketches.into_iter().map(|it| SketchPage::new(it, &sheet)).collect::<Result<_>>()?;
    let keeps = me.may(Act::KeepDesigns);
    let shown = ShowDesign { visit, design, sketches, used, others, keeps, is_standard, mistakes };
    page_with(status, &shown)
}

fn allow(me: &Actor) -> Result<()> {
    if me.may(Act::SeeDesigns) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Draws a look as a sample.
pub async fn draw(visit: &Visit, look: Look, sample: Sample) -> Result<Vec<u8>> {
    let mut tx = visit.app.db.read().await?;
    let seal = match &look.seal {
        Some(hash) => Some(seal::get(&mut tx, hash).await?),
        None => None,
    };
    drop(tx);
    let (app, today) = (visit.app.clone(), visit.today());
    let draw = move || {
        let dress = sample::dress(look, seal);
        pdf::draw(&sample::sheet(&app, &dress, sample, today))
    };
    tokio::task::spawn_blocking(draw).await?.map_err(Error::internal)
}

/// The sample on paper.
pub mod previews {
    use poem::{http::header, web::Query};
    use serde::Deserialize;

    use super::*;

    /// Which sample.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct Wanted {
        sample: String,
    }

    /// Draws the sample as a PDF.
    #[handler]
    pub async fn show(
        visit: Visit,
        me: Actor,
        Path(id): Path<DesignId>,
        Query(wanted): Query<Wanted>,
    ) -> Result<Response> {
        allow(&me)?;
        let mut tx = visit.app.db.read().await?;
        let design = design::get(&mut tx, &id).await?;
        drop(tx);
        let sample = Sample::from_code(&wanted.sample);
        Ok(answer(draw(&visit, design.look.0, sample).await?))
    }

    pub(super) fn answer(drawn: Vec<u8>) -> Response {
        Response::builder()
            .header(header::CONTENT_TYPE, "application/pdf")
            .header(header::CONTENT_DISPOSITION, "inline; filename=\"sample.pdf\"")
            .body(drawn)
    }
}

/// The courses that have a design.
pub mod courses {
    use serde::Deserialize;

    use super::*;
    use crate::web::{
        form::{Form, mended},
        page::see_other,
    };

    /// What was chosen.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewChoice {
        course: String,
    }

    /// Gives a course this design.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(id): Path<DesignId>,
        Form(form): Form<NewChoice>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let chosen = choice::choose(&mut tx, &me, &id, &form.course).await;
        match mended(&visit, chosen)? {
            Ok(_) => {
                tx.save().await?;
                Ok(see_other(format!("/certificate-designs/{id}?notice=design-chosen")))
            }
            Err(mistakes) => {
                drop(tx);
                show_with(&visit, &me, &id, StatusCode::UNPROCESSABLE_ENTITY, mistakes).await
            }
        }
    }
}

/// Pictures of seals.
pub mod seals {
    use poem::http::header;

    use super::*;

    /// The picture with the hash `NAME.png`.
    #[handler]
    pub async fn show(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
        allow(&me)?;
        let hash = name.strip_suffix(".png").ok_or_else(Error::not_found)?;
        let mut tx = visit.app.db.read().await?;
        let png = seal::png(&mut tx, hash).await?;
        Ok(Response::builder()
            .header(header::CONTENT_TYPE, "image/png")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, "private, max-age=31536000, immutable")
            .body(png))
    }
}
