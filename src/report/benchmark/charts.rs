//! The charts of a comparison: dots of one thing, members shaded by how many they are better than, places of two periods.

use super::own::Own;
use super::radar::{self, RADAR};
use super::view::{View, letters, more};
use crate::benchmark::{Entry, Standing};
use crate::catalog::Compared;
use crate::document::{Band, Bar, ChartKind, ChartSpec, Inline, Legend, Line, Point, ReferenceLine};
use crate::model::{FigureKey, Measure, Missing, Operand, Period};
use crate::report::{headline, periods};

/// Before the letters of a thing compared.
pub const DOTS: &str = "dots-";
pub const SLOPE: &str = "slope-";
pub const HEAT: &str = "heat";
/// How many the focus is better than, thing by thing.
pub const AHEAD: &str = "ahead";
/// More members than this leave no room for other things on the page.
const ON_PAGE: usize = 10;

/// The chart of that name; none where there is nothing to draw.
pub fn named(view: &View<'_>, id: &str, title: Vec<Inline>, subtitle: Vec<Inline>) -> Option<ChartSpec> {
    let of = |letters: &str| {
        let compared = super::by_letters(view, letters)?;
        Some((compared, view.standing(compared)?))
    };
    let (id, kind, lines) = if id == HEAT {
        let (kind, lines) = heat(view)?;
        (id.to_owned(), kind, lines)
    } else if id == AHEAD {
        let (kind, lines) = ahead(view)?;
        (id.to_owned(), kind, lines)
    } else if id == RADAR {
        let (kind, lines) = radar::of(view)?;
        (id.to_owned(), kind, lines)
    } else if let Some(letters) = id.strip_prefix(DOTS) {
        let (compared, standing) = of(letters)?;
        let (kind, lines) = dots(view, standing)?;
        (format!("{DOTS}{}", compared.id), kind, lines)
    } else {
        let (compared, standing) = of(id.strip_prefix(SLOPE)?)?;
        let (kind, lines) = slope(view, standing)?;
        (format!("{SLOPE}{}", compared.id), kind, lines)
    };
    let legends = legends(view, &kind);
    Some(ChartSpec { id, title, subtitle, kind, legends, lines })
}

/// Every member a dot, best first; the focus filled, with the median and what they are held against as lines.
fn dots(view: &View<'_>, standing: &Standing) -> Option<(ChartKind, u32)> {
    if standing.entries.is_empty() {
        return None;
    }
    let rows: Vec<String> = standing.entries.iter().map(|entry| view.name(&entry.member).to_owned()).collect();
    let focus = view.input.set.focus.as_ref().filter(|focus| standing.entries.iter().any(|e| e.member == **focus));
    let series = |name: &str, strong: bool, wanted: &dyn Fn(&Entry) -> bool| {
        let blank = || Point { value: None, shown: String::new(), key: None, partial: false };
        let at = |entry: &Entry| if wanted(entry) { point(view, Some(&entry.value)) } else { blank() };
        Line { name: name.to_owned(), points: standing.entries.iter().map(at).collect(), strong }
    };
    let series = match focus {
        Some(focus) => vec![
            series(view.name(focus), true, &|entry| entry.member == *focus),
            series("其他地区", false, &|entry| entry.member != *focus),
        ],
        None => vec![series("各地区", true, &|_| true)],
    };
    let median = view.summary(standing, Measure::Median).and_then(|key| reference(view, "中位数", key));
    let held = standing.references.iter().filter_map(|one| reference(view, view.name(&one.member), &one.value));
    let references = median.into_iter().chain(held).collect();
    let lines = count(rows.len()).div_ceil(2).clamp(4, 11) + 3;
    Some((ChartKind::Dots { rows, series, references }, lines))
}

/// The chart of the page: how many the focus is better than; without one the dots of the first thing, if there is room.
pub fn of_page(view: &View<'_>, first: Option<String>) -> Option<String> {
    let first = first?;
    if ahead(view).is_some() {
        return Some(AHEAD.to_owned());
    }
    let standing = view.standing(super::by_letters(view, &first)?)?;
    (standing.entries.len() <= ON_PAGE).then(|| format!("{DOTS}{first}"))
}

fn ahead(view: &View<'_>) -> Option<(ChartKind, u32)> {
    let bar = |(compared, standing): (&Compared, &Standing)| {
        let own = Own::of(*view, compared, standing)?;
        let point = point(view, more(own.entry, Measure::Percentile));
        let (value, shown, key) = (point.value, point.shown, point.key);
        Some(Bar { label: compared.name.clone(), value, shown, key, band: Band::None, due: None })
    };
    let bars: Vec<Bar> = view.on_page().into_iter().filter_map(bar).collect();
    let lines = count(bars.len()).div_ceil(2).max(2) + 2;
    (!bars.is_empty()).then_some((ChartKind::Ranking { bars, references: Vec::new() }, lines))
}

fn reference(view: &View<'_>, name: &str, key: &FigureKey) -> Option<ReferenceLine> {
    let point = point(view, Some(key));
    Some(ReferenceLine { label: format!("{name}{}", point.shown), value: point.value? })
}

/// Things compared × members, by how many of the others each is better than.
fn heat(view: &View<'_>) -> Option<(ChartKind, u32)> {
    let ranked: Vec<(&Compared, &Standing)> = view.ranked().collect();
    let members: Vec<_> = view.input.set.members.iter().filter(|member| !member.reference).collect();
    if ranked.is_empty() || members.is_empty() {
        return None;
    }
    let row = |(compared, standing): &(&Compared, &Standing)| {
        let at = |member: &&crate::catalog::Member| {
            let entry = standing.entries.iter().find(|entry| entry.member == member.id);
            point(view, entry.and_then(|entry| more(entry, Measure::Percentile)))
        };
        Line { name: compared.name.clone(), points: members.iter().map(at).collect(), strong: false }
    };
    let rows: Vec<Line> = ranked.iter().map(row).collect();
    let columns: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
    let bands = columns.len().div_ceil(9);
    let lines = count((rows.len() + 1) * bands).clamp(3, 15) + 3;
    Some((ChartKind::Heat { columns, rows }, lines))
}

/// Whether some member's place is compared with the period before.
pub fn has_slope(view: &View<'_>, standing: &Standing) -> bool {
    standing.entries.iter().any(|entry| places(view, entry).is_some())
}

/// Places then and now.
fn slope(view: &View<'_>, standing: &Standing) -> Option<(ChartKind, u32)> {
    let mut ends = None;
    let mut lines = Vec::new();
    for entry in &standing.entries {
        let Some((then, now)) = places(view, entry) else { continue };
        ends.get_or_insert_with(|| [label(then.period), label(now.period)]);
        let points = [then, now].map(|key| point(view, Some(key))).to_vec();
        let strong = view.input.set.focus.as_ref() == Some(&entry.member);
        lines.push(Line { name: view.name(&entry.member).to_owned(), points, strong });
    }
    let height = count(lines.len() * 5).div_ceil(9).clamp(4, 18) + 3;
    Some((ChartKind::Slope { ends: ends?, lines }, height))
}

/// The two places a change was taken from.
fn places<'v>(view: &View<'v>, entry: &Entry) -> Option<(&'v FigureKey, &'v FigureKey)> {
    let change = view.figure(more(entry, Measure::RankChange)?).filter(|change| change.value.is_some())?;
    match change.trace.operands.as_slice() {
        [Operand::Figure(then), Operand::Figure(now)] => Some((then, now)),
        _ => None,
    }
}

/// `2021年10月`
fn label(period: Period) -> String {
    crate::document::plain_text(&headline::read(&periods::title(period)))
}

/// A figure as a mark prints it: a rate with its sign, an amount alone.
pub fn point(view: &View<'_>, key: Option<&FigureKey>) -> Point {
    let known = key.and_then(|key| view.figure(key)).filter(|figure| figure.value.is_some());
    let Some(figure) = known else {
        let shown = view.symbol(Missing::NotApplicable).to_owned();
        return Point { value: None, shown, key: None, partial: false };
    };
    let number = view.shown(figure);
    let sign = if figure.unit == "%" && figure.key.measure != Measure::Percentile { "%" } else { "" };
    Point {
        value: number.parse().ok(),
        shown: format!("{number}{sign}"),
        key: Some(figure.key.clone()),
        partial: figure.missing == Some(Missing::Incomplete),
    }
}

fn legends(view: &View<'_>, kind: &ChartKind) -> Vec<Legend> {
    let symbol = view.symbol(Missing::NotApplicable);
    if !kind.points().any(|point| point.key.is_none() && point.shown == symbol) {
        return Vec::new();
    }
    let words = vec![Inline::Text(format!("“{symbol}”不参与排名。"))];
    vec![Legend { symbol: symbol.to_owned(), words }]
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Which thing the letters name.
pub fn position(view: &View<'_>, name: &str) -> Option<usize> {
    (0..view.input.set.indicators.len()).find(|n| letters(*n) == name)
}
