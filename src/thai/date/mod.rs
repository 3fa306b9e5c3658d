//! Buddhist-era dates: read in every written form, printed in one; inside, dates are of the common era and instants are UTC.

mod birth;
mod mistake;
mod months;
mod printing;
mod reading;
mod written;
mod year;

pub use birth::BirthDate;
pub use mistake::DateMistake;
pub use printing::{
    bangkok_date, english, english_with_time, long, long_thai_digits, long_with_time, numeric,
    short, time,
};
pub use reading::{read, read_in_letter};

/// Years between the eras: 2566 of the Buddhist era is 2023 of the common era.
const BE_AHEAD: i32 = 543;

/// The Thai and the English name of month 1 to 12; of another number, nothing.
pub fn month_names(month: u32) -> (&'static str, &'static str) {
    let index = usize::try_from(month).unwrap_or(0).wrapping_sub(1);
    months::MONTHS.get(index).map_or(("", ""), |month| (month.thai, month.english))
}
