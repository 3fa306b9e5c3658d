//! Appointments and invitations, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    agencies::agency,
    error::{Error, Result},
    identity::{
        access::{Act, Actor, Role},
        appointment::{self, Appointment},
        invitation::{
            self, Invitation, NewInvitation,
            acceptance::{self, Joining},
        },
    },
    web::{
        locale::Text,
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// Who is appointed to what.
pub struct AppointmentsApi;

/// Somebody appointed to a role.
#[derive(Object)]
struct AppointedPerson {
    /// Id of the appointment.
    id: String,
    /// Id of the person.
    person: String,
    /// Full name.
    name: String,
    /// Where letters go.
    email: String,
    /// To what.
    role: String,
    /// Whether this is the agency's one main mail administrator.
    main: bool,
    /// Thai name of the agency, for an agency's role.
    agency: Option<String>,
    /// Since when.
    granted_at: DateTime<Utc>,
    /// Name of whoever granted it.
    granted_by: Option<String>,
    /// Last log-in of the person.
    last_log_in: Option<DateTime<Utc>>,
    /// By when somebody has to confirm that it is still needed.
    review_due: DateTime<Utc>,
    /// Whether that has passed.
    review_overdue: bool,
}

impl AppointedPerson {
    fn new(one: Appointment, now: DateTime<Utc>) -> Self {
        Self {
            name: one.full_name(),
            review_due: one.review_due(),
            review_overdue: one.is_overdue(now),
            id: one.id,
            person: one.person_id.to_string(),
            email: one.email,
            role: one.role,
            main: one.main,
            agency: one.agency,
            granted_at: one.granted_at,
            granted_by: one.granted_by,
            last_log_in: one.last_log_in,
        }
    }
}

/// Somebody to invite to a role.
#[derive(Object)]
struct NewAppointment {
    /// Code of the role.
    #[oai(default)]
    role: String,
    /// Name of the agency in Thai or English, for an agency's role.
    agency: Option<String>,
    /// Title before the name.
    #[oai(default)]
    prefix: String,
    /// Given name.
    #[oai(default)]
    first_name: String,
    /// Family name.
    #[oai(default)]
    last_name: String,
    /// Where the invitation goes.
    #[oai(default)]
    email: String,
}

/// A role that is offered.
#[derive(Object)]
struct OpenInvitation {
    /// Id of the invitation.
    id: String,
    /// Full name.
    name: String,
    /// Where the letter went.
    email: String,
    /// To what.
    role: String,
    /// Thai name of the agency.
    agency: Option<String>,
    /// When the newest letter was written.
    sent_at: DateTime<Utc>,
    /// Until when its link can be used.
    expires_at: DateTime<Utc>,
    /// `invited`, or `expired` when a new letter is needed.
    state: String,
}

impl OpenInvitation {
    fn new(one: Invitation, now: DateTime<Utc>) -> Self {
        Self {
            name: one.full_name(),
            state: one.state(now).to_owned(),
            id: one.id,
            email: one.email,
            role: one.role,
            agency: one.agency,
            sent_at: one.sent_at,
            expires_at: one.expires_at,
        }
    }
}

/// Taking up an invitation.
#[derive(Object)]
struct NewAcceptance {
    /// The last part of the link in the letter.
    #[oai(default)]
    token: String,
    /// Title before the name, for a new account.
    #[oai(default)]
    prefix: String,
    /// Given name, for a new account.
    #[oai(default)]
    first_name: String,
    /// Family name, for a new account.
    #[oai(default)]
    last_name: String,
    /// A password, for an account that has none.
    #[oai(default)]
    password: String,
}

/// A role that was granted.
#[derive(Object)]
struct Acceptance {
    /// To what.
    role: String,
    /// Thai name of the agency.
    agency: Option<String>,
}

fn may_appoint(me: &Actor) -> Result<()> {
    if me.may(Act::AppointPeople) { Ok(()) } else { Err(Error::Forbidden) }
}

#[OpenApi]
impl AppointmentsApi {
    /// Everyone who is appointed, or those to one role.
    #[oai(path = "/appointments", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        role: Query<Option<String>>,
    ) -> Result<Json<Page<AppointedPerson>>> {
        may_appoint(&me.0)?;
        let unknown = || Error::mistake("role", "unknown", Text::new("people-role-required"));
        let role = match role.0 {
            Some(code) => Some(Role::from_code(&code).ok_or_else(unknown)?),
            None => None,
        };
        let mut tx = visit.app.db.read().await?;
        let now = tx.now();
        let all = appointment::all(&mut tx, role).await?;
        Ok(Json(Page::whole(all.into_iter().map(|one| AppointedPerson::new(one, now)).collect())))
    }

    /// Invite somebody to a role; it is granted when the invitation is accepted.
    #[oai(path = "/appointments", method = "post")]
    async fn invite(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewAppointment>,
    ) -> Result<Created<OpenInvitation>> {
        may_appoint(&me.0)?;
        let unknown = || Error::mistake("role", "unknown", Text::new("people-role-required"));
        let role = Role::from_code(&body.role).ok_or_else(unknown)?;
        let mut tx = visit.app.db.write().await?;
        let now = tx.now();
        let agency = match &body.agency {
            Some(name) => Some(agency::find_by_name(&mut tx, name).await?.ok_or_else(|| {
                Error::mistake("agency", "unknown", Text::new("people-agency-unknown"))
            })?),
            None => None,
        };
        let new = NewInvitation {
            prefix: &body.prefix,
            first_name: &body.first_name,
            last_name: &body.last_name,
            email: &body.email,
        };
        let (by, app) = (Some(&me.0.id), &visit.app);
        let (one, _) = invitation::invite(&mut tx, app, by, &new, role, agency.as_ref()).await?;
        tx.save().await?;
        Ok(Created::Made(Json(OpenInvitation::new(one, now))))
    }

    /// End an appointment for a reason, as of now.
    #[oai(path = "/appointments/:id", method = "delete")]
    async fn end(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        reason: Query<Option<String>>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        let reason = reason.0.unwrap_or_default();
        appointment::end(&mut tx, &me.0, &id.0, &reason).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Confirm that an appointment is still needed.
    #[oai(path = "/appointments/:id/confirmation", method = "post")]
    async fn confirm(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        appointment::confirm(&mut tx, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Invitations that were neither accepted nor withdrawn.
    #[oai(path = "/invitations", method = "get")]
    async fn invitations(&self, visit: Visit, me: Signed) -> Result<Json<Page<OpenInvitation>>> {
        may_appoint(&me.0)?;
        let mut tx = visit.app.db.read().await?;
        let now = tx.now();
        let open = invitation::open(&mut tx).await?;
        Ok(Json(Page::whole(open.into_iter().map(|one| OpenInvitation::new(one, now)).collect())))
    }

    /// Take an invitation back.
    #[oai(path = "/invitations/:id", method = "delete")]
    async fn withdraw(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        may_appoint(&me.0)?;
        let mut tx = visit.app.db.write().await?;
        invitation::withdraw(&mut tx, &me.0.id, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Write the letter of an invitation anew, with a new link.
    #[oai(path = "/invitations/:id/letters", method = "post")]
    async fn send_again(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        may_appoint(&me.0)?;
        let mut tx = visit.app.db.write().await?;
        invitation::send_again(&mut tx, &visit.app, &me.0.id, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Accept an invitation. An account that has a password sends its token; a new one sends its
    /// name and a password.
    #[oai(path = "/invitation-acceptances", method = "post")]
    async fn accept(&self, visit: Visit, body: Json<NewAcceptance>) -> Result<Created<Acceptance>> {
        let joining = Joining {
            prefix: &body.prefix,
            first_name: &body.first_name,
            last_name: &body.last_name,
            password: &body.password,
        };
        let me = visit.actor.as_ref().filter(|me| me.only_domain.is_none());
        let one = acceptance::accept(&visit.app, me, &body.token, &joining).await?;
        Ok(Created::Made(Json(Acceptance { role: one.role, agency: one.agency })))
    }
}
