//! The link that proves an address to be one's own.

use chrono::Duration;
use poem::{Response, handler, web::Path};

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        limit::{self, RESET_BY_ACCOUNT},
        link::{self, Purpose},
        person,
    },
    mail,
    web::{locale::Text, page::see_other, visitor::Visit},
};

/// Confirms the address and leads on.
#[handler]
pub async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let next = if visit.actor.is_some() { "/me" } else { "/login" };
    let Some(person) = link::take(&mut tx, &token, Purpose::Email).await? else {
        // Opened a second time, the link has still done what it was for.
        if link::was_used(&mut tx, &token, Purpose::Email).await? {
            return Ok(see_other(format!("{next}?notice=email-confirmed")));
        }
        return Err(Error::NotFound(Text::new("link-used")));
    };
    person::confirm_email(&mut tx, &person).await?;
    tx.save().await?;
    Ok(see_other(format!("{next}?notice=email-confirmed")))
}

/// Sends the letter with the link again.
#[handler]
pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
    let app = &visit.app;
    limit::count(app, &RESET_BY_ACCOUNT, &format!("confirm {}", me.id)).await?;
    let mut tx = app.db.write().await?;
    let token = link::make(&mut tx, &me.id, Purpose::Email, Duration::days(7)).await?;
    let url = app.url(&format!("/email-confirmations/{token}"));
    let values = [("name", me.name.clone().into()), ("url", url.into())];
    mail::send(&mut tx, &me.email, visit.locale, "mail-confirm", &values).await?;
    tx.save_unrecorded("asking for a letter changes nothing; confirming does").await?;
    Ok(see_other("/me/account?notice=confirmation-sent"))
}
