//! Thai text on paper: shaped, measured, fitted, and written so that a reader copies out exactly
//! what was printed.
//!
//! Lengths are millimetres from the upper left corner of the page, and a text stands with its
//! baseline on `y`. Type sizes are points. The same drawing gives the same bytes: nothing here asks
//! for the time or for chance.

//!
//! Every file is PDF/A-3 of level A (ISO 19005-3): fonts and colours within, tagged, described.

mod archive;
mod colour;
mod file;
mod font;
mod image;
mod line;
mod page;
mod qr;
mod seal;
mod sfnt;
mod subset;
mod tagged;
mod text;
mod xmp;

pub use self::{
    file::{About, File, Inside},
    image::{MOST_BYTES, Picture, Unreadable},
    line::{Breaks, Fitted, Sizes, fit, printable, width, without_shape, wrap},
    page::{Paper, Size},
    seal::{Hole, Seal},
};

/// Why a page could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font that is compiled into the program does not parse: the build put a wrong file in its
    /// place.
    #[error("a font that is part of this program cannot be read")]
    Font,
    /// A QR code holds at most 2 331 bytes at the level of repair used here.
    #[error("the address of {0} bytes is too long for a QR code")]
    Qr(usize),
    /// The finished pages could not be put into a file.
    #[error("the PDF could not be written")]
    Write(#[from] lopdf::Error),
    /// The signature is larger than the room that was kept free for it.
    #[error("the signature of {size} bytes does not fit into {room}")]
    Room {
        /// Bytes of the signature.
        size: usize,
        /// Bytes kept free.
        room: usize,
    },
}

/// One line of text with its place: the form in which a layout is handed to [`Paper::line`].
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is printed, character for character.
    pub text: String,
    /// Where the line begins, is centred or ends, as `style.align` says.
    pub x: f32,
    /// Where its baseline stands.
    pub y: f32,
    /// How it looks.
    pub style: Style,
    /// What it is to whoever hears the page instead of seeing it.
    pub role: Role,
}

/// What a line is in the structure of the document (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// A paragraph, which may go on in the next line.
    Paragraph,
    /// The next line of the paragraph or title before it.
    Continued,
}

/// A language that pages are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tongue {
    /// Thai.
    #[default]
    Thai,
    /// English.
    English,
}

impl Tongue {
    /// Its tag (BCP 47).
    fn tag(self) -> &'static str {
        match self {
            Self::Thai => "th-TH",
            Self::English => "en",
        }
    }
}

/// A file inside the file, for programs (ISO 32000-2, 14.13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its file name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is, in Thai.
    pub description: &'static str,
    /// What it is to the document: `Data` or `Alternative`.
    pub relationship: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Height of the type in points.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Its colour.
    pub ink: Ink,
    /// What `x` means for it.
    pub align: Align,
}

/// The two cuts of Sarabun that are part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For running text.
    Regular,
    /// For names and headings.
    Bold,
}

/// Which point of a line stands at `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The line begins at `x`.
    Left,
    /// The middle of the line is at `x`.
    Centre,
    /// The line ends at `x`.
    Right,
}

/// A colour on paper: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);
