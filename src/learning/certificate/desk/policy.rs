//! Policy: how the certificates of a course are decided: by one officer, by two, or by a rule.

pub mod rule;
pub mod sample;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, PersonId},
    identity::access::{Act, Actor},
    learning::{certificate::desk::officer, course::Version},
    sql,
    thai::name,
    web::locale::Text,
};

/// How the certificates of a course are decided, from the least strict to the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// A request without a flag is approved by the rule; an officer decides the others.
    Rule,
    /// One officer decides.
    Officer,
    /// Two officers approve; one is enough to return or reject.
    FourEyes,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Officer, Self::FourEyes, Self::Rule];

    /// The name in forms and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Officer => "officer",
            Self::FourEyes => "four_eyes",
        }
    }

    /// The mode called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }

    /// From the two switches of the API, which exclude each other.
    ///
    /// # Errors
    /// A mistake where both are on.
    pub fn of(four_eyes: bool, by_rule: bool) -> Result<Self> {
        match (four_eyes, by_rule) {
            (true, true) => Err(Error::mistake("by_rule", "both", Text::new("decide-policy-both"))),
            (true, false) => Ok(Self::FourEyes),
            (false, true) => Ok(Self::Rule),
            (false, false) => Ok(Self::Officer),
        }
    }
}

/// The policy of a course.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How it is decided now.
    pub mode: Mode,
    /// Since when; none: it was never changed.
    pub changed_at: Option<DateTime<Utc>>,
    /// What one officer asked for and another has not confirmed.
    pub wanted: Option<Wanted>,
}

/// A less strict mode that waits for a second officer.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which.
    pub mode: Mode,
    /// Who asked.
    pub by: PersonId,
    /// What they are called.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    mode: String,
    changed_at: DateTime<Utc>,
    wanted_mode: Option<String>,
    wanted_at: Option<DateTime<Utc>>,
    wanted_by: Option<PersonId>,
    prefix: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

/// How a course is decided.
pub async fn mode(tx: &mut Tx, course: Option<&CourseId>) -> Result<Mode> {
    let Some(course) = course else { return Ok(Mode::Officer) };
    let code: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select mode from certificate_policy where course_id = $1")
            .bind(course)
            .fetch_optional(tx)
            .await
    )?;
    Ok(code.and_then(|code| Mode::from_code(&code)).unwrap_or(Mode::Officer))
}

/// The whole policy of a course.
pub async fn get(tx: &mut Tx, course: &CourseId) -> Result<Policy> {
    let row: Option<Row> = sql!(
        tx,
        sqlx::query_as(
            "select c.mode, c.changed_at, c.wanted_mode, c.wanted_at, c.wanted_by, p.prefix,
                    p.first_name, p.last_name
             from certificate_policy c left join person p on p.id = c.wanted_by
             where c.course_id = $1"
        )
        .bind(course)
        .fetch_optional(tx)
        .await
    )?;
    let Some(row) = row else {
        return Ok(Policy { mode: Mode::Officer, changed_at: None, wanted: None });
    };
    let wanted = match (row.wanted_mode.as_deref().and_then(Mode::from_code), row.wanted_by) {
        (Some(mode), Some(by)) => Some(Wanted {
            mode,
            by,
            name: name::full(
                row.prefix.as_deref().unwrap_or_default(),
                row.first_name.as_deref().unwrap_or_default(),
                row.last_name.as_deref().unwrap_or_default(),
            ),
            at: row.wanted_at.unwrap_or(row.changed_at),
        }),
        _ => None,
    };
    let mode = Mode::from_code(&row.mode).unwrap_or(Mode::Officer);
    // A row that a wish made says nothing about the way that holds.
    let changed_at = Some(row.changed_at).filter(|at| Some(*at) != row.wanted_at);
    Ok(Policy { mode, changed_at, wanted })
}

/// Sets the policy of a course. What is stricter holds at once. What is less strict (four eyes off,
/// the rule on) waits until another officer asks for the same: nobody alone may arrange to decide
/// alone. Asking for what already holds takes a wish back.
///
/// # Errors
/// A conflict where the same officer asks for the same again, or the policy changed meanwhile.
pub async fn set(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    version: &Version,
    mode: Mode,
) -> Result<Policy> {
    let course = &version.course;
    if !officer.may(Act::DecideCertificateRequests) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let now = tx.now();
    // The row is there and held before it is read: two officers come one after the other.
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_policy (course_id, mode, changed_at, changed_by)
             values ($1, 'officer', $2, $3)
             on conflict (course_id) do update set mode = certificate_policy.mode"
        )
        .bind(course)
        .bind(now)
        .bind(&officer.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let policy = get(tx, course).await?;
    let confirms = policy.wanted.as_ref().filter(|wanted| wanted.mode == mode);
    if confirms.is_some_and(|wanted| wanted.by == officer.id) {
        return Err(Error::conflict("second-officer", Text::new("decide-policy-second")));
    }
    let act = if mode < policy.mode && confirms.is_none() {
        wish(tx, officer, course, mode).await?;
        let url = app.url("/approvals/courses");
        let sentence = format!("choice-decide-mode-{}", mode.code().replace('_', "-"));
        officer::tell_others(tx, officer, "mail-decide-policy-wanted", |locale| {
            let title = version.content.title.get(locale);
            vec![
                ("course", title.into()),
                ("mode", locale.t(&sentence).into()),
                ("url", url.clone().into()),
            ]
        })
        .await?;
        "certificate.policy_wanted"
    } else {
        sql!(
            tx,
            sqlx::query(
                "update certificate_policy set mode = $1, changed_at = $2, changed_by = $3,
                     wanted_mode = null, wanted_at = null, wanted_by = null
                 where course_id = $4"
            )
            .bind(mode.code())
            .bind(now)
            .bind(&officer.id)
            .bind(course)
            .execute(tx)
            .await
            .map(drop)
        )?;
        "certificate.policy_set"
    };
    let facts = json!({"from": policy.mode.code(), "to": mode.code()});
    audit::record(tx, Some(&officer.id), act, course.as_str(), facts).await?;
    get(tx, course).await
}

async fn wish(tx: &mut Tx, officer: &Actor, course: &CourseId, mode: Mode) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update certificate_policy set wanted_mode = $1, wanted_at = $2, wanted_by = $3
             where course_id = $4"
        )
        .bind(mode.code())
        .bind(now)
        .bind(&officer.id)
        .bind(course)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modes_stand_from_the_least_strict_to_the_strictest() {
        assert!(Mode::Rule < Mode::Officer && Mode::Officer < Mode::FourEyes);
        assert!(Mode::of(true, true).is_err());
        for mode in Mode::ALL {
            assert_eq!(Mode::from_code(mode.code()), Some(mode));
        }
    }
}
