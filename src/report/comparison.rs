//! What the title of a chart says: how many units rose, and which part of a whole is the largest.

use super::change::last_year;
use super::fig::Fig;
use super::input::World;
use super::{derive, mark, words};
use crate::model::{Exact, FigureKey, Measure, RegionCode};
use minijinja::Value;

/// The units' values against those of another period: `各单位均上升`, `八个单位上升、一个单位下降`. Values that print alike
/// are level; a unit without one of the two counts as nothing.
pub fn compared(world: &World, of: &Fig, against: Against) -> Value {
    let ways: Vec<Way> = world.units().filter_map(|unit| way(world, of, unit.code.as_str(), against)).collect();
    let count = |way: Way| ways.iter().filter(|one| **one == way).count();
    let (up, down, level) = (count(Way::Up), count(Way::Down), count(Way::Level));
    let all = world.units().count();
    let parts = [(up, "上升"), (down, "下降"), (level, "持平")];
    let parts: Vec<(usize, &str)> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    let text = match parts[..] {
        [(n, verb)] if n == all && all > 1 => format!("各单位均{verb}"),
        _ => words::list(parts.iter().map(|(n, verb)| format!("{}个单位{verb}", words::numeral_of_things(*n)))),
    };
    let pairs: Vec<(&str, Value)> = vec![
        ("known", (!ways.is_empty()).into()),
        ("up", up.into()),
        ("down", down.into()),
        ("level", level.into()),
        ("text", text.into()),
    ];
    Value::from_pairs(pairs)
}

/// What the units are compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Against {
    Before,
    First,
    Prior,
}

impl Against {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "before" => Some(Self::Before),
            "first" => Some(Self::First),
            "prior" => Some(Self::Prior),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Level,
}

fn way(world: &World, of: &Fig, region: &str, against: Against) -> Option<Way> {
    let now = Fig::new(world, FigureKey { region: region.into(), ..of.key.clone() });
    let then = match against {
        Against::Prior => FigureKey { measure: prior(now.key.measure)?, ..now.key.clone() },
        Against::Before => FigureKey { period: now.key.period.previous_in_year()?, ..now.key.clone() },
        Against::First => FigureKey { period: derive::first_of_year(now.key.period), ..now.key.clone() },
    };
    let then = Fig::new(world, then);
    let (a, b) = (now.value?, then.value?);
    Some(if now.shown == then.shown {
        Way::Level
    } else if a > b {
        Way::Up
    } else {
        Way::Down
    })
}

/// The same of last year, as this year's returns give it.
pub fn prior(measure: Measure) -> Option<Measure> {
    last_year(measure).map(|year| year.prior)
}

/// Who climbed and who fell the most places against the period before: `乐山市上升6位，泸州市下降4位`. Empty where no place
/// moved, or where more than three units share the most.
pub fn climbed(world: &World, of: &Fig) -> String {
    let change = |region: &RegionCode| {
        Fig::new(world, FigureKey { region: region.clone(), measure: Measure::RankChange, ..of.key.clone() })
    };
    let changes: Vec<Fig> = world.units().map(|unit| change(&unit.code)).filter(Fig::known).collect();
    let told = |rose: bool| {
        let moved = changes.iter().filter(|fig| fig.value.is_some_and(|v| !v.is_zero() && v.is_negative() != rose));
        let size = |fig: &&Fig| fig.value.and_then(Exact::abs);
        let most = moved.clone().map(|fig| size(&fig)).max()?;
        let chosen: Vec<&Fig> = moved.filter(|fig| size(fig) == most).collect();
        let names = words::list(chosen.iter().map(|fig| mark::name(&world.region_name(&fig.key.region))));
        let verb = if rose { "上升" } else { "下降" };
        (chosen.len() <= 3).then(|| format!("{names}{verb}{}", chosen[0].size()))
    };
    [told(true), told(false)].into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// Of figures that make a whole, the largest: its name, and its share in words (`六成以上`, `一半以上`). Nothing where
/// one of them is missing or partial.
pub fn largest(world: &World, figs: &[Value]) -> Value {
    let figs: Vec<&Fig> = figs.iter().filter_map(Value::downcast_object_ref::<Fig>).collect();
    let whole = figs.iter().try_fold(Exact::ZERO, |sum, fig| {
        let value = fig.value.filter(|value| fig.missing.is_none() && !value.is_negative())?;
        sum.checked_add(value)
    });
    let most = figs.iter().max_by_key(|fig| fig.value);
    let alone = most.filter(|most| figs.iter().filter(|fig| fig.value == most.value).count() == 1);
    let found = whole.zip(alone).and_then(|(whole, most)| Some((share(most.value?, whole)?, most)));
    match found {
        None => Value::from_pairs([("known", false)]),
        Some((share, most)) => Value::from_pairs([
            ("known", Value::from(true)),
            ("name", world.indicator(&most.key.indicator).map(|i| mark::name(&i.name)).unwrap_or_default().into()),
            ("share", share.into()),
        ]),
    }
}

/// `全部`, `六成以上`, `一半以上`, or `最大的一部分`.
fn share(part: Exact, whole: Exact) -> Option<String> {
    if whole <= Exact::ZERO {
        return None;
    }
    if part == whole {
        return Some("全部".to_owned());
    }
    let times = |value: Exact, n: i64| value.checked_mul(Exact::from_int(n));
    let tenths = |n: i64| Some(times(part, 10)? >= times(whole, n)?);
    let found = (6..10).rev().find(|n| tenths(*n) == Some(true));
    Some(match found {
        Some(n) => format!("{}成以上", words::numeral(usize::try_from(n).unwrap_or_default())),
        None if times(part, 2)? > whole => "一半以上".to_owned(),
        None => "最大的一部分".to_owned(),
    })
}
