//! How a holder gets in, as JSON: links to choose a password, and app passwords.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    db::mail_file::Scope,
    error::Result,
    identity::access::Act,
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
    workd::{
        account_link,
        api::accounts::{account_for, living_for},
        app_password::{self, AppPassword as Row},
        directory,
    },
};

/// Passwords.
pub struct CredentialsApi;

/// A link to choose a password that was sent, or is to be handed over.
#[derive(Object)]
struct PasswordReset {
    /// The recovery address it went to, masked.
    sent_to: Option<String>,
    /// Where there is no recovery address: the link to hand over, shown once.
    reset_link: Option<String>,
}

/// An app password.
#[derive(Object)]
struct AppPassword {
    /// Id.
    id: String,
    /// What it is for.
    name: String,
    /// `imap`, `smtp` or `sieve`.
    services: Vec<String>,
    /// The beginning of the secret, to tell one from another.
    key_id: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// The secret itself, shown once.
    password: Option<String>,
}

impl AppPassword {
    fn new(row: Row, password: Option<String>) -> Self {
        Self {
            id: row.id,
            name: row.name,
            services: row.services.split(',').map(str::to_owned).collect(),
            key_id: row.key_id,
            created_at: row.created_at,
            password,
        }
    }
}

/// An app password to make.
#[derive(Object)]
struct NewAppPassword {
    /// What it is for.
    #[oai(default)]
    name: String,
    /// `smtp` alone unless said; reading is the holder's own.
    services: Option<Vec<String>>,
}

#[OpenApi]
impl CredentialsApi {
    /// Send the holder a link to choose a password.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/password-resets", method = "post")]
    async fn reset(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Created<PasswordReset>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let acts = [Act::HelpAccounts];
        let (domain, account) = living_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        let reset_link = account_link::reset(&mut tx, app, &me.0, &domain, &account).await?;
        tx.save().await?;
        let sent_to = account.masked_recovery();
        Ok(Created::Made(Json(PasswordReset { sent_to, reset_link })))
    }

    /// Living app passwords of an account, the newest first.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/app-passwords", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Json<Page<AppPassword>>> {
        let mut tx = visit.app.db.read().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = account_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        let rows = app_password::list(&mut tx, &account).await?;
        let items = rows.into_iter().map(|row| AppPassword::new(row, None));
        Ok(Json(Page::whole(items.collect())))
    }

    /// Make an app password; it is shown once.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/app-passwords", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        body: Json<NewAppPassword>,
    ) -> Result<Created<AppPassword>> {
        let app = &visit.app;
        let acts = [Act::ManageAccounts];
        let (name, local_part) = (&name.0, &local_part.0);
        let mut tx = app.db.read().await?;
        // Nobody without the right sets the slow hash going.
        living_for(&mut tx, &me.0, name, local_part, &acts).await?;
        drop(tx);
        let fresh = app_password::fresh(app).await?;
        let mut tx = app.db.write().await?;
        let (_, account) = living_for(&mut tx, &me.0, name, local_part, &acts).await?;
        let services = body.0.services.unwrap_or_else(|| vec!["smtp".to_owned()]);
        let by = Some(&me.0.id);
        let row =
            app_password::create(&mut tx, by, &account, &body.0.name, &services, &fresh).await?;
        directory::save(tx, app, Scope::Address(account.address)).await?;
        Ok(Created::Made(Json(AppPassword::new(row, Some(fresh.secret)))))
    }

    /// End an app password.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/app-passwords/:id", method = "delete")]
    async fn revoke(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        id: Path<String>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = account_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        app_password::revoke(&mut tx, Some(&me.0.id), &account, &id.0).await?;
        directory::save(tx, &visit.app, Scope::Address(account.address)).await?;
        Ok(Gone::Done)
    }
}
