//! A working folder of one's own, from the program alone: nothing but the binary is at hand.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::{DESK, copy_tree, root, stderr, stdout, tree, yuebao};

/// Runs the command in a folder that has no templates above it.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yuebao")).args(arguments).current_dir(folder).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_made_by_the_program_goes_through_a_month() {
    let place = tempfile::tempdir().unwrap();
    let made = run_in(place.path(), &["init", "新台", "--from", DESK]);
    assert!(made.status.success(), "{}", stderr(&made));
    let home = place.path().join("新台");
    assert_eq!(names(place.path()), ["新台"], "nothing is left beside it");
    assert_eq!(names(&home), [".gitignore", "README.md", "inputs", "outputs", "templates"]);
    assert_eq!(names(&home.join("templates/desks")), [DESK], "no other desk's templates");
    let readme = std::fs::read_to_string(home.join("README.md")).unwrap();
    assert!(readme.contains("yuebao report --period 2021-01") && !readme.contains('{'), "{readme}");

    let forms = run_in(&home, &["forms", "--period", "2021-01"]);
    assert!(forms.status.success(), "{}", stderr(&forms));
    assert_eq!(names(&home.join("outputs").join(DESK).join("2021-01/空白表")).len(), 10);

    copy_tree(&root().join("inputs").join(DESK).join("2021-03"), &home.join("inputs").join(DESK).join("2021-03"));
    let check = run_in(&home, &["check", "--json"]);
    let there = home.join("inputs").join(DESK);
    let same = yuebao(&["check", "--json", "--desk", DESK, "--inputs", there.to_str().unwrap()]);
    assert_eq!(stdout(&check), stdout(&same), "the program's own templates are those of the repository");
    assert!(stdout(&check).contains("\"findings\""), "{}", stderr(&check));

    let report = run_in(&home, &["report", "--period", "2021-03"]);
    assert!(report.status.success(), "{}", stderr(&report));
    let edition = home.join("outputs").join(DESK).join("2021-03/第1版");
    assert!(std::fs::read(edition.join("briefing.pdf")).unwrap().starts_with(b"%PDF"));
    let manifest = std::fs::read_to_string(edition.parent().unwrap().join("manifest.json")).unwrap();
    assert!(manifest.contains("Noto Serif SC Regular") && !manifest.contains("Fandol"), "faces built in: {manifest}");
}

#[test]
fn every_desk_built_in_starts_a_folder_that_misses_nothing() {
    let place = tempfile::tempdir().unwrap();
    let listed = stdout(&run_in(place.path(), &["list", "desks"]));
    let desks: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(desks.contains(&DESK), "{listed}");
    for desk in desks {
        let made = run_in(place.path(), &["init", desk, "--from", desk, "-q"]);
        assert!(made.status.success(), "{desk}: {}", stderr(&made));
        let home = place.path().join(desk);
        let checked = run_in(&home, &["check", "--templates"]);
        assert!(checked.status.success(), "{desk}: {}", stderr(&checked));
        let forms = run_in(&home, &["forms"]);
        assert!(forms.status.success(), "{desk}: {}", stderr(&forms));
    }
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("旧");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("要紧.xlsx"), "1").unwrap();
    let before = tree(place.path());
    let refused = [
        (&["init", "旧", "--from", DESK][..], "里面不是空的"),
        (&["init", ".", "--from", DESK], "当前文件夹"),
        (&["init", "新", "--from", "xuchang-2020"], "没有“xuchang-2020”这个统计台。可选："),
        (&["init", "新", "--from", DESK, "--as", "新城 2022"], "不能作统计台的名字"),
        (&["init", "旧/要紧.xlsx/新", "--from", DESK], "无法写入"),
        (&["init", "新"], "还要写：--from <DESK>"),
    ];
    for (line, said) in refused {
        let output = run_in(place.path(), line);
        assert_eq!(output.status.code(), Some(2), "{line:?}");
        assert!(stderr(&output).contains(said), "{line:?}: {}", stderr(&output));
    }
    assert_eq!(tree(place.path()), before);
}

#[test]
fn an_empty_folder_will_do_and_a_desk_may_get_another_name() {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("空")).unwrap();
    let made = run_in(place.path(), &["init", "空", "--from", DESK, "--as", "xincheng-2021"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let home = place.path().join("空");
    assert_eq!(names(&home.join("templates/desks")), ["xincheng-2021"]);
    assert_eq!(names(&home.join("inputs")), ["xincheng-2021"]);
    // What was changed there is where the next year starts from.
    std::fs::write(home.join("templates/letters/own.md"), "own").unwrap();
    let next = run_in(place.path(), &["init", "次年", "--from", "xincheng-2021", "--home", "空"]);
    assert!(next.status.success(), "{}", stderr(&next));
    assert_eq!(std::fs::read(place.path().join("次年/templates/letters/own.md")).unwrap(), b"own");
}

#[test]
fn only_faces_that_may_be_built_in_are() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_yuebao")).unwrap();
    let holds = |face: &str| {
        let bytes = std::fs::read(root().join("templates/fonts").join(face)).unwrap();
        // A stretch from the middle of the outlines.
        let part = &bytes[bytes.len() / 2..][..512];
        stands_in(&program, part)
    };
    assert!(holds("song-NotoSerifSC-Regular.ttf"), "the test finds a face that is there");
    assert!(!holds("fang-FandolFang-Regular.otf"), "its licence allows it as a data file only");
}

/// Whether the part stands in the whole.
fn stands_in(whole: &[u8], part: &[u8]) -> bool {
    let first = part[0];
    let mut at = 0;
    while let Some(step) = whole[at..].iter().position(|byte| *byte == first) {
        at += step;
        if whole[at..].starts_with(part) {
            return true;
        }
        at += 1;
    }
    false
}
