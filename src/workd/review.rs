//! Review: weighed in five working days; granted, returned, refused, or left to wait for the budget.

mod decision;

use serde_json::json;
use sqlx::types::Json;

pub use self::decision::{CHECKS, Decision, TypedDecision, Verdict};
use crate::{
    agencies::agency,
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::AgencyId,
    identity::access::{Act, Actor},
    jobs, sql,
    web::locale::{Locale, Text, Value},
    workd::{
        account,
        admin::{self, Named},
        budget, cancellation, dkim,
        domain::{self, Domain, NewDomain},
        domain_name,
        jobs::LookAtDns,
        request::{
            fields::Kind,
            form,
            request::{self, Request},
            submission, timeline,
        },
    },
};

/// Decides a request. The domain, its administrator and the letters of an approval are made in
/// the same transaction.
pub async fn decide(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    request: &Request,
    decision: &Decision,
) -> Result<Request> {
    if !officer.may(Act::DecideRequests) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    if request.person_id == officer.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    if !request.is_to_decide() {
        return Err(Error::conflict("already-decided", Text::new("request-already-decided")));
    }
    match decision.verdict {
        Verdict::Approve => approve(tx, app, officer, request, decision).await?,
        Verdict::Return => {
            set_state(tx, officer, request, "returned", decision).await?;
            tell(tx, app, request, decision, "mail-request-returned").await?;
        }
        Verdict::Reject => {
            set_state(tx, officer, request, "rejected", decision).await?;
            tell(tx, app, request, decision, "mail-request-rejected").await?;
        }
        Verdict::Wait => {
            set_state(tx, officer, request, "waiting", decision).await?;
            tell(tx, app, request, decision, "mail-request-waiting").await?;
        }
    }
    request::get_any(tx, &request.id).await
}

async fn approve(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    request: &Request,
    decision: &Decision,
) -> Result<()> {
    let form = &request.form;
    let mail = decision.mail_accounts.or(form.count("requested.mail_accounts"));
    let conference = decision.conference_accounts.or(form.count("requested.conference_accounts"));
    match request.kind() {
        Kind::Open => {
            let (mail, conference) = (mail.unwrap_or(0), conference.unwrap_or(0));
            within_budget(tx, (mail, conference), (0, 0)).await?;
            let agency = agency_of(tx, request).await?;
            let kind = form.get("domain.kind").and_then(domain_name::Kind::from_code);
            let new = NewDomain {
                name: form.text("domain.name"),
                kind: kind.unwrap_or(domain_name::Kind::Own),
                agency: &agency,
                mail_accounts: mail,
                conference_accounts: conference,
            };
            let domain = domain::create(tx, officer, &new).await?;
            dkim::queue_key(tx, &domain).await?;
            jobs::enqueue(tx, &LookAtDns { domain: domain.id.clone() }).await?;
            note_grant(tx, request, &domain, mail, conference, &agency).await?;
            set_state(tx, officer, request, leak(&domain.state), decision).await?;
            // An agency that has its main administrator keeps it: that changes only by a request of
            // its own. The coordinator of another domain becomes one administrator more.
            let person = match admin::main(tx, &agency).await? {
                None => admin::make_main(tx, app, officer, &agency, &named(request)).await?,
                Some(main) => admin::add(tx, app, officer, &agency, &named(request), &main).await?,
            };
            let url = admin::invitation_url(tx, app, &person).await?;
            let key = if domain.state == "ready" {
                "mail-request-approved"
            } else {
                "mail-request-approved-own"
            };
            let values = |_: Locale| {
                [
                    ("number", Value::from(request.number.clone())),
                    ("domain", domain.name.clone().into()),
                    ("mail", mail.into()),
                    ("conference", conference.into()),
                    ("url", app.url(&format!("/workd/requests/{}", request.id)).into()),
                ]
            };
            submission::tell(tx, request, key, values).await?;
            invite(tx, request, &domain, url).await
        }
        Kind::Change => {
            let domain = domain_of(tx, request).await?;
            change(tx, app, officer, request, &domain, (mail, conference)).await?;
            set_state(tx, officer, request, "done", decision).await?;
            tell(tx, app, request, decision, "mail-request-changed").await
        }
        Kind::Cancel => {
            let domain = domain_of(tx, request).await?;
            cancellation::begin(tx, app, officer, request, &domain).await?;
            set_state(tx, officer, request, "done", decision).await
        }
    }
}

/// States are a fixed set; a state read from the database is one of these two.
fn leak(state: &str) -> &'static str {
    if state == "ready" { "ready" } else { "awaiting_dns" }
}

async fn invite(tx: &mut Tx, request: &Request, domain: &Domain, url: String) -> Result<()> {
    let values = [
        ("domain", Value::from(domain.name.clone())),
        ("agency", domain.agency.clone().into()),
        ("role", Locale::Th.t("role-main-admin").into()),
        ("url", url.into()),
    ];
    let to = request.form.text("coordinator.email");
    crate::mail::send(tx, to, Locale::Th, "mail-admin-invited", &values).await
}

fn named(request: &Request) -> Named<'_> {
    let form = &request.form;
    Named {
        prefix: form.text("coordinator.prefix"),
        first_name: form.text("coordinator.first_name"),
        last_name: form.text("coordinator.last_name"),
        email: form.text("coordinator.email"),
    }
}

/// Refuses what the budget does not hold, with the numbers; `before` is what the domain has now.
async fn within_budget(tx: &mut Tx, wanted: (i64, i64), before: (i64, i64)) -> Result<()> {
    budget::lock(tx).await?;
    let budget = budget::get(tx).await?;
    if budget.set_at.is_none() {
        return Err(Error::conflict("budget-not-set", Text::new("budget-not-set")));
    }
    let mail_left = budget.mail_left() + before.0;
    let conference_left = budget.conference_left() + before.1;
    if wanted.0 > mail_left || wanted.1 > conference_left {
        let text = Text::new("over-budget")
            .with("mail", mail_left.max(0))
            .with("conference", conference_left.max(0));
        return Err(Error::conflict("over-budget", text));
    }
    Ok(())
}

async fn agency_of(tx: &mut Tx, request: &Request) -> Result<AgencyId> {
    match &request.agency_id {
        Some(agency) => Ok(agency.clone()),
        None => {
            let form = &request.form;
            agency::add(tx, form.text("agency.name_th"), form.text("agency.name_en")).await
        }
    }
}

async fn domain_of(tx: &mut Tx, request: &Request) -> Result<Domain> {
    let found = match &request.domain_id {
        Some(id) => Some(domain::get(tx, id).await?),
        None => None,
    };
    let there = found.filter(|domain| domain.state != "closed");
    there.ok_or_else(|| Error::conflict("no-domain", Text::new("request-domain-gone")))
}

async fn change(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    request: &Request,
    domain: &Domain,
    (mail, conference): (Option<i64>, Option<i64>),
) -> Result<()> {
    match request.form.text("change.of") {
        "admin" | "coordinator" => {
            let person =
                admin::make_main(tx, app, officer, &domain.agency_id, &named(request)).await?;
            let url = admin::invitation_url(tx, app, &person).await?;
            invite(tx, request, domain, url).await
        }
        "quota" => {
            // Nobody makes accounts or grants in between, and the numbers are those of now.
            account::lock(tx, domain).await?;
            let domain = &domain::get(tx, &domain.id).await?;
            let before = (domain.granted_mail_accounts, domain.granted_conference_accounts);
            // A number that nobody named stays as it is.
            let (mail, conference) = (mail.unwrap_or(before.0), conference.unwrap_or(before.1));
            within_budget(tx, (mail, conference), before).await?;
            if mail < domain.accounts {
                let text = Text::new("granted-below-used").with("used", domain.accounts);
                return Err(Error::mistake("granted/mail_accounts", "below_used", text));
            }
            sql!(
                tx,
                sqlx::query(
                    "update domain set granted_mail_accounts = $1,
                         granted_conference_accounts = $2 where id = $3"
                )
                .bind(mail)
                .bind(conference)
                .bind(&domain.id)
                .execute(tx)
                .await
                .map(drop)
            )?;
            note_grant(tx, request, domain, mail, conference, &domain.agency_id).await?;
            let facts = json!({"mail_accounts": mail, "conference_accounts": conference});
            let subject = domain.id.as_str();
            audit::record(tx, Some(&officer.id), "workd.domain.granted", subject, facts).await
        }
        // What is left is set by hand, on the pages of the domain; the approval is on record.
        _ => Ok(()),
    }
}

async fn note_grant(
    tx: &mut Tx,
    request: &Request,
    domain: &Domain,
    mail: i64,
    conference: i64,
    agency: &AgencyId,
) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update request set granted_mail_accounts = $1, granted_conference_accounts = $2,
                 domain_id = $3, agency_id = $4 where id = $5"
        )
        .bind(mail)
        .bind(conference)
        .bind(&domain.id)
        .bind(agency)
        .bind(&request.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Moves the request, once: whoever decided a moment earlier has decided.
async fn set_state(
    tx: &mut Tx,
    officer: &Actor,
    request: &Request,
    state: &'static str,
    decision: &Decision,
) -> Result<()> {
    let now = tx.now();
    // What is sent back, refused or left to wait attests nobody's identity.
    let checked = decision.verdict == Verdict::Approve;
    let moved = sql!(
        tx,
        sqlx::query(
            "update request set state = $1, decided_at = $2, decided_by = $3, reason = $4,
                 to_mend = $5, updated_at = $2,
                 identity_how = case when $9 then $6 else identity_how end,
                 identity_by = case when $9 then $3 else identity_by end,
                 identity_at = case when $9 then $2 else identity_at end,
                 due_at = case when $7 then null else due_at end
             where id = $8 and state in ('under_review', 'waiting') and submitted_at = $10"
        )
        .bind(state)
        .bind(now)
        .bind(&officer.id)
        .bind(&decision.reason)
        .bind(Json(&decision.to_mend))
        .bind(&decision.identity_how)
        // The clock stands while the agency mends, and while the budget is waited for.
        .bind(matches!(state, "returned" | "waiting"))
        .bind(&request.id)
        .bind(checked)
        // A form that was mended and sent again meanwhile is another one than was looked at.
        .bind(decision.seen.or(request.submitted_at))
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if moved == 0 {
        return Err(Error::conflict("already-decided", Text::new("request-already-decided")));
    }
    let act = match decision.verdict {
        Verdict::Approve => "approved",
        Verdict::Return => "returned",
        Verdict::Reject => "rejected",
        Verdict::Wait => "waiting",
    };
    let reason = decision.reason.as_deref();
    timeline::add(tx, &request.id, Some(&officer.id), act, reason).await?;
    let how = checked.then_some(&decision.identity_how);
    let facts = json!({"decision": act, "identity_how": how});
    let subject = request.id.as_str();
    audit::record(tx, Some(&officer.id), "workd.request.decided", subject, facts).await
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    request: &Request,
    decision: &Decision,
    key: &str,
) -> Result<()> {
    let values = |locale: Locale| {
        let mend = decision.to_mend.iter().map(|one| {
            let name = form::label(&one.field).said(locale);
            format!("- {name}: {}", one.text)
        });
        let mut reason = decision.reason.clone().unwrap_or_default();
        for line in mend {
            reason.push('\n');
            reason.push_str(&line);
        }
        [
            ("number", Value::from(request.number.clone())),
            ("reason", reason.trim().to_owned().into()),
            ("url", app.url(&format!("/workd/requests/{}", request.id)).into()),
        ]
    };
    submission::tell(tx, request, key, values).await
}
