//! The table of targets over few and many units, and a zero that is kept.

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
