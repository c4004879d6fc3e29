//! Tables of up to three hundred rows and thirty columns as PDFs, their words read back by poppler: all on their pages, none
//! on another, none lost. Without poppler there is nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::float_arithmetic)] // Helpers of tests fail by panicking; geometry.

mod support;

use std::process::Command;
use support::DESK;
use support::documents::{fonts, session};
use yuebao::document::{
    Align, Band, Block, CellContent, Column, Document, Inline, Meta, Row, RowKind, Table, TableCell,
};
use yuebao::model::{Date, Decimal};
use yuebao::render::pdf::{PdfInfo, render};
use yuebao::typeset::{PageStyle, typeset};

/// 28 mm and 156 mm, 35 mm and 225 mm, in points.
const MM: f64 = 72.0 / 25.4;
const UPRIGHT: [f64; 4] = [28.0 * MM, 37.0 * MM, 184.0 * MM, 262.0 * MM];
const TURNED: [f64; 4] = [35.0 * MM, 28.0 * MM, 260.0 * MM, 184.0 * MM];
/// Rows and columns.
const SIZES: [(usize, usize); 3] = [(30, 30), (300, 15), (300, 30)];

/// A word: left, top, right, bottom.
struct Word {
    text: String,
    edges: [f64; 4],
}

/// No two alike, from 0 to 10^12, two decimals.
fn value(row: usize, column: usize) -> String {
    match row * 100 + column {
        1 => "0.00".to_owned(),
        2 => "1000000000000.00".to_owned(),
        own if own.is_multiple_of(7) => format!("9{own:0>11}.25"),
        own => format!("{own}.50"),
    }
}

/// Of twenty characters.
fn name(row: usize) -> String {
    format!("特殊困难老年人家庭适老化改造户第{row:03}组")
}

fn table((rows, columns): (usize, usize)) -> Table {
    let column = |heads: Vec<String>, align| Column { heads, align, weight: 1 };
    let number = |at: usize| column(vec![format!("第{}类", at / 4), format!("第{at}栏")], Align::Number);
    let cell = |content| TableCell { content, band: Band::None };
    let row = |no: usize| {
        let name = cell(CellContent::Text(name(no)));
        let shown = |at: usize| value(no, at);
        let number = |at: usize| CellContent::Number { shown: shown(at), value: Decimal::ZERO, places: 2 };
        let cells = std::iter::once(name).chain((1..columns).map(|at| cell(number(at)))).collect();
        Row { kind: if no % 5 == 1 { RowKind::Part } else { RowKind::Item }, cells }
    };
    Table {
        id: "wide".to_owned(),
        title: vec![Inline::Number("表1".to_owned()), Inline::Text("　分类统计".to_owned())],
        columns: std::iter::once(column(vec!["对象".to_owned()], Align::Left))
            .chain((1..columns).map(number))
            .collect(),
        rows: (0..rows).map(row).collect(),
        ..Table::default()
    }
}

/// The words of each page by `pdftotext -bbox`; nothing where there is none.
fn read(bytes: &[u8]) -> Option<Vec<([f64; 2], Vec<Word>)>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = match Command::new("pdftotext").args(["-bbox".as_ref(), path.as_os_str(), "-".as_ref()]).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_none(), "pdftotext: {error}; install poppler-utils");
            return None;
        }
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let number = |line: &str, key: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{key}=\"")).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let mut pages: Vec<([f64; 2], Vec<Word>)> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push((["width", "height"].map(|key| number(line, key)), Vec::new()));
        } else if line.starts_with("<word ") {
            let edges = ["xMin", "yMin", "xMax", "yMax"].map(|key| number(line, key));
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            pages.last_mut().unwrap().1.push(Word { text, edges });
        }
    }
    Some(pages)
}

fn meets(a: &Word, b: &Word) -> bool {
    let [left, _, right, _] =
        [0, 1, 2, 3].map(|at| if at < 2 { a.edges[at].max(b.edges[at]) } else { a.edges[at].min(b.edges[at]) });
    let middle = |word: &Word| (word.edges[1] + word.edges[3]) / 2.0;
    let high = (a.edges[3] - a.edges[1]).min(b.edges[3] - b.edges[1]);
    right - left > 0.5 && (middle(a) - middle(b)).abs() < high * 0.5
}

/// What is wrong with the words of a page; only the page number stands outside the text area.
fn check(no: usize, [width, height]: [f64; 2], words: &[Word]) {
    let area = if width > height { TURNED } else { UPRIGHT };
    for (at, word) in words.iter().enumerate() {
        let [left, top, right, bottom] = word.edges;
        let said = format!("page {no}: {} {:?}", word.text, word.edges);
        assert!(left >= 0.0 && top >= 0.0 && right <= width && bottom <= height, "{said}");
        let inside = left >= area[0] - 0.5 && right <= area[2] + 0.5;
        assert!(inside || word.text.chars().all(|c| c == '—' || c.is_ascii_digit()), "{said}");
        if let Some(other) = words[at + 1..].iter().find(|other| meets(word, other)) {
            panic!("{said} on {} {:?}", other.text, other.edges);
        }
    }
    assert!(words.iter().any(|word| word.text.contains("对象")), "page {no} has no heads");
}

#[test]
fn poppler_finds_every_word_of_a_large_table_on_its_page_and_none_on_another() {
    let session = session(DESK);
    let style = PageStyle::of_theme(&session.catalog.themes["official"]).unwrap();
    let fonts = fonts();
    for size in SIZES {
        let meta = Meta {
            title: "表".to_owned(),
            issuer: "局".to_owned(),
            language: "zh-CN".to_owned(),
            draft_mark: None,
            notice: None,
        };
        let document = Document { meta, blocks: vec![Block::Table(table(size))] };
        let set = typeset(&document, &fonts, &style).unwrap();
        let info = PdfInfo {
            title: "表".to_owned(),
            author: "局".to_owned(),
            subject: String::new(),
            keywords: String::new(),
            date: Date::new(2021, 12, 5).unwrap(),
            language: "zh-CN".to_owned(),
        };
        let Some(pages) = read(&render(&set, &fonts, &info).unwrap()) else { return };
        assert_eq!(pages.len(), set.pages.len());
        let (mut numbers, mut all) = (Vec::new(), String::new());
        for (no, (sheet, words)) in pages.iter().enumerate() {
            check(no + 1, *sheet, words);
            numbers.extend(words.iter().map(|word| word.text.as_str()).filter(|text| text.contains('.')));
            words.iter().for_each(|word| all.push_str(&word.text));
        }
        let (rows, columns) = size;
        let mut expected: Vec<String> = (0..rows).flat_map(|row| (1..columns).map(move |at| value(row, at))).collect();
        numbers.sort_unstable();
        expected.sort_unstable();
        assert!(numbers == expected, "{size:?}: not every value is there once");
        if let Some(lost) = (0..rows).map(name).find(|name| !all.contains(name.as_str())) {
            panic!("{size:?}: {lost} is lost");
        }
    }
}
