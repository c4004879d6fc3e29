//! Charts as a report lists them, and what their titles say.

use super::*;
use crate::catalog::{ChartAgainst, ChartShape, ReportChart};
use crate::document::Legend;

pub fn bureau(shape: ChartShape) -> Bureau {
    let mut bureau = november();
    bureau.rates("2021-10", &NOVEMBER.map(|(code, _)| (code, "91")));
    listing(bureau, shape)
}

/// With a chart `own` in its report.
fn listing(mut bureau: Bureau, shape: ChartShape) -> Bureau {
    let chart = ReportChart { id: "own".to_owned(), shape, periods: Some(2), lines: None };
    bureau.catalog.reports.get_mut("monthly").unwrap().charts.push(chart);
    bureau
}

pub fn drawn(bureau: &Bureau) -> ChartSpec {
    let document = bureau.document(Some("::chart own | 标题 | 单位")).unwrap_or_else(|e| panic!("{e}"));
    match document.blocks.into_iter().next() {
        Some(Block::Chart(spec)) => spec,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_heat_table_has_the_total_on_top_then_the_units_best_first() {
    let spec = drawn(&bureau(ChartShape::Heat(None)));
    assert_eq!(plain_text(&spec.title), "图1　标题");
    let ChartKind::Heat { columns, rows } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!(columns, &["10月", "11月"]);
    let names: Vec<&str> = rows.iter().take(3).map(|row| row.name.as_str()).collect();
    // 99 of a hundred, then 98.
    assert_eq!((names, rows.len()), (vec!["全市", "长葛市", "魏都区"], 10));
    let shown: Vec<&str> = rows[0].points.iter().map(|point| point.shown.as_str()).collect();
    // 9 × 91 and 861 of 900.
    assert_eq!(shown, ["91.00", "95.67"]);
    assert!(rows[0].strong && !rows[1].strong);
    let keys = bureau(ChartShape::Heat(None)).document(Some("::chart own | 标题 | 单位")).unwrap();
    assert_eq!(keys.figures().len(), 20, "each value is a figure");
}

#[test]
fn a_slope_has_the_places_of_both_periods() {
    let spec = drawn(&bureau(ChartShape::Slope { figure: None, against: ChartAgainst::Before }));
    let ChartKind::Slope { ends, lines } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!(ends, &["10月", "11月"]);
    let of = |name: &str| {
        let line = lines.iter().find(|line| line.name == name).unwrap();
        line.points.iter().map(|point| point.shown.clone()).collect::<Vec<_>>()
    };
    // All alike in October; in November the last of nine.
    assert_eq!((of("禹州市"), of("长葛市")), (vec!["1".to_owned(), "9".into()], vec!["1".to_owned(), "1".into()]));
}

#[test]
fn dots_set_this_period_against_another() {
    let spec = drawn(&bureau(ChartShape::Dots { figure: None, against: ChartAgainst::Before }));
    let ChartKind::Dots { rows, series, references } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!((rows[0].as_str(), rows.len()), ("长葛市", 9));
    let told: Vec<(&str, &str, bool)> =
        series.iter().map(|line| (line.name.as_str(), line.points[0].shown.as_str(), line.strong)).collect();
    assert_eq!(told, [("11月", "99.00%", true), ("10月", "91.00%", false)]);
    assert_eq!(references[0].label, "全市95.67%");
}

#[test]
fn multiples_have_a_panel_per_unit_before_the_total() {
    let spec = drawn(&bureau(ChartShape::Multiples(None)));
    let ChartKind::Multiples { labels, panels, base, .. } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!((labels.len(), panels.len(), base.as_ref().unwrap().name.as_str()), (2, 9, "全市"));
    assert!(plain_text(&spec.subtitle).contains("虚线为全市"));
}

#[test]
fn parts_stand_in_bars_the_largest_first_or_of_one_length_under_the_total() {
    let pair = |id: &str| (id.into(), Measure::Month);
    let parts = vec![pair(CREMATIONS), pair(DEATHS)];
    let stacked = |whole| ChartShape::Stacked { parts: parts.clone(), total: None, by_period: false, whole };
    let names = |whole| {
        let ChartKind::Stacked { rows, .. } = drawn(&bureau(stacked(whole))).kind else { panic!("no stack") };
        (rows[0].clone(), rows.len())
    };
    assert_eq!((names(false), names(true)), (("长葛市".to_owned(), 9), ("全市".to_owned(), 10)));
    let spec = drawn(&bureau(ChartShape::Stacked { parts: parts.clone(), total: None, by_period: true, whole: false }));
    let ChartKind::Stacked { rows, parts, .. } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!((rows.join(" "), parts[0].points[0].shown.as_str()), ("10月 11月".to_owned(), "819"));
}

#[test]
fn a_chart_that_is_not_listed_is_told_with_those_that_are() {
    let said = bureau(ChartShape::Heat(None)).error("::chart pie | 标题 | 单位").to_string();
    for name in ["chart pie", "chart ranking", "chart heat", "chart own"] {
        assert!(said.contains(name), "{name}: {said}");
    }
}

#[test]
fn titles_count_who_rose_and_name_who_climbed() {
    let bureau = bureau(ChartShape::Heat(None));
    // Against 91 everywhere: only Yuzhou, at 90, fell.
    assert_eq!(bureau.say("{{ compared(focus, \"before\").text }}。"), "八个单位上升、一个单位下降。");
    assert_eq!(bureau.say("{{ compared(focus, \"prior\").known }}。"), "False。");
    // All shared the first place in October, so nobody climbed.
    assert_eq!(bureau.say("{{ climbed(focus) }}。"), "禹州市下降8位。");
    assert!(bureau.error("{{ compared(focus, \"last\") }}").to_string().contains("不是“last”"));
}

#[test]
fn the_largest_part_of_a_whole_is_said_in_tenths() {
    let say = |cremations: &str| {
        let mut bureau = Bureau::new("2021-11");
        bureau.rates("2021-11", &NOVEMBER.map(|(code, _)| (code, cremations)));
        let figs = "[fig(\"死亡人数\", \"month\"), fig(\"火化遗体数\", \"month\")]";
        bureau.say(&format!("{{% set p = largest({figs}) %}}{{% if p.known %}}{{{{ p.name }}}}占{{{{ p.share }}}}{{% else %}}无{{% endif %}}。"))
    };
    // Of a hundred dead and so many cremated each.
    assert_eq!(say("60"), "死亡人数占六成以上。");
    assert_eq!(say("90"), "死亡人数占一半以上。");
    assert_eq!(say("0"), "死亡人数占全部。");
    assert_eq!(say("100"), "无。", "two alike have no largest");
}

#[test]
fn a_chart_says_what_its_symbols_and_marks_mean() {
    let legends = |bureau: &Bureau| {
        let legend = |legend: &Legend| (legend.symbol.clone(), plain_text(&legend.words));
        drawn(bureau).legends.iter().map(legend).collect::<Vec<_>>()
    };
    assert_eq!(legends(&bureau(ChartShape::Heat(None))), [], "nothing is missing, nothing judged");
    let said = |symbol: &str, words: &str| (symbol.to_owned(), words.to_owned());
    // Of two months the first is lacked by all, the second by one.
    let lacking = listing(sentence::one_missing(), ChartShape::Heat(None));
    assert_eq!(legends(&lacking), [said("*", "“*”合计不完整，不含鄢陵县。"), said("…", "“…”未报。")]);
    let lacking = listing(sentence::one_missing(), ChartShape::Ranking(None));
    assert_eq!(legends(&lacking)[0].0, "*", "the total is a line");
    let mut judged = bureau(ChartShape::Ranking(None));
    whole::judged(&mut judged, "411081", 90, Status::Missed, Light::Bad);
    whole::judged(&mut judged, "411082", 99, Status::Met, Light::Good);
    assert_eq!(legends(&judged), [said("", "● 完成或达到序时；■ 滞后、差距较大或逾期。")]);
}
