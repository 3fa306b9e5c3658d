//! An agency's requests: its list, a new one, where one stands, and the form part by part.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    agencies::agency,
    db::Tx,
    error::{Error, Missing, Result},
    id::RequestId,
    identity::access::{Act, Actor},
    thai::date,
    web::{
        download::percent_encoded,
        form::{Form, Mistakes},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        domain::{self, Domain, OPENING_PROMISE},
        holiday,
        pages::{
            again,
            parts::{self, Around, FactPart, Section, Step},
            standing::{self, Row, Standing},
        },
        request::{
            draft,
            evidence::{self, File},
            fields::{FIELDS, Kind, Takes},
            form,
            request::{self, Request},
            submission::{CLAUSES_VERSION, PROMISE},
            timeline::{self, Event},
        },
    },
};

#[derive(Template)]
#[template(path = "workd/pages/requests/index.html", config = "src/web/askama.toml")]
struct Requests<'a> {
    visit: &'a Visit,
    rows: Vec<Row>,
    may_begin: bool,
}

/// Lists one's own requests and those of the agencies that one files for.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let rows = standing::mine(&mut tx, &visit, &me).await?;
    page(&Requests { visit: &visit, rows, may_begin: draft::may_begin(&me) })
}

#[derive(Template)]
#[template(path = "workd/pages/requests/new.html", config = "src/web/askama.toml")]
struct NewRequest<'a> {
    visit: &'a Visit,
    may_begin: bool,
    mistakes: Mistakes,
}

/// Asks what the agency wants.
#[handler]
pub async fn new(visit: Visit, me: Actor) -> Result<Response> {
    let may_begin = draft::may_begin(&me);
    page(&NewRequest { visit: &visit, may_begin, mistakes: Mistakes::default() })
}

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    kind: String,
}

/// Begins a draft with what is known already, and leads to its first part.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(chosen): Form<Chosen>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let known = known_already(&mut tx, &me, &chosen.kind).await?;
    match draft::create(&mut tx, &visit.app, &me, &chosen.kind, known).await {
        Ok(request) => {
            tx.save().await?;
            Ok(see_other(format!("/workd/requests/{}/edit?part=1", request.id)))
        }
        Err(error) => {
            let (status, mistakes) = again::mistakes(&visit, error)?;
            page_with(status, &NewRequest { visit: &visit, may_begin: true, mistakes })
        }
    }
}

/// Names and address of the agency as it gave them last, and its domain where it has only one.
async fn known_already(tx: &mut Tx, me: &Actor, kind: &str) -> Result<form::Form> {
    let mut known = Vec::new();
    let agencies = me.agencies(Act::FileRequests);
    let before = request::mine(tx, me).await?;
    let sent = before.into_iter().find(|one| one.submitted_at.is_some());
    if let Some(sent) = sent {
        let lasting = ["agency.", "address."];
        for field in
            FIELDS.iter().filter(|field| lasting.iter().any(|it| field.name.starts_with(it)))
        {
            known.push((field.name.to_owned(), sent.form.text(field.name).to_owned()));
        }
    } else if let [own] = agencies.as_slice()
        && let Some(own) = agency::all(tx).await?.into_iter().find(|one| one.id == *own)
    {
        known.push(("agency.name_th".to_owned(), own.name_th));
        known.push(("agency.name_en".to_owned(), own.name_en));
    }
    if kind != Kind::Open.code()
        && let [only] = domain::names_to_file_for(tx, me).await?.as_slice()
    {
        known.push(("domain.name".to_owned(), only.clone()));
    }
    Ok(form::Form::typed(known))
}

#[derive(Template)]
#[template(path = "workd/pages/requests/show.html", config = "src/web/askama.toml")]
struct ShowRequest<'a> {
    visit: &'a Visit,
    request: &'a Request,
    kind: String,
    domain: Option<Domain>,
    domain_url: Option<String>,
    standing: Standing,
    missing: Vec<(String, String)>,
    to_mend: Vec<(String, String, String)>,
    parts: Vec<FactPart>,
    files: Vec<File>,
    events: Vec<Event>,
    files_it: bool,
    takes_files: bool,
    withdraws: bool,
    mail_url: String,
    contact: &'a str,
    mistakes: Mistakes,
}

/// Shows where a request stands and what can be done next.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<RequestId>) -> Result<Response> {
    show_again(&visit, &me, &id, StatusCode::OK, Mistakes::default()).await
}

/// The same page with the mistakes of something that was tried on it.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    id: &RequestId,
    status: StatusCode,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, me, id).await?;
    let Row { request, domain, standing } = Row::of(&mut tx, visit, request).await?;
    let files = evidence::of(&mut tx, &request.id).await?;
    let events = timeline::of(&mut tx, &request.id).await?;
    let missing = missing_now(&mut tx, &request).await?;
    drop(tx);
    let seen = domain.as_ref().filter(|domain| domain::may(me, Act::SeeDomains, domain));
    let to_mend = request.to_mend.iter().filter(|_| request.state == "returned");
    let to_mend = to_mend.filter_map(|one| {
        let field = crate::workd::request::fields::find(&one.field)?;
        let (id, part) = (&request.id, field.part);
        let url = format!("/workd/requests/{id}/edit?part={part}#{}", field.id());
        Some((visit.field(field), one.text.clone(), url))
    });
    let subject = percent_encoded(&visit.t1("req-mail-subject", "number", &request.number));
    let contact = visit.app.config.contact_address.as_str();
    let files_it = request::may_file(me, &request);
    page_with(
        status,
        &ShowRequest {
            visit,
            kind: standing::kind(visit, request.kind()),
            domain_url: seen.map(|domain| format!("/workd/domains/{}", domain.name)),
            standing,
            missing: standing::missing(visit, &request, &missing),
            to_mend: to_mend.collect(),
            parts: parts::facts(visit, &request, &missing),
            files,
            events,
            files_it,
            takes_files: files_it && (request.is_open_to_changes() || request.is_to_decide()),
            withdraws: files_it && (request.is_open_to_changes() || request.is_to_decide()),
            mail_url: format!("mailto:{contact}?subject={subject}"),
            contact,
            mistakes,
            domain,
            request: &request,
        },
    )
}

/// What is missing, while the agency can still add it.
async fn missing_now(tx: &mut Tx, request: &Request) -> Result<Vec<Missing>> {
    if request.is_open_to_changes() { request::missing(tx, request).await } else { Ok(Vec::new()) }
}

/// Which part of the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    part: Option<u8>,
}

#[derive(Template)]
#[template(path = "workd/pages/requests/edit.html", config = "src/web/askama.toml")]
struct EditRequest<'a> {
    visit: &'a Visit,
    request: &'a Request,
    kind: String,
    part: u8,
    title: String,
    steps: Vec<Step>,
    sections: Vec<Section>,
    version: &'static str,
    contact: &'a str,
    mistakes: Mistakes,
}

/// Shows a part of the form to fill in; what can no longer be changed leads to where it stands.
#[handler]
pub async fn edit(
    visit: Visit,
    me: Actor,
    Path(id): Path<RequestId>,
    Query(part): Query<Part>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    if !request::may_file(&me, &request) {
        return Err(Error::Forbidden);
    }
    if !request.is_open_to_changes() {
        return Ok(see_other(format!("/workd/requests/{}", request.id)));
    }
    let part = part.part.unwrap_or(1).clamp(1, 4);
    let form = request.form.0.clone();
    let shown = (StatusCode::OK, Mistakes::default());
    edit_again(&visit, &mut tx, &me, &request, part, &form, shown).await
}

async fn edit_again(
    visit: &Visit,
    tx: &mut Tx,
    me: &Actor,
    request: &Request,
    part: u8,
    form: &form::Form,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    let missing = request::missing(tx, request).await?;
    let calendar = holiday::calendar(tx).await?;
    let today = date::bangkok_date(tx.now());
    let warnings = form.warnings(calendar.due_from_day(today, PROMISE + OPENING_PROMISE));
    let domains = domain::names_to_file_for(tx, me).await?;
    let around = Around { request, form, warnings: &warnings, domains: &domains };
    page_with(
        status,
        &EditRequest {
            visit,
            request,
            kind: standing::kind(visit, request.kind()),
            part,
            title: visit.t(&format!("part-{part}")),
            steps: parts::steps(visit, &missing, part),
            sections: parts::sections(visit, part, &around),
            version: CLAUSES_VERSION,
            contact: &visit.app.config.contact_address,
            mistakes,
        },
    )
}

/// Keeps a part as a draft, or shows it again with what has to be mended.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(id): Path<RequestId>,
    Form(mut sent): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let said = |name: &str| sent.iter().find(|(key, _)| key == name).map(|(_, text)| text.clone());
    let part = said("part").and_then(|part| part.parse().ok()).unwrap_or(1).clamp(1, 4);
    let goes_on = said("then").as_deref() == Some("next");
    let mut tx = visit.app.db.write().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    // A browser says nothing of a box that is not ticked.
    for field in FIELDS.iter().filter(|field| field.part == part && field.takes == Takes::Yes) {
        if !sent.iter().any(|(name, _)| name == field.name) {
            sent.push((field.name.to_owned(), String::new()));
        }
    }
    let form = request.form.0.clone().overlaid(&sent);
    match draft::keep_what_is_right(&mut tx, &visit.app, &me, &request, form.clone()).await {
        // What is right stays, even where another field has to be mended.
        Ok(mistakes) if !mistakes.is_empty() => {
            tx.save().await?;
            let shown = again::mistakes(&visit, Error::Mistakes(mistakes))?;
            let mut tx = visit.app.db.read().await?;
            let request = request::get(&mut tx, &me, &request.id).await?;
            edit_again(&visit, &mut tx, &me, &request, part, &form, shown).await
        }
        Ok(_) => {
            tx.save().await?;
            let id = &request.id;
            Ok(see_other(match part {
                4 if goes_on => format!("/workd/requests/{id}?notice=req-saved"),
                _ if goes_on => format!("/workd/requests/{id}/edit?part={}", part + 1),
                _ => format!("/workd/requests/{id}/edit?part={part}&notice=req-saved"),
            }))
        }
        Err(error) => {
            let shown = again::mistakes(&visit, error)?;
            drop(tx);
            let mut tx = visit.app.db.read().await?;
            edit_again(&visit, &mut tx, &me, &request, part, &form, shown).await
        }
    }
}
