//! The link that proves an address to be one's own.

use poem::{Response, handler, web::Path};

use crate::{
    error::{Error, Result},
    identity::{
        link::{self, Purpose},
        person,
    },
    web::{locale::Text, page::see_other, visitor::Visit},
};

/// Confirms the address and leads on.
#[handler]
pub async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let Some(person) = link::take(&mut tx, &token, Purpose::Email).await? else {
        return Err(Error::NotFound(Text::new("link-used")));
    };
    person::confirm_email(&mut tx, &person).await?;
    tx.save().await?;
    let next = if visit.actor.is_some() { "/me" } else { "/login" };
    Ok(see_other(format!("{next}?notice=email-confirmed")))
}
