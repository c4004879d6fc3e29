//! The bundled templates, for tests of the layers below.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::Catalog;
use std::collections::BTreeMap;
use std::path::Path;

/// # Panics
/// When a template is not understood.
pub fn bundled() -> Catalog {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    super::load(&files, String::new()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let parts = path.strip_prefix(root).unwrap().components();
            let name = parts.map(|part| part.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/");
            // Faces are large and not read here.
            let bytes = if name.ends_with("tf") { Vec::new() } else { std::fs::read(&path).unwrap() };
            files.insert(name, bytes);
        }
    }
}
