//! The fields of a letter as text, addresses and identifiers.

use mail_parser::{HeaderValue, parsers::MessageStream};
use unicode_segmentation::UnicodeSegmentation;

use super::{Problem, Problems, SUBJECT_GRAPHEMES, header::Head, plain, words};

/// Most addresses and identifiers that are kept.
const MOST: usize = 100;
/// Longest name that is kept, in graphemes.
const NAME_GRAPHEMES: usize = 200;

/// A mailbox: an address in lower case and the name beside it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mailbox {
    pub address: Option<String>,
    pub name: String,
}

/// The author: the first mailbox of From, else the Sender.
pub(super) fn author(head: &Head<'_>, problems: &mut Problems) -> Mailbox {
    let fields = head.all("from").chain(head.all("sender"));
    let all = fields.flat_map(|field| mailboxes(&field, problems));
    let all: Vec<Mailbox> = all.take(MOST).collect();
    let named = all.iter().position(|mailbox| mailbox.address.is_some()).unwrap_or(0);
    all.into_iter().nth(named).unwrap_or_default()
}

/// Addresses of everyone it was sent to, each once.
pub(super) fn recipients(head: &Head<'_>, problems: &mut Problems) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for name in ["to", "cc", "delivered-to", "x-original-to"] {
        for field in head.all(name) {
            for address in mailboxes(&field, problems).into_iter().filter_map(|it| it.address) {
                if addresses.len() == MOST {
                    problems.note(Problem::HeaderCut);
                    break;
                }
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
        }
    }
    addresses
}

/// The subject on one line.
pub(super) fn subject(head: &Head<'_>, problems: &mut Problems) -> String {
    let decoded = words::decode(&head.first("subject").unwrap_or_default());
    problems.note_if(decoded.guessed, Problem::CharsetGuessed);
    let subject = plain::one_line(&decoded.text);
    let kept = first_graphemes(&subject, SUBJECT_GRAPHEMES);
    problems.note_if(kept.len() < subject.len(), Problem::SubjectCut);
    kept.to_owned()
}

/// The identifiers of the fields called `name`, without angle brackets.
pub(super) fn ids(head: &Head<'_>, name: &str) -> Vec<String> {
    let fields = head.all(name).flat_map(|mut field| {
        field.push(b'\n');
        let ids = match MessageStream::new(&field).parse_id() {
            HeaderValue::Text(id) => vec![id],
            HeaderValue::TextList(ids) => ids,
            _ => Vec::new(),
        };
        ids.into_iter().map(|id| plain::one_line(&id)).collect::<Vec<_>>()
    });
    fields.filter(|id| !id.is_empty() && id.len() <= 998).collect()
}

/// What the letter answers, nearest first; `returned` is the letter that a bounce brings back.
pub(super) fn answered(head: &Head<'_>, returned: Option<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let references = ids(head, "references").into_iter().rev();
    for id in returned.into_iter().chain(ids(head, "in-reply-to")).chain(references) {
        if all.len() < MOST && !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// The first graphemes of a text, also at most four times as many characters: marks can be piled
/// upon one letter without end.
pub(super) fn first_graphemes(text: &str, most: usize) -> &str {
    let by_graphemes = text.grapheme_indices(true).nth(most).map_or(text.len(), |(end, _)| end);
    let by_chars = text.char_indices().nth(most * 4).map_or(text.len(), |(end, _)| end);
    text.get(..by_graphemes.min(by_chars)).unwrap_or_default()
}

fn mailboxes(field: &[u8], problems: &mut Problems) -> Vec<Mailbox> {
    let recoded = words::recode(field);
    problems.note_if(recoded.guessed, Problem::CharsetGuessed);
    let line = recoded.text + "\n";
    let HeaderValue::Address(addresses) = MessageStream::new(line.as_bytes()).parse_address()
    else {
        return Vec::new();
    };
    let mailbox = |address: &mail_parser::Addr<'_>| {
        let name = plain::one_line(address.name().unwrap_or_default());
        let address = address.address().map(|address| address.trim().to_lowercase());
        Mailbox {
            address: address.filter(|address| is_address(address)),
            name: first_graphemes(&name, NAME_GRAPHEMES).to_owned(),
        }
    };
    addresses.iter().map(mailbox).collect()
}

/// Whether a text has the shape of an address.
fn is_address(text: &str) -> bool {
    let unfit = |char: char| char.is_control() || char.is_whitespace() || "<>(),;\"".contains(char);
    (1..=320).contains(&text.len())
        && !text.contains(unfit)
        && text
            .rsplit_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}
