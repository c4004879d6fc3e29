//! 同比, 环比 and changes since the year's first period, as sentences say them.

use super::fig::Fig;
use super::input::World;
use super::{derive, lack, periods, words};
use crate::catalog::{Better, Degrees};
use crate::finding::Said;
use crate::model::{Exact, FigureKey, Measure, Missing, Period};

/// How much is said of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Plain,
    /// With a word of degree: 略有, 较快, 明显, 大幅.
    Degree,
    /// As short as it can be.
    Brief,
}

/// What a figure is compared with, and which figures tell the change.
struct Base {
    /// `同比`, `环比`: before a verb.
    lead: &'static str,
    /// `上年同期`, `上月`.
    then: &'static str,
    base: Fig,
    change: Fig,
    rate: Option<Fig>,
}

/// What a measure is compared with a year ago, and the measures of the change; a rate has no rate of change.
pub struct LastYear {
    pub prior: Measure,
    pub change: Measure,
    pub rate: Option<Measure>,
}

/// None of what is not compared with a year ago.
pub fn last_year(measure: Measure) -> Option<LastYear> {
    use Measure as M;
    let (prior, change, rate) = match measure {
        M::Month => (M::PriorMonth, M::YoyChange, Some(M::YoyRate)),
        M::Ytd => (M::PriorYtd, M::YoyChangeYtd, Some(M::YoyRateYtd)),
        M::Stock => (M::PriorStock, M::YoyChange, Some(M::YoyRate)),
        M::Ratio => (M::PriorRatio, M::YoyChange, None),
        M::RatioYtd => (M::PriorRatioYtd, M::YoyChangeYtd, None),
        _ => return None,
    };
    Some(LastYear { prior, change, rate })
}

/// 同比, or why there is none. Empty when the figure itself is not there.
pub fn yoy(world: &World, now: &Fig, manner: Manner) -> String {
    let Some(year) = last_year(now.key.measure) else { return String::new() };
    let with = |measure| Fig::new(world, FigureKey { measure, ..now.key.clone() });
    let base = Base {
        lead: "同比",
        then: "上年同期",
        base: with(year.prior),
        change: with(year.change),
        rate: year.rate.map(with),
    };
    say(world, now, &base, manner)
}

/// Whether last year's amount is below what a rate may be taken of without a word.
pub fn is_small_base(world: &World, now: &Fig) -> bool {
    let prior = last_year(now.key.measure).filter(|year| year.rate.is_some()).map(|year| year.prior);
    let base = prior.and_then(|measure| Fig::new(world, FigureKey { measure, ..now.key.clone() }).value);
    is_small(world, base)
}

fn is_small(world: &World, base: Option<Exact>) -> bool {
    base.zip(Exact::from_decimal(world.degrees().small_base)).is_some_and(|(base, limit)| base < limit)
}

/// 环比, or nothing: cumulatives and the year's first period have none.
pub fn mom(world: &World, now: &Fig, manner: Manner) -> String {
    let rate = match now.key.measure {
        Measure::Month | Measure::Stock => Some(Measure::MomRate),
        Measure::Ratio => None,
        _ => return String::new(),
    };
    let Some(before) = now.key.period.previous_in_year() else { return String::new() };
    let with = |measure| Fig::new(world, FigureKey { measure, ..now.key.clone() });
    let base = Base {
        lead: "环比",
        then: periods::relative(now.key.period).1,
        base: Fig::new(world, FigureKey { period: before, ..now.key.clone() }),
        change: with(Measure::MomChange),
        rate: rate.map(with),
    };
    say(world, now, &base, manner)
}

/// `较1月份提高68.63个百分点`; the earlier figure must be of the year's first period.
pub fn since(world: &World, now: &Fig, earlier: &Fig) -> Result<String, Said> {
    let same = now.key.indicator == earlier.key.indicator
        && now.key.region == earlier.key.region
        && now.key.measure == earlier.key.measure;
    let measured = matches!(now.key.measure, Measure::Month | Measure::Stock | Measure::Ratio);
    if !same || !measured || earlier.key.period != derive::first_of_year(now.key.period) {
        return Err(Said::new(
            "since(f, g) 只比较同一指标、同一地区的本期数与本年首期数",
            "since(f, g) compares one indicator of one region with the year's first period only",
        ));
    }
    if !now.known() || !earlier.known() || now.key.period == earlier.key.period {
        return Ok(String::new());
    }
    if !comparable(world, now, earlier) {
        return Ok(String::new());
    }
    // What stands at a moment is compared with that moment.
    let stands = world.indicator(&now.key.indicator).is_some_and(|indicator| world.stands(indicator));
    let of = if stands { periods::end } else { periods::label };
    let label = of(earlier.key.period);
    if now.shown == earlier.shown {
        return Ok(format!("与{label}持平"));
    }
    let change = Fig::new(world, FigureKey { measure: Measure::SinceFirst, ..now.key.clone() });
    if change.known() && change.shows_zero() {
        return Ok(format!("与{label}基本持平"));
    }
    let verb = match (in_points(&change), change.negative()) {
        (true, down) => words::points_verb(down, Exact::ZERO, None, should_rise(world, now)),
        (false, false) => "增加",
        (false, true) => "减少",
    };
    Ok(format!("较{label}{verb}{}", change.short_size()))
}

/// The change of a percentage; that of 36.4张/千人 is so many 张.
fn in_points(change: &Fig) -> bool {
    ["百分点", "千分点"].contains(&change.unit.as_str())
}

/// Whether more of it is better: only of such a rate is a fall a 回落.
fn should_rise(world: &World, of: &Fig) -> bool {
    world.indicator(&of.key.indicator).is_some_and(|indicator| indicator.better == Some(Better::Up))
}

fn say(world: &World, now: &Fig, base: &Base, manner: Manner) -> String {
    let then = base.then;
    let (Some(value), Some(before)) = (now.value, base.base.value) else {
        let why = if base.base.missing == Some(Missing::Suppressed) { "数不予公布" } else { "无数据" };
        return if now.known() { format!("{then}{why}，不作{}", base.lead) } else { String::new() };
    };
    if !comparable(world, now, &base.base) {
        return format!("因所含单位与{then}不同，不作{}", base.lead);
    }
    if now.shown == base.base.shown {
        return format!("与{then}持平");
    }
    if base.rate.is_some() && before.is_negative() {
        let turn = if value > Exact::ZERO { "由负转正，" } else { "" };
        return format!("{then}为{}，{turn}不计算增速", base.base.text());
    }
    if before.is_zero() && base.rate.is_some() {
        return format!("{then}为{}，不作{}", base.base.text(), base.lead);
    }
    let small = base.rate.is_some() && is_small(world, Some(before));
    // Of a small base any change is large: no word of degree.
    let degrees = (manner == Manner::Degree && !small).then(|| world.degrees());
    let verb = sentence(base, degrees, should_rise(world, now));
    if small && manner == Manner::Brief {
        return format!("{verb}（基数较小）");
    }
    if small {
        return format!("{verb}，因基数较小（{then}仅{}），{}仅供参考", base.base.text(), base.lead);
    }
    if base.rate.is_some() && value.is_negative() { format!("{verb}，由正转负") } else { verb }
}

/// Two totals compare if they lack the same units (or nothing).
fn comparable(world: &World, a: &Fig, b: &Fig) -> bool {
    let lacks = |fig: &Fig| match fig.missing {
        Some(_) => lack::of(world, &fig.key).without,
        None => std::collections::BTreeSet::new(),
    };
    lacks(a) == lacks(b)
}

/// The change itself: points of a rate, per cent of an amount, or the amount when per cent would print as nothing.
fn sentence(base: &Base, degrees: Option<&Degrees>, should_rise: bool) -> String {
    let down = base.change.negative();
    let says_nothing = base.rate.as_ref().is_none_or(|rate| !rate.known() || rate.shows_zero());
    if says_nothing && base.change.known() && base.change.shows_zero() {
        // What is printed differs all the same: not simply 持平.
        return format!("与{}基本持平", base.then);
    }
    let Some(rate) = &base.rate else {
        let verb = match (in_points(&base.change), down) {
            (true, _) => words::points_verb(down, base.change.value.unwrap_or(Exact::ZERO), degrees, should_rise),
            (false, false) => "增加",
            (false, true) => "减少",
        };
        // 环比 of a rate is said against the month before by name.
        let lead = if base.lead == "环比" { format!("较{}", base.then) } else { base.lead.to_owned() };
        return format!("{lead}{verb}{}", base.change.short_size());
    };
    if !rate.known() || rate.shows_zero() {
        let verb = if down { "减少" } else { "增加" };
        return format!("{}{verb}{}", base.lead, base.change.size());
    }
    format!("{}{}{}", base.lead, words::amount_verb(down, rate.value.unwrap_or(Exact::ZERO), degrees), rate.size())
}

/// The comparison under a number on top: 同比 where last year is known, else 环比.
pub fn brief(world: &World, now: &Fig) -> String {
    let has_base = |text: &String| !text.is_empty() && !text.contains("不作");
    Some(yoy(world, now, Manner::Brief))
        .filter(has_base)
        .or_else(|| Some(mom(world, now, Manner::Brief)))
        .filter(has_base)
        .unwrap_or_default()
}

/// How many periods in a row, up to this one, a figure has risen (or fallen) as printed. A period without a value, or
/// whose total lacks a part, ends the row.
pub fn streak(world: &World, now: &Fig) -> (usize, bool) {
    let mut run = 0;
    let mut falling = None;
    let mut later = now.clone();
    let whole = |fig: &Fig| fig.known() && fig.missing.is_none();
    while let Some(period) = later.key.period.previous_in_year() {
        let earlier = Fig::new(world, FigureKey { period, ..later.key.clone() });
        if !whole(&later) || !whole(&earlier) || later.shown == earlier.shown {
            break;
        }
        let falls = later.value < earlier.value;
        if *falling.get_or_insert(falls) != falls {
            break;
        }
        run += 1;
        later = earlier;
    }
    (run, falling.unwrap_or(false))
}

/// The year's periods of the same length up to this one.
pub fn up_to(period: Period) -> Vec<Period> {
    let mut all = vec![period];
    let mut first = period;
    while let Some(before) = first.previous_in_year() {
        all.push(before);
        first = before;
    }
    all.reverse();
    all
}
