//! Checking and importing courses.

use std::path::PathBuf;

use clap::Subcommand;

use crate::{
    config::Config,
    learning::import::{self, Imported, Parsed, PlainTitle},
    server::{self, Outcome},
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Say what is wrong with a course, file and line.
    Check {
        /// A course folder or a zip of one.
        path: PathBuf,
        #[command(flatten)]
        plain: Plain,
    },
    /// Publish a new version of a course.
    Import {
        /// A course folder, a zip of one, or a folder of plain Markdown.
        path: PathBuf,
        #[command(flatten)]
        plain: Plain,
    },
}

/// For a folder of plain Markdown.
#[derive(clap::Args)]
pub struct Plain {
    /// Name in addresses.
    #[arg(long, requires = "title")]
    slug: Option<String>,
    /// Title of the course.
    #[arg(long, requires = "slug")]
    title: Option<String>,
}

impl Plain {
    fn title(self) -> Option<PlainTitle> {
        Some(PlainTitle { slug: self.slug?, title: self.title? })
    }
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    match command {
        Command::Check { path, plain } => {
            let parsed = read(path, plain)?;
            let content = &parsed.content;
            println!(
                "{}: {} lessons, {} minutes, {} media files; nothing is wrong",
                content.slug,
                content.lessons.len(),
                content.minutes,
                parsed.media.len()
            );
            Ok(())
        }
        Command::Import { path, plain } => {
            let parsed = read(path, plain)?;
            let app = server::open(config, true).await?;
            let done = import::publish(&app, &parsed).await.map_err(|error| error.to_string())?;
            match done {
                Imported::New(number) => {
                    println!("{}: version {number} published", parsed.content.slug);
                }
                Imported::Unchanged => println!("{}: unchanged", parsed.content.slug),
            }
            app.db.close().await;
            Ok(())
        }
    }
}

fn read(path: PathBuf, plain: Plain) -> Outcome<Parsed> {
    match import::read(&path, plain.title().as_ref()) {
        Ok(parsed) => {
            for warning in &parsed.warnings {
                eprintln!("{warning}");
            }
            Ok(parsed)
        }
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            Err(format!("{} problems in {}", problems.len(), path.display()))
        }
    }
}
