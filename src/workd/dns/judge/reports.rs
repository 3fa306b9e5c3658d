//! Encryption towards us: MTA-STS (RFC 8461 section 3.1) and TLS-RPT (RFC 8460 section 3).

use super::{Court, Verdict, excerpt};
use crate::{
    web::locale::Text,
    workd::dns::{
        record::Expected,
        tags::{Tags, is_version},
    },
};

/// Judges the TXT at `_mta-sts`. The policy behind it is not fetched, and the notice says so.
pub(super) async fn mta_sts(court: &Court<'_>, expected: &Expected, texts: &[&str]) -> Verdict {
    let tags = match only(court, expected, texts, "STSv1").await {
        Ok(tags) => tags,
        Err(verdict) => return verdict,
    };
    let id = tags.get("id").unwrap_or_default();
    if !(1..=32).contains(&id.len()) || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Verdict::wrong(Text::new("dns-mta-sts-id"));
    }
    Verdict::ok().noting([Text::new("dns-mta-sts-not-fetched")])
}

/// Judges the TXT at `_smtp._tls`.
pub(super) async fn tls_rpt(court: &Court<'_>, expected: &Expected, texts: &[&str]) -> Verdict {
    let tags = match only(court, expected, texts, "TLSRPTv1").await {
        Ok(tags) => tags,
        Err(verdict) => return verdict,
    };
    let is_address = |uri: &str| {
        let uri = uri.trim().to_ascii_lowercase();
        uri.starts_with("https://") || (uri.starts_with("mailto:") && uri.contains('@'))
    };
    if tags.get("rua").is_some_and(|list| list.split(',').all(is_address)) {
        Verdict::ok()
    } else {
        Verdict::wrong(Text::new("dns-tls-rpt-rua"))
    }
}

/// The one text of this version, read; or what stands in its way.
async fn only<'a>(
    court: &Court<'_>,
    expected: &Expected,
    texts: &[&'a str],
    version: &'static str,
) -> Result<Tags<'a>, Verdict> {
    let right: Vec<&str> = texts.iter().copied().filter(|text| is_version(text, version)).collect();
    match right[..] {
        [text] => Tags::parse(text).map_err(|part| {
            let advice = Text::new("dns-reports-syntax").with("name", expected.name.as_str());
            Verdict::wrong(advice.with("part", excerpt(part)))
        }),
        [] if texts.is_empty() => Err(court.missing(expected).await),
        [] => {
            let advice = Text::new("dns-reports-version").with("version", version);
            Err(Verdict::wrong(advice.with("found", excerpt(texts[0]))))
        }
        _ => {
            let advice = Text::new("dns-reports-several").with("name", expected.name.as_str());
            Err(Verdict::conflict(advice))
        }
    }
}
