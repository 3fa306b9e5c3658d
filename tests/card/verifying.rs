//! The desk's route from end to end: the real server, the real agent, the real daemon of readers.

use rian::identity::verification::{
    demo::CARDS,
    policy::{self, Facts, Route},
};
use serde_json::json;

use super::{
    agent::Agent,
    chip::{Chip, Person},
    emulator::{Inserted, Slot},
    namespace,
    office::{Office, check, chip_of},
};

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn a_person_who_waits_is_verified_by_card_and_face() {
    namespace::inside();
    let office = Office::unconfirmed().await;
    let agent = Agent::unattended(&office.home, &[]);
    agent.says("Waiting for the administrator to confirm the fingerprint");
    let usable = office.officer.read("/desk/agents").await.is(200).json();
    assert_eq!(usable["items"], json!([]));
    office.confirm().await;

    let applicant = office.sign_up(&CARDS[0]).await;
    let _card = Inserted::new(Slot::First, Chip::of(&chip_of(&CARDS[0])));
    let case = office.open_case(&applicant).await;
    let code = office.case(&case).await["code"].as_str().unwrap().to_owned();
    let read = office.becomes(&case, "read", None).await;
    agent.says("The card was read and sent.");
    // The window and the browser show the same four digits.
    agent.says(&format!("code   {code}"));
    assert_eq!(read["card"]["name_is_the_accounts"], true);
    assert_eq!(read["card_status"], "unasked");
    let hidden = read["card"]["citizen_id"].as_str().unwrap();
    assert!(hidden.starts_with('x') && !hidden.contains(CARDS[0].citizen_id));
    assert_eq!(applicant.standing().await["state"], "pending");

    // Neither tick can be left out.
    let both = json!({"decision": "confirm", "face_matches": true, "address_is_theirs": true});
    for field in ["face_matches", "address_is_theirs"] {
        let mut without = both.clone();
        without[field] = json!(false);
        let refused = office.decide(&case, without).await.is(422).json();
        assert_eq!(refused["errors"].as_array().unwrap().len(), 1);
        assert!(refused["errors"][0]["field"].as_str().unwrap().ends_with(field));
    }
    let decided = office.decide(&case, both.clone()).await.is(201).json();
    assert_eq!((&decided["state"], &decided["card"]), (&json!("confirmed"), &json!(null)));
    office.page_says(&case, "desk-confirmed").await;

    let facts = Facts { chip_was_read: true, face_matched: true, ..Facts::default() };
    let judged = policy::judge(Route::Desk, &facts);
    let standing = applicant.standing().await;
    assert_eq!((&standing["state"], &standing["route"]), (&json!("verified"), &json!("desk")));
    assert!(standing["verified_at"].is_string());
    assert_eq!(standing["level"], json!(judged.level));
    assert_eq!(standing["flags"], json!(judged.flags));
    assert_eq!(standing["policy"], policy::version());
    let last = &standing["checks"][0];
    assert_eq!((&last["route"], &last["outcome"]), (&json!("desk"), &json!("confirmed")));

    let again = office.decide(&case, both).await.is(409);
    assert_eq!(again.problem(), "desk-closed");
    check("the agent", &agent.printed());
}

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn a_card_taken_out_midway_is_told_and_can_be_put_back() {
    namespace::inside();
    let office = Office::open().await;
    let applicant = office.sign_up(&CARDS[1]).await;
    let agent = Agent::unattended(&office.home, &[]);
    let whole = Chip::of(&chip_of(&CARDS[1]));
    let taken_out = Inserted::new(Slot::First, Chip { removed_after: Some(6), ..whole.clone() });
    let case = office.open_case(&applicant).await;
    let told = office.becomes(&case, "waiting", Some("removed")).await;
    assert_eq!(told["card"], json!(null));
    office.page_says(&case, "state-desk-fault-removed").await;
    agent.says("The card was taken out too early.");
    assert_eq!(taken_out.commands(), 6);
    drop(taken_out);

    // The case lives on, and is handed out again within its two minutes.
    let _card = Inserted::new(Slot::First, whole);
    office.becomes(&case, "read", None).await;
    let gone = json!({"decision": "decline", "reason": "left"});
    assert_eq!(office.decide(&case, gone).await.is(201).json()["state"], "declined");
    assert_eq!(applicant.standing().await["state"], "pending");
    check("the agent", &agent.printed());
}

/// A card that is read and not taken: the case fails in words, and nobody is verified.
async fn is_not_taken(chip: &Person, fault: &str) {
    let office = Office::open().await;
    let applicant = office.sign_up(&CARDS[2]).await;
    let agent = Agent::unattended(&office.home, &[]);
    let _card = Inserted::new(Slot::First, Chip::of(chip));
    let case = office.open_case(&applicant).await;
    let failed = office.becomes(&case, "failed", Some(fault)).await;
    assert_eq!(failed["card"], json!(null));
    office.page_says(&case, &format!("state-desk-fault-{}", fault.replace('_', "-"))).await;
    agent.says("The card was read and the server does not take it.");
    let confirm = json!({"decision": "confirm", "face_matches": true, "address_is_theirs": true});
    assert_eq!(office.decide(&case, confirm).await.is(409).problem(), "desk-closed");
    let standing = applicant.standing().await;
    assert_eq!((&standing["state"], &standing["level"]), (&json!("pending"), &json!(null)));
    check("the agent", &agent.printed());
}

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn the_card_of_somebody_else_verifies_nobody() {
    namespace::inside();
    is_not_taken(&chip_of(&CARDS[3]), "wrong_card").await;
}

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn an_expired_card_verifies_nobody() {
    namespace::inside();
    is_not_taken(&Person { expiry: "25600101", ..chip_of(&CARDS[2]) }, "card_expired").await;
}

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn a_revoked_agent_ends_and_says_so_and_its_case_fails() {
    namespace::inside();
    let office = Office::open().await;
    let applicant = office.sign_up(&CARDS[4]).await;
    let mut agent = Agent::unattended(&office.home, &[]);
    let case = office.open_case(&applicant).await;
    office.becomes(&case, "waiting", Some("no_card")).await;
    let path = format!("/desk/agents/{}/revocation", office.agent);
    let revoked = office.admin.write(&path, json!({})).await.is(201).json();
    assert_eq!(revoked["state"], "revoked");
    office.becomes(&case, "failed", Some("revoked")).await;
    office.page_says(&case, "state-desk-fault-revoked").await;
    assert!(!agent.ends());
    agent.says("This device may no longer read cards.");

    // Neither it nor its reader is of any more use.
    let mut again = Agent::unattended(&office.home, &[]);
    assert!(!again.ends());
    let body = json!({"who": "nobody@example.org", "agent": office.agent});
    let refused = office.officer.write("/desk/cases", body).await.is(422).json();
    assert!(refused["errors"][0]["field"].as_str().unwrap().ends_with("agent"));
    assert_eq!(applicant.standing().await["state"], "pending");
    check("the agent", &agent.printed());
}

#[tokio::test]
#[ignore = "runs in the namespace"]
async fn an_agent_that_the_server_does_not_know_ends_and_says_so() {
    namespace::inside();
    let office = Office::open().await;
    let settings = office.file("agent.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace(&office.agent, "01ARZ3NDEKTSV4RRFFQ69G5FAV")).unwrap();
    let mut agent = Agent::unattended(&office.home, &[]);
    assert!(!agent.ends());
    agent.says("The server does not know this device. Enrol it again.");
}
