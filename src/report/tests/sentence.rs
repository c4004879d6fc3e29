//! The sentences of the rules for wording, row by row: made-up figures in, the sentence written by hand from the rule.

use super::*;
use crate::assessment::ledger::ledger;
use crate::assessment::testing::blank;
use crate::catalog::{Plan, PlanItem, Progress, Statement};
use crate::finding::Comparison;

/// A row of the rules: what it is for, what there is, how it is asked for, what is said.
struct Row {
    name: &'static str,
    bureau: fn() -> Bureau,
    wording: &'static str,
    said: &'static str,
}

fn check(rows: &[Row]) {
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
fn of_all(facts: &[(&str, Measure, &str, &str)]) -> Bureau {
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
type Made = (Measure, &'static str, &'static str, u32);

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

fn with_goal(status: Status, made: &[Made], change: impl FnOnce(&mut Assessment)) -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    goal(&mut bureau, status, made, change);
    bureau
}

/// An item of a plan in the period, as the desk reports it.
fn plan(period: &str, deadline: &str, stage: Option<&str>) -> Bureau {
    let mut bureau = Bureau::new(period);
    let statement = Statement {
        month: bureau.period.last_month(),
        progress: Progress::InProgress,
        stage: stage.map(str::to_owned),
        evidence: "正在办理".into(),
        place: Place::file(&"progress.toml:3".into()),
    };
    let item = PlanItem {
        id: "a".into(),
        number: "1".into(),
        section: None,
        name: "平台数据对接".into(),
        goal: "完成对接".into(),
        measures: Vec::new(),
        targets: Vec::new(),
        deadline: Date::parse_iso(deadline).unwrap(),
        lead: "社会救助科".into(),
        leader: None,
        responsible: "市局".into(),
        stages: Vec::new(),
        statements: vec![statement],
    };
    let plan = Plan { title: "台账".into(), document: "某文".into(), due_soon_days: 30, items: vec![item] };
    bureau.ledger = Some(ledger(&plan, &"411000".into(), &bureau.assessed, bureau.period));
    bureau
}

const SUBSIDY: &str = "disability.living_subsidy.amount";
const BEDS: &str = "eldercare.beds";
const CASES: &str = "sichuan.cases";

#[test]
fn the_whole_and_what_it_is_made_of() {
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
fn many_targets_in_one_sentence() {
    let mut bureau = november();
    for (n, status) in [Status::Met, Status::OnSchedule, Status::Behind, Status::NoData].into_iter().enumerate() {
        goal(&mut bureau, status, &[], |judged| {
            judged.target = format!("goal-{n}");
            judged.name = "适老化改造".into();
        });
    }
    let said = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    let wanted = "列入年度目标的4项指标中，1项已完成，1项达到序时进度，1项滞后（适老化改造），1项尚无数据或无法判定。";
    assert!(said.contains(wanted), "{said}");
}

/// A rate of 52.30 % for the total, 49.20 % (492 of 1000) in the same month a year before, against a target of 50 %.
fn rate_over_its_goal() -> Bureau {
    let mut bureau = of_all(&[
        ("2021-11", Measure::Month, "1000", "523"),
        ("2021-10", Measure::PriorYtd, "9000", "4000"),
        ("2021-11", Measure::PriorYtd, "10000", "4492"),
    ]);
    goal(&mut bureau, Status::Met, &[(Measure::Target, "50", "%", 0)], |judged| {
        judged.unit = "%".into();
        judged.actual_key.indicator = RATE.into();
        judged.actual_key.measure = Measure::Ratio;
    });
    bureau
}

fn early() -> Bureau {
    let done = |at, value| (at, "governance.model_communities", Measure::Ytd, value);
    let mut bureau = of_one("2021-11", &[done("2021-09", "44"), done("2021-10", "45"), done("2021-11", "45")]);
    goal(&mut bureau, Status::Met, &[], |judged| {
        judged.target_value = Some(number("45"));
        judged.actual_key.region = UNIT.into();
        judged.actual_key.indicator = "governance.model_communities".into();
        judged.actual_key.measure = Measure::Ytd;
    });
    bureau
}

#[test]
fn where_a_target_stands() {
    check(&[
        Row {
            name: "比率",
            bureau: rate_over_its_goal,
            wording: "{{ focus.name }}为{{ focus }}，{{ yoy(focus) }}，{{ goal(focus).against }}。",
            said: "火化率为52.30%，同比提高3.10个百分点，高于年度目标2.30个百分点。",
        },
        Row {
            name: "完成",
            bureau: || {
                let made = [(Measure::Completion, "93.2", "%", 1), (Measure::Schedule, "91.7", "%", 1)];
                with_goal(Status::OnSchedule, &made, |_| {})
            },
            wording: "{% for g in goals %}已完成年度目标的{{ g.completion }}，{{ g.schedule_text }}。{% endfor %}",
            said: "已完成年度目标的93.2%，快于序时进度1.5个百分点。",
        },
        Row {
            name: "提前完成",
            bureau: early,
            wording: "{% for g in goals %}{{ g.early }}。{% endfor %}",
            said: "已于10月提前完成年度任务。",
        },
        Row {
            name: "滞后",
            bureau: || {
                let made = [
                    (Measure::Completion, "61.0", "%", 1),
                    (Measure::Schedule, "91.7", "%", 1),
                    (Measure::Target, "1782", "户", 0),
                    (Measure::Projection, "1187", "户", 0),
                    (Measure::Pace, "694", "户", 0),
                ];
                with_goal(Status::Behind, &made, |judged| judged.unit = "户".into())
            },
            wording: "{% for g in goals %}完成年度目标的{{ g.completion }}，{{ g.schedule_text }}；{{ g.outlook }}，{{ g.needs }}方可达标。{% endfor %}",
            said: "完成年度目标的61.0%，低于序时进度30.7个百分点；按目前进度，全年预计完成66.6%，最后一个月需完成694户方可达标。",
        },
        Row {
            name: "滞后，差距印出来为零",
            bureau: || {
                let made = [(Measure::Completion, "91.68", "%", 1), (Measure::Schedule, "91.7", "%", 1)];
                with_goal(Status::Behind, &made, |_| {})
            },
            wording: "{% for g in goals %}{{ g.schedule_text }}{% endfor %}",
            said: "略低于序时进度",
        },
        Row {
            name: "里程碑未到期",
            bureau: || plan("2021-05", "2021-06-30", Some("施工")),
            wording: "{% for i in ledger.items %}{{ i.name }}计划{{ i.by }}前完成，目前处于{{ i.stage }}阶段。{% endfor %}",
            said: "平台数据对接计划6月底前完成，目前处于施工阶段。",
        },
        Row {
            name: "里程碑逾期",
            bureau: || plan("2021-07", "2021-06-30", None),
            wording: "{% for i in ledger.overdue %}{{ i.name }}原定{{ i.by }}前完成，截至{{ period.end }}仍未完成，已逾期{{ i.days }}天，\
                      责任单位为{{ i.lead }}。{% endfor %}",
            said: "平台数据对接原定6月底前完成，截至7月底仍未完成，已逾期31天，责任单位为社会救助科。",
        },
        Row {
            name: "每县至少一",
            bureau: || {
                let made = [(Measure::UnitsAsked, "4", "个", 0), (Measure::UnitsMet, "3", "个", 0)];
                let mut bureau = with_goal(Status::Behind, &made, |_| {});
                goal(&mut bureau, Status::Behind, &[], |judged| judged.region = "411024".into());
                bureau
            },
            wording: "{% for g in goals %}慈善超市示范点应覆盖{{ g.units_asked }}县（市、区），已建成{{ g.units_met }}，{{ g.unmet }}尚未建成。{% endfor %}",
            said: "慈善超市示范点应覆盖4个县（市、区），已建成3个，鄢陵县尚未建成。",
        },
        Row {
            name: "覆盖面",
            bureau: || {
                let facts = [("organisations.total", "54"), ("organisations.trade.total", "47")];
                let facts = facts.map(|(id, value)| ("2021-11", id, Measure::Stock, value));
                let mut bureau = of_one("2021-11", &facts);
                let made = [
                    (Measure::Target, "90", "%", 0),
                    (Measure::Needed, "2", "个", 0),
                    (Measure::Completion, "87.0", "%", 1),
                ];
                goal(&mut bureau, Status::Behind, &made, |judged| judged.unit = "%".into());
                bureau
            },
            wording: "{% for g in goals %}{{ fig(\"社会组织总数\", \"stock\", region=\"魏都区\").number }}个镇（街道）中已有\
                      {{ fig(\"行业协会商会数\", \"stock\", region=\"魏都区\").number }}个建有枢纽型社区社会组织，占{{ g.completion }}，\
                      距{{ g.target }}的目标还差{{ g.needed }}。{% endfor %}",
            said: "54个镇（街道）中已有47个建有枢纽型社区社会组织，占87.0%，距90%的目标还差2个。",
        },
        Row {
            name: "两指标之比",
            bureau: || {
                let made = [(Measure::Target, "80", "%", 0), (Measure::Completion, "81.2", "%", 1)];
                with_goal(Status::Met, &made, |judged| judged.unit = "%".into())
            },
            wording: "{% for g in goals %}农村低保标准为城市低保标准的{{ g.completion }}，\
                      {{ \"达到\" if g.status == \"met\" else \"未达到\" }}{{ g.aim }}的要求。{% endfor %}",
            said: "农村低保标准为城市低保标准的81.2%，达到不低于80%的要求。",
        },
        Row {
            name: "软目标",
            bureau: || with_goal(Status::Behind, &[], |judged| judged.soft = Some("力争".into())),
            wording: "{% for g in goals %}陆河县殡仪馆{{ g.soft }}{{ g.by }}前启动运营，目前{{ \"未完成\" if g.lagging else \"尚未启动运营\" }}。{% endfor %}",
            said: "陆河县殡仪馆力争年底前启动运营，目前尚未启动运营。",
        },
    ]);
}

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
            name: "位次变化",
            bureau: || {
                let mut bureau = november();
                // 东城区 was last and is 6th, 禹州市 was 6th and is last; 鄢陵县 stays 7th.
                let october = NOVEMBER.map(|(unit, rate)| match unit {
                    "XC-DCQ" => (unit, "80"),
                    "411081" => (unit, "96"),
                    _ => (unit, rate),
                });
                bureau.rates("2021-10", &october);
                bureau
            },
            wording: "{% set m = moved(focus) %}\n较{{ period.before }}{{ m.up }}；{{ m.down }}。",
            said: "较上月上升3位的有东城区；下降3位的有禹州市。",
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
        Row {
            name: "表扬",
            bureau: || {
                let mut bureau = november();
                // In October 建安区 stood second; 魏都区 was not among the first two.
                let october = NOVEMBER.map(|(unit, rate)| match unit {
                    "411003" => (unit, "98.5"),
                    _ => (unit, rate),
                });
                bureau.rates("2021-10", &october);
                bureau
            },
            wording: "{% set s = steady_leaders(focus, 2) %}\n对{{ s.row }}位居前列的{{ s.names }}予以通报表扬。",
            said: "对连续两个月位居前列的长葛市予以通报表扬。",
        },
        Row {
            name: "批评、约谈",
            bureau: || {
                let mut bureau = november();
                bureau
                    .rates("2021-10", &NOVEMBER.map(|(unit, rate)| (unit, if unit == "XC-KFQ" { "96" } else { rate })));
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

#[test]
fn a_wording_knows_what_it_has_told() {
    let said = november().say("{% if not told(focus) %}为{{ focus }}{% endif %}{% if told(focus) %}，见前{% endif %}");
    assert_eq!(said, "为95.67%，见前");
    let twice = november().document(Some("甲{{ focus }}\n\n乙{{ focus }}、{{ focus }}\n")).unwrap();
    let again: Vec<String> = twice.stated_again().iter().map(ToString::to_string).collect();
    assert_eq!(again, ["411000/funeral.cremation_rate/ratio/2021-11"]);
    assert!(november().document(Some("甲{{ focus }}\n")).unwrap().stated_again().is_empty());
}
