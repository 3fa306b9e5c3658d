//! What a page says, in its language, its digits and the words of its design.

use chrono::NaiveDate;

use super::Sheet;
use crate::{
    learning::certificate::design::look::{Digits, Language, Signatory},
    thai::{date, digits},
};

/// Who issues, in English.
pub const ISSUER_EN: &str = "Digital Government Development Agency (Public Organization)";

/// The texts of one page.
pub(super) struct Said<'a> {
    pub(super) notice: Option<&'static str>,
    pub(super) issuer: &'a str,
    pub(super) title: &'a str,
    pub(super) awarded: &'a str,
    pub(super) agency: Option<String>,
    pub(super) completed: &'a str,
    pub(super) course: &'a str,
    pub(super) effort: Option<String>,
    pub(super) given: String,
    pub(super) signatory: Option<&'a Signatory>,
    pub(super) number: String,
    pub(super) valid: Option<String>,
    pub(super) verify_at: &'static str,
}

impl<'a> Said<'a> {
    pub(super) fn new(sheet: &Sheet<'a>, language: Language) -> Self {
        let dress = sheet.dress;
        let look = &dress.look;
        let minutes = look.shows.minutes.then_some(sheet.minutes);
        let score = sheet.score_percent.filter(|_| look.shows.score);
        let last_day = sheet.valid_until.filter(|_| look.shows.valid_until);
        if language == Language::En {
            let day = date::english;
            return Self {
                notice: sheet.demo.then_some("Sample for trial use, not an official document"),
                issuer: ISSUER_EN,
                title: &dress.document_title_en,
                awarded: &look.words.awarded_en,
                agency: dress.agency_en.clone(),
                completed: &look.words.completed_en,
                course: sheet.course_title_en,
                effort: effort_in_english(minutes, score),
                given: format!("Given on {}", day(sheet.issued_on)),
                signatory: look.signer_en.as_ref(),
                number: format!("No. {}", sheet.number),
                valid: last_day.map(|last| format!("Valid until {}", day(last))),
                verify_at: "Verify at",
            };
        }
        let written = |text: String| match look.digits {
            Digits::Thai => digits::to_thai(&text),
            Digits::Arabic => digits::to_arabic(&text),
        };
        let day = |day: NaiveDate| written(date::long_thai_digits(day));
        let minutes = minutes.map(|it| written(format!("ระยะเวลา {it} นาที")));
        let score = score.map(|it| written(format!("ด้วยคะแนนร้อยละ {it}")));
        let effort: Vec<String> = minutes.into_iter().chain(score).collect();
        Self {
            notice: sheet.demo.then_some("ตัวอย่างสำหรับทดลองใช้ ไม่ใช่เอกสารราชการ"),
            issuer: sheet.issuer,
            title: sheet.document_title,
            awarded: &look.words.awarded,
            agency: dress.agency.as_ref().map(|agency| format!("สังกัด {agency}")),
            completed: &look.words.completed,
            course: sheet.course_title,
            effort: (!effort.is_empty()).then(|| effort.join(" ")),
            given: format!("ให้ไว้ ณ วันที่ {}", day(sheet.issued_on)),
            signatory: look.signer.as_ref(),
            number: format!("เลขที่ {}", sheet.number),
            valid: last_day.map(|last| format!("ใช้ได้ถึงวันที่ {}", day(last))),
            verify_at: "ตรวจสอบได้ที่",
        }
    }
}

fn effort_in_english(minutes: Option<i64>, score: Option<i64>) -> Option<String> {
    match (minutes, score) {
        (Some(minutes), Some(score)) => {
            Some(format!("Duration {minutes} minutes, with a score of {score} per cent"))
        }
        (Some(minutes), None) => Some(format!("Duration {minutes} minutes")),
        (None, Some(score)) => Some(format!("With a score of {score} per cent")),
        (None, None) => None,
    }
}
