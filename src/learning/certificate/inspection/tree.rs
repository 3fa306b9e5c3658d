//! The pages of a file, with what each takes from the tree above it (ISO 32000-1, 7.7.3).

use std::{collections::BTreeSet, rc::Rc};

use super::{
    area::Area,
    file::File,
    object::{Dict, Object},
};

/// Pages looked at; a certificate has one or two.
const PAGES: usize = 8;

/// Kids of a node of the tree that are looked at.
const KIDS: usize = 64;

/// What a page takes from the tree above it.
#[derive(Clone, Default)]
pub(super) struct Inherited {
    pub(super) resources: Option<Rc<Object>>,
    pub(super) sheet: Option<Area>,
}

/// The pages of a file in their order.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) all: Vec<(Dict, Inherited)>,
    /// Whether there are more than are looked at.
    pub(super) are_more: bool,
    seen: BTreeSet<u32>,
}

/// Walks the tree below the root of a file.
pub(super) fn pages(file: &File, root: &Dict) -> Pages {
    let mut pages = Pages::default();
    pages.gather(file, &file.entry(root, "Pages"), Inherited::default());
    pages
}

/// A box as the file writes one: two of its corners.
pub(super) fn rectangle(file: &File, dict: &Dict, name: &str) -> Option<Area> {
    let edges = file.entry(dict, name);
    let edges: Vec<f64> =
        edges.array()?.iter().take(4).filter_map(|it| file.resolve(it).number()).collect();
    let [x, y, right, top] = edges.try_into().ok()?;
    Area::around([[x, y], [right, top]])
}

impl Pages {
    fn gather(&mut self, file: &File, node: &Rc<Object>, mut inherited: Inherited) {
        let Some(dict) = node.dict() else { return };
        if self.all.len() == PAGES {
            self.are_more = true;
            return;
        }
        let own = file.entry(dict, "Resources");
        if own.dict().is_some() {
            inherited.resources = Some(own);
        }
        let boxes = ["CropBox", "MediaBox"];
        let sheet = boxes.into_iter().find_map(|name| rectangle(file, dict, name));
        inherited.sheet = sheet.or(inherited.sheet);
        let kids = file.entry(dict, "Kids");
        let Some(kids) = kids.array() else {
            self.all.push((dict.clone(), inherited));
            return;
        };
        self.are_more |= kids.len() > KIDS;
        for kid in kids.iter().take(KIDS) {
            // A page is always referred to, and a tree that leads back into itself ends here.
            if !matches!(kid, Object::Reference(id) if self.seen.insert(*id)) {
                continue;
            }
            if self.are_more || self.seen.len() >= KIDS {
                self.are_more = true;
                return;
            }
            self.gather(file, &file.resolve(kid), inherited.clone());
        }
    }
}
