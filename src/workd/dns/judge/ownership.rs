//! The token that proves an agency's rule over its domain.

use hickory_proto::rr::RecordType;

use super::{Court, Verdict, excerpt, is_among};
use crate::{web::locale::Text, workd::dns::record::Expected};

/// How every token begins.
const MARK: &str = "rian-verify=";

pub(super) async fn judge(court: &Court<'_>, expected: &Expected, texts: &[&str]) -> Verdict {
    let is_foreign = |text: &&str| court.foreign_tokens.iter().any(|token| token == text.trim());
    if texts.iter().any(is_foreign) {
        return Verdict::conflict(Text::new("dns-ownership-claimed"));
    }
    if texts.is_empty() {
        return court.missing(expected).await;
    }
    // Where any name beside it answers the same, nobody has put the token at this very name.
    let wildcard = court.beside(RecordType::TXT).await;
    let under_wildcard = |text: &str| is_among(&wildcard, text);
    let about_wildcard =
        || Text::new("dns-ownership-wildcard").with("domain", court.wanted.domain.as_str());
    match texts.iter().find(|text| text.trim() == expected.value) {
        Some(token) if under_wildcard(token) => Verdict::wrong(about_wildcard()),
        Some(_) if !wildcard.is_empty() => {
            let notice = Text::new("dns-wildcard").with("domain", court.wanted.domain.as_str());
            Verdict::ok().noting([notice])
        }
        Some(_) => Verdict::ok(),
        None if texts.iter().all(|text| under_wildcard(text)) => Verdict::wrong(about_wildcard()),
        None if texts.iter().any(|text| text.trim().starts_with(MARK)) => {
            Verdict::wrong(Text::new("dns-ownership-old"))
        }
        None => Verdict::wrong(Text::new("dns-ownership-other").with("found", excerpt(texts[0]))),
    }
}
