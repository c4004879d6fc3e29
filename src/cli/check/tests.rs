//! The page of a check, as read at 80 columns.

use super::super::arguments::command;
use super::super::terminal::Terminal;
use super::super::terminal::{WIDTH, columns};
use super::page;
use crate::app::{CheckResult, Options, Session};
use crate::finding::{Cause, Explanation, Finding, FindingOperand, Lang, Status, Suspect};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::Month;
use crate::model::{Cell, Date, Measure, Place};
use crate::validation::{Lack, Tally, Undecided};
use std::sync::Arc;

fn session() -> Session {
    let home = Some(env!("CARGO_MANIFEST_DIR").into());
    Session::open(&Options { home, desk: Some("xuchang-2021".to_owned()), ..Options::default() }).unwrap()
}

fn terminal(arguments: &[&str]) -> Terminal {
    let line = ["yuebao", "check", "--color", "never"].iter().chain(arguments);
    let matches = command(Lang::Zh).try_get_matches_from(line).unwrap();
    Terminal::new(Lang::Zh, matches.subcommand().unwrap().1)
}

/// One unit late with a must, a query and a note, another missing.
fn result(month: Month) -> CheckResult {
    let file: Arc<str> =
        "2021-11/一个名字很长的文件，长得一行写不下，要折到第二行去才行（更正稿）（再更正）.xlsx".into();
    let place = |row| Place::cell(&file, &"表5 婚姻登记".into(), Cell::new(row, 3));
    let sum = Finding {
        comparison: Some(crate::finding::Comparison {
            left: "373".to_owned(),
            op: "=",
            right: "390".to_owned(),
            difference: "-17".to_owned(),
        }),
        ..Finding::new("sum.mismatch", month, place(11))
    };
    let long = "婚姻登记业务合计 = 结婚登记 + 离婚登记 + 补发婚姻登记证 + 其他一切登记，本年累计";
    let findings = vec![
        sum.of(&"411002".into()).raw("373").with("rule", long).with("advice", "核对。"),
        Finding::new("sheet.hidden", month, Place::sheet(&file, &"旧".into())).of(&"411002".into()),
        Finding::new("layout.blank_row", month, place(2)).of(&"411002".into()).about(&"x".into(), Measure::Month),
        Finding::new("return.missing", month, Place::default())
            .of(&"411003".into())
            .with("unit", "建安区")
            .with("month", month),
    ];
    let record = |region: &str, state, submitted| ReturnRecord {
        region: region.into(),
        month,
        own: region == "411000-B",
        state,
        file: None,
        submitted,
        due: Date::new(2021, 12, 5).unwrap(),
    };
    let register = vec![
        record("411002", ReturnState::Late, Date::new(2021, 12, 7)),
        record("411003", ReturnState::Missing, None),
        record("411000-B", ReturnState::OnTime, Date::new(2021, 12, 3)),
    ];
    CheckResult {
        months: vec![month],
        findings,
        runs: Tally::default(),
        undecided: Vec::new(),
        register,
        earlier: Vec::new(),
        quality: Vec::new(),
    }
}

fn shown(arguments: &[&str]) -> Vec<String> {
    let month = Month::new(2021, 11).unwrap();
    page::lines(&session(), &result(month), &terminal(arguments), false)
}

#[test]
fn the_register_counts_late_ones_as_come_and_the_bureau_apart() {
    let lines = shown(&[]);
    assert_eq!(lines[0], "2021-11 应报 2 个单位，实报 1 个，按时 0 个");
    assert!(lines[1].contains("迟报") && lines[1].contains("2021-12-07") && lines[1].contains("0374-0001322"));
    assert!(lines[2].contains("缺报") && lines[2].contains("建安区"));
    assert!(lines[3].ends_with("（另计）"));
}

#[test]
fn findings_stand_by_unit_with_place_sides_and_advice_in_80_columns() {
    let lines = shown(&[]);
    assert!(lines.iter().all(|line| columns(line) <= WIDTH), "{lines:#?}");
    let at = |words: &str| lines.iter().position(|line| line.contains(words)).unwrap();
    assert!(at("魏都区  强制 1 处，核实 1 处") < at("表5 婚姻登记 D12 现值“373”"));
    assert!(at("373与390不符，差17") < at("处理：核对。"));
    assert!(at("隐藏工作表未计入") < at("建安区  强制 1 处，核实 0 处"));
    assert!(!lines.iter().any(|line| line.contains("插入了空行")), "notes are only counted");
    assert_eq!(lines[lines.len() - 2], "强制性问题尚未解决，只能出草稿");
    assert_eq!(lines.last().unwrap(), "强制 2 处（2 组），核实 1 处，提示 1 处");
}

#[test]
fn verbose_lists_notes_and_codes_and_quiet_says_one_line() {
    let lines = shown(&["-v"]);
    assert!(lines.iter().any(|line| line.contains("插入了空行")));
    assert!(lines.iter().any(|line| line.trim() == "sum.mismatch"));
    assert_eq!(shown(&["-q"]), ["强制 2 处（2 组），核实 1 处，提示 1 处；强制性问题尚未解决，只能出草稿"]);
}

/// A root cause in E12 with a suspect, `others` that follow from it, and a query that was explained.
fn one_cause(others: u32) -> CheckResult {
    let month = Month::new(2021, 11).unwrap();
    let file: Arc<str> = "2021-11/a.xlsx".into();
    let unit = "411002".into();
    let at = |sheet: &str, cell| Place::cell(&file, &sheet.into(), Cell::parse(cell).unwrap());
    let mut head = Finding::new("sum.mismatch", month, at("表5", "E12"))
        .of(&unit)
        .with("rule", "合计 = 分项之和")
        .with("advice", "核对。");
    head.rule = Some("MR-01".to_owned());
    head.cause = Some(Cause::TransposedDigits);
    head.first_seen = Month::new(2021, 9).unwrap();
    head.suspects = vec![Suspect {
        indicator: "x".into(),
        measure: Measure::Month,
        region: unit.clone(),
        month,
        place: at("表5", "G7"),
        raw: "631".to_owned(),
        repair: "613".to_owned(),
    }];
    let follows = |row: u32| {
        let code = if row == 0 { "cross.mismatch" } else { "ytd.mismatch" };
        let place = Place::cell(&file, &"表6".into(), Cell::new(row, 4));
        let mut finding = Finding::new(code, month, place).of(&unit).with("rule", "累计 = 上月累计 + 本月");
        finding.rule = Some("TY-01".to_owned());
        finding.indicator = Some("marriage.registrations".into());
        finding.group = Some(head.id());
        finding.comparison = Some(crate::finding::Comparison {
            left: "1".to_owned(),
            op: "=",
            right: "19".to_owned(),
            difference: "-18".to_owned(),
        });
        finding
    };
    let mut late = Finding::new("return.late", month, Place::file(&file)).of(&unit);
    late = late.with("date", "2021-12-09").with("due", "2021-12-05");
    late.status = Status::CarriedForward(Explanation {
        text: "停电".to_owned(),
        who: "张三".to_owned(),
        date: "2021-11-08".to_owned(),
        month: month.previous(),
        place: Place::default(),
        carried_into: None,
    });
    let query = Finding::new("sheet.hidden", month, Place::sheet(&file, &"旧".into())).of(&unit);
    let findings = [vec![query, late], (0..others).map(follows).collect(), vec![head.clone()]].concat();
    CheckResult { findings, register: Vec::new(), ..result(month) }
}

fn page_of(result: &CheckResult, arguments: &[&str]) -> Vec<String> {
    let lines = page::lines(&session(), result, &terminal(arguments), false);
    assert!(lines.iter().all(|line| columns(line) <= WIDTH), "{lines:#?}");
    lines
}

#[test]
fn a_root_cause_is_told_whole_and_what_follows_from_it_in_a_line_each() {
    let lines = page_of(&one_cause(2), &[]);
    let expected = "魏都区  强制 3 处（1 组），核实 1 处，已说明 1 处
  2021-11/a.xlsx
  强制  表5 E12
        合计不平（合计 = 分项之和）（这一问题自2021-09起连续出现）
        疑因：数位颠倒，G7 应为 613
        处理：核对。
        连带：表6 E1 表间不符（结婚登记，差 -18）
        连带：表6 E2 累计不衔接（结婚登记，差 -18）
  核实  旧
        隐藏工作表未计入
        处理：请核对，旧数据请删除
";
    let start = lines.iter().position(|line| line.starts_with("魏都区")).unwrap();
    assert_eq!(lines[start..start + 12].join("\n"), expected);
    assert!(lines.contains(&"已说明 1 处，用 -v 列出".to_owned()));
    assert!(lines.last().unwrap().starts_with("强制 3 处（1 组），核实 1 处，已说明 1 处，提示 0 处"));
}

#[test]
fn many_that_follow_are_counted_by_code_and_listed_on_request() {
    let lines = page_of(&one_cause(9), &[]);
    let counted = "        连带 9 处，用 -v 逐条列出：累计不衔接 8 处、表间不符 1 处";
    assert!(lines.contains(&counted.to_owned()), "{lines:#?}");
    let lines = page_of(&one_cause(9), &["-v"]);
    assert_eq!(lines.iter().filter(|line| line.contains("连带：表6")).count(), 9);
    assert!(lines.contains(&"        说明：停电（张三 2021-11-08）；2021-10给的说明，沿用".to_owned()), "{lines:#?}");
}

#[test]
fn where_the_root_is_of_an_earlier_month_it_is_named() {
    let mut result = one_cause(1);
    let root = result.findings.pop().unwrap();
    let lines = page_of(&result, &[]);
    let named = "        根源：2021-11 2021-11/a.xlsx 表5 E12 合计不平".to_owned();
    assert!(lines.contains(&named), "by its id, for it is not among what is shown: {lines:#?}");
    result.earlier = vec![root];
    let lines = page_of(&result, &[]);
    assert!(lines.contains(&named), "{lines:#?}");
}

#[test]
fn a_blank_cell_is_called_blank_and_a_table_of_another_month_is_told_whole() {
    let mut result = one_cause(0);
    let head = result.findings.last_mut().unwrap();
    head.raw = Some("  ".to_owned());
    let lines = page_of(&result, &[]);
    assert!(lines.contains(&"  强制  表5 E12 现值空白".to_owned()), "{lines:#?}");
    let head = result.findings.last_mut().unwrap();
    (head.cause, head.place.cell) = (Some(Cause::CopiedMonth), None);
    let lines = page_of(&result, &[]);
    assert!(lines.contains(&"        疑因：2021-11整张表与2021-10相同".to_owned()), "{lines:#?}");
}

#[test]
fn a_return_of_an_earlier_month_that_never_came_is_named_once() {
    let month = Month::new(2021, 6).unwrap();
    let never = Finding::new("return.missing", month, Place::default()).of(&"411002".into());
    let earlier = vec![never.with("unit", "魏都区").with("month", month)];
    let lines = page_of(&CheckResult { earlier, ..result(Month::new(2021, 11).unwrap()) }, &[]);
    assert!(lines.contains(&"  魏都区 2021-06未报送".to_owned()), "{lines:#?}");
}

#[test]
fn the_rules_are_counted_and_those_without_an_answer_listed_on_request() {
    let month = Month::new(2021, 11).unwrap();
    let operand = |cell: Option<&str>, raw: &str| FindingOperand {
        indicator: "funeral.deaths".into(),
        measure: Measure::Month,
        region: "411002".into(),
        month,
        place: cell.map_or_else(Place::default, |cell| {
            Place::cell(&"2021-11/a.xlsx".into(), &"表4".into(), Cell::parse(cell).unwrap())
        }),
        raw: raw.to_owned(),
        value: String::new(),
    };
    let run = |rule: &str, lacking| Undecided {
        rule: rule.to_owned(),
        region: "411002".into(),
        month,
        measure: None,
        indicator: None,
        words: "火化遗体数 <= 死亡人数".to_owned(),
        runs: 1,
        lack: Lack::Divisor,
        lacking,
    };
    let undecided = vec![
        run("FN-01", vec![operand(Some("D7"), "#N/A")]),
        run("FN-02", vec![operand(None, ""), operand(Some("D7"), "#N/A")]),
        run("FN-03", vec![operand(None, "")]),
        run("FN-04", Vec::new()),
    ];
    let runs = Tally { pass: 5, fail: 2, undecided: 4, broken: 1 };
    let result = CheckResult { findings: Vec::new(), register: Vec::new(), runs, undecided, ..result(month) };
    let shown = |arguments: &[&str], list| page::lines(&session(), &result, &terminal(arguments), list).join("\n");
    let counts = "规则共验 12 次：成立 5，不成立 2，无从判断 4，算不出 1";
    assert!(shown(&[], false).contains(&format!("无从判断 4 次，用 --undecided 列出\n{counts}\n")));
    let short = shown(&[], true);
    assert!(short.contains(counts) && !short.contains("用 --undecided"));
    assert!(short.contains("2021-11 表4 D7 填的是“#N/A”（死亡人数[本月]），致 2 次：FN-01、FN-02"), "{short}");
    assert!(short.contains("没有2021-11的数，致 1 次：FN-03") && short.contains("除数为零，致 1 次：FN-04"));
    let long = shown(&["-v"], true);
    assert!(long.contains("    FN-02 火化遗体数 <= 死亡人数\n      缺：没有2021-11的数：死亡人数[本月]\n"), "{long}");
}
