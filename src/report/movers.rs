//! Of some figures, the one that grew and the one that fell the most against last year, and which were not compared.

use super::fig::Fig;
use super::input::World;
use super::{change, doubt, mark, words};
use crate::model::{Exact, FigureKey};
use minijinja::Value;

/// The rate of change of an amount; a rate has points, which do not compare with per cent.
fn rate(key: &FigureKey) -> Option<FigureKey> {
    let measure = change::last_year(key.measure)?.rate?;
    Some(FigureKey { measure, ..key.clone() })
}

/// `.up`, `.down`, and `.aside`: `护理补贴发放金额待核实、临时救助人次基数较小，未列入比较`. Only what would have stood at one
/// end is named there.
pub fn value(world: &World, figs: &[Value]) -> Value {
    let figs = figs.iter().filter_map(|value| Some((value.downcast_object_ref::<Fig>()?, value)));
    let rated: Vec<(Exact, &Fig, &Value)> =
        figs.filter_map(|(fig, value)| Some((Fig::new(world, rate(&fig.key)?).value?, fig, value))).collect();
    // A sentence that leads with a number known to be wrong is worse than none.
    let doubtful = |fig: &Fig| rate(&fig.key).is_some_and(|key| doubt::is_doubtful(world, &key));
    // On a small base any change is large.
    let small = |fig: &Fig| change::is_small_base(world, fig);
    let sound = || rated.iter().filter(|(_, fig, _)| !doubtful(fig) && !small(fig));
    let up = sound().max_by_key(|(rate, ..)| *rate).filter(|(rate, ..)| *rate > Exact::ZERO);
    let down = sound().min_by_key(|(rate, ..)| *rate).filter(|(rate, ..)| rate.is_negative());
    let (most, least) = (up.map_or(Exact::ZERO, |one| one.0), down.map_or(Exact::ZERO, |one| one.0));
    let ends = |why: &dyn Fn(&Fig) -> bool| {
        let beyond = rated.iter().filter(|(rate, fig, _)| (*rate > most || *rate < least) && why(fig));
        words::list(beyond.map(|(_, fig, _)| mark::name(fig.name())))
    };
    let told = |names: String, why: &str| (!names.is_empty()).then(|| format!("{names}{why}"));
    let aside = [told(ends(&doubtful), "待核实"), told(ends(&|fig| small(fig) && !doubtful(fig)), "基数较小")];
    let aside: Vec<String> = aside.into_iter().flatten().collect();
    let aside = if aside.is_empty() { String::new() } else { format!("{}，未列入比较", aside.join("、")) };
    let end =
        |one: Option<&(Exact, &Fig, &Value)>| one.map_or_else(|| Value::from(()), |(_, _, value)| (*value).clone());
    Value::from_pairs([("up", end(up)), ("down", end(down)), ("aside", aside.into())])
}
