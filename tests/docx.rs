//! The DOCX of every desk's briefing, read back by a program that is not ours (`tests/docx/read.py`: Python's own zip
//! and XML, python-docx where it is installed), and as pages by LibreOffice where that is installed.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use support::documents::{DESKS, briefing};
use support::{python, soffice, stderr, stdout};
use yuebao::document::{Block, Document, Table, plain_text};
use yuebao::model::Date;

/// What a reader sees of a block, piece by piece.
fn pieces(block: &Block) -> Vec<String> {
    let texts = || block.texts().into_iter().map(|text| plain_text(text));
    match block {
        Block::Masthead { name, issue, issuer, date } => {
            vec![name.clone(), plain_text(issue), issuer.clone(), plain_text(date)]
        }
        Block::KeyFigures(figures) => figures
            .iter()
            .flat_map(|figure| [figure.label.clone(), plain_text(&figure.value), plain_text(&figure.note)])
            .chain(yuebao::document::legends(figures).into_iter().map(|legend| plain_text(legend)))
            .collect(),
        Block::Table(table) => {
            let head = [plain_text(&table.title), table.unit_line.clone()];
            let notes = table.notes.iter().map(|note| plain_text(note));
            // The heads are compared one by one: merged cells have an order of their own.
            head.into_iter()
                .chain(["<heads>".to_owned()])
                .chain(cells(table).into_iter().flatten())
                .chain(notes)
                .collect()
        }
        _ => texts().collect(),
    }
}

/// The words of the rows; a group is one cell.
fn cells(table: &Table) -> Vec<Vec<String>> {
    let row = |row: &yuebao::document::Row| {
        let shown = row.cells.iter().map(|cell| cell.content.shown().to_owned());
        if row.kind == yuebao::document::RowKind::Group { shown.take(1).collect() } else { shown.collect() }
    };
    table.rows.iter().map(row).collect()
}

/// What stands above each column: its heads, and the rows under them.
fn paths(table: &Table) -> Vec<Vec<&String>> {
    let under = |at: usize| table.under_heads.iter().filter_map(move |row| row.get(at));
    table.columns.iter().enumerate().map(|(at, column)| column.heads.iter().chain(under(at)).collect()).collect()
}

fn expected(document: &Document) -> Value {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(json!({
            "paths": paths(table),
            "rows": cells(table),
        })),
        _ => None,
    });
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some(json!([level, plain_text(text)])),
        Block::Annex { text, .. } => Some(json!([1, plain_text(text)])),
        _ => None,
    });
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Title(text) | Block::Heading { text, .. } | Block::Paragraph(text) => Some(plain_text(text)),
        _ => None,
    });
    let boxes = document.blocks.iter().filter(|block| matches!(block, Block::KeyFigures(_))).count();
    let charts = document.blocks.iter().filter(|block| matches!(block, Block::Chart(_))).count();
    json!({
        "pieces": document.blocks.iter().flat_map(pieces).collect::<Vec<_>>(),
        "tables": tables.collect::<Vec<_>>(),
        "headings": headings.collect::<Vec<_>>(),
        "paragraphs": paragraphs.collect::<Vec<_>>(),
        "figures": document.figures().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "boxes": boxes,
        "charts": charts,
        "notice": document.meta.notice,
    })
}

/// The file as pages, and their words; nothing where there is no LibreOffice or no `pdftotext`.
fn pages(folder: &Path, file: &Path) -> Option<String> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new(soffice()?)
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, file])
        .output()
        .ok()?;
    assert!(run.status.success(), "{}", stderr(&run));
    let output =
        Command::new("pdftotext").args([file.with_extension("pdf").as_os_str(), "-".as_ref()]).output().ok()?;
    Some(stdout(&output).split_whitespace().collect())
}

#[test]
fn a_program_that_is_not_ours_reads_the_same_words_tables_and_figures() {
    let folder = tempfile::tempdir().unwrap();
    for (desk, period) in DESKS {
        let (session, document) = briefing(desk, period);
        let date = Date::parse_iso("2024-12-05").unwrap();
        let bytes = session.docx(&document, date).unwrap();
        assert!(bytes == session.docx(&document, date).unwrap(), "{desk}: the same twice");
        let (file, wanted) = (folder.path().join(format!("{desk}.docx")), folder.path().join("expected.json"));
        std::fs::write(&file, &bytes).unwrap();
        let expected = expected(&document);
        std::fs::write(&wanted, expected.to_string()).unwrap();
        if let Some(output) = python("tests/docx/read.py", &[&file, &wanted]) {
            assert!(output.status.success(), "{desk}: {}{}", stdout(&output), stderr(&output));
        }
        if let Some(text) = pages(folder.path(), &file) {
            let mut rest = text.as_str();
            for paragraph in expected["paragraphs"].as_array().unwrap() {
                let paragraph: String = paragraph.as_str().unwrap().split_whitespace().collect();
                rest = after(rest, &paragraph).unwrap_or_else(|| unreachable!("{desk}: {paragraph} in {rest}"));
            }
        }
    }
}

/// What follows a paragraph, which may be parted by what stands between two pages: a number, a notice, a mark.
fn after<'a>(text: &'a str, paragraph: &str) -> Option<&'a str> {
    if let Some(at) = text.find(paragraph) {
        return Some(&text[at + paragraph.len()..]);
    }
    let cuts = paragraph.char_indices().map(|(at, _)| at).skip(1);
    cuts.filter_map(|cut| {
        let (head, tail) = paragraph.split_at(cut);
        let at = text.find(head)? + head.len();
        let next = at + text[at..].find(tail)?;
        let between = &text[at..next];
        (between.contains('—') && between.chars().count() < 60).then(|| &text[next + tail.len()..])
    })
    .next()
}
