//! The ledger of work in wordings and tables, and the completion report.

use super::whole::judged;
use super::*;
use crate::assessment::ledger::ledger;
use crate::catalog::{Plan, PlanItem, Progress, Statement};
use crate::document::RowKind;

fn item(id: &str, number: &str, name: &str, deadline: &str, targets: &[&str]) -> PlanItem {
    PlanItem {
        id: id.to_owned(),
        number: number.to_owned(),
        section: None,
        name: name.to_owned(),
        goal: "火化率达到97%以上。".to_owned(),
        measures: vec!["每月5日通报".to_owned(), "约谈落后的3个县".to_owned()],
        targets: targets.iter().map(ToString::to_string).collect(),
        deadline: Date::parse_iso(deadline).unwrap(),
        lead: "社会事务科".to_owned(),
        leader: None,
        responsible: "各县（市、区）民政局、禹州市民政局".to_owned(),
        stages: Vec::new(),
        statements: Vec::new(),
    }
}

fn said(progress: Progress, evidence: &str) -> Vec<Statement> {
    let place = Place::file(&"progress.toml:3".into());
    vec![Statement { month: month("2021-11"), progress, stage: None, evidence: evidence.to_owned(), place }]
}

/// Four items in two parts: missed by 30 days and said to be done, due in 20 days, done, not heard of.
fn bureau() -> Bureau {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Missed, Light::Bad);
    let of = |section: &str, item: PlanItem| PlanItem { section: Some(section.to_owned()), ..item };
    let rate = item("rate", "1", "提高火化率", "2021-10-31", &["test.rate"]);
    let survey = item("survey", "2", "摸底12345热线", "2021-12-20", &[]);
    let study = item("study", "3", "专题调研", "2021-06-30", &[]);
    let items = vec![
        of("一、殡葬", PlanItem { statements: said(Progress::Done, "10月底已完成"), ..rate }),
        of("一、殡葬", PlanItem { statements: said(Progress::InProgress, "已走访8个乡镇。"), ..survey }),
        of("二、其他", PlanItem { statements: said(Progress::Done, "报告已印发"), ..study }),
        of("二、其他", item("law", "4", "普法宣传", "2021-11-15", &[])),
    ];
    let plan = Plan { title: "2021年台账".into(), document: "某〔2021〕3号".into(), due_soon_days: 30, items };
    bureau.ledger = Some(ledger(&plan, &"411000".into(), &bureau.assessed, bureau.period));
    bureau
}

#[test]
fn a_wording_counts_and_lists_the_items() {
    let words = bureau().say(
        "{{ ledger.title }}共{{ no(ledger.total) }}项，已完成{{ no(ledger.done) }}项，未报{{ no(ledger.unreported) }}项。\n\n\
         {% for i in ledger.overdue %}{{ i.name }}逾期{{ i.days }}天（{{ i.lead }}）；{% endfor %}\n\n\n\
         {% for i in ledger.due_soon %}{{ i.name }}还有{{ i.days_left }}天；{% endfor %}\n\n\n\
         {% for i in ledger.silent %}{{ i.name }}{{ i.status_name }}；{% endfor %}\n\n\n\
         {% for g in ledger.by_unit %}{{ g.name }}{{ no(g.total) }}项、逾期{{ no(g.late) }}项；{% endfor %}\n\n\n\
         {% for g in ledger.by_lead %}{{ g.name }}{{ no(g.total) }}项{% endfor %}\n",
    );
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(
        lines,
        [
            "2021年台账共4项，已完成1项，未报1项。",
            "提高火化率逾期30天（社会事务科）；",
            "摸底12345热线还有20天；",
            "普法宣传未报进展；",
            "各县（市、区）民政局4项、逾期1项；禹州市民政局4项、逾期1项；",
            "社会事务科4项",
        ]
    );
}

#[test]
fn a_desk_without_a_plan_says_so() {
    assert_eq!(november().say("{% if not ledger.known %}没有台账{{ no(ledger.total) }}{% endif %}"), "没有台账0");
    let bureau = Bureau { report: "completion", ..november() };
    let words = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    assert!(words.contains("本台没有工作台账，无从报告。"), "{words}");
}

#[test]
fn the_completion_report_says_goal_measures_and_what_was_reached() {
    let bureau = Bureau { report: "completion", ..bureau() };
    let document = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let words = text(&document);
    for line in [
        "许昌市民政局2021年11月重点工作完成情况报告",
        "依据某〔2021〕3号，列入《2021年台账》的工作共4项。截至11月底，1项已完成，1项正在推进或未到期，1项逾期未完成，1项未报进展或无法判定。现将完成情况报告如下。",
        "一、殡葬",
        "（一）提高火化率",
        "工作目标：火化率达到97%以上。",
        "具体措施：1.每月5日通报。2.约谈落后的3个县。",
        "完成情况：逾期未完成，原定10月底前完成，已逾期30天。11月份，火化率为95.67%，目标为不低于97%。",
        "11月所报进展为“10月底已完成”，与上列数字不符，尚待核实。",
        "完成情况：正在推进，时限为12月20日。11月，已走访8个乡镇。",
        "二、其他",
        "（一）专题调研",
        "完成情况：已完成。11月，报告已印发。",
        "（二）普法宣传",
        "完成情况：未报进展，时限为11月15日。",
    ] {
        assert!(words.lines().any(|l| l == line), "{line}\n---\n{words}");
    }
    assert!(matches!(document.blocks.last(), Some(Block::Signature { .. })));
}

#[test]
fn what_an_earlier_month_said_is_not_told_as_this_months_and_one_result_is_told_once() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 98, Status::Met, Light::Good);
    let again =
        Assessment { target: "test.again".into(), name: "火化率达标".into(), ..bureau.assessed.list[0].clone() };
    bureau.assessed.list.push(again);
    let mut survey = item("survey", "1", "摸底", "2021-12-31", &[]);
    survey.statements = said(Progress::InProgress, "已走访8个乡镇");
    survey.statements[0].month = month("2021-09");
    let both = item("rate", "2", "提高火化率", "2021-12-31", &["test.rate", "test.again"]);
    let plan = Plan { title: "台账".into(), document: "某文".into(), due_soon_days: 30, items: vec![survey, both] };
    bureau.ledger = Some(ledger(&plan, &"411000".into(), &bureau.assessed, bureau.period));
    let bureau = Bureau { report: "completion", ..bureau };
    let words = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    for line in [
        "完成情况：正在推进，时限为年底。9月，已走访8个乡镇；此后未报新的进展。",
        "完成情况：已完成。11月份，火化率为95.67%，目标为不低于97%。",
    ] {
        assert!(words.lines().any(|l| l == line), "{line}\n---\n{words}");
    }
}

#[test]
fn what_is_only_striven_for_and_slow_is_counted_apart() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Bad);
    let one = &mut bureau.assessed.list[0];
    (one.soft, one.deadline) = (Some("争取".to_owned()), Date::new(2021, 12, 31).unwrap());
    let items = vec![item("rate", "1", "提高火化率", "2021-12-31", &["test.rate"])];
    let plan = Plan { title: "台账".into(), document: "某文".into(), due_soon_days: 30, items };
    bureau.ledger = Some(ledger(&plan, &"411000".into(), &bureau.assessed, bureau.period));
    let bureau = Bureau { report: "completion", ..bureau };
    let words = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    assert!(words.contains("共1项。截至11月底，1项慢于计划（力争、争取的目标）。"), "{words}");
    assert!(
        words.contains("完成情况：慢于计划，时限为年底。11月份，火化率（争取的目标）为95.67%，目标为不低于97%。"),
        "{words}"
    );
}

#[test]
fn what_was_reached_is_figures_and_what_the_plan_says_is_not() {
    let bureau = Bureau { report: "completion", ..bureau() };
    let document = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let figures: Vec<String> = document.figures().iter().map(ToString::to_string).collect();
    assert_eq!(figures, ["411000/funeral.cremation_rate/ratio/2021-11", "411000/test.rate/target/2021-11"]);
    let all = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(text),
        _ => None,
    });
    for inline in all.flatten() {
        assert!(!matches!(inline, Inline::Text(text) if text.chars().any(|c| c.is_ascii_digit())), "{inline:?}");
    }
}

#[test]
fn the_sheets_hold_every_item_with_its_figures_and_days() {
    let bureau = bureau();
    let tables = bureau.with(None, ledger_tables);
    let shorts: Vec<&str> = tables.iter().map(|table| table.short.as_str()).collect();
    assert_eq!(shorts, ["台账", "逾期与临期", "按单位", "按科室"]);
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.short);
    }
    let shown = |table: &Table, row: usize| -> Vec<String> {
        table.rows[row].cells.iter().map(|cell| cell.content.shown().to_owned()).collect()
    };
    let whole = &tables[0];
    assert_eq!(whole.rows[0].kind, RowKind::Group);
    let heads: Vec<&str> = whole.columns.iter().filter_map(|c| c.heads.last()).map(String::as_str).collect();
    assert!(!heads.contains(&"分管领导") && !heads.contains(&"到达阶段"), "nobody fills them: {heads:?}");
    let rate = shown(whole, 1);
    assert_eq!(&rate[..3], ["1", "提高火化率", "火化率达到97%以上。"]);
    assert_eq!(&rate[3..5], ["97", "95.67"]);
    assert_eq!(&rate[6..10], ["%", "2021-10-31", "逾期未完成", "30"]);
    assert_eq!(rate[10], "11月：10月底已完成（与目标完成情况不符，请核实）");
    let pressing: Vec<String> = (0..tables[1].rows.len()).map(|row| shown(&tables[1], row)[..4].join("|")).collect();
    assert_eq!(
        pressing,
        [
            "逾期未完成（1项，天数为已逾期的）|||",
            "1|提高火化率|2021-10-31|30",
            "到期而未报进展（1项，天数为已过时限的）|||",
            "4|普法宣传|2021-11-15|15",
            "临期（1项，天数为距时限的）|||",
            "2|摸底12345热线|2021-12-20|20",
        ]
    );
    // Only what is there is named: nothing is past a ceiling, nothing not due, nothing that cannot be judged.
    let heads: Vec<&str> = tables[2].columns.iter().filter_map(|c| c.heads.last()).map(String::as_str).collect();
    assert_eq!(heads[2..8], ["已完成", "推进中", "未启动", "滞后", "逾期未完成", "未报进展"]);
    assert_eq!(&shown(&tables[2], 0)[..8], ["各县（市、区）民政局", "4", "1", "1", "0", "0", "1", "1"]);
    assert_eq!(&shown(&tables[2], 2)[..2], ["合计", "4"]);
    assert_eq!(shown(&tables[3], 0)[8], "提高火化率（逾期30天）");
}

#[test]
fn the_table_of_a_briefing_has_the_ledger() {
    let document = bureau().document(Some("# 题\n\n::table ledger | 工作台账\n")).unwrap_or_else(|e| panic!("{e}"));
    let found = table(&document, "ledger");
    let row: Vec<&str> = found.rows[1].cells.iter().map(|cell| cell.content.shown()).collect();
    assert_eq!(&row[..3], ["1\u{3000}提高火化率", "%", "97"]);
    assert_eq!((row[3], found.rows[1].cells[6].band), ("95.67", Band::Bad));
    assert_eq!(plain_text(&found.title), "表1\u{3000}工作台账");
}
