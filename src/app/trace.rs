//! From a figure back to its cells: what `yuebao trace` prints and `trace.json` keeps.

use super::session::Session;
use crate::facts::FactTable;
use crate::model::{Fact, FactNo, Figure, FigureKey, Missing, Operand, Source, Value};
use crate::statistics::FigureBook;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All that can be traced in a run.
pub struct Numbers<'a> {
    pub book: &'a FigureBook,
    // Asked through [`Numbers::fact`] only: a cell may be withheld.
    facts: &'a FactTable,
    /// Figures made in judging targets and in wording a document.
    pub made: &'a [Figure],
    // Looked up only, never walked.
    index: HashMap<&'a FigureKey, &'a Figure>,
}

impl<'a> Numbers<'a> {
    pub fn new(book: &'a FigureBook, facts: &'a FactTable, made: &'a [Figure]) -> Self {
        Self { book, facts, made, index: made.iter().map(|figure| (&figure.key, figure)).collect() }
    }
    /// A cell as it may be printed.
    pub fn fact(&self, number: FactNo) -> Option<Cow<'a, Fact>> {
        self.book.fact(self.facts, number)
    }
    pub fn find(&self, key: &FigureKey) -> Option<&'a Figure> {
        self.book.find(key).or_else(|| self.index.get(key).copied())
    }

    /// Why a figure is printed otherwise than rounded.
    pub fn adjusted(&self, figure: &Figure) -> Option<String> {
        self.book.adjusted(&figure.key).map(Session::adjusted_words)
    }

    /// Everything these figures lead to.
    pub fn closure<'k>(&self, roots: impl Iterator<Item = &'k FigureKey>) -> Closure<'a> {
        let mut closure = Closure::default();
        let mut waiting: Vec<FigureKey> = roots.cloned().collect();
        while let Some(key) = waiting.pop() {
            let Some(figure) = self.find(&key) else { continue };
            if closure.figures.insert(key.to_string(), figure).is_some() {
                continue;
            }
            for operand in &figure.trace.operands {
                match operand {
                    Operand::Figure(key) => waiting.push(key.clone()),
                    Operand::Fact(number) => {
                        closure.facts.insert(*number);
                    }
                }
            }
        }
        closure
    }
}

/// Figures by id, and the facts under them.
#[derive(Default)]
pub struct Closure<'a> {
    pub figures: BTreeMap<String, &'a Figure>,
    pub facts: BTreeSet<FactNo>,
}

/// `2021-11/禹州 11月报表.xls#表4殡葬!D12`
pub fn cell_id(source: &Source) -> String {
    format!("{}#{}!{}", source.file, source.sheet, source.cell)
}

/// The id of a fact's cell, or of the gap where the cell should have been.
pub fn fact_id(fact: &Fact) -> String {
    match &fact.source {
        Some(source) => cell_id(source),
        None => format!("{}/{}/{}/{}#—", fact.region, fact.indicator, fact.measure, fact.month),
    }
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct FigureJson {
    pub formula: String,
    pub value: String,
    pub shown: String,
    pub unit: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub missing: &'static str,
    /// Why it is printed otherwise than rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<String>,
    pub operands: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct CellJson {
    pub file: String,
    pub sheet: String,
    pub cell: String,
    pub raw: String,
    pub value: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub missing: &'static str,
    pub sha256: String,
}

/// `trace.json`, by ids.
#[derive(Debug, Default, Serialize)]
pub(super) struct TraceJson {
    pub figures: BTreeMap<String, FigureJson>,
    pub cells: BTreeMap<String, CellJson>,
}

impl TraceJson {
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// `trace.json`: figures and cells by id.
pub fn json(closure: &Closure<'_>, numbers: &Numbers<'_>) -> Vec<u8> {
    let operand = |operand: &Operand| match operand {
        Operand::Figure(key) => key.to_string(),
        Operand::Fact(number) => numbers.fact(*number).map(|fact| fact_id(&fact)).unwrap_or_default(),
    };
    let figures = closure.figures.iter().map(|(id, figure)| {
        let json = FigureJson {
            formula: figure.trace.formula.clone(),
            value: figure.exact_text(),
            shown: numbers.book.shown(figure),
            unit: figure.unit.clone(),
            missing: figure.missing.map_or("", Missing::id),
            adjusted: numbers.adjusted(figure),
            operands: figure.trace.operands.iter().map(operand).collect(),
        };
        (id.clone(), json)
    });
    let facts = closure.facts.iter().filter_map(|number| numbers.fact(*number));
    let cells = facts.map(|fact| (fact_id(&fact), cell(&fact)));
    TraceJson { figures: figures.collect(), cells: cells.collect() }.bytes()
}

pub(super) fn cell(fact: &Fact) -> CellJson {
    let source = fact.source.as_ref();
    let text = |part: fn(&Source) -> String| source.map(part).unwrap_or_default();
    CellJson {
        file: text(|s| s.file.to_string()),
        sheet: text(|s| s.sheet.to_string()),
        cell: text(|s| s.cell.to_string()),
        raw: text(|s| s.raw.to_string()),
        value: fact.value.number().map(|n| n.normalize().to_string()).unwrap_or_default(),
        missing: match fact.value {
            Value::Number(_) => "",
            Value::Missing(reason) => reason.id(),
        },
        sha256: text(|s| s.sha256.to_string()),
    }
}
