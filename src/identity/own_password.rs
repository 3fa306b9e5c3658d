//! One's own password: asked again before what matters, and changed.

use crate::{
    app::App,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::{
        access::Actor,
        limit::{self, PASSWORD_AGAIN},
        link::{self, Purpose},
        password,
        person::{self, Person},
        session,
    },
    mail, sql,
    web::locale::{Locale, Text},
};

/// Refuses unless `typed` is this person's password, or the session has a fresh second proof and
/// nothing was typed. `field` is where a mistake is shown.
///
/// # Errors
/// A mistake in `field`; `TooMany` after too many wrong ones.
pub async fn ask(app: &App, me: &Actor, field: &str, typed: &str) -> Result<()> {
    let mut tx = app.db.read().await?;
    let hash: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select password_hash from person where id = $1")
            .bind(&me.id)
            .fetch_one(tx)
            .await
    )?;
    let now = tx.now();
    drop(tx);
    if typed.is_empty() {
        if me.has_proved_lately(now) {
            return Ok(());
        }
        return Err(Error::mistake(field, "required", Text::new("own-password-required")));
    }
    let tries = [(&PASSWORD_AGAIN, me.id.as_str())];
    if let Some(full) = limit::take(app, &tries).await? {
        return Err(Error::TooMany { retry_after: full.retry_after });
    }
    if app.passwords.verify(typed, hash.as_deref()).await? {
        let mut tx = app.db.write().await?;
        limit::give_back(&mut tx, app, &tries).await?;
        return tx.save_unrecorded("a counter is not a change of record").await;
    }
    Err(Error::mistake(field, "wrong", Text::new("own-password-wrong")))
}

/// Changes the password. Every other session ends; the one of this request goes on with a new
/// token, which is given.
///
/// # Errors
/// Mistakes in `current_password` and `password`, `TooMany`.
pub async fn change(app: &App, me: &Actor, current: &str, new: &str) -> Result<String> {
    let mut tx = app.db.read().await?;
    let person = person::get(&mut tx, &me.id).await?;
    drop(tx);
    let mut mistakes: Vec<Mistake> = judge(&person, new).into_iter().collect();
    if mistakes.is_empty() && new == current {
        let text = Text::new("own-password-same");
        mistakes.push(Mistake::new("password", "same", text));
    }
    match ask(app, me, "current_password", current).await {
        Err(Error::Mistakes(wrong)) => mistakes.splice(0..0, wrong).for_each(drop),
        other => other?,
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let hash = app.passwords.hash(new).await?;
    let mut tx = app.db.write().await?;
    person::set_password(&mut tx, &me.id, &hash).await?;
    link::end(&mut tx, &me.id, &[Purpose::Password]).await?;
    session::end_all(&mut tx, &me.id, Some(&me.session)).await?;
    let token = session::rotate(&mut tx, me).await?;
    tell(&mut tx, app, &person).await?;
    tx.save().await?;
    Ok(token)
}

/// What is wrong with a new password of this person.
pub fn judge(person: &Person, new: &str) -> Option<Mistake> {
    let about = [person.first_name.as_str(), &person.last_name, &person.email];
    password::judge("password", new, &about)
}

async fn tell(tx: &mut Tx, app: &App, person: &Person) -> Result<()> {
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let values = [
        ("name", person.full_name().into()),
        ("when", locale.moment(tx.now()).into()),
        ("reset", app.url("/password-resets/new").into()),
    ];
    mail::send(tx, &person.email, locale, "mail-password-changed", &values).await
}
