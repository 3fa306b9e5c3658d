//! Reads of an invented chip in process: what a card can be, and all that can be wrong with it.

use chrono::NaiveDate;
use proptest::{collection, prelude::*};

use super::{
    chip::{ATR_67, CHIP_NUMBER, Chip, Person},
    date::Expiry,
    reading::read,
    record::Card,
    transport::CardTransport,
    *,
};
use crate::identity::desk_protocol::{CardField, Purpose};

struct InProcess(Chip);

impl CardTransport for InProcess {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, CardFault> {
        self.0.answer(command).ok_or(CardFault::Removed)
    }

    fn atr(&self) -> &[u8] {
        &self.0.atr
    }
}

fn card(chip: Chip) -> Result<Card, CardFault> {
    read(&mut InProcess(chip), Purpose::CardStatus.fields())
        .and_then(|fields| Card::from_fields(&fields))
}

fn card_of(person: Person) -> Result<Card, CardFault> {
    card(Chip::of(&person))
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 7).unwrap()
}

#[test]
fn a_good_card_is_read_whole() {
    let card = card_of(Person::default()).ok().unwrap();
    assert_eq!(card.citizen_id.masked(), "x-xxxx-xxx00-01-9");
    let name = card.thai_name.unwrap();
    assert_eq!(
        [&*name.prefix, &*name.first, &*name.middle, &*name.last],
        ["นาย", "สมชาย", "", "ใจตัวอย่าง"]
    );
    assert_eq!(card.english_name.unwrap().last, "Jaituayang");
    assert_eq!(card.birth_date.unwrap().to_string(), "25330517");
    assert_eq!(card.issue_date.unwrap().be_year(), 2565);
    assert!(!card.expiry.unwrap().is_past(today()));
    assert_eq!(card.request_number.unwrap().reveal(), "990000000001");
    assert_eq!(card.chip_number.unwrap().reveal(), CHIP_NUMBER);
}

#[test]
fn nothing_is_read_that_the_purpose_does_not_name() {
    let mut transport = InProcess(Chip::of(&Person::default()));
    let fields = read(&mut transport, Purpose::Identity.fields()).ok().unwrap();
    assert!(fields.keys().eq(Purpose::Identity.fields()));
    // Not the sex, the request number, the place, the photo or the address, and not the chip number.
    for command in &transport.0.commands {
        if let [0x80, 0xB0, high, low, ..] = command[..] {
            let offset = u16::from_be_bytes([high, low]);
            assert!([0, 0x04, 0x11, 0x75, 0xD9, 0x167, 0x16F].contains(&offset), "{offset:04X}");
        }
        assert_ne!(command[1], 0xCA);
    }
    let fields = read(&mut transport, &[CardField::Expiry]).ok().unwrap();
    assert!(fields.keys().eq(&[CardField::Expiry]), "read to be checked, and not handed on");
}

#[test]
fn data_may_come_at_once_or_be_fetched_in_either_way() {
    let at_once = Chip { at_once: true, ..Chip::of(&Person::default()) };
    assert!(card(at_once).is_ok());
    let old = Chip { atr: ATR_67.to_vec(), ..Chip::of(&Person::default()) };
    assert!(card(old).is_ok());
}

#[test]
fn unknown_parts_of_dates_and_cards_for_life_are_read() {
    let person = Person { birth_date: "25330000", expiry: "99999999", ..Person::default() };
    let card = card_of(person).ok().unwrap();
    assert_eq!(card.birth_date.unwrap().as_birth_date().unwrap().to_iso(), "1990-00-00");
    assert_eq!(card.expiry, Some(Expiry::Lifelong));
}

#[test]
fn an_expired_card_is_read_and_says_so() {
    let card = card_of(Person { expiry: "25690406", ..Person::default() }).ok().unwrap();
    assert!(card.expiry.unwrap().is_past(today()));
}

#[test]
fn each_card_that_cannot_be_used_has_its_own_fault() {
    let fault = |chip| card(chip).err();
    let of = |person| Chip::of(&person);
    let good = Person::default;
    assert_eq!(fault(Chip::foreign()), Some(CardFault::NotThaiId));
    let old = of(Person { version: "0002", ..good() });
    assert_eq!(fault(old), Some(CardFault::UnknownVersion));
    let wrong = of(Person { citizen_id: "9999900000018", ..good() });
    assert_eq!(fault(wrong), Some(CardFault::BadCheckDigit));
    for person in [
        Person { version: "", ..good() },
        Person { citizen_id: "99999-0000001", ..good() },
        Person { thai_name: "สมชาย ใจตัวอย่าง", ..good() },
        Person { english_name: "Mr.###Jaituayang", ..good() },
        Person { birth_date: "19900517", ..good() },
        Person { expiry: "", ..good() },
        Person { request_number: "", ..good() },
    ] {
        assert_eq!(fault(of(person)), Some(CardFault::Unreadable));
    }
}

#[test]
fn a_byte_that_is_not_tis_620_fails_the_read() {
    // Never assigned; only in the code page of Windows; a control character inside the name.
    for byte in [0xDB, 0xFF, 0x80, 0x85, 0x07] {
        let mut chip = Chip::of(&Person::default());
        chip.file.as_mut().unwrap()[0x0013] = byte;
        assert_eq!(card(chip).err(), Some(CardFault::Unreadable), "{byte:02X}");
    }
}

#[test]
fn padding_of_zeros_is_no_part_of_a_name() {
    let mut chip = Chip::of(&Person::default());
    chip.file.as_mut().unwrap()[0x0075 + 30..0x00D9].fill(0);
    assert_eq!(card(chip).ok().unwrap().english_name.unwrap().last, "Jaituayang");
}

#[test]
fn a_card_that_hides_its_chip_number_is_read_without_it() {
    let chip = Chip { tells_number: false, ..Chip::of(&Person::default()) };
    let card = card(chip).ok().unwrap();
    assert!(card.chip_number.is_none() && card.request_number.is_some());
}

#[test]
fn a_card_removed_at_any_moment_is_said_to_be_removed() {
    let mut whole = InProcess(Chip::of(&Person::default()));
    assert!(read(&mut whole, Purpose::CardStatus.fields()).is_ok());
    for after in 0..whole.0.commands.len() {
        let chip = Chip { removed_after: Some(after), ..Chip::of(&Person::default()) };
        assert_eq!(card(chip).err(), Some(CardFault::Removed), "after {after}");
    }
}

/// Answers whatever it is told, in turn.
struct Scripted(Vec<Vec<u8>>);

impl CardTransport for Scripted {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, CardFault> {
        self.0.pop().ok_or(CardFault::Removed)
    }

    fn atr(&self) -> &[u8] {
        &[]
    }
}

#[test]
fn every_status_and_every_length_is_checked() {
    let selected = vec![0x90, 0x00];
    for answer in [
        vec![],
        vec![0x90],
        vec![0x90, 0x00],
        b"000\x90\x00".to_vec(),
        b"00030\x90\x00".to_vec(),
        b"0003\x6A\x82".to_vec(),
        b"0003\x62\x81".to_vec(),
        vec![0x61, 0x05],
        vec![0x6C, 0x04],
        b"0003\x61\x04".to_vec(),
    ] {
        let mut script = Scripted(vec![answer.clone(), selected.clone()]);
        let fault = read(&mut script, &[]).err();
        assert_eq!(fault, Some(CardFault::Unreadable), "{answer:02X?}");
    }
    for (status, fault) in [
        ([0x6E, 0x00], CardFault::NotThaiId),
        ([0x6D, 0x00], CardFault::NotThaiId),
        ([0x69, 0x82], CardFault::Unreadable),
    ] {
        let mut script = Scripted(vec![status.to_vec()]);
        assert_eq!(read(&mut script, &[]).err(), Some(fault));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        answers in collection::vec(collection::vec(any::<u8>(), 0..120), 0..20)
    ) {
        let mut answers = answers;
        answers.push(vec![0x90, 0x00]);
        let _ = read(&mut Scripted(answers), Purpose::CardStatus.fields());
    }

    #[test]
    fn no_personal_data_make_the_reader_panic(
        noise in collection::vec((0..0x180usize, any::<u8>()), 0..12)
    ) {
        let mut chip = Chip::of(&Person::default());
        for (offset, byte) in noise {
            chip.file.as_mut().unwrap()[offset] = byte;
        }
        let _ = card(chip);
    }

    #[test]
    fn no_bytes_of_a_field_make_it_panic(bytes in collection::vec(any::<u8>(), 0..110)) {
        for field in Purpose::CardStatus.fields() {
            if let Ok(text) = fields::decode(*field, &bytes) {
                prop_assert_eq!(fields::check(*field, text.reveal()), Ok(()));
            }
        }
    }
}
