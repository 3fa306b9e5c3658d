//! A mail account as the API says it and takes it.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use crate::workd::account::{Account as Row, Change, Typed};

/// A mail account.
#[derive(Object)]
pub struct MailAccount {
    /// The whole address.
    address: String,
    /// Before the `@`.
    local_part: String,
    /// `user`, or `saraban` for the official mailbox.
    kind: String,
    /// `invited`, `active`, `suspended` or `deleted`.
    state: String,
    /// Given name.
    first_name: String,
    /// Family name.
    last_name: String,
    /// Given name in Latin script.
    first_name_en: Option<String>,
    /// Family name in Latin script.
    last_name_en: Option<String>,
    /// Size of the mailbox, in MB.
    quota_mb: i64,
    /// Space in use, in MB; none before the mail server has said.
    used_mb: Option<i64>,
    /// Where one-time links go.
    recovery_email: Option<String>,
    /// How and when the holder's identity was checked.
    identity_checked: HolderChecked,
    /// What a letter meets while the account is suspended: `reject`, `defer` or `keep`.
    when_suspended: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// Since when it is suspended.
    suspended_at: Option<DateTime<Utc>>,
    /// Why it is suspended.
    suspension_reason: Option<String>,
    /// After a deletion: until when it can be brought back.
    purge_at: Option<DateTime<Utc>>,
    /// For a new account without a recovery address: the link to hand over, shown once.
    activation_link: Option<String>,
}

/// How and when a holder's identity was checked.
#[derive(Object)]
struct HolderChecked {
    /// A code of a usual way, or the agency's words.
    how: String,
    /// On which day.
    at: Option<NaiveDate>,
}

impl MailAccount {
    /// As it stands.
    pub fn new(row: Row, activation_link: Option<String>) -> Self {
        Self {
            quota_mb: row.quota_mb(),
            used_mb: row.used_mb(),
            address: row.address,
            local_part: row.local_part,
            kind: row.kind,
            state: row.state,
            first_name: row.first_name,
            last_name: row.last_name,
            first_name_en: row.first_name_en,
            last_name_en: row.last_name_en,
            recovery_email: row.recovery_email,
            identity_checked: HolderChecked {
                how: row.identity_how,
                at: row.identity_on.parse().ok(),
            },
            when_suspended: row.when_suspended,
            created_at: row.created_at,
            suspended_at: row.suspended_at,
            suspension_reason: row.suspension_reason,
            purge_at: row.purge_at,
            activation_link,
        }
    }
}

/// An account to make.
#[derive(Object)]
pub struct NewMailAccount {
    /// Before the `@`.
    #[oai(default)]
    local_part: String,
    /// Given name.
    #[oai(default)]
    first_name: String,
    /// Family name; `-` where there is none.
    #[oai(default)]
    last_name: String,
    /// Given name in Latin script.
    first_name_en: Option<String>,
    /// Family name in Latin script.
    last_name_en: Option<String>,
    /// Size of the mailbox, in MB; the domain's own unless said.
    quota_mb: Option<i64>,
    /// Where one-time links go.
    recovery_email: Option<String>,
    /// How and when the holder's identity was checked.
    identity_checked: Option<NewHolderChecked>,
}

/// How and when a holder's identity was checked.
#[derive(Object, Default)]
struct NewHolderChecked {
    /// `card_seen`, `thaid`, `hr_record`, `in_person`, or the agency's words.
    #[oai(default)]
    how: String,
    /// An ISO day or instant, or a Thai date.
    #[oai(default)]
    at: String,
}

impl From<NewMailAccount> for Typed {
    fn from(new: NewMailAccount) -> Self {
        let check = new.identity_checked.unwrap_or_default();
        Self {
            local_part: new.local_part,
            first_name: new.first_name,
            last_name: new.last_name,
            first_name_en: new.first_name_en,
            last_name_en: new.last_name_en,
            quota_mb: new.quota_mb,
            recovery_email: new.recovery_email,
            identity_how: check.how,
            identity_at: check.at,
        }
    }
}

/// What to change of an account; what is left out stays, an empty text empties.
#[derive(Object)]
pub struct MailAccountChange {
    /// Given name.
    first_name: Option<String>,
    /// Family name.
    last_name: Option<String>,
    /// Given name in Latin script.
    first_name_en: Option<String>,
    /// Family name in Latin script.
    last_name_en: Option<String>,
    /// Size of the mailbox, in MB.
    quota_mb: Option<i64>,
    /// Where one-time links go.
    recovery_email: Option<String>,
    /// What a letter meets while the account is suspended: `reject`, `defer` or `keep`.
    when_suspended: Option<String>,
}

impl From<MailAccountChange> for Change {
    fn from(change: MailAccountChange) -> Self {
        Self {
            first_name: change.first_name,
            last_name: change.last_name,
            first_name_en: change.first_name_en,
            last_name_en: change.last_name_en,
            quota_mb: change.quota_mb,
            recovery_email: change.recovery_email,
            when_suspended: change.when_suspended,
        }
    }
}
