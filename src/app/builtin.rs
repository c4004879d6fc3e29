//! The templates and faces built into the program, for where there is no folder of them.

use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The files by their paths below `templates/`, without the faces.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

/// The bytes of a face by its file's name, if its licence lets it be built in.
pub fn face(file: &str) -> Option<Vec<u8>> {
    FACES.iter().find(|(name, _)| *name == file).map(|(_, bytes)| bytes.to_vec())
}
