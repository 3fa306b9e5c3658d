//! Names of broken unique indexes, told alike on both engines.

/// Whether `error` is a broken unique index named `index`, or on SQLite (which names the columns
/// instead) one over `columns`, written as `table.column, table.column`.
pub fn is_broken(error: &sqlx::Error, index: &str, columns: &str) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    error.is_unique_violation()
        && (error.constraint() == Some(index)
            || error.message().contains(index)
            || error.message().ends_with(columns))
}
