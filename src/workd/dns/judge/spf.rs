//! Who may send: the record is evaluated for our senders, as receivers do.

use super::{Court, Verdict, excerpt};
use crate::{
    web::locale::Text,
    workd::dns::{
        purpose::State,
        record::Expected,
        spf::{Mistake, Outcome, Policy, Problem, Qualifier, Walk, evaluate, is_spf, walk},
    },
};

/// Look-ups and, among them, empty ones that receivers grant (RFC 7208 section 4.6.4).
const MOST_LOOKUPS: usize = 10;
const MOST_VOIDS: usize = 2;

pub(super) async fn judge(court: &Court<'_>, expected: &Expected, texts: &[&str]) -> Verdict {
    let mut policies = texts.iter().filter(|text| is_spf(text));
    let text = match (policies.next(), policies.next()) {
        (Some(_), Some(_)) => {
            let count = 2 + policies.count();
            return Verdict::conflict(Text::new("dns-spf-several").with("count", count));
        }
        (Some(text), None) => text,
        (None, _) => {
            let near = texts.iter().find(|text| text.to_ascii_lowercase().contains("v=spf1"));
            return match near {
                Some(text) => {
                    Verdict::wrong(Text::new("dns-spf-version").with("found", excerpt(text)))
                }
                None => court.missing(expected).await,
            };
        }
    };
    let policy = match Policy::parse(text) {
        Ok(policy) => policy,
        Err(Mistake::Unknown(term)) => {
            return Verdict::wrong(Text::new("dns-spf-unknown").with("term", excerpt(&term)));
        }
        Err(Mistake::Syntax(term)) => {
            return Verdict::wrong(Text::new("dns-spf-syntax").with("term", excerpt(&term)));
        }
    };
    if policy.all() == Some(Qualifier::Pass) {
        return Verdict::wrong(Text::new("dns-spf-all-pass"));
    }
    let walk = walk(court.asker, &court.wanted.domain, &policy).await;
    let verdict = match refusal(&walk, &policy) {
        Some(advice) => Verdict::wrong(advice),
        None => coverage(court, &policy, &walk).await,
    };
    let neutral = policy.all() == Some(Qualifier::Neutral);
    let silent = walk.silent.first().map(|name| about("dns-spf-part-silent", name));
    verdict
        .noting(neutral.then(|| Text::new("dns-spf-neutral")))
        .noting(walk.ptr.then(|| Text::new("dns-spf-ptr")))
        .noting(walk.macros.then(|| Text::new("dns-spf-macro")))
        .noting(silent)
}

/// What makes every receiver give the record up, or leaves it open.
fn refusal(walk: &Walk, policy: &Policy) -> Option<Text> {
    if walk.lookups > MOST_LOOKUPS {
        return Some(Text::new("dns-spf-lookups").with("count", walk.lookups));
    }
    match &walk.problem {
        Some(Problem::Term { name, term }) => {
            return Some(about("dns-spf-include-term", name).with("term", excerpt(term)));
        }
        Some(Problem::Nothing(name)) => return Some(about("dns-spf-include-nothing", name)),
        Some(Problem::Several(name)) => return Some(about("dns-spf-include-several", name)),
        Some(Problem::Loop(name)) => return Some(about("dns-spf-include-loop", name)),
        None => {}
    }
    if walk.voids > MOST_VOIDS {
        return Some(Text::new("dns-spf-voids").with("count", walk.voids));
    }
    let ends = policy.all().is_some() || policy.redirect.is_some();
    (!ends).then(|| Text::new("dns-spf-open"))
}

/// Whether letters of ours pass.
async fn coverage(court: &Court<'_>, policy: &Policy, walk: &Walk) -> Verdict {
    let service = &court.wanted.service;
    let included = walk.included.contains(&service.spf_include);
    let not_included = || about("dns-spf-not-included", &service.spf_include);
    if service.senders.is_empty() && !included {
        return Verdict::wrong(not_included());
    }
    for &sender in &service.senders {
        let domain = &court.wanted.domain;
        match evaluate(court.asker, domain, policy, sender, MOST_LOOKUPS).await {
            Outcome::Is(Qualifier::Pass) => {}
            Outcome::TempError => {
                let name = walk.silent.first().unwrap_or(&service.spf_include);
                return Verdict::new(State::Unreachable, about("dns-spf-silent", name));
            }
            _ if !included => return Verdict::wrong(not_included()),
            _ => {
                let advice = Text::new("dns-spf-not-covered").with("address", sender.to_string());
                return Verdict::wrong(advice);
            }
        }
    }
    Verdict::ok()
}

fn about(key: &'static str, name: &str) -> Text {
    Text::new(key).with("name", name)
}
