//! Why a text is no date; the words for it are in the locales.

use crate::web::locale::Text;

/// What is wrong with a date, and what a message about it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateMistake {
    /// Nothing was written.
    Empty,
    /// Not day, month and year in this order, or a month that does not exist: say "วัน/เดือน/ปี พ.ศ.".
    Unreadable,
    /// The year has two digits.
    TwoDigitYear {
        /// The year that a Thai most likely means, from 2500 to 2599 of the Buddhist era.
        be_year: i32,
    },
    /// The year is before 1857 or after 2399 of the common era.
    NoSuchYear {
        /// The year as it was written, in either era.
        year: i32,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The year of the Buddhist era, whichever was written.
        be_year: i32,
        /// From 1 to 12.
        month: u32,
        /// How many days this month has in this year.
        days: u32,
    },
    /// A date of birth that is still to come.
    InFuture,
}

impl DateMistake {
    /// What to say beside a field that takes a day.
    pub fn text(&self) -> Text {
        match self {
            Self::TwoDigitYear { be_year } => {
                // As text: a year is not grouped by thousands.
                Text::new("date-two-digit-year").with("year", be_year.to_string())
            }
            Self::NoSuchDay { days, .. } => {
                Text::new("date-no-such-day").with("days", i64::from(*days))
            }
            Self::NoSuchYear { .. } => Text::new("date-no-such-year"),
            Self::Empty | Self::Unreadable | Self::InFuture => Text::new("date-unreadable"),
        }
    }
}
