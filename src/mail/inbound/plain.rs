//! Plain text: HTML made plain, line ends made one, control characters taken out.

use mail_parser::decoders::html::html_to_text;
use memchr::memchr_iter;

/// Elements that begin a line of their own; mail-parser knows `br` and the end of `p`.
const BLOCKS: [&[u8]; 20] = [
    b"address",
    b"article",
    b"blockquote",
    b"div",
    b"dd",
    b"dt",
    b"footer",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"header",
    b"hr",
    b"li",
    b"p",
    b"pre",
    b"section",
    b"table",
    b"tr",
    b"ul",
];

/// Makes HTML plain: blocks become lines and cells are set apart, or the number at the end of one
/// would run into the text of the next.
pub(super) fn from_html(html: &str) -> String {
    let mut spaced = String::with_capacity(html.len() + html.len() / 4);
    let mut done = 0;
    for tag in memchr_iter(b'<', html.as_bytes()) {
        let gap = gap(html.as_bytes().get(tag + 1..).unwrap_or_default());
        if !gap.is_empty() {
            spaced.push_str(html.get(done..tag).unwrap_or_default());
            spaced.push_str(gap);
            done = tag;
        }
    }
    spaced.push_str(html.get(done..).unwrap_or_default());
    let text = clean(&html_to_text(&spaced).replace('\u{a0}', " "));
    let mut plain = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if !(line.is_empty() && (plain.is_empty() || plain.ends_with("\n\n"))) {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain.trim_end().to_owned()
}

/// What to set before a tag, given the bytes after its "<".
fn gap(tag: &[u8]) -> &'static str {
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let length = tag.iter().take(11).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = tag.get(..length).unwrap_or_default();
    if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
        "<br>"
    } else if name.eq_ignore_ascii_case(b"td") || name.eq_ignore_ascii_case(b"th") {
        " "
    } else {
        ""
    }
}

/// Text with `\n` between lines, without control characters and without blank edges.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|&char| char == '\n' || !is_unseen(char)).collect();
    kept.trim_end().trim_start_matches('\n').to_owned()
}

/// Text on one line with single spaces.
pub(super) fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|char| if char.is_whitespace() { ' ' } else { char });
    let seen: String = spaced.filter(|&char| !is_unseen(char)).collect();
    seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Control characters other than the tab, and marks that turn the direction of what follows.
fn is_unseen(char: char) -> bool {
    (char.is_control() && char != '\t')
        || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || char == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_lines() {
        let html = "<html><head><title>x</title><style>p{}</style></head><body><div>เรียน&nbsp;ท่าน</div>\
            <DIV class=a>WD-2569-0042</DIV><div>12 ฉบับ</div><table><tr><td>a<td>b &amp; c</tr></table>\
            <p>จบ</p></body></html>";
        assert_eq!(from_html(html), "เรียน ท่าน\n\nWD-2569-0042\n\n12 ฉบับ\n\na b & c\n\nจบ");
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        assert_eq!(clean("\u{feff}\r\n a\0b\u{1b}[1m\rc \r\n"), " ab[1m\nc");
        assert_eq!(one_line(" a\r\n\tb\u{202e}c\u{85} \u{2028}d "), "a bc d");
    }
}
