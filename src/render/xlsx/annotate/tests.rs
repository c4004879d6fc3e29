//! Packages made here, hostile ones above all: nothing panics, and there is a copy whatever comes.

use super::*;
use crate::ingest;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn bounds() -> Bounds {
    Bounds {
        file_bytes: 1 << 24,
        inflated_bytes: 1 << 24,
        entries: 1000,
        sheets: 50,
        cells: 100_000,
        strings: 100_000,
        merges: 10_000,
        nesting: 100,
        seconds: 60,
        text_chars: 32_767,
        rows: 1_048_576,
        columns: 16_384,
    }
}

fn list() -> Annotations {
    let line = |level, cell| {
        let cell = Cell::parse(cell).unwrap();
        Line {
            level,
            level_name: String::new(),
            sheet: "表1".to_owned(),
            cell: Some(cell),
            here: true,
            raw: "\u{1}_x0041_".to_owned(),
            problem: "]]><x>&".to_owned(),
            cause: String::new(),
            advice: String::new(),
            reply: Default::default(),
            id: format!("id|{cell}"),
            marks: vec![Mark { sheet: "表1".to_owned(), cell, words: "\"'<&".to_owned() }],
        }
    };
    let lines = vec![line(Level::Must, "B2"), line(Level::Query, "XFD1048576"), line(Level::Query, "A7")];
    Annotations { lines, ..Annotations::default() }
}

/// A workbook with a comment, a merged range, a formula and a hidden sheet.
fn book() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("表1").unwrap();
    sheet.write_string(0, 0, "指标").unwrap().write_number(1, 1, 2.5).unwrap();
    sheet.write_formula(2, 1, "B2*2").unwrap();
    sheet.merge_range(5, 0, 6, 2, "合", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.insert_note(1, 1, &rust_xlsxwriter::Note::new("原有")).unwrap();
    book.add_worksheet().set_name("旧").unwrap().set_hidden(true);
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (String::from_utf8(part.name_raw().to_vec()).unwrap(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn copy(bytes: &[u8]) -> Annotated {
    annotate(bytes, &list(), &bounds(), &|| false).unwrap()
}

/// A small generator: the same numbers each time.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    }
}

#[test]
fn a_copy_reads_like_its_original_and_is_the_same_each_time() {
    let made = copy(&book());
    assert!(!made.rebuilt);
    assert_eq!(made.bytes, copy(&book()).bytes);
    let read = |bytes: &[u8]| ingest::read_workbook(bytes, &bounds(), &|| false).unwrap();
    let (old, new) = (read(&book()), read(&made.bytes));
    assert_eq!(new.sheets.len(), 3);
    assert_eq!((&new.sheets[1].cells, &new.sheets[1].merges), (&old.sheets[0].cells, &old.sheets[0].merges));
    assert!(new.sheets[2].hidden);
    let shown: Vec<String> = new.sheets[0].cells.values().map(ingest::GridCell::raw).collect();
    assert!(shown.contains(&"]]><x>&".to_owned()) && shown.contains(&"_x0041_".to_owned()), "{shown:?}");
}

#[test]
fn only_what_must_change_is_changed() {
    let (old, new) = (parts(&book()), parts(&copy(&book()).bytes));
    let changed: Vec<&str> = old.iter().filter(|part| !new.contains(part)).map(|(name, _)| name.as_str()).collect();
    let may = [
        "[Content_Types].xml",
        "workbook.xml",
        "workbook.xml.rels",
        "styles.xml",
        "sheet1.xml",
        "comments1.xml",
        "vmlDrawing1.vml",
    ];
    assert!(changed.iter().all(|name| may.contains(&name.rsplit('/').next().unwrap())), "{changed:?}");
    assert_eq!(new.len(), old.len() + 1);
    assert_eq!(new.iter().filter(|(name, _)| name.contains("comments")).count(), 1, "the comments there were go on");
}

#[test]
fn spoiled_parts_never_panic() {
    let whole = parts(&book());
    let mut next = numbers(1);
    for round in 0..400 {
        let mut spoiled = whole.clone();
        for _ in 0..=next(3) {
            let part = next(spoiled.len());
            let bytes = &mut spoiled[part].1;
            let at = next(bytes.len());
            match round % 4 {
                0 => bytes[at] = b"<>/\"'&= r1:"[next(11)],
                1 => bytes.truncate(at),
                2 => {
                    let end = (at + next(60)).min(bytes.len());
                    bytes.drain(at..end);
                }
                _ => {
                    let end = (at + next(200)).min(bytes.len());
                    let again = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
        let made = copy(&packed(&spoiled));
        let again = ingest::read_workbook(&made.bytes, &bounds(), &|| false);
        // What is patched is no worse than what came.
        assert!(
            again.is_ok() || ingest::read_workbook(&packed(&spoiled), &bounds(), &|| false).is_err(),
            "round {round}"
        );
    }
}

#[test]
fn cut_and_scrambled_packages_never_panic() {
    let whole = book();
    let mut next = numbers(2);
    for _ in 0..60 {
        let cut = &whole[..next(whole.len())];
        assert!(copy(cut).rebuilt);
        let mut scrambled = whole.clone();
        for _ in 0..8 {
            let at = next(scrambled.len());
            scrambled[at] = u8::try_from(next(256)).unwrap();
        }
        copy(&scrambled);
    }
}

#[test]
fn sheets_of_macros_are_made_anew_without_them() {
    let mut parts = parts(&book());
    for (name, bytes) in &mut parts {
        if name == "xl/_rels/workbook.xml.rels" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let macros = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";
            let sheet = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
            let at = text.rfind(sheet).unwrap();
            *bytes = format!("{}{macros}{}", &text[..at], &text[at + sheet.len()..]).into_bytes();
        }
    }
    let made = copy(&packed(&parts));
    assert!(made.rebuilt);
    let book = ingest::read_workbook(&made.bytes, &bounds(), &|| false).unwrap();
    assert!(book.sheets[0].cells.values().any(|cell| cell.raw().contains("含宏工作表")));
    assert_eq!(book.sheets.len(), 2, "the sheet of macros is gone");
}

#[test]
fn text_and_web_pages_are_made_anew() {
    for (bytes, sheet) in [("指标,数\n死亡,12\n", 0), ("<html><table><tr><td>a<td>12</table></html>", 0)] {
        let made = copy(bytes.as_bytes());
        let book = ingest::read_workbook(&made.bytes, &bounds(), &|| false).unwrap();
        assert!(made.rebuilt && book.sheets[sheet + 1].cells.values().any(|cell| cell.raw() == "12"));
    }
}

/// The parts of a workbook with some of them changed, and others added.
fn changed(change: impl Fn(&str, String) -> String, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(&book());
    for (name, bytes) in &mut parts {
        *bytes = change(name, String::from_utf8(bytes.clone()).unwrap()).into_bytes();
    }
    parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    packed(&parts)
}

fn part(bytes: &[u8], name: &str) -> Option<String> {
    let found = parts(bytes).into_iter().find(|(part, _)| part == name);
    found.map(|(_, bytes)| String::from_utf8(bytes).unwrap())
}

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

#[test]
fn controls_and_embedded_objects_go_with_what_shows_them() {
    let sheet = "xl/worksheets/sheet1.xml";
    let shown = "<oleObjects><oleObject progId=\"Package\" r:id=\"o1\"/></oleObjects><mc:AlternateContent \
                 xmlns:mc=\"m\"><mc:Choice Requires=\"x14\"><controls><control r:id=\"c1\"/></controls></mc:Choice>\
                 </mc:AlternateContent></worksheet>";
    let related = format!(
        "<Relationship Id=\"o1\" Type=\"{RELATION}/oleObject\" Target=\"../embeddings/o.bin\"/><Relationship Id=\"c1\" \
         Type=\"{RELATION}/control\" Target=\"../activeX/a.xml\"></Relationship></Relationships>"
    );
    let change = |name: &str, text: String| match name {
        _ if name == sheet => text.replace("</worksheet>", shown),
        "xl/worksheets/_rels/sheet1.xml.rels" => text.replace("</Relationships>", &related),
        _ => text,
    };
    let made = copy(&changed(change, &[("xl/embeddings/o.bin", "x"), ("xl/activeX/a.xml", "<a/>")]));
    assert!(!made.rebuilt);
    let text = part(&made.bytes, sheet).unwrap();
    assert!(!text.contains("oleObject") && !text.contains("control") && text.contains("<legacyDrawing "), "{text}");
    assert_eq!((part(&made.bytes, "xl/embeddings/o.bin"), part(&made.bytes, "xl/activeX/a.xml")), (None, None));
    let rels = part(&made.bytes, "xl/worksheets/_rels/sheet1.xml.rels").unwrap();
    assert!(rels.contains("vmlDrawing") && !rels.contains("activeX") && !rels.contains("embeddings"), "{rels}");
    let list = part(&made.bytes, "xl/worksheets/sheet3.xml").unwrap();
    assert!(list.contains("ActiveX 控件、嵌入对象"), "{list}");
}

#[test]
fn a_conversation_stays_and_its_cell_is_coloured_only() {
    let related = "<Relationship Id=\"t\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" \
                   Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>";
    let change = |name: &str, text: String| match name {
        "xl/worksheets/_rels/sheet1.xml.rels" => text.replace("</Relationships>", related),
        _ => text,
    };
    let talk = ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>");
    let made = copy(&changed(change, &[talk]));
    assert_eq!(part(&made.bytes, talk.0).as_deref(), Some(talk.1));
    let comments = part(&made.bytes, "xl/comments1.xml").unwrap();
    // B2 has the conversation; of the two others A7 is shown at A6.
    assert_eq!(comments.matches("<comment ref=").count(), 3, "{comments}");
    let of_cell = comments.split("<comment ref=\"B2\"").nth(1).unwrap().split("</comment>").next().unwrap();
    assert!(!of_cell.contains("&quot;"), "{of_cell}");
    let list = part(&made.bytes, "xl/worksheets/sheet3.xml").unwrap();
    assert!(list.contains("已有批注会话"), "{list}");
}

#[test]
fn a_condition_on_another_workbook_makes_a_copy_anew() {
    let rule = "<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"1\"><formula>[1]a!A1&gt;0\
                </formula></cfRule></conditionalFormatting><pageMargins ";
    let change = |name: &str, text: String| match name {
        "xl/worksheets/sheet1.xml" => text.replace("<pageMargins ", rule),
        _ => text,
    };
    assert!(copy(&changed(change, &[])).rebuilt);
}

#[test]
fn a_copy_of_a_copy_has_one_list_and_each_comment_once() {
    let marked = |words: &str, cell: &str| {
        let mut list = list();
        list.lines.truncate(1);
        list.author = "审核科".to_owned();
        let cell = Cell::parse(cell).unwrap();
        let mark = Mark { sheet: "表1".to_owned(), cell, words: format!("【强制】第1项：{words}") };
        (list.lines[0].marks, list.lines[0].problem) = (vec![mark], words.to_owned());
        list
    };
    let made = |bytes: &[u8], list: &Annotations| annotate(bytes, list, &bounds(), &|| false).unwrap();
    let first = made(&book(), &marked("旧的话", "C3"));
    for words in ["新的话", "旧的话"] {
        let second = made(&first.bytes, &marked(words, "B1"));
        assert!(!second.rebuilt);
        let all = parts(&second.bytes).into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
        let all = all.collect::<Vec<_>>().join("\n");
        // In the list and in the comment.
        assert_eq!(all.matches(words).count(), 2, "{words}");
        assert_eq!(all.matches("旧的话").count(), if words == "旧的话" { 2 } else { 0 });
        assert!(all.contains("原有") && !all.contains("问题清单1"));
        assert_eq!(all.matches("<x:ClientData ObjectType=\"Note\">").count(), 2, "a box for each comment");
        let again = ingest::read_workbook(&second.bytes, &bounds(), &|| false).unwrap();
        let names: Vec<&str> = again.sheets.iter().map(|grid| &*grid.name).collect();
        assert_eq!(names, ["问题清单", "表1", "旧"]);
    }
}
