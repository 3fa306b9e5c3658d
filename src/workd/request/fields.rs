//! The request form, field by field: label, part, what may be typed, and for which kind it is needed.

use crate::agencies::{ministries::MINISTRIES, provinces::PROVINCES};

/// What the agency asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// เปิดใช้บริการใหม่
    Open,
    /// เปลี่ยนแปลง
    Change,
    /// ยกเลิกบริการ
    Cancel,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Open, Self::Change, Self::Cancel];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Change => "change",
            Self::Cancel => "cancel",
        }
    }

    /// The kind with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words in Thai script.
    Thai,
    /// Words in Latin script.
    Latin,
    /// Any words.
    Words,
    /// A name of a person in Thai or Latin script.
    Name,
    /// A paragraph.
    Paragraph,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// Code of a ministry.
    Ministry,
    /// Code of a province.
    Province,
    /// A citizen id; kept apart, sealed.
    CitizenId,
    /// A telephone number, with extensions.
    Phone,
    /// A mobile telephone number.
    Mobile,
    /// Numbers of extensions, with commas between.
    Extensions,
    /// An e-mail address.
    Email,
    /// Five digits.
    Postcode,
    /// A whole number of at least one.
    Count,
    /// A label under mail.go.th or a host name, as the field beside it says.
    Domain,
    /// A day.
    Day,
    /// `true`.
    Yes,
}

/// A field of the form of clause 2.2 in the service's documents.
#[derive(Debug)]
pub struct Field {
    /// Its place in the JSON of the API, with dots.
    pub name: &'static str,
    /// Part of the printed form, 1 to 4.
    pub part: u8,
    /// What may be typed.
    pub takes: Takes,
    /// For which kinds it must be filled in before the request is sent.
    needs: &'static [Kind],
    /// For which kinds it is shown.
    shown: &'static [Kind],
}

impl Field {
    /// Whether a request of this kind cannot be sent without it.
    pub fn is_needed(&self, kind: Kind) -> bool {
        self.needs.contains(&kind)
    }

    /// Whether the form of this kind has it.
    pub fn is_shown(&self, kind: Kind) -> bool {
        self.shown.contains(&kind)
    }

    /// The JSON pointer of the field, `/coordinator/citizen_id`.
    pub fn pointer(&self) -> String {
        pointer(self.name)
    }

    /// The id of its input on the page, `coordinator-citizen_id`.
    pub fn id(&self) -> String {
        self.name.replace('.', "-")
    }

    /// The key of its label in the sentences, `field-coordinator-citizen-id`.
    pub fn label(&self) -> String {
        format!("field-{}", self.name.replace(['.', '_'], "-"))
    }

    /// The codes to choose from, if it is a choice.
    pub fn choices(&self) -> &'static [&'static str] {
        match self.takes {
            Takes::Choice(codes) => codes,
            _ => &[],
        }
    }
}

/// The JSON pointer of a field's name.
pub fn pointer(name: &str) -> String {
    format!("/{}", name.replace('.', "/"))
}

/// The field of that name.
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// Whether `code` is that of a ministry.
pub fn is_ministry(code: &str) -> bool {
    MINISTRIES.iter().any(|row| row.0 == code)
}

/// Whether `code` is that of a province.
pub fn is_province(code: &str) -> bool {
    PROVINCES.iter().any(|row| row.0 == code)
}

const OCX: &[Kind] = &Kind::ALL;
const OC: &[Kind] = &[Kind::Open, Kind::Change];
const O: &[Kind] = &[Kind::Open];
const C: &[Kind] = &[Kind::Change];
const CX: &[Kind] = &[Kind::Change, Kind::Cancel];
const NONE: &[Kind] = &[];

const fn field(
    name: &'static str,
    part: u8,
    takes: Takes,
    needs: &'static [Kind],
    shown: &'static [Kind],
) -> Field {
    Field { name, part, takes, needs, shown }
}

/// What a change may be about.
pub const CHANGES: &[&str] =
    &["admin", "coordinator", "quota", "domain", "services", "relay", "agency_data", "other"];

/// Every field, in the order of the printed form. Which of two must be filled in (a ministry or
/// another parent; mail, conference or relay) is the rule of `form::missing`.
pub static FIELDS: &[Field] = &[
    field("agency.name_th", 1, Takes::Thai, OCX, OCX),
    field("agency.name_en", 1, Takes::Latin, OC, OCX),
    field("agency.ministry", 1, Takes::Ministry, NONE, OCX),
    field("agency.parent_th", 1, Takes::Thai, NONE, OCX),
    field("agency.parent_en", 1, Takes::Latin, NONE, OCX),
    field("coordinator.prefix", 1, Takes::Name, NONE, OCX),
    field("coordinator.first_name", 1, Takes::Name, OCX, OCX),
    field("coordinator.last_name", 1, Takes::Name, OCX, OCX),
    field("coordinator.first_name_en", 1, Takes::Latin, OC, OCX),
    field("coordinator.last_name_en", 1, Takes::Latin, OC, OCX),
    field("coordinator.position", 1, Takes::Words, OC, OCX),
    field("coordinator.citizen_id", 1, Takes::CitizenId, OCX, OCX),
    field("coordinator.office_phone", 1, Takes::Phone, OC, OCX),
    field("coordinator.extensions", 1, Takes::Extensions, NONE, OCX),
    field("coordinator.mobile_phone", 1, Takes::Mobile, OC, OCX),
    field("coordinator.email", 1, Takes::Email, OCX, OCX),
    field("coordinator.backup_email", 1, Takes::Email, NONE, OCX),
    field("address.house_no", 1, Takes::Words, OC, OCX),
    field("address.moo", 1, Takes::Words, NONE, OCX),
    field("address.soi", 1, Takes::Words, NONE, OCX),
    field("address.road", 1, Takes::Words, NONE, OCX),
    field("address.subdistrict", 1, Takes::Words, OC, OCX),
    field("address.district", 1, Takes::Words, OC, OCX),
    field("address.province", 1, Takes::Province, OC, OCX),
    field("address.postcode", 1, Takes::Postcode, OC, OCX),
    field("domain.kind", 2, Takes::Choice(&["mail_go_th", "own"]), O, OCX),
    field("domain.name", 2, Takes::Domain, OCX, OCX),
    field("requested.mail_accounts", 2, Takes::Count, NONE, OC),
    field("requested.conference_accounts", 2, Takes::Count, NONE, OC),
    field("relay.wanted", 2, Takes::Yes, NONE, OC),
    field("relay.details", 2, Takes::Paragraph, NONE, OC),
    field("change.of", 2, Takes::Choice(CHANGES), C, C),
    field("change.details", 2, Takes::Paragraph, CX, CX),
    field("effective_on", 2, Takes::Day, OCX, OCX),
    field("privacy.consent", 3, Takes::Choice(&["given", "refused"]), OCX, OCX),
    field("terms.accepted", 4, Takes::Yes, OCX, OCX),
    field("signatures.0.name", 4, Takes::Name, NONE, OCX),
    field("signatures.0.position", 4, Takes::Words, NONE, OCX),
    field("signatures.0.signed_on", 4, Takes::Day, NONE, OCX),
    field("signatures.1.name", 4, Takes::Name, NONE, OCX),
    field("signatures.1.position", 4, Takes::Words, NONE, OCX),
    field("signatures.1.signed_on", 4, Takes::Day, NONE, OCX),
];
