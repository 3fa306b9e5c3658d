//! What the pages of a file show: their lines of text, in the order in which they are drawn.

use std::{
    collections::{BTreeSet, HashMap},
    rc::Rc,
};

use super::{
    file::File,
    font::{self, Font},
    lexer::Lexer,
    note,
    object::{Dict, Object},
    pen::Pen,
};

/// Pages looked at; a certificate has one.
const PAGES: usize = 8;

/// Streams that one page is drawn with.
const PARTS: usize = 64;

/// How deep drawings may stand in drawings.
pub(super) const DEPTH: usize = 4;

/// One line as a page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What a reader copies out: what the file says it is, where it says so.
    pub text: String,
    /// The letters of the glyphs that are drawn.
    pub glyphs: String,
    /// Whether the file says what it is, apart from its glyphs.
    pub is_said: bool,
}

/// What the pages of a file show.
#[derive(Default)]
pub struct Shown {
    /// The lines of every page, with those of notes stuck on them.
    pub lines: Vec<Line>,
    /// Whether something is drawn that cannot be read.
    pub missed: bool,
    /// How many pictures are drawn.
    pub pictures: usize,
}

/// Looks at every page.
pub fn shown(file: &File) -> Shown {
    let root = file.trailer.get(b"Root".as_slice()).map(|root| file.resolve(root));
    let Some(root) = root.as_ref().and_then(|root| root.dict()) else { return Shown::default() };
    let mut pages = Vec::new();
    let mut all = Shown { missed: note::is_left_to_viewers(file, root), ..Shown::default() };
    let seen = &mut BTreeSet::new();
    all.missed |= !gather(file, &file.entry(root, "Pages"), None, seen, &mut pages);
    for (page, resources) in pages {
        let mut pen = Pen::new(file.budget);
        let mut content = Vec::new();
        for part in parts(file, &file.entry(&page, "Contents")) {
            match part {
                Some(part) => content.extend(part),
                None => pen.missed = true,
            }
            content.push(b'\n');
        }
        let mut reader = Reader { file, pen: &mut pen };
        reader.read(&content, resources.as_deref(), DEPTH);
        for note in file.entry(&page, "Annots").array().into_iter().flatten() {
            if let Some(note) = file.resolve(note).dict() {
                note::read(&mut reader, note, resources.as_deref());
            }
        }
        all.missed |= pen.missed;
        all.pictures += pen.pictures;
        all.lines.extend(pen.into_lines());
    }
    all
}

/// Gathers the pages of a tree; false where there are more than are looked at.
fn gather(
    file: &File,
    node: &Rc<Object>,
    inherited: Option<Rc<Object>>,
    seen: &mut BTreeSet<u32>,
    pages: &mut Vec<(Dict, Option<Rc<Object>>)>,
) -> bool {
    let Some(dict) = node.dict() else { return true };
    if pages.len() == PAGES {
        return false;
    }
    let own = file.entry(dict, "Resources");
    let resources = if own.dict().is_some() { Some(own) } else { inherited };
    let kids = file.entry(dict, "Kids");
    let Some(kids) = kids.array() else {
        pages.push((dict.clone(), resources));
        return true;
    };
    // A page is always referred to, and a tree that leads back into itself ends here.
    let all = kids.iter().take(64).all(|kid| {
        !matches!(kid, Object::Reference(id) if seen.insert(*id))
            || (seen.len() < 64 && gather(file, &file.resolve(kid), resources.clone(), seen, pages))
    });
    all && kids.len() <= 64
}

/// The streams that a page is drawn with; none for one that cannot be unpacked.
fn parts(file: &File, contents: &Object) -> Vec<Option<Vec<u8>>> {
    match contents {
        Object::Null => Vec::new(),
        Object::Array(parts) if parts.len() > PARTS => vec![None],
        Object::Array(parts) => parts.iter().map(|part| file.data(&file.resolve(part))).collect(),
        stream => vec![file.data(stream)],
    }
}

/// Follows the operators of a page.
pub(super) struct Reader<'a, 'b> {
    /// The file.
    pub(super) file: &'a File<'b>,
    /// What draws its page.
    pub(super) pen: &'a mut Pen<'b>,
}

impl Reader<'_, '_> {
    fn read(&mut self, content: &[u8], resources: Option<&Object>, depth: usize) {
        let mut lexer = Lexer::new(content, 0, self.file.budget);
        let mut operands: Vec<Object> = Vec::new();
        let mut fonts: HashMap<Rc<[u8]>, Rc<Font>> = HashMap::new();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = object else {
                // No operator takes more.
                if operands.len() < 64 {
                    operands.push(object);
                }
                continue;
            };
            match &word[..] {
                b"Tf" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    let font = fonts.get(name).cloned().unwrap_or_else(|| {
                        let font = Rc::new(self.font(resources, name));
                        fonts.insert(name.into(), font.clone());
                        font
                    });
                    let size = operands.get(1).and_then(Object::number).unwrap_or(12.0);
                    self.pen.set_font(font, size);
                }
                b"BDC" => {
                    let said = operands.get(1).and_then(|it| self.said(resources, it));
                    self.pen.begin(said);
                }
                b"BMC" => self.pen.begin(None),
                b"EMC" => self.pen.end(),
                b"Do" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    if let Some(form) = self.resource(resources, "XObject", name) {
                        self.form(&form, resources, depth);
                    }
                }
                // A font, or a mask that hides, may be set here too.
                b"gs" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    let state = self.resource(resources, "ExtGState", name);
                    let state = state.as_ref().and_then(|it| it.dict());
                    let has = |name: &str| {
                        state.is_some_and(|it| self.file.entry(it, name).dict().is_some())
                    };
                    let sets_font = state.is_some_and(|it| it.contains_key(b"Font".as_slice()));
                    self.pen.missed |= sets_font || has("SMask");
                }
                // A pattern is a drawing that is drawn over and over.
                b"scn" | b"SCN" => {
                    let name = operands.last().and_then(Object::name);
                    let pattern = name.and_then(|it| self.resource(resources, "Pattern", it));
                    let is_drawing = pattern.is_some_and(|it| matches!(*it, Object::Stream(..)));
                    self.pen.missed |= is_drawing;
                }
                // A picture in the page: its bytes are no operators.
                b"ID" => {
                    self.pen.pictures += 1;
                    let rest = content.get(lexer.at..).unwrap_or_default();
                    let end = memchr::memmem::find(rest, b"EI").unwrap_or(rest.len());
                    lexer.at += end;
                }
                operator => self.pen.follow(operator, &operands),
            }
            operands.clear();
        }
    }

    pub(super) fn form(&mut self, form: &Object, resources: Option<&Object>, depth: usize) {
        let Some(dict) = form.dict() else { return };
        if self.file.entry(dict, "Subtype").name() == Some(b"Image") {
            self.pen.pictures += 1;
            return;
        }
        let content = self.file.data(form);
        let (Some(depth), Some(content)) = (depth.checked_sub(1), content) else {
            self.pen.missed = true;
            return;
        };
        let own = self.file.entry(dict, "Resources");
        let own = own.dict().is_some().then_some(&*own);
        let floor = self.pen.enter();
        self.read(&content, own.or(resources), depth);
        self.pen.leave(floor);
    }

    fn resource(&self, resources: Option<&Object>, kind: &str, name: &[u8]) -> Option<Rc<Object>> {
        let all = self.file.entry(resources?.dict()?, kind);
        Some(self.file.resolve(all.dict()?.get(name)?))
    }

    fn font(&mut self, resources: Option<&Object>, name: &[u8]) -> Font {
        let font = self.resource(resources, "Font", name);
        let dict = font.as_ref().and_then(|font| font.dict());
        // Its glyphs are drawings, whatever letters they are said to be.
        let is_drawn = dict.map(|it| self.file.entry(it, "Subtype"));
        self.pen.missed |= is_drawn.is_some_and(|it| it.name() == Some(b"Type3"));
        dict.map_or(Font::Unknown, |dict| Font::of(self.file, dict))
    }

    /// What a span says it is (14.9.4).
    fn said(&self, resources: Option<&Object>, properties: &Object) -> Option<String> {
        let named = properties.name().and_then(|it| self.resource(resources, "Properties", it));
        let properties = named.as_deref().unwrap_or(properties);
        match &*self.file.entry(properties.dict()?, "ActualText") {
            Object::String(bytes) => {
                // Two bytes a letter, or one.
                self.file.budget.letters(bytes.len() / 2)?;
                Some(font::text(bytes))
            }
            _ => None,
        }
    }
}
