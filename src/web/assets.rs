//! Styles, scripts, fonts and pictures: inside the program, named by their content, kept by browsers for good.

use std::{collections::HashMap, sync::LazyLock};

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};
use rust_embed::RustEmbed;

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "static/dist/public"]
struct Public;

/// Logical name to name with content hash, as the asset build wrote it.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/manifest.json"));
    serde_json::from_str(text).unwrap_or_default()
});

/// The address of the asset called `name`.
pub fn url(name: &str) -> String {
    match MANIFEST.get(name) {
        Some(hashed) => format!("/static/{hashed}"),
        None => format!("/static/{name}"),
    }
}

/// Answers one asset, compressed beforehand in the best way the browser takes.
#[handler]
pub fn show(Path(name): Path<String>, request: &poem::Request) -> Result<Response> {
    let accepted = request.header(header::ACCEPT_ENCODING).unwrap_or_default();
    let variants = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    let found = variants.into_iter().find_map(|(encoding, ending)| {
        let wanted = encoding.is_empty()
            || accepted
                .split(',')
                .any(|one| one.split(';').next().map(str::trim) == Some(encoding));
        let file = wanted.then(|| Public::get(&format!("{name}{ending}"))).flatten()?;
        Some((encoding, file))
    });
    let Some((encoding, file)) = found.filter(|_| !name.ends_with(".br") && !name.ends_with(".gz"))
    else {
        return Err(Error::not_found());
    };
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let kind =
        if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let mut response = Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::VARY, "accept-encoding");
    if !encoding.is_empty() {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    Ok(response.body(match file.data {
        std::borrow::Cow::Borrowed(bytes) => bytes::Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    }))
}
