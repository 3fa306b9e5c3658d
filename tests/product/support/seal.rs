//! Pictures of seals that nobody owns.

/// A ring with a star in it on a transparent ground, as a PNG.
pub fn png(side: u32) -> Vec<u8> {
    let middle = f64::from(side) / 2.0;
    let mut pixels = Vec::with_capacity((side * side * 4) as usize);
    for y in 0..side {
        for x in 0..side {
            let (right, down) = (f64::from(x) - middle + 0.5, f64::from(y) - middle + 0.5);
            let far = right.hypot(down) / middle;
            let point = (5.0 * right.atan2(-down)).cos().abs() * 0.3 + 0.35;
            let ink = (0.90..0.98).contains(&far) || (0.80..0.83).contains(&far) || far < point;
            pixels.extend(if ink { [150, 110, 30, 255] } else { [0, 0, 0, 0] });
        }
    }
    of(side, side, png::ColorType::Rgba, &pixels)
}

/// A PNG of these pixels.
pub fn of(width: u32, height: u32, colour: png::ColorType, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    bytes
}
