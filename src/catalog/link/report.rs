//! Reports: their indicators, measures and forms exist, and there is a wording.

use super::chart::{self, KnownForCharts};
use super::degrees;
use super::known::{Known, Names, measure};
use crate::catalog::definition::{Indicator, Letter, Report};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawReport};
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::BTreeMap;

pub fn link(
    group: &Group<RawReport>,
    wordings: &BTreeMap<String, Source>,
    indicators: (&Names, &BTreeMap<IndicatorId, Indicator>),
    forms: &Known,
    problems: &mut Problems,
) -> BTreeMap<String, Report> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        if let Some(report) = report(file, wordings, indicators, forms, problems) {
            all.insert(file.id.clone(), report);
        }
    }
    all
}

/// The wordings of letters: what is wrong in them is told when they are compiled.
pub fn letters(files: &BTreeMap<String, Source>) -> BTreeMap<String, Letter> {
    let letter = |(id, source): (&String, &Source)| {
        let letter = Letter { id: id.clone(), wording: source.text.clone(), wording_file: source.file.clone() };
        (id.clone(), letter)
    };
    files.iter().map(letter).collect()
}

fn report(
    file: &Read<RawReport>,
    wordings: &BTreeMap<String, Source>,
    (names, indicators): (&Names, &BTreeMap<IndicatorId, Indicator>),
    forms: &Known,
    problems: &mut Problems,
) -> Option<Report> {
    let (raw, source) = (&file.raw, &file.source);
    for form in &raw.annex_forms {
        forms.expect(source, form, problems);
    }
    let headline = pairs(source, &raw.headline, names, problems);
    let headline_labels = labels(source, raw, problems);
    let key_indicators = pairs(source, &raw.key_indicators, names, problems);
    no_shares(source, raw, problems);
    let county_columns = pairs(source, &raw.county_columns, names, problems);
    shares(source, &raw.county_columns, (names, indicators), problems);
    let focus = match raw.focus.get_ref().as_slice() {
        [indicator, measure] => pair(source, indicator, measure, names, problems),
        _ => {
            let said = Said::new("应为 [指标, 计量]", "must be [indicator, measure]");
            problems.add(source, &raw.focus.span(), said);
            None
        }
    };
    let charts = chart::link(source, &raw.charts, KnownForCharts { names, indicators }, &raw.annex_forms, problems);
    let wording = wordings.get(&file.id);
    if wording.is_none() {
        let said = Said::new("同一文件夹中缺少 wording.md", "there is no wording.md in this folder");
        problems.add(source, &(0..0), said);
    }
    let degrees = raw.degrees.as_ref().map(|own| degrees::link(source, &own.span(), own.get_ref(), problems));
    let (wording, focus) = (wording?, focus?);
    Some(Report {
        id: file.id.clone(),
        name: raw.name.clone(),
        wording: wording.text.clone(),
        wording_file: wording.file.clone(),
        key_indicators,
        headline,
        headline_labels,
        county_columns,
        focus,
        annex_forms: raw.annex_forms.iter().map(|f| f.get_ref().clone()).collect(),
        charts,
        constants: raw.constants.clone(),
        degrees,
    })
}

/// One for each number on top, or none.
fn labels(source: &Source, raw: &RawReport, problems: &mut Problems) -> Vec<String> {
    let Some(labels) = &raw.headline_labels else { return Vec::new() };
    let (given, wanted) = (labels.get_ref().len(), raw.headline.len());
    if given != wanted {
        let zh = format!("应与 headline 一一对应：{wanted}个，这里有{given}个");
        problems.add(
            source,
            &labels.span(),
            Said::new(zh, format!("must name each of headline: {wanted}, not {given}")),
        );
    }
    labels.get_ref().clone()
}

type Pair = (IndicatorId, Measure);

fn pairs(source: &Source, raw: &[(Name, Name)], names: &Names, problems: &mut Problems) -> Vec<Pair> {
    raw.iter().filter_map(|(indicator, measure)| pair(source, indicator, measure, names, problems)).collect()
}

fn pair(source: &Source, indicator: &Name, what: &Name, names: &Names, problems: &mut Problems) -> Option<Pair> {
    let (id, measure) = (names.find(source, indicator, problems), measure(source, what, problems));
    Some((id?, measure?))
}

/// A share stands beside the units: of the total itself it says nothing.
fn no_shares(source: &Source, raw: &RawReport, problems: &mut Problems) {
    let focus = raw.focus.get_ref();
    let measures = raw.headline.iter().chain(&raw.key_indicators).map(|(_, measure)| measure).chain(focus.get(1));
    for measure in measures.filter(|one| Measure::parse(one.get_ref()).is_some_and(|m| m.shared().is_some())) {
        let said = Said::new(
            "占比只能用作分县表的列（county_columns），或写在措辞里",
            "a share can only be a column of county_columns, or stand in the wording",
        );
        problems.add(source, &measure.span(), said);
    }
}

/// Only what adds up has shares: a stock has `share`, a flow `share_ytd`.
fn shares(
    source: &Source,
    columns: &[(Name, Name)],
    (names, indicators): (&Names, &BTreeMap<IndicatorId, Indicator>),
    problems: &mut Problems,
) {
    for (name, measure) in columns {
        let found = names.get(name.get_ref()).and_then(|id| indicators.get(id));
        let wanted = Measure::parse(measure.get_ref()).filter(|m| m.shared().is_some());
        let (Some(indicator), Some(wanted)) = (found, wanted) else { continue };
        let own = indicator.share();
        if own == Some(wanted) {
            continue;
        }
        let name = &indicator.name;
        let said = match own {
            Some(own) => Said::new(
                format!("“{name}”没有{}（{wanted}）；应为 {own}", wanted.name()),
                format!("{} has no {wanted}; it has {own}", indicator.id),
            ),
            None => Said::new(
                format!("“{name}”不能相加，没有占比"),
                format!("{} does not add up and has no share", indicator.id),
            ),
        };
        problems.add(source, &measure.span(), said);
    }
}
