//! All that a comparison's figures lead to: the members' figures under their own keys, and the cells below them.

use crate::app::trace::{CellJson, FigureJson, TraceJson};
use crate::catalog::Catalog;
use crate::model::{FactNo, Figure, FigureKey, IndicatorId, Missing, Operand, RegionCode};
use crate::statistics::FigureBook;
use std::collections::{BTreeMap, BTreeSet};

/// Figures and cells of all members. The region of a desk's figure is written with the desk before it
/// (`xuchang-2021:411081`), and so are its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    figures: Vec<Figure>,
    /// By the text of their keys.
    known: BTreeMap<String, usize>,
    cells: Vec<(String, CellJson)>,
    numbers: BTreeMap<String, FactNo>,
    /// Cells with an open finding, and whose they are.
    doubtful: BTreeMap<FactNo, String>,
    /// Why a figure has no value, by the text of its key.
    whys: BTreeMap<String, String>,
    /// What rows of published tables are called.
    pub names: BTreeMap<IndicatorId, String>,
}

impl Pool {
    pub fn has(&self, key: &FigureKey) -> bool {
        self.known.contains_key(&key.to_string())
    }

    /// Of one key the first.
    pub fn put(&mut self, figure: Figure) {
        let id = figure.key.to_string();
        if !self.known.contains_key(&id) {
            self.known.insert(id, self.figures.len());
            self.figures.push(figure);
        }
    }

    /// The number of a cell, by which a trace refers to it.
    pub fn cell(&mut self, id: String, cell: impl FnOnce() -> CellJson) -> FactNo {
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = FactNo(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
        self.cells.push((id.clone(), cell()));
        self.numbers.insert(id, number);
        number
    }

    /// A cell that has an open finding.
    pub fn doubt(&mut self, number: FactNo, whose: String) {
        self.doubtful.insert(number, whose);
    }

    /// Why a figure has no value, where its source gives one that is not used.
    pub fn because(&mut self, key: &FigureKey, why: String) {
        self.whys.insert(key.to_string(), why);
    }

    pub fn why(&self, key: &FigureKey) -> Option<&String> {
        self.whys.get(&key.to_string())
    }

    /// Whose numbers with an open finding have entered a figure, in the order of their cells.
    pub fn doubt_of(&self, key: &FigureKey) -> Vec<String> {
        let (mut found, mut seen, mut waiting) = (BTreeSet::new(), BTreeSet::new(), vec![key.clone()]);
        while let Some(key) = waiting.pop() {
            let Some(figure) = self.find(&key).filter(|_| seen.insert(key.to_string())) else { continue };
            for operand in &figure.trace.operands {
                match operand {
                    Operand::Figure(part) => waiting.push(part.clone()),
                    Operand::Fact(number) => found.extend(self.doubtful.get_key_value(number)),
                }
            }
        }
        let mut names: Vec<String> = Vec::new();
        for (_, name) in found {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    pub fn find(&self, key: &FigureKey) -> Option<&Figure> {
        self.figures.get(*self.known.get(&key.to_string())?)
    }

    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The ids of what a figure was made from.
    pub fn operands(&self, figure: &Figure) -> Vec<String> {
        figure.trace.operands.iter().map(|operand| self.operand(operand)).collect()
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Figure(key) => key.to_string(),
            Operand::Fact(number) => self.at(*number).map(|(id, _)| id.clone()).unwrap_or_default(),
        }
    }

    /// A cell by its number.
    pub fn find_cell(&self, number: FactNo) -> Option<&CellJson> {
        self.at(number).map(|(_, cell)| cell)
    }

    fn at(&self, number: FactNo) -> Option<&(String, CellJson)> {
        self.cells.get(usize::try_from(number.0).ok()?)
    }

    /// `trace.json` of these figures, and of everything they lead to. `book` has all figures.
    pub fn trace<'k>(&self, book: &FigureBook, roots: impl Iterator<Item = &'k FigureKey>) -> TraceJson {
        let mut json = TraceJson::default();
        let mut waiting: Vec<FigureKey> = roots.cloned().collect();
        while let Some(key) = waiting.pop() {
            let id = key.to_string();
            let Some(figure) = book.find(&key).filter(|_| !json.figures.contains_key(&id)) else { continue };
            for operand in &figure.trace.operands {
                match operand {
                    Operand::Figure(key) => waiting.push(key.clone()),
                    Operand::Fact(number) => json.cells.extend(self.at(*number).cloned()),
                }
            }
            let told = FigureJson {
                formula: figure.trace.formula.clone(),
                value: figure.exact_text(),
                shown: book.shown(figure),
                unit: figure.unit.clone(),
                missing: figure.missing.map_or("", Missing::id),
                adjusted: None,
                operands: self.operands(figure),
            };
            json.figures.insert(id, told);
        }
        json
    }

    /// What a member's figure is called: of a desk, of a file, of a published table.
    pub fn name(&self, catalog: &Catalog, id: &IndicatorId) -> String {
        let known = || catalog.indicators.get(id).map(|indicator| indicator.name.clone());
        self.names.get(id).cloned().or_else(known).unwrap_or_else(|| id.to_string())
    }
}

/// The region of a desk's figure, with the desk before it.
pub(super) fn at_desk(desk: &str, region: &RegionCode) -> RegionCode {
    format!("{desk}:{region}").as_str().into()
}

/// The region without the desk.
pub(super) fn without_desk(region: &RegionCode) -> RegionCode {
    region.as_str().split_once(':').map_or_else(|| region.clone(), |(_, code)| code.into())
}
