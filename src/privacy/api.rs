//! One's own data and the audit trail, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Query,
    payload::{Attachment, AttachmentType, Json},
    types::Any,
};
use serde_json::Value;

use crate::{
    audit::reading::{self, Linked},
    error::{Error, Result},
    identity::{access::Act, citizen_id_view, consent},
    privacy::{erasure, export, pages::audits::Typed},
    web::{
        openapi::{Gone, Page, Signed, page_size},
        visitor::Visit,
    },
};

/// What people may ask about the data held about them.
pub struct PrivacyApi;

/// A text that was agreed to, or taken note of.
#[derive(Object)]
struct Consent {
    /// `terms` or `privacy`.
    text: String,
    /// In which version.
    version: String,
    /// Whether it was given or taken back.
    given: bool,
    /// When.
    at: DateTime<Utc>,
}

/// A look at the full citizen id.
#[derive(Object)]
struct CitizenIdView {
    /// In which role.
    role: String,
    /// Of which office; null for the operator.
    office: Option<String>,
    /// Why.
    reason: String,
    /// When.
    at: DateTime<Utc>,
}

/// A copy of everything.
#[derive(Object)]
struct Export {
    /// `waiting`, `ready`, `fetched` or `expired`.
    state: String,
    /// When it was asked for.
    asked_at: DateTime<Utc>,
    /// Parts gathered.
    done_parts: i64,
    /// Of how many.
    total_parts: i64,
    /// Size of the file.
    bytes: Option<i64>,
    /// Until when it can be fetched.
    expires_at: Option<DateTime<Utc>>,
}

impl From<export::Export> for Export {
    fn from(it: export::Export) -> Self {
        let export::Export { state, asked_at, done_parts, total_parts, bytes, expires_at, .. } = it;
        Self { state, asked_at, done_parts, total_parts, bytes, expires_at }
    }
}

/// A wish to be erased.
#[derive(Object)]
struct Erasure {
    /// `waiting`, `withdrawn`, `refused` or `done`.
    state: String,
    /// When it was asked for.
    asked_at: DateTime<Utc>,
    /// When it is done, unless it is taken back.
    due_at: DateTime<Utc>,
}

impl From<erasure::Erasure> for Erasure {
    fn from(it: erasure::Erasure) -> Self {
        Self { state: it.state, asked_at: it.asked_at, due_at: it.due_at }
    }
}

/// What is known about one's own data.
#[derive(Object)]
struct Privacy {
    /// Citizen id with all but the last digits hidden.
    citizen_id: Option<String>,
    /// Every answer to a text, the latest first.
    consents: Vec<Consent>,
    /// Texts with a newer version than the one agreed to.
    outstanding: Vec<String>,
    /// Every look at the full citizen id, the latest first.
    citizen_id_views: Vec<CitizenIdView>,
    /// The latest copy asked for.
    export: Option<Export>,
    /// The latest wish to be erased.
    erasure: Option<Erasure>,
}

/// It was accepted, and is done later.
#[derive(ApiResponse)]
enum Accepted {
    /// It is on disk.
    #[oai(status = 202)]
    Export(Json<Export>),
}

/// It was accepted, and is done in seven days.
#[derive(ApiResponse)]
enum ErasureAccepted {
    /// It is on disk.
    #[oai(status = 202)]
    Erasure(Json<Erasure>),
}

/// An entry of the audit trail.
#[derive(Object)]
struct AuditEntry {
    /// Place in the chain, from 1.
    seq: i64,
    /// Id.
    id: String,
    /// When.
    at: DateTime<Utc>,
    /// Id of who did it; null for the product and for strangers.
    actor: Option<String>,
    /// What was done.
    act: String,
    /// To which record.
    subject: String,
    /// Facts.
    detail: Any<Value>,
    /// Hash of the entry before, in hex.
    prev: Option<String>,
    /// Hash of this entry, in hex.
    hash: Option<String>,
}

impl From<Linked> for AuditEntry {
    fn from(it: Linked) -> Self {
        Self {
            seq: it.seq,
            id: it.id,
            at: it.at,
            actor: it.actor_id,
            act: it.act,
            subject: it.subject,
            detail: Any(it.detail.0),
            prev: it.prev.map(hex::encode),
            hash: it.hash.map(hex::encode),
        }
    }
}

#[OpenApi]
impl PrivacyApi {
    /// What is known about one's own data.
    #[oai(path = "/me/privacy", method = "get")]
    async fn privacy(&self, visit: Visit, me: Signed) -> Result<Json<Privacy>> {
        let mut tx = visit.app.db.read().await?;
        let me = &me.0.id;
        let history = consent::history(&mut tx, me).await?;
        let outstanding = consent::outstanding(&history);
        let views = citizen_id_view::of(&mut tx, me).await?.into_iter().map(|it| CitizenIdView {
            role: it.role,
            office: it.office,
            reason: it.reason,
            at: it.at,
        });
        Ok(Json(Privacy {
            citizen_id: citizen_id_view::masked(&mut tx, &visit.app, me).await?,
            outstanding: outstanding.iter().map(|text| text.name.to_owned()).collect(),
            consents: history
                .into_iter()
                .map(|it| Consent {
                    text: it.text_name,
                    version: it.text_version,
                    given: it.given,
                    at: it.at,
                })
                .collect(),
            citizen_id_views: views.collect(),
            export: export::latest(&mut tx, me).await?.map(Export::from),
            erasure: erasure::latest(&mut tx, me).await?.map(Erasure::from),
        }))
    }

    /// Agree to the new versions of texts, or take note of them.
    #[oai(path = "/me/privacy/consents", method = "post")]
    async fn agree(&self, visit: Visit, me: Signed) -> Result<Gone> {
        crate::privacy::agree(&visit.app, &me.0.id).await?;
        Ok(Gone::Done)
    }

    /// Ask for a copy of everything held about oneself.
    #[oai(path = "/me/privacy/export", method = "post")]
    async fn ask_for_export(&self, visit: Visit, me: Signed) -> Result<Accepted> {
        let mut tx = visit.app.db.write().await?;
        export::ask(&mut tx, &me.0.id).await?;
        let asked = export::latest(&mut tx, &me.0.id).await?.ok_or_else(Error::not_found)?;
        tx.save().await?;
        Ok(Accepted::Export(Json(asked.into())))
    }

    /// Fetch the copy, once; a letter tells when it is ready.
    #[oai(path = "/me/privacy/export/file", method = "post")]
    async fn fetch_export(&self, visit: Visit, me: Signed) -> Result<Attachment<Vec<u8>>> {
        let packed = export::fetch(&visit.app, &me.0.id).await?;
        let file = Attachment::new(packed).attachment_type(AttachmentType::Attachment);
        Ok(file.filename(format!("rian-{}.zip", visit.today())))
    }

    /// Ask for the account to be erased in seven days.
    #[oai(path = "/me/privacy/erasure", method = "post")]
    async fn ask_for_erasure(&self, visit: Visit, me: Signed) -> Result<ErasureAccepted> {
        let mut tx = visit.app.db.write().await?;
        erasure::ask(&mut tx, &visit.app, &me.0).await?;
        let asked = erasure::latest(&mut tx, &me.0.id).await?.ok_or_else(Error::not_found)?;
        tx.save().await?;
        Ok(ErasureAccepted::Erasure(Json(asked.into())))
    }

    /// Take that wish back.
    #[oai(path = "/me/privacy/erasure", method = "delete")]
    async fn withdraw_erasure(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        erasure::withdraw(&mut tx, &me.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// The audit trail, the newest first; for auditors.
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    #[oai(path = "/audit", method = "get")]
    async fn audit(
        &self,
        visit: Visit,
        me: Signed,
        act: Query<Option<String>>,
        person: Query<Option<String>>,
        subject: Query<Option<String>>,
        day: Query<Option<String>>,
        after: Query<Option<i64>>,
        limit: Query<Option<i64>>,
    ) -> Result<Json<Page<AuditEntry>>> {
        if !me.0.may(Act::ReadAudit) {
            return Err(Error::Forbidden);
        }
        let size = page_size(limit.0);
        let typed = Typed {
            act: act.0.unwrap_or_default(),
            person: person.0.unwrap_or_default(),
            subject: subject.0.unwrap_or_default(),
            day: day.0.unwrap_or_default(),
            before: after.0,
        };
        let mut tx = visit.app.db.read().await?;
        let filter = typed.filter(&mut tx, &visit.app).await?;
        let before = typed.before.unwrap_or(i64::MAX);
        let entries = reading::newest(&mut tx, &filter, before, size).await?;
        drop(tx);
        let is_full = i64::try_from(entries.len()).is_ok_and(|count| count == size);
        let next = entries.last().filter(|_| is_full).map(|last| last.seq.to_string());
        Ok(Json(Page { items: entries.into_iter().map(AuditEntry::from).collect(), next }))
    }
}
