//! Adding, counting and retiring the keys that seal fields.

use clap::Subcommand;
use serde_json::json;

use crate::{
    app::App,
    audit,
    clock::SystemRandom,
    config::Config,
    error::{Error, Result},
    identity::key_file,
    jobs,
    keys::{self, Reseal},
    learning::certificate::badge::{self, issuer},
    server::{self, Outcome},
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Add a key. It seals from now on, and a job seals anew what stands under older ones.
    Add,
    /// Count the fields and files under each key.
    Status,
    /// Make a new key that signs Open Badges from now on. Older ones stay published.
    Badge,
    /// Take a key out that nothing stands under any more.
    Retire {
        /// Its version.
        version: i64,
    },
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    let app = server::open(config, false).await?;
    let done = match command {
        Command::Add => add(&app).await,
        Command::Status => status(&app).await.map_err(|error| error.to_string()),
        Command::Badge => badge(&app).await.map_err(|error| error.to_string()),
        Command::Retire { version } => retire(&app, version).await,
    };
    app.db.close().await;
    done
}

async fn add(app: &App) -> Outcome<()> {
    let file = app.config.key_file();
    let version = key_file::add(&file, &SystemRandom)?;
    let noted = async {
        let mut tx = app.db.write().await?;
        // Later, so that every server has read the file again and no field is sealed behind it.
        jobs::enqueue_in(&mut tx, &Reseal::default(), keys::SETTLES_AFTER).await?;
        audit::record(&mut tx, None, "key.added", "keys", json!({"key": version})).await?;
        tx.save().await
    };
    noted.await.map_err(|error: Error| error.to_string())?;
    println!("key {version} is in {} and seals from now on", file.display());
    println!("running servers take it over within half a minute; copy the file to every machine");
    println!("and into your safe now: what it seals cannot be read without it");
    Ok(())
}

async fn status(app: &App) -> Result<()> {
    println!("keys {:?}, {} seals", app.keys.versions(), app.keys.newest());
    for count in keys::count(app).await? {
        for (version, number) in &count.versions {
            println!("{:<12} key {version}: {number}", count.place);
        }
    }
    Ok(())
}

async fn badge(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let public = badge::key::rotate(&mut tx, app).await?;
    let facts = json!({"public": public});
    audit::record(&mut tx, None, "badge.key_rotated", "badge_key", facts).await?;
    tx.save().await?;
    println!("{} signs badges from now on", badge::key::method(&issuer::did(app), &public));
    println!("badges signed before stay valid: every older key stays published");
    Ok(())
}

async fn retire(app: &App, version: i64) -> Outcome<()> {
    key_file::may_retire(&app.keys.versions(), version)?;
    let counts = keys::count(app).await.map_err(|error| error.to_string())?;
    let left: Vec<String> = counts
        .iter()
        .filter_map(|count| Some((count.place, count.versions.get(&version)?)))
        .map(|(place, number)| format!("{number} in {place}"))
        .collect();
    if !left.is_empty() {
        return Err(format!("key {version} still opens {}", left.join(", ")));
    }
    key_file::retire(&app.config.key_file(), version)?;
    let noted = async {
        let mut tx = app.db.write().await?;
        audit::record(&mut tx, None, "key.retired", "keys", json!({"key": version})).await?;
        tx.save().await
    };
    noted.await.map_err(|error: Error| error.to_string())?;
    println!("key {version} is retired; backups made before still need it");
    Ok(())
}
