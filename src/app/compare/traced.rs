//! From a number of a comparison down to the cells of the members' returns, the rows of their files, the quotes.

use super::{CompareOptions, Run, period, set};
use crate::app::Error;
use crate::app::reading::Progress;
use crate::app::session::Options;
use crate::app::templates::{self, Standing};
use crate::model::{Figure, FigureKey, IndicatorId, Measure, Operand, RegionCode};
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
    /// Keys of others that are printed alike.
    pub others: Vec<String>,
    /// As in `trace.json`.
    pub json: Vec<u8>,
}

/// What the words of a query name.
#[derive(Default)]
struct Asked {
    member: Option<RegionCode>,
    thing: Option<IndicatorId>,
    measure: Option<Measure>,
    /// As printed.
    numbers: Vec<String>,
}

/// Whether a word is a number as it is printed: `36`, `44.23%`, `33.0张`, `200家以上`, `3.3万余人`, `2172※`.
fn is_printed(word: &str, shown: &str, unit: &str) -> bool {
    const MARKS: [char; 9] = ['余', '近', '以', '上', '※', '＊', '*', '▲', ' '];
    let is_digit = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let digits: String = word.chars().filter(is_digit).collect();
    let rest: String = word.chars().filter(|c| !is_digit(c) && *c != ',' && !MARKS.contains(c)).collect();
    digits == shown && (rest.is_empty() || rest == unit || unit.split('/').next() == Some(rest.as_str()))
}

/// Traces a number of a comparison, by its key or by words (member, what is compared, measure, the number as printed). Writes nothing.
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
        Some(key) => run.book.find(key).into_iter().collect(),
        None => run.by_words(query),
    };
    let figure = found.first().copied().ok_or_else(|| {
        let hint = format!("yuebao compare --set {} [--period P] --json", run.set.id);
        Error::new("error.figure").with("query", query.join(" ")).with("hint", hint)
    })?;
    let mut seen = BTreeSet::new();
    let tree = run.branch(figure, &mut seen);
    let json = run.pool.trace(&run.book, std::iter::once(&figure.key));
    let files: BTreeSet<&str> = json.cells.values().map(|cell| cell.file.as_str()).collect();
    let others = found.iter().skip(1).map(|other| other.key.to_string()).collect();
    Ok(TracedNumber { tree, cells: json.cells.len(), files: files.len(), others, json: json.bytes() })
}

impl Run<'_> {
    /// Words in any order: a member, what is compared, a measure, a number as it is printed. Without a measure and a
    /// number the place, or the value of those who have none.
    fn by_words(&self, query: &[&str]) -> Vec<&Figure> {
        let asked = self.asked(query);
        let all = self.figures();
        if !asked.numbers.is_empty() {
            let mut found: Vec<&Figure> = all.into_iter().filter(|figure| self.answers(&asked, figure)).collect();
            if found.is_empty() {
                found = self.pool.figures().iter().filter(|figure| self.answers(&asked, figure)).collect();
            }
            // What is compared before what was made of it.
            found.sort_by_key(|figure| figure.key.measure != Measure::Compared);
            return found;
        }
        let member = asked.member.or_else(|| self.set.focus.clone());
        let (Some(member), Some(thing)) = (member, asked.thing) else { return Vec::new() };
        let wanted = asked.measure.map_or_else(|| vec![Measure::Rank, Measure::Compared], |measure| vec![measure]);
        let of = |measure: &Measure| {
            let is_it = |figure: &&&Figure| {
                let key = &figure.key;
                key.region == member && key.indicator == thing && key.measure == *measure
            };
            all.iter().find(is_it).copied()
        };
        wanted.iter().find_map(of).into_iter().collect()
    }

    fn asked(&self, query: &[&str]) -> Asked {
        let mut asked = Asked::default();
        for word in query {
            let short = |name: &str| name.trim_end_matches(['省', '市', '州', '县', '区']) == *word;
            let member =
                self.set.members.iter().find(|one| one.id.as_str() == *word || one.name == *word || short(&one.name));
            let thing = self.set.indicators.iter().find(|one| one.id.as_str() == *word || one.name == *word);
            match (member, thing, Measure::parse(word)) {
                (Some(member), _, _) => asked.member = Some(member.id.clone()),
                (_, Some(thing), _) => asked.thing = Some(thing.id.clone()),
                (_, _, Some(measure)) => asked.measure = Some(measure),
                _ => asked.numbers.push((*word).to_owned()),
            }
        }
        asked
    }

    fn answers(&self, asked: &Asked, figure: &Figure) -> bool {
        let key = &figure.key;
        let is_it = |wanted: &Option<RegionCode>| wanted.as_ref().is_none_or(|one| *one == key.region);
        let of = |wanted: &Option<IndicatorId>| wanted.as_ref().is_none_or(|one| *one == key.indicator);
        let shown = self.book.shown(figure);
        is_it(&asked.member)
            && of(&asked.thing)
            && asked.measure.is_none_or(|measure| measure == key.measure)
            && figure.value.is_some()
            && asked.numbers.iter().all(|word| is_printed(word, &shown, &figure.unit))
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
