//! Reads the configuration, reaches each configured part, and says what is wrong.

use crate::{
    config::Config,
    jobs::queue,
    mail::transport::Transport,
    server::{self, Outcome},
};

/// Prints a line for each part; fails if one is wrong.
pub async fn run(config: Config) -> Outcome<()> {
    let mut wrong = 0;
    let mut say = |part: &str, outcome: Result<String, String>| match outcome {
        Ok(text) => println!("ok     {part}: {text}"),
        Err(text) => {
            wrong += 1;
            println!("wrong  {part}: {text}");
        }
    };
    match &config.base_url {
        None => say("base_url", Ok(format!("{} (set base_url for real use)", config.url("")))),
        Some(url) if url.starts_with("https://") => say("base_url", Ok(url.clone())),
        Some(url) => say(
            "base_url",
            Err(format!("{url} is not https: cookies and passwords would travel in the open")),
        ),
    }
    match Transport::from_config(&config) {
        Err(error) => say("smtp_url", Err(error)),
        Ok(Transport::None) => say("smtp_url", Err("not set: letters wait until it is".into())),
        Ok(transport) => {
            let reached = transport.is_reachable().await;
            say(
                "smtp_url",
                match reached {
                    Ok(true) => Ok("the relay answers".into()),
                    Ok(false) => Err("the relay does not answer".into()),
                    Err(error) => Err(format!("the relay does not answer: {error}")),
                },
            );
        }
    }
    match server::open(config, false).await {
        Err(error) => say("database and keys", Err(error)),
        Ok(app) => {
            let current = app.db.is_current().await;
            say(
                "database",
                match current {
                    Ok(true) => Ok(format!("{}, schema up to date", app.db.engine())),
                    _ => Err("the schema is not up to date: run `rian migrate`".into()),
                },
            );
            say("keys", Ok("readable".into()));
            if let Ok((waiting, failed)) = queue::count(&app).await {
                let text = format!("{waiting} waiting, {failed} given up");
                say("jobs", if failed == 0 { Ok(text) } else { Err(text) });
            }
            let none = "no identity source is set up: people who sign up wait for a desk";
            say("identity source", Err(none.into()));
            app.db.close().await;
        }
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} parts need attention")) }
}
