//! Ranges merged by union: what was watched, read, received. A repeat or a reorder changes nothing.

use serde::{Deserialize, Serialize};

/// Sorted, disjoint half-open ranges `[from, to)` of whole numbers; the unit is the caller's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranges(Vec<(i64, i64)>);

impl Ranges {
    /// Adds `[from, to)`; an empty or reversed range adds nothing.
    pub fn add(&mut self, from: i64, to: i64) {
        if from >= to {
            return;
        }
        // Everything that touches the new range melts into it.
        let start = self.0.partition_point(|&(_, end)| end < from);
        let stop = self.0.partition_point(|&(begin, _)| begin <= to);
        let melted = self.0[start..stop]
            .iter()
            .fold((from, to), |(low, high), &(begin, end)| (low.min(begin), high.max(end)));
        self.0.splice(start..stop, [melted]);
    }

    /// Adds every range of another set.
    pub fn add_all(&mut self, other: &Self) {
        for &(from, to) in &other.0 {
            self.add(from, to);
        }
    }

    /// Whether `point` lies in a range.
    pub fn contains(&self, point: i64) -> bool {
        let next = self.0.partition_point(|&(_, end)| end <= point);
        self.0.get(next).is_some_and(|&(begin, _)| begin <= point)
    }

    /// Length of all ranges together.
    pub fn length(&self) -> i64 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// What lies in both.
    pub fn common(&self, other: &Self) -> Self {
        let mut common = Self::default();
        for &(from, to) in &self.0 {
            let first = other.0.partition_point(|&(_, end)| end <= from);
            for &(begin, end) in other.0[first..].iter().take_while(|&&(begin, _)| begin < to) {
                common.add(from.max(begin), to.min(end));
            }
        }
        common
    }

    /// Where the first range begins.
    pub fn first_start(&self) -> Option<i64> {
        self.0.first().map(|&(start, _)| start)
    }

    /// Where the last range ends.
    pub fn last_end(&self) -> Option<i64> {
        self.0.last().map(|&(_, end)| end)
    }

    /// The end of the first range: how far things came without a gap.
    pub fn first_end(&self) -> Option<i64> {
        self.0.first().map(|&(_, end)| end)
    }

    /// The gaps within `[0, end)`, as ranges.
    pub fn gaps(&self, end: i64) -> Vec<(i64, i64)> {
        let mut gaps = Vec::new();
        let mut covered = 0;
        for &(from, to) in &self.0 {
            if from > covered {
                gaps.push((covered, from.min(end)));
            }
            covered = covered.max(to);
        }
        if covered < end {
            gaps.push((covered, end));
        }
        gaps.retain(|(from, to)| from < to);
        gaps
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn some_ranges() -> impl Strategy<Value = Vec<(i64, i64)>> {
        prop::collection::vec((0i64..60, 0i64..60), 0..20)
    }

    fn merged(parts: &[(i64, i64)]) -> Ranges {
        let mut ranges = Ranges::default();
        for &(from, to) in parts {
            ranges.add(from, to);
        }
        ranges
    }

    proptest! {
        #[test]
        fn the_order_and_number_of_arrivals_do_not_matter(parts in some_ranges(), seed in any::<u64>()) {
            let once = merged(&parts);
            let mut again: Vec<_> = parts.iter().chain(&parts).copied().collect();
            let turn = usize::try_from(seed % 1000).unwrap() % again.len().max(1);
            again.rotate_left(turn);
            again.reverse();
            prop_assert_eq!(merged(&again), once);
        }

        #[test]
        fn a_union_holds_the_points_of_its_parts_and_no_others(parts in some_ranges()) {
            let points: BTreeSet<i64> = parts.iter().flat_map(|&(from, to)| from..to).collect();
            let ranges = merged(&parts);
            prop_assert_eq!(ranges.length(), i64::try_from(points.len()).unwrap());
            for point in 0..60 {
                prop_assert_eq!(ranges.contains(point), points.contains(&point));
            }
            let missing: i64 = ranges.gaps(60).iter().map(|(from, to)| to - from).sum();
            prop_assert_eq!(missing, 60 - ranges.length());
        }

        #[test]
        fn common_is_what_both_hold(one in some_ranges(), other in some_ranges()) {
            let (one, other) = (merged(&one), merged(&other));
            let common = one.common(&other);
            for point in 0..60 {
                let both = one.contains(point) && other.contains(point);
                prop_assert_eq!(common.contains(point), both);
            }
        }

        #[test]
        fn progress_only_grows(parts in some_ranges(), from in 0i64..60, to in 0i64..60) {
            let before = merged(&parts);
            let mut after = before.clone();
            after.add(from, to);
            prop_assert!(after.length() >= before.length());
        }
    }
}
