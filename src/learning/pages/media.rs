//! Pictures, films and captions of courses; whole or in the parts that a player asks for.

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};

use crate::{
    error::{Error, Result},
    learning::media,
    web::visitor::Visit,
};

/// Answers a file. Its address holds its content's hash, so browsers may keep it for good.
#[handler]
pub async fn show(
    visit: Visit,
    Path(name): Path<String>,
    request: &poem::Request,
) -> Result<Response> {
    let wanted = request.header(header::RANGE).and_then(range);
    let part = match media::read(&visit.app, &name, wanted).await {
        Ok(part) => part,
        // A range beyond the end: say how long the file is.
        Err(Error::Internal(_)) if wanted.is_some() => {
            let whole = media::read(&visit.app, &name, None).await?;
            return Ok(Response::builder()
                .status(StatusCode::RANGE_NOT_SATISFIABLE)
                .header(header::CONTENT_RANGE, format!("bytes */{}", whole.size))
                .finish());
        }
        Err(error) => return Err(error),
    };
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, part.kind)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        // A picture may be SVG, which is a document: alone in a tab it must not run anything.
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        );
    if wanted.is_some() {
        let last = part.range.end.saturating_sub(1);
        response = response.status(StatusCode::PARTIAL_CONTENT).header(
            header::CONTENT_RANGE,
            format!("bytes {}-{last}/{}", part.range.start, part.size),
        );
    }
    Ok(response.body(part.bytes))
}

/// Reads `bytes=FIRST-` or `bytes=FIRST-LAST`; other forms are answered with the whole file.
fn range(text: &str) -> Option<(u64, Option<u64>)> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let first = first.parse().ok()?;
    match last {
        "" => Some((first, None)),
        last => last.parse().ok().filter(|last| *last >= first).map(|last| (first, Some(last))),
    }
}
