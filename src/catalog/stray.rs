//! Files that lie among the templates and are none: lock files, backups, pictures of desktops, drafts beside a desk's data.

use super::raw::FILES;
use crate::finding::near::distance;

/// What systems and editors leave behind, whatever the folder.
const LITTER: [&str; 2] = ["thumbs.db", "desktop.ini"];
const ENDINGS: [&str; 6] = [".bak", ".tmp", ".swp", ".orig", ".lnk", "~"];
/// So many slips of the pen still mean the file of a desk.
const SLIPS: usize = 2;

/// Whether a file is no template and may lie there all the same: litter anywhere, and in a desk's folder whatever is
/// neither named like one of its files nor a picture nor a page for people.
pub fn is_stray(path: &str) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let file = file.to_lowercase();
    let is_litter = file.starts_with(['.', '~']) || LITTER.contains(&file.as_str());
    if is_litter || ENDINGS.iter().any(|end| file.ends_with(end)) {
        return true;
    }
    let is_template = file.contains(".toml") || desk_files().any(|known| distance(&file, known) <= SLIPS);
    let is_known = is_template || [".png", ".md", ".txt"].iter().any(|end| file.ends_with(end));
    folder.starts_with("desks/") && !is_known
}

/// `desk.toml`, `targets.toml` …
fn desk_files() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|kind| kind.path.strip_prefix("desks/<id>/"))
}

/// What a file that is not known may be called there: in a desk's or a report's folder the names of that folder.
pub fn names_for(path: &str) -> Vec<String> {
    let id = match path.split('/').collect::<Vec<_>>().as_slice() {
        [_, id, _] => Some((*id).to_owned()),
        _ => None,
    };
    let named = |known: &str| id.as_ref().map_or_else(|| known.to_owned(), |id| known.replace("<id>", id));
    FILES.iter().map(|kind| named(kind.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_leaves_behind_is_stray_and_a_slip_of_the_pen_is_not() {
        for stray in [
            "desks/a/~$documents.docx",
            "desks/a/documents.toml.bak",
            "desks/a/Thumbs.db",
            "desks/a/.DS_Store",
            "desks/a/印章.jpg",
            "desks/a/目标.xlsx",
            "forms/~$table1.xlsx",
            "Thumbs.db",
        ] {
            assert!(is_stray(stray), "{stray}");
        }
        for kept in [
            "desks/a/documents.toml",
            "desks/a/target.toml",
            "desks/a/targets.tmol",
            "desks/a/documents.toml.txt",
            "desks/a/Targets.TOML",
            "desks/a/seal.png",
            "desks/a/README.md",
            "forms/table1.xlsx",
            "regions.toml",
        ] {
            assert!(!is_stray(kept), "{kept}");
        }
    }
}
