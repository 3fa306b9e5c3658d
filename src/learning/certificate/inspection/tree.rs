//! The pages of a file, with what each takes from the tree above it (ISO 32000-1, 7.7.3).

use std::{collections::BTreeSet, rc::Rc};

use super::{
    area::Area,
    file::File,
    object::{Dict, Object},
};

/// Pages looked at; a certificate has one or two.
const PAGES: usize = 8;

/// What a page takes from the tree above it.
#[derive(Clone, Default)]
pub(super) struct Inherited {
    pub(super) resources: Option<Rc<Object>>,
    pub(super) sheet: Option<Area>,
}

/// The pages of a file in their order.
pub(super) fn pages(file: &File) -> Vec<(Dict, Inherited)> {
    let mut pages = Vec::new();
    let root = file.trailer.get(b"Root".as_slice()).map(|root| file.resolve(root));
    if let Some(tree) = root.and_then(|root| Some(file.entry(root.dict()?, "Pages"))) {
        gather(file, &tree, Inherited::default(), &mut BTreeSet::new(), &mut pages);
    }
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

fn gather(
    file: &File,
    node: &Rc<Object>,
    mut inherited: Inherited,
    seen: &mut BTreeSet<u32>,
    pages: &mut Vec<(Dict, Inherited)>,
) {
    let Some(dict) = node.dict().filter(|_| pages.len() < PAGES) else { return };
    let own = file.entry(dict, "Resources");
    if own.dict().is_some() {
        inherited.resources = Some(own);
    }
    let sheet = ["CropBox", "MediaBox"].into_iter().find_map(|name| rectangle(file, dict, name));
    inherited.sheet = sheet.or(inherited.sheet);
    let kids = file.entry(dict, "Kids");
    let Some(kids) = kids.array() else {
        pages.push((dict.clone(), inherited));
        return;
    };
    for kid in kids.iter().take(64) {
        // A page is always referred to, and a tree that leads back into itself ends here.
        if matches!(kid, Object::Reference(id) if seen.insert(*id)) && seen.len() < 64 {
            gather(file, &file.resolve(kid), inherited.clone(), seen, pages);
        }
    }
}
