//! The table of permissions: every route asked as every kind of person, set beside `permissions.txt`.

use std::collections::BTreeSet;

use chrono::DateTime;
use reqwest::Method;
use rian::{
    identity::access::{self, Actor, Grant, Role, To},
    routes,
};

use crate::support::{Person, TestApp, world::World};

/// One line of the table.
#[derive(Debug)]
struct Line {
    kind: String,
    method: Method,
    path: String,
    who: Vec<String>,
}

impl Line {
    fn name(&self) -> String {
        format!("{} {} {}", self.kind, self.method, self.path)
    }

    /// Whether the path itself is the key: a link that was never made leads nowhere for anybody.
    fn is_a_door(&self) -> bool {
        let doors = ["/sign-ins/", "/sign-ups/"];
        self.path.contains(":token") || doors.iter().any(|door| self.path.starts_with(door))
    }

    fn is_for(&self, word: &str) -> bool {
        self.who.iter().any(|who| who == word)
    }

    /// Whether somebody gets in.
    fn admits(&self, somebody: &str) -> bool {
        self.is_for("everyone")
            || (self.is_for("people") && somebody != "stranger")
            || self.is_for(somebody)
            || (somebody == "main_admin" && self.is_for("agency_admin"))
    }

    /// Whether it is a thing of one agency, which the agency next door is not to reach.
    fn is_of_an_agency(&self) -> bool {
        let path = self.path.replace('{', ":");
        path.starts_with("/workd/domains/:") || path.starts_with("/workd/requests/:")
    }
}

fn lines() -> Vec<Line> {
    let text = include_str!("permissions.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let lines = lines.map(|line| {
        let mut words = line.split_whitespace().map(str::to_owned);
        let mut next = || words.next().unwrap_or_else(|| panic!("half a line: {line}"));
        let (kind, method, path) = (next(), next().parse().unwrap(), next());
        let who: Vec<String> = words.collect();
        let known = ["everyone", "people", "owner", "holder", "main_admin"];
        for word in &who {
            let role = Role::from_code(word).is_some();
            assert!(role || known.contains(&word.as_str()), "{word} is nobody: {line}");
        }
        assert!(!who.is_empty(), "nobody gets in: {line}");
        Line { kind, method, path, who }
    });
    lines.collect()
}

/// Every page and every operation that exists.
fn routes_there_are() -> BTreeSet<String> {
    let pages = routes::pages(true);
    let pages = pages.rows().iter().map(|row| format!("page {} {}", row.method, row.path));
    let document: serde_json::Value = serde_json::from_str(&routes::api().spec()).unwrap();
    let mut all: BTreeSet<String> = pages.collect();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            all.insert(format!("api {} {path}", method.to_uppercase()));
        }
    }
    all
}

#[test]
fn every_route_has_its_line_and_every_line_its_route() {
    let there = routes_there_are();
    let lines: Vec<String> = lines().iter().map(Line::name).collect();
    let written: BTreeSet<String> = lines.iter().cloned().collect();
    assert_eq!(lines.len(), written.len(), "a route stands twice in permissions.txt");
    let missing: Vec<&String> = there.difference(&written).collect();
    assert!(missing.is_empty(), "who gets in? permissions.txt lacks {missing:#?}");
    let idle: Vec<&String> = written.difference(&there).collect();
    assert!(idle.is_empty(), "there is no such route: {idle:#?}");
    let guarded = routes::operations();
    let guarded: BTreeSet<String> =
        guarded.rows().iter().map(|row| format!("api {} {}", row.method, row.path)).collect();
    let operations: BTreeSet<String> =
        there.into_iter().filter(|name| name.starts_with("api ")).collect();
    let difference: Vec<&String> = guarded.symmetric_difference(&operations).collect();
    assert!(difference.is_empty(), "routes/operations.rs and the API differ: {difference:#?}");
}

/// Somebody as the table of pages sees them.
fn actor(somebody: &str) -> Option<Actor> {
    let role =
        Role::from_code(somebody).or((somebody == "main_admin").then_some(Role::AgencyAdmin));
    let grants = role.map(|role| Grant {
        role,
        agency: (!role.is_the_operators()).then(|| "own".into()),
        main: somebody == "main_admin",
    });
    let mut actor = crate::support::open_domain::actor("p".into(), Role::Auditor, None);
    actor.grants = grants.into_iter().collect();
    (somebody != "stranger").then_some(actor)
}

#[test]
fn what_guards_a_route_says_the_same_as_its_line() {
    let (pages, operations) = (routes::pages(true), routes::operations());
    let rows = pages.rows().iter().map(|row| ("page", row));
    let rows = rows.chain(operations.rows().iter().map(|row| ("api", row)));
    let lines = lines();
    for (kind, row) in rows {
        let name = format!("{kind} {} {}", row.method, row.path);
        let Some(line) = lines.iter().find(|line| line.name() == name) else { continue };
        let to = match row.to {
            // Whether the second proof is fresh is another question.
            To::Sensitive(acts) => To::May(acts),
            To::Proved => To::Person,
            to => to,
        };
        if line.is_for("holder") {
            assert_eq!(to, To::MailboxHolder, "{name}");
            continue;
        }
        // Whose a thing is, the page asks; before that, whoever is logged in may come.
        if line.is_for("owner") {
            assert_eq!(to, To::Person, "{name}");
            continue;
        }
        for somebody in World::NAMES.into_iter().filter(|name| *name != "owner") {
            let admitted =
                access::admit(&to, actor(somebody).as_ref(), DateTime::UNIX_EPOCH).is_ok();
            assert_eq!(admitted, line.admits(somebody), "{name}: {somebody}");
        }
    }
}

/// What somebody finds at a route.
async fn ask(world: &World, line: &Line, person: &Person, csrf: &str) -> (u16, Option<String>) {
    let path = world.path(&line.path);
    let by_script = path.ends_with("/events") || path.ends_with("/answers");
    let answer = if line.kind == "page" && by_script {
        let (_, body) = World::body(&line.path);
        person.ask_by_script(&line.method, &path, csrf, body).await
    } else if line.kind == "page" {
        person.ask_page(&line.method, &path, csrf).await
    } else {
        person.ask_api(&line.method, &path, World::body(&line.path)).await
    };
    (answer.status.as_u16(), answer.location)
}

fn leads_to_log_in(location: Option<&str>) -> bool {
    let doors = ["/login?next=", "/mailbox/sessions"];
    location.is_some_and(|to| doors.iter().any(|door| to.starts_with(door)))
}

fn is_refused(status: u16, location: Option<&str>) -> bool {
    matches!(status, 401 | 403 | 404) || (status == 303 && leads_to_log_in(location))
}

#[tokio::test]
async fn every_route_lets_in_those_of_its_line_and_nobody_else() {
    let app = TestApp::new().await.with_course().await;
    let world = World::new(&app).await;
    let lines = lines();
    let mut wrong = Vec::new();
    for (somebody, person) in &world.people {
        let csrf = person.csrf().await;
        for line in &lines {
            let admitted = line.admits(somebody);
            // What changes something is not done by those who may: the line and its guard agree.
            if admitted && line.method != Method::GET {
                continue;
            }
            let (status, location) = ask(&world, line, person, &csrf).await;
            let right = if admitted {
                let led_on = status == 303 && !leads_to_log_in(location.as_deref());
                status == 200 || led_on || (matches!(status, 400 | 404) && line.is_a_door())
            } else {
                is_refused(status, location.as_deref())
            };
            if !right {
                let what = if admitted { "is kept out" } else { "gets through" };
                wrong.push(format!("{somebody} {what}: {} {status} {location:?}", line.name()));
            }
        }
    }
    for (somebody, person) in &world.next_door {
        let csrf = person.csrf().await;
        for line in lines.iter().filter(|line| line.is_of_an_agency()) {
            let (status, location) = ask(&world, line, person, &csrf).await;
            if !is_refused(status, location.as_deref()) {
                let name = line.name();
                wrong.push(format!("{somebody} of next door gets through: {name} {status}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_role_of_an_agency_without_an_agency_grants_nothing() {
    let app = TestApp::new().await.with_course().await;
    let world = World::new(&app).await;
    let roles = Role::ALL.into_iter().filter(|role| !role.is_the_operators());
    for role in roles {
        let name = format!("nowhere-{}", role.code());
        let person = app.person_in(&name, Some(role), "verified", None).await;
        let csrf = person.csrf().await;
        for line in lines().iter().filter(|line| !line.admits("learner") && !line.is_for("holder"))
        {
            let (status, location) = ask(&world, line, &person, &csrf).await;
            assert!(is_refused(status, location.as_deref()), "{name}: {} {status}", line.name());
        }
    }
}

#[tokio::test]
async fn the_file_of_a_certificate_is_for_its_holder_and_the_officers() {
    let app = TestApp::new().await.with_course().await;
    let world = World::new(&app).await;
    let path = format!("{}.pdf", world.path("/certificates/:name"));
    for (somebody, person) in &world.people {
        let status = person.get(&path).await.status.as_u16();
        let expected = match *somebody {
            "owner" | "certificate_officer" | "auditor" => 200,
            "stranger" => 303,
            _ => 404,
        };
        assert_eq!(status, expected, "{somebody}");
    }
}
