//! Where the faces of this machine are.

use super::entries;
use std::path::PathBuf;

/// The folders an operating system keeps its faces in.
pub fn font_folders() -> Vec<PathBuf> {
    let below = |variable: &str, rest: &str| std::env::var_os(variable).map(|base| PathBuf::from(base).join(rest));
    let common = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
    let own = [
        below("HOME", ".fonts"),
        below("HOME", ".local/share/fonts"),
        below("HOME", "Library/Fonts"),
        below("SystemRoot", "Fonts"),
        below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    common.iter().map(PathBuf::from).chain(own.into_iter().flatten()).collect()
}

/// The font files below these folders, by path. A folder that is not there, or that may not be read, holds none.
pub fn font_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut left: Vec<PathBuf> = folders.to_vec();
    while let Some(folder) = left.pop() {
        for (_, path) in entries(&folder).unwrap_or_default() {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            if path.is_dir() && !path.is_symlink() {
                left.push(path);
            } else if ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str()) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
