//! Who took a course in the demonstration, and what came of it.

use crate::demo::{
    lessons::Pace,
    people::{CHIANG_MAI, DIGITAL},
};

/// The officers of the desk.
pub const MALEE: &str = "malee@demo.example";
/// The second one.
pub const TEERA: &str = "teera@demo.example";

const SAFETY: &str = "online-safety";
const PRIVACY: &str = "data-protection";
const GOVERNANCE: &str = "data-governance";

/// The courses that the stories are about.
pub const COURSES: [&str; 3] = [SAFETY, PRIVACY, GOVERNANCE];
/// The one that two officers decide.
pub const FOUR_EYES: &str = GOVERNANCE;

/// Something done at the desk.
pub enum Act {
    /// The learner asks.
    Ask,
    /// The learner writes.
    Write(&'static str),
    /// An officer takes it on.
    Claim(&'static str),
    /// An officer approves.
    Approve(&'static str),
    /// An officer decides otherwise: what, why, and in words.
    Refuse(&'static str, &'static str, &'static str, &'static str),
}

/// One person and their request. Times are minutes before the demonstration is first started.
pub struct Story {
    /// Prefix, given and family name.
    pub name: &'static str,
    /// Log-in name.
    pub login: &'static str,
    /// Agency, if any.
    pub agency: Option<&'static str>,
    /// By which route the identity was verified.
    pub route: &'static str,
    /// Which course.
    pub course: &'static str,
    /// How it was taken.
    pub pace: Pace,
    /// A course taken beside it.
    pub beside: Option<&'static str>,
    /// When it was asked.
    pub asked: i64,
    /// What came after.
    pub then: &'static [(i64, Act)],
}

const fn story(name: &'static str, login: &'static str, course: &'static str, asked: i64) -> Story {
    let agency = if asked % 2 == 0 { Some(CHIANG_MAI) } else { Some(DIGITAL) };
    let (route, pace) = ("laser", Pace::Steady);
    Story { name, login, agency, route, course, pace, beside: None, asked, then: &[] }
}

/// Every story. Whoever stands among the demonstration's people can be logged in as.
pub static STORIES: [Story; 13] = [
    // What waits.
    story("นายประเสริฐ ขยันยิ่ง", "prasoet@demo.example", PRIVACY, 51 * 60),
    Story {
        pace: Pace::Hasty, ..story("นายกิตติ เร่งรีบ", "kitti@demo.example", SAFETY, 40 * 60 + 7)
    },
    Story {
        beside: Some(SAFETY),
        ..story("นางรัตนา สองทาง", "rattana@demo.example", PRIVACY, 20 * 60)
    },
    Story {
        agency: None,
        route: "manual",
        ..story("นางสำเนา ยื่นเอกสาร", "samnao@demo.example", SAFETY, 10 * 60 + 15)
    },
    Story {
        then: &[(60, Act::Claim(TEERA))],
        ..story("นางสาวพิมพ์ใจ เรียนดี", "pimjai@demo.example", PRIVACY, 30 * 60 + 20)
    },
    Story {
        then: &[(2 * 60, Act::Approve(TEERA))],
        ..story("นายสมบูรณ์ ตั้งใจ", "somboon@demo.example", GOVERNANCE, 15 * 60 + 40)
    },
    Story {
        then: &[
            (
                40 * 60,
                Act::Refuse(MALEE, "return", "evidence_unclear", "โปรดแจ้งว่าเรียนบทที่ 4 จากเครื่องใด"),
            ),
            (7 * 60, Act::Write("เรียนจากเครื่องของที่ทำงานครับ เปิดทิ้งไว้ตอนประชุม")),
            (6 * 60, Act::Ask),
        ],
        ..story("นายอุดม กลับมาใหม่", "udom@demo.example", SAFETY, 45 * 60 + 3)
    },
    // What was returned, and waits for the learner.
    Story {
        then: &[(
            23 * 60,
            Act::Refuse(MALEE, "return", "name_wrong", "คำนำหน้าในบัตรคือ “นาง” โปรดแก้ไขแล้วยื่นใหม่"),
        )],
        ..story("นางสาววรรณา มุ่งมั่น", "wanna@demo.example", SAFETY, 26 * 60 + 1)
    },
    // What was decided.
    Story {
        then: &[(70 * 60, Act::Approve(MALEE))],
        ..story("นางสาวจินดา ใฝ่รู้", "jinda@demo.example", PRIVACY, 70 * 60 + 25)
    },
    Story {
        then: &[(60 * 60, Act::Approve(TEERA))],
        ..story("นายณรงค์ รักเรียน", "narong@demo.example", SAFETY, 66 * 60)
    },
    Story {
        then: &[(32 * 60, Act::Approve(MALEE))],
        ..story("นางอำไพ สุขสันต์", "ampai@demo.example", PRIVACY, 64 * 60 + 30)
    },
    Story {
        then: &[(30 * 60, Act::Approve(MALEE)), (26 * 60, Act::Approve(TEERA))],
        ..story("นายวิรัช มั่นคง", "wirat@demo.example", GOVERNANCE, 50 * 60 + 45)
    },
    Story {
        pace: Pace::Hasty,
        then: &[(
            28 * 60,
            Act::Refuse(TEERA, "reject", "answers_shared", "คำตอบทุกข้อส่งภายในไม่กี่วินาที"),
        )],
        ..story("นายบัญชา ฝากเรียน", "bancha@demo.example", SAFETY, 38 * 60)
    },
];
