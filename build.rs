//! Puts the templates into the program, so that it works where there is no `templates/` folder. Faces are not among
//! them: they are large, and one of them may not be embedded.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=templates");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("templates");
    let mut files = Vec::new();
    gather(&root, "", &mut files);
    files.sort();
    // The folder of the package is named by the compiler, not here: a build folder outlives a package that is moved.
    let include = |name: &str| {
        format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))", format!("/templates/{name}"))
    };
    let entries: String = files.iter().map(|name| format!("    ({name:?}, {}.as_slice()),\n", include(name))).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("templates.rs");
    let text = format!("pub const FILES: &[(&str, &[u8])] = &[\n{entries}];\n");
    if let Err(error) = std::fs::write(&out, text) {
        println!("cargo::error={}: {error}", out.display());
    }
}

/// Every text file under a folder, by its path below `templates/`.
fn gather(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let below = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            gather(&path, &below, files);
        } else if path.extension().is_some_and(|extension| extension == "toml" || extension == "md") {
            files.push(below);
        }
    }
}
