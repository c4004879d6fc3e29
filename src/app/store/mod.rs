//! The disk: templates, returns, editions. The only place that reads or writes files.

mod fonts;
mod inputs;

pub use fonts::{font_files, font_folders};
pub use inputs::{NOTES, explanation_files, files_below, misplaced_folders, month_files, months, read_input, strays};

use super::error::Error;
use crate::model::Digest;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Lower-case hex SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    Digest::of(bytes).hex()
}

/// SHA-256 over paths and bytes, in path order: two folders with the same files have the same hash.
pub fn hash_files(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut digest = Digest::default();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            digest.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            digest.update(part);
        }
    }
    digest.hex()
}

pub fn read_error(path: &Path, error: &std::io::Error) -> Error {
    Error::disk("error.read", path, error)
}

fn write_error(path: &Path, error: &std::io::Error) -> Error {
    Error::disk("error.write", path, error)
}

/// The nearest folder from `start` upwards that has `templates/`, if there is one.
pub fn find_home(start: &Path) -> Result<Option<PathBuf>, Error> {
    let start = std::path::absolute(start).map_err(|e| read_error(start, &e))?;
    Ok(start.ancestors().find(|folder| folder.join("templates").is_dir()).map(Path::to_path_buf))
}

/// Every file under a folder by its path relative to it.
pub fn read_tree(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for (name, path) in entries(&folder)? {
            let relative = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            if path.is_dir() {
                folders.push((path, relative));
            } else {
                files.insert(relative, std::fs::read(&path).map_err(|e| read_error(&path, &e))?);
            }
        }
    }
    Ok(files)
}

/// Names and paths of a folder, sorted by name.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| read_error(folder, &e))? {
        let path = entry.map_err(|e| read_error(folder, &e))?.path();
        if let Some(name) = path.file_name() {
            found.push((name.to_string_lossy().into_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether nothing is in a folder.
pub fn is_empty(folder: &Path) -> Result<bool, Error> {
    entries(folder).map(|found| found.is_empty())
}

/// A file's bytes.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|e| read_error(path, &e))
}

/// A file's bytes, or nothing if there is no such file.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(read_error(path, &e)),
    }
}

/// How the name of what is not yet whole ends.
const WRITING: &str = ".writing";

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = std::fs::File::create(path).map_err(|e| write_error(path, &e))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| write_error(path, &e))
}

/// Puts a file in its place by one rename, making the folder it lies in. For files named by their hash: one that a power cut
/// spoils is told by its name, so nothing waits for the disk. What a cut-off run leaves lies in `beside`, to be swept.
pub fn put_file(path: &Path, beside: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = folder_of(path);
    std::fs::create_dir_all(parent).map_err(|e| write_error(parent, &e))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = beside.join(format!(".{name}{WRITING}"));
    std::fs::write(&temporary, bytes).map_err(|e| write_error(&temporary, &e))?;
    std::fs::rename(&temporary, path).map_err(|e| write_error(path, &e))
}

/// A file that nobody waits for: in a folder that is thrown away.
pub fn write_plain(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    make_folder(folder_of(path))?;
    std::fs::write(path, bytes).map_err(|e| write_error(path, &e))
}

pub fn make_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|e| write_error(path, &e))
}

/// A folder that is gone when the value is.
pub fn temporary_folder() -> Result<tempfile::TempDir, Error> {
    tempfile::tempdir().map_err(|e| write_error(&std::env::temp_dir(), &e))
}

/// On Unix a rename is safe only once the folder itself is on the disk.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let opened = std::fs::File::open(folder).and_then(|f| f.sync_all());
        opened.map_err(|e| write_error(folder, &e))?;
    }
    Ok(())
}

/// Writes a folder whole or not at all: a temporary folder beside it, synced, then renamed.
pub fn write_folder(parent: &Path, name: &str, files: &BTreeMap<String, Arc<[u8]>>) -> Result<(), Error> {
    std::fs::create_dir_all(parent).map_err(|e| write_error(parent, &e))?;
    let temporary = parent.join(format!(".{name}{WRITING}"));
    if temporary.exists() {
        // Left over from a run that was cut off; nothing refers to it.
        std::fs::remove_dir_all(&temporary).map_err(|e| write_error(&temporary, &e))?;
    }
    for (relative, bytes) in files {
        let path = temporary.join(relative);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| write_error(folder, &e))?;
        }
        write_synced(&path, bytes)?;
    }
    sync_folder(&temporary)?;
    let target = parent.join(name);
    std::fs::rename(&temporary, &target).map_err(|e| write_error(&target, &e))?;
    sync_folder(parent)
}

/// The folder a path lies in; a bare name lies in the one one is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What became of a folder that was to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    Written,
    /// It held these files already.
    Same,
}

/// As [`write_folder`]; a folder that is there already gives way only once the new one is complete.
pub fn replace_folder(target: &Path, files: &BTreeMap<String, Arc<[u8]>>) -> Result<Replaced, Error> {
    let Some(name) = target.file_name() else {
        return Err(write_error(target, &std::io::ErrorKind::InvalidInput.into()));
    };
    let parent = folder_of(target);
    let name = name.to_string_lossy();
    if !target.exists() {
        return write_folder(parent, &name, files).map(|()| Replaced::Written);
    }
    let there = read_tree(target)?;
    if there.len() == files.len()
        && there.iter().all(|(name, bytes)| files.get(name).is_some_and(|new| **new == **bytes))
    {
        return Ok(Replaced::Same);
    }
    let fresh = format!(".{name}.new");
    let (new, old) = (parent.join(&fresh), parent.join(format!(".{name}.old")));
    for left_over in [&new, &old] {
        if left_over.exists() {
            std::fs::remove_dir_all(left_over).map_err(|e| write_error(left_over, &e))?;
        }
    }
    write_folder(parent, &fresh, files)?;
    std::fs::rename(target, &old).map_err(|e| write_error(target, &e))?;
    if let Err(error) = std::fs::rename(&new, target) {
        // The old folder goes back to its place; what cannot be told twice is told once.
        let _ = std::fs::rename(&old, target);
        return Err(write_error(target, &error));
    }
    std::fs::remove_dir_all(&old).map_err(|e| write_error(&old, &e))?;
    sync_folder(parent)?;
    Ok(Replaced::Written)
}

/// Replaces one file by one rename.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = folder_of(path);
    std::fs::create_dir_all(parent).map_err(|e| write_error(parent, &e))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = parent.join(format!(".{name}{WRITING}"));
    write_synced(&temporary, bytes)?;
    std::fs::rename(&temporary, path).map_err(|e| write_error(path, &e))?;
    sync_folder(parent)
}

/// Whether all these files are there with these hashes.
pub fn all_there<'a>(root: &Path, mut files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<bool, Error> {
    files.try_fold(true, |so_far, (path, hash)| {
        let bytes = read_if_there(&root.join(path))?;
        Ok(so_far && bytes.is_some_and(|bytes| sha256(&bytes) == hash))
    })
}

/// The numbers among the names of a folder's folders, as `number` reads them, in order.
pub fn numbers(folder: &Path, number: impl Fn(&str) -> Option<u32>) -> Result<Vec<u32>, Error> {
    let mut found: Vec<u32> = folders(folder)?.iter().filter_map(|(name, _)| number(name)).collect();
    found.sort_unstable();
    Ok(found)
}

/// The folders in a folder, by name; none where there is no such folder.
pub fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    Ok(entries(folder)?.into_iter().filter(|(_, path)| path.is_dir()).collect())
}

/// Marks every file below a folder read-only: an office program then warns before it writes.
pub fn make_read_only(folder: &Path) -> Result<(), Error> {
    for (_, path) in entries(folder)? {
        if path.is_dir() {
            make_read_only(&path)?;
            continue;
        }
        let mut permissions = std::fs::metadata(&path).map_err(|e| read_error(&path, &e))?.permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).map_err(|e| write_error(&path, &e))?;
    }
    Ok(())
}

/// Removes what a run that was cut off left half written in a folder. Only for the one that holds the folder.
pub fn sweep(folder: &Path) -> Result<(), Error> {
    for (name, path) in entries(folder)? {
        if !name.ends_with(WRITING) {
            continue;
        }
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        gone.map_err(|e| write_error(&path, &e))?;
    }
    Ok(())
}

/// `*` stands for any run of characters.
pub fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        assert!(matches("~$*", "~$411082_202103.xlsx"));
        assert!(matches("Thumbs.db", "Thumbs.db") && !matches("Thumbs.db", "Thumbs.db2"));
        assert!(matches("*.txt", "催报记录.txt") && !matches("*.txt", "a.txt.xlsx"));
        assert!(matches("a*b*c", "a--b--c") && !matches("a*b*c", "ac"));
    }

    #[test]
    fn a_folder_is_replaced_by_a_complete_one() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("空白表");
        let files = |text: &str| BTreeMap::from([(format!("{text}.xlsx"), Arc::from(text.as_bytes()))]);
        assert_eq!(replace_folder(&target, &files("a")).unwrap(), Replaced::Written);
        assert_eq!(replace_folder(&target, &files("a")).unwrap(), Replaced::Same);
        std::fs::create_dir_all(root.path().join(".空白表.old/left over")).unwrap();
        assert_eq!(replace_folder(&target, &files("b")).unwrap(), Replaced::Written);
        assert_eq!(read_tree(&target).unwrap().into_keys().collect::<Vec<_>>(), ["b.xlsx"]);
        assert_eq!(entries(root.path()).unwrap().len(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_folder_is_whole_or_absent() {
        let root = tempfile::tempdir().unwrap();
        let files = BTreeMap::from([("a/b.txt".to_owned(), Arc::from(b"1".as_slice()))]);
        std::fs::create_dir_all(root.path().join(".x.writing/old")).unwrap();
        write_folder(root.path(), "x", &files).unwrap();
        assert_eq!(std::fs::read(root.path().join("x/a/b.txt")).unwrap(), b"1");
        assert!(!root.path().join(".x.writing").exists());
    }
}
