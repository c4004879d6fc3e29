//! A matter a letter asks about: what has one root cause, or is of one cell, told once.

use super::content::listed;
use crate::finding::{Comparison, Finding, Lang, Level};
use crate::model::{Cell, Month, Place};
use crate::report::mark;
use minijinja::Value;
use std::collections::BTreeSet;

pub struct Problem<'a> {
    /// The one that speaks for all of them.
    lead: &'a Finding,
    /// All of them, the one that speaks too.
    members: Vec<&'a Finding>,
    /// Others of its level that ask about its cell for reasons of their own.
    beside: Vec<&'a Finding>,
}

/// What some findings of a unit come to: what must be corrected, and what must be corrected or explained. Of what must
/// be corrected nothing is asked a second time. In the order of the findings.
pub fn problems<'a>(findings: &[&'a Finding]) -> (Vec<Problem<'a>>, Vec<Problem<'a>>) {
    let mut all: Vec<Problem<'a>> = Vec::new();
    for problem in groups(findings) {
        let same = |known: &&mut Problem<'a>| problem.cell().is_some() && known.cell() == problem.cell();
        match all.iter_mut().find(same) {
            Some(known) => known.add(problem),
            None => all.push(problem),
        }
    }
    all.into_iter().partition(|problem| problem.level() == Level::Must)
}

/// By root cause, each with the finding that speaks for it; what must be corrected first.
fn groups<'a>(findings: &[&'a Finding]) -> Vec<Problem<'a>> {
    let mut groups: Vec<Problem<'a>> = Vec::new();
    for finding in findings.iter().copied().filter(|finding| finding.level != Level::Note) {
        let id = finding.group_id();
        match groups.iter_mut().find(|group| group.lead.group_id() == id) {
            Some(group) => {
                group.members.push(finding);
                if finding.id() == id {
                    group.lead = finding;
                }
            }
            None => groups.push(Problem { lead: finding, members: vec![finding], beside: Vec::new() }),
        }
    }
    groups.sort_by_key(Problem::level);
    groups
}

impl<'a> Problem<'a> {
    /// The gravest of its findings.
    fn level(&self) -> Level {
        self.members.iter().map(|finding| finding.level).min().unwrap_or(Level::Note)
    }

    fn add(&mut self, other: Self) {
        if other.level() == self.level() {
            self.beside.push(other.lead);
        }
        self.members.extend(other.members);
    }

    /// Where it is told, what stands there, and of which month that return is: what is to be changed is the first
    /// suspect, which may stand in another return.
    fn told(&self) -> (&'a Place, Option<&'a str>, Month) {
        let lead = self.lead;
        let is_other = |place: &Place| place.cell.is_some() && *place != lead.place;
        let first = lead.suspects.first().filter(|one| lead.copied_table().is_none() && is_other(&one.place));
        match first {
            Some(first) => (&first.place, Some(first.raw.as_str()), first.month),
            None => (&lead.place, lead.raw.as_deref(), lead.month),
        }
    }

    /// Of the return that is to be looked at.
    pub fn month(&self) -> Month {
        self.told().2
    }

    fn cell(&self) -> Option<&'a Place> {
        Some(self.told().0).filter(|place| place.cell.is_some())
    }

    /// The places where something does not hold: two findings about one cell are of one place.
    pub fn places(&self) -> usize {
        self.members.iter().map(|finding| &finding.place).collect::<BTreeSet<_>>().len()
    }

    /// As a wording has it; the month is told where a letter is about several.
    pub fn value(&self, several: bool, lang: Lang) -> Value {
        let lead = self.lead;
        let copied = lead.copied_table();
        let (place, raw, of) = self.told();
        let elsewhere = place.file.is_some() && place.file != lead.place.file;
        let maybe = |text: Option<&str>| text.map_or_else(String::new, mark::quote);
        let file = place.file.as_deref().map(|path| path.rsplit('/').next().unwrap_or(path));
        let side = |pick: fn(&Comparison) -> &str| maybe(lead.comparison.as_ref().map(pick));
        let sides = lead.comparison.as_ref().map(|c| c.words(lang));
        let suspects: Vec<Value> = lead.suspects.iter().filter(|_| copied.is_none()).map(suspect).collect();
        let one = |month: Month| listed(std::iter::once(month));
        let pairs: Vec<(&str, Value)> = vec![
            ("month", if several { one(of) } else { String::new() }.into()),
            ("elsewhere", elsewhere.into()),
            ("file", maybe(file).into()),
            ("sheet", maybe(place.sheet.as_deref()).into()),
            ("cell", maybe(place.cell.map(|cell: Cell| cell.to_string()).as_deref()).into()),
            ("raw", maybe(raw.map(str::trim)).into()),
            ("headline", mark::quote(&self.headline(lang)).into()),
            // Without its full stop: the wording may go on.
            ("advice", mark::quote(lead.advice(lang).trim_end_matches('。')).into()),
            ("sides", maybe(sides.as_deref()).into()),
            ("left", side(|c| &c.left).into()),
            ("op", lead.comparison.as_ref().map_or("", |c| c.op).into()),
            ("right", side(|c| &c.right).into()),
            ("difference", side(|c| &c.difference).into()),
            ("copied_in", copied.filter(|month| *month != lead.month).map_or_else(String::new, one).into()),
            ("copied_from", copied.map(Month::previous).map_or_else(String::new, one).into()),
            ("cause", lead.cause.map_or("", |cause| cause.words(lang)).into()),
            ("suspects", suspects.into()),
            ("linked", (self.places() - 1).into()),
        ];
        Value::from_pairs(pairs)
    }

    fn headline(&self, lang: Lang) -> String {
        let all = std::iter::once(self.lead).chain(self.beside.iter().copied());
        let mut said: Vec<String> = Vec::new();
        for headline in all.map(|finding| finding.headline(lang)) {
            if !said.contains(&headline) {
                said.push(headline);
            }
        }
        said.join(if lang == Lang::En { "; " } else { "；" })
    }
}

fn suspect(suspect: &crate::finding::Suspect) -> Value {
    let cell = suspect.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let pairs: Vec<(&str, Value)> = vec![
        ("sheet", mark::quote(suspect.place.sheet.as_deref().unwrap_or_default()).into()),
        ("cell", mark::quote(&cell).into()),
        ("raw", mark::quote(&suspect.raw).into()),
        ("repair", mark::quote(&suspect.repair).into()),
    ];
    Value::from_pairs(pairs)
}
