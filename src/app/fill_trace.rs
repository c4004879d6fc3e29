//! What became of every cell of a workbook that was filled in.

use super::fill_left::Left;
use crate::finding::{Arguments, Lang, say};
use crate::ingest::visible;
use crate::model::{Cell, Decimal, FigureKey, Missing};
use crate::render::csv::{self, CsvField};
use crate::render::xlsx::Entered;

/// A cell the form binds, and what became of it.
#[derive(Clone, Debug)]
pub struct Bound {
    pub sheet: String,
    pub cell: Cell,
    pub key: FigureKey,
    /// The name of its row.
    pub label: String,
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
    /// A sign stood there for a number that was not (`—`).
    OverSign,
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
    /// Its row is of a place that is none of the desk's.
    NotOurs,
    /// The cell does not take the number: it is not read there, or does not come out even in its unit.
    Unwritable,
    /// Its row has the form's number and another name.
    ByNumber,
    /// A must-level finding speaks of its row or column.
    Doubted,
    /// Under a merge.
    Covered,
    /// A row that the form does not name, a column, a row of a part of the whole, a table below the form's.
    RowUnknown,
    ColumnUnknown,
    Subtotal,
    OtherTable,
}

impl State {
    /// The word of the trace.
    pub fn id(self) -> &'static str {
        match self {
            Self::Filled | Self::OverSign => "filled",
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
            Self::NotOurs => "not_a_unit",
            Self::RowUnknown => "row_unknown",
            Self::ColumnUnknown => "column_unknown",
            Self::Subtotal => "subtotal",
            Self::OtherTable => "other_table",
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
            Self::OverSign => Some("fill.over_sign"),
            Self::NotOurs => Some("fill.not_a_unit"),
            Self::RowUnknown => Some("fill.row_unknown"),
            Self::ColumnUnknown => Some("fill.column_unknown"),
            Self::Subtotal => Some("fill.subtotal"),
            Self::OtherTable => Some("fill.other_table"),
        }
    }

    /// A number was put into the cell.
    pub fn is_filled(self) -> bool {
        matches!(self, Self::Filled | Self::OverSign | Self::Replaced)
    }

    /// Nothing stands in the cell, and it was meant to be filled in.
    pub fn is_empty(self) -> bool {
        !self.is_filled() && !matches!(self, Self::Same | Self::Kept | Self::Formula)
    }
}

impl Bound {
    /// What is written into the cell.
    pub fn entered(&self) -> Option<Entered> {
        let value = self.number.filter(|_| self.state.is_filled())?;
        Some(Entered { sheet: self.sheet.clone(), cell: self.cell, value })
    }

    /// Why it is as it is, and what to do; nothing where there is nothing to say.
    pub fn reason(&self, lang: Lang) -> String {
        let mut arguments = Arguments::default();
        arguments.push("label", visible(&self.label));
        arguments.push("indicator", &self.name);
        arguments.push("measure", self.key.measure.name());
        arguments.push("why", visible(&self.why));
        arguments.push("raw", visible(self.raw.trim()));
        arguments.push("value", self.number.map(|number| number.to_string()).unwrap_or_default());
        let has_others = self.state == State::NoFigure && !self.why.is_empty();
        let key = if has_others { Some("fill.other_measure") } else { self.state.message() };
        key.map(|key| say(key, &arguments, lang)).unwrap_or_default()
    }
}

const HEADER: [&str; 10] =
    ["sheet", "cell", "state", "figure", "value", "shown", "written", "before", "label", "reason"];

/// A row for every bound cell: where it stands, the figure, what was written and what stood there before; and for every
/// row and column none of whose cells is bound. In the order of the cells, sheet by sheet.
pub fn csv(cells: &[Bound], left: &[Left]) -> Vec<u8> {
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
            CsvField::text(&bound.label),
            CsvField::text(bound.reason(Lang::Zh)),
        ]
    };
    let of_left = |left: &Left| {
        let place = [CsvField::text(&left.sheet), CsvField::number(left.cell), CsvField::number(left.state.id())];
        let words = [CsvField::text(&left.label), CsvField::text(left.reason(Lang::Zh))];
        place.into_iter().chain(std::iter::repeat_n(CsvField::Empty, 5)).chain(words).collect::<Vec<_>>()
    };
    let mut sheets: Vec<&str> = Vec::new();
    for sheet in cells.iter().map(|bound| &bound.sheet).chain(left.iter().map(|left| &left.sheet)) {
        if !sheets.contains(&sheet.as_str()) {
            sheets.push(sheet);
        }
    }
    let at = |sheet: &str, cell: Cell| (sheets.iter().position(|known| *known == sheet), cell.row, cell.column);
    let bound = cells.iter().map(|bound| (at(&bound.sheet, bound.cell), row(bound)));
    let alone = left.iter().filter(|left| !left.by_cells).map(|left| (at(&left.sheet, left.cell), of_left(left)));
    let mut rows: Vec<_> = bound.chain(alone).collect();
    rows.sort_by_key(|(place, _)| *place);
    csv::write(&HEADER, rows.into_iter().map(|(_, row)| row))
}
