//! What each route may claim: facts are kept, and the level is worked out from this table.
//!
//! Sources: ETDA ขมธอ. 18, 19 and 20-2566 and DGA มรด. 1-2:2564 name the levels. Their full text was
//! not at hand when this edition was written, so it claims no more than the lower reading allows;
//! a new edition is a new row of [`EDITIONS`], and facts gathered before are judged anew.

use serde::{Deserialize, Serialize};

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Typed data of the card with the laser code, confirmed by the registry.
    Laser,
    /// ThaID sign-in.
    Thaid,
    /// DGA Digital ID sign-in.
    DigitalId,
    /// The card read at a desk, the face compared by an officer.
    Desk,
    /// Papers seen at a desk, confirmed by a second officer.
    Manual,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 5] =
        [Self::Laser, Self::Thaid, Self::DigitalId, Self::Desk, Self::Manual];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Laser => "laser",
            Self::Thaid => "thaid",
            Self::DigitalId => "digital_id",
            Self::Desk => "desk",
            Self::Manual => "manual",
        }
    }

    /// The route with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.code() == code)
    }
}

/// What was found, without a single value of the card: codes, ids and yes or no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Who was asked: `demo`, `dopa`, `gateway`, `thaid`, `digital_id`, `card`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The source's own result code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// Whether the registry said that the card is in use.
    pub card_is_live: bool,
    /// Whether the chip was read in the presence of an officer.
    pub chip_was_read: bool,
    /// Whether an officer found the face to match.
    pub face_matched: bool,
    /// The assurance that an identity provider asserted (`ial`, `ial_level`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asserted: Option<String>,
    /// The desk officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// The second officer, for papers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_officer: Option<String>,
    /// The desk's reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// Which kinds of papers were seen, as codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// What the facts amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Identity assurance level; none where the facts carry none.
    pub level: Option<String>,
    /// Whether somebody with these facts counts as verified.
    pub is_verified: bool,
    /// What an officer should know: `card_status_unknown`.
    pub flags: Vec<&'static str>,
}

/// One edition of the table.
struct Edition {
    version: &'static str,
    judge: fn(Route, &Facts) -> Judged,
}

/// Every edition, the newest last; facts name none, since they may be judged by any.
const EDITIONS: [Edition; 1] = [Edition { version: "2569-1", judge: edition_2569_1 }];

/// The edition in force.
pub fn version() -> &'static str {
    EDITIONS[EDITIONS.len() - 1].version
}

/// What facts amount to by the edition in force.
pub fn judge(route: Route, facts: &Facts) -> Judged {
    (EDITIONS[EDITIONS.len() - 1].judge)(route, facts)
}

/// | route | needs | claims |
/// |---|---|---|
/// | laser | the registry says the card is live | 1.3: knows the data, nothing binds them to the holder |
/// | ThaID, Digital ID | an assertion of 1.3 or more | what it asserts |
/// | desk | chip, face, and the card live | 2.1, the lowest of the second level |
/// | desk | chip and face alone | 1.3, with the card's status flagged |
/// | manual | papers and two officers | 1.3, with the card's status flagged |
fn edition_2569_1(route: Route, facts: &Facts) -> Judged {
    let claims = |level: &str| Judged {
        level: Some(level.to_owned()),
        is_verified: true,
        flags: if facts.card_is_live { Vec::new() } else { vec!["card_status_unknown"] },
    };
    let nothing = Judged { level: None, is_verified: false, flags: Vec::new() };
    match route {
        Route::Laser if facts.card_is_live => claims("1.3"),
        Route::Desk if facts.chip_was_read && facts.face_matched => {
            claims(if facts.card_is_live { "2.1" } else { "1.3" })
        }
        Route::Manual
            if !facts.papers.is_empty()
                && facts.officer.is_some()
                && facts.second_officer.is_some()
                && facts.officer != facts.second_officer =>
        {
            claims("1.3")
        }
        Route::Thaid | Route::DigitalId => match facts.asserted.as_deref() {
            // Below 1.3 nobody compared the data with a register: anyone can have typed the number.
            Some(asserted) => Judged {
                level: Some(asserted.to_owned()),
                is_verified: is_at_least(asserted, (1, 3)),
                flags: Vec::new(),
            },
            // Signed by the provider, but it says nothing of how sure it is.
            None => Judged { level: None, is_verified: true, flags: vec!["level_not_asserted"] },
        },
        _ => nothing,
    }
}

/// Whether `level`, written `2` or `2.3`, is not below `least`. What cannot be read is.
fn is_at_least(level: &str, least: (u8, u8)) -> bool {
    let (whole, part) = level.split_once('.').unwrap_or((level, "0"));
    match (whole.parse::<u8>(), part.parse::<u8>()) {
        (Ok(whole @ 1..=3), Ok(part @ 0..=9)) => (whole, part) >= least,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_claim_counts_for_what_it_says_and_for_nothing_below_the_register() {
        let asserted = |level: &str| Facts { asserted: Some(level.into()), ..Facts::default() };
        for route in [Route::Thaid, Route::DigitalId] {
            for level in ["1.3", "2", "2.1", "2.3", "3"] {
                let judged = judge(route, &asserted(level));
                assert_eq!(judged.level.as_deref(), Some(level));
                assert!(judged.is_verified, "{level}");
            }
            for level in ["0", "1", "1.1", "1.2", "", "high", "2.3.1", "-2", "9"] {
                assert!(!judge(route, &asserted(level)).is_verified, "{level}");
            }
        }
    }

    fn desk() -> Facts {
        Facts { chip_was_read: true, face_matched: true, card_is_live: true, ..Facts::default() }
    }

    #[test]
    fn a_chip_is_worth_nothing_without_the_officer_and_little_without_the_registry() {
        assert_eq!(judge(Route::Desk, &desk()).level.as_deref(), Some("2.1"));
        let unseen = Facts { face_matched: false, ..desk() };
        assert!(!judge(Route::Desk, &unseen).is_verified);
        let unasked = judge(Route::Desk, &Facts { card_is_live: false, ..desk() });
        assert_eq!(unasked.level.as_deref(), Some("1.3"));
        assert_eq!(unasked.flags, ["card_status_unknown"]);
    }

    #[test]
    fn a_laser_code_claims_no_more_than_knowledge_of_a_live_card() {
        let live = Facts { card_is_live: true, ..Facts::default() };
        assert_eq!(judge(Route::Laser, &live).level.as_deref(), Some("1.3"));
        assert!(!judge(Route::Laser, &Facts::default()).is_verified);
    }

    #[test]
    fn papers_need_two_officers() {
        let one = Facts {
            papers: vec!["old_card".into()],
            officer: Some("a".into()),
            second_officer: Some("a".into()),
            ..Facts::default()
        };
        assert!(!judge(Route::Manual, &one).is_verified);
        let two = Facts { second_officer: Some("b".into()), ..one };
        assert!(judge(Route::Manual, &two).is_verified);
    }
}
