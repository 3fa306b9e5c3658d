//! An agency with its people and a mail domain, made in few lines.

use rian::{
    agencies::agency,
    db::mail_file::Scope,
    error::Result,
    id::AgencyId,
    identity::{
        access::{Actor, Grant, Role},
        person as people,
    },
    workd::{
        admin::{self, Named},
        directory,
        domain::{self, Domain, NewDomain},
        domain_name::Kind,
        opening,
    },
};

use super::{Person, TestApp};

/// An agency with its main administrator, DGA's officer, and a domain.
pub struct Office {
    /// Which agency.
    pub agency: AgencyId,
    /// The main administrator.
    pub admin: Person,
    /// The officer who considers requests and opens domains.
    pub officer: Person,
    /// Name of the domain.
    pub domain: String,
}

impl Office {
    /// An agency whose approved domain is `name`; one under `mail.go.th` is ready, any other waits
    /// for its records. Names of people begin with the first label.
    pub async fn new(app: &TestApp, name: &str) -> Self {
        let label = name.split('.').next().unwrap();
        let officer = app.appointed(&format!("officer-{label}"), Role::ServiceOfficer).await;
        let admin = app.person(&format!("admin-{label}"), None, "none").await;
        let dga = actor(&officer, Role::ServiceOfficer, None);
        let mut tx = app.app.db.write().await.unwrap();
        let agency = agency::add(&mut tx, &format!("สำนักงาน {label}"), label).await.unwrap();
        people::confirm_email(&mut tx, &admin.id.as_str().into()).await.unwrap();
        let named =
            Named {
                prefix: "นาย", first_name: "สมชาย", last_name: "ดูแล", email: &admin.email
            };
        admin::make_main(&mut tx, &app.app, &dga, &agency, &named).await.unwrap();
        let kind = if name.ends_with(".mail.go.th") { Kind::MailGoTh } else { Kind::Own };
        let new =
            NewDomain { name, kind, agency: &agency, mail_accounts: 10, conference_accounts: 0 };
        domain::create(&mut tx, &dga, &new).await.unwrap();
        tx.save().await.unwrap();
        Self { agency, admin, officer, domain: name.to_owned() }
    }

    /// The same, open.
    pub async fn open(app: &TestApp, name: &str) -> Self {
        let office = Self::new(app, name).await;
        let dga = actor(&office.officer, Role::ServiceOfficer, None);
        let domain = office.row(app).await;
        let mut tx = app.app.db.write().await.unwrap();
        let opened: Result<()> = opening::open(&mut tx, &app.app, Some(&dga), &domain).await;
        opened.unwrap();
        directory::save(tx, &app.app, Scope::Domain(domain.name)).await.unwrap();
        office
    }

    /// Somebody else of the agency.
    pub async fn colleague(&self, app: &TestApp, name: &str, role: Role) -> Person {
        let person = app.person(name, None, "none").await;
        let mut tx = app.app.db.write().await.unwrap();
        let id = person.id.as_str().into();
        people::appoint(&mut tx, None, &id, role, Some(&self.agency)).await.unwrap();
        tx.save().await.unwrap();
        person
    }

    /// The main administrator, for calls of the model.
    pub fn admin_actor(&self) -> Actor {
        actor(&self.admin, Role::AgencyAdmin, Some(self.agency.clone()))
    }

    /// The domain as it stands.
    pub async fn row(&self, app: &TestApp) -> Domain {
        let mut tx = app.app.db.read().await.unwrap();
        domain::find(&mut tx, &self.domain).await.unwrap().unwrap()
    }

    /// The address of a page of the domain.
    pub fn path(&self, rest: &str) -> String {
        format!("/workd/domains/{}{rest}", self.domain)
    }
}

/// Somebody of the tests with one appointment, for calls of the model.
pub fn actor(person: &Person, role: Role, agency: Option<AgencyId>) -> Actor {
    let main = role == Role::AgencyAdmin;
    Actor {
        id: person.id.as_str().into(),
        name: String::new(),
        email: person.email.clone(),
        email_confirmed: true,
        verification: "none".into(),
        grants: vec![Grant { role, agency, main }],
        session: String::new(),
        only_domain: None,
        is_personal_token: false,
        second_proof_at: None,
        has_second_factor: false,
        withheld: false,
    }
}
