//! The charts of a report: each draws what its kind can draw, of figures that exist, and has no key that is another
//! kind's.

use super::known::{Names, measure, twice};
use crate::catalog::definition::{ChartAgainst, ChartShape, Drawn, Indicator, Kind, ReportChart};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawChart, RawChartAgainst, RawChartKind, RawChartRows};
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Names of tables: a chart called so could not be told apart from one when a sentence refers to it.
const TABLES: &[&str] = &["key", "county", "targets", "ledger", "quality", "appraisal"];
/// How many parts can be told apart on paper.
const PARTS: std::ops::RangeInclusive<usize> = 2..=5;

/// What a chart may refer to.
#[derive(Clone, Copy)]
pub struct KnownForCharts<'a> {
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
}

/// The charts of a report; `taken` has the ids of its tables of forms.
pub fn link(
    source: &Source,
    raw: &[RawChart],
    known: KnownForCharts<'_>,
    taken: &[Name],
    problems: &mut Problems,
) -> Vec<ReportChart> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for one in raw {
        check_id(source, &one.id, taken, problems);
        if !seen.insert(one.id.get_ref().clone()) {
            twice(source, &one.id, "图", "chart", problems);
        }
        all.extend(chart(source, one, known, problems));
    }
    all
}

fn check_id(source: &Source, id: &Name, taken: &[Name], problems: &mut Problems) {
    let given = id.get_ref();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if given.is_empty() || !given.chars().all(plain) {
        let said =
            Said::new("图的键只用小写字母、数字和短横", "a chart's id has small letters, digits and hyphens only");
        problems.add(source, &id.span(), said);
    }
    if TABLES.contains(&given.as_str()) || taken.iter().any(|form| form.get_ref() == given) {
        let said = Said::new(format!("“{given}”已是表的键"), format!("\"{given}\" is a table's id"));
        problems.add(source, &id.span(), said);
    }
}

fn chart(source: &Source, raw: &RawChart, known: KnownForCharts<'_>, problems: &mut Problems) -> Option<ReportChart> {
    let before = problems.count();
    belongs(source, raw, problems);
    let figures = figures(source, &raw.figures, known, problems);
    count(source, raw, problems);
    let shape = shape(source, raw, figures, known, problems);
    let periods = whole(source, raw.periods.as_ref(), 2..=12, problems);
    let lines = whole(source, raw.lines.as_ref(), 5..=22, problems);
    let lines = lines.and_then(|lines| u32::try_from(lines).ok());
    let sound = problems.count() == before;
    sound.then(|| ReportChart { id: raw.id.get_ref().clone(), shape, periods, lines })
}

/// Says of each key that it is another kind's.
fn belongs(source: &Source, raw: &RawChart, problems: &mut Problems) {
    use RawChartKind as K;
    let kind = *raw.kind.get_ref();
    let stacked = kind == K::Stacked;
    let by_period = raw.rows.as_ref().is_some_and(|rows| *rows.get_ref() == RawChartRows::Periods);
    let over_time = matches!(kind, K::Trend | K::Heat | K::Multiples) || (stacked && by_period);
    let keys: [(&str, Option<Range<usize>>, bool, &str); 5] = [
        ("total", raw.total.as_ref().map(toml::Spanned::span), stacked, "stacked"),
        ("rows", raw.rows.as_ref().map(toml::Spanned::span), stacked, "stacked"),
        ("whole", raw.whole.as_ref().map(toml::Spanned::span), stacked, "stacked"),
        ("against", raw.against.as_ref().map(toml::Spanned::span), matches!(kind, K::Slope | K::Dots), "slope、dots"),
        (
            "periods",
            raw.periods.as_ref().map(toml::Spanned::span),
            over_time,
            "trend、heat、multiples 和 rows = \"periods\" 的 stacked",
        ),
    ];
    for (key, span, fits, kinds) in keys {
        if let Some(span) = span.filter(|_| !fits) {
            let said = Said::new(format!("{key} 只用于 {kinds}"), format!("{key} belongs to {kinds} only"));
            problems.add(source, &span, said);
        }
    }
}

/// As many figures as the kind draws.
fn count(source: &Source, raw: &RawChart, problems: &mut Problems) {
    let given = raw.figures.len();
    let (fits, zh, en) = match raw.kind.get_ref() {
        RawChartKind::Stacked => {
            (PARTS.contains(&given), "stacked 要写二至五个 figures", "stacked takes two to five figures")
        }
        RawChartKind::Progress => {
            (given == 0, "progress 画全部目标，不写 figures", "progress draws all targets and takes no figures")
        }
        _ => (given <= 1, "这种图只画一个 figures", "this kind draws one figure"),
    };
    if !fits {
        problems.add(source, &raw.kind.span(), Said::new(zh, en));
    }
}

fn figures(source: &Source, raw: &[(Name, Name)], known: KnownForCharts<'_>, problems: &mut Problems) -> Vec<Drawn> {
    let figure = |(name, what): &(Name, Name)| {
        let (id, found) = (known.names.find(source, name, problems), measure(source, what, problems));
        let (id, found) = (id?, found?);
        let indicator = known.indicators.get(&id)?;
        let valid: &[Measure] = match indicator.kind {
            Kind::Flow => &[Measure::Month, Measure::Ytd],
            Kind::Stock | Kind::Level => &[Measure::Stock],
            Kind::Ratio { .. } => &[Measure::Ratio, Measure::RatioYtd],
        };
        if !valid.contains(&found) {
            let list = valid.iter().map(|measure| measure.id()).collect::<Vec<_>>().join("、");
            let zh = format!("图里的“{}”只能用 {list}", indicator.name);
            problems.add(source, &what.span(), Said::new(zh, format!("{id} is drawn as {list} only")));
        }
        Some((id, found))
    };
    raw.iter().filter_map(figure).collect()
}

fn shape(
    source: &Source,
    raw: &RawChart,
    mut figures: Vec<Drawn>,
    known: KnownForCharts<'_>,
    problems: &mut Problems,
) -> ChartShape {
    let kind = *raw.kind.get_ref();
    if kind == RawChartKind::Stacked {
        let total = raw.total.as_ref().and_then(|total| total_of(source, total, known, problems));
        alike(source, raw, figures.iter().chain(&total), known, problems);
        return ChartShape::Stacked {
            parts: figures,
            total,
            by_period: raw.rows.as_ref().is_some_and(|rows| *rows.get_ref() == RawChartRows::Periods),
            whole: raw.whole.as_ref().is_some_and(|whole| *whole.get_ref()),
        };
    }
    let figure = if figures.is_empty() { None } else { Some(figures.swap_remove(0)) };
    match kind {
        RawChartKind::Ranking => ChartShape::Ranking(figure),
        RawChartKind::Trend => ChartShape::Trend(figure),
        RawChartKind::Heat => ChartShape::Heat(figure),
        RawChartKind::Multiples => ChartShape::Multiples(figure),
        RawChartKind::Progress | RawChartKind::Stacked => ChartShape::Progress,
        RawChartKind::Slope => {
            ranked(source, raw, figure.as_ref(), known, problems);
            ChartShape::Slope { figure, against: against(source, raw, ChartAgainst::Before, problems) }
        }
        RawChartKind::Dots => ChartShape::Dots { figure, against: against(source, raw, ChartAgainst::Prior, problems) },
    }
}

fn total_of(
    source: &Source,
    raw: &toml::Spanned<Vec<(Name, Name)>>,
    known: KnownForCharts<'_>,
    problems: &mut Problems,
) -> Option<Drawn> {
    if raw.get_ref().len() != 1 {
        problems.add(source, &raw.span(), Said::new("合计只写一个", "one total only"));
    }
    figures(source, raw.get_ref(), known, problems).into_iter().next()
}

/// Parts and total add up: counted alike, of one measure.
fn alike<'d>(
    source: &Source,
    raw: &RawChart,
    figures: impl Iterator<Item = &'d Drawn>,
    known: KnownForCharts<'_>,
    problems: &mut Problems,
) {
    let found: Vec<(&Indicator, Measure)> =
        figures.filter_map(|(id, measure)| Some((known.indicators.get(id)?, *measure))).collect();
    let Some((first, measure)) = found.first() else { return };
    let odd = found.iter().find(|(one, of)| one.share().is_none() || one.unit != first.unit || of != measure);
    if let Some((odd, _)) = odd {
        let zh = format!("stacked 的各部分应能相加，同计量、同计量单位：“{}”不是", odd.name);
        let en = format!("parts must add up, of one measure and unit: {} does not", odd.id);
        problems.add(source, &raw.kind.span(), Said::new(zh, en));
    }
}

/// Only what has a better and a worse end has places.
fn ranked(source: &Source, raw: &RawChart, figure: Option<&Drawn>, known: KnownForCharts<'_>, problems: &mut Problems) {
    let unranked = figure.and_then(|(id, _)| known.indicators.get(id)).filter(|indicator| indicator.better.is_none());
    if let Some(indicator) = unranked {
        let zh = format!("“{}”没有写 better，不排位，不能画位次变化", indicator.name);
        let en = format!("{} has no better end and no places", indicator.id);
        problems.add(source, &raw.kind.span(), Said::new(zh, en));
    }
}

fn against(source: &Source, raw: &RawChart, usual: ChartAgainst, problems: &mut Problems) -> ChartAgainst {
    let Some(given) = &raw.against else { return usual };
    let found = match given.get_ref() {
        RawChartAgainst::Before => ChartAgainst::Before,
        RawChartAgainst::First => ChartAgainst::First,
        RawChartAgainst::Prior => ChartAgainst::Prior,
        RawChartAgainst::Target => ChartAgainst::Target,
    };
    let places = *raw.kind.get_ref() == RawChartKind::Slope;
    if places && matches!(found, ChartAgainst::Prior | ChartAgainst::Target) {
        let said = Said::new("位次只与本年各期比：before、first", "places are compared with before or first only");
        problems.add(source, &given.span(), said);
    }
    found
}

/// A whole number in a range; says so if it is not.
fn whole(
    source: &Source,
    raw: Option<&toml::Spanned<i64>>,
    range: std::ops::RangeInclusive<usize>,
    problems: &mut Problems,
) -> Option<usize> {
    let raw = raw?;
    let found = usize::try_from(*raw.get_ref()).ok().filter(|n| range.contains(n));
    if found.is_none() {
        let (low, high) = (range.start(), range.end());
        let said =
            Said::new(format!("应为 {low} 至 {high} 的整数"), format!("must be a whole number from {low} to {high}"));
        problems.add(source, &raw.span(), said);
    }
    found
}
