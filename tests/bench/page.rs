//! The course page of someone who is logged in and enrolled, beside a bare handler with its bytes.

use std::{path::Path, time::Duration};

use crate::{
    FOLDER, Outcome,
    bare::Bare,
    figures::{Rounds, beside, line, number},
    http::Connection,
    load::{self, Turns, quantile},
    people::{COURSE, Learner, SHARE},
    product::Product,
};

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(2);

/// Measures both in turn and prints them; then the page as browsers ask for it, compressed.
pub async fn measure(product: &Product, learners: &[Learner]) -> Outcome<()> {
    let token = first_visit(product, learners).await?;
    let folder = tempfile::tempdir_in(FOLDER)?;
    let file = folder.path().join("page.html");
    let size = keep(product, &learners[0], &token, &file).await?;
    let bare = Bare::start(&file)?;

    let turns = |learners: &[Learner], more: &str| {
        Turns::new(learners.iter().map(|one| request(one, &token, more).into_bytes()).collect())
    };
    let requests = |more: &str| -> Vec<Turns> {
        learners.chunks(SHARE).map(|learners| turns(learners, more)).collect()
    };
    let (mut plain, mut compressed) = (requests(""), requests("accept-encoding: gzip, br\r\n"));
    let mut pages = Rounds::new("course page, logged in and enrolled", "/s");
    let mut answers = Rounds::new("  a bare handler with the same bytes", "/s");
    let mut packed = Rounds::new("  the page compressed by brotli", "/s");
    let (mut millis, mut cpu) = (Vec::new(), 0.0);
    for address in [product.address, bare.address] {
        load::run(address, &mut plain, Duration::from_secs(1)).await?;
    }
    for _ in 0..ROUNDS {
        let before = product.cpu_seconds()?;
        let tally = load::run(product.address, &mut plain, TIME).await?;
        cpu += product.cpu_seconds()? - before;
        pages.values.push(tally.per_second);
        millis.extend(tally.millis);
        answers.values.push(load::run(bare.address, &mut plain, TIME).await?.per_second);
        packed.values.push(load::run(product.address, &mut compressed, TIME).await?.per_second);
    }
    beside(&pages, &answers, "at least 0.25");
    let cpu = cpu * 1e6 / millis.len() as f64;
    let times = format!(
        "{} ms, 99 of 100 within {} ms; {} µs of processor time a page of {} bytes",
        number(quantile(&mut millis, 0.5)),
        number(quantile(&mut millis, 0.99)),
        number(cpu),
        number(size as f64)
    );
    line("  time to answer", &times);
    packed.print();
    Ok(())
}

/// The cookie against forgery that a browser holds from its first visit on.
async fn first_visit(product: &Product, learners: &[Learner]) -> Outcome<String> {
    let mut connection = Connection::open(product.address).await?;
    connection.ask(request(&learners[0], "", "").as_bytes()).await?;
    let cookie = connection.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.filter(|cookie| cookie.starts_with("csrf=")).ok_or("no token")?.to_owned())
}

/// Puts the page into a file and gives its size; it must be the page of someone enrolled.
async fn keep(product: &Product, learner: &Learner, token: &str, file: &Path) -> Outcome<usize> {
    let mut connection = Connection::open(product.address).await?;
    let status = connection.ask(request(learner, token, "").as_bytes()).await?;
    let link = format!("/learn/{}", learner.enrolment);
    if status != 200 || !String::from_utf8_lossy(connection.body()).contains(&link) {
        return Err("this is not the page of someone enrolled".into());
    }
    std::fs::write(file, connection.body())?;
    Ok(connection.body().len())
}

fn request(learner: &Learner, token: &str, more: &str) -> String {
    let session = &learner.cookie;
    format!(
        "GET /courses/{COURSE} HTTP/1.1\r\nhost: localhost\r\naccept-language: th\r\n\
         cookie: session={session}; {token}\r\n{more}\r\n"
    )
}
