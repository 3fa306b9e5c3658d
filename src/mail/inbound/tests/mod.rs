//! Letters as Thai offices send them.

use base64::{Engine, engine::general_purpose::STANDARD};
use encoding_rs::WINDOWS_874;

use super::*;

mod hostile;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

fn thai(text: &str) -> Vec<u8> {
    WINDOWS_874.encode(text).0.into_owned()
}

fn letter(header: &str, body: &[u8]) -> Letter {
    read(&[header.replace('\n', "\r\n").as_bytes(), b"\r\n", body].concat())
}

fn part(header: &str, content: &[u8]) -> Vec<u8> {
    let start = format!("{header}\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    let mut part = start.into_bytes();
    for line in content.chunks(57) {
        part.extend_from_slice(STANDARD.encode(line).as_bytes());
        part.extend_from_slice(b"\r\n");
    }
    part
}

fn mixed(boundary: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut all =
        format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n").into_bytes();
    for part in parts {
        all.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        all.extend_from_slice(part);
        all.extend_from_slice(b"\r\n");
    }
    all.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    all
}

fn real_letter() -> Vec<u8> {
    let text = [
        b"Content-Type: text/plain; charset=tis-620\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            .to_vec(),
        thai("เรียน ศูนย์ติดต่อ\r\nส่งแบบคำขอที่ลงนามแล้ว\r\n"),
    ];
    let scan = part(
        "Content-Type: application/octet-stream; name=\"=?tis-620?B?4ai6?=.jpg\"\r\n\
         Content-Disposition: attachment;\r\n filename*0*=tis-620'th'%E1%BA%BA;\r\n filename*1*=.jpg",
        PDF,
    );
    let mut all = b"Return-Path: <officer@dopa.go.th>\r\nDelivered-To: Contact+WD-2569-0042@rian.go.th\r\n\
        Message-ID: <one@dopa.go.th>\r\nIn-Reply-To: <notice@rian.go.th>\r\n\
        References: <first@rian.go.th>\r\n <notice@rian.go.th>\r\n\
        From: =?tis-620?B?yMPVytih?= <Officer@DOPA.go.th>\r\n\
        To: \"a, b\" <contact@rian.go.th>, contact@rian.go.th\r\nCc: group: x@y.go.th, z@y.go.th;\r\n\
        Subject: =?TIS-620?Q?=B5=CD=BA=A1=C5=D1=BA?=:\r\n\tWD-2569-0042\r\nMIME-Version: 1.0\r\n"
        .to_vec();
    all.extend(mixed("b", &[text.concat(), scan]));
    all
}

#[test]
fn a_letter_of_a_thai_office_is_read_whole() {
    let letter = read(&real_letter());
    assert_eq!(letter.message_id.as_deref(), Some("one@dopa.go.th"));
    assert_eq!(letter.in_reply_to, ["notice@rian.go.th", "first@rian.go.th"]);
    assert_eq!(letter.from.as_deref(), Some("officer@dopa.go.th"));
    assert_eq!(letter.from_name, "ศรีสุก");
    assert_eq!(
        letter.to,
        ["contact@rian.go.th", "x@y.go.th", "z@y.go.th", "contact+wd-2569-0042@rian.go.th"]
    );
    assert_eq!(letter.subject, "ตอบกลับ: WD-2569-0042");
    assert_eq!(letter.text, "เรียน ศูนย์ติดต่อ\nส่งแบบคำขอที่ลงนามแล้ว");
    assert_eq!(letter.attachments.len(), 1);
    let scan = &letter.attachments[0];
    assert_eq!((scan.name.as_str(), scan.kind, &scan.bytes[..]), ("แบบ.jpg", FileKind::Pdf, PDF));
    assert!(!scan.inline && scan.kind.is_scan());
    assert!(!letter.automatic && !letter.bounce && !letter.spam_hint);
    assert_eq!(letter.problems, []);
    let found = find_number(&letter.subject, &letter.to, &letter.text);
    assert_eq!(found.as_deref(), Some("WD-2569-0042"));
}

#[test]
fn thai_subjects_and_bodies_without_a_label_are_read() {
    let raw = [b"Subject: ".to_vec(), thai("คำขอเปิดใช้"), b"\r\n\r\n".to_vec(), thai("เรียนท่าน")];
    let letter = read(&raw.concat());
    assert_eq!((letter.subject.as_str(), letter.text.as_str()), ("คำขอเปิดใช้", "เรียนท่าน"));
    assert_eq!(letter.problems, [Problem::CharsetGuessed]);

    let letter = read("From: ศรี <a@b.go.th>\nSubject: คำขอ\n\nเรียนท่าน".as_bytes());
    assert_eq!((letter.subject.as_str(), letter.text.as_str()), ("คำขอ", "เรียนท่าน"));
    assert_eq!((letter.from_name.as_str(), letter.problems.as_slice()), ("ศรี", &[][..]));
}

#[test]
fn a_name_does_not_pass_for_the_address() {
    for from in [
        "\"chief@dopa.go.th\" <evil@x.com>",
        "=?utf-8?B?Y2hpZWZAZG9wYS5nby50aCwgPGFAYj4=?= <evil@x.com>",
        "chief@dopa.go.th <evil@x.com>",
        "evil@x.com (chief@dopa.go.th)",
        "EVIL@x.com\nFrom: chief@dopa.go.th",
        "Chief\nSender: evil@x.com",
    ] {
        let letter = letter(&format!("From: {from}\n"), b"");
        assert_eq!(letter.from.as_deref(), Some("evil@x.com"), "{from}: {letter:?}");
    }
}

#[test]
fn of_alternatives_the_plain_one_is_taken_and_html_where_there_is_no_other() {
    let html =
        part("Content-Type: text/html; charset=windows-874", &thai("<div>หนึ่ง</div><div>สอง</div>"));
    let plain = part("Content-Type: text/plain; charset=windows-874", &thai("ธรรมดา"));
    let empty = part("Content-Type: text/plain", b" \r\n");
    let both = |parts: &[Vec<u8>]| {
        let all = mixed("b", parts);
        read(&[b"X-Y: z\r\n", &String::from_utf8(all).unwrap().replacen("mixed", "alternative", 1).into_bytes()[..]].concat())
    };
    assert_eq!(both(&[html.clone(), plain]).text, "ธรรมดา");
    assert_eq!(both(&[empty, html]).text, "หนึ่ง\n\nสอง");
}

#[test]
fn a_scan_inside_a_forwarded_letter_is_found() {
    let mut inner = real_letter();
    for depth in 1..=6 {
        let forward = [
            b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n",
            &inner[..],
        ]
        .concat();
        inner = mixed(&format!("outer{depth}"), &[forward]);
        let letter = read(&[b"Subject: FW\r\n", &inner[..]].concat());
        let found = letter.attachments.len();
        if depth <= MOST_FORWARDS {
            assert_eq!((found, letter.problems.len()), (1, 0), "{depth}");
            assert_eq!(letter.text, "เรียน ศูนย์ติดต่อ\nส่งแบบคำขอที่ลงนามแล้ว");
        } else {
            assert_eq!((found, letter.problems.as_slice()), (0, &[Problem::NestedTooDeep][..]));
        }
        assert_eq!(letter.subject, "FW");
    }
    let encoded = part("Content-Type: message/rfc822", &real_letter());
    assert_eq!(read(&encoded).attachments.len(), 1);
}

#[test]
fn a_file_is_what_it_holds() {
    let file = |name: &str, content: &[u8]| {
        part(
            &format!(
                "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"{name}\""
            ),
            content,
        )
    };
    let letter = read(&mixed(
        "b",
        &[
            file("scan.jpg", PDF),
            file("form.pdf", b"MZ\x90\0program"),
            file("winmail.dat", b"\x78\x9f\x3e\x22"),
            file("../../ลับ.pdf", &PDF[..40]),
            file("", b"trailer%PDF-1.4 <</Encrypt 3 0 R>>%%EOF"),
            part(
                "Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline",
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            ),
        ],
    ));
    let found: Vec<_> =
        letter.attachments.iter().map(|it| (it.name.as_str(), it.kind, it.inline)).collect();
    assert_eq!(
        found,
        [
            ("scan.jpg", FileKind::Pdf, false),
            ("form.pdf", FileKind::Other, false),
            ("winmail.dat", FileKind::Other, false),
            ("ลับ.pdf", FileKind::Pdf, false),
            ("attachment-5.pdf", FileKind::Pdf, false),
            ("attachment-6.png", FileKind::Png, true),
        ]
    );
    assert_eq!(letter.problems, [Problem::TruncatedPdf(3), Problem::EncryptedPdf(4)]);
}

#[test]
fn programs_and_returned_letters_are_told_apart_from_people() {
    let automatic = |header: &str| letter(header, b"x").automatic;
    for header in [
        "Auto-Submitted: auto-replied (vacation)\n",
        "Precedence: Bulk\n",
        "X-Autoreply: yes\n",
        "Return-Path: <>\n",
        "From: MAILER-DAEMON@x.go.th (Mail Delivery System)\n",
        "From: MAILER-DAEMON\n",
    ] {
        assert!(automatic(header), "{header}");
    }
    for header in
        ["Auto-Submitted: no\n", "Precedence: first-class\n", "From: a@b\nReturn-Path: <a@b>\n"]
    {
        assert!(!automatic(header), "{header}");
    }
    assert!(
        letter("X-Spam: Yes\n", b"").spam_hint
            && !letter("X-Spam-Status: No, score=1\n", b"").spam_hint
    );

    let bounce = letter(
        "From: MAILER-DAEMON@x (Mail Delivery System)\nReferences: <old@r>\n\
         Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"b\"\n",
        b"--b\r\n\r\nIt could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
          Reporting-MTA: dns; x\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <notice@r>\r\n\r\n\
          hello\r\n--b--\r\n",
    );
    assert!(bounce.bounce && bounce.automatic);
    assert_eq!(bounce.in_reply_to, ["notice@r", "old@r"]);
    assert_eq!(bounce.text, "It could not be delivered.");
}

#[test]
fn broken_letters_give_what_they_hold() {
    assert_eq!(read(b""), Letter::default());
    let body = read("สวัสดี\0ครับ WD-2569-0042".as_bytes());
    assert_eq!(
        (body.text.as_str(), body.problems.as_slice()),
        ("สวัสดีครับ WD-2569-0042", &[Problem::NoHeader][..])
    );

    let cut = real_letter();
    let letter = read(&cut[..cut.len() - 30]);
    assert!(letter.problems.contains(&Problem::BrokenStructure));
    assert!(letter.problems.contains(&Problem::TruncatedPdf(0)));
    assert_eq!(letter.attachments[0].name, "แบบ.jpg");

    let rubbish = b"Content-Type: image/png; name=x.png\r\nContent-Transfer-Encoding: BASE64 \r\n\r\niVBO!Rw0KGgoAAAANSUhEUg==*\r\n";
    let letter = read(rubbish);
    assert_eq!(
        (letter.attachments[0].kind, letter.problems.as_slice()),
        (FileKind::Png, &[Problem::BrokenEncoding][..])
    );

    let letter =
        read(b"Content-Type: multipart/mixed\r\nSubject: =?utf-8?B?\xff?=\r\n\r\nno boundary");
    assert_eq!(
        (letter.text.as_str(), letter.problems[0]),
        ("no boundary", Problem::BrokenStructure)
    );
    let letter = read("From a@b Mon Jan 1\r\nSubject: x\r\nno colon here\r\ny".as_bytes());
    assert_eq!((letter.subject.as_str(), letter.text.as_str()), ("x", "no colon here\ny"));
}
