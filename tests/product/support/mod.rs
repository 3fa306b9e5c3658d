//! Starts the whole product for a test, with people who have names.

pub mod agency;
pub mod course;
pub mod database;
pub mod holder;
pub mod identity_provider;
pub mod open_domain;
pub mod person;
pub mod request_forms;
pub mod sample;
pub mod seal;
pub mod second_factor;
pub mod secrets;
pub mod sources;
pub mod workd;
pub mod world;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use object_store::memory::InMemory;
use poem::{
    Server,
    listener::{Acceptor, Listener, TcpListener},
};
use rian::{
    app::App,
    clock::{StandingClock, SystemRandom},
    config::Config,
    db::Db,
    id::AgencyId,
    identity::{
        access::Role,
        key_file,
        person::{self as people, NewPerson, PersonKind},
        seal::KeyRing,
    },
    jobs::{queue, worker},
    learning::import,
    mail::{
        outbox::{self, Letter},
        transport::Transport,
    },
    routes, server,
    web::locale::Locale,
};
use tempfile::TempDir;

pub use person::{Answer, Person};

/// The password of everyone in the tests.
pub const PASSWORD: &str = "correct horse lamp river";

/// The whole product, listening on a port of its own, with a clock that stands.
pub struct TestApp {
    /// The product.
    pub app: App,
    /// Its clock.
    pub clock: StandingClock,
    /// Its address, without a slash at the end.
    pub base: String,
    _folder: TempDir,
    _database: database::Database,
}

impl TestApp {
    /// Starts on the engine that `TEST_DATABASE_URL` chooses. It is Tuesday, 10.00 in Bangkok.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with settings of its own.
    pub async fn with(set: impl FnOnce(&mut Config)) -> Self {
        secrets::watch_logs();
        let folder = tempfile::tempdir().unwrap();
        let database = database::migrated(folder.path()).await;
        let clock = StandingClock::at("2026-04-07T03:00:00Z".parse().unwrap());
        let random = Arc::new(SystemRandom);
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
        let mut config = Config {
            data: folder.path().to_owned(),
            demo: true,
            listen: address.to_string(),
            ..Config::default()
        };
        set(&mut config);
        let db = Db::open(&database.url, Arc::new(clock.clone()), random.clone()).await.unwrap();
        db.migrate().await.unwrap();
        let key_file = folder.path().join("rian.key");
        key_file::create(&key_file, &*random).unwrap();
        let keys = KeyRing::load(&key_file).unwrap();
        let files = Arc::new(InMemory::new());
        let clock_of_app = Arc::new(clock.clone());
        let app = App::new(config, db.strict(), clock_of_app, random, keys, files);
        let endpoint = routes::endpoint(&app);
        tokio::spawn(Server::new_with_acceptor(acceptor).run(endpoint));
        let base = format!("http://{address}");
        Self { app, clock, base, _folder: folder, _database: database }
    }

    /// The same with everything that `serve --demo` makes.
    pub async fn demo() -> Self {
        let app = Self::new().await;
        server::prepare(&app.app).await.unwrap();
        app
    }

    /// Publishes the small course of the tests.
    pub async fn with_course(self) -> Self {
        self.publish(&course::small()).await;
        self
    }

    /// Publishes a course.
    pub async fn publish(&self, files: &import::files::Files) {
        let parsed = import::parse(files, None).map_err(|p| p[0].to_string()).unwrap();
        import::publish(&self.app, &parsed).await.unwrap();
    }

    /// A verified learner, logged in by browser and by token.
    pub async fn learner(&self, name: &str) -> Person {
        self.person(name, None, "verified").await
    }

    /// Somebody whose identity is not verified yet.
    pub async fn unverified(&self, name: &str) -> Person {
        self.person(name, None, "pending").await
    }

    /// Somebody appointed to a role.
    pub async fn appointed(&self, name: &str, role: Role) -> Person {
        self.person(name, Some(role), "none").await
    }

    /// A certificate officer.
    pub async fn officer(&self, name: &str) -> Person {
        self.appointed(name, Role::CertificateOfficer).await
    }

    async fn person(&self, name: &str, role: Option<Role>, verification: &'static str) -> Person {
        self.person_in(name, role, verification, None).await
    }

    /// Somebody of an agency, with a role in it.
    pub async fn person_in(
        &self,
        name: &str,
        role: Option<Role>,
        verification: &'static str,
        agency: Option<AgencyId>,
    ) -> Person {
        let email = format!("{name}@example.org");
        let hash = secrets::password_hash(&self.app).await;
        let mut tx = self.app.db.write().await.unwrap();
        let new = NewPerson {
            prefix: "นาย",
            first_name: "สมชาย",
            last_name: name,
            birth_date: Some("1990-05-17".into()),
            email: &email,
            kind: PersonKind::Public,
            agency: agency.clone(),
            agency_name: None,
            citizen_id: None,
            verification,
            route: (verification == "verified").then_some("laser"),
            password_hash: Some(hash),
            locale: "th",
        };
        let id = people::add(&mut tx, &self.app, new).await.unwrap();
        if let Some(role) = role {
            people::appoint(&mut tx, None, &id, role, agency.as_ref()).await.unwrap();
        }
        tx.save().await.unwrap();
        Person::log_in(self, &email, PASSWORD).await
    }

    /// Somebody whom nobody knows.
    pub fn stranger(&self) -> Person {
        Person::stranger(self)
    }

    /// Lets the product's clock run with the computer's: a browser has no other.
    pub fn follow_the_clock(&self) {
        let clock = self.clock.clone();
        tokio::spawn(async move {
            loop {
                let real = rian::clock::Clock::now(&rian::clock::SystemClock);
                clock.advance(real - rian::clock::Clock::now(&clock));
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        });
    }

    /// What time it is for the product.
    pub fn now(&self) -> DateTime<Utc> {
        rian::clock::Clock::now(&self.clock)
    }

    /// Runs every job that is due; none may have been given up.
    pub async fn run_jobs(&self) {
        worker::run_all(&self.app, &Transport::Outbox).await.unwrap();
        assert_eq!(queue::count(&self.app).await.unwrap().1, 0, "a job was given up");
    }

    /// Letters written so far, the newest first, but those that tell of a log-in from a new device:
    /// everybody in the tests logs in from somewhere.
    pub async fn letters(&self) -> Vec<Letter> {
        let news = [Locale::Th, Locale::En].map(|it| it.t("mail-new-device-subject"));
        self.every_letter().await.into_iter().filter(|it| !news.contains(&it.subject)).collect()
    }

    /// Every letter written so far, the newest first.
    pub async fn every_letter(&self) -> Vec<Letter> {
        let mut tx = self.app.db.read().await.unwrap();
        outbox::newest(&mut tx, 200).await.unwrap()
    }

    /// Moves the clock.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            secrets::check_logs();
        }
    }
}
