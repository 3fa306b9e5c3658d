//! A device becomes the agent of a desk, and is told where it stands.

use std::os::unix::fs::PermissionsExt;

use chrono::TimeDelta;

use super::{
    agent::{self, Agent, card_agent},
    chip::{Chip, Person},
    desk::Desk,
    emulator::{Inserted, Slot},
    namespace,
};

#[test]
#[ignore = "runs in the namespace"]
fn a_device_makes_its_key_and_shows_the_fingerprint() {
    namespace::inside();
    let desk = Desk::without_agent();
    let enrolled = agent::enrol(desk.home(), &desk.address);
    let printed = String::from_utf8(enrolled.stdout).unwrap();
    assert!(enrolled.status.success() && printed.contains(&desk.fingerprint()), "{printed}");
    let mode = std::fs::metadata(desk.home().join("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let again = agent::enrol(desk.home(), &desk.address);
    assert!(!again.status.success());
    assert!(String::from_utf8(again.stderr).unwrap().contains("Already enrolled"));
}

#[test]
#[ignore = "runs in the namespace"]
fn readers_are_listed_with_what_they_hold() {
    namespace::inside();
    let _card = Inserted::new(Slot::Second, Chip::of(&Person::default()));
    let printed = card_agent(&["readers"]).output().unwrap().stdout;
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed.contains("Virtual PCD 00 00: ไม่มีบัตร · no card"), "{printed}");
    assert!(printed.contains("Virtual PCD 00 01: มีบัตร · card"), "{printed}");
}

#[test]
#[ignore = "runs in the namespace"]
fn a_revoked_device_says_so_and_ends() {
    namespace::inside();
    let desk = Desk::start();
    desk.refuse("desk-revoked");
    let mut agent = Agent::unattended(desk.home(), &[]);
    assert!(!agent.ends());
    agent.says("This device may no longer read cards.");
}

#[test]
#[ignore = "runs in the namespace"]
fn a_clock_that_is_wrong_is_told_plainly() {
    namespace::inside();
    let desk = Desk::start();
    desk.put_clock_ahead(TimeDelta::hours(1));
    let agent = Agent::unattended(desk.home(), &[]);
    agent.says("seconds behind the server's.");
}
