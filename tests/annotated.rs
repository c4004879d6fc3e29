//! Annotated copies, looked at by an independent program: what was marked is marked, and nothing else has changed.
//!
//! The workbooks are made and read back by `tests/annotated/*.py`, which need python3 with openpyxl. Without it these
//! tests have nothing to do, unless `YUEBAO_NEEDS_OPENPYXL` is set, as `.ci/run` sets it: then they fail.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

mod support;

use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use support::{DESK, inputs, root, stderr, stdout, tree, yuebao};
use yuebao::app::{Options, templates};
use yuebao::catalog::Bounds;
use yuebao::finding::Level;
use yuebao::model::Cell;
use yuebao::render::xlsx::{Annotated, Annotations, Line, Mark, annotate};

const RED: &str = "FFFFC7CE";
const YELLOW: &str = "FFFFF2AB";

fn bounds() -> Bounds {
    templates(&Options { home: Some(root()), ..Options::default() }).unwrap().0.bounds
}

/// A line about a cell, or about a sheet that is not there.
fn line(level: Level, sheet: &str, cell: &str) -> Line {
    let cell = Cell::parse(cell).unwrap();
    Line {
        level,
        level_name: if level == Level::Must { "强制" } else { "核实" }.to_owned(),
        sheet: sheet.to_owned(),
        cell: Some(cell),
        here: true,
        raw: "=1+1".to_owned(),
        problem: format!("问题<{cell}>"),
        cause: String::new(),
        advice: "请核对".to_owned(),
        reply: Default::default(),
        id: format!("sum.mismatch|-|{sheet}|{cell}"),
        marks: vec![Mark { sheet: sheet.to_owned(), cell, words: format!("标注 {cell}") }],
    }
}

fn list(lines: Vec<Line>) -> Annotations {
    Annotations {
        title: "某县 2021年11月".to_owned(),
        guide: "用法".to_owned(),
        author: "某局".to_owned(),
        lines,
        personal: false,
    }
}

fn mark(bytes: &[u8], lines: Vec<Line>) -> Annotated {
    annotate(bytes, &list(lines), &bounds(), &|| false).unwrap()
}

/// Runs a script of this test; nothing without the program.
fn python(script: &str, arguments: &[&Path]) -> Option<Vec<u8>> {
    let program = std::env::var("YUEBAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = |arguments: &[&OsStr]| Command::new(&program).args(arguments).output();
    if !run(&["-c".as_ref(), "import openpyxl".as_ref()]).is_ok_and(|output| output.status.success()) {
        let needed = std::env::var_os("YUEBAO_NEEDS_OPENPYXL").is_some();
        assert!(!needed, "annotated copies are read back by python3 with openpyxl: install python3-openpyxl");
        return None;
    }
    let script = root().join("tests/annotated").join(script);
    let all: Vec<&OsStr> =
        std::iter::once(script.as_os_str()).chain(arguments.iter().map(|path| path.as_os_str())).collect();
    let output = run(&all).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    Some(output.stdout)
}

/// A workbook of `make.py`, marked, and what is seen of both.
fn looked_at(name: &str, lines: Vec<Line>) -> Option<(Value, Annotated)> {
    let folder = tempfile::tempdir().unwrap();
    python("make.py", &[folder.path()])?;
    let original = folder.path().join(name);
    let made = mark(&std::fs::read(&original).unwrap(), lines);
    let copy = folder.path().join("copy.xlsx");
    std::fs::write(&copy, &made.bytes).unwrap();
    let seen = python("look.py", &[&original, &copy])?;
    Some((serde_json::from_slice(&seen).unwrap(), made))
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Cells whose value, style or comment differs, with what differs.
fn differences(seen: &Value, sheet: &str) -> Vec<String> {
    let (old, new) = (&seen["old"]["sheets"][sheet]["cells"], &seen["new"]["sheets"][sheet]["cells"]);
    let mut found = Vec::new();
    for (cell, now) in new.as_object().unwrap() {
        // A cell that is only shown because another is further down.
        if old[cell].is_null() && now["style"][6] == "None" && now["value"].is_null() && now["comment"].is_null() {
            continue;
        }
        for part in ["value", "style", "comment"] {
            if old[cell][part] != now[part] && !(old[cell].is_null() && now[part].is_null()) {
                found.push(format!("{cell} {part}"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_marked_is_marked_and_all_else_is_byte_for_byte_the_same() {
    let sheet = "表4 殡葬";
    let lines = vec![
        line(Level::Must, sheet, "B3"),
        line(Level::Query, sheet, "B4"),
        line(Level::Query, sheet, "B3"),
        line(Level::Must, sheet, "C10"),
        line(Level::Query, sheet, "D20"),
        line(Level::Must, "没有的表", "A1"),
    ];
    let Some((seen, made)) = looked_at("full.xlsx", lines) else { return };
    assert!(!made.rebuilt);
    let (old, new) = (&seen["old"], &seen["new"]);
    assert_eq!(texts(&new["order"]), ["问题清单1", "封面", "表4 殡葬", "问题清单"]);
    assert_eq!(new["active"], "问题清单1");
    let touched = [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
    ];
    let changed = texts(&seen["changed"]);
    assert!(changed.iter().all(|part| touched.contains(part)), "{changed:?}");
    assert_eq!(seen["gone"].as_array().unwrap().len(), 0);
    assert_eq!(texts(&seen["added"]), ["xl/worksheets/sheet4.xml"]);
    assert!(texts(&seen["same"]).len() > 8 && texts(&seen["same"]).contains(&"xl/charts/chart1.xml"));
    // C10 is inside B9:C10, D20 was not there.
    let expected =
        ["B3 comment", "B3 style", "B4 comment", "B4 style", "B9 comment", "B9 style", "D20 comment", "D20 style"];
    assert_eq!(differences(&seen, sheet), expected);
    let cells = &new["sheets"][sheet]["cells"];
    for (cell, fill) in [("B3", RED), ("B4", YELLOW), ("B9", RED), ("D20", YELLOW)] {
        assert_eq!(cells[cell]["style"][6], fill, "{cell}");
    }
    // All of the style but the fill.
    assert_eq!(
        cells["B3"]["style"].as_array().unwrap()[..6],
        old["sheets"][sheet]["cells"]["B3"]["style"].as_array().unwrap()[..6]
    );
    assert_eq!(cells["B3"]["comment"], "标注 B3\n标注 B3");
    assert_eq!(cells["B4"]["comment"], "县里原有的批注\n标注 B4");
    assert_eq!(cells["D7"]["comment"], "另一条");
    for part in ["merged", "validations", "conditions", "charts", "protected", "heights", "print_area", "titles"] {
        assert_eq!(new["sheets"][sheet][part], old["sheets"][sheet][part], "{part}");
    }
    assert_eq!(new["sheets"][sheet]["selected"], false);
    assert_eq!(new["sheets"]["问题清单"]["print_area"], old["sheets"]["问题清单"]["print_area"]);
    assert_eq!(new["names"]["合计"], "'表4 殡葬'!$B$7");
    the_list_is_as_agreed(&new["sheets"]["问题清单1"]);
}

fn the_list_is_as_agreed(list: &Value) {
    let cell = |at: &str| list["cells"][at].clone();
    let heads: Vec<Value> = ('A'..='L').map(|column| cell(&format!("{column}2"))["value"].clone()).collect();
    let agreed =
        ["序号", "级别", "工作表", "单元格", "现值", "问题", "疑因", "处理建议", "说明", "填写人", "日期", "编号"];
    assert_eq!(heads, agreed);
    assert_eq!((&cell("A3")["value"], &cell("D3")["value"]), (&Value::from(1), &Value::from("B3")));
    assert_eq!(cell("D3")["link"], "'表4 殡葬'!B3");
    assert_eq!(cell("E3")["value"], "=1+1", "data, never a formula");
    assert_eq!(cell("F3")["value"], "问题<B3>");
    assert_eq!(cell("L3")["value"], "sum.mismatch|-|表4 殡葬|B3");
    // Locked is the fifth: what is to be filled in is not.
    assert_eq!((&cell("I4")["style"][5], &cell("I3")["style"][5]), (&Value::from("False"), &Value::from("True")));
    assert!(cell("D8")["link"].is_null() && cell("F8")["value"].as_str().unwrap().contains("没有这张工作表"));
    assert_eq!(
        (&list["titles"], &list["protected"], &list["selected"]),
        (&Value::from("$2:$2"), &Value::from(false), &Value::from(true))
    );
}

#[test]
fn active_content_is_taken_away_and_said_so() {
    let Some((seen, made)) = looked_at("active.xlsm", vec![line(Level::Must, "表1", "B1")]) else { return };
    assert!(!made.rebuilt);
    let gone = [
        "customUI/customUI.xml",
        "xl/_rels/vbaProject.bin.rels",
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        "xl/externalLinks/externalLink1.xml",
        "xl/vbaProject.bin",
        "xl/vbaProjectSignature.bin",
    ];
    assert_eq!(texts(&seen["gone"]), gone);
    let types = seen["types"].as_str().unwrap();
    assert!(!types.contains("macro") && !types.contains("vba") && !types.contains("externalLink"), "{types}");
    let cells = &seen["new"]["sheets"]["表1"]["cells"];
    assert_eq!(cells["A2"]["value"], "=B2+1", "a formula of its own stays");
    for (cell, value) in [("A3", Value::from(42)), ("B3", 1.5.into()), ("A4", "9人".into()), ("B4", 2.5.into())] {
        assert_eq!(cells[cell]["value"], value, "{cell}");
    }
    assert!(seen["new"]["names"].get("上月").is_none());
    let list = &seen["new"]["sheets"]["问题清单"]["cells"];
    let said: Vec<&str> = list.as_object().unwrap().values().filter_map(|cell| cell["value"].as_str()).collect();
    let said = said.join("\n");
    for words in ["宏（VBA 工程）、外部链接、自定义功能区", "共 4 格：表1!A3、表1!B3、表1!A4、表1!B4"]
    {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn packages_written_in_other_ways_are_marked_too() {
    let lines = || ["B1", "A3", "B5", "D5"].map(|cell| line(Level::Query, "表&1", cell)).to_vec();
    let Some((seen, made)) = looked_at("prefixed.xlsx", lines()) else { return };
    assert!(!made.rebuilt);
    let cells = &seen["new"]["sheets"]["表&1"]["cells"];
    for cell in ["B1", "A3", "B5", "D5"] {
        assert_eq!(cells[cell]["style"][6], YELLOW, "{cell}");
        assert_eq!(cells[cell]["comment"], format!("标注 {cell}"));
    }
    let values = [("A1", Value::from("指标")), ("B1", 3.into()), ("C5", 8.into()), ("D5", 9.into())];
    for (cell, value) in values {
        assert_eq!(cells[cell]["value"], value, "{cell}");
    }
    for name in ["strict.xlsx", "empty.xlsx"] {
        let folder = tempfile::tempdir().unwrap();
        python("make.py", &[folder.path()]).unwrap();
        let original = std::fs::read(folder.path().join(name)).unwrap();
        let made = mark(&original, vec![line(Level::Must, "表&1", "A1")]);
        assert!(!made.rebuilt, "{name}");
        let again = yuebao::ingest::read_workbook(&made.bytes, &bounds(), &|| false).unwrap();
        let names: Vec<&str> = again.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["问题清单", "表&1"], "{name}");
    }
}

#[test]
fn other_kinds_are_made_anew_with_the_same_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.xlsx");
    for (name, sheet, cell) in [("libreoffice.ods", "类型", "B2"), ("libreoffice.xls", "类型", "B2")] {
        let bytes = std::fs::read(root().join("tests/workbooks").join(name)).unwrap();
        let old = yuebao::ingest::read_workbook(&bytes, &bounds(), &|| false).unwrap();
        let sheet =
            old.sheets.iter().find(|grid| &*grid.name == sheet).or(old.sheets.first()).unwrap().name.to_string();
        let made = mark(&bytes, vec![line(Level::Must, &sheet, cell)]);
        assert!(made.rebuilt, "{name}");
        let new = yuebao::ingest::read_workbook(&made.bytes, &bounds(), &|| false).unwrap();
        let (old, new) = (old.as_read(true), new.as_read(true));
        assert_eq!(new.sheets.len(), old.sheets.len() + 1, "{name}");
        for grid in &old.sheets {
            let copy = new.sheets.iter().find(|copy| copy.name == grid.name).unwrap();
            for (cell, content) in &grid.cells {
                let kept = copy.cells.get(cell).map(|kept| kept.raw()).unwrap_or_default();
                assert_eq!(kept, content.raw(), "{name} {} {cell}", grid.name);
            }
            assert_eq!(copy.hidden, grid.hidden, "{name} {}", grid.name);
        }
        std::fs::write(&path, &made.bytes).unwrap();
        let Some(seen) = python("look.py", &[&path, &path]) else { return };
        let seen: Value = serde_json::from_slice(&seen).unwrap();
        assert_eq!(seen["new"]["sheets"][&sheet]["cells"][cell]["style"][6], RED, "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_a_list_all_the_same() {
    let made = mark(b"PK\x03\x04 and no more", vec![line(Level::Must, "表1", "A1")]);
    let book = yuebao::ingest::read_workbook(&made.bytes, &bounds(), &|| false).unwrap();
    assert_eq!(&*book.sheets[0].name, "问题清单");
    assert!(book.sheets[0].cells.values().any(|cell| cell.raw().contains("原件无法读取")));
}

#[test]
fn the_copies_of_a_month_are_written_whole_and_the_same_each_time() {
    let inputs = inputs(&["2021-10"]);
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("审核");
    let run = || {
        let arguments = ["check", "--desk", DESK, "--period", "2021-10", "--write", "-q"];
        let paths = ["--inputs", inputs.path().to_str().unwrap(), "--out", folder.to_str().unwrap()];
        yuebao(&[&arguments[..], &paths[..]].concat())
    };
    let first = run();
    assert_eq!(first.status.code(), Some(1), "{}", stderr(&first));
    let written = tree(&folder);
    let copies = written.iter().filter(|(name, _)| name.starts_with("标注/")).count();
    let letters = written.iter().filter(|(name, _)| name.starts_with("函/")).count();
    // A long path breaks the line.
    let said = |output: &std::process::Output| stdout(output).replace('\n', "");
    let counted = format!("标注件 {copies} 本，函 {letters} 件");
    assert!(copies > 3 && letters > 3 && said(&first).contains(&counted), "{}", stdout(&first));
    let second = run();
    assert!(said(&second).contains("相同，未改动"), "{}", stdout(&second));
    assert_eq!(tree(&folder), written);
    // A bare name lies in the folder one is in.
    let here = tempfile::tempdir().unwrap();
    let arguments = ["check", "--home", ".", "--desk", DESK, "--period", "2021-10", "--write", "-q", "--out", "w1"];
    let bare = || {
        let inputs = ["--inputs", inputs.path().to_str().unwrap()];
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_yuebao"));
        let home = root();
        let arguments = arguments.map(|one| if one == "." { home.to_str().unwrap() } else { one });
        command.args(arguments).args(inputs).current_dir(here.path()).output().unwrap()
    };
    for _ in 0..2 {
        assert_eq!(bare().status.code(), Some(1), "{}", stderr(&bare()));
        assert_eq!(tree(&here.path().join("w1")), written);
    }
    // A folder with something else in it is somebody's.
    std::fs::write(folder.join("记事.txt"), "").unwrap();
    let third = run();
    assert_eq!(third.status.code(), Some(2));
    assert!(stderr(&third).contains("记事.txt"), "{}", stderr(&third));
}

#[test]
fn a_return_of_an_earlier_month_that_a_letter_names_has_its_copy() {
    let inputs = inputs(&["2021-10", "2021-11"]);
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("审核");
    let arguments = ["check", "--desk", DESK, "--period", "2021-11", "--json", "--write"];
    let paths = ["--inputs", inputs.path().to_str().unwrap(), "--out", folder.to_str().unwrap()];
    let found: Value = serde_json::from_str(&stdout(&yuebao(&[&arguments[..], &paths[..]].concat()))).unwrap();
    let written: Vec<String> = tree(&folder).into_iter().map(|(name, _)| name).collect();
    let is_earlier = |f: &&Value| f["period"] == "2021-10" && f["level"] == "must" && f["file"].is_string();
    let earlier: Vec<&str> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_earlier)
        .map(|finding| finding["region"].as_str().unwrap())
        .collect();
    assert!(!earlier.is_empty(), "{written:?}");
    for unit in earlier {
        let copies = [format!("标注/{unit}2021-10.xlsx"), format!("标注/{unit}.xlsx")];
        assert!(written.iter().any(|name| copies.contains(name)), "{unit}: {written:?}");
    }
}
