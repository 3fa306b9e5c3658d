//! The texts that stand still: terms, privacy, accessibility; each with its version.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::consent,
    web::{html::CleanHtml, locale::Locale, page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "identity/pages/documents/show.html", config = "src/web/askama.toml")]
struct ShowDocument<'a> {
    visit: &'a Visit,
    title: String,
    version: Option<&'static str>,
    text: CleanHtml,
}

fn shown(
    visit: &Visit,
    title: &str,
    version: Option<&'static str>,
    texts: (&'static str, &'static str),
) -> Result<Response> {
    let markdown = if visit.locale == Locale::Th { texts.0 } else { texts.1 };
    let text = CleanHtml::from_events(pulldown_cmark::Parser::new(markdown));
    page(&ShowDocument { visit, title: visit.t(title), version, text })
}

/// Terms of use.
pub mod terms {
    use super::*;

    /// Shows the terms.
    #[handler]
    pub fn show(visit: Visit) -> Result<Response> {
        let texts = (include_str!("documents/terms.th.md"), include_str!("documents/terms.en.md"));
        shown(&visit, "nav-terms", Some(consent::TERMS.version), texts)
    }
}

/// Privacy notice.
pub mod privacy {
    use super::*;

    /// Shows the notice.
    #[handler]
    pub fn show(visit: Visit) -> Result<Response> {
        let texts =
            (include_str!("documents/privacy.th.md"), include_str!("documents/privacy.en.md"));
        shown(&visit, "nav-privacy", Some(consent::PRIVACY.version), texts)
    }
}

/// How the site can be used by everyone.
pub mod accessibility {
    use super::*;

    /// Shows the page.
    #[handler]
    pub fn show(visit: Visit) -> Result<Response> {
        let texts = (
            include_str!("documents/accessibility.th.md"),
            include_str!("documents/accessibility.en.md"),
        );
        shown(&visit, "nav-accessibility", None, texts)
    }
}
