//! The rules of the house, kept by a test over the repository itself: which module may know which,
//! where each foreign crate lives, how long things are, and what never stands in the code.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

#[path = "tidy/source.rs"]
mod source;

use source::{Source, item_end, relative, root, scan, sources, walk};
use std::collections::BTreeSet;

/// A module imports only those above it. `src/lib.rs` declares them in the same order.
const LAYERS: [&str; 20] = [
    "model",
    "finding",
    "formula",
    "catalog",
    "facts",
    "ingest",
    "statistics",
    "validation",
    "assessment",
    "benchmark",
    "document",
    "demo",
    "report",
    "canvas",
    "fonts",
    "chart",
    "typeset",
    "render",
    "app",
    "cli",
];

/// A foreign crate or a door to the machine, and the only folders of `src/` that may name it.
/// Replacing a library then touches one room. `serde` is everywhere.
const HOMES: [(&str, &[&str]); 37] = [
    ("polars", &["facts/"]),
    ("calamine", &["ingest/"]),
    ("zip", &["ingest/workbook/", "render/docx/", "render/xlsx/annotate/", "render/xlsx/lean/"]),
    ("quick_xml", &["ingest/workbook/", "render/docx/"]),
    ("cfb", &["ingest/workbook/"]),
    ("encoding_rs", &["ingest/workbook/"]),
    ("csv_core", &["ingest/workbook/"]),
    ("html5gum", &["ingest/workbook/"]),
    ("rust_xlsxwriter", &["render/xlsx/"]),
    ("printpdf", &["render/pdf/"]),
    ("lopdf", &["render/pdf/"]),
    ("docx_rs", &["render/docx/"]),
    ("tiny_skia", &["render/raster/"]),
    ("plotters", &["chart/"]),
    ("plotters_backend", &["chart/"]),
    ("toml", &["catalog/"]),
    ("minijinja", &["report/"]),
    ("skrifa", &["fonts/"]),
    ("subsetter", &["fonts/"]),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("csv", &["render/csv/"]),
    ("sha2", &["model/"]),
    ("rayon", &["app/"]),
    ("unicode_normalization", &["catalog/", "ingest/", "fonts/"]),
    ("rust_decimal", &["model/"]),
    ("serde_json", &["app/", "render/json/"]),
    ("tempfile", &["app/"]),
    ("std::fs", &["app/"]),
    ("std::env", &["app/", "cli/", "main.rs"]),
    ("std::time", &["app/", "cli/"]),
    ("SystemTime", &["app/"]),
    ("Instant", &["app/", "cli/"]),
    ("std::process", &["cli/", "main.rs"]),
    ("std::thread", &[]),
    ("std::net", &[]),
    ("RandomState", &[]),
];

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// Fails with every violation, one a line.
fn none(violations: Vec<String>) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn the_list_of_layers_is_that_of_the_library() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, LAYERS);
}

#[test]
fn a_module_knows_only_those_above_it() {
    none(sources().iter().flat_map(upward_paths).collect());
}

fn upward_paths(source: &Source) -> Vec<String> {
    let Some(own) = source.layer() else { return Vec::new() };
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut violations = Vec::new();
    let code = source.code.join("\n");
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        for name in first_names(&code[at + "crate::".len()..]) {
            if rank(&name).is_none_or(|there| Some(there) > rank(own)) {
                let line = code[..at].matches('\n').count() + 1;
                violations.push(format!("{}:{line}: {own} must not know {name}", source.path));
            }
        }
    }
    // Deep enough a chain of `super` would reach the root and pass the check above.
    for (i, line) in source.code.iter().enumerate() {
        let chain = line.matches("super::").count();
        let inline = usize::from(source.is_test[i]);
        if chain > 0 && line.contains(&"super::".repeat(chain)) && chain >= depth(&source.path) + inline {
            violations.push(format!("{}:{}: super:: out of the module, write crate::", source.path, i + 1));
        }
    }
    violations
}

/// How many modules deep a file is: 1 for `src/model/mod.rs`.
fn depth(path: &str) -> usize {
    path.matches('/').count() - usize::from(path.ends_with("/mod.rs"))
}

/// The names behind `crate::`: one, or those of a group.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut level, mut names, mut start) = (0, Vec::new(), 0);
    for (i, c) in group.char_indices() {
        match c {
            '{' => level += 1,
            ',' | '}' if level == 0 => {
                names.push(name(&group[start..i]));
                start = i + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => level -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_foreign_crate_has_one_home() {
    let mut violations = Vec::new();
    for source in sources() {
        let Some(path) = source.path.strip_prefix("src/") else { continue };
        for (name, homes) in HOMES {
            if homes.iter().any(|home| path.starts_with(home)) {
                continue;
            }
            for (line, text) in source.code_lines().filter(|(_, text)| names_crate(source, text, name)) {
                violations.push(format!("{}:{line}: {name} belongs in {homes:?}: {}", source.path, text.trim()));
            }
        }
    }
    none(violations);
}

/// Whether a line of code names that crate (or item of std): `name::`, `use name;`, or the bare word
/// for a type such as `Instant`.
fn names_crate(source: &Source, line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&line[..at], &line[at + name.len()..]);
        if before.ends_with(is_word) || behind.starts_with(is_word) {
            return false;
        }
        let inner = before.ends_with("::");
        let outer = inner && !before.trim_end_matches("::").ends_with(is_word);
        let used = behind.starts_with("::") || (behind.starts_with([';', ' ']) && before.trim_end().ends_with("use"));
        let is_type = name.starts_with(char::is_uppercase);
        is_type || (used && (outer || (!inner && !has_module(source, name))))
    })
}

/// Whether a file knows a module of ours by that name (`render::csv`); there the crate is `::csv`.
fn has_module(source: &Source, name: &str) -> bool {
    source.code.iter().any(|line| {
        let brings = line.contains("use crate::") || line.contains("use super::") || line.contains("mod ");
        brings && words(line).any(|word| word == name)
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut violations = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            violations.push(format!("{}: the first line must say what the file is (//!)", source.path));
        }
        if source.code.len() > FILE_LINES {
            violations.push(format!("{}: {} lines, at most {FILE_LINES}", source.path, source.code.len()));
        }
    }
    none(violations);
}

#[test]
fn functions_stay_short() {
    none(sources().iter().flat_map(long_functions).collect());
}

fn long_functions(source: &Source) -> Vec<String> {
    let begins = |line: &str| words(line.split('(').next().unwrap_or_default()).any(|word| word == "fn");
    let starts = source.code.iter().enumerate().filter(|(_, line)| begins(line));
    let sizes = starts.map(|(i, line)| (i, line, item_end(&source.code, i) + 1 - i));
    let long = sizes.filter(|(_, _, lines)| *lines > FUNCTION_LINES);
    long.map(|(i, line, lines)| {
        format!("{}:{}: {lines} lines, at most {FUNCTION_LINES}: {}", source.path, i + 1, line.trim())
    })
    .collect()
}

#[test]
fn nothing_is_left_for_later() {
    let later = ["#[ignore", "todo!", "unimplemented!", "dbg!"];
    let words = [concat!("FIX", "ME"), concat!("TO", "DO"), concat!("XX", "X ")];
    let mut violations = Vec::new();
    for source in sources() {
        for (i, (code, text)) in source.code.iter().zip(source.text.lines()).enumerate() {
            let left =
                later.iter().find(|mark| code.contains(**mark)).or(words.iter().find(|word| text.contains(**word)));
            violations.extend(left.map(|mark| format!("{}:{}: {mark}", source.path, i + 1)));
        }
    }
    none(violations);
}

/// Cities, counties, desks and indicators are data. No string of the program may hold a name, alias
/// or short name of `templates/regions.toml`, a desk's id or an indicator's name. Codes and ids, and
/// names of one or two characters (人数 is also a plain word), count as the whole string only: a
/// message may show what an id looks like, and no code can act on one. Comments and tests are free.
#[test]
fn the_code_names_no_place_and_no_indicator() {
    let (inside, whole) = names_of_the_data();
    let mut violations = Vec::new();
    for source in sources() {
        for (line, text) in source.plain_strings() {
            let found = inside.iter().find(|name| text.contains(name.as_str())).or(whole.get(text));
            violations.extend(found.map(|name| format!("{}:{line}: “{name}” is data: {text:?}", source.path)));
        }
    }
    none(violations);
}

/// 市本级 names a part that every desk has (the bureau's own return), and so is a word of the engine.
const ROLES: [&str; 1] = ["市本级"];

/// Names looked for inside a string, and names that must not be a string by themselves.
fn names_of_the_data() -> (BTreeSet<String>, BTreeSet<String>) {
    let desks = std::fs::read_dir(root().join("templates/desks")).unwrap();
    let mut whole = BTreeSet::new();
    let mut names: BTreeSet<String> = desks.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let mut files = vec![root().join("templates/regions.toml")];
    walk(&root().join("templates/indicators"), &mut files);
    for path in files {
        let table = std::fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
        let lists = ["regions", "indicators"].into_iter().filter_map(|key| table.get(key)?.as_array());
        for entry in lists.flatten() {
            whole.extend(["id", "code", "stat_code"].iter().flat_map(|field| texts(entry, field)));
            names.extend(["name", "short", "aliases"].iter().flat_map(|field| texts(entry, field)));
        }
    }
    names.retain(|name| !ROLES.contains(&name.as_str()));
    assert!(names.len() > 100, "the templates were not understood");
    let (inside, short): (BTreeSet<_>, BTreeSet<_>) = names.into_iter().partition(|name| name.chars().count() > 2);
    whole.extend(short);
    (inside, whole)
}

/// A field that is a text or a list of texts.
fn texts(entry: &toml::Value, field: &str) -> Vec<String> {
    match entry.get(field) {
        Some(toml::Value::String(text)) => vec![text.clone()],
        Some(toml::Value::Array(all)) => all.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_path_of_a_machine_is_written_down() {
    let marks = [["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["/wo", "rk/"], ["C:", "\\"], ["/t", "mp/"]]
        .map(|p| p.concat());
    let mut files = Vec::new();
    for folder in ["src", "tests", "templates", "inputs", "docs", ".ci"] {
        walk(&root().join(folder), &mut files);
    }
    let here = std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    files.extend(here.filter(|path| path.is_file() && !path.ends_with(".git")));
    let mut violations = Vec::new();
    for path in files {
        // Workbooks, fonts and pictures are not text.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (i, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                violations.push(format!("{}:{}: {}", relative(&root(), &path), i + 1, line.trim()));
            }
        }
    }
    none(violations);
}

/// The checks themselves notice what they are for.
#[test]
fn the_scan_sees_what_it_should() {
    let text = "//! x\nuse crate::{model::A, app};\nfn f() {\n    let s = r#\"crate::cli // \"#; // crate::cli\n}\n\
                #[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    let source = scan("src/facts/a.rs".into(), text.into());
    assert_eq!(upward_paths(&source), ["src/facts/a.rs:2: facts must not know app"]);
    assert_eq!(source.strings, [(4, "crate::cli // ".to_owned())]);
    assert_eq!(source.is_test, [false, false, false, false, false, true, true, true, true]);
    assert!(names_crate(&source, "    use std::fs;", "std::fs") && names_crate(&source, "x = ::toml::from()", "toml"));
    assert!(!names_crate(&source, "crate::render::csv::write()", "csv") && !names_crate(&source, "mytoml::x", "toml"));
    let body = "    let a = '{';\n".repeat(60);
    let long = scan("src/facts/b.rs".into(), format!("fn f(\n    a: u8,\n) {{\n{body}}}\nfn g() {{}}\n"));
    assert_eq!(long_functions(&long), ["src/facts/b.rs:1: 64 lines, at most 60: fn f("]);
    let up = scan("src/facts/c.rs".into(), "use super::super::cli;\n".into());
    assert_eq!(upward_paths(&up).len(), 1);
}
