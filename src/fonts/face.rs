//! One face: its bytes, its characters, its widths.
#![allow(clippy::float_arithmetic)] // Geometry: font units to ems.

use super::FontError;
use crate::canvas::FontRole;
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A font file as `app` hands it over.
#[derive(Clone)]
pub struct FaceData {
    pub role: FontRole,
    /// For people and the manifest.
    pub name: String,
    /// The file name, without a folder.
    pub file: String,
    /// Its place in a collection (TTC); 0 in a file of one face.
    pub index: u32,
    pub bytes: Arc<[u8]>,
    /// Lower-case hex.
    pub sha256: String,
}

impl fmt::Debug for FaceData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FaceData({:?}, {}, {} bytes)", self.role, self.file, self.bytes.len())
    }
}

/// A face that could be read.
#[derive(Clone, Debug)]
pub struct Face {
    data: FaceData,
    postscript_name: String,
    units_per_em: u16,
    /// Glyph and advance in font units, by character.
    glyphs: BTreeMap<char, (u16, u16)>,
}

impl Face {
    /// # Errors
    /// The bytes are not a font, or it has no Unicode characters.
    pub(super) fn read(data: FaceData) -> Result<Self, FontError> {
        let unreadable = |why: &str| FontError::Unreadable { file: data.file.clone(), why: why.to_owned() };
        let font = FontRef::from_index(&data.bytes, data.index).map_err(|error| unreadable(&error.to_string()))?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let advances = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut glyphs = BTreeMap::new();
        for (code, glyph) in font.charmap().mappings() {
            let (Some(character), Ok(id)) = (char::from_u32(code), u16::try_from(glyph.to_u32())) else { continue };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // An advance is 0..=65535.
            let advance = advances.advance_width(glyph).unwrap_or(0.0).round().clamp(0.0, 65_535.0) as u16;
            if id != 0 {
                glyphs.insert(character, (id, advance));
            }
        }
        if glyphs.is_empty() || metrics.units_per_em == 0 {
            return Err(unreadable("没有可用的字符"));
        }
        let postscript: String = font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map_or_else(String::new, |s| s.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
        let postscript_name = if postscript.is_empty() { "Face".to_owned() } else { postscript };
        let units_per_em = metrics.units_per_em;
        Ok(Self { data, postscript_name, units_per_em, glyphs })
    }

    pub fn role(&self) -> FontRole {
        self.data.role
    }
    pub fn name(&self) -> &str {
        &self.data.name
    }
    pub fn file(&self) -> &str {
        &self.data.file
    }
    pub fn index(&self) -> u32 {
        self.data.index
    }
    pub fn sha256(&self) -> &str {
        &self.data.sha256
    }
    pub fn bytes(&self) -> &[u8] {
        &self.data.bytes
    }
    pub fn postscript_name(&self) -> &str {
        &self.postscript_name
    }
    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }
    /// The glyph of a character and its advance in font units.
    pub fn glyph(&self, character: char) -> Option<(u16, u16)> {
        self.glyphs.get(&character).copied()
    }
    /// The advance in ems.
    pub fn advance(&self, character: char) -> Option<f64> {
        let (_, advance) = self.glyph(character)?;
        Some(f64::from(advance) / f64::from(self.units_per_em))
    }
}
