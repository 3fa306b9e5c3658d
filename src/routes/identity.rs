//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::{
        access::{
            Act,
            To::{Everyone, May, Person, Sensitive},
        },
        pages::{
            accounts,
            desk::{agents, cases, decisions, home, manual, welcomes},
            documents, email_confirmations, password_resets, sessions, sign_ins, sign_ups, signups,
            verifications,
        },
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    desk(own(providers(account(texts(pages)))))
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

/// Registration desks: cases, papers, card readers, and the welcome of accounts made there.
fn desk(pages: Pages) -> Pages {
    let officer = May(&[Act::VerifyAtDesk]);
    let admin = May(&[Act::EnrolDesks]);
    // Whoever enrols a reader lets a computer speak for an agency's desk.
    let enrols = Sensitive(&[Act::EnrolDesks]);
    pages
        .get("/desk", officer, home::show)
        .post("/desk/cases", officer, cases::create)
        .get("/desk/cases/:id", officer, cases::show)
        .post("/desk/cases/:id/decision", officer, decisions::create)
        .get("/desk/manual", officer, manual::index)
        .get("/desk/manual/new", officer, manual::new)
        .post("/desk/manual", officer, manual::create)
        .get("/desk/manual/:id", officer, manual::show)
        .post("/desk/manual/:id/decision", officer, manual::decisions::create)
        .get("/desk/agents", admin, agents::index)
        .post("/desk/agent-codes", enrols, agents::codes::create)
        .post("/desk/agents/:id/confirmation", enrols, agents::confirmations::create)
        .post("/desk/agents/:id/revocation", admin, agents::revocations::create)
        .get("/welcome/:token", Everyone, welcomes::show)
        .put("/welcome/:token", Everyone, welcomes::update)
}
