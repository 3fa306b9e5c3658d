//! The structure of a document: what each part of its pages is, for whoever hears them or reads
//! them on another screen (ISO 32000-1, 14.7 and 14.8).

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{DictItem, Op};

use super::{Error, Tongue, file::text};

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// The title of the document.
    Title,
    /// A paragraph.
    Paragraph,
    /// A picture.
    Figure {
        /// The words that stand for it.
        alt: String,
        /// Its left, lower, right and upper edge in points.
        around: [f32; 4],
    },
}

/// Where a part stands: the page, and the number of the mark on that page.
#[derive(Debug, Clone, Copy)]
struct Mark {
    page: usize,
    number: usize,
}

#[derive(Debug)]
struct Part {
    kind: Kind,
    tongue: Tongue,
    marks: Vec<Mark>,
}

/// The parts of a document in reading order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    parts: Vec<Part>,
    /// How many marks each page has.
    marks: Vec<usize>,
    /// What the next parts are written in.
    pub(super) tongue: Tongue,
}

impl Kind {
    fn tag(&self) -> &'static str {
        match self {
            Self::Title => "H1",
            Self::Paragraph => "P",
            Self::Figure { .. } => "Figure",
        }
    }
}

impl Outline {
    /// Takes the next part, or the next line of the part before, and gives the operator before it.
    pub(super) fn begin(&mut self, page: usize, kind: Kind, goes_on: bool) -> Op {
        if self.marks.len() <= page {
            self.marks.resize(page + 1, 0);
        }
        let mark = Mark { page, number: self.marks[page] };
        self.marks[page] += 1;
        let tag = match self.parts.last_mut().filter(|last| goes_on && last.takes(&kind)) {
            Some(last) => {
                last.marks.push(mark);
                last.kind.tag()
            }
            None => {
                let tag = kind.tag();
                self.parts.push(Part { kind, tongue: self.tongue, marks: vec![mark] });
                tag
            }
        };
        let number = DictItem::Int(mark.number as i64);
        let properties = DictItem::Dict { map: [("MCID".to_owned(), number)].into() };
        Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties }
    }

    /// Writes the tree of parts, of which those in another language than `main` say theirs. A `field`
    /// for a signature stands at its end.
    pub(super) fn write(
        self,
        file: &mut Document,
        pages: &[ObjectId],
        field: Option<ObjectId>,
        main: Tongue,
    ) -> Result<(), Error> {
        let (root, whole) = (file.new_object_id(), file.new_object_id());
        let mut of_pages: Vec<Vec<Object>> = pages.iter().map(|_| Vec::new()).collect();
        let mut children = Vec::with_capacity(self.parts.len() + 1);
        for part in self.parts {
            let id = file.new_object_id();
            for mark in &part.marks {
                if let Some(parents) = of_pages.get_mut(mark.page) {
                    parents.push(Object::Reference(id));
                }
            }
            let mut element = part.element(whole, pages);
            if part.tongue != main {
                element.set("Lang", Object::string_literal(part.tongue.tag()));
            }
            file.set_object(id, element);
            children.push(Object::Reference(id));
        }
        // Which part each mark belongs to: an array for each page, then the field.
        let mut numbers = Vec::new();
        for (key, parents) in of_pages.into_iter().enumerate() {
            numbers.extend([Object::from(key as i64), Object::Array(parents)]);
        }
        let mut next = pages.len() as i64;
        if let (Some(field), Some(&first)) = (field, pages.first()) {
            let content = [
                ("Type", Object::from("OBJR")),
                ("Obj", Object::Reference(field)),
                ("Pg", Object::Reference(first)),
            ];
            let form = file.add_object(Dictionary::from_iter([
                ("S", Object::from("Form")),
                ("P", Object::Reference(whole)),
                ("K", Object::Dictionary(Dictionary::from_iter(content))),
            ]));
            numbers.extend([Object::from(next), Object::Reference(form)]);
            children.push(Object::Reference(form));
            file.get_dictionary_mut(field)?.set("StructParent", next);
            next += 1;
        }
        let whole_element = [
            ("S", Object::from("Document")),
            ("P", Object::Reference(root)),
            ("K", Object::Array(children)),
        ];
        file.set_object(whole, Dictionary::from_iter(whole_element));
        let parents = Dictionary::from_iter([("Nums", Object::Array(numbers))]);
        let parents = file.add_object(parents);
        let tree = [
            ("Type", Object::from("StructTreeRoot")),
            ("K", Object::Reference(whole)),
            ("ParentTree", Object::Reference(parents)),
            ("ParentTreeNextKey", Object::from(next)),
        ];
        file.set_object(root, Dictionary::from_iter(tree));
        for (key, page) in pages.iter().enumerate() {
            let page = file.get_dictionary_mut(*page)?;
            page.set("StructParents", key as i64);
            page.set("Tabs", "S");
        }
        let catalog = file.catalog_mut()?;
        catalog.set("StructTreeRoot", Object::Reference(root));
        catalog.set("MarkInfo", Dictionary::from_iter([("Marked", Object::from(true))]));
        Ok(())
    }
}

impl Part {
    /// Whether a line that goes on belongs to this part.
    fn takes(&self, kind: &Kind) -> bool {
        // What goes on after a title is one of its lines, whatever it is called.
        &self.kind == kind || (self.kind == Kind::Title && *kind == Kind::Paragraph)
    }

    fn element(&self, whole: ObjectId, pages: &[ObjectId]) -> Dictionary {
        let page_of = |mark: &Mark| pages.get(mark.page).copied().map(Object::Reference);
        let first = self.marks.first().and_then(page_of).unwrap_or(Object::Null);
        let content = self.marks.iter().map(|mark| {
            let number = Object::from(mark.number as i64);
            match page_of(mark) {
                Some(page) if page != first => Object::Dictionary(Dictionary::from_iter([
                    ("Type", Object::from("MCR")),
                    ("Pg", page),
                    ("MCID", number),
                ])),
                _ => number,
            }
        });
        let mut element = Dictionary::from_iter([
            ("S", Object::from(self.kind.tag())),
            ("P", Object::Reference(whole)),
            ("Pg", first.clone()),
            ("K", Object::Array(content.collect())),
        ]);
        if let Kind::Figure { alt, around } = &self.kind {
            element.set("Alt", text(alt));
            let layout = [
                ("O", Object::from("Layout")),
                ("Placement", Object::from("Block")),
                ("BBox", Object::Array(around.iter().map(|&edge| Object::Real(edge)).collect())),
            ];
            element.set("A", Dictionary::from_iter(layout));
        }
        element
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_title_or_a_paragraph_are_one_part_also_over_two_pages() {
        let mut outline = Outline::default();
        outline.begin(0, Kind::Title, true);
        outline.begin(0, Kind::Title, true);
        outline.begin(0, Kind::Paragraph, false);
        outline.begin(1, Kind::Paragraph, true);
        outline.begin(1, Kind::Paragraph, false);
        let marks: Vec<_> = outline
            .parts
            .iter()
            .map(|part| part.marks.iter().map(|mark| (mark.page, mark.number)).collect::<Vec<_>>())
            .collect();
        assert_eq!(marks, [vec![(0, 0), (0, 1)], vec![(0, 2), (1, 0)], vec![(1, 1)]]);
    }
}
