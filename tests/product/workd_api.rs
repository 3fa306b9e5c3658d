//! What administrators and officers do day by day, through the API.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    TestApp,
    agency::{Office, request_form, send_signed_form, sheet},
};

#[tokio::test]
async fn an_administrator_keeps_the_accounts_of_the_agency() {
    let app = TestApp::new().await;
    let office = Office::new(&app).await;
    let name = office.open(&app, "gamma").await;
    let domain = format!("/workd/domains/{name}");
    let admin = &office.admin;

    // Suspended, resumed, deleted, brought back.
    let sheet = sheet(3).into_bytes();
    admin.send(&format!("{domain}/imports"), "text/csv", sheet).await.is(200);
    let one = format!("{domain}/accounts/person.1");
    let changed = json!({"first_name": "สมปอง", "recovery_email": ""});
    let changed = admin.api(Method::PATCH, &one, Some(changed)).await.is(200).json();
    assert_eq!(
        (&changed["first_name"], &changed["last_name"], &changed["recovery_email"]),
        (&json!("สมปอง"), &json!("ใจดี"), &Value::Null)
    );
    let handed_over =
        admin.write(&format!("{one}/password-resets"), json!({})).await.is(201).json();
    assert!(handed_over["reset_link"].is_string() && handed_over["sent_to"].is_null());
    let two = format!("{domain}/accounts/person.2/password-resets");
    assert_eq!(admin.write(&two, json!({})).await.is(201).json()["sent_to"], "p•••@example.org");
    let suspension = format!("{one}/suspension");
    let stopped = admin.api(Method::POST, &suspension, None).await.is(200).json();
    assert_eq!(stopped["state"], "suspended");
    assert!(stopped["suspension_reason"].is_string());
    admin.write(&format!("{one}/password-resets"), json!({})).await.is(409);
    admin.api(Method::DELETE, &suspension, None).await.is(200);
    admin.api(Method::DELETE, &one, None).await.is(204);
    admin.write(&suspension, json!({})).await.is(404);
    assert_eq!(admin.read(&one).await.is(200).json()["state"], "deleted");
    admin.write(&format!("{one}/restoration"), json!({})).await.is(200);

    // An app password is shown once, for sending alone unless the mailbox is the official one.
    let passwords = format!("{one}/app-passwords");
    let made = admin.write(&passwords, json!({"name": "เครื่องสแกน"})).await.is(201).json();
    assert_eq!(
        (&made["services"], made["password"].as_str().unwrap().len()),
        (&json!(["smtp"]), 30)
    );
    let reading = json!({"name": "x", "services": ["imap"]});
    assert_eq!(admin.write(&passwords, reading.clone()).await.is(422).fields(), ["/services"]);
    admin.write(&format!("{domain}/accounts/saraban/app-passwords"), reading).await.is(201);
    let listed = admin.read(&passwords).await.is(200).json();
    assert_eq!(listed["items"][0]["password"], Value::Null);
    let path = format!("{passwords}/{}", made["id"].as_str().unwrap());
    admin.api(Method::DELETE, &path, None).await.is(204);

    // Aliases and groups.
    let alias = json!({"local_part": "director", "destinations": ["person.1"]});
    let made = admin.write(&format!("{domain}/aliases"), alias).await.is(201).json();
    assert_eq!(made["destinations"], json!([format!("person.1@{name}")]));
    let group =
        json!({"local_part": "all", "title": "ทุกคน", "destinations": ["person.1", "nobody"]});
    let groups = format!("{domain}/groups");
    assert_eq!(admin.write(&groups, group).await.is(422).fields(), ["/destinations"]);
    let group = json!({"local_part": "all", "title": "ทุกคน", "destinations": ["person.1"]});
    admin.write(&groups, group).await.is(201);
    let more = json!({"title": "ทุกคน", "destinations": ["person.1", "person.2"]});
    let path = format!("{groups}/all");
    let put = admin.api(Method::PUT, &path, Some(more.clone())).await.is(200).json();
    assert_eq!(
        (put["destinations"].as_array().unwrap().len(), &put["may_send"]),
        (2, &json!(false))
    );
    admin.api(Method::PUT, &format!("{domain}/aliases/all"), Some(more)).await.is(404);
    admin.api(Method::DELETE, &path, None).await.is(204);
    admin.api(Method::DELETE, &format!("{domain}/aliases/postmaster"), None).await.is(409);

    // People, settings, the review, the key, the relay.
    let helper = json!({"role": "agency_helper", "first_name": "วิภา", "last_name": "ช่วยดี",
        "email": "wipha@example.org"});
    let made = admin.write(&format!("{domain}/admins"), helper).await.is(201).json();
    assert_eq!((&made["role"], &made["main"]), (&json!("agency_helper"), &json!(false)));
    let there = admin.read(&format!("{domain}/admins")).await.is(200).json();
    let main = there["items"][0]["id"].as_str().unwrap();
    admin.api(Method::DELETE, &format!("{domain}/admins/{main}"), None).await.is(409);
    let path = format!("{domain}/admins/{}", made["id"].as_str().unwrap());
    admin.api(Method::DELETE, &path, None).await.is(204);
    let settings = json!({"forwarding": "none"});
    let path = format!("{domain}/settings");
    let set = admin.api(Method::PUT, &path, Some(settings)).await.is(200).json();
    assert_eq!(
        (&set["forwarding"], &set["quota"]["default_quota_mb"]),
        (&json!("none"), &json!(5120))
    );
    let reviews = format!("{domain}/reviews");
    let done = json!({"suspend": ["person.3"], "reason": "ย้ายหน่วยงาน"});
    assert_eq!(admin.write(&reviews, done).await.is(201).json()["suspended"], 1);
    assert_eq!(admin.read(&reviews).await.is(200).json()["items"].as_array().unwrap().len(), 2);
    admin.write(&format!("{domain}/dkim-rotations"), json!({})).await.is(200);
    app.run_jobs().await;
    admin.write(&format!("{domain}/dkim-rotations"), json!({})).await.is(409);
    let seen = admin.read(&domain).await.is(200).json();
    assert_eq!(seen["dkim"].as_array().unwrap().len(), 2);
    let clients = format!("{domain}/relay/clients");
    admin.write(&clients, json!({"client": "192.0.2.9"})).await.is(403);
    let relay = office.officer.write(&clients, json!({"client": "192.0.2.9"})).await.is(201).json();
    let path = format!("{clients}/{}", relay["clients"][0]["id"].as_str().unwrap());
    office.officer.api(Method::DELETE, &path, None).await.is(200);
    let hop = json!({"next_hop": "mail.gamma.example"});
    office.officer.api(Method::PUT, &format!("{domain}/relay"), Some(hop)).await.is(409);
}

#[tokio::test]
async fn a_signed_scan_is_uploaded_and_a_request_is_returned_mended_and_withdrawn() {
    let app = TestApp::new().await;
    let Office { requester, officer, admin } = Office::new(&app).await;
    let mut form = request_form(&admin.email, "mail_go_th", "delta");
    form["signatures"] = Value::Null;
    let request = requester.write("/workd/requests", form.clone()).await.is(201).json();
    let path = format!("/workd/requests/{}", request["id"].as_str().unwrap());

    // Only a scan is one; the same scan twice is one file.
    let upload = async |content: &str| {
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let kind = "multipart/form-data; boundary=cut";
        requester.send(&format!("{path}/signed-form"), kind, body.into_bytes()).await
    };
    assert_eq!(upload("<html>").await.is(422).fields(), ["/file"]);
    upload("%PDF-1.4 signed").await.is(201);
    let signed = upload("%PDF-1.4 signed").await.is(201).json();
    assert_eq!((signed["files"].as_array().unwrap().len(), &signed["missing"]), (1, &json!([])));
    requester.write(&format!("{path}/submission"), json!({})).await.is(200);
    assert_eq!(upload("%PDF-1.4 other").await.is(409).json()["type"], "/problems/not-a-draft");

    // A holiday that the cabinet adds moves the promise.
    let before = requester.read(&path).await.json()["due_at"].as_str().unwrap().to_owned();
    let holiday = json!({"day": "2026-04-10", "name_th": "วันหยุดพิเศษ", "source": "มติ ครม."});
    requester.write("/workd/holidays", holiday.clone()).await.is(403);
    let added = officer.write("/workd/holidays", holiday).await.is(201).json();
    assert_eq!(added, json!({"day": "2026-04-10", "moved": 1}));
    let after = requester.read(&path).await.json()["due_at"].as_str().unwrap().to_owned();
    assert!(after > before, "{before} {after}");
    officer.api(Method::DELETE, "/workd/holidays/2026-04-10?why=x", None).await.is(204);

    // Returned with the field that is to be mended, and the clock stands.
    let back = json!({"decision": "return", "to_mend": [
        {"field": "/coordinator/position", "text": "โปรดระบุตำแหน่งเต็ม"}]});
    let back = officer.write(&format!("{path}/decision"), back).await.is(200).json();
    assert_eq!((&back["state"], &back["due_at"]), (&json!("returned"), &Value::Null));
    assert_eq!(back["to_mend"][0]["field"], "/coordinator/position");
    requester.api(Method::PUT, &path, Some(form)).await.is(200);
    let again = requester.write(&format!("{path}/submission"), json!({})).await.is(200).json();
    assert_eq!(again["state"], "under_review");
    let gone = requester.write(&format!("{path}/withdrawal"), json!({})).await.is(200).json();
    assert_eq!(gone["state"], "withdrawn");
    let kept = requester.read("/workd/requests?state=withdrawn").await.is(200).json();
    assert_eq!(kept["items"].as_array().unwrap().len(), 1);
    assert_eq!(officer.read("/workd/requests").await.json()["items"], json!([]));

    // A letter that names no open request waits for an officer.
    send_signed_form(&app, "WD-2569-0999").await;
    let letters = officer.read("/workd/letters").await.is(200).json();
    let letter =
        format!("/workd/letters/{}/settlement", letters["items"][0]["id"].as_str().unwrap());
    let unknown = officer.write(&letter, json!({"number": "WD-2569-0998"})).await.is(422);
    assert_eq!(unknown.fields(), ["/number"]);
    let settled = officer.write(&letter, json!({"number": ""})).await.is(200).json();
    assert_eq!(settled["state"], "settled");
}
