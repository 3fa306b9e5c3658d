//! What a template says to this visitor: sentences, names of codes, days and hours.

use chrono::{DateTime, NaiveDate, Utc};

use super::Inner;
use crate::{thai::date, web::locale::ToValue};

impl Inner {
    /// The sentence for `key` in the visitor's language; for templates.
    pub fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// The sentence for `key` with one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToValue) -> String {
        self.locale.with(key, &[(name, value.to_value())])
    }

    /// The sentence for `key` with two values.
    pub fn t2(
        &self,
        key: &str,
        name: &'static str,
        value: impl ToValue,
        other_name: &'static str,
        other: impl ToValue,
    ) -> String {
        self.locale.with(key, &[(name, value.to_value()), (other_name, other.to_value())])
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        crate::web::assets::url(name)
    }

    /// The name of a route of verification; a code without a name stays a code.
    pub fn route(&self, code: &str) -> String {
        let key = format!("route-{}", code.replace('_', "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// The name of a role.
    pub fn role(&self, code: &str) -> String {
        self.locale.t(&format!("role-{}", code.replace('_', "-")))
    }

    /// What was done, in words where there are some, else its code.
    pub fn act(&self, code: &str) -> String {
        let key = format!("act-{}", code.replace(['.', '_'], "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// The name of a field of the request form.
    pub fn field(&self, field: &crate::workd::request::fields::Field) -> String {
        self.locale.t(&field.label())
    }

    /// A sentence that was put together elsewhere.
    pub fn say(&self, text: &crate::web::locale::Text) -> String {
        self.locale.say(text)
    }

    /// The name of a choice, as `choice-CODE` in the sentences; words that are no code stay.
    pub fn choice(&self, code: &str) -> String {
        let key = format!("choice-{}", code.replace('_', "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// The name of a state, as `state-CODE` in the sentences.
    pub fn state(&self, code: &str) -> String {
        self.locale.t(&format!("state-{}", code.replace('_', "-")))
    }

    /// A day, as pages write it.
    pub fn day(&self, date: impl Plain<NaiveDate>) -> String {
        self.locale.day(date.plain())
    }

    /// The day of an instant in Bangkok.
    pub fn day_of(&self, instant: impl Plain<DateTime<Utc>>) -> String {
        self.day(date::bangkok_date(instant.plain()))
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Today in Bangkok.
    pub fn today(&self) -> NaiveDate {
        date::bangkok_date(self.now())
    }

    /// Day and time of an instant in Bangkok.
    pub fn moment(&self, instant: impl Plain<DateTime<Utc>>) -> String {
        self.locale.moment(instant.plain())
    }
}

/// A copy of something that a template holds by however many references.
pub trait Plain<T> {
    /// The copy.
    fn plain(&self) -> T;
}

impl Plain<Self> for NaiveDate {
    fn plain(&self) -> Self {
        *self
    }
}

impl Plain<Self> for DateTime<Utc> {
    fn plain(&self) -> Self {
        *self
    }
}

impl<T, P: Plain<T>> Plain<T> for &P {
    fn plain(&self) -> T {
        (**self).plain()
    }
}
