//! One row of a sheet: every cell is read, and every mistake in it is told at once.

use chrono::NaiveDate;

use super::{
    cells::Cells,
    check::IdentityCheck,
    field::Field,
    header::Header,
    mistake::RowMistake,
    values::{Wrong, day, how_checked, name, quota, required},
};
use crate::{
    identity::person,
    thai::digits,
    web::locale::Text,
    workd::local_part::{is_reserved, read_local_part},
};

/// An account of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of the row as a spreadsheet shows it; the header is row 1.
    pub number: u64,
    /// The part before the @, in small letters.
    pub local_part: String,
    /// Given name.
    pub first_name: String,
    /// Family name; empty for a person who has none, which a sheet says with "-".
    pub last_name: String,
    /// Given name in English.
    pub first_name_en: Option<String>,
    /// Family name in English.
    pub last_name_en: Option<String>,
    /// Size of the mailbox in MiB.
    pub quota_mb: Option<i64>,
    /// Another address of the person.
    pub recovery_email: Option<String>,
    /// How and when the agency made sure who the person is.
    pub identity_checked: IdentityCheck,
}

/// What holds for the rows that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// The check of identity, for rows that give neither its way nor its day.
    pub identity_checked: Option<IdentityCheck>,
    /// Size of the mailbox in MiB.
    pub quota_mb: Option<i64>,
}

/// Reads rows of one sheet.
pub struct RowReader<'s> {
    /// Where each field stands.
    pub header: &'s Header,
    /// The domain of all accounts, in small letters.
    pub domain: String,
    /// The day it is in Bangkok.
    pub today: NaiveDate,
    /// What holds for rows that do not say it.
    pub defaults: Defaults,
}

impl RowReader<'_> {
    /// Reads a row; beside its mistakes it gives the local part, if that can be read.
    pub fn read(&self, cells: &Cells) -> Result<Row, (Option<String>, Vec<RowMistake>)> {
        let mut mistakes = Vec::new();
        let mut note = |field: &'static str, (code, text): Wrong| {
            mistakes.push(RowMistake { row: cells.row, field, code, text });
        };
        if cells.is_open || cells.is_long() {
            let whole = if cells.is_open {
                ("quotes", Text::new("sheet-quotes"))
            } else {
                ("long", Text::new("sheet-row-long"))
            };
            note("row", whole);
            return Err((None, mistakes));
        }
        if cells.record().iter().skip(self.header.width()).any(|it| !it.trim().is_empty()) {
            note("row", ("too_many_cells", Text::new("sheet-too-many-cells")));
        }
        let value = |field: Field| {
            self.header.column(field).map(|column| cells.value(column)).unwrap_or_default()
        };
        let mut keep = |field: Field, wrong: Wrong| note(field.name(), wrong);

        let local_part = self
            .local_part(&value(Field::LocalPart))
            .map_err(|wrong| keep(Field::LocalPart, wrong))
            .ok();
        let mut name = |field: Field| {
            name(field, &value(field)).map_err(|wrong| keep(field, wrong)).unwrap_or_default()
        };
        let first_name = name(Field::FirstName).unwrap_or_default();
        let last_name = name(Field::LastName).unwrap_or_default();
        let first_name_en = name(Field::FirstNameEn);
        let last_name_en = name(Field::LastNameEn);
        let quota_mb = quota(&value(Field::QuotaMb))
            .map_err(|wrong| keep(Field::QuotaMb, wrong))
            .unwrap_or_default()
            .or(self.defaults.quota_mb);
        let recovery_email = self
            .recovery_email(&value(Field::RecoveryEmail), local_part.as_deref())
            .map_err(|wrong| keep(Field::RecoveryEmail, wrong))
            .unwrap_or_default();
        let (how, at) = (value(Field::IdentityCheckedHow), value(Field::IdentityCheckedAt));
        let identity_checked = match &self.defaults.identity_checked {
            Some(default) if how.is_empty() && at.is_empty() => Some(default.clone()),
            _ => {
                let how = how_checked(&how).map_err(|it| keep(Field::IdentityCheckedHow, it));
                let at = day(&at, self.today).map_err(|it| keep(Field::IdentityCheckedAt, it));
                how.ok().zip(at.ok()).map(|(how, at)| IdentityCheck { how, at })
            }
        };
        match (local_part, identity_checked) {
            (Some(local_part), Some(identity_checked)) if mistakes.is_empty() => Ok(Row {
                number: cells.row,
                local_part,
                first_name,
                last_name,
                first_name_en,
                last_name_en,
                quota_mb,
                recovery_email,
                identity_checked,
            }),
            (local_part, _) => Err((local_part, mistakes)),
        }
    }

    /// Reads a local part, or a whole address of the domain.
    fn local_part(&self, typed: &str) -> Result<String, Wrong> {
        if typed.is_empty() {
            return Err(required(Field::LocalPart));
        }
        let typed = match typed.rsplit_once('@') {
            Some((local_part, domain)) if !domain.is_empty() => {
                let domain = digits::to_arabic(domain).to_lowercase();
                if domain != self.domain {
                    let text = Text::new("sheet-other-domain");
                    let text = text.with("found", domain).with("domain", self.domain.as_str());
                    return Err(("other_domain", text));
                }
                local_part
            }
            _ => typed,
        };
        let local_part = read_local_part(typed).map_err(|text| ("shape", text))?;
        if is_reserved(&local_part) {
            return Err(("reserved", Text::new("sheet-reserved").with("name", local_part)));
        }
        Ok(local_part)
    }

    /// Reads an address that is not the account's own, where nobody who is locked out could read a letter.
    fn recovery_email(&self, typed: &str, own: Option<&str>) -> Result<Option<String>, Wrong> {
        if typed.is_empty() {
            return Ok(None);
        }
        let email = person::read_email(typed).ok_or(("shape", Text::new("sheet-email")))?;
        let is_own = email
            .rsplit_once('@')
            .is_some_and(|(part, domain)| Some(part) == own && domain == self.domain);
        if is_own { Err(("own", Text::new("sheet-email-own"))) } else { Ok(Some(email)) }
    }
}
