//! Every page by axe's rules, at 1280 and at 360 pixels, and by keyboard alone.

use std::path::Path;

use fantoccini::{Locator, key::Key};
use serde_json::json;

use crate::{
    chromium::Browser,
    support::{PASSWORD, TestApp, course::ask},
};

/// Fails when axe finds a violation of WCAG 2.2 A or AA on the page.
pub async fn is_accessible(browser: &Browser) {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).unwrap();
    browser.client.execute(&axe, vec![]).await.unwrap();
    let run = "const done = arguments[0];
        const only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        axe.run(document, {runOnly: only}).then((found) => done(found.violations.map((one) =>
            one.id + ': ' + one.nodes.map((node) => node.html).join(' | '))));";
    let found = browser.client.execute_async(run, vec![]).await.unwrap();
    assert_eq!(found, json!([]), "{}", browser.path().await);
}

async fn look_at_every_page(width: u32) {
    let app = TestApp::demo().await.with_course().await;
    let somchai = app.learner("somchai").await;
    ask(&app, &somchai).await;
    let Some(browser) = Browser::open(&app.base, width).await else { return };
    for path in [
        "/",
        "/signup",
        "/login",
        "/courses",
        "/courses/small",
        "/demo",
        "/demo/outbox",
        "/verify",
        "/privacy",
        "/nothing-here",
    ] {
        browser.go(path).await;
        browser.fits().await;
        is_accessible(&browser).await;
    }
    browser.go("/login").await;
    browser.fill("login", "somchai@example.org").await;
    browser.fill("password", PASSWORD).await;
    browser.press("form[action='/login'] button.button").await;
    browser.wait_for_address("/me").await;
    let enrolments = somchai.read("/me/enrolments").await.json();
    let id = enrolments["items"][0]["id"].as_str().unwrap();
    let mut paths: Vec<String> =
        ["/me", "/me/history", "/me/account", "/me/verification"].map(String::from).into();
    paths.push(format!("/learn/{id}"));
    for lesson in ["01-read", "02-watch", "03-check", "04-final"] {
        paths.push(format!("/learn/{id}/lessons/{lesson}"));
    }
    for path in paths {
        browser.go(&path).await;
        browser.fits().await;
        is_accessible(&browser).await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_on_a_desk() {
    look_at_every_page(1280).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_accessible_on_a_phone() {
    look_at_every_page(360).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_logs_in_by_keyboard_alone() {
    let app = TestApp::new().await;
    app.learner("somchai").await;
    let Some(browser) = Browser::open(&app.base, 1280).await else { return };
    browser.go("/login").await;
    let body = browser.client.find(Locator::Css("body")).await.unwrap();
    // The first stop leads past the menu to the content.
    body.send_keys(&Key::Tab.to_string()).await.unwrap();
    let first = "return document.activeElement.classList.contains('skip')";
    assert_eq!(browser.client.execute(first, vec![]).await.unwrap(), json!(true));
    let focused = "return document.activeElement.id";
    for _ in 0..15 {
        if browser.client.execute(focused, vec![]).await.unwrap() == json!("login") {
            break;
        }
        let active = browser.client.active_element().await.unwrap();
        active.send_keys(&Key::Tab.to_string()).await.unwrap();
    }
    let keys = format!("somchai@example.org{}", char::from(Key::Tab));
    browser.client.active_element().await.unwrap().send_keys(&keys).await.unwrap();
    let keys = format!("{PASSWORD}{}", char::from(Key::Enter));
    browser.client.active_element().await.unwrap().send_keys(&keys).await.unwrap();
    browser.wait_for_address("/me").await;
    browser.close().await;
}
