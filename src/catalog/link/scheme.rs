//! Schemes: scores that every band can tell, deductions that take something and are each of another kind.

use super::known::twice;
use crate::catalog::definition::{Deduction, Per, Scheme, SchemeBand};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Number, RawPer, RawScheme, RawSchemeBand};
use crate::finding::Said;
use crate::model::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

pub fn link(group: &Group<RawScheme>, problems: &mut Problems) -> BTreeMap<String, Scheme> {
    group.files.iter().map(|file| (file.id.clone(), scheme(file, problems))).collect()
}

fn scheme(file: &Read<RawScheme>, problems: &mut Problems) -> Scheme {
    let (raw, source) = (&file.raw, &file.source);
    let start = raw.start.get_ref().0;
    let least = raw.least.as_ref().map_or(Decimal::ZERO, |least| least.get_ref().0);
    if start <= least {
        let said = Said::new("起评分应高于最低分", "start must be above least");
        problems.add(source, &raw.start.span(), said);
    }
    Scheme {
        id: file.id.clone(),
        name: raw.name.clone(),
        start,
        least,
        bands: bands(source, &raw.bands, (start, least), problems),
        deductions: deductions(source, raw, problems),
    }
}

/// From the highest down, the last for whatever is left.
pub(super) fn bands(
    source: &Source,
    raw: &Spanned<Vec<RawSchemeBand>>,
    (start, least): (Decimal, Decimal),
    problems: &mut Problems,
) -> Vec<SchemeBand> {
    let mut names = BTreeSet::new();
    let mut above: Option<Decimal> = None;
    let list = raw.get_ref();
    for band in list {
        let from = band.from.get_ref().0;
        if !names.insert(band.name.get_ref()) {
            twice(source, &band.name, "等次", "band", problems);
        }
        let said = if above.is_some_and(|above| from >= above) {
            Some(Said::new("各等次应从高到低排列", "bands must stand from the highest down"))
        } else if from > start {
            let zh = format!("高于最高分{start}，没有单位能达到");
            Some(Said::new(zh, format!("above the highest score {start}: no one can reach it")))
        } else {
            None
        };
        if let Some(said) = said {
            problems.add(source, &band.from.span(), said);
        }
        above = Some(from);
    }
    match list.last() {
        None => {
            let said = Said::new("至少要有一个等次", "there must be a band");
            problems.add(source, &raw.span(), said);
        }
        Some(last) if last.from.get_ref().0 > least => {
            let zh = format!("最后一个等次应从最低分{least}起，否则有的得分没有等次");
            let en = format!("the last band must begin at the lowest score {least}, or some scores have no band");
            problems.add(source, &last.from.span(), Said::new(zh, en));
        }
        Some(_) => {}
    }
    let band = |raw: &RawSchemeBand| SchemeBand { name: raw.name.get_ref().clone(), from: raw.from.get_ref().0 };
    list.iter().map(band).collect()
}

fn deductions(source: &Source, raw: &RawScheme, problems: &mut Problems) -> Vec<Deduction> {
    let (mut ids, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let mut all = Vec::new();
    for deduction in &raw.deductions {
        if !ids.insert(deduction.id.get_ref()) {
            twice(source, &deduction.id, "扣分项", "deduction", problems);
        }
        let per = per(*deduction.per.get_ref());
        if !kinds.insert(per) {
            let said = Said::new("已有扣分项按此计，同一问题会扣两次", "another deduction counts this already");
            problems.add(source, &deduction.per.span(), said);
        }
        let points = deduction.points.get_ref().0;
        if points <= Decimal::ZERO {
            positive(source, &deduction.points, problems);
        }
        if let Some(cap) = deduction.cap.as_ref().filter(|cap| cap.get_ref().0 < points) {
            let zh = format!("封顶分应不低于每次所扣的{points}分");
            problems.add(source, &cap.span(), Said::new(zh, format!("the cap must be at least the {points} of one")));
        }
        all.push(Deduction {
            id: deduction.id.get_ref().clone(),
            words: deduction.words.clone(),
            per,
            points,
            cap: deduction.cap.as_ref().map(|cap| cap.get_ref().0),
        });
    }
    all
}

pub(super) fn positive(source: &Source, number: &Spanned<Number>, problems: &mut Problems) {
    problems.add(source, &number.span(), Said::new("应大于 0", "must be above 0"));
}

fn per(raw: RawPer) -> Per {
    match raw {
        RawPer::MissingReturn => Per::MissingReturn,
        RawPer::LateDay => Per::LateDay,
        RawPer::MissingForm => Per::MissingForm,
        RawPer::MustGroup => Per::MustGroup,
        RawPer::QueryGroup => Per::QueryGroup,
    }
}
