//! The objects of a PDF (ISO 32000-1, 7.3).

use std::{collections::BTreeMap, ops::Range, rc::Rc};

/// Names and what they stand for.
pub type Dict = BTreeMap<Vec<u8>, Object>;

/// One object. What may be long is shared: a copy costs the same whatever it holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// Whole or real.
    Number(f64),
    /// Bytes, from either way of writing them.
    String(Rc<[u8]>),
    /// A name, without its slash.
    Name(Rc<[u8]>),
    /// A list.
    Array(Rc<[Object]>),
    /// A dictionary.
    Dict(Rc<Dict>),
    /// Another object, by its number.
    Reference(u32),
    /// A dictionary and where its bytes stand in the file.
    Stream(Rc<Dict>, Range<usize>),
    /// A bare word: an operator of a page.
    Word(Rc<[u8]>),
}

impl Object {
    /// The dictionary, of a stream too.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    /// The number.
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The number where it is whole and not below zero.
    pub fn whole(&self) -> Option<usize> {
        let number = self.number()?;
        ((0.0..1e12).contains(&number) && number.fract() == 0.0).then_some(number as usize)
    }

    /// The name.
    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The list.
    pub fn array(&self) -> Option<&[Object]> {
        if let Self::Array(array) = self { Some(array) } else { None }
    }
}
