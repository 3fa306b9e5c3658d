//! From the codes of a font to the letters that they say: by its own map, or by the Latin of old; and
//! how wide they are drawn.

use std::collections::HashMap;

use super::{
    budget::Budget,
    file::File,
    lexer::Lexer,
    object::{Dict, Object},
    widths::Widths,
};

/// Bytes of UTF-16 that one code may stand for; no glyph says more.
const SAID: usize = 32;

/// How the codes of a font are read, and how wide they are drawn.
pub struct Font {
    codes: Codes,
    widths: Widths,
}

/// What the codes mean.
enum Codes {
    /// By the map in the file (ISO 32000-1, 9.10.3); so many bytes make a code.
    Mapped(usize, HashMap<u32, String>),
    /// By Windows-1252, which the simple fonts of the West agree on in all that is printed here.
    Latin,
    /// Nothing says what they mean.
    Unknown,
}

impl Font {
    /// A font that nothing is known of.
    pub fn unknown() -> Self {
        Self { codes: Codes::Unknown, widths: Widths::default() }
    }

    /// Reads what a font says about its codes.
    pub fn of(file: &File, dict: &Dict) -> Self {
        Self { codes: Codes::of(file, dict), widths: Widths::of(file, dict) }
    }

    /// The letters of `codes`, each paid for before it is copied; a code that nothing is known about,
    /// or that is said to be no letter at all, is U+FFFD.
    pub fn read(&self, codes: &[u8], budget: &Budget) -> Option<String> {
        Some(match &self.codes {
            Codes::Mapped(width, map) => {
                let mut text = String::new();
                for code in split(codes, *width) {
                    let known = map.get(&code).filter(|it| !it.contains(is_no_letter));
                    let letters = known.map_or("\u{FFFD}", String::as_str);
                    budget.letters(letters.chars().count())?;
                    text.push_str(letters);
                }
                text
            }
            Codes::Latin => {
                budget.letters(codes.len())?;
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(codes).0.into()
            }
            Codes::Unknown => {
                // They are measured, whatever they mean.
                budget.letters(codes.len().max(1))?;
                "\u{FFFD}".to_owned()
            }
        })
    }

    /// How wide `codes` are at a size of one, how many they are, and how many of them are spaces.
    pub fn measure(&self, codes: &[u8]) -> (f64, usize, usize) {
        let width = match &self.codes {
            Codes::Mapped(width, _) => *width,
            Codes::Latin => 1,
            Codes::Unknown => self.widths.bytes,
        };
        let all = split(codes, width);
        let sum = all.clone().map(|code| self.widths.of_code(code)).sum();
        let spaces = if width == 1 { all.clone().filter(|code| *code == 32).count() } else { 0 };
        (sum, all.count(), spaces)
    }
}

fn split(codes: &[u8], width: usize) -> impl Iterator<Item = u32> + Clone + '_ {
    codes.chunks(width.max(1)).map(number)
}

impl Codes {
    fn of(file: &File, dict: &Dict) -> Self {
        let map = file.entry(dict, "ToUnicode");
        if let Some(data) = file.data(&map) {
            return read_map(file, &data);
        }
        let is_composite = file.entry(dict, "Subtype").name() == Some(b"Type0");
        let own = file.entry(dict, "Encoding");
        let is_renamed = own.dict().is_some_and(|it| it.contains_key(b"Differences".as_slice()));
        if is_composite || is_renamed { Self::Unknown } else { Self::Latin }
    }
}

/// What is shown as something and said to be nothing: programs write it where they do not know.
fn is_no_letter(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
}

fn read_map(file: &File, data: &[u8]) -> Codes {
    let mut lexer = Lexer::new(data, 0, file.budget);
    let (mut width, mut map) = (0, HashMap::new());
    // What stands since the last operator.
    let mut before = Vec::new();
    while let Some(object) = lexer.next() {
        let Object::Word(word) = object else {
            before.push(object);
            continue;
        };
        match &word[..] {
            b"endcodespacerange" => {
                if let Some(Object::String(low)) = before.first() {
                    width = width.max(low.len());
                }
            }
            b"endbfchar" => {
                for pair in before.chunks_exact(2) {
                    if let [Object::String(code), Object::String(text)] = pair {
                        width = width.max(code.len());
                        map.insert(number(code), said(text));
                    }
                }
            }
            b"endbfrange" => {
                for triple in before.chunks_exact(3) {
                    add_range(file, &mut map, triple);
                }
            }
            _ => {}
        }
        before.clear();
    }
    if map.is_empty() { Codes::Unknown } else { Codes::Mapped(width.clamp(1, 4), map) }
}

fn add_range(file: &File, map: &mut HashMap<u32, String>, triple: &[Object]) {
    let [Object::String(first), Object::String(last), to] = triple else { return };
    let (first, last) = (number(first), number(last));
    for (step, code) in (first..=last).enumerate() {
        if file.budget.object().is_none() {
            return;
        }
        let text = match to {
            Object::String(text) => {
                let mut units = text.get(..text.len().min(SAID + 1)).unwrap_or_default().to_vec();
                let Some(end) = units.last_mut() else { return };
                let Ok(step) = u8::try_from(step) else { return };
                *end = end.wrapping_add(step);
                said(&units)
            }
            Object::Array(all) => match all.get(step) {
                Some(Object::String(text)) => said(text),
                _ => return,
            },
            _ => return,
        };
        map.insert(code, text);
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// What a code stands for. One that is said to stand for more than any glyph does is not believed.
fn said(bytes: &[u8]) -> String {
    if bytes.len() > SAID { "\u{FFFD}".to_owned() } else { utf16(bytes) }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => u16::from(pair[0]),
        })
        .collect();
    String::from_utf16_lossy(&units)
}

/// A text of the file outside its glyphs (7.9.2.2): UTF-16 or UTF-8 where it says so, else Latin.
/// Whoever asks bounds its length.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into(),
    }
}
