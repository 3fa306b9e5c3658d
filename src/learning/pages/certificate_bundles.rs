//! An archive of certificates: how far it is, and the file.

use askama::Template;
use poem::{Body, Request, Response, handler, web::Path};

use crate::{
    error::Result,
    identity::access::Actor,
    learning::certificate::bundle::{self, Bundle, fetch},
    web::{
        download::{asked, attachment, beyond, in_parts},
        page::page,
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/certificate_bundles/show.html", config = "src/web/askama.toml")]
struct ShowBundle<'a> {
    visit: &'a Visit,
    bundle: Bundle,
}

impl ShowBundle<'_> {
    /// What the page watches: another number, and it shows itself again.
    fn progress(&self) -> String {
        format!("{}-{}", self.bundle.state, self.bundle.done)
    }

    fn size(&self) -> String {
        let (size, unit) = super::course_certificates::size(self.bundle.bytes);
        format!("{size} {unit}")
    }
}

/// Shows how far it is.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let bundle = bundle::get(&mut tx, &me, &id).await?;
    drop(tx);
    page(&ShowBundle { visit: &visit, bundle })
}

/// The file.
pub mod files {
    use super::*;

    /// Hands it out, whole or from where the line broke.
    #[handler]
    pub async fn show(
        visit: Visit,
        me: Actor,
        Path(id): Path<String>,
        request: &Request,
    ) -> Result<Response> {
        handed_out(&visit, &me, &id, request).await
    }

    /// The same for a page and for the API.
    pub async fn handed_out(
        visit: &Visit,
        me: &Actor,
        id: &str,
        request: &Request,
    ) -> Result<Response> {
        let wanted = asked(request, &fetch::tag(id));
        let fetched = fetch::begin(&visit.app, me, id, wanted).await?;
        if fetched.is_beyond() {
            return Ok(beyond(fetched.size));
        }
        let name = format!("certificates-{}.zip", fetched.bundle.asked_at.format("%Y-%m-%d"));
        let (range, size, tag) = (fetched.range.clone(), fetched.size, fetched.tag.clone());
        let body = Body::from_bytes_stream(fetched.stream(&visit.app));
        let response = attachment(&name, "application/zip", body);
        Ok(in_parts(response, range, size, &tag, wanted.is_some()))
    }
}
