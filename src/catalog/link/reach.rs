//! A desk's report prints only what the desk's units are asked for: otherwise its pages would be full of gaps, under
//! another office's wording.

use crate::catalog::definition::{Desk, Form, Indicator, Kind, Report, ReportChart};
use crate::catalog::error::Problems;
use crate::catalog::gather::Group;
use crate::catalog::raw::RawDesk;
use crate::finding::Said;
use crate::model::IndicatorId;
use std::collections::{BTreeMap, BTreeSet};

pub fn check(
    raw: &Group<RawDesk>,
    desks: &BTreeMap<String, Desk>,
    reports: &BTreeMap<String, Report>,
    forms: &BTreeMap<String, Form>,
    indicators: &BTreeMap<IndicatorId, Indicator>,
    problems: &mut Problems,
) {
    for file in &raw.files {
        let Some(desk) = desks.get(&file.id) else { continue };
        let Some(report) = reports.get(&desk.report) else { continue };
        let lacking = lacking(desk, report, forms, indicators);
        if !lacking.is_empty() {
            let list = lacking.join("、");
            let zh = format!(
                "报告 {} 要用的指标，本台各单位的报表都不报：{list}；请复制 reports/{}/ 为本台的报告，改其中的指标和措辞",
                desk.report, desk.report
            );
            let en = format!(
                "the report {} prints indicators no unit of this desk reports: {list}; copy reports/{}/ and adapt it",
                desk.report, desk.report
            );
            problems.add(&file.source, &file.raw.report.span(), Said::new(zh, en));
        }
    }
}

/// The names of what a report prints and no unit of the desk is asked for.
pub fn lacking<'a>(
    desk: &Desk,
    report: &'a Report,
    forms: &BTreeMap<String, Form>,
    indicators: &'a BTreeMap<IndicatorId, Indicator>,
) -> Vec<&'a str> {
    let asked = asked(desk, forms);
    let reaches = |id: &IndicatorId| match indicators.get(id).map(|indicator| &indicator.kind) {
        Some(Kind::Ratio { numerator, denominator, .. }) => asked.contains(numerator) && asked.contains(denominator),
        _ => asked.contains(id),
    };
    let printed = report.headline.iter().chain(&report.key_indicators).chain(&report.county_columns);
    let drawn = report.charts.iter().flat_map(ReportChart::figures);
    let printed: BTreeSet<&IndicatorId> = printed.chain([&report.focus]).chain(drawn).map(|(id, _)| id).collect();
    printed.into_iter().filter(|id| !reaches(id)).map(|id| name(indicators, id)).collect()
}

fn asked<'a>(desk: &Desk, forms: &'a BTreeMap<String, Form>) -> BTreeSet<&'a IndicatorId> {
    let owed = desk.units.iter().flat_map(|unit| &unit.forms).filter_map(|id| forms.get(id));
    owed.flat_map(Form::indicators).collect()
}

fn name<'a>(indicators: &'a BTreeMap<IndicatorId, Indicator>, id: &'a IndicatorId) -> &'a str {
    indicators.get(id).map_or(id.as_str(), |indicator| indicator.name.as_str())
}
