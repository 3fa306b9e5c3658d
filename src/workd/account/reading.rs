//! Reads an account as it was typed or sent: names, address, size, and the check of identity.

use chrono::{DateTime, NaiveDate, Utc};

use super::MB;
use crate::{
    error::{Error, Mistake, Result},
    identity::person,
    thai::text,
    web::locale::Text,
    workd::{domain::Domain, local_part},
};

/// An account as typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Before the `@`.
    pub local_part: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Given name in Latin script.
    pub first_name_en: Option<String>,
    /// Family name in Latin script.
    pub last_name_en: Option<String>,
    /// Size of the mailbox, in MB; the domain's own unless said.
    pub quota_mb: Option<i64>,
    /// Where one-time links go.
    pub recovery_email: Option<String>,
    /// How the holder's identity was checked.
    pub identity_how: String,
    /// When: an ISO day or instant, or a Thai date.
    pub identity_at: String,
}

/// An account that can be kept.
#[derive(Clone, Debug)]
pub struct Ready {
    /// Before the `@`.
    pub local_part: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Given name in Latin script.
    pub first_name_en: Option<String>,
    /// Family name in Latin script.
    pub last_name_en: Option<String>,
    /// Size of the mailbox.
    pub quota_bytes: i64,
    /// Where one-time links go.
    pub recovery_email: Option<String>,
    /// How the holder's identity was checked.
    pub identity_how: String,
    /// On which day.
    pub identity_on: NaiveDate,
}

impl Typed {
    /// Reads every field; `today` bounds the day of the identity check.
    ///
    /// # Errors
    /// Mistakes by field.
    pub fn read(&self, domain: &Domain, today: NaiveDate) -> Result<Ready> {
        let mut mistakes = Vec::new();
        let local_part = match local_part::read_local_part(&self.local_part) {
            Ok(local) if local_part::is_reserved(&local) => {
                let text = Text::new("local-part-reserved").with("name", local);
                mistakes.push(Mistake::new("local_part", "reserved", text));
                String::new()
            }
            Ok(local) => local,
            Err(text) => {
                mistakes.push(Mistake::new("local_part", "shape", text));
                String::new()
            }
        };
        let names = read_names(self, &mut mistakes);
        let quota_mb = self.quota_mb.unwrap_or(domain.default_quota_mb);
        if !(1..=1_000_000).contains(&quota_mb) {
            mistakes.push(Mistake::new("quota_mb", "range", Text::new("quota-shape")));
        }
        let recovery_email = read_recovery(self.recovery_email.as_deref(), &mut mistakes);
        let check = read_check(&self.identity_how, &self.identity_at, today, &mut mistakes);
        match (names, check) {
            (Some((first_name, last_name)), Some((identity_how, identity_on)))
                if mistakes.is_empty() =>
            {
                Ok(Ready {
                    local_part,
                    first_name,
                    last_name,
                    first_name_en: latin(self.first_name_en.as_deref()),
                    last_name_en: latin(self.last_name_en.as_deref()),
                    quota_bytes: quota_mb * MB,
                    recovery_email,
                    identity_how,
                    identity_on,
                })
            }
            _ => Err(Error::Mistakes(mistakes)),
        }
    }
}

pub(super) fn read_names(typed: &Typed, mistakes: &mut Vec<Mistake>) -> Option<(String, String)> {
    let mut read = |field, name: &str| {
        let name = text::normalise(name);
        if name.is_empty() {
            let text = Text::new("account-name-required");
            mistakes.push(Mistake::new(field, "required", text));
            return None;
        }
        let read = text::check_name(&name).ok().filter(|name| text::graphemes(name) <= 100);
        if read.is_none() {
            mistakes.push(Mistake::new(field, "name", Text::new("request-name-shape")));
        }
        read
    };
    let (first, last) =
        (read("first_name", &typed.first_name), read("last_name", &typed.last_name));
    Some((first?, last?))
}

pub(super) fn latin(name: Option<&str>) -> Option<String> {
    name.map(text::normalise).filter(|name| !name.is_empty())
}

pub(super) fn read_recovery(typed: Option<&str>, mistakes: &mut Vec<Mistake>) -> Option<String> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty())?;
    let read = person::read_email(typed);
    if read.is_none() {
        mistakes.push(Mistake::new("recovery_email", "shape", Text::new("email-shape")));
    }
    read
}

/// Clause 4.1: nobody is given an account whose identity was not checked.
fn read_check(
    how: &str,
    at: &str,
    today: NaiveDate,
    mistakes: &mut Vec<Mistake>,
) -> Option<(String, NaiveDate)> {
    let how = text::normalise(how);
    if how.is_empty() || text::graphemes(&how) > 100 {
        let text = Text::new("identity-how-required");
        mistakes.push(Mistake::new("identity_checked/how", "required", text));
    }
    let day = match at.parse::<DateTime<Utc>>() {
        Ok(instant) => Ok(crate::thai::date::bangkok_date(instant)),
        Err(_) => crate::thai::date::read(at),
    };
    let field = "identity_checked/at";
    match day {
        Ok(day) if day > today => {
            mistakes.push(Mistake::new(field, "future", Text::new("identity-at-future")));
            None
        }
        Ok(day) => (!how.is_empty()).then_some((how, day)),
        Err(wrong) => {
            let (code, text) = if at.trim().is_empty() {
                ("required", Text::new("identity-at-required"))
            } else {
                ("date", wrong.text())
            };
            mistakes.push(Mistake::new(field, code, text));
            None
        }
    }
}
