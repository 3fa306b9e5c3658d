//! A forgotten password: the holder gets a link; whoever helps sees no password.

use poem::{Response, handler, http::StatusCode, web::Path};

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::visitor::Visit,
    workd::{
        account_link,
        pages::accounts::{
            card::{Again, show_again},
            find, to_mend,
        },
    },
};

/// Sends the link, or shows it once where there is no recovery address.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(path): Path<(String, String)>,
) -> Result<Response> {
    match make(&visit, &me, &path).await {
        Ok(link) => {
            let again = Again { link: Some(link), ..Again::default() };
            show_again(&visit, &me, &path, StatusCode::CREATED, again).await
        }
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            let again = Again { mistakes, ..Again::default() };
            show_again(&visit, &me, &path, status, again).await
        }
    }
}

async fn make(
    visit: &Visit,
    me: &Actor,
    (name, local): &(String, String),
) -> Result<Option<String>, Error> {
    let mut tx = visit.app.db.write().await?;
    let (domain, account) = find(&mut tx, me, name, local, Act::HelpAccounts).await?;
    let link = account_link::reset(&mut tx, &visit.app, me, &domain, &account).await?;
    tx.save().await?;
    Ok(link)
}
