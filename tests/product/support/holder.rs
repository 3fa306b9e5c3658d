//! Holders of mail accounts, their agency, its open domain and its administrator.

use rian::{
    agencies::agency,
    db::Tx,
    identity::{
        access::{Actor, Grant, Role},
        person,
    },
    sql,
    workd::{
        account::{self, Account, Typed},
        domain::{self, Domain, NewDomain},
        domain_name::Kind,
        opening,
    },
};

use super::{PASSWORD, Person, TestApp};

/// An agency with an open domain and an administrator.
pub struct Agency {
    /// Its domain.
    pub domain: Domain,
    /// Its administrator.
    pub admin: Actor,
}

/// The holder of a new account, who has a link and no password yet.
pub struct Invited {
    /// The account.
    pub account: Account,
    /// Path of the link.
    pub link: String,
}

impl Agency {
    /// Chiang Mai, with `chiangmai.mail.go.th` and an administrator called Vipha.
    pub async fn new(app: &TestApp) -> Self {
        let person = app.learner("vipha").await;
        let mut tx = app.app.db.write().await.unwrap();
        let agency = agency::add(&mut tx, "จังหวัดเชียงใหม่", "Chiang Mai").await.unwrap();
        let id = person.id.as_str().into();
        let role = Role::AgencyAdmin;
        person::appoint(&mut tx, None, &id, role, Some(&agency)).await.unwrap();
        let admin = Actor {
            id,
            name: "นายสมชาย vipha".into(),
            email: person.email.clone(),
            email_confirmed: true,
            verification: "verified".into(),
            grants: vec![Grant { role, agency: Some(agency.clone()), main: true }],
            only_domain: None,
            is_personal_token: false,
            second_proof_at: None,
            has_second_factor: false,
            withheld: false,
            session: String::new(),
        };
        let new = NewDomain {
            name: "chiangmai.mail.go.th",
            kind: Kind::MailGoTh,
            agency: &agency,
            mail_accounts: 50,
            conference_accounts: 0,
        };
        let domain = domain::create(&mut tx, &admin, &new).await.unwrap();
        opening::open(&mut tx, &app.app, None, &domain).await.unwrap();
        let domain = domain::get(&mut tx, &domain.id).await.unwrap();
        tx.save().await.unwrap();
        Self { domain, admin }
    }

    /// Makes an account, whose link comes back since there is no recovery address.
    pub async fn invite(&self, app: &TestApp, local_part: &str) -> Invited {
        let typed = Typed {
            local_part: local_part.into(),
            first_name: "กานดา".into(),
            last_name: "ใจดี".into(),
            identity_how: "บัตรประจำตัวประชาชน".into(),
            identity_at: "2026-04-07".into(),
            ..Typed::default()
        };
        let today = "2026-04-07".parse().unwrap();
        let ready = typed.read(&self.domain, today).unwrap();
        let mut tx = app.app.db.write().await.unwrap();
        let (account, link) =
            account::create(&mut tx, &app.app, &self.admin, &self.domain, &ready).await.unwrap();
        tx.save().await.unwrap();
        let link = link.unwrap().strip_prefix(&app.base).unwrap().to_owned();
        Invited { account, link }
    }

    /// Makes an account whose holder has chosen the password of the tests and is logged in.
    pub async fn holder(&self, app: &TestApp, local_part: &str) -> (Account, Person) {
        let invited = self.invite(app, local_part).await;
        let browser = app.stranger();
        browser.post(&invited.link, &[("password", PASSWORD)]).await.is(303);
        (self.account(app, local_part).await, browser)
    }

    /// The account as it is now.
    pub async fn account(&self, app: &TestApp, local_part: &str) -> Account {
        let mut tx = app.app.db.read().await.unwrap();
        account::get(&mut tx, &self.domain, local_part).await.unwrap()
    }

    /// Suspends an account, as the administrator.
    pub async fn suspend(&self, app: &TestApp, account: &Account) {
        let mut tx = app.app.db.write().await.unwrap();
        account::suspend(&mut tx, &self.admin, account, "ลาออก").await.unwrap();
        tx.save().await.unwrap();
    }

    /// Lets it go on.
    pub async fn resume(&self, app: &TestApp, account: &Account) {
        let mut tx = app.app.db.write().await.unwrap();
        account::resume(&mut tx, &self.admin, account).await.unwrap();
        tx.save().await.unwrap();
    }

    /// Sets the domain's rule for forwarding.
    pub async fn set_forwarding(&self, app: &TestApp, rule: &str) {
        let settings = domain::Settings { default_quota_mb: 1024, forwarding: rule.into() };
        let mut tx = app.app.db.write().await.unwrap();
        domain::set(&mut tx, &self.admin, &self.domain, &settings).await.unwrap();
        tx.save().await.unwrap();
    }
}

/// How many sessions at the mail server are still to be ended for `user`.
pub async fn waiting_to_end(app: &TestApp, user: &str) -> i64 {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar("select count(*) from session_end where address = $1")
            .bind(user)
            .fetch_one(tx)
            .await
    )
    .unwrap()
}

/// The app passwords that mail servers accept for `address`, by their services.
pub async fn accepted_app_passwords(app: &TestApp, address: &str) -> Vec<String> {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar("select services from mail_app_passwords where address = $1")
            .bind(address)
            .fetch_all(tx)
            .await
    )
    .unwrap()
}

/// Where mail servers copy the letters of `address` to.
pub async fn copied_to(app: &TestApp, address: &str) -> Vec<String> {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar(
            "select destination from mail_aliases
             where address = $1 and destination <> address order by destination"
        )
        .bind(address)
        .fetch_all(tx)
        .await
    )
    .unwrap()
}
