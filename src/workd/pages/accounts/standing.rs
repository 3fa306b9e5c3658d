//! Whether an account works: suspension and its end, deletion and the way back.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{form::Form, page::see_other, visitor::Visit},
    workd::{
        account::{self, Account, Change},
        directory,
        domain::Domain,
        pages::accounts::{
            card::{Again, show_again},
            find, place, to_mend,
        },
    },
};

/// The account of the path, in a transaction that changes it.
async fn open(visit: &Visit, me: &Actor, path: &(String, String)) -> Result<(Tx, Domain, Account)> {
    let mut tx = visit.app.db.write().await?;
    let (domain, account) = find(&mut tx, me, &path.0, &path.1, Act::ManageAccounts).await?;
    Ok((tx, domain, account))
}

/// Keeps what was done and leads back to the account's page with `notice`; or shows that page with
/// why it was not.
async fn finish(
    visit: &Visit,
    me: &Actor,
    path: &(String, String),
    outcome: Result<(Tx, Account)>,
    notice: &str,
    mut again: Again,
) -> Result<Response> {
    match outcome {
        Ok((tx, account)) => {
            directory::save(tx, &visit.app, Scope::Address(account.address)).await?;
            let place = place(&path.0, &account.local_part);
            Ok(see_other(format!("{place}?{notice}")))
        }
        Err(error) => {
            let status;
            (status, again.mistakes) = to_mend(visit, error)?;
            show_again(visit, me, path, status, again).await
        }
    }
}

/// An account is suspended, and goes on.
pub mod suspension {
    use super::*;

    /// The form as typed.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct Suspension {
        reason: String,
        when_suspended: String,
    }

    /// Suspends an account at once.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(path): Path<(String, String)>,
        Form(typed): Form<Suspension>,
    ) -> Result<Response> {
        let (mut tx, _, account) = open(&visit, &me, &path).await?;
        let outcome = suspend(&mut tx, &me, &account, &typed).await.map(|()| (tx, account));
        let again = Again {
            reason: typed.reason,
            when_suspended: typed.when_suspended,
            ..Again::default()
        };
        finish(&visit, &me, &path, outcome, "notice=acc-suspended", again).await
    }

    async fn suspend(
        tx: &mut Tx,
        me: &Actor,
        account: &Account,
        typed: &Suspension,
    ) -> Result<(), Error> {
        if typed.when_suspended != account.when_suspended && !typed.when_suspended.is_empty() {
            let when_suspended = Some(typed.when_suspended.clone());
            let change = Change { when_suspended, ..Change::default() };
            account::change(tx, me, account, &change).await?;
        }
        account::suspend(tx, me, account, &typed.reason).await
    }

    /// Lets a suspended account go on.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        Path(path): Path<(String, String)>,
    ) -> Result<Response> {
        let (mut tx, _, account) = open(&visit, &me, &path).await?;
        let outcome = account::resume(&mut tx, &me, &account).await.map(|()| (tx, account));
        finish(&visit, &me, &path, outcome, "notice=acc-resumed", Again::default()).await
    }
}

/// An account is deleted.
pub mod deletion {
    use super::*;

    /// Deletes an account; thirty days remain to bring it back.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        Path(path): Path<(String, String)>,
    ) -> Result<Response> {
        let (mut tx, _, account) = open(&visit, &me, &path).await?;
        let outcome = account::delete(&mut tx, &me, &account).await.map(|()| (tx, account));
        finish(&visit, &me, &path, outcome, "notice=acc-deleted", Again::default()).await
    }
}

/// A deleted account comes back.
pub mod restoration {
    use super::*;

    /// Brings a deleted account back with its mail, within the grant.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(path): Path<(String, String)>,
    ) -> Result<Response> {
        let (mut tx, domain, account) = open(&visit, &me, &path).await?;
        let outcome = account::restore(&mut tx, &me, &domain, &account).await;
        let outcome = outcome.map(|()| (tx, account));
        finish(&visit, &me, &path, outcome, "notice=acc-restored", Again::default()).await
    }
}
