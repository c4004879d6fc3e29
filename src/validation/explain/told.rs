//! What is told of explanations that do not hold: of none, of another value, of what must be corrected, of one another.

use super::meant::Index;
use super::same;
use crate::catalog::{About, GivenExplanation};
use crate::finding::{Code, Explanation, Finding, FindingId};
use crate::model::{Month, Place};
use std::collections::BTreeSet;

/// Findings about explanations, each once.
#[derive(Default)]
pub(super) struct Told {
    pub findings: Vec<Finding>,
    ids: BTreeSet<(String, Place)>,
}

impl Told {
    fn tell(&mut self, finding: Finding, by: &Place) {
        if self.ids.insert((finding.id(), by.clone())) {
            self.findings.push(finding);
        }
    }
    /// Where the finding is that is spoken of.
    fn about(&mut self, code: &'static str, of: &Finding, by: &Explanation) -> Finding {
        let finding = Finding {
            region: of.region.clone(),
            rule: of.rule.clone(),
            form: of.form.clone(),
            indicator: of.indicator.clone(),
            measure: of.measure,
            ..Finding::new(code, of.month, of.place.clone())
        };
        finding.with("source", source(&by.place))
    }
    pub fn must(&mut self, given: &GivenExplanation, of: &Finding) {
        let finding = self.about("explanation.must", of, &given.words);
        self.tell(finding, &Place::default());
    }
    pub fn needless(&mut self, given: &GivenExplanation, of: &Finding) {
        let finding = self.about("explanation.needless", of, &given.words);
        self.tell(finding, &given.words.place);
    }
    pub fn stale(&mut self, given: &GivenExplanation, of: &Finding) {
        let shown = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("（空）").to_owned();
        let same = given.value.as_ref().is_none_or(|value| same::is_value(value, of));
        let value = shown(of.raw.as_deref());
        let said = given.value.as_deref().map_or_else(|| value.clone(), |said| shown(Some(said)));
        let value = if same { format!("{value}（未变，而有关各数已变）") } else { value };
        let finding = self.about("explanation.stale", of, &given.words).with("said", said).with("value", value);
        self.tell(finding, &given.words.place);
    }
    pub fn conflict(&mut self, of: &Finding, given: &[&Explanation]) {
        let Some(first) = given.first() else { return };
        let places: BTreeSet<String> = given.iter().map(|one| source(&one.place)).collect();
        let places = places.into_iter().collect::<Vec<_>>().join("、");
        let finding = self.about("explanation.conflict", of, first).with("places", places);
        self.tell(finding, &Place::default());
    }
    /// It means nothing that is there: the value was corrected meanwhile, or it is no finding's number.
    pub fn unmet(&mut self, given: &GivenExplanation, index: &Index<'_>, months: &[Month]) {
        let words = &given.words;
        let id = match &given.about {
            About::Finding(id) => FindingId::parse(id).filter(|id| Code::find(&id.code).is_some()),
            About::Number { month, region, .. } => {
                let finding = Finding::new("explanation.settled", *month, words.place.clone()).of(region);
                self.tell(finding, &words.place);
                return;
            }
        };
        let finding = match id.filter(|id| months.contains(&id.month)) {
            Some(id) => {
                let finding = Finding::new("explanation.settled", id.month, words.place.clone());
                Finding { region: id.region, rule: id.rule, indicator: id.indicator, measure: id.measure, ..finding }
            }
            None => {
                let About::Finding(number) = &given.about else { return };
                let finding = Finding::new("explanation.unknown", words.month, words.place.clone());
                finding.with("name", number).with("near", nearest(number, words.month, index))
            }
        };
        self.tell(finding, &words.place);
    }
}

/// `2021-11/说明/禹州.xlsx 问题清单 I5`
fn source(place: &Place) -> String {
    let cell = place.cell.map(|cell| cell.to_string());
    let parts = [place.file.as_deref(), place.sheet.as_deref(), cell.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The finding of the month whose id is the most like a number: the two begin and end alike for more than half.
fn nearest(number: &str, month: Month, index: &Index<'_>) -> String {
    let alike = |id: &str| {
        let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        let shorter = number.chars().count().min(id.chars().count());
        let start = common(&mut number.chars(), &mut id.chars());
        (start + common(&mut number.chars().rev(), &mut id.chars().rev())).min(shorter)
    };
    let of_month = index.ids().filter(|(_, finding)| number.contains('|') && finding.month == month);
    let ranked = of_month.map(|(id, _)| (alike(id), std::cmp::Reverse(id)));
    let best = ranked.max().filter(|(alike, std::cmp::Reverse(id))| alike * 2 > id.chars().count());
    best.map_or_else(|| "—".to_owned(), |(_, std::cmp::Reverse(id))| id.to_owned())
}
