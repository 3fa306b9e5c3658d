//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::{
        access::To::{Everyone, Person},
        pages::{
            accounts, documents, email_confirmations, password_resets, sessions, sign_ins,
            sign_ups, signups, verifications,
        },
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    own(providers(account(texts(pages))))
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

/// Coming in through an identity provider.
fn providers(pages: Pages) -> Pages {
    pages
        .post("/sign-ins/:provider", Everyone, sign_ins::create)
        .get("/sign-ins/:provider/callback", Everyone, sign_ins::callback::show)
        .get("/sign-ins/:provider/failures/:failure", Everyone, sign_ins::failures::show)
        .get("/sign-ups/:id", Everyone, sign_ups::show)
        .post("/sign-ups/:id", Everyone, sign_ups::create)
}

/// What a person sees and changes of their own.
fn own(pages: Pages) -> Pages {
    pages
        .get("/me/account", Person, accounts::show)
        .get("/me/verification", Person, verifications::show)
        .post("/me/verification", Person, verifications::create)
}
