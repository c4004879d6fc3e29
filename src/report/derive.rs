//! Figures that only a document needs: shares and differences of other figures, with their traces. Each is a function of
//! its key, so that a trace can be made again from the document alone.

use super::goals;
use super::input::World;
use crate::assessment::Assessment;
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Period, Trace};
use crate::statistics::share;

/// The figure of a derived measure.
pub fn figure(world: &World, key: &FigureKey) -> Option<Figure> {
    match key.measure {
        Measure::GapPoints => {
            let (done, due) = (with(key, Measure::Completion), with(key, Measure::Schedule));
            difference(world, key, &world.find(&done)?, &world.find(&due)?, "完成率－序时进度")
        }
        Measure::TargetGap => {
            let judged = judged(world, key)?;
            difference(
                world,
                key,
                &world.find(&judged.actual_key)?,
                &world.find(&with(key, Measure::Target))?,
                "实际－目标",
            )
        }
        Measure::ProjectedCompletion => {
            // From where the way begins a share of the target would say something else than the completion does.
            if judged(world, key).is_some_and(|judged| goals::start(world, judged).is_some()) {
                return None;
            }
            let (expected, target) = (with(key, Measure::Projection), with(key, Measure::Target));
            share_of(key, &world.find(&expected)?, &world.find(&target)?)
        }
        Measure::SinceFirst => {
            let now = with(key, standing(world, key)?);
            let first = FigureKey { period: first_of_year(key.period), ..now.clone() };
            difference(world, key, &world.find(&now)?, &world.find(&first)?, "本期－本年首期")
        }
        Measure::Spread => {
            let (high, low) = extremes(world, key)?;
            difference(world, key, &high, &low, "最高单位－最低单位")
        }
        Measure::Share | Measure::ShareYtd => {
            let part = with(key, key.measure.shared()?);
            let whole = FigureKey { region: world.desk.region.clone(), ..part.clone() };
            Some(share(key.clone(), &world.find(&part)?, &world.find(&whole)?))
        }
        _ => None,
    }
}

/// Whether a measure is made here.
pub fn is_derived(measure: Measure) -> bool {
    use Measure as M;
    measure.shared().is_some()
        || matches!(measure, M::GapPoints | M::TargetGap | M::ProjectedCompletion | M::SinceFirst | M::Spread)
}

/// The first period of the same length in the year.
pub fn first_of_year(period: Period) -> Period {
    let mut first = period;
    while let Some(before) = first.previous_in_year() {
        first = before;
    }
    first
}

/// The units with the highest and the lowest value; of equals the first in the desk's order.
pub fn extremes(world: &World, key: &FigureKey) -> Option<(Figure, Figure)> {
    let measure = standing(world, key)?;
    let of = |code| FigureKey { region: code, indicator: key.indicator.clone(), measure, period: key.period };
    let all: Vec<(Exact, Figure)> = world
        .units()
        // One with too small a denominator is no extreme of anything.
        .filter(|unit| !is_unranked(world, &of(unit.code.clone())))
        .filter_map(|unit| world.find(&of(unit.code.clone())))
        .filter_map(|figure| Some((figure.value?, figure)))
        .collect();
    let mut high = all.first()?;
    let mut low = high;
    for one in &all {
        if one.0 > high.0 {
            high = one;
        }
        if one.0 < low.0 {
            low = one;
        }
    }
    (high.0 != low.0).then(|| (high.1.clone(), low.1.clone()))
}

/// Whether a figure is kept out of the places.
fn is_unranked(world: &World, key: &FigureKey) -> bool {
    let place = world.find(&with(key, Measure::Rank));
    place.is_some_and(|place| place.missing == Some(Missing::NotApplicable))
}

/// What of an indicator is compared between units and over months.
fn standing(world: &World, key: &FigureKey) -> Option<Measure> {
    let indicator = world.indicator(&key.indicator)?;
    Some(match indicator.kind {
        crate::catalog::Kind::Flow => Measure::Month,
        crate::catalog::Kind::Stock | crate::catalog::Kind::Level => Measure::Stock,
        crate::catalog::Kind::Ratio { .. } => Measure::Ratio,
    })
}

fn with(key: &FigureKey, measure: Measure) -> FigureKey {
    FigureKey { measure, ..key.clone() }
}

/// The judgement that names the key.
fn judged<'a>(world: &'a World, key: &FigureKey) -> Option<&'a Assessment> {
    world.assessed.list.iter().find(|one| one.target == key.indicator.as_str() && one.region == key.region)
}

/// One figure in per cent of another, to one place.
fn share_of(key: &FigureKey, part: &Figure, whole: &Figure) -> Option<Figure> {
    let value = part.value?.checked_div(whole.value?)?.checked_mul(Exact::from_int(100))?;
    let incomplete = part.missing.is_some() || whole.missing.is_some();
    Some(Figure {
        key: key.clone(),
        value: Some(value),
        missing: incomplete.then_some(Missing::Incomplete),
        unit: "%".to_owned(),
        places: 1,
        trace: Trace {
            formula: "预计÷目标×100".to_owned(),
            operands: vec![Operand::Figure(part.key.clone()), Operand::Figure(whole.key.clone())],
        },
    })
}

fn difference(world: &World, key: &FigureKey, a: &Figure, b: &Figure, formula: &str) -> Option<Figure> {
    let value = a.value?.checked_sub(b.value?)?;
    let incomplete = a.missing.is_some() || b.missing.is_some();
    let is_rate = a.unit == "%" || world.indicator(&key.indicator).is_some_and(|i| i.unit == "%");
    Some(Figure {
        key: key.clone(),
        value: Some(value),
        missing: incomplete.then_some(Missing::Incomplete),
        unit: if is_rate { "百分点".to_owned() } else { a.unit.clone() },
        places: a.places.max(b.places),
        trace: Trace {
            formula: formula.to_owned(),
            operands: vec![Operand::Figure(a.key.clone()), Operand::Figure(b.key.clone())],
        },
    })
}
