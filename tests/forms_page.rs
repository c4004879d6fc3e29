//! The examples of docs/forms.md, run: each is a sheet, the form that describes it, and what is read.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

#[path = "support/drawn.rs"]
mod drawn;

use std::path::PathBuf;
use yuebao::app::{ByForm, Options, Silent};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// One fenced block: what is behind the fence, and its lines.
struct Block {
    kind: String,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(kind), None) => open = Some(Block { kind: kind.trim().to_owned(), lines: Vec::new() }),
            (Some(_), Some(_)) => all.extend(open.take()),
            (None, Some(block)) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    all
}

/// What is read, as the page writes it.
fn read(form: &str, book: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (form_path, book_path) = (folder.path().join("form.toml"), folder.path().join("book.xlsx"));
    std::fs::write(&form_path, form).unwrap();
    std::fs::write(&book_path, book).unwrap();
    let options = Options { home: Some(root()), ..Options::default() };
    let read = ByForm::read(&options, &form_path, &[book_path], &Silent).unwrap_or_else(|error| {
        panic!("{}\n{form}", error.lines(yuebao::finding::Lang::Zh).join("\n"));
    });
    assert!(!read.cells.is_empty(), "nothing read\n{form}\n{:#?}", read.findings);
    let line = |entry: &yuebao::ingest::Entry| {
        let value = entry.value.number().map(|number| number.normalize().to_string()).unwrap_or_default();
        let name = read.indicator_name(&entry.indicator);
        let (region, period, measure) = (&entry.region.name, entry.period, entry.measure);
        format!("{region},{period},{name},{measure},{value},{},{}", entry.unit, entry.cells())
    };
    let counts = |entry: &&yuebao::ingest::Entry| entry.kind != yuebao::ingest::EntryKind::Subtotal;
    read.entries.iter().filter(counts).map(line).collect()
}

#[test]
fn every_example_reads_as_the_page_says() {
    let page = std::fs::read_to_string(root().join("docs/forms.md")).unwrap();
    let blocks = blocks(&page);
    let mut examples = 0;
    let mut wrong = Vec::new();
    for three in blocks.windows(3) {
        let [sheet, form, expected] = three else { continue };
        if !sheet.kind.starts_with('表') || form.kind != "toml" || expected.kind != "读出" {
            continue;
        }
        examples += 1;
        let name = sheet.kind.trim_start_matches('表').trim();
        let mut found = read(&form.lines.join("\n"), &drawn::workbook(&[(name, &sheet.lines)]));
        let mut wanted = expected.lines.clone();
        found.sort();
        wanted.sort();
        if found != wanted {
            wrong.push(format!("{}\n  read {found:#?}\n  page {wanted:#?}", sheet.lines.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let drawn = blocks.iter().filter(|block| block.kind.starts_with('表')).count();
    assert_eq!(examples, drawn, "every sheet drawn has a form and a result");
    assert!(examples >= 14, "{examples}");
}
