//! With a real provider, oidc-provider, in a process of its own.

use chrono::Duration;
use rian::clock::{Clock, SystemClock};
use serde_json::json;

use super::{fill_in, json_of, led, number, parameter, press, press_for, rest, waiting};
use crate::support::{Person, TestApp, identity_provider::RealProvider, secrets};

/// The product and the provider, which shows the computer's time; nothing where it is missing.
async fn world() -> Option<(TestApp, RealProvider)> {
    let mut provider = None;
    let app = TestApp::with(|config| {
        provider = RealProvider::start(&format!("http://{}", config.listen));
        if let Some(provider) = &provider {
            provider.set(config);
        }
    })
    .await;
    app.advance(SystemClock.now() - app.now());
    Some((app, provider?))
}

/// Goes to a provider as `login` and comes back; gives where that leads.
async fn through(
    app: &TestApp,
    at: &RealProvider,
    who: &Person,
    face: &str,
    login: &str,
) -> String {
    let url = press(who, face, "sign_in").await;
    led(who, app, &at.visit(&url, login, true).await).await
}

/// Signs `login` up through `face`.
async fn join(app: &TestApp, at: &RealProvider, face: &str, login: &str) -> Person {
    let person = app.stranger();
    let form = through(app, at, &person, face, login).await;
    assert!(form.starts_with("/sign-ups/"), "{form}");
    let fields = rest(&format!("{login}@example.org"));
    let done = fill_in(&person, &form, &fields).await.is(303);
    assert_eq!(done.location.as_deref(), Some("/me?notice=signed-up"));
    person
}

#[tokio::test]
async fn a_person_signs_up_with_thaid_and_later_logs_in_with_it() {
    let Some((app, thaid)) = world().await else { return };
    let somebody = app.stranger();
    let login = somebody.get("/login").await.is(200);
    login.says("action=\"/sign-ins/thaid\"").says("ThaID").says("DGA Digital ID");
    let url = press(&somebody, "thaid", "sign_in").await;
    assert_eq!(parameter(&url, "code_challenge_method"), "S256");
    assert_eq!(parameter(&url, "scope"), "openid pid given_name family_name birthdate ial");
    let back = thaid.visit(&url, "sudarat", true).await;
    let form = led(&somebody, &app, &back).await;

    // What was signed is shown, masked, and cannot be typed; what is left is asked for.
    let page = somebody.get(&form).await.is(200);
    let page = page.says("สุดารัตน์ เกื้อกูล").says("17 พฤษภาคม 2533").says("x-xxxx-xxx00-01-1");
    let page = page.says("2.3").says("name=\"email\"");
    assert!(!page.text.contains("name=\"first_name\"") && !page.text.contains("laser_code"));
    let mistakes = fill_in(&somebody, &form, &[("prefix", "นางสาว".into())]).await.is(422);
    for field in ["email", "person_kind", "consents-terms", "consents-privacy"] {
        assert!(mistakes.text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let mut weak = rest("sudarat@example.org");
    weak.push(("password", "short".into()));
    fill_in(&somebody, &form, &weak).await.is(422).says("href=\"#password\"");
    assert_eq!(number(&app, "select count(*) from person").await, 0);

    let mut forged = rest("sudarat@example.org");
    forged.extend([("first_name", "ใครก็ได้".into()), ("citizen_id", "9100000000020".into())]);
    let done = fill_in(&somebody, &form, &forged).await.is(303);
    assert_eq!(done.location.as_deref(), Some("/me?notice=signed-up"));
    let me = somebody.get("/me/verification").await.is(200);
    me.says("สุดารัตน์").says("state--verified").says("ThaID ของกรมการปกครอง").says("<dd>2.3 ");
    let facts = json_of(&app, "select facts from verification_check").await;
    assert_eq!(facts["source"], "thaid");
    assert_eq!(facts["asserted"], "2.3");
    let recorded = json_of(&app, "select detail from audit where act = 'session.signed_in'").await;
    assert_eq!(recorded, json!({"route": "thaid", "level": "2.3"}));
    assert_eq!(number(&app, "select count(*) from consent").await, 2);
    assert_eq!(number(&app, "select count(*) from sign_up").await, 0, "the assertion is forgotten");
    app.run_jobs().await;
    let letters = app.letters().await;
    assert_eq!(letters[0].to, "sudarat@example.org");
    assert!(letters[0].links[0].contains("/email-confirmations/"));

    // Another day, another browser: no form, the same person, and back where they wanted to go.
    let later = app.stranger();
    let url = press_for(&later, "thaid", "sign_in", "/me/account").await;
    let back = thaid.visit(&url, "sudarat", true).await;
    assert_eq!(led(&later, &app, &back).await, "/me/account");
    later.get("/me/account").await.is(200).says("sudarat@example.org");
    assert_eq!(number(&app, "select count(*) from person").await, 1);
    for secret in ["state", "code"] {
        assert!(!secrets::is_logged(&parameter(&back, secret)), "the log holds the {secret}");
    }
    assert!(!secrets::is_logged(&parameter(&url, "nonce")));
}

#[tokio::test]
async fn digital_id_tells_by_userinfo_and_leads_to_the_same_person_by_the_citizen_id_alone() {
    let Some((app, provider)) = world().await else { return };
    let somebody = join(&app, &provider, "digital_id", "nattapong").await;
    let facts = json_of(&app, "select facts from verification_check").await;
    assert_eq!((&facts["source"], &facts["asserted"]), (&json!("digital_id"), &json!("2.3")));
    somebody.get("/me/verification").await.is(200).says("DGA Digital ID").says("<dd>2.3 ");
    // The other provider, the same citizen: the same person.
    let elsewhere = app.stranger();
    assert_eq!(through(&app, &provider, &elsewhere, "thaid", "nattapong").await, "/me");
    elsewhere.get("/me/account").await.is(200).says("nattapong@example.org");
    assert_eq!(number(&app, "select count(*) from person").await, 1);
    // Another citizen is another person.
    join(&app, &provider, "thaid", "sudarat").await;
    assert_eq!(number(&app, "select count(*) from person").await, 2);
}

#[tokio::test]
async fn an_address_never_leads_to_somebody_elses_account() {
    let Some((app, provider)) = world().await else { return };
    app.learner("somchai").await;
    let somebody = app.stranger();
    let form = through(&app, &provider, &somebody, "thaid", "sudarat").await;
    let page = fill_in(&somebody, &form, &rest("SOMCHAI@example.org")).await.is(422);
    page.says("id=\"email-error\"");
    somebody.get("/me").await.is(303);
    let taken = "select count(*) from person where citizen_id_index is not null";
    assert_eq!(number(&app, taken).await, 0);
    // Their own address works, and the form is still theirs.
    fill_in(&somebody, &form, &rest("sudarat@example.org")).await.is(303);
    assert_eq!(number(&app, taken).await, 1);
}

#[tokio::test]
async fn somebody_who_waits_is_confirmed_by_their_own_thaid_only() {
    let Some((app, provider)) = world().await else { return };
    let sudarat = waiting(&app, "sudarat@example.org").await;
    sudarat.get("/me/verification").await.is(200).says("action=\"/sign-ins/thaid\"");
    let url = press(&sudarat, "thaid", "link").await;
    let other = provider.visit(&url, "nattapong", true).await;
    let refused = led(&sudarat, &app, &other).await;
    assert_eq!(refused, "/sign-ins/thaid/failures/other-citizen");
    sudarat.get(&refused).await.is(409).says("ไม่ตรงกับเลขที่บัญชีนี้สมัครไว้");
    assert_eq!(sudarat.read("/me").await.json()["verification"], "pending");

    let url = press(&sudarat, "thaid", "link").await;
    let own = provider.visit(&url, "sudarat", true).await;
    assert_eq!(led(&sudarat, &app, &own).await, "/me/verification?notice=verified");
    assert_eq!(sudarat.read("/me").await.json()["verification"], "verified");
    sudarat.get("/me/verification").await.is(200).says("<dd>2.3 ");
    app.run_jobs().await;
    assert_eq!(app.letters().await[0].to, "sudarat@example.org");
    // Verified once, there is nothing more to confirm.
    let fields = [("purpose", "link"), ("next", "")];
    sudarat.post("/sign-ins/thaid", &fields).await.is(409);
}

#[tokio::test]
async fn two_people_are_never_merged() {
    let Some((app, provider)) = world().await else { return };
    let squatter = waiting(&app, "squatter@example.org").await;
    join(&app, &provider, "thaid", "sudarat").await;
    let url = press(&squatter, "thaid", "link").await;
    let back = provider.visit(&url, "sudarat", true).await;
    let refused = led(&squatter, &app, &back).await;
    assert_eq!(refused, "/sign-ins/thaid/failures/joined");
    squatter.get(&refused).await.is(409);
    assert_eq!(squatter.read("/me").await.json()["verification"], "pending");
    assert_eq!(
        number(&app, "select count(*) from verification_check where route = 'thaid'").await,
        1
    );
}

#[tokio::test]
async fn the_way_back_confirms_nobody_who_logged_out_or_changed_meanwhile() {
    let Some((app, provider)) = world().await else { return };
    let sudarat = waiting(&app, "sudarat@example.org").await;
    let url = press(&sudarat, "thaid", "link").await;
    let back = provider.visit(&url, "sudarat", true).await;
    sudarat.post("/sessions/current", &[("_method", "DELETE")]).await.is(303);
    let refused = led(&sudarat, &app, &back).await;
    assert_eq!(refused, "/sign-ins/thaid/failures/not-waiting");
    let verified = "select count(*) from person where verification = 'verified'";
    assert_eq!(number(&app, verified).await, 0);
    assert_eq!(number(&app, "select count(*) from sign_up").await, 0);
}

#[tokio::test]
async fn a_way_back_serves_once_in_its_own_browser_with_its_own_state() {
    let Some((app, provider)) = world().await else { return };
    let (victim, thief) = (app.stranger(), app.stranger());
    let url = press(&victim, "thaid", "sign_in").await;
    let back = provider.visit(&url, "sudarat", true).await;
    let state = parameter(&back, "state");

    // The link alone is worth nothing, and a thief's try does not spoil it for its owner.
    let elsewhere = led(&thief, &app, &back).await;
    assert_eq!(elsewhere, "/sign-ins/thaid/failures/other-browser");
    thief.get(&elsewhere).await.is(403).says("เบราว์เซอร์");
    press(&thief, "thaid", "sign_in").await;
    assert_eq!(led(&thief, &app, &back).await, elsewhere, "with a cookie of their own neither");
    let altered = back.replace(&state, &format!("{}0", &state[..state.len() - 1]));
    let altered = if altered == back { back.replace(&state, "00") } else { altered };
    assert_eq!(led(&victim, &app, &altered).await, "/sign-ins/thaid/failures/unknown");
    let stateless = back.replace(&state, "");
    assert_eq!(led(&victim, &app, &stateless).await, "/sign-ins/thaid/failures/unknown");
    let crossed = back.replace("/sign-ins/thaid/", "/sign-ins/digital_id/");
    assert_eq!(led(&victim, &app, &crossed).await, "/sign-ins/digital_id/failures/unknown");

    let form = led(&victim, &app, &back).await;
    thief.get(&form).await.is(404);
    fill_in(&thief, &form, &rest("thief@example.org")).await.is(404);
    victim.get(&form).await.is(200);
    let again = led(&victim, &app, &back).await;
    assert_eq!(again, "/sign-ins/thaid/failures/used");
    victim.get(&again).await.is(400).says("ครั้งเดียว");
    fill_in(&victim, &form, &rest("sudarat@example.org")).await.is(303);
    victim.get(&form).await.is(404);
}

#[tokio::test]
async fn a_way_back_grows_old_and_so_does_the_form() {
    let Some((app, provider)) = world().await else { return };
    let somebody = app.stranger();
    let url = press(&somebody, "thaid", "sign_in").await;
    let back = provider.visit(&url, "sudarat", true).await;
    app.advance(Duration::minutes(10));
    let late = led(&somebody, &app, &back).await;
    assert_eq!(late, "/sign-ins/thaid/failures/expired");
    somebody.get(&late).await.is(400).says("10 นาที");
    somebody.get(&format!("{late}?lang=en")).await.is(400).says("within 10 minutes");

    app.advance(SystemClock.now() - app.now());
    let form = through(&app, &provider, &somebody, "thaid", "sudarat").await;
    somebody.get(&form).await.is(200);
    app.advance(Duration::minutes(30));
    somebody.get(&form).await.is(404);
    fill_in(&somebody, &form, &rest("sudarat@example.org")).await.is(404);
    assert_eq!(number(&app, "select count(*) from person").await, 0);
    rian::identity::jobs::schedule(&app.app).await.unwrap();
    app.advance(Duration::days(1));
    app.run_jobs().await;
    let kept = "select (select count(*) from sign_in) + (select count(*) from sign_up)";
    assert_eq!(number(&app, kept).await, 0);
}

#[tokio::test]
async fn whoever_says_no_at_the_provider_is_told_that_nothing_happened() {
    let Some((app, provider)) = world().await else { return };
    let somebody = app.stranger();
    let url = press(&somebody, "thaid", "sign_in").await;
    let back = provider.visit(&url, "", false).await;
    let denied = led(&somebody, &app, &back).await;
    assert_eq!(denied, "/sign-ins/thaid/failures/denied");
    somebody.get(&denied).await.is(403).says("ThaID").says("href=\"/login\"");
    somebody.get("/me").await.is(303);
    let recorded = json_of(&app, "select detail from audit where act = 'sign_in.refused'").await;
    assert_eq!(recorded, json!({"route": "thaid", "reason": "denied"}));
}

#[tokio::test]
async fn an_assertion_that_lacks_something_takes_nobody_in() {
    let Some((app, provider)) = world().await else { return };
    // They have an account, so that logging in is refused as well.
    join(&app, &provider, "thaid", "sudarat").await;
    let cases = [
        ("thaid", "bad-pid", "bad-citizen-id"),
        ("thaid", "no-pid", "no-citizen-id"),
        ("thaid", "no-ial", "no-level"),
        ("thaid", "low-ial", "low-level"),
        ("thaid", "no-name", "no-name"),
        ("digital_id", "bad-pid", "bad-citizen-id"),
        ("digital_id", "no-pid", "no-citizen-id"),
        ("digital_id", "no-ial", "no-level"),
        ("digital_id", "low-ial", "low-level"),
        ("digital_id", "typed-it-myself", "unverified"),
    ];
    for (face, login, failure) in cases {
        let somebody = app.stranger();
        let led = through(&app, &provider, &somebody, face, login).await;
        assert_eq!(led, format!("/sign-ins/{face}/failures/{failure}"), "{login}");
        somebody.get(&led).await.is(422);
        let english = somebody.get(&format!("{led}?lang=en")).await.is(422);
        assert!(!english.text.contains("signin-failed"), "{failure} has its sentence");
        somebody.get("/me").await.is(303);
    }
    assert_eq!(number(&app, "select count(*) from sign_up").await, 0);
    assert_eq!(number(&app, "select count(*) from person").await, 1);
}

#[tokio::test]
async fn a_provider_that_is_away_is_told_as_away_and_the_rest_goes_on() {
    let Some((app, provider)) = world().await else { return };
    let (early, late) = (app.stranger(), app.stranger());
    let url = press(&early, "thaid", "sign_in").await;
    let back = provider.visit(&url, "sudarat", true).await;
    drop(provider);
    let away = led(&early, &app, &back).await;
    assert_eq!(away, "/sign-ins/thaid/failures/away");
    early.get(&away).await.is(503).says("ไม่ใช่ความผิดพลาดของท่าน");
    // Nothing was known of the other one yet.
    assert_eq!(press(&late, "digital_id", "sign_in").await, "/sign-ins/digital_id/failures/away");
    late.get("/login").await.is(200);
}

#[tokio::test]
async fn a_citizen_who_joined_meanwhile_has_one_account() {
    let Some((app, provider)) = world().await else { return };
    let (first, second) = (app.stranger(), app.stranger());
    let one = through(&app, &provider, &first, "thaid", "sudarat").await;
    let other = through(&app, &provider, &second, "thaid", "sudarat").await;
    fill_in(&first, &one, &rest("sudarat@example.org")).await.is(303);
    fill_in(&second, &other, &rest("other@example.org")).await.is(422);
    second.get("/me").await.is(303);
    assert_eq!(number(&app, "select count(*) from person").await, 1);
}
