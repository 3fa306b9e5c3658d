//! Lists of `tag=value` parted by semicolons: DKIM (RFC 6376 section 3.2), DMARC, MTA-STS, TLS-RPT.

/// The tags of a record in their order; names in lower case, white space around taken off.
#[derive(Debug, PartialEq)]
pub(super) struct Tags<'a>(Vec<(String, &'a str)>);

impl<'a> Tags<'a> {
    /// Reads a list; the part that is no `tag=value`, or stands twice, comes back as the mistake.
    pub(super) fn parse(text: &'a str) -> Result<Self, &'a str> {
        let mut tags: Vec<(String, &str)> = Vec::new();
        let mut parts: Vec<_> = text.split(';').map(str::trim).collect();
        // One semicolon at the end is allowed everywhere.
        if parts.last() == Some(&"") {
            parts.pop();
        }
        for part in parts {
            let (name, value) = part.split_once('=').ok_or(part)?;
            let name = name.trim_end().to_ascii_lowercase();
            let proper = name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !proper || tags.iter().any(|(other, _)| *other == name) {
                return Err(part);
            }
            tags.push((name, value.trim_start()));
        }
        Ok(Self(tags))
    }

    /// The value of a tag.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(tag, _)| tag == name).map(|(_, value)| *value)
    }

    /// Whether the list opens with this tag and value.
    pub(super) fn opens_with(&self, name: &str, value: &str) -> bool {
        self.0.first().is_some_and(|(tag, found)| tag == name && *found == value)
    }
}

/// Whether a text says which kind of record it is: the version tag comes first.
pub(super) fn is_version(text: &str, version: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    first
        .split_once('=')
        .is_some_and(|(tag, value)| tag.trim_end() == "v" && value.trim() == version)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_is_read_with_white_space_anywhere_between() {
        let tags = Tags::parse("v = DKIM1;k=rsa ; p=AB CD=;").unwrap();
        assert!(tags.opens_with("v", "DKIM1"));
        assert_eq!(tags.get("p"), Some("AB CD="));
        assert_eq!(tags.get("t"), None);
        assert_eq!(Tags::parse("v=DMARC1; p"), Err("p"));
        assert_eq!(Tags::parse("v=DMARC1;; p=none"), Err(""));
        assert_eq!(Tags::parse("p=none; p=reject"), Err("p=reject"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,80}", other in "[a-c=; ]{0,20}") {
            let _ = Tags::parse(&text);
            let _ = is_version(&text, "DMARC1");
            if let Ok(tags) = Tags::parse(&other) {
                for (name, value) in &tags.0 {
                    prop_assert_eq!(tags.get(name), Some(*value));
                }
            }
        }
    }
}
