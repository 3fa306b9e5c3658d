//! The fixed words of the printed form, as the service's documents have them; clauses in short.

use crate::workd::request::fields::Kind;

/// A heading and its English name, which stands beside it.
pub(super) type Heading = (&'static str, &'static str);

pub(super) const TITLE: &str = "แบบคำขอใช้บริการ";
pub(super) const SERVICE: &str = "ระบบการสื่อสารแบบรวมศูนย์ (workD Platform)";
pub(super) const TITLE_EN: &str = "Request form, Unified Communication System (workD Platform)";
pub(super) const ISSUER: &str = "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)";
pub(super) const NUMBER: &str = "เลขที่คำขอ";
pub(super) const PAGE: &str = "หน้า";

/// What is asked for, as clause 4.6 names the three.
pub(super) const KINDS: [(Kind, &str); 3] = [
    (Kind::Open, "เปิดใช้บริการใหม่ (Open)"),
    (Kind::Change, "เปลี่ยนแปลง (Change)"),
    (Kind::Cancel, "ยกเลิกบริการ (Cancel)"),
];
pub(super) const WISH: &str = "มีความประสงค์";

pub(super) const PART_1: Heading = ("ส่วนที่ 1 : ข้อมูลผู้ขอใช้บริการ", "Part 1: Requester");
pub(super) const AGENCY: Heading = ("1.1 ข้อมูลหน่วยงาน", "Agency");
pub(super) const COORDINATOR: Heading = ("1.2 ผู้ติดต่อประสานงาน", "Coordinator");
pub(super) const FULL_NAME: &str = "ชื่อ - นามสกุล";
pub(super) const FULL_NAME_EN: &str = "ชื่อ - นามสกุล (ภาษาอังกฤษ)";
pub(super) const ADDRESS: Heading = ("ที่อยู่หน่วยงานสำหรับติดต่อ", "Postal address");

pub(super) const PART_2: Heading = ("ส่วนที่ 2 : รายละเอียดของบริการ", "Part 2: Services");
pub(super) const DOMAIN: Heading = ("2.1 โดเมน", "Domain");
pub(super) const DOMAIN_KINDS: [(&str, &str); 2] =
    [("mail_go_th", "ใช้โดเมนภายใต้ mail.go.th"), ("own", "ใช้โดเมนของหน่วยงานเอง")];
pub(super) const SERVICES: Heading = ("2.2 บริการ", "Services");
pub(super) const MAIL: &str = "workD Mail ระบบจดหมายอิเล็กทรอนิกส์";
pub(super) const CONFERENCE: &str = "workD Conference ระบบการประชุมอิเล็กทรอนิกส์";
pub(super) const RELAY: &str = "เปิดใช้บริการ / เปลี่ยนแปลงบริการส่งต่อจดหมายอิเล็กทรอนิกส์อัตโนมัติ (Mail Relay)";
pub(super) const COUNT: &str = "จำนวน";
pub(super) const ACCOUNTS: &str = "บัญชีผู้ใช้งาน";
pub(super) const CHANGE: &str = "เปลี่ยนแปลงรายละเอียดการใช้บริการ";
pub(super) const DETAILS: &str = "รายละเอียดหรือเหตุผล";
pub(super) const EFFECTIVE: Heading = ("2.3 วันที่มีผล", "Effective date");
pub(super) const EFFECTIVE_ON: &str = "ขอใช้บริการหรือเปลี่ยนแปลง มีผลตั้งแต่วันที่";
pub(super) const CANCELLED_ON: &str = "ขอยกเลิกบริการ มีผลตั้งแต่วันที่";

pub(super) const PART_3: Heading =
    ("ส่วนที่ 3 : การคุ้มครองข้อมูลส่วนบุคคล", "Part 3: Personal data protection");
pub(super) const CLAUSE_3: [(&str, &str); 2] = [
    (
        "3.1",
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) (สพร.) ผู้ควบคุมข้อมูลส่วนบุคคล เก็บรวบรวม ใช้ และเปิดเผย\
         ข้อมูลส่วนบุคคลของผู้ติดต่อประสานงาน เช่น ชื่อ-นามสกุล เบอร์โทรศัพท์ อีเมล \
         เพื่อบริหารบริการและติดต่อประสานงาน",
    ),
    ("", "หากไม่ให้ความยินยอม การให้บริการ การประสานงาน และข่าวสารอาจไปไม่ถึงผู้ขอใช้บริการ"),
];
pub(super) const CONSENTS: [(&str, &str); 2] =
    [("given", "ให้ความยินยอม (Given)"), ("refused", "ไม่ให้ความยินยอม (Refused)")];

pub(super) const PART_4: Heading = ("ส่วนที่ 4 : ข้อกำหนดและเงื่อนไข", "Part 4: Terms and conditions");
pub(super) const CLAUSES_4: [(&str, &str); 6] = [
    (
        "4.1",
        "ผู้ติดต่อประสานงานตามข้อ 1.2 มีหน้าที่กำหนดสิทธิ์ให้เจ้าหน้าที่ของหน่วยงาน \
         ตรวจสอบตัวตนและความถูกต้องของข้อมูลก่อนกำหนดสิทธิ์ ทบทวนบัญชีผู้ใช้งาน \
         และแจ้ง สพร. โดยเร็วที่สุดเมื่อเปลี่ยนผู้รับผิดชอบ",
    ),
    (
        "4.2",
        "เจ้าหน้าที่ที่ได้รับสิทธิ์จัดการผู้ใช้งานและการตั้งค่าเฉพาะในหน่วยงานของตนเอง เก็บรหัสผ่านไว้เป็นความลับ \
         และตรวจสอบความครบถ้วน ถูกต้องของข้อมูล",
    ),
    ("4.3", "หน่วยงานใช้บริการตามข้อตกลงที่ทำกับ สพร. และไม่ขัดต่อกฎหมาย ระเบียบ หรือจารีตประเพณี"),
    ("4.4", "สพร. ขอสงวนสิทธิ์ในการจัดการจำนวนบัญชีผู้ใช้งานตามคำร้องขอ รวมถึงการให้บริการและปรับปรุงบริการ"),
    (
        "4.5",
        "เมื่อมีการละเมิดข้อกำหนด หรือใช้บริการโดยขัดต่อกฎหมาย ความสงบเรียบร้อย หรือศีลธรรมอันดี \
         สพร. ระงับการให้บริการได้ในทันที โดยมีผลย้อนกลับแล้วแต่กรณี",
    ),
    (
        "4.6",
        "สพร. ตรวจสอบข้อมูลเพื่อยืนยันตัวตนในการเปิดใช้ เปลี่ยนแปลง หรือยกเลิกบริการ \
         เปิดเผยเฉพาะแก่เจ้าหน้าที่ที่ได้รับอนุญาต และไม่ใช้เพื่อการอื่นโดยไม่ได้รับความยินยอม",
    ),
];
pub(super) const ACCEPTED: &str = "ข้าพเจ้ายอมรับและปฏิบัติตามเงื่อนไขที่ระบุไว้";
pub(super) const VERSION: &str = "ข้อกำหนดและเงื่อนไข ฉบับที่";

/// Who signs, the first and the second, by their place among the signatures.
pub(super) const SIGNERS: [Heading; 2] =
    [("1. ลงนามผู้ขอใช้บริการ", "Requester"), ("2. ลงนามผู้บริหารสูงสุดของหน่วยงาน", "Head of agency")];
pub(super) const SIGNED: &str = "ลงชื่อ";
pub(super) const BLOCK_LETTERS: &str = "ชื่อ (ตัวบรรจง)";
pub(super) const POSITION: &str = "ตำแหน่ง";
pub(super) const DATE: &str = "วันที่";

/// The foot of every page: where the signed form goes, and where to ask.
pub(super) fn foot(number: &str, contact: &str) -> [String; 2] {
    [
        format!(
            "ส่งแบบคำขอที่ลงนามแล้วโดยอัปโหลดในระบบ หรือส่งอีเมลถึง {contact} \
             ระบุเลขที่ {number} ในหัวเรื่อง"
        ),
        format!(
            "สามารถขอข้อมูลเพิ่มเติมได้ที่ศูนย์บริการลูกค้า DGA Contact Center \
             หมายเลขโทรศัพท์ 02 612-6060 หรือไปรษณีย์อิเล็กทรอนิกส์ {contact}"
        ),
    ]
}
