//! Who is appointed to what: the list, one appointment, its end and its yearly confirmation.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::{
        access::{Actor, Role},
        appointment::{self, Appointment},
        invitation::{self, Invitation},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/appointments/index.html", config = "src/web/askama.toml")]
struct Appointments<'a> {
    visit: &'a Visit,
    role: String,
    appointments: Vec<Appointment>,
    invitations: Vec<Invitation>,
    overdue: usize,
}

#[derive(Template)]
#[template(path = "identity/pages/appointments/show.html", config = "src/web/askama.toml")]
struct ShowAppointment<'a> {
    visit: &'a Visit,
    one: Appointment,
    own: bool,
    reason: String,
    mistakes: Mistakes,
}

/// Which part of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    role: String,
}

/// Why an appointment ends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Ending {
    reason: String,
}

/// Shows everyone who is appointed, those to be confirmed marked, and who is invited.
#[handler]
pub async fn index(visit: Visit, Query(part): Query<Part>) -> Result<Response> {
    let role = Role::from_code(&part.role);
    let mut tx = visit.app.db.read().await?;
    let mut appointments = appointment::all(&mut tx, role).await?;
    let mut invitations = invitation::open(&mut tx).await?;
    drop(tx);
    let now = visit.now();
    // Those to be confirmed stand in front.
    appointments.sort_by_key(|one| !one.is_overdue(now));
    let overdue = appointments.iter().filter(|one| one.is_overdue(now)).count();
    invitations.retain(|one| role.is_none_or(|role| one.role == role.code()));
    let role = role.map_or_else(String::new, |role| role.code().to_owned());
    page(&Appointments { visit: &visit, role, appointments, invitations, overdue })
}

/// Shows one appointment, with what can be done about it.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let one = appointment::get(&mut tx, &id).await?;
    let (own, reason, mistakes) = (one.person_id == me.id, String::new(), Mistakes::default());
    page(&ShowAppointment { visit: &visit, one, own, reason, mistakes })
}

/// Ends an appointment, as of now.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path(id): Path<String>,
    Form(form): Form<Ending>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let one = appointment::get(&mut tx, &id).await?;
    let outcome = appointment::end(&mut tx, &me, &id, &form.reason).await;
    let status = outcome.as_ref().map_or_else(crate::error::Error::status, |()| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, outcome)? {
        let own = one.person_id == me.id;
        let again = ShowAppointment { visit: &visit, one, own, reason: form.reason, mistakes };
        return page_with(status, &again);
    }
    tx.save().await?;
    Ok(see_other("/people/appointments?notice=people-ended"))
}

/// That an appointment is still needed.
pub mod confirmations {
    use super::*;

    /// Confirms it for another year.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        appointment::confirm(&mut tx, &me, &id).await?;
        tx.save().await?;
        Ok(see_other("/people/appointments?notice=people-confirmed"))
    }
}
