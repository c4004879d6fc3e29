//! The inputs folder: a folder a month, with returns and what counties explain in it.

use super::{entries, read_error, sha256};
use crate::app::error::Error;
use crate::ingest::{self, InputFile};
use crate::model::Month;
use std::path::{Path, PathBuf};

/// The months that have a folder in the inputs folder.
pub fn months(inputs: &Path) -> Result<Vec<Month>, Error> {
    if !inputs.is_dir() {
        return Err(Error::new("error.inputs").with("path", inputs.display()));
    }
    let folders = entries(inputs)?.into_iter().filter(|(_, path)| path.is_dir());
    Ok(folders.filter_map(|(name, _)| Month::parse(&name)).collect())
}

/// Files that lie beside the month folders, where no return belongs: name and hash.
pub fn strays(inputs: &Path) -> Result<Vec<(String, String)>, Error> {
    let files = entries(inputs)?.into_iter().filter(|(_, path)| path.is_file());
    files.map(|(name, path)| Ok((name, sha256(&std::fs::read(&path).map_err(|e| read_error(&path, &e))?)))).collect()
}

/// The folder of a month for what counties explain: no return is looked for in it.
pub const NOTES: &str = "说明";

/// Folders no return is looked for in though some may lie there: those that look like a month and are not named like
/// one, and those inside the folders of these months. Paths relative to the inputs folder.
pub fn misplaced_folders(inputs: &Path, months: &[Month]) -> Result<Vec<String>, Error> {
    let folders = |folder: &Path| {
        let found = entries(folder)?.into_iter().filter(|(_, path)| path.is_dir());
        Ok::<Vec<String>, Error>(found.map(|(name, _)| name).collect())
    };
    let mut found: Vec<String> = folders(inputs)?.into_iter().filter(|name| looks_like_a_month(name)).collect();
    for month in months {
        let inside = folders(&inputs.join(month.to_string()))?.into_iter().filter(|name| name != NOTES);
        found.extend(inside.map(|name| format!("{month}/{name}")));
        let notes = inputs.join(month.to_string()).join(NOTES);
        if notes.is_dir() {
            found.extend(folders(&notes)?.into_iter().map(|name| format!("{month}/{NOTES}/{name}")));
        }
    }
    Ok(found)
}

/// All files in a folder of the inputs folder and below it: path relative to the inputs folder, and hash. Links to folders
/// are not followed.
pub fn files_below(inputs: &Path, folder: &str) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    for (name, path) in entries(&inputs.join(folder))? {
        let below = format!("{folder}/{name}");
        if path.is_file() {
            found.push((below, sha256(&std::fs::read(&path).map_err(|e| read_error(&path, &e))?)));
        } else if !path.is_symlink() {
            found.extend(files_below(inputs, &below)?);
        }
    }
    Ok(found)
}

/// `2021年12月`, `2021-1`, `12月`: meant as a month, but not `2021-12`.
fn looks_like_a_month(name: &str) -> bool {
    let meant = ingest::month_of_text(name).is_some() || name.trim_end_matches('份').ends_with('月');
    meant && Month::parse(name).is_none()
}

/// The files of a month's folder; folders in it (`说明`) are not returns.
pub fn month_files(inputs: &Path, month: Month) -> Result<Vec<(String, PathBuf)>, Error> {
    let files = entries(&inputs.join(month.to_string()))?;
    Ok(files.into_iter().filter(|(_, path)| path.is_file()).collect())
}

/// The files in which counties explain a month's findings, by their names below the month's folder.
pub fn explanation_files(inputs: &Path, month: Month) -> Result<Vec<(String, PathBuf)>, Error> {
    let folder = inputs.join(month.to_string()).join(NOTES);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let files = entries(&folder)?.into_iter().filter(|(_, path)| path.is_file());
    Ok(files.map(|(name, path)| (format!("{NOTES}/{name}"), path)).collect())
}

pub fn read_input(path: &Path, name: &str, month: Month) -> Result<InputFile, Error> {
    let bytes = std::fs::read(path).map_err(|e| read_error(path, &e))?;
    Ok(InputFile { path: format!("{month}/{name}").into(), month, sha256: sha256(&bytes).into(), bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_named_nearly_like_a_month_is_told_from_others() {
        for name in ["2021年12月", "2021-1", "202112", "12月", "十二月份", "２０２１年１月"] {
            assert!(looks_like_a_month(name), "{name}");
        }
        for name in ["2021-12", "说明", "2020年资料", "历史"] {
            assert!(!looks_like_a_month(name), "{name}");
        }
    }
}
