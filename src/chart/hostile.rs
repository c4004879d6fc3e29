//! Every kind of chart over what is hard: long names, few and many rows, equal values, zeros, values below zero,
//! missing ones, and very large ones.

use super::samples::{bar, line, months, reference, spec};
use crate::document::{Band, ChartKind, ChartSpec, Line, ReferenceLine};

/// How the values of a chart are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values {
    Plain,
    Equal,
    Zeros,
    Negative,
    Gaps,
    Missing,
    Huge,
}

pub(crate) const VALUES: [Values; 7] =
    [Values::Plain, Values::Equal, Values::Zeros, Values::Negative, Values::Gaps, Values::Missing, Values::Huge];

/// As printed: the `n`th of a series that begins somewhere else each time.
fn shown(values: Values, series: usize, n: usize) -> String {
    let size = (series * 37 + n * 53) % 97;
    match values {
        Values::Plain => format!("{size}.{:02}", (size * 7) % 100),
        Values::Equal => "98.14".to_owned(),
        Values::Zeros => "0".to_owned(),
        Values::Negative => format!("-{size}.5"),
        Values::Gaps if (series + n).is_multiple_of(3) => "…".to_owned(),
        Values::Gaps => size.to_string(),
        Values::Missing => "…".to_owned(),
        Values::Huge if n.is_multiple_of(2) => "1234567890123".to_owned(),
        Values::Huge => format!("{size}"),
    }
}

fn series(name: &str, strong: bool, values: Values, of: usize, count: usize) -> Line {
    let all: Vec<String> = (0..count).map(|n| shown(values, of, n)).collect();
    line(name, strong, &all.iter().map(String::as_str).collect::<Vec<_>>())
}

fn names(long: bool, count: usize) -> Vec<String> {
    let name = |n: usize| {
        if long {
            format!("某某省某某市城乡一体化发展示范区民政{n}局")
        } else {
            format!("甲{n}县")
        }
    };
    (1..=count).map(name).collect()
}

/// The charts of so many units, by name.
pub(crate) fn charts(values: Values, count: usize, long: bool) -> Vec<(&'static str, ChartSpec)> {
    let units = names(long, count);
    let mut all = of_bars(values, &units);
    all.extend(of_lines(values, &units));
    all.extend(of_rows(values, &units));
    all.into_iter()
        .map(|(name, kind)| (name, spec("标题说出结论：九个单位中七个连续三个月上升，两个下降", 9, kind)))
        .collect()
}

type Named = Vec<(&'static str, ChartKind)>;

fn references() -> Vec<ReferenceLine> {
    vec![reference("目标95%", "95"), reference("全市96.37%", "96.37")]
}

fn of_bars(values: Values, units: &[String]) -> Named {
    let bar = |(i, unit): (usize, &String), due| bar(unit, &shown(values, i, i), Band::Bad, due);
    let plain = units.iter().enumerate().map(|one| bar(one, None)).collect();
    let due = units.iter().enumerate().map(|one| bar(one, Some("91.7"))).collect();
    let (due_label, target_label) = ("序时进度".to_owned(), "目标".to_owned());
    vec![
        ("ranking", ChartKind::Ranking { bars: plain, references: references() }),
        ("progress", ChartKind::Progress { bars: due, due_label, target_label }),
    ]
}

/// A line per unit.
fn of_lines(values: Values, units: &[String]) -> Named {
    let lines = |points: usize| -> Vec<Line> {
        units.iter().enumerate().map(|(i, name)| series(name, i == 0, values, i, points)).collect()
    };
    let place = |i: usize, n: usize| match values {
        Values::Missing => "…".to_owned(),
        Values::Gaps if (i + n).is_multiple_of(4) => "…".to_owned(),
        Values::Equal => "1".to_owned(),
        _ => ((i * 7 + n * 3) % units.len() + 1).to_string(),
    };
    let places = |(i, name): (usize, &String)| {
        let both = [place(i, 0), place(i, 1)];
        line(name, false, &both.each_ref().map(String::as_str))
    };
    let multiples = |points: u32| ChartKind::Multiples {
        labels: months(points),
        panels: lines(points as usize),
        base: Some(series("全市", false, values, 1, points as usize)),
        references: vec![reference("目标95%", "95")],
    };
    let three = lines(11).into_iter().take(3).collect();
    let ends = ["10月".to_owned(), "11月".to_owned()];
    vec![
        ("trend", ChartKind::Trend { labels: months(11), lines: three, references: references() }),
        ("heat", ChartKind::Heat { columns: months(11), rows: lines(11) }),
        ("heat-two", ChartKind::Heat { columns: months(2), rows: lines(2) }),
        ("slope", ChartKind::Slope { ends, lines: units.iter().enumerate().map(places).collect() }),
        ("radar", radar(values, units)),
        ("multiples", multiples(11)),
        ("multiples-one", multiples(1)),
    ]
}

/// Four members at most, on three spokes or up to eight.
fn radar(values: Values, units: &[String]) -> ChartKind {
    let spokes = units.len().clamp(3, 8);
    let axes = names(units.iter().any(|name| name.chars().count() > 9), spokes);
    let member = |(i, name): (usize, &String)| series(name, false, values, i, spokes);
    ChartKind::Radar { axes, lines: units.iter().take(4).enumerate().map(member).collect() }
}

/// A row per unit, a line per series.
fn of_rows(values: Values, units: &[String]) -> Named {
    let across = |names: &[&str]| -> Vec<Line> {
        names.iter().enumerate().map(|(i, name)| series(name, i == 0, values, i, units.len())).collect()
    };
    let parts = ["生活补贴", "护理补贴", "其他名称很长很长的一项补助资金", "临时救助", "价格临时补贴"];
    let stacked = |whole, count: usize| {
        let totals = if whole { Vec::new() } else { across(&["合计"]).remove(0).points };
        ChartKind::Stacked { rows: units.to_vec(), parts: across(&parts[..count]), totals, whole }
    };
    let dots =
        |references| ChartKind::Dots { rows: units.to_vec(), series: across(&["本月", "上年同期"]), references };
    vec![
        ("stacked", stacked(false, 2)),
        ("stacked-five", stacked(false, 5)),
        ("stacked-whole", stacked(true, 3)),
        ("dots", dots(Vec::new())),
        ("dots-references", dots(references())),
    ]
}
