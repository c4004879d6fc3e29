//! Letters over made-up findings, worded by the bundled templates.

use super::*;
use crate::assessment::quality::ABSENT;
use crate::catalog::Catalog;
use crate::document::{CellContent, Inline, Table};
use crate::finding::{Cause, Comparison, Level, Suspect};
use crate::ingest::{ReturnState, due};
use crate::model::{Cell, Measure, Month, Place};
use std::sync::Arc;

pub(super) const UNIT: &str = "411081";

pub(super) fn month(number: u8) -> Month {
    Month::new(2021, number).unwrap()
}

fn finding(code: &'static str, number: u8, row: u32, raw: &str) -> Finding {
    let file: Arc<str> = format!("2021-{number:02}/禹州 {number}月报表.xls").into();
    let place = Place::cell(&file, &"表5婚姻登记".into(), Cell::new(row, 3));
    Finding::new(code, month(number), place).of(&UNIT.into()).raw(raw).with("rule", "甲 = 乙").with("advice", "改正。")
}

fn absent(number: u8) -> Finding {
    let finding = Finding::new(ABSENT[0], month(number), Place::default()).of(&UNIT.into());
    finding.with("unit", "禹州市").with("month", month(number))
}

/// What the unit is told on a day, of November's returns; those of `silent` months never came.
pub(super) fn told(findings: &[Finding], silent: &[u8], as_of: &str) -> Option<Document> {
    sent(findings, silent, as_of, true)
}

/// With an annotated copy or without one.
fn sent(findings: &[Finding], silent: &[u8], as_of: &str, copied: bool) -> Option<Document> {
    by(&crate::report::tests::catalog(), (findings, silent), as_of, copied)
}

fn by(catalog: &Catalog, (findings, silent): (&[Finding], &[u8]), as_of: &str, copied: bool) -> Option<Document> {
    let desk = &catalog.desks["xuchang-2021"];
    let unit = desk.units.iter().find(|unit| unit.code.as_str() == UNIT).unwrap();
    let record = |number: u8| ReturnRecord {
        region: unit.code.clone(),
        month: month(number),
        own: false,
        state: if silent.contains(&number) { ReturnState::Missing } else { ReturnState::OnTime },
        file: None,
        submitted: None,
        due: due(desk, month(number)),
    };
    let register: Vec<ReturnRecord> = (1..=11).map(record).collect();
    let as_of = Date::parse_iso(as_of).unwrap();
    let period = Period::Month(month(11));
    letter(&LetterInput { catalog, desk, unit, period, as_of, register: &register, findings, copied }).unwrap()
}

pub(super) fn words(document: &Document) -> String {
    let of = |block: &Block| match block {
        Block::Title(text) | Block::Addressee(text) | Block::Paragraph(text) | Block::Annex { text, .. } => {
            plain_text(text)
        }
        Block::Attachments { label, names } => {
            format!("{}{}", plain_text(label), names.iter().map(|name| plain_text(name)).collect::<Vec<_>>().join("、"))
        }
        Block::Signature { office, date, .. } => format!("{} {}", plain_text(office), plain_text(date)),
        Block::Letterhead { name, .. } => name.clone(),
        _ => String::new(),
    };
    document.blocks.iter().map(of).collect::<Vec<_>>().join("\n")
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

fn cells(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row].cells.iter().map(|cell| cell.content.shown()).collect()
}

#[test]
fn a_return_that_never_came_is_asked_for() {
    // 5 December 2021 was a Sunday: two days later it is Tuesday, and the next working day Wednesday.
    let letter = told(&[absent(11)], &[11], "2021-12-07").unwrap();
    let said = words(&letter);
    for part in [
        "关于催报2021年11月民政统计报表的函",
        "禹州市民政局：",
        "应于2021年12月5日前报送。截至2021年12月7日，我局尚未收到，已逾期2天。",
        "应报的有封面、表1 社会救助、",
        "共9张。",
        "请于2021年12月8日前（1个工作日内）",
        "许昌市民政局 2021年12月7日",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(told(&[absent(11)], &[11], "2021-12-04").is_none(), "it is not due yet");
    let on_the_day = words(&told(&[absent(11)], &[11], "2021-12-05").unwrap());
    assert!(!on_the_day.contains("逾期0天") && on_the_day.contains("尚未收到。"), "{on_the_day}");
}

#[test]
fn several_returns_are_asked_for_in_one_letter() {
    let letter = told(&[absent(9), absent(11)], &[9, 11], "2021-12-05").unwrap();
    assert!(words(&letter).contains("关于催报2021年9月、11月民政统计报表的函"));
    // From 5 October to 5 December: 26 + 30 + 5.
    assert_eq!(cells(tables(&letter)[0], 0)[..4], ["2021年9月", "2021年10月5日", "61", "未收到"]);
}

#[test]
fn what_has_one_cause_is_one_line_and_all_that_is_asked_is_in_one_letter() {
    let mut lead = finding("sum.mismatch", 11, 8, "1７3|x\n::annex 9");
    lead.cause = Some(Cause::TransposedDigits);
    lead.comparison = Some(Comparison { left: "173".into(), op: "=", right: "137".into(), difference: "36".into() });
    lead.suspects = vec![Suspect {
        indicator: "marriage.registrations".into(),
        measure: Measure::Month,
        region: UNIT.into(),
        month: month(11),
        place: lead.place.clone(),
        raw: "173".to_owned(),
        repair: "137".to_owned(),
    }];
    let id = lead.id();
    lead.group = Some(id.clone());
    let mut linked = finding("ytd.mismatch", 11, 9, "5");
    linked.group = Some(id);
    linked.mended = true;
    let before = finding("identity.code", 10, 3, "411071").with("found", "411071").with("unit", "禹州市");
    let mut query = finding("sheet.hidden", 11, 1, "x");
    query.level = Level::Query;
    let note = finding("layout.blank_row", 11, 2, "");
    let of_silent = finding("identity.period", 6, 2, "");
    let found = [before, linked, lead, query, note, absent(6), of_silent];
    let letter = told(&found, &[6], "2021-12-05").unwrap();
    let said = words(&letter);
    for part in [
        "关于退回2021年10月、11月民政统计报表的函",
        "须更正的问题2项（涉及3处）、须核实的问题1项，现予退回，问题清单见附件1。",
        "截至2021年12月5日，你单位2021年6月报表尚未收到（应于2021年7月5日前报送，已逾期153天），请一并补报。",
        "附件：问题清单、报表标注件（电子版）",
        // Wednesday is the third working day after Sunday.
        "请于2021年12月8日前（3个工作日内）将更正后的报表和说明报送至",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let tables = tables(&letter);
    assert_eq!(tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [2, 1]);
    let row = cells(tables[0], 0);
    assert_eq!(row[..3], ["1", "2021年11月 表5婚姻登记 D9", "1７3|x ::annex 9"], "of the period before earlier ones");
    assert!(row[3].ends_with("：173与137不符，差36"), "{}", row[3]);
    assert_eq!(row[4], "数位颠倒：D9疑应为“137”");
    assert_eq!(row[5], "属实的照左栏改正；否则，改正。改正后，另有1处随之消除。");
    assert!(cells(tables[0], 1)[1].starts_with("2021年10月 表5婚姻登记"));
}

#[test]
fn months_and_counts_are_those_of_what_is_listed_and_a_cell_is_one_matter() {
    let query = |code, number, row| {
        let mut query = finding(code, number, row, "85700").with("against", "中位数").with("value", 85700);
        query.level = Level::Query;
        query.with("expected", "8.47")
    };
    // Two rules ask about one cell of October; in September something must be corrected.
    let mut other = query("ratio.implausible", 10, 18);
    other.group = Some("ytd.mismatch|TY-01|2021-10|411081|-|-|-|-|-".to_owned());
    let found = [finding("subset.exceeds", 9, 6, "46"), query("history.outlier", 10, 18), other];
    let letter = told(&found, &[], "2021-12-05").unwrap();
    let said = words(&letter);
    for part in [
        "关于退回2021年9月、10月民政统计报表的函",
        "你单位报送的2021年9月、10月民政统计报表经审核，有须更正的问题1项、须核实的问题1项，现予退回",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let tables = tables(&letter);
    assert_eq!(cells(tables[0], 0)[1], "2021年9月 表5婚姻登记 D7");
    let asked = cells(tables[1], 0);
    assert_eq!((tables[1].rows.len(), asked[1]), (1, "2021年10月 表5婚姻登记 D19"));
    assert!(asked[3].contains("相差悬殊") && asked[3].contains("；比值超出合理范围"), "{}", asked[3]);
    // What must be corrected is not asked about besides, and one cell is one place.
    let found = [finding("sum.mismatch", 11, 18, "5"), query("history.outlier", 11, 18)];
    let letter = told(&found, &[], "2021-12-05").unwrap();
    assert!(words(&letter).contains("有须更正的问题1项，现予退回，问题如下。"), "{}", words(&letter));
}

#[test]
fn a_line_leads_to_the_first_suspect_where_it_is_in_another_return_too() {
    let mut lead = finding("stock.continuity", 11, 8, "5");
    let mut suspect = Suspect {
        indicator: "a".into(),
        measure: Measure::Month,
        region: UNIT.into(),
        month: month(10),
        place: finding("x", 10, 3, "").place,
        raw: "50".to_owned(),
        repair: String::new(),
    };
    (lead.cause, lead.suspects) = (Some(Cause::ExtraDigit), vec![suspect.clone()]);
    let letter = told(&[lead.clone()], &[], "2021-12-05").unwrap();
    let row = cells(tables(&letter)[0], 0);
    assert_eq!(row[1..3], ["禹州 10月报表.xls 表5婚姻登记 D4", "50"]);
    assert!(words(&letter).contains("关于退回2021年10月民政统计报表的函"), "the return that is to be changed");
    assert_eq!(row[4], "多填一位：D4", "no value is certain");
    (suspect.month, suspect.place) = (month(11), finding("x", 11, 3, "").place);
    lead.suspects = vec![suspect];
    let letter = told(&[lead], &[], "2021-12-05").unwrap();
    assert_eq!(cells(tables(&letter)[0], 0)[1..3], ["表5婚姻登记 D4", "50"]);
}

#[test]
fn two_cells_in_each_others_place_are_one_matter_and_what_is_said_of_one_names_it() {
    // As 建安区: 561 and 48 are swapped, and the cumulative 48 is less than last month's 513.
    let mut lead = finding("ytd.decrease", 11, 7, "48");
    lead.place.cell = Some(Cell::new(7, 4));
    lead.comparison = Some(Comparison { left: "48".into(), op: "≥", right: "513".into(), difference: "-465".into() });
    let suspect = |column, raw: &str, repair: &str| Suspect {
        indicator: "marriage.divorces".into(),
        measure: Measure::Month,
        region: UNIT.into(),
        month: month(11),
        place: Place { cell: Some(Cell::new(7, column)), ..lead.place.clone() },
        raw: raw.to_owned(),
        repair: repair.to_owned(),
    };
    let suspects = vec![suspect(3, "561", "48"), suspect(4, "48", "561")];
    (lead.cause, lead.suspects) = (Some(Cause::SwappedColumns), suspects);
    let mut linked = finding("sum.mismatch", 11, 10, "429");
    linked.group = Some(lead.id());
    lead.group = Some(lead.id());
    let letter = told(&[lead, linked], &[], "2021-12-05").unwrap();
    let row = cells(tables(&letter)[0], 0);
    assert_eq!(row[1..3], ["表5婚姻登记 D8、E8", "561、48"]);
    assert!(row[3].starts_with("E8：") && row[3].ends_with("：48小于513，差465"), "{}", row[3]);
    assert_eq!(row[4], "两栏填反：D8疑应为“48”；E8疑应为“561”");
    assert!(row[5].ends_with("另有1处与此有关，改后复核。"), "nothing was worked out: {}", row[5]);
}

#[test]
fn what_is_the_same_of_twenty_empty_cells_is_said_once() {
    let empty = |row: u32, sheet: &str| {
        let mut one = finding("value.no_result", 11, row, "");
        one.place.sheet = Some(sheet.into());
        one
    };
    let other = finding("value.no_result", 11, 3, "x");
    let found = [empty(5, "表5"), empty(6, "表5"), other, empty(7, "表5"), empty(5, "表6")];
    let letter = told(&found, &[], "2021-12-05").unwrap();
    let table = tables(&letter)[0];
    let places: Vec<&str> = (0..table.rows.len()).map(|row| cells(table, row)[1]).collect();
    assert_eq!(places, ["表5 D6、D7、D8", "表5婚姻登记 D4", "表6 D6"]);
    assert_eq!(cells(table, 0)[2], "—");
    assert!(!cells(table, 0)[3].contains("D6") && !cells(table, 0)[5].contains("另有"), "{:?}", cells(table, 0));
    assert!(words(&letter).contains("有须更正的问题3项（涉及5处），现予退回"), "{}", words(&letter));
}

#[test]
fn one_number_is_not_compared_with_itself_and_a_percentage_keeps_its_sign() {
    let mut lead = finding("rate.mismatch", 11, 8, "6477%");
    lead.comparison = Some(Comparison { left: "6477".into(), op: "=", right: "64.77".into(), difference: "1".into() });
    let suspect = Suspect {
        indicator: "funeral.cremation_rate".into(),
        measure: Measure::RatioYtd,
        region: UNIT.into(),
        month: month(11),
        place: lead.place.clone(),
        raw: "6477%".to_owned(),
        repair: "64.77".to_owned(),
    };
    lead.suspects = vec![suspect];
    let row = |lead: &Finding| {
        let letter = told(std::slice::from_ref(lead), &[], "2021-12-05").unwrap();
        cells(tables(&letter)[0], 0).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row(&lead)[4], "D9疑应为“64.77%”");
    assert!(row(&lead)[3].ends_with("：6477与64.77不符，差1"), "{:?}", row(&lead));
    lead.operands = vec![crate::finding::FindingOperand {
        indicator: "funeral.cremation_rate".into(),
        measure: Measure::RatioYtd,
        region: UNIT.into(),
        month: month(11),
        place: lead.place.clone(),
        raw: "6477%".to_owned(),
        value: "6477".to_owned(),
    }];
    assert!(!row(&lead)[3].contains("不符，差"), "it is all of one cell: {:?}", row(&lead));
}

#[test]
fn a_table_of_the_month_before_is_told_whole() {
    let mut lead = finding("month.repeated", 11, 8, "5").with("month", "2021-10");
    lead.place.cell = None;
    lead.raw = None;
    lead.cause = Some(Cause::CopiedMonth);
    let suspect = |row| Suspect {
        indicator: "a".into(),
        measure: Measure::Month,
        region: UNIT.into(),
        month: month(11),
        place: finding("x", 11, row, "").place,
        raw: "5".to_owned(),
        repair: String::new(),
    };
    lead.suspects = (1..9).map(suspect).collect();
    let letter = told(&[lead.clone()], &[], "2021-12-05").unwrap();
    let row = cells(tables(&letter)[0], 0);
    assert_eq!((row[1], row[2], row[4]), ("表5婚姻登记", "—", "整张表与2021年10月相同"));
    // A later month's comes from it: the table is what is to be changed, and nothing is promised of the later month.
    let mut of_table = finding("stock.continuity", 11, 8, "5");
    (of_table.cause, of_table.group) = (Some(Cause::CopiedMonth), Some(lead.id().replace("2021-11", "2021-10")));
    let mut copied = suspect(3);
    (copied.month, copied.place) = (month(10), finding("x", 10, 3, "").place);
    of_table.suspects = vec![copied];
    let mut beside = finding("ytd.mismatch", 11, 9, "5");
    (beside.cause, beside.group, beside.mended) = (of_table.cause, of_table.group.clone(), true);
    let letter = told(&[of_table, beside], &[], "2021-12-05").unwrap();
    let row = cells(tables(&letter)[0], 0);
    assert_eq!((row[1], row[2], row[4]), ("禹州 10月报表.xls 表5婚姻登记", "—", "整张表与2021年9月相同"));
    assert!(row[3].starts_with("2021年11月 表5婚姻登记 D9："), "{}", row[3]);
    assert!(row[5].ends_with("另有1处与此有关，改后复核。"), "{}", row[5]);
    // What may not be repeated is told by its month alone.
    let mut later = finding("stock.continuity", 11, 8, "5");
    (later.cause, later.group) = (Some(Cause::CopiedMonth), Some(lead.id().replace("2021-11|", "2021-10|")));
    let letter = told(&[later], &[], "2021-12-05").unwrap();
    assert_eq!(cells(tables(&letter)[0], 0)[4], "2021年10月整张表与2021年9月相同");
}

#[test]
fn a_copy_is_named_only_where_there_is_one() {
    let mut query = finding("sheet.hidden", 11, 1, "x");
    query.level = Level::Query;
    let found = [finding("sum.mismatch", 11, 8, "5"), query];
    let with = words(&sent(&found, &[], "2021-12-05", true).unwrap());
    assert!(with.contains("附件：问题清单、报表标注件（电子版）") && with.contains("在标注件的说明栏写明原因"));
    let without = words(&sent(&found, &[], "2021-12-05", false).unwrap());
    assert!(without.contains("附件：问题清单") && !without.contains("标注件"), "{without}");
}

#[test]
fn a_letter_has_a_number_where_the_desk_has_a_series_and_is_a_note_where_it_has_none() {
    let mut catalog: Catalog = crate::report::tests::catalog();
    let found = [finding("sum.mismatch", 11, 8, "5")];
    let number = |catalog: &Catalog, findings: &[Finding], silent: &[u8]| {
        let letter = by(catalog, (findings, silent), "2021-12-07", true).unwrap();
        let head = letter.blocks.iter().find_map(|block| match block {
            Block::Letterhead { number, .. } => Some(plain_text(number)),
            _ => None,
        });
        head.unwrap()
    };
    assert_eq!(number(&catalog, &found, &[]), "");
    let numbers =
        std::collections::BTreeMap::from([("2021-11/411081".to_owned(), 12), ("2021-11/411082".to_owned(), 13)]);
    let issue = Issue { series: Some("许民函".to_owned()), numbers, ..Issue::default() };
    catalog.issues.entry("xuchang-2021".to_owned()).or_default().insert("letters/return".to_owned(), issue.clone());
    assert_eq!(number(&catalog, &found, &[]), "许民函〔2021〕12号");
    assert_eq!(number(&catalog, &[absent(11)], &[11]), "", "nothing was said of reminders");
    let issue = Issue { numbers: std::collections::BTreeMap::new(), ..issue };
    catalog.issues.entry("xuchang-2021".to_owned()).or_default().insert("letters/remind".to_owned(), issue);
    assert_eq!(number(&catalog, &[absent(11)], &[11]), "许民函〔2021〕\u{3000}号", "room for the registry's number");
}

#[test]
fn every_digit_says_what_it_is() {
    let found: Vec<Finding> = (1..=9).map(|row| finding("sum.mismatch", 11, row, "12345")).collect();
    let letter = told(&found, &[], "2021-12-05").unwrap();
    let loose = |inlines: &[Inline]| {
        inlines.iter().any(|i| matches!(i, Inline::Text(text) if text.chars().any(|c| c.is_ascii_digit())))
    };
    for block in &letter.blocks {
        match block {
            Block::Title(text) | Block::Addressee(text) | Block::Paragraph(text) | Block::Annex { text, .. } => {
                assert!(!loose(text), "{text:?}");
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells[1..]) {
                    assert!(
                        !matches!(&cell.content, CellContent::Text(text) if text.contains("12345")),
                        "what is quoted is marked: {cell:?}"
                    );
                }
            }
            _ => {}
        }
    }
    let own = of(&Letter { id: "x".into(), wording: "共 3 处".into(), wording_file: "letters/x.md".into() }).check();
    assert_eq!(own.unwrap_err().line, 1, "a number of the wording's own is none of these");
}

#[test]
fn who_owes_nothing_and_has_nothing_to_correct_gets_no_letter() {
    let mut query = finding("sheet.hidden", 11, 1, "x");
    query.level = Level::Query;
    assert!(told(&[query, finding("layout.blank_row", 11, 2, "")], &[], "2021-12-05").is_none());
    let mut other = finding("sum.mismatch", 11, 1, "x");
    other.region = Some("411082".into());
    assert!(told(&[other], &[], "2021-12-05").is_none());
}
