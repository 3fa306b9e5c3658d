//! Learning time of one person in two courses at once.

use std::collections::BTreeMap;

use sqlx::types::Json;

use super::facts::Overlap;
use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, EnrolmentId, VersionId},
    learning::{enrolment::Place, ranges::Ranges},
    sql,
};

/// Two tabs side by side, or a step from one course into the next, take some moments.
const SLACK: i64 = 120;

#[derive(sqlx::FromRow)]
struct Spell {
    id: EnrolmentId,
    version_id: VersionId,
    request: Option<CertificateRequestId>,
    spent: Json<Ranges>,
}

/// The person's other courses in which time was spent during the time of this one, for longer than
/// changing over takes. Courses that were left count as well: the time was claimed.
pub async fn overlaps(tx: &mut Tx, place: &Place) -> Result<Vec<Overlap>> {
    let mut own = Ranges::default();
    for row in &place.rows {
        own.add_all(&row.spent.0);
    }
    let spells: Vec<Spell> = sql!(
        tx,
        sqlx::query_as(
            "select e.id, e.version_id, p.spent,
                    (select max(r.id) from certificate_request r where r.enrolment_id = e.id)
                        as request
             from enrolment e join progress p on p.enrolment_id = e.id
             where e.person_id = $1 and e.id <> $2 order by e.id"
        )
        .bind(&place.enrolment.person_id)
        .bind(&place.enrolment.id)
        .fetch_all(tx)
        .await
    )?;
    let mut others: BTreeMap<EnrolmentId, (Ranges, Spell)> = BTreeMap::new();
    for spell in spells {
        match others.get_mut(&spell.id) {
            Some((spent, _)) => spent.add_all(&spell.spent.0),
            None => drop(others.insert(spell.id.clone(), (spell.spent.0.clone(), spell))),
        }
    }
    let overlaps = others.into_values().filter_map(|(spent, spell)| {
        let both = own.common(&spent);
        let (from, until) = (both.first_start()?, both.last_end()?);
        (both.length() > SLACK).then_some(Overlap {
            enrolment: spell.id,
            request: spell.request,
            version: spell.version_id,
            course: None,
            seconds: both.length(),
            from,
            until,
        })
    });
    Ok(overlaps.collect())
}
