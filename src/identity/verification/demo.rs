//! Invented citizens for the demonstration; a server started without `--demo` has no such source.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::BoxFuture;

use super::{Claim, Outcome, Verifier};
use crate::thai::text;

/// How a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// In use.
    Normal,
    /// Past its day.
    Expired,
    /// Reported lost or replaced.
    Cancelled,
}

/// A card that no one holds. Citizen ids begin with 9, which no citizen's does.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Card {
    /// Thirteen digits.
    pub citizen_id: &'static str,
    /// As printed, without dashes.
    pub laser_code: &'static str,
    /// Title before the name.
    pub prefix: &'static str,
    /// Given name.
    pub first_name: &'static str,
    /// Family name.
    pub last_name: &'static str,
    /// ISO in the common era.
    pub birth_date: &'static str,
    /// How the card stands.
    pub state: CardState,
}

const fn card(
    citizen_id: &'static str,
    laser_code: &'static str,
    name: (&'static str, &'static str, &'static str),
    birth_date: &'static str,
    state: CardState,
) -> Card {
    let (prefix, first_name, last_name) = name;
    Card { citizen_id, laser_code, prefix, first_name, last_name, birth_date, state }
}

/// The cards that `/demo` shows, for trying the sign-up.
pub const CARDS: [Card; 10] = [
    card(
        "9100000000011",
        "ZA1000000101",
        ("นางสาว", "สุดารัตน์", "เกื้อกูล"),
        "1990-05-17",
        CardState::Normal,
    ),
    card(
        "9100000000020",
        "ZA1000000202",
        ("นาย", "ณัฐพงษ์", "ศรีสุวรรณ"),
        "1985-11-02",
        CardState::Normal,
    ),
    card(
        "9100000000038",
        "ZA1000000303",
        ("นาง", "ปรียานุช", "ทองอยู่"),
        "1978-01-29",
        CardState::Normal,
    ),
    card(
        "9100000000046",
        "ZA1000000404",
        ("นาย", "กิตติศักดิ์", "วงศ์ใหญ่"),
        "1996-08-08",
        CardState::Normal,
    ),
    card(
        "9100000000054",
        "ZA1000000505",
        ("นางสาว", "ญาณิศา", "น้ำทิพย์"),
        "2000-02-29",
        CardState::Normal,
    ),
    card(
        "9100000000062",
        "ZA1000000606",
        ("ว่าที่ร้อยตรี", "ธนกฤต", "ปัญญาดี"),
        "1992-12-31",
        CardState::Normal,
    ),
    card(
        "9100000000071",
        "ZA1000000707",
        ("นางสาว", "อรทัย", "ฐานบุญ"),
        "1988-04-13",
        CardState::Normal,
    ),
    card(
        "9100000000089",
        "ZA1000000808",
        ("นาย", "สมเกียรติ", "รุ่งเรือง"),
        "1969-07-01",
        CardState::Normal,
    ),
    card(
        "9100000000097",
        "ZA1000000909",
        ("นาง", "วิไลวรรณ", "แสงจันทร์"),
        "1975-03-21",
        CardState::Expired,
    ),
    card(
        "9100000000101",
        "ZA1000001010",
        ("นาย", "ประเสริฐ", "คงมั่น"),
        "1982-09-15",
        CardState::Cancelled,
    ),
];

/// The source of the demonstration. It can be switched off, to see what happens when the real one
/// does not answer.
#[derive(Default)]
pub struct DemoVerifier {
    away: AtomicBool,
}

impl DemoVerifier {
    /// Whether the source answers.
    pub fn is_reachable(&self) -> bool {
        !self.away.load(Ordering::SeqCst)
    }

    /// Switches the source on or off.
    pub fn set_reachable(&self, reachable: bool) {
        self.away.store(!reachable, Ordering::SeqCst);
    }

    fn answer(&self, claim: &Claim) -> Outcome {
        if !self.is_reachable() {
            return Outcome::Unreachable;
        }
        let id = claim.citizen_id.digits();
        let Some(card) = CARDS.iter().find(|card| card.citizen_id == id) else {
            return Outcome::Refused("unknown");
        };
        if card.laser_code != claim.laser_code.reveal() {
            return Outcome::Refused("laser");
        }
        let same = |typed: &str, printed: &str| text::normalise(typed) == text::normalise(printed);
        if !same(&claim.first_name, card.first_name) || !same(&claim.last_name, card.last_name) {
            return Outcome::Refused("name");
        }
        if claim.birth_date.to_iso() != card.birth_date {
            return Outcome::Refused("birth_date");
        }
        match card.state {
            CardState::Normal => Outcome::Confirmed,
            CardState::Expired => Outcome::Refused("expired"),
            CardState::Cancelled => Outcome::Refused("cancelled"),
        }
    }
}

impl Verifier for DemoVerifier {
    fn source(&self) -> &'static str {
        "demo"
    }

    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome> {
        Box::pin(async move { self.answer(claim) })
    }
}
