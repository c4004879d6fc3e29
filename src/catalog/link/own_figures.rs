//! The bureau's own figures: of indicators that exist, in a measure and month that can be, and on no form of its own.

use super::known::{Known, Names, measure};
use crate::catalog::definition::{Desk, Form, Indicator, Kind, OwnFigure, OwnFigures};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawOwnFigure, RawOwnFigures};
use crate::finding::Said;
use crate::model::{Digest, IndicatorId, Measure, Month, PeriodRange};
use std::collections::{BTreeMap, BTreeSet};

/// What such a figure may refer to.
pub struct KnownForOwnFigures<'a> {
    pub ids: &'a Known,
    pub desks: &'a BTreeMap<String, Desk>,
    pub forms: &'a BTreeMap<String, Form>,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
    pub names: &'a Names,
}

pub fn link(
    group: &Group<RawOwnFigures>,
    known: &KnownForOwnFigures<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, OwnFigures> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let (raw, source) = (&file.raw, &file.source);
        known.ids.expect(source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let Some(desk) = known.desks.get(&file.id) else { continue };
        if !desk.units.iter().any(|unit| unit.own) {
            let said = Said::new("本台没有市本级（own = true 的单位）", "the desk has no unit of its own");
            problems.add(source, &raw.document.span(), said);
        }
        let (mut seen, mut figures) = (BTreeSet::new(), Vec::new());
        for one in &raw.figures {
            let Some(first) = figure(source, one, raw.document.get_ref(), desk, known, problems) else { continue };
            for month in months(source, one, &first, desk, problems) {
                if !seen.insert((first.indicator.clone(), first.measure, month)) {
                    let said = Said::new("同一个指标、计量、月份写了两次", "written twice");
                    problems.add(source, &one.indicator.span(), said);
                }
                figures.push(OwnFigure { month, ..first.clone() });
            }
        }
        let sha256 = Digest::of(source.text.as_bytes()).hex();
        all.insert(file.id.clone(), OwnFigures { file: source.file.clone(), sha256, figures });
    }
    all
}

fn figure(
    source: &Source,
    raw: &RawOwnFigure,
    document: &str,
    desk: &Desk,
    known: &KnownForOwnFigures<'_>,
    problems: &mut Problems,
) -> Option<OwnFigure> {
    let indicator = known.names.find(source, &raw.indicator, problems);
    let measure = measure(source, &raw.measure, problems);
    let month = month(source, &raw.month, desk, problems);
    if raw.quote.get_ref().trim().is_empty() {
        problems.add(source, &raw.quote.span(), Said::new("原文不能为空", "the quote must not be empty"));
    }
    let (id, measure) = (indicator?, measure?);
    let kind = &known.indicators.get(&id)?.kind;
    if !fits(kind, measure) {
        let said = Said::new(
            "计量不合：流量写本月或本年累计，存量、标准写期末，比率不写（写它的分子、分母）",
            "the measure does not fit: month or ytd of a flow, stock of a stock or level, none of a ratio",
        );
        problems.add(source, &raw.measure.span(), said);
    }
    let own = desk.units.iter().filter(|unit| unit.own).flat_map(|unit| &unit.forms);
    if let Some(form) = own.filter_map(|form| known.forms.get(form)).find(|form| form.indicators().contains(&&id)) {
        let zh = format!("市本级的报表（{}）已有这个指标，数从报表来", form.id);
        problems.add(source, &raw.indicator.span(), Said::new(zh, format!("the form {} asks for it", form.id)));
    }
    let document = raw.document.as_ref().map_or(document, |own| own.get_ref());
    Some(OwnFigure {
        indicator: id,
        measure,
        month: month?,
        value: raw.value.0,
        document: document.to_owned(),
        quote: raw.quote.get_ref().clone(),
        line: u32::try_from(source.line(raw.indicator.span().start)).unwrap_or(1),
    })
}

/// The months a figure is of: more than one only of what stands.
fn months(source: &Source, raw: &RawOwnFigure, first: &OwnFigure, desk: &Desk, problems: &mut Problems) -> Vec<Month> {
    let Some(until) = &raw.until else { return vec![first.month] };
    let Some(last) = month(source, until, desk, problems) else { return vec![first.month] };
    if last <= first.month || first.measure != Measure::Stock {
        let zh = "until 应晚于 month，只用于期末数";
        problems.add(source, &until.span(), Said::new(zh, "until comes after month, and only of a stock"));
        return vec![first.month];
    }
    PeriodRange { first: first.month, last }.months()
}

fn fits(kind: &Kind, measure: Measure) -> bool {
    match kind {
        Kind::Flow => matches!(measure, Measure::Month | Measure::Ytd),
        Kind::Stock | Kind::Level => measure == Measure::Stock,
        Kind::Ratio { .. } => false,
    }
}

fn month(source: &Source, raw: &Name, desk: &Desk, problems: &mut Problems) -> Option<Month> {
    let found = Month::parse(raw.get_ref()).filter(|month| month.year() == desk.year);
    if found.is_none() {
        let zh = format!("“{}”不是本台的月份，应写如 {}-06", raw.get_ref(), desk.year);
        problems.add(source, &raw.span(), Said::new(zh, format!("no month of the desk; write {}-06", desk.year)));
    }
    found
}
