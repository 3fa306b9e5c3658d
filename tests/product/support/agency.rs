//! An agency that asks for mail: its people, the officer, and a request form that is complete.

use bytes::Bytes;
use reqwest::Method;
use rian::{
    agencies::agency,
    identity::{access::Role, person as people},
    workd::{demo_dns, dns, holiday, letter},
};
use serde_json::{Value, json};

use super::{Person, TestApp};

/// Thai name of the agency.
pub const AGENCY: &str = "กรมตัวอย่างดิจิทัล";

/// People of an agency and of the operator.
pub struct Office {
    /// Files the agency's requests.
    pub requester: Person,
    /// The coordinator of its requests, and so its main administrator once one is approved.
    pub admin: Person,
    /// Considers requests and opens domains.
    pub officer: Person,
}

impl Office {
    /// Everyone, with a calendar and a budget of 100 000 accounts.
    pub async fn new(app: &TestApp) -> Self {
        holiday::ensure_shipped(&app.app).await.unwrap();
        let office = Self {
            requester: member(app, "anan", Role::AgencyRequester, AGENCY).await,
            admin: app.learner("napa").await,
            officer: app.appointed("surasak", Role::ServiceOfficer).await,
        };
        let mut tx = app.app.db.write().await.unwrap();
        people::confirm_email(&mut tx, &office.admin.id.as_str().into()).await.unwrap();
        tx.save().await.unwrap();
        let budget = json!({"mail_accounts": 100_000, "conference_accounts": 1000});
        office.officer.api(Method::PUT, "/workd/budget", Some(budget)).await.is(200);
        office
    }

    /// Asks for a domain under mail.go.th, has it approved with 20 000 accounts and opened; gives
    /// its name.
    pub async fn open(&self, app: &TestApp, label: &str) -> String {
        let form = request_form(&self.admin.email, "mail_go_th", label);
        let request = self.requester.write("/workd/requests", form).await.is(201).json();
        let path = format!("/workd/requests/{}", request["id"].as_str().unwrap());
        self.requester.write(&format!("{path}/submission"), json!({})).await.is(200);
        let yes = json!({"decision": "approve", "granted": {"mail_accounts": 20_000},
            "identity_checked": {"how": "phone"}});
        let decided = self.officer.write(&format!("{path}/decision"), yes).await.is(200).json();
        assert_eq!(decided["state"], "ready");
        let name = decided["domain"]["name"].as_str().unwrap().to_owned();
        app.run_jobs().await;
        self.officer.write(&format!("/workd/domains/{name}/opening"), json!({})).await.is(200);
        name
    }
}

/// Somebody appointed in an agency.
pub async fn member(app: &TestApp, name: &str, role: Role, agency_name: &str) -> Person {
    let person = app.learner(name).await;
    let mut tx = app.app.db.write().await.unwrap();
    let agency = agency::add(&mut tx, agency_name, "An Example").await.unwrap();
    let id = person.id.as_str().into();
    people::appoint(&mut tx, None, &id, role, Some(&agency)).await.unwrap();
    tx.save().await.unwrap();
    person
}

/// A complete form that opens a domain, as the API takes it; the coordinator has that address.
pub fn request_form(email: &str, domain_kind: &str, domain_name: &str) -> Value {
    json!({
        "kind": "open",
        "agency": {"name_th": AGENCY, "name_en": "Department of Digital Examples",
            "parent_th": "สำนักนายกรัฐมนตรี"},
        "coordinator": {
            "prefix": "นาง", "first_name": "นภา", "last_name": "ดูแลระบบ",
            "first_name_en": "Napa", "last_name_en": "Dulaerabop", "position": "นักวิชาการคอมพิวเตอร์",
            "citizen_id": "9-1000-00000-01-1", "office_phone": "02 612 6000",
            "extensions": ["101"], "mobile_phone": "081 234 5678", "email": email,
        },
        "address": {"house_no": "1", "road": "พหลโยธิน", "subdistrict": "สามเสนใน",
            "district": "พญาไท", "province": "10", "postcode": "10400"},
        "domain": {"kind": domain_kind, "name": domain_name},
        "requested": {"mail_accounts": 300, "conference_accounts": 5},
        "effective_on": "2026-06-01",
        "privacy": {"consent": "given"},
        "terms": {"accepted": true},
        "signatures": [
            {"role": "requester", "name": "อนันต์ ยื่นคำขอ", "position": "นิติกร",
                "signed_on": "2026-04-06"},
            {"role": "head_of_agency", "name": "ปรีชา นำทาง", "position": "อธิบดี",
                "signed_on": "2026-04-06"},
        ],
    })
}

/// The signed form of a request comes to the contact centre with a letter.
pub async fn send_signed_form(app: &TestApp, number: &str) {
    let letter = format!(
        "From: anan@example.org\r\nTo: contact@dga.or.th\r\nSubject: Signed form {number}\r\n\
         Message-ID: <{number}@example.org>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=cut\r\n\r\n\
         --cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nตามแนบ\r\n\
         --cut\r\nContent-Type: application/pdf; name=form.pdf\r\n\
         Content-Disposition: attachment; filename=form.pdf\r\n\r\n\
         %PDF-1.4 signed\r\n%%EOF\r\n--cut--\r\n"
    );
    letter::receive(&app.app, Bytes::from(letter), Some("anan@example.org")).await.unwrap();
}

/// Sets the demonstration's zone to what the API asks for, but for the purposes in `wrong`.
pub async fn set_dns(app: &TestApp, domain: &Value, wrong: &[&str]) {
    let records = domain["dns"].as_array().unwrap().iter().map(|record| {
        let text = |name: &str| record[name].as_str().unwrap();
        let kinds = ["TXT", "MX", "CNAME", "SRV"];
        let value = match wrong.contains(&text("purpose")) {
            true => "v=spf1 include:spf.other.example -all",
            false => text("expected"),
        };
        dns::Expected {
            purpose: dns::Purpose::from_code(text("purpose")).unwrap(),
            name: text("name").to_owned(),
            kind: kinds.into_iter().find(|kind| *kind == text("type")).unwrap(),
            value: value.to_owned(),
        }
    });
    demo_dns::put(&app.app, &records.collect::<Vec<_>>(), &[]).await.unwrap();
}

/// A sheet of `count` accounts, as the import reads it.
pub fn sheet(count: usize) -> String {
    let mut sheet = String::from(
        "local_part,first_name,last_name,first_name_en,last_name_en,quota_mb,recovery_email,\
         identity_checked_how,identity_checked_at\r\n",
    );
    for number in 1..=count {
        let row = format!(
            "person.{number},สมศรี,ใจดี,Somsri,Jaidee,1024,person.{number}@example.org,\
             card_seen,2026-04-01\r\n"
        );
        sheet.push_str(&row);
    }
    sheet
}
