//! Sentences of the rules for wording about targets, row by row.

use super::sentence::{Row, UNIT, check, goal, number, of_all, of_one, with_goal};
use super::*;
use crate::assessment::ledger::ledger;
use crate::catalog::{Plan, PlanItem, Progress, Statement};

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
fn a_goal_and_its_schedule() {
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
    ]);
}

#[test]
fn what_is_held_has_no_schedule() {
    check(&[
        Row {
            name: "始终保持的比率",
            bureau: || {
                let made = [(Measure::Gap, "-1.1", "百分点", 1)];
                with_goal(Status::Behind, &made, |judged| {
                    (judged.unit, judged.holds_throughout) = ("%".into(), true);
                })
            },
            wording: "{% for g in goals %}{{ g.schedule_text }}。{% endfor %}",
            said: "低于应保持水平1.1个百分点。",
        },
        Row {
            name: "始终保持的数量",
            bureau: || {
                let made = [(Measure::Gap, "-190", "张", 0), (Measure::Completion, "98.9", "%", 1)];
                with_goal(Status::Behind, &made, |judged| {
                    (judged.unit, judged.holds_throughout) = ("张".into(), true);
                })
            },
            wording: "{% for g in goals %}{{ g.schedule_text }}。{% endfor %}",
            said: "低于应保持水平190张。",
        },
    ]);
}

#[test]
fn milestones() {
    check(&[
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
    ]);
}

#[test]
fn goals_of_many_units() {
    check(&[
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
