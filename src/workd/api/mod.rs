//! workD as JSON, by poem-openapi; each call does what its page does.

pub mod account;
pub mod account_reviews;
pub mod accounts;
pub mod admins;
pub mod aliases;
pub mod bodies;
pub mod budget;
pub mod credentials;
pub mod domain;
pub mod domains;
pub mod form;
pub mod holidays;
pub mod imports;
pub mod letters;
pub mod papers;
pub mod relay;
pub mod request;
pub mod requests;
pub mod review;
pub mod tokens;

use crate::{
    db::Tx,
    error::{Error, Result},
    identity::access::{Act, Actor},
    workd::domain::{Domain, get_for, may},
};

/// Every part of this area's API.
pub type WorkdApi = (
    (
        requests::RequestsApi,
        papers::PapersApi,
        review::ReviewApi,
        letters::LettersApi,
        budget::BudgetApi,
        holidays::HolidaysApi,
    ),
    (domains::DomainsApi, relay::RelayApi, tokens::TokensApi, admins::AdminsApi),
    (
        accounts::AccountsApi,
        credentials::CredentialsApi,
        imports::ImportsApi,
        aliases::AliasesApi,
        account_reviews::AccountReviewsApi,
    ),
);

/// This area's API, for the routes.
pub const WORKD: WorkdApi = (
    (
        requests::RequestsApi,
        papers::PapersApi,
        review::ReviewApi,
        letters::LettersApi,
        budget::BudgetApi,
        holidays::HolidaysApi,
    ),
    (domains::DomainsApi, relay::RelayApi, tokens::TokensApi, admins::AdminsApi),
    (
        accounts::AccountsApi,
        credentials::CredentialsApi,
        imports::ImportsApi,
        aliases::AliasesApi,
        account_reviews::AccountReviewsApi,
    ),
);

/// The domain of that name, for somebody who may do one of `acts` to it.
///
/// # Errors
/// `NotFound` for those who may not even see it, `Forbidden` for those who may only see it.
async fn domain_for(tx: &mut Tx, me: &Actor, name: &str, acts: &[Act]) -> Result<Domain> {
    let domain = get_for(tx, me, name, Act::SeeDomains).await?;
    if acts.iter().any(|act| may(me, *act, &domain)) { Ok(domain) } else { Err(Error::Forbidden) }
}

/// Refuses a domain's own token what would outlast it or reach beyond its domain: other tokens,
/// and people appointed for the whole agency.
fn as_a_person(me: &Actor) -> Result<()> {
    if me.only_domain.is_some() { Err(Error::Forbidden) } else { Ok(()) }
}

/// Cuts a list that holds one item more than the page to the page, and gives the cursor to the
/// next one; `key` says by what the list goes on.
fn cut<T>(mut items: Vec<T>, limit: i64, key: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > size;
    items.truncate(size);
    let next = items.last().filter(|_| more).map(key);
    (items, next)
}
