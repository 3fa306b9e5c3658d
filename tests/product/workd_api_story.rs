//! The whole way of an agency to its mail, through `/api/v1` alone.

use reqwest::Method;
use rian::workd::account_link;
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    agency::{Office, request_form, send_signed_form, set_dns, sheet},
};

fn states(domain: &Value, purpose: &str) -> Vec<String> {
    let records = domain["dns"].as_array().unwrap().iter();
    let of = records.filter(|record| record["purpose"] == purpose);
    of.map(|record| record["state"].as_str().unwrap().to_owned()).collect()
}

fn codes(problem: &Value) -> Vec<&str> {
    let missing = problem["missing"].as_array().unwrap();
    missing.iter().map(|one| one["code"].as_str().unwrap()).collect()
}

/// The newest link of that form in a letter to `to`.
async fn link(app: &TestApp, to: &str, part: &str) -> String {
    let letters = app.letters().await;
    let links = letters.iter().filter(|letter| letter.to == to).flat_map(|it| &it.links);
    let found = links.filter_map(|link| link.split_once(part)).next();
    found.unwrap_or_else(|| panic!("no link {part} to {to}")).1.to_owned()
}

#[tokio::test]
async fn from_a_request_to_mail_accounts() {
    let app = TestApp::new().await;
    let Office { requester, officer, .. } = Office::new(&app).await;

    // 1. A draft is kept field by field; what is wrong is not kept at all.
    let mut form = request_form("kanda@example.org", "own", "digital-demo.go.th");
    form["signatures"] = json!([]);
    let part = json!({"kind": "open", "agency": form["agency"]});
    let draft = requester.write("/workd/requests", part).await.is(201).json();
    assert_eq!(draft["state"], "draft");
    assert!(draft["missing"].as_array().unwrap().len() > 15, "{}", draft["missing"]);
    let number = draft["number"].as_str().unwrap().to_owned();
    let path = format!("/workd/requests/{number}");
    let mut wrong = form.clone();
    wrong["coordinator"]["citizen_id"] = json!("1234567890123");
    wrong["requested"]["mail_accounts"] = json!(0);
    let fields = requester.api(Method::PUT, &path, Some(wrong)).await.is(422).fields();
    assert_eq!(fields, ["/coordinator/citizen_id", "/requested/mail_accounts"]);
    let full = requester.api(Method::PUT, &path, Some(form.clone())).await.is(200).json();
    assert_eq!(codes(&full), ["not_signed"]);
    assert_eq!(full["coordinator"]["citizen_id"], Value::Null);
    assert!(full["coordinator"]["citizen_id_masked"].is_string());
    assert_eq!(full["requested"], json!({"mail_accounts": 300, "conference_accounts": 5}));
    // A form that is sent without the number keeps the one that is there; its kind is fixed.
    form["coordinator"]["citizen_id"] = Value::Null;
    let again = requester.api(Method::PUT, &path, Some(form.clone())).await.is(200).json();
    assert_eq!(codes(&again), ["not_signed"]);
    form["kind"] = json!("cancel");
    requester.api(Method::PUT, &path, Some(form)).await.is(422);
    let refused = requester.write(&format!("{path}/submission"), json!({})).await.is(422).json();
    assert_eq!(codes(&refused), ["not_signed"]);

    // 2. It is printed, signed, and comes back by mail; the promise begins.
    assert!(requester.bytes(&format!("{path}/form.pdf")).await.starts_with(b"%PDF"));
    send_signed_form(&app, &number).await;
    let sent = requester.read(&path).await.is(200).json();
    assert_eq!(
        (&sent["state"], &sent["received_on"]),
        (&json!("under_review"), &json!("2026-04-07"))
    );
    // Five working days over Songkran: the 13th to the 15th are holidays.
    assert!(sent["due_at"].as_str().unwrap().starts_with("2026-04-17T"), "{}", sent["due_at"]);
    let file = sent["files"][0]["id"].as_str().unwrap();
    let scan = officer.bytes(&format!("{path}/files/{file}")).await;
    assert!(scan.starts_with(b"%PDF-1.4 signed"));

    // 3. The officer sees the queue with the budget, and grants.
    let queue = officer.read("/workd/requests").await.is(200).json();
    assert_eq!(queue["items"][0]["number"], number.as_str());
    assert_eq!(queue["budget"]["left"]["mail_accounts"], 100_000);
    let decision = format!("{path}/decision");
    let unexplained = officer.write(&decision, json!({"decision": "return"})).await;
    assert_eq!(unexplained.is(422).fields(), ["/reason"]);
    let too_much = json!({"decision": "approve", "granted": {"mail_accounts": 200_000}});
    let refused = officer.write(&decision, too_much).await.is(409).json();
    assert_eq!(refused["type"], "/problems/over-budget");
    let yes = json!({"decision": "approve", "identity_checked": {"how": "phone"},
        "granted": {"mail_accounts": 250, "conference_accounts": 5}});
    let granted = officer.write(&decision, yes.clone()).await.is(200).json();
    assert_eq!(granted["state"], "awaiting_dns");
    assert_eq!(granted["granted"], json!({"mail_accounts": 250, "conference_accounts": 5}));
    officer.write(&decision, yes).await.is(409);
    let budget = officer.read("/workd/budget").await.is(200).json();
    assert_eq!(budget["left"]["mail_accounts"], 99_750);

    // The coordinator is the administrator now, and chooses a password by the link in the letter.
    app.run_jobs().await;
    let token = link(&app, "kanda@example.org", "/password-resets/").await;
    let fields = [("_method", "PUT"), ("password", PASSWORD)];
    app.stranger().post(&format!("/password-resets/{token}"), &fields).await.is(303);
    let kanda = Person::log_in(&app, "kanda@example.org", PASSWORD).await;

    // 4. DNS: nothing there, then wrong, then right.
    let domain = "/workd/domains/digital-demo.go.th";
    let first = kanda.read(domain).await.is(200).json();
    assert_eq!(first["state"], "awaiting_dns");
    assert_eq!(states(&first, "ownership"), ["missing"]);
    set_dns(&app, &first, &["spf"]).await;
    let looked = kanda.write(&format!("{domain}/dns-checks"), json!({})).await.is(200).json();
    assert_eq!(
        (states(&looked, "mx")[0].as_str(), states(&looked, "spf")[0].as_str()),
        ("ok", "wrong")
    );
    let spf = looked["dns"].as_array().unwrap().iter().find(|it| it["purpose"] == "spf").unwrap();
    assert!(spf["found"][0]["value"].as_str().unwrap().contains("spf.other.example"));
    assert!(spf["advice"].is_string());
    let opening = format!("{domain}/opening");
    let refused = officer.write(&opening, json!({})).await.is(409).json();
    assert_eq!(
        (refused["type"].as_str(), codes(&refused)),
        (Some("/problems/dns-not-ready"), vec!["dns"])
    );
    set_dns(&app, &first, &[]).await;
    let right = kanda.write(&format!("{domain}/dns-checks"), json!({})).await.is(200).json();
    assert_eq!(right["state"], "ready", "{}", right["dns"]);
    assert!(right["open_due_at"].is_string());

    // 5. Opening: the administrator is told, the official mailbox is there, the request is done.
    kanda.write(&opening, json!({})).await.is(403);
    let open = officer.write(&opening, json!({})).await.is(200).json();
    assert_eq!((&open["state"], &open["quota"]["mail_accounts"]), (&json!("open"), &json!(1)));
    assert_eq!(requester.read(&path).await.is(200).json()["state"], "done");
    app.run_jobs().await;
    link(&app, "kanda@example.org", "/workd/domains/digital-demo.go.th").await;

    // 6. An account; its holder chooses the password.
    let accounts = format!("{domain}/accounts");
    let new = json!({"local_part": "Somchai.J", "first_name": "สมชาย", "last_name": "ใจดี",
        "recovery_email": "somchai@example.org",
        "identity_checked": {"how": "card_seen", "at": "2569-04-01"}});
    let unchecked = json!({"local_part": "x.y", "first_name": "สมชาย", "last_name": "ใจดี"});
    let fields = kanda.write(&accounts, unchecked).await.is(422).fields();
    assert_eq!(fields, ["/identity_checked/how", "/identity_checked/at"]);
    let made = kanda.write(&accounts, new.clone()).await.is(201).json();
    assert_eq!(
        (&made["address"], &made["state"]),
        (&json!("somchai.j@digital-demo.go.th"), &json!("invited"))
    );
    assert_eq!(made["activation_link"], Value::Null);
    assert_eq!(kanda.write(&accounts, new).await.is(422).fields(), ["/local_part"]);
    app.run_jobs().await;
    let token = link(&app, "somchai@example.org", "/mailbox/activations/").await;
    let hash = app.app.passwords.hash(PASSWORD).await.unwrap();
    let mut tx = app.app.db.write().await.unwrap();
    assert!(account_link::take(&mut tx, &token, &hash).await.unwrap().is_some());
    tx.save().await.unwrap();
    let active = kanda.read(&format!("{accounts}/somchai.j")).await.is(200).json();
    assert_eq!(active["state"], "active");

    // 7. Two hundred more: looked through, kept, and kept again without a change.
    let imports = format!("{domain}/imports");
    let send = async |query: &str, kind: &str, sheet: String| {
        let answer = kanda.send(&format!("{imports}{query}"), kind, sheet.into_bytes()).await;
        answer.is(200).json()
    };
    let dry = send("?dry_run=true", "text/csv; charset=utf-8", sheet(200)).await;
    assert_eq!(
        (&dry["rows"], &dry["created"], &dry["errors"]),
        (&json!(200), &json!(200), &json!([]))
    );
    assert_eq!(kanda.read(domain).await.json()["quota"]["mail_accounts"], 2);
    let mut broken = sheet(200);
    broken.push_str("ผู้ใช้,,x,,,,,,\r\n");
    let refused = send("", "text/csv", broken).await;
    assert_eq!((&refused["created"], &refused["errors"][0]["row"]), (&json!(0), &json!(202)));
    assert_eq!(kanda.read(domain).await.json()["quota"]["mail_accounts"], 2);
    let kept = send("?dry_run=false", "application/octet-stream", sheet(200)).await;
    assert_eq!((&kept["created"], &kept["errors"]), (&json!(200), &json!([])));
    assert_eq!(send("", "text/csv", sheet(200)).await["unchanged"], 200);
    assert_eq!(kanda.read(domain).await.json()["quota"]["left"], 250 - 202);
    let over = send("", "text/csv", sheet(260)).await;
    assert_eq!(over["errors"][0]["code"], "grant_used_up");
    app.run_jobs().await;
    let letters = app.letters().await;
    let invited = letters.iter().filter(|letter| letter.to.starts_with("person."));
    assert!(invited.count() >= 90, "the holders are invited");
    // The list goes on page by page; a sheet of it is read again as it was.
    let page = kanda.read(&format!("{accounts}?q=person&limit=150")).await.is(200).json();
    let next = page["next"].as_str().unwrap();
    let rest = kanda.read(&format!("{accounts}?q=person&limit=150&after={next}")).await.json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (50, &Value::Null));
    let export = String::from_utf8(kanda.bytes(&format!("{domain}/export/csv")).await).unwrap();
    assert_eq!(send("", "text/csv", export).await["unchanged"], 202);

    // 8. Suspended at once, and on again.
    let suspension = format!("{domain}/suspension");
    kanda.write(&suspension, json!({"reason": "ทดสอบ"})).await.is(403);
    assert_eq!(officer.write(&suspension, json!({})).await.is(422).fields(), ["/reason"]);
    let reason = json!({"reason": "ส่งจดหมายขยะ", "code": "security", "effective_on": "2026-04-01"});
    let stopped = officer.write(&suspension, reason).await.is(200).json();
    assert_eq!(stopped["state"], "suspended");
    assert_eq!(
        (&stopped["suspension"]["code"], &stopped["suspension"]["effective_on"]),
        (&json!("security"), &json!("2026-04-01"))
    );
    let late = json!({"local_part": "late.one", "first_name": "ช้า", "last_name": "ไป",
        "identity_checked": {"how": "thaid", "at": "2026-04-01"}});
    kanda.write(&accounts, late).await.is(409);
    let resumed = officer.api(Method::DELETE, &suspension, None).await.is(200).json();
    assert_eq!((&resumed["state"], &resumed["suspension"]), (&json!("open"), &Value::Null));
    officer.api(Method::DELETE, &suspension, None).await.is(409);
}
