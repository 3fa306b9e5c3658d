//! Running an import: every row is read and compared before one is kept; then all are, in one transaction.

use serde::{Deserialize, Serialize};
use serde_json::json;

pub use super::record::{Import, accept, confirm, get, run};
use super::{
    Defaults, Row, Sheet,
    plan::{Plan, Step, compare},
    record,
};
use crate::{
    app::App,
    audit,
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    id::{AccountId, ImportId, PersonId},
    jobs, sql,
    thai::{date, text},
    web::locale::Text,
    workd::{account, directory, domain::Domain, jobs::InviteHolders},
};

/// Rows that are compared and kept at a time; the sheet itself is never held as rows.
const CHUNK: usize = 250;

/// Mistakes that are told at once; a sheet with more is not read on paper anyway.
pub const MOST_MISTAKES: usize = 500;

/// A mistake in a row, as kept and told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mistake {
    /// Row as a spreadsheet numbers it; 0 for the sheet as a whole.
    pub row: u64,
    /// Name of the column.
    pub field: String,
    /// Stable slug.
    pub code: String,
    /// What to do about it.
    pub text: Text,
}

/// What came of an import, or would come of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// Rows that hold something, without the header.
    pub rows: i64,
    /// Accounts made.
    pub created: i64,
    /// Accounts changed.
    pub changed: i64,
    /// Accounts that are as the sheet says already.
    pub unchanged: i64,
    /// Everything that has to be mended.
    pub errors: Vec<Mistake>,
    /// Columns that were not understood and left aside.
    pub ignored: Vec<String>,
}

/// Reads the whole sheet against the domain, and keeps it unless `dry_run` or a row has a mistake.
/// Where the import has a row of its own, that row says how far it is.
///
/// # Errors
/// A mistake in `/file` when the sheet as a whole cannot be read; a conflict when the domain is
/// not open. Mistakes of rows are in the outcome.
pub async fn import(
    app: &App,
    by: &PersonId,
    domain: &Domain,
    bytes: &[u8],
    dry_run: bool,
    row: Option<&ImportId>,
) -> Result<Outcome> {
    if domain.state != "open" {
        return Err(Error::conflict("domain-not-open", Text::new("domain-not-open")));
    }
    let today = date::bangkok_date(app.clock.now());
    let defaults = Defaults { identity_checked: None, quota_mb: None };
    let of_sheet =
        |mistake: super::SheetMistake| Error::mistake("file", mistake.code(), mistake.text());
    let sheet = Sheet::read(bytes).map_err(of_sheet)?;
    let mut outcome = Outcome { ignored: sheet.ignored_columns().to_vec(), ..Outcome::default() };
    let mut rows = sheet.rows(&domain.name, today, defaults.clone()).map_err(of_sheet)?;
    loop {
        let chunk = next_chunk(&mut rows, &mut outcome);
        if chunk.is_empty() {
            break;
        }
        let mut tx = app.db.read().await?;
        let plan = compare(&mut tx, domain, chunk).await?;
        drop(tx);
        count(&plan, &mut outcome);
        if let Some(row) = row.filter(|_| outcome.rows % 1000 == 0) {
            record::note(app, row, "running", outcome.rows, None).await?;
        }
    }
    if outcome.rows == 0 && outcome.errors.is_empty() {
        outcome.errors.push(of_whole("empty", Text::new("sheet-empty")));
    }
    let left = domain.accounts_left();
    if outcome.created > left {
        let text =
            Text::new("import-grant-used-up").with("wanted", outcome.created).with("left", left);
        outcome.errors.push(of_whole("grant_used_up", text));
    }
    if !outcome.errors.is_empty() {
        (outcome.created, outcome.changed, outcome.unchanged) = (0, 0, 0);
        return Ok(outcome);
    }
    if !dry_run {
        keep(app, by, domain, &sheet, defaults, &mut outcome).await?;
    }
    Ok(outcome)
}

pub(super) fn of_whole(code: &str, text: Text) -> Mistake {
    Mistake { row: 0, field: "file".into(), code: code.into(), text }
}

/// The next rows without mistakes; those with mistakes are counted and told.
fn next_chunk(
    rows: &mut impl Iterator<Item = Result<Row, Vec<super::RowMistake>>>,
    outcome: &mut Outcome,
) -> Vec<Row> {
    let mut chunk = Vec::with_capacity(CHUNK);
    while chunk.len() < CHUNK {
        match rows.next() {
            None => break,
            Some(Ok(row)) => {
                outcome.rows += 1;
                chunk.push(row);
            }
            Some(Err(mistakes)) => {
                outcome.rows += 1;
                for mistake in mistakes {
                    if outcome.errors.len() < MOST_MISTAKES {
                        outcome.errors.push(Mistake {
                            row: mistake.row,
                            field: mistake.field.to_owned(),
                            code: mistake.code.to_owned(),
                            text: mistake.text,
                        });
                    }
                }
            }
        }
    }
    chunk
}

fn count(plan: &Plan, outcome: &mut Outcome) {
    for step in &plan.steps {
        match step {
            Step::Create(_) => outcome.created += 1,
            Step::Change(..) => outcome.changed += 1,
            Step::Nothing => outcome.unchanged += 1,
        }
    }
    for mistake in &plan.mistakes {
        if outcome.errors.len() < MOST_MISTAKES {
            outcome.errors.push(mistake.clone());
        }
    }
}

/// Keeps every row in one transaction. What others changed since the rows were compared is
/// compared again.
async fn keep(
    app: &App,
    by: &PersonId,
    domain: &Domain,
    sheet: &Sheet<'_>,
    defaults: Defaults,
    outcome: &mut Outcome,
) -> Result<()> {
    let today = date::bangkok_date(app.clock.now());
    let mut tx = app.db.write().await?;
    account::lock(&mut tx, domain).await?;
    let rows = sheet.rows(&domain.name, today, defaults);
    let mut rows = rows.map_err(|it| Error::mistake("file", it.code(), it.text()))?;
    let mut done = Outcome { ignored: outcome.ignored.clone(), ..Outcome::default() };
    loop {
        let chunk = next_chunk(&mut rows, &mut done);
        if chunk.is_empty() {
            break;
        }
        let plan = compare(&mut tx, domain, chunk).await?;
        count(&plan, &mut done);
        if !plan.mistakes.is_empty() {
            continue;
        }
        write(&mut tx, by, domain, &plan).await?;
    }
    if !done.errors.is_empty() {
        (done.created, done.changed, done.unchanged) = (0, 0, 0);
        *outcome = done;
        return Ok(());
    }
    account::check_room(&mut tx, domain, 0).await?;
    let facts = json!({"created": done.created, "changed": done.changed});
    audit::record(&mut tx, Some(by), "workd.accounts.imported", domain.id.as_str(), facts).await?;
    jobs::enqueue(&mut tx, &InviteHolders { domain: domain.id.clone() }).await?;
    *outcome = done;
    directory::save(tx, app, Scope::Domain(domain.name.clone())).await
}

async fn write(tx: &mut Tx, by: &PersonId, domain: &Domain, plan: &Plan) -> Result<()> {
    let now = tx.now();
    let new: Vec<(AccountId, &Row)> = plan
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Create(row) => Some(row),
            _ => None,
        })
        .map(|row| (AccountId::new(tx), row))
        .collect();
    if !new.is_empty() {
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(
                "insert into account (id, domain_id, local_part, address, kind, first_name,
                     last_name, first_name_en, last_name_en, sort_key, recovery_email, quota_bytes,
                     state, when_suspended, identity_how, identity_by, identity_on, created_at,
                     created_by) ",
            );
            statement.push_values(&new, |mut values, (id, row)| {
                let name = format!("{} {}", row.first_name, row.last_name);
                let quota_mb = row.quota_mb.unwrap_or(domain.default_quota_mb);
                values
                    .push_bind(id)
                    .push_bind(&domain.id)
                    .push_bind(&row.local_part)
                    .push_bind(format!("{}@{}", row.local_part, domain.name))
                    .push_bind("user")
                    .push_bind(&row.first_name)
                    .push_bind(&row.last_name)
                    .push_bind(&row.first_name_en)
                    .push_bind(&row.last_name_en)
                    .push_bind(text::sort_key(&name))
                    .push_bind(&row.recovery_email)
                    .push_bind(quota_mb * 1024 * 1024)
                    .push_bind("invited")
                    .push_bind("reject")
                    .push_bind(&row.identity_checked.how)
                    .push_bind(by)
                    .push_bind(row.identity_checked.at.to_string())
                    .push_bind(now)
                    .push_bind(by);
            });
            statement.build().execute(tx).await.map(drop)
        })?;
    }
    for step in &plan.steps {
        let Step::Change(id, row) = step else { continue };
        let sort_key = text::sort_key(&format!("{} {}", row.first_name, row.last_name));
        let quota = row.quota_mb.map(|mb| mb * 1024 * 1024);
        sql!(
            tx,
            sqlx::query(
                "update account set first_name = $1, last_name = $2,
                     first_name_en = coalesce($3, first_name_en),
                     last_name_en = coalesce($4, last_name_en), sort_key = $5,
                     recovery_email = coalesce($6, recovery_email),
                     quota_bytes = coalesce($7, quota_bytes)
                 where id = $8"
            )
            .bind(&row.first_name)
            .bind(&row.last_name)
            .bind(&row.first_name_en)
            .bind(&row.last_name_en)
            .bind(&sort_key)
            .bind(&row.recovery_email)
            .bind(quota)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    Ok(())
}
