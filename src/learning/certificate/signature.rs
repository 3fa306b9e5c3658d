//! The signature inside a certificate's file, and what a check of it says.

use chrono::{DateTime, Utc};

/// What a check of the signature in a file says (ETSI EN 319 142-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// There is none.
    Unsigned,
    /// It fits the bytes and was made with a key of this installation, now or earlier.
    Intact {
        /// Whose certificate signed, as the certificate says.
        signer: String,
        /// When, as the signer says.
        at: Option<DateTime<Utc>>,
        /// Whether nothing was added to the file after it.
        covers_whole_file: bool,
    },
    /// It does not fit the bytes, or a key unknown here made it.
    Broken,
}
