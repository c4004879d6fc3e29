//! Explanations of a desk: unit, indicator, rule and code exist, and each says of what it is and who gives it when.

use super::known::{Known, Names, measure};
use crate::catalog::definition::{About, Desk, GivenExplanation, Region};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawExplanation, RawExplanations};
use crate::catalog::text::normalise;
use crate::finding::{CODES, Code, Explanation, FindingId, Said, unmarked};
use crate::model::{Month, Place, RegionCode};
use std::collections::BTreeMap;

/// What an explanation may refer to.
pub struct KnownForExplanations<'a> {
    pub desks: &'a Known,
    pub units: &'a BTreeMap<String, Desk>,
    pub regions: &'a BTreeMap<RegionCode, Region>,
    pub names: &'a Names,
    pub rules: &'a Known,
}

/// One file, its desk, and what it may refer to.
struct Context<'a> {
    known: &'a KnownForExplanations<'a>,
    source: &'a Source,
    desk: Option<&'a Desk>,
}

pub fn link(
    group: &Group<RawExplanations>,
    known: &KnownForExplanations<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<GivenExplanation>> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        known.desks.expect(&file.source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        let context = Context { known, source: &file.source, desk: known.units.get(&file.id) };
        // Every one is looked at: all that is wrong is told at once.
        let given = file.raw.explanations.iter().filter_map(|raw| context.explanation(raw, problems));
        all.insert(file.id.clone(), given.collect());
    }
    all
}

impl Context<'_> {
    fn explanation(&self, raw: &RawExplanation, problems: &mut Problems) -> Option<GivenExplanation> {
        let month = self.month(&raw.period, problems);
        let about = self.about(raw, month, problems);
        for (name, zh, en) in
            [(&raw.text, "原因不能为空", "text must not be empty"), (&raw.who, "要写明谁说的", "who must not be empty")]
        {
            if name.get_ref().trim().is_empty() {
                problems.add(self.source, &name.span(), Said::new(zh, en));
            }
        }
        let carried_into = raw.carried_into.as_ref().and_then(|name| self.later(name, month, problems));
        let line = self.source.line(raw.period.span().start);
        Some(GivenExplanation {
            about: about?,
            context: raw.finding.as_ref().and_then(|id| unmarked(id.get_ref().trim()).1).map(str::to_owned),
            value: raw.value.map(|value| value.0.normalize().to_string()),
            words: Explanation {
                text: raw.text.get_ref().trim().to_owned(),
                who: raw.who.get_ref().trim().to_owned(),
                date: raw.date.get_ref().clone(),
                month: month?,
                place: Place::file(&format!("{}:{line}", self.source.file).into()),
                carried_into,
            },
        })
    }

    /// A month of the desk's year.
    fn month(&self, name: &Name, problems: &mut Problems) -> Option<Month> {
        let given = name.get_ref();
        let year = self.desk.map(|desk| desk.year);
        let found = Month::parse(given).filter(|month| year.is_none_or(|year| year == month.year()));
        if found.is_none() {
            let year = year.unwrap_or(2021);
            let zh = format!("“{given}”不是本台的月份，应写如 {year}-06");
            problems.add(self.source, &name.span(), Said::new(zh, format!("no month of the desk; write {year}-06")));
        }
        found
    }

    fn later(&self, name: &Name, month: Option<Month>, problems: &mut Problems) -> Option<Month> {
        let found = self.month(name, problems)?;
        if month.is_some_and(|month| found <= month) {
            let said = Said::new("并入上报的月份应晚于 period", "carried_into must be later than period");
            problems.add(self.source, &name.span(), said);
        }
        Some(found)
    }

    fn about(&self, raw: &RawExplanation, month: Option<Month>, problems: &mut Problems) -> Option<About> {
        let region = raw.region.as_ref().map(|name| self.unit(name, problems));
        let indicator = raw.indicator.as_ref().map(|name| self.known.names.find(self.source, name, problems));
        let measure = raw.measure.as_ref().map(|name| measure(self.source, name, problems));
        let rule = raw.rule.as_ref().filter(|name| self.known.rules.expect(self.source, name, problems));
        let code = raw.code.as_ref().and_then(|name| self.code(name.get_ref(), name, problems));
        let narrower = [&raw.indicator, &raw.measure, &raw.rule, &raw.code].iter().any(|key| key.is_some());
        match (&raw.finding, region, indicator, measure) {
            (Some(id), region, ..) if !narrower => self.finding(id, month, region.flatten(), problems),
            (None, Some(region), Some(indicator), Some(measure)) => Some(About::Number {
                month: month?,
                region: region?,
                indicator: indicator?,
                measure: measure?,
                rule: rule.map(|name| name.get_ref().clone()),
                code,
            }),
            _ => {
                let zh = "写 finding，或写 region、indicator、measure（可加 rule、code），必有且只有其一";
                let en = "either finding, or region, indicator and measure (and rule or code)";
                problems.add(self.source, &raw.period.span(), Said::new(zh, en));
                None
            }
        }
    }

    /// An id of a finding that may be: of a code there is, and of the month and the unit said beside it.
    fn finding(
        &self,
        name: &Name,
        month: Option<Month>,
        region: Option<RegionCode>,
        problems: &mut Problems,
    ) -> Option<About> {
        let (given, _) = unmarked(name.get_ref().trim());
        let Some(id) = FindingId::parse(given) else {
            let said = Said::new("不是问题的编号（应为 findings.json 的 id）", "no id of a finding, see findings.json");
            problems.add(self.source, &name.span(), said);
            return None;
        };
        self.code(&id.code, name, problems)?;
        if month.is_some_and(|month| month != id.month) {
            let said = Said::new("编号是另一个月的问题", "the id is of another month than period");
            problems.add(self.source, &name.span(), said);
        }
        if region.is_some() && region != id.region {
            let said = Said::new("编号是另一个单位的问题", "the id is of another unit than region");
            problems.add(self.source, &name.span(), said);
        }
        Some(About::Finding(given.to_owned()))
    }

    fn code(&self, given: &str, name: &Name, problems: &mut Problems) -> Option<&'static str> {
        let found = Code::find(given).map(|code| code.id);
        if found.is_none() {
            let said = Said::new(format!("没有问题代码“{given}”"), format!("no finding code \"{given}\""));
            problems.add(self.source, &name.span(), said.with_choices(given, CODES.iter().map(|code| code.id)));
        }
        found
    }

    /// A reporting unit of the desk, by its code or one of its names.
    fn unit(&self, name: &Name, problems: &mut Problems) -> Option<RegionCode> {
        let desk = self.desk?;
        let wanted = normalise(name.get_ref());
        let named = |code: &RegionCode| {
            let region = self.known.regions.get(code);
            region.into_iter().flat_map(|r| [&r.name, &r.short].into_iter().chain(&r.aliases)).cloned()
        };
        let names = |unit: &crate::catalog::Unit| -> Vec<String> {
            let code = unit.code.to_string();
            std::iter::once(code).chain(named(&unit.code)).chain(unit.names.iter().cloned()).collect()
        };
        let found = desk.units.iter().find(|unit| names(unit).iter().any(|known| normalise(known) == wanted));
        if found.is_none() {
            let given = name.get_ref();
            let said = Said::new(format!("没有报送单位“{given}”"), format!("no reporting unit \"{given}\""));
            let choices: Vec<String> = desk.units.iter().flat_map(|unit| names(unit).into_iter().take(2)).collect();
            let said = said.with_choices(given, choices.iter().map(String::as_str));
            problems.add(self.source, &name.span(), said);
        }
        found.map(|unit| unit.code.clone())
    }
}
