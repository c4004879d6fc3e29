//! Folders and runs for tests of the whole road.
#![allow(dead_code, clippy::unwrap_used)] // Not every test uses every helper; helpers of tests fail by panicking.

pub mod books;
pub mod documents;
pub mod march;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const DESK: &str = "xuchang-2021";

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// An inputs folder with these months as received.
pub fn inputs(months: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for month in months {
        copy_tree(&root().join("inputs").join(DESK).join(month), &folder.path().join(month));
    }
    folder
}

/// A home of its own: the templates, to be spoiled at will.
pub fn home() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_tree(&root().join("templates"), &folder.path().join("templates"));
    folder
}

/// Runs the command in the repository's root.
pub fn yuebao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yuebao")).args(arguments).current_dir(root()).output().unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Every file under a folder, by relative path.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for path in std::fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.push((relative, std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// A row of a CSV file by its heads.
pub type Row = std::collections::BTreeMap<String, String>;

/// The rows of a CSV file.
pub fn rows(bytes: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// A file as text: a workbook by the parts in it.
pub fn text_of(path: &str, bytes: &[u8]) -> String {
    if !path.ends_with(".xlsx") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        text.push_str(&String::from_utf8_lossy(&part));
    }
    text
}

/// What a script that needs python3 with openpyxl says, as JSON; nothing where it cannot run and need not. With
/// `YUEBAO_NEEDS_OPENPYXL` set, as `.ci/run` sets it, it needs to.
pub fn openpyxl(script: &str, arguments: &[&Path]) -> Option<serde_json::Value> {
    let output = python(script, arguments)?;
    assert!(output.status.success(), "{}", stderr(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// As [`openpyxl`], whatever it says.
pub fn python(script: &str, arguments: &[&Path]) -> Option<Output> {
    // The one that has openpyxl need not be the first on the path.
    let program = std::env::var("YUEBAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = |arguments: &[&std::ffi::OsStr]| Command::new(&program).args(arguments).output();
    let there = run(&["-c".as_ref(), "import openpyxl".as_ref()]).is_ok_and(|output| output.status.success());
    if !there {
        let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
        assert!(!needed, "{script} needs python3 with openpyxl: install python3-openpyxl");
        return None;
    }
    let script = root().join(script);
    let line: Vec<&std::ffi::OsStr> =
        std::iter::once(script.as_os_str()).chain(arguments.iter().map(|path| path.as_os_str())).collect();
    Some(run(&line).unwrap())
}

/// LibreOffice, where there is one; with `YUEBAO_NEEDS_LIBREOFFICE` set, as `.ci/run` sets it, there has to be.
pub fn soffice() -> Option<PathBuf> {
    let program = std::env::var_os("YUEBAO_SOFFICE").map_or_else(|| PathBuf::from("soffice"), PathBuf::from);
    let there = Command::new(&program).arg("--version").output().is_ok_and(|output| output.status.success());
    let needed = std::env::var_os("YUEBAO_NEEDS_LIBREOFFICE").is_some();
    assert!(
        there || !needed,
        "LibreOffice is needed: install libreoffice-calc and libreoffice-writer, or name it in YUEBAO_SOFFICE"
    );
    there.then_some(program)
}
