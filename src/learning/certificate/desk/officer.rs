//! Officer: somebody appointed to decide certificate requests, as the other officers see them.

pub mod claim;
pub mod leave;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::access::Actor,
    mail, sql,
    thai::name,
    web::locale::{Locale, Text, Value},
};

/// A certificate officer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Officer {
    /// Who.
    pub id: PersonId,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go.
    pub email: String,
    locale: String,
}

impl Officer {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// The language of letters.
    pub fn locale(&self) -> Locale {
        Locale::from_code(&self.locale).unwrap_or_default()
    }
}

/// Everybody who may decide, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Officer>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select p.id, p.prefix, p.first_name, p.last_name, p.email, p.locale from person p
             where p.closed_at is null and exists (
                 select 1 from membership m where m.person_id = p.id
                     and m.role = 'certificate_officer' and m.ended_at is null)
             order by p.sort_key, p.id limit 500"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// The officer with this id or address, if it is one.
pub async fn find(tx: &mut Tx, who: &str) -> Result<Option<Officer>> {
    let who = who.trim();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select p.id, p.prefix, p.first_name, p.last_name, p.email, p.locale from person p
             where (p.id = $1 or p.email = $2) and p.closed_at is null and exists (
                 select 1 from membership m where m.person_id = p.id
                     and m.role = 'certificate_officer' and m.ended_at is null)"
        )
        .bind(who)
        .bind(who.to_lowercase())
        .fetch_optional(tx)
        .await
    )?)
}

/// The officer chosen in the field called `field`.
///
/// # Errors
/// A mistake beside the field.
pub async fn chosen(tx: &mut Tx, who: &str, field: &str) -> Result<Officer> {
    let found = find(tx, who).await?;
    found.ok_or_else(|| Error::mistake(field, "unknown", Text::new("decide-officer-unknown")))
}

/// What somebody is called; empty for nobody.
pub async fn name_of(tx: &mut Tx, person: Option<&PersonId>) -> Result<String> {
    let Some(person) = person else { return Ok(String::new()) };
    let found: Option<(String, String, String)> = sql!(
        tx,
        sqlx::query_as("select prefix, first_name, last_name from person where id = $1")
            .bind(person)
            .fetch_optional(tx)
            .await
    )?;
    Ok(found.map(|(prefix, first, last)| name::full(&prefix, &first, &last)).unwrap_or_default())
}

/// Writes to every other officer what `me` wants; `values` gives what the letter says besides their
/// names, in the language of its reader.
pub async fn tell_others(
    tx: &mut Tx,
    me: &Actor,
    key: &'static str,
    values: impl Fn(Locale) -> Vec<(&'static str, Value)>,
) -> Result<()> {
    let by = name_of(tx, Some(&me.id)).await?;
    for other in all(tx).await?.into_iter().filter(|it| it.id != me.id) {
        let locale = other.locale();
        let mut values = values(locale);
        values.push(("name", other.full_name().into()));
        values.push(("officer", by.clone().into()));
        mail::send(tx, &other.email, locale, key, &values).await?;
    }
    Ok(())
}
