//! DGA's gateway as its guide describes it: a token first, then the check, refusals as status 500.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use rian::{
    config::{Config, Secret},
    identity::verification::gateway::Credentials,
};

use super::{CARDS, Call, Said, Service};

/// Who we are to it.
pub const KEY: &str = "11111111-aaaa-4bbb-8ccc-222222222222";
/// What nobody may see.
pub const SECRET: &str = "gdx+s3cret/for=tests";
/// The officer.
pub const AGENT: &str = "9200000000282";
/// What tokens begin with; none may be logged.
pub const TOKEN: &str = "gdx-token-of-tests-";

/// The gateway and what it remembers.
pub struct Gdx {
    /// Where it is and what it was asked.
    pub service: Service,
    issued: Arc<AtomicUsize>,
    stubborn: Arc<AtomicBool>,
}

impl Gdx {
    /// Starts the gateway.
    pub async fn start() -> Self {
        let (issued, stubborn) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let of_rule = (issued.clone(), stubborn.clone());
        let service = Service::start(move |call| rule(call, &of_rule.0, &of_rule.1)).await;
        Self { service, issued, stubborn }
    }

    /// Lets the newest token die.
    pub fn forgets_its_token(&self) {
        self.issued.fetch_add(1, Ordering::SeqCst);
    }

    /// Gives tokens and takes none of them.
    pub fn takes_no_token(&self) {
        self.stubborn.store(true, Ordering::SeqCst);
    }

    /// How often a token was asked for, and how often a check.
    pub fn counts(&self) -> (usize, usize) {
        let calls = self.service.calls();
        let of = |end: &str| calls.iter().filter(|call| call.path.ends_with(end)).count();
        (of("/ws/auth/validate"), of("/ws/dopa/verification/personal"))
    }
}

/// What DGA would give to an agency.
pub fn credentials() -> Credentials {
    let secret = |text: &str| Secret::from(text.to_owned());
    Credentials { key: secret(KEY), secret: secret(SECRET), agent: secret(AGENT) }
}

/// Lets a product ask this gateway.
pub fn configure(config: &mut Config, gateway: &Gdx) {
    let Credentials { key, secret, agent } = credentials();
    config.demo = false;
    config.identity_source = "gateway".into();
    config.gateway_url = gateway.service.base.clone();
    config.gateway_consumer_key = Some(key);
    config.gateway_consumer_secret = Some(secret);
    config.gateway_agent = Some(agent);
    config.allow_unissued_ids = true;
}

fn rule(call: &Call, issued: &AtomicUsize, stubborn: &AtomicBool) -> Said {
    let pairs = call.pairs();
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
    if call.header("consumer-key") != KEY || call.method != "GET" {
        return Said::Answer(401, "{\"Message\": \"Unauthorized\"}".into());
    }
    match call.path.as_str() {
        "/ws/auth/validate" => {
            if value("ConsumerSecret") != SECRET || value("AgentID") != AGENT {
                return Said::Answer(401, "{\"Message\": \"Unauthorized\"}".into());
            }
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            Said::Answer(200, format!("{{\"Result\": \"{TOKEN}{number}\"}}"))
        }
        "/ws/dopa/verification/personal" => {
            let newest = format!("{TOKEN}{}", issued.load(Ordering::SeqCst));
            if call.header("token") != newest || stubborn.load(Ordering::SeqCst) {
                return Said::Answer(401, "{\"Message\": \"Token is expired\"}".into());
            }
            let Some(card) = CARDS.iter().find(|card| card.citizen_id == value("CitizenID")) else {
                return Said::Answer(500, "[4] ไม่พบเลข Laser จาก PID นี้".into());
            };
            let last_name = if card.last_name.is_empty() { "-" } else { card.last_name };
            let same = card.laser_code == value("LaserCode")
                && card.first_name == value("FirstName")
                && last_name == value("LastName")
                && card.registry_date == value("BEBirthDate");
            if same {
                Said::Answer(200, "{\"Result\": true}".into())
            } else {
                Said::Answer(500, "{\"Message\": \"[4] ข้อมูลไม่ตรง\"}".into())
            }
        }
        _ => Said::Answer(404, String::new()),
    }
}
