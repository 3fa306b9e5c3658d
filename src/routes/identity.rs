//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::access::{
        Act,
        To::{Everyone, May, Person, Proved, Sensitive},
    },
    merging::pages as merges,
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    merges(appointments(own_account(desk(second_proof(own(providers(account(texts(pages)))))))))
}

/// Who is appointed to what.
fn appointments(pages: Pages) -> Pages {
    use crate::identity::pages::{acceptances, appointments, invitations};
    let appoints = Sensitive(&[Act::AppointPeople]);
    pages
        .get("/people/appointments", May(&[Act::AppointPeople]), appointments::index)
        .get("/people/appointments/:id", May(&[Act::AppointPeople]), appointments::show)
        .delete("/people/appointments/:id", appoints, appointments::destroy)
        .post(
            "/people/appointments/:id/confirmation",
            appoints,
            appointments::confirmations::create,
        )
        .get("/people/invitations/new", May(&[Act::AppointPeople]), invitations::new)
        .post("/people/invitations", appoints, invitations::create)
        .delete("/people/invitations/:id", appoints, invitations::destroy)
        .post("/people/invitations/:id/letters", appoints, invitations::letters::create)
        .get("/invitations/:token", Everyone, acceptances::new)
        .post("/invitations/:token/acceptance", Everyone, acceptances::create)
}

/// Two accounts of one person.
fn merges(pages: Pages) -> Pages {
    let sees = May(&[Act::MergePeople]);
    let changes = Sensitive(&[Act::MergePeople]);
    pages
        .get("/people/merges", sees, merges::index)
        .post("/people/merges", changes, merges::create)
        .post("/people/merges/comparison", sees, merges::comparisons::create)
        .get("/people/merges/:id", sees, merges::show)
        .delete("/people/merges/:id", changes, merges::destroy)
}

fn texts(pages: Pages) -> Pages {
    use crate::identity::pages::documents;
    pages
        .get("/terms", Everyone, documents::terms::show)
        .get("/privacy", Everyone, documents::privacy::show)
        .get("/accessibility", Everyone, documents::accessibility::show)
}

/// Coming in and going out.
fn account(pages: Pages) -> Pages {
    use crate::identity::pages::{email_confirmations, password_resets, sessions, signups};
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
    use crate::identity::pages::{sign_ins, sign_ups};
    pages
        .post("/sign-ins/:provider", Everyone, sign_ins::create)
        .get("/sign-ins/:provider/callback", Everyone, sign_ins::callback::show)
        .get("/sign-ins/:provider/failures/:failure", Everyone, sign_ins::failures::show)
        .get("/sign-ups/:id", Everyone, sign_ups::show)
        .post("/sign-ups/:id", Everyone, sign_ups::create)
}

/// One's own account: what is kept of one, and the ways in.
fn own_account(pages: Pages) -> Pages {
    use crate::identity::pages::own::{
        account, email, name, name_changes, password, sessions as own_sessions, tokens,
    };
    pages
        .get("/me/account/edit", Person, account::edit)
        .put("/me/account", Person, account::update)
        .get("/me/sessions", Person, own_sessions::index)
        .delete("/me/sessions", Person, own_sessions::others::destroy)
        .delete("/me/sessions/:id", Person, own_sessions::destroy)
        .get("/me/password", Person, password::edit)
        .put("/me/password", Person, password::update)
        .get("/me/tokens", Person, tokens::index)
        .post("/me/tokens", Proved, tokens::create)
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
            Sensitive(&[Act::DecideNameChanges]),
            name_changes::decision::create,
        )
}

/// What a person sees and changes of their own.
fn own(pages: Pages) -> Pages {
    use crate::identity::pages::{accounts, verifications};
    pages
        .get("/me/account", Person, accounts::show)
        .get("/me/verification", Person, verifications::show)
        .post("/me/verification", Person, verifications::create)
}

/// Registration desks: cases, papers, card readers, and the welcome of accounts made there.
fn desk(pages: Pages) -> Pages {
    use crate::identity::pages::desk::{agents, cases, decisions, home, manual, welcomes};
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

/// The second proof: asked at log-in, set up and given anew, taken away for whoever lost it.
fn second_proof(pages: Pages) -> Pages {
    use crate::identity::pages::{
        half_sessions, passkey_log_ins,
        second_factors::{self, apps, passkeys, proofs, recovery_codes, resets},
    };
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
        .get("/second-factor-resets/new", May(&[Act::ResetSecondFactor]), resets::new)
        .post("/second-factor-resets", Sensitive(&[Act::ResetSecondFactor]), resets::create)
}
