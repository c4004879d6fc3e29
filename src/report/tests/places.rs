//! Sentences of the rules for wording about places among units, row by row, and what is not compared.

use super::sentence::{Row, UNIT, check, goal, number};
use super::*;

#[test]
fn who_leads_and_who_trails() {
    check(&[
        Row {
            name: "排名",
            bureau: november,
            wording: "居前{{ leaders(focus, 2).count }}位的是{{ leaders(focus, 2).text }}；居后{{ trailers(focus, 2).count }}位的是{{ trailers(focus, 2).text }}。",
            said: "居前两位的是长葛市（99.00%）、魏都区（98.00%）；居后两位的是开发区（92.00%）、禹州市（90.00%）。",
        },
        Row {
            name: "并列",
            bureau: november,
            wording: "{{ ties(focus) }}。",
            said: "建安区、襄城县、示范区并列第3位。",
        },
        Row {
            name: "差距",
            bureau: november,
            wording: "{% set s = spread(focus) %}\n最高的{{ s.high }}比最低的{{ s.low }}高{{ s.gap }}。",
            said: "最高的长葛市比最低的禹州市高9.00个百分点。",
        },
        Row {
            name: "连续",
            bureau: || {
                let mut bureau = Bureau::new("2021-05");
                for (n, rate) in ["40", "50", "60", "70", "80"].iter().enumerate() {
                    bureau.rates(&format!("2021-{:02}", n + 1), &NOVEMBER.map(|(code, _)| (code, *rate)));
                }
                bureau
            },
            wording: "{{ focus.name }}{{ streak(focus).text }}。",
            said: "火化率连续四个月上升。",
        },
    ]);
}

/// November after a month in which all had the same rates but for these.
fn after_an_october_with(rates: &[(&str, &'static str)]) -> Bureau {
    let then = |unit: &str| rates.iter().find(|(other, _)| *other == unit).map(|(_, rate)| *rate);
    let mut bureau = november();
    bureau.rates("2021-10", &NOVEMBER.map(|(unit, rate)| (unit, then(unit).unwrap_or(rate))));
    bureau
}

#[test]
fn who_moved_and_who_stayed() {
    check(&[
        Row {
            name: "位次变化",
            bureau: || {
                // 东城区 was last and is 6th, 禹州市 was 6th and is last; 鄢陵县 stays 7th.
                after_an_october_with(&[("XC-DCQ", "80"), ("411081", "96")])
            },
            wording: "{% set m = moved(focus) %}\n较{{ period.before }}{{ m.up }}；{{ m.down }}。",
            said: "较上月上升3位的有东城区；下降3位的有禹州市。",
        },
        Row {
            name: "表扬",
            bureau: || {
                // In October 建安区 stood second; 魏都区 was not among the first two.
                after_an_october_with(&[("411003", "98.5")])
            },
            wording: "{% set s = steady_leaders(focus, 2) %}\n对{{ s.row }}位居前列的{{ s.names }}予以通报表扬。",
            said: "对连续两个月位居前列的长葛市予以通报表扬。",
        },
        Row {
            name: "批评、约谈",
            bureau: || {
                let mut bureau = after_an_october_with(&[("XC-KFQ", "96")]);
                goal(&mut bureau, Status::Behind, &[(Measure::Target, "95", "%", 0)], |judged| {
                    judged.target_value = Some(number("95"));
                    judged.actual_key.indicator = RATE.into();
                    judged.actual_key.measure = Measure::Ratio;
                });
                bureau
            },
            wording: "{% set s = steady_below(focus) %}\n对{{ focus.name }}{{ s.row }}低于{{ s.target }}的{{ s.names }}，拟由分管领导约谈主要负责人。",
            said: "对火化率连续两个月低于95%的禹州市，拟由分管领导约谈主要负责人。",
        },
    ]);
}

#[test]
fn an_extreme_that_is_not_compared_is_named() {
    let mut bureau = november();
    for (id, then, now) in [
        ("disability.subsidies.amount", "1", "9"),
        ("disability.nursing_subsidy.amount", "100", "110"),
        ("marriage.registrations", "100", "150"),
    ] {
        bureau.put(UNIT, "2021-11", id, Measure::PriorYtd, Some(then));
        bureau.put(UNIT, "2021-11", id, Measure::Ytd, Some(now));
    }
    let finding = Finding::new("sum.mismatch", month("2021-11"), Place::default())
        .of(&UNIT.into())
        .about(&"marriage.registrations".into(), Measure::Ytd);
    bureau.findings.push(finding);
    let wording = "{% set m = movers([fig(\"两项补贴发放金额合计\", \"ytd\", region=\"魏都区\"), fig(\"护理补贴发放金额\", \"ytd\", region=\"魏都区\"), \
                   fig(\"结婚登记\", \"ytd\", region=\"魏都区\")]) %}\n同比增幅最大的是{{ m.up.name }}（{{ m.aside }}）。";
    assert_eq!(
        bureau.say(wording),
        "同比增幅最大的是护理补贴发放金额（结婚登记待核实、两项补贴发放金额合计基数较小，未列入比较）。"
    );
}
