//! Pages of identity: who people are, how that was proved, and what is theirs.

use crate::{
    identity::{
        access::{
            Act::{AppointPeople, MergePeople},
            To::{Everyone, May, Person, Sensitive},
        },
        pages::{
            acceptances, accounts, appointments, documents, email_confirmations, invitations,
            password_resets, sessions, signups, verifications,
        },
    },
    merging::pages as merges,
    web::pages_table::Pages,
};

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    merges(appointments(own(account(texts(pages)))))
}

/// Who is appointed to what.
fn appointments(pages: Pages) -> Pages {
    let appoints = Sensitive(&[AppointPeople]);
    pages
        .get("/people/appointments", May(&[AppointPeople]), appointments::index)
        .get("/people/appointments/:id", May(&[AppointPeople]), appointments::show)
        .delete("/people/appointments/:id", appoints, appointments::destroy)
        .post(
            "/people/appointments/:id/confirmation",
            appoints,
            appointments::confirmations::create,
        )
        .get("/people/invitations/new", May(&[AppointPeople]), invitations::new)
        .post("/people/invitations", appoints, invitations::create)
        .delete("/people/invitations/:id", appoints, invitations::destroy)
        .post("/people/invitations/:id/letters", appoints, invitations::letters::create)
        .get("/invitations/:token", Everyone, acceptances::new)
        .post("/invitations/:token/acceptance", Everyone, acceptances::create)
}

/// Two accounts of one person.
fn merges(pages: Pages) -> Pages {
    let sees = May(&[MergePeople]);
    let changes = Sensitive(&[MergePeople]);
    pages
        .get("/people/merges", sees, merges::index)
        .post("/people/merges", changes, merges::create)
        .post("/people/merges/comparison", sees, merges::comparisons::create)
        .get("/people/merges/:id", sees, merges::show)
        .delete("/people/merges/:id", changes, merges::destroy)
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
