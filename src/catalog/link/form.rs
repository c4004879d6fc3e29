//! Forms: what a form says of itself, its own indicators and regions; its tables are linked next door.

use super::known::{Known, Names, measure};
use super::table;
use crate::catalog::definition::*;
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, RawField, RawForm, RawKind, RawLedger, RawOwnIndicator, RawOwnRegion, RawProject};
use crate::catalog::text::normalise;
use crate::finding::Said;
use crate::model::{Digest, IndicatorId, Measure, Period, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

type Indicators = BTreeMap<IndicatorId, Indicator>;

/// What a form is linked against. Its own indicators come before those of the catalogue.
pub(super) struct Context<'a> {
    pub source: &'a Source,
    pub title: &'a str,
    pub indicators: &'a Indicators,
    pub names: &'a Names,
    pub own: &'a BTreeMap<String, IndicatorId>,
    /// Own indicators that are ratios, read as they are reported.
    pub own_ratios: &'a BTreeSet<IndicatorId>,
    pub units: &'a Known,
    /// The form stands alone: it is no template.
    pub apart: bool,
}

impl Context<'_> {
    /// The indicator meant; says so if there is none.
    pub fn indicator(&self, name: &Name, problems: &mut Problems) -> Option<&Indicator> {
        let own = self.own.get(&normalise(name.get_ref())).cloned();
        let id = own.or_else(|| self.names.find(self.source, name, problems))?;
        self.indicators.get(&id)
    }
    /// What is meant where a form does not say: a flow has to be said.
    pub fn usual(&self, indicator: &Indicator) -> Option<Measure> {
        indicator.usual_measure(self.own_ratios)
    }
    pub fn unit(&self, name: Option<&Name>, problems: &mut Problems) -> Option<String> {
        let name = name?;
        self.units.expect(self.source, name, problems).then(|| name.get_ref().clone())
    }
    pub fn period(&self, name: Option<&Name>, problems: &mut Problems) -> Option<Period> {
        let name = name?;
        let found = Period::parse(name.get_ref()).ok();
        if found.is_none() {
            let zh = format!("“{}”不是报告期，应如 2021-11、2021-Q3、2021-H1、2021", name.get_ref());
            problems.add(self.source, &name.span(), Said::new(zh, "not a period such as 2021-11"));
        }
        found
    }
    /// The measure of that name. A form that stands alone may file what it calls 上月 beside 上年同期: both are what a
    /// return itself reports for comparison. A desk takes last month's numbers from last month's return.
    pub fn measure_named(&self, name: &Name, problems: &mut Problems) -> Option<Measure> {
        match name.get_ref().as_str() {
            "上月" if self.apart => Some(Measure::PriorMonth),
            _ => measure(self.source, name, problems),
        }
    }
    /// The measure said, or the usual one of the indicator; says so when neither is there.
    pub fn measure(&self, name: Option<&Name>, of: &Name, indicator: &Indicator, problems: &mut Problems) -> Measure {
        let said = name.map(|name| self.measure_named(name, problems));
        match said {
            Some(found) => found.unwrap_or(Measure::Stock),
            None => self.usual(indicator).unwrap_or_else(|| {
                let zh = format!("“{}”是流量，须写 measure（本月、本年累计等）", indicator.name);
                let en = format!("\"{}\" is a flow: say its measure (month, ytd, …)", indicator.name);
                problems.add(self.source, &of.span(), Said::new(zh, en));
                Measure::Month
            }),
        }
    }
}

/// The forms of the catalogue; their own indicators join the others.
pub fn link(
    group: &Group<RawForm>,
    indicators: &mut Indicators,
    names: &mut Names,
    units: &mut BTreeMap<String, MeasureUnit>,
    unit_names: &mut Known,
    problems: &mut Problems,
) -> BTreeMap<String, Form> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let own = own_indicators(file, indicators, units, unit_names, problems);
        if !file.apart {
            for (raw, id) in file.raw.indicators.iter().zip(&own.ids) {
                publish(&file.source, raw, id, names, problems);
            }
        }
        let context = Context {
            source: &file.source,
            title: file.raw.title.get_ref(),
            indicators,
            names,
            own: &own.names,
            own_ratios: &own.ratios,
            units: unit_names,
            apart: file.apart,
        };
        let form = form(&context, file, problems);
        all.insert(file.id.clone(), form);
    }
    all
}

/// The indicators a form defines itself.
#[derive(Default)]
struct Own {
    ids: Vec<IndicatorId>,
    names: BTreeMap<String, IndicatorId>,
    ratios: BTreeSet<IndicatorId>,
}

fn own_indicators(
    file: &Read<RawForm>,
    indicators: &mut Indicators,
    units: &mut BTreeMap<String, MeasureUnit>,
    unit_names: &mut Known,
    problems: &mut Problems,
) -> Own {
    let mut own = Own::default();
    for raw in &file.raw.indicators {
        let id = IndicatorId::new(raw.id.as_ref().unwrap_or(&raw.name).get_ref());
        let unit = raw.unit.get_ref().clone();
        // A unit that is not in units.toml stands for itself: nothing converts to it.
        if is_no_unit(&unit) {
            let zh = format!("“{unit}”不是计量单位：要写明是什么的单位");
            let en = format!("\"{unit}\" is no unit: say of what");
            unit_names.reject(&file.source, &raw.unit, Said::new(zh, en), problems);
        }
        unit_names.add(&unit);
        let itself = MeasureUnit { name: unit.clone(), base: unit.clone(), factor: crate::model::Decimal::ONE };
        units.entry(unit.clone()).or_insert(itself);
        let places = u32::try_from(raw.places).ok().filter(|p| *p <= 6);
        if places.is_none() {
            let said = Said::new("places 应为 0 至 6", "places must be 0 to 6");
            problems.add(&file.source, &raw.name.span(), said);
        }
        for name in std::iter::once(&raw.name).chain(&raw.aliases).chain(&raw.id) {
            if own.names.insert(normalise(name.get_ref()), id.clone()).is_some_and(|other| other != id) {
                let zh = format!("“{}”在本表中已是另一个指标", name.get_ref());
                let en = format!("\"{}\" already names another indicator of this form", name.get_ref());
                problems.add(&file.source, &name.span(), Said::new(zh, en));
            }
        }
        if raw.kind == RawKind::Ratio {
            own.ratios.insert(id.clone());
        }
        let below = raw.suppress_below.as_ref();
        let below = super::indicator::suppress_below(&file.source, below, raw.kind, problems);
        let made = || Indicator { suppress_below: below, ..own_indicator(file, raw, &id, places.unwrap_or(0)) };
        indicators.entry(id.clone()).or_insert_with(made);
        own.ids.push(id);
    }
    own
}

/// 万 is how many, not of what; and nothing or a number is no unit either.
fn is_no_unit(unit: &str) -> bool {
    let plain = normalise(unit);
    plain.chars().all(|c| c.is_ascii_digit() || "十百千万亿.".contains(c))
}

fn own_indicator(file: &Read<RawForm>, raw: &RawOwnIndicator, id: &IndicatorId, places: u32) -> Indicator {
    let (kind, rollup) = match raw.kind {
        RawKind::Flow => (Kind::Flow, Rollup::Sum),
        RawKind::Stock => (Kind::Stock, Rollup::Sum),
        // A ratio without its two sides is only ever read as reported, never computed.
        RawKind::Level | RawKind::Ratio => (Kind::Level, Rollup::None),
    };
    Indicator {
        id: id.clone(),
        name: raw.name.get_ref().clone(),
        aliases: raw.aliases.iter().map(|a| a.get_ref().clone()).collect(),
        kind,
        unit: raw.unit.get_ref().clone(),
        places,
        better: None,
        rollup,
        min_denominator: None,
        suppress_below: None,
        topic: file.raw.title.get_ref().clone(),
        note: String::new(),
        codes: BTreeMap::new(),
    }
}

/// In the catalogue a name means one thing, and an indicator has a key.
fn publish(source: &Source, raw: &RawOwnIndicator, id: &IndicatorId, names: &mut Names, problems: &mut Problems) {
    match &raw.id {
        Some(id) => super::indicator::check_id(source, id, problems),
        None => {
            let said = Said::new(
                "templates/forms 里的报表，自己的指标须写 id",
                "an indicator of a form under templates/forms needs an id",
            );
            problems.add(source, &raw.name.span(), said);
        }
    }
    for name in std::iter::once(&raw.name).chain(&raw.aliases).chain(&raw.id) {
        if let Some(other) = names.insert(name.get_ref(), id).filter(|other| other != id) {
            let zh = format!("名称“{}”已是 {other} 的名称或别名", name.get_ref());
            let en = format!("\"{}\" already names {other}", name.get_ref());
            problems.add(source, &name.span(), Said::new(zh, en));
        }
    }
}

fn form(context: &Context<'_>, file: &Read<RawForm>, problems: &mut Problems) -> Form {
    let raw = &file.raw;
    if raw.cover.is_none() && raw.tables.is_empty() && raw.ledger.is_none() && raw.fields.is_empty() {
        let said = Said::new(
            "[cover]、[[tables]]、[ledger]、[[fields]] 至少写一个",
            "at least one of [cover], [[tables]], [ledger], [[fields]]",
        );
        problems.add(context.source, &raw.title.span(), said);
    }
    check_marks(context, raw, problems);
    Form {
        id: file.id.clone(),
        title: raw.title.get_ref().clone(),
        head: FormHead {
            title: raw.head.title.clone(),
            issued_by: raw.head.issued_by.clone(),
            approved_by: raw.head.approved_by.clone(),
            document: raw.head.document.clone(),
            valid_to: raw.head.valid_to.clone(),
        },
        version: version(context.source),
        number: raw.number.clone(),
        sheets: raw.sheets.clone(),
        cover: raw.cover.as_ref().map(|cover| CoverBinding {
            unit: cover.unit.clone(),
            code: cover.code.clone(),
            period: cover.period.clone(),
            submitted: cover.submitted.clone(),
        }),
        tables: raw.tables.iter().map(|raw| table::table(context, raw, problems)).collect(),
        fields: raw.fields.iter().filter_map(|raw| field(context, raw, problems)).collect(),
        cards: cards(context, raw, problems),
        ledger: raw.ledger.as_ref().map(|raw| ledger(context, raw, problems)),
        blank: if raw.zero_if_note.is_empty() {
            Blank::NotReported
        } else {
            Blank::ZeroIfNote(raw.zero_if_note.clone())
        },
        placeholders: raw.placeholders.clone(),
        not_applicable: raw.not_applicable.iter().map(|mark| mark.get_ref().clone()).collect(),
        negatives: raw.negatives.clone(),
        ignored_columns: ignored_columns(raw),
        read_hidden: raw.read_hidden,
        region: raw.region.clone(),
        period: context.period(raw.period.as_ref(), problems),
        regions: own_regions(raw),
        names: context.own.clone(),
        own_ratios: context.own_ratios.clone(),
        measures: raw
            .measures
            .iter()
            .filter_map(|(word, name)| Some((normalise(word), context.measure_named(name, problems)?)))
            .collect(),
        periods: raw
            .periods
            .iter()
            .filter_map(|(word, name)| Some((normalise(word), context.period(Some(name), problems)?)))
            .collect(),
    }
}

/// One mark cannot mean both that nothing came and that nothing could.
fn check_marks(context: &Context<'_>, raw: &RawForm, problems: &mut Problems) {
    let other = |mark: &Name| raw.placeholders.iter().any(|known| normalise(known) == normalise(mark.get_ref()));
    for mark in raw.not_applicable.iter().filter(|mark| other(mark)) {
        let zh = format!("“{}”既在 placeholders（未报）又在 not_applicable（不适用），只能是其一", mark.get_ref());
        let en = format!("\"{}\" is both of placeholders and of not_applicable: it can mean only one", mark.get_ref());
        problems.add(context.source, &mark.span(), Said::new(zh, en));
    }
}

/// Cards have a first label, and fields.
fn cards(context: &Context<'_>, raw: &RawForm, problems: &mut Problems) -> Option<CardsBinding> {
    let cards = raw.cards.as_ref()?;
    if raw.fields.is_empty() || cards.starts.iter().all(|label| normalise(label).is_empty()) {
        let said = Said::new(
            "[cards] 要写 starts（每张卡左上角的标签），并有 [[fields]]",
            "[cards] needs starts (the label each card begins with) and [[fields]]",
        );
        problems.add(context.source, &raw.title.span(), said);
    }
    Some(CardsBinding { starts: cards.starts.clone(), below: cards.below })
}

/// What the form ignores, and what blank forms add beside it.
fn ignored_columns(raw: &RawForm) -> Vec<String> {
    let mut all = raw.ignored_columns.clone();
    all.extend(
        HEADS_OF_BLANKS
            .iter()
            .filter(|head| !raw.ignored_columns.iter().any(|own| own == *head))
            .map(|h| (*h).to_owned()),
    );
    all
}

/// Short enough to be read out over the telephone, long enough to tell two versions apart.
fn version(source: &Source) -> String {
    let mut hex = Digest::of(source.text.as_bytes()).hex();
    hex.truncate(12);
    hex
}

fn own_regions(raw: &RawForm) -> Vec<OwnRegion> {
    let one = |region: &RawOwnRegion| OwnRegion {
        code: RegionCode::new(region.code.as_ref().unwrap_or(&region.name)),
        name: region.name.clone(),
        aliases: region.aliases.clone(),
    };
    raw.regions.iter().map(one).collect()
}

fn field(context: &Context<'_>, raw: &RawField, problems: &mut Problems) -> Option<FieldBinding> {
    let unit = context.unit(raw.unit.as_ref(), problems);
    let indicator = context.indicator(&raw.indicator, problems)?;
    Some(FieldBinding {
        labels: raw.labels.clone(),
        indicator: indicator.id.clone(),
        measure: context.measure(raw.measure.as_ref(), &raw.indicator, indicator, problems),
        unit: unit.unwrap_or_else(|| indicator.unit.clone()),
        below: raw.below,
        within: raw.within.clone(),
    })
}

fn ledger(context: &Context<'_>, raw: &RawLedger, problems: &mut Problems) -> LedgerBinding {
    let projects = raw.projects.iter().filter_map(|p| project(context, p, problems)).collect();
    LedgerBinding {
        label_heads: raw.label_heads.clone(),
        unit_heads: raw.unit_heads.clone(),
        goal_heads: raw.goal_heads.clone(),
        done_heads: raw.done_heads.clone(),
        deadline_heads: raw.deadline_heads.clone(),
        status_heads: raw.status_heads.clone(),
        statuses: raw.statuses.clone(),
        projects,
    }
}

fn project(context: &Context<'_>, raw: &RawProject, problems: &mut Problems) -> Option<LedgerProject> {
    let goal = context.indicator(&raw.goal, problems);
    let done = context.indicator(&raw.done, problems);
    let (goal, done) = (goal?, done?);
    if goal.unit != done.unit {
        let zh = format!("目标的单位是{}，完成的单位是{}", goal.unit, done.unit);
        let en = format!("the goal is in {}, what is done in {}", goal.unit, done.unit);
        problems.add(context.source, &raw.done.span(), Said::new(zh, en));
    }
    Some(LedgerProject {
        labels: raw.labels.iter().map(|l| l.get_ref().clone()).collect(),
        goal: goal.id.clone(),
        done: done.id.clone(),
        unit: done.unit.clone(),
    })
}
