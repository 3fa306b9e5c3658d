//! Opening: when DNS is right, the domain begins to work and its administrator is told.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Missing, Result},
    identity::access::{Act, Actor},
    mail, sql,
    thai::date,
    web::locale::{Locale, Text, Value},
    workd::{
        account::{self, Account, Ready},
        account_link::{self, Purpose},
        account_review, admin, alias, dns_state,
        domain::{self, Domain},
        domain_name, local_part,
        request::{request, timeline},
    },
};

const MB: i64 = 1024 * 1024;

/// Opens a domain: by an officer, or by the rule when `by` is none.
///
/// # Errors
/// A conflict that lists the records that are not right yet.
pub async fn open(tx: &mut Tx, app: &App, by: Option<&Actor>, domain: &Domain) -> Result<()> {
    if by.is_some_and(|by| !domain::may(by, Act::OpenDomains, domain)) {
        return Err(Error::Forbidden);
    }
    match domain.state.as_str() {
        // Right once is not right for ever: what broke since then is told, and mended first.
        "ready" if is_broken(tx, domain).await? => return Err(not_ready(tx, domain).await?),
        "ready" => {}
        "awaiting_dns" => return Err(not_ready(tx, domain).await?),
        _ => return Err(Error::conflict("already-open", Text::new("domain-already-open"))),
    }
    let now = tx.now();
    let opened = sql!(
        tx,
        sqlx::query(
            "update domain set state = 'open', opened_at = $1 where id = $2 and state = 'ready'"
        )
        .bind(now)
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if opened == 0 {
        return Err(Error::conflict("already-open", Text::new("domain-already-open")));
    }
    let domain = domain::get(tx, &domain.id).await?;
    let facts = json!({"by_rule": by.is_none()});
    let actor = by.map(|by| &by.id);
    audit::record(tx, actor, "workd.domain.opened", domain.id.as_str(), facts).await?;
    let first = match domain.hosting.as_str() {
        "hosted" => Some(first_accounts(tx, app, by, &domain).await?),
        _ => None,
    };
    account_review::plan(tx, &domain).await?;
    finish_request(tx, by, &domain).await?;
    tell_admin(tx, app, &domain, first).await
}

/// Whether a record that the agency has to keep was not right at the last look. Those under the
/// government's zone are DGA's own, and shown to the officer.
async fn is_broken(tx: &mut Tx, domain: &Domain) -> Result<bool> {
    let records = dns_state::latest(tx, domain).await?;
    // Not knowing breaks nothing that was right.
    let wrong = |state: &str| matches!(state, "missing" | "wrong" | "conflict");
    let broken = records.iter().any(|one| one.holds_up && wrong(&one.state));
    Ok(domain.kind() == domain_name::Kind::Own && broken)
}

/// Which records still stand in the way.
async fn not_ready(tx: &mut Tx, domain: &Domain) -> Result<Error> {
    let records = dns_state::latest(tx, domain).await?;
    let missing = records.iter().filter(|one| one.holds_up && one.state != "ok").map(|one| {
        let text = Text::new("domain-record-not-right").with("purpose", one.purpose.clone());
        let mut missing = Missing::of("dns", "dns", text);
        missing.url = Some(format!("/workd/domains/{}", domain.name));
        missing
    });
    let text = Text::new("domain-not-ready");
    Ok(Error::Conflict { code: "dns-not-ready", text, missing: missing.collect() })
}

/// The mailboxes that every domain has: the official one (the regulation on correspondence, 4th
/// edition, 2564), and the coordinator's own.
async fn first_accounts(
    tx: &mut Tx,
    app: &App,
    by: Option<&Actor>,
    domain: &Domain,
) -> Result<(Account, String, Option<Account>)> {
    let main = admin::main(tx, &domain.agency_id).await?;
    let today = date::bangkok_date(tx.now());
    let form = request::of_domain(tx, &domain.id).await?.into_iter().next_back();
    let saraban = Ready {
        local_part: "saraban".into(),
        first_name: "สารบรรณ".into(),
        last_name: domain.agency.clone(),
        first_name_en: Some("Saraban".into()),
        last_name_en: None,
        quota_bytes: domain.default_quota_mb * MB,
        recovery_email: main.as_ref().map(|main| main.email.clone()),
        identity_how: "official".into(),
        identity_on: today,
    };
    let saraban = account::insert(tx, by, domain, &saraban, "saraban").await?;
    let link = account_link::make(tx, app, &saraban.id, Purpose::Activation).await?;
    for name in ["postmaster", "abuse"] {
        let typed = alias::Typed {
            local_part: name.into(),
            kind: "alias",
            title: String::new(),
            destinations: vec![saraban.address.clone()],
            may_send: true,
        };
        alias::put(tx, None, domain, &typed, true).await?;
    }
    let Some((main, form)) = main.zip(form.map(|request| request.form)) else {
        return Ok((saraban, link, None));
    };
    // The mailbox is for the coordinator of this very request, whose identity was checked.
    if form.text("coordinator.email") != main.email {
        return Ok((saraban, link, None));
    }
    if domain.granted_mail_accounts == 0 {
        return Ok((saraban, link, None));
    }
    let (first, last) =
        (form.text("coordinator.first_name_en"), form.text("coordinator.last_name_en"));
    let local = local_part::suggest(first, last).into_iter().next();
    let own = Ready {
        local_part: local.unwrap_or_else(|| "admin.1".into()),
        first_name: main.first_name.clone(),
        last_name: main.last_name.clone(),
        first_name_en: form.get("coordinator.first_name_en").map(str::to_owned),
        last_name_en: form.get("coordinator.last_name_en").map(str::to_owned),
        quota_bytes: domain.default_quota_mb * MB,
        recovery_email: Some(main.email.clone()),
        identity_how: "request".into(),
        identity_on: today,
    };
    let own = account::insert(tx, by, domain, &own, "user").await?;
    account_link::invite(tx, app, domain, &own, Purpose::Activation).await?;
    Ok((saraban, link, Some(own)))
}

async fn finish_request(tx: &mut Tx, by: Option<&Actor>, domain: &Domain) -> Result<()> {
    let now = tx.now();
    for request in request::of_domain(tx, &domain.id).await? {
        if request.state != "ready" {
            continue;
        }
        sql!(
            tx,
            sqlx::query("update request set state = 'done', updated_at = $1 where id = $2")
                .bind(now)
                .bind(&request.id)
                .execute(tx)
                .await
                .map(drop)
        )?;
        timeline::add(tx, &request.id, by.map(|by| &by.id), "opened", None).await?;
    }
    Ok(())
}

/// แจ้งการเปิดให้บริการ workD และบัญชีเข้าใช้งาน: links, never a password.
async fn tell_admin(
    tx: &mut Tx,
    app: &App,
    domain: &Domain,
    first: Option<(Account, String, Option<Account>)>,
) -> Result<()> {
    let Some(main) = admin::main(tx, &domain.agency_id).await? else { return Ok(()) };
    let url = if main.joined {
        app.url(&format!("/workd/domains/{}", domain.name))
    } else {
        admin::invitation_url(tx, app, &main.person_id).await?
    };
    let mut values = vec![
        ("name", Value::from(main.full_name())),
        ("domain", domain.name.clone().into()),
        ("url", url.into()),
    ];
    let Some((_, link, own)) = first else {
        let key = "mail-domain-opened-relay";
        return mail::send(tx, &main.email, Locale::Th, key, &values).await;
    };
    values.push(("accounts", domain.granted_mail_accounts.into()));
    values.push(("own", own.map_or_else(|| "–".into(), |own| own.address).into()));
    values.push(("saraban", link.into()));
    mail::send(tx, &main.email, Locale::Th, "mail-domain-opened", &values).await
}
