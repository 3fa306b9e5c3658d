//! Letters that come in: any bytes to a `Letter`, within fixed bounds and without failing.
//!
//! The tree of parts is taken apart here, with depth and number counted before anything is opened:
//! mail-parser 0.11 keeps nested letters in nested values, and a letter of 3 MB that holds 100 000
//! of them ends the process when these are dropped. Addresses, identifiers, transfer encodings and
//! HTML are mail-parser's; character sets are those of the web's Encoding Standard, by encoding_rs.

mod charset;
mod fields;
mod header;
mod kind;
mod multipart;
mod name;
mod number;
mod parameters;
mod plain;
mod signs;
#[cfg(test)]
mod tests;
mod transfer;
mod walk;
mod words;

pub use kind::FileKind;
pub use number::find_number;

use header::Head;

/// Most levels of multipart inside each other.
pub const MOST_LEVELS: usize = 10;
/// Most forwarded letters inside each other.
pub const MOST_FORWARDS: usize = 5;
/// Most parts of a letter that are looked at.
pub const MOST_PARTS: usize = 200;
/// Most attachments that are kept.
pub const MOST_ATTACHMENTS: usize = 50;
/// Largest attachment that is kept, in bytes.
pub const ATTACHMENT_BYTES: usize = 25 * 1024 * 1024;
/// Longest text that is kept, in bytes.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Longest subject that is kept, in graphemes.
pub const SUBJECT_GRAPHEMES: usize = 500;

/// What a letter says; every text in it is free of NUL and other control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Message-ID without its angle brackets.
    pub message_id: Option<String>,
    /// Identifiers of what it answers: In-Reply-To, then References from the nearest; for a bounce,
    /// first the Message-ID of the letter that came back.
    pub in_reply_to: Vec<String>,
    /// Address of the author in lower case. It is a claim: nothing here proves it.
    pub from: Option<String>,
    /// Name of the author as written, empty when there is none.
    pub from_name: String,
    /// Addresses in lower case of To, Cc, Delivered-To and X-Original-To, each once.
    pub to: Vec<String>,
    /// Subject on one line.
    pub subject: String,
    /// What the author wrote, as plain text with `\n` between lines; where the author wrote nothing,
    /// the text of the first forwarded letter.
    pub text: String,
    /// Files in the order of the letter, those inside forwarded letters too.
    pub attachments: Vec<Attachment>,
    /// Whether a program sent it: an answer would start a loop (RFC 3834, section 2).
    pub automatic: bool,
    /// Whether it reports on a delivery (RFC 3464).
    pub bounce: bool,
    /// Whether a filter on the way marked it as spam.
    pub spam_hint: bool,
    /// What had to be left out or guessed, each once.
    pub problems: Vec<Problem>,
}

/// A file of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Name without path parts, control characters or marks that turn the direction of writing; at
    /// most 120 graphemes, never empty.
    pub name: String,
    /// What the content is, whatever name and declared type say.
    pub kind: FileKind,
    /// Whether the text shows it, as it does a logo in a signature.
    pub inline: bool,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What had to be left out of a letter, or guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The parser failed on it; nothing was read.
    Unreadable,
    /// There is no header, only a body.
    NoHeader,
    /// Header fields or addresses were too many or too long; the rest is left out.
    HeaderCut,
    /// The subject was longer than 500 graphemes.
    SubjectCut,
    /// The text was longer than 64 KiB.
    TextCut,
    /// Parts nested deeper than the bounds are left out.
    NestedTooDeep,
    /// Parts after the 200th are left out.
    TooManyParts,
    /// Attachments after the 50th are left out.
    TooManyAttachments,
    /// An attachment above 25 MiB is left out.
    AttachmentTooLarge,
    /// A multipart has no boundary, or ends before it is closed: something may be missing.
    BrokenStructure,
    /// Base64 or quoted-printable held characters that do not belong there.
    BrokenEncoding,
    /// The character set was missing or wrong, and another was taken.
    CharsetGuessed,
    /// The PDF at this position of `attachments` asks for a password or restricts its use.
    EncryptedPdf(usize),
    /// The PDF at this position of `attachments` has no end.
    TruncatedPdf(usize),
}

/// Problems of a letter as they are found, each kept once.
#[derive(Debug, Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn note(&mut self, problem: Problem) {
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    fn note_if(&mut self, found: bool, problem: Problem) {
        if found {
            self.note(problem);
        }
    }
}

/// Reads a letter (RFC 5322, MIME) as it came in; what cannot be read is left out and noted.
pub fn read(bytes: &[u8]) -> Letter {
    // A letter that made the parser panic would otherwise come back until its sender gives up.
    std::panic::catch_unwind(|| read_within_bounds(bytes))
        .unwrap_or_else(|_| Letter { problems: vec![Problem::Unreadable], ..Letter::default() })
}

fn read_within_bounds(bytes: &[u8]) -> Letter {
    let head = Head::of_letter(bytes);
    let mut problems = Problems::default();
    problems.note_if(head.is_missing && !head.body.is_empty(), Problem::NoHeader);
    let content = walk::walk(&head, &mut problems);

    let author = fields::author(&head, &mut problems);
    let bounce = signs::is_bounce(&head);
    let returned = content.forwarded_id.filter(|_| bounce);
    let message_id = fields::ids(&head, "message-id").into_iter().next();
    let in_reply_to = fields::answered(&head, returned);
    let to = fields::recipients(&head, &mut problems);
    let subject = fields::subject(&head, &mut problems);
    let automatic = signs::is_automatic(&head, &author);
    problems.note_if(head.is_cut, Problem::HeaderCut);
    Letter {
        message_id,
        in_reply_to,
        from: author.address,
        from_name: author.name,
        to,
        subject,
        text: content.text,
        attachments: content.attachments,
        automatic,
        bounce,
        spam_hint: signs::is_marked_as_spam(&head),
        problems: problems.0,
    }
}
