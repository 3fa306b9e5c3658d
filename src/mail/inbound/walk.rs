//! The tree of parts, walked within bounds: the text and the attachments.

use super::{
    ATTACHMENT_BYTES, Attachment, FileKind, MOST_ATTACHMENTS, MOST_FORWARDS, MOST_LEVELS,
    MOST_PARTS, Problem, Problems, TEXT_BYTES, charset, fields,
    header::Head,
    kind::{PdfFault, pdf_fault},
    multipart, name,
    parameters::Parameters,
    plain, transfer,
};

/// Most bytes of a text part that are looked at; HTML of office programs is mostly styles.
const SOURCE_BYTES: usize = 1024 * 1024;

/// What the body of a letter holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// Message-ID of the first letter inside.
    pub forwarded_id: Option<String>,
}

/// Walks through the parts of a letter.
pub(super) fn walk(head: &Head<'_>, problems: &mut Problems) -> Content {
    let mut walk = Walk { content: Content::default(), forwarded: None, parts: 0, problems };
    let own = walk.part(head, Place::default()).text;
    let forwarded = walk.forwarded.take().unwrap_or_default();
    let text = if own.is_empty() { forwarded } else { own };
    let kept = text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or_default();
    walk.problems.note_if(kept.len() < text.len(), Problem::TextCut);
    Content { text: kept.to_owned(), ..walk.content }
}

/// Where a part stands.
#[derive(Clone, Copy, Default)]
struct Place {
    levels: usize,
    forwards: usize,
    /// Parts of a digest are letters unless they say otherwise (RFC 2046, section 5.1.5).
    in_digest: bool,
}

/// Text of a part.
#[derive(Default)]
struct Told {
    text: String,
    /// Whether it was written as plain text.
    is_plain: bool,
}

struct Walk<'p> {
    content: Content,
    forwarded: Option<String>,
    parts: usize,
    problems: &'p mut Problems,
}

impl Walk<'_> {
    fn part(&mut self, head: &Head<'_>, place: Place) -> Told {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            self.problems.note(Problem::TooManyParts);
            return Told::default();
        }
        self.problems.note_if(head.is_cut, Problem::HeaderCut);
        let kind = Parameters::parse(&head.first("content-type").unwrap_or_default());
        let shown = Parameters::parse(&head.first("content-disposition").unwrap_or_default());
        let main = match kind.main.as_str() {
            "" if place.in_digest => "message/rfc822",
            "" => "text/plain",
            main => main,
        };
        if let Some(subtype) = main.strip_prefix("multipart/") {
            return self.multipart(head, &kind, subtype, place);
        }
        if main == "message/rfc822" || main == "message/global" {
            self.forwarded(head, place);
            return Told::default();
        }
        // A text with a name is a file that came along.
        let is_file = shown.main == "attachment" || file_name(&kind, &shown).is_some();
        if !is_file && matches!(main, "text/plain" | "text/html" | "text") {
            return self.text(head, &kind, main);
        }
        self.attachment(head, &kind, &shown);
        Told::default()
    }

    fn multipart(
        &mut self,
        head: &Head<'_>,
        kind: &Parameters,
        subtype: &str,
        place: Place,
    ) -> Told {
        if place.levels == MOST_LEVELS {
            self.problems.note(Problem::NestedTooDeep);
            return Told::default();
        }
        let boundary = kind.raw("boundary").unwrap_or_default().trim_ascii_end();
        // One more than is left, so that the last is noticed as one too many.
        let left = MOST_PARTS.saturating_sub(self.parts) + 1;
        let cut = multipart::cut(head.body, boundary, left);
        self.problems.note_if(!cut.closed, Problem::BrokenStructure);
        if cut.parts.is_empty() {
            return self.text(head, &Parameters::default(), "text/plain");
        }
        let inside = Place { levels: place.levels + 1, in_digest: subtype == "digest", ..place };
        let told = cut.parts.into_iter().map(|part| self.part(&Head::of_part(part), inside));
        let mut told = told.filter(|told| !told.text.is_empty()).collect::<Vec<_>>().into_iter();
        if subtype == "alternative" {
            let plain = told.as_slice().iter().position(|told| told.is_plain);
            return told.nth(plain.unwrap_or(0)).unwrap_or_default();
        }
        let mut all = told.next().unwrap_or_default();
        for next in told {
            all.text.push('\n');
            all.text.push_str(&next.text);
            all.is_plain &= next.is_plain;
        }
        all
    }

    fn forwarded(&mut self, head: &Head<'_>, place: Place) {
        if place.forwards == MOST_FORWARDS {
            self.problems.note(Problem::NestedTooDeep);
            return;
        }
        let decoded = self.decoded(head, head.body);
        let inner = Head::of_letter(&decoded);
        if self.content.forwarded_id.is_none() {
            self.content.forwarded_id = fields::ids(&inner, "message-id").into_iter().next();
        }
        let inside = Place { forwards: place.forwards + 1, in_digest: false, ..place };
        let told = self.part(&inner, inside);
        if self.forwarded.is_none() && !told.text.is_empty() {
            self.forwarded = Some(told.text);
        }
    }

    fn text(&mut self, head: &Head<'_>, kind: &Parameters, main: &str) -> Told {
        let body = head.body.get(..SOURCE_BYTES).unwrap_or(head.body);
        let decoded = self.decoded(head, body);
        let decoded = charset::decode(&decoded, kind.word("charset").as_deref());
        self.problems.note_if(decoded.guessed, Problem::CharsetGuessed);
        let is_plain = main != "text/html";
        let mut text =
            if is_plain { plain::clean(&decoded.text) } else { plain::from_html(&decoded.text) };
        self.problems.note_if(head.body.len() > SOURCE_BYTES, Problem::TextCut);
        // One byte more than is kept in the end, so that it is noticed there.
        text.truncate(text.floor_char_boundary(TEXT_BYTES + 4));
        Told { text, is_plain }
    }

    fn attachment(&mut self, head: &Head<'_>, kind: &Parameters, shown: &Parameters) {
        let position = self.content.attachments.len();
        if position == MOST_ATTACHMENTS {
            self.problems.note(Problem::TooManyAttachments);
            return;
        }
        // Twice the size is more than base64 with its line ends needs: such a part is not decoded.
        if head.body.len() / 2 > ATTACHMENT_BYTES {
            self.problems.note(Problem::AttachmentTooLarge);
            return;
        }
        let bytes = self.decoded(head, head.body).into_owned();
        if bytes.len() > ATTACHMENT_BYTES {
            self.problems.note(Problem::AttachmentTooLarge);
            return;
        }
        let is = FileKind::of(&bytes);
        match pdf_fault(&bytes).filter(|_| is == FileKind::Pdf) {
            Some(PdfFault::Encrypted) => self.problems.note(Problem::EncryptedPdf(position)),
            Some(PdfFault::Truncated) => self.problems.note(Problem::TruncatedPdf(position)),
            None => {}
        }
        let given = file_name(kind, shown).unwrap_or_default();
        let name = name::sanitised(&given, position + 1, is);
        let inline = shown.main != "attachment" && head.first("content-id").is_some();
        self.content.attachments.push(Attachment { name, kind: is, inline, bytes });
    }

    fn decoded<'a>(&mut self, head: &Head<'_>, body: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
        let encoding = head.word("content-transfer-encoding");
        let content = transfer::decode(body, encoding.as_deref());
        self.problems.note_if(content.broken, Problem::BrokenEncoding);
        content.bytes
    }
}

fn file_name(kind: &Parameters, shown: &Parameters) -> Option<String> {
    let name = shown.text("filename").or_else(|| kind.text("name"))?;
    Some(name.text)
}
