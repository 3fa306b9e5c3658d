//! Pages about one's own data, about a citizen id that is seen in full, and of the audit trail.

use crate::{
    identity::access::{
        Act,
        To::{May, Person, Proved, Sensitive},
    },
    privacy::pages::{audits, citizen_ids, consents, erasures, exports, overviews},
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    traces(own(pages))
}

/// What people may ask about the data held about them.
fn own(pages: Pages) -> Pages {
    pages
        .get("/me/privacy", Person, overviews::show)
        .get("/me/privacy/consents", Person, consents::new)
        .post("/me/privacy/consents", Person, consents::create)
        .get("/me/privacy/export", Person, exports::show)
        .post("/me/privacy/export", Proved, exports::create)
        .post("/me/privacy/export/file", Proved, exports::files::create)
        .get("/me/privacy/erasure", Person, erasures::show)
        .post("/me/privacy/erasure", Proved, erasures::create)
        .delete("/me/privacy/erasure", Person, erasures::destroy)
}

/// What officers look at, and what auditors see of it.
fn traces(pages: Pages) -> Pages {
    pages
        .get("/people/:id/citizen-id", May(&[Act::ViewCitizenId]), citizen_ids::new)
        .post("/people/:id/citizen-id", Sensitive(&[Act::ViewCitizenId]), citizen_ids::create)
        .get("/audit", May(&[Act::ReadAudit]), audits::index)
        .get("/audit/export.jsonl", Sensitive(&[Act::ReadAudit]), audits::exports::show)
}
