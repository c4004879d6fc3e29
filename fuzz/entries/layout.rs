//! Any grid at all, written in one of three formats and read by one of the forms.
//!
//! The input is text, so that what goes wrong can be read: the first line is the number of a form and a letter (`c`
//! delimited text, `x` XML of 2003, `h` web page); then rows by line, cells by tab. A cell may begin with `^`, a digit
//! and a digit: the rows and columns it spans. In XML `%` before a number makes it a percentage, `@` a date.

use super::{reading, templates};
use std::fmt::Write;
use std::sync::OnceLock;
use yuebao::catalog::Catalog;

const FORMS: [&str; 6] = [
    include_str!("forms/regions.toml"),
    include_str!("forms/measures.toml"),
    include_str!("forms/periods_wide.toml"),
    include_str!("forms/records.toml"),
    include_str!("forms/aggregates.toml"),
    include_str!("forms/periods.toml"),
];

fn catalogs() -> &'static [Catalog] {
    static CATALOGS: OnceLock<Vec<Catalog>> = OnceLock::new();
    let load = |form: &&str| templates::with_form(form.as_bytes(), reading::bounds()).expect("a form");
    CATALOGS.get_or_init(|| FORMS.iter().map(load).collect())
}

pub fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (head, grid) = text.split_once('\n').unwrap_or((&text, ""));
    let mut head = head.chars();
    let form = head.next().map_or(0, |c| c as usize % FORMS.len());
    let file = match head.next() {
        Some('x') => xml(grid),
        Some('h') => html(grid),
        _ => csv(grid),
    };
    let _ = reading::read(&catalogs()[form], file.as_bytes());
}

/// The cells of a line: rows and columns spanned, and the text.
fn cells(line: &str) -> impl Iterator<Item = ((u32, u32), &str)> {
    line.split('\t').map(|cell| {
        let mut spans = cell.strip_prefix('^').into_iter().flat_map(str::chars).map_while(|c| c.to_digit(10));
        match (spans.next(), spans.next()) {
            (Some(down), Some(across)) => ((down, across), &cell[3..]),
            _ => ((1, 1), cell),
        }
    })
}

fn csv(grid: &str) -> String {
    let line = |line: &str| {
        let cells: Vec<String> = cells(line).map(|(_, text)| format!("\"{}\"", text.replace('"', "\"\""))).collect();
        cells.join(",")
    };
    grid.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(grid: &str) -> String {
    let mut page = "<html><table>".to_owned();
    for line in grid.split('\n') {
        page.push_str("<tr>");
        for ((down, across), text) in cells(line) {
            let _ = write!(page, "<td rowspan={down} colspan={across}>{}", escaped(text));
        }
    }
    page
}

fn xml(grid: &str) -> String {
    xml_of(&[("a", grid)])
}

/// Several sheets by their names.
pub fn xml_of(sheets: &[(&str, &str)]) -> String {
    let mut book = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>\
                    <Style ID=\"p\"><NumberFormat Format=\"Percent\"/></Style></Styles>"
        .to_owned();
    for (name, grid) in sheets {
        xml_sheet(name, grid, &mut book);
    }
    book + "</Workbook>"
}

fn xml_sheet(name: &str, grid: &str, book: &mut String) {
    let _ = write!(book, "<Worksheet Name=\"{}\"><Table>", escaped(name).replace('"', "&quot;"));
    for line in grid.split('\n') {
        book.push_str("<Row>");
        for ((down, across), text) in cells(line) {
            let (kind, style, text) = match text.chars().next() {
                Some('%') => ("Number", " StyleID=\"p\"", &text[1..]),
                Some('@') => ("DateTime", "", &text[1..]),
                _ if text.parse::<f64>().is_ok() => ("Number", "", text),
                _ => ("String", "", text),
            };
            let (down, across) = (down.saturating_sub(1), across.saturating_sub(1));
            let _ = write!(book, "<Cell MergeDown=\"{down}\" MergeAcross=\"{across}\"{style}>");
            let _ = write!(book, "<Data Type=\"{kind}\">{}</Data></Cell>", escaped(text));
        }
        book.push_str("</Row>");
    }
    book.push_str("</Table></Worksheet>");
}
