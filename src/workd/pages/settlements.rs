//! An officer says where a letter belongs that matched no request.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::LetterId,
    identity::access::{Act, Actor},
    web::{form::Form, locale::Text, page::see_other, visitor::Visit},
    workd::{
        letter,
        pages::{again, letters},
    },
};

/// What was typed and pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Settlement {
    number: String,
    outcome: String,
}

/// Puts the letter with its request, or notes that it needs no answer here.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<LetterId>,
    Form(typed): Form<Settlement>,
) -> Result<Response> {
    if !me.may(Act::DecideRequests) {
        return Err(Error::Forbidden);
    }
    match settle(&visit, &me, &id, &typed).await {
        Ok(()) => Ok(see_other("/workd/letters?notice=req-letter-settled")),
        Err(error) => {
            let shown = again::mistakes(&visit, error)?;
            letters::show_again(&visit, &me, &id, typed.number, shown).await
        }
    }
}

async fn settle(visit: &Visit, me: &Actor, id: &LetterId, typed: &Settlement) -> Result<()> {
    let number = match typed.outcome.as_str() {
        "none" => "",
        _ if typed.number.trim().is_empty() => {
            let text = Text::new("req-letter-number-required");
            return Err(Error::mistake("number", "required", text));
        }
        _ => typed.number.as_str(),
    };
    let mut tx = visit.app.db.read().await?;
    let letter = letter::get(&mut tx, me, id).await?;
    drop(tx);
    let scans =
        if number.is_empty() { Vec::new() } else { letter::scans(&visit.app, &letter).await? };
    let mut tx = visit.app.db.write().await?;
    letter::settle(&mut tx, &visit.app, me, &letter, number, &scans).await?;
    tx.save().await
}
