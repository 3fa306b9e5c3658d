//! A certificate that was never issued, for tests of what is printed and read.

use std::sync::LazyLock;

use chrono::NaiveDate;
use rian::learning::certificate::{
    design::{
        dress::Dress,
        look::{Language, Look, Signatory},
    },
    pdf::Sheet,
};

pub const NUMBER: &str = "RIAN-2566-4GQ7-X2MA-9TKD-H3WZ";
pub const URL: &str = "https://learning.example.go.th/verify/RIAN-2566-4GQ7-X2MA-9TKD-H3WZ";

/// The standard design, signed by somebody.
pub fn signed_by(name: &str) -> Dress {
    let signer = Signatory {
        name: name.into(),
        position: "รองผู้อำนวยการ ปฏิบัติการแทน".into(),
        acting: vec!["ผู้อำนวยการสำนักงานพัฒนารัฐบาลดิจิทัล".into()],
    };
    Dress { look: Look { signer: Some(signer), ..Look::default() }, ..Dress::default() }
}

/// The same in other languages.
pub fn written_in(language: Language) -> Dress {
    let thai = signed_by("นายกตัญญู ใจดี");
    let signer_en = Some(Signatory {
        name: "Katanyu Jaidee".into(),
        position: "Deputy Director".into(),
        acting: Vec::new(),
    });
    Dress {
        look: Look { language, signer_en, ..thai.look },
        document_title_en: "Certificate of Completion".into(),
        ..Dress::default()
    }
}

static SIGNED: LazyLock<Dress> = LazyLock::new(|| signed_by("นายกตัญญู ใจดี"));

pub fn sheet() -> Sheet<'static> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    Sheet {
        document_title: "ใบประกาศนียบัตร",
        full_name: "นางสาวสุดารัตน์ เกื้อกูล",
        course_title: "ความมั่นคงปลอดภัยไซเบอร์เบื้องต้นสำหรับเจ้าหน้าที่ของรัฐ",
        course_title_en: "Basic Cybersecurity for Government Officers",
        minutes: 120,
        score_percent: Some(85),
        issued_on: day(2023, 9, 22).expect("a day"),
        valid_until: day(2026, 9, 21),
        number: NUMBER,
        verify_url: URL.to_owned(),
        issuer: "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        dress: &SIGNED,
        demo: false,
    }
}
