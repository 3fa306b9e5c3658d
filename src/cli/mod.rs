//! Every command.

mod admin;
mod audit;
mod check;
mod course;
mod key;
mod letter;
mod mail;
mod traffic;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::{
    config::Config,
    db::backup,
    server::{self, Outcome},
};

/// Learning and mail for the Thai government, in one server.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the installation is.
#[derive(Args)]
struct Place {
    /// Folder of database, keys and files.
    #[arg(long, global = true, env = "RIAN_DATA", default_value = "data")]
    data: PathBuf,
    /// Configuration file; by default rian.toml in the data folder.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop.
    Serve {
        /// Start the demonstration on an empty folder, with people, cards and courses to try.
        #[arg(long)]
        demo: bool,
        /// Address and port.
        #[arg(long)]
        listen: Option<String>,
    },
    /// Read the configuration, reach each configured part, and say what is wrong.
    Check,
    /// Bring the schema up to date.
    Migrate,
    /// Manage the operator's people.
    Admin {
        #[command(subcommand)]
        command: admin::Command,
    },
    /// Check and import courses.
    Course {
        #[command(subcommand)]
        command: course::Command,
    },
    /// Set up the mail servers.
    Mail {
        #[command(subcommand)]
        command: mail::Command,
    },
    /// Take in letters to the contact centre.
    Letter {
        #[command(subcommand)]
        command: letter::Command,
    },
    /// Check and export the audit trail.
    Audit {
        #[command(subcommand)]
        command: audit::Command,
    },
    /// Hand out traffic data on a lawful order.
    Traffic {
        #[command(subcommand)]
        command: traffic::Command,
    },
    /// Change the keys that seal fields.
    Key {
        #[command(subcommand)]
        command: key::Command,
    },
    /// Write everything into one file: database, files and keys.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Read such a file into an empty installation, on SQLite or PostgreSQL.
    Restore {
        /// The file to read.
        file: PathBuf,
    },
}

/// Runs the command of this process.
///
/// # Errors
/// In words for whoever typed the command.
pub async fn run() -> Outcome<()> {
    let cli = Cli::parse();
    let mut config = Config::load(&cli.place.data, cli.place.config.as_deref())
        .map_err(|error| format!("configuration: {error}"))?;
    log(&config);
    match cli.command {
        Command::Serve { demo, listen } => {
            config.demo = demo;
            if let Some(listen) = listen {
                config.listen = listen;
            }
            server::serve(config).await
        }
        Command::Check => check::run(config).await,
        Command::Migrate => {
            let app = server::open(config, true).await?;
            println!("the schema is up to date ({})", app.db.engine());
            app.db.close().await;
            Ok(())
        }
        Command::Admin { command } => admin::run(config, command).await,
        Command::Course { command } => course::run(config, command).await,
        Command::Mail { command } => mail::run(&config, command),
        Command::Letter { command } => letter::run(config, command).await,
        Command::Audit { command } => audit::run(config, command).await,
        Command::Traffic { command } => traffic::run(config, command).await,
        Command::Key { command } => key::run(config, command).await,
        Command::Backup { file } => {
            let app = server::open(config, false).await?;
            let kept = backup::write(&app, &file).await.map_err(|error| error.to_string())?;
            println!("{kept} rows kept in {}", file.display());
            Ok(())
        }
        Command::Restore { file } => {
            let read = backup::restore(config, &file).await?;
            println!("{read} rows read from {}", file.display());
            Ok(())
        }
    }
}

fn log(config: &Config) {
    let filter = EnvFilter::try_from_env("RIAN_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_format == "json" {
        builder.json().init();
    } else {
        builder.init();
    }
}
