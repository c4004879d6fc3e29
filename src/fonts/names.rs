//! Which faces a file holds, by the names people know them by.

use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// Family and full names, in every language the face has them in.
const NAMES: [StringId; 4] =
    [StringId::FAMILY_NAME, StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FULL_NAME, StringId::POSTSCRIPT_NAME];
/// Of the kinds of licence in the table OS/2 (fsType): not to be embedded in documents.
const KINDS: u16 = 0x000F;
const RESTRICTED: u16 = 0x0002;

/// The weight of a face that says none.
const REGULAR: u16 = 400;

/// A face in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFace {
    /// Its place in a collection (TTC); 0 in a file of one face.
    pub index: u32,
    /// As [`face_name`] makes them.
    pub names: Vec<String>,
    /// usWeightClass: 400 is regular, 700 bold.
    pub weight: u16,
}

impl NamedFace {
    /// How far it is from the weight text is set in. Families come in many weights under one name.
    pub fn off_regular(&self) -> u16 {
        self.weight.abs_diff(REGULAR)
    }
}

/// A name for comparing: width, case and spaces tell no faces apart.
pub fn face_name(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The faces of a file that may be embedded; none where the file is no font.
pub fn faces_in(bytes: &[u8]) -> Vec<NamedFace> {
    let fonts: Vec<(u32, FontRef<'_>)> = match FileRef::new(bytes) {
        Ok(FileRef::Font(font)) => vec![(0, font)],
        Ok(FileRef::Collection(all)) => {
            (0..all.len()).filter_map(|index| Some((index, all.get(index).ok()?))).collect()
        }
        Err(_) => Vec::new(),
    };
    let may_be_embedded = |font: &FontRef<'_>| font.os2().map_or(0, |os2| os2.fs_type()) & KINDS != RESTRICTED;
    let named = |(index, font): (u32, FontRef<'_>)| NamedFace {
        index,
        weight: font.os2().map_or(REGULAR, |os2| os2.us_weight_class()),
        names: NAMES
            .iter()
            .flat_map(|id| font.localized_strings(*id).map(|name| face_name(&name.chars().collect::<String>())))
            .collect(),
    };
    fonts.into_iter().filter(|(_, font)| may_be_embedded(font)).map(named).collect()
}
