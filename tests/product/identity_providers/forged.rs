//! With a provider that forges: each check of an answer, one by one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{led, number, parameter, press};
use crate::support::{
    Person, TestApp,
    identity_provider::{FORGERS_SECRET, Forger, Signature},
};

async fn world() -> (TestApp, Forger) {
    let forger = Forger::start().await;
    let app = TestApp::with(|config| forger.set(config)).await;
    (app, forger)
}

/// Begins a sign-in and lets the forger answer with `change` of the honest claims.
async fn answered(
    app: &TestApp,
    forger: &Forger,
    signature: Signature,
    change: &Value,
) -> (Person, String) {
    let somebody = app.stranger();
    let url = press(&somebody, "thaid", "sign_in").await;
    let mut claims = forger.honest(app, &parameter(&url, "nonce"));
    for (name, value) in change.as_object().unwrap() {
        claims[name] = value.clone();
    }
    forger.script().claims = claims;
    forger.script().signature = signature;
    let back = format!("/sign-ins/thaid/callback?code=a-code&state={}", parameter(&url, "state"));
    let led = led(&somebody, app, &back).await;
    (somebody, led)
}

#[tokio::test]
async fn an_id_token_counts_only_when_every_check_passes() {
    let (app, forger) = world().await;
    let now = app.now().timestamp();
    let fine = json!({});
    let cases = [
        ("not signed", Signature::None, fine.clone()),
        ("signed with the shared secret", Signature::SharedSecret, fine.clone()),
        ("signed with another key", Signature::OtherKey, fine.clone()),
        ("altered", Signature::Altered, fine.clone()),
        ("of another sign-in", Signature::Honest, json!({"nonce": "another"})),
        ("of no sign-in", Signature::Honest, json!({"nonce": null})),
        ("for somebody else", Signature::Honest, json!({"aud": "another-client"})),
        ("for others too", Signature::Honest, json!({"aud": ["rian", "another-client"]})),
        ("of another issuer", Signature::Honest, json!({"iss": "https://example.org"})),
        ("expired", Signature::Honest, json!({"exp": now, "iat": now - 300})),
        ("without an end", Signature::Honest, json!({"exp": null})),
        ("about nobody", Signature::Honest, json!({"sub": null})),
    ];
    for (what, signature, change) in &cases {
        let (somebody, led) = answered(&app, &forger, *signature, change).await;
        assert_eq!(led, "/sign-ins/thaid/failures/untrusted", "an id_token {what}");
        somebody.get(&led).await.is(502).says("ไม่ผ่าน");
    }
    assert_eq!(number(&app, "select count(*) from sign_up").await, 0);
    let (somebody, led) = answered(&app, &forger, Signature::Honest, &fine).await;
    somebody.get(&led).await.is(200).says("สุดารัตน์");
}

#[tokio::test]
async fn an_answer_of_another_issuer_or_without_a_code_is_refused() {
    let (app, forger) = world().await;
    let honest = url::form_urlencoded::byte_serialize(forger.issuer.as_bytes()).collect::<String>();
    let cases = [
        ("code=a-code&iss=https%3A%2F%2Fexample.org".to_owned(), "untrusted"),
        (format!("iss={honest}"), "untrusted"),
        ("error=access_denied".to_owned(), "denied"),
        ("error=temporarily_unavailable".to_owned(), "away"),
        ("error=%3Cscript%3E&error_description=%3Cscript%3E".to_owned(), "untrusted"),
    ];
    for (answer, failure) in cases {
        let somebody = app.stranger();
        let url = press(&somebody, "thaid", "sign_in").await;
        forger.script().claims = forger.honest(&app, &parameter(&url, "nonce"));
        let state = parameter(&url, "state");
        let back = format!("/sign-ins/thaid/callback?{answer}&state={state}");
        let led = led(&somebody, &app, &back).await;
        assert_eq!(led, format!("/sign-ins/thaid/failures/{failure}"), "{answer}");
    }
    assert!(forger.script().exchanges.is_empty(), "no code was exchanged");
}

#[tokio::test]
async fn userinfo_fills_in_what_is_missing_and_only_about_the_same_subject() {
    let (app, forger) = world().await;
    let without = json!({"pid": null});
    forger.script().userinfo =
        json!({"sub": "somebody", "pid": "9100000000011", "given_name": "คนอื่น"});
    let (somebody, form) = answered(&app, &forger, Signature::Honest, &without).await;
    let page = somebody.get(&form).await.is(200).says("สุดารัตน์");
    assert!(!page.text.contains("คนอื่น"), "what was signed is not replaced");
    forger.script().userinfo = json!({"sub": "somebody-else", "pid": "9100000000011"});
    let (_, led) = answered(&app, &forger, Signature::Honest, &without).await;
    assert_eq!(led, "/sign-ins/thaid/failures/untrusted");
}

#[tokio::test]
async fn the_code_is_exchanged_with_our_secret_and_the_proof_that_we_asked() {
    let (app, forger) = world().await;
    let somebody = app.stranger();
    let url = press(&somebody, "thaid", "sign_in").await;
    forger.script().claims = forger.honest(&app, &parameter(&url, "nonce"));
    let back = format!("/sign-ins/thaid/callback?code=a-code&state={}", parameter(&url, "state"));
    led(&somebody, &app, &back).await;
    let (header, body) = forger.script().exchanges[0].clone();
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("rian:{FORGERS_SECRET}"));
    assert_eq!(header, format!("Basic {basic}"));
    let sent: Vec<(String, String)> = serde_html_form::from_str(&body).unwrap();
    let sent = |name: &str| sent.iter().find(|(key, _)| key == name).unwrap().1.clone();
    assert_eq!(sent("code"), "a-code");
    assert_eq!(sent("redirect_uri"), format!("{}/sign-ins/thaid/callback", app.base));
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(sent("code_verifier")));
    assert_eq!(challenge, parameter(&url, "code_challenge"));

    // Each way has secrets of its own, and what is kept of them is sealed.
    let other = press(&app.stranger(), "thaid", "sign_in").await;
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(parameter(&url, name), parameter(&other, name), "{name}");
    }
    let copy = tempfile::tempdir().unwrap().keep().join("copy");
    rian::db::backup::write(&app.app, &copy).await.unwrap();
    let bytes = zstd::decode_all(std::fs::File::open(&copy).unwrap()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("\"sign_in\"") && text.contains("\"sign_up\""));
    for secret in [parameter(&other, "state"), parameter(&other, "nonce"), sent("code_verifier")] {
        assert!(!text.contains(&secret));
    }
    for personal in ["9100000000011", "สุดารัตน์", "1990-05-17"] {
        assert!(!text.contains(personal), "what waits for its form is sealed: {personal}");
    }
}

#[tokio::test]
async fn digital_id_is_shown_the_transformed_secret_and_may_be_set_up_by_hand() {
    let forger = Forger::start().await;
    let app = TestApp::with(|config| {
        config.digital_id_issuer.clone_from(&forger.issuer);
        config.digital_id_client_id = Some("rian".into());
        config.digital_id_client_secret = Some(FORGERS_SECRET.to_owned().into());
        config.digital_id_authorize_url = Some(format!("{}/by-hand", forger.issuer));
        config.digital_id_token_url = Some(format!("{}/token", forger.issuer));
        config.digital_id_jwks_url = Some(format!("{}/keys", forger.issuer));
    })
    .await;
    let somebody = app.stranger();
    let url = press(&somebody, "digital_id", "sign_in").await;
    assert!(url.starts_with(&format!("{}/by-hand?", forger.issuer)), "{url}");
    let mut claims = forger.honest(&app, &parameter(&url, "nonce"));
    claims["citizen_id"] = claims["pid"].take();
    claims["citizen_id_verified"] = json!(true);
    claims["ial_level"] = json!(2.1);
    forger.script().claims = claims;
    let back =
        format!("/sign-ins/digital_id/callback?code=a-code&state={}", parameter(&url, "state"));
    let form = led(&somebody, &app, &back).await;
    somebody.get(&form).await.is(200).says("<dd>2.1</dd>");
    let password = "rian:0a0b1969b4cef1af03d132168a5c3fda";
    let basic = base64::engine::general_purpose::STANDARD.encode(password);
    assert_eq!(forger.script().exchanges[0].0, format!("Basic {basic}"));
}

#[tokio::test]
async fn keys_are_kept_for_an_hour_and_renewed_when_the_provider_changes_them() {
    let (app, forger) = world().await;
    let fine = json!({});
    for _ in 0..3 {
        answered(&app, &forger, Signature::Honest, &fine).await;
    }
    assert_eq!(forger.script().keys_asked, 1);
    app.advance(Duration::minutes(2));
    forger.script().key = 8;
    let (_, led) = answered(&app, &forger, Signature::Honest, &fine).await;
    assert!(led.starts_with("/sign-ups/"), "{led}");
    assert_eq!(forger.script().keys_asked, 2);
    // A made-up key does not make us ask again and again.
    forger.script().key = 9;
    let (_, led) = answered(&app, &forger, Signature::Honest, &fine).await;
    assert_eq!(led, "/sign-ins/thaid/failures/untrusted");
    assert_eq!(forger.script().keys_asked, 2);
    // A provider that stumbles is lived with for a day, on the keys that are known.
    app.advance(Duration::hours(2));
    forger.script().is_broken = true;
    assert!(press(&app.stranger(), "thaid", "sign_in").await.starts_with(&forger.issuer));
    app.advance(Duration::hours(24));
    let url = press(&app.stranger(), "thaid", "sign_in").await;
    assert_eq!(url, "/sign-ins/thaid/failures/away");
    forger.script().is_broken = false;
    answered(&app, &forger, Signature::Honest, &fine).await;
    assert_eq!(forger.script().keys_asked, 3);
}

#[tokio::test]
async fn forms_may_lead_to_the_provider_from_their_own_pages_alone() {
    let (app, forger) = world().await;
    let policy = async |path: &str| {
        let response = reqwest::get(format!("{}{path}", app.base)).await.unwrap();
        response.headers()["content-security-policy"].to_str().unwrap().to_owned()
    };
    let allowed = format!("form-action 'self' {};", forger.issuer);
    for path in ["/login", "/signup", "/login?next=%2Fme"] {
        assert!(policy(path).await.contains(&allowed), "{path}");
    }
    for path in ["/", "/courses", "/password-resets/new"] {
        assert!(policy(path).await.contains("form-action 'self';"), "{path}");
    }
    let none = TestApp::new().await;
    let page = none.stranger().get("/login").await.is(200);
    assert!(!page.text.contains("/sign-ins/"));
    none.stranger().post("/sign-ins/thaid", &[]).await.is(404);
    none.stranger().get("/sign-ins/thaid/callback?code=a&state=b").await.is(404);
}

#[tokio::test]
async fn the_button_needs_its_form_and_leads_on_within_the_site() {
    let (app, forger) = world().await;
    let somebody = app.stranger();
    somebody.post_as_it_is("/sign-ins/thaid", &[("purpose", "sign_in")]).await.is(403);
    somebody.post("/sign-ins/thaid", &[("purpose", "link")]).await.is(401);
    app.learner("somchai").await.post("/sign-ins/thaid", &[("purpose", "link")]).await.is(409);
    // Whoever is logged in already just goes on.
    let somchai = Person::log_in(&app, "somchai@example.org", crate::support::PASSWORD).await;
    let fields = [("purpose", "sign_in"), ("next", "/me/history")];
    let on = somchai.post("/sign-ins/thaid", &fields).await.is(303);
    assert_eq!(on.location.as_deref(), Some("/me/history"));

    let fields = super::rest("sudarat@example.org");
    let (sudarat, form) = answered(&app, &forger, Signature::Honest, &json!({})).await;
    super::fill_in(&sudarat, &form, &fields).await.is(303);
    for elsewhere in ["https://example.org/", "//example.org", "/\\example.org"] {
        let again = app.stranger();
        let url = super::press_for(&again, "thaid", "sign_in", elsewhere).await;
        forger.script().claims = forger.honest(&app, &parameter(&url, "nonce"));
        let state = parameter(&url, "state");
        let back = format!("/sign-ins/thaid/callback?code=a-code&state={state}");
        assert_eq!(led(&again, &app, &back).await, "/me", "{elsewhere}");
    }
}

#[tokio::test]
async fn nobody_is_sent_away_without_end() {
    let (app, _forger) = world().await;
    let limit = rian::identity::limit::SIGN_IN_BY_ADDRESS;
    for _ in 0..limit.tries {
        rian::identity::limit::count(&app.app, &limit, "127.0.0.1").await.unwrap();
    }
    let stopped = app.stranger().post("/sign-ins/thaid", &[("purpose", "sign_in")]).await.is(429);
    assert!(stopped.retry_after.unwrap() > 0);
}
