//! The whole way: a request, the signed form by mail, the decision, DNS wrong and then right, the
//! opening, two hundred accounts, a letter that is read, and the suspension; by API and in Chromium.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Method;
use rian::{
    mail::outbox::{self, Letter},
    workd::dns::{Expected, Purpose, zone_lines},
};
use serde_json::{Value, json};

use crate::{
    chromium::Browser,
    data::PASSWORD,
    engines::client,
    support::{
        Person,
        agency::{request_form, sheet},
    },
    world::{CONTACT, STRANGER, World, eventually, world},
};

/// The password of the demonstration's people.
const DEMO: &str = "demo-rian-2569";

impl World {
    fn somebody(&self, login: &str) -> Person {
        self.data.wait(Person::log_in(&self.data.app, login, DEMO))
    }

    /// The signed form goes to the contact centre, as an agency sends it.
    fn send_signed_form(&self, number: &str) {
        let pdf = STANDARD.encode("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
        let subject = STANDARD.encode(format!("ส่งแบบคำขอ {number}"));
        let message = format!(
            "From: anan@example.com\r\nTo: {CONTACT}\r\nSubject: =?utf-8?B?{subject}?=\r\n\
             Message-ID: <{number}@example.com>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\nตามแนบ\r\n--cut\r\n\
             Content-Type: application/pdf; name=form.pdf\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment; filename=form.pdf\r\n\r\n{pdf}\r\n--cut--\r\n"
        );
        let smtp = self.engines.settings.ports.smtp;
        let answer = client::deliver(smtp, "anan@example.com", CONTACT, &message, STRANGER);
        assert_eq!(answer.code, 250, "{answer:?}");
    }

    /// Serves the zone of a domain with these records of the API.
    fn serve_zone(&self, domain: &str, serial: u32, records: &[Value]) {
        let kinds = ["TXT", "MX", "CNAME", "SRV"];
        let lines = records.iter().map(|record| {
            let text = |name: &str| record[name].as_str().unwrap();
            zone_lines(&Expected {
                purpose: Purpose::from_code(text("purpose")).unwrap(),
                name: text("name").to_owned(),
                kind: kinds.into_iter().find(|kind| *kind == text("type")).unwrap(),
                value: text("expected").to_owned(),
            })
        });
        let lines: Vec<String> = lines.collect();
        self.knot.rewrite(domain, &crate::world::zone(domain, serial, &lines.join("\n")));
    }

    /// Every letter written so far, the newest first: the imports alone cause hundreds.
    fn letters(&self) -> Vec<Letter> {
        self.data.wait(async {
            let mut tx = self.data.product().db.read().await.unwrap();
            outbox::newest(&mut tx, 2000).await.unwrap()
        })
    }

    /// The newest link of that kind in a letter to `to` about `domain`.
    fn link(&self, to: &str, part: &str, domain: &str) -> String {
        eventually(&format!("a letter to {to} with {part}"), || {
            let letters = self.letters();
            let about = |letter: &Letter| letter.to == to && letter.text.contains(domain);
            let own = letters.into_iter().filter(about);
            own.flat_map(|letter| letter.links).find(|link| link.contains(part))
        })
    }
}

fn states<'a>(domain: &'a Value, purpose: &str) -> Vec<&'a str> {
    let records = domain["dns"].as_array().unwrap().iter();
    let of = records.filter(|record| record["purpose"] == purpose);
    of.map(|record| record["state"].as_str().unwrap()).collect()
}

#[test]
fn through_the_api() {
    let Some(world) = world() else { return };
    let (anan, surasak) =
        (world.somebody("anan@demo.example"), world.somebody("surasak@demo.example"));
    let ask = |who: &Person, method: Method, path: &str, body: Value| {
        let body = (method != Method::GET).then_some(body);
        let answer = world.data.wait(who.api(method, path, body));
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        answer.json()
    };

    // The request, and its signed form by mail.
    let mut form = request_form("wipa@example.org", "own", "story.go.th");
    form["signatures"] = json!([]);
    let draft = ask(&anan, Method::POST, "/workd/requests", form);
    let number = draft["number"].as_str().unwrap();
    let request = format!("/workd/requests/{number}");
    assert!(world.data.wait(anan.bytes(&format!("{request}/form.pdf"))).starts_with(b"%PDF"));
    world.send_signed_form(number);
    eventually("the request under review", || {
        let now = ask(&anan, Method::GET, &request, json!({}));
        (now["state"] == "under_review").then_some(())
    });

    // The decision.
    let yes = json!({"decision": "approve", "granted": {"mail_accounts": 250}});
    let decided = ask(&surasak, Method::POST, &format!("{request}/decision"), yes);
    assert_eq!(decided["state"], "awaiting_dns");
    // The coordinator follows the link and is the agency's administrator.
    let invitation = world.link("wipa@example.org", "/password-resets/", "story.go.th");
    let path = invitation.strip_prefix(&world.data.app.base).unwrap();
    world.data.wait(async {
        let stranger = world.data.app.stranger();
        let chosen = [("password", PASSWORD), ("_method", "PUT")];
        stranger.post(path, &chosen).await.is(303);
    });
    let wipa = world.data.wait(Person::log_in(&world.data.app, "wipa@example.org", PASSWORD));

    // DNS: nothing there, then one record wrong, then right.
    let look = || ask(&wipa, Method::POST, "/workd/domains/story.go.th/dns-checks", json!({}));
    let domain = look();
    assert!(states(&domain, "mx").iter().all(|state| *state == "missing"), "{domain}");
    let mut records = domain["dns"].as_array().unwrap().clone();
    let right = records.clone();
    let spf = records.iter_mut().find(|record| record["purpose"] == "spf").unwrap();
    spf["expected"] = json!("v=spf1 include:spf.other.example -all");
    world.serve_zone("story.go.th", 2, &records);
    let domain = look();
    assert_eq!(
        (states(&domain, "spf"), domain["state"].as_str()),
        (vec!["wrong"], Some("awaiting_dns"))
    );
    let refused = world.data.wait(surasak.write("/workd/domains/story.go.th/opening", json!({})));
    assert_eq!(refused.status.as_u16(), 409);
    world.serve_zone("story.go.th", 3, &right);
    let domain = look();
    assert_eq!((states(&domain, "spf"), domain["state"].as_str()), (vec!["ok"], Some("ready")));

    // The opening, and two hundred accounts.
    let opened = ask(&surasak, Method::POST, "/workd/domains/story.go.th/opening", json!({}));
    assert_eq!(opened["state"], "open");
    let import = |dry_run: bool| {
        let path = format!("/workd/domains/story.go.th/imports?dry_run={dry_run}");
        let sheet = sheet(200);
        let kind = "text/csv";
        let answer = world.data.wait(wipa.send(&path, kind, sheet.into()));
        answer.is(200).json()
    };
    assert_eq!(import(true)["created"], 200);
    assert_eq!(import(false)["created"], 200);
    assert_eq!(import(false)["unchanged"], 200);

    // A holder chooses a password; a letter arrives and is read.
    let address = "person.7@story.go.th";
    world.data.activate(&world.link(
        "person.7@example.org",
        "/mailbox/activations/",
        "story.go.th",
    ));
    assert_eq!(world.deliver(address, "welcome").code, 250);
    world.arrived(address, "welcome");

    // Suspended: refused at every door.
    let reason = json!({"reason": "ละเมิดข้อกำหนด"});
    ask(&surasak, Method::POST, "/workd/domains/story.go.th/suspension", reason);
    assert!(world.log_in(address, PASSWORD).is_err());
    assert_eq!(world.deliver(address, "too-late").code, 550);
    world.data.wait(wipa.read("/workd/domains/story.go.th")).is(200).says("suspended");
}

/// Fills the form on the page: every input by its name, boxes and choices too.
async fn fill(browser: &Browser, fields: &[(&str, &str)]) {
    let script = "for (const [name, value] of arguments[0])
        for (const input of document.getElementsByName(name)) {
            if (input.type === 'radio' || input.type === 'checkbox') input.checked = input.value === value;
            else input.value = value;
        }";
    browser.client.execute(script, vec![json!(fields)]).await.unwrap();
}

/// Presses, and says yes where the page asks first.
async fn confirm(browser: &Browser, css: &str) {
    browser.press(css).await;
    browser.press("dialog[open] .button").await;
}

async fn log_in(browser: &Browser, login: &str, password: &str, path: &str) {
    browser.client.delete_all_cookies().await.unwrap();
    browser.go(&format!("/login?next={path}")).await;
    browser.fill("login", login).await;
    browser.fill("password", password).await;
    browser.press("form[action='/login'] button.button").await;
    browser.wait_for_address(path).await;
}

#[test]
fn in_chromium() {
    let Some(world) = world() else { return };
    world.data.wait(walk(world));
}

async fn walk(world: &World) {
    let Some(browser) = Browser::open(&world.data.app.base, 1280).await else { return };
    let blocking = |work: Box<dyn FnOnce() + Send>| async move {
        tokio::task::spawn_blocking(work).await.unwrap();
    };

    // The form, part by part.
    log_in(&browser, "anan@demo.example", DEMO, "/workd/requests/new").await;
    fill(&browser, &[("kind", "open")]).await;
    browser.press("form[action='/workd/requests'] button.button").await;
    browser.wait(".request-form").await;
    let next = ".request-form button[value=next]";
    for (part, fields) in parts() {
        browser
            .until(
                "return document.querySelector('[name=part]')?.value === arguments[0]",
                &[json!(part)],
                "the next part",
            )
            .await;
        fill(&browser, fields).await;
        browser.fits().await;
        browser.press(next).await;
    }
    browser.wait("form[action$='/submission']").await;
    let text = browser.text().await;
    let number = text.split("WD-").nth(1).unwrap();
    let number: String = number.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let number = format!("WD-{number}");
    let request = browser.path().await;

    // Signed, and sent by mail.
    let signed = number.clone();
    let it: &'static World = crate::world::world().unwrap();
    blocking(Box::new(move || it.send_signed_form(&signed))).await;
    for _ in 0..100 {
        browser.go(&request).await;
        if browser.client.find(fantoccini::Locator::Css(".state--under_review")).await.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    browser.wait(".state--under_review").await;

    // The officer decides.
    let review = request.replace("/requests/", "/review/");
    log_in(&browser, "surasak@demo.example", DEMO, &review).await;
    fill(&browser, &[("identity_how", "phone")]).await;
    browser.press("button[value=approve]").await;
    browser.wait_for_address("notice=").await;
    browser.wait(".state--awaiting_dns").await;

    // The coordinator is invited, and sees what the DNS lacks.
    let invitation = tokio::task::spawn_blocking(|| {
        crate::world::world().unwrap().link(
            "kanda@example.org",
            "/password-resets/",
            "browser.go.th",
        )
    });
    let invitation = invitation.await.unwrap();
    browser.client.delete_all_cookies().await.unwrap();
    browser.client.goto(&invitation).await.unwrap();
    browser.fill("password", PASSWORD).await;
    browser.press("form[action^='/password-resets/'] .actions .button").await;
    browser.until("return !location.pathname.startsWith('/password-resets/')", &[], "log-in").await;
    log_in(&browser, "kanda@example.org", PASSWORD, "/workd/domains/browser.go.th").await;
    let look = "form[action$='/dns-checks'] .button";
    browser.press(look).await;
    browser.wait(".state--missing").await;
    browser.fits().await;

    // Set right, and looked at again.
    let admin = Person::log_in(&world.data.app, "kanda@example.org", PASSWORD).await;
    let domain = admin.read("/workd/domains/browser.go.th").await.is(200).json();
    let records = domain["dns"].as_array().unwrap().clone();
    blocking(Box::new(move || it.serve_zone("browser.go.th", 2, &records))).await;
    browser.press(look).await;
    browser.wait(".state--ready").await;

    // Opened by the officer.
    log_in(&browser, "surasak@demo.example", DEMO, "/workd/domains/browser.go.th").await;
    confirm(&browser, "form[action$='/opening'] .button").await;
    browser.wait(".page-head .state--open").await;

    // Two hundred accounts from a sheet: looked through, attested, kept.
    log_in(&browser, "kanda@example.org", PASSWORD, "/workd/domains/browser.go.th/imports/new")
        .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("accounts.csv");
    std::fs::write(&path, sheet(200)).unwrap();
    let input = fantoccini::Locator::Css("input[type=file]");
    let input = browser.client.find(input).await.unwrap();
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    browser.press("form[action$='/imports'] .actions .button").await;
    browser.wait("form[action$='/confirmation']").await;
    browser.press("input[name=attested]").await;
    browser.press("form[action$='/confirmation'] .button").await;
    browser.until("return document.body.innerText.includes('200')", &[], "the import").await;

    // A holder chooses a password; a letter arrives.
    blocking(Box::new(move || {
        let address = "person.9@browser.go.th";
        eventually("the account", || {
            let answer = it.deliver(address, "welcome");
            (answer.code == 250).then_some(())
        });
    }))
    .await;
    let link = tokio::task::spawn_blocking(move || {
        it.link("person.9@example.org", "/mailbox/activations/", "browser.go.th")
    });
    let link = link.await.unwrap();
    browser.client.delete_all_cookies().await.unwrap();
    browser.client.goto(&link).await.unwrap();
    browser.fill("password", PASSWORD).await;
    browser.press("form[action^='/mailbox/activations/'] .button").await;
    browser.until("return location.pathname === '/mailbox'", &[], "the mailbox page").await;
    blocking(Box::new(move || {
        it.arrived("person.9@browser.go.th", "welcome");
    }))
    .await;

    // Suspended: refused.
    log_in(&browser, "surasak@demo.example", DEMO, "/workd/domains/browser.go.th").await;
    fill(&browser, &[("reason", "ละเมิดข้อกำหนด"), ("code", "breach")]).await;
    confirm(&browser, "form[action$='/suspension'] .button--danger").await;
    browser.wait(".page-head .state--suspended").await;
    blocking(Box::new(move || {
        assert!(it.log_in("person.9@browser.go.th", PASSWORD).is_err());
        assert_eq!(it.deliver("person.9@browser.go.th", "too-late").code, 550);
    }))
    .await;
    browser.close().await;
}

type Fields = &'static [(&'static str, &'static str)];

/// What is typed into each part.
fn parts() -> [(&'static str, Fields); 4] {
    [
        (
            "1",
            &[
                ("agency.name_th", "สำนักงานเบราว์เซอร์"),
                ("agency.name_en", "Browser Office"),
                ("agency.ministry", "ดศ"),
                ("coordinator.prefix", "นางสาว"),
                ("coordinator.first_name", "กานดา"),
                ("coordinator.last_name", "ใจดี"),
                ("coordinator.first_name_en", "Kanda"),
                ("coordinator.last_name_en", "Jaidee"),
                ("coordinator.position", "นักวิชาการคอมพิวเตอร์"),
                ("coordinator.citizen_id", "9100000000011"),
                ("coordinator.office_phone", "๐ ๒๖๑๒ ๖๐๖๐ ต่อ ๘๘๑๐"),
                ("coordinator.mobile_phone", "081-234-5678"),
                ("coordinator.email", "kanda@example.org"),
                ("address.house_no", "120"),
                ("address.subdistrict", "ทุ่งสองห้อง"),
                ("address.district", "หลักสี่"),
                ("address.province", "10"),
                ("address.postcode", "๑๐๒๑๐"),
            ],
        ),
        (
            "2",
            &[
                ("domain.kind", "own"),
                ("domain.name", "browser.go.th"),
                ("requested.mail_accounts", "๓๐๐"),
                ("effective_on", "1 มิถุนายน 2569"),
            ],
        ),
        ("3", &[("privacy.consent", "given")]),
        ("4", &[("terms.accepted", "true")]),
    ]
}
