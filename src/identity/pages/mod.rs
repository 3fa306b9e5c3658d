//! The pages of identity: sign up, log in, forgotten password, verification, account, texts.

pub mod acceptances;
pub mod accounts;
pub mod appointments;
pub mod documents;
pub mod email_confirmations;
pub mod invitations;
pub mod password_resets;
pub mod sessions;
pub mod signups;
pub mod verifications;
