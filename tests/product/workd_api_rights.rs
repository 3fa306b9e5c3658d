//! Who may not see or touch an agency's requests, domains and accounts through the API.

use reqwest::Method;
use rian::identity::access::Role;
use serde_json::{Value, json};

use crate::support::{
    Person, TestApp,
    agency::{Office, member},
};

#[tokio::test]
async fn nobody_sees_or_touches_what_is_not_theirs() {
    let app = TestApp::new().await;
    let office = Office::new(&app).await;
    let name = office.open(&app, "alpha").await;
    let other = office.open(&app, "beta").await;
    let requests = office.requester.read("/workd/requests").await.is(200).json();
    assert_eq!(requests["budget"], Value::Null);
    let request = requests["items"][0]["id"].as_str().unwrap();
    let (request, domain) =
        (format!("/workd/requests/{request}"), format!("/workd/domains/{name}"));

    let stranger = app.stranger();
    let learner = app.learner("learner").await;
    let neighbour = member(&app, "neighbour", Role::AgencyAdmin, "หน่วยงานข้างเคียง").await;
    let body = json!({"local_part": "a.b"});
    for path in [&request, &domain, &format!("{domain}/accounts"), &format!("{domain}/tokens")] {
        stranger.read(path).await.is(401);
        learner.read(path).await.is(404);
        neighbour.read(path).await.is(404);
    }
    for path in ["accounts", "aliases", "imports", "opening", "suspension", "dns-checks", "tokens"]
    {
        let path = format!("{domain}/{path}");
        stranger.write(&path, body.clone()).await.is(401);
        learner.write(&path, body.clone()).await.is(404);
        // What only DGA does is refused before anybody asks which domain it is.
        let dgas = path.ends_with("/opening") || path.ends_with("/suspension");
        neighbour.write(&path, body.clone()).await.is(if dgas { 403 } else { 404 });
    }
    neighbour.write(&format!("{request}/decision"), json!({})).await.is(403);
    for path in ["submission", "withdrawal"] {
        neighbour.write(&format!("{request}/{path}"), json!({})).await.is(404);
    }
    assert_eq!(neighbour.read("/workd/domains").await.is(200).json()["items"], json!([]));
    assert_eq!(learner.read("/workd/requests").await.is(200).json()["items"], json!([]));
    for path in ["/workd/budget", "/workd/letters"] {
        learner.read(path).await.is(403);
    }
    // The officer opens domains and makes no mailboxes; the agency decides nothing of its own.
    office.officer.write(&format!("{domain}/accounts"), body.clone()).await.is(403);
    office.admin.write(&format!("{domain}/opening"), json!({})).await.is(403);
    office.requester.write(&format!("{request}/decision"), json!({})).await.is(403);

    // A domain's token does on its domain what its maker may, and nothing anywhere else.
    let tokens = format!("{domain}/tokens");
    let made = office.admin.write(&tokens, json!({"name": "ระบบบุคลากร"})).await.is(201).json();
    let system = Person::with_token(&app, made["token"].as_str().unwrap());
    let account = json!({"local_part": "by.system", "first_name": "สมหญิง", "last_name": "ใจดี",
        "identity_checked": {"how": "hr_record", "at": "2026-04-01"}});
    let made = system.write(&format!("{domain}/accounts"), account).await.is(201).json();
    assert!(made["activation_link"].as_str().unwrap().contains("/mailbox/activations/"));
    let listed = system.read("/workd/domains").await.is(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    system.read(&format!("/workd/domains/{other}")).await.is(404);
    system.write(&format!("/workd/domains/{other}/accounts"), body.clone()).await.is(404);
    for path in ["/workd/requests", "/me", "/workd/holidays", "/workd/budget"] {
        system.read(path).await.is(403);
    }
    // Nor does it make another token, or appoint people of the whole agency.
    system.write(&tokens, json!({"name": "again"})).await.is(403);
    system.write(&format!("{domain}/admins"), json!({})).await.is(403);
    let id = office.admin.read(&tokens).await.is(200).json()["items"][0]["id"].clone();
    let path = format!("{tokens}/{}", id.as_str().unwrap());
    office.admin.api(Method::DELETE, &path, None).await.is(204);
    system.read(&domain).await.is(401);
}
