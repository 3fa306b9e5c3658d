//! Serving: everything put together, from the configuration to the last answer.

use std::{sync::Arc, time::Duration};

use object_store::local::LocalFileSystem;
use poem::{
    Server,
    listener::{Acceptor, Listener, TcpListener},
};
use tokio::sync::watch;

use crate::{
    agencies::agency,
    app::App,
    audit::chain,
    clock::{SystemClock, SystemRandom},
    config::Config,
    db::Db,
    demo::{self, people},
    holidays::shipped,
    identity::{
        jobs, key_file,
        seal::KeyRing,
        verification::{oidc::Providers, source::Source},
    },
    jobs::worker,
    keys, learning,
    learning::certificate::{badge, signature::demonstration},
    mail::{
        lmtp::{self, Delivery, Verdict},
        transport::Transport,
    },
    privacy, routes,
    workd::{self, letter},
};

/// What stopped the program, in words for whoever started it.
pub type Outcome<T> = Result<T, String>;

/// How long open requests may take to finish after the signal to stop.
const GRACE: Duration = Duration::from_secs(15);

/// Opens what the configuration names: data folder, keys, database, files. The schema is brought
/// up to date when `migrate` says so.
pub async fn open(config: Config, migrate: bool) -> Outcome<App> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| format!("data folder {}: {error}", config.data.display()))?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let db = Db::open(&config.database_url(), clock.clone(), random.clone())
        .await
        .map_err(|error| format!("database: {error}"))?;
    if migrate {
        db.migrate().await.map_err(|error| format!("migrations: {error}"))?;
        chain::adopt(&db).await.map_err(|error| format!("audit: {error}"))?;
    }
    let path = config.key_file();
    if !path.exists() {
        // A new key for old data would make every sealed field unreadable.
        let people = db.count_people().await.map_err(|error| format!("database: {error}"))?;
        if people > 0 {
            return Err(format!(
                "the key file {} is missing, and the database holds sealed data: put the file back",
                path.display()
            ));
        }
        key_file::create(&path, &*random)
            .map_err(|error| format!("key file {}: {error}", path.display()))?;
    }
    let keys = KeyRing::load(&path)?;
    let folder = config.data.join("files");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = LocalFileSystem::new_with_prefix(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let app = App::new(config, db, clock, random, keys, Arc::new(files));
    let missing = keys::missing(&app).await.map_err(|error| format!("database: {error}"))?;
    if missing.is_empty() {
        return Ok(app);
    }
    let versions = missing.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    Err(format!(
        "the database holds fields sealed with key {versions}, and the key file {} has no such key: \
         put the file back that has it",
        path.display()
    ))
}

/// Serves until told to stop; open requests are finished first.
pub async fn serve(mut config: Config) -> Outcome<()> {
    let listener = TcpListener::bind(config.listen.clone());
    let acceptor = listener
        .into_acceptor()
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let address = acceptor.local_addr().into_iter().next();
    if let Some(address) = address.and_then(|address| address.as_socket_addr().copied()) {
        config.listen = address.to_string();
    }
    let transport = Transport::from_config(&config)?;
    if let Some(source) = Source::of(&config, Arc::new(SystemClock))? {
        source.announce();
    }
    let (_, wrong) = Providers::read(&config);
    if !wrong.is_empty() {
        return Err(format!("sign-in through a provider: {}", wrong.join("; ")));
    }
    let metrics_listen = config.metrics_listen.clone();
    let app = open(config, true).await?;
    prepare(&app).await?;
    signing(&app).await?;

    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(app.clone(), transport, stopped.clone()));
    tokio::spawn(watch_keys(app.clone(), stopped.clone()));
    if let Some(address) = metrics_listen {
        let (endpoint, mut stopped) = (routes::metrics_endpoint(&app), stopped.clone());
        tokio::spawn(Server::new(TcpListener::bind(address)).run_with_graceful_shutdown(
            endpoint,
            async move { drop(stopped.changed().await) },
            None,
        ));
    }
    if let Some(address) = app.config.lmtp_listen.clone() {
        tokio::spawn(letters(app.clone(), address, stopped.clone()));
    }
    let warmed = app.clone();
    // Pages then know where their buttons lead, and whoever comes first does not wait.
    tokio::spawn(async move { warmed.providers.warm(warmed.clock.now()).await });
    let endpoint = routes::endpoint(&app);
    // The first line on standard output: scripts wait for it.
    println!("http://{}", app.config.listen);
    tracing::info!(engine = app.db.engine(), demo = app.config.demo, "serving");
    Server::new_with_acceptor(acceptor)
        .name("rian")
        .run_with_graceful_shutdown(endpoint, signal(), Some(GRACE))
        .await
        .map_err(|error| error.to_string())?;
    let _ = stop.send(true);
    let _ = tokio::time::timeout(GRACE, worker).await;
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Reads the key that signs certificates; the demonstration makes one for itself. Both take a
/// while.
async fn signing(app: &App) -> Outcome<()> {
    let app = app.clone();
    let ready = move || {
        if app.config.demo {
            demonstration::ensure(&app.config, &*app.random, app.clock.now())?;
        }
        if let Some(Err(why)) = app.signing()?.map(|key| key.standing(app.clock.now())) {
            // Learning goes on; only the files of new certificates wait.
            tracing::error!(%why, "certificates cannot be signed");
        }
        Ok(())
    };
    tokio::task::spawn_blocking(ready).await.map_err(|error| error.to_string())?
}

/// How often a server looks whether a key was added.
const LOOK_AT_KEYS: Duration = Duration::from_secs(30);

/// Takes a new key into use without a restart, also at SIGHUP.
async fn watch_keys(app: App, mut stopped: watch::Receiver<bool>) {
    #[cfg(unix)]
    let mut hangup = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok();
    while !*stopped.borrow() {
        #[cfg(unix)]
        let asked = async {
            match &mut hangup {
                Some(hangup) => drop(hangup.recv().await),
                None => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let asked = std::future::pending::<()>();
        tokio::select! {
            () = tokio::time::sleep(LOOK_AT_KEYS) => {}
            () = asked => {}
            _ = stopped.changed() => return,
        }
        match app.keys.refresh() {
            Ok(true) => tracing::info!(key = app.keys.newest(), "another key seals now"),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the key file cannot be read again"),
        }
    }
}

/// What must be there before the first visitor comes.
pub async fn prepare(app: &App) -> Outcome<()> {
    let words = |error: crate::error::Error| error.to_string();
    match (app.config.demo, people::is_demo_data(app).await.map_err(words)?) {
        (true, Some(false)) => {
            return Err("--demo refuses to start: this data was not made by the demonstration. \
                Choose another --data folder or RIAN_DATABASE_URL."
                .into());
        }
        (false, Some(true)) => {
            return Err("this data was made by the demonstration: start with --demo, or choose \
                another --data folder or RIAN_DATABASE_URL."
                .into());
        }
        (true, None) => demo::make(app).await.map_err(words)?,
        _ => {}
    }
    agency::ensure_ministries(app).await.map_err(words)?;
    shipped::ensure_shipped(app).await.map_err(words)?;
    if app.config.demo {
        people::import_courses(app, &app.db).await.map_err(words)?;
    }
    jobs::schedule(app).await.map_err(words)?;
    badge::key::ensure(app).await.map_err(words)?;
    badge::backfill::schedule(app).await.map_err(words)?;
    privacy::jobs::schedule(app).await.map_err(words)?;
    learning::jobs::schedule(app).await.map_err(words)?;
    workd::jobs::schedule(app).await.map_err(words)
}

/// Takes letters to the contact centre in, by LMTP, until told to stop. It listens to this machine alone: whoever can
/// reach it can hand letters in.
pub async fn letters(app: App, address: String, stopped: watch::Receiver<bool>) {
    let listener = match tokio::net::TcpListener::bind(&address).await {
        Ok(listener) => listener,
        Err(error) => {
            tracing::error!(%error, "letters cannot be received: lmtp_listen is not free");
            return;
        }
    };
    if !listener.local_addr().is_ok_and(|address| address.ip().is_loopback()) {
        tracing::error!("letters are not received: lmtp_listen is no loopback address");
        return;
    }
    let take = move |delivery: Delivery| {
        let app = app.clone();
        async move {
            match letter::receive(&app, delivery.message, Some(&delivery.sender)).await {
                Ok(_) => Verdict::Kept,
                Err(error) => {
                    tracing::error!(%error, "a letter could not be kept; its sender will try again");
                    Verdict::TryLater("The letter cannot be kept now")
                }
            }
        }
    };
    lmtp::serve(listener, lmtp::Limits::default(), take, stopped).await;
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
