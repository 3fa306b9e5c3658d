//! The product as it is installed, `rian serve --demo`, with its people and an enrolled desk.

use std::{
    fs::File,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::{Client, Method, Response, redirect::Policy};
use rian::{
    identity::verification::demo::{CARDS, Card},
    web::locale::Locale,
};
use serde_json::{Value, json};

use super::{agent, chip::Person as OnChip};

/// What applicants choose.
const PASSWORD: &str = "correct horse lamp river";

/// How long anything may take that does not wait for a person.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server with its data folder; it ends with this value, and so does all that it kept.
pub struct Product {
    child: Child,
    folder: tempfile::TempDir,
    base: String,
}

impl Product {
    /// Starts the demonstration on SQLite, and waits until it serves.
    pub async fn start() -> Self {
        rian::outbound::prepare();
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_rian"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RIAN_")) {
            command.env_remove(name);
        }
        let child = command
            .arg("--data")
            .arg(folder.path().join("data"))
            .args(["serve", "--demo", "--listen", &address.to_string()])
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let base = format!("http://{address}");
        let mut product = Self { child, folder, base };
        let (client, start) = (Client::new(), Instant::now());
        while !client
            .get(format!("{}/readyz", product.base))
            .send()
            .await
            .is_ok_and(|it| it.status().is_success())
        {
            let ended = product.child.try_wait().unwrap();
            assert!(ended.is_none(), "the server ended: {ended:?}");
            assert!(start.elapsed() < PATIENCE * 2, "the server does not answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        product
    }

    /// What the server logged.
    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let log = self.log();
            let last: Vec<&str> = log.lines().rev().take(20).collect();
            eprintln!("the server logged last, newest first:\n{}", last.join("\n"));
        } else {
            check("the server's log", &self.log());
        }
    }
}

/// Fails when `text` holds something of a card. What it is stays unsaid here too.
pub fn check(place: &str, text: &str) {
    let told = CARDS.iter().any(|card| {
        [card.citizen_id, card.laser_code, card.first_name, card.last_name]
            .iter()
            .any(|it| text.contains(it))
    });
    assert!(!told, "{place} tells of a card");
}

/// Somebody with a browser and a token.
pub struct Visitor {
    browser: Client,
    base: String,
    token: Option<String>,
}

/// An answer, read whole.
pub struct Answer {
    asked: String,
    status: u16,
    text: String,
}

impl Answer {
    async fn read(asked: String, response: Response) -> Self {
        let status = response.status().as_u16();
        Self { asked, status, text: response.text().await.unwrap() }
    }

    /// Fails unless the status is `status`. What an answer says of a person is not printed.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        let problem = serde_json::from_str(&self.text).unwrap_or(Value::Null);
        let (kind, errors) = (&problem["type"], &problem["errors"]);
        assert_eq!(self.status, status, "{}: {kind} {errors}", self.asked);
        self
    }

    /// Fails unless it holds `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "{} does not say {words:?}", self.asked);
        self
    }

    /// What stands between the first `before` and the next `after`.
    #[track_caller]
    pub fn between(&self, before: &str, after: &str) -> String {
        let rest = self.text.split_once(before).map(|(_, rest)| rest);
        let found = rest.and_then(|rest| rest.split_once(after)).map(|(found, _)| found);
        found.unwrap_or_else(|| panic!("{} has no {before:?}", self.asked)).to_owned()
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The last part of a problem's type.
    pub fn problem(&self) -> String {
        let body = self.json();
        body["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    }
}

impl Visitor {
    fn new(product: &Product) -> Self {
        // No line is kept: the tests block for longer than a server leaves one open.
        let browser = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(PATIENCE)
            .build()
            .unwrap();
        Self { browser, base: product.base.clone(), token: None }
    }

    /// Logs in by browser and by token.
    async fn log_in(product: &Product, login: &str, password: &str) -> Self {
        let mut visitor = Self::new(product);
        visitor.post("/login", &[("login", login), ("password", password)]).await.is(303);
        let body = json!({"login": login, "password": password});
        let session = visitor.write("/sessions", body).await.is(201).json();
        visitor.token = session["token"].as_str().map(str::to_owned);
        visitor
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        let response = self.browser.get(format!("{}{path}", self.base)).send().await.unwrap();
        Answer::read(format!("GET {path}"), response).await
    }

    /// Sends a form with the token of a page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/password-resets/new").await.is(200);
        let token = page.between("name=\"csrf_token\" value=\"", "\"");
        let mut fields = fields.to_vec();
        fields.push(("csrf_token", &token));
        let request = self
            .browser
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(serde_html_form::to_string(&fields).unwrap());
        Answer::read(format!("POST {path}"), request.send().await.unwrap()).await
    }

    /// Reads from the API.
    pub async fn read(&self, path: &str) -> Answer {
        self.api(Method::GET, path, None).await
    }

    /// Writes to the API.
    pub async fn write(&self, path: &str, body: Value) -> Answer {
        self.api(Method::POST, path, Some(body)).await
    }

    async fn api(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let asked = format!("{method} /api/v1{path}");
        let mut request = self.browser.request(method, format!("{}/api/v1{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::read(asked, request.send().await.unwrap()).await
    }
}

/// A registration desk: the product, an administrator, an officer, and an enrolled agent that an
/// administrator has not confirmed yet.
pub struct Office {
    /// Appoints desks.
    pub admin: Visitor,
    /// Sits at the desk.
    pub officer: Visitor,
    /// The agent's folder.
    pub home: PathBuf,
    /// The agent's id.
    pub agent: String,
    product: Product,
}

impl Office {
    /// Opens the desk with an agent that may work.
    pub async fn open() -> Self {
        let office = Self::unconfirmed().await;
        office.confirm().await;
        office
    }

    /// The same before the administrator's word. The registry does not answer, so that whoever
    /// signs up has to come here.
    pub async fn unconfirmed() -> Self {
        let product = Product::start().await;
        let stranger = Visitor::new(&product);
        stranger.post("/demo/identity-source", &[("_method", "DELETE")]).await.is(303);
        let people = stranger.get("/demo.json").await.is(200).json();
        let of_role = async |role: &str| {
            let found = people["people"].as_array().unwrap().iter().find(|it| it["role"] == role);
            let text = |name: &str| found.unwrap()[name].as_str().unwrap();
            Visitor::log_in(&product, text("login"), text("password")).await
        };
        let (admin, officer) = (of_role("system_admin").await, of_role("desk_officer").await);

        let page = admin.get("/desk/agents").await.is(200);
        let agencies = page.between("name=\"agency\"", "</select>");
        let agency = agencies.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap();
        let form = [("agency", agency), ("desk", "โต๊ะ 1")];
        let page = admin.post("/desk/agent-codes", &form).await.is(201);
        let code = page.between("id=\"desk-code\">", "<");
        let home = product.folder.path().join("agent");
        let enrolled = agent::enrol_with(&home, &product.base, &code);
        let printed = String::from_utf8(enrolled.stdout).unwrap();
        assert!(enrolled.status.success(), "{}", String::from_utf8_lossy(&enrolled.stderr));

        // The administrator compares what both sides show.
        let known = admin.read("/desk/agents").await.is(200).json();
        let known = &known["items"][0];
        let text = |name: &str| known[name].as_str().unwrap();
        assert_eq!(text("state"), "pending");
        assert!(printed.contains(text("fingerprint")), "another fingerprint:\n{printed}");
        admin.get("/desk/agents").await.is(200).says(text("fingerprint"));

        // The code is used up.
        let again = agent::enrol_with(&product.folder.path().join("other"), &product.base, &code);
        let told = String::from_utf8(again.stderr).unwrap();
        assert!(!again.status.success() && told.contains("The code is wrong, used"), "{told}");
        Self { admin, officer, home, agent: text("id").to_owned(), product }
    }

    /// The administrator confirms the agent.
    pub async fn confirm(&self) {
        let path = format!("/desk/agents/{}/confirmation", self.agent);
        self.admin.post(&path, &[]).await.is(303);
    }

    /// The holder of `card` signs up and waits, since nobody answers for the registry.
    pub async fn sign_up(&self, card: &Card) -> Applicant {
        let email = format!("applicant-{}@example.org", &card.citizen_id[10..]);
        let body = json!({
            "citizen_id": card.citizen_id, "laser_code": card.laser_code, "prefix": card.prefix,
            "first_name": card.first_name, "last_name": card.last_name,
            "birth_date": card.birth_date, "email": email, "password": PASSWORD,
            "person_kind": "public", "consents": {"terms": true, "privacy": true},
        });
        Visitor::new(&self.product).write("/signups", body).await.is(202);
        let visitor = Visitor::log_in(&self.product, &email, PASSWORD).await;
        let applicant = Applicant { visitor, email };
        assert_eq!(applicant.standing().await["state"], "pending");
        applicant
    }

    /// The officer opens a case, and gives its id.
    pub async fn open_case(&self, applicant: &Applicant) -> String {
        let body = json!({"who": applicant.email, "agent": self.agent});
        let case = self.officer.write("/desk/cases", body).await.is(201).json();
        assert_eq!(case["state"], "waiting");
        case["id"].as_str().unwrap().to_owned()
    }

    /// The case as the officer sees it now.
    pub async fn case(&self, id: &str) -> Value {
        self.officer.read(&format!("/desk/cases/{id}")).await.is(200).json()
    }

    /// Waits until the case stands so: a state, and what went wrong last.
    pub async fn becomes(&self, id: &str, state: &str, fault: Option<&str>) -> Value {
        let start = Instant::now();
        loop {
            let case = self.case(id).await;
            if case["state"] == state && case["fault"].as_str() == fault {
                return case;
            }
            let (now, why) = (&case["state"], &case["fault"]);
            assert!(start.elapsed() < PATIENCE, "{now} {why} instead of {state} {fault:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The page of the case says why, in the officer's language.
    pub async fn page_says(&self, case: &str, key: &str) {
        let words = Locale::Th.t(key);
        assert_ne!(words, key);
        self.officer.get(&format!("/desk/cases/{case}")).await.is(200).says(&words);
    }

    /// The officer decides.
    pub async fn decide(&self, case: &str, body: Value) -> Answer {
        self.officer.write(&format!("/desk/cases/{case}/decision"), body).await
    }

    /// A file of the agent.
    pub fn file(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }
}

/// Somebody who waits to be verified.
pub struct Applicant {
    visitor: Visitor,
    email: String,
}

impl Applicant {
    /// Where the verification stands, as its person sees it.
    pub async fn standing(&self) -> Value {
        self.visitor.read("/me/verification").await.is(200).json()
    }
}

/// The chip of `card`, with its number, name and date of birth.
pub fn chip_of(card: &Card) -> OnChip {
    let name = format!("{}#{}##{}", card.prefix, card.first_name, card.last_name);
    let (year, rest) = card.birth_date.split_once('-').unwrap();
    let birth_date = format!("{}{}", year.parse::<u16>().unwrap() + 543, rest.replace('-', ""));
    OnChip {
        citizen_id: card.citizen_id,
        thai_name: name.leak(),
        english_name: "Mx.#Applicant##Example",
        birth_date: birth_date.leak(),
        ..OnChip::default()
    }
}
