//! SOAP 1.2 as the civil registry speaks it: an envelope with one operation, and its short answer.

use quick_xml::{escape::escape, events::Event, reader::Reader};

/// Media type of a SOAP 1.2 request.
pub const MEDIA_TYPE: &str = "application/soap+xml; charset=utf-8";

/// Deeper than any answer of the registry; more is somebody's joke.
const DEEPEST: usize = 32;

/// What an answer holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// The two values that count.
    Result {
        /// `IsError`.
        is_error: bool,
        /// `Code`.
        code: i64,
    },
    /// The service says that it failed.
    Fault,
}

/// Writes the request: `elements` in their order inside `operation`, every value escaped.
pub fn envelope(operation: &str, elements: &[(&str, &str)]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <soap12:Envelope xmlns:soap12=\"http://www.w3.org/2003/05/soap-envelope\"><soap12:Body>\
         <{operation} xmlns=\"http://tempuri.org/\">"
    );
    for (name, value) in elements {
        text.push_str(&format!("<{name}>{}</{name}>", escape(*value)));
    }
    text.push_str(&format!("</{operation}></soap12:Body></soap12:Envelope>"));
    text
}

/// Reads the answer to `operation`; none if it is anything else than one whole, plain answer.
pub fn read(operation: &str, body: &[u8]) -> Option<Reply> {
    let text = std::str::from_utf8(body).ok()?.trim_start_matches('\u{feff}');
    let (response, result) = (format!("{operation}Response"), format!("{operation}Result"));
    let place = ["Envelope", "Body", &response, &result];
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut path, mut said) = (Vec::<String>::new(), String::new());
    let (mut is_error, mut code, mut fault) = (None, None, false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                path.push(tag.local_name().into_inner().to_owned());
                said.clear();
                fault |= path == ["Envelope", "Body", "Fault"];
                if path.len() > DEEPEST {
                    return None;
                }
            }
            Event::End(_) => {
                let name = path.pop()?;
                if path == place {
                    let kept = match name.as_str() {
                        "IsError" => Some(&mut is_error),
                        "Code" => Some(&mut code),
                        _ => None,
                    };
                    // A value that stands twice is no answer.
                    if let Some(kept) = kept
                        && kept.replace(said.trim().to_owned()).is_some()
                    {
                        return None;
                    }
                }
                said.clear();
            }
            Event::Text(text) => said.push_str(&text.xml10_content()),
            Event::CData(text) => said.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                said.push(reference.resolve_char_ref().ok()?.unwrap_or('&'));
            }
            // The registry sends none, and what one may declare is nothing to interpret.
            Event::DocType(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() {
        return None;
    }
    if fault {
        return Some(Reply::Fault);
    }
    let is_error = match is_error?.to_ascii_lowercase().as_str() {
        "true" | "1" => true,
        "false" | "0" => false,
        _ => return None,
    };
    Some(Reply::Result { is_error, code: code?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answer(inside: &str) -> String {
        format!(
            "<s:Envelope xmlns:s=\"urn:s\"><s:Body><AskResponse xmlns=\"urn:t\"><AskResult>{inside}\
             </AskResult></AskResponse></s:Body></s:Envelope>"
        )
    }

    #[test]
    fn values_are_read_with_white_space_around_them() {
        let text = answer("<IsError> false\n</IsError><Desc>a &amp; b</Desc><Code>\n 0 </Code>");
        assert_eq!(read("Ask", text.as_bytes()), Some(Reply::Result { is_error: false, code: 0 }));
    }

    #[test]
    fn anything_but_one_whole_plain_answer_is_none() {
        let good = answer("<IsError>false</IsError><Code>0</Code>");
        assert!(read("Other", good.as_bytes()).is_none(), "the answer to another question");
        for end in 0..good.len() {
            assert!(read("Ask", &good.as_bytes()[..end]).is_none(), "cut at {end}");
        }
        for inside in [
            "<IsError>false</IsError>",
            "<Code>0</Code>",
            "<IsError>false</IsError><Code></Code>",
            "<IsError>false</IsError><Code/>",
            "<IsError>no</IsError><Code>0</Code>",
            "<IsError>false</IsError><Code>0</Code><Code>0</Code>",
            "<IsError>false</IsError><Code>0x</Code>",
            "<IsError>false</IsError><Deep><Code>0</Code></Deep>",
            "<IsError>false</IsError><Code>&zero;</Code>",
        ] {
            assert!(read("Ask", answer(inside).as_bytes()).is_none(), "{inside}");
        }
        let declared = format!("<!DOCTYPE x [<!ENTITY y \"0\">]>{good}");
        assert!(read("Ask", declared.as_bytes()).is_none());
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read("Ask", &body);
        }

        #[test]
        fn what_is_written_is_read_back(value in "\\PC{0,40}") {
            let text = envelope("Ask", &[("Name", &value)]);
            let inside = text.split("<Name>").nth(1).unwrap().split("</Name>").next().unwrap();
            prop_assert_eq!(quick_xml::escape::unescape(inside).unwrap(), value);
        }
    }
}
