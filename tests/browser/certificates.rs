//! A certificate's life, walked in Chromium: asked for, returned, asked again, approved, printed,
//! verified by its file, revoked, and verified again.

use crate::{
    chromium::Browser,
    support::{PASSWORD, Person, TestApp, course::ask},
};

const OUT: &str = "document.querySelector('form[action=\"/sessions/current\"]').submit()";

/// Puts a file into the form of the page for verifying and sends it.
async fn verify_by_file(browser: &Browser, name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    browser.go("/verify").await;
    let field = browser.client.find(fantoccini::Locator::Id("file")).await.unwrap();
    field.send_keys(path.to_str().unwrap()).await.unwrap();
    browser.press("form[action='/verifications'] .actions button").await;
    browser.wait_for_address("/verifications").await;
    browser.wait(".verdict").await;
    browser.fits().await;
}

async fn enter_as(browser: &Browser, who: &Person) {
    if browser.client.find(fantoccini::Locator::Css(".menu-open")).await.is_ok() {
        browser.client.execute(OUT, vec![]).await.unwrap();
        browser.wait_for_address("logged-out").await;
    }
    browser.go("/login").await;
    browser.fill("login", &who.email).await;
    browser.fill("password", PASSWORD).await;
    browser.press("form[action='/login'] button.button").await;
    browser.wait(".menu-open").await;
}

async fn walk(width: u32) {
    let app = TestApp::demo().await.with_course().await;
    app.follow_the_clock();
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    // Learnt faster than anybody reads, which an officer should look at.
    ask(&app, &somchai).await;
    let Some(browser) = Browser::open(&app.base, width).await else { return };
    let enrolments = somchai.read("/me/enrolments").await.json();
    let place = format!("/learn/{}", enrolments["items"][0]["id"].as_str().unwrap());

    // The officer sees what does not look right, and returns it.
    enter_as(&browser, &malee).await;
    browser.go("/approvals?flagged=yes&q=somchai").await;
    browser.fits().await;
    assert!(browser.text().await.contains("เวลาเรียนน้อย"), "{}", browser.text().await);
    browser.press(".queue-table th a").await;
    browser.wait("#reason_code").await;
    browser.fits().await;
    browser.press("button[value='return']").await;
    browser.wait("#reason-error").await;
    let choose = "const it = document.getElementById('reason_code'); it.value = 'time_short';";
    browser.client.execute(choose, vec![]).await.unwrap();
    browser.fill("reason", "โปรดชี้แจงเวลาเรียน").await;
    browser.press("button[value='return']").await;
    browser.wait_for_address("notice=decided").await;

    // The learner reads why, and asks again.
    enter_as(&browser, &somchai).await;
    browser.go(&place).await;
    browser.fits().await;
    let text = browser.text().await;
    assert!(text.contains("โปรดชี้แจงเวลาเรียน"), "{text}");
    browser.press("form[action$='/certificate-requests'] button").await;
    browser.wait(".wait-due").await;

    // It is approved, with the whole thread in view.
    enter_as(&browser, &malee).await;
    browser.go("/approvals?q=somchai").await;
    browser.press(".queue-table th a").await;
    browser.wait("button[value='approve']").await;
    assert!(browser.text().await.contains("โปรดชี้แจงเวลาเรียน"));
    browser.press("button[value='approve']").await;
    browser.wait_for_address("notice=decided").await;
    app.run_jobs().await;

    // Printed, and the very file verifies.
    enter_as(&browser, &somchai).await;
    browser.go(&place).await;
    browser.wait("a[href$='.pdf']").await;
    let number = somchai.read("/me/history").await.json()["certificates"][0]["number"].clone();
    let number = number.as_str().unwrap();
    let bytes = somchai.bytes(&format!("/certificates/{number}.pdf")).await;
    verify_by_file(&browser, "certificate.pdf", &bytes).await;
    assert!(browser.text().await.contains("แฟ้มนี้ตรงกับที่ออกให้ทุกไบต์"), "{}", browser.text().await);
    browser.wait(".verdict--valid").await;
    let mut changed = bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    verify_by_file(&browser, "changed.pdf", &changed).await;
    assert!(!browser.text().await.contains("แฟ้มนี้ตรงกับที่ออกให้ทุกไบต์"));
    browser.wait(".verdict--unknown").await;
    // The letter's link leads its holder to printing.
    browser.go(&format!("/certificates/{number}")).await;
    browser.wait("a[href$='.pdf']").await;

    // Revoked, it says so to whoever asks, by number and by file.
    enter_as(&browser, &malee).await;
    browser.go(&format!("/certificates/{number}/revocation/new")).await;
    browser.fits().await;
    browser.press("[name='code'][value='fraud']").await;
    browser.fill("reason", "ผู้อื่นเรียนแทน").await;
    browser.press("main form .button--danger").await;
    browser.press("dialog[open] .button--danger").await;
    browser.wait_for_address("/verify/").await;
    browser.wait(".verdict--revoked").await;
    browser.client.execute(OUT, vec![]).await.unwrap();
    browser.wait_for_address("logged-out").await;
    browser.go(&format!("/verify/{number}")).await;
    browser.wait(".verdict--revoked").await;
    browser.fits().await;
    assert!(browser.text().await.contains("ผู้อื่นเรียนแทน"));
    verify_by_file(&browser, "certificate.pdf", &bytes).await;
    browser.wait(".verdict--revoked").await;
    browser.close().await;
    app.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_trusted_from_the_asking_to_the_revocation_on_a_desk() {
    walk(1280).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_trusted_from_the_asking_to_the_revocation_on_a_phone() {
    walk(360).await;
}
