//! The signing key, compared byte for byte once white space is out of it.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Verdict, excerpt};
use crate::{web::locale::Text, workd::dns::tags::Tags};

/// Bytes that the modulus alone of a 2048-bit key takes.
const MODULUS: usize = 256;

/// Judges the texts, one at least, at a selector that should hold `key`.
pub(super) fn judge(key: &str, texts: &[&str]) -> Verdict {
    let [text] = texts else {
        return Verdict::conflict(Text::new("dns-dkim-several").with("count", texts.len()));
    };
    let say = |key| Verdict::wrong(Text::new(key));
    let tags = match Tags::parse(text) {
        Ok(tags) => tags,
        Err(part) => {
            return Verdict::wrong(Text::new("dns-dkim-syntax").with("part", excerpt(part)));
        }
    };
    if tags.get("v").is_some() && !tags.opens_with("v", "DKIM1") {
        return say("dns-dkim-version");
    }
    let Some(found) = tags.get("p") else { return say("dns-dkim-no-key") };
    let found: String = found.split_whitespace().collect();
    if found.is_empty() {
        return say("dns-dkim-revoked");
    }
    let lists = |tag: &str, any: &[&str]| {
        tags.get(tag).is_none_or(|list| list.split(':').any(|part| any.contains(&part.trim())))
    };
    if !lists("k", &["rsa"]) || !lists("h", &["sha256"]) || !lists("s", &["*", "email"]) {
        return say("dns-dkim-narrow");
    }
    if tags.get("t").is_some_and(|flags| flags.split(':').any(|flag| flag.trim() == "y")) {
        return say("dns-dkim-testing");
    }
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    if !found.chars().all(is_base64) {
        return say("dns-dkim-stray");
    }
    if found != key && key.contains(&found) {
        return say("dns-dkim-cut");
    }
    if is_short(&found) {
        return say("dns-dkim-short");
    }
    if found == key { Verdict::ok() } else { say("dns-dkim-other") }
}

fn is_short(key: &str) -> bool {
    STANDARD.decode(key).is_ok_and(|bytes| bytes.len() < MODULUS)
}
