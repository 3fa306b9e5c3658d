//! may(actor, act): every permission of the product, in one file.

pub mod scope;

use chrono::{DateTime, Duration, Utc};

pub use scope::{Scope, admit_scoped};

use crate::{
    error::{Error, Result},
    id::{AgencyId, DomainId, PersonId},
};

/// What a person was appointed to. Everybody is a learner without appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes and publishes courses.
    CourseAuthor,
    /// Decides certificate requests.
    CertificateOfficer,
    /// Enrols an agency's people and follows their progress.
    LearningCoordinator,
    /// Files the agency's requests.
    AgencyRequester,
    /// Manages the agency's mail accounts.
    AgencyAdmin,
    /// Helps the agency's account holders with forgotten passwords; makes and grants nothing.
    AgencyHelper,
    /// Considers the agencies' requests.
    ServiceOfficer,
    /// Verifies people at a desk.
    DeskOfficer,
    /// Reads every trail.
    Auditor,
    /// Runs the server.
    SystemAdmin,
}

impl Role {
    /// Every role, in the order of the design.
    pub const ALL: [Self; 10] = [
        Self::CourseAuthor,
        Self::CertificateOfficer,
        Self::LearningCoordinator,
        Self::AgencyRequester,
        Self::AgencyAdmin,
        Self::AgencyHelper,
        Self::ServiceOfficer,
        Self::DeskOfficer,
        Self::Auditor,
        Self::SystemAdmin,
    ];

    /// The name in code, API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::CourseAuthor => "course_author",
            Self::CertificateOfficer => "certificate_officer",
            Self::LearningCoordinator => "learning_coordinator",
            Self::AgencyRequester => "agency_requester",
            Self::AgencyAdmin => "agency_admin",
            Self::AgencyHelper => "agency_helper",
            Self::ServiceOfficer => "service_officer",
            Self::DeskOfficer => "desk_officer",
            Self::Auditor => "auditor",
            Self::SystemAdmin => "system_admin",
        }
    }

    /// Whether the role belongs to the operator, and so reaches every agency.
    pub fn is_the_operators(self) -> bool {
        !matches!(
            self,
            Self::LearningCoordinator
                | Self::AgencyRequester
                | Self::AgencyAdmin
                | Self::AgencyHelper
        )
    }

    /// The role with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Something that needs a right. What a person does with their own things needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// See the queue of certificate requests with the evidence.
    ReviewCertificateRequests,
    /// Approve, return or reject a certificate request.
    DecideCertificateRequests,
    /// Revoke a certificate.
    RevokeCertificates,
    /// Take all certificates of a course away in one file.
    TakeCertificates,
    /// File an agency's requests for the mail service.
    FileRequests,
    /// See the queue of the agencies' requests.
    ReviewRequests,
    /// Decide an agency's request, settle letters that match none.
    DecideRequests,
    /// Set how many accounts the platform may give out.
    SetBudget,
    /// Add and take away government holidays.
    KeepHolidays,
    /// See a domain with its DNS, its accounts and what was done to it.
    SeeDomains,
    /// Open, suspend and resume a domain.
    OpenDomains,
    /// Make and end accounts, aliases, groups; import; set what the agency may set.
    ManageAccounts,
    /// Send a holder the link to a new password.
    HelpAccounts,
    /// Name and dismiss the other administrators; for the main one alone.
    AppointAdmins,
    /// Verify people at a desk: with a card and a face, or with papers and a second officer.
    VerifyAtDesk,
    /// Enrol, confirm and revoke the card readers of desks.
    EnrolDesks,
    /// Take away the second factor of somebody who lost all of theirs.
    ResetSecondFactor,
    /// See and decide what verified people ask for their names to be.
    DecideNameChanges,
    /// Read the whole audit trail.
    ReadAudit,
    /// See a full citizen id, with a reason and a trace.
    ViewCitizenId,
    /// Invite people to roles, confirm and end their appointments.
    AppointPeople,
    /// Make two accounts of one person one, and undo it.
    MergePeople,
    /// Make and change the designs of certificates, and choose one for a course.
    KeepDesigns,
    /// See the designs of certificates.
    SeeDesigns,
}

impl Act {
    fn is_about_domains(&self) -> bool {
        matches!(
            self,
            Self::SeeDomains
                | Self::OpenDomains
                | Self::ManageAccounts
                | Self::HelpAccounts
                | Self::AppointAdmins
        )
    }
}

/// Whom a page is for; the table in `routes` has one for each method and path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Everybody, logged in or not.
    Everyone,
    /// Whoever is logged in; what is not theirs the page does not find.
    Person,
    /// Whoever is logged in, with a fresh second proof if they have one: what hands out or ends all
    /// that is theirs.
    Proved,
    /// Whoever is logged in to a mail account, which is no person of the product: the page asks.
    MailboxHolder,
    /// Whoever may do one of these somewhere; where exactly, the page asks with `may_in`.
    May(&'static [Act]),
    /// The same with a fresh second proof: what cannot be taken back, or hands data out.
    Sensitive(&'static [Act]),
}

/// Lets a request through to its page, or says why not.
///
/// # Errors
/// `LogInNeeded`, `Forbidden`, or `NotFound` where even the name is not for everybody;
/// `SecondFactorNeeded` for somebody appointed whose rights are withheld, `SecondFactorStale` where
/// the last proof is too old for this page.
pub fn admit(to: &To, actor: Option<&Actor>, now: DateTime<Utc>) -> Result<()> {
    let acts = match to {
        To::Everyone | To::MailboxHolder => return Ok(()),
        To::Person => return actor.map(drop).ok_or(Error::LogInNeeded),
        To::Proved => {
            let actor = actor.ok_or(Error::LogInNeeded)?;
            // Their own things need no appointment, so nothing is withheld from them here.
            return if actor.withheld { Ok(()) } else { actor.step_up(now) };
        }
        To::May(acts) | To::Sensitive(acts) => acts,
    };
    let actor = actor.ok_or(Error::LogInNeeded)?;
    if actor.withheld {
        return Err(Error::SecondFactorNeeded);
    }
    if !acts.iter().any(|act| actor.may(*act)) {
        // Whoever sees no domain is not told which ones there are.
        let hidden = acts.iter().any(Act::is_about_domains) && !actor.may(Act::SeeDomains);
        return Err(if hidden { Error::not_found() } else { Error::Forbidden });
    }
    if matches!(to, To::Sensitive(_)) { actor.step_up(now) } else { Ok(()) }
}

/// How old a second proof may be before what cannot be taken back.
pub const FRESH: Duration = Duration::minutes(15);

/// Someone who is logged in.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub id: PersonId,
    /// Full name in Thai, with the prefix.
    pub name: String,
    /// Where letters go.
    pub email: String,
    /// Whether the address was confirmed by its link.
    pub email_confirmed: bool,
    /// `pending`, `verified`, `refused` or `none`.
    pub verification: String,
    /// Appointments that have not ended.
    pub grants: Vec<Grant>,
    /// The session this request came by.
    pub session: String,
    /// The one domain that the token is for, if it is a domain's token.
    pub only_domain: Option<DomainId>,
    /// Whether this is a personal token, which nobody stands behind at the moment it is used.
    pub is_personal_token: bool,
    /// When a second proof was given in this session, the last time.
    pub second_proof_at: Option<DateTime<Utc>>,
    /// Whether an app or a passkey is set up.
    pub has_second_factor: bool,
    /// Whether there are appointments that `grants` leaves out until a second proof is given.
    pub withheld: bool,
}

/// One appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// To what.
    pub role: Role,
    /// Within which agency; none for the operator's own people.
    pub agency: Option<AgencyId>,
    /// Whether this is the agency's one main administrator.
    pub main: bool,
}

impl Grant {
    fn allows(&self, act: Act) -> bool {
        // A role within an agency, without the agency, reaches nothing at all.
        let somewhere = self.agency.is_some() || self.role.is_the_operators();
        somewhere && allows(self.role, act) && (self.main || act != Act::AppointAdmins)
    }
}

impl Actor {
    /// Whether the second proof is fresh enough for what cannot be taken back, or hands data out.
    /// Whoever has no second factor, and need have none, passes.
    ///
    /// # Errors
    /// `SecondFactorNeeded`, `SecondFactorStale`.
    pub fn step_up(&self, now: DateTime<Utc>) -> Result<()> {
        if self.withheld {
            return Err(Error::SecondFactorNeeded);
        }
        if self.has_second_factor && (self.is_personal_token || !self.has_proved_lately(now)) {
            return Err(Error::SecondFactorStale);
        }
        Ok(())
    }

    /// Whether the last second proof is fresh.
    pub fn has_proved_lately(&self, now: DateTime<Utc>) -> bool {
        self.second_proof_at.is_some_and(|at| now - at <= FRESH)
    }

    /// Whether this person may do `act` somewhere; what is done to an agency asks `may_in`.
    pub fn may(&self, act: Act) -> bool {
        self.only_domain.is_none() && self.grants.iter().any(|grant| grant.allows(act))
    }

    /// Whether this person may do `act` to what belongs to `agency`.
    pub fn may_in(&self, act: Act, agency: &AgencyId) -> bool {
        self.grants.iter().any(|grant| {
            grant.allows(act)
                && match &grant.agency {
                    Some(own) => own == agency,
                    None => grant.role.is_the_operators(),
                }
        })
    }

    /// The agencies whose people's things this person may `act` on; the operator's people are not
    /// bound to any and are not asked.
    pub fn agencies(&self, act: Act) -> Vec<AgencyId> {
        let own = self.grants.iter().filter(|grant| grant.allows(act));
        own.filter_map(|grant| grant.agency.clone()).collect()
    }

    /// Whether this person may do `act` to every agency, as the operator's people may.
    pub fn may_everywhere(&self, act: Act) -> bool {
        self.only_domain.is_none()
            && self.grants.iter().any(|grant| grant.role.is_the_operators() && grant.allows(act))
    }

    /// Whether a citizen identity stands behind the account.
    pub fn is_verified(&self) -> bool {
        self.verification == "verified"
    }

    /// The first appointment, for the menu.
    pub fn first_role(&self) -> Option<&'static str> {
        self.grants.first().map(|grant| grant.role.code())
    }
}

/// The table of permissions.
fn allows(role: Role, act: Act) -> bool {
    match act {
        Act::ReviewCertificateRequests => matches!(role, Role::CertificateOfficer | Role::Auditor),
        Act::TakeCertificates => matches!(role, Role::CertificateOfficer),
        Act::DecideCertificateRequests | Act::RevokeCertificates => {
            matches!(role, Role::CertificateOfficer)
        }
        Act::FileRequests => matches!(role, Role::AgencyRequester | Role::AgencyAdmin),
        Act::ReviewRequests => matches!(role, Role::ServiceOfficer | Role::Auditor),
        Act::DecideRequests | Act::OpenDomains => matches!(role, Role::ServiceOfficer),
        Act::SetBudget | Act::KeepHolidays => {
            matches!(role, Role::ServiceOfficer | Role::SystemAdmin)
        }
        Act::SeeDomains => matches!(
            role,
            Role::AgencyAdmin | Role::AgencyHelper | Role::ServiceOfficer | Role::Auditor
        ),
        Act::ManageAccounts | Act::AppointAdmins => matches!(role, Role::AgencyAdmin),
        Act::HelpAccounts => matches!(role, Role::AgencyAdmin | Role::AgencyHelper),
        Act::VerifyAtDesk => matches!(role, Role::DeskOfficer),
        Act::EnrolDesks => matches!(role, Role::SystemAdmin),
        Act::ResetSecondFactor => matches!(role, Role::SystemAdmin),
        Act::DecideNameChanges => matches!(role, Role::DeskOfficer),
        Act::ReadAudit => matches!(role, Role::Auditor | Role::SystemAdmin),
        // Who compares a card with a person, and who checks who stands behind a request: nobody
        // who runs or audits the server needs the number.
        Act::ViewCitizenId => matches!(role, Role::DeskOfficer | Role::ServiceOfficer),
        Act::AppointPeople => matches!(role, Role::SystemAdmin),
        Act::MergePeople => matches!(role, Role::DeskOfficer),
        Act::KeepDesigns => matches!(role, Role::CourseAuthor),
        Act::SeeDesigns => {
            matches!(role, Role::CourseAuthor | Role::CertificateOfficer | Role::Auditor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_looks_and_only_the_officer_decides() {
        for role in Role::ALL {
            let officer = role == Role::CertificateOfficer;
            assert_eq!(allows(role, Act::DecideCertificateRequests), officer, "{role:?}");
            assert_eq!(allows(role, Act::RevokeCertificates), officer, "{role:?}");
            let looks = officer || role == Role::Auditor;
            assert_eq!(allows(role, Act::ReviewCertificateRequests), looks, "{role:?}");
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }

    #[test]
    fn an_agencys_people_reach_their_own_agency_alone() {
        let actor = |role, agency: Option<&str>, main| Actor {
            id: "p".into(),
            name: String::new(),
            email: String::new(),
            email_confirmed: true,
            verification: "none".into(),
            grants: vec![Grant { role, agency: agency.map(Into::into), main }],
            session: String::new(),
            only_domain: None,
            is_personal_token: false,
            second_proof_at: None,
            has_second_factor: false,
            withheld: false,
        };
        let (own, other) = (AgencyId::from("own"), AgencyId::from("other"));
        let admin = actor(Role::AgencyAdmin, Some("own"), false);
        assert!(admin.may_in(Act::ManageAccounts, &own));
        assert!(!admin.may_in(Act::ManageAccounts, &other));
        assert!(!admin.may_in(Act::AppointAdmins, &own), "only the main one appoints");
        assert!(actor(Role::AgencyAdmin, Some("own"), true).may_in(Act::AppointAdmins, &own));
        let nowhere = actor(Role::AgencyAdmin, None, true);
        assert!(!nowhere.may_in(Act::ManageAccounts, &own));
        assert!(!nowhere.may(Act::ManageAccounts) && !nowhere.may_everywhere(Act::SeeDomains));
        let helper = actor(Role::AgencyHelper, Some("own"), false);
        assert!(helper.may_in(Act::HelpAccounts, &own));
        assert!(!helper.may_in(Act::ManageAccounts, &own), "a helper makes nothing");
        let officer = actor(Role::ServiceOfficer, None, false);
        assert!(
            officer.may_in(Act::OpenDomains, &other) && officer.may_everywhere(Act::SeeDomains)
        );
        assert!(!officer.may_in(Act::ManageAccounts, &other), "DGA opens no mailbox");
    }
}
