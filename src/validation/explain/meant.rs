//! Which findings an explanation means.

use super::same;
use crate::catalog::{About, GivenExplanation};
use crate::finding::{Finding, FindingId, Level};
use std::collections::BTreeMap;

/// All findings, by id.
pub(super) struct Index<'a> {
    pub findings: &'a [Finding],
    by_id: BTreeMap<String, Vec<usize>>,
}

/// The findings meant, by level.
#[derive(Debug, Default)]
pub(super) struct Meant {
    pub queries: Vec<usize>,
    pub musts: Vec<usize>,
    pub notes: Vec<usize>,
}

impl Meant {
    pub fn is_nothing(&self) -> bool {
        self.queries.is_empty() && self.musts.is_empty() && self.notes.is_empty()
    }
}

impl<'a> Index<'a> {
    pub fn new(findings: &'a [Finding]) -> Self {
        let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, finding) in findings.iter().enumerate() {
            by_id.entry(finding.id()).or_default().push(at);
        }
        Self { findings, by_id }
    }

    pub fn ids(&self) -> impl Iterator<Item = (&str, &Finding)> {
        self.by_id.iter().filter_map(|(id, all)| Some((id.as_str(), self.findings.get(*all.first()?)?)))
    }

    pub fn meant(&self, given: &GivenExplanation) -> Meant {
        let found = match &given.about {
            About::Finding(id) => self.by_id.get(id).cloned().unwrap_or_else(|| self.sent_again(id, given)),
            About::Number { .. } => self.all(|finding| is_of(&given.about, finding)),
        };
        let mut meant = Meant::default();
        for at in found {
            match (self.findings[at].level, &given.about) {
                (Level::Query, _) => meant.queries.push(at),
                (Level::Must, _) => meant.musts.push(at),
                (Level::Note, About::Finding(_)) => meant.notes.push(at),
                (Level::Note, About::Number { .. }) => {}
            }
        }
        meant
    }

    /// The return was sent again in a file of another name, or the cell moved: the one query of the same code, rule,
    /// month, unit and number, if the value explained still stands there.
    fn sent_again(&self, id: &str, given: &GivenExplanation) -> Vec<usize> {
        let (Some(id), Some(value)) = (FindingId::parse(id), &given.value) else { return Vec::new() };
        let same = |finding: &Finding| {
            finding.level == Level::Query
                && finding.code == id.code
                && finding.rule == id.rule
                && finding.month == id.month
                && finding.region.is_some()
                && finding.region == id.region
                && finding.indicator.is_some()
                && finding.indicator == id.indicator
                && finding.measure == id.measure
                && same::is_value(value, finding)
        };
        let found = self.all(same);
        if found.len() == 1 { found } else { Vec::new() }
    }

    fn all(&self, is_one: impl Fn(&Finding) -> bool) -> Vec<usize> {
        (0..self.findings.len()).filter(|at| is_one(&self.findings[*at])).collect()
    }
}

fn is_of(about: &About, finding: &Finding) -> bool {
    let About::Number { month, region, indicator, measure, rule, code } = about else { return false };
    finding.month == *month
        && finding.region.as_ref() == Some(region)
        && finding.indicator.as_ref() == Some(indicator)
        && finding.measure == Some(*measure)
        && (rule.is_none() || finding.rule == *rule)
        && code.is_none_or(|code| finding.code == code)
}
