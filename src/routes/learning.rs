//! Pages of learning: courses, one's places on them, and certificates.

use crate::{
    identity::access::{
        Act::{
            DecideCertificateRequests, KeepDesigns, ReviewCertificateRequests, RevokeCertificates,
            SeeDesigns, TakeCertificates,
        },
        To::{Everyone, May, Person, Sensitive},
    },
    learning::pages::{
        achievements, approvals, attempts, certificate_bundles, certificate_designs,
        certificate_messages, certificate_policies, certificate_requests, certificates, claims,
        course_certificates, courses, credentials, decisions, enrolments, events, history, home,
        issuers, leaves, lessons, me, media, places, promises, renewals, replacements, revocations,
        saved_views, verifications,
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    verified(decided(designed(promised(badges(queued(certified(learnt(pages))))))))
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
        .get("/verifications", Everyone, verifications::index)
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

/// Certificates as Open Badges: documents for programs elsewhere.
fn badges(pages: Pages) -> Pages {
    pages
        .get("/credentials/:name", Everyone, credentials::show)
        .get("/credentials/status/:list", Everyone, credentials::status::show)
        .get("/achievements/:slug", Everyone, achievements::show)
        .get("/issuer", Everyone, issuers::show)
        .get("/.well-known/did.json", Everyone, issuers::did::show)
}

/// Views of the queue that an officer saved.
fn queued(pages: Pages) -> Pages {
    let reviewers = May(&[ReviewCertificateRequests]);
    pages.post("/saved-views", reviewers, saved_views::create).delete(
        "/saved-views/:id",
        reviewers,
        saved_views::destroy,
    )
}

/// The measured promise, and certificates that are renewed.
fn promised(pages: Pages) -> Pages {
    let reviewers = May(&[ReviewCertificateRequests]);
    pages
        .get("/approvals/promise", reviewers, promises::show)
        .get("/approvals/promise.csv", reviewers, promises::sheet::show)
        .post("/certificates/:number/renewal", Person, renewals::create)
}

/// How certificates look.
fn designed(pages: Pages) -> Pages {
    use certificate_designs as designs;
    let (sees, keeps) = (May(&[SeeDesigns]), May(&[KeepDesigns]));
    pages
        .get("/certificate-designs", sees, designs::index)
        .post("/certificate-designs", keeps, designs::create)
        .get("/certificate-designs/new", keeps, designs::new)
        .get("/certificate-designs/:id", sees, designs::show)
        .put("/certificate-designs/:id", keeps, designs::update)
        .get("/certificate-designs/:id/edit", keeps, designs::edit)
        .get("/certificate-designs/:id/preview.pdf", sees, designs::previews::show)
        .post("/certificate-designs/:id/courses", keeps, designs::courses::create)
        .get("/certificate-seals/:seal", sees, designs::seals::show)
}

/// How officers decide together, and what they and the learner say to each other.
fn decided(pages: Pages) -> Pages {
    let reviewers = May(&[ReviewCertificateRequests]);
    let officers = May(&[DecideCertificateRequests]);
    let deciders = Sensitive(&[DecideCertificateRequests]);
    pages
        .delete("/approvals/:id/decision", deciders, decisions::destroy)
        .delete("/certificate-request-decisions", deciders, decisions::bulk::destroy)
        .post("/approvals/:id/claim", officers, claims::create)
        .put("/approvals/:id/claim", officers, claims::update)
        .delete("/approvals/:id/claim", officers, claims::destroy)
        .post("/approvals/:id/messages", officers, certificate_messages::create)
        .post("/learn/:enrolment/messages", Person, certificate_messages::own::create)
        .get("/approvals/leave", reviewers, leaves::index)
        .post("/approvals/leave", officers, leaves::create)
        .delete("/approvals/leave", officers, leaves::destroy)
        .get("/approvals/courses", reviewers, certificate_policies::index)
        .put("/approvals/courses/:course", deciders, certificate_policies::update)
}
