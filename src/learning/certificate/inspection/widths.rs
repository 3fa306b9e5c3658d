//! How wide the letters of a font are drawn (ISO 32000-1, 9.2.4 and 9.7.4.3).

use std::collections::HashMap;

use super::{
    file::File,
    object::{Dict, Object},
};

/// Ranges of one width that are kept; fonts have a handful.
const RANGES: usize = 64;

/// The widths of a font, at a size of one.
pub(super) struct Widths {
    /// How many bytes make a code, where nothing else says it.
    pub(super) bytes: usize,
    known: HashMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

impl Default for Widths {
    fn default() -> Self {
        Self { bytes: 1, known: HashMap::new(), ranges: Vec::new(), other: 0.5 }
    }
}

impl Widths {
    /// Reads them from the dictionary of a font.
    pub(super) fn of(file: &File, dict: &Dict) -> Self {
        let within = file.entry(dict, "DescendantFonts");
        let within = within.array().and_then(<[_]>::first).map(|font| file.resolve(font));
        match within.as_ref().and_then(|font| font.dict()) {
            Some(font) => Self::composite(file, font),
            None => Self::simple(file, dict),
        }
    }

    /// The width of one code.
    pub(super) fn of_code(&self, code: u32) -> f64 {
        let range = || self.ranges.iter().find(|(first, last, _)| (first..=last).contains(&&code));
        self.known.get(&code).copied().or_else(|| range().map(|it| it.2)).unwrap_or(self.other)
    }

    fn simple(file: &File, dict: &Dict) -> Self {
        let mut widths = Self::default();
        // The glyphs of a Type 3 font are drawn to a measure of their own.
        let matrix = file.entry(dict, "FontMatrix");
        let scale = matrix.array().and_then(|it| it.first()?.number()).unwrap_or(0.001).abs();
        let first = file.entry(dict, "FirstChar").whole().unwrap_or(0);
        let all = file.entry(dict, "Widths");
        for (step, width) in all.array().unwrap_or_default().iter().take(256).enumerate() {
            if file.budget.object().is_none() {
                return widths;
            }
            if let (Ok(code), Some(width)) =
                (u32::try_from(first.saturating_add(step)), file.resolve(width).number())
            {
                widths.known.insert(code, width * scale);
            }
        }
        widths
    }

    /// Codes are taken for the numbers of glyphs, as they are in all but the oldest files.
    fn composite(file: &File, dict: &Dict) -> Self {
        let other = file.entry(dict, "DW").number().unwrap_or(1000.0) / 1000.0;
        let mut widths = Self { bytes: 2, other, ..Self::default() };
        let all = file.entry(dict, "W");
        let mut rest = all.array().unwrap_or_default().iter();
        while let Some(first) = rest.next().and_then(|it| u32::try_from(it.whole()?).ok()) {
            match rest.next().map(|next| file.resolve(next)).as_deref() {
                Some(Object::Array(each)) => {
                    for (code, width) in (first..).zip(each.iter()) {
                        // The same list may stand for any number of codes.
                        if file.budget.object().is_none() {
                            return widths;
                        }
                        widths.known.insert(code, width.number().unwrap_or(0.0) / 1000.0);
                    }
                }
                Some(last) => {
                    let last = last.whole().and_then(|it| u32::try_from(it).ok());
                    let width = rest.next().and_then(Object::number);
                    let (Some(last), Some(width)) = (last, width) else { return widths };
                    if widths.ranges.len() < RANGES {
                        widths.ranges.push((first, last, width / 1000.0));
                    }
                }
                None => return widths,
            }
        }
        widths
    }
}
