//! ThaID and DGA Digital ID: signing up, logging in, confirming an account, and every way it fails.

mod forged;
mod real;
mod settings;

use rian::sql;
use serde_json::Value;

use crate::support::{Answer, PASSWORD, Person, TestApp};

/// Presses the button of a provider, and gives where it leads.
async fn press(person: &Person, provider: &str, purpose: &str) -> String {
    press_for(person, provider, purpose, "").await
}

async fn press_for(person: &Person, provider: &str, purpose: &str, next: &str) -> String {
    let path = format!("/sign-ins/{provider}");
    let fields = [("purpose", purpose), ("next", next)];
    person.post(&path, &fields).await.is(303).location.unwrap()
}

/// Where an address of the product leads, by its path.
async fn led(person: &Person, app: &TestApp, url: &str) -> String {
    let path = url.strip_prefix(&app.base).unwrap_or(url);
    let path = path.find("/sign-ins").map_or(path, |at| &path[at..]);
    person.get(path).await.is(303).location.unwrap()
}

/// What the form after a first sign-in needs.
fn rest(email: &str) -> Vec<(&'static str, String)> {
    [
        ("prefix", "นางสาว"),
        ("email", email),
        ("person_kind", "public"),
        ("terms", "true"),
        ("privacy", "true"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

async fn fill_in(person: &Person, page: &str, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.post(page, &fields).await
}

/// The parameter `name` of an address.
fn parameter(url: &str, name: &str) -> String {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

/// The one number that a statement gives.
async fn number(app: &TestApp, text: &'static str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    sql!(tx, sqlx::query_scalar(text).fetch_one(tx).await).unwrap()
}

/// The one JSON value that a statement gives.
async fn json_of(app: &TestApp, text: &'static str) -> Value {
    let mut tx = app.app.db.read().await.unwrap();
    let found: sqlx::types::Json<Value> =
        sql!(tx, sqlx::query_scalar(text).fetch_one(tx).await).unwrap();
    found.0
}

/// Signs up with the first card of the demonstration while the registry is away: the person waits.
async fn waiting(app: &TestApp, email: &str) -> Person {
    let source = app.app.demo_verifier.clone().unwrap();
    source.set_reachable(false);
    let body = serde_json::json!({
        "citizen_id": "9100000000011", "laser_code": "ZA1000000101", "prefix": "นางสาว",
        "first_name": "สุดารัตน์", "last_name": "เกื้อกูล", "birth_date": "17 พฤษภาคม ๒๕๓๓",
        "email": email, "password": PASSWORD, "person_kind": "public",
        "consents": {"terms": true, "privacy": true},
    });
    app.stranger().write("/signups", body).await.is(202);
    source.set_reachable(true);
    Person::log_in(app, email, PASSWORD).await
}
