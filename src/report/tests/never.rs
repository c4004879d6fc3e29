//! The counter-examples of the rules, row by row: what must not be written, and what stands instead.

use super::sentence::{UNIT, goal, number, of_one, one_missing};
use super::*;

/// Every wording of the templates.
fn wordings() -> Vec<(String, String)> {
    let catalog = catalog();
    let reports = catalog.reports.values().map(|one| (one.wording_file.clone(), one.wording.clone()));
    reports.chain(catalog.letters.values().map(|one| (one.wording_file.clone(), one.wording.clone()))).collect()
}

#[test]
fn no_wording_has_words_a_bureau_does_not_use() {
    let without_remarks = |text: &str| match (text.find("{#"), text.find("#}")) {
        (Some(from), Some(to)) => format!("{}{}", &text[..from], &text[to..]),
        _ => text.to_owned(),
    };
    for (file, text) in wordings() {
        let text = without_remarks(&text);
        for word in ["左右", "大约", "下滑", "！", "显著", "基本持平", "平均火化率", "未发现未解决"]
        {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn an_exact_number_is_not_about_and_says_its_span() {
    let mut bureau = november();
    bureau.rates("2021-01", &NOVEMBER.map(|(code, _)| (code, "29")));
    let said = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    assert!(said.contains("11月份，全市火化率为95.67%，较1月份提高66.67个百分点"), "{said}");
}

#[test]
fn an_amount_changes_by_per_cent_and_no_growth_is_negative() {
    let money = "disability.subsidies.amount";
    let bureau =
        of_one("2021-11", &[("2021-11", money, Measure::PriorYtd, "1000"), ("2021-11", money, Measure::Ytd, "1056")]);
    assert_eq!(bureau.say("{{ yoy(fig(\"两项补贴发放金额合计\", \"ytd\", region=\"魏都区\")) }}"), "同比增长5.6%");
    let id = "marriage.registrations";
    let bureau = of_one("2021-11", &[("2021-10", id, Measure::Month, "1000"), ("2021-11", id, Measure::Month, "968")]);
    assert_eq!(bureau.say("{{ mom(fig(\"结婚登记\", \"month\", region=\"魏都区\")) }}"), "环比下降3.2%");
}

#[test]
fn a_fall_is_no_multiple_and_nothing_grows_from_zero() {
    let id = "marriage.registrations";
    let say = |then: &str, now: &str| {
        let bureau = of_one("2021-11", &[("2021-11", id, Measure::PriorYtd, then), ("2021-11", id, Measure::Ytd, now)]);
        bureau.say("{{ yoy(fig(\"结婚登记\", \"ytd\", region=\"魏都区\")) }}")
    };
    assert_eq!(say("300", "100"), "同比下降66.7%");
    assert_eq!(say("0", "100"), "上年同期为0对，不作同比");
}

#[test]
fn one_judgement_makes_words_and_number() {
    // 102.30 % of the target: met in the sentence, in the table and in the colour.
    let mut bureau = november();
    let made =
        [(Measure::Target, "97", "%", 0), (Measure::Completion, "102.30", "%", 2), (Measure::Schedule, "100", "%", 0)];
    goal(&mut bureau, Status::Met, &made, |judged| {
        judged.unit = "%".into();
        judged.band = Light::Good;
        judged.target_value = Some(number("97"));
        judged.actual_key.indicator = RATE.into();
        judged.actual_key.measure = Measure::Ratio;
    });
    let document = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let said = text(&document);
    assert!(said.contains("1项指标中，1项已完成。") && !said.contains("1项滞后"), "{said}");
    let row = table(&document, "key").rows.iter().find(|row| row.cells[0].content.shown() == "火化率").unwrap();
    let shown: Vec<&str> = row.cells.iter().map(|cell| cell.content.shown()).collect();
    assert!(shown.contains(&"102.30") && shown.contains(&"已完成"), "{shown:?}");
}

#[test]
fn a_total_rate_is_of_the_sums() {
    let mut bureau = Bureau::new("2021-11");
    for (n, (unit, _)) in NOVEMBER.iter().enumerate() {
        // One unit of 1000 with 900, eight of 10 with 10: 980 of 1080, not the mean of the nine rates (98.89).
        let (deaths, cremations) = if n == 0 { ("1000", "900") } else { ("10", "10") };
        bureau.put(unit, "2021-11", DEATHS, Measure::Month, Some(deaths));
        bureau.put(unit, "2021-11", CREMATIONS, Measure::Month, Some(cremations));
    }
    assert_eq!(bureau.say("{{ focus }}"), "90.74%");
}

#[test]
fn a_unit_that_has_not_reported_has_reached_nothing() {
    let mut bureau = one_missing();
    for (region, status) in [("411000", Status::Met), (UNIT, Status::Met), ("411024", Status::NoData)] {
        goal(&mut bureau, status, &[(Measure::Target, "90", "%", 0)], |judged| {
            judged.region = region.into();
            judged.unit = "%".into();
            judged.target_value = Some(number("90"));
            judged.actual_key.region = region.into();
            judged.actual_key.indicator = RATE.into();
            judged.actual_key.measure = Measure::Ratio;
        });
    }
    let said = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    assert!(said.contains("已报的单位均达到目标（不低于90%），鄢陵县未报。"), "{said}");
    assert!(!said.contains("各单位均达到"), "{said}");
}
