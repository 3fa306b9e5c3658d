//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::{
        access::{
            Act,
            To::{Everyone, May, Person},
        },
        pages::{
            accounts, documents, email_confirmations,
            own::{account, email, name, name_changes, password, sessions as own_sessions, tokens},
            password_resets, sessions, signups, verifications,
        },
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    own_account(own(account(texts(pages))))
}

fn texts(pages: Pages) -> Pages {
    pages
        .get("/terms", Everyone, documents::terms::show)
        .get("/privacy", Everyone, documents::privacy::show)
        .get("/accessibility", Everyone, documents::accessibility::show)
}

/// Coming in and going out.
fn account(pages: Pages) -> Pages {
    pages
        .get("/signup", Everyone, signups::new)
        .post("/signup", Everyone, signups::create)
        .get("/login", Everyone, sessions::new)
        .post("/login", Everyone, sessions::create)
        .delete("/sessions/current", Everyone, sessions::destroy)
        .delete("/sessions", Person, sessions::all::destroy)
        .get("/password-resets/new", Everyone, password_resets::new)
        .post("/password-resets", Everyone, password_resets::create)
        .get("/password-resets/:token", Everyone, password_resets::edit)
        .put("/password-resets/:token", Everyone, password_resets::update)
        .post("/email-confirmations", Person, email_confirmations::create)
        .get("/email-confirmations/:token", Everyone, email_confirmations::show)
}

/// One's own account: what is kept of one, and the ways in.
fn own_account(pages: Pages) -> Pages {
    pages
        .get("/me/account/edit", Person, account::edit)
        .put("/me/account", Person, account::update)
        .get("/me/sessions", Person, own_sessions::index)
        .delete("/me/sessions", Person, own_sessions::others::destroy)
        .delete("/me/sessions/:id", Person, own_sessions::destroy)
        .get("/me/password", Person, password::edit)
        .put("/me/password", Person, password::update)
        .get("/me/tokens", Person, tokens::index)
        .post("/me/tokens", Person, tokens::create)
        .delete("/me/tokens/:id", Person, tokens::destroy)
        .get("/me/name", Person, name::edit)
        .post("/me/name", Person, name::create)
        .delete("/me/name", Person, name::destroy)
        .get("/me/email", Person, email::edit)
        .post("/me/email", Person, email::create)
        .delete("/me/email", Person, email::destroy)
        .get("/email-changes/confirmations/:token", Everyone, email::confirmations::new)
        .post("/email-changes/confirmations/:token", Everyone, email::confirmations::create)
        .get("/email-changes/approvals/:token", Everyone, email::approvals::new)
        .post("/email-changes/approvals/:token", Everyone, email::approvals::create)
        .get("/email-changes/refusals/:token", Everyone, email::refusals::new)
        .post("/email-changes/refusals/:token", Everyone, email::refusals::create)
        .get("/people/name-changes", May(&[Act::DecideNameChanges]), name_changes::index)
        .post(
            "/people/name-changes/:id/decision",
            May(&[Act::DecideNameChanges]),
            name_changes::decision::create,
        )
}

/// What a person sees and changes of their own.
fn own(pages: Pages) -> Pages {
    pages
        .get("/me/account", Person, accounts::show)
        .get("/me/verification", Person, verifications::show)
        .post("/me/verification", Person, verifications::create)
}
