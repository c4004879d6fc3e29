//! Targets of the total and of every unit: how far each is, coloured by the same judgement as the text.

use super::cells::{Seen, column, empty, table as make, text};
use crate::assessment::Assessment;
use crate::document::{Align, Inline, Row, RowKind, Table, TableCell};
use crate::model::{Measure, RegionCode};
use crate::report::goals;
use crate::report::input::World;

pub(super) fn table(world: &World) -> Table {
    let total = &world.desk.region;
    let mut columns = vec![column(&["目标"], Align::Left, 26), column(&["序时进度"], Align::Number, 9)];
    let regions: Vec<&RegionCode> = std::iter::once(total).chain(world.units().map(|unit| &unit.code)).collect();
    columns.extend(regions.iter().map(|code| {
        let name = world.region_name(code);
        column(&["完成率", &name], Align::Number, 9)
    }));
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for judged in &world.assessed.list {
        if done.contains(&judged.target.as_str()) {
            continue;
        }
        done.push(&judged.target);
        let mut cells = vec![text(&judged.name)];
        let of_total = goals::of_unit(world, &judged.target, total);
        cells.push(cell(world, of_total, Measure::Schedule, &mut seen));
        for region in &regions {
            let of = goals::of_unit(world, &judged.target, region);
            cells.push(cell(world, of, Measure::Completion, &mut seen));
        }
        rows.push(Row { kind: RowKind::Item, cells });
    }
    let mut notes = vec![vec![Inline::Text("空格表示该单位没有此项目标。".to_owned())]];
    notes.push(vec![Inline::Text(super::MARKS.to_owned())]);
    notes.extend(seen.notes(world));
    make("目标完成情况", "单位：%".to_owned(), columns, rows, notes)
}

fn cell(world: &World, judged: Option<&Assessment>, measure: Measure, seen: &mut Seen) -> TableCell {
    let Some(judged) = judged else { return empty() };
    let mut cell = seen.cell(world, goals::key(world, judged, measure), goals::band(judged.band));
    if measure == Measure::Schedule {
        cell.band = crate::document::Band::None;
    }
    cell
}
