//! The objects of a file by their numbers, each read when it is asked for and once (ISO 32000-1, 7.5).

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    ops::Range,
    rc::Rc,
};

use super::{
    budget::Budget,
    lexer::Lexer,
    object::{Dict, Object},
    unpack,
};

/// Filters of one stream; nobody packs a page more often.
const FILTERS: usize = 4;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// At this byte.
    At(usize),
    /// In the stream of this number, so many objects in.
    In(u32, usize),
    /// Nowhere any more.
    Gone,
}

/// A file taken apart as far as it was asked about.
pub struct File<'a> {
    pub(super) bytes: &'a [u8],
    /// What is left to spend.
    pub budget: &'a Budget,
    pub(super) places: HashMap<u32, Place>,
    /// What the end of the file says about it.
    pub trailer: Dict,
    read: RefCell<HashMap<u32, Rc<Object>>>,
    unpacked: RefCell<HashMap<u32, Rc<Vec<u8>>>>,
    /// Objects being read: one that needs itself is nothing.
    open: RefCell<BTreeSet<u32>>,
}

impl<'a> File<'a> {
    /// Finds the objects of `bytes`: by the table that the end points to, as viewers do, and where
    /// there is none by looking for them.
    pub fn open(bytes: &'a [u8], budget: &'a Budget) -> Option<Self> {
        let mut file = Self {
            bytes,
            budget,
            places: HashMap::new(),
            trailer: Dict::new(),
            read: RefCell::default(),
            unpacked: RefCell::default(),
            open: RefCell::default(),
        };
        file.follow_tables();
        if !file.has_pages() && !file.trailer.contains_key(b"Encrypt".as_slice()) {
            file.places.clear();
            file.trailer.clear();
            file.read.borrow_mut().clear();
            file.unpacked.borrow_mut().clear();
            file.look_for_objects();
        }
        let known = file.trailer.contains_key(b"Encrypt".as_slice()) || file.has_pages();
        known.then_some(file)
    }

    fn has_pages(&self) -> bool {
        self.trailer
            .get(b"Root".as_slice())
            .map(|root| self.resolve(root))
            .and_then(|root| root.dict().map(|root| root.contains_key(b"Pages".as_slice())))
            .unwrap_or(false)
    }

    /// What an object is, behind references. It is never copied: what it holds is shared.
    pub fn resolve(&self, object: &Object) -> Rc<Object> {
        let mut object = Rc::new(object.clone());
        for _ in 0..8 {
            let Object::Reference(id) = *object else { return object };
            object = self.get(id);
        }
        Rc::new(Object::Null)
    }

    /// An entry of a dictionary, behind references.
    pub fn entry(&self, dict: &Dict, name: &str) -> Rc<Object> {
        dict.get(name.as_bytes()).map_or_else(|| Rc::new(Object::Null), |it| self.resolve(it))
    }

    /// The object of that number; nothing where there is none.
    pub fn get(&self, id: u32) -> Rc<Object> {
        if let Some(read) = self.read.borrow().get(&id) {
            return read.clone();
        }
        if self.open.borrow().len() > 16 || !self.open.borrow_mut().insert(id) {
            return Rc::new(Object::Null);
        }
        let object = match self.places.get(&id) {
            Some(Place::At(at)) => self.indirect(*at).filter(|(found, _)| *found == id),
            Some(Place::In(stream, index)) => self.inside(*stream, *index).map(|it| (id, it)),
            Some(Place::Gone) | None => None,
        };
        self.open.borrow_mut().remove(&id);
        let object = Rc::new(object.map_or(Object::Null, |(_, object)| object));
        self.read.borrow_mut().insert(id, object.clone());
        object
    }

    /// The bytes of a stream without its filters; none where they cannot be unpacked.
    pub fn data(&self, stream: &Object) -> Option<Vec<u8>> {
        let Object::Stream(dict, range) = stream else { return None };
        let raw = self.bytes.get(range.clone())?;
        self.budget.bytes(raw.len())?;
        let filters = match &*self.entry(dict, "Filter") {
            Object::Null => Vec::new(),
            Object::Array(names) if names.len() > FILTERS => return None,
            Object::Array(names) => names.iter().map(|it| self.resolve(it)).collect(),
            one => vec![Rc::new(one.clone())],
        };
        // What stands in another file is drawn by some viewers.
        if dict.contains_key(b"F".as_slice()) {
            return None;
        }
        let of_filter = |index: usize| match &*self.entry(dict, "DecodeParms") {
            Object::Array(all) => all.get(index).map(|it| self.resolve(it)),
            one => Some(Rc::new(one.clone())),
        };
        let mut data = raw.to_vec();
        for (index, filter) in filters.iter().enumerate() {
            let parms = of_filter(index);
            let parms = parms.as_ref().and_then(|it| it.dict());
            let number = |name: &str| parms.and_then(|it| self.entry(it, name).whole());
            data = unpack::filter(filter.name()?, &data, &number, self.budget)?;
        }
        Some(data)
    }

    /// Reads `N G obj …` at a byte of the file.
    pub(super) fn indirect(&self, at: usize) -> Option<(u32, Object)> {
        let mut lexer = Lexer::new(self.bytes, at, self.budget);
        let id = u32::try_from(lexer.next()?.whole()?).ok()?;
        lexer.next()?.whole()?;
        if !lexer.takes(b"obj") {
            return None;
        }
        let object = lexer.next()?;
        let Object::Dict(dict) = object else { return Some((id, object)) };
        if !lexer.takes(b"stream") {
            return Some((id, Object::Dict(dict)));
        }
        let start = match self.bytes.get(lexer.at..)? {
            [b'\r', b'\n', ..] => lexer.at + 2,
            [b'\n' | b'\r', ..] => lexer.at + 1,
            _ => lexer.at,
        };
        let range = self.stream_range(&dict, start)?;
        Some((id, Object::Stream(dict, range)))
    }

    fn stream_range(&self, dict: &Dict, start: usize) -> Option<Range<usize>> {
        let rest = self.bytes.get(start..)?;
        if let Some(length) = self.entry(dict, "Length").whole()
            && let Some(after) = rest.get(length..)
        {
            let mut lexer = Lexer::new(after, 0, self.budget);
            if lexer.takes(b"endstream") {
                return Some(start..start + length);
            }
        }
        let length = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
        self.budget.bytes(length)?;
        Some(start..start + length)
    }

    /// Object `index` of an object stream (7.5.7).
    fn inside(&self, stream: u32, index: usize) -> Option<Object> {
        let container = self.get(stream);
        let dict = container.dict()?;
        let known = self.unpacked.borrow().get(&stream).cloned();
        let data = match known {
            Some(data) => data,
            None => {
                let data = Rc::new(self.data(&container)?);
                self.unpacked.borrow_mut().insert(stream, data.clone());
                data
            }
        };
        let first = self.entry(dict, "First").whole()?;
        let mut lexer = Lexer::new(&data, 0, self.budget);
        for _ in 0..index {
            lexer.next()?;
            lexer.next()?;
        }
        lexer.next()?;
        let offset = lexer.next()?.whole()?;
        Lexer::new(&data, first.checked_add(offset)?, self.budget).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_its_place_is_shared_and_not_copied() {
        let bytes = b"1 0 obj<</Pages 2 0 R/Large<</A[1 2 3]>>>>endobj trailer<</Root 1 0 R>>";
        let budget = Budget::default();
        let file = File::open(bytes, &budget).unwrap();
        let root = file.get(1);
        let large = || match &*file.entry(root.dict().unwrap(), "Large") {
            Object::Dict(dict) => Some(dict.clone()),
            _ => None,
        };
        let (one, other) = (large().unwrap(), large().unwrap());
        assert!(Rc::ptr_eq(&one, &other));
    }
}
