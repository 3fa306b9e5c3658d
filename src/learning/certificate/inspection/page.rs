//! What the pages of a file show: their lines of text in the order in which they are drawn, and what
//! is painted beside and over them.

use std::{collections::HashMap, rc::Rc};

use super::{
    area::{Area, Matrix, PLAIN, Paint, times},
    file::File,
    font::{self, Font},
    lexer::Lexer,
    note,
    object::{Dict, Object},
    pen::Pen,
    tree::{Inherited, pages},
};

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
    /// On which page it is, from 0.
    pub page: usize,
    /// Where its letters stand.
    pub area: Option<Area>,
    /// How much was drawn before it.
    pub order: usize,
}

/// What the pages of a file show.
#[derive(Default)]
pub struct Drawn {
    /// The lines of every page, with those of notes stuck on them.
    pub lines: Vec<Line>,
    /// What is painted besides.
    pub paints: Vec<Paint>,
    /// Whether something is drawn that cannot be read, and may lie on anything.
    pub missed: bool,
    /// How many pictures are drawn.
    pub pictures: usize,
}

/// Looks at every page.
pub fn drawn(file: &File) -> Drawn {
    let root = file.trailer.get(b"Root".as_slice()).map(|root| file.resolve(root));
    let Some(root) = root.as_ref().and_then(|root| root.dict()) else { return Drawn::default() };
    let pages = pages(file, root);
    let missed = pages.are_more || note::is_left_to_viewers(file, root);
    let mut all = Drawn { missed, ..Drawn::default() };
    for (number, (page, Inherited { resources, sheet })) in pages.all.into_iter().enumerate() {
        let sheet = sheet.unwrap_or(Area::EVERYWHERE);
        let mut pen = Pen::new(file.budget, number, sheet, all.paints.len());
        let content = content(file, &file.entry(&page, "Contents"), &mut pen.missed);
        let mut reader = Reader { file, pen: &mut pen };
        reader.read(&content, resources.as_deref(), DEPTH);
        for note in file.entry(&page, "Annots").array().into_iter().flatten() {
            if let Some(note) = file.resolve(note).dict() {
                note::read(&mut reader, note, resources.as_deref());
            }
        }
        all.missed |= pen.has_missed();
        all.pictures += pen.pictures;
        let (lines, paints) = pen.into_parts();
        all.lines.extend(lines);
        all.paints.extend(paints);
    }
    all
}

/// What a page draws, as far as it can be unpacked.
fn content(file: &File, contents: &Object, missed: &mut bool) -> Vec<u8> {
    let parts = match contents {
        Object::Null => &[],
        Object::Array(parts) => &parts[..],
        one => std::slice::from_ref(one),
    };
    *missed |= parts.len() > PARTS;
    let mut content = Vec::new();
    for part in parts.iter().take(PARTS) {
        match file.data(&file.resolve(part)) {
            Some(part) => content.extend(part),
            None => *missed = true,
        }
        content.push(b'\n');
    }
    content
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
            let name = operands.first().and_then(Object::name).unwrap_or_default();
            match &word[..] {
                b"Tf" => {
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
                    self.pen.lines.begin(said);
                }
                b"BMC" => self.pen.lines.begin(None),
                b"EMC" => self.pen.lines.end(),
                b"Do" => {
                    if let Some(form) = self.resource(resources, "XObject", name) {
                        self.form(&form, resources, PLAIN, depth);
                    }
                }
                b"gs" => self.set(resources, name),
                // A pattern is a drawing that is drawn over and over.
                operator @ (b"scn" | b"SCN") => {
                    let name = operands.last().and_then(Object::name);
                    let pattern = name.and_then(|it| self.resource(resources, "Pattern", it));
                    let is_drawing = pattern.is_some_and(|it| matches!(*it, Object::Stream(..)));
                    self.pen.missed |= is_drawing;
                    self.pen.follow(operator, &operands);
                }
                // A picture in the page: its bytes are no operators.
                b"ID" => {
                    let rest = content.get(lexer.at..).unwrap_or_default();
                    let end = memchr::memmem::find(rest, b"EI").unwrap_or(rest.len());
                    lexer.at += end;
                    self.pen.picture();
                }
                operator => self.pen.follow(operator, &operands),
            }
            operands.clear();
        }
    }

    /// Draws a picture, or another drawing moved by `placed`.
    pub(super) fn form(
        &mut self,
        form: &Object,
        resources: Option<&Object>,
        placed: Matrix,
        depth: usize,
    ) {
        let Some(dict) = form.dict() else { return };
        if self.file.entry(dict, "Subtype").name() == Some(b"Image") {
            return self.pen.picture();
        }
        let content = self.file.data(form);
        let (Some(depth), Some(content)) = (depth.checked_sub(1), content) else {
            self.pen.missed = true;
            return;
        };
        let own = self.file.entry(dict, "Resources");
        let own = own.dict().is_some().then_some(&*own);
        let floor = self.pen.enter(times(self.matrix(dict), placed));
        self.read(&content, own.or(resources), depth);
        self.pen.leave(floor);
    }

    /// How a drawing is moved before it is placed.
    pub(super) fn matrix(&self, dict: &Dict) -> Matrix {
        let matrix = self.file.entry(dict, "Matrix");
        let numbers = matrix.array().unwrap_or_default().iter().take(7).filter_map(Object::number);
        numbers.collect::<Vec<_>>().try_into().unwrap_or(PLAIN)
    }

    /// Takes over a state of drawing. A font, or a mask that hides, may be set here too.
    fn set(&mut self, resources: Option<&Object>, name: &[u8]) {
        let state = self.resource(resources, "ExtGState", name);
        let Some(state) = state.as_ref().and_then(|it| it.dict()) else { return };
        self.pen.missed |= state.contains_key(b"Font".as_slice())
            || self.file.entry(state, "SMask").dict().is_some();
        if let Some(filled) = self.file.entry(state, "ca").number() {
            self.pen.set_clear(filled < 0.05);
        }
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
        dict.map_or_else(Font::unknown, |dict| Font::of(self.file, dict))
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
