//! The DOCX of every desk's briefing, read back by a program that is not ours (`tests/docx/read.py`: Python's own zip
//! and XML, python-docx where it is installed), and as pages by LibreOffice where that is installed.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use serde_json::{Value, json};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
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
            let block = table.block.iter();
            let block = block.flat_map(|block| block.lines.iter().chain([&block.office, &block.period]).cloned());
            let head = std::iter::once(plain_text(&table.title)).chain(block).chain([table.unit_line.clone()]);
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
    // What stands at the foot is a table without heads as well.
    let is_box = |block: &&Block| matches!(block, Block::KeyFigures(_) | Block::Imprint(_));
    let boxes = document.blocks.iter().filter(is_box).count();
    let charts = document.blocks.iter().filter(|block| matches!(block, Block::Chart(_))).count();
    // A chart stands where it stands on the page: text may have been let past it.
    let plots = document.blocks.iter().filter(|block| matches!(block, Block::Chart(_)));
    let rest = document.blocks.iter().filter(|block| !matches!(block, Block::Chart(_)));
    json!({
        "pieces": rest.flat_map(pieces).collect::<Vec<_>>(),
        "plots": plots.flat_map(pieces).collect::<Vec<_>>(),
        "tables": tables.collect::<Vec<_>>(),
        "headings": headings.collect::<Vec<_>>(),
        "paragraphs": paragraphs.collect::<Vec<_>>(),
        "figures": document.figures().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "boxes": boxes,
        "charts": charts,
        "notice": document.meta.notice,
    })
}

/// The file as pages; nothing where there is no LibreOffice.
fn converted(folder: &Path, file: &Path) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new(soffice()?)
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, file])
        .output()
        .ok()?;
    assert!(run.status.success(), "{}", stderr(&run));
    Some(folder.join(file.file_name()?).with_extension("pdf"))
}

/// The words of its pages; nothing where there is no LibreOffice or no `pdftotext`.
fn pages(folder: &Path, file: &Path) -> Option<String> {
    let output = Command::new("pdftotext").args([converted(folder, file)?.as_os_str(), "-".as_ref()]).output().ok()?;
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

/// Documents of one edition: a briefing of a page, a letter, three that have an imprint or many pages.
const KINDS: [&str; 5] = ["brief", "inquiry", "circular", "notice", "briefing"];
/// The lines of an imprint, first and last, and how far they may stand from those of the PDF, in points.
const IMPRINT: [&str; 2] = ["抄送：", "印发"];
const NEAR: f64 = 6.0;
/// As many pages may become one more in an office program.
const LONG: usize = 10;

/// The pages of a PDF as an independent program sees them: the words of each with the height of their feet.
fn words(file: &Path) -> Option<Vec<Vec<(String, f64)>>> {
    let output = Command::new("pdftotext").args([OsStr::new("-bbox"), file.as_os_str(), OsStr::new("-")]).output();
    let output = stdout(&output.ok()?);
    let word = |line: &str| {
        let foot = line.split("yMax=\"").nth(1)?.split('"').next()?.parse().ok()?;
        Some((line.split('>').nth(1)?.split('<').next()?.to_owned(), foot))
    };
    let pages = output.split("<page ").skip(1);
    Some(pages.map(|page| page.lines().filter_map(word).collect()).collect())
}

/// On which page of how many the last line with these words stands, and its foot.
fn last(pages: &[Vec<(String, f64)>], words: &str) -> Option<(usize, f64)> {
    let found = pages.iter().enumerate().rev();
    found
        .flat_map(|(no, page)| page.iter().rev().map(move |word| (no, word)))
        .find_map(|(no, (said, foot))| said.contains(words).then_some((no, *foot)))
}

#[test]
fn pages_of_the_docx_are_those_of_the_pdf_and_the_imprint_stands_at_their_foot() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let arguments = ["report", "--desk", "xuchang-2021", "--period", "2021-11", "--also", "inquiry,notice", "--out"];
    let run = support::yuebao(&[arguments.as_slice(), &[out.to_str().unwrap()]].concat());
    assert!(run.status.success(), "{}", stderr(&run));
    let edition = out.join("第1版");
    for kind in KINDS {
        let pdf = words(&edition.join(format!("{kind}.pdf")));
        let docx = converted(folder.path(), &edition.join(format!("{kind}.docx"))).and_then(|file| words(&file));
        let (Some(pdf), Some(docx)) = (pdf, docx) else { return };
        // Other faces make other lines: over many pages of tables and charts that may come to one more.
        let more = pdf.len() / LONG;
        assert!(
            (pdf.len()..=pdf.len() + more).contains(&docx.len()),
            "{kind}: {} pages, not {}",
            docx.len(),
            pdf.len()
        );
        for line in IMPRINT {
            let (wanted, found) = (last(&pdf, line), last(&docx, line));
            assert_eq!(found.map(|(page, _)| page), wanted.map(|(page, _)| page), "{kind}: {line}");
            if let (Some((_, wanted)), Some((_, found))) = (wanted, found) {
                assert!((wanted - found).abs() < NEAR, "{kind}: {line} ends at {found}, not {wanted}");
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
