//! A QR code as one path of an SVG, for the eye of a telephone.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::{Error, Result};

/// Light squares around the code, so that a reader finds it (ISO/IEC 18004, section 6.3.8).
const MARGIN: usize = 4;

/// A code to draw: dark squares of side 1, in a field whose margin is light.
pub struct Qr {
    /// Side of the whole field, margins included.
    pub side: usize,
    /// What goes into the attribute `d` of a `<path>`.
    pub path: String,
}

impl Qr {
    /// The code of `text`.
    ///
    /// # Errors
    /// When the text is too long for a code.
    pub fn of(text: &str) -> Result<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M);
        let code = code.map_err(|error| Error::internal(error.to_string()))?;
        let width = code.width();
        let mut path = String::new();
        for (row, colours) in code.to_colors().chunks(width).enumerate() {
            let mut column = 0;
            for run in colours.chunk_by(|one, next| one == next) {
                let length = run.len();
                if run[0] == Color::Dark {
                    let (x, y) = (column + MARGIN, row + MARGIN);
                    path += &format!("M{x} {y}h{length}v1h-{length}z");
                }
                column += length;
            }
        }
        Ok(Self { side: width + 2 * MARGIN, path })
    }
}
