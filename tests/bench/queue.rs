//! The officer's queue with ten thousand requests and with a million, most of them decided, and with
//! all of them waiting.

use std::{path::Path, time::Duration};

use chrono::{DateTime, Utc};
use rian::{
    app::App,
    config::Config,
    db::{Db, Tx},
    demo::people,
    identity::{
        access::Role,
        person::{self, NewPerson, PersonKind},
        session::{self, Kind},
    },
    server, sql,
};

use crate::{
    FOLDER, Outcome,
    figures::{line, number},
    http::Connection,
    load::{self, Turns, quantile},
    product::{Place, Product},
    proof,
};

const TIME: Duration = Duration::from_secs(2);

/// Requests that wait where most are decided.
const WAITING: i64 = 5_000;

/// The pages that are measured: what stands in front, a narrow filter, and deep in the list.
const PAGES: [(&str, &str); 3] = [
    ("first page", "/approvals"),
    ("course, agency, no remarks", "/approvals?course=c03&agency=a007&flagged=no"),
    ("deep in the list", "/approvals?after=MIDDLE"),
];

/// The time to answer of each page, in milliseconds: of one in two, and of 99 in 100.
type Times = Vec<(f64, f64)>;

/// Measures the queue of each size and prints them beside each other.
pub async fn measure() -> Outcome<()> {
    let small = of_size(10_000).await?;
    let large = of_size(1_000_000).await?;
    for (title, small, large) in [("all wait", small.0, large.0), ("5 000 wait", small.1, large.1)]
    {
        for (index, (page, _)) in PAGES.iter().enumerate() {
            let ((small_half, small_most), (half, most)) = (small[index], large[index]);
            let text = format!(
                "{} ms, p99 {} with 10 000; {} ms, p99 {} with 1 000 000; ratio {}        aim: at most 1.5",
                number(small_half),
                number(small_most),
                number(half),
                number(most),
                number(half / small_half)
            );
            line(&format!("queue, {title}: {page}"), &text);
        }
    }
    Ok(())
}

/// Fills a database of its own and asks for the pages while everything waits, and once most of it is
/// decided; removes it.
async fn of_size(requests: i64) -> Outcome<(Times, Times)> {
    let folder = tempfile::tempdir_in(FOLDER)?;
    let place = Place { data: folder.path().to_owned(), database_url: None };
    let cookie = settle(&place, requests).await?;
    let all = ask(&place, &cookie, requests / 2).await?;
    decide(&place, requests).await?;
    let few = ask(&place, &cookie, requests - WAITING / 2).await?;
    Ok((all, few))
}

/// The time to answer of each page; `middle` is where the last one begins.
async fn ask(place: &Place, cookie: &str, middle: i64) -> Outcome<Times> {
    let (product, _) = Product::start(place)?;
    let mut times = Times::new();
    for (_, path) in PAGES {
        let path = path.replace("MIDDLE", &format!("r{middle:09}"));
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-language: th\r\ncookie: session={cookie}\r\n\r\n"
        );
        shows_rows(&product, &request).await?;
        let mut scripts = vec![Turns::new(vec![request.into_bytes()])];
        let mut millis = load::run(product.address, &mut scripts, TIME).await?.millis;
        times.push((quantile(&mut millis, 0.5), quantile(&mut millis, 0.99)));
    }
    product.stop()?;
    Ok(times)
}

/// What is measured must be a page of requests, and the first answer is not counted.
async fn shows_rows(product: &Product, request: &str) -> Outcome<()> {
    let mut connection = Connection::open(product.address).await?;
    let status = connection.ask(request.as_bytes()).await?;
    let text = String::from_utf8_lossy(connection.body()).into_owned();
    if status != 200 || !text.contains("/approvals/r0") {
        return Err(format!("this is not a page of the queue: {status}").into());
    }
    Ok(())
}

/// Makes the schema, an officer, and the requests; gives the officer's session.
async fn settle(place: &Place, requests: i64) -> Outcome<String> {
    let app = open(place).await?;
    people::import_courses(&app, &app.db).await?;
    let mut tx = app.db.write().await?;
    let new = NewPerson {
        prefix: "นาง",
        first_name: "มาลี",
        last_name: "สุขใจ",
        birth_date: None,
        email: "officer@example.org",
        kind: PersonKind::CivilServant,
        agency: None,
        agency_name: None,
        citizen_id: None,
        verification: "verified",
        route: Some("laser"),
        password_hash: None,
        locale: "th",
    };
    let officer = person::add(&mut tx, &app, new).await?;
    person::confirm_email(&mut tx, &officer).await?;
    person::appoint(&mut tx, None, &officer, Role::CertificateOfficer, None).await?;
    let cookie = session::start(&mut tx, &officer, Kind::Browser, None).await?;
    let now = tx.now();
    proof::prove(&mut tx, &app, &officer).await?;
    tx.save().await?;
    fill(&app.db, requests, now).await?;
    app.db.close().await;
    settled(&place.data)?;
    Ok(cookie)
}

/// The rows as SQL alone: twenty courses, forty agencies, and twenty requests of each person.
const ROWS: [&str; 5] = [
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 19)
     insert into course (id, slug, current_version_id, search_text, sort_key, published_at)
     select printf('c%02d', i), printf('c%02d', i), (select min(id) from course_version), '', x'00',
            $3 from n where $1 < $2",
    "with recursive n (i) as (select 0 union all select i + 1 from n where i < 39)
     insert into agency (id, name_th, name_en, sort_key)
     select printf('a%03d', i), printf('กรมที่ %d', i), printf('Department %d', i), x'00'
     from n where $1 < $2 and $3 is not null",
    "with recursive n (i) as (select $1 / 20 union all select i + 1 from n where i + 1 < $2 / 20)
     insert into person (id, prefix, first_name, last_name, email, person_kind, agency_id,
         verification, locale, sort_key, created_at)
     select printf('p%09d', i), 'นาย', 'สมชาย', 'ใจดี', printf('p%d', i), 'public',
            printf('a%03d', i % 40), 'verified', 'th', x'01', $3 from n",
    "with recursive n (i) as (select $1 union all select i + 1 from n where i + 1 < $2)
     insert into enrolment (id, person_id, course_id, version_id, state, percent, credited_seconds,
         started_at, last_seen_at)
     select printf('e%09d', i), printf('p%09d', i / 20), printf('c%02d', i % 20),
            (select min(id) from course_version), 'completed', 100, 3000, $3, $3 from n",
    // Every eighth is flagged; each is due some seconds after the one before, the last ones from some
    // hours ago on.
    "with recursive n (i) as (select $1 union all select i + 1 from n where i + 1 < $2)
     insert into certificate_request (id, enrolment_id, person_id, state, requested_at, due_at,
         course_id, agency_id, flags, flagged)
     select printf('r%09d', i), printf('e%09d', i), printf('p%09d', i / 20), 'pending', $3,
            strftime('%Y-%m-%dT%H:%M:%S+00:00', $3, ((i - $4) * 30) || ' seconds'),
            printf('c%02d', i % 20), printf('a%03d', (i / 20) % 40),
            case when i % 7 = 0 then '[\"short_time\"]' else '[]' end, i % 7 = 0 from n",
];

async fn open(place: &Place) -> Outcome<App> {
    let config = Config { data: place.data.clone(), ..Config::default() };
    let app = server::open(config, true).await?;
    server::prepare(&app).await?;
    Ok(app)
}

async fn fill(db: &Db, requests: i64, now: DateTime<Utc>) -> Outcome<()> {
    let indexes = without_indexes(db).await?;
    // In parts, so that the write-ahead log stays small.
    let step = 100_000.min(requests);
    for (index, text) in ROWS.into_iter().enumerate() {
        let mut from = 0;
        while from < requests {
            let until = if index < 2 { requests } else { from + step };
            let mut tx = db.write().await?;
            sql!(tx, {
                let query = sqlx::query(text).bind(from).bind(until).bind(now);
                let query = if index == 4 { query.bind(requests - WAITING + 500) } else { query };
                query.execute(tx).await.map(drop)
            })?;
            tx.save_unrecorded("rows of a benchmark").await?;
            from = until;
        }
    }
    with_indexes(db, indexes).await
}

/// Approves everything but the last requests, ten minutes before each was due.
async fn decide(place: &Place, requests: i64) -> Outcome<()> {
    let app = open(place).await?;
    let indexes = without_indexes(&app.db).await?;
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query(
            "update certificate_request set state = 'approved',
                 decided_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', due_at, '-600 seconds')
             where id < $1"
        )
        .bind(format!("r{:09}", requests - WAITING))
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("rows of a benchmark").await?;
    with_indexes(&app.db, indexes).await?;
    app.db.close().await;
    settled(&place.data)
}

/// Takes the indexes away, since a million rows are sorted faster at once than one by one.
async fn without_indexes(db: &Db) -> Outcome<Vec<String>> {
    let mut tx = db.write().await?;
    let indexes: Vec<(String, String)> = sql!(
        tx,
        sqlx::query_as(
            "select name, sql from sqlite_master where type = 'index' and sql is not null
             and tbl_name in ('certificate_request', 'enrolment')"
        )
        .fetch_all(tx)
        .await
    )?;
    let mut made = Vec::new();
    for (name, text) in indexes {
        run(&mut tx, format!("drop index {name}")).await?;
        made.push(text);
    }
    tx.save_unrecorded("indexes of a benchmark").await?;
    Ok(made)
}

/// Makes them again.
async fn with_indexes(db: &Db, indexes: Vec<String>) -> Outcome<()> {
    for text in indexes {
        let mut tx = db.write().await?;
        run(&mut tx, text).await?;
        tx.save_unrecorded("indexes of a benchmark").await?;
    }
    Ok(())
}

async fn run(tx: &mut Tx, text: String) -> Outcome<()> {
    Ok(sql!(tx, sqlx::QueryBuilder::new(text).build().execute(tx).await.map(drop))?)
}

/// The size on disk stays within bounds, or the benchmark says so before the disk is full.
fn settled(data: &Path) -> Outcome<()> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(data)? {
        bytes += entry?.metadata()?.len();
    }
    if bytes > 3 << 30 {
        return Err(format!("the queue takes {bytes} bytes").into());
    }
    Ok(())
}
