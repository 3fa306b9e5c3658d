//! An agency with its main administrator and a domain that is open, made by the functions that serve people.

use rian::{
    agencies::agency,
    db::mail_file::Scope,
    id::{AgencyId, PersonId},
    identity::{
        access::{Actor, Grant, Role},
        person::{self as people, NewPerson, PersonKind},
    },
    workd::{
        admin::{self, Named},
        directory,
        domain::{self, Domain, NewDomain},
        domain_name::Kind,
        opening,
    },
};

use super::{PASSWORD, Person, TestApp, secrets};

/// Thai name of the agency.
pub const AGENCY: &str = "สำนักงานทดสอบจังหวัดเชียงใหม่";

/// An agency whose domain is open.
pub struct OpenDomain {
    /// The agency.
    pub agency: AgencyId,
    /// Its domain, as it was when it opened.
    pub domain: Domain,
    /// Its main administrator, logged in.
    pub admin: Person,
}

/// Makes an agency, its main administrator and its open domain `name` with `accounts` accounts granted.
pub async fn open(app: &TestApp, name: &str, accounts: i64) -> OpenDomain {
    let officer = officer(app, name).await;
    let hash = secrets::password_hash(&app.app).await;
    let email = format!("admin@{name}.example.org");
    let mut tx = app.app.db.write().await.unwrap();
    let agency = agency::add(&mut tx, &format!("{AGENCY} {name}"), name).await.unwrap();
    let named = Named {
        prefix: "นาง", first_name: "นภา", last_name: "ดูแลดี", email: &email
    };
    let admin = admin::make_main(&mut tx, &app.app, &officer, &agency, &named).await.unwrap();
    people::set_password(&mut tx, &admin, &hash).await.unwrap();
    let new = NewDomain {
        name,
        kind: Kind::MailGoTh,
        agency: &agency,
        mail_accounts: accounts,
        conference_accounts: 0,
    };
    let domain = domain::create(&mut tx, &officer, &new).await.unwrap();
    opening::open(&mut tx, &app.app, Some(&officer), &domain).await.unwrap();
    let domain = domain::get(&mut tx, &domain.id).await.unwrap();
    directory::save(tx, &app.app, Scope::Domain(name.to_owned())).await.unwrap();
    let admin = Person::log_in(app, &email, PASSWORD).await;
    OpenDomain { agency, domain, admin }
}

impl OpenDomain {
    /// Somebody appointed to a role within this agency, logged in.
    pub async fn appointed(&self, app: &TestApp, name: &str, role: Role) -> Person {
        let email = format!("{name}@example.org");
        let mut tx = app.app.db.write().await.unwrap();
        let id = add(&mut tx, app, &email).await;
        people::appoint(&mut tx, None, &id, role, Some(&self.agency)).await.unwrap();
        tx.save().await.unwrap();
        Person::log_in(app, &email, PASSWORD).await
    }

    /// The path of a page of this domain.
    pub fn path(&self, rest: &str) -> String {
        format!("/workd/domains/{}{rest}", self.domain.name)
    }
}

/// Somebody as the model's functions are asked by.
pub fn actor(id: PersonId, role: Role, agency: Option<AgencyId>) -> Actor {
    Actor {
        id,
        name: String::new(),
        email: String::new(),
        email_confirmed: true,
        verification: "none".into(),
        grants: vec![Grant { role, agency, main: false }],
        session: String::new(),
        only_domain: None,
        is_personal_token: false,
        second_proof_at: None,
        has_second_factor: false,
        withheld: false,
    }
}

/// A service officer of the operator.
async fn officer(app: &TestApp, name: &str) -> Actor {
    let mut tx = app.app.db.write().await.unwrap();
    let id = add(&mut tx, app, &format!("officer-{name}@example.org")).await;
    people::appoint(&mut tx, None, &id, Role::ServiceOfficer, None).await.unwrap();
    tx.save().await.unwrap();
    actor(id, Role::ServiceOfficer, None)
}

async fn add(tx: &mut rian::db::Tx, app: &TestApp, email: &str) -> PersonId {
    let new = NewPerson {
        prefix: "นาย",
        first_name: "สมศักดิ์",
        last_name: "ช่วยงาน",
        birth_date: None,
        email,
        kind: PersonKind::CivilServant,
        agency: None,
        agency_name: None,
        citizen_id: None,
        verification: "none",
        route: None,
        password_hash: Some(secrets::password_hash(&app.app).await),
        locale: "th",
    };
    people::add(tx, &app.app, new).await.unwrap()
}
