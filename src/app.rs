//! App: configuration, database, clock, keys and the rest; the one thing handlers are given.

use std::sync::{Arc, OnceLock};

use object_store::ObjectStore;

use crate::{
    clock::{Clock, Random},
    config::Config,
    db::{Db, mail_file::MailFile},
    identity::{
        password::Passwords,
        seal::KeyRing,
        verification::{
            Verifier, card_status::CardStatus, demo::DemoVerifier, oidc::Providers,
            pending::PendingClaims, source::Source,
        },
    },
    learning::{
        certificate::{badge::status::Signed, signature::SigningKey},
        course::Shelf,
        recorder::Recorder,
    },
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
    /// Identity providers that people sign in through.
    pub providers: Providers,
    /// The demonstration's own source, to switch it off and on.
    pub demo_verifier: Option<Arc<DemoVerifier>>,
    /// Who can be asked whether a card read at a desk is in use, if anybody can.
    pub card_status: Option<Arc<dyn CardStatus>>,
    /// Claims that wait for the source.
    pub pending: PendingClaims,
    /// Course versions in memory; a version never changes.
    pub shelf: Shelf,
    /// Public lists of revoked badges, as they were signed last.
    pub status_lists: Signed,
    /// Gathers progress events into few commits.
    pub recorder: Recorder,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// The copies that mail servers read, where the database is SQLite.
    pub mail_file: Option<MailFile>,
    /// The key that signs certificates, read at its first use.
    signing: OnceLock<Result<Option<SigningKey>, String>>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together and starts gathering progress events. A source that cannot be used
    /// as configured is left out; `serve` and `check` refuse such a configuration in words.
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
        let source = Source::of(&config, clock.clone()).ok().flatten();
        let card_status = source.as_ref().and_then(Source::card_status);
        let verifier = match (&demo_verifier, source) {
            (Some(demo), _) => Some(demo.clone() as Arc<dyn Verifier>),
            (None, Some(source)) => Some(source.verifier(clock.clone(), metrics.clone())),
            (None, None) => None,
        };
        // What is set up wrongly is left out here, and `server` refuses to start with it.
        let (providers, _) = Providers::read(&config);
        let shelf = Shelf::default();
        let recorder = Recorder::start(db.clone(), shelf.clone(), metrics.clone());
        let mail_file = MailFile::beside(db.url(), config.mail_directory());
        Self(Arc::new(Parts {
            mail_file,
            signing: OnceLock::new(),
            passwords: Passwords::new(random.clone()),
            config,
            db,
            clock,
            random,
            keys,
            files,
            providers,
            verifier,
            demo_verifier,
            card_status,
            pending: PendingClaims::default(),
            shelf,
            status_lists: Signed::default(),
            recorder,
            metrics,
        }))
    }

    /// The same with somebody to ask about cards; before it is shared.
    pub fn with_card_status(mut self, status: Arc<dyn CardStatus>) -> Self {
        if let Some(parts) = Arc::get_mut(&mut self.0) {
            parts.card_status = Some(status);
        }
        self
    }

    /// The key that signs certificates, if one is configured.
    ///
    /// # Errors
    /// In words, why it cannot be used; then no file of a certificate is made.
    pub fn signing(&self) -> Result<Option<&SigningKey>, &str> {
        let read = self.signing.get_or_init(|| SigningKey::read(&self.config));
        read.as_ref().map(Option::as_ref).map_err(String::as_str)
    }

    /// The absolute address of a path on this site.
    pub fn url(&self, path: &str) -> String {
        self.config.url(path)
    }
}
