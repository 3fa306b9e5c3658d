//! Letters that came to the contact centre: those that matched no request, and each with what it holds.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};

use crate::{
    error::{Error, Result},
    id::LetterId,
    identity::access::{Act, Actor},
    mail::inbound::{self, FileKind},
    web::{
        download::attachment,
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
    workd::letter::{self, Letter},
};

#[derive(Template)]
#[template(path = "workd/pages/letters/index.html", config = "src/web/askama.toml")]
struct Letters<'a> {
    visit: &'a Visit,
    letters: Vec<Letter>,
    contact: &'a str,
}

/// Lists the letters that wait for an officer.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let letters = letter::unmatched(&mut tx, &me).await?;
    page(&Letters { visit: &visit, letters, contact: &visit.app.config.contact_address })
}

#[derive(Template)]
#[template(path = "workd/pages/letters/show.html", config = "src/web/askama.toml")]
struct ShowLetter<'a> {
    visit: &'a Visit,
    letter: Letter,
    read: inbound::Letter,
    settles: bool,
    number: String,
    mistakes: Mistakes,
}

impl ShowLetter<'_> {
    /// What a file is, in words.
    fn kind(&self, kind: &FileKind) -> String {
        self.visit.t(match kind {
            FileKind::Pdf => "req-file-pdf",
            FileKind::Png | FileKind::Jpeg | FileKind::Tiff | FileKind::Webp => "req-file-picture",
            FileKind::Zip => "req-file-archive",
            FileKind::Other => "req-file-other",
        })
    }
}

/// Shows a letter as plain text, with its files by what they really are.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<LetterId>) -> Result<Response> {
    show_again(&visit, &me, &id, String::new(), (StatusCode::OK, Mistakes::default())).await
}

/// The same page with what was typed and its mistakes.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    id: &LetterId,
    number: String,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    let letter = find(visit, me, id).await?;
    let (_, read) = letter::open(&visit.app, &letter).await?;
    let settles = letter.state == "unmatched" && me.may(Act::DecideRequests);
    page_with(status, &ShowLetter { visit, letter, read, settles, number, mistakes })
}

async fn find(visit: &Visit, me: &Actor, id: &LetterId) -> Result<Letter> {
    let mut tx = visit.app.db.read().await?;
    letter::get(&mut tx, me, id).await
}

/// The letter as it came.
pub mod source {
    use super::*;

    /// Gives the whole letter out as a file (RFC 2046, section 5.2.1).
    #[handler]
    pub async fn show(visit: Visit, me: Actor, Path(id): Path<LetterId>) -> Result<Response> {
        let letter = find(&visit, &me, &id).await?;
        let (bytes, _) = letter::open(&visit.app, &letter).await?;
        Ok(attachment(&format!("{}.eml", letter.id), "message/rfc822", bytes))
    }
}

/// The files of a letter.
pub mod attachments {
    use super::*;

    /// Gives out the file at a place of the letter, counted from 1.
    #[handler]
    pub async fn show(
        visit: Visit,
        me: Actor,
        Path((id, place)): Path<(LetterId, usize)>,
    ) -> Result<Response> {
        let letter = find(&visit, &me, &id).await?;
        let (_, read) = letter::open(&visit.app, &letter).await?;
        let before = place.checked_sub(1).ok_or_else(Error::not_found)?;
        let file = read.attachments.into_iter().nth(before).ok_or_else(Error::not_found)?;
        Ok(attachment(&file.name, file.kind.media_type(), file.bytes))
    }
}
