//! Rows that follow a person to their one remaining place on a course, and go back with them.

use serde_json::Value;

use crate::{
    db::Tx,
    error::Result,
    id::EnrolmentId,
    identity::merge::{self, Merge},
    sql,
};

/// A table of such rows.
struct Following {
    table: &'static str,
    follow: &'static str,
    go_back: &'static str,
}

/// The statements of a table, by its key, with what more has to hold for a row to follow.
macro_rules! following {
    ($table:literal by $key:literal $(, $when:literal)?) => {
        Following {
            table: $table,
            follow: concat!(
                "update ", $table, " set enrolment_id = $1 where enrolment_id = $2 ",
                $($when,)? " returning ", $key
            ),
            go_back: concat!(
                "update ", $table, " set enrolment_id = $1
                 where ", $key, " = $2 and enrolment_id = $3"
            ),
        }
    };
}

const ALL: [Following; 2] = [
    // What was said about the certificate is read at the one place.
    following!("certificate_message" by "id"),
    // The certificate in force and those in whose place it was issued, unless there are others.
    following!(
        "certificate" by "number",
        "and not exists (select 1 from certificate c where c.enrolment_id = $1)"
    ),
];

/// Moves the rows of `theirs` to `own`.
pub(super) async fn follow(
    tx: &mut Tx,
    merge: &Merge<'_>,
    theirs: &EnrolmentId,
    own: &EnrolmentId,
) -> Result<()> {
    for Following { table, follow, .. } in &ALL {
        let moved: Vec<String> =
            sql!(tx, sqlx::query_scalar(*follow).bind(own).bind(theirs).fetch_all(tx).await)?;
        for key in moved {
            let change = Some((Value::from(theirs.as_str()), Value::from(own.as_str())));
            merge::record(tx, merge, table, &key, change).await?;
        }
    }
    Ok(())
}

/// Puts a row back; one that went elsewhere since stays there, and other tables are passed over.
pub(super) async fn go_back(
    tx: &mut Tx,
    table: &str,
    key: &str,
    before: &Value,
    after: &Value,
) -> Result<()> {
    for Following { go_back, .. } in ALL.iter().filter(|it| it.table == table) {
        sql!(
            tx,
            sqlx::query(*go_back)
                .bind(before.as_str())
                .bind(key)
                .bind(after.as_str())
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    Ok(())
}
