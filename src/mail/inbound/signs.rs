//! Signs that a program sent a letter, that it reports on a delivery, or that a filter marked it.

use super::{fields::Mailbox, header::Head, parameters::Parameters};

/// Whether a program sent it: Auto-Submitted other than "no" (RFC 3834, section 5), an old Precedence,
/// a mark of auto-repliers, a report (RFC 6522), the null sender, or the mail system itself.
pub(super) fn is_automatic(head: &Head<'_>, author: &Mailbox) -> bool {
    let not_no = |name| head.word(name).is_some_and(|word| !word.is_empty() && word != "no");
    let precedence = head.word("precedence").unwrap_or_default();
    let address = author.address.as_deref().unwrap_or(&author.name);
    let local = address.split('@').next().unwrap_or_default();
    ["auto-submitted", "x-autoreply", "x-autorespond"].into_iter().any(not_no)
        || ["bulk", "junk", "list", "auto_reply"].contains(&precedence.as_str())
        || head.first("return-path").is_some_and(|path| path == b"<>")
        || local.eq_ignore_ascii_case("mailer-daemon")
        || content_type(head).main == "multipart/report"
}

/// Whether it reports on a delivery (RFC 3464, section 2).
pub(super) fn is_bounce(head: &Head<'_>) -> bool {
    let content = content_type(head);
    content.main == "multipart/report"
        && content.word("report-type").as_deref() == Some("delivery-status")
}

/// Whether a filter on the way marked it, as rspamd and SpamAssassin do.
pub(super) fn is_marked_as_spam(head: &Head<'_>) -> bool {
    ["x-spam", "x-spam-flag", "x-spam-status"]
        .into_iter()
        .any(|name| head.word(name).is_some_and(|word| word == "yes"))
}

fn content_type(head: &Head<'_>) -> Parameters {
    Parameters::parse(&head.first("content-type").unwrap_or_default())
}
