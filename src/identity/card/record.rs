//! Card: the fields of a read, as true types; made by the server from what a desk sent.

use std::collections::BTreeMap;

use super::{
    CardFault,
    date::{Expiry, ThaiDate},
    fields,
};
use crate::identity::{
    citizen_id::CitizenId,
    desk_protocol::{CardField, Secret},
};

/// A name as the card divides it. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct CardName {
    /// "นาย", "Mr."; may be empty.
    pub prefix: String,
    /// The given name, never empty.
    pub first: String,
    /// Often empty.
    pub middle: String,
    /// The family name; some people have none.
    pub last: String,
}

impl CardName {
    /// Reads `prefix#first#middle#last`.
    pub fn parse(text: &str) -> Result<Self, CardFault> {
        let parts: Vec<&str> = text.split('#').map(str::trim).collect();
        let [prefix, first, middle, last] = parts[..] else { return Err(CardFault::Unreadable) };
        if first.is_empty() || text.chars().any(char::is_control) {
            return Err(CardFault::Unreadable);
        }
        let [prefix, first, middle, last] = [prefix, first, middle, last].map(str::to_owned);
        Ok(Self { prefix, first, middle, last })
    }
}

/// What a card says of its holder. It has no `Debug`, and what was not asked for is `None`.
pub struct Card {
    /// The number, with a check digit that fits.
    pub citizen_id: CitizenId,
    /// The name in Thai.
    pub thai_name: Option<CardName>,
    /// The name in English.
    pub english_name: Option<CardName>,
    /// The date of birth.
    pub birth_date: Option<ThaiDate>,
    /// The day the card was issued.
    pub issue_date: Option<ThaiDate>,
    /// How long it is good for.
    pub expiry: Option<Expiry>,
    /// For the registry: use once, never store.
    pub request_number: Option<Secret>,
    /// For the registry: use once, never store. Some cards do not give it.
    pub chip_number: Option<Secret>,
}

impl Card {
    /// Makes a card of the fields of a read and checks each of them.
    ///
    /// # Errors
    /// [`CardFault::UnknownVersion`], [`CardFault::BadCheckDigit`], or [`CardFault::Unreadable`]
    /// where the version or the number is missing or a field is not what it can be.
    pub fn from_fields(fields: &BTreeMap<CardField, Secret>) -> Result<Self, CardFault> {
        for (field, value) in fields {
            fields::check(*field, value.reveal())?;
        }
        let text = |field| fields.get(&field).map(Secret::reveal);
        let needed = |field| text(field).ok_or(CardFault::Unreadable);
        needed(CardField::Version)?;
        Ok(Self {
            citizen_id: fields::citizen_id(needed(CardField::CitizenId)?)?,
            thai_name: text(CardField::ThaiName).map(CardName::parse).transpose()?,
            english_name: text(CardField::EnglishName).map(CardName::parse).transpose()?,
            birth_date: text(CardField::BirthDate).map(str::parse).transpose()?,
            issue_date: text(CardField::IssueDate).map(str::parse).transpose()?,
            expiry: text(CardField::Expiry).map(str::parse).transpose()?,
            request_number: fields.get(&CardField::RequestNumber).cloned(),
            chip_number: fields.get(&CardField::ChipNumber).cloned(),
        })
    }
}
