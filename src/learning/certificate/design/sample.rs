//! Samples: what a preview shows, drawn by the code that draws certificates, and marked as a sample.

use chrono::NaiveDate;

use super::{dress::Dress, look::Look};
use crate::{
    app::App,
    learning::certificate::{certificate::ISSUER, pdf::Sheet},
    print::Picture,
};

/// Which sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sample {
    /// A short name in a short course.
    #[default]
    Short,
    /// About the longest that is met: what must still be read.
    Long,
}

impl Sample {
    /// Every sample.
    pub const ALL: [Self; 2] = [Self::Short, Self::Long];

    /// The name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
        }
    }

    /// The sample with that name; any other is the short one.
    pub fn from_code(code: &str) -> Self {
        if code == "long" { Self::Long } else { Self::Short }
    }
}

/// A look in the dress of a sample.
pub fn dress(look: Look, seal: Option<std::sync::Arc<Picture>>) -> Dress {
    let agency = look.shows.agency.then(|| "สำนักงานจังหวัดเชียงใหม่".to_owned());
    let agency_en = agency.as_ref().map(|_| "Chiang Mai Provincial Office".to_owned());
    Dress { look, document_title_en: "Certificate".to_owned(), agency, agency_en, seal }
}

/// The sheet of a sample.
pub fn sheet<'a>(app: &App, dress: &'a Dress, sample: Sample, today: NaiveDate) -> Sheet<'a> {
    let (full_name, course_title, course_title_en) = match sample {
        Sample::Short => ("นายสมชาย ใจดี", "การคุ้มครองข้อมูลส่วนบุคคล", "Personal Data Protection"),
        Sample::Long => (
            "ว่าที่ร้อยตรีหญิง หม่อมหลวงพิมพ์พรรณนภาลัยกัลยาณิวัฒนา ศรีสุวรรณภูมิวงศ์ไพบูลย์ ณ นครศรีธรรมราช",
            "การคุ้มครองข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ สำหรับเจ้าหน้าที่ผู้ให้บริการประชาชนและผู้ควบคุมข้อมูลของหน่วยงานของรัฐ",
            "Personal Data Protection under the Personal Data Protection Act B.E. 2562 (2019) for Officers Who Serve the Public and Data Controllers of Government Agencies",
        ),
    };
    Sheet {
        document_title: "ใบประกาศนียบัตร",
        full_name,
        course_title,
        course_title_en,
        minutes: 120,
        score_percent: Some(85),
        issued_on: today,
        valid_until: today.checked_add_months(chrono::Months::new(36)),
        number: "RIAN-0000-0000-0000-0000-0000",
        verify_url: app.url("/verify/RIAN-0000-0000-0000-0000-0000"),
        issuer: ISSUER,
        dress,
        demo: true,
    }
}
