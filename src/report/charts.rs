//! Chart specs: the ranking of the focus, its course over the year, and the targets.

use super::change::up_to;
use super::fig::Fig;
use super::input::World;
use super::{goals, periods, ranking};
use crate::document::{Band, Bar, ChartKind, ChartSpec, Inline, Line, Point, ReferenceLine};
use crate::model::{Decimal, FigureKey, Measure, Missing, Period};

/// The chart of that name; its title and subtitle are the wording's.
pub fn named(world: &World, id: &str, title: Vec<Inline>, subtitle: Vec<Inline>) -> ChartSpec {
    let (kind, lines) = match id {
        "ranking" => ranking(world),
        "trend" => trend(world),
        _ => progress(world),
    };
    let mut subtitle = with_key_to_marks(subtitle, &kind);
    if id == "ranking" && ranking::unranked(world, &focus(world)) {
        subtitle.push(Inline::Text("，分母过小的单位列在最后、不排位".to_owned()));
    }
    ChartSpec { id: id.to_owned(), title, subtitle, kind, lines }
}

fn focus(world: &World) -> Fig {
    let (indicator, measure) = &world.report.focus;
    Fig::new(world, world.key(&world.desk.region, indicator, *measure))
}

fn decimal(fig: &Fig) -> Option<Decimal> {
    fig.shown.parse().ok()
}

/// Says what a hollow mark means where there is one.
fn with_key_to_marks(mut subtitle: Vec<Inline>, kind: &ChartKind) -> Vec<Inline> {
    let hollow = match kind {
        ChartKind::Trend { lines, .. } => lines.iter().flat_map(|line| &line.points).any(|point| point.partial),
        _ => false,
    };
    if hollow {
        subtitle.push(Inline::Text("，空心点为未报齐的月份".to_owned()));
    }
    subtitle
}

/// As printed at a mark of a chart: a rate with its sign, an amount alone (the subtitle has its unit).
fn shown(world: &World, fig: &Fig) -> String {
    if !fig.known() {
        return world.symbol(fig.missing.unwrap_or(Missing::NotReported)).to_owned();
    }
    let sign = if fig.unit == "%" { "%" } else { "" };
    let partial = if fig.missing.is_some() { world.theme.incomplete.as_str() } else { "" };
    format!("{}{sign}{partial}", fig.shown)
}

fn bar(world: &World, fig: &Fig) -> Bar {
    let region = &fig.key.region;
    let judged = world.judgement(region, &fig.key.indicator, fig.key.measure);
    Bar {
        label: world.region_name(region),
        value: decimal(fig),
        shown: shown(world, fig),
        key: fig.known().then(|| fig.key.clone()),
        band: judged.map_or(Band::None, |judged| goals::band(judged.band)),
        due: None,
    }
}

/// The target and the total, as lines.
fn references(world: &World, with_total: bool) -> Vec<ReferenceLine> {
    let focus = focus(world);
    let mut lines = Vec::new();
    if let Some(judged) = world.judgement(&focus.key.region, &focus.key.indicator, focus.key.measure) {
        let target = Fig::new(world, goals::key(world, judged, Measure::Target));
        lines.extend(
            decimal(&target).map(|value| ReferenceLine { label: format!("目标{}", shown(world, &target)), value }),
        );
    }
    if with_total {
        let label = format!("{}{}", world.region_name(&focus.key.region), shown(world, &focus));
        lines.extend(decimal(&focus).map(|value| ReferenceLine { label, value }));
    }
    lines
}

fn ranking(world: &World) -> (ChartKind, u32) {
    let focus = focus(world);
    let ranked = ranking::ranked(world, &focus);
    let mut bars: Vec<Bar> = ranked.iter().map(|one| bar(world, &one.fig)).collect();
    for unit in world.units().filter(|unit| !ranked.iter().any(|one| one.region == unit.code)) {
        bars.push(bar(world, &Fig::new(world, FigureKey { region: unit.code.clone(), ..focus.key.clone() })));
    }
    let lines = u32::try_from(bars.len()).unwrap_or(0).clamp(5, 12) + 2;
    (ChartKind::Ranking { bars, references: references(world, true) }, lines)
}

fn trend(world: &World) -> (ChartKind, u32) {
    let focus = focus(world);
    let periods = up_to(world.period);
    let point = |period: Period, measure: Measure| {
        let fig = Fig::new(world, FigureKey { period, measure, ..focus.key.clone() });
        Point {
            value: decimal(&fig),
            shown: shown(world, &fig),
            key: fig.known().then(|| fig.key.clone()),
            partial: fig.missing == Some(Missing::Incomplete),
        }
    };
    let line = |name: String, measure, strong| Line {
        name,
        points: periods.iter().map(|period| point(*period, measure)).collect(),
        strong,
    };
    let mut lines = vec![line(world.region_name(&focus.key.region), focus.key.measure, true)];
    let prior = match focus.key.measure {
        Measure::Month => Some(Measure::PriorMonth),
        Measure::Ytd => Some(Measure::PriorYtd),
        Measure::Stock => Some(Measure::PriorStock),
        Measure::Ratio => Some(Measure::PriorRatio),
        Measure::RatioYtd => Some(Measure::PriorRatioYtd),
        _ => None,
    };
    let last_year = prior.map(|measure| line("上年同期".to_owned(), measure, false));
    lines.extend(last_year.filter(|line| line.points.iter().any(|point| point.value.is_some())));
    let label = |period: &Period| match period {
        Period::Month(month) => periods::month(*month),
        other => super::headline::read(&periods::label(*other)).iter().map(Inline::text).collect(),
    };
    let kind =
        ChartKind::Trend { labels: periods.iter().map(label).collect(), lines, references: references(world, false) };
    (kind, 9)
}

fn progress(world: &World) -> (ChartKind, u32) {
    let bars: Vec<Bar> = goals::of_total(world)
        .map(|judged| {
            let done = Fig::new(world, goals::key(world, judged, Measure::Completion));
            let due = Fig::new(world, goals::key(world, judged, Measure::Schedule));
            let nothing = goals::is_zero_kept(judged).then(|| goals::NOTHING_HAPPENED.to_owned());
            Bar {
                label: judged.name.clone(),
                value: decimal(&done),
                shown: nothing.unwrap_or_else(|| shown(world, &done)),
                key: done.known().then(|| done.key.clone()),
                band: goals::band(judged.band),
                due: decimal(&due),
            }
        })
        .collect();
    let lines = u32::try_from(bars.len()).unwrap_or(0).clamp(5, 17) + 3;
    (ChartKind::Progress { bars, due_label: "序时进度".to_owned(), target_label: "目标".to_owned() }, lines)
}
