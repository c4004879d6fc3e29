//! Targets as the wording sees them: one judgement for sentence, table and chart.

use super::fig::{Fig, amount};
use super::input::World;
use super::{mark, periods, standing, words};
use crate::assessment::{Assessment, Light, Status};
use crate::catalog::{Comparator, Holds, Kind, Target};
use crate::document::Band;
use crate::model::{Date, Exact, FigureKey, Measure, Missing, Period, RegionCode};
use minijinja::Value;

/// The key of a figure of a judgement.
pub fn key(world: &World, judged: &Assessment, measure: Measure) -> FigureKey {
    FigureKey { region: judged.region.clone(), indicator: judged.target.as_str().into(), measure, period: world.period }
}

pub fn band(light: Light) -> Band {
    match light {
        Light::Good => Band::Good,
        Light::Watch => Band::Watch,
        Light::Bad => Band::Bad,
        Light::Unknown => Band::Unknown,
    }
}

/// The judgements of the desk's total, in the order of the targets.
pub fn of_total(world: &World) -> impl Iterator<Item = &Assessment> {
    world.assessed.list.iter().filter(|judged| judged.region == world.desk.region)
}

/// The judgement of a unit against the same target.
pub fn of_unit<'a>(world: &'a World, target: &str, region: &RegionCode) -> Option<&'a Assessment> {
    let of = |wanted: &dyn Fn(&Assessment) -> bool| {
        world.assessed.list.iter().find(|judged| judged.region == *region && wanted(judged))
    };
    // A target changed in the year is followed under the new one.
    of(&|judged| judged.target == target).or_else(|| of(&|judged| judged.replaces.as_deref() == Some(target)))
}

/// The target a judgement is of, as the desk wrote it.
pub fn defined<'a>(world: &'a World, judged: &Assessment) -> Option<&'a Target> {
    world.catalog.targets.get(&world.desk.id)?.iter().find(|target| target.id == judged.target)
}

/// Where the way to the goal begins, when that is not zero: `36张/千人`. Completion and schedule are then shares of the
/// way from there, and no shares of the target.
pub fn start(world: &World, judged: &Assessment) -> Option<String> {
    let of_units = matches!(judged.holds, Holds::ShareOfUnits(_)) && judged.region == world.desk.region;
    let start = defined(world, judged)?.baseline.filter(|start| !start.is_zero() && !of_units)?;
    Some(amount(&mark::number(start.normalize()), &judged.unit))
}

/// Asked of each unit and told of all of them: what counts is how many have reached it. The number that is judged is
/// that of the unit furthest from it, and would be read as the total's.
pub fn is_each(world: &World, judged: &Assessment) -> bool {
    judged.holds == Holds::EachUnit && judged.region == world.desk.region
}

/// How far it is, in per cent: of the target; of the units where each is asked.
pub fn done(world: &World, judged: &Assessment) -> FigureKey {
    key(world, judged, if is_each(world, judged) { Measure::UnitsShare } else { Measure::Completion })
}

/// What is due of that; none of units that only have to be there in the end.
pub fn schedule(world: &World, judged: &Assessment) -> Option<FigureKey> {
    let due = key(world, judged, Measure::Schedule);
    let partly = || world.find(&due).and_then(|figure| figure.value).is_none_or(|value| value != all());
    if is_each(world, judged) && partly() { None } else { Some(due) }
}

/// What the units have between them of an amount that each of them is asked.
pub fn together(world: &World, judged: &Assessment) -> Option<Fig> {
    let target = defined(world, judged).filter(|target| is_each(world, judged) && target.unit.is_none())?;
    let adds = world.indicator(&target.indicator).is_some_and(|one| matches!(one.kind, Kind::Flow | Kind::Stock));
    let sum = Fig::new(world, world.key(&judged.region, &target.indicator, target.measure));
    (adds && sum.known()).then_some(sum)
}

/// A work of several stages that is done or not: what is reported is how far it has come, in parts of one.
pub fn is_staged(judged: &Assessment) -> bool {
    judged.comparator == Comparator::By
}

/// Of a target of zero that is kept, which has no completion.
pub const NOTHING_HAPPENED: &str = "未发生";

/// Nothing has happened of what is not to happen.
pub fn is_zero_kept(judged: &Assessment) -> bool {
    let is_zero = |value: Option<Exact>| value.is_some_and(Exact::is_zero);
    let kept = matches!(judged.status, Status::Met | Status::OnSchedule);
    kept && judged.completion.is_none() && is_zero(judged.target_value) && is_zero(judged.actual)
}

/// Of an amount of which nothing is there yet: a share of none of it would only be a number. Empty of all others.
pub fn idle(world: &World, judged: &Assessment) -> &'static str {
    let rises = matches!(judged.comparator, Comparator::Ge | Comparator::Gt | Comparator::Eq);
    let wanted = judged.target_value.filter(|value| !value.is_zero() && !value.is_negative());
    match wanted {
        // That the last of the units has nothing says nothing of the others.
        Some(_) if is_each(world, judged) => "",
        Some(wanted) if rises && judged.unit != "%" && judged.actual.is_some_and(Exact::is_zero) => {
            if wanted == Exact::from_int(1) { "尚未完成" } else { "尚无进展" }
        }
        _ => "",
    }
}

pub fn is_lagging(status: Status) -> bool {
    matches!(status, Status::Behind | Status::Missed)
}

/// Whole months from the end of the period to the deadline.
fn months_left(world: &World, deadline: Date) -> i64 {
    let last = world.period.last_month();
    let months = |year: i32, month: u8| i64::from(year) * 12 + i64::from(month);
    (months(deadline.year(), deadline.month()) - months(last.year(), last.number())).max(0)
}

/// All targets of the total.
pub fn values(world: &World) -> Vec<Value> {
    of_total(world).map(|judged| value(world, judged)).collect()
}

pub fn value(world: &World, judged: &Assessment) -> Value {
    let fig = |measure| Value::from_object(Fig::new(world, key(world, judged, measure)));
    let left = months_left(world, judged.deadline);
    let overdue = periods::days_between(judged.deadline, world.period.last_month().last_day());
    let below = units_with(world, judged, |status| !matches!(status, Status::Met | Status::NoData | Status::Undefined));
    let met = !units_with(world, judged, |status| status == Status::Met).is_empty();
    let mut pairs: Vec<(&str, Value)> = vec![
        ("known", true.into()),
        ("name", mark::name(&judged.name).into()),
        ("status", judged.status.id().into()),
        ("id", judged.target.as_str().into()),
        ("status_name", judged.status_name().into()),
        ("soft", judged.soft.as_deref().map(mark::name).into()),
        ("aim", aim(world, judged).into()),
        ("needed", fig(Measure::Needed)),
        ("units_met", fig(Measure::UnitsMet)),
        ("units_asked", fig(Measure::UnitsAsked)),
        ("allocated", fig(Measure::Allocated)),
        ("allocation_gap", fig(Measure::AllocationGap)),
        ("low", fig(Measure::ProjectionLow)),
        ("high", fig(Measure::ProjectionHigh)),
        ("risk", judged.risk.map(|month| periods::short(Period::Month(month))).into()),
        ("kept", judged.is_kept.into()),
        ("broken", judged.is_broken_early.into()),
        ("leader", judged.leader.as_deref().map(mark::name).into()),
        ("unmet", names(world, &below, usize::MAX).into()),
        ("lagging", (is_lagging(judged.status) && judged.soft.is_none()).into()),
        ("rate", (judged.unit == "%").into()),
        ("actual", Value::from_object(Fig::new(world, judged.actual_key.clone()))),
        ("target", fig(Measure::Target)),
        ("completion", Value::from_object(Fig::new(world, done(world, judged)))),
        ("schedule", fig(Measure::Schedule)),
        ("gap", Value::from_object(standing::gap(world, judged))),
        ("pace", fig(Measure::Pace)),
        ("projection", fig(Measure::Projection)),
        ("comparator", comparator(judged.comparator).into()),
        ("deadline", periods::day(judged.deadline).into()),
        ("months_left", left.into()),
        ("months", mark::number(left).into()),
        ("overdue", (overdue > 0).into()),
        ("days", mark::number(overdue.max(0)).into()),
        ("responsible", mark::name(&judged.responsible).into()),
        ("lead", mark::name(&judged.lead).into()),
        ("milestone", is_staged(judged).into()),
        ("start", start(world, judged).unwrap_or_default().into()),
        ("nothing_happened", is_zero_kept(judged).into()),
        ("idle", idle(world, judged).into()),
        ("worst_names", laggards(world, judged, WORST).into()),
        ("worst", named(world, &lagging_units(world, judged), WORST).into()),
        ("cut", (lagging_units(world, judged).len() > WORST).into()),
        ("below", named(world, &below, usize::MAX).into()),
        ("below_count", mark::number(below.len()).into()),
        ("none_met", (!below.is_empty() && !met).into()),
        ("silent", silent(world, judged).into()),
    ];
    pairs.extend(measured(world, judged));
    pairs.extend(standing::texts(world, judged, left));
    Value::from_pairs(pairs)
}

/// How a target is measured: by units, at all times, and whether it can still be met.
fn measured(world: &World, judged: &Assessment) -> Vec<(&'static str, Value)> {
    vec![
        ("each", is_each(world, judged).into()),
        ("together", together(world, judged).map_or_else(|| Value::from(()), Value::from_object)),
        ("reached", Value::from_object(reached(world, judged))),
        ("wanted", Value::from_object(wanted(world, judged))),
        ("held", judged.holds_throughout.into()),
        ("lost", is_lost(judged).into()),
    ]
}

/// What is there and what is asked, in one unit: of the units that are each asked their number.
fn reached(world: &World, judged: &Assessment) -> Fig {
    let own = || judged.actual_key.clone();
    Fig::new(world, if is_each(world, judged) { key(world, judged, Measure::UnitsMet) } else { own() })
}

fn wanted(world: &World, judged: &Assessment) -> Fig {
    Fig::new(world, key(world, judged, if is_each(world, judged) { Measure::UnitsAsked } else { Measure::Target }))
}

/// It cannot be met any more, whatever is done: a ceiling that is broken, a share of all so far that was to be all
/// of it at all times.
pub fn is_lost(judged: &Assessment) -> bool {
    let of_all = judged.actual_key.measure == Measure::RatioYtd
        && judged.target_value == Some(all())
        && !matches!(judged.comparator, Comparator::Le | Comparator::Lt);
    judged.is_broken_early || judged.holds_throughout && of_all && judged.unit == "%" && is_lagging(judged.status)
}

fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Ge => "不低于",
        Comparator::Gt => "高于",
        Comparator::Le => "不高于",
        Comparator::Lt => "低于",
        Comparator::Eq | Comparator::Range | Comparator::By => "",
    }
}

/// What is to be reached, as the target's own document words it: `3.3万余人`, `突破4亿元`, `不低于80%`.
pub fn aim(world: &World, judged: &Assessment) -> String {
    let target = Fig::new(world, key(world, judged, Measure::Target));
    // Not less than all of it is all of it.
    let is_all = judged.comparator == Comparator::Ge && judged.unit == "%" && judged.target_value == Some(all());
    match judged.approximate {
        Some(word) => target.approximate(word),
        None if is_all => target.text(),
        None => format!("{}{}", comparator(judged.comparator), target.text()),
    }
}

fn all() -> Exact {
    Exact::from_int(100)
}

/// `甲县、乙县、丙县等5个单位`: the first few by their names, without what they have reached.
pub fn names(world: &World, units: &[&Assessment], most: usize) -> String {
    // To name one more is as short as to count it.
    let most = if units.len() == most.saturating_add(1) { units.len() } else { most };
    let names = words::list(units.iter().take(most).map(|unit| mark::name(&world.region_name(&unit.region))));
    if units.len() > most { format!("{names}等{}个单位", mark::number(units.len())) } else { names }
}

/// The units that lag on the same target, the furthest behind first, as [`names`] has them.
pub fn laggards(world: &World, judged: &Assessment, most: usize) -> String {
    names(world, &lagging_units(world, judged), most)
}

/// Units named where the others are only counted.
const WORST: usize = 3;

/// Units with what they have reached: `襄城县（61.0%）`, of an amount `襄城县（完成61.0%）`; beyond `most` they are counted.
fn named(world: &World, units: &[&Assessment], most: usize) -> String {
    // Where none has anything, that they lag says it all.
    if units.iter().all(|unit| unit.actual.is_some_and(Exact::is_zero)) {
        return names(world, units, most);
    }
    let named = words::list(units.iter().take(most).map(|unit| {
        let reached = if unit.unit == "%" || start(world, unit).is_some() {
            Fig::new(world, unit.actual_key.clone()).text()
        } else if unit.actual.is_some_and(Exact::is_zero) {
            "尚无进展".to_owned()
        } else {
            format!("完成{}", Fig::new(world, key(world, unit, Measure::Completion)).text())
        };
        format!("{}（{reached}）", mark::name(&world.region_name(&unit.region)))
    }));
    if units.len() > most { format!("{named}等{}个", mark::number(units.len())) } else { named }
}

pub fn lagging_units<'a>(world: &'a World, judged: &Assessment) -> Vec<&'a Assessment> {
    units_with(world, judged, is_lagging)
}

/// Units that stand so on the same target, the furthest behind first.
fn units_with<'a>(world: &'a World, judged: &Assessment, stand: impl Fn(Status) -> bool) -> Vec<&'a Assessment> {
    let units = world.units().filter_map(|unit| of_unit(world, &judged.target, &unit.code));
    let mut found: Vec<&Assessment> = units.filter(|unit| stand(unit.status)).collect();
    found.sort_by_key(|unit| unit.completion);
    found
}

/// Units of which nothing is known.
fn silent(world: &World, judged: &Assessment) -> String {
    let units = world.units().filter_map(|unit| of_unit(world, &judged.target, &unit.code));
    // One whose number is not printed has reported all the same.
    let hidden = |unit: &&Assessment| {
        world.find(&unit.actual_key).is_some_and(|figure| figure.missing == Some(Missing::Suppressed))
    };
    let silent = units.filter(|unit| unit.status == Status::NoData && !hidden(unit));
    words::list(silent.map(|unit| mark::name(&world.region_name(&unit.region))))
}

/// How many targets of the total stand how.
pub fn tally(world: &World) -> Value {
    // What is only striven for is told apart.
    let firm = || of_total(world).filter(|judged| judged.soft.is_none());
    let count = |wanted: &[Status]| firm().filter(|judged| wanted.contains(&judged.status)).count();
    let kept = firm().filter(|judged| judged.is_kept).count();
    let pairs = [
        ("total", firm().count()),
        ("soft", of_total(world).count() - firm().count()),
        // What is kept so far is not over.
        ("met", count(&[Status::Met]) - kept),
        ("on_schedule", count(&[Status::OnSchedule]) + kept),
        ("behind", count(&[Status::Behind])),
        ("missed", count(&[Status::Missed])),
        ("lagging", count(&[Status::Behind, Status::Missed])),
        ("not_due", count(&[Status::NotDue])),
        ("unknown", count(&[Status::Undefined, Status::NoData])),
    ];
    Value::from_pairs(pairs)
}
