//! What people may send, and how it is signed.

use reqwest::Method;
use rian::workd::{dkim, domain};

use crate::{
    data::PASSWORD,
    engines::client::{self, Tls},
    world::{eventually, letter, world},
};

#[test]
fn people_write_as_themselves_and_as_addresses_that_are_theirs_to_use() {
    let Some(world) = world() else { return };
    world.data.domain("own.go.th", "open");
    world.data.account("me@own.go.th");
    world.data.account("other@own.go.th");
    world.data.alias("desk@own.go.th", &["me@own.go.th"], true);
    world.data.alias("all@own.go.th", &["me@own.go.th", "other@own.go.th"], false);
    let send = |from| world.submit("me@own.go.th", from, "other@own.go.th", "own");
    assert_eq!(send("me@own.go.th").code, 250);
    assert_eq!(send("desk@own.go.th").code, 250);
    for from in ["all@own.go.th", "other@own.go.th", "minister@elsewhere.go.th"] {
        let answer = send(from);
        assert_eq!((answer.code, &answer.text[..5]), (553, "5.7.1"), "{from}: {answer:?}");
    }
}

#[test]
fn a_letter_is_submitted_by_tls_from_the_first_byte_too() {
    let Some(world) = world() else { return };
    world.data.domain("tls.go.th", "open");
    world.data.account("me@tls.go.th");
    let (me, place) = ("me@tls.go.th", (world.engines.settings.ports.submissions, Tls::Whole));
    let answer = client::submit(place, (me, PASSWORD), me, me, &letter(me, me, "by-tls"));
    assert_eq!(answer.code, 250, "{answer:?}");
    world.arrived(me, "by-tls");
}

#[test]
fn a_letter_is_signed_with_the_key_that_the_domains_dns_shows() {
    let Some(world) = world() else { return };
    world.data.domain("signed.go.th", "open");
    world.data.account("me@signed.go.th");
    world.data.wait(async {
        let mut tx = world.data.product().db.write().await.unwrap();
        let domain = domain::find(&mut tx, "signed.go.th").await.unwrap().unwrap();
        dkim::queue_key(&mut tx, &domain).await.unwrap();
        tx.save_unrecorded("a test asks for what an approval asks for").await.unwrap();
    });
    let me = "me@signed.go.th";
    let shown = eventually("the record of the key", || {
        let domain = world.data.api(Method::GET, "/workd/domains/signed.go.th", None);
        let records = domain["dns"].as_array().unwrap().clone();
        records.into_iter().find(|record| record["purpose"] == "dkim")
    });
    let mut tries = 0;
    let letter = eventually("the signature", || {
        tries += 1;
        let subject = format!("signed-{tries}");
        let answer = world.submit(me, me, me, &subject);
        assert_eq!(answer.code, 250, "{answer:?}");
        Some(world.arrived(me, &subject)).filter(|letter| letter.raw.contains("DKIM-Signature"))
    });
    assert!(letter.raw.contains("d=signed.go.th"), "{}", letter.raw);
    let (name, text) = (shown["name"].as_str().unwrap(), shown["expected"].as_str().unwrap());
    assert!(client::dkim_verifies(&letter.raw, name, text));
    let forged = letter.raw.replace("A small letter", "A forged letter");
    assert!(!client::dkim_verifies(&forged, name, text));
}
