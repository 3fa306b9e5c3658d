//! DGA's gateway.

use std::{sync::Arc, time::Duration};

use rian::{
    clock::StandingClock,
    config::Secret,
    identity::verification::{Outcome, Verifier, gateway::Gateway},
};

use crate::support::sources::{
    CARDS, KUSUMAL, ODD, Said, THIRADECHA, clock,
    gdx::{AGENT, Gdx, KEY, SECRET, TOKEN, credentials},
};

fn gateway(gdx: &Gdx, clock: &StandingClock) -> Gateway {
    let (clock, patience) = (Arc::new(clock.clone()), Duration::from_secs(3));
    Gateway::new(&gdx.service.base, credentials(), clock, patience).unwrap()
}

#[tokio::test]
async fn the_gateway_is_asked_exactly_as_it_expects() {
    let (gdx, clock) = (Gdx::start().await, clock());
    assert_eq!(gateway(&gdx, &clock).check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    let calls = gdx.service.calls();
    let own = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    assert_eq!((calls[0].method.as_str(), calls[0].path.as_str()), ("GET", "/ws/auth/validate"));
    assert_eq!(calls[0].header("consumer-key"), KEY);
    assert_eq!(calls[0].pairs(), own(&[("ConsumerSecret", SECRET), ("AgentID", AGENT)]));
    assert_eq!(calls[1].path, "/ws/dopa/verification/personal");
    assert_eq!(calls[1].header("consumer-key"), KEY);
    assert_eq!(calls[1].header("token"), format!("{TOKEN}1"));
    let expected = own(&[
        ("CitizenID", KUSUMAL.citizen_id),
        ("FirstName", KUSUMAL.first_name),
        ("LastName", KUSUMAL.last_name),
        ("BEBirthDate", "25330517"),
        ("LaserCode", KUSUMAL.laser_code),
    ]);
    assert_eq!(calls[1].pairs(), expected);
    assert!(!calls[1].query.contains('+'), "a space is %20");
}

#[tokio::test]
async fn every_card_is_compared_whatever_its_name_holds() {
    let (gdx, clock) = (Gdx::start().await, clock());
    let gateway = gateway(&gdx, &clock);
    for card in CARDS {
        assert_eq!(gateway.check(&card.claim()).await, Outcome::Confirmed, "{}", card.citizen_id);
    }
    let mut other = ODD.claim();
    other.first_name = THIRADECHA.first_name.into();
    assert_eq!(gateway.check(&other).await, Outcome::Refused("gateway-4"));
}

#[tokio::test]
async fn a_token_serves_until_it_has_been_idle_for_too_long() {
    let (gdx, clock) = (Gdx::start().await, clock());
    let gateway = gateway(&gdx, &clock);
    for minutes in [0, 50, 50, 50] {
        clock.advance(chrono::Duration::minutes(minutes));
        assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    }
    assert_eq!(gdx.counts(), (1, 4));
    clock.advance(chrono::Duration::minutes(59));
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    assert_eq!(gdx.counts(), (2, 5), "a token that is about to die is renewed before");
}

#[tokio::test]
async fn many_at_once_share_one_token() {
    let (gdx, clock) = (Gdx::start().await, clock());
    let (gateway, claim) = (gateway(&gdx, &clock), KUSUMAL.claim());
    let all = futures_util::future::join_all((0..8).map(|_| gateway.check(&claim))).await;
    assert_eq!(all, [Outcome::Confirmed; 8]);
    assert_eq!(gdx.counts(), (1, 8));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_not_for_ever() {
    let (gdx, clock) = (Gdx::start().await, clock());
    let gateway = gateway(&gdx, &clock);
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    gdx.forgets_its_token();
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    assert_eq!(gdx.counts(), (2, 3));
    gdx.takes_no_token();
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Unreachable);
    assert_eq!(gdx.counts(), (3, 5));

    // Some say it with another status.
    let refusing = Gdx::start().await;
    let gateway = Gateway::new(
        &refusing.service.base,
        credentials(),
        Arc::new(clock),
        Duration::from_secs(3),
    );
    let gateway = gateway.unwrap();
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    for status in [401, 400, 500] {
        let before = refusing.counts();
        let body = "{\"Message\": \"Invalid Token\", \"Result\": \"still\"}";
        refusing.service.says(Said::Answer(status, body.into()));
        assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Unreachable, "{status}");
        let (tokens, checks) = refusing.counts();
        assert_eq!((tokens, checks), (before.0 + 1, before.1 + 1), "{status}");
        refusing.service.recovers();
        assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed, "{status}");
    }
}

#[tokio::test]
async fn a_refusal_that_comes_as_an_error_is_a_refusal() {
    let (gdx, clock) = (Gdx::start().await, clock());
    let gateway = gateway(&gdx, &clock);
    assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    let cases = [
        (200, "{\"Result\": false}", Outcome::Refused("gateway-false")),
        (500, "[2] บัตรสิ้นสภาพการใช้งาน", Outcome::Refused("gateway-2")),
        (500, "{\"Message\": \"[2] หมดอายุ\"}", Outcome::Refused("gateway-2")),
        (500, "\"[4] ข้อมูลไม่ตรง\"", Outcome::Refused("gateway-4")),
        (500, "[4] Token of the card", Outcome::Refused("gateway-4")),
        (500, "[5] ข้อมูลไม่ครบ", Outcome::Unreachable),
        (500, "at row[2] in rows[4]", Outcome::Unreachable),
        (500, "", Outcome::Unreachable),
        (503, "[4] ข้อมูลไม่ตรง", Outcome::Unreachable),
        (200, "[4] ข้อมูลไม่ตรง", Outcome::Unreachable),
        (200, "{\"Result\": \"true\"}", Outcome::Unreachable),
        (200, "{}", Outcome::Unreachable),
        (201, "{\"Result\": true}", Outcome::Unreachable),
    ];
    for (status, body, outcome) in cases {
        gdx.service.says(Said::Answer(status, body.to_owned()));
        assert_eq!(gateway.check(&KUSUMAL.claim()).await, outcome, "{status} {body}");
    }
    let large = format!("{{\"Result\": true}}{}", " ".repeat(70 * 1024));
    for said in [Said::Answer(200, large), Said::Nothing] {
        gdx.service.says(said);
        assert_eq!(gateway.check(&KUSUMAL.claim()).await, Outcome::Unreachable);
    }
}

#[tokio::test]
async fn reaching_the_gateway_asks_for_a_token_and_names_what_is_wrong() {
    let (gdx, clock) = (Gdx::start().await, clock());
    gateway(&gdx, &clock).reach().await.unwrap();
    assert_eq!(gdx.counts(), (1, 0));
    let mut wrong = credentials();
    wrong.secret = Secret::from("another".to_owned());
    let patience = Duration::from_secs(5);
    let gateway = Gateway::new(&gdx.service.base, wrong, Arc::new(clock), patience).unwrap();
    let said = gateway.reach().await.unwrap_err();
    assert!(said.contains("gateway_consumer_secret") && !said.contains("another"), "{said}");
    gdx.service.says(Said::Answer(200, "{\"Result\": \"\"}".into()));
    assert!(gateway.reach().await.unwrap_err().contains("gateway_url"));
}
