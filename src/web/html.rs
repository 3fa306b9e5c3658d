//! HTML made from the Markdown of a course: cleaned once, at import, and trusted by its type.

use std::collections::HashSet;

use askama::{FastWritable, Values, filters::HtmlSafe};
use pulldown_cmark::Event;
use serde::{Deserialize, Serialize};

/// HTML that went through the cleaner. Templates print it as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CleanHtml(String);

impl CleanHtml {
    /// Renders the events of parsed Markdown and keeps only harmless elements.
    pub fn from_events<'a>(events: impl IntoIterator<Item = Event<'a>>) -> Self {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        let clean = ammonia::Builder::default()
            .url_schemes(HashSet::from(["https", "http", "mailto"]))
            .link_rel(Some("noopener noreferrer"))
            .clean(&html)
            .to_string();
        Self(clean)
    }

    /// The HTML as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CleanHtml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for CleanHtml {
    fn write_into(
        &self,
        dest: &mut dyn std::fmt::Write,
        _values: &dyn Values,
    ) -> askama::Result<()> {
        dest.write_str(&self.0)?;
        Ok(())
    }
}

impl HtmlSafe for CleanHtml {}
