//! Appraisal schemes: items that take targets, bands that every score reaches; and what a desk's runs use.

use super::known::{Known, twice};
use super::scheme;
use crate::catalog::definition::{
    Appraisal, AppraisalBonus, AppraisalDeduction, AppraisalItem, Appraisals, Carried, RunKind, Taken, Unreported,
};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, Number, RawAppraisal, RawAppraisalItem, RawDesk, RawRunKind, RawUnreported};
use crate::finding::Said;
use crate::model::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

pub fn link(group: &Group<RawAppraisal>, topics: &Known, problems: &mut Problems) -> BTreeMap<String, Appraisal> {
    group.files.iter().map(|file| (file.id.clone(), appraisal(file, topics, problems))).collect()
}

fn appraisal(file: &Read<RawAppraisal>, topics: &Known, problems: &mut Problems) -> Appraisal {
    let (raw, source) = (&file.raw, &file.source);
    let mut checked = Checked { source, problems, ids: BTreeSet::new() };
    let items = checked.items(raw, topics);
    let full: Decimal = items.iter().map(|item| item.points).sum();
    let cap = raw.cap.as_ref().map_or(Decimal::ONE, |cap| {
        checked.at_least(cap, Decimal::ONE, "完成比的上限应不小于 1", "the cap must be at least 1");
        cap.get_ref().0
    });
    let (deductions, bonuses, carried) = (checked.deductions(raw), checked.bonuses(raw), checked.carried(raw));
    let more: Decimal = bonuses.iter().map(|bonus| bonus.points).sum();
    Appraisal {
        id: file.id.clone(),
        name: raw.name.clone(),
        cap,
        unreported: match raw.unreported {
            RawUnreported::Zero => Unreported::Zero,
            RawUnreported::LeftOut => Unreported::LeftOut,
        },
        bands: scheme::bands(source, &raw.bands, (full * cap + more, Decimal::ZERO), problems),
        items,
        deductions,
        bonuses,
        carried,
    }
}

struct Checked<'a> {
    source: &'a Source,
    problems: &'a mut Problems,
    ids: BTreeSet<String>,
}

impl Checked<'_> {
    fn id(&mut self, id: &Name) -> String {
        if !self.ids.insert(id.get_ref().clone()) {
            twice(self.source, id, "得分、扣分、加分项", "item", self.problems);
        }
        id.get_ref().clone()
    }
    fn positive(&mut self, number: &Spanned<Number>) -> Decimal {
        if number.get_ref().0 <= Decimal::ZERO {
            scheme::positive(self.source, number, self.problems);
        }
        number.get_ref().0
    }
    fn at_least(&mut self, number: &Spanned<Number>, least: Decimal, zh: &str, en: &str) {
        if number.get_ref().0 < least {
            self.problems.add(self.source, &number.span(), Said::new(zh, en));
        }
    }

    fn items(&mut self, raw: &RawAppraisal, topics: &Known) -> Vec<AppraisalItem> {
        let mut taken: Vec<Taken> = Vec::new();
        let mut all = Vec::new();
        if raw.items.get_ref().is_empty() {
            let said = Said::new("至少要有一个得分项", "there must be an item");
            self.problems.add(self.source, &raw.items.span(), said);
        }
        for item in raw.items.get_ref() {
            let (id, points) = (self.id(&item.id), self.positive(&item.points));
            let Some(of) = self.taken(item, topics) else { continue };
            if taken.contains(&of) {
                let said = Said::new("已有得分项取这些目标", "another item takes these targets");
                self.problems.add(self.source, &item.id.span(), said);
            }
            taken.push(of.clone());
            all.push(AppraisalItem { id, words: item.words.clone(), points, of });
        }
        all
    }

    fn taken(&mut self, item: &RawAppraisalItem, topics: &Known) -> Option<Taken> {
        match (&item.target, &item.topic, item.rest) {
            (Some(target), None, false) => Some(Taken::Target(target.get_ref().clone())),
            (None, Some(topic), false) => {
                topics.expect(self.source, topic, self.problems);
                Some(Taken::Topic(topic.get_ref().clone()))
            }
            (None, None, true) => Some(Taken::Rest),
            _ => {
                let zh = "target、topic、rest = true 必有且只有其一";
                let said = Said::new(zh, "exactly one of target, topic and rest = true");
                self.problems.add(self.source, &item.id.span(), said);
                None
            }
        }
    }

    fn deductions(&mut self, raw: &RawAppraisal) -> Vec<AppraisalDeduction> {
        let mut targets = BTreeSet::new();
        let mut all = Vec::new();
        for one in &raw.deductions {
            let (id, points) = (self.id(&one.id), self.positive(&one.points));
            let target = one.target.as_ref().map(|target| target.get_ref().clone());
            if !targets.insert(target.clone()) {
                let said = Said::new("已有扣分项取这些目标，会扣两次", "another deduction takes these targets");
                self.problems.add(self.source, &one.id.span(), said);
            }
            if let Some(cap) = &one.cap {
                self.at_least(cap, points, "封顶分应不低于每次所扣的分", "the cap must be at least the points of one");
            }
            let cap = one.cap.as_ref().map(|cap| cap.get_ref().0);
            all.push(AppraisalDeduction { id, words: one.words.clone(), target, points, cap });
        }
        all
    }

    fn bonuses(&mut self, raw: &RawAppraisal) -> Vec<AppraisalBonus> {
        let mut all = Vec::new();
        for one in &raw.bonuses {
            let (id, points, at) = (self.id(&one.id), self.positive(&one.points), one.at.get_ref().0);
            if at <= Decimal::ONE_HUNDRED {
                let said =
                    Said::new("应大于 100：到 100 本来就得满分", "must be above 100: 100 has full points anyway");
                self.problems.add(self.source, &one.at.span(), said);
            }
            all.push(AppraisalBonus { id, words: one.words.clone(), target: one.target.get_ref().clone(), at, points });
        }
        all
    }

    fn carried(&mut self, raw: &RawAppraisal) -> Option<Carried> {
        let raw = raw.carried.as_ref()?;
        let percent = self.positive(&raw.percent);
        if percent > Decimal::ONE_HUNDRED {
            self.problems.add(self.source, &raw.percent.span(), Said::new("不能超过 100", "must not be above 100"));
        }
        Some(Carried { of: kind(*raw.of.get_ref()), percent })
    }
}

fn kind(raw: RawRunKind) -> RunKind {
    match raw {
        RawRunKind::Month => RunKind::Month,
        RawRunKind::Quarter => RunKind::Quarter,
        RawRunKind::Half => RunKind::Half,
    }
}

/// The schemes a desk names for its runs.
pub fn of_desk(raw: &RawDesk) -> Appraisals {
    let id = |name: &Option<Name>| name.as_ref().map(|name| name.get_ref().clone());
    raw.appraisal.as_ref().map_or_else(Appraisals::default, |raw| Appraisals {
        month: id(&raw.month),
        quarter: id(&raw.quarter),
        half: id(&raw.half),
        year: id(&raw.year),
    })
}

/// What a desk names is there, takes targets of the desk, and carries shorter runs that are scored themselves.
pub fn check(
    desks: &Group<RawDesk>,
    schemes: &BTreeMap<String, Appraisal>,
    known: &Known,
    targets: &BTreeMap<String, BTreeSet<String>>,
    problems: &mut Problems,
) {
    let none = BTreeSet::new();
    for file in &desks.files {
        let Some(raw) = &file.raw.appraisal else { continue };
        let own = of_desk(&file.raw);
        let named = [&raw.month, &raw.quarter, &raw.half, &raw.year];
        for (kind, name) in RunKind::ALL.into_iter().zip(named) {
            let Some(name) = name else { continue };
            known.expect(&file.source, name, problems);
            let Some(scheme) = schemes.get(name.get_ref()) else { continue };
            let mut tell = |zh: String, en: String| problems.add(&file.source, &name.span(), Said::new(zh, en));
            if let Some(carried) = scheme.carried.filter(|c| c.of >= kind || own.of(c.of).is_none()) {
                let of = carried.of.name();
                let zh = format!("“{}”要用各{of}得分：应是更短的一种，并在这里写明用哪个办法", name.get_ref());
                tell(zh, format!("\"{}\" carries runs that are not shorter or have no scheme here", name.get_ref()));
            }
            let of_units = targets.get(&file.id).unwrap_or(&none);
            for target in scheme_targets(scheme).filter(|target| !of_units.contains(*target)) {
                let zh = format!("“{}”所列的目标“{target}”不是本台下达到单位的目标", name.get_ref());
                tell(
                    zh,
                    format!("the target \"{target}\" of \"{}\" is not asked of this desk's units", name.get_ref()),
                );
            }
        }
    }
}

fn scheme_targets(scheme: &Appraisal) -> impl Iterator<Item = &String> {
    let items = scheme.items.iter().filter_map(|item| match &item.of {
        Taken::Target(target) => Some(target),
        Taken::Topic(_) | Taken::Rest => None,
    });
    let deducted = scheme.deductions.iter().filter_map(|one| one.target.as_ref());
    items.chain(deducted).chain(scheme.bonuses.iter().map(|one| &one.target))
}
