//! Indicators: ids and names are unique, ratios are of two flows or two stocks.

use super::known::{Known, Names, twice};
use crate::catalog::definition::{Better, Indicator, Kind, Rollup};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawBetter, RawIndicator, RawIndicators, RawKind, RawRollup};
use crate::finding::Said;
use crate::model::IndicatorId;
use std::collections::BTreeMap;

type Indicators = BTreeMap<IndicatorId, Indicator>;

pub fn link(group: &Group<RawIndicators>, units: &Known, problems: &mut Problems) -> (Indicators, Names) {
    let mut names = Names::new(&group.unread);
    let mut kinds = BTreeMap::new();
    for (source, _, raw) in all(group) {
        let id = IndicatorId::new(raw.id.get_ref());
        check_id(source, &raw.id, problems);
        units.expect(source, &raw.unit, problems);
        if kinds.insert(id.clone(), *raw.kind.get_ref()).is_some() {
            twice(source, &raw.id, "指标键", "indicator id", problems);
            continue;
        }
        for name in [&raw.id, &raw.name].into_iter().chain(&raw.aliases) {
            if let Some(other) = names.insert(name.get_ref(), &id) {
                let zh = format!("名称“{}”已是 {other} 的名称或别名", name.get_ref());
                let en = format!("\"{}\" already names {other}", name.get_ref());
                problems.add(source, &name.span(), Said::new(zh, en));
            }
        }
    }
    let mut indicators = Indicators::new();
    for (source, topic, raw) in all(group) {
        let kind = kind(source, raw, &kinds, &names, problems);
        let indicator = indicator(source, topic, raw, kind, problems);
        indicators.entry(indicator.id.clone()).or_insert(indicator);
    }
    (indicators, names)
}

fn all(group: &Group<RawIndicators>) -> impl Iterator<Item = (&Source, &String, &RawIndicator)> {
    group.files.iter().flat_map(|f| f.raw.indicators.iter().map(move |i| (&f.source, &f.raw.topic, i)))
}

pub(super) fn check_id(source: &Source, id: &Name, problems: &mut Problems) {
    let word = |part: &str| {
        part.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    if id.get_ref().split('.').count() < 2 || !id.get_ref().split('.').all(word) {
        let zh = format!("指标键“{}”应如 funeral.deaths：小写英文、数字、下划线，以点分段", id.get_ref());
        let en = format!("\"{}\" must look like funeral.deaths", id.get_ref());
        problems.add(source, &id.span(), Said::new(zh, en));
    }
}

fn kind(
    source: &Source,
    raw: &RawIndicator,
    kinds: &BTreeMap<IndicatorId, RawKind>,
    names: &Names,
    problems: &mut Problems,
) -> Kind {
    match raw.kind.get_ref() {
        RawKind::Flow => Kind::Flow,
        RawKind::Stock => Kind::Stock,
        RawKind::Level => Kind::Level,
        RawKind::Ratio => ratio(source, raw, kinds, names, problems).unwrap_or(Kind::Level),
    }
}

fn ratio(
    source: &Source,
    raw: &RawIndicator,
    kinds: &BTreeMap<IndicatorId, RawKind>,
    names: &Names,
    problems: &mut Problems,
) -> Option<Kind> {
    let (Some(above), Some(below)) = (&raw.numerator, &raw.denominator) else {
        let said = Said::new("比率须写 numerator 与 denominator", "a ratio needs a numerator and a denominator");
        problems.add(source, &raw.kind.span(), said);
        return None;
    };
    let numerator = names.find(source, above, problems);
    let denominator = names.find(source, below, problems);
    let (numerator, denominator) = (numerator?, denominator?);
    let addable = |id: &IndicatorId| kinds.get(id).filter(|k| matches!(k, RawKind::Flow | RawKind::Stock));
    if addable(&numerator).is_none() || addable(&numerator) != addable(&denominator) {
        let zh = "分子、分母须同为流量（flow）或同为存量（stock）";
        problems.add(
            source,
            &above.span(),
            Said::new(zh, "numerator and denominator must both be flows or both stocks"),
        );
    }
    let factor = raw.factor.as_ref().map_or(Some(100), |f| u32::try_from(*f.get_ref()).ok().filter(|n| *n > 0));
    if let (None, Some(given)) = (factor, &raw.factor) {
        problems.add(source, &given.span(), Said::new("应为正整数", "must be a positive integer"));
    }
    Some(Kind::Ratio { numerator, denominator, factor: factor.unwrap_or(100) })
}

/// Below which a count is not printed: of counts only, and at least 3 (a hidden 1 below 2 is a 1).
pub(super) fn suppress_below(
    source: &Source,
    raw: Option<&toml::Spanned<i64>>,
    kind: RawKind,
    problems: &mut Problems,
) -> Option<u32> {
    let raw = raw?;
    if !matches!(kind, RawKind::Flow | RawKind::Stock) {
        let said = Said::new(
            "suppress_below 只用于 flow、stock；比率随其分子、分母不予公布",
            "suppress_below is for flows and stocks; a ratio is hidden with what it is made of",
        );
        problems.add(source, &raw.span(), said);
    }
    let below = u32::try_from(*raw.get_ref()).ok().filter(|below| (3..=1_000_000).contains(below));
    if below.is_none() {
        let said = Said::new(
            "应为不小于 3 的整数：小于 2 的只有 1，藏了等于说出",
            "must be an integer of at least 3: below 2 there is only 1, and hiding it tells it",
        );
        problems.add(source, &raw.span(), said);
    }
    below
}

/// Below which denominator a unit has no place: of ratios that are ranked.
fn min_denominator(source: &Source, raw: &RawIndicator, problems: &mut Problems) -> Option<u32> {
    let given = raw.min_denominator.as_ref()?;
    let least = u32::try_from(*given.get_ref()).ok().filter(|least| *least > 0);
    if least.is_none() {
        problems.add(source, &given.span(), Said::new("应为正整数", "must be a positive integer"));
    }
    if *raw.kind.get_ref() != RawKind::Ratio || raw.better.is_none() {
        let said = Said::new(
            "min_denominator 只用于写了 better 的 ratio：别的没有按分母排位一说",
            "min_denominator is for ratios with better: nothing else is ranked over a denominator",
        );
        problems.add(source, &given.span(), said);
    }
    least
}

fn indicator(source: &Source, topic: &str, raw: &RawIndicator, kind: Kind, problems: &mut Problems) -> Indicator {
    let places = u32::try_from(raw.places).ok().filter(|p| *p <= 6);
    if places.is_none() {
        problems.add(source, &raw.id.span(), Said::new("places 应为 0 至 6", "places must be 0 to 6"));
    }
    let rollup = match (raw.rollup, &kind) {
        (Some(RawRollup::None), _) | (None, Kind::Level) => Rollup::None,
        (Some(RawRollup::Sum), Kind::Level) => {
            let said = Said::new("标准、价格（level）不能相加", "a level is never added");
            problems.add(source, &raw.kind.span(), said);
            Rollup::None
        }
        _ => Rollup::Sum,
    };
    let min_denominator = min_denominator(source, raw, problems);
    let suppress_below = suppress_below(source, raw.suppress_below.as_ref(), *raw.kind.get_ref(), problems);
    Indicator {
        id: IndicatorId::new(raw.id.get_ref()),
        name: raw.name.get_ref().clone(),
        aliases: raw.aliases.iter().map(|a| a.get_ref().clone()).collect(),
        kind,
        unit: raw.unit.get_ref().clone(),
        places: places.unwrap_or(0),
        better: raw.better.map(|b| match b {
            RawBetter::Up => Better::Up,
            RawBetter::Down => Better::Down,
        }),
        rollup,
        min_denominator,
        suppress_below,
        topic: topic.to_owned(),
        note: raw.note.clone(),
        codes: raw.codes.clone(),
    }
}
