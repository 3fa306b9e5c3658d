//! may(actor, act): every permission of the product, in one file.

use crate::id::{AgencyId, PersonId};

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
    pub const ALL: [Self; 9] = [
        Self::CourseAuthor,
        Self::CertificateOfficer,
        Self::LearningCoordinator,
        Self::AgencyRequester,
        Self::AgencyAdmin,
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
            Self::ServiceOfficer => "service_officer",
            Self::DeskOfficer => "desk_officer",
            Self::Auditor => "auditor",
            Self::SystemAdmin => "system_admin",
        }
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
}

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
}

/// One appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// To what.
    pub role: Role,
    /// Within which agency; none for the operator's own people.
    pub agency: Option<AgencyId>,
}

impl Actor {
    /// Whether this person may do `act`.
    pub fn may(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| allows(grant.role, act))
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
        Act::DecideCertificateRequests | Act::RevokeCertificates => {
            matches!(role, Role::CertificateOfficer)
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
}
