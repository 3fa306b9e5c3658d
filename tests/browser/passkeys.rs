//! Passkeys in Chromium, with the virtual authenticator of its driver.

use fantoccini::wd::WebDriverCompatibleCommand;
use poem::http::Method;
use rian::identity::access::Role;
use serde_json::{Value, json};

use crate::{
    accessibility::is_accessible,
    chromium::Browser,
    support::{PASSWORD, TestApp, course::ask},
};

/// A command of Web Authentication's extension of WebDriver (level 3, section 11).
#[derive(Debug)]
struct Authenticator {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Authenticator {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/webauthn/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

async fn command(browser: &Browser, method: Method, path: &str, body: Option<Value>) -> Value {
    let path = path.to_owned();
    browser.client.issue_cmd(Authenticator { method, path, body }).await.unwrap()
}

/// Plugs in a device that checks a finger and keeps passkeys.
async fn plug_in(browser: &Browser) -> String {
    let device = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
        "hasUserVerification": true, "isUserVerified": true,
    });
    let id = command(browser, Method::POST, "authenticator", Some(device)).await;
    id.as_str().unwrap().to_owned()
}

async fn credentials(browser: &Browser, device: &str) -> Vec<Value> {
    let path = format!("authenticator/{device}/credentials");
    let all = command(browser, Method::GET, &path, None).await;
    all.as_array().unwrap().clone()
}

async fn log_out(browser: &Browser) {
    let out = "document.querySelector('form[action=\"/sessions/current\"]').submit()";
    browser.client.execute(out, vec![]).await.unwrap();
    browser.wait_for_address("logged-out").await;
}

async fn log_in(browser: &Browser, email: &str) {
    browser.go("/login").await;
    browser.fill("login", email).await;
    browser.fill("password", PASSWORD).await;
    browser.press("form[action='/login'] button.button").await;
}

async fn make_a_passkey(browser: &Browser) {
    browser.go("/me/second-factor/passkeys/new").await;
    browser.fill("name", "โน้ตบุ๊กของสำนักงาน").await;
    browser.press("form[data-passkey='create'] button.button").await;
    browser.wait_for_address("notice=factor-added").await;
    assert!(browser.text().await.contains("โน้ตบุ๊กของสำนักงาน"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_makes_a_passkey_logs_in_by_it_and_proves_a_decision() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let request = ask(&app, &somchai).await;
    let malee = app.appointed("malee", Role::CertificateOfficer).await;
    let base = app.base.replace("127.0.0.1", "localhost");
    let Some(browser) = Browser::open(&base, 1280).await else { return };
    let device = plug_in(&browser).await;
    log_in(&browser, &malee.email).await;
    browser.wait_for_address("/approvals").await;
    make_a_passkey(&browser).await;
    assert_eq!(credentials(&browser, &device).await.len(), 1);

    // Twice on one device there is none.
    browser.go("/me/second-factor/passkeys/new").await;
    browser.press("form[data-passkey='create'] button.button").await;
    browser.wait("[data-passkey-message]").await;

    // Out, and in again without a password.
    log_out(&browser).await;
    browser.go("/login").await;
    browser.press("form[action='/login/passkey'] button").await;
    browser.wait_for_address("/approvals").await;

    // Out, and in by password and passkey.
    log_out(&browser).await;
    log_in(&browser, &malee.email).await;
    browser.wait_for_address("/login/second-factor").await;
    browser.press("form[data-passkey='get'] button").await;
    browser.wait_for_address("/approvals").await;

    // Sixteen minutes later a decision asks once more, and what was typed arrives.
    app.advance(chrono::Duration::minutes(16));
    browser.go(&format!("/approvals/{request}")).await;
    browser.fill("reason", "ขอให้ตรวจชื่อ").await;
    browser.press("button[value='return']").await;
    browser.wait("form[data-passkey='get']").await;
    browser.press("form[data-passkey='get'] button").await;
    browser.wait_for_address("notice=decided").await;
    browser.go(&format!("/approvals/{request}")).await;
    assert!(browser.text().await.contains("ขอให้ตรวจชื่อ"));
    browser.close().await;
    app.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copied_device_and_one_that_checks_nobody_are_refused() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let base = app.base.replace("127.0.0.1", "localhost");
    let Some(browser) = Browser::open(&base, 360).await else { return };
    let device = plug_in(&browser).await;
    log_in(&browser, &somchai.email).await;
    browser.wait_for_address("/me").await;
    make_a_passkey(&browser).await;
    log_out(&browser).await;
    let copy = credentials(&browser, &device).await.remove(0);
    browser.go("/login").await;
    browser.press("form[action='/login/passkey'] button").await;
    browser.wait_for_address("/me").await;
    log_out(&browser).await;

    // The copy still has the counter of the day it was taken.
    let path = format!("authenticator/{device}/credentials");
    command(&browser, Method::DELETE, &path, None).await;
    command(&browser, Method::POST, &format!("authenticator/{device}/credential"), Some(copy))
        .await;
    browser.go("/login").await;
    browser.press("form[action='/login/passkey'] button").await;
    browser.wait(".error-summary").await;
    assert_eq!(browser.path().await, "/login/passkey");

    // A device whose owner does not unlock it gives no answer.
    let path = format!("authenticator/{device}/uv");
    command(&browser, Method::POST, &path, Some(json!({"isUserVerified": false}))).await;
    browser.go("/login").await;
    browser.press("form[action='/login/passkey'] button").await;
    browser.wait("[data-passkey-message]").await;
    browser.close().await;
    app.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_a_number_the_page_names_the_address_where_passkeys_work() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let Some(browser) = Browser::open(&app.base, 1280).await else { return };
    plug_in(&browser).await;
    log_in(&browser, &somchai.email).await;
    browser.wait_for_address("/me").await;
    browser.go("/me/second-factor/passkeys/new").await;
    browser.press("form[data-passkey='create'] button.button").await;
    browser.wait("[data-passkey-message]").await;
    let right = app.base.replace("127.0.0.1", "localhost");
    assert!(browser.text().await.contains(&right));
    browser.close().await;
}

async fn look(width: u32) {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let admin = app.appointed("rungrot", Role::SystemAdmin).await;
    let base = app.base.replace("127.0.0.1", "localhost");
    let Some(browser) = Browser::open(&base, width).await else { return };
    plug_in(&browser).await;
    log_in(&browser, &somchai.email).await;
    browser.wait_for_address("/me").await;
    let look_at = async |path: &str| {
        browser.go(path).await;
        browser.fits().await;
        is_accessible(&browser).await;
    };
    look_at("/me/account").await;
    look_at("/me/second-factor").await;
    look_at("/me/second-factor/passkeys/new").await;
    make_a_passkey(&browser).await;
    look_at("/me/second-factor").await;
    browser.press("form[action='/me/second-factor/app'] button").await;
    browser.wait("#secret").await;
    browser.fits().await;
    is_accessible(&browser).await;
    browser.go("/me/second-factor").await;
    browser.press("form[action='/me/second-factor/recovery-codes'] button").await;
    browser.wait("#codes").await;
    browser.fits().await;
    is_accessible(&browser).await;
    look_at("/me/second-factor/proof").await;
    look_at("/me/second-factor?lang=en").await;
    log_out(&browser).await;
    log_in(&browser, &somchai.email).await;
    browser.wait_for_address("/login/second-factor").await;
    browser.fits().await;
    is_accessible(&browser).await;
    log_in(&browser, &admin.email).await;
    browser.wait_for_address("/me").await;
    look_at("/second-factor-resets/new").await;
    browser.close().await;
    app.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_the_second_proof_are_accessible_on_a_desk() {
    look(1280).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_the_second_proof_are_accessible_on_a_phone() {
    look(360).await;
}
