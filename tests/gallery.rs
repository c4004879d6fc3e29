//! The gallery shows what there is: every picture of it is there and shown, and every kind of document, letter and chart has
//! one. The pictures themselves are made by `docs/gallery.sh`, and looked at.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::BTreeSet;
use std::fs;
use support::root;

fn page() -> String {
    fs::read_to_string(root().join("docs/gallery.md")).unwrap()
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_picture_is_there_and_shown_once() {
    let page = page();
    let shown: Vec<&str> = page.split("(gallery/").skip(1).map(|rest| rest.split_once(')').unwrap().0).collect();
    let files = names("docs/gallery");
    assert_eq!(shown.len(), files.len(), "{shown:?}\n{files:?}");
    assert_eq!(shown.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), files);
    for file in files {
        let bytes = fs::read(root().join("docs/gallery").join(&file)).unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < 150_000, "{file}: {}", bytes.len());
    }
}

#[test]
fn every_kind_has_a_picture() {
    let page = page();
    // The briefings of desks are kinds of 月报; one of them stands for all.
    let own = ["mianyang", "sichuan", "shanwei"];
    let reports = names("templates/reports").into_iter().filter(|id| !own.contains(&id.as_str()));
    let letters = ["remind.md", "return.md"].map(|file| file.trim_end_matches(".md").to_owned());
    let charts = names_of_charts();
    let comparisons =
        names("templates/comparisons").into_iter().filter_map(|file| Some(file.strip_suffix(".toml")?.to_owned()));
    // The set of the other desks looks like that of the five cities: without places.
    let comparisons = comparisons.filter(|set| set != "four-desks");
    for kind in reports.chain(letters).chain(charts).chain(["radar".to_owned()]) {
        assert!(page.contains(&format!("`{kind}`")), "{kind} has no picture");
    }
    for set in comparisons {
        assert!(page.contains(&format!("`{set}")), "{set} has no picture");
    }
}

/// The kinds of charts that the page of templates lists.
fn names_of_charts() -> Vec<String> {
    let schema = fs::read_to_string(root().join("templates/SCHEMA.md")).unwrap();
    let line = schema.lines().find(|line| line.contains("`charts[].kind`")).unwrap();
    let kinds = line.split('|').nth(2).unwrap();
    kinds.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
