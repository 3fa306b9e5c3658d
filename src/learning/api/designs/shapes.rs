//! What the designs of certificates look like as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Multipart, Object, types::multipart::Upload};

use crate::learning::certificate::design::{
    Design,
    choice::Choice,
    draft::Draft,
    look::{Layout, Signatory, Words},
};

/// Who signs.
#[derive(Clone, Object)]
pub struct DesignSignatory {
    /// With the prefix.
    #[oai(default)]
    name: String,
    /// The position.
    #[oai(default)]
    position: String,
    /// Up to two lines that say for whom, such as "ปฏิบัติราชการแทน ผู้อำนวยการ…".
    #[oai(default)]
    acting: Vec<String>,
}

/// A design.
#[derive(Object)]
pub struct CertificateDesign {
    /// Id; `standard` is the design of every course without another.
    id: String,
    /// What authors call it.
    name: String,
    /// Counted from one; every change makes the next.
    version: i64,
    /// When the latest version was made.
    changed_at: DateTime<Utc>,
    /// `standard`, `crest` or `portrait`.
    layout: String,
    /// `th`, `en` or `both`.
    language: String,
    /// `thai` or `arabic`: the digits on a page in Thai.
    digits: String,
    /// Of `minutes`, `score`, `valid_until` and `agency`, those that are printed.
    shows: Vec<String>,
    /// Above the name.
    awarded: String,
    /// Above the course.
    completed: String,
    /// Above the name, in English.
    awarded_en: String,
    /// Above the course, in English.
    completed_en: String,
    /// Hash of the seal.
    seal: Option<String>,
    /// Who signs, on a page in Thai.
    signer: Option<DesignSignatory>,
    /// Who signs, on a page in English.
    signer_en: Option<DesignSignatory>,
    /// Slugs of the courses that have it.
    courses: Vec<String>,
}

/// A design to keep. What is left out is as usual.
#[derive(Object)]
pub struct NewCertificateDesign {
    /// What authors call it.
    #[oai(default)]
    name: String,
    /// For a change: the version that was seen.
    #[oai(default)]
    version: i64,
    /// `standard`, `crest` or `portrait`.
    #[oai(default = "standard")]
    layout: String,
    /// `th`, `en` or `both`.
    #[oai(default = "thai_pages")]
    language: String,
    /// `thai` or `arabic`.
    #[oai(default = "thai_digits")]
    digits: String,
    /// Of `minutes`, `score`, `valid_until` and `agency`, those to print.
    #[oai(default = "usual_fields")]
    shows: Vec<String>,
    /// Above the name.
    #[oai(default)]
    awarded: String,
    /// Above the course.
    #[oai(default)]
    completed: String,
    /// Above the name, in English.
    #[oai(default)]
    awarded_en: String,
    /// Above the course, in English.
    #[oai(default)]
    completed_en: String,
    /// Hash of a seal from `POST /certificate-seals`.
    seal: Option<String>,
    /// Who signs, on a page in Thai.
    signer: Option<DesignSignatory>,
    /// Who signs, on a page in English.
    signer_en: Option<DesignSignatory>,
}

fn standard() -> String {
    "standard".to_owned()
}

fn thai_pages() -> String {
    "th".to_owned()
}

fn thai_digits() -> String {
    "thai".to_owned()
}

fn usual_fields() -> Vec<String> {
    Draft::fresh(Layout::Standard).shows
}

/// A seal.
#[derive(Object)]
pub struct CertificateSeal {
    /// What a design names it by.
    pub hash: String,
    /// Width in pixels, as it is kept.
    pub width: u32,
    /// Height in pixels, as it is kept.
    pub height: u32,
}

/// A picture.
#[derive(Multipart)]
pub struct SealFile {
    /// PNG or JPEG, 512 KB at most.
    pub file: Option<Upload>,
}

/// Which design a course has.
#[derive(Object)]
pub struct ChosenDesign {
    /// Id of the design; `standard` takes away any other.
    #[oai(default)]
    pub design: String,
}

impl CertificateDesign {
    /// What the latest version decides, and which of `choices` it is.
    pub fn new(design: Design, choices: &[Choice]) -> Self {
        let courses = choices
            .iter()
            .filter(|choice| choice.is_of(&design))
            .map(|choice| choice.slug.clone())
            .collect();
        let Draft { layout, language, digits, shows, .. } = Draft::of_design(&design);
        let look = design.look.0;
        let Words { awarded, completed, awarded_en, completed_en } = look.words;
        let signer = |signer: Option<Signatory>| {
            signer.map(|Signatory { name, position, acting }| DesignSignatory {
                name,
                position,
                acting,
            })
        };
        Self {
            id: design.id.to_string(),
            name: design.name,
            version: design.version,
            changed_at: design.changed_at,
            layout,
            language,
            digits,
            shows,
            awarded,
            completed,
            awarded_en,
            completed_en,
            seal: look.seal,
            signer: signer(look.signer),
            signer_en: signer(look.signer_en),
            courses,
        }
    }
}

impl From<NewCertificateDesign> for Draft {
    fn from(new: NewCertificateDesign) -> Self {
        let NewCertificateDesign { awarded, completed, awarded_en, completed_en, .. } = new;
        let signer = |signer: Option<DesignSignatory>| {
            let signer = signer.map(|DesignSignatory { name, position, acting }| Signatory {
                name,
                position,
                acting,
            });
            signer.unwrap_or_default()
        };
        Self {
            version: new.version,
            name: new.name,
            layout: new.layout,
            language: new.language,
            digits: new.digits,
            shows: new.shows,
            words: Words { awarded, completed, awarded_en, completed_en },
            seal: new.seal.unwrap_or_default(),
            signer: signer(new.signer),
            signer_en: signer(new.signer_en),
        }
    }
}
