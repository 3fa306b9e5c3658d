//! A certificate in the place of another: what was wrong on the record is put right, the old one
//! stays findable and leads to the new one.

pub mod wish;

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    identity::{
        access::{Act, Actor},
        person,
    },
    jobs,
    learning::{
        certificate::{
            badge,
            certificate::{self, Certificate},
            inspection::Field,
            number,
            revocation::{self, Reason},
        },
        enrolment,
        jobs::SealCertificate,
    },
    sql,
    thai::date,
    web::locale::Text,
};

/// What is printed now beside what would be printed instead.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The one in force.
    pub old: Certificate,
    /// The same with the holder's present name and the course as its version says.
    pub new: Certificate,
}

/// A field of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// As it is printed.
    pub old: String,
    /// As it would be.
    pub new: String,
}

impl Change {
    /// Whether anything is put right here.
    pub fn is_change(&self) -> bool {
        self.old != self.new
    }
}

impl Proposal {
    /// The fields that can be put right, old beside new. The day of issue, the validity
    /// and the score stay: what was earned was earned then.
    pub fn changes(&self) -> Vec<Change> {
        let of = |it: &Certificate| {
            [
                (Field::FullName, it.full_name.clone()),
                (Field::CourseTitle, it.course_title.clone()),
                (Field::DocumentTitle, it.document_title.clone()),
                (Field::Minutes, it.minutes.to_string()),
            ]
        };
        let both = of(&self.old).into_iter().zip(of(&self.new));
        both.map(|((field, old), (_, new))| Change { field, old, new }).collect()
    }

    /// Whether nothing is to be put right.
    pub fn is_idle(&self) -> bool {
        !self.changes().iter().any(Change::is_change)
            && self.old.course_title_en == self.new.course_title_en
    }
}

/// What a replacement of that certificate would print.
///
/// # Errors
/// `NotFound`; a conflict where it is revoked already.
pub async fn propose(tx: &mut Tx, app: &App, number: &str) -> Result<Proposal> {
    let old = certificate::get(tx, number).await?;
    if old.revoked_at.is_some() {
        return Err(Error::conflict("already-revoked", Text::new("certificate-already-revoked")));
    }
    let place = enrolment::get_any(tx, app, &old.enrolment_id).await?;
    let holder = person::get(tx, &old.person_id).await?;
    let content = &place.version.content;
    let new = Certificate {
        document_title: content.certificate.title.th().to_owned(),
        full_name: holder.full_name(),
        course_title: content.title.th().to_owned(),
        course_title_en: content.title.en().to_owned(),
        minutes: content.minutes,
        replaces: Some(old.number.clone()),
        ..old.clone()
    };
    Ok(Proposal { old, new })
}

/// Revokes the old one and issues the new one in its place, both or neither. The index
/// `certificate_current` decides a race. None: the course takes two officers, and this was the first.
///
/// # Errors
/// `Forbidden`; a mistake in `reason`; a conflict where nothing is to be put right, the certificate
/// is the officer's own, or it is revoked already.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    number: &str,
    reason: &str,
) -> Result<Option<Certificate>> {
    if !officer.may(Act::RevokeCertificates) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let text = revocation::said(reason).map_err(|mistake| Error::Mistakes(vec![mistake]))?;
    let proposal = propose(tx, app, number).await?;
    if proposal.old.person_id == officer.id {
        return Err(Error::conflict("own-certificate", Text::new("reissue-own")));
    }
    if proposal.is_idle() {
        return Err(Error::conflict("nothing-to-correct", Text::new("reissue-nothing")));
    }
    if wish::is_needed(tx, &proposal).await?
        && !wish::confirm(tx, app, officer, &proposal, &text).await?
    {
        return Ok(None);
    }
    let reason = Reason { code: "replaced", text };
    let old = revocation::end(tx, officer, number, &reason).await?;
    let now = tx.now();
    let new = Certificate {
        number: number::fresh_number(date::bangkok_date(now), tx.random()),
        issued_at: now,
        ..proposal.new
    };
    keep(tx, &old, &new).await?;
    let changed: Vec<&str> = Proposal { old: old.clone(), new: new.clone() }
        .changes()
        .iter()
        .filter(|change| change.is_change())
        .map(|change| change.field.code())
        .collect();
    let facts = json!({"replaces": old.number, "changed": changed});
    audit::record(tx, Some(&officer.id), "certificate.reissued", &new.number, facts).await?;
    jobs::enqueue(tx, &SealCertificate { number: new.number.clone() }).await?;
    let new = certificate::get(tx, &new.number).await?;
    let place = enrolment::get_any(tx, app, &new.enrolment_id).await?;
    let holder = person::get(tx, &new.person_id).await?;
    badge::issue(tx, app, &new, &place.version.content, &holder).await?;
    let url = format!("/certificates/{}", new.number);
    let (key, text) = ("mail-certificate-reissued", &reason.text);
    revocation::tell(tx, app, &old, key, &url, text, &new.number).await?;
    Ok(Some(new))
}

async fn keep(tx: &mut Tx, old: &Certificate, new: &Certificate) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "insert into certificate (number, request_id, enrolment_id, person_id, document_title,
                 full_name, course_title, course_title_en, minutes, score_percent, issued_at,
                 issued_on, valid_until, course_id, office, decided_as, design, replaces)
             select $1, request_id, enrolment_id, person_id, $2, $3, $4, $5, $6, $7, $8,
                 issued_on, valid_until, course_id, office, decided_as, design, number
             from certificate where number = $9"
        )
        .bind(&new.number)
        .bind(&new.document_title)
        .bind(&new.full_name)
        .bind(&new.course_title)
        .bind(&new.course_title_en)
        .bind(new.minutes)
        .bind(new.score_percent)
        .bind(new.issued_at)
        .bind(&old.number)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
