//! Reading a picture that somebody sent: by its content, within bounds, flattened on white, made
//! small.

use std::io::Cursor;

use zune_jpeg::{JpegDecoder, zune_core::options::DecoderOptions};

use super::Picture;

/// The most that a picture may weigh, in bytes.
pub const MOST_BYTES: usize = 512 * 1024;
/// The bounds of each side of what is sent, and the longest side of what is kept: at 30 mm that is
/// 400 points to the inch, which is what paper shows.
const SIDES: std::ops::RangeInclusive<u32> = 64..=3000;
const KEPT: u32 = 480;
/// How much longer one side may be than the other.
const MOST_OBLONG: u32 = 4;
/// What decoding may take of memory, in bytes.
const MEMORY: usize = 64 * 1024 * 1024;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It weighs more than [`MOST_BYTES`].
    Heavy,
    /// It is neither a PNG nor a JPEG, or a broken one.
    Kind,
    /// A side is shorter than 64 or longer than 3,000 pixels, or four times the other.
    Sides,
}

/// Pixels of three bytes each: red, green, blue.
struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Picture {
    /// Decodes a PNG or a JPEG, lays it on white, and gives the PNG to keep. What else the file
    /// carried, such as the place where a photograph was taken, is gone. Slow: not for a transaction.
    ///
    /// # Errors
    /// `Unreadable`, with the reason.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<u8>), Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::Heavy);
        }
        let pixels = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            read_png(bytes)?
        } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            read_jpeg(bytes)?
        } else {
            return Err(Unreadable::Kind);
        };
        let png = write(&pixels.small()).map_err(|_| Unreadable::Kind)?;
        let picture = Self::kept(&png).ok_or(Unreadable::Kind)?;
        Ok((picture, png))
    }
}

/// Before anything is decoded: what a file says of its size decides how much memory it takes.
fn check(width: u32, height: u32) -> Result<(), Unreadable> {
    let (short, long) = (width.min(height), width.max(height));
    let fits = SIDES.contains(&short) && SIDES.contains(&long) && long <= short * MOST_OBLONG;
    if fits { Ok(()) } else { Err(Unreadable::Sides) }
}

fn read_png(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let broken = |_| Unreadable::Kind;
    let limits = png::Limits { bytes: MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = reader.info().size();
    check(width, height)?;
    let size = reader.output_buffer_size().ok_or(Unreadable::Sides)?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).map_err(broken)?;
    reader.finish().map_err(broken)?;
    data.truncate(frame.buffer_size());
    let on_white = |colour: u8, cover: u8| {
        let (colour, cover) = (u32::from(colour), u32::from(cover));
        ((colour * cover + 255 * (255 - cover) + 127) / 255) as u8
    };
    let rgb = match frame.color_type {
        png::ColorType::Rgb => data,
        png::ColorType::Grayscale => data.iter().flat_map(|&grey| [grey; 3]).collect(),
        png::ColorType::GrayscaleAlpha => {
            data.chunks_exact(2).flat_map(|it| [on_white(it[0], it[1]); 3]).collect()
        }
        png::ColorType::Rgba => {
            let pixels = data.chunks_exact(4);
            pixels.flat_map(|it| [0, 1, 2].map(|part| on_white(it[part], it[3]))).collect()
        }
        png::ColorType::Indexed => return Err(Unreadable::Kind),
    };
    Ok(Pixels { width: frame.width, height: frame.height, rgb })
}

fn read_jpeg(bytes: &[u8]) -> Result<Pixels, Unreadable> {
    let options = DecoderOptions::default().set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Unreadable::Kind)?;
    let info = decoder.info().ok_or(Unreadable::Kind)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    check(width, height)?;
    let data = decoder.decode().map_err(|_| Unreadable::Kind)?;
    let count = width as usize * height as usize;
    let rgb = match data.len() / count {
        1 => data.iter().flat_map(|&grey| [grey; 3]).collect(),
        3 => data,
        _ => return Err(Unreadable::Kind),
    };
    if rgb.len() != count * 3 {
        return Err(Unreadable::Kind);
    }
    Ok(Pixels { width, height, rgb })
}

impl Pixels {
    /// The same with no side longer than `KEPT`: each pixel is the mean of those it stands for.
    fn small(self) -> Self {
        let long = self.width.max(self.height);
        if long <= KEPT {
            return self;
        }
        let (width, height) = (self.width * KEPT / long, self.height * KEPT / long);
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            let rows = y * self.height / height..(y + 1) * self.height / height;
            for x in 0..width {
                let columns = x * self.width / width..(x + 1) * self.width / width;
                let count = (rows.end - rows.start) * (columns.end - columns.start);
                let mut sums = [0_u32; 3];
                for row in rows.clone() {
                    let start = (row * self.width + columns.start) as usize * 3;
                    let end = (row * self.width + columns.end) as usize * 3;
                    for pixel in self.rgb[start..end].chunks_exact(3) {
                        (0..3).for_each(|part| sums[part] += u32::from(pixel[part]));
                    }
                }
                rgb.extend(sums.map(|sum| ((sum + count / 2) / count) as u8));
            }
        }
        Self { width, height, rgb }
    }
}

/// Writes the PNG to keep: in grey where there is no colour.
fn write(pixels: &Pixels) -> Result<Vec<u8>, png::EncodingError> {
    let grey = pixels.rgb.chunks_exact(3).all(|it| it[0] == it[1] && it[1] == it[2]);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    if grey {
        let thin: Vec<u8> = pixels.rgb.iter().step_by(3).copied().collect();
        writer.write_image_data(&thin)?;
    } else {
        writer.write_image_data(&pixels.rgb)?;
    }
    writer.finish()?;
    Ok(bytes)
}
