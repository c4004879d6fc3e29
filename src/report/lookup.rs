//! Words of a template → indicators, measures, regions, periods; what is not known is said with what is near.

use super::input::World;
use crate::catalog::{Indicator, Kind, normalise};
use crate::finding::Said;
use crate::ingest::near::nearest;
use crate::model::{Measure, Period, RegionCode};

/// By id, name or alias.
pub fn indicator<'a>(world: &'a World, text: &str) -> Result<&'a Indicator, Said> {
    let by_id = world.catalog.indicators.get(text);
    let by_name = || world.indicator(world.catalog.names.get(&normalise(text))?);
    by_id.or_else(by_name).ok_or_else(|| {
        let all = world.catalog.indicators.values().flat_map(|i| [i.name.as_str(), i.id.as_str()]);
        let near = nearest(text, all);
        Said::new(format!("没有指标“{text}”；相近的有：{near}"), format!("no indicator \"{text}\"; near ones: {near}"))
    })
}

/// By id or name, and only one that an indicator of this kind can have.
pub fn measure(indicator: &Indicator, text: &str) -> Result<Measure, Said> {
    let valid = measures(indicator);
    let list = || valid.iter().map(|m| m.id()).collect::<Vec<_>>().join("、");
    match Measure::parse(text) {
        Some(measure) if valid.contains(&measure) => Ok(measure),
        Some(measure) => Err(Said::new(
            format!("“{}”没有{}（{measure}）；可用的有：{}", indicator.name, measure.name(), list()),
            format!("{} has no {measure}; valid: {}", indicator.id, list()),
        )),
        None => {
            let near = nearest(text, Measure::ALL.iter().flat_map(|m| [m.id(), m.name()]));
            Err(Said::new(
                format!("没有计量“{text}”；相近的有：{near}；可用的有：{}", list()),
                format!("no measure \"{text}\"; near ones: {near}; valid: {}", list()),
            ))
        }
    }
}

fn measures(indicator: &Indicator) -> Vec<Measure> {
    use Measure as M;
    let mut valid = match indicator.kind {
        Kind::Flow => vec![M::Month, M::Ytd, M::PriorMonth, M::PriorYtd, M::YoyChangeYtd, M::YoyRateYtd],
        Kind::Stock | Kind::Level => vec![M::Stock, M::PriorStock],
        Kind::Ratio { .. } => vec![M::Ratio, M::RatioYtd, M::PriorRatio, M::PriorRatioYtd, M::YoyChangeYtd],
    };
    valid.extend([M::YoyChange, M::MomChange]);
    if !matches!(indicator.kind, Kind::Ratio { .. }) {
        valid.extend([M::YoyRate, M::MomRate]);
    }
    valid.extend(indicator.share());
    if indicator.better.is_some() {
        valid.extend([M::Rank, M::RankYtd, M::RankChange]);
    }
    valid
}

/// A region of the desk by code, name, short name or alias.
pub fn region(world: &World, text: &str) -> Result<RegionCode, Said> {
    let codes = || std::iter::once(&world.desk.region).chain(world.desk.units.iter().map(|unit| &unit.code));
    let wanted = normalise(text);
    let is = |code: &&RegionCode| {
        code.as_str() == text
            || world.catalog.regions.get(*code).is_some_and(|region| {
                let mut names = [&region.name, &region.short].into_iter().chain(&region.aliases);
                names.any(|known| normalise(known) == wanted)
            })
    };
    codes().find(is).cloned().ok_or_else(|| {
        let names = codes().map(|code| world.region_name(code)).collect::<Vec<_>>().join("、");
        Said::new(
            format!("没有地区或单位“{text}”；可用的有：{names}"),
            format!("no region or unit \"{text}\"; valid: {names}"),
        )
    })
}

/// A period as ids write it.
pub fn period(text: &str) -> Result<Period, Said> {
    Period::parse(text).map_err(|_| {
        Said::new(
            format!("“{text}”不是报告期；用 period.id、period_before、period_first，或写成 2021-11"),
            format!("\"{text}\" is no period; use period.id, period_before, period_first, or write 2021-11"),
        )
    })
}
