//! A QR code as one filled path.

use printpdf::{CurTransMat, DictItem, Op, Point};
use qrcode::{Color, EcLevel, QrCode};

use super::Error;

/// The operations that fill the dark squares of `text` in a field of `side` points.
///
/// The path is made of the operator `re` itself with whole numbers: `printpdf` would fill each
/// square by itself, and separate squares show hairlines between them on a screen.
pub(super) fn squares(text: &str, lower_left: Point, side: f32) -> Result<Vec<Op>, Error> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Error::Qr(text.len()))?;
    let width = code.width();
    let scale = side / width as f32;
    let mut ops = vec![Op::SetTransformationMatrix {
        matrix: CurTransMat::Raw([scale, 0.0, 0.0, scale, lower_left.x.0, lower_left.y.0]),
    }];
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                ops.push(operator("re", &[column, width - 1 - row, run.len(), 1]));
            }
            column += run.len();
        }
    }
    ops.push(operator("f", &[]));
    Ok(ops)
}

fn operator(name: &str, numbers: &[usize]) -> Op {
    Op::Unknown {
        key: name.to_owned(),
        value: numbers.iter().map(|&number| DictItem::Int(number as i64)).collect(),
    }
}
