//! Ten thousand mail accounts from a sheet: rows a second, and what the server holds meanwhile.

use std::{fmt::Write, time::Instant};

use rian::{
    agencies::agency,
    config::Config,
    identity::{
        access::{Actor, Grant, Role},
        person::{self, NewPerson, PersonKind},
        session::{self, Kind},
    },
    server,
    workd::{
        budget,
        domain::{self, NewDomain},
        domain_name, opening,
    },
};

use crate::{
    Outcome,
    figures::{line, number},
    http::Connection,
    product::{Place, Product},
    proof,
};

const ROWS: usize = 10_000;
const DOMAIN: &str = "bench.go.th";

/// Makes an agency with an open domain, and gives the token of its administrator.
pub async fn settle(place: &Place) -> Outcome<String> {
    let config = Config {
        data: place.data.clone(),
        database_url: place.database_url.clone().map(Into::into),
        ..Config::default()
    };
    let app = server::open(config, true).await?;
    let mut tx = app.db.write().await?;
    let agency = agency::add(&mut tx, "กรมวัดผล", "Department of Measures").await?;
    let new = NewPerson {
        prefix: "นาย",
        first_name: "วัด",
        last_name: "ผล",
        birth_date: None,
        email: "bench@example.org",
        kind: PersonKind::CivilServant,
        agency: Some(agency.clone()),
        agency_name: None,
        citizen_id: None,
        verification: "none",
        route: None,
        password_hash: None,
        locale: "th",
    };
    let id = person::add(&mut tx, &app, new).await?;
    person::appoint(&mut tx, None, &id, Role::AgencyAdmin, Some(&agency)).await?;
    let token = session::start(&mut tx, &id, Kind::Api, None).await?;
    proof::prove(&mut tx, &app, &id).await?;
    let officer = Actor {
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
    };
    budget::insert(&mut tx, None, 100_000, 0, "").await?;
    let new = NewDomain {
        name: DOMAIN,
        kind: domain_name::Kind::Own,
        agency: &agency,
        mail_accounts: 50_000,
        conference_accounts: 0,
    };
    let made = domain::create(&mut tx, &officer, &new).await?;
    domain::become_ready(&mut tx, &made).await?;
    let ready = domain::get(&mut tx, &made.id).await?;
    opening::open(&mut tx, &app, Some(&officer), &ready).await?;
    tx.save().await?;
    app.db.close().await;
    Ok(token)
}

/// Looks the sheet through, keeps it, and keeps it once more, which changes nothing.
pub async fn measure(product: &Product, token: &str) -> Outcome<()> {
    let mut sheet = String::from(
        "local_part,first_name,last_name,first_name_en,last_name_en,identity_checked_how,identity_checked_at\n",
    );
    for row in 0..ROWS {
        writeln!(sheet, "user.{row},กานดา,ศรีสุข,Kanda,Srisuk,card_seen,2026-01-05")?;
    }
    let (before, _) = product.resident()?;
    for (title, dry_run) in [
        ("accounts looked through, of a sheet of 10 000", true),
        ("accounts imported", false),
        ("imported again, nothing to change", false),
    ] {
        let mut connection = Connection::open(product.address).await?;
        let head = format!(
            "POST /api/v1/workd/domains/{DOMAIN}/imports?dry_run={dry_run} HTTP/1.1\r\n\
             host: localhost\r\nauthorization: Bearer {token}\r\ncontent-type: text/csv\r\n\
             content-length: {}\r\n\r\n",
            sheet.len()
        );
        let begin = Instant::now();
        let status = connection.ask(&[head.as_bytes(), sheet.as_bytes()].concat()).await?;
        let seconds = begin.elapsed().as_secs_f64();
        let said = String::from_utf8_lossy(connection.body()).into_owned();
        if status >= 300 || !said.contains("\"errors\":[]") {
            return Err(format!("{title}: {status} {said}").into());
        }
        let rate = number(ROWS as f64 / seconds);
        line(title, &format!("{rate} rows/s        aim: at least 2 000"));
    }
    let grown = product.resident()?.1 - before;
    line(
        "resident memory at most above what it was before",
        &format!("{} MB        aim: at most 20 MB", number(grown)),
    );
    Ok(())
}
