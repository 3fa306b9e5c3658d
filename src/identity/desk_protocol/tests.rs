//! The signed messages: exact bytes, and that nothing in them can be changed or moved.

use chrono::{TimeDelta, TimeZone};
use proptest::{collection, prelude::*};

use super::*;

fn challenge() -> Challenge {
    let at = Utc.with_ymd_and_hms(2026, 4, 7, 2, 0, 0).unwrap();
    serde_json::from_value(serde_json::json!({
        "case_id": "case-1", "nonce": Encoded([7; 32]).to_text(), "agent_id": "agent-1",
        "officer_id": "officer-1", "agency": "กรมตัวอย่าง", "desk": "1", "purpose": "identity",
        "code": "0042", "fields": ["version", "citizen_id", "expiry"],
        "expires_at": at + CHALLENGE_LIFE,
    }))
    .unwrap()
}

fn key(seed: u8) -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> PublicKey {
    Encoded(key(seed).verifying_key().to_bytes())
}

fn read(fields: &[(CardField, &str)]) -> CardRead {
    let at = Utc.with_ymd_and_hms(2026, 4, 7, 2, 0, 30).unwrap() + TimeDelta::milliseconds(250);
    let fields = fields.iter().map(|(field, value)| (*field, Secret::new(*value))).collect();
    CardRead::sign(&key(1), &challenge(), at, &[0x3B, 0x68], fields)
}

#[test]
fn the_message_is_these_bytes() {
    let read = read(&[(CardField::CitizenId, "9999900000019"), (CardField::Version, "0003")]);
    let bytes = CardRead::message(challenge().asked(), read.read_at, &read.atr.0, &read.fields);
    let mut want = b"card-read/v1\0\0\0\0\x20".to_vec();
    want.extend([7; 32]);
    want.extend(b"\0\0\0\x06case-1\0\0\0\x07agent-1\0\0\0\x09officer-1\0\0\0\x08identity");
    want.extend(b"\0\0\0\x182026-04-07T02:00:30.250Z\0\0\0\x02\x3B\x68");
    want.extend(b"\0\0\0\x07version\0\0\0\x040003");
    want.extend(b"\0\0\0\x0Acitizen_id\0\0\0\x0D9999900000019");
    assert_eq!(*bytes, want);
}

#[test]
fn names_of_fields_and_purposes_are_those_in_json() {
    for field in Purpose::CardStatus.fields() {
        assert_eq!(serde_json::to_value(field).unwrap(), field.name());
    }
    assert!(Purpose::CardStatus.fields().is_sorted());
    assert!(!Purpose::Identity.fields().contains(&CardField::RequestNumber));
    for purpose in [Purpose::Identity, Purpose::CardStatus] {
        assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.code());
        assert_eq!(purpose.code().parse(), Ok(purpose));
    }
}

#[test]
fn a_read_survives_its_journey_and_keeps_its_signature() {
    let sent = serde_json::to_string(&read(&[(CardField::Expiry, "99999999")])).unwrap();
    let read: CardRead = serde_json::from_str(&sent).unwrap();
    assert_eq!(read.verify(&public(1), challenge().asked()), Ok(()));
    assert_eq!(read.field(CardField::Expiry), Some("99999999"));
    assert_eq!(read.verify(&public(2), challenge().asked()), Err(NotSigned));
}

#[test]
fn every_part_of_the_challenge_binds() {
    let read = read(&[]);
    let changes: [fn(&mut Challenge); 5] = [
        |it| it.case_id.push('x'),
        |it| it.agent_id.push('x'),
        |it| it.officer_id.push('x'),
        |it| it.nonce.0[31] ^= 1,
        |it| it.purpose = Purpose::CardStatus,
    ];
    for change in changes {
        let mut other = challenge();
        change(&mut other);
        assert_eq!(read.verify(&public(1), other.asked()), Err(NotSigned));
    }
}

#[test]
fn every_part_of_the_read_binds() {
    let changes: [fn(&mut CardRead); 8] = [
        |it| it.case_id.push('x'),
        |it| it.agent_id.push('x'),
        |it| it.read_at += TimeDelta::nanoseconds(1),
        |it| it.atr.0[0] ^= 1,
        |it| it.atr.0.truncate(1),
        |it| it.fields.clear(),
        |it| drop(it.fields.insert(CardField::Version, Secret::new("0002"))),
        |it| it.signature.0[0] ^= 1,
    ];
    for change in changes {
        let mut altered = read(&[(CardField::Version, "0003")]);
        change(&mut altered);
        assert_eq!(altered.verify(&public(1), challenge().asked()), Err(NotSigned));
    }
}

#[test]
fn a_failure_a_hello_and_an_enrolment_bind_too() {
    let at = challenge().expires_at;
    let mut failure = ReadFailure::sign(&key(1), &challenge(), CardFault::NoCard, at);
    assert_eq!(failure.verify(&public(1), challenge().asked()), Ok(()));
    failure.fault = CardFault::Removed;
    assert_eq!(failure.verify(&public(1), challenge().asked()), Err(NotSigned));

    let mut hello = Hello::sign(&key(1), "agent-1", at, Encoded([1; 32]));
    assert_eq!(hello.verify(&public(1)), Ok(()));
    hello.at += TimeDelta::seconds(1);
    assert_eq!(hello.verify(&public(1)), Err(NotSigned));

    let mut enrolment = Enrolment::sign(&key(1), Secret::new("ABCD"), "โต๊ะ 1");
    assert_eq!(enrolment.verify(), Ok(()));
    enrolment.public_key = public(2);
    assert_eq!(enrolment.verify(), Err(NotSigned));
}

#[test]
fn a_key_of_small_order_signs_nothing() {
    let mut one = [0; 32];
    one[0] = 1;
    let mut hello = Hello::sign(&key(1), "agent-1", challenge().expires_at, Encoded([1; 32]));
    hello.signature = Encoded([0; 64]);
    hello.signature.0[0] = 1;
    assert_eq!(hello.verify(&Encoded(one)), Err(NotSigned));
}

#[test]
fn a_fingerprint_can_be_read_aloud() {
    let print = fingerprint(&public(1));
    assert_eq!(print.split('-').count(), 8);
    assert_eq!(print.len(), 39);
    assert_ne!(print, fingerprint(&public(2)));
}

fn parts() -> impl Strategy<Value = (String, String, String, Vec<u8>, Vec<String>)> {
    let text = "[a-c\\x00\\x01]{0,5}";
    let atr = collection::vec(any::<u8>(), 0..4);
    (text, text, text, atr, collection::vec(text, 0..4))
}

fn bytes_of(parts: &(String, String, String, Vec<u8>, Vec<String>)) -> Vec<u8> {
    let (case_id, agent_id, officer_id, atr, values) = parts;
    let names = Purpose::CardStatus.fields();
    let fields =
        names.iter().zip(values).map(|(name, value)| (*name, Secret::new(value))).collect();
    let asked = Asked {
        nonce: &Encoded([7; 32]),
        case_id,
        agent_id,
        officer_id,
        purpose: Purpose::Identity,
    };
    CardRead::message(asked, challenge().expires_at, atr, &fields).to_vec()
}

proptest! {
    #[test]
    fn no_two_reads_share_their_bytes(one in parts(), other in parts()) {
        prop_assert_eq!(one == other, bytes_of(&one) == bytes_of(&other));
    }

    #[test]
    fn any_changed_byte_breaks_the_signature(
        value in "[0-9ก-ฮ]{1,20}", which in any::<prop::sample::Index>(), flip in 1..=255u8
    ) {
        use ed25519_dalek::Signer;
        let read = read(&[(CardField::CitizenId, &value)]);
        let asked = challenge();
        let message =
            CardRead::message(asked.asked(), read.read_at, &read.atr.0, &read.fields);
        let signature = key(1).sign(&message);
        prop_assert_eq!(signature.to_bytes(), read.signature.0);
        let mut altered = message.to_vec();
        altered[which.index(message.len())] ^= flip;
        prop_assert!(key(1).verifying_key().verify_strict(&altered, &signature).is_err());
        let mut bytes = signature.to_bytes();
        bytes[which.index(64)] ^= flip;
        let signature = ed25519_dalek::Signature::from_bytes(&bytes);
        prop_assert!(key(1).verifying_key().verify_strict(&message, &signature).is_err());
    }

    #[test]
    fn no_json_makes_the_reader_panic(text in "\\PC{0,60}") {
        let _ = serde_json::from_str::<CardRead>(&text);
        let _ = serde_json::from_str::<Challenge>(&text);
        let _ = Encoded::<32>::from_text(&text);
    }
}
