//! What a browser says of itself, in the few words by which its owner knows it again.

use poem::{Request, http::header};

use crate::web::locale::Text;

/// How much of it is kept, in characters.
const LONGEST: usize = 200;

/// The header `User-Agent`, cut short and without what no browser writes.
pub fn of(request: &Request) -> Option<String> {
    let said = request.header(header::USER_AGENT)?;
    let kept: String = said.chars().filter(|c| (' '..='~').contains(c)).take(LONGEST).collect();
    Some(kept).filter(|kept| !kept.trim().is_empty())
}

/// Browsers by a mark of theirs. Nearly all claim to be Safari and Chrome as well, so the order
/// decides.
const BROWSERS: [(&str, &str); 13] = [
    ("Line/", "LINE"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("UCBrowser/", "UC Browser"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Trident/", "Internet Explorer"),
    ("Safari/", "Safari"),
];

/// Systems in the same way: Android says Linux too, and an iPad says Mac OS X.
const SYSTEMS: [(&str, &str); 8] = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// The family of a browser or program; its own words would tell people apart.
pub fn family(said: Option<&str>) -> &'static str {
    let Some(said) = said else { return "none" };
    let programs = [("curl/", "curl"), ("python", "Python")];
    let mut known = BROWSERS.iter().chain(&programs);
    known.find(|(mark, _)| said.contains(mark)).map_or("other", |(_, name)| name)
}

/// "Chrome on Windows", or as much of it as can be told. It names a device for its owner and
/// proves nothing: anybody can claim to be any browser.
pub fn words(said: Option<&str>) -> Text {
    let said = said.unwrap_or_default();
    let first = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| said.contains(mark)).map(|(_, name)| *name)
    };
    match (first(&BROWSERS), first(&SYSTEMS)) {
        (Some(browser), Some(system)) => {
            Text::new("own-device-on").with("browser", browser).with("system", system)
        }
        (Some(one), None) | (None, Some(one)) => Text::new("own-device-one").with("name", one),
        (None, None) => {
            // A program says its name first: curl/8.5.0.
            let name: String = said
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .take(40)
                .collect();
            if name.is_empty() {
                Text::new("own-device-unknown")
            } else {
                Text::new("own-device-one").with("name", name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::locale::Locale;

    #[test]
    fn a_device_is_named_as_its_owner_would() {
        let named = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "Chrome on Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.9.0",
                "LINE on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
                "Samsung Internet on Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari on Mac",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "Firefox on Linux",
            ),
            ("curl/8.5.0", "curl"),
            ("Dart/3.4 (dart:io)", "Dart"),
        ];
        for (said, name) in named {
            assert_eq!(Locale::En.say(&words(Some(said))), name, "{said}");
        }
        assert_eq!(Locale::En.say(&words(None)), Locale::En.t("own-device-unknown"));
        assert_eq!(Locale::En.say(&words(Some("<b>"))), Locale::En.t("own-device-unknown"));
    }

    #[test]
    fn the_traffic_log_keeps_the_family_alone() {
        let chrome = "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML) Chrome/126.0 Safari/537.36";
        assert_eq!(family(Some(chrome)), "Chrome");
        assert_eq!(family(Some("curl/8.5")), "curl");
        assert_eq!((family(None), family(Some("x"))), ("none", "other"));
    }
}
