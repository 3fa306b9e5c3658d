//! Accounts from a sheet and into one: all rows or none.

use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};

use crate::{
    error::Result,
    identity::access::Act,
    web::{openapi::Signed, visitor::Visit},
    workd::{
        account::{self, Account, Filter},
        api::{bodies::SheetBody, domain_for},
        import::{
            IdentityCheck, Row, Writer,
            run::{self, Outcome},
        },
    },
};

/// Accounts read at a time for a sheet.
const AT_ONCE: i64 = 1000;

/// Sheets of accounts.
pub struct ImportsApi;

/// What came of a sheet, or would come of it.
#[derive(Object)]
struct ImportOutcome {
    /// Rows that hold something, without the header.
    rows: i64,
    /// Accounts made; none when a row has a mistake.
    created: i64,
    /// Accounts changed.
    changed: i64,
    /// Accounts that are as the sheet says already.
    unchanged: i64,
    /// Columns that were not understood and left aside.
    ignored: Vec<String>,
    /// Everything that has to be mended; nothing was kept unless this is empty.
    errors: Vec<RowProblem>,
}

/// A mistake in a row.
#[derive(Object)]
struct RowProblem {
    /// Row as a spreadsheet numbers it, the header being 1; 0 for the sheet as a whole.
    row: u64,
    /// Name of the column.
    field: String,
    /// Stable slug.
    code: String,
    /// What to do about it.
    detail: String,
}

impl ImportOutcome {
    fn new(visit: &Visit, outcome: Outcome) -> Self {
        let errors = outcome.errors.into_iter().map(|one| RowProblem {
            row: one.row,
            field: one.field,
            code: one.code,
            detail: visit.locale.say(&one.text),
        });
        Self {
            rows: outcome.rows,
            created: outcome.created,
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            ignored: outcome.ignored,
            errors: errors.collect(),
        }
    }
}

/// A sheet of accounts.
#[derive(ApiResponse)]
enum ExportedSheet {
    /// Under the names of the import, to be read again as it is.
    #[oai(status = 200, content_type = "text/csv; charset=utf-8")]
    Csv(Binary<Vec<u8>>),
}

fn row(account: Account) -> Row {
    Row {
        number: 0,
        quota_mb: Some(account.quota_mb()),
        local_part: account.local_part,
        first_name: account.first_name,
        last_name: account.last_name,
        first_name_en: account.first_name_en,
        last_name_en: account.last_name_en,
        recovery_email: account.recovery_email,
        identity_checked: IdentityCheck {
            how: account.identity_how,
            at: account.identity_on.parse().unwrap_or_default(),
        },
    }
}

#[OpenApi]
impl ImportsApi {
    /// Make and change accounts by a sheet: all rows or none.
    #[oai(path = "/workd/domains/:name/imports", method = "post")]
    async fn import(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        /// Whether the sheet is only looked through.
        dry_run: Query<Option<bool>>,
        body: SheetBody,
    ) -> Result<Json<ImportOutcome>> {
        let app = &visit.app;
        let mut tx = app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        drop(tx);
        let dry_run = dry_run.0.unwrap_or(false);
        let outcome = run::import(app, &me.0.id, &domain, &body.0, dry_run, None).await?;
        Ok(Json(ImportOutcome::new(&visit, outcome)))
    }

    /// Accounts of a domain as a sheet, by local part.
    #[oai(path = "/workd/domains/:name/export/csv", method = "get")]
    async fn export(&self, visit: Visit, me: Signed, name: Path<String>) -> Result<ExportedSheet> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        // A domain's token was made for this by somebody who had just given the second proof.
        if me.0.only_domain.is_none() {
            me.0.step_up(tx.now())?;
        }
        let mut sheet = Writer::new(Vec::new())?;
        let mut filter = Filter::default();
        loop {
            let accounts = account::list(&mut tx, &domain.id, &filter, AT_ONCE).await?;
            let Some(last) = accounts.last() else { break };
            filter.after = last.local_part.clone();
            for account in accounts.into_iter().filter(|account| account.kind == "user") {
                sheet.write(&row(account))?;
            }
        }
        Ok(ExportedSheet::Csv(Binary(sheet.finish()?)))
    }
}
