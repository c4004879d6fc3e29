//! A matter a letter asks about: what has one root cause, or is of one cell, told once.

use super::content::listed;
use super::dates::spoken;
use crate::catalog::Catalog;
use crate::finding::{Comparison, Finding, Lang, Level, Suspect};
use crate::model::{Cell, Month, Place};
use crate::report::mark;
use minijinja::Value;
use std::collections::BTreeSet;

/// So many cells are told together.
const TOGETHER: usize = 4;

/// Where a matter is told.
struct Told {
    place: Place,
    /// All cells it is about, where they are more than one.
    cells: Vec<(Cell, String)>,
    raw: Option<String>,
    month: Month,
}

impl Told {
    /// `D8`, `D8、E8`
    fn cell_words(&self) -> String {
        if self.cells.is_empty() {
            return self.place.cell.map_or_else(String::new, |cell| mark::quote(&cell.to_string()));
        }
        self.cells.iter().map(|(cell, _)| mark::quote(&cell.to_string())).collect::<Vec<_>>().join("、")
    }
    /// `561`, `561、48`
    fn raw_words(&self) -> String {
        if self.cells.is_empty() {
            return self.raw.as_deref().map_or_else(String::new, |raw| mark::quote(raw.trim()));
        }
        let raws = self.cells.iter().map(|(_, raw)| raw).filter(|raw| !raw.is_empty());
        raws.map(|raw| mark::quote(raw)).collect::<Vec<_>>().join("、")
    }
}

pub struct Problem<'a> {
    /// The one that speaks for all of them.
    lead: &'a Finding,
    /// All of them, the one that speaks too.
    members: Vec<&'a Finding>,
    /// Others of its level that ask about its cell for reasons of their own.
    beside: Vec<&'a Finding>,
    /// Of other cells of its sheet, of which the very same is to be said.
    alike: Vec<&'a Finding>,
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
    let all = all.into_iter().fold(Vec::new(), |mut told: Vec<Problem<'a>>, problem| {
        match told.iter_mut().find(|known| known.is_alike(&problem)) {
            Some(known) => known.take(problem),
            None => told.push(problem),
        }
        told
    });
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
            None => {
                groups.push(Problem { lead: finding, members: vec![finding], beside: Vec::new(), alike: Vec::new() })
            }
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

    /// The same is to be said of cells of one sheet in which nothing stands: a formula without its result, twenty times.
    fn is_alike(&self, other: &Self) -> bool {
        let (a, b) = (self.lead, other.lead);
        let is_bare = |one: &Self| {
            let lead = one.lead;
            let alone = one.members.len() == one.alike.len() + 1 && one.beside.is_empty() && lead.suspects.is_empty();
            alone && lead.place.cell.is_some() && lead.raw.as_deref().is_none_or(|raw| raw.trim().is_empty())
        };
        let sheet = |finding: &'a Finding| (finding.month, &finding.place.file, &finding.place.sheet);
        let same = a.code == b.code && a.arguments == b.arguments && a.comparison == b.comparison;
        is_bare(self) && is_bare(other) && sheet(a) == sheet(b) && same && a.level == b.level
    }

    fn take(&mut self, other: Self) {
        self.alike.push(other.lead);
        self.members.extend(other.members);
    }

    fn add(&mut self, other: Self) {
        if other.level() == self.level() {
            self.beside.push(other.lead);
        }
        self.members.extend(other.members);
    }

    /// Where it is told, what stands there, and of which month that return is: what is to be changed is the first
    /// suspect, which may stand in another return; a table sent again is told whole.
    fn told(&self) -> Told {
        let lead = self.lead;
        if let Some(month) = lead.copied_table() {
            let of_table = lead.suspects.iter().find(|one| one.month == month).map(|one| &one.place);
            if let Some(Place { file: Some(file), sheet: Some(sheet), .. }) = of_table {
                return Told { place: Place::sheet(file, sheet), cells: Vec::new(), raw: None, month };
            }
        }
        let is_other = |place: &Place| place.cell.is_some() && *place != lead.place;
        match lead.suspects.first().filter(|one| lead.copied_table().is_none() && is_other(&one.place)) {
            Some(first) => {
                let raw = Some(first.raw.clone());
                Told { place: first.place.clone(), cells: self.together(&first.place), raw, month: first.month }
            }
            None => {
                let cells = self.together(&lead.place);
                Told { place: lead.place.clone(), cells, raw: lead.raw.clone(), month: lead.month }
            }
        }
    }

    /// The cells of a sheet that are wrong for one reason, each with what stands in it: two that have each other's
    /// number are one matter. None where there is no second.
    fn together(&self, at: &Place) -> Vec<(Cell, String)> {
        if !self.alike.is_empty() {
            let all = std::iter::once(&self.lead).chain(&self.alike);
            return all.filter_map(|finding| Some((finding.place.cell?, String::new()))).collect();
        }
        let suspects = &self.lead.suspects;
        let of_sheet = |place: &Place| (&place.file, &place.sheet) == (&at.file, &at.sheet);
        if self.lead.copied_table().is_some() || !(2..=TOGETHER).contains(&suspects.len()) {
            return Vec::new();
        }
        let all = suspects.iter().filter(|one| of_sheet(&one.place));
        let cells: Vec<(Cell, String)> =
            all.filter_map(|one| Some((one.place.cell?, one.raw.trim().to_owned()))).collect();
        if cells.len() == suspects.len() { cells } else { Vec::new() }
    }

    /// Of the return that is to be looked at.
    pub fn month(&self) -> Month {
        self.told().month
    }

    fn cell(&self) -> Option<Place> {
        Some(self.told().place).filter(|place| place.cell.is_some())
    }

    /// The places where something does not hold: two findings about one cell are of one place.
    pub fn places(&self) -> usize {
        self.members.iter().map(|finding| &finding.place).collect::<BTreeSet<_>>().len()
    }

    /// Other places than those it is told of: where nothing is left to be said once the suspects are put right, as was
    /// worked out, and the rest.
    fn elsewhere(&self, told: &Told) -> (usize, usize) {
        let is_told = |place: &Place| {
            let of_sheet = (&place.file, &place.sheet) == (&told.place.file, &told.place.sheet);
            let listed = || place.cell.is_some_and(|cell| told.cells.iter().any(|(own, _)| *own == cell));
            *place == self.lead.place || *place == told.place || of_sheet && listed()
        };
        let others: BTreeSet<&Place> =
            self.members.iter().map(|finding| &finding.place).filter(|place| !is_told(place)).collect();
        let same_cause = |finding: &Finding| finding.group_id() == self.lead.group_id();
        let is_mended = |place: &&&Place| {
            let mut of_place = self.members.iter().filter(|finding| finding.place == ***place);
            self.lead.copied_table().is_none() && of_place.all(|finding| finding.mended && same_cause(finding))
        };
        let mended = others.iter().filter(is_mended).count();
        (mended, others.len() - mended)
    }

    /// Where the finding that speaks stands, when it is told of another place: `E8`, `2021年10月 表二 D5`.
    fn at(&self, told: &Told) -> String {
        let own = &self.lead.place;
        let is_other = *own != told.place || (told.cells.len() > 1 && self.alike.is_empty());
        let Some(cell) = own.cell.filter(|_| is_other) else {
            return String::new();
        };
        let later = (self.lead.month != told.month).then(|| listed(std::iter::once(self.lead.month)));
        let is_far = own.sheet != told.place.sheet || own.file != told.place.file;
        let sheet = own.sheet.as_deref().filter(|_| is_far).map(mark::quote);
        let parts: Vec<String> =
            later.into_iter().chain(sheet).chain(std::iter::once(mark::quote(&cell.to_string()))).collect();
        parts.join(" ")
    }

    /// Both sides of what does not hold; nothing of one number alone, which stands beside it.
    fn sides(&self, lang: Lang) -> String {
        let lead = self.lead;
        let numbers: BTreeSet<&Place> = lead.operands.iter().map(|operand| &operand.place).collect();
        if numbers.len() == 1 {
            return String::new();
        }
        lead.comparison.as_ref().map(|c| c.words(lang)).unwrap_or_default()
    }

    /// As a wording has it; the month is told where a letter is about several.
    pub fn value(&self, catalog: &Catalog, several: bool, lang: Lang) -> Value {
        let lead = self.lead;
        let copied = lead.copied_table();
        let told = self.told();
        let place = &told.place;
        let elsewhere = place.file.is_some() && place.file != lead.place.file;
        let maybe = |text: Option<&str>| text.map_or_else(String::new, mark::quote);
        let file = place.file.as_deref().map(|path| path.rsplit('/').next().unwrap_or(path));
        let side = |pick: fn(&Comparison) -> &str| maybe(lead.comparison.as_ref().map(pick));
        let suspects: Vec<Value> =
            lead.suspects.iter().filter(|_| copied.is_none()).map(|one| suspect(catalog, one, place)).collect();
        let sure = copied.is_none() && !suspects.is_empty() && lead.suspects.iter().all(|one| !one.repair.is_empty());
        let one = |month: Month| listed(std::iter::once(month));
        let (mended, related) = self.elsewhere(&told);
        let pairs: Vec<(&str, Value)> = vec![
            ("month", if several { one(told.month) } else { String::new() }.into()),
            ("elsewhere", elsewhere.into()),
            ("file", maybe(file).into()),
            ("sheet", maybe(place.sheet.as_deref()).into()),
            ("cell", told.cell_words().into()),
            ("raw", told.raw_words().into()),
            ("at", self.at(&told).into()),
            ("headline", mark::quote(&spoken(&self.headline(lang))).into()),
            // Without its full stop: the wording may go on.
            ("advice", mark::quote(lead.advice(lang).trim_end_matches('。')).into()),
            ("sides", maybe(Some(self.sides(lang).as_str())).into()),
            ("left", side(|c| &c.left).into()),
            ("op", lead.comparison.as_ref().map_or("", |c| c.op).into()),
            ("right", side(|c| &c.right).into()),
            ("difference", side(|c| &c.difference).into()),
            ("copied_in", copied.filter(|month| *month != told.month).map_or_else(String::new, one).into()),
            ("copied_from", copied.map(Month::previous).map_or_else(String::new, one).into()),
            ("cause", lead.cause.map_or("", |cause| cause.words(lang)).into()),
            ("suspects", suspects.into()),
            ("sure", sure.into()),
            ("linked", (mended + related).into()),
            ("mended", mended.into()),
            ("related", related.into()),
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

/// A suspect; its sheet where that is not the one it is told of. What it may have to be has the sign of a percentage: a
/// cell may hold it either way.
fn suspect(catalog: &Catalog, suspect: &Suspect, told: &Place) -> Value {
    let cell = suspect.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let is_far = suspect.place.sheet != told.sheet || suspect.place.file != told.file;
    let sheet = suspect.place.sheet.as_deref().filter(|_| is_far).unwrap_or_default();
    let percent = catalog.indicators.get(&suspect.indicator).is_some_and(|indicator| indicator.unit == "%");
    let sign = if percent && !suspect.repair.is_empty() { "%" } else { "" };
    let pairs: Vec<(&str, Value)> = vec![
        ("sheet", mark::quote(sheet).into()),
        ("cell", mark::quote(&cell).into()),
        ("raw", mark::quote(&suspect.raw).into()),
        ("repair", mark::quote(&format!("{}{sign}", suspect.repair)).into()),
    ];
    Value::from_pairs(pairs)
}
