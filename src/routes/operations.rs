//! Whom each operation of the API is for. An operation that stands in no line answers 404.

use crate::{
    identity::access::{
        Act::{
            AppointAdmins, AppointPeople, DecideCertificateRequests, DecideRequests, HelpAccounts,
            KeepHolidays, ManageAccounts, MergePeople, OpenDomains, ReviewCertificateRequests,
            ReviewRequests, RevokeCertificates, SeeDomains, SetBudget,
        },
        To::{Everyone, May, Person},
    },
    web::api_table::Operations,
};

/// Every operation.
pub fn all() -> Operations {
    mail(workd(people(learning(Operations::default()))))
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

fn people(table: Operations) -> Operations {
    table
        .are(Everyone, &["POST /signups", "POST /sessions", "POST /invitation-acceptances"])
        .are(Person, &["GET /me", "DELETE /sessions/current"])
        .are(
            May(&[AppointPeople]),
            &[
                "GET /appointments",
                "POST /appointments",
                "DELETE /appointments/{id}",
                "POST /appointments/{id}/confirmation",
                "GET /invitations",
                "DELETE /invitations/{id}",
                "POST /invitations/{id}/letters",
            ],
        )
        .are(
            May(&[MergePeople]),
            &[
                "POST /merge-comparisons",
                "GET /merges",
                "POST /merges",
                "GET /merges/{id}",
                "DELETE /merges/{id}",
            ],
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
