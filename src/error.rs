//! Error: everything that can go wrong for a visitor, with the status, the code and the words.

use poem::http::StatusCode;

use crate::web::locale::Text;

/// What the product's functions answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One thing that can go wrong. `web::problem` dresses it as a page or as RFC 9457 JSON.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the visitor may not know that there is.
    #[error("not found")]
    NotFound(Text),
    /// Only someone who is logged in may do this.
    #[error("log-in needed")]
    LogInNeeded,
    /// The visitor is known and has no right to this.
    #[error("forbidden")]
    Forbidden,
    /// The visitor's appointments count only with a second factor, which is not set up or was not
    /// asked for in this session.
    #[error("second factor needed")]
    SecondFactorNeeded,
    /// The last second proof is too old for this act.
    #[error("second factor stale")]
    SecondFactorStale,
    /// The log-in is right and a code of the second factor was not sent with it.
    #[error("code needed")]
    CodeNeeded,
    /// The form's token is missing or too old.
    #[error("stale form")]
    StaleForm,
    /// Fields that the visitor can mend.
    #[error("mistakes in {} fields", .0.len())]
    Mistakes(Vec<Mistake>),
    /// A form that cannot be sent yet, with all that it still needs.
    #[error("{} things are missing", .0.len())]
    Incomplete(Vec<Missing>),
    /// The identity source said no; one wording for every reason.
    #[error("identity not confirmed")]
    NotConfirmed,
    /// Nothing is wrong with the words, but the state of things forbids it.
    #[error("conflict: {code}")]
    Conflict {
        /// Stable slug.
        code: &'static str,
        /// Why, for the reader.
        text: Text,
        /// What has to be done first.
        missing: Vec<Missing>,
    },
    /// Too many tries.
    #[error("too many tries")]
    TooMany {
        /// Seconds until the next try is heard.
        retry_after: i64,
    },
    /// Too many strangers tried this account: only its known devices and a letter open it now.
    #[error("too many tries by strangers")]
    LetterNeeded {
        /// Seconds until strangers are heard again.
        retry_after: i64,
    },
    /// The log-in name or the password is wrong; which of them is not told.
    #[error("wrong log-in")]
    WrongLogIn,
    /// The request cannot be read.
    #[error("bad request")]
    BadRequest(Text),
    /// The body is larger than this address takes.
    #[error("too large")]
    TooLarge,
    /// A part of the service is not set up or does not answer.
    #[error("unavailable")]
    Unavailable(Text),
    /// Our fault. The cause is logged once and never shown.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// A mistake in one field of a form.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// JSON pointer of the field, `/laser_code`.
    pub field: String,
    /// Stable slug of the kind of mistake.
    pub code: &'static str,
    /// What to do about it.
    pub text: Text,
}

impl Mistake {
    /// A mistake in the top-level field `name`, worded by the key `text`.
    pub fn new(name: &str, code: &'static str, text: Text) -> Self {
        Self { field: format!("/{name}"), code, text }
    }
}

/// One thing that has to be done before something else is possible.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The lesson it concerns, if it concerns one.
    pub lesson: Option<String>,
    /// JSON pointer of the field it concerns, if it concerns one.
    pub field: Option<String>,
    /// Stable slug.
    pub code: &'static str,
    /// What is missing, by name and number.
    pub text: Text,
    /// Where on the site it can be done.
    pub url: Option<String>,
}

impl Missing {
    /// A field of a form, by its name with dots.
    pub fn of(name: &str, code: &'static str, text: Text) -> Self {
        let field = Some(format!("/{}", name.replace('.', "/")));
        Self { lesson: None, field, code, text, url: None }
    }
}

impl Error {
    /// There is no such page or thing.
    pub fn not_found() -> Self {
        Self::NotFound(Text::new("error-not-found-detail"))
    }

    /// A single mistake.
    pub fn mistake(field: &str, code: &'static str, text: Text) -> Self {
        Self::Mistakes(vec![Mistake::new(field, code, text)])
    }

    /// A conflict without a list of what is missing.
    pub fn conflict(code: &'static str, text: Text) -> Self {
        Self::Conflict { code, text, missing: Vec::new() }
    }

    /// Our fault, for a reason in words.
    pub fn internal(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(reason.into())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::LogInNeeded | Self::WrongLogIn | Self::CodeNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden
            | Self::StaleForm
            | Self::SecondFactorNeeded
            | Self::SecondFactorStale => StatusCode::FORBIDDEN,
            Self::Mistakes(_) | Self::Incomplete(_) | Self::NotConfirmed => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooMany { .. } | Self::LetterNeeded { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable slug that the API promises.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not-found",
            Self::LogInNeeded => "log-in-needed",
            Self::WrongLogIn => "wrong-log-in",
            Self::Forbidden => "forbidden",
            Self::SecondFactorNeeded | Self::CodeNeeded => "second-factor-needed",
            Self::SecondFactorStale => "second-factor-stale",
            Self::StaleForm => "stale-form",
            Self::Mistakes(_) => "mistakes",
            Self::Incomplete(_) => "incomplete",
            Self::NotConfirmed => "not-confirmed",
            Self::Conflict { code, .. } => code,
            Self::TooMany { .. } => "too-many",
            Self::LetterNeeded { .. } => "letter-needed",
            Self::BadRequest(_) => "bad-request",
            Self::TooLarge => "too-large",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// A short title.
    pub fn title(&self) -> Text {
        Text::new(match self {
            Self::NotFound(_) => "error-not-found",
            Self::LogInNeeded => "error-log-in-needed",
            Self::WrongLogIn => "error-wrong-log-in",
            Self::Forbidden => "error-forbidden",
            Self::SecondFactorNeeded => "factor-error-needed",
            Self::SecondFactorStale => "factor-error-stale",
            Self::CodeNeeded => "factor-error-code",
            Self::StaleForm => "error-stale-form",
            Self::Mistakes(_) => "error-mistakes",
            Self::Incomplete(_) => "error-incomplete",
            Self::NotConfirmed => "error-not-confirmed",
            Self::Conflict { .. } => "error-conflict",
            Self::TooMany { .. } | Self::LetterNeeded { .. } => "error-too-many",
            Self::BadRequest(_) => "error-bad-request",
            Self::TooLarge => "error-too-large",
            Self::Unavailable(_) => "error-unavailable",
            Self::Internal(_) => "error-internal",
        })
    }

    /// What happened and what to do.
    pub fn detail(&self) -> Text {
        match self {
            Self::NotFound(text) | Self::BadRequest(text) | Self::Unavailable(text) => text.clone(),
            Self::Conflict { text, .. } => text.clone(),
            Self::TooMany { retry_after } => {
                Text::new("error-too-many-detail").with("minutes", (retry_after + 59) / 60)
            }
            Self::LetterNeeded { .. } => Text::new("own-letter-needed"),
            Self::LogInNeeded => Text::new("error-log-in-needed-detail"),
            Self::WrongLogIn => Text::new("error-wrong-log-in-detail"),
            Self::Forbidden => Text::new("error-forbidden-detail"),
            Self::SecondFactorNeeded => Text::new("factor-error-needed-detail"),
            Self::SecondFactorStale => Text::new("factor-error-stale-detail"),
            Self::CodeNeeded => Text::new("factor-error-code-detail"),
            Self::StaleForm => Text::new("error-stale-form-detail"),
            Self::Mistakes(_) => Text::new("error-mistakes-detail"),
            Self::Incomplete(_) => Text::new("error-incomplete-detail"),
            Self::NotConfirmed => Text::new("error-not-confirmed-detail"),
            Self::TooLarge => Text::new("error-too-large-detail"),
            Self::Internal(_) => Text::new("error-internal-detail"),
        }
    }
}

/// Makes our own faults out of the errors of libraries.
macro_rules! internal {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Internal(Box::new(error))
            }
        }
    )*};
}

internal!(
    sqlx::Error,
    sqlx::migrate::MigrateError,
    serde_json::Error,
    askama::Error,
    std::io::Error,
    object_store::Error,
    tokio::task::JoinError,
);
