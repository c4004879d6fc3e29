//! Targets: indicators exist, the measure fits, path and value belong together, the source is told.

mod change;
mod path;
mod restated;
mod stated;
mod value;

use super::known::{Known, Names, measure, twice};
use crate::catalog::definition::{
    Approximate, Comparator, Desk, Holds, Indicator, Kind, MeasureUnit, Over, Scope, Target, TargetValue,
};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{RawComparator, RawHolds, RawOver, RawScope, RawTarget, RawTargets};
use crate::finding::Said;
use crate::model::{Decimal, IndicatorId, Measure, RegionCode};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What targets may refer to.
pub struct KnownForTargets<'a> {
    pub desk_ids: &'a Known,
    pub desks: &'a BTreeMap<String, Desk>,
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
    pub units: &'a BTreeMap<String, MeasureUnit>,
    pub unit_names: &'a Known,
    /// By desk: the ids of its series from outside.
    pub external: &'a BTreeMap<String, Known>,
}

pub fn link(
    group: &Group<RawTargets>,
    known: &KnownForTargets<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<Target>> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let folder = toml::Spanned::new(0..0, file.id.clone());
        known.desk_ids.expect(&file.source, &folder, problems);
        let (mut ids, mut targets) = (BTreeSet::new(), Vec::new());
        for raw in &file.raw.targets {
            if !ids.insert(raw.id.get_ref()) {
                twice(&file.source, &raw.id, "目标", "target", problems);
            }
            let mut one = One { desk: &file.id, source: &file.source, raw, known, problems };
            targets.extend(one.target());
        }
        change::apply(&file.source, &file.raw.targets, &mut targets, problems);
        restated::check(&file.source, &file.raw.targets, &targets, problems);
        all.insert(file.id.clone(), targets);
    }
    all
}

/// One target being linked.
struct One<'a, 'p> {
    desk: &'a str,
    source: &'a Source,
    raw: &'a RawTarget,
    known: &'a KnownForTargets<'a>,
    problems: &'p mut Problems,
}

impl One<'_, '_> {
    fn target(&mut self) -> Option<Target> {
        let raw = self.raw;
        let indicator = self.known.names.find(self.source, &raw.indicator, self.problems);
        let measure = measure(self.source, &raw.measure, self.problems);
        if raw.source.get_ref().trim().is_empty() {
            self.tell(&raw.source.span(), "出处不能为空", "the source must not be empty");
        }
        if let Some((id, measure)) = indicator.as_ref().zip(measure) {
            self.check_measure(id, measure);
        }
        let value = self.value();
        let stated = indicator.as_ref().and_then(|id| self.stated_in(id));
        let holds = self.holds();
        let over = self.over();
        let upper = self.upper();
        let approximate = self.approximate();
        let allocations = self.allocations();
        let path = self.path(value.as_ref());
        let (from, document) = (self.valid_from(), raw.document.clone());
        self.check_words(measure);
        Some(Target {
            id: raw.id.get_ref().clone(),
            name: raw.name.clone(),
            indicator: indicator?,
            measure: measure?,
            scope: self.scope(),
            comparator: comparator(raw.comparator),
            value: value?,
            upper,
            unit: stated,
            holds,
            over,
            baseline: raw.baseline.map(|number| number.0),
            path: path?,
            soft: raw.soft.clone(),
            approximate,
            allocations,
            from,
            to: None,
            replaces: raw.replaces.as_ref().map(|id| id.get_ref().clone()),
            restates: raw.restates.as_ref().map(|id| id.get_ref().clone()),
            document,
            responsible: raw.responsible.clone(),
            lead: raw.lead.clone(),
            leader: raw.leader.clone(),
            source: raw.source.get_ref().clone(),
            note: raw.note.clone(),
        })
    }

    fn tell(&mut self, span: &Range<usize>, zh: &str, en: &str) {
        self.problems.add(self.source, span, Said::new(zh, en));
    }

    /// Where every unit counts, every unit is judged.
    fn scope(&self) -> Scope {
        match self.raw.scope {
            RawScope::Total if self.raw.holds == RawHolds::Total => Scope::Total,
            RawScope::Total | RawScope::TotalAndUnits => Scope::TotalAndUnits,
            RawScope::Units => Scope::Units,
        }
    }

    fn holds(&mut self) -> Holds {
        let (at, share) = (self.raw.id.span(), self.raw.share.as_ref());
        if self.raw.holds != RawHolds::Total && self.raw.goal.is_some() {
            self.tell(&at, "holds 不能与 goal 同用", "holds cannot stand with goal");
        }
        match (self.raw.holds, share) {
            (RawHolds::Total, None) => Holds::Total,
            (RawHolds::EachUnit, None) => Holds::EachUnit,
            (RawHolds::ShareOfUnits, Some(share)) => {
                let value = share.get_ref().0;
                if value <= Decimal::ZERO || value > Decimal::from(100) {
                    self.tell(&share.span(), "share 应大于 0、不超过 100", "share must be above 0 and at most 100");
                }
                Holds::ShareOfUnits(value)
            }
            (RawHolds::ShareOfUnits, None) => {
                self.tell(&at, "holds = \"share_of_units\" 须写 share", "share_of_units needs share");
                Holds::EachUnit
            }
            (_, Some(share)) => {
                let span = share.span();
                self.tell(&span, "只有 holds = \"share_of_units\" 才写 share", "share belongs to share_of_units");
                Holds::Total
            }
        }
    }

    fn over(&mut self) -> Over {
        let at = self.raw.id.span();
        let exact = self.raw.comparator == RawComparator::Eq;
        let zero = self.raw.value.as_ref().is_some_and(|value| value.get_ref().0.is_zero());
        match self.raw.over {
            None if exact && !zero => {
                let zh = "comparator = \"eq\" 须写 over：超过目标数算做到（met）还是算突破（breach）";
                self.tell(&at, zh, "eq needs over: is more than the value met, or a breach?");
                Over::Met
            }
            Some(_) if !exact || zero => {
                let zh = "over 只用于 comparator = \"eq\" 且目标数不为 0";
                self.tell(&at, zh, "over belongs to eq with a value other than 0");
                Over::Breach
            }
            Some(RawOver::Met) => Over::Met,
            Some(RawOver::Breach) | None => Over::Breach,
        }
    }

    fn approximate(&mut self) -> Option<Approximate> {
        let raw = self.raw.approximate.as_ref()?;
        let word = Approximate::ALL.into_iter().find(|word| word.word() == raw.get_ref())?;
        if word.comparator() != comparator(self.raw.comparator) {
            let zh = format!("“{}”与 comparator 不合：余、以上为 ge，突破为 gt，近为 lt，最高为 le", word.word());
            self.tell(&raw.span(), &zh, "the word and the comparator differ");
        }
        Some(word)
    }

    fn allocations(&mut self) -> BTreeMap<RegionCode, Decimal> {
        let desk = self.known.desks.get(self.desk);
        let is_unit = |code: &str| desk.is_none_or(|desk| desk.units.iter().any(|unit| unit.code.as_str() == code));
        let mut found = BTreeMap::new();
        for (code, value) in &self.raw.allocations {
            if !is_unit(code) {
                let said = Said::new(
                    format!("分解的“{code}”不是本处的报送单位：写代码"),
                    "not the code of a unit of the desk",
                );
                let codes = desk.into_iter().flat_map(|desk| &desk.units).map(|unit| unit.code.as_str());
                self.problems.add(self.source, &value.span(), said.with_choices(code, codes));
            }
            found.insert(RegionCode::new(code), value.get_ref().0);
        }
        if !found.is_empty() && (self.raw.value.is_none() || self.raw.scope == RawScope::Total) {
            let at = self.raw.id.span();
            let zh = "分解（allocations）须有 value，且 scope 为 total_and_units 或 units";
            self.tell(&at, zh, "allocations need a value, and a scope with units");
        }
        found
    }

    /// A flow has months and a year, a stock its end, a ratio its own measures.
    fn check_measure(&mut self, id: &IndicatorId, measure: Measure) {
        let Some(indicator) = self.known.indicators.get(id) else { return };
        let (fits, words) = match indicator.kind {
            Kind::Flow => (matches!(measure, Measure::Month | Measure::Ytd), "流量：用 month 或 ytd"),
            Kind::Stock | Kind::Level => (measure == Measure::Stock, "存量或标准：用 stock"),
            Kind::Ratio { .. } => {
                (matches!(measure, Measure::Ratio | Measure::RatioYtd), "比率：用 ratio 或 ratio_ytd")
            }
        };
        if !fits {
            let zh = format!("“{}”是{words}", indicator.name);
            self.tell(&self.raw.measure.span(), &zh, "the measure does not fit the indicator");
        }
    }

    fn check_words(&mut self, measure: Option<Measure>) {
        let at = self.raw.path.span();
        let held = *self.raw.path.get_ref() == crate::catalog::raw::RawPath::Hold;
        if measure == Some(Measure::Month) && !held {
            let zh = "按每月的数（month）判定的目标，path 只能是 hold：每月都要做到";
            self.tell(&at, zh, "a target of every month can only be held");
        }
        if let Some(unit) = self.raw.unit.as_ref().filter(|_| measure == Some(Measure::Month)) {
            let span = unit.span();
            self.tell(
                &span,
                "按每月的数判定的目标，用指标自己的单位",
                "a target of every month has the indicator's unit",
            );
        }
        let blank = |text: &Option<String>| text.as_ref().is_some_and(|text| text.trim().is_empty());
        if blank(&self.raw.soft) || blank(&self.raw.leader) || blank(&self.raw.document) || blank(&self.raw.note) {
            let at = self.raw.id.span();
            self.tell(&at, "soft、leader、document、note 写了就不能为空", "a text that is given must not be empty");
        }
    }
}

fn comparator(raw: RawComparator) -> Comparator {
    match raw {
        RawComparator::Ge => Comparator::Ge,
        RawComparator::Gt => Comparator::Gt,
        RawComparator::Le => Comparator::Le,
        RawComparator::Lt => Comparator::Lt,
        RawComparator::Eq => Comparator::Eq,
        RawComparator::Range => Comparator::Range,
        RawComparator::By => Comparator::By,
    }
}
