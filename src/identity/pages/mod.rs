//! The pages of identity: sign up, log in, forgotten password, verification, account, texts.

pub mod acceptances;
pub mod accounts;
pub mod appointments;
pub mod desk;
pub mod documents;
pub mod email_confirmations;
pub(crate) mod entrance;
pub mod half_sessions;
pub mod invitations;
pub mod own;
pub mod passkey_log_ins;
pub mod password_resets;
pub mod second_factors;
pub mod sessions;
pub mod sign_ins;
pub mod sign_ups;
pub mod signups;
pub mod verifications;
