//! Every way of breaking the records of a domain, as a table.

use rian::workd::dns::{Kind, Purpose, State};

/// Public keys of 2048, 2048 and 1024 bits; nobody has kept their other halves.
pub const OURS: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7NO7L3CpE298bOC4JipcbZINJ3qwM1sBhSrE\
    7W3JO4lI/nqtnFgemzhTPDO+c+GMziPt87iV/HSpl9HMmsYoqaZjYp5E6Kw/Fa8YpcOpkbbwwGhr5sYv\
    5IxrtwN1p4gZffDTL01i0jsaaPyZAM8cMpYxb2HlH+Nlcp8BgB6GsZVF6PNfaSxI+q5yPb5+xgVvCsz9\
    7XUIqzyt9iCUVcP+wAtj21rLJJqhHV4YESG6F1xqyl3ZmE2NyIWhZs83e9gSXy7HFt2bWp6rQ/HjZXhD\
    /+zDs2HqaVoXFbRuLbrCnm0kr7mirVr9F37chsdXmJcE5nYr8PCZcwTO67W7l5cj3wIDAQAB";
pub const OTHER: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA36wfTw7IC6UJDPo26gxR2b5yMiTIfC5iqYuo\
    4Hkium/hMuWZd5RbuuPMe1m9mLSyXtmgyY1TF01YcAwxuPN6S3wo7uPU2Gyn7OaP6n+prGb7bWfMdZJP\
    cgULOaemZgSOybbzzsSgaO3c7fun6r9F91uTXMvRWyzSkSID+9ZChRkwF4TOOGEuRwW+/1OXvLww40hX\
    hm18WU2nUy65cCWAhtWLksfgKo50wX3CF1b4RK3oj1Fapjk7VqE3yn7vUdI2UWU9NakBpTjusG+ymZ50\
    fPs0sDBNeA5K9DalGAuV7kOOAIdHP/XXEA8oBJ1tPVVo8t3+aXcAdAXp/c4sXuazYwIDAQAB";
const SHORT: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDeZsxsneFXOXlhi9Y+bIWavkUtKHwWug7aznlrVqwd\
    tkZaaOUEzOUrAMLdNW8vq+T0PM204qs8+Rj8Z9Ws5i0jhn+SaHetGfL3nRbb9sdJu1KK9eQGrbfOwpLZ\
    Nb97VDyJPWpPukZlqfJxeV+vhy0owE68Rp7upEM+tia6xLVt6QIDAQAB";

/// The domain's own token, and that of another agency's claim.
pub const TOKEN: &str = "rian-verify=0123456789abcdef0123456789abcdef";
pub const FOREIGN: &str = "rian-verify=ffffffffffffffffffffffffffffffff";

/// A way to break one purpose: its records are replaced by `lines`, where `@` is the domain.
pub struct Break {
    pub purpose: Purpose,
    pub kind: Kind,
    pub lines: Vec<String>,
    pub state: State,
    pub advice: &'static str,
    /// What the sentence must name.
    pub names: &'static str,
}

/// Every way of breaking a domain, each with what is to be said of it.
pub fn breaks() -> Vec<Break> {
    use Kind::{Government, Own};
    use Purpose::{Autoconfig, Dkim, Dmarc, MtaSts, Mx, Ownership, Spf, TlsRpt};
    use State::{Conflict, Missing, Ok, Unreachable, Wrong};
    let mut all = Vec::new();
    let mut case = |purpose, kind, lines: &[&str], state, advice, names| {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        all.push(Break { purpose, kind, lines, state, advice, names });
    };

    case(Ownership, Own, &[], Missing, "dns-missing", "_rian-challenge");
    case(Ownership, Own, &["_rian-challenge TXT other"], Wrong, "dns-ownership-other", "other");
    case(Ownership, Own, &["_rian-challenge TXT rian-verify=00"], Wrong, "dns-ownership-old", "");
    let both = [format!("_rian-challenge TXT {TOKEN}"), format!("_rian-challenge TXT {FOREIGN}")];
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    case(Ownership, Own, &both, Conflict, "dns-ownership-claimed", "");
    let wild = format!("* TXT {TOKEN}");
    case(Ownership, Own, &[&wild], Wrong, "dns-ownership-wildcard", "*.");
    case(Ownership, Own, &["* TXT \"v=spf1 -all\""], Wrong, "dns-ownership-wildcard", "*.");

    case(Mx, Own, &[], Missing, "dns-missing", "MX");
    case(
        Mx,
        Own,
        &["@ MX 10 elsewhere.mail.go.th."],
        Wrong,
        "dns-mx-foreign",
        "elsewhere.mail.go.th",
    );
    case(Mx, Own, &["@ MX 0 ."], Wrong, "dns-mx-null", "");
    case(Mx, Own, &["@ MX 10 mx1.mail.go.th"], Wrong, "dns-mx-dot-lost", "mx1.mail.go.th.");
    case(Mx, Own, &["@ MX 10 192.0.2.1."], Wrong, "dns-mx-address", "192.0.2.1");
    case(Mx, Own, &["@ MX 10 in", "in CNAME mx1.mail.go.th."], Wrong, "dns-mx-alias", "in.");
    case(Mx, Own, &["@ MX 10 gone.mail.go.th."], Wrong, "dns-mx-no-address", "gone.mail.go.th");
    let mixed = ["@ MX 10 mx1.mail.go.th.", "@ MX 20 elsewhere.mail.go.th."];
    case(Mx, Own, &mixed, Conflict, "dns-mx-mixed", "elsewhere.mail.go.th");
    case(Mx, Own, &["@ MX 5 MX2.Mail.GO.TH."], Ok, "", "");

    let mut spf = |text: &str, state, advice, names| {
        case(Spf, Own, &[&format!("@ TXT \"{text}\"")], state, advice, names);
    };
    spf("v=spf1 a mx include:_spf.mail.go.th ~all", Ok, "", "");
    spf("V=SPF1 ip4:192.0.2.25 ip6:2001:db8::25 ?all", Ok, "", "");
    spf("v=spf1 ptr exists:%{i}.go.th include:_spf.mail.go.th -all", Ok, "", "ptr");
    let silent = "include:_spf.nobody.go.th";
    let ours = "include:_spf.mail.go.th";
    spf(&format!("v=spf1 {ours} {silent} -all"), Ok, "", "_spf.nobody.go.th");
    spf(
        &format!("v=spf1 {silent} {ours} -all"),
        Unreachable,
        "dns-spf-silent",
        "_spf.nobody.go.th",
    );
    spf("v=spf1 redirect=_spf.mail.go.th", Ok, "", "");
    spf("v=spf1 mx -all", Wrong, "dns-spf-not-included", "_spf.mail.go.th");
    spf("v=spf1 -all include:_spf.mail.go.th", Wrong, "dns-spf-not-included", "");
    spf(
        "v=spf1 -ip4:192.0.2.25 include:_spf.mail.go.th -all",
        Wrong,
        "dns-spf-not-covered",
        "192.0.2.25",
    );
    spf("v=spf1 include:_spf.mail.go.th +all", Wrong, "dns-spf-all-pass", "");
    spf("v=spf1 include:_spf.mail.go.th", Wrong, "dns-spf-open", "");
    spf("v=spf1 ipv4:192.0.2.25 -all", Wrong, "dns-spf-unknown", "ipv4:192.0.2.25");
    spf("v=spf1 ip4:192.0.2 -all", Wrong, "dns-spf-syntax", "ip4:192.0.2");
    spf("v=spf1 include: _spf.mail.go.th -all", Wrong, "dns-spf-syntax", "include:");
    spf(" v=spf1 include:_spf.mail.go.th -all", Wrong, "dns-spf-version", "");
    spf("v=spf10 include:_spf.mail.go.th -all", Wrong, "dns-spf-version", "");
    spf("v=spf1 include:loop.mail.go.th -all", Wrong, "dns-spf-include-loop", "loop.mail.go.th");
    spf("v=spf1 include:two.mail.go.th -all", Wrong, "dns-spf-include-several", "two.mail.go.th");
    spf("v=spf1 include:mx1.mail.go.th -all", Wrong, "dns-spf-include-nothing", "mx1.mail.go.th");
    spf("v=spf1 include:broken.mail.go.th -all", Wrong, "dns-spf-include-term", "ipv4:192.0.2.1");
    spf(
        "v=spf1 a:a.mail.go.th a:b.mail.go.th mx:c.mail.go.th include:_spf.mail.go.th -all",
        Wrong,
        "dns-spf-voids",
        "3",
    );
    // Four, four, four and one.
    let deep = "include:deep.mail.go.th ".repeat(3);
    spf(&format!("v=spf1 {deep}a:mx1.mail.go.th -all"), Wrong, "dns-spf-lookups", "13");
    case(Spf, Own, &["@ TXT \"about v=spf\""], Missing, "dns-missing", "TXT");
    let two = ["@ TXT \"v=spf1 include:_spf.mail.go.th -all\"", "@ TXT \"v=spf1 mx -all\""];
    case(Spf, Own, &two, Conflict, "dns-spf-several", "2");

    let mut dkim = |text: &str, state, advice| {
        case(Dkim, Own, &[&format!("rian1._domainkey TXT {text}")], state, advice, "");
    };
    let (head, tail) = OURS.split_at(200);
    dkim(&format!("\"v=DKIM1; p={head} \" \" {tail}\""), Ok, "");
    dkim(&format!("\"p={head}\" \"{tail}; t=s\""), Ok, "");
    dkim("\"v=DKIM1; k=rsa; p=\"", Wrong, "dns-dkim-revoked");
    dkim(
        &format!("\"v=DKIM1; p=\" \"{}\" \"{}\"", &OTHER[..200], &OTHER[200..]),
        Wrong,
        "dns-dkim-other",
    );
    dkim(&format!("\"v=DKIM1; k=rsa; p={head}\""), Wrong, "dns-dkim-cut");
    dkim(&format!("\"v=DKIM1; k=rsa; p={SHORT}\""), Wrong, "dns-dkim-short");
    dkim(&format!("\"v=DKIM1; t=y; p={head}\" \"{tail}\""), Wrong, "dns-dkim-testing");
    dkim(&format!("\"v=DKIM1; p={head}\" \"\\\"{tail}\""), Wrong, "dns-dkim-stray");
    dkim(&format!("\"v=DKIM1; k=ed25519; p={head}\" \"{tail}\""), Wrong, "dns-dkim-narrow");
    dkim("\"k=rsa\"", Wrong, "dns-dkim-no-key");
    dkim("\"k=rsa; v=DKIM1; p=AA\"", Wrong, "dns-dkim-version");
    dkim("\"v=DKIM1; rsa\"", Wrong, "dns-dkim-syntax");
    let two = ["rian1._domainkey TXT \"p=\"", "rian1._domainkey TXT \"k=rsa\""];
    case(Dkim, Own, &two, Conflict, "dns-dkim-several", "2");
    let next = format!("k TXT \"p={head}\" \"{tail}\"");
    case(Dkim, Own, &["rian1._domainkey CNAME k", &next], Ok, "", "");
    let round = ["rian1._domainkey CNAME k", "k CNAME rian1._domainkey"];
    case(Dkim, Own, &round, Missing, "dns-missing", "rian1._domainkey");

    let mut dmarc = |kind, text: &str, state, advice, names| {
        case(Dmarc, kind, &[&format!("_dmarc TXT \"{text}\"")], state, advice, names);
    };
    dmarc(Own, "v=DMARC1; p=quarantine; pct=50", Ok, "", "");
    dmarc(Own, "p=reject; v=DMARC1", Wrong, "dns-dmarc-version", "p=reject");
    dmarc(Own, "v=DMARC1; p=reject; adkim=x", Wrong, "dns-dmarc-syntax", "x");
    dmarc(Own, "v=DMARC1; p=reject; rua=", Wrong, "dns-dmarc-syntax", "");
    dmarc(Own, "v=DMARC1", Wrong, "dns-dmarc-syntax", "p=");
    dmarc(Own, "v=spf1 -all", Missing, "dns-missing", "_dmarc");
    let strict = "v=DMARC1; p=reject; adkim=s; aspf=s";
    dmarc(Government, strict, Ok, "", "");
    dmarc(Government, "v=DMARC1; p=reject", Wrong, "dns-dmarc-relaxed", "");
    dmarc(Government, "v=DMARC1; p=reject; adkim=s; aspf=r", Wrong, "dns-dmarc-relaxed", "");
    dmarc(Government, &format!("{strict}; sp=none"), Wrong, "dns-dmarc-weaker", "");
    dmarc(Government, &format!("{strict}; pct=20"), Wrong, "dns-dmarc-weaker", "");
    let two = ["_dmarc TXT \"v=DMARC1; p=none\"", "_dmarc TXT \"v=DMARC1; p=reject\""];
    case(Dmarc, Own, &two, Conflict, "dns-dmarc-several", "2");
    let doubled = ["_dmarc.D TXT \"v=DMARC1; p=none\""];
    case(Dmarc, Own, &doubled, Missing, "dns-missing-doubled", "_dmarc.");
    case(Dmarc, Own, &["* TXT \"v=spf1 -all\""], Missing, "dns-missing", "_dmarc");
    case(Dkim, Own, &["* TXT \"v=spf1 -all\""], Missing, "dns-missing", "_domainkey");
    let long = format!("_dmarc TXT \"v=DMARC1; p={}\"", "x".repeat(200));
    case(Dmarc, Own, &[&long], Wrong, "dns-dmarc-syntax", "x…");

    let alias = "mta-sts CNAME mta-sts.mail.go.th.";
    case(MtaSts, Own, &[alias], Missing, "dns-missing", "_mta-sts");
    case(MtaSts, Own, &["_mta-sts TXT \"v=STSv1; id=2\""], Missing, "dns-missing", "CNAME");
    case(MtaSts, Own, &[alias, "_mta-sts TXT \"v=STSv1; id=\""], Wrong, "dns-mta-sts-id", "");
    case(MtaSts, Own, &[alias, "_mta-sts TXT \"id=1\""], Wrong, "dns-reports-version", "STSv1");
    let two = [alias, "_mta-sts TXT \"v=STSv1; id=1\"", "_mta-sts TXT \"v=STSv1; id=2\""];
    case(MtaSts, Own, &two, Conflict, "dns-reports-several", "_mta-sts");
    let tls = ["_smtp._tls TXT \"v=TLSRPTv1; rua=dmarc\""];
    case(TlsRpt, Own, &tls, Wrong, "dns-tls-rpt-rua", "");
    case(TlsRpt, Own, &["_smtp._tls TXT \"v=TLSRPTv1; rua\""], Wrong, "dns-reports-syntax", "rua");

    case(Autoconfig, Own, &["autoconfig CNAME autoconfig.mail.go.th."], Ok, "", "");
    case(Autoconfig, Own, &[], Missing, "dns-missing", "autoconfig");
    case(Autoconfig, Own, &["autoconfig A 203.0.113.9"], Wrong, "dns-elsewhere", "203.0.113.9");
    let there = ["_imaps._tcp SRV 0 1 993 elsewhere.mail.go.th."];
    case(Autoconfig, Own, &there, Wrong, "dns-elsewhere", "elsewhere.mail.go.th");
    all
}
