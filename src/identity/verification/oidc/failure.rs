//! Why a sign-in through a provider came to nothing; each reason has its own answer.

use poem::http::StatusCode;

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The person did not agree at the provider.
    Denied,
    /// The provider does not answer, or answers with a fault of its own.
    Away,
    /// Nobody was sent away with this state, or to another provider.
    Unknown,
    /// It took longer than ten minutes.
    Expired,
    /// The way back was used before.
    Used,
    /// Another browser was sent away.
    OtherBrowser,
    /// What the provider says does not stand up to its checks.
    Untrusted,
    /// It names no citizen id.
    NoCitizenId,
    /// The citizen id it names cannot be one.
    BadCitizenId,
    /// It has not verified the citizen id.
    Unverified,
    /// It names nobody.
    NoName,
    /// It does not say how sure it is.
    NoLevel,
    /// It is less sure than we need.
    LowLevel,
    /// The account that was to be confirmed has another citizen id.
    OtherCitizen,
    /// Another verified account has the citizen id.
    Joined,
    /// The account that was to be confirmed is not logged in here, or does not wait any more.
    NotWaiting,
}

impl Failure {
    /// Every reason.
    pub const ALL: [Self; 16] = [
        Self::Denied,
        Self::Away,
        Self::Unknown,
        Self::Expired,
        Self::Used,
        Self::OtherBrowser,
        Self::Untrusted,
        Self::NoCitizenId,
        Self::BadCitizenId,
        Self::Unverified,
        Self::NoName,
        Self::NoLevel,
        Self::LowLevel,
        Self::OtherCitizen,
        Self::Joined,
        Self::NotWaiting,
    ];

    /// The name in addresses, audit and logs.
    pub fn code(self) -> &'static str {
        let key = self.sentence();
        key.strip_prefix("signin-failed-").unwrap_or(key)
    }

    /// The reason with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.code() == code)
    }

    /// The sentence that says what happened and what to do; it takes the provider's name.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Denied => "signin-failed-denied",
            Self::Away => "signin-failed-away",
            Self::Unknown => "signin-failed-unknown",
            Self::Expired => "signin-failed-expired",
            Self::Used => "signin-failed-used",
            Self::OtherBrowser => "signin-failed-other-browser",
            Self::Untrusted => "signin-failed-untrusted",
            Self::NoCitizenId => "signin-failed-no-citizen-id",
            Self::BadCitizenId => "signin-failed-bad-citizen-id",
            Self::Unverified => "signin-failed-unverified",
            Self::NoName => "signin-failed-no-name",
            Self::NoLevel => "signin-failed-no-level",
            Self::LowLevel => "signin-failed-low-level",
            Self::OtherCitizen => "signin-failed-other-citizen",
            Self::Joined => "signin-failed-joined",
            Self::NotWaiting => "signin-failed-not-waiting",
        }
    }

    /// The status of the page that says it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Denied | Self::OtherBrowser => StatusCode::FORBIDDEN,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unknown | Self::Expired | Self::Used => StatusCode::BAD_REQUEST,
            Self::Untrusted => StatusCode::BAD_GATEWAY,
            Self::OtherCitizen | Self::Joined | Self::NotWaiting => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
