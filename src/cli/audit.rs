//! Checking and exporting the audit trail.

use std::{io::Write, path::PathBuf};

use chrono::NaiveDate;
use clap::Subcommand;
use serde_json::json;

use crate::{
    app::App,
    audit::{
        self, reading,
        root::{self, Root},
        verify,
    },
    config::Config,
    error::{Error, Result},
    server::{self, Outcome},
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Walk the whole chain and say which entry was changed, taken out, put in or cut off.
    Verify {
        /// Also compare with these roots, such as copies from letters.
        #[arg(long)]
        roots: Option<PathBuf>,
    },
    /// Write the entries as JSON lines, the oldest first.
    Export {
        /// Only since this day, YYYY-MM-DD in Bangkok.
        #[arg(long)]
        since: Option<NaiveDate>,
    },
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    let app = server::open(config, false).await?;
    let done = match command {
        Command::Verify { roots } => verified(&app, roots).await,
        Command::Export { since } => export(&app, since).await.map_err(|error| error.to_string()),
    };
    app.db.close().await;
    done
}

async fn verified(app: &App, file: Option<PathBuf>) -> Outcome<()> {
    let words = |error: Error| error.to_string();
    let mut roots = Vec::new();
    for (path, must) in [(Some(root::file(&app.config)), false), (file, true)] {
        let Some(path) = path else { continue };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let read = root::read(&text);
                roots.extend(read.map_err(|error| format!("{}: {error}", path.display()))?);
            }
            Err(_) if !must => {}
            Err(error) => return Err(format!("{}: {error}", path.display())),
        }
    }
    let mut tx = app.db.read().await.map_err(words)?;
    let kept: Vec<Root> = root::all(&mut tx, i64::MAX).await.map_err(words)?;
    drop(tx);
    roots.extend(kept.into_iter().filter(|root| !roots.contains(root)).collect::<Vec<_>>());
    let begun = app.clock.now();
    let report = verify::walk(&app.db, &roots).await.map_err(words)?;
    let millis = (app.clock.now() - begun).num_milliseconds().max(1);
    let speed = report.entries.saturating_mul(1000) / u64::try_from(millis).unwrap_or(1);
    println!(
        "{} entries checked, {} roots compared, {speed} entries/s",
        report.entries, report.roots
    );
    println!("head {} {}", report.last, hex::encode(&report.hash));
    if report.faults.is_empty() {
        println!("the chain is whole");
        return Ok(());
    }
    for fault in &report.faults {
        println!("wrong  {fault}");
    }
    Err(format!("the audit trail is not whole: {} faults", report.faults.len()))
}

async fn export(app: &App, since: Option<NaiveDate>) -> Result<()> {
    let mut tx = app.db.write().await?;
    let facts = json!({"by": "command", "since": since.map(|day| day.to_string())});
    audit::record(&mut tx, None, "audit.exported", "audit", facts).await?;
    tx.save().await?;
    let mut tx = app.db.read().await?;
    let after = match since {
        Some(day) => reading::before_day(&mut tx, day).await?,
        None => 0,
    };
    drop(tx);
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let count = reading::lines(&app.db, after, |line| out.write_all(line.as_bytes())).await?;
    out.flush()?;
    eprintln!("{count} entries");
    Ok(())
}
