//! The bundled faces, for tests (read from `templates/fonts`).

use super::{FaceData, FontSet};
use crate::canvas::FontRole;
use std::path::Path;
use std::sync::{Arc, OnceLock};

const FILES: [(FontRole, &str); 5] = [
    (FontRole::Title, "title-NotoSerifSC-Black.ttf"),
    (FontRole::Song, "song-NotoSerifSC-Regular.ttf"),
    (FontRole::Hei, "hei-NotoSansSC-Medium.ttf"),
    (FontRole::Kai, "kai-YuebaoKai-Regular.ttf"),
    (FontRole::Fang, "fang-FandolFang-Regular.otf"),
];

/// The face of a role.
pub fn face(role: FontRole) -> FaceData {
    let file = FILES.iter().find(|f| f.0 == role).unwrap().1;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts").join(file);
    let bytes: Arc<[u8]> = std::fs::read(path).unwrap().into();
    FaceData { role, name: file.to_owned(), file: file.to_owned(), index: 0, bytes, sha256: String::new() }
}

/// All five faces, read once.
pub fn bundled() -> &'static FontSet {
    static SET: OnceLock<FontSet> = OnceLock::new();
    SET.get_or_init(|| FontSet::new(FILES.iter().map(|f| face(f.0)).collect()).unwrap())
}
