//! What the officer is told: each sentence in Thai, and the same in English below it.

use rian::identity::{card::CardFault, desk_protocol::Purpose};

/// One sentence in both languages.
#[derive(Debug)]
pub struct Words {
    thai: String,
    english: String,
}

impl Words {
    pub fn new(thai: impl Into<String>, english: impl Into<String>) -> Self {
        Self { thai: thai.into(), english: english.into() }
    }

    /// Tells it.
    pub fn say(&self) {
        println!("{}\n{}", self.thai, self.english);
    }

    /// Tells it as a trouble.
    pub fn warn(&self) {
        eprintln!("{}\n{}", self.thai, self.english);
    }
}

/// Why there was no read, and what the officer does about it.
pub fn fault(fault: CardFault) -> Words {
    let (thai, english) = match fault {
        CardFault::NoReader => (
            "ไม่พบเครื่องอ่านบัตร โปรดเสียบเครื่องอ่านบัตรแล้วลองใหม่",
            "No card reader was found. Plug one in and try again.",
        ),
        CardFault::NoCard => {
            ("ยังไม่มีบัตรในเครื่องอ่าน โปรดเสียบบัตร", "There is no card in the reader. Insert the card.")
        }
        CardFault::SeveralCards => (
            "มีบัตรอยู่ในเครื่องอ่านมากกว่าหนึ่งเครื่อง โปรดเหลือไว้เพียงใบเดียว หรือเปิดโปรแกรมด้วย --reader ชื่อเครื่องอ่าน",
            "More than one reader holds a card. Leave one card only, or start with --reader NAME.",
        ),
        CardFault::Busy => (
            "โปรแกรมอื่นกำลังใช้บัตรอยู่ โปรดปิดโปรแกรมนั้นแล้วลองใหม่",
            "Another program is using the card. Close it and try again.",
        ),
        CardFault::Removed => (
            "บัตรถูกดึงออกก่อนอ่านเสร็จ โปรดเสียบบัตรค้างไว้แล้วลองใหม่",
            "The card was taken out too early. Leave it in and try again.",
        ),
        CardFault::NotThaiId => (
            "บัตรนี้ไม่ใช่บัตรประจำตัวประชาชน หรือเสียบบัตรกลับด้าน",
            "This is not a Thai citizen card, or it was inserted the wrong way round.",
        ),
        CardFault::UnknownVersion => (
            "บัตรรุ่นนี้ยังอ่านไม่ได้ โปรดพิสูจน์ตัวตนด้วยวิธีอื่น",
            "This edition of the card cannot be read. Use another way to verify the person.",
        ),
        CardFault::Unreadable => (
            "อ่านบัตรไม่ได้ โปรดเช็ดหน้าสัมผัสของบัตรแล้วลองใหม่",
            "The card cannot be read. Wipe its contacts and try again.",
        ),
        CardFault::BadCheckDigit => (
            "เลขประจำตัวในบัตรไม่ถูกต้อง โปรดอย่ารับบัตรนี้และแจ้งผู้ดูแล",
            "The number on the chip is not valid. Do not accept this card, and tell the administrator.",
        ),
        CardFault::Cancelled => ("ไม่ได้อ่านบัตร", "The card was not read."),
    };
    Words::new(thai, english)
}

/// What a read is for.
pub fn purpose(purpose: Purpose) -> Words {
    match purpose {
        Purpose::Identity => Words::new("เทียบบัตรกับผู้ถือบัตร", "To compare the card with its holder"),
        Purpose::CardStatus => Words::new(
            "เทียบบัตรกับผู้ถือบัตร และตรวจสถานะบัตรกับกรมการปกครอง",
            "To compare the card with its holder, and to ask the civil registry about the card",
        ),
    }
}

/// Why the server took no read, by the slug of its problem; `title` is its own word for others.
pub fn problem(slug: &str, title: &str) -> Words {
    let (thai, english) = match slug {
        "desk-late" => (
            "หมดเวลาแล้ว โปรดขออ่านบัตรใหม่จากเบราว์เซอร์",
            "The time has run out. Ask for the read again in the browser.",
        ),
        "desk-replayed" => (
            "คำขอนี้ใช้ไปแล้ว โปรดขออ่านบัตรใหม่จากเบราว์เซอร์",
            "This request was used already. Ask for the read again in the browser.",
        ),
        "desk-altered" => (
            "ลายเซ็นของเครื่องนี้ไม่ตรงกับข้อมูล โปรดแจ้งผู้ดูแล",
            "The signature of this device does not fit. Tell the administrator.",
        ),
        "desk-foreign-agent" => (
            "คำขอนี้เป็นของเครื่องอื่น โปรดเลือกเครื่องนี้ในเบราว์เซอร์แล้วขอใหม่",
            "The request is for another device. Choose this one in the browser and ask again.",
        ),
        "desk-clock" => (
            "นาฬิกาของเครื่องนี้ไม่ตรง โปรดตั้งเวลาให้ตรงแล้วลองใหม่",
            "The clock of this device is wrong. Set it and try again.",
        ),
        "desk-revoked" => (
            "เครื่องนี้ถูกยกเลิกสิทธิ์แล้ว โปรดติดต่อผู้ดูแล",
            "This device may no longer read cards. Ask the administrator.",
        ),
        "desk-agent-expired" => (
            "สิทธิ์ของเครื่องนี้หมดอายุแล้ว โปรดลงทะเบียนใหม่",
            "The time of this device is over. Enrol it again.",
        ),
        "desk-unknown-device" => (
            "เซิร์ฟเวอร์ไม่รู้จักเครื่องนี้ โปรดลงทะเบียนใหม่",
            "The server does not know this device. Enrol it again.",
        ),
        "desk-unknown-code" => (
            "รหัสลงทะเบียนไม่ถูกต้อง ใช้ไปแล้ว หรือหมดเวลา โปรดขอรหัสใหม่จากผู้ดูแล",
            "The code is wrong, used or too old. Ask the administrator for a new one.",
        ),
        "desk-known-key" => (
            "กุญแจของเครื่องนี้เคยลงทะเบียนแล้ว โปรดใช้ --home โฟลเดอร์ใหม่",
            "The key of this device was enrolled before. Use a new --home.",
        ),
        "desk-wrong-card" | "desk-own-card" => NOT_TAKEN,
        card if card.starts_with("desk-card-") => NOT_TAKEN,
        "desk-unconfirmed" => (
            "รอผู้ดูแลยืนยันลายนิ้วมือกุญแจของเครื่องนี้",
            "Waiting for the administrator to confirm the fingerprint of this device.",
        ),
        _ => {
            return Words::new(
                format!("เซิร์ฟเวอร์ไม่รับ: {title}"),
                format!("The server refused: {title}"),
            );
        }
    };
    Words::new(thai, english)
}

/// What is wrong with a card that was read is for the officer's browser.
const NOT_TAKEN: (&str, &str) = (
    "อ่านบัตรได้ แต่เซิร์ฟเวอร์ไม่รับบัตรนี้ ดูเหตุผลในเบราว์เซอร์",
    "The card was read and the server does not take it. The browser says why.",
);

/// `text` from the server without what could steer a terminal.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_words_in_both_languages() {
        for it in CardFault::ALL {
            let words = fault(it);
            assert!(words.thai.contains('า') || words.thai.contains('ม'), "{}", it.code());
            assert!(words.english.is_ascii() && !words.english.is_empty(), "{}", it.code());
        }
    }

    #[test]
    fn a_name_from_the_server_cannot_steer_the_terminal() {
        assert_eq!(plain("กรม\u{1b}[2J\r\nตัวอย่าง"), "กรม[2Jตัวอย่าง");
    }
}
