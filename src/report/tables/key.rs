//! The key indicators of the total: this period, so far, against last year, against the target.

use super::basis;
use super::cells::{Seen, column, empty, group, text, yoy_of};
use crate::assessment::Assessment;
use crate::document::{Align, Band, CellContent, Inline, Row, RowKind, Table, TableCell};
use crate::model::{IndicatorId, Measure};
use crate::report::input::World;
use crate::report::{goals, periods};

fn table_columns(world: &World) -> Vec<crate::document::Column> {
    let (this, ..) = periods::relative(world.period);
    vec![
        column(&["指标"], Align::Left, 60),
        column(&["单位"], Align::Center, 9),
        column(&["完成情况", this], Align::Number, 12),
        column(&["完成情况", "累计（期末）"], Align::Number, 14),
        column(&["完成情况", "同比"], Align::Number, 10),
        column(&["年度目标", "目标值"], Align::Number, 10),
        column(&["年度目标", "完成率"], Align::Number, 10),
        column(&["年度目标", "序时进度"], Align::Number, 10),
        column(&["年度目标", "状态"], Align::Center, 12),
    ]
}

pub(super) fn table(world: &World) -> Table {
    let columns = table_columns(world);
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    let (mut topic, mut told) = ("", Vec::new());
    for (id, measure) in &world.report.key_indicators {
        let Some(indicator) = world.indicator(id) else { continue };
        if indicator.topic != topic {
            topic = &indicator.topic;
            rows.push(group(topic, columns.len()));
        }
        let judged = goal_of(world, id, *measure);
        told.extend(judged.map(|judged| (indicator.name.clone(), judged)));
        let staged = judged.filter(|judged| goals::is_staged(judged));
        let mut cells = vec![
            text(&indicator.name),
            text(staged.map_or(indicator.unit.as_str(), |judged| basis::unit(world, judged))),
        ];
        cells.extend(match staged {
            Some(judged) => vec![empty(), super::targets::completion(world, judged, Band::None, &mut seen), empty()],
            None => amounts(world, id, *measure, &mut seen),
        });
        cells.extend(judged.map_or_else(none, |judged| goal(world, judged, &mut seen)));
        rows.push(Row { kind: RowKind::Item, cells });
    }
    let mut notes = vec![vec![Inline::Text(
        "累计为本年累计；同比按累计（期末）数计算，数量指标为增减百分率，比率指标为百分点；完成率、序时进度以百分率表示。"
            .to_owned(),
    )]];
    let mut cells = rows.iter().filter(|row| row.kind != RowKind::Group).flat_map(|row| &row.cells);
    if cells.any(|cell| matches!(cell.content, CellContent::Empty)) {
        notes.push(vec![Inline::Text("空格表示没有此项数，或本表不列其目标。".to_owned())]);
    }
    notes.extend(basis::notes(world, &told, &told));
    notes.extend(seen.notes(world));
    super::cells::table("重点指标", String::new(), columns, rows, notes)
}

/// This period, so far or at its end, and 同比.
fn amounts(world: &World, id: &IndicatorId, measure: Measure, seen: &mut Seen) -> Vec<TableCell> {
    let region = &world.desk.region;
    let stands = world.indicator(id).is_some_and(|indicator| world.stands(indicator));
    let (month, so_far) = match measure {
        Measure::Ratio | Measure::RatioYtd if stands => (None, Some(Measure::Ratio)),
        Measure::Ratio | Measure::RatioYtd => (Some(Measure::Ratio), Some(Measure::RatioYtd)),
        Measure::Month | Measure::Ytd => (Some(Measure::Month), Some(Measure::Ytd)),
        other => (None, Some(other)),
    };
    let mut cell = |measure: Option<Measure>| measure.map_or_else(empty, |m| seen.figure(world, region, id, m));
    vec![cell(month), cell(so_far), cell(Some(yoy_of(so_far.unwrap_or(measure))))]
}

/// A target for this measure, else one for another measure of the indicator.
fn goal_of<'a>(world: &'a World, id: &IndicatorId, measure: Measure) -> Option<&'a Assessment> {
    let region = &world.desk.region;
    let any = || goals::of_total(world).find(|judged| judged.actual_key.indicator == *id);
    world.judgement(region, id, measure).or_else(any)
}

fn goal(world: &World, judged: &Assessment, seen: &mut Seen) -> Vec<TableCell> {
    let band = goals::band(judged.band);
    let done = super::targets::completion(world, judged, band, seen);
    let target = super::targets::target(world, judged, seen);
    let mut cell = |measure, band| seen.cell(world, goals::key(world, judged, measure), band);
    vec![
        target,
        done,
        cell(Measure::Schedule, Band::None),
        TableCell { content: CellContent::Text(judged.status_name().to_owned()), band },
    ]
}

fn none() -> Vec<TableCell> {
    vec![empty(), empty(), empty(), empty()]
}
