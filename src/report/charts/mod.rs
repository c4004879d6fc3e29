//! Chart specs: those a report lists, and three that every report has, of its focus: the ranking of the units, the
//! course over the year, and the targets.

mod bars;
mod compare;
mod course;
mod legends;
mod parts;

use super::change::up_to;
use super::fig::Fig;
use super::input::World;
use super::{doubt, goals, headline, periods, ranking};
use crate::catalog::{ChartShape, Drawn, Report, ReportChart};
use crate::document::{ChartKind, ChartSpec, Inline, Line, Point, ReferenceLine};
use crate::model::{Decimal, FigureKey, Measure, Missing, Period, RegionCode};

/// Charts that need no entry in a report.
const BUILT_IN: [&str; 3] = ["ranking", "trend", "progress"];

/// Ends every subtitle.
const SOURCE: &str = "，来源：各单位报表";

/// What a wording may call after `::chart`.
pub fn ids(report: &Report) -> Vec<&str> {
    let own = report.charts.iter().map(|chart| chart.id.as_str());
    BUILT_IN.into_iter().chain(own.filter(|id| !BUILT_IN.contains(id))).collect()
}

/// The chart of that name; its title and subtitle are the wording's.
pub fn named(world: &World, id: &str, title: Vec<Inline>, mut subtitle: Vec<Inline>) -> ChartSpec {
    let listed = world.report.charts.iter().find(|chart| chart.id == id).cloned();
    let chart = listed.unwrap_or_else(|| built_in(id));
    let made = made(world, &chart);
    subtitle.extend(made.notes);
    subtitle.push(note(SOURCE));
    let lines = chart.lines.unwrap_or(made.lines);
    let legends = legends::of(world, &made.kind, &made.told);
    ChartSpec { id: id.to_owned(), title, subtitle, kind: made.kind, legends, lines }
}

fn built_in(id: &str) -> ReportChart {
    let shape = match id {
        "ranking" => ChartShape::Ranking(None),
        "trend" => ChartShape::Trend(None),
        _ => ChartShape::Progress,
    };
    ReportChart { id: id.to_owned(), shape, periods: None, lines: None }
}

/// A chart, its height in lines, and what its marks mean, for the subtitle.
struct Made {
    kind: ChartKind,
    lines: u32,
    notes: Vec<Inline>,
    /// Figures told by a line across the plot.
    told: Vec<Fig>,
}

fn made(world: &World, chart: &ReportChart) -> Made {
    let of = |figure: &Option<Drawn>| drawn(world, figure.as_ref());
    let span = span(world, chart.periods);
    match &chart.shape {
        ChartShape::Ranking(figure) => bars::ranking(world, &of(figure)),
        ChartShape::Progress => bars::progress(world),
        ChartShape::Trend(figure) => course::trend(world, &of(figure), &span),
        ChartShape::Heat(figure) => course::heat(world, &of(figure), &span),
        ChartShape::Multiples(figure) => course::multiples(world, &of(figure), &span),
        ChartShape::Stacked { parts, total, by_period, whole } => {
            let stack = parts::Stack { parts, total: total.as_ref(), whole: *whole };
            if *by_period { stack.over_periods(world, &span) } else { stack.over_units(world) }
        }
        ChartShape::Slope { figure, against } => compare::slope(world, &of(figure), *against),
        ChartShape::Dots { figure, against } => compare::dots(world, &of(figure), *against),
    }
}

/// A figure of the total; the focus where nothing is said.
fn drawn(world: &World, figure: Option<&Drawn>) -> Fig {
    let (indicator, measure) = figure.unwrap_or(&world.report.focus);
    Fig::new(world, world.key(&world.desk.region, indicator, *measure))
}

/// The periods of the year, or the last few of them.
fn span(world: &World, most: Option<usize>) -> Vec<Period> {
    let mut all = up_to(world.period);
    all.drain(..all.len().saturating_sub(most.unwrap_or(all.len())));
    all
}

fn decimal(fig: &Fig) -> Option<Decimal> {
    fig.shown.parse().ok()
}

/// As printed at a mark of a chart: a rate with its sign, an amount alone (the subtitle has its unit).
fn shown(world: &World, fig: &Fig) -> String {
    let sign = if fig.unit == "%" { "%" } else { "" };
    with_sign(world, fig, sign)
}

fn with_sign(world: &World, fig: &Fig, sign: &str) -> String {
    if !fig.known() {
        return world.symbol(fig.missing.unwrap_or(Missing::NotReported)).to_owned();
    }
    let partial = if fig.missing.is_some() { world.theme.incomplete.as_str() } else { "" };
    let is_sound = doubt::of_cell(world, &fig.key).is_empty();
    let doubtful = if is_sound { "" } else { world.theme.doubtful.as_str() };
    format!("{}{sign}{partial}{doubtful}", fig.shown)
}

fn key_of(fig: &Fig) -> Option<FigureKey> {
    fig.known().then(|| fig.key.clone())
}

fn point(world: &World, key: FigureKey) -> Point {
    let fig = Fig::new(world, key);
    Point {
        value: decimal(&fig),
        shown: shown(world, &fig),
        key: key_of(&fig),
        partial: fig.missing == Some(Missing::Incomplete),
    }
}

/// As [`point`], without the sign of a rate: of many that stand side by side.
fn bare_point(world: &World, key: FigureKey) -> Point {
    let fig = Fig::new(world, key.clone());
    Point { shown: with_sign(world, &fig, ""), ..point(world, key) }
}

/// A region over some periods.
fn over(world: &World, fig: &Fig, region: &RegionCode, periods: &[Period], strong: bool) -> Line {
    let at = |period: &Period| point(world, FigureKey { region: region.clone(), period: *period, ..fig.key.clone() });
    Line { name: world.region_name(region), points: periods.iter().map(at).collect(), strong }
}

/// The units, best first, then those without a place in the desk's order.
fn by_place(world: &World, fig: &Fig) -> Vec<RegionCode> {
    let ranked: Vec<RegionCode> = ranking::ranked(world, fig).into_iter().map(|one| one.region).collect();
    let rest: Vec<RegionCode> =
        world.units().map(|unit| unit.code.clone()).filter(|code| !ranked.contains(code)).collect();
    ranked.into_iter().chain(rest).collect()
}

/// The target of the total, with its figure.
fn target(world: &World, fig: &Fig) -> Option<(ReferenceLine, Fig)> {
    let judged = world.judgement(&fig.key.region, &fig.key.indicator, fig.key.measure)?;
    let target = Fig::new(world, goals::key(world, judged, Measure::Target));
    let line = ReferenceLine { label: format!("目标{}", shown(world, &target)), value: decimal(&target)? };
    Some((line, target))
}

/// The target and the total, as lines.
fn references(world: &World, fig: &Fig, with_total: bool) -> Vec<ReferenceLine> {
    let mut lines: Vec<ReferenceLine> = target(world, fig).map(|(line, _)| line).into_iter().collect();
    if with_total {
        let label = format!("{}{}", world.region_name(&fig.key.region), shown(world, fig));
        lines.extend(decimal(fig).map(|value| ReferenceLine { label, value }));
    }
    lines
}

/// `11月`, `三季度`: on an axis.
fn label(period: Period) -> String {
    match period {
        Period::Month(month) => periods::month(month),
        other => plain(&periods::label(other)),
    }
}

/// What marks say, without them.
fn plain(marked: &str) -> String {
    headline::read(marked).iter().map(Inline::text).collect()
}

fn note(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
