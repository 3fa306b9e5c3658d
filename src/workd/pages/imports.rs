//! Accounts by the sheet: sent, looked through, confirmed, made; all rows or none.

use askama::Template;
use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};

use crate::{
    db::Tx,
    error::{Error, Result},
    id::ImportId,
    identity::access::{Act, Actor},
    web::{
        form::{Mistakes, Upload},
        locale::Locale,
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        domain::{self, Domain},
        import::{
            self, Field,
            run::{self, Import, Outcome},
            usual_ways,
        },
        pages::accounts::to_mend,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/imports/new.html", config = "src/web/askama.toml")]
struct NewImport<'a> {
    visit: &'a Visit,
    domain: Domain,
    mistakes: Mistakes,
}

/// A column of the sheet, for the page that explains them.
struct Column {
    title: &'static str,
    name: &'static str,
    needed: bool,
    note: &'static str,
}

impl NewImport<'_> {
    fn columns(&self) -> [Column; 9] {
        let thai = self.visit.locale == Locale::Th;
        Field::ALL.map(|field| Column {
            title: if thai { field.title().0 } else { field.title().1 },
            name: field.name(),
            needed: matches!(
                field,
                Field::LocalPart
                    | Field::FirstName
                    | Field::LastName
                    | Field::IdentityCheckedHow
                    | Field::IdentityCheckedAt
            ),
            note: match field {
                Field::LocalPart => "acc-column-local-part",
                Field::FirstName | Field::LastName => "acc-column-name",
                Field::FirstNameEn | Field::LastNameEn => "acc-column-name-en",
                Field::QuotaMb => "acc-column-quota",
                Field::RecoveryEmail => "acc-column-recovery",
                Field::IdentityCheckedHow => "acc-column-how",
                Field::IdentityCheckedAt => "acc-column-at",
            },
        })
    }

    fn ways(&self) -> [&'static str; 4] {
        usual_ways()
    }
}

#[derive(Template)]
#[template(path = "workd/pages/imports/show.html", config = "src/web/askama.toml")]
struct ShowImport<'a> {
    visit: &'a Visit,
    domain: Domain,
    import: Import,
    outcome: Outcome,
    mistakes: Mistakes,
}

impl ShowImport<'_> {
    fn is_running(&self) -> bool {
        self.import.state == "waiting" || self.import.state == "running"
    }

    fn percent(&self) -> i64 {
        (self.import.done_rows * 100 / self.import.total_rows.max(1)).clamp(0, 99)
    }

    /// The name of a column as people know it; the sheet as a whole has none.
    fn column(&self, name: &str) -> String {
        let field = Field::ALL.into_iter().find(|field| field.name() == name);
        field.map_or_else(String::new, |field| {
            let (th, en) = field.title();
            if self.visit.locale == Locale::Th { th } else { en }.to_owned()
        })
    }
}

/// Explains the columns and takes a file.
#[handler]
pub async fn new(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    page(&NewImport { visit: &visit, domain, mistakes: Mistakes::default() })
}

/// Takes a file and has it looked through.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    upload: Upload,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    drop(tx);
    // No file was chosen: the same as an empty one.
    let bytes = upload.file("file").map(|file| file.bytes.clone()).unwrap_or_default();
    match run::accept(&visit.app, &me, &domain, &bytes).await {
        Ok(id) => Ok(see_other(format!("/workd/domains/{}/imports/{id}", domain.name))),
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            page_with(status, &NewImport { visit: &visit, domain, mistakes })
        }
    }
}

/// Shows how far an import is, or what came of it.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path((name, id)): Path<(String, ImportId)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let (domain, import) = find(&mut tx, &me, &name, &id).await?;
    page(&state(&visit, domain, import, Mistakes::default()))
}

async fn find(tx: &mut Tx, me: &Actor, name: &str, id: &ImportId) -> Result<(Domain, Import)> {
    let domain = domain::get_for(tx, me, name, Act::ManageAccounts).await?;
    let import = run::get(tx, id).await?;
    if import.domain_id == domain.id { Ok((domain, import)) } else { Err(Error::not_found()) }
}

fn state<'a>(
    visit: &'a Visit,
    domain: Domain,
    import: Import,
    mistakes: Mistakes,
) -> ShowImport<'a> {
    let outcome = import.outcome.as_ref().map(|outcome| outcome.0.clone()).unwrap_or_default();
    ShowImport { visit, domain, import, outcome, mistakes }
}

/// The confirmation of a sheet that was looked through.
pub mod confirmation {
    use super::*;

    /// Has the accounts made, with the attestation that every identity was checked.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path((name, id)): Path<(String, ImportId)>,
        crate::web::form::Form(typed): crate::web::form::Form<Attestation>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let (domain, import) = find(&mut tx, &me, &name, &id).await?;
        match run::confirm(&mut tx, &me, &domain, &import, typed.attested).await {
            Ok(id) => {
                tx.save().await?;
                Ok(see_other(format!("/workd/domains/{}/imports/{id}", domain.name)))
            }
            Err(error) => {
                drop(tx);
                let (status, mistakes) = to_mend(&visit, error)?;
                page_with(status, &state(&visit, domain, import, mistakes))
            }
        }
    }

    /// The box of the form.
    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    pub struct Attestation {
        attested: bool,
    }
}

/// A sheet with the header alone.
pub mod template {
    use super::*;

    /// Sends it, in the visitor's language.
    #[handler]
    pub async fn show(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
        let mut tx = visit.app.db.read().await?;
        domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
        let sheet = import::template(visit.locale == Locale::Th)?;
        Ok(Response::builder()
            .status(StatusCode::OK)
            .header(header::CONTENT_TYPE, "text/csv; charset=utf-8")
            .header(header::CONTENT_DISPOSITION, "attachment; filename=\"accounts.csv\"")
            .body(sheet))
    }
}
