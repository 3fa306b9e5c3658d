//! Draft: kept field by field, incomplete or not, until it is sent.

use chrono::Datelike;
use serde_json::json;
use sqlx::types::Json;

use crate::{
    agencies::agency,
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::RequestId,
    identity::{
        access::{Act, Actor},
        citizen_id::{self, CitizenId},
        seal::SealedColumn,
    },
    sql,
    thai::date,
    web::locale::Text,
    workd::request::{
        fields::Kind,
        form::Form,
        request::{self, Request},
        timeline,
    },
};

/// Whether `me` may begin a request: those who file for an agency, and every official whose
/// identity is verified, since a new agency has nobody appointed yet.
pub fn may_begin(me: &Actor) -> bool {
    me.may(Act::FileRequests) || (me.only_domain.is_none() && me.is_verified())
}

/// Begins a draft with what was filled in so far.
///
/// # Errors
/// `Mistakes` in fields that were filled in wrongly; nothing is kept then.
pub async fn create(tx: &mut Tx, app: &App, me: &Actor, kind: &str, form: Form) -> Result<Request> {
    if !may_begin(me) {
        return Err(Error::Forbidden);
    }
    let Some(kind) = Kind::from_code(kind) else {
        return Err(Error::mistake("kind", "unknown", Text::new("request-kind-unknown")));
    };
    let read = form.read(kind, &app.config.mail_zone).judged(date::bangkok_date(tx.now()));
    if !read.mistakes.is_empty() {
        return Err(Error::Mistakes(read.mistakes));
    }
    let id = RequestId::new(tx);
    let number = next_number(tx).await?;
    let now = tx.now();
    let own = me.agencies(Act::FileRequests);
    let named = agency::find_by_name(tx, read.form.text("agency.name_th")).await?;
    // Who files for several agencies says by its name for which; a stranger to an agency sees none
    // of its other requests by naming it.
    let named = named.filter(|named| own.contains(named));
    let agency = named.or_else(|| own.into_iter().next());
    let agency_name = read.form.text("agency.name_th").to_owned();
    sql!(
        tx,
        sqlx::query(
            "insert into request (id, number, kind, state, person_id, agency_id, form, agency_name,
                 created_at, updated_at, to_mend)
             values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $8, $9)"
        )
        .bind(&id)
        .bind(&number)
        .bind(kind.code())
        .bind(&me.id)
        .bind(&agency)
        .bind(Json(&read.form))
        .bind(&agency_name)
        .bind(now)
        .bind(Json(json!([])))
        .execute(tx)
        .await
        .map(drop)
    )?;
    if let Some(citizen_id) = &read.citizen_id {
        keep_citizen_id(tx, app, &id, citizen_id).await?;
    }
    timeline::add(tx, &id, Some(&me.id), "created", None).await?;
    let facts = json!({"kind": kind.code()});
    audit::record(tx, Some(&me.id), "workd.request.begun", id.as_str(), facts).await?;
    request::get_any(tx, &id).await
}

/// Keeps the whole form as it is sent now.
///
/// # Errors
/// A conflict once it has been sent; `Mistakes` in fields, and nothing is kept then.
pub async fn update(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    request: &Request,
    form: Form,
) -> Result<Request> {
    let mistakes = keep_what_is_right(tx, app, me, request, form).await?;
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    request::get_any(tx, &request.id).await
}

/// Keeps every field that is right and gives the mistakes of the others: on a page nobody types a
/// whole part again because of one field.
///
/// # Errors
/// A conflict once it has been sent.
pub async fn keep_what_is_right(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    request: &Request,
    form: Form,
) -> Result<Vec<Mistake>> {
    if !request::may_file(me, request) {
        return Err(Error::Forbidden);
    }
    if !request.is_open_to_changes() {
        return Err(Error::conflict("not-a-draft", Text::new("request-not-a-draft")));
    }
    let today = date::bangkok_date(tx.now());
    let read = form.read(request.kind(), &app.config.mail_zone).judged(today);
    let now = tx.now();
    let agency_name = read.form.text("agency.name_th").to_owned();
    let kept = sql!(
        tx,
        sqlx::query(
            "update request set form = $1, agency_name = $2, updated_at = $3
             where id = $4 and state in ('draft', 'returned')"
        )
        .bind(Json(&read.form))
        .bind(&agency_name)
        .bind(now)
        .bind(&request.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if kept == 0 {
        return Err(Error::conflict("not-a-draft", Text::new("request-not-a-draft")));
    }
    if let Some(citizen_id) = &read.citizen_id {
        keep_citizen_id(tx, app, &request.id, citizen_id).await?;
    }
    audit::record(tx, Some(&me.id), "workd.request.changed", request.id.as_str(), json!({}))
        .await?;
    Ok(read.mistakes)
}

/// Takes the request back; final, a new one may follow.
pub async fn withdraw(tx: &mut Tx, me: &Actor, request: &Request) -> Result<()> {
    if !request::may_file(me, request) {
        return Err(Error::Forbidden);
    }
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update request set state = 'withdrawn', updated_at = $1, due_at = null
             where id = $2 and state in ('draft', 'returned', 'under_review', 'waiting')"
        )
        .bind(now)
        .bind(&request.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("already-decided", Text::new("request-already-decided")));
    }
    timeline::add(tx, &request.id, Some(&me.id), "withdrawn", None).await?;
    audit::record(tx, Some(&me.id), "workd.request.withdrawn", request.id.as_str(), json!({})).await
}

async fn keep_citizen_id(
    tx: &mut Tx,
    app: &App,
    id: &RequestId,
    citizen_id: &CitizenId,
) -> Result<()> {
    let sealed = citizen_id.seal_in(&app.keys, &place(id), tx.random())?;
    let masked = citizen_id.masked();
    sql!(
        tx,
        sqlx::query(
            "update request set citizen_id_sealed = $1, citizen_id_key = $2, citizen_id_masked = $3
             where id = $4"
        )
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(masked)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Where the numbers of coordinators stand.
pub const SEALED: SealedColumn = SealedColumn {
    table: "request",
    sealed: "citizen_id_sealed",
    key: "citizen_id_key",
    place: |id| citizen_id::place_in(&place(&id.into())),
};

fn place(id: &RequestId) -> String {
    format!("request\0{id}")
}

/// The next number of the year: WD, the year of the Buddhist era, and a count.
async fn next_number(tx: &mut Tx) -> Result<String> {
    let year = date::bangkok_date(tx.now()).year() + 543;
    let series = format!("WD-{year}");
    let last: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "insert into number_series (name, last) values ($1, 1)
             on conflict (name) do update set last = number_series.last + 1 returning last"
        )
        .bind(&series)
        .fetch_one(tx)
        .await
    )?;
    Ok(format!("{series}-{last:04}"))
}
