//! Typed ids that sort by time: a ULID in lower case, one type for each kind of record.

use chrono::{DateTime, Utc};
use ulid::Ulid;

use crate::clock::{Random, bytes};

/// A fresh id text: 48 bits of time in milliseconds and 80 random bits, 26 characters.
pub fn fresh(now: DateTime<Utc>, random: &dyn Random) -> String {
    let mut tail = [0; 16];
    tail[6..].copy_from_slice(&bytes::<10>(random));
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Ulid::from_parts(millis, u128::from_be_bytes(tail)).to_string().to_lowercase()
}

/// Declares id types; each is a text that only its own kind of record accepts.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A fresh id for a record made in this transaction.
            pub fn new(tx: &crate::db::Tx) -> Self {
                Self(tx.fresh_id())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A person.
    PersonId;
    /// An agency.
    AgencyId;
    /// A course, whatever its version.
    CourseId;
    /// One published version of a course.
    VersionId;
    /// One person's place on one course.
    EnrolmentId;
    /// One try at a quiz.
    AttemptId;
    /// A request for a certificate.
    CertificateRequestId;
    /// A design of certificates.
    DesignId;
    /// Something said or decided about a certificate.
    CertificateMessageId;
    /// When an officer is away.
    LeaveId;
    /// An agency's request for the mail service.
    RequestId;
    /// A mail domain.
    DomainId;
    /// A mail account.
    AccountId;
    /// A letter that came in.
    LetterId;
    /// A bulk import of accounts.
    ImportId;
    /// A card reader of a desk.
    DeskAgentId;
    /// A case in which a card is read at a desk.
    DeskCaseId;
    /// Papers seen at a desk.
    DeskPaperId;
}
