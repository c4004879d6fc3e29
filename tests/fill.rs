//! `yuebao fill`: a province's own workbook with our figures in it, held against the blank by openpyxl
//! (`tests/fill/compare.py`) and against `figures.csv`.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::{DESK, openpyxl, python, root, rows, stderr, stdout, yuebao};

const FORM: &str = "tests/fill/province.toml";

/// The blank in a folder of its own; nothing where there is no openpyxl.
fn blank() -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("省厅表.xlsx");
    let made = python("tests/fill/make.py", &[&path])?;
    assert!(made.status.success(), "{}", stderr(&made));
    Some((folder, path))
}

fn fill(blank: &Path, more: &[&str]) -> Output {
    let blank = blank.to_str().unwrap();
    let mut arguments = vec!["fill", blank, "--form", FORM, "--desk", DESK];
    arguments.extend(more);
    yuebao(&arguments)
}

/// The desk's figures, by their ids.
fn figures() -> BTreeMap<String, String> {
    let run = yuebao(&["figures", "--desk", DESK, "--period", "2021-11"]);
    let value = |row: &BTreeMap<String, String>, name: &str| row[name].clone();
    rows(&run.stdout).iter().map(|row| (value(row, "trace"), value(row, "value"))).collect()
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn only_bound_cells_change_and_they_hold_the_figures() {
    let Some((folder, blank)) = blank() else { return };
    let out = folder.path().join("报出.xlsx");
    let before = std::fs::read(&blank).unwrap();
    let run = fill(&blank, &["--period", "2021-11", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    assert_eq!(std::fs::read(&blank).unwrap(), before, "the blank stays");
    let changed = openpyxl("tests/fill/compare.py", &[&blank, &out]).unwrap();
    let figures = figures();
    let of = |key: &str| figures[&format!("{key}/2021-11")].parse::<f64>().unwrap();
    // Counts as they are, 万元 as 元, a rate as it is printed in a cell that shows per cent, `—` gives way to nothing.
    let rate = |code: &str| (of(&format!("{code}/funeral.cremation_rate/ratio_ytd")) * 100.0).round() / 10_000.0;
    let expected = [
        ("汇总!D5", of("411000/marriage.registrations/month")),
        ("汇总!E5", of("411000/marriage.registrations/ytd")),
        ("汇总!D6", of("411000/marriage.divorces/month")),
        ("汇总!D7", of("411000/assistance.dibao.spending/month") * 10_000.0),
        ("汇总!E7", of("411000/assistance.dibao.spending/ytd") * 10_000.0),
        ("汇总!F8", of("411000/assistance.dibao.persons/stock")),
        ("分县!B3", rate("411002")),
        ("分县!C3", of("411002/funeral.deaths/ytd")),
        ("分县!B5", rate("411081")),
        ("分县!C8", of("411025/funeral.deaths/ytd")),
    ];
    for (cell, value) in expected {
        let after = number(&changed[cell][1]);
        assert!((after - value).abs() < 1e-6, "{cell}: {after} instead of {value}");
    }
    // The row of 合计 is of the desk: its rate, in a cell that shows no per cent; its deaths are a formula.
    assert!((number(&changed["分县!B9"][1]) - rate("411000") * 100.0).abs() < 1e-6, "{changed}");
    // Six summary cells, six counties twice, the rate of all.
    assert_eq!(changed.as_object().unwrap().len(), 6 + 12 + 1, "{changed}");
    let said = stderr(&run);
    for words in ["汇总 E6", "已有“1”", "--overwrite", "汇总 D9", "是公式", "汇总 D10", "本台没有这个数"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
}

#[test]
fn every_bound_cell_is_in_the_trace_and_another_number_gives_way_when_asked() {
    let Some((folder, blank)) = blank() else { return };
    let out = folder.path().join("报出.xlsx");
    let run = fill(&blank, &["--overwrite", "--period", "2021-11", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let trace = rows(&std::fs::read(folder.path().join("报出.xlsx.trace.csv")).unwrap());
    let row = |cell: &str| trace.iter().find(|row| row["sheet"] == "汇总" && row["cell"] == cell).unwrap();
    assert_eq!(row("D5")["figure"], "411000/marriage.registrations/month/2021-11");
    assert_eq!((row("E6")["state"].as_str(), row("E6")["before"].as_str()), ("replaced", "1"));
    assert_eq!((row("D9")["state"].as_str(), row("D9")["written"].as_str()), ("formula", ""));
    assert_eq!(row("D10")["state"], "no_figure");
    let spent = row("E7");
    let in_yuan = spent["value"].parse::<f64>().unwrap() * 10_000.0;
    assert!((spent["written"].parse::<f64>().unwrap() - in_yuan).abs() < 1e-6, "{spent:?}");
    // Filled once more from what was filled: nothing is left to do.
    let again = folder.path().join("再报.xlsx");
    let run = fill(&out, &["--period", "2021-11", "--out", again.to_str().unwrap()]);
    assert!(stdout(&run).contains("填入 0 格"), "{}", stdout(&run));
    let changed = openpyxl("tests/fill/compare.py", &[&out, &again]).unwrap();
    assert_eq!(changed, serde_json::json!({}));
}

#[test]
fn what_cannot_be_filled_is_told_and_nothing_is_written() {
    let Some((folder, blank)) = blank() else { return };
    let out = folder.path().join("报出.xlsx");
    let path = out.to_str().unwrap();
    // Another period than the workbook's; a form of other heads; the blank itself; no workbook.
    let other = fill(&blank, &["--period", "2021-10", "--out", path]);
    let form = root().join("templates/forms/table4.toml");
    let desk = ["--desk", DESK, "--period", "2021-11", "--out", path];
    let unbound = [&["fill", blank.to_str().unwrap(), "--form", form.to_str().unwrap()], &desk[..]].concat();
    let itself = fill(&blank, &["--period", "2021-11", "--out", blank.to_str().unwrap()]);
    let text = folder.path().join("表.csv");
    std::fs::write(&text, "指标,代码,计量单位,本月\n结婚登记,S01,对,\n").unwrap();
    let runs = [
        (other, "写明的期别是"),
        (yuebao(&unbound), "没有一格能按"),
        (itself, "不能写到"),
        (fill(&text, &["--period", "2021-11", "--out", path]), "没有一格能按"),
    ];
    for (run, words) in runs {
        assert_eq!(run.status.code(), Some(2), "{words}: {}", stdout(&run));
        assert!(stderr(&run).contains(words), "{words} in {}", stderr(&run));
        assert!(!out.exists(), "{words}");
    }
}

/// The blank as it is after some changes of `tests/fill/vary.py`.
fn varied(blank: &Path, changes: &[&str]) -> PathBuf {
    let out = blank.with_file_name(format!("{}.xlsx", changes.join("-")));
    let arguments = [&[blank, &out][..], &changes.iter().map(Path::new).collect::<Vec<_>>()].concat();
    let made = python("tests/fill/vary.py", &arguments).unwrap();
    assert!(made.status.success(), "{}", stderr(&made));
    out
}

#[test]
fn a_row_goes_by_its_name_a_merge_by_its_first_cell_and_a_province_means_the_total() {
    let Some((folder, blank)) = blank() else { return };
    let blank = varied(&blank, &["inserted", "merged", "province"]);
    let out = folder.path().join("报出.xlsx");
    let options = ["--period", "2021-11", "--out", out.to_str().unwrap()];
    let run = fill(&blank, &options);
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let changed = openpyxl("tests/fill/compare.py", &[&blank, &out]).unwrap();
    let figures = figures();
    let of = |key: &str| figures[&format!("411000/{key}/2021-11")].parse::<f64>().unwrap();
    // 其中：女性 stands in row 6 with the number of the divorces, which are in row 7; D5:E5 and F7:F8 are merged.
    assert!((number(&changed["汇总!D5"][1]) - of("marriage.registrations/month")).abs() < 1e-6);
    assert!((number(&changed["汇总!D7"][1]) - of("marriage.divorces/month")).abs() < 1e-6);
    for cell in ["D6", "E6", "E5"] {
        assert!(changed.get(format!("汇总!{cell}")).is_none(), "{cell}: {changed}");
    }
    let said = stderr(&run);
    for words in [
        "汇总 D6 许昌市 离婚登记 本月 2021-11：这一行写的是“其中：女性”，表样要的是“离婚登记”，只有行次相同，留空",
        "汇总 E5 许昌市 结婚登记 本年累计 2021-11：在合并单元格的左上角以外，未填",
        "汇总 写的地区是河南省，本台只有许昌市的数，填的是许昌市合计",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(stdout(&run).contains("处强制性问题未解决，所填是草稿数"), "{}", stdout(&run));
    // What stands there already is somebody's.
    std::fs::write(&out, "别人的").unwrap();
    let again = fill(&blank, &options);
    assert_eq!(again.status.code(), Some(2), "{}", stdout(&again));
    assert!(stderr(&again).contains("已有，内容不同，未改"), "{}", stderr(&again));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "别人的");
}

#[test]
fn what_the_sheet_has_no_place_for_is_told_and_a_row_in_doubt_is_left() {
    let Some((folder, blank)) = blank() else { return };
    let blank = varied(&blank, &["head", "unit"]);
    let out = folder.path().join("报出.xlsx");
    let run = fill(&blank, &["--period", "2021-11", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let said = stderr(&run);
    for words in [
        "汇总：强制：“汇总”缺少“数量/本年累计”栏",
        "汇总：强制：缺少“低保人数合计”一行",
        "汇总：核实：第5行是隐藏的",
        "汇总旧：核实：隐藏工作表未计入",
        "汇总 D6 许昌市 离婚登记 本月 2021-11：“离婚登记”计量单位写成具，应为对",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    // The row hidden, the row renamed, the column misspelt.
    assert!(stdout(&run).contains("表样里另有 3 处"), "{}", stdout(&run));
    let trace = rows(&std::fs::read(folder.path().join("报出.xlsx.trace.csv")).unwrap());
    let state = |cell: &str| {
        let row = trace.iter().find(|row| row["sheet"] == "汇总" && row["cell"] == cell).unwrap();
        (row["state"].clone(), row["written"].clone())
    };
    assert_eq!(state("D6"), ("doubted".to_owned(), String::new()));
    assert_eq!(state("F8"), ("by_number".to_owned(), String::new()));
    // 元 for 万元 is converted and no doubt.
    assert_eq!(state("D7").0, "filled");
}

#[test]
fn a_table_of_other_rows_is_refused() {
    let Some((folder, blank)) = blank() else { return };
    let blank = varied(&blank, &["other"]);
    let out = folder.path().join("报出.xlsx");
    let run = fill(&blank, &["--period", "2021-11", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(2), "{}", stdout(&run));
    assert!(stderr(&run).contains("这张表不像“民政事业汇总表”的样子：表样的 6 行里有 5 行"), "{}", stderr(&run));
    assert!(!out.exists());
}

#[test]
fn a_rate_in_a_cell_of_thousandths_is_ten_times_the_per_cent() {
    let Some((folder, blank)) = blank() else { return };
    let figures = figures();
    for what in ["permille", "shown"] {
        let blank = varied(&blank, &[what]);
        let out = folder.path().join(format!("{what}报出.xlsx"));
        let run = fill(&blank, &["--period", "2021-11", "--out", out.to_str().unwrap()]);
        assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
        let changed = openpyxl("tests/fill/compare.py", &[&blank, &out]).unwrap();
        for (cell, code) in [("分县!B3", "411002"), ("分县!B5", "411081")] {
            let percent: f64 = figures[&format!("{code}/funeral.cremation_rate/ratio_ytd/2021-11")].parse().unwrap();
            let printed = (percent * 100.0).round() / 100.0;
            assert!((number(&changed[cell][1]) - printed * 10.0).abs() < 1e-6, "{what} {cell}: {changed}");
        }
    }
}

#[test]
fn the_trace_goes_through_the_workbook_as_one_reads_it() {
    let Some((folder, blank)) = blank() else { return };
    let blank = varied(&blank, &["inserted"]);
    let out = folder.path().join("报出.xlsx");
    let run = fill(&blank, &["--period", "2021-11", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let trace = rows(&std::fs::read(folder.path().join("报出.xlsx.trace.csv")).unwrap());
    let place = |row: &BTreeMap<String, String>| {
        let (column, line) = row["cell"].split_at(1);
        (row["sheet"] == "分县", line.parse::<u32>().unwrap(), column.to_owned())
    };
    let places: Vec<_> = trace.iter().map(place).collect();
    assert!(places.len() > 12 && places.is_sorted(), "{places:?}");
    // A row that is known by its number alone stands where it stands, between those known by their names.
    let at = trace.iter().position(|row| row["state"] == "by_number").unwrap();
    assert!(at > 0 && trace[at + 2..].iter().any(|row| row["sheet"] == "汇总" && row["state"] == "filled"));
}

#[test]
fn a_form_is_drafted_from_an_empty_table_and_finds_its_cells() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空表.xlsx");
    let Some(made) = python("tests/fill/empty.py", &[&path]) else { return };
    assert!(made.status.success(), "{}", stderr(&made));
    let drafted = yuebao(&["inspect", path.to_str().unwrap(), "--draft-form"]);
    assert_eq!(drafted.status.code(), Some(0), "{}", stderr(&drafted));
    let form = folder.path().join("空表.toml");
    std::fs::write(&form, stdout(&drafted)).unwrap();
    let out = folder.path().join("报出.xlsx");
    let arguments = ["fill", path.to_str().unwrap(), "--form", form.to_str().unwrap(), "--desk", DESK];
    let run = yuebao(&[&arguments[..], &["--period", "2021-11", "--out", out.to_str().unwrap()]].concat());
    assert_eq!(run.status.code(), Some(0), "{}{}{}", stdout(&run), stderr(&run), stdout(&drafted));
    let changed = openpyxl("tests/fill/compare.py", &[&path, &out]).unwrap();
    let deaths: f64 = figures()["411000/funeral.deaths/month/2021-11"].parse().unwrap();
    assert!((number(&changed["表!D4"][1]) - deaths).abs() < 1e-6, "{changed}\n{}", stdout(&drafted));
}

/// A workbook made by a script of `tests/fill`, filled in by the form of that name: the filled one beside it, what was
/// said, what changed, the trace. Nothing where there is no openpyxl.
struct Filled {
    _folder: tempfile::TempDir,
    said: String,
    changed: serde_json::Value,
    trace: Vec<BTreeMap<String, String>>,
}

fn filled(name: &str) -> Option<Filled> {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join(format!("{name}.xlsx")), folder.path().join("报出.xlsx"));
    let made = python(&format!("tests/fill/{name}.py"), &[&path])?;
    assert!(made.status.success(), "{}", stderr(&made));
    let form = format!("tests/fill/{name}.toml");
    let arguments = ["fill", path.to_str().unwrap(), "--form", &form, "--desk", DESK, "--period", "2021-11", "--out"];
    let run = yuebao(&[&arguments[..], &[out.to_str().unwrap()]].concat());
    assert_eq!(run.status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let changed = openpyxl("tests/fill/compare.py", &[&path, &out]).unwrap();
    let trace = rows(&std::fs::read(folder.path().join("报出.xlsx.trace.csv")).unwrap());
    Some(Filled { _folder: folder, said: format!("{}{}", stdout(&run), stderr(&run)), changed, trace })
}

#[test]
fn places_go_by_their_short_names_and_aliases_and_what_is_left_is_told() {
    let Some(filled) = filled("county") else { return };
    let figures = figures();
    let of = |code: &str, what: &str| figures[&format!("{code}/funeral.{what}/2021-11")].parse::<f64>().unwrap();
    // 全市, 魏都, 鄢陵, 襄 城 县, 示范区, 经开区, 东城区, 合　计.
    let expected = [
        ("B4", of("411000", "deaths/month")),
        ("B5", of("411002", "deaths/month")),
        ("C9", of("411024", "cremations/month")),
        ("B10", of("411025", "deaths/month")),
        ("B11", of("XC-SFQ", "deaths/month")),
        ("B12", of("XC-KFQ", "deaths/month")),
        ("C13", of("XC-DCQ", "cremations/month")),
        ("C16", of("411000", "cremations/month")),
    ];
    for (cell, value) in expected {
        assert!(
            (number(&filled.changed[format!("分县!{cell}")][1]) - value).abs() < 1e-6,
            "{cell}: {}",
            filled.changed
        );
    }
    // A text, ×, a hidden row, a formula and the cells an array fills stay.
    for cell in ["B9", "D9", "B7", "B16", "C11", "C12", "B14", "B15", "E4"] {
        assert!(filled.changed.get(format!("分县!{cell}")).is_none(), "{cell}: {}", filled.changed);
    }
    for words in [
        "分县 A14 “航空港区”一行没有填：“航空港区”不是本台的报送单位",
        "分县 A15 “市区小计”一行没有填：是小计行",
        "分县 E3 “骨灰寄存数”一栏没有填：表样里没有“骨灰寄存数”这一栏",
        "分县 B9 鄢陵县 死亡人数 本月 2021-11：已有“见附件”",
        "分县 C9 鄢陵县 火化遗体数 本月 2021-11：原为“—”，当作空格，已填",
        "分县 D9 鄢陵县 火化率 比率 2021-11：已有“×”",
        "分县 C12 经济技术开发区 火化遗体数 本月 2021-11：是公式",
        "格是锁定的（D4、D5、",
        "没有动的工作表：填表说明",
        "另有 2 行、1 栏一格也没有填",
    ] {
        assert!(filled.said.contains(words), "{words} in {}", filled.said);
    }
    assert!(!filled.said.contains("责任科室") && !filled.said.contains("“备注”"), "{}", filled.said);
    let row = |cell: &str| filled.trace.iter().find(|row| row["cell"] == cell).unwrap();
    assert_eq!((row("A14")["state"].as_str(), row("A14")["label"].as_str()), ("not_a_unit", "航空港区"));
    assert!(row("A14")["reason"].contains("[[regions]]"), "{:?}", row("A14"));
    assert_eq!((row("E3")["state"].as_str(), row("E3")["label"].as_str()), ("column_unknown", "骨灰寄存数"));
    assert_eq!((row("B12")["state"].as_str(), row("B12")["label"].as_str()), ("filled", "经开区"));
}

#[test]
fn headings_are_no_rows_and_a_table_below_is_not_taken_for_the_form_s() {
    let Some(filled) = filled("monthly") else { return };
    let figures = figures();
    let of = |key: &str| figures[&format!("411000/{key}/2021-11")].parse::<f64>().unwrap();
    let expected = [
        ("D7", of("marriage.registrations/month")),
        ("E9", of("marriage.divorces/ytd")),
        ("D11", of("funeral.deaths/month")),
    ];
    for (cell, value) in expected {
        assert!(
            (number(&filled.changed[format!("基层表!{cell}")][1]) - value).abs() < 1e-6,
            "{cell}: {}",
            filled.changed
        );
    }
    assert_eq!(filled.changed.as_object().unwrap().len(), 6, "{}", filled.changed);
    for words in [
        "基层表 A8 “其中：涉外”一行没有填：表样里没有“其中：涉外”这一行",
        "基层表 A12 “公墓数”一行没有填",
        "基层表 A16 “项目、救助人次、支出(万元)”：从这里起是表样里没有的另一张表",
    ] {
        assert!(filled.said.contains(words), "{words} in {}", filled.said);
    }
    for word in ["一、婚姻登记", "二、殡葬", "附：救助管理情况", "站外救助"] {
        assert!(!filled.said.contains(word), "{word} in {}", filled.said);
    }
}
