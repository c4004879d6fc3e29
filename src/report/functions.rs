//! The functions of the wording. Whatever they return carries marks, so that every digit says what it is.

use super::error::raise;
use super::fig::Fig;
use super::input::World;
use super::{
    appraisal, change, goals, issue, lack, laggards, ledger, lookup, mark, periods, problems, quality, ranking,
    standings, words,
};
use crate::catalog::Better;
use crate::finding::Level;
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

fn add_changes(environment: &mut Environment<'static>, world: &Arc<World>) {
    let w = Arc::clone(world);
    environment.add_function("yoy", move |f: &Fig, options: Kwargs| -> Made {
        let degree = options.get::<Option<bool>>("degree")?.unwrap_or(false);
        options.assert_all_used()?;
        Ok(change::yoy(&w, f, degree).into())
    });
    let w = Arc::clone(world);
    environment.add_function("mom", move |f: &Fig, options: Kwargs| -> Made {
        let degree = options.get::<Option<bool>>("degree")?.unwrap_or(false);
        options.assert_all_used()?;
        Ok(change::mom(&w, f, degree).into())
    });
    let w = Arc::clone(world);
    environment.add_function("since", move |now: &Fig, earlier: &Fig| -> Made {
        change::since(&w, now, earlier).map(Value::from).map_err(raise)
    });
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
    environment.add_function("standings", move |f: &Fig| standings::rows(&w, f));
    let w = Arc::clone(world);
    environment.add_function("praised", move |f: &Fig, n: usize| laggards::praised(&w, f, n));
    let w = Arc::clone(world);
    environment.add_function("movers", move |figs: Vec<Value>| movers(&w, &figs));
}

pub fn add_words(environment: &mut Environment<'static>) {
    environment.add_function("no", |n: i64| mark::number(n));
    environment.add_function("zh", |n: usize| words::numeral(n));
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

/// Of some figures, the one that grew and the one that fell the most against last year, in per cent; rates aside.
fn movers(world: &World, figs: &[Value]) -> Value {
    let months = world.period.months();
    // A sentence that leads with a number known to be wrong is worse than none.
    let doubtful = |id: &IndicatorId| {
        let mut must = world.findings.iter().filter(|f| f.level == Level::Must && months.contains(&f.month));
        must.any(|finding| finding.indicator.as_ref() == Some(id))
    };
    let rate = |value: &Value| {
        let fig = value.downcast_object_ref::<Fig>().filter(|fig| !doubtful(&fig.key.indicator))?;
        let measure = match fig.key.measure {
            Measure::Ytd => Measure::YoyRateYtd,
            Measure::Month | Measure::Stock => Measure::YoyRate,
            _ => return None,
        };
        let found = Fig::new(world, FigureKey { measure, ..fig.key.clone() });
        // Nor with one on a base so small that any change is large.
        (!change::is_small_base(world, fig)).then_some(())?;
        Some((found.value?, value.clone()))
    };
    let mut rates: Vec<_> = figs.iter().filter_map(rate).collect();
    rates.sort_by_key(|(rate, _)| *rate);
    let end = |one: Option<&(crate::model::Exact, Value)>, falling: bool| {
        one.filter(|(rate, _)| rate.is_negative() == falling && !rate.is_zero())
            .map_or_else(|| Value::from(()), |(_, fig)| fig.clone())
    };
    Value::from_pairs([("up", end(rates.last(), false)), ("down", end(rates.first(), true))])
}
