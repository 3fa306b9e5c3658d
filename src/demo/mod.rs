//! The demonstration: people in every role, cards that no one holds, some days of work at the desk,
//! and the pages that show them.

pub mod faults;
pub mod lessons;
pub mod mail;
pub mod pages;
pub mod people;
pub mod stories;

use std::sync::Arc;

use chrono::Duration;

use crate::{app::App, clock::StandingClock, error::Result, learning::certificate::badge};

/// Makes the demonstration on an empty database. It began five days ago, so that there are requests
/// of every kind at the desk; what happened since is told in the order in which it happened.
pub async fn make(app: &App) -> Result<()> {
    let clock = StandingClock::at(app.clock.now() - Duration::days(5));
    let past = app.db.at(Arc::new(clock.clone()));
    people::fill(app, &past).await?;
    people::import_courses(app, &past).await?;
    badge::key::ensure(app).await?;
    stories::tell(app, &past, &clock).await
}
