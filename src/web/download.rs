//! A file to keep: answered as an attachment under its own name, so that no browser opens it here.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::{Body, Response, http::header};

/// Answers with a file. `media_type` is one of our own codes, never what a sender claims.
pub fn attachment(name: &str, media_type: &str, bytes: impl Into<Body>) -> Response {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let ascii: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let encoded = percent_encoded(name);
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CONTENT_DISPOSITION, disposition)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(bytes)
}

/// What stands as it is in a percent-encoded text (RFC 3986, section 2.3), the tilde left out.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// The text with every byte but letters, digits, dots, hyphens and underscores as `%XX`.
pub fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let answer = attachment("แบบ\"คำ\r\nขอ.pdf", "application/pdf", Vec::new());
        let said = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(said.starts_with("attachment; filename=\"_"), "{said}");
        assert_eq!(said.matches('"').count(), 2, "{said}");
        assert!(said.ends_with("%0D%0A%E0%B8%82%E0%B8%AD.pdf"), "{said}");
    }
}
