//! Look: what a design decides about the page, as it is kept with each certificate.

use serde::{Deserialize, Serialize};

use crate::print::Tongue;

/// Everything a version of a design decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Where things stand.
    pub layout: Layout,
    /// Which pages there are.
    pub language: Language,
    /// The digits of dates and figures in Thai.
    pub digits: Digits,
    /// Which fields are printed where the certificate has them.
    pub shows: Shows,
    /// The sentence around the name and the course.
    pub words: Words,
    /// The hash of the picture of the seal.
    pub seal: Option<String>,
    /// Who signs, on a page in Thai.
    pub signer: Option<Signatory>,
    /// The same on a page in English.
    pub signer_en: Option<Signatory>,
}

/// Declares a choice with its codes, which stand in forms, in the API and in the database.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident $kind:literal {
        $($(#[$of:meta])* $one:ident = $code:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $one,)+ }

        impl $name {
            /// Every choice, the usual one first.
            pub const ALL: &[Self] = &[$(Self::$one,)+];

            /// The name in forms, API and database.
            pub fn code(self) -> &'static str {
                match self { $(Self::$one => $code,)+ }
            }

            /// The key of its name.
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$one => concat!("choice-design-", $kind, "-", $code),)+ }
            }

            /// The choice with that name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

choice! {
    /// Where things stand on the page.
    Layout "layout" {
        /// Lying, as every certificate was before there were designs; a seal at the foot.
        #[default]
        Standard = "standard",
        /// Lying, with the seal on top.
        Crest = "crest",
        /// Standing, with the seal on top.
        Portrait = "portrait",
    }
}

choice! {
    /// The languages of a certificate: a page for each.
    Language "language" {
        /// One page in Thai.
        #[default]
        Th = "th",
        /// One page in English.
        En = "en",
        /// A page in Thai and one in English.
        Both = "both",
    }
}

choice! {
    /// The digits of dates and figures on a page in Thai.
    Digits "digits" {
        /// ๐ ๑ ๒
        #[default]
        Thai = "thai",
        /// 0 1 2
        Arabic = "arabic",
    }
}

impl Language {
    /// The language of each page.
    pub fn pages(self) -> &'static [Self] {
        match self {
            Self::Th => &[Self::Th],
            Self::En => &[Self::En],
            Self::Both => &[Self::Th, Self::En],
        }
    }

    /// What a page of it is written in.
    pub fn tongue(self) -> Tongue {
        if self == Self::En { Tongue::English } else { Tongue::Thai }
    }

    /// Whether there is a page in `language`.
    pub fn has(self, language: Self) -> bool {
        self.pages().contains(&language)
    }
}

/// Which fields are printed; what a certificate lacks is left out anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shows {
    /// The length of the course.
    pub minutes: bool,
    /// The score of the final.
    pub score: bool,
    /// The last day of validity.
    pub valid_until: bool,
    /// The agency of the learner.
    pub agency: bool,
}

impl Default for Shows {
    fn default() -> Self {
        Self { minutes: true, score: true, valid_until: true, agency: false }
    }
}

/// The sentence around the name and the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// Above the name.
    pub awarded: String,
    /// Above the course.
    pub completed: String,
    /// Above the name, in English.
    pub awarded_en: String,
    /// Above the course, in English.
    pub completed_en: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            awarded: "ให้ไว้เพื่อแสดงว่า".to_owned(),
            completed: "ได้เรียนจบหลักสูตร".to_owned(),
            awarded_en: "This is to certify that".to_owned(),
            completed_en: "has successfully completed the course".to_owned(),
        }
    }
}

/// Who signs for the issuer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// With the prefix, as officials sign.
    pub name: String,
    /// The position.
    pub position: String,
    /// For whom: up to two lines such as "ปฏิบัติราชการแทน ผู้อำนวยการ…".
    pub acting: Vec<String>,
}

impl Signatory {
    /// The lines under the name.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = [&self.position].into_iter().chain(&self.acting);
        lines.map(String::as_str).filter(|line| !line.is_empty())
    }
}
