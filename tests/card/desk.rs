//! A small server that stands for the product: enrols, hands out challenges, checks signatures.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use poem::{
    EndpointExt, IntoResponse, Response, Route, Server, handler,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
    post,
    web::{Data, Json},
};
use rian::{
    clock::{Clock, SystemClock, SystemRandom, bytes},
    identity::{
        card::{CardFault, record::Card},
        desk_protocol::{
            Accepted, Asked, CHALLENGE_LIFE, CardField, CardRead, Challenge, Encoded, Enrolled,
            Enrolment, Hello, NotSigned, PublicKey, Purpose, ReadFailure, fingerprint, paths,
        },
    },
};
use serde_json::json;
use tokio::{runtime::Runtime, sync::Notify};

use super::agent;

/// What an agent handed in, after its signature was checked against the challenge.
pub enum Handed {
    Read(Box<CardRead>),
    Failure(CardFault),
}

/// The server, with one enrolled agent.
pub struct Desk {
    /// The agent's folder.
    pub home: PathBuf,
    /// Where it listens.
    pub address: String,
    shared: Arc<Shared>,
    handed: Receiver<Handed>,
    _folder: tempfile::TempDir,
    _runtime: Runtime,
}

struct Shared {
    key: Mutex<Option<PublicKey>>,
    waiting: Mutex<Option<Challenge>>,
    last: Mutex<Option<Challenge>>,
    asked: Notify,
    handed: Mutex<Sender<Handed>>,
    /// A problem that every read is answered with, or every hello.
    problem: Mutex<Option<&'static str>>,
    /// How far the server's clock is ahead.
    ahead: Mutex<TimeDelta>,
}

impl Desk {
    /// Starts the server and enrols an agent.
    pub fn start() -> Self {
        let desk = Self::without_agent();
        let enrolled = agent::enrol(&desk.home, &desk.address);
        assert!(enrolled.status.success(), "{}", String::from_utf8_lossy(&enrolled.stderr));
        desk
    }

    /// Starts the server.
    pub fn without_agent() -> Self {
        let (hand, handed) = channel();
        let shared = Arc::new(Shared {
            key: Mutex::default(),
            waiting: Mutex::default(),
            last: Mutex::default(),
            asked: Notify::new(),
            handed: Mutex::new(hand),
            problem: Mutex::default(),
            ahead: Mutex::default(),
        });
        let routes = Route::new()
            .at(paths::AGENTS, post(agents))
            .at(paths::CHALLENGES, post(challenges))
            .at(paths::READS, post(reads))
            .at(paths::FAILURES, post(failures))
            .data(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let acceptor = runtime.block_on(TcpListener::bind("127.0.0.1:0").into_acceptor()).unwrap();
        let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
        runtime.spawn(Server::new_with_acceptor(acceptor).run(routes));
        let folder = tempfile::tempdir().unwrap();
        Self {
            home: folder.path().join("agent"),
            address: format!("http://{address}"),
            shared,
            handed,
            _folder: folder,
            _runtime: runtime,
        }
    }

    /// The fingerprint of the key that was enrolled.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.shared.key.lock().unwrap().unwrap())
    }

    /// An officer asks for a card to be read.
    pub fn ask(&self, purpose: Purpose) {
        self.ask_for(purpose, purpose.fields(), CHALLENGE_LIFE);
    }

    /// The same with other fields, or with less time.
    pub fn ask_for(&self, purpose: Purpose, fields: &[CardField], life: TimeDelta) {
        let challenge = Challenge {
            case_id: "case-1".into(),
            nonce: Encoded(bytes(&SystemRandom)),
            agent_id: "agent-1".into(),
            officer_id: "officer-1".into(),
            officer_name: Some("มาลี ตัวอย่าง".into()),
            agency: "กรมตัวอย่าง".into(),
            desk: "โต๊ะ 1".into(),
            purpose,
            code: "0042".into(),
            fields: fields.to_vec(),
            expires_at: self.shared.now() + life,
        };
        *self.shared.last.lock().unwrap() = Some(challenge.clone());
        *self.shared.waiting.lock().unwrap() = Some(challenge);
        self.shared.asked.notify_one();
    }

    /// What the agent hands in next.
    pub fn next(&self) -> Handed {
        self.handed.recv_timeout(Duration::from_secs(40)).expect("the agent handed nothing in")
    }

    /// The card that the agent hands in next.
    pub fn card(&self) -> (CardRead, Card) {
        match self.next() {
            Handed::Read(read) => {
                let card = Card::from_fields(&read.fields).expect("a card");
                (*read, card)
            }
            Handed::Failure(fault) => panic!("{fault}"),
        }
    }

    /// The failure that the agent hands in next.
    pub fn fault(&self) -> CardFault {
        match self.next() {
            Handed::Read(_) => panic!("a read where none can be"),
            Handed::Failure(fault) => fault,
        }
    }

    /// Answers every read and hello with this problem from now on.
    pub fn refuse(&self, problem: &'static str) {
        *self.shared.problem.lock().unwrap() = Some(problem);
    }

    /// Puts the server's clock ahead of the agent's.
    pub fn put_clock_ahead(&self, by: TimeDelta) {
        *self.shared.ahead.lock().unwrap() = by;
    }

    /// The agent's folder, for tests of its files.
    pub fn home(&self) -> &Path {
        &self.home
    }
}

impl Shared {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + *self.ahead.lock().unwrap()
    }

    fn key(&self) -> PublicKey {
        self.key.lock().unwrap().unwrap()
    }

    fn answer(&self, answer: impl IntoResponse) -> Response {
        let date = self.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        answer.with_header("date", date).into_response()
    }

    fn problem(&self) -> Option<Response> {
        let problem = (*self.problem.lock().unwrap())?;
        let body = json!({"type": format!("/problems/{problem}"), "title": "ไม่รับ", "status": 409});
        Some(self.answer(Json(body).with_status(StatusCode::CONFLICT)))
    }

    /// Takes an answer to the last challenge, which is not handed out again.
    fn take(&self, verify: impl FnOnce(Asked<'_>) -> Result<(), NotSigned>, handed: Handed) {
        let last = self.last.lock().unwrap().clone().unwrap();
        assert_eq!(verify(last.asked()), Ok(()));
        self.waiting.lock().unwrap().take();
        self.handed.lock().unwrap().send(handed).unwrap();
    }
}

#[handler]
fn agents(shared: Data<&Arc<Shared>>, Json(enrolment): Json<Enrolment>) -> Response {
    assert_eq!(enrolment.verify(), Ok(()));
    assert_eq!(enrolment.code.reveal(), "ABCD-2345");
    *shared.key.lock().unwrap() = Some(enrolment.public_key);
    let enrolled = Enrolled {
        agent_id: "agent-1".into(),
        agency: "กรมตัวอย่าง".into(),
        desk: "โต๊ะ 1".into(),
        fingerprint: fingerprint(&enrolment.public_key),
    };
    shared.answer(Json(enrolled).with_status(StatusCode::CREATED))
}

#[handler]
async fn challenges(shared: Data<&Arc<Shared>>, Json(hello): Json<Hello>) -> Response {
    assert_eq!(hello.verify(&shared.key()), Ok(()));
    let revoked = *shared.problem.lock().unwrap() == Some("desk-revoked");
    if let Some(problem) = shared.problem().filter(|_| revoked) {
        return problem;
    }
    for _ in 0..2 {
        // Handed out until it is answered: whoever asked first may be gone.
        let waiting = shared.waiting.lock().unwrap().clone();
        if let Some(challenge) = waiting {
            return shared.answer(Json(challenge));
        }
        let _ = tokio::time::timeout(Duration::from_millis(500), shared.asked.notified()).await;
    }
    shared.answer(StatusCode::NO_CONTENT)
}

#[handler]
fn reads(shared: Data<&Arc<Shared>>, Json(read): Json<CardRead>) -> Response {
    let handed = Handed::Read(Box::new(read.clone()));
    shared.take(|asked| read.verify(&shared.key(), asked), handed);
    let accepted = || shared.answer(Json(Accepted { state: "read".into() }));
    shared.problem().unwrap_or_else(accepted)
}

#[handler]
fn failures(shared: Data<&Arc<Shared>>, Json(failure): Json<ReadFailure>) -> Response {
    shared.take(|asked| failure.verify(&shared.key(), asked), Handed::Failure(failure.fault));
    shared.answer(StatusCode::NO_CONTENT)
}
