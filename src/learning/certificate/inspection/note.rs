//! Notes stuck on a page and fields to fill in: what they show, and what only a viewer decides
//! (ISO 32000-1, 12.5 and 12.7).

use super::{
    file::File,
    object::{Dict, Object},
    page::{DEPTH, Reader},
};

/// Not shown at all, or not on a screen.
const HIDDEN: usize = 2 | 32;

/// Draws a note. One that has several appearances, or none, may be shown in any way.
pub(super) fn read(reader: &mut Reader, note: &Dict, resources: Option<&Object>) {
    let file = reader.file;
    if file.entry(note, "F").whole().is_some_and(|flags| flags & HIDDEN != 0) {
        return;
    }
    let shown = file.entry(note, "AP");
    let shown = shown.dict().map(|it| file.entry(it, "N"));
    match shown.as_deref() {
        Some(form @ Object::Stream(..)) => reader.form(form, resources, DEPTH),
        Some(Object::Dict(states)) => {
            reader.pen.missed = true;
            let state = file.entry(note, "AS");
            if let Some(form) = state.name().and_then(|it| states.get(it)) {
                reader.form(&file.resolve(form), resources, DEPTH);
            }
        }
        _ => reader.pen.missed |= is_drawn_by_viewers(file, note),
    }
}

fn is_drawn_by_viewers(file: &File, note: &Dict) -> bool {
    let kind = file.entry(note, "Subtype");
    let place = file.entry(note, "Rect");
    let edges: Vec<f64> =
        place.array().unwrap_or_default().iter().filter_map(Object::number).collect();
    let is_point = matches!(edges[..], [left, low, right, high] if left == right || low == high);
    !matches!(kind.name(), Some(b"Link" | b"Popup")) && !is_point
}

/// Whether it depends on the viewer what the pages show: layers that may be hidden, fields that are
/// drawn anew.
pub(super) fn is_left_to_viewers(file: &File, root: &Dict) -> bool {
    let fields = file.entry(root, "AcroForm");
    let fields = fields.dict();
    let is = |name: &str| fields.map(|it| file.entry(it, name));
    root.contains_key(b"OCProperties".as_slice())
        || is("NeedAppearances").is_some_and(|it| *it == Object::Bool(true))
        || is("XFA").is_some_and(|it| *it != Object::Null)
}
