//! What a filter chooses from: when a request is due, and who works on it.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use crate::thai::date;

/// When what waits is due; the three do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The promise is over.
    Overdue,
    /// Before this day ends in Bangkok.
    Today,
    /// On the day after.
    Tomorrow,
}

impl Due {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Overdue, Self::Today, Self::Tomorrow];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
        }
    }

    /// Key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "queue-due-overdue",
            Self::Today => "queue-due-today",
            Self::Tomorrow => "queue-due-tomorrow",
        }
    }

    /// From when, and before when.
    pub fn span(self, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, DateTime<Utc>) {
        let tomorrow = date::bangkok_date(now) + Duration::days(1);
        // Bangkok is seven hours ahead the whole year.
        let midnight = tomorrow.and_time(NaiveTime::MIN).and_utc() - Duration::hours(7);
        match self {
            Self::Overdue => (None, now),
            Self::Today => (Some(now), midnight),
            Self::Tomorrow => (Some(midnight), midnight + Duration::days(1)),
        }
    }
}

/// Who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Whoever looks.
    Mine,
    /// No one yet.
    Nobody,
    /// A second officer, whoever that will be: the first has approved.
    Second,
}

impl Claimed {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Nobody, Self::Second];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Nobody => "nobody",
            Self::Second => "second",
        }
    }

    /// Key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "queue-claimed-mine",
            Self::Nobody => "queue-claimed-nobody",
            Self::Second => "queue-second",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_ends_at_midnight_in_bangkok() {
        let now: DateTime<Utc> = "2026-04-07T03:00:00Z".parse().unwrap();
        let midnight: DateTime<Utc> = "2026-04-07T17:00:00Z".parse().unwrap();
        assert_eq!(Due::Today.span(now), (Some(now), midnight));
        assert_eq!(Due::Tomorrow.span(now), (Some(midnight), midnight + Duration::days(1)));
        assert_eq!(Due::Overdue.span(now), (None, now));
        let late: DateTime<Utc> = "2026-04-07T17:30:00Z".parse().unwrap();
        assert_eq!(Due::Today.span(late).1, midnight + Duration::days(1));
    }
}
