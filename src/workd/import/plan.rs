//! What an import would do: each row beside the account that is there.

use std::collections::HashMap;

use super::{Row, run::Mistake};
use crate::{db::Tx, error::Result, id::AccountId, sql, web::locale::Text, workd::domain::Domain};

/// What is to be done with a row.
#[derive(Debug)]
pub enum Step {
    /// Make the account.
    Create(Row),
    /// Change the account.
    Change(AccountId, Row),
    /// It is as the row says.
    Nothing,
}

/// Steps of some rows, and their mistakes.
#[derive(Debug, Default)]
pub struct Plan {
    /// One for each row without a mistake.
    pub steps: Vec<Step>,
    /// Addresses that are something else already.
    pub mistakes: Vec<Mistake>,
}

#[derive(sqlx::FromRow)]
struct Existing {
    id: AccountId,
    address: String,
    kind: String,
    state: String,
    first_name: String,
    last_name: String,
    first_name_en: Option<String>,
    last_name_en: Option<String>,
    recovery_email: Option<String>,
    quota_bytes: i64,
}

impl Existing {
    /// Whether the row would change nothing; what a row leaves out stays.
    fn is_as(&self, row: &Row) -> bool {
        let same = |given: &Option<String>, kept: &Option<String>| given.is_none() || given == kept;
        let quota = row.quota_mb.map(|mb| mb * 1024 * 1024);
        self.first_name == row.first_name
            && self.last_name == row.last_name
            && same(&row.first_name_en, &self.first_name_en)
            && same(&row.last_name_en, &self.last_name_en)
            && same(&row.recovery_email, &self.recovery_email)
            && quota.is_none_or(|quota| quota == self.quota_bytes)
    }
}

/// Compares rows with the accounts and aliases of the domain.
pub async fn compare(tx: &mut Tx, domain: &Domain, rows: Vec<Row>) -> Result<Plan> {
    let addresses: Vec<String> =
        rows.iter().map(|row| format!("{}@{}", row.local_part, domain.name)).collect();
    let existing: Vec<Existing> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select id, address, kind, state, first_name, last_name, first_name_en, last_name_en,
                    recovery_email, quota_bytes
             from account where address in (",
        );
        let mut list = statement.separated(", ");
        for address in &addresses {
            list.push_bind(address);
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    let aliases: Vec<String> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select distinct address from alias where kind <> 'forwarding' and address in (",
        );
        let mut list = statement.separated(", ");
        for address in &addresses {
            list.push_bind(address);
        }
        statement.push(")").build_query_scalar().fetch_all(tx).await
    })?;
    let mut existing: HashMap<String, Existing> =
        existing.into_iter().map(|one| (one.address.clone(), one)).collect();
    let mut plan = Plan::default();
    for (row, address) in rows.into_iter().zip(addresses) {
        let mut wrong = |code: &str, text: Text| {
            let field = "local_part".to_owned();
            plan.mistakes.push(Mistake { row: row.number, field, code: code.into(), text });
        };
        if aliases.contains(&address) {
            wrong("taken", Text::new("local-part-is-alias").with("address", address));
            continue;
        }
        match existing.remove(&address) {
            None => plan.steps.push(Step::Create(row)),
            Some(one) if one.state == "deleted" => {
                wrong("deleted", Text::new("account-is-deleted").with("address", address));
            }
            Some(one) if one.kind != "user" => {
                wrong(
                    "reserved",
                    Text::new("local-part-reserved").with("name", row.local_part.clone()),
                );
            }
            Some(one) if one.is_as(&row) => plan.steps.push(Step::Nothing),
            Some(one) => plan.steps.push(Step::Change(one.id, row)),
        }
    }
    Ok(plan)
}
