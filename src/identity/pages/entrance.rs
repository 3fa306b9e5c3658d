//! Letting somebody in who proved who they are, whichever way they came.

use poem::{Response, web::cookie::CookieJar};

use crate::{
    db::Tx,
    error::Result,
    id::PersonId,
    identity::{
        access::{Act, Actor},
        consent, known_device,
        origin::Origin,
        second_factor::{self, half_session, proof::Proof},
        session::{self, Kind},
        traffic::{self, Whom},
    },
    web::{page::see_other, visitor::Visit},
};

/// Lets `person` in after one proof, or leads to the second where one is set up.
pub(super) async fn admit(
    visit: &Visit,
    jar: &CookieJar,
    mut tx: Tx,
    person: &PersonId,
    next: &str,
    from: &Origin,
) -> Result<Response> {
    let app = &visit.app;
    if !second_factor::is_set_up(&mut tx, person).await? {
        return enter(visit, jar, tx, person, None, next, from).await;
    }
    let token = half_session::start(&mut tx, person, next).await?;
    tx.save_unrecorded("half a log-in is none").await?;
    half_session::put_cookie(app, jar, &token);
    Ok(see_other("/login/second-factor"))
}

/// Starts the session of somebody who gave every proof that is asked, and leads on.
pub(super) async fn enter(
    visit: &Visit,
    jar: &CookieJar,
    mut tx: Tx,
    person: &PersonId,
    proof: Option<Proof>,
    next: &str,
    from: &Origin,
) -> Result<Response> {
    let app = &visit.app;
    let device = known_device::find(&mut tx, app, person, from).await?;
    known_device::greet(&mut tx, app, person, Kind::Browser, from, device.as_deref()).await?;
    let token = session::start(&mut tx, person, Kind::Browser, from.agent.as_deref()).await?;
    if let Some(proof) = proof {
        session::prove(&mut tx, person, &session::hash(&token), proof).await?;
        half_session::end_all(&mut tx, person).await?;
    }
    let whom = Whom::Person(person);
    traffic::keep(&mut tx, app, from, traffic::Kind::LogIn, whom, "ok").await?;
    tx.save().await?;
    known_device::remember(app, jar, &from.devices, person);
    session::put_cookie(app, jar, &token);
    half_session::clear_cookie(app, jar);
    let actor = session::actor(app, &token).await?;
    // Whoever works here is led to the work, or first to what the work asks for.
    let home = match &actor {
        Some(actor) if actor.withheld => "/me/second-factor",
        Some(actor) => home(actor),
        None => "/me",
    };
    let target = own_path(if next.is_empty() { home } else { next }).to_owned();
    let mut tx = app.db.read().await?;
    Ok(see_other(consent::on_the_way(&mut tx, person, target).await?))
}

fn home(actor: &Actor) -> &'static str {
    let home = [
        (Act::ReviewCertificateRequests, "/approvals"),
        (Act::DecideRequests, "/workd/review"),
        (Act::VerifyAtDesk, "/desk"),
        (Act::ManageAccounts, "/workd/domains"),
        (Act::HelpAccounts, "/workd/domains"),
        (Act::FileRequests, "/workd/requests"),
    ];
    home.into_iter().find(|(act, _)| actor.may(*act)).map_or("/me", |(_, page)| page)
}

/// A path on this site; anything else leads home. Browsers read a backslash as a slash.
pub(crate) fn own_path(next: &str) -> &str {
    let own = next.starts_with('/')
        && !next[1..].starts_with(['/', '\\'])
        && !next.contains(|c: char| c.is_control());
    if own { next } else { "/me" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn log_in_leads_to_a_page_of_this_site_only() {
        for next in ["https://example.org", "//example.org", "/\\example.org", "", "me", "/\t/x"] {
            assert_eq!(own_path(next), "/me", "{next}");
        }
        assert_eq!(own_path("/courses?q=x"), "/courses?q=x");
    }
}
