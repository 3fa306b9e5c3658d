//! One's own account as JSON: each call does what its page does.

pub mod account;
pub mod email;
pub mod name;
pub mod sessions;
pub mod tokens;

/// Every part of it.
pub type OwnApi = (
    account::OwnAccountApi,
    email::EmailChangesApi,
    name::NameChangesApi,
    sessions::OwnSessionsApi,
    tokens::PersonalTokensApi,
);

/// One's own account, for the routes.
pub const OWN: OwnApi = (
    account::OwnAccountApi,
    email::EmailChangesApi,
    name::NameChangesApi,
    sessions::OwnSessionsApi,
    tokens::PersonalTokensApi,
);
