//! The examples of docs/forms.md, run: each is a sheet, the form that describes it, and what is read.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

use rust_xlsxwriter::{Format, Workbook};
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

/// The cells of a line `| a | b |`; any other line is one cell.
fn cells(line: &str) -> Vec<String> {
    match line.strip_prefix('|') {
        Some(rest) => {
            let rest = rest.strip_suffix('|').unwrap_or(rest);
            rest.split('|').map(|cell| cell.strip_prefix(' ').unwrap_or(cell).trim_end().to_owned()).collect()
        }
        None => vec![line.to_owned()],
    }
}

/// A sheet as drawn: `<` belongs to the cell at its left, `^` to the one above; plain numbers are numbers.
fn workbook(lines: &[String], sheet: &str) -> Vec<u8> {
    let grid: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let at = |row: usize, column: usize| grid.get(row).and_then(|r| r.get(column)).map_or("", String::as_str);
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    if !sheet.is_empty() {
        page.set_name(sheet).unwrap();
    }
    for (row, line) in grid.iter().enumerate() {
        for (column, text) in line.iter().enumerate() {
            if matches!(text.as_str(), "<" | "^" | "") {
                continue;
            }
            let width = (column + 1..).take_while(|c| at(row, *c) == "<").count();
            let height = (row + 1..).take_while(|r| at(*r, column) == "^").count();
            let (r, c) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            if width + height > 0 {
                let (last, right) = (r + u32::try_from(height).unwrap(), c + u16::try_from(width).unwrap());
                page.merge_range(r, c, last, right, "", &Format::new()).unwrap();
            }
            match text.parse::<f64>() {
                Ok(number) => page.write_number(r, c, number).unwrap(),
                Err(_) => page.write_string(r, c, text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
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
        let mut found = read(&form.lines.join("\n"), &workbook(&sheet.lines, name));
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
