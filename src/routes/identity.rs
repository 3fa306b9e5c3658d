//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::{
        access::{
            Act::ResetSecondFactor,
            To::{Everyone, May, Person, Sensitive},
        },
        pages::{
            accounts, documents, email_confirmations, half_sessions, passkey_log_ins,
            password_resets,
            second_factors::{self, apps, passkeys, proofs, recovery_codes, resets},
            sessions, signups, verifications,
        },
    },
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    second_proof(own(account(texts(pages))))
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

/// What a person sees and changes of their own.
fn own(pages: Pages) -> Pages {
    pages
        .get("/me/account", Person, accounts::show)
        .get("/me/verification", Person, verifications::show)
        .post("/me/verification", Person, verifications::create)
}

/// The second proof: asked at log-in, set up and given anew, taken away for whoever lost it.
fn second_proof(pages: Pages) -> Pages {
    pages
        .get("/login/second-factor", Everyone, half_sessions::new)
        .post("/login/second-factor", Everyone, half_sessions::create)
        .post("/login/second-factor/ceremonies", Everyone, half_sessions::ceremonies::create)
        .post("/login/passkey", Everyone, passkey_log_ins::create)
        .post("/login/passkey-ceremonies", Everyone, passkey_log_ins::ceremonies::create)
        .get("/me/second-factor", Person, second_factors::show)
        .get("/me/second-factor/proof", Person, proofs::new)
        .post("/me/second-factor/proof", Person, proofs::create)
        .post("/me/second-factor/proof/ceremonies", Person, proofs::ceremonies::create)
        .get("/me/second-factor/app", Person, apps::new)
        .post("/me/second-factor/app", Person, apps::create)
        .put("/me/second-factor/app", Person, apps::update)
        .delete("/me/second-factor/app", Person, apps::destroy)
        .get("/me/second-factor/passkeys/new", Person, passkeys::new)
        .post("/me/second-factor/passkeys", Person, passkeys::create)
        .post("/me/second-factor/passkeys/ceremonies", Person, passkeys::ceremonies::create)
        .delete("/me/second-factor/passkeys/:id", Person, passkeys::destroy)
        .post("/me/second-factor/recovery-codes", Person, recovery_codes::create)
        .get("/second-factor-resets/new", May(&[ResetSecondFactor]), resets::new)
        .post("/second-factor-resets", Sensitive(&[ResetSecondFactor]), resets::create)
}
