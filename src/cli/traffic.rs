//! Handing out traffic data on a lawful order.

use std::io::Write;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::{
    config::Config,
    error::Error,
    identity::traffic,
    server::{self, Outcome},
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Write who logged in and out, from where and when, as JSON lines. The order goes on record.
    Export {
        /// First day, YYYY-MM-DD in Bangkok.
        #[arg(long)]
        from: NaiveDate,
        /// Last day.
        #[arg(long)]
        to: NaiveDate,
        /// Number and date of the lawful order.
        #[arg(long)]
        order: String,
    },
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    let Command::Export { from, to, order } = command;
    if order.trim().is_empty() {
        return Err("--order is empty: traffic data leave on a lawful order alone".into());
    }
    if to < from {
        return Err("--to is before --from".into());
    }
    let app = server::open(config, false).await?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let done = async {
        let write = |line: &str| out.write_all(line.as_bytes());
        let count = traffic::export(&app, from, to, order.trim(), write).await?;
        Ok::<_, Error>(count)
    }
    .await;
    let done = done.and_then(|count| out.flush().map(|()| count).map_err(Error::from));
    app.db.close().await;
    let count = done.map_err(|error| error.to_string())?;
    eprintln!("{count} lines");
    Ok(())
}
