//! Observed values → who is comparable, and how each stands.

use super::change::Before;
use super::closing::Closing;
use super::distance::{Distances, points};
use super::field::Field;
use super::maker::{Amount, Maker, RATE_PLACES, figure, trace};
use super::months::is_marked;
use super::value::{Value, common_day, month_of};
use super::{Benchmark, Entry, Observed, Standing, place};
use crate::catalog::{Better, Comparison};
use crate::model::{Date, Exact, Figure, FigureKey, Measure, Period, RegionCode};

/// All statistics of a set. `before`: the same set a period earlier, for changes of places.
pub fn stand(set: &Comparison, observed: &[Observed], before: Option<&Benchmark>) -> Benchmark {
    let mut benchmark = Benchmark { standings: Vec::new(), figures: Vec::new() };
    for compared in &set.indicators {
        // A member's value is made once, for all standings of the indicator.
        let (mut values, mut made) = (Vec::new(), Vec::new());
        for group in std::iter::once(None).chain(set.peers.iter().map(Some)) {
            let field = Field::of(set, compared, group, observed);
            benchmark.standings.push(standing(&field, before, &mut values, &mut made));
        }
        benchmark.figures.append(&mut values);
        benchmark.figures.append(&mut made);
    }
    benchmark
}

fn standing(
    field: &Field<'_>,
    before: Option<&Benchmark>,
    values: &mut Vec<Figure>,
    figures: &mut Vec<Figure>,
) -> Standing {
    for value in field.values.iter().chain(&field.references) {
        put_value(field, value, values);
    }
    let mut standing = Standing {
        indicator: field.compared.id.clone(),
        group: field.group.map(|group| group.id.clone()),
        entries: field.values.iter().map(|value| entry(field, value)).collect(),
        references: field.references.iter().map(|value| entry(field, value)).collect(),
        apart: field.apart.clone(),
        unranked: field.unranked.clone(),
        summary: Vec::new(),
        as_of: field.common,
    };
    // Without a comparable member there is nothing to tell.
    let Some(month) = standing.as_of.and_then(month_of) else { return standing };
    let indicator = match field.group {
        Some(group) => format!("{}@{}", field.compared.id, group.id).as_str().into(),
        None => field.compared.id.clone(),
    };
    let mut maker = Maker { indicator, period: Period::Month(month), figures };
    let (summary, distances) = summary(field, &mut maker);
    standing.summary = summary;
    let before = before.map(|before| Before::of(before, field));
    let closing = Closing::of(field);
    for (value, entry) in field.values.iter().zip(&mut standing.entries) {
        if let Some(better) = field.ranked() {
            let place = put_places(field, better, value, entry, &mut maker);
            entry.more.extend(before.as_ref().map(|before| before.put(field, value, &place, &mut maker)));
            entry.place = Some(place);
        }
        entry.more.extend(distances.put(field, value, &mut maker));
        entry.more.extend(closing.put(field, value, &mut maker));
    }
    standing
}

/// The value as compared, unless the source's figure is that already.
fn put_value(field: &Field<'_>, value: &Value<'_>, values: &mut Vec<Figure>) {
    if value.key == value.source || values.iter().any(|made| made.key == value.key) {
        return;
    }
    let formula = match value.adjust {
        Some(adjust) => format!("原值×系数{}", adjust.factor.to_text().unwrap_or_default()),
        None => "原值".to_owned(),
    };
    let amount = amount(field, value.exact, value.places(field.compared));
    values.push(figure(value.key.clone(), amount, trace(formula, [&value.source])));
}

fn entry(field: &Field<'_>, value: &Value<'_>) -> Entry {
    let adjusted = value.adjust.map(|adjust| {
        let factor = adjust.factor.to_text().unwrap_or_default();
        format!("{}，系数{factor}（{}）", adjust.reason, adjust.source)
    });
    Entry {
        member: value.region().clone(),
        value: value.key.clone(),
        as_of: value.as_of,
        date_apart: field.common.is_some_and(|common| is_marked(field.set, field.compared, value.as_of, common)),
        denominator_apart: denominator_apart(field, value),
        within_rounding: near(field, value),
        adjusted,
        place: None,
        band: None,
        more: Vec::new(),
    }
}

/// The day of a denominator that is further from that of most than passes without a mark.
fn denominator_apart(field: &Field<'_>, value: &Value<'_>) -> Option<Date> {
    let common = common_day(field.values.iter().filter_map(|one| one.observed.denominator_day))?;
    let own = value.observed.denominator_day.filter(|day| *day != value.as_of)?;
    ((own.days() - common.days()).abs() > i64::from(field.set.mark_days)).then_some(own)
}

/// Ranked ones whose order to a value is not sure.
fn near(field: &Field<'_>, value: &Value<'_>) -> Vec<RegionCode> {
    let ranked = field.ranked().is_some() && field.values.iter().any(|other| other.key == value.key);
    let near = field.values.iter().filter(|other| ranked && value.is_within_rounding(other));
    near.map(|other| other.region().clone()).collect()
}

fn amount<'a>(field: &Field<'a>, value: Exact, places: u32) -> Amount<'a> {
    Amount { value: Some(value), unit: &field.compared.unit, places }
}

/// Place, percentile and band.
fn put_places(
    field: &Field<'_>,
    better: Better,
    value: &Value<'_>,
    entry: &mut Entry,
    maker: &mut Maker<'_>,
) -> FigureKey {
    let all = field.exact();
    let number = place::place(better, &all, value.exact);
    let from = match better {
        Better::Up => "从高到低",
        Better::Down => "从低到高",
    };
    let others = || field.values.iter().filter(|other| other.key != value.key).map(|other| &other.key);
    let operands = || std::iter::once(&value.key).chain(others());
    let formula = format!("对标值{from}按准确值排位，并列同位");
    let places = Amount { value: place::counted(number), unit: "位", places: 0 };
    let place_key = maker.put(value.region(), Measure::Rank, places, trace(formula, operands()));
    let percentile = Amount { value: place::percentile(better, &all, value.exact), unit: "%", places: RATE_PLACES };
    let made = trace("逊于本值的成员数÷（排位成员数－1）×100", operands());
    entry.more.push(maker.put(value.region(), Measure::Percentile, percentile, made));
    let band = place::band(field.bands(), better, &all, value.exact).and_then(|at| field.bands().get(at));
    entry.band = band.map(|band| band.name.clone());
    place_key
}

/// How many, the best, the quartiles; and what distances are taken from.
fn summary<'a>(field: &'a Field<'a>, maker: &mut Maker<'_>) -> (Vec<FigureKey>, Distances<'a>) {
    let set: RegionCode = field.set.id.as_str().into();
    let keys = || field.values.iter().map(|value| &value.key);
    let members = Amount { value: place::counted(field.values.len()), unit: "个", places: 0 };
    let mut summary = vec![maker.put(&set, Measure::Members, members, trace("可比成员计数", keys()))];
    let formula = match field.compared.better {
        Some(Better::Down) => "可比成员的最低值",
        _ => "可比成员的最高值",
    };
    let best = field.best().map(|best| {
        let others = field.values.iter().filter(|other| other.key != best.key).map(|other| &other.key);
        let made = trace(formula, std::iter::once(&best.key).chain(others));
        let places = best.places(field.compared);
        (maker.put(&set, Measure::Best, amount(field, best.exact, places), made), best.exact, places)
    });
    summary.extend(best.iter().map(|(key, _, _)| key.clone()));
    let mut median = None;
    if field.is_enough() {
        let mut ordered: Vec<&Value<'_>> = field.values.iter().collect();
        ordered.sort_by_key(|value| value.exact);
        let ascending: Vec<Exact> = ordered.iter().map(|value| value.exact).collect();
        for (measure, quarters) in [(Measure::QuartileLow, 1), (Measure::Median, 2), (Measure::QuartileHigh, 3)] {
            let Some(found) = place::quartile(&ascending, quarters) else { continue };
            let made = trace(words(found), ordered.iter().map(|value| &value.key));
            let of = ordered.iter().skip(found.behind).take(1 + found.quarters.min(1));
            let places = of.map(|value| value.places(field.compared)).min().unwrap_or(field.compared.places);
            let key = maker.put(&set, measure, amount(field, found.value, places), made);
            summary.push(key.clone());
            median = if measure == Measure::Median { Some((key, found.value, places)) } else { median };
        }
    }
    let reference = field.references.first();
    let unit = points(&field.compared.unit);
    (summary, Distances { best, median, reference, unit })
}

/// How a quartile was taken from the ordered values, which are its operands.
fn words(quartile: place::Quartile) -> String {
    let (low, high) = (quartile.behind + 1, quartile.behind + 2);
    match quartile.quarters {
        0 => format!("由低到高第{low}个值"),
        part => {
            let part = ["0", "0.25", "0.5", "0.75"].get(part).copied().unwrap_or_default();
            format!("由低到高第{low}个值＋{part}×（第{high}个值－第{low}个值）")
        }
    }
}
