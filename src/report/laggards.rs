//! Units by what they lag in: who has to answer, who is called in (约谈), and who is praised.

use super::fig::Fig;
use super::input::World;
use super::{asked, goals, issue, mark, periods, problems, quality, ranking, words};
use crate::assessment::{Assessment, Status};
use crate::catalog::{Praise, Summons, Unit};
use crate::finding::Level;
use crate::model::{FigureKey, RegionCode};
use minijinja::Value;

/// What a wording knows as `laggards`: the units with lagging targets, those with the most first, of equals those furthest
/// behind.
pub fn values(world: &World) -> Vec<Value> {
    ordered(world).into_iter().map(|(unit, lags)| value(world, unit, &lags)).collect()
}

/// Targets of a unit named in a sentence; more are counted.
const NAMED: usize = 3;

type Lagging<'w> = (&'w Unit, Vec<&'w Assessment>);

fn ordered(world: &World) -> Vec<Lagging<'_>> {
    let of = |unit: &Unit| problems::of_region(world, &unit.code);
    let mut all: Vec<Lagging<'_>> =
        world.units().map(|unit| (unit, of(unit))).filter(|(_, lags)| !lags.is_empty()).collect();
    // Of equals the one furthest behind in what it is furthest behind in, then in the desk's order.
    all.sort_by_key(|(_, lags)| {
        (std::cmp::Reverse(lags.len()), lags.iter().map(|judged| problems::weight(world, judged)).min())
    });
    all
}

/// The unit a letter is about: the desk's choice, or the one with the most lagging targets; without either only
/// `.known`.
pub fn about(world: &World) -> Value {
    let chosen = issue::of(world).about().and_then(|code| world.desk.units.iter().find(|unit| unit.code == *code));
    let chosen = chosen.map(|unit| (unit, problems::of_region(world, &unit.code)));
    match chosen.or_else(|| ordered(world).into_iter().next()) {
        Some((unit, lags)) => value(world, unit, &lags),
        None => Value::from_pairs([("known", false)]),
    }
}

/// `.name` 禹州市, `.bureau` 禹州市民政局, `.asked` (the document goes to it), `.count`, `.goals` as `problems` has them.
fn value(world: &World, unit: &Unit, lags: &[&Assessment]) -> Value {
    let bureau = unit.names.first().map_or(unit.code.as_str(), String::as_str);
    let names = words::list(lags.iter().take(NAMED).map(|judged| mark::name(&judged.name)));
    let names = if lags.len() > NAMED { format!("{names}等{}项", mark::number(lags.len())) } else { names };
    let goals: Vec<Value> = lags.iter().map(|judged| problems::value(world, judged)).collect();
    Value::from_pairs([
        ("known", Value::from(true)),
        ("name", mark::name(&world.region_name(&unit.code)).into()),
        ("bureau", mark::name(bureau).into()),
        ("asked", asked::is_asked(world, &unit.code).into()),
        ("count", lags.len().into()),
        ("names", names.into()),
        ("goals", goals.into()),
    ])
}

/// What a wording knows as `summons`: `.known` where the report says when a unit is called in, `.rule` in words,
/// `.names` of the units it holds of, `.asked` and `.others` of those the document goes to and of those it does not,
/// `.units` as `laggards` has them.
pub fn summons(world: &World) -> Value {
    let Some(rule) = world.catalog.summons(&world.desk.id, &world.report) else {
        return Value::from_pairs([("known", false)]);
    };
    let called = called(world, rule);
    let names = words::list(called.iter().map(|(unit, _)| mark::name(&world.region_name(&unit.code))));
    let [asked, others] = asked::parted(world, called.iter().map(|(unit, _)| unit.code.clone()));
    let units: Vec<Value> = called.iter().map(|(unit, lags)| value(world, unit, lags)).collect();
    Value::from_pairs([
        ("known", Value::from(true)),
        ("rule", spoken(world, rule).into()),
        ("names", names.into()),
        ("asked", asked.into()),
        ("others", others.into()),
        ("units", units.into()),
    ])
}

fn called(world: &World, rule: Summons) -> Vec<Lagging<'_>> {
    ordered(world).into_iter().filter(|(unit, lags)| is_called(world, rule, &unit.code, lags.len())).collect()
}

/// The units that are called in by the rule of the report.
pub fn called_in(world: &World) -> Vec<RegionCode> {
    let rule = world.catalog.summons(&world.desk.id, &world.report);
    let called = rule.map(|rule| called(world, rule)).unwrap_or_default();
    called.into_iter().map(|(unit, _)| unit.code.clone()).collect()
}

/// `连续两个月均有目标滞后`, `连续三个月均有两项以上目标滞后`, `有两项以上目标滞后`.
fn spoken(world: &World, rule: Summons) -> String {
    let of = periods::relative(world.period).2;
    let row = if rule.periods > 1 {
        format!("连续{}{of}均", words::numeral_of_things(rule.periods))
    } else {
        String::new()
    };
    let many =
        if rule.targets > 1 { format!("{}项以上", words::numeral_of_things(rule.targets)) } else { String::new() };
    format!("{row}有{many}目标滞后")
}

/// It lags in enough targets in this period, and did in each of those before.
fn is_called(world: &World, rule: Summons, region: &RegionCode, now: usize) -> bool {
    let before = world.before.get(..rule.periods.saturating_sub(1));
    let lagged = |list: &Vec<Assessment>| {
        let lags = |judged: &&Assessment| {
            judged.region == *region && judged.soft.is_none() && goals::is_lagging(judged.status)
        };
        list.iter().filter(lags).count() >= rule.targets
    };
    now >= rule.targets && before.is_some_and(|before| before.iter().all(lagged))
}

/// The units that are on top by the report's rule, with no target lagging: `.known`, `.names`, `.rule` (`连续两个月居前三位`),
/// and what the praise rests on: `.basis` (`年度目标任务（力争的另计）`), `.slow` (what is only striven for and lags, by unit).
/// `.withheld` are those whose returns are not in order.
pub fn praised(world: &World, of: &Fig) -> Value {
    let Some(rule) = world.report.praise else { return Value::from_pairs([("known", false)]) };
    let clean = on_top(world, of, rule).into_iter().filter(|region| problems::of_region(world, region).is_empty());
    let open = |region: &RegionCode| quality::count(world, Some(region), Level::Must);
    let (good, doubted): (Vec<RegionCode>, Vec<RegionCode>) = clean.partition(|region| open(region) <= rule.must);
    let name = |region: &RegionCode| mark::name(&world.region_name(region));
    let slow = good.iter().filter_map(|region| {
        let slow = striven_for(world, region).filter(|judged| goals::is_lagging(judged.status));
        let slow: Vec<String> = slow.map(|judged| mark::name(&judged.name)).collect();
        (!slow.is_empty()).then(|| format!("{}的{}", name(region), words::list_and(slow)))
    });
    let withheld =
        doubted.iter().map(|region| Value::from_pairs([("name", name(region)), ("must", mark::number(open(region)))]));
    Value::from_pairs([
        ("known", Value::from(!good.is_empty())),
        ("names", words::list(good.iter().map(name)).into()),
        ("rule", on_top_words(world, rule).into()),
        ("basis", basis(world, &good).into()),
        ("slow", words::list(slow).into()),
        ("withheld", withheld.collect::<Vec<_>>().into()),
    ])
}

/// Among the first places in this period and in those before it that the rule asks for.
fn on_top(world: &World, of: &Fig, rule: Praise) -> Vec<RegionCode> {
    let mut found = ranking::first(world, of, rule.places);
    let mut period = of.key.period;
    for _ in 1..rule.periods {
        let Some(before) = period.previous_in_year() else { return Vec::new() };
        period = before;
        let then = Fig::new(world, FigureKey { period, ..of.key.clone() });
        let then = ranking::first(world, &then, rule.places);
        found.retain(|region| then.contains(region));
    }
    found
}

/// `连续两个月居前三位`, `居前三位`.
fn on_top_words(world: &World, rule: Praise) -> String {
    let of = periods::relative(world.period).2;
    let row =
        if rule.periods > 1 { format!("连续{}{of}", words::numeral_of_things(rule.periods)) } else { String::new() };
    format!("{row}居前{}位", words::numeral_of_things(rule.places))
}

fn striven_for<'w>(world: &'w World, region: &'w RegionCode) -> impl Iterator<Item = &'w Assessment> {
    world.assessed.list.iter().filter(move |judged| judged.region == *region && judged.soft.is_some())
}

/// `年度目标任务`, `能够判定的年度目标任务（力争、争取的另计）`: what was looked at before saying that nothing lags.
fn basis(world: &World, regions: &[RegionCode]) -> String {
    let open = |judged: &&Assessment| {
        regions.contains(&judged.region)
            && judged.soft.is_none()
            && matches!(judged.status, Status::Undefined | Status::NoData)
    };
    let sure = if world.assessed.list.iter().any(|judged| open(&judged)) { "能够判定的" } else { "" };
    let mut soft: Vec<&str> = Vec::new();
    for word in regions.iter().flat_map(|region| striven_for(world, region)).filter_map(|one| one.soft.as_deref()) {
        if !soft.contains(&word) {
            soft.push(word);
        }
    }
    let aside = if soft.is_empty() {
        String::new()
    } else {
        format!("（{}的另计）", words::list(soft.iter().map(|word| mark::name(word))))
    };
    format!("{sure}年度目标任务{aside}")
}
