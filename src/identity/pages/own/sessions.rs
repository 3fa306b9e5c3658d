//! Where one is logged in, to end one session or all others.

use askama::Template;
use poem::{
    Response, handler,
    web::{Path, cookie::CookieJar},
};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        known_device,
        origin::Origin,
        own_session::{self, OwnSession},
        session,
    },
    web::{
        page::{page, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/sessions.html", config = "src/web/askama.toml")]
struct Sessions<'a> {
    visit: &'a Visit,
    sessions: Vec<OwnSession>,
}

/// Shows the sessions that have not ended.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let sessions = own_session::of(&mut tx, &me).await?;
    page(&Sessions { visit: &visit, sessions })
}

/// Ends one of them; ending this one logs out.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path(id): Path<String>,
    jar: &CookieJar,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let was_this = own_session::end(&mut tx, &me, &id).await?;
    tx.save().await?;
    if was_this {
        session::clear_cookie(&visit.app, jar);
        return Ok(see_other("/?notice=logged-out"));
    }
    Ok(see_other("/me/sessions?notice=own-session-ended"))
}

/// All but this one.
pub mod others {
    use super::*;

    /// Ends them; this browser alone stays a known device.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        from: Origin,
        jar: &CookieJar,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        session::end_all(&mut tx, &me.id, Some(&me.session)).await?;
        tx.save().await?;
        known_device::remember(&visit.app, jar, &from.devices, &me.id);
        Ok(see_other("/me/sessions?notice=own-sessions-ended"))
    }
}
