//! What a column of a sheet can hold, and every name by which it is known.

use std::{collections::HashMap, sync::LazyLock};

use crate::{thai::text, web::locale::Value};

/// What a column of the sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The part before the @, or the whole address.
    LocalPart,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Given name in English.
    FirstNameEn,
    /// Family name in English.
    LastNameEn,
    /// Size of the mailbox in MiB.
    QuotaMb,
    /// Another address of the person.
    RecoveryEmail,
    /// How the agency made sure who the person is.
    IdentityCheckedHow,
    /// On which day it did.
    IdentityCheckedAt,
}

use Field::{
    FirstName, FirstNameEn, IdentityCheckedAt, IdentityCheckedHow, LastName, LastNameEn, LocalPart,
    QuotaMb, RecoveryEmail,
};

/// Every other name of a column that is understood, as [`key`] leaves it.
///
/// Those of the API and those that the product shows are understood besides. In order: Google Workspace, Microsoft 365,
/// the lists of other mail servers, and Thai sheets.
const OTHER_NAMES: [(Field, &[&str]); 9] = [
    (
        LocalPart,
        &[
            "emailaddress",
            "primaryemail",
            "username",
            "userprincipalname",
            "email",
            "mail",
            "mailbox",
            "loginname",
            "login",
            "accountname",
            "อีเมล",
            "อีเมล์",
            "ที่อยู่อีเมล",
            "ที่อยู่อีเมล์",
            "บัญชีอีเมล",
            "ชื่อบัญชีอีเมล",
            "ชื่อผู้ใช้",
            "ชื่อผู้ใช้งาน",
        ],
    ),
    (FirstName, &["givenname", "name", "ชื่อจริง", "ชื่อตัว", "ชื่อภาษาไทย", "ชื่อไทย"]),
    (LastName, &["surname", "familyname", "ชื่อสกุล", "สกุล", "นามสกุลภาษาไทย", "นามสกุลไทย"]),
    (FirstNameEn, &["givennameen", "englishfirstname", "ชื่อภาษาอังกฤษ", "ชื่อen", "ชื่อeng"]),
    (LastNameEn, &["surnameen", "englishlastname", "นามสกุลภาษาอังกฤษ", "นามสกุลen", "นามสกุลeng"]),
    (QuotaMb, &["quota", "mailboxquota", "โควตา", "โควต้า", "โควต้าmb"]),
    (
        RecoveryEmail,
        &[
            "alternateemailaddress",
            "alternateemailaddresses",
            "alternateemail",
            "secondaryemail",
            "อีเมล์สำรอง",
            "ที่อยู่อีเมลสำรอง",
            "อีเมลกู้คืน",
            "อีเมลสำหรับกู้คืนบัญชี",
        ],
    ),
    (IdentityCheckedHow, &["วิธีการตรวจสอบตัวตน", "วิธียืนยันตัวตน", "วิธีการยืนยันตัวตน"]),
    (IdentityCheckedAt, &["วันตรวจสอบตัวตน", "วันที่ยืนยันตัวตน"]),
];

impl Field {
    /// Every field, in the order in which they are written.
    pub const ALL: [Self; 9] = [
        LocalPart,
        FirstName,
        LastName,
        FirstNameEn,
        LastNameEn,
        QuotaMb,
        RecoveryEmail,
        IdentityCheckedHow,
        IdentityCheckedAt,
    ];

    /// The name of the column in the API and in what is exported.
    pub fn name(self) -> &'static str {
        match self {
            LocalPart => "local_part",
            FirstName => "first_name",
            LastName => "last_name",
            FirstNameEn => "first_name_en",
            LastNameEn => "last_name_en",
            QuotaMb => "quota_mb",
            RecoveryEmail => "recovery_email",
            IdentityCheckedHow => "identity_checked_how",
            IdentityCheckedAt => "identity_checked_at",
        }
    }

    /// The name of the column for people, in Thai and in English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            LocalPart => ("ชื่อบัญชี", "User name"),
            FirstName => ("ชื่อ", "First name"),
            LastName => ("นามสกุล", "Last name"),
            FirstNameEn => ("ชื่อ (อังกฤษ)", "First name (English)"),
            LastNameEn => ("นามสกุล (อังกฤษ)", "Last name (English)"),
            QuotaMb => ("โควตา (MB)", "Quota (MB)"),
            RecoveryEmail => ("อีเมลสำรอง", "Recovery email"),
            IdentityCheckedHow => ("วิธีตรวจสอบตัวตน", "Identity checked how"),
            IdentityCheckedAt => ("วันที่ตรวจสอบตัวตน", "Identity checked at"),
        }
    }

    /// The field of a column, if its name is understood.
    pub fn of(column: &str) -> Option<Self> {
        FIELDS.get(&key(column)).copied()
    }
}

/// Every name that is understood, as [`key`] leaves it.
static FIELDS: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let shown = Field::ALL.into_iter().flat_map(|field| {
        let (thai, english) = field.title();
        [field.name(), thai, english].map(|name| (key(name), field))
    });
    let others = OTHER_NAMES
        .iter()
        .flat_map(|(field, names)| names.iter().map(|name| ((*name).to_owned(), *field)));
    shown.chain(others).collect()
});

/// The titles of `fields` in a row, in Thai and in English.
pub fn titles(fields: &[Field]) -> Value {
    let join =
        |title: fn(&Field) -> &'static str| fields.iter().map(title).collect::<Vec<_>>().join(", ");
    Value::title((&join(|field| field.title().0), &join(|field| field.title().1)))
}

/// What is compared: small letters without spaces and signs, and without what Google puts into square brackets.
pub fn key(name: &str) -> String {
    let name = text::normalise(name).to_lowercase();
    let name = name.split('[').next().unwrap_or_default();
    let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    name.chars().filter(|c| !is_sign(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_that_is_shown_is_understood_and_no_name_means_two_fields() {
        for field in Field::ALL {
            let (thai, english) = field.title();
            for name in [thai, english, field.name()] {
                assert_eq!(Field::of(name), Some(field), "{name}");
            }
        }
        let names = OTHER_NAMES.iter().flat_map(|(_, names)| *names);
        let mut seen = std::collections::HashSet::new();
        assert!(names.inspect(|it| assert_eq!(key(it), **it)).all(|name| seen.insert(name)));
    }
}
