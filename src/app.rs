//! App: configuration, database, clock, keys and the rest; the one thing handlers are given.

use std::sync::Arc;

use object_store::ObjectStore;

use crate::{
    clock::{Clock, Random},
    config::Config,
    db::{Db, mail_file::MailFile},
    identity::{
        password::Passwords,
        seal::KeyRing,
        verification::{Verifier, demo::DemoVerifier, pending::PendingClaims},
    },
    learning::{course::Shelf, recorder::Recorder},
    metrics::Metrics,
};

/// The product. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the product is made of.
pub struct Parts {
    /// As configured.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// Keys for sealed fields.
    pub keys: KeyRing,
    /// Pictures, films and other files, by their content.
    pub files: Arc<dyn ObjectStore>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// The identity source, if one is set up.
    pub verifier: Option<Arc<dyn Verifier>>,
    /// The demonstration's own source, to switch it off and on.
    pub demo_verifier: Option<Arc<DemoVerifier>>,
    /// Claims that wait for the source.
    pub pending: PendingClaims,
    /// Course versions in memory; a version never changes.
    pub shelf: Shelf,
    /// Gathers progress events into few commits.
    pub recorder: Recorder,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// The copies that mail servers read, where the database is SQLite.
    pub mail_file: Option<MailFile>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together and starts gathering progress events.
    pub fn new(
        config: Config,
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        keys: KeyRing,
        files: Arc<dyn ObjectStore>,
    ) -> Self {
        crate::outbound::prepare();
        let metrics = Arc::new(Metrics::default());
        let demo_verifier = config.demo.then(|| Arc::new(DemoVerifier::default()));
        let verifier = demo_verifier.clone().map(|demo| demo as Arc<dyn Verifier>);
        let shelf = Shelf::default();
        let recorder = Recorder::start(db.clone(), shelf.clone(), metrics.clone());
        let mail_file = MailFile::beside(db.url(), config.mail_directory());
        Self(Arc::new(Parts {
            mail_file,
            passwords: Passwords::new(random.clone()),
            config,
            db,
            clock,
            random,
            keys,
            files,
            verifier,
            demo_verifier,
            pending: PendingClaims::default(),
            shelf,
            recorder,
            metrics,
        }))
    }

    /// The absolute address of a path on this site.
    pub fn url(&self, path: &str) -> String {
        self.config.url(path)
    }
}
