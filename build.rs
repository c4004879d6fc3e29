//! Puts the templates into the program, so that it works where there is no `templates/` folder: text files, and the
//! faces that `fonts/fonts.toml` marks `embed = true`. A face that may not be embedded stays a data file.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=templates");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("templates");
    let mut files = Vec::new();
    gather(&root, "", &mut files);
    files.sort();
    let fonts = std::fs::read_to_string(root.join("fonts/fonts.toml")).unwrap_or_default();
    // The folder of the package is named by the compiler, not here: a build folder outlives a package that is moved.
    let include = |name: &str| {
        format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))", format!("/templates/{name}"))
    };
    let entry = |name: &str, path: &str| format!("    ({name:?}, {}.as_slice()),\n", include(path));
    let entries: String = files.iter().map(|name| entry(name, name)).collect();
    let faces: String = embeddable(&fonts).iter().map(|name| entry(name, &format!("fonts/{name}"))).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("templates.rs");
    let list = |name: &str, entries: &str| format!("pub static {name}: &[(&str, &[u8])] = &[\n{entries}];\n");
    let text = list("FILES", &entries) + &list("FACES", &faces);
    if let Err(error) = std::fs::write(&out, text) {
        println!("cargo::error={}: {error}", out.display());
    }
}

/// The files of the faces that may be built in. What is not plainly allowed is not.
fn embeddable(fonts: &str) -> Vec<String> {
    let value = |line: &str, key: &str| {
        let rest = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
        Some(rest.trim().trim_matches('"').to_owned())
    };
    let face = |face: &str| {
        let of = |key: &str| face.lines().find_map(|line| value(line.trim(), key));
        of("file").filter(|_| of("embed").as_deref() == Some("true"))
    };
    fonts.split("[[faces]]").skip(1).filter_map(face).collect()
}

/// Every file under a folder but the faces, by its path below `templates/`: templates, their pages, seals, licences.
fn gather(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_licence = name.starts_with("LICENSE");
        let below = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            gather(&path, &below, files);
        } else if is_licence
            || path.extension().is_some_and(|extension| extension == "toml" || extension == "md" || extension == "png")
        {
            files.push(below);
        }
    }
}
