//! The officer's decision on a request.

use poem::{Response, handler, web::Path};

use crate::{
    db::mail_file::Scope,
    error::{Error, Mistake, Result},
    id::RequestId,
    identity::access::{Act, Actor},
    thai::digits,
    web::{
        form::Form,
        locale::{Locale, Text},
        page::see_other,
        visitor::Visit,
    },
    workd::{
        directory, domain,
        pages::{
            again,
            reviews::{self, Typed},
        },
        request::request,
        review::{self, Decision, TypedDecision},
    },
};

/// Decides a request, or shows it again with what has to be mended.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<RequestId>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response> {
    if !me.may(Act::DecideRequests) {
        return Err(Error::Forbidden);
    }
    let typed = typed(&sent);
    let verdict = text(&sent, "decision");
    let seen = text(&sent, "seen");
    match decide(&visit, &me, &id, (verdict, seen), &typed).await {
        Ok(()) => Ok(see_other(format!("/workd/review/{id}?notice=req-decided"))),
        Err(error) => {
            let shown = again::mistakes(&visit, error)?;
            reviews::show_again(&visit, &me, &id, typed, shown).await
        }
    }
}

async fn decide(
    visit: &Visit,
    me: &Actor,
    id: &RequestId,
    (verdict, seen): (&str, &str),
    typed: &Typed,
) -> Result<()> {
    let decision = read(verdict, seen, typed)?;
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    let request = request::get(&mut tx, me, id).await?;
    let request = review::decide(&mut tx, app, me, &request, &decision).await?;
    match &request.domain_id {
        Some(domain) => {
            let name = domain::get(&mut tx, domain).await?.name;
            directory::save(tx, app, Scope::Domain(name)).await
        }
        None => tx.save().await,
    }
}

/// Reads the decision; on the page nobody's identity is vouched for by leaving a choice out.
fn read(verdict: &str, seen: &str, typed: &Typed) -> Result<Decision> {
    let mut mistakes = Vec::new();
    let mut number = |name: &str, typed: &Option<String>| {
        let typed = typed.as_deref().map(str::trim).filter(|typed| !typed.is_empty())?;
        let read = digits::to_arabic(typed).replace([',', ' '], "").parse().ok();
        if read.is_none() {
            mistakes.push(Mistake::new(name, "range", Text::new("granted-shape")));
        }
        read
    };
    let mail_accounts = number("granted/mail_accounts", &typed.mail_accounts);
    let conference_accounts = number("granted/conference_accounts", &typed.conference_accounts);
    if verdict == "approve" && typed.how.is_empty() {
        let text = Text::new("req-identity-required");
        mistakes.push(Mistake::new("identity_checked/how", "required", text));
    }
    let to_mend = typed.to_mend.iter().map(|(name, note)| {
        let note =
            if note.trim().is_empty() { Locale::Th.t("req-mend-this") } else { note.clone() };
        (name.clone(), note)
    });
    let decision = Decision::read(TypedDecision {
        decision: verdict,
        mail_accounts,
        conference_accounts,
        reason: &typed.reason,
        to_mend: if verdict == "return" { to_mend.collect() } else { Vec::new() },
        identity_how: &typed.how,
        seen,
    });
    match decision {
        Ok(decision) if mistakes.is_empty() => Ok(decision),
        Ok(_) => Err(Error::Mistakes(mistakes)),
        Err(Error::Mistakes(more)) => {
            mistakes.extend(more);
            Err(Error::Mistakes(mistakes))
        }
        Err(error) => Err(error),
    }
}

fn typed(sent: &[(String, String)]) -> Typed {
    let all = sent.iter();
    let ticked = all.clone().filter(|(name, _)| name == "mend").map(|(_, field)| field.clone());
    // A note is typed for a field that is meant, ticked or not.
    let noted = all.filter(|(_, note)| !note.trim().is_empty());
    let noted = noted.filter_map(|(name, _)| name.strip_prefix("mend.").map(str::to_owned));
    let mut fields: Vec<String> = Vec::new();
    for field in ticked.chain(noted) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let with_note = |field: String| {
        let note = text(sent, &format!("mend.{field}")).to_owned();
        (field, note)
    };
    Typed {
        mail_accounts: find(sent, "mail_accounts").map(str::to_owned),
        conference_accounts: find(sent, "conference_accounts").map(str::to_owned),
        how: text(sent, "identity_how").to_owned(),
        reason: text(sent, "reason").to_owned(),
        to_mend: fields.into_iter().map(with_note).collect(),
    }
}

fn find<'a>(sent: &'a [(String, String)], name: &str) -> Option<&'a str> {
    sent.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
}

fn text<'a>(sent: &'a [(String, String)], name: &str) -> &'a str {
    find(sent, name).unwrap_or_default()
}
