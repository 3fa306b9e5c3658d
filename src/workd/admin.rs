//! Admin: the one main administrator of an agency, named on the request, and the others it appoints.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::{
        access::{Act, Actor, Role},
        invitation::{self, Invitation, NewInvitation},
        link::{self, Purpose},
        person::{self, NewPerson, PersonKind},
        session,
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text, Value},
    workd::domain::{self, Domain},
};

/// How long the link of the letter to a main administrator lasts, who is named on a request.
pub const INVITATION: Duration = Duration::days(14);

/// Somebody appointed in an agency.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Appointed {
    /// Id of the appointment.
    pub id: String,
    /// Who.
    pub person_id: PersonId,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go.
    pub email: String,
    /// `agency_admin` or `agency_helper`.
    pub role: String,
    /// Whether this is the one main administrator.
    pub main: bool,
    /// Since when.
    pub granted_at: DateTime<Utc>,
    /// Whether a password was ever chosen.
    pub joined: bool,
}

impl Appointed {
    /// The name as Thais write it.
    pub fn full_name(&self) -> String {
        crate::thai::name::full(&self.prefix, &self.first_name, &self.last_name)
    }
}

/// An appointment or an invitation that nobody has accepted yet, for the lists of both.
pub struct Listed {
    /// Id of the appointment or of the invitation.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Where letters go.
    pub email: String,
    /// `agency_admin` or `agency_helper`.
    pub role: String,
    /// Whether this is the one main administrator.
    pub main: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether the invitation was taken up.
    pub joined: bool,
}

impl From<Appointed> for Listed {
    fn from(one: Appointed) -> Self {
        let (name, since) = (one.full_name(), one.granted_at);
        let Appointed { id, email, role, main, joined, .. } = one;
        Self { id, name, email, role, main, since, joined }
    }
}

impl From<Invitation> for Listed {
    fn from(one: Invitation) -> Self {
        let (name, since) = (one.full_name(), one.invited_at);
        let Invitation { id, email, role, .. } = one;
        Self { id, name, email, role, main: false, since, joined: false }
    }
}

/// Administrators and helpers of an agency, the main one first, then those who are only invited.
pub async fn listed(tx: &mut Tx, agency: &AgencyId) -> Result<Vec<Listed>> {
    let mut listed: Vec<Listed> =
        of_agency(tx, agency).await?.into_iter().map(Listed::from).collect();
    let open = invitation::of_agency(tx, agency).await?;
    listed.extend(open.into_iter().filter(|one| is_mail_role(&one.role)).map(Listed::from));
    Ok(listed)
}

/// A person to appoint, as on a request or as typed.
pub struct Named<'a> {
    /// Title before the name.
    pub prefix: &'a str,
    /// Given name.
    pub first_name: &'a str,
    /// Family name.
    pub last_name: &'a str,
    /// Where the invitation goes.
    pub email: &'a str,
}

/// Administrators and helpers of an agency, the main one first.
pub async fn of_agency(tx: &mut Tx, agency: &AgencyId) -> Result<Vec<Appointed>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select m.id, m.person_id, p.prefix, p.first_name, p.last_name, p.email, m.role,
                    coalesce(m.main, $2) as main, m.granted_at,
                    p.password_hash is not null as joined
             from membership m join person p on p.id = m.person_id
             where m.agency_id = $1 and m.ended_at is null
                 and m.role in ('agency_admin', 'agency_helper')
             order by case when m.main then 0 else 1 end, m.id"
        )
        .bind(agency)
        .bind(false)
        .fetch_all(tx)
        .await
    )?)
}

/// The main administrator of an agency, if there is one.
pub async fn main(tx: &mut Tx, agency: &AgencyId) -> Result<Option<Appointed>> {
    Ok(of_agency(tx, agency).await?.into_iter().find(|one| one.main))
}

/// Makes the coordinator of an approved request the agency's one main administrator. Whoever was
/// it before is relieved in the same transaction.
pub async fn make_main(
    tx: &mut Tx,
    app: &App,
    by: &Actor,
    agency: &AgencyId,
    named: &Named<'_>,
) -> Result<PersonId> {
    hold(tx, agency).await?;
    let person = find_or_add(tx, app, agency, named).await?;
    let before = main(tx, agency).await?;
    if before.as_ref().is_some_and(|before| before.person_id == person) {
        return Ok(person);
    }
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update membership set ended_at = $1
             where agency_id = $2 and ended_at is null
                 and (main or (person_id = $3 and role = 'agency_admin'))"
        )
        .bind(now)
        .bind(agency)
        .bind(&person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    grant(tx, Some(&by.id), &person, Role::AgencyAdmin, agency, true).await?;
    let facts = json!({"relieved": before.is_some()});
    audit::record(tx, Some(&by.id), "workd.admin.main", agency.as_str(), facts).await?;
    Ok(person)
}

/// Makes somebody one more administrator beside the main one, who is told.
pub async fn add(
    tx: &mut Tx,
    app: &App,
    by: &Actor,
    agency: &AgencyId,
    named: &Named<'_>,
    main: &Appointed,
) -> Result<PersonId> {
    let person = find_or_add(tx, app, agency, named).await?;
    let there = of_agency(tx, agency).await?;
    if there.iter().any(|one| one.person_id == person && one.role == "agency_admin") {
        return Ok(person);
    }
    grant(tx, Some(&by.id), &person, Role::AgencyAdmin, agency, false).await?;
    let values = [
        ("name", Value::from(main.full_name())),
        ("who", crate::thai::name::full(named.prefix, named.first_name, named.last_name).into()),
        ("url", app.url("/workd/domains").into()),
    ];
    mail::send(tx, &main.email, Locale::Th, "mail-admin-added", &values).await?;
    Ok(person)
}

/// The address that finishes an invitation: to choose a password, or to log in where there is one.
pub async fn invitation_url(tx: &mut Tx, app: &App, id: &PersonId) -> Result<String> {
    let joined: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from person where id = $1 and password_hash is not null"
        )
        .bind(id)
        .fetch_one(tx)
        .await
    )?;
    if joined > 0 {
        return Ok(app.url("/workd/domains"));
    }
    let token = link::make(tx, id, Purpose::Password, INVITATION).await?;
    Ok(app.url(&format!("/password-resets/{token}")))
}

/// Invites another administrator or a helper by a letter; the role is granted when it is accepted.
///
/// # Errors
/// Mistakes in the fields; `Forbidden` for everybody but the main administrator.
pub async fn appoint(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    domain: &Domain,
    role: &str,
    named: &Named<'_>,
) -> Result<Listed> {
    if !domain::may(me, Act::AppointAdmins, domain) {
        return Err(Error::Forbidden);
    }
    me.step_up(tx.now())?;
    let role = match role {
        "agency_admin" => Role::AgencyAdmin,
        "agency_helper" => Role::AgencyHelper,
        _ => return Err(Error::mistake("role", "unknown", Text::new("request-choice-unknown"))),
    };
    let shape = |_| Error::mistake("last_name", "name", Text::new("request-name-shape"));
    text::check_name(named.last_name).map_err(shape)?;
    hold(tx, &domain.agency_id).await?;
    let there = of_agency(tx, &domain.agency_id).await?;
    let email = person::email_key(named.email);
    if there.iter().any(|one| one.email == email) {
        return Err(Error::mistake("email", "taken", Text::new("admin-already-appointed")));
    }
    let new = NewInvitation {
        prefix: named.prefix,
        first_name: named.first_name,
        last_name: named.last_name,
        email: named.email,
    };
    let agency = Some(&domain.agency_id);
    let (one, _) = invitation::invite(tx, app, Some(&me.id), &new, role, agency).await?;
    let (subject, facts) = (domain.agency_id.as_str(), json!({"role": role.code()}));
    audit::record(tx, Some(&me.id), "workd.admin.invited", subject, facts).await?;
    Ok(one.into())
}

/// Ends an appointment. The main administrator is changed by a request, which DGA sees.
pub async fn dismiss(tx: &mut Tx, me: &Actor, domain: &Domain, appointment: &str) -> Result<()> {
    if !domain::may(me, Act::AppointAdmins, domain) {
        return Err(Error::Forbidden);
    }
    me.step_up(tx.now())?;
    let there = of_agency(tx, &domain.agency_id).await?;
    let Some(one) = there.iter().find(|one| one.id == appointment) else {
        return take_back(tx, me, domain, appointment).await;
    };
    if one.main {
        return Err(Error::conflict("main-admin", Text::new("admin-main-by-request")));
    }
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update membership set ended_at = $1, ended_by = $2
             where id = $3 and ended_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(appointment)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"role": one.role});
    let subject = one.person_id.as_str();
    audit::record(tx, Some(&me.id), "membership.ended", subject, facts.clone()).await?;
    let subject = domain.agency_id.as_str();
    audit::record(tx, Some(&me.id), "workd.admin.dismissed", subject, facts).await
}

/// Withdraws an invitation of this agency that nobody has accepted yet.
async fn take_back(tx: &mut Tx, me: &Actor, domain: &Domain, id: &str) -> Result<()> {
    let open = invitation::of_agency(tx, &domain.agency_id).await?;
    let Some(one) = open.iter().find(|one| one.id == id && is_mail_role(&one.role)) else {
        return Err(Error::not_found());
    };
    invitation::withdraw(tx, &me.id, id).await?;
    let (subject, facts) = (domain.agency_id.as_str(), json!({"role": one.role}));
    audit::record(tx, Some(&me.id), "workd.admin.dismissed", subject, facts).await
}

fn is_mail_role(role: &str) -> bool {
    matches!(role, "agency_admin" | "agency_helper")
}

/// Holds every other appointment in the agency back until this transaction ends.
async fn hold(tx: &mut Tx, agency: &AgencyId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update agency set name_th = name_th where id = $1")
            .bind(agency)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// Whoever has the address. Somebody who signed up with it and never showed that letters arrive
/// there may not be its owner: that password and its sessions end, and the invitation leads to a
/// new one.
async fn find_or_add(
    tx: &mut Tx,
    app: &App,
    agency: &AgencyId,
    named: &Named<'_>,
) -> Result<PersonId> {
    if let Some(known) = person::credentials(tx, app, named.email).await? {
        if known.password_hash.is_some() && !person::has_confirmed(tx, &known.id).await? {
            person::take_password(tx, &known.id).await?;
            session::end_all(tx, &known.id, None).await?;
        }
        return Ok(known.id);
    }
    let new = NewPerson {
        prefix: named.prefix,
        first_name: named.first_name,
        last_name: named.last_name,
        birth_date: None,
        email: named.email,
        kind: PersonKind::CivilServant,
        agency: Some(agency.clone()),
        agency_name: None,
        citizen_id: None,
        verification: "none",
        route: None,
        password_hash: None,
        locale: "th",
    };
    person::add(tx, app, new).await
}

async fn grant(
    tx: &mut Tx,
    by: Option<&PersonId>,
    person: &PersonId,
    role: Role,
    agency: &AgencyId,
    main: bool,
) -> Result<()> {
    person::appoint(tx, by, person, role, Some(agency)).await?;
    if main {
        sql!(
            tx,
            sqlx::query(
                "update membership set main = $1
                 where person_id = $2 and agency_id = $3 and role = $4 and ended_at is null"
            )
            .bind(true)
            .bind(person)
            .bind(agency)
            .bind(role.code())
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    Ok(())
}
