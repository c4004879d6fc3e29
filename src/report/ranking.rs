//! Who leads, who trails, who moved, and how far apart they are.

use super::fig::Fig;
use super::input::World;
use super::{derive, mark, periods, words};
use crate::catalog::Unit;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, RegionCode};
use minijinja::Value;

/// A unit with its place.
pub struct Ranked {
    pub region: RegionCode,
    /// Marked.
    pub place_text: String,
    place: Option<Exact>,
    pub fig: Fig,
}

/// The measure of the places of a measure.
pub fn place_measure(measure: Measure) -> Measure {
    if matches!(measure, Measure::Ytd | Measure::RatioYtd) { Measure::RankYtd } else { Measure::Rank }
}

/// The ranked units, best first; of equals in the desk's order.
pub fn ranked(world: &World, of: &Fig) -> Vec<Ranked> {
    if of.key.measure.shared().is_some() { by_size(world, of) } else { by_place(world, of) }
}

/// A share knows no better and worse: the largest comes first, among those that have one.
fn by_size(world: &World, of: &Fig) -> Vec<Ranked> {
    let fig = |unit: &Unit| Fig::new(world, FigureKey { region: unit.code.clone(), ..of.key.clone() });
    let figs: Vec<Fig> = world.units().map(fig).filter(Fig::known).collect();
    let place = |fig: &Fig| figs.iter().filter(|other| other.value > fig.value).count() + 1;
    let ranked = |fig: &Fig| Ranked {
        region: fig.key.region.clone(),
        place_text: mark::number(place(fig)),
        place: i64::try_from(place(fig)).ok().map(Exact::from_int),
        fig: fig.clone(),
    };
    let mut all: Vec<Ranked> = figs.iter().map(ranked).collect();
    all.sort_by_key(|one| one.place);
    all
}

fn by_place(world: &World, of: &Fig) -> Vec<Ranked> {
    let fig =
        |region: &RegionCode, measure| Fig::new(world, FigureKey { region: region.clone(), measure, ..of.key.clone() });
    let mut all: Vec<Ranked> = world
        .units()
        .map(|unit| {
            let place = fig(&unit.code, place_measure(of.key.measure));
            Ranked {
                region: unit.code.clone(),
                place_text: mark::figure(&place.key, &place.shown),
                place: place.value,
                fig: fig(&unit.code, of.key.measure),
            }
        })
        .filter(|one| one.place.is_some() && one.fig.known())
        .collect();
    all.sort_by_key(|one| one.place);
    all
}

/// Whether a unit has a value and, its denominator being too small, no place.
pub fn unranked(world: &World, of: &Fig) -> bool {
    if of.key.measure.shared().is_some() {
        return false;
    }
    let key = |region: &RegionCode, measure| FigureKey { region: region.clone(), measure, ..of.key.clone() };
    let small = |figure: Figure| figure.missing == Some(Missing::NotApplicable);
    world.units().any(|unit| {
        world.find(&key(&unit.code, place_measure(of.key.measure))).is_some_and(small)
            && world.find(&key(&unit.code, of.key.measure)).is_some_and(|figure| figure.value.is_some())
    })
}

/// Those of the first (or last) `n` places, ties in; fewer when first and last would meet.
pub fn of_ends(all: &[Ranked], n: usize, last: bool) -> Vec<&Ranked> {
    let n = n.min(all.len() / 2);
    let limit = if last { all.len().checked_sub(n) } else { n.checked_sub(1) };
    let limit = limit.filter(|_| n > 0).and_then(|at| all.get(at)).and_then(|one| one.place);
    match limit {
        None => Vec::new(),
        Some(limit) if last => all.iter().filter(|one| one.place >= Some(limit)).collect(),
        Some(limit) => all.iter().filter(|one| one.place <= Some(limit)).collect(),
    }
}

/// `示范区、东城区并列第3位`, places from the first on; nothing where all places differ.
pub fn ties(world: &World, of: &Fig) -> String {
    let all = ranked(world, of);
    let mut parts: Vec<String> = Vec::new();
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        let (group, after) = rest.split_at(rest.iter().take_while(|one| one.place == first.place).count());
        if group.len() > 1 {
            let names = words::list(group.iter().map(|one| mark::name(&world.region_name(&one.region))));
            parts.push(format!("{names}并列第{}位", first.place_text));
        }
        rest = after;
    }
    parts.join("，")
}

/// `居全市第4位`, `并列全市第3位`: the place of a unit's figure.
pub fn place(world: &World, of: &Fig) -> String {
    let all = ranked(world, of);
    let Some(own) = all.iter().find(|one| one.region == of.key.region) else { return String::new() };
    let tied = all.iter().filter(|one| one.place == own.place).count() > 1;
    let total = mark::name(&world.region_name(&world.desk.region));
    format!("{}{total}第{}位", if tied { "并列" } else { "居" }, own.place_text)
}

/// The first (or last) `n` places, ties in; fewer when first and last would meet.
pub fn ends(world: &World, of: &Fig, n: usize, last: bool) -> Value {
    let all = ranked(world, of);
    let chosen = of_ends(&all, n, last);
    let n = n.min(all.len() / 2);
    let pairs: Vec<(&str, Value)> = vec![
        ("known", (!chosen.is_empty()).into()),
        ("count", words::numeral_of_things(n.max(if last { chosen.len() } else { 0 })).into()),
        ("text", listed(world, &chosen).into()),
        ("backwards", listed(world, &backwards(&chosen)).into()),
        ("names", words::list(chosen.iter().map(|one| mark::name(&world.region_name(&one.region)))).into()),
    ];
    Value::from_pairs(pairs)
}

/// From the last place on, units of one place in their own order.
fn backwards<'r>(chosen: &[&'r Ranked]) -> Vec<&'r Ranked> {
    let mut turned = chosen.to_vec();
    turned.sort_by_key(|one| std::cmp::Reverse(one.place));
    turned
}

/// The regions of the first `n` places.
pub fn first(world: &World, of: &Fig, n: usize) -> Vec<RegionCode> {
    let last = i64::try_from(n).ok().map(Exact::from_int);
    ranked(world, of).into_iter().filter(|one| one.place <= last).map(|one| one.region).collect()
}

/// `禹州市（99.60%）、示范区、东城区（均为98.14%，并列第3位）`
fn listed(world: &World, chosen: &[&Ranked]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = chosen;
    while let Some(first) = rest.first() {
        let tied = rest.iter().take_while(|one| one.place == first.place).count();
        let (group, after) = rest.split_at(tied);
        let names = words::list(group.iter().map(|one| mark::name(&world.region_name(&one.region))));
        parts.push(if tied > 1 {
            format!("{names}（均为{}，并列第{}位）", first.fig.short(), first.place_text)
        } else {
            format!("{names}（{}）", first.fig.short())
        });
        rest = after;
    }
    parts.join("、")
}

/// The highest and the lowest unit and the distance between them.
pub fn spread(world: &World, of: &Fig) -> Value {
    let key = FigureKey { measure: Measure::Spread, ..of.key.clone() };
    let found = matches!(of.key.measure, Measure::Month | Measure::Stock | Measure::Ratio)
        .then(|| derive::extremes(world, &key))
        .flatten();
    let Some((high, low)) = found else {
        return Value::from_pairs([("known", false)]);
    };
    let name = |region: &RegionCode| mark::name(&world.region_name(region));
    let gap = Fig::new(world, key);
    let pairs: Vec<(&str, Value)> = vec![
        ("known", (!gap.shows_zero()).into()),
        ("high", name(&high.key.region).into()),
        ("low", name(&low.key.region).into()),
        ("gap", gap.short().into()),
    ];
    Value::from_pairs(pairs)
}

/// Units whose place rose or fell against the period before: `上升2位的有甲县，上升1位的有乙县、丙县`.
pub fn moved(world: &World, of: &Fig) -> Value {
    // A share has no place of its own that could move.
    let has_places = of.key.measure.shared().is_none();
    let changes: Vec<(RegionCode, Fig)> = world
        .units()
        .filter(|_| has_places)
        .map(|unit| {
            let key = FigureKey { region: unit.code.clone(), measure: Measure::RankChange, ..of.key.clone() };
            (unit.code.clone(), Fig::new(world, key))
        })
        .collect();
    let told = |rose: bool| {
        let verb = if rose { "上升" } else { "下降" };
        let is = |fig: &Fig| fig.value.is_some_and(|v| if rose { v > Exact::ZERO } else { v.is_negative() });
        let mut some: Vec<&(RegionCode, Fig)> = changes.iter().filter(|(_, fig)| is(fig)).collect();
        some.sort_by_key(|(_, fig)| fig.value.and_then(Exact::abs).and_then(Exact::checked_neg));
        let mut parts = Vec::new();
        let mut rest = some.as_slice();
        while let Some((_, first)) = rest.first() {
            let (group, after) = rest.split_at(rest.iter().take_while(|(_, fig)| fig.value == first.value).count());
            let names = words::list(group.iter().map(|(region, _)| mark::name(&world.region_name(region))));
            parts.push(format!("{verb}{}的有{names}", first.size()));
            rest = after;
        }
        parts.join("，")
    };
    Value::from_pairs([
        ("up", told(true)),
        ("down", told(false)),
        ("differ", if has_places { differ(world, of) } else { String::new() }),
    ])
}

/// Units that have a place in only one of the two periods, so that those of others moved without their doing:
/// `甲县本月未排位；乙县上月未排位`.
fn differ(world: &World, of: &Fig) -> String {
    let Some(before) = of.key.period.previous_in_year() else { return String::new() };
    let (this, then, _) = periods::relative(of.key.period);
    let has = |region: &RegionCode, period| {
        let key =
            FigureKey { region: region.clone(), measure: place_measure(of.key.measure), period, ..of.key.clone() };
        world.find(&key).is_some_and(|place| place.value.is_some())
    };
    let only = |one, other, not: &str| {
        let units = world.desk.units.iter().filter(|unit| has(&unit.code, one) && !has(&unit.code, other));
        let names = words::list(units.map(|unit| mark::name(&world.region_name(&unit.code))));
        (!names.is_empty()).then(|| format!("{names}{not}未排位"))
    };
    let parts = [only(before, of.key.period, this), only(of.key.period, before, then)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}
