//! Reports: their indicators, measures and forms exist, and there is a wording.

use super::chart::{self, KnownForCharts};
use super::degrees;
use super::known::{Known, Names, measure};
use super::terms;
use crate::catalog::definition::{Degrees, Desk, Indicator, Letter, Praise, Report, ReportChart, Summons, Terms};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawDesk, RawFiguresOf, RawPraise, RawReport, RawSummons};
use crate::finding::Said;
use crate::model::{IndicatorId, Measure};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a report may refer to.
pub struct KnownForReports<'a> {
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
    pub forms: &'a Known,
}

/// Reports with indicators of their own, and drafts of those that take a desk's.
pub struct Reports {
    pub own: BTreeMap<String, Report>,
    pub drafts: Vec<Draft>,
}

/// A report as its file has it: what is not there is taken from the desk's own report.
pub struct Draft {
    id: String,
    name: String,
    what: String,
    wording: String,
    wording_file: String,
    headline: Option<(Vec<Pair>, Vec<String>)>,
    key_indicators: Option<Vec<Pair>>,
    county_columns: Option<Vec<Pair>>,
    focus: Option<Pair>,
    annex_forms: Option<Vec<String>>,
    charts: Vec<ReportChart>,
    constants: Vec<String>,
    degrees: Option<Degrees>,
    terms: Option<Terms>,
    summons: Option<Summons>,
    pages: Option<usize>,
    praise: Option<Praise>,
}

impl Draft {
    fn over(&self, base: &Report) -> Report {
        let (headline, headline_labels) =
            self.headline.clone().unwrap_or_else(|| (base.headline.clone(), base.headline_labels.clone()));
        Report {
            id: self.id.clone(),
            name: self.name.clone(),
            what: self.what.clone(),
            wording: self.wording.clone(),
            wording_file: self.wording_file.clone(),
            headline,
            headline_labels,
            key_indicators: self.key_indicators.as_ref().unwrap_or(&base.key_indicators).clone(),
            county_columns: self.county_columns.as_ref().unwrap_or(&base.county_columns).clone(),
            focus: self.focus.as_ref().unwrap_or(&base.focus).clone(),
            annex_forms: self.annex_forms.as_ref().unwrap_or(&base.annex_forms).clone(),
            charts: self.charts.clone(),
            constants: self.constants.clone(),
            degrees: self.degrees.or(base.degrees),
            terms: self.terms.as_ref().unwrap_or(&base.terms).clone(),
            summons: self.summons,
            pages: self.pages,
            praise: self.praise,
        }
    }
    /// A report that needs no other; nothing where a key is missing, which has been told.
    fn alone(self) -> Option<Report> {
        let (headline, headline_labels) = self.headline?;
        Some(Report {
            id: self.id,
            name: self.name,
            what: self.what,
            wording: self.wording,
            wording_file: self.wording_file,
            headline,
            headline_labels,
            key_indicators: self.key_indicators?,
            county_columns: self.county_columns?,
            focus: self.focus?,
            annex_forms: self.annex_forms.unwrap_or_default(),
            charts: self.charts,
            constants: self.constants,
            degrees: self.degrees,
            terms: self.terms.unwrap_or_default(),
            summons: self.summons,
            pages: self.pages,
            praise: self.praise,
        })
    }
}

pub fn link(
    group: &Group<RawReport>,
    wordings: &BTreeMap<String, Source>,
    known: &KnownForReports<'_>,
    problems: &mut Problems,
) -> Reports {
    let mut reports = Reports { own: BTreeMap::new(), drafts: Vec::new() };
    for file in &group.files {
        let Some(draft) = draft(file, wordings, known, problems) else { continue };
        if file.raw.figures == RawFiguresOf::Desk {
            reports.drafts.push(draft);
        } else if let Some(report) = draft.alone() {
            reports.own.insert(file.id.clone(), report);
        }
    }
    reports
}

/// Every kind as every desk makes it.
pub fn kinds(
    desks: &BTreeMap<String, Desk>,
    own: &BTreeMap<String, Report>,
    drafts: &[Draft],
) -> BTreeMap<String, BTreeMap<String, Report>> {
    let of_desk = |(id, desk): (&String, &Desk)| {
        let base = own.get(&desk.report)?;
        Some((id.clone(), drafts.iter().map(|draft| (draft.id.clone(), draft.over(base))).collect()))
    };
    desks.iter().filter_map(of_desk).collect()
}

/// A desk's own report has its own indicators: the others take them from it.
pub fn check_desks(desks: &Group<RawDesk>, drafts: &[Draft], problems: &mut Problems) {
    for file in &desks.files {
        let report = &file.raw.report;
        if drafts.iter().any(|draft| draft.id == *report.get_ref()) {
            let zh = format!(
                "“{}”用的是统计台月报的指标（figures = \"desk\"），不能自己作月报；请写在 also 里",
                report.get_ref()
            );
            let en = format!(
                "{} takes the indicators of the desk's own report and cannot be it: put it in also",
                report.get_ref()
            );
            problems.add(&file.source, &report.span(), Said::new(zh, en));
        }
    }
}

/// The wordings of letters: what is wrong in them is told when they are compiled.
pub fn letters(files: &BTreeMap<String, Source>) -> BTreeMap<String, Letter> {
    let letter = |(id, source): (&String, &Source)| {
        let letter = Letter { id: id.clone(), wording: source.text.clone(), wording_file: source.file.clone() };
        (id.clone(), letter)
    };
    files.iter().map(letter).collect()
}

fn draft(
    file: &Read<RawReport>,
    wordings: &BTreeMap<String, Source>,
    known: &KnownForReports<'_>,
    problems: &mut Problems,
) -> Option<Draft> {
    let (raw, source, names) = (&file.raw, &file.source, known.names);
    if raw.figures == RawFiguresOf::Own {
        all_there(source, raw, problems);
    }
    for form in raw.annex_forms.iter().flatten() {
        known.forms.expect(source, form, problems);
    }
    let headline = raw.headline.as_ref().map(|all| pairs(source, all, names, problems));
    let labels = labels(source, raw, problems);
    let key_indicators = raw.key_indicators.as_ref().map(|all| pairs(source, all, names, problems));
    no_shares(source, raw, problems);
    let county_columns = raw.county_columns.as_ref().map(|all| pairs(source, all, names, problems));
    shares(source, raw.county_columns.as_deref().unwrap_or_default(), (names, known.indicators), problems);
    let focus = focus(source, raw, names, problems);
    let summons = raw.summons.as_ref().and_then(|raw| summons(source, raw, problems));
    let pages = raw.pages.as_ref().and_then(|pages| whole(source, pages, 1..=99, problems));
    let praise = raw.praise.as_ref().and_then(|raw| praise(source, raw, problems));
    let known_charts = KnownForCharts { names, indicators: known.indicators };
    let taken = raw.annex_forms.as_deref().unwrap_or_default();
    let charts = chart::link(source, &raw.charts, known_charts, taken, problems);
    let wording = wordings.get(&file.id);
    if wording.is_none() {
        let said = Said::new("同一文件夹中缺少 wording.md", "there is no wording.md in this folder");
        problems.add(source, &(0..0), said);
    }
    let degrees = raw.degrees.as_ref().map(|own| degrees::link(source, &own.span(), own.get_ref(), problems));
    let terms = raw.terms.as_ref().map(|own| terms::link(source, own, (names, known.indicators), problems));
    let wording = wording?;
    let annex = |forms: &Vec<Name>| forms.iter().map(|form| form.get_ref().clone()).collect();
    Some(Draft {
        id: file.id.clone(),
        name: raw.name.clone(),
        what: raw.what.clone(),
        wording: wording.text.clone(),
        wording_file: wording.file.clone(),
        key_indicators,
        headline: headline.map(|headline| (headline, labels)),
        county_columns,
        focus,
        annex_forms: raw.annex_forms.as_ref().map(annex),
        charts,
        constants: raw.constants.clone(),
        degrees,
        terms,
        summons,
        pages,
        praise,
    })
}

/// What the report is about.
fn focus(source: &Source, raw: &RawReport, names: &Names, problems: &mut Problems) -> Option<(IndicatorId, Measure)> {
    let focus = raw.focus.as_ref()?;
    match focus.get_ref().as_slice() {
        [indicator, measure] => pair(source, indicator, measure, names, problems),
        _ => {
            let said = Said::new("应为 [指标, 计量]", "must be [indicator, measure]");
            problems.add(source, &focus.span(), said);
            None
        }
    }
}

/// What a report with indicators of its own has to say.
fn all_there(source: &Source, raw: &RawReport, problems: &mut Problems) {
    let keys = [
        ("headline", raw.headline.is_some()),
        ("key_indicators", raw.key_indicators.is_some()),
        ("county_columns", raw.county_columns.is_some()),
        ("focus", raw.focus.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, there)| !there) {
        let zh = format!("缺少必填的键“{key}”（用统计台月报的指标，写 figures = \"desk\"）");
        let en = format!("missing key \"{key}\" (to take those of the desk's own report, write figures = \"desk\")");
        problems.add(source, &(0..0), Said::new(zh, en));
    }
}

pub fn summons(source: &Source, raw: &RawSummons, problems: &mut Problems) -> Option<Summons> {
    let (periods, targets) =
        (whole(source, &raw.months, 1..=12, problems), whole(source, &raw.targets, 1..=99, problems));
    Some(Summons { periods: periods?, targets: targets? })
}

fn praise(source: &Source, raw: &RawPraise, problems: &mut Problems) -> Option<Praise> {
    let periods = whole(source, &raw.months, 1..=12, problems);
    let (places, must) = (whole(source, &raw.places, 1..=99, problems), whole(source, &raw.must, 0..=99, problems));
    Some(Praise { periods: periods?, places: places?, must: must? })
}

fn whole(
    source: &Source,
    number: &toml::Spanned<i64>,
    valid: RangeInclusive<usize>,
    problems: &mut Problems,
) -> Option<usize> {
    let found = usize::try_from(*number.get_ref()).ok().filter(|n| valid.contains(n));
    if found.is_none() {
        let (least, most) = (valid.start(), valid.end());
        let zh = format!("应为 {least} 至 {most} 的整数");
        problems.add(source, &number.span(), Said::new(zh, format!("must be a whole number from {least} to {most}")));
    }
    found
}

/// One for each number on top, or none.
fn labels(source: &Source, raw: &RawReport, problems: &mut Problems) -> Vec<String> {
    let Some(labels) = &raw.headline_labels else { return Vec::new() };
    let (given, wanted) = (labels.get_ref().len(), raw.headline.as_ref().map_or(0, Vec::len));
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
    let focus = raw.focus.as_ref().and_then(|focus| focus.get_ref().get(1));
    let listed = [&raw.headline, &raw.key_indicators].into_iter().flatten().flatten();
    let measures = listed.map(|(_, measure)| measure).chain(focus);
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
