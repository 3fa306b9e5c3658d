//! Agencies with people who ask for workD, and a form that lacks nothing.

use rian::{
    agencies::agency,
    identity::{access::Role, verification::demo::CARDS},
    workd::{budget, holiday, request::fields},
};
use serde_json::{Map, Value, json};

use super::{Answer, Person, TestApp};

/// Thai name of the agency that asks.
pub const AGENCY: &str = "กรมตัวอย่างดิจิทัล";
/// Thai name of the agency next door.
pub const OTHER: &str = "สำนักงานทดสอบข้างเคียง";

/// Every field that a request to open needs, signatures among them, as a page sends them.
pub fn form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("agency.name_th", AGENCY),
        ("agency.name_en", "Department of Digital Examples"),
        ("agency.ministry", "ดศ"),
        ("coordinator.prefix", "นาย"),
        ("coordinator.first_name", "อนันต์"),
        ("coordinator.last_name", "ประสานงาน"),
        ("coordinator.first_name_en", "Anan"),
        ("coordinator.last_name_en", "Prasanngan"),
        ("coordinator.position", "นักวิชาการคอมพิวเตอร์ชำนาญการ"),
        ("coordinator.citizen_id", CARDS[0].citizen_id),
        ("coordinator.office_phone", "02 612 6000"),
        ("coordinator.extensions", "101, 102"),
        ("coordinator.mobile_phone", "081 234 5678"),
        ("coordinator.email", "coordinator@digital.example.go.th"),
        ("address.house_no", "108"),
        ("address.road", "รางน้ำ"),
        ("address.subdistrict", "ถนนพญาไท"),
        ("address.district", "ราชเทวี"),
        ("address.province", "10"),
        ("address.postcode", "10400"),
        ("domain.kind", "mail_go_th"),
        ("domain.name", "digital"),
        ("requested.mail_accounts", "120"),
        ("requested.conference_accounts", "20"),
        ("effective_on", "1 มิถุนายน 2569"),
        ("privacy.consent", "given"),
        ("terms.accepted", "true"),
        ("signatures.0.name", "อนันต์ ประสานงาน"),
        ("signatures.0.position", "นักวิชาการคอมพิวเตอร์"),
        ("signatures.0.signed_on", "7/4/2569"),
        ("signatures.1.name", "มานะ หัวหน้า"),
        ("signatures.1.position", "อธิบดี"),
        ("signatures.1.signed_on", "7/4/2569"),
    ]
}

/// The fields of one part of `form`.
pub fn part(part: u8) -> Vec<(&'static str, &'static str)> {
    let of = |name: &str| fields::find(name).is_some_and(|field| field.part == part);
    form().into_iter().filter(|(name, _)| of(name)).collect()
}

/// The same form as the API takes it.
pub fn form_json() -> Value {
    let mut whole = Map::new();
    for (name, text) in form().into_iter().filter(|(name, _)| !name.starts_with("signatures.")) {
        match name.split_once('.') {
            Some((group, name)) => {
                let group = whole.entry(group).or_insert_with(|| json!({}));
                group[name] = json!(text);
            }
            None => {
                whole.insert(name.to_owned(), json!(text));
            }
        }
    }
    whole.insert(
        "signatures".into(),
        json!([
            {"role": "requester", "name": "อนันต์ ประสานงาน", "position": "นักวิชาการคอมพิวเตอร์",
             "signed_on": "2026-04-07"},
            {"role": "head_of_agency", "name": "มานะ หัวหน้า", "position": "อธิบดี",
             "signed_on": "2026-04-07"},
        ]),
    );
    Value::Object(whole)
}

impl TestApp {
    /// Two agencies, the shipped holidays, and a budget of 500 mail and 50 conference accounts.
    pub async fn with_workd(self) -> Self {
        holiday::ensure_shipped(&self.app).await.unwrap();
        let mut tx = self.app.db.write().await.unwrap();
        agency::add(&mut tx, AGENCY, "Department of Digital Examples").await.unwrap();
        agency::add(&mut tx, OTHER, "Test Office Next Door").await.unwrap();
        budget::insert(&mut tx, None, 500, 50, "").await.unwrap();
        rian::audit::record(&mut tx, None, "test.made", "test", json!({})).await.unwrap();
        tx.save().await.unwrap();
        self
    }

    /// Somebody appointed to a role in an agency.
    pub async fn in_agency(&self, name: &str, role: Role, agency: &str) -> Person {
        let mut tx = self.app.db.read().await.unwrap();
        let agency = agency::find_by_name(&mut tx, agency).await.unwrap();
        drop(tx);
        self.person_in(name, Some(role), "none", agency).await
    }

    /// Somebody who files requests for `AGENCY`.
    pub async fn requester(&self, name: &str) -> Person {
        self.in_agency(name, Role::AgencyRequester, AGENCY).await
    }
}

/// Begins a request of `kind` and gives its id.
pub async fn begin(person: &Person, kind: &str) -> String {
    let answer = person.post("/workd/requests", &[("kind", kind)]).await.is(303);
    let (_, rest) = answer.location.as_deref().unwrap().split_once("/workd/requests/").unwrap();
    rest.split('/').next().unwrap().to_owned()
}

/// Keeps a part of the form as its page does.
pub async fn keep(person: &Person, id: &str, part: u8, fields: &[(&str, &str)]) -> Answer {
    let number = part.to_string();
    let mut fields = fields.to_vec();
    fields.extend([("_method", "PUT"), ("part", &number), ("then", "next")]);
    person.post(&format!("/workd/requests/{id}"), &fields).await
}

/// A request to open, complete, as a draft.
pub async fn drafted(person: &Person) -> String {
    let id = begin(person, "open").await;
    for number in 1..=4 {
        keep(person, &id, number, &part(number)).await.is(303);
    }
    id
}

/// The same, sent.
pub async fn sent(person: &Person) -> String {
    let id = drafted(person).await;
    person.post(&format!("/workd/requests/{id}/submission"), &[]).await.is(303);
    id
}
