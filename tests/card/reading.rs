//! Cards of every kind through the real daemon: what is handed in, and what is refused.

use std::ffi::CString;

use pcsc::{Context, Disposition, Protocols, Scope, ShareMode};
use rian::identity::{
    card::CardFault,
    desk_protocol::{CardField, Purpose},
};

use super::{
    agent::Agent,
    chip::{ATR, ATR_67, CHIP_NUMBER, Chip, Person},
    desk::Desk,
    emulator::{Inserted, Slot},
    namespace,
};

fn good() -> Chip {
    Chip::of(&Person::default())
}

#[test]
#[ignore = "runs in the namespace"]
fn a_good_card_is_read_signed_and_not_printed() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::unattended(desk.home(), &[]);
    let _card = Inserted::new(Slot::First, good());
    desk.ask(Purpose::CardStatus);
    let (read, card) = desk.card();
    assert_eq!(read.atr.0, ATR);
    assert_eq!(read.field(CardField::CitizenId), Some("9999900000019"));
    assert_eq!(read.field(CardField::ChipNumber), Some(CHIP_NUMBER));
    assert_eq!(card.thai_name.unwrap().first, "สมชาย");
    agent.says("The card was read and sent.");
    let printed = agent.printed();
    for secret in ["99999", "สมชาย", "Somchai", "2533", "990000000001", CHIP_NUMBER] {
        assert!(!printed.contains(secret), "{printed}");
    }

    desk.ask(Purpose::Identity);
    let (read, _) = desk.card();
    assert!(read.fields.keys().eq(Purpose::Identity.fields()));
}

#[test]
#[ignore = "runs in the namespace"]
fn an_expired_card_is_handed_in_and_says_so() {
    namespace::inside();
    let desk = Desk::start();
    let _agent = Agent::unattended(desk.home(), &[]);
    let _card =
        Inserted::new(Slot::First, Chip::of(&Person { expiry: "25600101", ..Person::default() }));
    desk.ask(Purpose::Identity);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 4, 7).unwrap();
    assert!(desk.card().1.expiry.unwrap().is_past(today));
}

#[test]
#[ignore = "runs in the namespace"]
fn a_card_of_the_old_family_is_fetched_in_its_own_way() {
    namespace::inside();
    let desk = Desk::start();
    let _agent = Agent::unattended(desk.home(), &[]);
    let _card = Inserted::new(Slot::First, Chip { atr: ATR_67.to_vec(), ..good() });
    desk.ask(Purpose::CardStatus);
    assert_eq!(desk.card().0.atr.0, ATR_67);
}

#[test]
#[ignore = "runs in the namespace"]
fn cards_that_cannot_be_used_are_told_apart() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::unattended(desk.home(), &[]);
    desk.ask(Purpose::Identity);
    assert_eq!(desk.fault(), CardFault::NoCard);
    let person = Person::default;
    let mut torn = good();
    torn.file.as_mut().unwrap()[0x0013] = 0xDB;
    for (chip, fault, words) in [
        (Chip::foreign(), CardFault::NotThaiId, "not a Thai citizen card"),
        (
            Chip::of(&Person { version: "0002", ..person() }),
            CardFault::UnknownVersion,
            "This edition",
        ),
        (
            Chip::of(&Person { citizen_id: "9999900000018", ..person() }),
            CardFault::BadCheckDigit,
            "The number on the chip is not valid",
        ),
        (torn, CardFault::Unreadable, "Wipe its contacts"),
    ] {
        let _card = Inserted::new(Slot::First, chip);
        desk.ask(Purpose::Identity);
        assert_eq!(desk.fault(), fault);
        agent.says(words);
    }
}

#[test]
#[ignore = "runs in the namespace"]
fn a_card_pulled_out_in_mid_read_is_told_and_the_next_one_is_read() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::unattended(desk.home(), &[]);
    let pulled = Inserted::new(Slot::First, Chip { removed_after: Some(6), ..good() });
    desk.ask(Purpose::Identity);
    assert_eq!(desk.fault(), CardFault::Removed);
    assert_eq!(pulled.commands(), 6);
    agent.says("The card was taken out too early.");
    drop(pulled);
    let _card = Inserted::new(Slot::First, good());
    desk.ask(Purpose::Identity);
    desk.card();
}

#[test]
#[ignore = "runs in the namespace"]
fn with_cards_in_two_readers_one_has_to_be_named() {
    namespace::inside();
    let desk = Desk::start();
    let other = Person { citizen_id: "9000000000021", ..Person::default() };
    let _cards =
        [Inserted::new(Slot::First, good()), Inserted::new(Slot::Second, Chip::of(&other))];
    let agent = Agent::unattended(desk.home(), &[]);
    desk.ask(Purpose::Identity);
    assert_eq!(desk.fault(), CardFault::SeveralCards);
    agent.says("card: Virtual PCD 00 00");
    agent.says("card: Virtual PCD 00 01");
    drop(agent);

    let _agent = Agent::unattended(desk.home(), &["--reader", "00 01"]);
    desk.ask(Purpose::Identity);
    assert_eq!(desk.card().0.field(CardField::CitizenId), Some("9000000000021"));
}

#[test]
#[ignore = "runs in the namespace"]
fn another_program_may_share_the_card_but_not_keep_it() {
    namespace::inside();
    let desk = Desk::start();
    let agent = Agent::unattended(desk.home(), &[]);
    let _card = Inserted::new(Slot::First, good());
    let context = Context::establish(Scope::User).unwrap();
    let reader = CString::new(Slot::First.reader()).unwrap();
    let sharing = context.connect(&reader, ShareMode::Shared, Protocols::ANY).unwrap();
    desk.ask(Purpose::Identity);
    desk.card();
    sharing.disconnect(Disposition::LeaveCard).ok().unwrap();

    let keeping = context.connect(&reader, ShareMode::Exclusive, Protocols::ANY).unwrap();
    desk.ask(Purpose::Identity);
    assert_eq!(desk.fault(), CardFault::Busy);
    agent.says("Another program is using the card.");
    keeping.disconnect(Disposition::LeaveCard).ok().unwrap();
    desk.ask(Purpose::Identity);
    desk.card();
}
