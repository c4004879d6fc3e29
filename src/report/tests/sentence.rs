//! The sentences of the rules for wording, row by row: made-up figures in, the sentence written by hand from the rule.

use super::*;
use crate::assessment::testing::blank;
use crate::finding::Comparison;

/// A row of the rules: what it is for, what there is, how it is asked for, what is said.
pub(super) struct Row {
    pub name: &'static str,
    pub bureau: fn() -> Bureau,
    pub wording: &'static str,
    pub said: &'static str,
}

pub(super) fn check(rows: &[Row]) {
    for row in rows {
        assert_eq!((row.bureau)().say(row.wording), row.said, "{}", row.name);
    }
}

pub(super) const UNIT: &str = "411002";

/// Facts of one unit, so that its figures are whole.
pub(super) fn of_one(period: &str, facts: &[(&str, &str, Measure, &str)]) -> Bureau {
    let mut bureau = Bureau::new(period);
    for (at, indicator, measure, value) in facts {
        bureau.put(UNIT, at, indicator, *measure, Some(value));
    }
    bureau
}

/// Every unit has the same deaths and cremations.
pub(super) fn of_all(facts: &[(&str, Measure, &str, &str)]) -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    for (unit, _) in NOVEMBER {
        for (at, measure, deaths, cremations) in facts {
            bureau.put(unit, at, DEATHS, *measure, Some(deaths));
            bureau.put(unit, at, CREMATIONS, *measure, Some(cremations));
        }
    }
    bureau
}

pub(super) fn number(text: &str) -> Exact {
    Exact::from_decimal(text.parse().unwrap()).unwrap()
}

/// What was made in judging a target: measure, value, unit, places.
pub(super) type Made = (Measure, &'static str, &'static str, u32);

/// A target of the total named `goal`, and the figures of its judgement.
pub(super) fn goal(bureau: &mut Bureau, status: Status, made: &[Made], change: impl FnOnce(&mut Assessment)) {
    let (region, period): (RegionCode, Period) = ("411000".into(), bureau.period);
    for (measure, value, unit, places) in made {
        let key = FigureKey { region: region.clone(), indicator: "goal".into(), measure: *measure, period };
        let (value, unit) = (Some(number(value)), (*unit).to_owned());
        bureau.assessed.figures.push(Figure {
            key,
            value,
            missing: None,
            unit,
            places: *places,
            trace: Trace::default(),
        });
    }
    let deadline = Date::new(2021, 12, 31).unwrap();
    let mut judged =
        Assessment { status, name: "目标".into(), lead: "某科".into(), ..blank("goal", &region, period, deadline) };
    change(&mut judged);
    bureau.assessed.list.push(judged);
}

pub(super) fn with_goal(status: Status, made: &[Made], change: impl FnOnce(&mut Assessment)) -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    goal(&mut bureau, status, made, change);
    bureau
}

const SUBSIDY: &str = "disability.living_subsidy.amount";
const BEDS: &str = "eldercare.beds";
const CASES: &str = "sichuan.cases";

#[test]
fn the_whole_with_its_place_and_its_flow() {
    let rate = || {
        of_all(&[
            ("2021-01", Measure::Month, "10000", "2951"),
            ("2021-11", Measure::Month, "10000", "9814"),
            ("2021-11", Measure::Ytd, "100000", "65230"),
        ])
    };
    check(&[
        Row {
            name: "总体",
            bureau: rate,
            wording: "{% set first = fig(\"火化率\", \"ratio\", period=period_first) %}\n{{ period.label }}，{{ total }}{{ focus.name }}为\
                      {{ focus }}，{{ since(focus, first) }}；{{ period.so_far }}{{ focus.name }}为{{ fig(\"火化率\", \"ratio_ytd\") }}。",
            said: "11月份，全市火化率为98.14%，较1月份提高68.63个百分点；1—11月累计火化率为65.23%。",
        },
        Row {
            name: "总体（位次）",
            bureau: november,
            wording: "禹州市{{ place(fig(\"火化率\", \"ratio\", region=\"禹州市\")) }}，长葛市{{ place(fig(\"火化率\", \"ratio\", region=\"长葛市\")) }}。",
            said: "禹州市居全市第9位，长葛市居全市第1位。",
        },
        Row {
            name: "流量＋同比",
            bureau: || {
                of_one(
                    "2021-11",
                    &[
                        ("2021-11", SUBSIDY, Measure::Ytd, "3702.4"),
                        ("2021-11", SUBSIDY, Measure::PriorYtd, "3506.06"),
                        ("2021-11", SUBSIDY, Measure::Month, "341.2"),
                    ],
                )
            },
            wording: "{% set f = fig(\"生活补贴发放金额\", \"ytd\", region=\"魏都区\") %}\n{{ period.so_far }}发放困难残疾人生活补贴{{ f }}，\
                      {{ yoy(f) }}；其中{{ period.short }}发放{{ fig(\"生活补贴发放金额\", \"month\", region=\"魏都区\") }}。",
            said: "1—11月累计发放困难残疾人生活补贴3702.40万元，同比增长5.6%；其中11月发放341.20万元。",
        },
    ]);
}

#[test]
fn a_stock_and_what_never_happens() {
    check(&[
        Row {
            name: "存量",
            bureau: || {
                of_one(
                    "2021-11",
                    &[("2021-11", BEDS, Measure::Stock, "23800"), ("2021-01", BEDS, Measure::Stock, "23388")],
                )
            },
            wording: "{% set f = fig(\"养老机构床位数\", \"stock\", region=\"魏都区\") %}\n{% set g = fig(\"养老机构床位数\", \"stock\", \
                      region=\"魏都区\", period=period_first) %}\n截至{{ period.end }}，共有养老床位{{ f }}，{{ since(f, g) }}。",
            said: "截至11月底，共有养老床位23800张，较1月底增加412张。",
        },
        Row {
            name: "零事件",
            bureau: || of_one("2021-11", &[("2021-11", CASES, Measure::Ytd, "0")]),
            wording: "{% set f = fig(\"民政服务机构疫情病例\", \"ytd\", region=\"魏都区\") %}\n民政服务机构\
                      {% if f.zero %}保持零病例{% else %}发生{{ f }}{% endif %}。",
            said: "民政服务机构保持零病例。",
        },
        Row {
            name: "零事件（有发生时）",
            bureau: || of_one("2021-11", &[("2021-11", CASES, Measure::Ytd, "1")]),
            wording: "{% set f = fig(\"民政服务机构疫情病例\", \"ytd\", region=\"魏都区\") %}\n民政服务机构\
                      {% if f.zero %}保持零病例{% else %}发生{{ f }}{% endif %}。",
            said: "民政服务机构发生1例。",
        },
    ]);
}

#[test]
fn what_a_comparison_stands_on() {
    const MONEY: &str = "disability.subsidies.amount";
    const SAY: &str = "{{ yoy(fig(\"两项补贴发放金额合计\", \"ytd\", region=\"魏都区\")) }}";
    fn money(then: &str, now: &str) -> Bureau {
        of_one("2021-11", &[("2021-11", MONEY, Measure::PriorYtd, then), ("2021-11", MONEY, Measure::Ytd, now)])
    }
    check(&[
        Row {
            name: "持平",
            bureau: || {
                let mut bureau = november();
                bureau.rates("2021-10", &NOVEMBER);
                bureau
            },
            wording: "{{ mom(focus) }}。",
            said: "与上月持平。",
        },
        Row {
            name: "由负转正",
            bureau: || money("-12.0", "8.0"),
            wording: SAY,
            said: "上年同期为-12.00万元，由负转正，不计算增速",
        },
        Row {
            name: "基数为零", bureau: || money("0", "8"), wording: SAY, said: "上年同期为0.00万元，不作同比"
        },
        Row {
            name: "基数过小",
            bureau: || {
                let id = "funeral.ecological_burials";
                of_one("2021-11", &[("2021-11", id, Measure::PriorYtd, "3"), ("2021-11", id, Measure::Ytd, "9")])
            },
            wording: "{{ yoy(fig(\"节地生态安葬\", \"ytd\", region=\"魏都区\"), degree=true) }}。",
            said: "同比增长200.0%，因基数较小（上年同期仅3例），同比仅供参考。",
        },
    ]);
}

#[test]
fn what_the_returns_are_worth() {
    check(&[
        Row {
            name: "缺报",
            bureau: one_missing,
            wording: "{{ focus.name }}为{{ focus }}{{ shortfall(focus) }}。",
            said: "火化率为95.75%（鄢陵县本月未报，全市数据为其余8个单位合计）。",
        },
        Row {
            name: "待核",
            bureau: || {
                let mut bureau = november();
                let finding = Finding::new("sum.mismatch", month("2021-11"), Place::default())
                    .of(&"411081".into())
                    .about(&"assistance.rural_dibao.persons".into(), Measure::Stock);
                let (left, right, difference) = ("1009".to_owned(), "1000".to_owned(), "9".to_owned());
                let comparison = Some(Comparison { left, op: "=", right, difference });
                bureau.findings.push(Finding { comparison, ..finding });
                bureau
            },
            wording: "{{ quality.pending | join(\"；\") }}。",
            said: "禹州市上报的农村低保人数合计与分项不符（差9人），已退回核实，本期按上报数使用。",
        },
        Row {
            name: "数据质量",
            bureau: || {
                let mut bureau = one_missing();
                let late = bureau.returns.register.iter_mut().find(|record| record.region == "411081".into()).unwrap();
                late.state = ReturnState::Late;
                bureau
            },
            wording: "{{ period.this }}应报{{ no(register.expected) }}个单位，实报{{ no(register.came) }}个，按时{{ no(register.in_time) }}个。",
            said: "本月应报9个单位，实报8个，按时7个。",
        },
    ]);
}

/// 鄢陵县 has not reported.
pub(super) fn one_missing() -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    for (unit, rate) in NOVEMBER {
        let is_missing = unit == "411024";
        for (indicator, value) in [(DEATHS, "100"), (CREMATIONS, rate)] {
            bureau.put(unit, "2021-11", indicator, Measure::Month, (!is_missing).then_some(value));
        }
    }
    for record in &mut bureau.returns.register {
        if record.region == "411024".into() {
            record.state = ReturnState::Missing;
        }
    }
    bureau
}

#[test]
fn ranges_scales_and_lists() {
    let amount = |value: &'static str| of_one("2021-11", &[("2021-11", "marriage.registrations", Measure::Ytd, value)]);
    let scaled = |bureau: &Bureau| bureau.say("{{ fig(\"结婚登记\", \"ytd\", region=\"魏都区\").scaled }}");
    // Only where nothing is lost: the number is the one of the tables.
    assert_eq!(scaled(&amount("12345678")), "12345678对");
    assert_eq!(scaled(&amount("12340000")), "1234万对");
    assert_eq!(scaled(&amount("123400")), "12.34万对");
    assert_eq!(scaled(&amount("320000000")), "3.2亿对");
    assert_eq!(scaled(&amount("9999")), "9999对");
    let money = of_one("2021-11", &[("2021-11", SUBSIDY, Measure::Ytd, "40000")]);
    assert_eq!(money.say("{{ fig(\"生活补贴发放金额\", \"ytd\", region=\"魏都区\").scaled }}"), "4亿元");
    assert_eq!(november().say("{{ focus.scaled }}"), "95.67%");
    let rate = |unit: &str| format!("fig(\"火化率\", \"ratio\", region=\"{unit}\")");
    let range = |a: &str, b: &str| november().say(&format!("{{{{ span({}, {}) }}}}", rate(a), rate(b)));
    assert_eq!(range("禹州市", "长葛市"), "90.00%～99.00%");
    assert_eq!(range("建安区", "襄城县"), "97.00%");
    assert_eq!(
        november().say("{{ both([\"甲\"]) }}；{{ both([\"甲\", \"乙\"]) }}；{{ both([\"甲\", \"乙\", \"丙\"]) }}"),
        "甲；甲和乙；甲、乙和丙"
    );
}

#[test]
fn a_wording_knows_what_it_has_told() {
    let said = november().say("{% if not told(focus) %}为{{ focus }}{% endif %}{% if told(focus) %}，见前{% endif %}");
    assert_eq!(said, "为95.67%，见前");
    let twice = november().document(Some("甲{{ focus }}\n\n乙{{ focus }}、{{ focus }}\n")).unwrap();
    let again: Vec<String> = twice.stated_again().iter().map(ToString::to_string).collect();
    assert_eq!(again, ["411000/funeral.cremation_rate/ratio/2021-11"]);
    assert!(november().document(Some("甲{{ focus }}\n")).unwrap().stated_again().is_empty());
}
