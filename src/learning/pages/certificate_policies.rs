//! How the certificates of each course are decided: by one officer, by two, or by the rule.

use std::sync::Arc;

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    learning::{
        certificate::desk::policy::{self, Mode, Policy},
        course::{self, Version},
    },
    web::{
        form::{Form, Mistakes},
        locale::Text,
        page::{page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/certificate_policies/index.html", config = "src/web/askama.toml")]
struct Policies<'a> {
    visit: &'a Visit,
    me: &'a Actor,
    courses: Vec<(Arc<Version>, Policy)>,
    decides: bool,
    mistakes: Mistakes,
}

impl Policies<'_> {
    fn modes(&self) -> [Mode; 3] {
        Mode::ALL
    }
}

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPolicy {
    mode: String,
}

/// Lists the courses that are certified.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    listed(&visit, &me, StatusCode::OK, Mistakes::default()).await
}

/// Sets the policy of one course, or asks another officer to.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(slug): Path<String>,
    Form(form): Form<NewPolicy>,
) -> Result<Response> {
    match set(&visit, &me, &slug, &form.mode).await {
        Ok(true) => Ok(see_other("/approvals/courses?notice=policy-wanted")),
        Ok(false) => Ok(see_other("/approvals/courses?notice=policy-set")),
        Err(error @ Error::Conflict { .. }) => {
            let mistakes = Mistakes::general(&visit, &error);
            listed(&visit, &me, error.status(), mistakes).await
        }
        Err(Error::Mistakes(mistakes)) => {
            let said = Mistakes::said(&visit, &mistakes);
            listed(&visit, &me, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => Err(error),
    }
}

/// Sets it; gives whether it waits for a second officer.
async fn set(visit: &Visit, me: &Actor, slug: &str, mode: &str) -> Result<bool> {
    let unknown = || Error::mistake("mode", "unknown", Text::new("decide-policy-unknown"));
    let mode = Mode::from_code(mode).ok_or_else(unknown)?;
    let mut tx = visit.app.db.write().await?;
    let version = course::get(&mut tx, &visit.app.shelf, slug).await?;
    let policy = policy::set(&mut tx, &visit.app, me, &version, mode).await?;
    tx.save().await?;
    Ok(policy.mode != mode)
}

async fn listed(
    visit: &Visit,
    me: &Actor,
    status: StatusCode,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let mut courses = Vec::new();
    for version in course::list(&mut tx, &visit.app.shelf, "").await? {
        if version.content.certificate.offered {
            let policy = policy::get(&mut tx, &version.course).await?;
            courses.push((version, policy));
        }
    }
    let decides = me.may(Act::DecideCertificateRequests);
    page_with(status, &Policies { visit, me, courses, decides, mistakes })
}
