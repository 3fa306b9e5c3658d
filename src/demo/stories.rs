//! What happened at the approval desk of the demonstration before the first visitor came: people who
//! took a course, asked for their certificate and were answered, through the functions that serve
//! people.

mod cast;
mod telling;

use chrono::{DateTime, Duration, Utc};

use self::{
    cast::{Act, COURSES, STORIES, Story},
    telling::Telling,
};
use crate::{
    app::App,
    clock::{Clock, StandingClock},
    db::Db,
    demo::lessons::{self, Step},
    error::Result,
    learning::course,
};

/// Something that somebody does at a time.
enum Deed {
    /// Gives the course its way of deciding.
    Arrange(&'static str),
    /// Takes a place on a course.
    Enrol(&'static str),
    /// Learns in it.
    Learn(&'static str, Step),
    /// Asks, or is answered.
    Desk(&'static Act),
}

/// Tells every story, all of them together in the order of time; `clock` is that of `db`.
pub async fn tell(app: &App, db: &Db, clock: &StandingClock) -> Result<()> {
    let now = app.clock.now();
    let mut deeds = Vec::new();
    let mut tx = db.read().await?;
    let offered = course::list(&mut tx, &app.shelf, "").await?;
    let has = |slug: &str| offered.iter().any(|version| version.content.slug == slug);
    // A folder of other courses has other stories, and none are told here.
    if !COURSES.iter().all(|slug| has(slug)) {
        return Ok(());
    }
    let mut telling = Telling::new(app, db);
    for (who, story) in STORIES.iter().enumerate() {
        drop(tx);
        telling.admit(story).await?;
        tx = db.read().await?;
        for (when, what) in plan(story, now, &offered) {
            deeds.push((when, who, what));
        }
    }
    drop(tx);
    deeds.push((now - Duration::days(4), 0, Deed::Arrange(cast::FOUR_EYES)));
    deeds.sort_by_key(|(when, ..)| *when);
    for (when, who, deed) in deeds {
        clock.advance(when - clock.now());
        match deed {
            Deed::Arrange(slug) => telling.arrange(slug).await?,
            Deed::Enrol(slug) => telling.enrol(who, slug).await?,
            Deed::Learn(slug, step) => telling.learn(who, slug, step).await?,
            Deed::Desk(act) => telling.act(who, &STORIES[who], act).await?,
        }
    }
    Ok(())
}

/// What one story consists of. Who asks has finished a little before.
fn plan(
    story: &'static Story,
    now: DateTime<Utc>,
    offered: &[std::sync::Arc<course::Version>],
) -> Vec<(DateTime<Utc>, Deed)> {
    let mut deeds = Vec::new();
    let asked = now - Duration::minutes(story.asked);
    let of = |slug: &str| offered.iter().find(|version| version.content.slug == slug);
    let begin = asked - Duration::hours(2);
    if let Some(version) = of(story.course) {
        deeds.push((begin, Deed::Enrol(story.course)));
        let steps = lessons::steps(&version.content, story.pace, begin + Duration::seconds(30));
        deeds.extend(steps.into_iter().map(|(at, step)| (at, Deed::Learn(story.course, step))));
    }
    // The other course lies open beside it, up to its first quiz.
    if let Some(version) = story.beside.and_then(of)
        && let Some(slug) = story.beside
    {
        deeds.push((begin, Deed::Enrol(slug)));
        let steps = lessons::steps(&version.content, story.pace, begin + Duration::seconds(45));
        deeds.extend(steps.into_iter().take(1).map(|(at, step)| (at, Deed::Learn(slug, step))));
    }
    deeds.push((asked, Deed::Desk(&Act::Ask)));
    let ago = |minutes: i64| now - Duration::minutes(minutes);
    deeds.extend(story.then.iter().map(|(minutes, act)| (ago(*minutes), Deed::Desk(act))));
    deeds
}
