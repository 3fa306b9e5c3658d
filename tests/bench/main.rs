//! Measures the product beside a yardstick in turn and prints both with their ratio.
//!
//! The server is the program itself in a process of its own, on a database that the model functions
//! filled; all load comes from this process, over 127.0.0.1, and ends by itself.
//!
//! `cargo bench --bench product -- queue` measures the queue of certificate requests alone.

mod accounts;
mod bare;
mod certificate;
mod figures;
mod first_page;
mod http;
mod load;
mod page;
mod people;
mod postgres;
mod process;
mod product;
mod progress;
mod proof;
mod queue;
mod start;
mod typst;

use std::path::Path;

use tokio::signal::unix::{SignalKind, signal};

use crate::{
    figures::{heading, line},
    postgres::Postgres,
    product::{Place, Product},
};

/// A benchmark stops at the first thing that goes wrong, whatever it is.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Keep-alive connections that carry the load.
const CONNECTIONS: usize = 64;

/// A folder on the disk that also holds the build, so that a commit is a commit.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let part = arguments.next();
    if part.as_deref() == Some(bare::COMMAND) {
        let page = arguments.next().ok_or("which page?")?;
        return tokio::runtime::Runtime::new()?.block_on(bare::serve(Path::new(&page)));
    }
    let alone = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match part.as_deref() {
        None => alone.block_on(measure()),
        Some("queue") => alone.block_on(queue::measure()),
        Some(other) => Err(format!("there is no part called {other}").into()),
    }
}

async fn measure() -> Outcome<()> {
    let cores = std::thread::available_parallelism()?;
    println!("The product beside its yardsticks, in turn; medians of the rounds.");
    println!("{cores} cores, {CONNECTIONS} keep-alive connections, load from one thread beside.");

    heading("On either engine");
    certificate::measure()?;

    // Whoever stops us stops the servers as well: they end where their values are dropped.
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    tokio::select! {
        outcome = engines() => outcome,
        _ = terminated.recv() => Err("stopped".into()),
        _ = interrupted.recv() => Err("stopped".into()),
    }
}

async fn engines() -> Outcome<()> {
    heading("SQLite");
    let folder = tempfile::tempdir_in(FOLDER)?;
    let place = Place { data: folder.path().to_owned(), database_url: None };
    serve(&place, None).await?;
    queue::measure().await?;

    let Some(postgres) = Postgres::find().await? else {
        heading("PostgreSQL");
        line("skipped", "no RIAN_BENCH_POSTGRES and no PostgreSQL of Debian");
        return Ok(());
    };
    heading(&format!("PostgreSQL {}", postgres.version));
    let folder = tempfile::tempdir_in(FOLDER)?;
    let url = Some(postgres.url.clone());
    let place = Place { data: folder.path().to_owned(), database_url: url };
    let outcome = serve(&place, Some(&postgres)).await;
    postgres.stop().await?;
    outcome
}

/// Everything that is measured of a running server.
async fn serve(place: &Place, postgres: Option<&Postgres>) -> Outcome<()> {
    let learners = people::settle(place).await?;
    let token = accounts::settle(place).await?;
    let (product, _) = Product::start(place)?;
    accounts::measure(&product, &token).await?;
    progress::measure(&product, &learners, postgres).await?;
    page::measure(&product, &learners).await?;
    line("resident memory after this load", &product.memory()?);
    if postgres.is_none() {
        first_page::measure(&product).await?;
    }
    product.stop()?;
    start::measure(place)
}
