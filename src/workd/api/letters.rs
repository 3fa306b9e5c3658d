//! Letters that matched no request, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::Result,
    id::LetterId,
    web::{
        openapi::{Page, Signed},
        visitor::Visit,
    },
    workd::letter::{self, Letter as Row},
};

/// Letters.
pub struct LettersApi;

/// A letter that came in.
#[derive(Object)]
struct InboundLetter {
    /// Id.
    id: String,
    /// When it came.
    received_at: DateTime<Utc>,
    /// Who says to have written it.
    from: Option<String>,
    /// The name that goes with it.
    from_name: String,
    /// Its subject.
    subject: String,
    /// How many files came with it.
    attachments: i64,
    /// `matched`, `unmatched`, `automatic` or `settled`.
    state: String,
    /// Id of the request it belongs to.
    request: Option<String>,
}

impl From<Row> for InboundLetter {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.to_string(),
            received_at: row.received_at,
            from: row.from_address,
            from_name: row.from_name,
            subject: row.subject,
            attachments: row.attachments,
            state: row.state,
            request: row.request_id.map(|id| id.to_string()),
        }
    }
}

/// Where a letter belongs.
#[derive(Object)]
struct LetterSettlement {
    /// Number of the request; empty when the letter needs no answer here.
    #[oai(default)]
    number: String,
}

#[OpenApi]
impl LettersApi {
    /// Letters that wait for an officer, the oldest first.
    #[oai(path = "/workd/letters", method = "get")]
    async fn list(&self, visit: Visit, me: Signed) -> Result<Json<Page<InboundLetter>>> {
        let mut tx = visit.app.db.read().await?;
        let letters = letter::unmatched(&mut tx, &me.0).await?;
        Ok(Json(Page::whole(letters.into_iter().map(InboundLetter::from).collect())))
    }

    /// Say to which request a letter belongs, or that it needs no answer.
    #[oai(path = "/workd/letters/:id/settlement", method = "post")]
    async fn settle(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<LetterSettlement>,
    ) -> Result<Json<InboundLetter>> {
        let app = &visit.app;
        let id = LetterId::from(id.0);
        let mut tx = app.db.read().await?;
        let row = letter::get(&mut tx, &me.0, &id).await?;
        drop(tx);
        let scans = letter::scans(app, &row).await?;
        let mut tx = app.db.write().await?;
        letter::settle(&mut tx, app, &me.0, &row, &body.number, &scans).await?;
        let row = letter::get(&mut tx, &me.0, &id).await?;
        tx.save().await?;
        Ok(Json(row.into()))
    }
}
