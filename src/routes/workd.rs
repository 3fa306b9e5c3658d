//! Pages of workD: agencies' requests, the officer's desk, domains, and the page of a mail account.

use poem::EndpointExt;

use crate::{
    identity::access::{
        Act::{
            AppointAdmins, DecideRequests, HelpAccounts, KeepHolidays, ManageAccounts, OpenDomains,
            ReviewRequests, SeeDomains, SetBudget,
        },
        To::{self, Everyone, MailboxHolder, May, Person, Sensitive},
    },
    web::pages_table::Pages,
    workd::pages::{
        accounts::{self, app_passwords, card, creation, editing, links, standing},
        aliases::{self, Kind},
        budgets, domains, exports, files, holidays, imports, letters, mailbox, printed_forms,
        request_decisions, requests, reviews, services, settlements, signed_forms, submissions,
        withdrawals,
    },
};

const SEES: To = May(&[SeeDomains]);
const MANAGES: To = May(&[ManageAccounts]);
const OPENS: To = May(&[OpenDomains]);

/// Adds the pages.
pub fn add(pages: Pages) -> Pages {
    holder(names(accounts(domains(desk(requests(pages))))))
}

/// An agency's requests; whose they are is decided page by page.
fn requests(pages: Pages) -> Pages {
    pages
        .get("/workd", Everyone, services::show)
        .get("/workd/requests", Person, requests::index)
        .post("/workd/requests", Person, requests::create)
        .get("/workd/requests/new", Person, requests::new)
        .get("/workd/requests/:id", Person, requests::show)
        .put("/workd/requests/:id", Person, requests::update)
        .get("/workd/requests/:id/edit", Person, requests::edit)
        .get("/workd/requests/:id/form.pdf", Person, printed_forms::show)
        .post("/workd/requests/:id/signed-form", Person, signed_forms::create)
        .post("/workd/requests/:id/submission", Person, submissions::create)
        .post("/workd/requests/:id/withdrawal", Person, withdrawals::create)
        .get("/workd/requests/:id/files/:file", Person, files::show)
}

/// The officer's desk.
fn desk(pages: Pages) -> Pages {
    let reviewers = May(&[ReviewRequests]);
    let deciders = May(&[DecideRequests]);
    pages
        .get("/workd/review", reviewers, reviews::index)
        .get("/workd/review/:id", reviewers, reviews::show)
        .post("/workd/review/:id/decision", Sensitive(&[DecideRequests]), request_decisions::create)
        .get("/workd/budget", May(&[SetBudget, ReviewRequests]), budgets::show)
        .post("/workd/budget", Sensitive(&[SetBudget]), budgets::create)
        .get("/workd/holidays", May(&[KeepHolidays, ReviewRequests]), holidays::index)
        .post("/workd/holidays", May(&[KeepHolidays]), holidays::create)
        .delete("/workd/holidays/:day", May(&[KeepHolidays]), holidays::destroy)
        .put("/workd/holidays/:day", May(&[KeepHolidays]), holidays::update)
        .get("/workd/holidays/:day/edit", May(&[KeepHolidays]), holidays::edit)
        .get("/workd/letters", reviewers, letters::index)
        .get("/workd/letters/:id", reviewers, letters::show)
        .get("/workd/letters/:id/source", reviewers, letters::source::show)
        .get("/workd/letters/:id/attachments/:n", reviewers, letters::attachments::show)
        .post("/workd/letters/:id/settlement", deciders, settlements::create)
}

/// Mail domains.
fn domains(pages: Pages) -> Pages {
    let appoints = Sensitive(&[AppointAdmins]);
    pages
        .get("/workd/domains", Person, domains::index)
        .get("/workd/domains/:name", SEES, domains::show)
        .post("/workd/domains/:name/dns-checks", SEES, domains::dns_checks::create)
        .post(
            "/workd/domains/:name/dkim-rotations",
            May(&[ManageAccounts, OpenDomains]),
            domains::dkim_rotations::create,
        )
        .post("/workd/domains/:name/opening", OPENS, domains::openings::create)
        .post("/workd/domains/:name/suspension", OPENS, domains::suspensions::create)
        .delete("/workd/domains/:name/suspension", OPENS, domains::suspensions::destroy)
        .get("/workd/domains/:name/settings", SEES, domains::settings::show)
        .put("/workd/domains/:name/settings", MANAGES, domains::settings::update)
        .put("/workd/domains/:name/route", OPENS, domains::relay::routes::update)
        .post("/workd/domains/:name/relay-clients", OPENS, domains::relay::clients::create)
        .delete("/workd/domains/:name/relay-clients/:id", OPENS, domains::relay::clients::destroy)
        .get("/workd/domains/:name/admins", SEES, domains::admins::index)
        .post("/workd/domains/:name/admins", appoints, domains::admins::create)
        .delete("/workd/domains/:name/admins/:id", appoints, domains::admins::destroy)
        .get("/workd/domains/:name/reviews", SEES, domains::reviews::index)
        .post(
            "/workd/domains/:name/reviews/completion",
            MANAGES,
            domains::reviews::completion::create,
        )
        .get("/workd/domains/:name/tokens", SEES, domains::tokens::index)
        .post("/workd/domains/:name/tokens", Sensitive(&[ManageAccounts]), domains::tokens::create)
        .delete("/workd/domains/:name/tokens/:id", MANAGES, domains::tokens::destroy)
        .get("/workd/domains/:name/log", SEES, domains::log::index)
}

/// Accounts of a domain.
fn accounts(pages: Pages) -> Pages {
    let one = "/workd/domains/:name/accounts/:local";
    let of = |rest: &str| format!("{one}/{rest}");
    pages
        .get("/workd/domains/:name/accounts", SEES, accounts::index)
        .post("/workd/domains/:name/accounts", MANAGES, creation::create)
        .get("/workd/domains/:name/accounts/new", MANAGES, creation::new)
        .get(one, SEES, card::show)
        .put(one, MANAGES, editing::update)
        .delete(one, MANAGES, standing::deletion::destroy)
        .get(&of("edit"), MANAGES, editing::edit)
        .post(&of("suspension"), MANAGES, standing::suspension::create)
        .delete(&of("suspension"), MANAGES, standing::suspension::destroy)
        .post(&of("restoration"), MANAGES, standing::restoration::create)
        .post(&of("password-resets"), May(&[HelpAccounts]), links::create)
        .post(&of("app-passwords"), MANAGES, app_passwords::create)
        .delete(&of("app-passwords/:id"), MANAGES, app_passwords::destroy)
        .get(
            "/workd/domains/:name/export.csv",
            Sensitive(&[ManageAccounts, OpenDomains]),
            exports::show,
        )
        .post("/workd/domains/:name/imports", MANAGES, imports::create)
        .get("/workd/domains/:name/imports/new", MANAGES, imports::new)
        .get("/workd/domains/:name/imports/template.csv", MANAGES, imports::template::show)
        .get("/workd/domains/:name/imports/:id", MANAGES, imports::show)
        .post(
            "/workd/domains/:name/imports/:id/confirmation",
            MANAGES,
            imports::confirmation::create,
        )
}

/// Aliases and groups of a domain: alike but for the word.
fn names(pages: Pages) -> Pages {
    let kinds = [(Kind::Alias, "aliases"), (Kind::Group, "groups")];
    kinds.into_iter().fold(pages, |pages, (kind, path)| {
        let all = format!("/workd/domains/:name/{path}");
        let one = format!("{all}/:local");
        pages
            .get(&all, SEES, aliases::index.data(kind))
            .post(&all, MANAGES, aliases::create.data(kind))
            .get(&format!("{all}/new"), MANAGES, aliases::new.data(kind))
            .get(&one, SEES, aliases::edit.data(kind))
            .put(&one, MANAGES, aliases::update.data(kind))
            .delete(&one, MANAGES, aliases::destroy.data(kind))
    })
}

/// A mail account, by its holder.
fn holder(pages: Pages) -> Pages {
    pages
        .get("/mailbox", MailboxHolder, mailbox::show)
        .get("/mailbox/activations/:token", Everyone, mailbox::activations::new)
        .post("/mailbox/activations/:token", Everyone, mailbox::activations::create)
        .get("/mailbox/sessions", Everyone, mailbox::sessions::new)
        .post("/mailbox/sessions", Everyone, mailbox::sessions::create)
        .delete("/mailbox/sessions/current", Everyone, mailbox::sessions::destroy)
        .get("/mailbox/password", MailboxHolder, mailbox::passwords::edit)
        .put("/mailbox/password", MailboxHolder, mailbox::passwords::update)
        .get("/mailbox/app-passwords", MailboxHolder, mailbox::app_passwords::index)
        .post("/mailbox/app-passwords", MailboxHolder, mailbox::app_passwords::create)
        .delete("/mailbox/app-passwords/:id", MailboxHolder, mailbox::app_passwords::destroy)
        .get("/mailbox/forwarding", MailboxHolder, mailbox::forwarding::edit)
        .put("/mailbox/forwarding", MailboxHolder, mailbox::forwarding::update)
        .get("/mailbox/devices", MailboxHolder, mailbox::devices::show)
        .get("/mailbox/profile.mobileconfig", MailboxHolder, mailbox::profile::show)
        .get("/.well-known/autoconfig/mail/config-v1.1.xml", Everyone, mailbox::autoconfig::show)
        .get("/mail/config-v1.1.xml", Everyone, mailbox::autoconfig::show)
}
