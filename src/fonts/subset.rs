//! The part of a face that a document uses, ready to be embedded.

use super::{FaceNo, FontError, FontSet};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};

/// How a face draws its glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    /// A `glyf` table.
    TrueType,
    /// A `CFF ` table.
    Cff,
}

/// A subset face and what a PDF must say about it; lengths in font units.
#[derive(Clone, Debug)]
pub struct Subset {
    pub bytes: Vec<u8>,
    pub postscript_name: String,
    pub outlines: Outlines,
    pub units_per_em: u16,
    pub ascent: i16,
    pub descent: i16,
    /// Left, bottom, right, top.
    pub bounds: [i16; 4],
    pub weight: u16,
    /// Glyph of the subset, by character.
    pub glyphs: BTreeMap<char, u16>,
    /// Advance by glyph of the subset.
    pub advances: BTreeMap<u16, u16>,
    /// Glyphs in the subset, the one for missing characters included.
    pub glyph_count: u16,
}

impl FontSet {
    /// The subset of a face for these characters. Same characters, same bytes.
    ///
    /// # Errors
    /// A face that cannot be subset.
    pub fn subset(&self, no: FaceNo, characters: &BTreeSet<char>) -> Result<Subset, FontError> {
        let unreadable = |file: &str, why: String| FontError::Unreadable {
            file: file.to_owned(),
            why: format!("取子集失败：{why}"),
        };
        let face = self.face(no).ok_or_else(|| unreadable("?", "没有这款字体".to_owned()))?;
        let failed = |why: String| unreadable(face.file(), why);
        let mut remapper = subsetter::GlyphRemapper::new();
        let (mut glyphs, mut advances) = (BTreeMap::new(), BTreeMap::new());
        for &character in characters {
            if let Some((old, advance)) = face.glyph(character) {
                let new = remapper.remap(old);
                glyphs.insert(character, new);
                advances.insert(new, advance);
            }
        }
        let bytes =
            subsetter::subset(face.bytes(), face.index(), &remapper).map_err(|error| failed(error.to_string()))?;
        let font = FontRef::from_index(face.bytes(), face.index()).map_err(|error| failed(error.to_string()))?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        Ok(Subset {
            bytes,
            postscript_name: face.postscript_name().to_owned(),
            outlines: if font.cff().is_ok() { Outlines::Cff } else { Outlines::TrueType },
            units_per_em: face.units_per_em(),
            ascent: whole(metrics.ascent),
            descent: whole(metrics.descent),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(whole),
            weight: font.os2().map_or(400, |os2| os2.us_weight_class()),
            glyphs,
            advances,
            glyph_count: remapper.num_gids(),
        })
    }
}

#[allow(clippy::cast_possible_truncation)] // Clamped first.
fn whole(units: f32) -> i16 {
    units.round().clamp(-32_768.0, 32_767.0) as i16
}
