//! Every input the fuzz targets have kept, on stable: those that reach far (fuzz/corpus) and those that once went wrong
//! (fuzz/regressions) go through the same functions as there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests fail by panicking.

#[path = "../fuzz/entries/mod.rs"]
mod entries;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Far more than the slowest of them takes, optimised or not.
const LONGEST: Duration = Duration::from_secs(20);

thread_local! {
    /// What panicked, and where: also what the reader caught, and made a refusal of.
    static PANICS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn inputs(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn failure(target: fn(&[u8]), path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).unwrap();
    let since = Instant::now();
    let ended = catch_unwind(|| target(&bytes));
    let said = PANICS.take();
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display();
    if ended.is_err() || !said.is_empty() {
        return Some(format!("{name}: {}", said.join("; ")));
    }
    (since.elapsed() > LONGEST).then(|| format!("{name}: took {:?}", since.elapsed()))
}

#[test]
fn nothing_the_fuzzers_kept_goes_wrong() {
    std::panic::set_hook(Box::new(|info| PANICS.with_borrow_mut(|all| all.push(info.to_string()))));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, target) in entries::TARGETS {
        for path in inputs("corpus", name).into_iter().chain(inputs("regressions", name)) {
            count += 1;
            wrong.extend(failure(target, &path));
        }
    }
    let _ = std::panic::take_hook();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(count > 100, "only {count} inputs");
}

#[test]
fn every_target_is_replayed_and_has_inputs() {
    let targets: BTreeSet<String> = entries::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        let name = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        entries.map(|entry| name(entry.unwrap().path())).collect()
    };
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
    assert!(names("regressions").is_subset(&targets));
    // Each of the binaries finds its function by its name.
    targets.iter().for_each(|name| {
        let _ = entries::target(name);
    });
}
