//! From a number of a comparison down to the cells of the members' returns, the rows of their files, the quotes.

use super::{CompareOptions, Run, period, set};
use crate::app::Error;
use crate::app::reading::Progress;
use crate::app::session::Options;
use crate::app::templates::{self, Standing};
use crate::model::{Figure, FigureKey, Measure, Operand};
use std::collections::BTreeSet;

/// A number, and what it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    pub name: String,
    /// As printed, with its unit.
    pub value: String,
    /// The formula, or where the cell is and what it holds.
    pub words: Vec<String>,
    pub is_cell: bool,
    /// Empty where it has been told before.
    pub below: Vec<Branch>,
}

/// One number's way down.
#[derive(Clone, Debug)]
pub struct TracedNumber {
    pub tree: Branch,
    pub cells: usize,
    pub files: usize,
    /// As in `trace.json`.
    pub json: Vec<u8>,
}

/// Traces a number of a comparison, by its key or by words (member, what is compared, measure). Writes nothing.
///
/// # Errors
/// As [`super::compare`]; no such number.
pub fn compare_trace(
    options: &Options,
    wanted: &CompareOptions,
    query: &[&str],
    progress: &dyn Progress,
) -> Result<TracedNumber, Error> {
    let by_id = query.first().and_then(|one| FigureKey::parse(one)).filter(|_| query.len() == 1);
    let said = wanted.period.as_deref().map(period).transpose()?;
    let Standing { catalog, home, .. } = templates::standing_templates(options)?;
    let set = set::find(&catalog, &home, &wanted.set)?;
    let run = Run::new(options, (&catalog, &home), set, said, progress)?;
    let found = match &by_id {
        Some(key) => run.book.find(key),
        None => run.by_words(query),
    };
    let figure = found.ok_or_else(|| {
        let hint = format!("yuebao compare --set {} [--period P] --json", run.set.id);
        Error::new("error.figure").with("query", query.join(" ")).with("hint", hint)
    })?;
    let mut seen = BTreeSet::new();
    let tree = run.branch(figure, &mut seen);
    let json = run.pool.trace(&run.book, std::iter::once(&figure.key));
    let files: BTreeSet<&str> = json.cells.values().map(|cell| cell.file.as_str()).collect();
    Ok(TracedNumber { tree, cells: json.cells.len(), files: files.len(), json: json.bytes() })
}

impl Run<'_> {
    /// Words in any order: a member, what is compared, a measure; the place where none is said.
    fn by_words(&self, query: &[&str]) -> Option<&Figure> {
        let is_member = |word: &str| self.set.members.iter().find(|one| one.id.as_str() == word || one.name == word);
        let is_thing = |word: &str| self.set.indicators.iter().find(|one| one.id.as_str() == word || one.name == word);
        let member = query.iter().find_map(|word| is_member(word)).map(|one| one.id.clone());
        let member = member.or_else(|| self.set.focus.clone())?;
        let thing = query.iter().find_map(|word| is_thing(word))?;
        let measure = query.iter().find_map(|word| Measure::parse(word));
        let known =
            |word: &&&str| is_member(word).is_some() || is_thing(word).is_some() || Measure::parse(word).is_some();
        if query.iter().filter(known).count() < query.len() {
            return None;
        }
        let wanted = measure.map_or_else(|| vec![Measure::Rank, Measure::Compared], |measure| vec![measure]);
        let all = self.figures();
        let of = |measure: &Measure| {
            all.iter().find(|figure| {
                let key = &figure.key;
                key.region == member && key.indicator == thing.id && key.measure == *measure
            })
        };
        wanted.iter().find_map(of).copied()
    }

    fn branch(&self, figure: &Figure, seen: &mut BTreeSet<String>) -> Branch {
        let key = &figure.key;
        let [region, indicator] = self.names(key);
        let shown = self.book.shown(figure);
        let unit = if figure.value.is_some() { figure.unit.as_str() } else { "" };
        let missing = figure.missing.map(|missing| format!(" ({missing})")).unwrap_or_default();
        let exact = figure.exact_text();
        let formula = &figure.trace.formula;
        let is_rounded = figure.value.is_some() && exact != shown;
        let words = if is_rounded { format!("{formula}  = {exact}") } else { formula.clone() };
        let is_new = seen.insert(key.to_string());
        let operands = figure.trace.operands.iter().filter(|_| is_new);
        Branch {
            name: format!("{region} {indicator}[{}] {}", key.measure.name(), key.period),
            value: format!("{shown}{unit}{missing}").trim().to_owned(),
            words: vec![words],
            is_cell: false,
            below: operands.filter_map(|operand| self.operand(operand, seen)).collect(),
        }
    }

    fn operand(&self, operand: &Operand, seen: &mut BTreeSet<String>) -> Option<Branch> {
        match operand {
            Operand::Figure(key) => Some(self.branch(self.book.find(key)?, seen)),
            Operand::Fact(number) => {
                let cell = self.pool.find_cell(*number)?;
                let hash: String = cell.sha256.chars().take(16).collect();
                let sheet = if cell.sheet.is_empty() { String::new() } else { format!("{}!", cell.sheet) };
                let words = format!("{sheet}{} “{}” sha256 {hash}…", cell.cell, cell.raw);
                let value = if cell.missing.is_empty() { cell.value.clone() } else { cell.missing.to_owned() };
                Some(Branch { name: cell.file.clone(), value, words: vec![words], is_cell: true, below: Vec::new() })
            }
        }
    }
}
