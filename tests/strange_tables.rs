//! Sheets that trick a reader: second tables, footers, numbering, columns that are not there. What is read is of the cell
//! it stands in, and what is left out is told.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

#[path = "strange_tables/cards.rs"]
mod cards;
#[path = "strange_tables/cells.rs"]
mod cells;
#[path = "support/drawn.rs"]
mod drawn;
#[path = "strange_tables/names_in_columns.rs"]
mod names_in_columns;
#[path = "strange_tables/names_without_a_head.rs"]
mod names_without_a_head;
#[path = "strange_tables/periods.rs"]
mod periods;
#[path = "strange_tables/rows.rs"]
mod rows;
#[path = "strange_tables/second_tables.rs"]
mod second_tables;
#[path = "strange_tables/whose.rs"]
mod whose;

use std::path::PathBuf;
use yuebao::app::{ByForm, Options, Silent};
use yuebao::model::{Missing, Value};

/// What was read, `region,period,indicator,measure,value` a line, and what was told, `code cell`.
#[derive(Debug)]
struct Got {
    lines: Vec<String>,
    told: Vec<String>,
}

impl Got {
    /// Exactly these lines, in any order.
    fn reads(&self, expected: &str) -> &Self {
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        assert_eq!(self.lines, expected, "{:#?}", self.told);
        self
    }
    fn tells(&self, expected: &str) -> &Self {
        assert!(self.told.iter().any(|told| told == expected), "{expected} not in {self:#?}");
        self
    }
    fn tells_no(&self, code: &str) -> &Self {
        assert!(!self.told.iter().any(|told| told.starts_with(code)), "{code} in {self:#?}");
        self
    }
}

const INDICATORS: &str = r#"
title = "测试"
[[indicators]]
name = "死亡人数"
kind = "flow"
unit = "人"
[[indicators]]
name = "火化遗体数"
kind = "flow"
unit = "具"
[[indicators]]
name = "孤儿"
kind = "stock"
unit = "人"
[[indicators]]
name = "火化率"
kind = "ratio"
unit = "%"
places = 2
"#;

/// Two columns of a table of regions.
const COLUMNS: &str = r#"
measure = "本月"
columns = [{ heads = ["死亡人数"], indicator = "死亡人数" }, { heads = ["火化遗体数"], indicator = "火化遗体数" }]
"#;

fn regions(more: &str) -> String {
    format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\n{more}{COLUMNS}")
}

fn read(form: &str, sheet: &str) -> Got {
    read_book("数.xlsx", &format!("{INDICATORS}{form}"), &[("Sheet1", sheet)])
}

fn read_book(name: &str, form: &str, sheets: &[(&str, &str)]) -> Got {
    let drawn: Vec<(&str, Vec<String>)> = sheets
        .iter()
        .map(|(name, text)| (*name, text.trim_matches('\n').lines().map(str::to_owned).collect()))
        .collect();
    let drawn: Vec<(&str, &[String])> = drawn.iter().map(|(name, lines)| (*name, lines.as_slice())).collect();
    let folder = tempfile::tempdir().unwrap();
    let (form_path, book_path) = (folder.path().join("form.toml"), folder.path().join(name));
    std::fs::write(&form_path, form).unwrap();
    std::fs::write(&book_path, drawn::workbook(&drawn)).unwrap();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let options = Options { home: Some(root), ..Options::default() };
    let read = ByForm::read(&options, &form_path, &[book_path], &Silent).unwrap_or_else(|error| {
        panic!("{}\n{form}", error.lines(yuebao::finding::Lang::Zh).join("\n"));
    });
    let line = |entry: &yuebao::ingest::Entry| {
        let value = match entry.value {
            Value::Number(number) => number.normalize().to_string(),
            Value::Missing(Missing::NotApplicable) => "n/a".to_owned(),
            Value::Missing(_) => "-".to_owned(),
        };
        let name = read.indicator_name(&entry.indicator);
        format!("{},{},{name},{},{value}", entry.region.name, entry.period, entry.measure)
    };
    let counts = |entry: &&yuebao::ingest::Entry| entry.kind != yuebao::ingest::EntryKind::Subtotal;
    let mut lines: Vec<String> = read.entries.iter().filter(counts).map(line).collect();
    lines.sort();
    let told = read.findings.iter().map(|finding| {
        let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        format!("{} {cell}", finding.code).trim().to_owned()
    });
    Got { lines, told: told.collect() }
}
