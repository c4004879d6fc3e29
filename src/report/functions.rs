//! The functions of the wording. Whatever they return carries marks, so that every digit says what it is.

use super::change::Manner;
use super::comparison::{self, Against};
use super::error::raise;
use super::fig::Fig;
use super::input::World;
use super::{
    appraisal, asked, change, doubt, goals, issue, lack, laggards, ledger, lookup, mark, movers, periods, places,
    problems, quality, ranking, steady, unrounded, words,
};
use crate::catalog::Better;
use crate::finding::Said;
use crate::model::{FigureKey, IndicatorId, Measure};
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};
use std::sync::Arc;

type Made = Result<Value, Error>;

/// From here on one says 连续.
const ROW: usize = 3;

/// Adds all functions and all that a wording knows without asking.
pub fn add(environment: &mut Environment<'static>, world: &Arc<World>) {
    add_figures(environment, world);
    add_changes(environment, world);
    add_rankings(environment, world);
    add_words(environment);
    add_globals(environment, world);
}

fn add_figures(environment: &mut Environment<'static>, world: &Arc<World>) {
    let w = Arc::clone(world);
    environment.add_function("fig", move |indicator: String, measure: String, options: Kwargs| -> Made {
        let found = lookup::indicator(&w, &indicator).map_err(raise)?;
        let measure = lookup::measure(found, &measure).map_err(raise)?;
        let region = match options.get::<Option<String>>("region")? {
            Some(name) => lookup::region(&w, &name).map_err(raise)?,
            None => w.desk.region.clone(),
        };
        let period = match options.get::<Option<String>>("period")? {
            Some(text) => lookup::period(&text).map_err(raise)?,
            None => w.period,
        };
        options.assert_all_used()?;
        let key = FigureKey { region, indicator: found.id.clone(), measure, period };
        Ok(Value::from_object(Fig::new(&w, key)))
    });
    let w = Arc::clone(world);
    environment.add_function("shortfall", move |f: &Fig, said: Option<&Fig>| lack::sentence(&w, f, said));
    let w = Arc::clone(world);
    environment.add_function("doubts", move |figs: Vec<Value>| doubt::words(&w, &figs));
    let w = Arc::clone(world);
    environment.add_function("goal", move |f: &Fig| {
        let judged = w.judgement(&f.key.region, &f.key.indicator, f.key.measure);
        judged.map_or_else(|| Value::from_pairs([("known", false)]), |judged| goals::value(&w, judged))
    });
    let w = Arc::clone(world);
    environment.add_function("target", move |id: String| {
        // A target that another has replaced, or not yet, is not asked in this period.
        goals::of_unit(&w, &id, &w.desk.region)
            .map_or_else(|| Value::from_pairs([("known", false)]), |judged| goals::value(&w, judged))
    });
}

fn manner(degree: bool) -> Manner {
    if degree { Manner::Degree } else { Manner::Plain }
}

fn add_changes(environment: &mut Environment<'static>, world: &Arc<World>) {
    let w = Arc::clone(world);
    environment.add_function("yoy", move |f: &Fig, options: Kwargs| -> Made {
        let degree = options.get::<Option<bool>>("degree")?.unwrap_or(false);
        options.assert_all_used()?;
        Ok(change::yoy(&w, f, manner(degree)).into())
    });
    let w = Arc::clone(world);
    environment.add_function("mom", move |f: &Fig, options: Kwargs| -> Made {
        let degree = options.get::<Option<bool>>("degree")?.unwrap_or(false);
        options.assert_all_used()?;
        Ok(change::mom(&w, f, manner(degree)).into())
    });
    let w = Arc::clone(world);
    environment.add_function("since", move |now: &Fig, earlier: &Fig| -> Made {
        change::since(&w, now, earlier).map(Value::from).map_err(raise)
    });
    let w = Arc::clone(world);
    environment.add_function("unrounded", move |f: &Fig, first: Option<&Fig>| unrounded::differs(&w, f, first));
    // `升至`, `降至`, or nothing between two that print alike.
    environment.add_function("turn", |now: &Fig, earlier: &Fig| match now.value.cmp(&earlier.value) {
        _ if now.shown == earlier.shown => "",
        std::cmp::Ordering::Less => "降至",
        _ => "升至",
    });
    let w = Arc::clone(world);
    environment.add_function("streak", move |f: &Fig| {
        let (run, falling) = change::streak(&w, f);
        let of = periods::relative(w.period).2;
        let verb = if falling { "下降" } else { "上升" };
        let pairs: Vec<(&str, Value)> =
            vec![("known", (run >= ROW).into()), ("text", format!("连续{}{of}{verb}", words::numeral(run)).into())];
        Value::from_pairs(pairs)
    });
}

fn add_rankings(environment: &mut Environment<'static>, world: &Arc<World>) {
    let w = Arc::clone(world);
    environment.add_function("leaders", move |f: &Fig, n: usize| ranking::ends(&w, f, n, false));
    let w = Arc::clone(world);
    environment.add_function("trailers", move |f: &Fig, n: usize| ranking::ends(&w, f, n, true));
    let w = Arc::clone(world);
    environment.add_function("spread", move |f: &Fig| ranking::spread(&w, f));
    let w = Arc::clone(world);
    environment.add_function("moved", move |f: &Fig| ranking::moved(&w, f));
    let w = Arc::clone(world);
    environment.add_function("standings", move |f: &Fig| places::rows(&w, f));
    let w = Arc::clone(world);
    environment.add_function("praised", move |f: &Fig| laggards::praised(&w, f));
    let w = Arc::clone(world);
    environment.add_function("place", move |f: &Fig| ranking::place(&w, f));
    let w = Arc::clone(world);
    environment.add_function("ties", move |f: &Fig| ranking::ties(&w, f));
    let w = Arc::clone(world);
    environment.add_function("steady_leaders", move |f: &Fig, n: usize| steady::ends(&w, f, n, false));
    let w = Arc::clone(world);
    environment.add_function("steady_trailers", move |f: &Fig, n: usize| steady::ends(&w, f, n, true));
    let w = Arc::clone(world);
    environment.add_function("steady_below", move |f: &Fig| steady::below(&w, f));
    let w = Arc::clone(world);
    environment.add_function("movers", move |figs: Vec<Value>| movers::value(&w, &figs));
    let w = Arc::clone(world);
    environment.add_function("compared", move |f: &Fig, with: String| -> Made {
        let against = Against::parse(&with).ok_or_else(|| {
            raise(Said::new(
                format!("compared 的第二个参数是 \"before\"、\"first\" 或 \"prior\"，不是“{with}”"),
                format!("compared takes \"before\", \"first\" or \"prior\", not \"{with}\""),
            ))
        })?;
        Ok(comparison::compared(&w, f, against))
    });
    let w = Arc::clone(world);
    environment.add_function("climbed", move |f: &Fig| comparison::climbed(&w, f));
    let w = Arc::clone(world);
    environment.add_function("largest", move |figs: Vec<Value>| comparison::largest(&w, &figs));
}

pub fn add_words(environment: &mut Environment<'static>) {
    environment.add_function("no", |n: i64| mark::number(n));
    environment.add_function("zh", |n: usize| words::numeral(n));
    environment.add_function("both", |names: Vec<String>| words::list_and(names));
    environment.add_function("span", |low: &Fig, high: &Fig| low.to(high));
    environment.add_function("see", |id: String| mark::reference(&id));
    environment
        .add_function("when", |period: String| -> Made { Ok(periods::value(lookup::period(&period).map_err(raise)?)) });
}

fn add_globals(environment: &mut Environment<'static>, world: &Arc<World>) {
    let fig = |(indicator, measure): &(IndicatorId, Measure)| {
        Value::from_object(Fig::new(world, world.key(&world.desk.region, indicator, *measure)))
    };
    let figs = |list: &[(IndicatorId, Measure)]| Value::from(list.iter().map(fig).collect::<Vec<_>>());
    let report = &world.report;
    let name = |code| mark::name(&world.region_name(code));
    let first = super::derive::first_of_year(world.period);
    let globals: Vec<(&str, Value)> = vec![
        ("period", periods::value(world.period)),
        ("period_first", first.to_string().into()),
        ("period_before", world.period.previous_in_year().map_or_else(|| Value::from(()), |p| p.to_string().into())),
        ("as_of", periods::day(world.as_of).into()),
        ("draft", world.draft.is_some().into()),
        ("draft_count", mark::number(world.draft.unwrap_or_default()).into()),
        ("notice", world.desk.notice.as_deref().map(mark::name).into()),
        ("office", mark::name(&world.desk.office).into()),
        ("issuer", mark::name(&world.desk.office).into()),
        ("report_name", mark::name(&report.name).into()),
        ("total", name(&world.desk.region).into()),
        ("focus", fig(&report.focus)),
        ("headline", figs(&report.headline)),
        ("key_figures", figs(&report.key_indicators)),
        ("goals", goals::values(world).into()),
        ("tally", goals::tally(world)),
        ("ledger", ledger::value(world)),
        ("register", quality::register(world)),
        ("quality", quality::findings(world)),
        ("appraisal", appraisal::value(world)),
        ("fewer_is_better", fewer_is_better(world).into()),
        ("document", issue::of(world).value()),
        ("problems", problems::values(world).into()),
        ("scattered", problems::scattered(world).into()),
        ("scattered_units", asked::scattered_units(world)),
        ("laggards", laggards::values(world).into()),
        ("about", laggards::about(world)),
        ("summons", laggards::summons(world)),
    ];
    for (key, value) in globals {
        environment.add_global(key, value);
    }
}

/// Of the focus.
fn fewer_is_better(world: &World) -> bool {
    world.indicator(&world.report.focus.0).is_some_and(|indicator| indicator.better == Some(Better::Down))
}
