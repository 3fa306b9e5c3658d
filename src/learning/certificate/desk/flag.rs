//! What an officer should look at before approving, worked out when somebody asks.

/// Something that does not look right. None of them refuses: an officer judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Credited learning time is less than half of the course's length.
    ShortTime,
    /// Answers to a quiz came seconds after it was opened.
    FastAnswers,
    /// Learning time in two courses at once.
    TwoCourses,
    /// The identity is not verified, or only by papers.
    IdentityPending,
    /// The name of the account is not the one that was verified.
    NameDiffers,
}

impl Flag {
    /// Every flag, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::ShortTime,
        Self::FastAnswers,
        Self::TwoCourses,
        Self::IdentityPending,
        Self::NameDiffers,
    ];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::ShortTime => "short_time",
            Self::FastAnswers => "fast_answers",
            Self::TwoCourses => "two_courses",
            Self::IdentityPending => "identity_pending",
            Self::NameDiffers => "name_differs",
        }
    }

    /// The flag called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.code() == code)
    }
}
