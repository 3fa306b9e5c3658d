//! A certificate in the place of another: what is wrong beside what would be right, then both at once.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::Certificate,
            inspection::Field,
            replacement::{
                self, Change,
                wish::{self, Wish},
            },
        },
        pages::endings,
    },
    web::{
        form::{Form, Mistakes},
        page::{page, page_with},
        visitor::Visit,
    },
};

/// Why.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewReplacement {
    reason: String,
}

#[derive(Template)]
#[template(path = "learning/pages/replacements/new.html", config = "src/web/askama.toml")]
struct NewReplacementPage<'a> {
    visit: &'a Visit,
    old: Certificate,
    changes: Vec<Change>,
    is_idle: bool,
    is_for_two: bool,
    /// What another officer wants, or this one.
    wish: Option<Wish>,
    /// Whether it was this one, so that only another can go on.
    waits_for_other: bool,
    form: NewReplacement,
    mistakes: Mistakes,
}

impl NewReplacementPage<'_> {
    /// A field as it is read: a length has its unit.
    fn text(&self, change: &Change, printed: &str) -> String {
        if change.field == Field::Minutes {
            self.visit.t1("minutes-long", "n", printed.parse::<i64>().unwrap_or_default())
        } else {
            printed.to_owned()
        }
    }
}

async fn shown<'a>(
    visit: &'a Visit,
    me: &Actor,
    number: &str,
    mut form: NewReplacement,
    mistakes: Mistakes,
) -> Result<NewReplacementPage<'a>> {
    let mut tx = visit.app.db.read().await?;
    let proposal = replacement::propose(&mut tx, &visit.app, number).await?;
    let (changes, is_idle) = (proposal.changes(), proposal.is_idle());
    let is_for_two = wish::is_needed(&mut tx, &proposal).await?;
    let wish = if is_for_two { wish::waiting(&mut tx, &proposal).await? } else { None };
    if let (Some(wish), true) = (&wish, form.reason.is_empty()) {
        form.reason.clone_from(&wish.reason);
    }
    let waits_for_other = wish.as_ref().is_some_and(|wish| wish.asked_by == me.id);
    Ok(NewReplacementPage {
        visit,
        old: proposal.old,
        changes,
        is_idle,
        is_for_two,
        wish,
        waits_for_other,
        form,
        mistakes,
    })
}

/// Shows what would be printed now beside what is printed, and asks why.
#[handler]
pub async fn new(visit: Visit, me: Actor, Path(number): Path<String>) -> Result<Response> {
    page(&shown(&visit, &me, &number, NewReplacement::default(), Mistakes::default()).await?)
}

/// Issues the new one and revokes the old.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(number): Path<String>,
    Form(form): Form<NewReplacement>,
) -> Result<Response> {
    let issued = issue(&visit, &me, &number, &form).await.map(|made| match made {
        Some(made) => format!("/verify/{}?notice=reissued", made.number),
        None => format!("/certificates/{number}/replacement/new?notice=reissue-wanted"),
    });
    match endings::answer(&visit, issued)? {
        Ok(done) => Ok(done),
        Err((status, mistakes)) => {
            page_with(status, &shown(&visit, &me, &number, form, mistakes).await?)
        }
    }
}

async fn issue(
    visit: &Visit,
    me: &Actor,
    number: &str,
    form: &NewReplacement,
) -> Result<Option<Certificate>> {
    let mut tx = visit.app.db.write().await?;
    let made = replacement::issue(&mut tx, &visit.app, me, number, &form.reason).await?;
    tx.save().await?;
    visit.app.metrics.certificates.inc_by(u64::from(made.is_some()));
    Ok(made)
}
