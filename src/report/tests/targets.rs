//! The table of targets over few and many units, and a zero that is kept.

use super::sentence::with_goal;
use super::whole::judged;
use super::*;

/// Targets of the total and Yuzhou, and one of the total alone.
fn bureau(targets: usize) -> Bureau {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Bad);
    judged(&mut bureau, "411081", 90, Status::Missed, Light::Bad);
    let [whole, unit] = [0, 1].map(|n| bureau.assessed.list[n].clone());
    let called = |one: &Assessment, no: usize| Assessment { target: format!("more-{no}"), ..one.clone() };
    for no in 1..targets {
        bureau.assessed.list.extend([called(&whole, no), called(&unit, no)]);
    }
    bureau.assessed.list.push(called(&whole, targets));
    bureau
}

fn tables(bureau: &Bureau) -> Vec<Table> {
    let document = bureau.document(Some("::table targets | 目标")).unwrap();
    let table = |block: Block| if let Block::Table(table) = block { Some(table) } else { None };
    document.blocks.into_iter().filter_map(table).collect()
}

#[test]
fn few_units_are_columns() {
    let [table] = &tables(&bureau(7))[..] else { panic!("one table") };
    assert_eq!((table.id.as_str(), table.columns.len(), table.rows.len()), ("targets", 2 + 10, 8));
    assert_eq!(plain_text(&table.title), "表1　目标");
}

#[test]
fn many_units_are_rows_under_a_few_targets_at_a_time() {
    let mut bureau = bureau(7);
    let units = &mut bureau.catalog.desks.get_mut("xuchang-2021").unwrap().units;
    let last = units.iter().find(|unit| !unit.own).unwrap().clone();
    units.extend((1..=4).map(|no| catalog::Unit { code: format!("U{no}").as_str().into(), ..last.clone() }));
    let tables = tables(&bureau);
    let titles: Vec<String> = tables.iter().map(|table| plain_text(&table.title)).collect();
    assert_eq!(titles, ["表1　目标（一）", "表1　目标（二）", "表1　目标（三）"]);
    let ids: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    assert_eq!(ids, ["targets", "targets-2", "targets-3"]);
    // That of the total alone, then seven as four and three; a row of what is due, the total, thirteen units.
    let sizes: Vec<(usize, usize)> = tables.iter().map(|table| (table.columns.len(), table.rows.len())).collect();
    assert_eq!(sizes, [(3, 1), (1 + 4, 2 + 13), (1 + 3, 2 + 13)]);
    let row = |name: &str| {
        let row = tables[1].rows.iter().find(|row| row.cells[0].content.shown() == name).unwrap();
        (row.cells[1].content.shown().to_owned(), row.cells[1].band)
    };
    // 95 and 90 of 97 in whole per cent.
    assert_eq!(row("全市"), ("97".to_owned(), Band::Bad));
    assert_eq!(row("禹州市"), ("92".to_owned(), Band::Bad));
    assert_eq!(row("魏都区").0, "");
}

#[test]
fn what_each_unit_is_asked_is_printed_as_the_part_of_them_that_has_it() {
    let made = [
        (Measure::UnitsAsked, "4", "个", 0),
        (Measure::UnitsMet, "3", "个", 0),
        (Measure::UnitsShare, "75", "%", 1),
        (Measure::Target, "1", "家", 0),
        // That of the unit furthest from it.
        (Measure::Completion, "0", "%", 1),
        (Measure::Needed, "1", "个", 0),
    ];
    let bureau = with_goal(Status::Behind, &made, |judged| {
        judged.holds = catalog::Holds::EachUnit;
        (judged.actual, judged.target_value) = (Some(Exact::ZERO), Some(Exact::from_int(1)));
    });
    let tables = tables(&bureau);
    assert_eq!(tables[0].rows[0].cells[2].content.shown(), "75.0");
    let notes: Vec<String> = tables[0].notes.iter().map(|note| plain_text(note)).collect();
    let note = "要求各单位分别达到、合计按达到的单位数计的：目标（各不低于1家；4个单位中3个达到）。";
    assert!(notes.iter().any(|said| said == note), "{notes:?}");
    let document = bureau.document(Some("::chart progress | 进度 | 完成率")).unwrap();
    let Some(Block::Chart(chart)) = document.blocks.first() else { panic!("a chart") };
    let ChartKind::Progress { bars, .. } = &chart.kind else { panic!("of progress") };
    assert_eq!((bars[0].shown.as_str(), bars[0].due), ("75.0%", None));
    assert!(plain_text(&chart.subtitle).contains("要求各单位分别达到的为达到单位所占比重"));
    let said = bureau.say(
        "{% for g in goals %}{{ g.schedule_text }}，{{ g.reached }}、{{ g.wanted }}，{{ g.completion }}{% if g.together %}，共{{ g.together }}{% endif %}{% endfor %}",
    );
    assert_eq!(said, "还有1个单位未达到，3个、4个，75.0%");
}

#[test]
fn a_zero_that_is_kept_is_said_in_words() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 0, Status::OnSchedule, Light::Good);
    let one = &mut bureau.assessed.list[0];
    (one.target_value, one.completion) = (Some(Exact::ZERO), None);
    let cell = |bureau: &Bureau| tables(bureau)[0].rows[0].cells[2].content.shown().to_owned();
    assert_eq!(cell(&bureau), "未发生");
    let document = bureau.document(Some("::chart progress | 进度 | 完成率")).unwrap();
    let Some(Block::Chart(ChartSpec { kind: ChartKind::Progress { bars, .. }, .. })) = document.blocks.first() else {
        panic!("a chart of progress")
    };
    assert_eq!(bars[0].shown, "未发生");
    // One case: not kept any more.
    bureau.assessed.list[0].actual = Some(Exact::from_int(1));
    assert_ne!(cell(&bureau), "未发生");
}
