//! Taking one letter in from a pipe, as a mail server's pipe transport hands it over.

use std::io::Read;

use clap::Subcommand;

use crate::{
    config::Config,
    server::{self, Outcome},
    workd::letter,
};

/// The largest letter that is read, in bytes.
const LARGEST: u64 = 50 * 1024 * 1024;

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Read one letter (RFC 5322) from standard input and match it to its request.
    Receive,
}

/// Does it. When it succeeds the letter is on disk.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    let Command::Receive = command;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err("the letter is larger than 50 MB".into());
    }
    let app = server::open(config, false).await?;
    let id = letter::receive(&app, bytes.into(), None).await.map_err(|error| error.to_string())?;
    println!("{id}");
    app.db.close().await;
    Ok(())
}
