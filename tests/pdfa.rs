//! The PDF files of every desk's edition, read by programs that are not ours: Apache PDFBox (PDF/A-1b), qpdf (the file),
//! poppler (faces, text, structure). Without them these tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is
//! set, as `.ci/run` sets it: then they fail. What to install: src/render/pdf/PDF_A1.md.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::documents::{DESKS, fonts};
use support::{stderr, stdout, tree, yuebao};
use yuebao::document::{Block, Document, plain_text};
use yuebao::fonts::FontSet;
use yuebao::model::Date;
use yuebao::render::pdf::{PdfInfo, render};
use yuebao::typeset::{PageStyle, Typeset, typeset};

/// Of a briefing of ten pages; a longer one may have as much more as it is longer.
const LARGEST: u64 = 400 << 10;

/// What another program says; nothing where it is missing and need not be there.
fn ask(program: &str, package: &str, arguments: &[&Path]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
            assert!(!needed, "{program}: {error}; install {package}");
            None
        }
    }
}

/// Every PDF of the editions of all desks, side by side in one folder.
fn editions() -> &'static Path {
    static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let make = || {
        let folder = tempfile::tempdir().unwrap();
        for (desk, period) in DESKS {
            let out = tempfile::tempdir().unwrap();
            let run = yuebao(&["report", "--desk", desk, "--period", period, "--out", out.path().to_str().unwrap()]);
            assert!(run.status.success(), "{desk}: {}", stderr(&run));
            for (name, bytes) in tree(out.path()).into_iter().filter(|(name, _)| name.ends_with(".pdf")) {
                std::fs::write(folder.path().join(format!("{desk} {}", name.replace('/', " "))), bytes).unwrap();
            }
        }
        folder
    };
    MADE.get_or_init(make).path()
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(editions()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    // A briefing each, two completion reports at least, and the letters of the desk that has findings.
    assert!(files.len() >= 14, "{files:?}");
    files
}

/// The archives of PDFBox as Debian installs them.
fn class_path() -> Option<String> {
    let folder = std::env::var("YUEBAO_JAVA").unwrap_or_else(|_| "/usr/share/java".to_owned());
    let names = ["pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"];
    let paths = names.map(|name| format!("{folder}/{name}.jar"));
    let missing: Vec<&String> = paths.iter().filter(|path| !Path::new(path).exists()).collect();
    if !missing.is_empty() {
        let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
        assert!(!needed, "{missing:?}: install libpdfbox2-java libactivation-java libjaxb-api-java");
        return None;
    }
    Some(paths.join(":"))
}

#[test]
fn apache_pdfbox_says_that_every_pdf_is_pdf_a_1b() {
    let Some(path) = class_path() else { return };
    let files = files();
    let arguments = ["-Dfile.encoding=UTF-8", "-cp", &path, "org.apache.pdfbox.preflight.Validator_A1b", "batch"];
    let arguments: Vec<&Path> = arguments.iter().map(Path::new).chain([editions()]).collect();
    // All files in one go: what takes time is the start of the machine.
    let Some(output) = ask("java", "default-jre-headless", &arguments) else { return };
    let said = stdout(&output) + &stderr(&output);
    assert_eq!(said.matches("is a valid PDF/A-1b file").count(), files.len(), "{said}");
    assert!(!said.contains("not a valid") && output.status.success(), "{said}");
}

#[test]
fn the_files_are_whole_and_their_faces_embedded_and_subset() {
    for file in files() {
        if let Some(output) = ask("qpdf", "qpdf", &["--check".as_ref(), &file]) {
            let said = stdout(&output) + &stderr(&output);
            assert!(output.status.success() && !said.contains("WARNING"), "{said}");
            assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        }
        let Some(output) = ask("pdffonts", "poppler-utils", &[&file]) else { return };
        let said = stdout(&output);
        let faces: Vec<&str> = said.lines().skip(2).collect();
        assert!(!faces.is_empty(), "{said}");
        for face in faces {
            // emb sub uni, then the object's number and generation.
            let words: Vec<&str> = face.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(words, ["yes"; 3], "{}: {face}", file.display());
        }
    }
}

#[test]
fn a_briefing_of_ten_pages_takes_less_than_400_kb() {
    for file in files() {
        let pages = lopdf::Document::load(&file).unwrap().get_pages().len() as u64;
        let size = std::fs::metadata(&file).unwrap().len();
        let most = LARGEST * pages.max(10) / 10;
        assert!(size <= most, "{}: {pages} pages in {size} bytes, at most {most}", file.display());
    }
}

/// A desk's briefing and its PDF, made from the document that is looked at.
struct Briefing {
    desk: &'static str,
    document: Document,
    set: Typeset,
    pdf: tempfile::NamedTempFile,
}

fn briefings() -> &'static [Briefing] {
    static MADE: OnceLock<Vec<Briefing>> = OnceLock::new();
    MADE.get_or_init(|| {
        let fonts = fonts();
        DESKS.map(|(desk, period)| briefing(desk, period, &fonts)).into()
    })
}

fn briefing(desk: &'static str, period: &str, fonts: &FontSet) -> Briefing {
    let (session, document) = support::documents::briefing(desk, period);
    let style = PageStyle::of_theme(&session.catalog.themes[&session.desk.theme]).unwrap();
    let set = typeset(&document, fonts, &style).unwrap();
    let info = PdfInfo {
        title: document.meta.title.clone(),
        author: document.meta.issuer.clone(),
        subject: String::new(),
        keywords: String::new(),
        date: Date::new(2021, 12, 5).unwrap(),
        language: document.meta.language.clone(),
    };
    let pdf = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(pdf.path(), render(&set, fonts, &info).unwrap()).unwrap();
    Briefing { desk, document, set, pdf }
}

/// Words as any program may give them: without spaces, and without what stands for a space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{c}').collect()
}

/// The text of the pages without what stands on each of them: notice, draft mark, page number.
fn text_of(briefing: &Briefing) -> Option<String> {
    let output = ask("pdftotext", "poppler-utils", &[briefing.pdf.path(), "-".as_ref()])?;
    assert!(output.status.success(), "{}", stderr(&output));
    let meta = &briefing.document.meta;
    let around = [&meta.notice, &meta.draft_mark].map(|words| bare(words.as_deref().unwrap_or_default()));
    let is_number = |line: &str| line.trim_matches('—').chars().all(|c| c.is_ascii_digit());
    let lines = stdout(&output);
    let kept = lines.split(['\n', '\u{c}']).map(bare).filter(|line| !around.contains(line) && !is_number(line));
    Some(kept.collect())
}

#[test]
fn every_paragraph_can_be_copied_in_the_order_in_which_it_is_read() {
    for briefing in briefings() {
        let Some(text) = text_of(briefing) else { return };
        let mut at = 0;
        let mut count = 0;
        for block in &briefing.document.blocks {
            let (Block::Title(words) | Block::Heading { text: words, .. } | Block::Paragraph(words)) = block else {
                continue;
            };
            let words = bare(&plain_text(words));
            let found = text[at..].find(&words);
            assert!(found.is_some(), "{}: “{words}” is not in\n{}", briefing.desk, &text[at..]);
            at += found.unwrap() + words.len();
            count += 1;
        }
        assert!(count > 10, "{}: {count}", briefing.desk);
    }
}

/// The tree as `pdfinfo -struct-text` shows it: how deep, the type, the words right in the element.
fn tree_of(briefing: &Briefing) -> Option<Vec<(usize, String, String)>> {
    let output = ask("pdfinfo", "poppler-utils", &["-struct-text".as_ref(), briefing.pdf.path()])?;
    assert!(output.status.success(), "{}", stderr(&output));
    let mut elements: Vec<(usize, String, String)> = Vec::new();
    for line in stdout(&output).lines() {
        let words = line.trim_start();
        let deep = line.len() - words.len();
        if let Some(text) = words.strip_prefix('"') {
            if let Some(last) = elements.last_mut() {
                last.2 += &bare(text.trim_end_matches('"'));
            }
        } else if !words.starts_with('/') {
            // Not what is said of an element (`/Scope /Column`).
            let name = words.split([' ', ':', '(']).next().unwrap_or_default();
            elements.push((deep, name.to_owned(), String::new()));
        }
    }
    Some(elements)
}

#[test]
fn the_structure_has_every_heading_every_head_of_a_table_and_every_chart() {
    for briefing in briefings() {
        let Some(tree) = tree_of(briefing) else { return };
        let texts = |names: &[&str]| -> Vec<&str> {
            tree.iter()
                .filter(|(_, name, _)| names.contains(&name.as_str()))
                .map(|(_, _, text)| text.as_str())
                .collect()
        };
        let desk = briefing.desk;
        let headings = texts(&["H1", "H2", "H3"]);
        assert_eq!(headings.len(), briefing.set.outline.len(), "{desk}: {headings:?}");
        for entry in &briefing.set.outline {
            assert!(headings.contains(&bare(&entry.title).as_str()), "{desk}: {} in {headings:?}", entry.title);
        }
        assert_eq!(texts(&["H1"]).len(), 1, "{desk}");
        let heads = texts(&["TH"]);
        let blocks = &briefing.document.blocks;
        let tables: Vec<_> =
            blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect();
        for head in tables.iter().flat_map(|table| &table.columns).flat_map(|column| &column.heads) {
            assert!(head.is_empty() || heads.contains(&bare(head).as_str()), "{desk}: no head {head} in {heads:?}");
        }
        // A table too wide for a page is dealt into parts.
        assert!(texts(&["Table"]).len() >= tables.len(), "{desk}");
        let captions = texts(&["Caption"]);
        for table in tables {
            let title = bare(&plain_text(&table.title));
            assert!(captions.iter().any(|caption| caption.starts_with(&title)), "{desk}: {title} in {captions:?}");
        }
        let charts = blocks.iter().filter(|block| matches!(block, Block::Chart(_))).count();
        assert_eq!(texts(&["Figure"]).len(), charts, "{desk}");
    }
}
