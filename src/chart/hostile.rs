//! Every kind of chart over what is hard: long names, few and many rows, equal values, zeros, values below zero,
//! missing ones, and very large ones.

use super::samples::{line, months, ranking, reference, spec};
use crate::document::{Band, ChartKind, ChartSpec, Line};

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

/// The charts of so many units, each with what must be printed in it whatever else is left out.
pub(crate) fn charts(values: Values, count: usize, long: bool) -> Vec<(&'static str, ChartSpec)> {
    let units = names(long, count);
    let lines = |points: usize| -> Vec<Line> {
        units.iter().enumerate().map(|(i, name)| series(name, i == 0, values, i, points)).collect()
    };
    let places = |name: &String| {
        let i = units.iter().position(|unit| unit == name).unwrap_or(0);
        let place = |n: usize| match values {
            Values::Missing => "…".to_owned(),
            Values::Gaps if (i + n).is_multiple_of(4) => "…".to_owned(),
            Values::Equal => "1".to_owned(),
            _ => ((i * 7 + n * 3) % count + 1).to_string(),
        };
        let both = [place(0), place(1)];
        line(name, false, &both.each_ref().map(String::as_str))
    };
    let across = |names: &[&str]| -> Vec<Line> {
        names.iter().enumerate().map(|(i, name)| series(name, i == 0, values, i, count)).collect()
    };
    let bars: Vec<(&str, String)> = units.iter().enumerate().map(|(i, u)| (u.as_str(), shown(values, i, i))).collect();
    let bars: Vec<(&str, &str)> = bars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let references = vec![reference("目标95%", "95"), reference("全市96.37%", "96.37")];
    let progress = bars.iter().map(|(name, value)| super::samples::bar(name, value, Band::Bad, Some("91.7"))).collect();
    let kind = |kind| spec("标题说出结论：九个单位中七个连续三个月上升，两个下降", 9, kind);
    let parts = ["生活补贴", "护理补贴", "其他名称很长很长的一项补助资金", "临时救助", "价格临时补贴"];
    let stacked = |whole, count: usize| {
        let parts = across(&parts[..count]);
        let totals = if whole { Vec::new() } else { across(&["合计"]).remove(0).points };
        kind(ChartKind::Stacked { rows: units.clone(), parts, totals, whole })
    };
    let dots = |references| {
        let series = across(&["本月", "上年同期"]);
        kind(ChartKind::Dots { rows: units.clone(), series, references })
    };
    let multiples = |points: u32| ChartKind::Multiples {
        labels: months(points),
        panels: lines(points as usize),
        base: Some(series("全市", false, values, 1, points as usize)),
        references: vec![reference("目标95%", "95")],
    };
    vec![
        ("ranking", ranking(&bars, references.clone())),
        (
            "progress",
            kind(ChartKind::Progress {
                bars: progress, due_label: "序时进度".into(), target_label: "目标".into()
            }),
        ),
        (
            "trend",
            kind(ChartKind::Trend {
                labels: months(11),
                lines: lines(11).into_iter().take(3).collect(),
                references: references.clone(),
            }),
        ),
        ("stacked", stacked(false, 2)),
        ("stacked-five", stacked(false, 5)),
        ("stacked-whole", stacked(true, 3)),
        ("heat", kind(ChartKind::Heat { columns: months(11), rows: lines(11) })),
        ("heat-two", kind(ChartKind::Heat { columns: months(2), rows: lines(2) })),
        (
            "slope",
            kind(ChartKind::Slope {
                ends: ["10月".into(), "11月".into()], lines: units.iter().map(places).collect()
            }),
        ),
        ("dots", dots(Vec::new())),
        ("dots-references", dots(references)),
        ("multiples", kind(multiples(11))),
        ("multiples-one", kind(multiples(1))),
    ]
}
