//! Fills an empty database with the demonstration, through the same functions that serve people.

use serde_json::json;

use crate::{
    agencies::agency,
    app::App,
    audit,
    db::Db,
    demo::mail,
    error::{Error, Result},
    identity::{
        access::Role,
        consent,
        person::{self, NewPerson, PersonKind},
    },
    learning::import,
    sql,
};

/// One person of the demonstration.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct DemoPerson {
    /// Role, as the design names it.
    pub role: &'static str,
    /// Log-in name.
    pub login: &'static str,
    /// Password; the same for all, and for the demonstration alone.
    pub password: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Agency, if any.
    pub agency: Option<&'static str>,
}

const PASSWORD: &str = "demo-rian-2569";
pub(super) const CHIANG_MAI: &str = "สำนักงานสาธิตจังหวัดเชียงใหม่";
pub(super) const DIGITAL: &str = "กรมตัวอย่างดิจิทัล";

const fn one(
    role: &'static str,
    login: &'static str,
    name: &'static str,
    agency: Option<&'static str>,
) -> DemoPerson {
    DemoPerson { role, login, password: PASSWORD, name, agency }
}

/// Everyone who is there from the start.
pub const PEOPLE: [DemoPerson; 15] = [
    one("learner", "somchai@demo.example", "นายสมชาย ใจดี", Some(CHIANG_MAI)),
    one("learner", "kanda@demo.example", "นางสาวกานดา ศรีสุข", None),
    one("learner", "wanna@demo.example", "นางสาววรรณา มุ่งมั่น", Some(DIGITAL)),
    one("course_author", "wichai@demo.example", "นายวิชัย ครูดี", None),
    one("certificate_officer", "malee@demo.example", "นางมาลี รอบคอบ", None),
    one("certificate_officer", "teera@demo.example", "นายธีระ ถี่ถ้วน", None),
    one("learning_coordinator", "preeya@demo.example", "นางสาวปรียา ประสานงาน", Some(CHIANG_MAI)),
    one("agency_requester", "anan@demo.example", "นายอนันต์ ยื่นคำขอ", Some(DIGITAL)),
    one("agency_admin", "napa@demo.example", "นางนภา ดูแลระบบ", Some(DIGITAL)),
    one("agency_helper", "chuai@demo.example", "นายช่วย เหลือดี", Some(DIGITAL)),
    one("service_officer", "surasak@demo.example", "นายสุรศักดิ์ บริการดี", None),
    one("desk_officer", "duangjai@demo.example", "นางดวงใจ หน้าโต๊ะ", None),
    one("desk_officer", "mana@demo.example", "นายมานะ ตรวจทาน", None),
    one("auditor", "thawee@demo.example", "นายทวี ตรวจสอบ", None),
    one("system_admin", "aroon@demo.example", "นายอรุณ ดูแลเครื่อง", None),
];

const MARK: &str = "demo";

/// Whether this database holds the demonstration; `None` when it holds nothing at all.
pub async fn is_demo_data(app: &App) -> Result<Option<bool>> {
    let mut tx = app.db.read().await?;
    // Somebody who is only invited is a beginning too.
    let people: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select (select count(*) from person) + (select count(*) from invitation)"
        )
        .fetch_one(tx)
        .await
    )?;
    let mark: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select value from installation where name = $1")
            .bind(MARK)
            .fetch_optional(tx)
            .await
    )?;
    Ok(match mark {
        Some(_) => Some(true),
        None if people == 0 => None,
        None => Some(false),
    })
}

/// Makes the people of the demonstration on an empty database, at the time of `db`, in one
/// transaction.
pub async fn fill(app: &App, db: &Db) -> Result<()> {
    let hash = app.passwords.hash(PASSWORD).await?;
    let mut tx = db.write().await?;
    let agencies = [
        (CHIANG_MAI, "Chiang Mai Demonstration Office"),
        (DIGITAL, "Department of Digital Examples"),
    ];
    for (name_th, name_en) in agencies {
        agency::add(&mut tx, name_th, name_en).await?;
    }
    for one in PEOPLE {
        let agency = match one.agency {
            Some(name) => agency::find_by_name(&mut tx, name).await?,
            None => None,
        };
        let (prefix, first_name, last_name) = split(one.name);
        let learner = one.role == "learner";
        let new = NewPerson {
            prefix,
            first_name,
            last_name,
            birth_date: None,
            email: one.login,
            kind: if one.login.starts_with("kanda") {
                PersonKind::Public
            } else {
                PersonKind::CivilServant
            },
            agency: agency.clone(),
            agency_name: None,
            citizen_id: None,
            verification: if learner { "verified" } else { "none" },
            route: learner.then_some("laser"),
            password_hash: Some(hash.clone()),
            locale: "th",
        };
        let id = person::add(&mut tx, app, new).await?;
        person::confirm_email(&mut tx, &id).await?;
        consent::give(&mut tx, &id, &consent::TERMS, true).await?;
        consent::give(&mut tx, &id, &consent::PRIVACY, true).await?;
        if let Some(role) = Role::from_code(one.role) {
            person::appoint(&mut tx, None, &id, role, agency.as_ref()).await?;
        }
    }
    mail::fill(&mut tx, app, DIGITAL).await?;
    sql!(
        tx,
        sqlx::query("insert into installation (name, value) values ($1, 'made by serve --demo')")
            .bind(MARK)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(&mut tx, None, "demo.made", "installation", json!({})).await?;
    tx.save().await
}

/// Imports the courses that are shipped inside the program, or those of a folder, at the time of `db`.
pub async fn import_courses(app: &App, db: &Db) -> Result<()> {
    let courses = match &app.config.courses {
        Some(folder) => import::shipped::from_folder(folder)?,
        None => import::shipped::inside(),
    };
    for (name, files) in courses {
        let parsed = import::parse(&files, None).map_err(|problems| {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Error::internal(format!("course {name}: {}", told.join("; ")))
        })?;
        import::publish_into(app, db, &parsed).await?;
    }
    Ok(())
}

/// Splits a name of a list into prefix, given and family name.
pub fn split(name: &'static str) -> (&'static str, &'static str, &'static str) {
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let prefix = ["นางสาว", "นาง", "นาย"].into_iter().find(|prefix| first.starts_with(prefix));
    let prefix = prefix.unwrap_or("");
    (prefix, &first[prefix.len()..], last)
}
