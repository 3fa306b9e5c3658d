//! Agencies with servers of their own: in to them, and out through us.

use rian::{
    db::mail_file::Scope,
    workd::{directory, domain, relay},
};

use crate::{
    engines::{Sink, client},
    world::{STRANGER, letter, world},
};

#[test]
fn letters_to_a_relayed_domain_go_to_the_agencys_own_server() {
    let Some(world) = world() else { return };
    let agency = Sink::smtp();
    world.data.domain("relayed.go.th", "ready");
    world.data.route("relayed.go.th", &format!("127.0.0.1:{}", agency.port));
    world.data.open("relayed.go.th");
    assert_eq!(world.deliver("anyone@relayed.go.th", "relayed").code, 250);
    let letter = agency.arrived("Subject: relayed");
    assert!(letter.contains("anyone@relayed.go.th"), "{letter}");
    assert_eq!(world.deliver("anyone@below.relayed.go.th", "not-ours").code, 554);
}

#[test]
fn only_a_listed_address_sends_through_us() {
    let Some(world) = world() else { return };
    let internet = Sink::smtp();
    let listed = "127.0.0.9";
    world.data.domain("agency-server.go.th", "open");
    world.data.wait(async {
        // The way out of the test's network; agencies' letters go out by MX otherwise.
        let mut tx = world.data.product().db.write().await.unwrap();
        let domain = domain::find(&mut tx, "agency-server.go.th").await.unwrap().unwrap();
        let hop = format!("[127.0.0.1]:{}", internet.port);
        relay::send_by(&mut tx, world.data.officer(), &domain, &hop, "").await.unwrap();
        let scope = Scope::Domain(domain.name);
        directory::save(tx, world.data.product(), scope).await.unwrap();
    });
    let (from, to) = ("officer@agency-server.go.th", "citizen@example.com");
    let message = letter(from, to, "out");
    let port = world.engines.settings.ports.smtp;
    let answer = client::deliver(port, from, to, &message, STRANGER);
    assert_eq!((answer.code, &answer.text[..5]), (554, "5.7.1"), "{answer:?}");
    world.data.allow("agency-server.go.th", listed);
    assert_eq!(client::deliver(port, from, to, &message, listed).code, 250);
    let letter = internet.arrived("Subject: out");
    assert!(letter.contains(to), "{letter}");
    world.data.refuse("agency-server.go.th");
    assert_eq!(client::deliver(port, from, to, &message, listed).code, 554);
}
