//! Predictors of PNG, which tables of objects and some pages are written with (ISO 32000-1, 7.4.4.4).

/// Undoes the predictor that is told; none where it is of a kind that is not known here.
pub fn undo(data: Vec<u8>, number: &dyn Fn(&str) -> Option<usize>) -> Option<Vec<u8>> {
    match number("Predictor").unwrap_or(1) {
        0 | 1 => Some(data),
        10.. if number("Colors").unwrap_or(1) == 1
            && number("BitsPerComponent").unwrap_or(8) == 8 =>
        {
            rows(&data, number("Columns").unwrap_or(1))
        }
        _ => None,
    }
}

/// Undoes the predictors of PNG for rows of `columns` bytes.
fn rows(data: &[u8], columns: usize) -> Option<Vec<u8>> {
    if columns == 0 || columns > 4096 {
        return None;
    }
    let mut above = vec![0u8; columns];
    let mut plain = Vec::with_capacity(data.len());
    for row in data.chunks_exact(columns + 1) {
        let mut left = 0u8;
        let mut upper_left = 0u8;
        for (column, byte) in row[1..].iter().enumerate() {
            let up = above[column];
            let guess = match row[0] {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, upper_left),
                _ => 0,
            };
            left = byte.wrapping_add(guess);
            upper_left = up;
            above[column] = left;
        }
        plain.extend_from_slice(&above);
    }
    Some(plain)
}

fn paeth(left: u8, up: u8, upper_left: u8) -> u8 {
    let [a, b, c] = [left, up, upper_left].map(i16::from);
    let guess = a + b - c;
    let (near_a, near_b, near_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if near_a <= near_b && near_a <= near_c {
        left
    } else if near_b <= near_c {
        up
    } else {
        upper_left
    }
}
