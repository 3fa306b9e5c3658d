//! A request as the API says it, to both sides.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use crate::{
    db::Tx,
    error::Result,
    thai::date,
    web::{openapi::MissingItem, visitor::Visit},
    workd::{
        api::form::FormParts,
        domain::{self, OPENING_PROMISE},
        holiday,
        request::{
            evidence::{self, File},
            fields,
            request::{self, Request},
            submission::PROMISE,
            timeline::{self, Event},
        },
    },
};

/// An agency's request for the mail service.
#[derive(Object)]
pub struct MailRequest {
    /// Id.
    id: String,
    /// The number that people read aloud, `WD-2569-0001`.
    number: String,
    /// `open`, `change` or `cancel`.
    kind: String,
    /// `draft`, `under_review`, `returned`, `waiting`, `awaiting_dns`, `ready`, `rejected`,
    /// `withdrawn` or `done`.
    state: String,
    /// What it still needs before it can be sent.
    missing: Vec<MissingItem>,
    /// What gives pause and refuses nothing.
    warnings: Vec<FormWarning>,
    /// What was filled in.
    #[oai(flatten)]
    form: FormParts,
    /// When it was begun.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
    /// When it was sent.
    submitted_at: Option<DateTime<Utc>>,
    /// The day on which it counts as received.
    received_on: Option<NaiveDate>,
    /// When the five working days end; none while the clock stands.
    due_at: Option<DateTime<Utc>>,
    /// When it was decided.
    decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    reason: Option<String>,
    /// Fields to mend.
    to_mend: Vec<FieldToMend>,
    /// How many accounts were granted.
    granted: Option<AccountNumbers>,
    /// How the coordinator's identity was checked.
    identity_checked: Option<RequestIdentityCheck>,
    /// Signed scans, the newest first.
    files: Vec<RequestFile>,
    /// What happened, the newest first.
    events: Vec<RequestEvent>,
}

/// Something a careful clerk would mention.
#[derive(Object)]
struct FormWarning {
    /// JSON pointer.
    field: String,
    /// What gives pause.
    detail: String,
}

/// A field that the officer asks to mend.
#[derive(Object)]
#[oai(rename = "FieldToMend")]
pub struct FieldToMend {
    /// JSON pointer; names with dots are read too.
    #[oai(default)]
    pub field: String,
    /// Why, in the officer's words.
    #[oai(default)]
    pub text: String,
}

/// Numbers of accounts of the two services.
#[derive(Object, Default)]
pub struct AccountNumbers {
    /// workD Mail.
    pub mail_accounts: Option<i64>,
    /// workD Conference.
    pub conference_accounts: Option<i64>,
}

/// How a coordinator's identity was checked.
#[derive(Object)]
struct RequestIdentityCheck {
    /// `signed_form`, `phone`, `in_person`, `thaid` or `deciding_officer`.
    how: String,
    /// When.
    at: Option<DateTime<Utc>>,
}

/// A file of a request.
#[derive(Object)]
struct RequestFile {
    /// Id.
    id: String,
    /// `signed_form`, `letter` or `attachment`.
    kind: String,
    /// Its name, as it came.
    name: String,
    /// What it is, by its content.
    media_type: String,
    /// Its size.
    bytes: i64,
    /// `upload` or `mail`.
    came_by: String,
    /// When it came.
    added_at: DateTime<Utc>,
}

/// Something that happened to a request.
#[derive(Object)]
struct RequestEvent {
    /// When.
    at: DateTime<Utc>,
    /// `created`, `submitted`, `returned`, `waiting`, `approved`, `rejected`, `withdrawn`,
    /// `file_added`, `dns_ready` or `opened`.
    act: String,
    /// The officer's reason, or the name of a file.
    note: Option<String>,
    /// Who did it; none for the product itself.
    by: Option<String>,
}

impl From<File> for RequestFile {
    fn from(file: File) -> Self {
        Self {
            id: file.id,
            kind: file.kind,
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            came_by: file.came_by,
            added_at: file.added_at,
        }
    }
}

impl From<Event> for RequestEvent {
    fn from(event: Event) -> Self {
        let by = event.first_name.zip(event.last_name);
        let by = by.map(|(first, last)| crate::thai::name::full("", &first, &last));
        Self { at: event.at, act: event.act, note: event.note, by }
    }
}

/// The first day on which a request that is sent now can be granted and opened as promised.
pub async fn earliest_day(tx: &mut Tx) -> Result<Option<NaiveDate>> {
    let now = tx.now();
    let due = holiday::calendar(tx).await?.due(now, PROMISE + OPENING_PROMISE);
    Ok(due.map(date::bangkok_date))
}

impl MailRequest {
    /// As it stands; `earliest` is the day of `earliest_day`.
    pub async fn said(
        tx: &mut Tx,
        visit: &Visit,
        request: Request,
        earliest: Option<NaiveDate>,
    ) -> Result<Self> {
        let (mut missing, mut warnings) = (Vec::new(), Vec::new());
        if request.is_open_to_changes() {
            missing = request::missing(tx, &request).await?;
            warnings = request.form.warnings(earliest);
        }
        let domain_state = match &request.domain_id {
            Some(domain) => Some(domain::get(tx, domain).await?.state),
            None => None,
        };
        let files = evidence::of(tx, &request.id).await?;
        let events = timeline::of(tx, &request.id).await?;
        let masked = request.citizen_id_masked.as_deref();
        let form = FormParts::of(&request.form, masked, domain_state.as_deref());
        let granted = request.granted_mail_accounts.is_some().then_some(AccountNumbers {
            mail_accounts: request.granted_mail_accounts,
            conference_accounts: request.granted_conference_accounts,
        });
        let identity_at = request.identity_at;
        let identity_checked =
            request.identity_how.clone().map(|how| RequestIdentityCheck { how, at: identity_at });
        let to_mend = request.to_mend.0.iter();
        Ok(Self {
            received_on: request.received_date(),
            to_mend: to_mend
                .map(|one| FieldToMend {
                    field: fields::pointer(&one.field),
                    text: one.text.clone(),
                })
                .collect(),
            id: request.id.to_string(),
            number: request.number,
            kind: request.kind,
            state: request.state,
            missing: missing.iter().map(|one| MissingItem::said(visit, one)).collect(),
            warnings: warnings
                .iter()
                .map(|(field, text)| FormWarning {
                    field: fields::pointer(field),
                    detail: visit.locale.say(text),
                })
                .collect(),
            form,
            created_at: request.created_at,
            updated_at: request.updated_at,
            submitted_at: request.submitted_at,
            due_at: request.due_at,
            decided_at: request.decided_at,
            reason: request.reason,
            granted,
            identity_checked,
            files: files.into_iter().map(RequestFile::from).collect(),
            events: events.into_iter().map(RequestEvent::from).collect(),
        })
    }

    /// The same for one request alone.
    pub async fn alone(tx: &mut Tx, visit: &Visit, request: Request) -> Result<Self> {
        let earliest = earliest_day(tx).await?;
        Self::said(tx, visit, request, earliest).await
    }
}
