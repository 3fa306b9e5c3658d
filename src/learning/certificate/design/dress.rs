//! What a certificate keeps of its design on the day it is issued, and reads when it is drawn.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use super::{look::Look, seal};
use crate::{
    db::Tx,
    error::{Error, Result},
    id::{CourseId, PersonId},
    learning::content::Content,
    print::Picture,
    sql,
};

/// How a certificate is drawn, with what only some designs print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dress {
    /// What the design decided.
    pub look: Look,
    /// What is printed on top of a page in English.
    pub document_title_en: String,
    /// The learner's agency, where the design shows it.
    pub agency: Option<String>,
    /// The same in English.
    pub agency_en: Option<String>,
    /// The picture of the seal.
    pub seal: Option<Arc<Picture>>,
}

/// What stands in `certificate.design`. Old certificates have none, and names are only ever added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Which design, and which of its versions.
    pub id: String,
    /// Counted from one.
    pub version: i64,
    /// What it decided.
    pub look: Look,
    /// What is printed on top of a page in English.
    pub document_title_en: String,
    /// The learner's agency on that day, where the design shows it.
    pub agency: Option<String>,
    /// The same in English.
    pub agency_en: Option<String>,
}

impl Dress {
    /// The dress of a certificate without a design of its own.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Dress> = LazyLock::new(Dress::default);
        &STANDARD
    }

    /// What was kept, with its seal.
    pub async fn read(tx: &mut Tx, kept: Option<&Json<serde_json::Value>>) -> Result<Self> {
        let dress = Self::in_words(kept)?;
        let seal = match &dress.look.seal {
            Some(hash) => Some(seal::get(tx, hash).await?),
            None => None,
        };
        Ok(Self { seal, ..dress })
    }

    /// What was kept but for the picture of the seal: enough to know what is printed.
    pub fn in_words(kept: Option<&Json<serde_json::Value>>) -> Result<Self> {
        let Some(Json(kept)) = kept else { return Ok(Self::default()) };
        let kept = Kept::deserialize(kept).map_err(Error::internal)?;
        let Kept { look, document_title_en, agency, agency_en, .. } = kept;
        Ok(Self { look, document_title_en, agency, agency_en, seal: None })
    }
}

/// What a certificate issued now for `person` keeps: the design of its course with what it prints.
/// Where the course has none, nothing.
pub async fn keep(
    tx: &mut Tx,
    course: &CourseId,
    content: &Content,
    person: &PersonId,
) -> Result<Option<Json<serde_json::Value>>> {
    let Some((id, version, look)) = super::of_course(tx, course).await? else { return Ok(None) };
    let agency: Option<(Option<String>, Option<String>)> = if look.shows.agency {
        sql!(
            tx,
            sqlx::query_as(
                "select coalesce(agency.name_th, person.agency_name) as name_th, agency.name_en
                 from person left join agency on agency.id = person.agency_id
                 where person.id = $1"
            )
            .bind(person)
            .fetch_optional(tx)
            .await
        )?
    } else {
        None
    };
    let (agency, agency_en) = agency.unwrap_or_default();
    let document_title_en = content.certificate.title.en().to_owned();
    let kept = Kept { id, version, look, document_title_en, agency, agency_en };
    Ok(Some(Json(serde_json::to_value(kept).map_err(Error::internal)?)))
}
