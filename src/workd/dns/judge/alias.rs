//! Names and services that must lead to our hosts: `CNAME` and `SRV`.

use hickory_proto::rr::RecordType;

use super::{Court, Verdict};
use crate::{
    web::locale::Text,
    workd::dns::{
        answer::{Data, Entry},
        asking::Answer,
        record::Expected,
    },
};

pub(super) async fn judge(court: &Court<'_>, expected: &Expected, found: &[Entry]) -> Verdict {
    // Priorities and weights may differ: what counts is where one is led, and for SRV the port.
    let goal = |value: &str| match expected.kind {
        "SRV" => value.split(' ').skip(2).collect::<Vec<_>>().join(" "),
        _ => value.to_owned(),
    };
    let right = goal(&expected.value);
    let elsewhere = |found: String| {
        let advice = Text::new("dns-elsewhere").with("name", expected.name.as_str());
        Verdict::wrong(advice.with("found", found))
    };
    if let Some(other) = found.iter().find(|entry| goal(&entry.data.to_string()) != right) {
        return elsewhere(other.data.to_string());
    }
    if !found.is_empty() {
        return Verdict::ok();
    }
    // An address in place of the alias is something, not nothing.
    if expected.kind == "CNAME"
        && let Answer::Records(entries) =
            court.asker.one(&expected.name, RecordType::A).await.answer
        && let Some(Entry { data: data @ Data::Address(_), .. }) = entries.first()
    {
        return elsewhere(data.to_string());
    }
    court.missing(expected).await
}
