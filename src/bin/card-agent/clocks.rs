//! Compares the clock of this device with that of the server, which each answer tells.

use std::cell::Cell;

use chrono::{DateTime, TimeDelta, Utc};
use rian::{
    clock::{Clock, SystemClock},
    identity::desk_protocol::SKEW,
};

use crate::words::Words;

/// The device's clock, and how far it was from the server's when the last answer came.
#[derive(Default)]
pub struct Clocks {
    ahead: Cell<TimeDelta>,
    told: Cell<bool>,
}

impl Clocks {
    /// The device's time, which is what is signed.
    pub fn now(&self) -> DateTime<Utc> {
        SystemClock.now()
    }

    /// The server's time, as far as it is known.
    pub fn server_now(&self) -> DateTime<Utc> {
        self.now() - self.ahead.get()
    }

    /// Takes the `Date` of an answer; says so once when the clocks are too far apart.
    pub fn heard(&self, date: Option<&str>) {
        let Some(date) = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) else {
            return;
        };
        self.ahead.set(self.now().signed_duration_since(date));
        let warning = warning(self.ahead.get());
        if let Some(words) = warning.as_ref().filter(|_| !self.told.get()) {
            words.warn();
        }
        self.told.set(warning.is_some());
    }
}

fn warning(ahead: TimeDelta) -> Option<Words> {
    let (thai, english) = if ahead > SKEW {
        ("เร็วกว่า", "ahead of")
    } else if ahead < -SKEW {
        ("ช้ากว่า", "behind")
    } else {
        return None;
    };
    let seconds = ahead.num_seconds().abs();
    Some(Words::new(
        format!(
            "นาฬิกาของเครื่องนี้{thai}เซิร์ฟเวอร์ {seconds} วินาที โปรดตั้งเวลาให้ตรง มิฉะนั้นเซิร์ฟเวอร์จะไม่รับผลการอ่าน"
        ),
        format!(
            "The clock of this device is {seconds} seconds {english} the server's. \
             Set it, or the server will refuse what is read."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_wrong_from_sixty_seconds_on_either_side() {
        let english =
            |seconds| warning(TimeDelta::seconds(seconds)).map(|words| format!("{words:?}"));
        assert!(english(60).is_none() && english(-60).is_none());
        assert!(english(61).unwrap().contains("61 seconds ahead of"));
        assert!(english(-3600).unwrap().contains("3600 seconds behind"));
    }

    #[test]
    fn the_servers_time_comes_from_its_answers() {
        let clocks = Clocks::default();
        clocks.heard(Some("Tue, 07 Apr 2020 02:00:00 GMT"));
        assert_eq!(clocks.server_now().date_naive().to_string(), "2020-04-07");
        clocks.heard(Some("yesterday"));
        assert_eq!(clocks.server_now().date_naive().to_string(), "2020-04-07");
    }
}
