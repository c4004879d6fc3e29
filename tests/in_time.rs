//! A file takes no longer than it is let, by its sheets as little as by its bytes.

#![allow(clippy::unwrap_used)] // Tests fail by panicking.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use yuebao::catalog::{Catalog, load, load_with_form};
use yuebao::ingest::{InputFile, LooseReading, OutOfTime, read_loose};
use yuebao::model::Month;

const FORM: &str = "title = \"a\"\nperiod = \"2021-11\"\n[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\n\
                    indicator = \"死亡人数\"\nmeasure = \"本月\"\n[[tables.columns]]\nheads = [\"数\"]\n";

fn catalog() -> Catalog {
    let templates = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates");
    let names = ["regions.toml", "units.toml", "limits.toml", "indicators/funeral.toml"];
    let read = |name: &str| (name.to_owned(), std::fs::read(templates.join(name)).unwrap());
    let files: BTreeMap<String, Vec<u8>> = names.into_iter().map(read).collect();
    load_with_form(&files, String::new(), "a", FORM.as_bytes()).unwrap().0
}

fn read(catalog: &Catalog, text: &str, out_of_time: OutOfTime<'_>) -> LooseReading {
    let file = InputFile {
        path: "a.csv".into(),
        month: Month::new(2021, 11).unwrap(),
        sha256: "".into(),
        bytes: text.as_bytes().into(),
    };
    read_loose(catalog, &catalog.forms["a"], &file, out_of_time)
}

#[test]
fn a_sheet_that_takes_too_long_is_refused_as_a_whole() {
    let catalog = catalog();
    let text = "县区,数\n魏都区,1\n建安区,2\n";
    let whole = read(&catalog, text, &|| false);
    assert_eq!((whole.readable, whole.entries.len(), whole.findings.len()), (true, 2, 0));
    // However far it has come when the time is up: nothing is read in part.
    for looks in 0..100 {
        let left = AtomicUsize::new(looks);
        let late = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
        let part = read(&catalog, text, &late);
        if part.readable {
            assert_eq!((part.entries, part.findings), (whole.entries, whole.findings));
            assert!(looks > 3, "the time was looked at");
            return;
        }
        assert!(part.entries.is_empty());
        assert_eq!(part.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["file.unreadable"]);
    }
    unreachable!("a hundred looks at the time for two rows");
}

#[test]
fn a_sheet_that_is_all_heads_is_left_when_the_time_is_up() {
    // Every head may begin a table: without a look at the time this goes on for hours.
    let text = "县区,数,县区,数\n".repeat(100_000);
    let looks = AtomicUsize::new(0);
    let late = || looks.fetch_add(1, Ordering::Relaxed) > 1000;
    assert!(!read(&catalog(), &text, &late).readable);
}

/// All templates that are text.
fn templates() -> BTreeMap<String, Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates");
    let (mut files, mut folders) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let is_text = path.extension().is_some_and(|extension| extension == "toml" || extension == "md");
            if path.is_dir() {
                folders.push(path);
            } else if is_text {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn a_return_that_takes_too_long_is_one_finding() {
    let catalog = load(&templates(), String::new()).unwrap();
    let desk = &catalog.desks["xuchang-2021"];
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("inputs").join(&desk.id).join("2021-11");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let path = paths.iter().find(|path| path.extension().is_some_and(|extension| extension == "xlsx")).unwrap();
    let file = InputFile {
        path: path.file_name().unwrap().to_str().unwrap().into(),
        month: Month::new(2021, 11).unwrap(),
        sha256: "".into(),
        bytes: std::fs::read(path).unwrap().into(),
    };
    let whole = yuebao::ingest::read(&catalog, desk, &file, &|| false);
    assert!(whole.unit.is_some() && !whole.facts.is_empty());
    // The last look at the time is behind the last table.
    let looks = AtomicUsize::new(0);
    let count = || looks.fetch_add(1, Ordering::Relaxed) == usize::MAX;
    let _ = yuebao::ingest::read(&catalog, desk, &file, &count);
    let last = looks.into_inner() - 1;
    let looks = AtomicUsize::new(0);
    let late = yuebao::ingest::read(&catalog, desk, &file, &|| looks.fetch_add(1, Ordering::Relaxed) >= last);
    assert!(late.unit.is_none() && late.facts.is_empty() && !late.empty);
    assert_eq!(late.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["file.unreadable"]);
    assert!(late.likely.is_some(), "whose it is stands in its name");
}
