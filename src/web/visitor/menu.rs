//! What a page shows to this visitor: menus, buttons, and where they stand.

use super::Inner;
use crate::identity::access::Act;

impl Inner {
    /// Whether this is the demonstration.
    pub fn is_demo(&self) -> bool {
        self.app.config.demo
    }

    /// Whether the visitor may do `act`; for menus and buttons.
    pub fn may(&self, act: Act) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.may(act))
    }

    /// Whether appointments wait for a second proof; for the notice on every page.
    pub fn is_withheld(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.withheld)
    }

    /// Whether the visitor has a second factor.
    pub fn has_second_factor(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.has_second_factor)
    }

    /// Whether the visitor may take away the second factor of others; for the menu.
    pub fn resets_second_factors(&self) -> bool {
        self.may(Act::ResetSecondFactor)
    }

    /// Whether the visitor sees the queue of certificate requests; for the menu.
    pub fn reviews_certificates(&self) -> bool {
        self.may(Act::ReviewCertificateRequests)
    }

    /// Whether the visitor revokes certificates and issues others in their place; for buttons.
    pub fn revokes_certificates(&self) -> bool {
        self.may(Act::RevokeCertificates)
    }

    /// Whether the visitor decides certificate requests; for buttons.
    pub fn decides_certificates(&self) -> bool {
        self.may(Act::DecideCertificateRequests)
    }

    /// Whether the visitor sees the designs of certificates; for the menu.
    pub fn sees_designs(&self) -> bool {
        self.may(Act::SeeDesigns)
    }

    /// Whether the visitor considers the agencies' requests; for the menu.
    pub fn reviews_requests(&self) -> bool {
        self.may(Act::ReviewRequests)
    }

    /// Whether the visitor decides the agencies' requests; for buttons.
    pub fn decides_requests(&self) -> bool {
        self.may(Act::DecideRequests)
    }

    /// Whether the visitor appoints people; for the menu.
    pub fn appoints_people(&self) -> bool {
        self.may(Act::AppointPeople)
    }

    /// Whether the visitor makes two accounts one; for the menu.
    pub fn merges_people(&self) -> bool {
        self.may(Act::MergePeople)
    }

    /// Whether the visitor sees domains; for the menu.
    pub fn sees_domains(&self) -> bool {
        self.may(Act::SeeDomains)
    }

    /// Whether the visitor verifies people at a desk; for the menu.
    pub fn works_at_desk(&self) -> bool {
        self.may(Act::VerifyAtDesk)
    }

    /// Whether the visitor enrols card readers; for the menu.
    pub fn enrols_desks(&self) -> bool {
        self.may(Act::EnrolDesks)
    }

    /// Whether the visitor decides about names; for the menu.
    pub fn decides_names(&self) -> bool {
        self.may(Act::DecideNameChanges)
    }

    /// Whether the visitor reads the audit trail; for the menu.
    pub fn reads_audit(&self) -> bool {
        self.may(Act::ReadAudit)
    }

    /// Whether this page is one of workD, so that the frame shows its menu.
    pub fn is_in_workd(&self) -> bool {
        self.is_at("/workd") || self.is_at("/mailbox")
    }

    /// Where the visitor of this page logs in: a mail account is no person of the product.
    pub fn log_in_page(&self) -> &'static str {
        if self.is_at("/mailbox") { "/mailbox/sessions" } else { "/login" }
    }

    /// Whether this page belongs to the menu entry `prefix`.
    pub fn is_at(&self, prefix: &str) -> bool {
        self.path
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// This page in the other language.
    pub fn in_language(&self, code: &str) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query.split('&').filter(|pair| {
            !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("notice=")
        });
        let query: Vec<&str> = kept.collect();
        let more = if query.is_empty() { String::new() } else { format!("&{}", query.join("&")) };
        format!("{path}?lang={code}{more}")
    }
}
