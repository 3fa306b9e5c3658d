//! How officers decide together, as JSON: messages, claims.

pub mod arrangements;

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId},
    identity::access::Act,
    learning::{
        certificate::{
            certificate::ISSUER,
            desk::{
                officer::claim,
                record,
                thread::{self, Entry, Reader, message},
            },
        },
        enrolment,
    },
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// How officers decide together.
pub struct VerdictsApi;

/// Something said or decided about a certificate.
#[derive(Object)]
struct CertificateMessage {
    /// Id.
    id: String,
    /// Of which request.
    request: String,
    /// `asked`, `said`, `returned`, `rejected`, `approved`, `undone`; for officers also
    /// `first_approved`, `first_undone` and `handed_over`.
    kind: String,
    /// `learner`, `officer` or `rule`.
    side: String,
    /// Who: for officers a name, for learners the office.
    author: String,
    /// To whom it was handed over; for officers alone.
    to: Option<String>,
    /// For whom the officer stood in; for officers alone.
    on_behalf_of: Option<String>,
    /// Why, of the list.
    reason_code: Option<String>,
    /// Text, may be empty.
    text: String,
    /// When.
    at: DateTime<Utc>,
}

impl CertificateMessage {
    fn new(entry: Entry, reader: Reader) -> Self {
        let author = match (entry.side.as_str(), reader) {
            ("rule", _) => String::new(),
            ("officer", Reader::Learner) => ISSUER.to_owned(),
            _ => entry.author(),
        };
        let is_officer = reader == Reader::Officer;
        Self {
            author,
            to: entry.to().filter(|_| is_officer),
            on_behalf_of: entry.on_behalf_of().filter(|_| is_officer),
            id: entry.id,
            request: entry.request_id.to_string(),
            kind: entry.kind,
            side: entry.side,
            reason_code: entry.reason_code,
            text: entry.body,
            at: entry.at,
        }
    }
}

/// A message.
#[derive(Object)]
struct NewCertificateMessage {
    /// 2,000 characters at most.
    #[oai(default)]
    message: String,
}

/// A message that was kept.
#[derive(Object)]
struct KeptMessage {
    /// Id.
    id: String,
}

/// Taking a request to work on.
#[derive(Object)]
struct NewClaim {
    /// Also from an officer who has it.
    #[oai(default)]
    take_over: bool,
}

/// Handing a request over.
#[derive(Object)]
struct NewHolder {
    /// Id or e-mail address of another certificate officer.
    #[oai(default)]
    to: String,
    /// For officers alone.
    note: Option<String>,
}

/// Who has a request.
#[derive(Object)]
struct Claim {
    /// Id of the officer, or of who stands in for them; none: nobody.
    holder: Option<String>,
}

#[OpenApi]
impl VerdictsApi {
    /// All that was said and decided about a request's certificate, the oldest first.
    #[oai(path = "/certificate-requests/:id/messages", method = "get")]
    async fn read_thread(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<Page<CertificateMessage>>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let record = record::get(&mut tx, &CertificateRequestId::from(id.0)).await?;
        entries(
            thread::of_enrolment(&mut tx, &record.enrolment_id, Reader::Officer).await?,
            Reader::Officer,
        )
    }

    /// Write to the learner.
    #[oai(path = "/certificate-requests/:id/messages", method = "post")]
    async fn write(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewCertificateMessage>,
    ) -> Result<Created<KeptMessage>> {
        let mut tx = visit.app.db.write().await?;
        let id = CertificateRequestId::from(id.0);
        let kept =
            message::write_as_officer(&mut tx, &visit.app, &me.0, &id, &body.message).await?;
        tx.save().await?;
        Ok(Created::Made(Json(KeptMessage { id: kept.to_string() })))
    }

    /// All that was said and decided about the certificate of one's own enrolment.
    #[oai(path = "/enrolments/:id/certificate-messages", method = "get")]
    async fn read_own_thread(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<Page<CertificateMessage>>> {
        let mut tx = visit.app.db.read().await?;
        let id = EnrolmentId::from(id.0);
        enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        entries(thread::of_enrolment(&mut tx, &id, Reader::Learner).await?, Reader::Learner)
    }

    /// Answer the desk.
    #[oai(path = "/enrolments/:id/certificate-messages", method = "post")]
    async fn answer(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewCertificateMessage>,
    ) -> Result<Created<KeptMessage>> {
        let mut tx = visit.app.db.write().await?;
        let id = EnrolmentId::from(id.0);
        let place = enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        let kept =
            message::write_as_learner(&mut tx, &visit.app, &me.0, &place, &body.message).await?;
        tx.save().await?;
        Ok(Created::Made(Json(KeptMessage { id: kept.to_string() })))
    }

    /// Take a request to work on; the claim lapses after four hours.
    #[oai(path = "/certificate-requests/:id/claim", method = "post")]
    async fn claim(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewClaim>,
    ) -> Result<Created<Claim>> {
        let mut tx = visit.app.db.write().await?;
        claim::take(&mut tx, &me.0, &CertificateRequestId::from(id.0), body.take_over).await?;
        tx.save().await?;
        Ok(Created::Made(Json(Claim { holder: Some(me.0.id.to_string()) })))
    }

    /// Hand a request over to another officer, or to who stands in for them.
    #[oai(path = "/certificate-requests/:id/claim", method = "put")]
    async fn hand_over(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewHolder>,
    ) -> Result<Json<Claim>> {
        let mut tx = visit.app.db.write().await?;
        let id = CertificateRequestId::from(id.0);
        let note = body.note.as_deref().unwrap_or_default();
        let to = claim::hand_over(&mut tx, &visit.app, &me.0, &id, &body.to, note).await?;
        tx.save().await?;
        Ok(Json(Claim { holder: Some(to.id.to_string()) }))
    }

    /// Give a request back.
    #[oai(path = "/certificate-requests/:id/claim", method = "delete")]
    async fn release(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        claim::release(&mut tx, &me.0, &CertificateRequestId::from(id.0)).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}

fn entries(thread: Vec<Entry>, reader: Reader) -> Result<Json<Page<CertificateMessage>>> {
    let items = thread.into_iter().map(|entry| CertificateMessage::new(entry, reader));
    Ok(Json(Page::whole(items.collect())))
}
