//! Identity sources as their owners describe them, on loopback, with cards that no one holds.

pub mod gdx;
pub mod registry;

use std::{
    future::pending,
    sync::{Arc, Mutex},
};

use poem::{
    Request, Response, Server,
    endpoint::make,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
};
use rian::{
    clock::StandingClock,
    identity::{citizen_id::CitizenId, laser_code::LaserCode, verification::Claim},
};
use serde_json::{Value, json};

use super::PASSWORD;

/// A card that the sources of the tests know.
#[derive(Clone, Copy)]
pub struct Card {
    pub citizen_id: &'static str,
    pub laser_code: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    /// As a person types it.
    pub birth_date: &'static str,
    /// As the registry writes it.
    pub registry_date: &'static str,
}

/// In use.
pub const KUSUMAL: Card = Card {
    citizen_id: "9200000000070",
    laser_code: "ZB2000000101",
    first_name: "กุสุมาลย์",
    last_name: "ณ ทุ่งสมมติ",
    birth_date: "17 พฤษภาคม 2533",
    registry_date: "25330517",
};

/// In use, of somebody whose day of birth nobody wrote down.
pub const THIRADECHA: Card = Card {
    citizen_id: "9200000000142",
    laser_code: "ZB2000000202",
    first_name: "ธีรเดชา",
    last_name: "",
    birth_date: "2523",
    registry_date: "25230000",
};

/// In use, with a name that no form takes and XML must survive.
pub const ODD: Card = Card {
    citizen_id: "9200000000215",
    laser_code: "ZB2000000303",
    first_name: "แปลก & <ประหลาด>",
    last_name: "\"จริง\" 'ๆ'</LastName>",
    birth_date: "1990-05-00",
    registry_date: "25330500",
};

/// Every card.
pub const CARDS: [Card; 3] = [KUSUMAL, THIRADECHA, ODD];

impl Card {
    /// What a verifier is asked.
    pub fn claim(&self) -> Claim {
        Claim {
            citizen_id: CitizenId::read(self.citizen_id).unwrap(),
            laser_code: LaserCode::read(self.laser_code).ok().unwrap(),
            first_name: self.first_name.to_owned(),
            last_name: self.last_name.to_owned(),
            birth_date: self.birth_date.parse().unwrap(),
        }
    }

    /// A sign-up with this card.
    pub fn sign_up(&self, email: &str) -> Value {
        let last_name = if self.last_name.is_empty() { "-" } else { self.last_name };
        json!({
            "citizen_id": self.citizen_id, "laser_code": self.laser_code, "prefix": "นางสาว",
            "first_name": self.first_name, "last_name": last_name,
            "birth_date": self.birth_date, "email": email, "password": PASSWORD,
            "person_kind": "public", "consents": {"terms": true, "privacy": true},
        })
    }

    /// How it must never show, beside its numbers: its names, as they are and in an address.
    pub fn names(&self) -> Vec<String> {
        let plain = [self.first_name, self.last_name].into_iter().filter(|it| !it.is_empty());
        plain
            .flat_map(|name| {
                let set = percent_encoding::NON_ALPHANUMERIC;
                let coded = percent_encoding::utf8_percent_encode(name, set).to_string();
                [name.to_owned(), coded]
            })
            .collect()
    }
}

/// One call that a service received.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Call {
    /// A header, empty if it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The query's names and values in their order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query.as_bytes()).into_owned().collect()
    }
}

/// What a service says.
#[derive(Clone, Debug)]
pub enum Said {
    /// A status and a body.
    Answer(u16, String),
    /// Another place to ask.
    Elsewhere(String),
    /// Nothing, ever.
    Nothing,
}

/// A service on loopback that notes every call.
#[derive(Clone)]
pub struct Service {
    /// Its address, without a slash at the end.
    pub base: String,
    calls: Arc<Mutex<Vec<Call>>>,
    said: Arc<Mutex<Option<Said>>>,
}

impl Service {
    /// Starts a service that answers by `answer`, until it is told what to say.
    pub async fn start(answer: impl Fn(&Call) -> Said + Send + Sync + 'static) -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
        let base = format!("http://{address}");
        let service = Self { base, calls: Arc::default(), said: Arc::default() };
        let (own, answer) = (service.clone(), Arc::new(answer));
        let endpoint = make(move |mut request: Request| {
            let (own, answer) = (own.clone(), answer.clone());
            async move {
                let body = request.take_body().into_string().await.unwrap();
                let call = Call {
                    method: request.method().to_string(),
                    path: request.uri().path().to_owned(),
                    query: request.uri().query().unwrap_or_default().to_owned(),
                    headers: request
                        .headers()
                        .iter()
                        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                        .collect(),
                    body,
                };
                own.calls.lock().unwrap().push(call.clone());
                let told = own.said.lock().unwrap().clone();
                let response = match told.unwrap_or_else(|| answer(&call)) {
                    Said::Nothing => pending().await,
                    Said::Elsewhere(place) => {
                        { Response::builder().status(StatusCode::FOUND).header("location", place) }
                            .finish()
                    }
                    Said::Answer(status, body) => {
                        let status = StatusCode::from_u16(status).unwrap();
                        Response::builder().status(status).body(body)
                    }
                };
                Ok::<Response, poem::Error>(response)
            }
        });
        tokio::spawn(Server::new_with_acceptor(acceptor).run(endpoint));
        service
    }

    /// Says this from now on, whatever is asked.
    pub fn says(&self, said: Said) {
        *self.said.lock().unwrap() = Some(said);
    }

    /// Answers by its rule again.
    pub fn recovers(&self) {
        *self.said.lock().unwrap() = None;
    }

    /// Every call so far.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

/// The clock of tests that start no product.
pub fn clock() -> StandingClock {
    StandingClock::at("2026-04-07T03:00:00Z".parse().unwrap())
}

/// A port where nobody listens.
pub async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
