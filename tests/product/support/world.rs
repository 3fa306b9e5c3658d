//! One of everything, and somebody of every kind: for asking each route as each of them.

use bytes::Bytes;
use reqwest::Method;
use rian::{
    db::Tx,
    identity::{
        access::Role,
        invitation::{self, NewInvitation},
        link::{self, Purpose},
    },
    sql,
    workd::{holiday, letter},
};
use serde_json::json;

use super::{
    Person, TestApp, agency,
    course::{self, SLUG},
    open_domain::{self, OpenDomain},
};

/// Everybody and everything.
pub struct World {
    /// Somebody of every kind, with the kind's name. An agency's roles are of the first agency.
    pub people: Vec<(&'static str, Person)>,
    /// The same of the agency next door.
    pub next_door: Vec<(&'static str, Person)>,
    /// What stands for the parts of a path that vary.
    ids: Vec<(&'static str, String)>,
}

impl World {
    /// The kinds of people.
    pub const NAMES: [&'static str; 14] = [
        "stranger",
        "learner",
        "owner",
        "main_admin",
        "course_author",
        "certificate_officer",
        "learning_coordinator",
        "agency_requester",
        "agency_admin",
        "agency_helper",
        "service_officer",
        "desk_officer",
        "auditor",
        "system_admin",
    ];

    /// Makes all of it by the functions that serve people.
    pub async fn new(app: &TestApp) -> Self {
        holiday::ensure_shipped(&app.app).await.unwrap();
        let first = open_domain::open(app, "first.mail.go.th", 50).await;
        let next = open_domain::open(app, "next.mail.go.th", 50).await;
        let next_door = agency_people(app, "next", next).await;
        let mut people =
            vec![("stranger", app.stranger()), ("learner", app.learner("learner").await)];
        // Files requests for the first agency too, which gives nothing anywhere else.
        let (role, of) = (Some(Role::AgencyRequester), Some(first.agency.clone()));
        people.push(("owner", app.person_in("owner", role, "verified", of).await));
        let name = first.domain.name.clone();
        let thai_name = agency_name(app, &first).await;
        people.extend(agency_people(app, "first", first).await);
        for role in Role::ALL.into_iter().filter(|role| role.is_the_operators()) {
            let person = app.person_in(role.code(), Some(role), "verified", None).await;
            people.push((role.code(), person));
        }
        assert_eq!(people.len(), Self::NAMES.len());
        let mut world = Self { people, next_door, ids: Vec::new() };
        world.learn(app).await;
        world.ask_for_mail(app, &thai_name).await;
        world.fill_domain(app, &name).await;
        world.set_up_desk(app).await;
        world.write_letters(app).await;
        world
    }

    /// Somebody by the name of their kind.
    pub fn person(&self, name: &str) -> &Person {
        &self.people.iter().find(|(known, _)| *known == name).unwrap().1
    }

    /// A path with the ids of things that exist in place of what varies.
    pub fn path(&self, pattern: &str) -> String {
        let mut path = pattern.replace('{', ":").replace('}', "").replace(":local_part", ":local");
        for (part, id) in &self.ids {
            // From its first slash a part is the beginning of a path; else it stands anywhere.
            let whole = part.starts_with('/').then(|| path.starts_with(part).then_some(0));
            let Some(start) = whole.unwrap_or_else(|| path.find(part)) else { continue };
            let (before, _) = part.rsplit_once(':').unwrap();
            let end = start + part.len();
            // `:id` is not the beginning of another name.
            if !path[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
                path.replace_range(start + before.len()..end, id);
            }
        }
        assert!(!path.contains(':'), "give {pattern} an id in support/world.rs: {path}");
        if path.ends_with("config-v1.1.xml") {
            format!("{path}?emailaddress=a.b@first.mail.go.th")
        } else {
            path
        }
    }

    /// A body that can be read, for operations that read it before they ask whose a thing is.
    pub fn body(pattern: &str) -> (&'static str, String) {
        if pattern.ends_with("/signed-form") || pattern.ends_with("/certificate-seals") {
            let body = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\
                Content-Type: application/pdf\r\n\r\n%PDF-1.4 x\r\n--cut--\r\n";
            return ("multipart/form-data; boundary=cut", body.to_owned());
        }
        if pattern.ends_with("/certificate-comparisons") {
            return ("application/pdf", "%PDF-1.4 nothing".to_owned());
        }
        let body = match pattern.rsplit('/').next().unwrap() {
            "events" => json!({"client": "x", "events": []}),
            "attempts" => json!({"lesson": "03-check"}),
            "answers" => json!({"answers": {}}),
            _ => json!({"kind": "open"}),
        };
        ("application/json", body.to_string())
    }

    fn know(&mut self, part: &'static str, id: impl Into<String>) {
        self.ids.push((part, id.into()));
    }

    async fn learn(&mut self, app: &TestApp) {
        let owner = self.person("owner");
        let request = course::ask(app, owner).await;
        let decision = format!("/certificate-requests/{request}/decision");
        let officer = self.person("certificate_officer");
        let yes = json!({"decision": "approve"});
        let decided = officer.write(&decision, yes).await.is(200).json();
        let number = decided["certificate"]["number"].as_str().unwrap().to_owned();
        let enrolment = one(app, "select id from enrolment limit 1").await;
        let attempt = one(app, "select id from attempt limit 1").await;
        let page = owner.get(&format!("/learn/{enrolment}/lessons/02-watch")).await.is(200).text;
        let media = page.split("/media/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let design = json!({"name": "แบบหนึ่ง"});
        let author = self.person("course_author");
        let design = author.write("/certificate-designs", design).await.is(201).json();
        let seal = super::seal::png(100);
        let seal = author.send_file("/certificate-seals", "a.png", &seal).await.is(201).json();
        self.know("/certificate-designs/:id", design["id"].as_str().unwrap());
        let seal = seal["hash"].as_str().unwrap();
        self.know("/certificate-seals/:seal", format!("{seal}.png"));
        self.know("/courses/:slug", SLUG);
        self.know("/enrolments/:id", &enrolment);
        self.know("/learn/:enrolment", &enrolment);
        self.know("lessons/:lesson", "01-read");
        self.know("/attempts/:id", attempt);
        self.know("/media/:name", media);
        self.know("/approvals/:id", &request);
        self.know("/certificate-requests/:id", request);
        self.know("/saved-views/:id", "v1");
        self.know("/certificate-request-views/:id", "v1");
        self.know("/approvals/courses/:course", SLUG);
        self.know("/certificate-policies/:course", SLUG);
        self.know("/certificates/:name", &number);
        self.know("/certificates/:number", &number);
        self.know("/verify/:number", &number);
        self.know("/credentials/:name", number);
        self.know("/credentials/status/:list", "1");
        self.know("/achievements/:slug", SLUG);
        let officer = self.person("certificate_officer");
        let asked = officer.write("/certificate-bundles", json!({"course": SLUG})).await.is(201);
        let bundle = asked.json()["id"].as_str().unwrap().to_owned();
        self.know("/certificate-bundles/:id", bundle);
    }

    async fn ask_for_mail(&mut self, app: &TestApp, agency_name: &str) {
        let mut form = agency::request_form("coordinator@example.org", "mail_go_th", "third");
        form["agency"]["name_th"] = json!(agency_name);
        let owner = self.person("owner");
        let request = owner.write("/workd/requests", form).await.is(201).json();
        let id = request["id"].as_str().unwrap().to_owned();
        let there = format!("/workd/requests/{id}/signed-form");
        owner.upload(&there, "file", "form.pdf", b"%PDF-1.4 signed\n%%EOF").await.is(303);
        let file = one(app, "select id from request_file limit 1").await;
        owner.write(&format!("/workd/requests/{id}/submission"), json!({})).await.is(200);
        let letter = "From: somebody@example.org\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\n\
            Content-Type: application/pdf; name=a.pdf\r\n\
            Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\r\n%%EOF\r\n--cut--\r\n";
        letter::receive(&app.app, Bytes::from(letter), Some("somebody@example.org")).await.unwrap();
        let letter = one(app, "select id from inbound_letter limit 1").await;
        let day = one(app, "select day from holiday order by day limit 1").await;
        self.know("/workd/requests/:id", &id);
        self.know("files/:file", file);
        self.know("/workd/review/:id", id);
        self.know("/workd/letters/:id", letter);
        self.know("attachments/:n", "1");
        self.know("/workd/holidays/:day", day);
    }

    /// A desk with a reader, a case and papers, as rows: what they hold is of no concern here.
    async fn set_up_desk(&mut self, app: &TestApp) {
        let (owner, officer) =
            (self.person("owner").id.clone(), self.person("desk_officer").id.clone());
        let mut tx: Tx = app.app.db.write().await.unwrap();
        let now = tx.now();
        let later = now + chrono::Duration::days(1);
        for text in [
            "insert into desk_agent (id, agency_id, desk, name, public_key, enrolled_at, expires_at)
             select 'a1', min(id), 'x', 'x', $1, $2, $3 from agency where $4 <> $5",
            "insert into desk_case (id, agent_id, nonce, opened_at, expires_at, person_id, officer_id,
                 purpose, code, state, card_status)
             values ('c1', 'a1', $1, $2, $3, $4, $5, 'identity', '0000', 'waiting', 'unasked')",
            "insert into desk_paper (id, made_at, decided_at, person_id, first_officer, papers, state)
             select 'p1', $2, $3, $4, $5, 'old_card', 'rejected' where length($1) = 1",
        ] {
            sql!(
                tx,
                sqlx::query(text)
                    .bind(vec![1_u8])
                    .bind(now)
                    .bind(later)
                    .bind(&owner)
                    .bind(&officer)
                    .execute(tx)
                    .await
                    .map(drop)
            )
            .unwrap();
        }
        tx.save_unrecorded("rows of a test").await.unwrap();
        self.know("/desk/agents/:id", "a1");
        self.know("/desk/cases/:id", "c1");
        self.know("/desk/manual/:id", "p1");
        self.know("/people/:id", owner);
        self.know("/people/name-changes/:id", "n1");
        self.know("/me/sessions/:id", "s1");
        self.know("/me/tokens/:id", "t1");
        self.know("passkeys/:id", "k1");
        self.know("/sign-ins/:provider", "thaid");
        self.know("failures/:failure", "unknown");
        self.know("/sign-ups/:id", "u1");
        self.know("/welcome/:token", "w1");
        for kind in ["confirmations/:token", "approvals/:token", "refusals/:token"] {
            self.know(kind, "e1");
        }
    }

    async fn fill_domain(&mut self, app: &TestApp, name: &str) {
        let domain = format!("/workd/domains/{name}");
        let admin = self.person("main_admin");
        let account = json!({"local_part": "a.b", "first_name": "สมหญิง", "last_name": "ใจดี",
            "identity_checked": {"how": "hr_record", "at": "2026-04-01"}});
        let made = admin.write(&format!("{domain}/accounts"), account).await.is(201).json();
        let link = made["activation_link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let alias = json!({"local_part": "director", "destinations": ["a.b"]});
        admin.write(&format!("{domain}/aliases"), alias).await.is(201);
        let group = json!({"local_part": "all", "title": "ทุกคน", "destinations": ["a.b"]});
        admin.write(&format!("{domain}/groups"), group).await.is(201);
        let passwords = format!("{domain}/accounts/a.b/app-passwords");
        let made = admin.write(&passwords, json!({"name": "เครื่องสแกน"})).await.is(201).json();
        let password = made["id"].as_str().unwrap().to_owned();
        let tokens = format!("{domain}/tokens");
        admin.write(&tokens, json!({"name": "ระบบบุคลากร"})).await.is(201);
        let listed = admin.read(&tokens).await.is(200).json();
        let token = listed["items"][0]["id"].as_str().unwrap().to_owned();
        let helper = json!({"role": "agency_helper", "first_name": "วิภา", "last_name": "ช่วยดี",
            "email": "wipha@example.org"});
        let helper = admin.write(&format!("{domain}/admins"), helper).await.is(201).json();
        let helper = helper["id"].as_str().unwrap().to_owned();
        let officer = self.person("service_officer");
        let client = json!({"client": "192.0.2.9"});
        let relay = officer.write(&format!("{domain}/relay/clients"), client).await.is(201).json();
        let client = relay["clients"][0]["id"].as_str().unwrap().to_owned();
        let sheet = agency::sheet(1).into_bytes();
        let sent =
            admin.upload(&format!("{domain}/imports"), "file", "a.csv", &sheet).await.is(303);
        let import = sent.location.unwrap().rsplit('/').next().unwrap().to_owned();
        app.run_jobs().await;
        self.know("/workd/domains/:name", name);
        self.know("/demo/dns/:name", name);
        self.know("accounts/:local", "a.b");
        self.know("aliases/:local", "director");
        self.know("groups/:local", "all");
        self.know("app-passwords/:id", password);
        self.know("tokens/:id", token);
        self.know("admins/:id", helper);
        self.know("relay-clients/:id", client.clone());
        self.know("relay/clients/:id", client);
        self.know("imports/:id", import);
        self.know("/mailbox/activations/:token", link);
    }

    async fn write_letters(&mut self, app: &TestApp) {
        let owner = self.person("owner").id.as_str().into();
        let admin = self.person("system_admin").id.as_str().into();
        let auditor = &self.person("auditor").id;
        let mut tx = app.app.db.write().await.unwrap();
        let lasts = chrono::Duration::days(1);
        let password = link::make(&mut tx, &owner, Purpose::Password, lasts).await.unwrap();
        let email = link::make(&mut tx, &owner, Purpose::Email, lasts).await.unwrap();
        let new = NewInvitation {
            prefix: "",
            first_name: "วิภา",
            last_name: "ตรวจดี",
            email: "invited@example.org",
        };
        let (by, app_of) = (Some(&admin), &app.app);
        let (invitation, url) =
            invitation::invite(&mut tx, app_of, by, &new, Role::Auditor, None).await.unwrap();
        tx.save().await.unwrap();
        let mut tx: Tx = app.app.db.read().await.unwrap();
        let appointment: String = sql!(
            tx,
            sqlx::query_scalar("select id from membership where person_id = $1")
                .bind(auditor)
                .fetch_one(tx)
                .await
        )
        .unwrap();
        drop(tx);
        app.unverified("twin-one").await;
        app.unverified("twin-two").await;
        let twins = json!({"first": "twin-one@example.org", "second": "twin-two@example.org",
            "reason": "คนเดียวกัน"});
        let desk = self.person("desk_officer");
        let merge = desk.api(Method::POST, "/merges", Some(twins)).await.is(201).json();
        let merge = merge["id"].as_str().unwrap().to_owned();
        let token = url.rsplit('/').next().unwrap().to_owned();
        self.know("/password-resets/:token", password);
        self.know("/email-confirmations/:token", email);
        self.know("/people/appointments/:id", &appointment);
        self.know("/people/invitations/:id", &invitation.id);
        self.know("/people/merges/:id", &merge);
        self.know("/appointments/:id", appointment);
        self.know("/invitations/:id", invitation.id);
        self.know("/invitations/:token", token);
        self.know("/merges/:id", merge);
    }
}

/// The four roles of an agency and its main administrator.
async fn agency_people(app: &TestApp, name: &str, open: OpenDomain) -> Vec<(&'static str, Person)> {
    let mut people = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| !role.is_the_operators()) {
        let (name, agency) = (format!("{name}-{}", role.code()), Some(open.agency.clone()));
        people.push((role.code(), app.person_in(&name, Some(role), "verified", agency).await));
    }
    people.push(("main_admin", open.admin));
    people
}

async fn agency_name(app: &TestApp, open: &OpenDomain) -> String {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar("select name_th from agency where id = $1")
            .bind(&open.agency)
            .fetch_one(tx)
            .await
    )
    .unwrap()
}

/// The one value of a query.
async fn one(app: &TestApp, text: &'static str) -> String {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(tx, sqlx::query_scalar(text).fetch_one(tx).await).unwrap()
}
