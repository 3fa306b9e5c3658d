//! Notes stuck on a page and fields to fill in: what they show and where, and what only a viewer
//! decides (ISO 32000-1, 12.5 and 12.7).

use super::{
    area::{Area, Matrix, PLAIN},
    file::File,
    object::{Dict, Object},
    page::{DEPTH, Reader},
    tree::rectangle,
};

/// Not shown at all, or not on a screen.
const HIDDEN: usize = 2 | 32;

/// Draws a note in its place. One that has several appearances, or none, may be shown in any way.
pub(super) fn read(reader: &mut Reader, note: &Dict, resources: Option<&Object>) {
    let file = reader.file;
    if file.entry(note, "F").whole().is_some_and(|flags| flags & HIDDEN != 0) {
        return;
    }
    let place = rectangle(file, note, "Rect");
    let shown = file.entry(note, "AP");
    let shown = shown.dict().map(|it| file.entry(it, "N"));
    match shown.as_deref() {
        Some(form @ Object::Stream(..)) => draw(reader, form, place, resources),
        Some(Object::Dict(states)) => {
            reader.pen.missed = true;
            let state = file.entry(note, "AS");
            if let Some(form) = state.name().and_then(|it| states.get(it)) {
                draw(reader, &file.resolve(form), place, resources);
            }
        }
        _ => reader.pen.missed |= is_drawn_by_viewers(file, note, place),
    }
}

fn draw(reader: &mut Reader, form: &Object, place: Option<Area>, resources: Option<&Object>) {
    let placed = form.dict().map_or(PLAIN, |dict| placed(reader, dict, place));
    reader.form(form, resources, placed, DEPTH);
}

/// How the drawing of a note is moved into its place (12.5.5).
fn placed(reader: &Reader, drawing: &Dict, place: Option<Area>) -> Matrix {
    let matrix = reader.matrix(drawing);
    let own = rectangle(reader.file, drawing, "BBox");
    let own = own.map(|it| Area::spanned([it.left, it.bottom], [it.right, it.top], matrix));
    match (own, place) {
        (Some(own), Some(place)) if own.right > own.left && own.top > own.bottom => {
            let wide = (place.right - place.left) / (own.right - own.left);
            let high = (place.top - place.bottom) / (own.top - own.bottom);
            let (x, y) = (place.left - own.left * wide, place.bottom - own.bottom * high);
            [wide, 0.0, 0.0, high, x, y]
        }
        _ => PLAIN,
    }
}

fn is_drawn_by_viewers(file: &File, note: &Dict, place: Option<Area>) -> bool {
    let kind = file.entry(note, "Subtype");
    let is_point = place.is_some_and(|it| it.left == it.right || it.bottom == it.top);
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
