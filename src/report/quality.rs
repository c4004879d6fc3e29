//! The register and the findings in numbers and names.

use super::input::World;
use super::{asked, doubt, mark, words};
use crate::finding::{Finding, Level};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{IndicatorId, Measure, RegionCode};
use minijinja::Value;
use std::collections::BTreeSet;

/// Indicators named in a sentence; the rest are counted.
const NAMED: usize = 6;

fn came(record: &ReturnRecord) -> bool {
    record.state.came()
}

/// 应报, 实报, 按时 of the period's months; the bureau itself apart. `.asked` names those the document goes to, `.others` the
/// rest of those to whom something has to be said.
pub fn register(world: &World) -> Value {
    let owed: Vec<&ReturnRecord> = world.register.iter().filter(|record| !record.own).collect();
    let count = |is: &dyn Fn(&ReturnRecord) -> bool| owed.iter().filter(|record| is(record)).count();
    let names = |is: &dyn Fn(&ReturnRecord) -> bool| {
        let regions: BTreeSet<RegionCode> =
            owed.iter().filter(|record| is(record)).map(|record| record.region.clone()).collect();
        super::lack::names(world, &regions)
    };
    let of_asked = |is: &dyn Fn(&ReturnRecord) -> bool| names(&|r| is(r) && asked::is_asked(world, &r.region));
    let asked = Value::from_pairs([
        ("missing", of_asked(&|r| !came(r))),
        ("undated", of_asked(&|r| r.state == ReturnState::Undated)),
        ("late", of_asked(&|r| r.state == ReturnState::Late)),
    ]);
    let others = not_in_order(world).filter(|region| !asked::is_asked(world, region)).collect();
    let own: BTreeSet<RegionCode> =
        world.register.iter().filter(|r| r.own && !came(r)).map(|r| r.region.clone()).collect();
    let own_missing = super::lack::names(world, &own);
    let pairs: Vec<(&str, Value)> = vec![
        ("expected", count(&|_| true).into()),
        ("came", count(&came).into()),
        ("in_time", count(&|r| r.state == ReturnState::OnTime).into()),
        ("missing", names(&|r| !came(r)).into()),
        ("undated", names(&|r| r.state == ReturnState::Undated).into()),
        ("late", names(&|r| r.state == ReturnState::Late).into()),
        ("own_missing", own_missing.into()),
        ("asked", asked),
        ("others", super::lack::names(world, &others).into()),
    ];
    Value::from_pairs(pairs)
}

/// The units of which a return of the period did not come, came late, or says not when.
pub fn not_in_order(world: &World) -> impl Iterator<Item = RegionCode> {
    let owed = world.register.iter().filter(|record| !record.own && record.state != ReturnState::OnTime);
    owed.map(|record| record.region.clone())
}

/// How many findings of a level a unit has.
pub fn count(world: &World, region: Option<&RegionCode>, level: Level) -> usize {
    let of = world.findings.iter().filter(|finding| finding.level == level);
    of.filter(|finding| region.is_none() || finding.region.as_ref() == region).count()
}

/// What the wording knows as `quality`.
pub fn findings(world: &World) -> Value {
    let has = |region: &RegionCode| count(world, Some(region), Level::Must) + count(world, Some(region), Level::Query);
    let concerned: Vec<&RegionCode> =
        world.desk.units.iter().map(|unit| &unit.code).filter(|code| has(code) > 0).collect();
    let name = |code: &RegionCode| mark::name(&world.region_name(code));
    let by_unit = words_of(
        concerned
            .iter()
            .filter(|code| count(world, Some(**code), Level::Must) > 0)
            .map(|code| format!("{}{}处", name(code), mark::number(count(world, Some(*code), Level::Must)))),
    );
    let last = world.period.last_month();
    let earlier = world.findings.iter().filter(|f| f.level == Level::Must && !world.period.months().contains(&f.month));
    let affected = affected(world);
    let named: Vec<String> = affected.iter().take(NAMED).cloned().collect();
    let pairs: Vec<(&str, Value)> = vec![
        ("must", count(world, None, Level::Must).into()),
        ("query", count(world, None, Level::Query).into()),
        ("explained", world.explained.into()),
        ("units", concerned.len().into()),
        ("by_unit", by_unit.into()),
        ("earlier", earlier.filter(|f| f.month < last).count().into()),
        ("affected", affected.len().into()),
        ("affected_names", words::list(named.iter().map(|n| mark::said(n))).into()),
        ("affected_more", (affected.len() > NAMED).into()),
        ("pending", pending(world).into()),
    ];
    Value::from_pairs(pairs)
}

/// `禹州市上报的农村低保人数合计与分项不符（差9人），已退回核实，本期按上报数使用`, one for each open must finding of the
/// period that compares two sides; what a return says is quoted, not printed as a figure.
fn pending(world: &World) -> Vec<String> {
    let months = world.period.months();
    let open = world.findings.iter().filter(|f| f.level == Level::Must && months.contains(&f.month));
    let of = |finding: &Finding| {
        let unit = mark::name(&world.region_name(finding.region.as_ref()?));
        let indicator = world.indicator(finding.indicator.as_ref()?)?;
        let fault = match finding.code {
            "sum.mismatch" => "合计与分项不符",
            "ytd.mismatch" => "累计与各月数不衔接",
            "cross.mismatch" => "与另一张表不符",
            "rate.mismatch" => "与分子、分母不符",
            _ => "与有关的数不符",
        };
        let difference = finding.comparison.as_ref()?.difference.trim_start_matches('-');
        let difference = mark::quote(&format!("{difference}{}", indicator.unit));
        let name = mark::said(&indicator.name);
        Some(format!("{unit}上报的{name}{fault}（差{difference}），已退回核实，本期按上报数使用"))
    };
    open.filter_map(of).collect()
}

fn words_of(parts: impl Iterator<Item = String>) -> String {
    words::list(parts)
}

/// Names of the indicators of which a total of the period owes something to numbers in doubt; those the report shows
/// first.
fn affected(world: &World) -> Vec<String> {
    use Measure::{Month, Ratio, RatioYtd, Stock, Ytd};
    let is_affected = |id: &IndicatorId| {
        let keys = [Month, Ytd, Stock, Ratio, RatioYtd].map(|measure| world.key(&world.desk.region, id, measure));
        keys.iter().any(|key| doubt::is_doubtful(world, key))
    };
    let shown = world.report.key_indicators.iter().map(|(id, _)| id);
    let mut ordered: Vec<&IndicatorId> = Vec::new();
    for id in shown.chain(world.catalog.indicators.keys()) {
        if !ordered.contains(&id) && is_affected(id) {
            ordered.push(id);
        }
    }
    ordered.into_iter().filter_map(|id| world.indicator(id)).map(|indicator| indicator.name.clone()).collect()
}
