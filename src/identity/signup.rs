//! From a form to a person: read every field, ask the identity source, keep all of it or nothing.

use chrono::Duration;
use serde_json::json;

use crate::{
    agencies::agency,
    app::App,
    audit,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        citizen_id::CitizenId,
        consent,
        laser_code::{LaserCode, LaserCodeMistake},
        limit::{self, SIGNUP_BY_ADDRESS, SIGNUP_BY_CITIZEN},
        link::{self, Purpose},
        password,
        person::{self, NewPerson, PersonKind},
        verification::{self, Claim, Outcome, pending::VerifyAgain, policy::Route},
    },
    jobs, mail,
    thai::{
        date::{self, BirthDate, DateMistake},
        text::{self, NameMistake},
    },
    web::locale::{Locale, Text, Value},
};

/// What was typed, as texts; an empty text was left out. Where no source is set up nothing reads the
/// laser code.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct SignUp {
    /// Number of the card.
    pub citizen_id: String,
    /// Code on the back of the card.
    pub laser_code: String,
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// As Thais write it, or ISO.
    pub birth_date: String,
    /// For letters and log-in.
    pub email: String,
    /// The new password.
    pub password: String,
    /// `civil_servant`, `state_personnel` or `public`.
    pub person_kind: String,
    /// Name of the agency.
    pub agency: String,
    /// `true` when the terms were accepted.
    pub terms: String,
    /// `true` when the privacy notice was acknowledged.
    pub privacy: String,
}

/// Who joined, and how far the verification came.
pub struct Joined {
    /// Who.
    pub person: PersonId,
    /// Whether the source confirmed; otherwise it is asked again, or the person goes to a desk.
    pub verified: bool,
    /// By which route.
    pub route: &'static str,
}

/// A sign-up whose every field can be read.
struct Read {
    citizen_id: CitizenId,
    /// None where there is no source to compare it.
    laser_code: Option<LaserCode>,
    first_name: String,
    last_name: String,
    birth_date: BirthDate,
    prefix: String,
    email: String,
    kind: PersonKind,
    agency: Option<String>,
}

impl Read {
    /// What the source is asked, if there is one.
    fn claim(&self) -> Option<Claim> {
        Some(Claim {
            laser_code: self.laser_code.clone()?,
            citizen_id: self.citizen_id.clone(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            birth_date: self.birth_date,
        })
    }
}

/// Takes a person in.
///
/// # Errors
/// `Mistakes` by field, `NotConfirmed` when the source says no, a conflict when that citizen has an
/// account, `TooMany`.
pub async fn join(app: &App, typed: &SignUp, address: &str, locale: Locale) -> Result<Joined> {
    let read = read(app, typed)?;
    limit::count(app, &SIGNUP_BY_ADDRESS, address).await?;
    let citizen_key = hex::encode(read.citizen_id.index(&app.keys));
    limit::check(app, &SIGNUP_BY_CITIZEN, &citizen_key).await?;

    let claim = read.claim();
    let (source, outcome) = match (&app.verifier, &claim) {
        (Some(verifier), Some(claim)) => (verifier.source(), Some(verifier.check(claim).await)),
        _ => ("none", None),
    };
    let route = Route::Laser.code();
    if let Some(Outcome::Refused(reason)) = outcome {
        limit::count(app, &SIGNUP_BY_CITIZEN, &citizen_key).await?;
        let mut tx = app.db.write().await?;
        let facts = json!({"route": route, "reason": reason});
        audit::record(&mut tx, None, "signup.refused", "signup", facts).await?;
        tx.save().await?;
        return Err(Error::NotConfirmed);
    }

    let verified = outcome == Some(Outcome::Confirmed);
    let hash = app.passwords.hash(&typed.password).await?;
    let mut tx = app.db.write().await?;
    if verified && person::is_taken(&mut tx, app, &read.citizen_id).await? {
        return Err(person::already_joined());
    }
    let agency = match &read.agency {
        Some(name) => agency::find_by_name(&mut tx, name).await?,
        None => None,
    };
    let new = NewPerson {
        prefix: &read.prefix,
        first_name: &read.first_name,
        last_name: &read.last_name,
        birth_date: Some(read.birth_date.to_iso()),
        email: &read.email,
        kind: read.kind,
        agency_name: read.agency.as_deref().filter(|_| agency.is_none()),
        agency,
        citizen_id: Some(&read.citizen_id),
        verification: if verified { "verified" } else { "pending" },
        route: verified.then_some(route),
        password_hash: Some(hash),
        locale: locale.code(),
    };
    let person = person::add(&mut tx, app, new).await?;
    if let Some(outcome) = outcome {
        let facts = verification::facts_of(source, outcome);
        let by = Some(&person);
        verification::record(&mut tx, by, &person, Route::Laser, outcome, &facts).await?;
    }
    consent::give(&mut tx, &person, &consent::TERMS, true).await?;
    consent::give(&mut tx, &person, &consent::PRIVACY, true).await?;
    let token = link::make(&mut tx, &person, Purpose::Email, Duration::days(7)).await?;
    let name = crate::thai::name::full(&read.prefix, &read.first_name, &read.last_name);
    let values =
        [("name", name.into()), ("url", app.url(&format!("/email-confirmations/{token}")).into())];
    let key = if verified { "mail-welcome" } else { "mail-welcome-pending" };
    mail::send(&mut tx, &read.email, locale, key, &values).await?;
    let waiting = claim.filter(|_| outcome == Some(Outcome::Unreachable));
    if waiting.is_some() {
        jobs::enqueue_in(&mut tx, &VerifyAgain { person: person.clone() }, Duration::seconds(15))
            .await?;
    }
    tx.save().await?;
    if let Some(claim) = waiting {
        app.pending.keep(person.clone(), claim);
    }
    Ok(Joined { person, verified, route })
}

/// Asks the source about a waiting person who typed the laser code again.
pub async fn verify_again(app: &App, person: &PersonId, laser_code: &str) -> Result<bool> {
    let code = LaserCode::read(laser_code).map_err(|it| Error::Mistakes(vec![laser(&it)]))?;
    let Some(verifier) = &app.verifier else {
        return Err(Error::Unavailable(Text::new("verification-not-set-up")));
    };
    let mut tx = app.db.read().await?;
    let waiting = person::get(&mut tx, person).await?;
    let claim = person::claim(&mut tx, app, person, code).await?;
    drop(tx);
    if waiting.verification != "pending" {
        return Err(Error::conflict("not-pending", Text::new("verification-not-pending")));
    }
    let citizen_key = hex::encode(claim.citizen_id.index(&app.keys));
    limit::check(app, &SIGNUP_BY_CITIZEN, &citizen_key).await?;
    match verifier.check(&claim).await {
        Outcome::Confirmed => {
            verification::pending::settle(app, &waiting, verifier.source(), Outcome::Confirmed)
                .await?;
            Ok(true)
        }
        Outcome::Refused(reason) => {
            limit::count(app, &SIGNUP_BY_CITIZEN, &citizen_key).await?;
            let mut tx = app.db.write().await?;
            let outcome = Outcome::Refused(reason);
            let facts = verification::facts_of(verifier.source(), outcome);
            let route = Route::Laser;
            verification::record(&mut tx, Some(person), person, route, outcome, &facts).await?;
            tx.save().await?;
            Err(Error::NotConfirmed)
        }
        Outcome::Unreachable => {
            let mut tx = app.db.write().await?;
            let outcome = Outcome::Unreachable;
            let facts = verification::facts_of(verifier.source(), outcome);
            let route = Route::Laser;
            verification::record(&mut tx, Some(person), person, route, outcome, &facts).await?;
            let again = VerifyAgain { person: person.clone() };
            jobs::enqueue_in(&mut tx, &again, Duration::seconds(15)).await?;
            tx.save().await?;
            app.pending.keep(person.clone(), claim);
            Ok(false)
        }
    }
}

fn read(app: &App, typed: &SignUp) -> Result<Read> {
    let mut mistakes = Vec::new();
    let citizen_id = CitizenId::read(&typed.citizen_id)
        .map_err(|mistake| mistakes.push(mistake.in_field("citizen_id")))
        .ok();
    let is_real = app.verifier.is_some() && !app.config.demo && !app.config.allow_unissued_ids;
    if is_real && citizen_id.as_ref().is_some_and(CitizenId::is_unissued) {
        let text = Text::new("source-citizen-id-unissued");
        mistakes.push(Mistake::new("citizen_id", "unissued", text));
    }
    // Nobody would compare it where there is no source, and its shape alone proves nothing.
    let laser_code = app.verifier.is_some().then(|| {
        LaserCode::read(&typed.laser_code).map_err(|mistake| mistakes.push(laser(&mistake))).ok()
    });
    let (prefix, first_name, last_name) =
        names(&mut mistakes, &typed.prefix, &typed.first_name, &typed.last_name);
    let birth_date = birth_date(app, &typed.birth_date).map_err(|it| mistakes.push(it)).ok();
    let email = person::read_email(&typed.email);
    if email.is_none() {
        mistakes.push(Mistake::new("email", "shape", Text::new("email-shape")));
    }
    let about = [typed.first_name.as_str(), &typed.last_name, &typed.email];
    mistakes.extend(password::judge("password", &typed.password, &about));
    let (kind, agency) = belonging(&mut mistakes, typed);
    consents(&mut mistakes, typed);
    match (citizen_id, birth_date, email, kind) {
        (Some(citizen_id), Some(birth_date), Some(email), Some(kind)) if mistakes.is_empty() => {
            let laser_code = laser_code.flatten();
            Ok(Read {
                citizen_id,
                laser_code,
                first_name,
                last_name,
                birth_date,
                prefix,
                email,
                kind,
                agency,
            })
        }
        _ => Err(Error::Mistakes(mistakes)),
    }
}

/// Reads the title before a name. No source compares it, and it is printed on certificates: letters
/// and dots only.
pub(in crate::identity) fn prefix(mistakes: &mut Vec<Mistake>, typed: &str) -> String {
    let (code, text) = match text::check_name(typed) {
        Ok(prefix) if text::graphemes(&prefix) <= 40 => return prefix,
        Err(NameMistake::Empty) => ("required", "prefix-required"),
        _ => ("shape", "prefix-shape"),
    };
    mistakes.push(Mistake::new("prefix", code, Text::new(text)));
    String::new()
}

/// Reads the kind of a person and the agency, which only the public may leave out.
pub(in crate::identity) fn belonging(
    mistakes: &mut Vec<Mistake>,
    typed: &SignUp,
) -> (Option<PersonKind>, Option<String>) {
    let kind = PersonKind::from_code(&typed.person_kind);
    if kind.is_none() {
        mistakes.push(Mistake::new("person_kind", "required", Text::new("person-kind-required")));
    }
    let agency = text::normalise(&typed.agency);
    if agency.is_empty() && kind.is_some_and(|kind| kind != PersonKind::Public) {
        mistakes.push(Mistake::new("agency", "required", Text::new("agency-required")));
    }
    if text::graphemes(&agency) > 200 {
        mistakes.push(Mistake::new("agency", "long", Text::new("agency-long")));
    }
    (kind, (!agency.is_empty()).then_some(agency))
}

/// Asks for both texts.
pub(in crate::identity) fn consents(mistakes: &mut Vec<Mistake>, typed: &SignUp) {
    if typed.terms != "true" {
        let text = Text::new("consent-terms-required");
        mistakes.push(Mistake::new("consents/terms", "required", text));
    }
    if typed.privacy != "true" {
        let text = Text::new("consent-privacy-required");
        mistakes.push(Mistake::new("consents/privacy", "required", text));
    }
}

/// Reads title, given and family name, as a person types them.
pub(super) fn names(
    mistakes: &mut Vec<Mistake>,
    prefix: &str,
    first_name: &str,
    last_name: &str,
) -> (String, String, String) {
    let prefix = self::prefix(mistakes, prefix);
    let first_name = name(mistakes, "first_name", first_name);
    let last_name = if last_name.trim() == "-" {
        // Some cards have no family name; a dash says so.
        String::new()
    } else {
        name(mistakes, "last_name", last_name)
    };
    (prefix, first_name, last_name)
}

fn laser(mistake: &LaserCodeMistake) -> Mistake {
    let (code, text) = match mistake {
        LaserCodeMistake::Empty => ("required", "laser-code-required"),
        LaserCodeMistake::Shape => ("shape", "laser-code-shape"),
        LaserCodeMistake::LetterForDigit => ("letter_for_digit", "laser-code-letter"),
    };
    Mistake::new("laser_code", code, Text::new(text))
}

fn name(mistakes: &mut Vec<Mistake>, field: &'static str, typed: &str) -> String {
    match text::check_name(typed) {
        Ok(name) => name,
        Err(mistake) => {
            let (code, text) = match mistake {
                NameMistake::Empty => (
                    "required",
                    Text::new(if field == "first_name" {
                        "first-name-required"
                    } else {
                        "last-name-required"
                    }),
                ),
                NameMistake::TooLong { .. } => {
                    ("long", Text::new("name-long").with("most", text::MOST_IN_NAME))
                }
                NameMistake::StrayMark { mark } => {
                    ("mark", Text::new("name-mark").with("character", format!("\u{25CC}{mark}")))
                }
                NameMistake::OtherScript { letter: c }
                | NameMistake::MixedScripts { letter: c }
                | NameMistake::NotInNames { found: c } => {
                    ("character", Text::new("name-character").with("character", c.to_string()))
                }
            };
            mistakes.push(Mistake::new(field, code, text));
            String::new()
        }
    }
}

fn birth_date(app: &App, typed: &str) -> Result<BirthDate, Mistake> {
    let mistake = |code, text| Mistake::new("birth_date", code, text);
    let today = date::bangkok_date(app.clock.now());
    let read = BirthDate::read(typed, today).map_err(|wrong| match wrong {
        DateMistake::Empty => mistake("required", Text::new("birth-date-required")),
        DateMistake::TwoDigitYear { .. } => mistake("year", Text::new("birth-date-two-digit-year")),
        DateMistake::NoSuchDay { be_year, month, days } => mistake(
            "no_such_day",
            Text::new("birth-date-no-such-day")
                // As text: a year is not a quantity, and must not be grouped by thousands.
                .with("year", be_year.to_string())
                .with("month", Value::title(date::month_names(month)))
                .with("days", i64::from(days)),
        ),
        DateMistake::InFuture => mistake("future", Text::new("birth-date-future")),
        DateMistake::NoSuchYear { .. } => mistake("year", Text::new("birth-date-too-long-ago")),
        DateMistake::Unreadable => mistake("unreadable", Text::new("birth-date-unreadable")),
    })?;
    if read.year() < chrono::Datelike::year(&today) - 130 {
        return Err(mistake("year", Text::new("birth-date-too-long-ago")));
    }
    Ok(read)
}
