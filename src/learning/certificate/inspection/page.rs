//! What the pages of a file show: their lines of text in the order in which they are drawn, and what
//! is painted beside and over them.

use std::rc::Rc;

use super::{
    area::{Area, Matrix, PLAIN, Paint, times},
    file::File,
    font::{self, Font},
    lexer::Lexer,
    object::{Dict, Object},
    pen::Pen,
    tree::{Inherited, pages, rectangle},
};

/// Parts of what a page draws that are looked at.
const PARTS: usize = 64;

/// How deep drawings may stand in drawings.
const DEPTH: usize = 4;

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

/// The lines and paints of every page, with those of notes stuck on them.
pub fn drawn(file: &File) -> (Vec<Line>, Vec<Paint>) {
    let (mut lines, mut paints) = (Vec::new(), Vec::new());
    for (number, (page, Inherited { resources, sheet })) in pages(file).into_iter().enumerate() {
        let mut pen = Pen::new(number, sheet.unwrap_or(Area::EVERYWHERE));
        let (content, is_whole) = content(file, &file.entry(&page, "Contents"));
        let mut reader = Reader { file, pen: &mut pen };
        reader.read(&content, resources.as_deref(), DEPTH);
        if !is_whole {
            reader.pen.paint(Area::EVERYWHERE);
        }
        for note in file.entry(&page, "Annots").array().into_iter().flatten() {
            if let Some(note) = file.resolve(note).dict() {
                reader.note(note, resources.as_deref());
            }
        }
        let (own_lines, own_paints) = pen.into_parts();
        lines.extend(own_lines);
        paints.extend(own_paints);
    }
    (lines, paints)
}

/// What a page draws, and whether all of it can be read: what cannot may lie on anything.
fn content(file: &File, contents: &Object) -> (Vec<u8>, bool) {
    let parts = match contents {
        Object::Array(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let (mut content, mut is_whole) = (Vec::new(), parts.len() <= PARTS);
    for part in parts.iter().take(PARTS).map(|part| file.resolve(part)) {
        let data = file.data(&part);
        is_whole &= data.is_some() || !matches!(*part, Object::Stream(..));
        content.extend(data.unwrap_or_default());
        content.push(b'\n');
    }
    (content, is_whole)
}

/// Follows the operators of a page.
struct Reader<'a, 'b> {
    file: &'a File<'b>,
    pen: &'a mut Pen,
}

impl Reader<'_, '_> {
    fn read(&mut self, content: &[u8], resources: Option<&Object>, depth: usize) {
        let mut lexer = Lexer::new(content, 0, self.file.budget);
        let mut operands: Vec<Object> = Vec::new();
        let mut fonts: Vec<(Vec<u8>, Rc<Font>)> = Vec::new();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = object else {
                // No operator takes more.
                if operands.len() < 64 {
                    operands.push(object);
                }
                continue;
            };
            match word.as_slice() {
                b"Tf" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    let known = fonts.iter().find(|(known, _)| known == name);
                    let font = known.map(|(_, font)| font.clone()).unwrap_or_else(|| {
                        let font = Rc::new(self.font(resources, name));
                        fonts.push((name.to_vec(), font.clone()));
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
                        self.form(&form, resources, PLAIN, depth);
                    }
                }
                b"gs" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    let state = self.resource(resources, "ExtGState", name);
                    let state = state.as_ref().and_then(|it| it.dict());
                    let filled = state.and_then(|it| self.file.entry(it, "ca").number());
                    if let Some(filled) = filled {
                        self.pen.set_clear(filled < 0.05);
                    }
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
    fn form(&mut self, form: &Object, resources: Option<&Object>, placed: Matrix, depth: usize) {
        let Some(dict) = form.dict() else { return };
        if self.file.entry(dict, "Subtype").name() == Some(b"Image") {
            return self.pen.picture();
        }
        // What is not followed may lie on anything.
        let (Some(depth), Some(content)) = (depth.checked_sub(1), self.file.data(form)) else {
            return self.pen.paint(Area::EVERYWHERE);
        };
        let own = self.file.entry(dict, "Resources");
        let own = own.dict().is_some().then_some(&*own);
        let floor = self.pen.enter(times(self.matrix(dict), placed));
        self.read(&content, own.or(resources), depth);
        self.pen.leave(floor);
    }

    fn matrix(&self, dict: &Dict) -> Matrix {
        let matrix = self.file.entry(dict, "Matrix");
        let numbers = matrix.array().unwrap_or_default().iter().filter_map(Object::number);
        numbers.collect::<Vec<_>>().try_into().unwrap_or(PLAIN)
    }

    /// Draws a note in its place (12.5.5); one without a drawing of its own is drawn by the viewer.
    fn note(&mut self, note: &Dict, resources: Option<&Object>) {
        let place = rectangle(self.file, note, "Rect");
        let shown = self.file.entry(note, "AP");
        let shown = shown.dict().map(|shown| self.file.entry(shown, "N"));
        let form = shown.as_ref().filter(|it| matches!(***it, Object::Stream(..)));
        let Some((form, dict)) = form.and_then(|it| Some((it, it.dict()?))) else {
            let kind = self.file.entry(note, "Subtype");
            let is_unseen = matches!(kind.name(), Some(b"Link" | b"Popup"));
            let place = place.filter(|it| !is_unseen && it.right > it.left && it.top > it.bottom);
            return place.into_iter().for_each(|place| self.pen.paint(place));
        };
        let matrix = self.matrix(dict);
        let own = rectangle(self.file, dict, "BBox");
        let own = own.map(|it| Area::spanned([it.left, it.bottom], [it.right, it.top], matrix));
        let placed = match (own, place) {
            (Some(own), Some(place)) if own.right > own.left && own.top > own.bottom => {
                let wide = (place.right - place.left) / (own.right - own.left);
                let high = (place.top - place.bottom) / (own.top - own.bottom);
                [
                    wide,
                    0.0,
                    0.0,
                    high,
                    place.left - own.left * wide,
                    place.bottom - own.bottom * high,
                ]
            }
            _ => PLAIN,
        };
        self.form(form, resources, placed, DEPTH);
    }

    fn resource(&self, resources: Option<&Object>, kind: &str, name: &[u8]) -> Option<Rc<Object>> {
        let all = self.file.entry(resources?.dict()?, kind);
        Some(self.file.resolve(all.dict()?.get(name)?))
    }

    fn font(&self, resources: Option<&Object>, name: &[u8]) -> Font {
        let font = self.resource(resources, "Font", name);
        let dict = font.as_ref().and_then(|font| font.dict());
        dict.map_or_else(Font::unknown, |dict| Font::of(self.file, dict))
    }

    /// What a span says it is (14.9.4).
    fn said(&self, resources: Option<&Object>, properties: &Object) -> Option<String> {
        let named = properties.name().and_then(|it| self.resource(resources, "Properties", it));
        let properties = named.as_deref().unwrap_or(properties);
        match &*self.file.entry(properties.dict()?, "ActualText") {
            Object::String(bytes) => Some(font::text(bytes)),
            _ => None,
        }
    }
}
