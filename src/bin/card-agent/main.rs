//! card-agent: reads a citizen card at a desk when the server asks and the officer agrees.
//!
//! It dials out by HTTPS and listens nowhere. What it reads goes to the server, signed, and is
//! neither shown nor kept nor logged here.

mod clocks;
mod enrol;
mod home;
mod officer;
mod reader;
mod run;
mod server;
mod words;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{home::Home, words::Words};

/// อ่านบัตรประชาชนที่โต๊ะเจ้าหน้าที่ · Reads citizen cards at an officer's desk.
#[derive(Parser)]
#[command(name = "card-agent", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// ลงทะเบียนเครื่องนี้เป็นเครื่องอ่านบัตรของโต๊ะ · Makes this device the agent of a desk.
    Enrol {
        /// Address of the server, `https://…`.
        #[arg(long)]
        server: String,
        /// The one-time code from the administrator; good for ten minutes.
        #[arg(long)]
        code: String,
        /// What this device is called in the administrator's list.
        #[arg(long)]
        name: String,
        /// Folder of the key and the settings; by default one of the signed-in user.
        #[arg(long)]
        home: Option<PathBuf>,
    },
    /// รอคำขออ่านบัตรจากเซิร์ฟเวอร์ · Waits for the server to ask for cards.
    Run {
        /// Folder of the key and the settings.
        #[arg(long)]
        home: Option<PathBuf>,
        /// The reader to use, by its name or a part of it that no other has.
        #[arg(long)]
        reader: Option<String>,
        /// Reads without asking the officer. For tests without a person: it takes away the look at
        /// the four digits, so never use it at a desk.
        #[arg(long)]
        read_at_once: bool,
    },
    /// แสดงเครื่องอ่านบัตรทั้งหมด · Lists the readers, and which of them hold a card.
    Readers,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    // Two providers cannot be installed, and this is the only place that installs one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let done = match Arguments::parse().command {
        Command::Enrol { server, code, name, home } => {
            enrol::enrol(&Home::at(home), &server, code, &name).await
        }
        Command::Run { home, reader, read_at_once } => {
            run::run(&Home::at(home), reader.as_deref(), read_at_once).await
        }
        Command::Readers => list(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            words.warn();
            ExitCode::FAILURE
        }
    }
}

fn list() -> Result<(), Words> {
    for (name, holds_card) in reader::list().map_err(words::fault)? {
        let holds = if holds_card {
            "มีบัตร · card"
        } else {
            "ไม่มีบัตร · no card"
        };
        println!("{name}: {holds}");
    }
    Ok(())
}
