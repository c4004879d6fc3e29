//! What is behind, in the order of its weight: one order for the sentence that names it and the one that asks for it.

use super::fig::Fig;
use super::input::World;
use super::when::When;
use super::{asked, goals, issue, mark, periods, words};
use crate::assessment::{Assessment, Status};
use crate::catalog::{Kind, bodies};
use crate::model::{Exact, Measure, RegionCode};
use minijinja::Value;
use minijinja::value::merge_maps;

/// Units named in a row of a table; the others are counted.
const NAMED: usize = 3;

/// The lagging targets of a region, those only striven for aside.
pub fn of_region<'w>(world: &'w World, region: &RegionCode) -> Vec<&'w Assessment> {
    let lags =
        |judged: &&Assessment| judged.region == *region && judged.soft.is_none() && goals::is_lagging(judged.status);
    let mut all: Vec<&Assessment> = world.assessed.list.iter().filter(lags).collect();
    all.sort_by_key(|judged| weight(world, judged));
    all
}

/// What is past its time comes first, then what is furthest behind what is due; how far is not known comes last.
pub fn weight(world: &World, judged: &Assessment) -> (bool, bool, Option<Exact>) {
    let behind = Fig::new(world, goals::key(world, judged, Measure::GapPoints)).value;
    (judged.status != Status::Missed, behind.is_none(), behind)
}

/// What a wording knows as `problems`: the lagging targets of the total.
pub fn values(world: &World) -> Vec<Value> {
    of_region(world, &world.desk.region).into_iter().map(|judged| value(world, judged)).collect()
}

/// Targets in which units lag though the total does not.
pub fn of_units_only(world: &World) -> impl Iterator<Item = &Assessment> {
    let of_total = goals::of_total(world).filter(|judged| judged.soft.is_none() && !goals::is_lagging(judged.status));
    of_total.filter(|judged| !goals::lagging_units(world, judged).is_empty())
}

/// What a wording knows as `scattered`: targets in which units lag though the total does not, as `problems` has them.
pub fn scattered(world: &World) -> Vec<Value> {
    of_units_only(world).map(|judged| value(world, judged)).collect()
}

/// As `goals`, with `.missed`, `.number` (the figure that tells it shortest), `.laggards` (names of the units behind),
/// `.everyone` (the same, none of them counted only), `.briefly` (the one furthest behind and how many),
/// `.doers` (who else than the office itself has to act, of those who are addressed), `.others` (units behind that are
/// not addressed), `.ours` (the office itself has to), and in words `.standing` (where it stands), `.briefed` (the
/// same in short) and `.when` (its deadline, and whether that has passed).
pub fn value(world: &World, judged: &Assessment) -> Value {
    let completion = Fig::new(world, goals::done(world, judged));
    let actual = Fig::new(world, judged.actual_key.clone());
    // A share of the way from where it began would be read as one of the target.
    let is_level = judged.unit == "%" || goals::start(world, judged).is_some();
    let [standing, reached] = [false, true].map(|short| standing(world, judged, &completion, short));
    let (doers, others) = doers(world, judged);
    let number = if is_level || !completion.known() { actual } else { completion };
    let own = Value::from_pairs([
        ("missed", Value::from(judged.status == Status::Missed)),
        ("number", Value::from_object(number)),
        ("laggards", goals::laggards(world, judged, NAMED).into()),
        ("everyone", goals::laggards(world, judged, usize::MAX).into()),
        ("briefly", goals::laggards(world, judged, 1).into()),
        ("doers", doers.into()),
        ("others", others.into()),
        ("ours", (judged.responsible == world.desk.office).into()),
        ("standing", standing.into()),
        ("briefed", reached.into()),
        ("when", when(world, judged).into()),
    ]);
    merge_maps([own, goals::value(world, judged)])
}

/// `截至11月底，全市完成1661户，为目标（1667户）的99.6%`, `11月份，全市为80.95%，目标为100%`, `全市目标为14个，尚无进展`,
/// `全市按阶段折算已完成75.0%`, `截至11月底，全市共有36.1张，目标为36.5张，自基期（36张）以来完成应增减数的20.0%`. In `short`
/// without what the sentence before has said: `完成1661户，为目标（1667户）的99.6%`.
fn standing(world: &World, judged: &Assessment, completion: &Fig, short: bool) -> String {
    let actual = Fig::new(world, judged.actual_key.clone());
    // That more may be done goes without saying.
    let aim = goals::aim(world, judged);
    let aim = aim.trim_start_matches("不低于");
    let whose = if short { String::new() } else { mark::name(&world.region_name(&judged.region)) };
    if !actual.known() {
        return format!("{whose}尚无数据");
    }
    if goals::is_each(world, judged) {
        let [asked, met] = [Measure::UnitsAsked, Measure::UnitsMet]
            .map(|measure| Fig::new(world, goals::key(world, judged, measure)).text());
        return format!("目标为{whose}各单位分别达到{aim}，{asked}单位中已有{met}达到");
    }
    let idle = goals::idle(world, judged);
    if goals::is_staged(judged) && completion.known() {
        return if idle.is_empty() {
            format!("{whose}按阶段折算已完成{}", completion.text())
        } else {
            format!("{whose}{idle}")
        };
    }
    if !idle.is_empty() && completion.known() {
        return format!("{whose}目标为{aim}，{idle}");
    }
    let now = now(world, judged, &actual, &whose);
    if judged.unit == "%" || !completion.known() {
        return format!("{now}，目标为{aim}");
    }
    let done = completion.text();
    match goals::start(world, judged) {
        Some(start) => format!("{now}，目标为{aim}，自基期（{start}）以来完成应增减数的{done}"),
        None => format!("{now}，为目标（{aim}）的{done}"),
    }
}

/// `截至11月底，全市共有17601张`, `1—11月累计，全市完成40户`, `11月份，全市为95.67%`: a number says of when and whose it is.
/// Where that has been said, `共有17601张`, `11月份为95.67%`: the end of the period goes without saying.
fn now(world: &World, judged: &Assessment, actual: &Fig, whose: &str) -> String {
    let is_done = actual.name().contains("完成");
    let verb = match world.indicator(&judged.actual_key.indicator).map(|indicator| &indicator.kind) {
        Some(Kind::Flow | Kind::Stock) if judged.unit == "%" => "为",
        Some(Kind::Stock) if !is_done => "共有",
        Some(Kind::Flow | Kind::Stock) => "完成",
        Some(Kind::Ratio { .. } | Kind::Level) | None => "为",
    };
    let when = actual.when.said(&actual.key);
    match (whose.is_empty(), actual.when) {
        (false, _) => format!("{when}，{whose}{verb}{}", actual.text()),
        (true, When::At) => format!("{}{}", verb.trim_start_matches('为'), actual.text()),
        (true, _) => format!("{when}{verb}{}", actual.text()),
    }
}

/// `原定2021年10月31日前完成，已逾期30天`, `应于2021年12月31日前完成`.
fn when(world: &World, judged: &Assessment) -> String {
    let deadline = periods::day(judged.deadline);
    match periods::days_between(judged.deadline, world.period.last_month().last_day()) {
        _ if goals::is_lost(judged) && judged.is_broken_early => "已突破上限".to_owned(),
        _ if goals::is_lost(judged) => "全年累计已不能全部达到".to_owned(),
        days if days < 0 && judged.holds_throughout => "应始终保持在规定水平".to_owned(),
        days if days > 0 => format!("原定{deadline}前完成，已逾期{}天", mark::number(days)),
        0 => format!("时限为{deadline}，已经到期"),
        _ => format!("应于{deadline}前完成"),
    }
}

/// The units behind that are asked, and those that are not; where none is told, whoever of those the target names is
/// addressed by the document.
fn doers(world: &World, judged: &Assessment) -> (String, String) {
    let behind = goals::lagging_units(world, judged);
    if !behind.is_empty() {
        let (asked, others): (Vec<_>, Vec<_>) =
            behind.into_iter().partition(|unit| asked::is_asked(world, &unit.region));
        return (goals::names(world, &asked, NAMED), goals::names(world, &others, usize::MAX));
    }
    // Whoever is not addressed cannot be asked.
    let addressed = bodies(&judged.responsible).into_iter().filter(|body| issue::of(world).addresses(body));
    (words::list(addressed.map(mark::name)), String::new())
}
