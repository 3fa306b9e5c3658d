//! The mail service of the demonstration: a budget, and one agency whose domain is open already.

use chrono::Duration;

use crate::{
    agencies::agency,
    app::App,
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, PersonId},
    identity::access::{Actor, Grant, Role},
    sql,
    thai::date,
    workd::{
        account::{self, Ready},
        account_review, alias, budget, dkim,
        domain::{self, NewDomain},
        domain_name::Kind,
    },
};

const DOMAIN: &str = "krom-tuayang";

/// Accounts of the open domain: local part, given and family name, in Thai and English.
const HOLDERS: [(&str, &str, &str, &str, &str); 4] = [
    ("napa.d", "นภา", "ดูแลระบบ", "Napa", "Dulaerabop"),
    ("anan.y", "อนันต์", "ยื่นคำขอ", "Anan", "Yuenkhamkho"),
    ("ratree.s", "ราตรี", "สว่างใจ", "Ratree", "Sawangchai"),
    ("prasit.w", "ประสิทธิ์", "วงศ์ดี", "Prasit", "Wongdee"),
];

/// Makes it, on the transaction that makes the demonstration.
pub async fn fill(tx: &mut Tx, app: &App, agency: &str) -> Result<()> {
    budget::insert(tx, None, 20_000, 5_000, "งบประมาณสาธิต").await?;
    let agency = agency::find_by_name(tx, agency).await?;
    let agency = agency.ok_or_else(|| Error::internal("the demonstration has no agency"))?;
    make_main(tx, &agency).await?;
    let officer = officer(tx).await?;
    let name = format!("{DOMAIN}.{}", app.config.mail_zone);
    let new = NewDomain {
        name: &name,
        kind: Kind::MailGoTh,
        agency: &agency,
        mail_accounts: 300,
        conference_accounts: 50,
    };
    let domain = domain::create(tx, &officer, &new).await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("update domain set state = 'open', opened_at = $1 where id = $2")
            .bind(now)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let domain = domain::get(tx, &domain.id).await?;
    let today = date::bangkok_date(now - Duration::days(30));
    for (local_part, first_name, last_name, first_name_en, last_name_en) in HOLDERS {
        let ready = Ready {
            local_part: local_part.into(),
            first_name: first_name.into(),
            last_name: last_name.into(),
            first_name_en: Some(first_name_en.into()),
            last_name_en: Some(last_name_en.into()),
            quota_bytes: domain.default_quota_mb * 1024 * 1024,
            recovery_email: None,
            identity_how: "card_seen".into(),
            identity_on: today,
        };
        account::insert(tx, Some(&officer), &domain, &ready, "user").await?;
    }
    let saraban = Ready {
        local_part: "saraban".into(),
        first_name: "สารบรรณ".into(),
        last_name: domain.agency.clone(),
        first_name_en: Some("Saraban".into()),
        last_name_en: None,
        quota_bytes: domain.default_quota_mb * 1024 * 1024,
        recovery_email: None,
        identity_how: "official".into(),
        identity_on: today,
    };
    account::insert(tx, Some(&officer), &domain, &saraban, "saraban").await?;
    for (local_part, kind, title, destinations) in [
        ("postmaster", "alias", "", &["saraban"][..]),
        ("abuse", "alias", "", &["saraban"]),
        ("it", "group", "ทีมเทคโนโลยีสารสนเทศ", &["napa.d", "anan.y"]),
    ] {
        let typed = alias::Typed {
            local_part: local_part.into(),
            kind,
            title: title.into(),
            destinations: destinations.iter().map(|it| (*it).to_owned()).collect(),
            may_send: kind == "alias",
        };
        alias::put(tx, None, &domain, &typed, true).await?;
    }
    account_review::plan(tx, &domain).await?;
    dkim::queue_key(tx, &domain).await
}

/// The agency's administrator is its main one.
async fn make_main(tx: &mut Tx, agency: &AgencyId) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update membership set main = $1 where agency_id = $2 and role = 'agency_admin'"
        )
        .bind(true)
        .bind(agency)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// The officer in whose name the demonstration's domain was approved.
async fn officer(tx: &mut Tx) -> Result<Actor> {
    let id: PersonId = sql!(
        tx,
        sqlx::query_scalar(
            "select person_id from membership where role = 'service_officer' order by id limit 1"
        )
        .fetch_one(tx)
        .await
    )?;
    Ok(Actor {
        id,
        name: String::new(),
        email: String::new(),
        email_confirmed: true,
        verification: "none".into(),
        grants: vec![Grant { role: Role::ServiceOfficer, agency: None, main: false }],
        session: String::new(),
        only_domain: None,
        is_personal_token: false,
        second_proof_at: None,
        has_second_factor: false,
        withheld: false,
    })
}
