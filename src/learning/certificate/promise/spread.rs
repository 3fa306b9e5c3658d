//! Spread: how long decisions took, from which median, nine in ten and share in time follow.

use std::collections::BTreeMap;

/// Waits are shown in these bands: up to so many hours. What is over the last one broke the promise.
pub const BANDS: [i64; 5] = [6, 12, 24, 36, 48];

/// How long decisions took: how many of each wait.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    waits: BTreeMap<i64, i64>,
    /// Decisions.
    pub decided: i64,
    /// Of those, within the promise.
    pub in_time: i64,
    /// Of those, by a course's rule.
    pub by_rule: i64,
}

impl Spread {
    /// Adds the decisions of one wait, in minutes.
    pub fn add(&mut self, minute: i64, decided: i64, in_time: i64, by_rule: i64) {
        *self.waits.entry(minute).or_default() += decided;
        self.decided += decided;
        self.in_time += in_time;
        self.by_rule += by_rule;
    }

    /// The minutes within which so many of a hundred were decided, by the nearest rank.
    fn within(&self, percent: i64) -> Option<i64> {
        let wanted = (self.decided * percent + 99) / 100;
        let mut seen = 0;
        let found = self.waits.iter().find(|(_, count)| {
            seen += **count;
            seen >= wanted.max(1)
        });
        found.map(|(minute, _)| *minute)
    }

    /// Minutes within which half was decided; whole hours from the first one on.
    pub fn median(&self) -> Option<i64> {
        self.within(50)
    }

    /// Minutes within which nine in ten were decided; whole hours from the first one on.
    pub fn p90(&self) -> Option<i64> {
        self.within(90)
    }

    /// Decided in time, of a hundred, never rounded up.
    pub fn share(&self) -> Option<i64> {
        (self.decided > 0).then(|| self.in_time * 100 / self.decided)
    }

    /// How many were decided in each band, and in none of them.
    pub fn bands(&self) -> [i64; BANDS.len() + 1] {
        let mut counts = [0; BANDS.len() + 1];
        for (minute, count) in &self.waits {
            let band = BANDS.iter().position(|last| *minute <= last * 60).unwrap_or(BANDS.len());
            counts[band] += count;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_decided_says_nothing() {
        let none = Spread::default();
        assert_eq!((none.median(), none.p90(), none.share()), (None, None, None));
    }

    proptest! {
        #[test]
        fn the_tally_says_what_a_sorted_list_says(mut waits in prop::collection::vec(0..200_i64, 1..300)) {
            let mut spread = Spread::default();
            for wait in &waits {
                spread.add(60 * wait, 1, i64::from(*wait <= 48), 0);
            }
            // One that is decided and taken back leaves nothing behind.
            spread.add(18_000, 1, 0, 0);
            spread.add(18_000, -1, 0, 0);
            waits.sort_unstable();
            let rank = |percent: usize| 60 * waits[(waits.len() * percent).div_ceil(100) - 1];
            prop_assert_eq!(spread.median(), Some(rank(50)));
            prop_assert_eq!(spread.p90(), Some(rank(90)));
            let late = waits.iter().filter(|wait| **wait > 48).count();
            prop_assert_eq!(spread.bands()[BANDS.len()], i64::try_from(late).unwrap());
            prop_assert_eq!(spread.bands().iter().sum::<i64>(), spread.decided);
        }
    }
}
