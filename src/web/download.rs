//! A file to keep: answered as an attachment under its own name, so that no browser opens it here.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::{
    Body, Endpoint, IntoResponse, Request, Response,
    http::{StatusCode, header},
};

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

/// Where a file that may be large is fetched.
const FILE: &str = "/file";

/// Keeps files that are fetched in parts as they are: packed once more on the way they would lose
/// their length, and a broken line could not be taken up where it broke.
pub async fn as_it_is<E: Endpoint>(endpoint: E, mut request: Request) -> poem::Result<Response> {
    let in_parts = request.headers().contains_key(header::RANGE);
    if in_parts || request.uri().path().ends_with(FILE) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    endpoint.call(request).await.map(IntoResponse::into_response)
}

/// Bytes of a file that were asked for: from one to another, or to the end.
pub type Asked = Option<(u64, Option<u64>)>;

/// Reads `bytes=FIRST-` or `bytes=FIRST-LAST`, where the file is still the one marked `tag`; other
/// forms are answered with the whole file (RFC 9110, section 14).
pub fn asked(request: &Request, tag: &str) -> Asked {
    if request.header(header::IF_RANGE).is_some_and(|known| known != tag) {
        return None;
    }
    let range = request.header(header::RANGE)?;
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let first = first.parse().ok()?;
    match last {
        "" => Some((first, None)),
        last => last.parse().ok().filter(|last| *last >= first).map(|last| (first, Some(last))),
    }
}

/// Dresses a file, or the part of it that was asked for, so that it can be gone on with.
pub fn in_parts(
    mut response: Response,
    range: std::ops::Range<u64>,
    size: u64,
    tag: &str,
    is_part: bool,
) -> Response {
    let headers = response.headers_mut();
    let mut set = |name, value: String| {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    };
    set(header::ACCEPT_RANGES, "bytes".to_owned());
    set(header::ETAG, tag.to_owned());
    set(header::CONTENT_LENGTH, (range.end - range.start).to_string());
    if is_part {
        set(header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1));
        response.set_status(StatusCode::PARTIAL_CONTENT);
    }
    response
}

/// Says how long a file is to whoever asked for what lies behind its end.
pub fn beyond(size: u64) -> Response {
    Response::builder()
        .status(StatusCode::RANGE_NOT_SATISFIABLE)
        .header(header::CONTENT_RANGE, format!("bytes */{size}"))
        .finish()
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
