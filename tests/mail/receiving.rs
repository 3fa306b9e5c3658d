//! Which letters are taken, and where they go.

use crate::{
    engines::client,
    world::{CONTACT, STRANGER, eventually, letter, world},
};

#[test]
fn a_letter_is_read_by_imap_with_its_thai_names_intact() {
    let Some(world) = world() else { return };
    world.data.domain("thai.go.th", "open");
    world.data.account("somchai@thai.go.th");
    let message = "From: =?utf-8?B?4Liq4Lih4Lir4LiN4Li04LiHIOC5g+C4iOC4lOC4tQ==?= <a@example.com>\r\n\
        To: =?utf-8?B?4Liq4Lih4LiK4Liy4Lii?= <somchai@thai.go.th>\r\n\
        Subject: =?utf-8?B?4LmA4Lij4Li14Lii4LiZ?=\r\n\r\nx\r\n";
    let smtp = world.engines.settings.ports.smtp;
    let answer = client::deliver(smtp, "a@example.com", "Somchai@Thai.go.th", message, STRANGER);
    assert_eq!(answer.code, 250, "{answer:?}");
    let letter = world.arrived("somchai@thai.go.th", "เรียน");
    assert_eq!(letter.from, "สมหญิง ใจดี <a@example.com>");
}

#[test]
fn an_unknown_person_and_an_unknown_domain_are_refused() {
    let Some(world) = world() else { return };
    world.data.domain("unknown.go.th", "open");
    let nobody = world.deliver("nobody@unknown.go.th", "nobody");
    assert_eq!((nobody.code, &nobody.text[..5]), (550, "5.1.1"), "{nobody:?}");
    let elsewhere = world.deliver("somebody@elsewhere.go.th", "elsewhere");
    assert_eq!((elsewhere.code, &elsewhere.text[..5]), (554, "5.7.1"), "{elsewhere:?}");
}

#[test]
fn a_suspended_account_answers_as_its_policy_says() {
    let Some(world) = world() else { return };
    world.data.domain("suspended.go.th", "open");
    for (policy, code, status) in
        [("reject", 550, "5.2.1"), ("defer", 450, "4.2.1"), ("keep", 250, "2.0.0")]
    {
        let address = format!("{policy}@suspended.go.th");
        world.data.account(&address);
        assert_eq!(world.deliver(&address, "before").code, 250);
        world.data.suspend(&address, policy);
        let answer = world.deliver(&address, "while");
        assert_eq!((answer.code, &answer.text[..5]), (code, status), "{answer:?}");
    }
    world.data.resume("keep@suspended.go.th");
    world.arrived("keep@suspended.go.th", "while");
}

#[test]
fn no_alias_leads_to_a_suspended_account() {
    let Some(world) = world() else { return };
    world.data.domain("way-in.go.th", "open");
    world.data.account("gone@way-in.go.th");
    world.data.alias("other@way-in.go.th", &["gone@way-in.go.th"], false);
    assert_eq!(world.deliver("other@way-in.go.th", "before").code, 250);
    world.data.suspend("gone@way-in.go.th", "reject");
    let answer = world.deliver("other@way-in.go.th", "after");
    assert_eq!((answer.code, &answer.text[..5]), (550, "5.1.1"), "{answer:?}");
}

#[test]
fn a_full_mailbox_refuses_before_the_letter_is_sent() {
    let Some(world) = world() else { return };
    world.data.domain("full.go.th", "open");
    world.data.account("full@full.go.th");
    let large = letter("citizen@example.com", "full@full.go.th", "first") + &"x".repeat(3_000_000);
    let smtp = world.engines.settings.ports.smtp;
    let first = client::deliver(smtp, "citizen@example.com", "full@full.go.th", &large, STRANGER);
    assert_eq!(first.code, 250, "{first:?}");
    world.arrived("full@full.go.th", "first");
    world.data.quota("full@full.go.th", 1);
    let answer = world.deliver("full@full.go.th", "second");
    assert_eq!((answer.code, &answer.text[..5]), (552, "5.2.2"), "{answer:?}");
    world.data.quota("full@full.go.th", 10);
    assert_eq!(world.deliver("full@full.go.th", "third").code, 250);
}

#[test]
fn a_domain_that_is_not_open_yet_lets_letters_wait_and_then_has_them() {
    let Some(world) = world() else { return };
    world.data.domain("pending.go.th", "awaiting_dns");
    let answer = world.deliver("early@pending.go.th", "early");
    assert_eq!((answer.code, &answer.text[..5]), (450, "4.3.2"), "{answer:?}");
    world.data.become_ready("pending.go.th");
    let answer = world.deliver("early@pending.go.th", "early");
    assert_eq!((answer.code, &answer.text[..5]), (450, "4.3.2"), "{answer:?}");
    world.data.open("pending.go.th");
    world.data.account("early@pending.go.th");
    assert_eq!(world.deliver("early@pending.go.th", "early").code, 250);
    world.arrived("early@pending.go.th", "early");
}

#[test]
fn a_domain_says_nothing_about_the_domains_below_it() {
    let Some(world) = world() else { return };
    world.data.domain("above.go.th", "open");
    world.data.domain("waits.go.th", "awaiting_dns");
    world.data.domain("below.waits.go.th", "open");
    world.data.account("me@below.waits.go.th");
    assert_eq!(world.deliver("me@below.above.go.th", "not-ours").code, 554);
    assert_eq!(world.deliver("me@below.waits.go.th", "ours").code, 250);
}

#[test]
fn an_alias_a_tag_and_a_group_reach_their_people() {
    let Some(world) = world() else { return };
    world.data.domain("group.go.th", "open");
    for name in ["one", "two"] {
        world.data.account(&format!("{name}@group.go.th"));
    }
    world.data.alias("all@group.go.th", &["one@group.go.th", "two@group.go.th"], false);
    world.data.alias("desk@group.go.th", &["one@group.go.th"], true);
    assert_eq!(world.deliver("desk@group.go.th", "to-alias").code, 250);
    assert_eq!(world.deliver("ONE+tag@group.go.th", "to-tag").code, 250);
    assert_eq!(world.deliver("all@group.go.th", "to-group").code, 250);
    assert_eq!(world.deliver("postmaster@group.go.th", "to-postmaster").code, 250);
    for subject in ["to-alias", "to-tag", "to-group"] {
        world.arrived("one@group.go.th", subject);
    }
    world.arrived("two@group.go.th", "to-group");
    assert_eq!(world.inbox("one@group.go.th").len(), 3);
}

#[test]
fn an_invited_account_receives_and_its_holder_reads_after_choosing_a_password() {
    let Some(world) = world() else { return };
    world.data.domain("invited.go.th", "open");
    let made = world.data.invited("new@invited.go.th");
    assert_eq!(made["state"], "invited");
    assert_eq!(world.deliver("new@invited.go.th", "waiting-for-you").code, 250);
    assert!(world.log_in("new@invited.go.th", crate::data::PASSWORD).is_err());
    world.data.activate(made["activation_link"].as_str().unwrap());
    world.arrived("new@invited.go.th", "waiting-for-you");
}

#[test]
fn letters_to_the_contact_centre_go_to_rian() {
    let Some(world) = world() else { return };
    assert_eq!(world.deliver(CONTACT, "signed-form").code, 250);
    let subject = eventually("the letter in the officer's inbox", || {
        world.data.wait(async {
            let mut tx = world.data.product().db.read().await.unwrap();
            let officer = world.data.officer();
            let waiting = rian::workd::letter::unmatched(&mut tx, officer).await.unwrap();
            waiting.into_iter().find(|one| one.subject == "signed-form").map(|one| one.subject)
        })
    });
    assert_eq!(subject, "signed-form");
    let other = world.deliver("other@dga.rian.test", "other");
    assert_eq!(other.code, 550, "{other:?}");
}
