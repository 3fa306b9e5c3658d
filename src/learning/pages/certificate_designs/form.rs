//! The form of a design: new, or the next version of one, with a preview before anything is kept.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};

use super::previews;
use crate::{
    error::{Error, Mistake, Result},
    id::DesignId,
    identity::access::{Act, Actor},
    learning::certificate::design::{
        self, Design,
        draft::Draft,
        look::{Digits, Language, Layout},
        sample::Sample,
        seal::{self, NewSeal},
    },
    web::{
        form::{Mistakes, Upload, mended},
        locale::Locale,
        page::{page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/certificate_designs/form.html", config = "src/web/askama.toml")]
struct DesignForm<'a> {
    visit: &'a Visit,
    /// Of the design that is changed; none: a new one.
    id: Option<&'a DesignId>,
    draft: &'a Draft,
    mistakes: Mistakes,
}

type Choices<'a> = (&'static str, &'static str, Vec<(&'static str, &'static str)>, &'a str);

impl DesignForm<'_> {
    /// The choices of the form: field, legend, codes with the keys of their names, and the one that
    /// is chosen.
    fn choices(&self) -> [Choices<'_>; 3] {
        let draft = self.draft;
        let layouts = Layout::ALL.iter().map(|it| (it.code(), it.sentence())).collect();
        let languages = Language::ALL.iter().map(|it| (it.code(), it.sentence())).collect();
        let digits = Digits::ALL.iter().map(|it| (it.code(), it.sentence())).collect();
        [
            ("layout", "design-layout", layouts, &draft.layout),
            ("language", "design-language", languages, &draft.language),
            ("digits", "design-digits", digits, &draft.digits),
        ]
    }

    /// The sentence of a family for a code of the form.
    fn say(&self, family: &str, code: &str) -> String {
        self.visit.t(&format!("{family}-design-{}", code.replace('_', "-")))
    }

    /// What may stand in a line of a signature, in the language in which it is printed.
    fn example(&self, who: &str, part: &str) -> String {
        let printed = if who == "signer" { Locale::Th } else { Locale::En };
        printed.t(&format!("hint-design-{part}"))
    }

    /// The lines of a signature: field, what it is, and what was typed.
    fn signature(&self, who: &str) -> Vec<(String, &'static str, &str)> {
        let signer = if who == "signer" { &self.draft.signer } else { &self.draft.signer_en };
        let acting = |line: usize| signer.acting.get(line).map_or("", String::as_str);
        vec![
            (format!("{who}-name"), "signer-name", signer.name.as_str()),
            (format!("{who}-position"), "signer-position", &signer.position),
            (format!("{who}-acting-0"), "signer-acting", acting(0)),
            (format!("{who}-acting-1"), "signer-acting-more", acting(1)),
        ]
    }
}

/// Offers an empty form.
#[handler]
pub async fn new(visit: Visit, me: Actor) -> Result<Response> {
    allow(&me)?;
    let draft = Draft::fresh(Layout::Crest);
    show(&visit, None, &draft, StatusCode::OK, Mistakes::default())
}

/// Makes a design, or shows what it would look like.
#[handler]
pub async fn create(visit: Visit, me: Actor, upload: Upload) -> Result<Response> {
    keep(&visit, &me, None, &upload).await
}

/// Offers the form as the design stands.
#[handler]
pub async fn edit(visit: Visit, me: Actor, Path(id): Path<DesignId>) -> Result<Response> {
    allow(&me)?;
    let mut tx = visit.app.db.read().await?;
    let design = design::get(&mut tx, &id).await?;
    if design.id.as_str() == design::STANDARD {
        return Err(Error::not_found());
    }
    show(&visit, Some(&id), &Draft::of_design(&design), StatusCode::OK, Mistakes::default())
}

/// Makes the next version of a design, or shows what it would look like.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(id): Path<DesignId>,
    upload: Upload,
) -> Result<Response> {
    keep(&visit, &me, Some(&id), &upload).await
}

async fn keep(
    visit: &Visit,
    me: &Actor,
    id: Option<&DesignId>,
    upload: &Upload,
) -> Result<Response> {
    allow(me)?;
    let mut draft = Draft::of_form(upload);
    let mut mistakes = Vec::new();
    take_seal(visit, me, upload, &mut draft, &mut mistakes).await?;
    let preview = upload.text("preview");
    if !preview.is_empty() {
        let look = draft.look(&mut mistakes);
        if mistakes.is_empty() {
            let drawn = super::draw(visit, look, Sample::from_code(preview)).await?;
            return Ok(previews::answer(drawn));
        }
    }
    let again = |mistakes| show(visit, id, &draft, StatusCode::UNPROCESSABLE_ENTITY, mistakes);
    if !mistakes.is_empty() {
        let more = match draft.read() {
            Err(Error::Mistakes(more)) if preview.is_empty() => more,
            _ => Vec::new(),
        };
        mistakes.extend(more);
        return again(Mistakes::said(visit, &mistakes));
    }
    match mended(visit, save(visit, me, id, &draft).await)? {
        Ok(kept) => Ok(see_other(format!("/certificate-designs/{}?notice=design-kept", kept.id))),
        Err(mistakes) => again(mistakes),
    }
}

async fn save(visit: &Visit, me: &Actor, id: Option<&DesignId>, draft: &Draft) -> Result<Design> {
    let mut tx = visit.app.db.write().await?;
    let kept = match id {
        Some(id) => design::update(&mut tx, me, id, draft).await?,
        None => design::create(&mut tx, me, draft).await?,
    };
    tx.save().await?;
    Ok(kept)
}

/// Keeps a seal that was sent at once, so that the form still has it when something else in it is
/// to be mended. A seal that no design names harms nobody.
async fn take_seal(
    visit: &Visit,
    me: &Actor,
    upload: &Upload,
    draft: &mut Draft,
    mistakes: &mut Vec<Mistake>,
) -> Result<()> {
    let Some(file) = upload.file("seal") else { return Ok(()) };
    match NewSeal::read(file.bytes.clone()).await {
        Ok(sent) => {
            let mut tx = visit.app.db.write().await?;
            seal::keep(&mut tx, me, &sent).await?;
            tx.save().await?;
            draft.seal = sent.hash;
        }
        Err(Error::Mistakes(found)) => mistakes.extend(found),
        Err(error) => return Err(error),
    }
    Ok(())
}

fn show(
    visit: &Visit,
    id: Option<&DesignId>,
    draft: &Draft,
    status: StatusCode,
    mistakes: Mistakes,
) -> Result<Response> {
    page_with(status, &DesignForm { visit, id, draft, mistakes })
}

fn allow(me: &Actor) -> Result<()> {
    if me.may(Act::KeepDesigns) { Ok(()) } else { Err(Error::Forbidden) }
}
