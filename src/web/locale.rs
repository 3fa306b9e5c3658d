//! Which language to answer in, and the sentences of each, by Fluent.

use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};

use crate::thai::date;

/// A language the product speaks. Thai is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

type Bundle = FluentBundle<FluentResource>;

/// The files of one language: what every area says, then each part of workD.
macro_rules! sources {
    ($language:literal) => {
        [
            include_str!(concat!("locales/", $language, ".ftl")),
            include_str!(concat!("locales/workd.", $language, ".ftl")),
            include_str!(concat!("locales/request.", $language, ".ftl")),
            include_str!(concat!("locales/domain.", $language, ".ftl")),
            include_str!(concat!("locales/account.", $language, ".ftl")),
            include_str!(concat!("locales/mailbox.", $language, ".ftl")),
            include_str!(concat!("locales/mail.", $language, ".ftl")),
            include_str!(concat!("locales/dns.", $language, ".ftl")),
            include_str!(concat!("locales/sheet.", $language, ".ftl")),
            include_str!(concat!("locales/api.", $language, ".ftl")),
            include_str!(concat!("locales/identity.", $language, ".ftl")),
            include_str!(concat!("locales/desk.", $language, ".ftl")),
            include_str!(concat!("locales/signin.", $language, ".ftl")),
            include_str!(concat!("locales/factor.", $language, ".ftl")),
            include_str!(concat!("locales/own.", $language, ".ftl")),
            include_str!(concat!("locales/privacy.", $language, ".ftl")),
            include_str!(concat!("locales/people.", $language, ".ftl")),
            include_str!(concat!("locales/queue.", $language, ".ftl")),
            include_str!(concat!("locales/verdict.", $language, ".ftl")),
            include_str!(concat!("locales/promise.", $language, ".ftl")),
            include_str!(concat!("locales/design.", $language, ".ftl")),
            include_str!(concat!("locales/seal.", $language, ".ftl")),
            include_str!(concat!("locales/badge.", $language, ".ftl")),
            include_str!(concat!("locales/verify.", $language, ".ftl")),
        ]
    };
}

static THAI: LazyLock<Bundle> = LazyLock::new(|| bundle("th", &sources!("th")));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", &sources!("en")));

#[expect(clippy::expect_used, reason = "the files are part of the program and tests read them")]
fn bundle(language: &str, sources: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.parse().expect("a language tag")]);
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the sentences can be read");
        bundle.add_resource(resource).expect("no sentence stands twice");
    }
    bundle
}

impl Locale {
    /// `th` or `en`, as in cookies, columns and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Th => "th",
            Self::En => "en",
        }
    }

    /// The locale of a code, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "th" => Some(Self::Th),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Picks from an `Accept-Language` header: the first of ours that is named, Thai otherwise.
    pub fn from_header(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|part| {
                let tag = part.split(';').next()?.trim();
                Self::from_code(tag.split('-').next()?.to_ascii_lowercase().as_str())
            })
            .next()
            .unwrap_or_default()
    }

    /// Whether there is a sentence for `key`.
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The sentence for `key`.
    pub fn t(self, key: &str) -> String {
        self.format(key, None)
    }

    /// The sentence for `key` with its values filled in.
    pub fn with(self, key: &str, values: &[(&'static str, Value)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone().into_fluent(self));
        }
        self.format(key, Some(&args))
    }

    /// The sentence of a `Text`.
    pub fn say(self, text: &Text) -> String {
        let mut args = FluentArgs::with_capacity(text.values.len());
        for (name, value) in &text.values {
            args.set(name.clone(), value.clone().into_fluent(self));
        }
        self.format(&text.key, Some(&args))
    }

    /// A day as people write it in this language.
    pub fn day(self, day: chrono::NaiveDate) -> String {
        match self {
            Self::Th => date::long(day),
            Self::En => date::english(day),
        }
    }

    /// Day and time of an instant in Bangkok.
    pub fn moment(self, instant: chrono::DateTime<chrono::Utc>) -> String {
        match self {
            Self::Th => date::long_with_time(instant),
            Self::En => date::english_with_time(instant),
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Th => &THAI,
            Self::En => &ENGLISH,
        }
    }

    fn format(self, key: &str, args: Option<&FluentArgs>) -> String {
        let Some(pattern) = self.bundle().get_message(key).and_then(|message| message.value())
        else {
            // A test finds missing sentences; a visitor sees the key rather than a fault.
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle().format_pattern(pattern, args, &mut errors).into_owned()
    }
}

/// A value inside a sentence.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Value {
    /// Text as it is.
    Text(String),
    /// A whole number; English chooses its plural by it.
    Number(i64),
    /// A title in Thai and in English.
    Title(String, String),
}

impl Value {
    /// A title or name from its Thai and its English form.
    pub fn title((th, en): (&str, &str)) -> Self {
        Self::Title(th.to_owned(), en.to_owned())
    }

    /// The value in one language, as text.
    pub fn said(&self, locale: Locale) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Title(th, en) => if locale == Locale::Th { th } else { en }.clone(),
        }
    }

    fn into_fluent(self, locale: Locale) -> FluentValue<'static> {
        match self {
            Self::Title(th, en) => {
                let title = if locale == Locale::Th { th } else { en };
                FluentValue::String(Cow::Owned(title))
            }
            Self::Text(text) => FluentValue::String(Cow::Owned(text)),
            // `FluentNumber` is a float inside; whole numbers below 2^53 print exactly.
            #[expect(clippy::cast_precision_loss, reason = "minutes, counts and percents")]
            Self::Number(number) => {
                FluentValue::Number(FluentNumber::new(number as f64, Default::default()))
            }
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// What templates may put into a sentence, however often referred to.
pub trait ToValue {
    /// As a value of a sentence.
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        self.into()
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        self.as_str().into()
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

impl ToValue for i32 {
    fn to_value(&self) -> Value {
        i64::from(*self).into()
    }
}

impl ToValue for usize {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

/// A sentence still to be said in the reader's language: its key and its values.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Text {
    key: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Text {
    /// The sentence `key`.
    pub fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), values: Vec::new() }
    }

    /// Which sentence it is.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The same with `name` filled in.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }
}
