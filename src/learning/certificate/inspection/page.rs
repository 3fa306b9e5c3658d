//! What the pages of a file show: their lines of text, in the order in which they are drawn.

use std::{collections::BTreeSet, rc::Rc};

use super::{
    file::File,
    font::{self, Font},
    lexer::Lexer,
    object::{Dict, Object},
    pen::Pen,
};

/// Pages looked at; a certificate has one.
const PAGES: usize = 8;

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
}

/// The lines of every page, with those of notes stuck on them.
pub fn lines(file: &File) -> Vec<Line> {
    let root = file.trailer.get(b"Root".as_slice()).map(|root| file.resolve(root));
    let Some(tree) = root.and_then(|root| Some(file.entry(root.dict()?, "Pages"))) else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    gather(file, &tree, None, &mut BTreeSet::new(), &mut pages);
    let mut lines = Vec::new();
    for (page, resources) in pages {
        let mut pen = Pen::default();
        let mut content = Vec::new();
        for part in parts(file, &file.entry(&page, "Contents")) {
            content.extend(part);
            content.push(b'\n');
        }
        Reader { file, pen: &mut pen }.read(&content, resources.as_deref(), DEPTH);
        for note in file.entry(&page, "Annots").array().into_iter().flatten() {
            let note = file.resolve(note);
            let shown = note.dict().map(|note| file.entry(note, "AP"));
            let shown = shown.and_then(|it| Some(file.entry(it.dict()?, "N")));
            if let Some(shown) = shown {
                Reader { file, pen: &mut pen }.form(&shown, resources.as_deref(), DEPTH);
            }
        }
        lines.extend(pen.into_lines());
    }
    lines
}

fn gather(
    file: &File,
    node: &Rc<Object>,
    inherited: Option<Rc<Object>>,
    seen: &mut BTreeSet<u32>,
    pages: &mut Vec<(Dict, Option<Rc<Object>>)>,
) {
    let Some(dict) = node.dict().filter(|_| pages.len() < PAGES) else { return };
    let own = file.entry(dict, "Resources");
    let resources = if own.dict().is_some() { Some(own) } else { inherited };
    let kids = file.entry(dict, "Kids");
    let Some(kids) = kids.array() else {
        pages.push((dict.clone(), resources));
        return;
    };
    for kid in kids.iter().take(64) {
        // A page is always referred to, and a tree that leads back into itself ends here.
        if matches!(kid, Object::Reference(id) if seen.insert(*id)) && seen.len() < 64 {
            gather(file, &file.resolve(kid), resources.clone(), seen, pages);
        }
    }
}

fn parts(file: &File, contents: &Object) -> Vec<Vec<u8>> {
    match contents {
        Object::Array(parts) => {
            parts.iter().take(64).filter_map(|part| file.data(&file.resolve(part))).collect()
        }
        stream => file.data(stream).into_iter().collect(),
    }
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
                    self.pen.font = Some(font);
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
                // A picture in the page: its bytes are no operators.
                b"ID" => {
                    let rest = content.get(lexer.at..).unwrap_or_default();
                    let end = memchr::memmem::find(rest, b"EI").unwrap_or(rest.len());
                    lexer.at += end;
                }
                operator => self.pen.follow(operator, &operands),
            }
            operands.clear();
        }
    }

    fn form(&mut self, form: &Object, resources: Option<&Object>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let Some(dict) = form.dict() else { return };
        if self.file.entry(dict, "Subtype").name() == Some(b"Image") {
            return;
        }
        let Some(content) = self.file.data(form) else { return };
        let own = self.file.entry(dict, "Resources");
        let own = own.dict().is_some().then_some(&*own);
        let font = self.pen.font.clone();
        self.pen.follow(b"q", &[]);
        self.read(&content, own.or(resources), depth);
        self.pen.follow(b"Q", &[]);
        self.pen.font = font;
    }

    fn resource(&self, resources: Option<&Object>, kind: &str, name: &[u8]) -> Option<Rc<Object>> {
        let all = self.file.entry(resources?.dict()?, kind);
        Some(self.file.resolve(all.dict()?.get(name)?))
    }

    fn font(&self, resources: Option<&Object>, name: &[u8]) -> Font {
        let font = self.resource(resources, "Font", name);
        let dict = font.as_ref().and_then(|font| font.dict());
        dict.map_or(Font::Unknown, |dict| Font::of(self.file, dict))
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
