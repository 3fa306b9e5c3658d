//! Where each line of a certificate stands, and how large it is.

use super::Sheet;
use crate::{
    print::{self, Align, Breaks, Fitted, Ink, Line, Role, Style, Weight},
    thai::{date, digits},
};

pub(super) const NAVY: Ink = Ink(18, 44, 74);
pub(super) const TEAL: Ink = Ink(15, 106, 107);
const TEXT: Ink = Ink(45, 55, 66);
const RED: Ink = Ink(160, 42, 36);

pub(super) const CENTRE: f32 = 148.5;
const LEFT: f32 = 25.0;
const RIGHT: f32 = 272.0;
/// The widest that a line may be: alone, beside the QR code, and beside the number.
const WIDEST: f32 = 228.0;
const NARROW: f32 = 108.0;
const ADDRESS: f32 = 150.0;
/// How far down from its upper edge the baseline of a line stands, of its whole height.
const ASCENT: f32 = 0.76;
/// The side of the QR code and its upper left corner; the quiet zone around it is free of text.
pub(super) const QR: f32 = 24.0;
pub(super) const QR_CORNER: (f32, f32) = (RIGHT - QR, 150.0);
/// The fields, from top to bottom, in the middle of which the groups of lines stand.
const NOTICE: [f32; 2] = [15.0, 24.0];
const ISSUER: [f32; 2] = [26.0, 37.0];
const TITLE: [f32; 2] = [37.0, 58.0];
const BODY: [f32; 2] = [66.0, 150.0];
const BODY_WITHOUT_SIGNER: [f32; 2] = [68.0, 164.0];
const SIGNER: [f32; 2] = [152.0, 178.0];
/// The baselines of the number and of the address.
const FOOT: [f32; 2] = [182.0, 188.0];

const SAMPLE: &str = "ตัวอย่างสำหรับทดลองใช้ ไม่ใช่เอกสารราชการ";

/// A text of the certificate before it is fitted.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    /// Millimetres left free above it.
    air: f32,
    /// The sizes it may take, the largest first.
    sizes: [f32; 2],
    weight: Weight,
    ink: Ink,
    breaks: Breaks,
    role: Role,
}

/// The lines of `sheet` in reading order, each in its place.
pub(super) fn lay_out(sheet: &Sheet) -> Vec<Line> {
    let minutes = digits::to_thai(&sheet.minutes.to_string());
    let effort = match sheet.score_percent {
        Some(score) => {
            format!("ระยะเวลา {minutes} นาที ด้วยคะแนนร้อยละ {}", digits::to_thai(&score.to_string()))
        }
        None => format!("ระยะเวลา {minutes} นาที"),
    };
    let given = format!("ให้ไว้ ณ วันที่ {}", date::long_thai_digits(sheet.issued_on));
    let body = [
        plain("ให้ไว้เพื่อแสดงว่า", 17.0),
        Part { air: 3.0, breaks: Breaks::Spaces, ..bold(sheet.full_name, [34.0, 22.0], NAVY) },
        Part { air: 3.0, ..plain("ได้เรียนจบหลักสูตร", 17.0) },
        Part { air: 1.5, ..bold(sheet.course_title, [25.0, 17.0], TEAL) },
        Part { air: 3.0, ..plain(&effort, 16.0) },
        Part { air: 1.0, ..plain(&given, 16.0) },
    ];
    let field = if sheet.signer.is_some() { BODY } else { BODY_WITHOUT_SIGNER };
    let signer = sheet.signer.iter().flat_map(|signer| {
        let position =
            signer.position.into_iter().flat_map(str::lines).map(|line| plain(line, 13.0));
        [bold(signer.name, [15.0, 11.0], TEXT)].into_iter().chain(position)
    });
    let notice = sheet.demo.then(|| Part { ink: RED, ..plain(SAMPLE, 12.0) });

    let mut lines = Vec::new();
    lines.extend(stack(notice.as_slice(), WIDEST, NOTICE));
    lines.extend(stack(&[bold(sheet.issuer, [19.0, 12.0], TEAL)], WIDEST, ISSUER));
    let title = Part { role: Role::Title, ..bold(sheet.document_title, [40.0, 24.0], NAVY) };
    lines.extend(stack(&[title], WIDEST, TITLE));
    lines.extend(stack(&body, WIDEST, field));
    lines.extend(stack(&signer.collect::<Vec<_>>(), NARROW, SIGNER));
    lines.extend(foot(sheet));
    lines
}

/// What identifies the certificate and lets anyone check it: in ASCII, so that it can be typed
/// anywhere.
fn foot(sheet: &Sheet) -> Vec<Line> {
    let line = |text: String, align, y, size| Line {
        text: print::printable(&text),
        x: if align == Align::Left { LEFT } else { RIGHT },
        y,
        style: Style { size, weight: Weight::Regular, ink: TEXT, align },
        role: Role::Paragraph,
    };
    let mut lines = vec![line(format!("เลขที่ {}", sheet.number), Align::Left, FOOT[0], 12.0)];
    lines.extend(sheet.valid_until.map(|day| {
        let text = format!("ใช้ได้ถึงวันที่ {}", date::long_thai_digits(day));
        line(text, Align::Left, FOOT[1], 12.0)
    }));
    lines.push(line("ตรวจสอบได้ที่".to_owned(), Align::Right, FOOT[0], 11.0));
    let address =
        print::fit(&sheet.verify_url, Weight::Regular, [10.0, 7.0], ADDRESS, Breaks::Words);
    let mut y = FOOT[1];
    for text in address.lines {
        lines.push(line(text, Align::Right, y, address.size));
        y += leading(address.size);
    }
    lines
}

fn plain(text: &str, size: f32) -> Part<'_> {
    Part {
        text,
        air: 0.0,
        sizes: [size, 11.0],
        weight: Weight::Regular,
        ink: TEXT,
        breaks: Breaks::Words,
        role: Role::Paragraph,
    }
}

fn bold(text: &str, sizes: [f32; 2], ink: Ink) -> Part<'_> {
    Part {
        text,
        air: 0.0,
        sizes,
        weight: Weight::Bold,
        ink,
        breaks: Breaks::Words,
        role: Role::Paragraph,
    }
}

/// Stands `parts` under each other in the middle of a field, half of its free space between them.
/// Where they do not fit its height, what is bold and large gives way.
fn stack(parts: &[Part], width: f32, [top, bottom]: [f32; 2]) -> Vec<Line> {
    let mut scale = 1.0;
    let (fitted, free) = loop {
        let fitted: Vec<_> = parts.iter().map(|part| part.fit(width, scale)).collect();
        let heights = fitted.iter().map(|fitted| fitted.lines.len() as f32 * leading(fitted.size));
        let airs = parts.iter().map(|part| part.air);
        let free = bottom - top - heights.chain(airs).sum::<f32>();
        if free >= 0.0 || scale < 0.4 {
            break (fitted, free);
        }
        scale -= 0.1;
    };
    let count = parts.len() as f32;
    let between = free.max(0.0) / 2.0 / count;
    let mut y = top + (free - between * count - between) / 2.0;
    let mut lines = Vec::new();
    for (part, Fitted { lines: texts, size }) in parts.iter().zip(fitted) {
        y += between + part.air;
        let style = Style { size, weight: part.weight, ink: part.ink, align: Align::Centre };
        for text in texts {
            lines.push(Line {
                text,
                x: CENTRE,
                y: y + leading(size) * ASCENT,
                style,
                role: part.role,
            });
            y += leading(size);
        }
    }
    lines
}

impl Part<'_> {
    fn fit(&self, width: f32, scale: f32) -> Fitted {
        let scale = if self.weight == Weight::Bold { scale } else { 1.0 };
        print::fit(self.text, self.weight, self.sizes.map(|size| size * scale), width, self.breaks)
    }
}

/// The distance of two baselines in millimetres: Thai puts two marks above a letter and one below.
fn leading(size: f32) -> f32 {
    size * 25.4 / 72.0 * 1.45
}
