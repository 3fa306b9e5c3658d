//! Processor time of one certificate, each with a name of its own, unsigned and signed, beside
//! Typst.

use chrono::NaiveDate;
use qrcode::{Color, EcLevel, QrCode};
use rian::{
    clock::{Clock, SystemClock, SystemRandom},
    config::Config,
    learning::certificate::{
        certificate::ISSUER,
        design::dress::Dress,
        pdf::{Sheet, draw, draw_with},
        signature::{SigningKey, demonstration},
    },
    print::{File, Inside, Seal},
};

use crate::{
    Outcome,
    figures::{Rounds, beside, line, median, number},
    process::cpu_seconds,
    typst::{Page, Typst},
};

const ROUNDS: usize = 3;
/// Certificates of one round.
const COUNT: usize = 400;
/// Drawn before them and not counted, so that every font is read.
const WARM_UP: usize = 50;

const PREFIXES: [&str; 3] = ["นาย", "นาง", "นางสาว"];
const FIRST_NAMES: &str = "สมชาย กานดา สุดารัตน์ กตัญญู พิมพ์พรรณ ณัฐวุฒิ ปรียา อนันต์ นภา สุรศักดิ์ \
    ดวงใจ ทวี อรุณ วิชัย มาลี ฐิติมา เจษฎา ชุติกาญจน์ ภูมิพัฒน์ ศิริพร";
const LAST_NAMES: &str = "ใจดี ศรีสุข เกื้อกูล รอบคอบ ประสานงาน วงศ์สุวรรณ ทองคำ แก้วมณี บุญมี จันทร์เพ็ญ \
    สุขสวัสดิ์ พงษ์พิพัฒน์ ศิลปชัย นาคสวัสดิ์ เรืองฤทธิ์ กิตติคุณ ปัญญาดี ชูเกียรติ อยู่เย็น เชียงใหม่";

/// Measures both in turn and prints them.
pub fn measure() -> Outcome<()> {
    let mut ours = Rounds::new("processor time of a certificate, each with its own name", "ms");
    let mut signed = Rounds::new("  signed by RSA of 2048 bits", "ms");
    let mut theirs = Rounds::new("  Typst drawing a comparable page", "ms");
    let typst = Typst::find();
    let key = key()?;
    let (mut sizes, mut their_size) = (Vec::new(), 0);
    let mut numbers = 0..;
    for _ in 0..ROUNDS {
        let texts: Vec<Texts> = numbers.by_ref().take(WARM_UP + COUNT).map(Texts::new).collect();
        for text in &texts[..WARM_UP] {
            draw(&text.sheet()?)?;
        }
        let before = cpu_seconds(std::process::id())?;
        for text in &texts[WARM_UP..] {
            sizes.push(draw(&text.sheet()?)?.len() as f64);
        }
        let spent = cpu_seconds(std::process::id())? - before;
        ours.values.push(spent * 1000.0 / COUNT as f64);
        let before = cpu_seconds(std::process::id())?;
        for text in &texts[WARM_UP..] {
            sizes.push(sign(&key, &text.sheet()?)?.len() as f64);
        }
        let spent = cpu_seconds(std::process::id())? - before;
        signed.values.push(spent * 1000.0 / COUNT as f64);
        if let Ok(typst) = &typst {
            let pages: Vec<Page> = texts.iter().map(Texts::page).collect::<Result<_, _>>()?;
            let (millis, size) = typst.draw(&pages, WARM_UP)?;
            theirs.values.push(millis);
            their_size = size;
        }
    }
    match &typst {
        Ok(_) => beside(&ours, &theirs, "at most 1, about 2.5 ms"),
        Err(why) => {
            ours.print();
            line(theirs.title, &format!("not measured: {why}"));
        }
    }
    signed.print();
    let most = sizes.iter().copied().fold(0.0, f64::max) / 1024.0;
    let mut size = format!("{} KB, at most {}", number(median(&sizes) / 1024.0), number(most));
    if their_size > 0 {
        size.push_str(&format!("; Typst {}", number(their_size as f64 / 1024.0)));
    }
    line("  size of the file", &format!("{size}        aim: at most 60 KB"));
    Ok(())
}

/// The key of a demonstration that lasts as long as this measurement.
fn key() -> Outcome<SigningKey> {
    let folder = tempfile::tempdir()?;
    let config = Config { data: folder.path().to_owned(), demo: true, ..Config::default() };
    demonstration::ensure(&config, &SystemRandom, SystemClock.now())?;
    Ok(SigningKey::read(&config)?.ok_or("no key")?)
}

/// Draws, signs and puts the signature in, as the first printing does.
fn sign(key: &SigningKey, sheet: &Sheet) -> Outcome<Vec<u8>> {
    let seal = Seal {
        name: key.chain().name(),
        reason: String::new(),
        place: None,
        at: SystemClock.now(),
        room: key.room()?,
    };
    let inside = Inside { attachments: Vec::new(), seal: Some(seal) };
    let File { mut bytes, hole } = draw_with(sheet, &inside)?;
    let hole = hole.ok_or("no place for a signature")?;
    let (signature, _) = key.sign(&hole.digest(&bytes))?;
    hole.fill(&mut bytes, &signature)?;
    Ok(bytes)
}

/// What one certificate says that no other does.
struct Texts {
    name: String,
    number: String,
    url: String,
}

const DOCUMENT: &str = "ใบประกาศนียบัตร";
const COURSE: &str = "การคุ้มครองข้อมูลส่วนบุคคลสำหรับเจ้าหน้าที่รัฐ";

impl Texts {
    fn new(number: usize) -> Self {
        let pick = |names: &'static str, number: usize| names.split(' ').nth(number % 20);
        let (prefix, first, last) = (
            PREFIXES[number / 400 % 3],
            pick(FIRST_NAMES, number).unwrap_or_default(),
            pick(LAST_NAMES, number / 20).unwrap_or_default(),
        );
        let number = format!("RIAN-2569-4GQ7-X2MA-9TKD-{number:04X}");
        let url = format!("https://learning.example.go.th/verify/{number}");
        Self { name: format!("{prefix}{first} {last}"), number, url }
    }

    fn sheet(&self) -> Outcome<Sheet<'_>> {
        Ok(Sheet {
            document_title: DOCUMENT,
            full_name: &self.name,
            course_title: COURSE,
            course_title_en: COURSE,
            minutes: 45,
            score_percent: Some(85),
            issued_on: NaiveDate::from_ymd_opt(2026, 9, 22).ok_or("no such day")?,
            valid_until: None,
            number: &self.number,
            verify_url: self.url.clone(),
            issuer: ISSUER,
            dress: Dress::standard(),
            demo: false,
        })
    }

    /// The same for Typst; its QR code comes as a picture, for Typst draws none by itself.
    fn page(&self) -> Outcome<Page> {
        let code = QrCode::with_error_correction_level(&self.url, EcLevel::M)?;
        let side = code.width();
        let mut squares = String::new();
        for (place, _) in code.to_colors().iter().enumerate().filter(|(_, it)| **it == Color::Dark)
        {
            squares.push_str(&format!("M{} {}h1v1h-1z", place % side, place / side));
        }
        let qr = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">\
             <path fill=\"#122c4a\" d=\"{squares}\"/></svg>"
        );
        Ok(Page { name: self.name.clone(), number: self.number.clone(), url: self.url.clone(), qr })
    }
}
