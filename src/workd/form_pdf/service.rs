//! Part 2: the domain, the services, what changes, and from when.

use chrono::NaiveDate;

use super::{
    applicant::label,
    flow::Flow,
    row::Cell,
    words::{
        ACCOUNTS, CANCELLED_ON, CHANGE, CONFERENCE, COUNT, DETAILS, DOMAIN, DOMAIN_KINDS,
        EFFECTIVE, EFFECTIVE_ON, MAIL, PART_2, RELAY, SERVICES,
    },
};
use crate::{
    thai::date,
    web::locale::Locale,
    workd::request::{
        fields::{CHANGES, Kind},
        request::Request,
    },
};

/// Lays out part 2, as far as it concerns the kind of the request.
pub(super) fn lay_out(flow: &mut Flow, request: &Request) {
    let form = &request.form;
    let kind = request.kind();
    flow.part(PART_2);
    flow.group(DOMAIN);
    let chosen = form.get("domain.kind");
    let kinds = DOMAIN_KINDS.map(|(code, text)| (chosen == Some(code), text.to_owned()));
    flow.boxes("", &kinds);
    flow.row(&[Cell::new(label("domain.name"), form.get("domain.name"), 1.0)]);
    flow.group(SERVICES);
    if kind != Kind::Cancel {
        let unit = [COUNT, ACCOUNTS];
        flow.counted(MAIL, form.get("requested.mail_accounts"), unit);
        flow.counted(CONFERENCE, form.get("requested.conference_accounts"), unit);
        flow.boxes("", &[(form.get("relay.wanted").is_some(), RELAY.to_owned())]);
        let details = form.get("relay.details");
        if details.is_some() || form.get("relay.wanted").is_some() {
            flow.paragraph(&label("relay.details"), details);
        } else {
            flow.row(&[Cell::new(label("relay.details"), None, 1.0)]);
        }
    }
    if kind == Kind::Change {
        let chosen = form.get("change.of");
        let changes = CHANGES.iter().map(|code| (chosen == Some(*code), choice(code)));
        flow.boxes(CHANGE, &changes.collect::<Vec<_>>());
    }
    if kind != Kind::Open {
        flow.paragraph(DETAILS, form.get("change.details"));
    }
    flow.group(EFFECTIVE);
    let day = form.get("effective_on").map(written);
    let words = if kind == Kind::Cancel { CANCELLED_ON } else { EFFECTIVE_ON };
    flow.row(&[Cell::new(words, day.as_deref(), 1.0)]);
}

fn choice(code: &str) -> String {
    let key = format!("choice-{}", code.replace('_', "-"));
    if Locale::Th.has(&key) { Locale::Th.t(&key) } else { code.to_owned() }
}

/// A day of the form as it is printed; what is no day stands as it is.
pub(super) fn written(day: &str) -> String {
    match day.parse::<NaiveDate>() {
        Ok(day) => date::long_thai_digits(day),
        Err(_) => day.to_owned(),
    }
}
