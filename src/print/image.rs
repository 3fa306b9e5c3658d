//! A picture on the paper, such as a seal: opaque, small, put into the file as it is kept.

mod reading;

use std::{collections::BTreeMap, sync::Arc};

use printpdf::{
    CurTransMat, DictItem, ExternalStream, ExternalXObject, Op, PdfDocument, XObject, XObjectId,
    XObjectTransform,
};

pub use self::reading::{MOST_BYTES, Unreadable};
use super::{
    Paper, Size,
    page::{points, round},
};

/// A picture without transparency, kept as a PNG whose rows go into a PDF untouched. So the same
/// picture gives the same bytes whatever version of whatever library draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    /// 1 for grey, 3 for red, green and blue.
    channels: u8,
    /// The rows with the filters of PNG, which PDF knows as predictor 15, compressed.
    rows: Vec<u8>,
}

impl Picture {
    /// Takes what `Picture::read` made, and nothing else: a PNG of eight bits, opaque, not
    /// interlaced.
    pub fn kept(png: &[u8]) -> Option<Self> {
        let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let mut picture: Option<Self> = None;
        while let Some((head, after)) = rest.split_first_chunk::<8>() {
            let length = usize::try_from(number(&head[..4])?).ok()?;
            let data = after.get(..length)?;
            match &head[4..] {
                b"IHDR" => picture = Some(Self::of_header(data)?),
                b"IDAT" => picture.as_mut()?.rows.extend_from_slice(data),
                _ => {}
            }
            rest = after.get(length + 4..)?;
        }
        picture.filter(|picture| !picture.rows.is_empty())
    }

    fn of_header(data: &[u8]) -> Option<Self> {
        let channels = match data.get(8..)? {
            [8, 0, 0, 0, 0] => 1,
            [8, 2, 0, 0, 0] => 3,
            _ => return None,
        };
        let (width, height) = (number(data.get(..4)?)?, number(data.get(4..8)?)?);
        Some(Self { width, height, channels, rows: Vec::new() })
    }

    /// Its width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The picture as the largest of its shape inside a field, in its middle: corner and size.
    pub fn inside(&self, (x, y): (f32, f32), Size(width, height): Size) -> ((f32, f32), Size) {
        let scale = (width / self.width as f32).min(height / self.height as f32);
        let (wide, high) = (self.width as f32 * scale, self.height as f32 * scale);
        ((x + (width - wide) / 2.0, y + (height - high) / 2.0), Size(wide, high))
    }

    fn object(&self) -> XObject {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let whole = |number: u32| DictItem::Int(i64::from(number));
        let dict = |entries: Vec<(&str, DictItem)>| -> BTreeMap<String, DictItem> {
            entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        };
        let predictor = dict(vec![
            ("Predictor", whole(15)),
            ("Colors", whole(self.channels.into())),
            ("BitsPerComponent", whole(8)),
            ("Columns", whole(self.width)),
        ]);
        let colours = if self.channels == 1 { "DeviceGray" } else { "DeviceRGB" };
        let stream = ExternalStream {
            dict: dict(vec![
                ("Type", name("XObject")),
                ("Subtype", name("Image")),
                ("Width", whole(self.width)),
                ("Height", whole(self.height)),
                ("ColorSpace", name(colours)),
                ("BitsPerComponent", whole(8)),
                ("Filter", name("FlateDecode")),
                ("DecodeParms", DictItem::Dict { map: predictor }),
            ]),
            content: self.rows.clone(),
            compress: false,
        };
        XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
    }
}

impl Paper {
    /// Draws a picture as large as a field allows, in the middle of it. Whoever hears the page hears
    /// nothing of it: what it says stands beside it in words.
    pub fn picture(&mut self, corner: (f32, f32), field: Size, picture: &Arc<Picture>) {
        let known = self.pictures.iter().position(|known| known == picture);
        let number = known.unwrap_or_else(|| {
            self.pictures.push(picture.clone());
            self.pictures.len() - 1
        });
        let ((x, y), Size(width, height)) = picture.inside(corner, field);
        let place = self.point(x, y + height);
        let [width, height] = [width, height].map(|side| round(points(side)));
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.draw([
            Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([width, 0.0, 0.0, height, place.x.0, place.y.0]),
            },
            Op::UseXobject { id: id(number), transform },
            Op::RestoreGraphicsState,
            Op::EndMarkedContent,
        ]);
    }
}

/// Puts the pictures of the pages into the file, each once.
pub(super) fn embed(document: &mut PdfDocument, pictures: &[Arc<Picture>]) {
    for (number, picture) in pictures.iter().enumerate() {
        document.resources.xobjects.map.insert(id(number), picture.object());
    }
}

fn id(number: usize) -> XObjectId {
    XObjectId(format!("Picture{number}"))
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.try_into().ok().map(u32::from_be_bytes)
}
