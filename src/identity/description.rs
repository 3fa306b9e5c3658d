//! What a person says of themselves and may change at any time: kind, agency, language of letters.

use serde::Deserialize;

use crate::{
    agencies::agency,
    app::App,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        access::Actor,
        person::{self, PersonKind},
    },
    thai::text,
    web::locale::{Locale, Text},
};

/// What is said, as texts.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Description {
    /// `civil_servant`, `state_personnel` or `public`.
    pub person_kind: String,
    /// Name of the agency; needed unless `public`.
    pub agency: String,
    /// Language of letters: `th` or `en`.
    pub locale: String,
}

/// What a person says of themselves now.
pub async fn of(tx: &mut Tx, id: &PersonId) -> Result<Description> {
    let person = person::get(tx, id).await?;
    Ok(Description {
        person_kind: person.person_kind,
        agency: person.agency.unwrap_or_default(),
        locale: person.locale,
    })
}

/// Keeps what is said.
///
/// # Errors
/// Mistakes by field.
pub async fn change(app: &App, me: &Actor, typed: &Description) -> Result<()> {
    let mut mistakes = Vec::new();
    let kind = PersonKind::from_code(&typed.person_kind);
    if kind.is_none() {
        mistakes.push(Mistake::new("person_kind", "required", Text::new("person-kind-required")));
    }
    let name = text::normalise(&typed.agency);
    if name.is_empty() && kind.is_some_and(|kind| kind != PersonKind::Public) {
        mistakes.push(Mistake::new("agency", "required", Text::new("agency-required")));
    }
    if text::graphemes(&name) > 200 {
        mistakes.push(Mistake::new("agency", "long", Text::new("agency-long")));
    }
    let locale = Locale::from_code(&typed.locale);
    if locale.is_none() {
        mistakes.push(Mistake::new("locale", "required", Text::new("own-locale-required")));
    }
    let (Some(kind), Some(locale), true) = (kind, locale, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    let mut tx = app.db.write().await?;
    let agency = if name.is_empty() { None } else { agency::find_by_name(&mut tx, &name).await? };
    let typed_name = Some(name.as_str()).filter(|name| !name.is_empty() && agency.is_none());
    person::describe(&mut tx, &me.id, kind, agency.as_ref(), typed_name, locale.code()).await?;
    tx.save().await
}
