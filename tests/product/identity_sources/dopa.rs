//! DOPA's card check over SOAP.

use std::time::Duration;

use rian::identity::{
    citizen_id::CitizenId,
    desk_protocol::Secret,
    verification::{
        Outcome, Verifier,
        card_status::{CardStatus, ChipNumbers},
        dopa::Dopa,
    },
};

use crate::support::sources::{
    KUSUMAL, ODD, Said, Service, THIRADECHA, nobody,
    registry::{self, Asked, CHIP, PATH, fault, laser_answer},
};

const SOAP: &str = "http://www.w3.org/2003/05/soap-envelope";
const TEMPURI: &str = "http://tempuri.org/";

fn dopa(registry: &Service) -> Dopa {
    Dopa::new(&format!("{}{PATH}", registry.base), Duration::from_secs(3)).unwrap()
}

#[tokio::test]
async fn the_registry_is_asked_exactly_as_it_expects() {
    let registry = registry::start().await;
    assert_eq!(dopa(&registry).check(&KUSUMAL.claim()).await, Outcome::Confirmed);
    let call = registry.calls().remove(0);
    assert_eq!((call.method.as_str(), call.path.as_str()), ("POST", PATH));
    assert_eq!(call.query, "");
    assert_eq!(call.header("content-type"), "application/soap+xml; charset=utf-8");
    let asked = Asked::read(&call.body);
    let above = [(SOAP, "Envelope"), (SOAP, "Body"), (TEMPURI, "CheckCardByLaser")];
    assert_eq!(asked.above, above.map(|(space, name)| (space.to_owned(), name.to_owned())));
    assert_eq!(asked.names(), ["PID", "FirstName", "LastName", "BirthDay", "Laser"]);
    assert_eq!(asked.value("PID"), KUSUMAL.citizen_id);
    assert_eq!(asked.value("BirthDay"), "25330517");
    assert_eq!(asked.value("Laser"), KUSUMAL.laser_code);
}

#[tokio::test]
async fn unknown_days_are_zeros_and_a_missing_family_name_is_the_dash_of_the_card() {
    let registry = registry::start().await;
    assert_eq!(dopa(&registry).check(&THIRADECHA.claim()).await, Outcome::Confirmed);
    let asked = Asked::read(&registry.calls()[0].body);
    assert_eq!((asked.value("BirthDay"), asked.value("LastName")), ("25230000", "-"));
}

#[tokio::test]
async fn a_value_cannot_leave_its_element() {
    let registry = registry::start().await;
    assert_eq!(dopa(&registry).check(&ODD.claim()).await, Outcome::Confirmed);
    let asked = Asked::read(&registry.calls()[0].body);
    assert_eq!(asked.names(), ["PID", "FirstName", "LastName", "BirthDay", "Laser"]);
    assert_eq!(asked.value("FirstName"), ODD.first_name);
    assert_eq!(asked.value("LastName"), ODD.last_name);
}

#[tokio::test]
async fn a_chip_is_asked_for_by_its_own_names() {
    let registry = registry::start().await;
    let dopa = dopa(&registry);
    let citizen_id = CitizenId::read(CHIP.1).unwrap();
    let (number, request) = (Secret::new(CHIP.0), Secret::new(CHIP.2));
    let mut chip = ChipNumbers { chip: number, citizen_id, request };
    assert_eq!(dopa.ask(&chip).await, Outcome::Confirmed);
    let asked = Asked::read(&registry.calls()[0].body);
    assert_eq!(asked.above[2], (TEMPURI.to_owned(), "CheckCardByCID".to_owned()));
    assert_eq!(asked.names(), ["ChipNo", "pid", "bp1no"]);
    chip.chip = Secret::new("00a1b2c3d4e5f608");
    assert_eq!(dopa.ask(&chip).await, Outcome::Refused("dopa-1"));
}

#[tokio::test]
async fn only_code_zero_without_an_error_confirms() {
    let registry = registry::start().await;
    let dopa = dopa(&registry);
    let cases = [
        ("false", "0", Outcome::Confirmed),
        ("false", "1", Outcome::Refused("dopa-1")),
        ("false", "2", Outcome::Refused("dopa-2")),
        ("false", "3", Outcome::Refused("dopa-3")),
        ("false", "4", Outcome::Refused("dopa-4")),
        ("false", "5", Outcome::Unreachable),
        ("false", "6", Outcome::Refused("dopa-unknown")),
        ("false", "-1", Outcome::Refused("dopa-unknown")),
        ("true", "0", Outcome::Refused("dopa-error")),
        ("true", "4", Outcome::Refused("dopa-4")),
        ("true", "5", Outcome::Unreachable),
    ];
    for (is_error, code, outcome) in cases {
        registry.says(laser_answer(is_error, code));
        assert_eq!(dopa.check(&KUSUMAL.claim()).await, outcome, "{is_error} {code}");
    }
}

#[tokio::test]
async fn what_is_no_answer_of_the_registry_says_nothing_about_the_person() {
    let registry = registry::start().await;
    let dopa = dopa(&registry);
    let Said::Answer(_, good) = laser_answer("false", "0") else { panic!("no answer") };
    let elsewhere = registry::start().await;
    let cases = [
        ("a fault", fault(200)),
        ("a fault with its status", fault(500)),
        ("another status", Said::Answer(503, good.clone())),
        ("created", Said::Answer(201, good.clone())),
        ("half an answer", Said::Answer(200, good[..good.len() - 20].to_owned())),
        ("a page", Said::Answer(200, "<html><p>Service Unavailable<br></html>".into())),
        ("nothing", Said::Answer(200, String::new())),
        ("more than 64 KB", Said::Answer(200, good.clone() + &" ".repeat(70 * 1024))),
        ("the other operation", {
            let text = registry::answer("CheckCardByCID", "false", "0", "");
            Said::Answer(200, text)
        }),
        ("another place", Said::Elsewhere(format!("{}{PATH}", elsewhere.base))),
        ("silence", Said::Nothing),
    ];
    for (what, said) in cases {
        registry.says(said);
        assert_eq!(dopa.check(&KUSUMAL.claim()).await, Outcome::Unreachable, "{what}");
    }
    assert!(elsewhere.calls().is_empty(), "personal data went to another place");
    registry.recovers();
    assert_eq!(dopa.check(&KUSUMAL.claim()).await, Outcome::Confirmed);

    let away = Dopa::new(&nobody().await, Duration::from_secs(5)).unwrap();
    assert_eq!(away.check(&KUSUMAL.claim()).await, Outcome::Unreachable);
}

#[tokio::test]
async fn reaching_the_registry_sends_nothing_about_anybody() {
    let registry = registry::start().await;
    let dopa = dopa(&registry);
    dopa.reach().await.unwrap();
    let call = registry.calls().remove(0);
    assert_eq!((call.method.as_str(), call.query.as_str(), call.body.as_str()), ("GET", "", ""));
    registry.says(Said::Answer(404, String::new()));
    assert!(dopa.reach().await.unwrap_err().contains("dopa_url"));
    registry.says(Said::Answer(403, String::new()));
    assert!(dopa.reach().await.unwrap_err().contains("list"));
}
