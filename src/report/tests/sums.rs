//! What a table says about its sums and its places.

use super::*;
use crate::catalog::{BalancedParts, Printing};

const MONEY: &str = "disability.subsidies.amount";

/// Two units of 1.004 and one of 2.004 under a total of 4.012, beside the rate of deaths.
fn bureau(printing: Printing) -> Bureau {
    let mut bureau = november();
    for (unit, value) in [("411002", "1.004"), ("411003", "1.004"), ("411024", "2.004")] {
        bureau.put(unit, "2021-11", MONEY, Measure::Ytd, Some(value));
    }
    bureau.catalog.desks.get_mut("xuchang-2021").unwrap().printing = printing;
    let report = bureau.catalog.reports.get_mut("monthly").unwrap();
    report.county_columns =
        vec![(MONEY.into(), Measure::Ytd), (RATE.into(), Measure::Ratio), (RATE.into(), Measure::Rank)];
    bureau
}

fn notes(bureau: &Bureau) -> String {
    let document = bureau.document(Some("::table county | 分单位")).unwrap();
    table(&document, "county").notes.iter().map(|note| plain_text(note)).collect::<Vec<_>>().join("\n")
}

fn shown(bureau: &Bureau, row: &str) -> String {
    let document = bureau.document(Some("::table county | 分单位")).unwrap();
    let is = |r: &&crate::document::Row| r.cells[0].content.shown() == row;
    table(&document, "county").rows.iter().find(is).unwrap().cells[1].content.shown().to_owned()
}

fn balanced() -> Printing {
    Printing { balanced: vec![BalancedParts { whole: MONEY.into(), parts: Vec::new() }], ..Printing::default() }
}

#[test]
fn a_balanced_table_names_what_it_changed() {
    // 1.00 + 1.00 + 2.00 = 4.00 under 4.01: all are equally far off, the largest goes up.
    let bureau = bureau(balanced());
    assert_eq!([shown(&bureau, "全市"), shown(&bureau, "鄢陵县")], ["4.01", "2.01"]);
    let said = notes(&bureau);
    let wanted = "为使分项之和等于合计，按舍位平衡调整末位：鄢陵县两项补贴发放金额合计（本年累计）由2.00调为2.01。";
    assert!(said.contains(wanted), "{said}");
    // In a sentence the same number stands.
    let sentence = bureau.say("鄢陵县{{ fig(\"两项补贴发放金额合计\", \"ytd\", region=\"鄢陵县\") }}。");
    assert_eq!(sentence, "鄢陵县2.01万元。");
}

#[test]
fn a_total_that_lacks_a_unit_is_not_balanced_and_the_table_says_so() {
    let mut bureau = bureau(balanced());
    bureau.put("411025", "2021-11", MONEY, Measure::Ytd, None);
    assert_eq!(shown(&bureau, "鄢陵县"), "2.00");
    let said = notes(&bureau);
    assert!(said.contains("未作舍位平衡的合计：全市两项补贴发放金额合计（本年累计）分项或合计不全。"), "{said}");
}

#[test]
fn parts_that_do_not_add_up_are_told_where_the_desk_wants_it() {
    let note = "因舍入，分项之和与合计不等，未作机械调整。";
    let printing = Printing { unbalanced_note: Some(note.to_owned()), ..Printing::default() };
    assert!(notes(&bureau(printing.clone())).contains(note));
    // 全市 4.00 = 1.00 + 1.00 + 2.00: nothing to tell.
    let truncated = Printing { rounding: crate::model::Rounding::Truncate, ..printing };
    let mut even = bureau(truncated);
    even.facts.iter_mut().filter(|fact| fact.indicator.as_str() == MONEY).for_each(|fact| {
        fact.value = Value::Number("1.001".parse().unwrap());
    });
    assert!(!notes(&even).contains(note));
    assert!(!notes(&bureau(Printing::default())).contains("未作"));
}

#[test]
fn a_unit_with_too_small_a_denominator_is_named_under_the_table() {
    let mut bureau = bureau(Printing::default());
    bureau.catalog.indicators.get_mut(RATE).unwrap().min_denominator = Some(101);
    assert!(notes(&bureau).contains("的分母不足101，不排位。"));
    bureau.catalog.indicators.get_mut(RATE).unwrap().min_denominator = Some(100);
    assert!(!notes(&bureau).contains("不排位"));
}

#[test]
fn a_turn_of_the_sign_is_said() {
    let say = |then: &str, now: &str| {
        let mut bureau = november();
        bureau.put("411002", "2021-11", MONEY, Measure::PriorYtd, Some(then));
        bureau.put("411002", "2021-11", MONEY, Measure::Ytd, Some(now));
        bureau.say("{{ yoy(fig(\"两项补贴发放金额合计\", \"ytd\", region=\"魏都区\")) }}")
    };
    assert_eq!(say("100", "-50"), "同比下降150.0%，由正转负");
    assert_eq!(say("-20", "30"), "上年同期为-20.00万元，由负转正，不计算增速");
    assert_eq!(say("-20", "0"), "上年同期为-20.00万元，不计算增速");
    assert_eq!(say("-20", "-30"), "上年同期为-20.00万元，不计算增速");
    assert_eq!(say("0", "5"), "上年同期为0.00万元，不作同比");
    assert_eq!(say("0", "0"), "与上年同期持平");
    assert_eq!(say("4", "5"), "同比增长25.0%，因基数较小（上年同期仅4.00万元），同比仅供参考");
}

#[test]
fn a_rise_on_a_tiny_base_does_not_lead_the_briefing() {
    let mut bureau = november();
    for (id, then, now) in [(MONEY, "1", "9"), ("disability.nursing_subsidy.amount", "100", "110")] {
        bureau.put("411002", "2021-11", id, Measure::PriorYtd, Some(then));
        bureau.put("411002", "2021-11", id, Measure::Ytd, Some(now));
    }
    let figs = "[fig(\"两项补贴发放金额合计\", \"ytd\"), fig(\"护理补贴发放金额\", \"ytd\")]";
    assert_eq!(bureau.say(&format!("{{{{ movers({figs}).up.name }}}}")), "护理补贴发放金额");
}
