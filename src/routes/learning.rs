//! Pages of learning: courses, one's places on them, and certificates.

use crate::{
    identity::access::{
        Act::{
            DecideCertificateRequests, ReviewCertificateRequests, RevokeCertificates,
            TakeCertificates,
        },
        To::{Everyone, May, Person, Sensitive},
    },
    learning::pages::{
        approvals, attempts, certificate_bundles, certificate_requests, certificates,
        course_certificates, courses, decisions, enrolments, events, history, home, lessons, me,
        media, places, replacements, revocations, verifications,
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    verified(certified(learnt(pages)))
}

fn learnt(pages: Pages) -> Pages {
    pages
        .get("/", Everyone, home::show)
        .get("/courses", Everyone, courses::index)
        .get("/courses/:slug", Everyone, courses::show)
        // Whoever is not logged in is led to the log-in and back to the course.
        .post("/enrolments", Everyone, enrolments::create)
        .delete("/enrolments/:id", Person, enrolments::destroy)
        .post("/enrolments/:id/events", Person, events::create)
        .post("/enrolments/:id/certificate-requests", Person, certificate_requests::create)
        .get("/learn/:enrolment", Person, places::show)
        .get("/learn/:enrolment/lessons/:lesson", Person, lessons::show)
        .post("/learn/:enrolment/lessons/:lesson/attempts", Person, attempts::create)
        .get("/attempts/:id", Person, attempts::show)
        .put("/attempts/:id/answers", Person, attempts::answers::update)
        .post("/attempts/:id/submission", Person, attempts::submission::create)
        .get("/media/:name", Everyone, media::show)
        .get("/me", Person, me::show)
        .get("/me/history", Person, history::show)
}

fn certified(pages: Pages) -> Pages {
    let reviewers = May(&[ReviewCertificateRequests]);
    let deciders = Sensitive(&[DecideCertificateRequests]);
    pages
        .get("/approvals", reviewers, approvals::index)
        .get("/approvals/:id", reviewers, approvals::show)
        .post("/approvals/:id/decision", deciders, decisions::create)
        .post("/certificate-request-decisions", deciders, decisions::bulk::create)
        .get("/certificates/:name", Everyone, certificates::show)
        .post(
            "/certificates/:number/revocation",
            Sensitive(&[RevokeCertificates]),
            revocations::create,
        )
}

fn verified(pages: Pages) -> Pages {
    let revokers = May(&[RevokeCertificates]);
    pages
        .get("/verify", Everyone, verifications::new)
        .get("/verify/:number", Everyone, verifications::show)
        .post("/verify/:number/disclosure", Everyone, verifications::disclosures::create)
        // Whoever has a file in hand need have no account.
        .post("/verifications", Everyone, verifications::create)
        .get("/certificates/:number/revocation/new", revokers, revocations::new)
        .get("/certificates/:number/replacement/new", revokers, replacements::new)
        .post(
            "/certificates/:number/replacement",
            Sensitive(&[RevokeCertificates]),
            replacements::create,
        )
        .get("/courses/:slug/certificates", May(&[TakeCertificates]), course_certificates::index)
        .post(
            "/courses/:slug/certificates/bundles",
            Sensitive(&[TakeCertificates]),
            course_certificates::create,
        )
        .get("/certificate-bundles/:id", May(&[TakeCertificates]), certificate_bundles::show)
        // The proof was given when it was asked for: a broken line is gone on with hours later.
        .get(
            "/certificate-bundles/:id/file",
            May(&[TakeCertificates]),
            certificate_bundles::files::show,
        )
}
