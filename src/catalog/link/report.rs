//! Reports: their indicators, measures and forms exist, and there is a wording.

use super::known::{Known, Names, measure};
use crate::catalog::definition::{Degrees, Letter, Report};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawDegrees, RawReport};
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::BTreeMap;

pub fn link(
    group: &Group<RawReport>,
    wordings: &BTreeMap<String, Source>,
    names: &Names,
    forms: &Known,
    problems: &mut Problems,
) -> BTreeMap<String, Report> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        if let Some(report) = report(file, wordings, names, forms, problems) {
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
    names: &Names,
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
    let county_columns = pairs(source, &raw.county_columns, names, problems);
    let focus = match raw.focus.get_ref().as_slice() {
        [indicator, measure] => pair(source, indicator, measure, names, problems),
        _ => {
            let said = Said::new("应为 [指标, 计量]", "must be [indicator, measure]");
            problems.add(source, &raw.focus.span(), said);
            None
        }
    };
    let wording = wordings.get(&file.id);
    if wording.is_none() {
        let said = Said::new("同一文件夹中缺少 wording.md", "there is no wording.md in this folder");
        problems.add(source, &(0..0), said);
    }
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
        constants: raw.constants.clone(),
        degrees: degrees(&raw.degrees),
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

fn degrees(raw: &RawDegrees) -> Degrees {
    Degrees {
        amount: [raw.amount_plain.0, raw.amount_quick.0, raw.amount_sharp.0],
        points: [raw.points_plain.0, raw.points_quick.0, raw.points_sharp.0],
        small_base: raw.small_base.0,
    }
}

type Pair = (IndicatorId, Measure);

fn pairs(source: &Source, raw: &[(Name, Name)], names: &Names, problems: &mut Problems) -> Vec<Pair> {
    raw.iter().filter_map(|(indicator, measure)| pair(source, indicator, measure, names, problems)).collect()
}

fn pair(source: &Source, indicator: &Name, what: &Name, names: &Names, problems: &mut Problems) -> Option<Pair> {
    let (id, measure) = (names.find(source, indicator, problems), measure(source, what, problems));
    Some((id?, measure?))
}
