//! The directory, kept by the product itself: domains, accounts and all else are made as people make them.

use reqwest::Method;
use rian::{
    agencies::agency,
    app::App,
    db::mail_file::Scope,
    identity::{
        access::{Actor, Role},
        person, session,
    },
    workd::{
        account, alias, app_password, directory,
        domain::{self, Domain, NewDomain},
        domain_name::Kind,
        engines::Directory,
        relay,
    },
};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::support::{Person, TestApp};

/// The password of every account.
pub const PASSWORD: &str = "mango-rice-four-plates-1";

/// The product with an agency, its administrator and an officer of DGA.
pub struct Data {
    /// The product.
    pub app: TestApp,
    runtime: Runtime,
    officer: (Person, Actor),
    admin: Person,
    agency: rian::id::AgencyId,
}

impl Data {
    /// Takes the product over, with people who can act.
    pub fn new(runtime: Runtime, app: TestApp) -> Self {
        let (officer, admin, agency) = runtime.block_on(async {
            let officer = app.appointed("officer", Role::ServiceOfficer).await;
            let token = officer.token.clone().unwrap();
            let actor = session::actor(&app.app, &token).await.unwrap().unwrap();
            let admin = app.learner("admin").await;
            let mut tx = app.app.db.write().await.unwrap();
            let agency =
                agency::add(&mut tx, "กรมทดสอบจดหมาย", "Mail Test Department").await.unwrap();
            let id = admin.id.as_str().into();
            person::appoint(&mut tx, None, &id, Role::AgencyAdmin, Some(&agency)).await.unwrap();
            tx.save().await.unwrap();
            ((officer, actor), admin, agency)
        });
        Self { app, runtime, officer, admin, agency }
    }

    /// The product.
    pub fn product(&self) -> &App {
        &self.app.app
    }

    /// DGA's officer.
    pub fn officer(&self) -> &Actor {
        &self.officer.1
    }

    /// Runs something on the product's runtime.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Calls the API as the agency's administrator.
    pub fn api(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self.wait(self.admin.api(method, path, body));
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        if answer.text.is_empty() { Value::Null } else { answer.json() }
    }

    /// Calls the API as DGA's officer.
    pub fn by_officer(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self.wait(self.officer.0.api(method, path, body));
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        if answer.text.is_empty() { Value::Null } else { answer.json() }
    }

    /// A domain whose mail is held here: `awaiting_dns`, `ready` or `open`.
    pub fn domain(&self, name: &str, state: &str) {
        self.wait(async {
            let mut tx = self.product().db.write().await.unwrap();
            let new = NewDomain {
                name,
                kind: Kind::Own,
                agency: &self.agency,
                mail_accounts: 100,
                conference_accounts: 0,
            };
            domain::create(&mut tx, &self.officer.1, &new).await.unwrap();
            self.save(tx, name).await;
        });
        if state != "awaiting_dns" {
            self.become_ready(name);
        }
        if state == "open" {
            self.open(name);
        }
    }

    /// All its records are right.
    pub fn become_ready(&self, name: &str) {
        self.wait(async {
            let mut tx = self.product().db.write().await.unwrap();
            let domain = domain::find(&mut tx, name).await.unwrap().unwrap();
            domain::become_ready(&mut tx, &domain).await.unwrap();
            self.save(tx, name).await;
        });
    }

    /// DGA opens it.
    pub fn open(&self, name: &str) {
        self.by_officer(Method::POST, &format!("/workd/domains/{name}/opening"), None);
    }

    /// An account with [`PASSWORD`], made by the administrator and activated by its holder.
    pub fn account(&self, address: &str) {
        let made = self.invited(address);
        let link = made["activation_link"].as_str().unwrap().to_owned();
        self.activate(&link);
    }

    /// An account whose holder has not chosen a password yet.
    pub fn invited(&self, address: &str) -> Value {
        let (local, domain) = address.split_once('@').unwrap();
        let body = json!({
            "local_part": local,
            "first_name": "สมชาย",
            "last_name": "ใจดี",
            "quota_mb": 10,
            "identity_checked": {"how": "card_seen", "at": "2026-04-01"},
        });
        self.api(Method::POST, &format!("/workd/domains/{domain}/accounts"), Some(body))
    }

    /// The holder follows the link and chooses [`PASSWORD`].
    pub fn activate(&self, link: &str) {
        let path = link.strip_prefix(&self.app.base).unwrap();
        self.wait(async {
            let holder = self.app.stranger();
            holder.post(path, &[("password", PASSWORD)]).await.is(303);
        });
    }

    /// Suspends an account, with what happens to letters: `reject`, `defer` or `keep`.
    pub fn suspend(&self, address: &str, policy: &str) {
        let path = of_account(address);
        self.api(Method::PATCH, &path, Some(json!({"when_suspended": policy})));
        let reason = Some(json!({"reason": "ออกจากราชการ"}));
        self.api(Method::POST, &format!("{path}/suspension"), reason);
    }

    /// Lets it go on.
    pub fn resume(&self, address: &str) {
        self.api(Method::DELETE, &format!("{}/suspension", of_account(address)), None);
    }

    /// Changes the size of a mailbox, in MB.
    pub fn quota(&self, address: &str, quota_mb: i64) {
        self.api(Method::PATCH, &of_account(address), Some(json!({"quota_mb": quota_mb})));
    }

    /// Another address, for one account or several.
    pub fn alias(&self, address: &str, destinations: &[&str], may_send: bool) {
        let (local, domain) = address.split_once('@').unwrap();
        let typed = alias::Typed {
            local_part: local.into(),
            kind: if destinations.len() > 1 { "group" } else { "alias" },
            title: String::new(),
            destinations: destinations.iter().map(|it| (*it).to_owned()).collect(),
            may_send,
        };
        self.wait(async {
            let mut tx = self.product().db.write().await.unwrap();
            let domain = domain::find(&mut tx, domain).await.unwrap().unwrap();
            alias::put(&mut tx, Some(&self.officer.1.id), &domain, &typed, true).await.unwrap();
            self.save(tx, &domain.name).await;
        });
    }

    /// An app password for some services, such as `imap`; returns the whole secret.
    pub fn app_password(&self, address: &str, services: &[&str]) -> String {
        let (local, domain) = address.split_once('@').unwrap();
        self.wait(async {
            let fresh = app_password::fresh(self.product()).await.unwrap();
            let services: Vec<String> = services.iter().map(|it| (*it).to_owned()).collect();
            let mut tx = self.product().db.write().await.unwrap();
            let domain = domain::find(&mut tx, domain).await.unwrap().unwrap();
            let account = account::get(&mut tx, &domain, local).await.unwrap();
            app_password::create(&mut tx, None, &account, "โทรศัพท์", &services, &fresh)
                .await
                .unwrap();
            self.save(tx, &domain.name).await;
            fresh.secret
        })
    }

    /// DGA passes the letters of an open domain on to the agency's own server.
    pub fn route(&self, name: &str, hop: &str) {
        self.as_officer(name, async |tx, domain, officer| {
            relay::route(tx, officer, domain, hop).await.unwrap();
        });
    }

    /// DGA lets a server send through ours.
    pub fn allow(&self, name: &str, client: &str) {
        self.as_officer(name, async |tx, domain, officer| {
            relay::allow(tx, officer, domain, client).await.unwrap();
        });
    }

    /// DGA ends that right for every server of the domain.
    pub fn refuse(&self, name: &str) {
        self.as_officer(name, async |tx, domain, officer| {
            for client in relay::clients(tx, domain).await.unwrap() {
                relay::refuse(tx, officer, domain, &client.id).await.unwrap();
            }
        });
    }

    fn as_officer(&self, name: &str, work: impl AsyncFnOnce(&mut rian::db::Tx, &Domain, &Actor)) {
        self.wait(async {
            let mut tx = self.product().db.write().await.unwrap();
            let domain = domain::find(&mut tx, name).await.unwrap().unwrap();
            work(&mut tx, &domain, &self.officer.1).await;
            self.save(tx, name).await;
        });
    }

    async fn save(&self, tx: rian::db::Tx, domain: &str) {
        directory::save(tx, self.product(), Scope::Domain(domain.to_owned())).await.unwrap();
    }
}

fn of_account(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap();
    format!("/workd/domains/{domain}/accounts/{local}")
}

/// Where the engines find the views of a database.
pub fn directory_of(url: &str, file: std::path::PathBuf, reader: &str) -> Directory {
    if !url.starts_with("postgres") {
        return Directory::Sqlite { path: file };
    }
    let url = url::Url::parse(url).unwrap();
    Directory::Postgres {
        host: url.host_str().unwrap().to_owned(),
        port: url.port().unwrap(),
        user: reader.to_owned(),
        password: format!("turmeric{}", std::process::id()),
        dbname: url.path().trim_start_matches('/').to_owned(),
    }
}
