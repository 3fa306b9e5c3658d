//! The officer decides: nothing is read before Enter, and nothing beyond the purpose.

use chrono::TimeDelta;
use rian::identity::{
    card::CardFault,
    desk_protocol::{CHALLENGE_LIFE, Purpose},
};

use super::{
    agent::Agent,
    chip::{Chip, Person},
    desk::Desk,
    emulator::{Inserted, Slot},
    namespace,
};

#[test]
#[ignore = "runs in the namespace"]
fn nothing_is_read_before_the_officer_has_seen_the_code_and_pressed_enter() {
    namespace::inside();
    let desk = Desk::start();
    let mut agent = Agent::attended(desk.home());
    agent.says("Ready to read cards");
    // Pressed before anything was asked: no answer to what comes later.
    agent.types("");
    let card = Inserted::new(Slot::First, Chip::of(&Person::default()));
    desk.ask(Purpose::Identity);
    agent.says("press Enter");
    let printed = agent.printed();
    for shown in ["กรมตัวอย่าง", "มาลี ตัวอย่าง", "To compare the card", "0042"]
    {
        assert!(printed.contains(shown), "{printed}");
    }
    assert_eq!(card.commands(), 0);
    agent.types("");
    assert_eq!(desk.card().1.citizen_id.masked(), "x-xxxx-xxx00-01-9");
    agent.says("go on in the browser");
}

#[test]
#[ignore = "runs in the namespace"]
fn an_officer_who_refuses_is_obeyed() {
    namespace::inside();
    let desk = Desk::start();
    let mut agent = Agent::attended(desk.home());
    let card = Inserted::new(Slot::First, Chip::of(&Person::default()));
    desk.ask(Purpose::Identity);
    agent.says("press Enter");
    agent.types("n");
    assert_eq!(desk.fault(), CardFault::Cancelled);
    assert_eq!(card.commands(), 0);
}

#[test]
#[ignore = "runs in the namespace"]
fn a_card_that_is_missing_can_be_inserted_while_the_request_lives() {
    namespace::inside();
    let desk = Desk::start();
    let mut agent = Agent::attended(desk.home());
    desk.ask(Purpose::Identity);
    agent.says("press Enter");
    agent.types("");
    assert_eq!(desk.fault(), CardFault::NoCard);
    agent.says("Insert the card.");
    let _card = Inserted::new(Slot::First, Chip::of(&Person::default()));
    agent.types("");
    desk.card();
}

#[test]
#[ignore = "runs in the namespace"]
fn a_request_that_is_not_answered_runs_out() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::attended(desk.home());
    desk.ask_for(Purpose::Identity, Purpose::Identity.fields(), TimeDelta::seconds(2));
    assert_eq!(desk.fault(), CardFault::Cancelled);
    agent.says("The time has run out.");
}

#[test]
#[ignore = "runs in the namespace"]
fn a_server_that_asks_for_more_than_the_purpose_gets_nothing() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::unattended(desk.home(), &[]);
    let card = Inserted::new(Slot::First, Chip::of(&Person::default()));
    desk.ask_for(Purpose::Identity, Purpose::CardStatus.fields(), CHALLENGE_LIFE);
    assert_eq!(desk.fault(), CardFault::Cancelled);
    agent.says("nothing is read");
    assert_eq!(card.commands(), 0);
}

#[test]
#[ignore = "runs in the namespace"]
fn what_the_server_refuses_is_told() {
    namespace::inside();
    let desk = Desk::start();
    desk.refuse("desk-replayed");
    let agent = Agent::unattended(desk.home(), &[]);
    let _card = Inserted::new(Slot::First, Chip::of(&Person::default()));
    desk.ask(Purpose::Identity);
    desk.card();
    agent.says("This request was used already.");
}
