//! Whom each operation of the API is for. An operation that stands in no line answers 404.

use crate::{
    identity::access::{
        Act::{
            AppointAdmins, AppointPeople, DecideCertificateRequests, DecideNameChanges,
            DecideRequests, EnrolDesks, HelpAccounts, KeepDesigns, KeepHolidays, ManageAccounts,
            MergePeople, OpenDomains, ReadAudit, ResetSecondFactor, ReviewCertificateRequests,
            ReviewRequests, RevokeCertificates, SeeDesigns, SeeDomains, SetBudget,
            TakeCertificates, VerifyAtDesk,
        },
        To::{Everyone, May, Person, Proved, Sensitive},
    },
    web::api_table::Operations,
};

/// Every operation.
pub fn all() -> Operations {
    let learning = verifying(learning(Operations::default()));
    let learning = decided(promised(badges(designs(queue(learning)))));
    mail(workd(desk(own(people(learning)))))
}

fn learning(table: Operations) -> Operations {
    table
        .are(Everyone, &["GET /courses", "GET /courses/{slug}", "GET /certificates/{number}"])
        // Whose they are, the operation asks.
        .are(
            Person,
            &[
                "POST /enrolments",
                "GET /enrolments/{id}",
                "DELETE /enrolments/{id}",
                "POST /enrolments/{id}/events",
                "POST /enrolments/{id}/attempts",
                "POST /enrolments/{id}/certificate-requests",
                "PUT /attempts/{id}/answers",
                "POST /attempts/{id}/submission",
                "GET /me/enrolments",
                "GET /me/history",
                "GET /certificates/{number}/pdf",
            ],
        )
        .are(May(&[ReviewCertificateRequests]), &["GET /certificate-requests"])
        .are(
            May(&[DecideCertificateRequests]),
            &["POST /certificate-requests/{id}/decision", "POST /certificate-request-decisions"],
        )
        .are(May(&[RevokeCertificates]), &["POST /certificates/{number}/revocation"])
}

/// Certificates as Open Badges.
fn badges(table: Operations) -> Operations {
    table.are(Everyone, &["GET /certificates/{number}/credential"])
}

/// What more the queue of certificate requests offers.
fn queue(table: Operations) -> Operations {
    table.are(
        May(&[ReviewCertificateRequests]),
        &[
            "GET /certificate-requests/{id}",
            "GET /certificate-request-views",
            "POST /certificate-request-views",
            "DELETE /certificate-request-views/{id}",
        ],
    )
}

/// How certificates look.
fn designs(table: Operations) -> Operations {
    table
        .are(
            May(&[SeeDesigns]),
            &[
                "GET /certificate-designs",
                "GET /certificate-designs/{id}",
                "GET /certificate-designs/{id}/preview/pdf",
            ],
        )
        .are(
            May(&[KeepDesigns]),
            &[
                "POST /certificate-designs",
                "PUT /certificate-designs/{id}",
                "POST /certificate-seals",
                "PUT /courses/{slug}/certificate-design",
            ],
        )
}

/// How officers decide together, and what they and the learner say to each other.
fn decided(table: Operations) -> Operations {
    table
        .are(
            Person,
            &[
                "GET /enrolments/{id}/certificate-messages",
                "POST /enrolments/{id}/certificate-messages",
            ],
        )
        .are(
            May(&[ReviewCertificateRequests]),
            &[
                "GET /certificate-requests/{id}/messages",
                "GET /certificate-leaves",
                "GET /certificate-policies",
                "GET /certificate-policies/{course}",
            ],
        )
        .are(
            May(&[DecideCertificateRequests]),
            &[
                "POST /certificate-requests/{id}/messages",
                "POST /certificate-requests/{id}/claim",
                "PUT /certificate-requests/{id}/claim",
                "DELETE /certificate-requests/{id}/claim",
                "GET /certificate-request-decisions",
                "POST /certificate-leaves",
                "DELETE /certificate-leaves/current",
            ],
        )
        .are(
            Sensitive(&[DecideCertificateRequests]),
            &[
                "DELETE /certificate-requests/{id}/decision",
                "POST /certificate-request-reopenings",
                "PUT /certificate-policies/{course}",
            ],
        )
}

/// Files set beside records, certificates in the place of others, and archives of them.
fn verifying(table: Operations) -> Operations {
    table
        .are(Everyone, &["POST /certificate-comparisons", "POST /certificates/{number}/disclosure"])
        .are(May(&[RevokeCertificates]), &["GET /certificates/{number}/replacement"])
        .are(Sensitive(&[RevokeCertificates]), &["POST /certificates/{number}/replacement"])
        .are(
            May(&[TakeCertificates]),
            &[
                "GET /courses/{slug}/certificates",
                "GET /certificate-bundles/{id}",
                "GET /certificate-bundles/{id}/file",
            ],
        )
        .are(Sensitive(&[TakeCertificates]), &["POST /certificate-bundles"])
}

fn people(table: Operations) -> Operations {
    table
        .are(Everyone, &["POST /signups", "POST /sessions", "POST /invitation-acceptances"])
        .are(Person, &["GET /me", "DELETE /sessions/current"])
        .are(May(&[AppointPeople]), &["GET /appointments", "GET /invitations"])
        .are(
            Sensitive(&[AppointPeople]),
            &[
                "POST /appointments",
                "DELETE /appointments/{id}",
                "POST /appointments/{id}/confirmation",
                "DELETE /invitations/{id}",
                "POST /invitations/{id}/letters",
            ],
        )
        .are(May(&[MergePeople]), &["POST /merge-comparisons", "GET /merges", "GET /merges/{id}"])
        .are(Sensitive(&[MergePeople]), &["POST /merges", "DELETE /merges/{id}"])
}

/// What people do with their own account and data.
fn own(table: Operations) -> Operations {
    table
        // One-time links say whose they are; nobody need be logged in to follow one.
        .are(
            Everyone,
            &[
                "POST /email-changes/approvals",
                "POST /email-changes/confirmations",
                "POST /email-changes/refusals",
            ],
        )
        .are(
            Person,
            &[
                "GET /me/verification",
                "GET /me/description",
                "PUT /me/description",
                "PUT /me/password",
                "GET /me/sessions",
                "DELETE /me/sessions",
                "DELETE /me/sessions/{id}",
                "GET /me/tokens",
                "DELETE /me/tokens/{id}",
                "GET /me/name-changes",
                "POST /me/name-changes",
                "DELETE /me/name-changes/current",
                "GET /me/email-changes",
                "POST /me/email-changes",
                "DELETE /me/email-changes/current",
                "POST /sessions/current/second-factor",
                "GET /me/second-factor",
                "POST /me/second-factor/app",
                "PUT /me/second-factor/app",
                "DELETE /me/second-factor/app",
                "DELETE /me/second-factor/passkeys/{id}",
                "POST /me/second-factor/recovery-codes",
                "GET /me/privacy",
                "POST /me/privacy/consents",
                "DELETE /me/privacy/erasure",
            ],
        )
        .are(
            Proved,
            &[
                "POST /me/tokens",
                "POST /me/privacy/export",
                "POST /me/privacy/export/file",
                "POST /me/privacy/erasure",
            ],
        )
        .are(May(&[DecideNameChanges]), &["GET /people/name-changes"])
        .are(Sensitive(&[DecideNameChanges]), &["POST /people/name-changes/{id}/decision"])
        .are(Sensitive(&[ResetSecondFactor]), &["POST /second-factor-resets"])
        .are(May(&[ReadAudit]), &["GET /audit"])
}

/// Registration desks. A reader signs what it says and has no session.
fn desk(table: Operations) -> Operations {
    table
        .are(
            Everyone,
            &[
                "POST /desk/agents",
                "POST /desk/challenges",
                "POST /desk/reads",
                "POST /desk/failures",
            ],
        )
        // An officer chooses a reader from the list.
        .are(May(&[VerifyAtDesk, EnrolDesks]), &["GET /desk/agents"])
        .are(May(&[EnrolDesks]), &["POST /desk/agents/{id}/revocation"])
        .are(
            May(&[VerifyAtDesk]),
            &["POST /desk/cases", "GET /desk/cases/{id}", "POST /desk/cases/{id}/decision"],
        )
}

fn workd(table: Operations) -> Operations {
    table
        .are(
            Person,
            &[
                "GET /workd/requests",
                "POST /workd/requests",
                "GET /workd/requests/{id}",
                "PUT /workd/requests/{id}",
                "GET /workd/requests/{id}/files/{file}",
                "GET /workd/requests/{id}/form/pdf",
                "POST /workd/requests/{id}/signed-form",
                "POST /workd/requests/{id}/submission",
                "POST /workd/requests/{id}/withdrawal",
                "GET /workd/domains",
            ],
        )
        .are(
            May(&[DecideRequests]),
            &["POST /workd/requests/{id}/decision", "POST /workd/letters/{id}/settlement"],
        )
        .are(May(&[ReviewRequests]), &["GET /workd/letters"])
        .are(May(&[SetBudget, ReviewRequests]), &["GET /workd/budget"])
        .are(May(&[SetBudget]), &["PUT /workd/budget"])
        .are(Person, &["GET /workd/holidays"])
        .are(May(&[KeepHolidays]), &["POST /workd/holidays", "DELETE /workd/holidays/{day}"])
}

fn mail(table: Operations) -> Operations {
    table
        .are(
            May(&[SeeDomains]),
            &[
                "GET /workd/domains/{name}",
                "POST /workd/domains/{name}/dns-checks",
                "GET /workd/domains/{name}/accounts",
                "GET /workd/domains/{name}/accounts/{local_part}",
                "GET /workd/domains/{name}/admins",
                "GET /workd/domains/{name}/aliases",
                "GET /workd/domains/{name}/groups",
                "GET /workd/domains/{name}/relay",
                "GET /workd/domains/{name}/reviews",
            ],
        )
        .are(
            May(&[OpenDomains]),
            &[
                "POST /workd/domains/{name}/opening",
                "POST /workd/domains/{name}/suspension",
                "DELETE /workd/domains/{name}/suspension",
                "PUT /workd/domains/{name}/relay",
                "POST /workd/domains/{name}/relay/clients",
                "DELETE /workd/domains/{name}/relay/clients/{id}",
            ],
        )
        .are(May(&[ManageAccounts, OpenDomains]), &["POST /workd/domains/{name}/dkim-rotations"])
        .are(
            May(&[AppointAdmins]),
            &["POST /workd/domains/{name}/admins", "DELETE /workd/domains/{name}/admins/{id}"],
        )
        .are(
            May(&[HelpAccounts]),
            &["POST /workd/domains/{name}/accounts/{local_part}/password-resets"],
        )
        .are(
            May(&[ManageAccounts]),
            &[
                "POST /workd/domains/{name}/accounts",
                "PATCH /workd/domains/{name}/accounts/{local_part}",
                "DELETE /workd/domains/{name}/accounts/{local_part}",
                "GET /workd/domains/{name}/accounts/{local_part}/app-passwords",
                "POST /workd/domains/{name}/accounts/{local_part}/app-passwords",
                "DELETE /workd/domains/{name}/accounts/{local_part}/app-passwords/{id}",
                "POST /workd/domains/{name}/accounts/{local_part}/restoration",
                "POST /workd/domains/{name}/accounts/{local_part}/suspension",
                "DELETE /workd/domains/{name}/accounts/{local_part}/suspension",
                "POST /workd/domains/{name}/aliases",
                "PUT /workd/domains/{name}/aliases/{local_part}",
                "DELETE /workd/domains/{name}/aliases/{local_part}",
                "POST /workd/domains/{name}/groups",
                "PUT /workd/domains/{name}/groups/{local_part}",
                "DELETE /workd/domains/{name}/groups/{local_part}",
                "GET /workd/domains/{name}/export/csv",
                "POST /workd/domains/{name}/imports",
                "POST /workd/domains/{name}/reviews",
                "PUT /workd/domains/{name}/settings",
                "GET /workd/domains/{name}/tokens",
                "POST /workd/domains/{name}/tokens",
                "DELETE /workd/domains/{name}/tokens/{id}",
            ],
        )
}

/// The measured promise, renewals, and holidays with their versions.
fn promised(table: Operations) -> Operations {
    table
        .are(May(&[ReviewCertificateRequests]), &["GET /certificate-promise"])
        .are(Person, &["POST /certificates/{number}/renewal"])
        .are(May(&[KeepHolidays]), &["PUT /workd/holidays/{day}"])
        .are(Person, &["GET /workd/holiday-years"])
        .are(May(&[KeepHolidays, ReviewRequests]), &["GET /workd/holidays/{day}/versions"])
}
