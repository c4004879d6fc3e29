//! What became of every cell of a workbook that was filled in.

use crate::model::{Cell, Decimal, FigureKey, Missing};
use crate::render::csv::{self, CsvField};
use crate::render::xlsx::Entered;

/// A cell the form binds, and what became of it.
#[derive(Clone, Debug)]
pub struct Bound {
    pub sheet: String,
    pub cell: Cell,
    pub key: FigureKey,
    /// The indicator's.
    pub name: String,
    /// What stood there.
    pub raw: String,
    /// Our figure, as in `figures.csv`.
    pub exact: String,
    /// What of it is written, in its own unit.
    pub value: Option<Decimal>,
    /// The same as the cell counts.
    pub number: Option<Decimal>,
    pub shown: String,
    pub state: State,
    /// What is held against it, or the name of its row, where that leaves it empty.
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Filled,
    /// The same number stood there already.
    Same,
    /// Another one did, and gave way.
    Replaced,
    /// Another one did, and stayed.
    Kept,
    /// A formula: it computes by itself.
    Formula,
    /// There is a figure, without a value.
    Missing(Missing),
    /// The desk has no such figure.
    NoFigure,
    /// The cell does not take the number: it is not read there, or does not come out even in its unit.
    Unwritable,
    /// Its row has the form's number and another name.
    ByNumber,
    /// A must-level finding speaks of its row or column.
    Doubted,
    /// Under a merge.
    Covered,
}

impl State {
    /// The word of the trace.
    pub fn id(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Same => "same",
            Self::Replaced => "replaced",
            Self::Kept => "kept",
            Self::Formula => "formula",
            Self::Missing(missing) => missing.id(),
            Self::NoFigure => "no_figure",
            Self::Unwritable => "unwritable",
            Self::ByNumber => "by_number",
            Self::Doubted => "doubted",
            Self::Covered => "covered",
        }
    }

    /// The message for it; none where there is nothing to do.
    pub fn message(self) -> Option<&'static str> {
        match self {
            Self::Filled | Self::Same => None,
            Self::Replaced => Some("fill.replaced"),
            Self::Kept => Some("fill.kept"),
            Self::Formula => Some("fill.formula"),
            Self::Missing(Missing::NotReported) => Some("fill.not_reported"),
            Self::Missing(Missing::NotApplicable) => Some("fill.not_applicable"),
            Self::Missing(Missing::Suppressed) => Some("fill.suppressed"),
            Self::Missing(Missing::Unreadable) => Some("fill.unreadable"),
            Self::Missing(Missing::Incomplete) => Some("fill.incomplete"),
            Self::NoFigure => Some("fill.no_figure"),
            Self::Unwritable => Some("fill.unwritable"),
            Self::ByNumber => Some("fill.by_number"),
            Self::Doubted => Some("fill.doubted"),
            Self::Covered => Some("fill.covered"),
        }
    }
}

impl Bound {
    /// What is written into the cell.
    pub fn entered(&self) -> Option<Entered> {
        let writes = matches!(self.state, State::Filled | State::Replaced);
        let value = self.number.filter(|_| writes)?;
        Some(Entered { sheet: self.sheet.clone(), cell: self.cell, value })
    }
}

const HEADER: [&str; 8] = ["sheet", "cell", "state", "figure", "value", "shown", "written", "before"];

/// A row for every bound cell: where it stands, the figure, what was written and what stood there before.
pub fn csv(cells: &[Bound]) -> Vec<u8> {
    let number = |value: Option<Decimal>| value.map_or(CsvField::Empty, |value| CsvField::number(value.normalize()));
    let row = |bound: &Bound| {
        vec![
            CsvField::text(&bound.sheet),
            CsvField::number(bound.cell),
            CsvField::number(bound.state.id()),
            CsvField::text(&bound.key),
            CsvField::number(&bound.exact),
            CsvField::text(&bound.shown),
            number(bound.entered().map(|entered| entered.value)),
            CsvField::text(&bound.raw),
        ]
    };
    csv::write(&HEADER, cells.iter().map(row))
}
