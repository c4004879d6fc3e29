//! 21 invented cities: every figure equals what `tests/benchmark/expected.py` worked out, to the last printed digit.

use super::world::{Made, World, date, exact};
use crate::benchmark::Fraction;
use crate::catalog::Better;
use crate::model::{Exact, FigureKey, Measure, Rounding};
use std::collections::BTreeMap;

const CITIES: &str = include_str!("../../../tests/benchmark/cities.csv");
const EXPECTED: &str = include_str!("../../../tests/benchmark/expected.csv");

/// Id, better, places, unit, factor (0: a value without parts), whether the numerator is counted.
const INDICATORS: [(&str, Better, u32, &str, u32, bool); 5] = [
    ("beds", Better::Up, 2, "张", 1000, true),
    ("rate", Better::Up, 2, "%", 100, true),
    ("cost", Better::Down, 1, "元", 10_000, false),
    ("change", Better::Up, 1, "张", 0, false),
    ("ties", Better::Down, 0, "个", 0, false),
];

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn cities() -> Made {
    let ids: Vec<String> = (1..=21).map(|number| format!("M{number:02}")).collect();
    let values: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "1")).collect();
    let mut world = World::new(&values);
    let west: Vec<&str> = ids.iter().take(18).map(String::as_str).collect();
    world.peers("west", &west);
    let (compared, observed) = (world.set.indicators.remove(0), std::mem::take(&mut world.observed));
    for (id, better, places, unit, factor, counted) in INDICATORS {
        let (name, unit_text) = (id.to_owned(), unit.to_owned());
        let one = crate::catalog::Compared { id: id.into(), name, unit: unit_text, places, ..compared.clone() };
        world.set.indicators.push(crate::catalog::Compared { better: Some(better), ..one });
        for row in rows(CITIES).filter(|row| row[0] == id) {
            let mut value = observed.iter().find(|one| one.member.as_str() == row[1]).unwrap().clone();
            let key = |name: &str| FigureKey { indicator: name.into(), ..value.value.clone().unwrap() };
            let (over, under) = (exact(row[2]), exact(row[3]));
            let parts = Fraction {
                numerator: (key("over"), over),
                denominator: (key("under"), under),
                factor,
                unit: "张".to_owned(),
                counted,
            };
            let times = Exact::from_int(i64::from(factor.max(1)));
            value.exact = over.checked_mul(times).and_then(|over| over.checked_div(under));
            value.parts = (factor > 0).then_some(parts);
            (value.indicator, value.unit, value.as_of) = (id.into(), unit.to_owned(), Some(date("2021-03-31")));
            world.observed.push(value);
        }
    }
    world.made()
}

/// What was made, by indicator, member and measure.
fn told(made: &Made) -> BTreeMap<[String; 3], String> {
    let name = |key: &FigureKey| [key.indicator.to_string(), key.region.to_string(), key.measure.to_string()];
    let figures = made.0.figures.iter().map(|one| (name(&one.key), one.rounded(Rounding::HalfUp)));
    let entries = made.0.standings.iter().filter(|one| one.group.is_none()).flat_map(|standing| {
        standing.entries.iter().map(|entry| {
            let key = [standing.indicator.to_string(), entry.member.to_string(), "band".to_owned()];
            (key, entry.band.clone().unwrap_or_default())
        })
    });
    figures.chain(entries).collect()
}

#[test]
fn all_figures_are_those_of_numpy() {
    let told = told(&cities());
    let expected: BTreeMap<[String; 3], String> =
        rows(EXPECTED).map(|row| ([row[0], row[1], row[2]].map(str::to_owned), row[3].to_owned())).collect();
    assert!(expected.len() > 1000);
    for (key, shown) in &expected {
        assert_eq!(told.get(key), Some(shown), "{key:?}");
    }
    // And nothing else is told of all members.
    let more: Vec<_> = told.keys().filter(|key| !key[0].contains('@') && !expected.contains_key(*key)).collect();
    assert!(more.is_empty(), "{more:#?}");
}

#[test]
fn the_order_of_members_changes_nothing() {
    let made = cities();
    let measures = [Measure::Rank, Measure::Percentile, Measure::FromMedian, Measure::ToBand];
    let mut world = World::new(&[("A", "3.5"), ("B", "-2"), ("C", "9.25"), ("D", "3.5"), ("E", "0")]);
    let straight = world.made();
    world.set.members.reverse();
    world.set.indicators[0].brought.reverse();
    world.observed.reverse();
    let reversed = world.made();
    for member in ["A", "B", "C", "D", "E"] {
        for measure in measures {
            assert_eq!(straight.said(member, measure), reversed.said(member, measure), "{member} {measure}");
        }
    }
    // Members with equal values stand in the set's order.
    assert_eq!((straight.places().as_str(), reversed.places().as_str()), ("C1 A2 D2 E4 B5", "C1 D2 A2 E4 B5"));
    let places = made.0.standings.iter().filter(|one| one.group.is_none()).map(|one| one.entries.len());
    assert_eq!(places.collect::<Vec<_>>(), [21; 5]);
}
