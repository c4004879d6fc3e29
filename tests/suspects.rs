//! Which cell is wrong, and why: small returns with one slip each, worked out by hand.

#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests fail by panicking.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use yuebao::catalog::{self, Catalog, normalise};
use yuebao::facts::FactTable;
use yuebao::finding::{Cause, Finding};
use yuebao::model::{Cell, Fact, Measure, Month, Source, Value};
use yuebao::validation::{Validation, validate};

mod support;

const UNIT: &str = "411081";

fn templates() -> Catalog {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let root = support::root().join("templates");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    catalog::load(&files, String::new()).unwrap()
}

/// `(month, indicator, measure, number)`; its cell has the column of the month and the row of its place in the list.
type Told<'a> = (u8, &'a str, &'a str, &'a str);

fn cell_of(told: &[Told<'_>], at: usize) -> String {
    Cell::new(u32::try_from(at).unwrap(), u32::from(told[at].0)).to_string()
}

fn facts(catalog: &Catalog, told: &[Told<'_>]) -> FactTable {
    let fact = |(at, (month, name, measure, number)): (usize, &Told<'_>)| Fact {
        region: UNIT.into(),
        month: Month::new(2021, *month).unwrap(),
        indicator: catalog.names[&normalise(name)].clone(),
        measure: Measure::parse(measure).unwrap(),
        form: None,
        value: Value::Number(number.parse().unwrap()),
        source: Some(Source {
            file: format!("2021-{month:02}/a.xlsx").into(),
            sha256: "".into(),
            sheet: Arc::from("表"),
            cell: Cell::parse(&cell_of(told, at)).unwrap(),
            raw: Arc::from(*number),
        }),
    };
    FactTable::new(told.iter().enumerate().map(fact).collect()).unwrap().0
}

fn judged(told: &[Told<'_>]) -> Validation {
    let catalog = templates();
    let months: Vec<Month> =
        (1..=12).filter(|m| told.iter().any(|(month, ..)| month == m)).map(|m| Month::new(2021, m).unwrap()).collect();
    validate(&catalog, &catalog.desks["xuchang-2021"], &facts(&catalog, told), &months, &[])
}

fn musts(validation: &Validation) -> Vec<&Finding> {
    validation.findings.iter().filter(|f| f.level.id() == "must").collect()
}

/// Every must-level finding names these cells with these numbers, and this cause; they are one group.
fn one_root(told: &[Told<'_>], suspects: &[(usize, &str)], cause: Option<Cause>) {
    let validation = judged(told);
    let found = musts(&validation);
    assert!(!found.is_empty(), "nothing was found");
    let expected: Vec<(String, String)> =
        suspects.iter().map(|(at, repair)| (cell_of(told, *at), (*repair).to_owned())).collect();
    for finding in &found {
        let named: Vec<(String, String)> =
            finding.suspects.iter().map(|s| (s.place.cell.unwrap().to_string(), s.repair.clone())).collect();
        assert_eq!(named, expected, "{:?}", finding.rule);
        assert_eq!(finding.cause, cause, "{:?}", finding.rule);
        assert_eq!(finding.group_id(), found[0].group_id());
    }
}

#[test]
fn a_part_with_its_digits_the_wrong_way_round() {
    // 1042 = 42 + 1000 before and after, nobody joined or left: the total is held by its continuity.
    let told = [
        (2, "低保人数合计", "期末", "1042"),
        (3, "低保人数合计", "期末", "1042"),
        (3, "城市低保人数", "期末", "24"),
        (3, "农村低保人数", "期末", "1000"),
        (3, "新纳入低保人数", "本月", "5"),
        (3, "退出低保人数", "本月", "5"),
    ];
    one_root(&told, &[(2, "42")], Some(Cause::TransposedDigits));
}

#[test]
fn yuan_in_a_column_of_ten_thousand_yuan() {
    // 85.7 + 8.57 = 94.27; next month 94.27 + 8.6 = 102.87.
    let told = [
        (9, "高龄津贴发放金额", "本年累计", "85.7"),
        (10, "高龄津贴发放金额", "本月", "85700"),
        (10, "高龄津贴发放金额", "本年累计", "94.27"),
        (11, "高龄津贴发放金额", "本月", "8.6"),
        (11, "高龄津贴发放金额", "本年累计", "102.87"),
    ];
    one_root(&told, &[(1, "8.57")], Some(Cause::UnitSlip));
}

#[test]
fn a_wrong_cumulative_is_one_root_though_it_breaks_two_months() {
    let told = [
        (1, "临时救助人次", "本年累计", "100"),
        (2, "临时救助人次", "本月", "90"),
        (2, "临时救助人次", "本年累计", "170"),
        (3, "临时救助人次", "本月", "80"),
        (3, "临时救助人次", "本年累计", "270"),
    ];
    one_root(&told, &[(2, "190")], None);
}

#[test]
fn a_total_that_two_sums_contradict() {
    let told = [
        (4, "特困人员合计", "期末", "2978"),
        (4, "城市特困人员", "期末", "88"),
        (4, "农村特困人员", "期末", "2900"),
        (4, "集中供养人数", "期末", "988"),
        (4, "分散供养人数", "期末", "2000"),
    ];
    one_root(&told, &[(0, "2988")], Some(Cause::TotalNotUpdated));
}

#[test]
fn a_total_and_its_part_that_carry_the_same_error() {
    // 2000 + 30 − 20 = 2010; total and rural part are both 37 too many, so that the sum holds.
    let told = [
        (5, "低保人数合计", "期末", "2000"),
        (6, "低保人数合计", "期末", "2047"),
        (6, "城市低保人数", "期末", "60"),
        (6, "农村低保人数", "期末", "1987"),
        (6, "新纳入低保人数", "本月", "30"),
        (6, "退出低保人数", "本月", "20"),
        (7, "低保人数合计", "期末", "2010"),
        (7, "新纳入低保人数", "本月", "0"),
        (7, "退出低保人数", "本月", "0"),
    ];
    let validation = judged(&told);
    let found = musts(&validation);
    assert_eq!(found.len(), 2, "June does not follow from May, nor July from June");
    for finding in found {
        let cells: Vec<_> = finding.suspects.iter().map(|s| s.repair.as_str()).collect();
        assert_eq!(finding.suspects[0].place.cell.unwrap().to_string(), cell_of(&told, 1));
        assert_eq!((cells.len(), cells[0]), (2, "2010"), "the total, and one of its parts");
    }
}

#[test]
fn month_and_cumulative_in_each_others_columns() {
    let told = [
        (1, "离婚登记", "本年累计", "513"),
        (2, "离婚登记", "本月", "561"),
        (2, "离婚登记", "本年累计", "48"),
        (2, "结婚登记", "本月", "100"),
        (2, "结婚登记", "本年累计", "300"),
        (2, "补发婚姻登记证", "本月", "10"),
        (2, "补发婚姻登记证", "本年累计", "30"),
        (2, "婚姻登记业务合计", "本月", "158"),
        (2, "婚姻登记业务合计", "本年累计", "891"),
        (1, "结婚登记", "本年累计", "200"),
        (1, "补发婚姻登记证", "本年累计", "20"),
        (1, "婚姻登记业务合计", "本年累计", "733"),
    ];
    one_root(&told, &[(1, "48"), (2, "561")], Some(Cause::SwappedColumns));
}

#[test]
fn a_negative_number_has_the_wrong_sign() {
    let told = [
        (1, "生活补贴退出人数", "本年累计", "10"),
        (2, "生活补贴退出人数", "本月", "-3"),
        (2, "生活补贴退出人数", "本年累计", "13"),
    ];
    one_root(&told, &[(1, "3")], Some(Cause::Sign));
}

#[test]
fn a_rate_a_hundred_times_too_large() {
    let told = [(8, "死亡人数", "本月", "620"), (8, "火化遗体数", "本月", "481"), (8, "火化率", "比率", "7758.06")];
    let validation = judged(&told);
    let rate = musts(&validation).into_iter().find(|f| f.code == "rate.mismatch").unwrap();
    assert_eq!(rate.cause, Some(Cause::PercentScale));
    assert_eq!((rate.suspects.len(), rate.suspects[0].repair.as_str()), (1, "77.58"));
}

#[test]
fn two_slips_in_one_return_are_two_groups() {
    let told = [
        (1, "临时救助人次", "本年累计", "100"),
        (2, "临时救助人次", "本月", "90"),
        (2, "临时救助人次", "本年累计", "170"),
        (3, "临时救助人次", "本月", "80"),
        (3, "临时救助人次", "本年累计", "270"),
        (2, "社会团体", "期末", "30"),
        (2, "民办非企业单位", "期末", "61"),
        (2, "社会组织总数", "期末", "100"),
    ];
    let validation = judged(&told);
    let mut groups: Vec<String> = musts(&validation).iter().map(|f| f.group_id()).collect();
    groups.sort();
    groups.dedup();
    assert_eq!(groups.len(), 2);
}

#[test]
fn a_table_sent_again_is_one_group_with_what_it_breaks() {
    let told = [
        (1, "生活补贴新增人数", "本月", "36"),
        (1, "生活补贴新增人数", "本年累计", "36"),
        (1, "护理补贴发放金额", "本月", "21.68"),
        (1, "护理补贴发放金额", "本年累计", "21.68"),
        (2, "生活补贴新增人数", "本月", "36"),
        (2, "生活补贴新增人数", "本年累计", "36"),
        (2, "护理补贴发放金额", "本月", "21.68"),
        (2, "护理补贴发放金额", "本年累计", "21.68"),
    ];
    let validation = judged(&told);
    let found = musts(&validation);
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["month.repeated", "ytd.mismatch", "ytd.mismatch"]);
    let head = found[0].id();
    assert!(found.iter().all(|f| f.cause == Some(Cause::CopiedMonth) && f.group.as_ref() == Some(&head)));
}

#[test]
fn where_two_cells_may_be_wrong_the_other_is_told_too() {
    // 91 = 30 + 61 was meant; nothing but this one sum tells of the three.
    let told = [(3, "社会组织总数", "期末", "95"), (3, "社会团体", "期末", "30"), (3, "民办非企业单位", "期末", "61")];
    let validation = judged(&told);
    let sum = musts(&validation).into_iter().find(|f| f.code == "sum.mismatch").unwrap();
    assert_eq!((sum.suspects.len(), sum.suspects[0].repair.as_str()), (1, "91"));
    let also: Vec<(String, &str)> =
        sum.alternatives.iter().map(|s| (s.place.cell.unwrap().to_string(), s.repair.as_str())).collect();
    assert_eq!(also, [(cell_of(&told, 1), "34"), (cell_of(&told, 2), "65")]);
}

#[test]
fn a_part_that_left_its_last_month_is_suspected_before_the_total_that_did_not() {
    let told = [
        (2, "村（居）委会总数", "期末", "454"),
        (2, "村委会", "期末", "428"),
        (2, "居委会", "期末", "26"),
        (3, "村（居）委会总数", "期末", "454"),
        (3, "村委会", "期末", "431"),
        (3, "居委会", "期末", "26"),
    ];
    one_root(&told, &[(4, "428")], None);
}

#[test]
fn two_rows_in_each_others_place_are_one_root_over_all_columns() {
    // 30 + 5 = 35 and 70 + 9 = 79, the rows of March in each other's place.
    let told = [
        (2, "初婚人数", "本年累计", "30"),
        (2, "再婚人数", "本年累计", "70"),
        (3, "初婚人数", "本月", "9"),
        (3, "再婚人数", "本月", "5"),
        (3, "初婚人数", "本年累计", "79"),
        (3, "再婚人数", "本年累计", "35"),
    ];
    one_root(&told, &[(2, "5"), (3, "9"), (4, "35"), (5, "79")], Some(Cause::SwappedRows));
}

#[test]
fn a_bound_is_no_number_to_be_put_in() {
    // More beds for nursing than beds: how many there are no rule says.
    let told = [(3, "养老机构床位数", "期末", "400"), (3, "护理型床位", "期末", "426")];
    let validation = judged(&told);
    let part = musts(&validation).into_iter().find(|f| f.code == "subset.exceeds").unwrap();
    assert!(!part.suspects.is_empty() && part.suspects.iter().all(|s| s.repair.is_empty()), "{:#?}", part.suspects);
}

#[test]
fn a_stock_ten_times_too_large_has_a_cause_though_no_identity_holds_it() {
    let told = [
        (2, "享受高龄津贴人数", "期末", "1530"),
        (3, "享受高龄津贴人数", "期末", "15320"),
        (4, "享受高龄津贴人数", "期末", "1533"),
    ];
    let validation = judged(&told);
    let of: Vec<&Finding> = validation.findings.iter().filter(|f| f.code == "history.outlier").collect();
    assert_eq!(of.len(), 2, "March, and April's return to what it was");
    assert_eq!((of[0].cause, of[0].suspects[0].repair.as_str()), (Some(Cause::ExtraDigit), "1532"));
    assert!(of[1].suspects.is_empty(), "April is right");
}

#[test]
fn what_holds_names_no_one() {
    let told = [
        (1, "临时救助人次", "本年累计", "100"),
        (2, "临时救助人次", "本月", "90"),
        (2, "临时救助人次", "本年累计", "190"),
    ];
    assert!(musts(&judged(&told)).is_empty());
}
