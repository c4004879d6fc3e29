//! A sheet with numbers put into some of its cells, the style of each kept.

use super::Fault;
use super::markup::{Edits, Kind, Tag, tags};
use super::sheet_survey::Survey;
use crate::model::{Cell, Decimal};
use std::collections::BTreeMap;

/// Numbers by row and column, from zero.
pub(super) type Numbers = BTreeMap<u32, BTreeMap<u32, Decimal>>;

#[derive(Debug, Default)]
pub(super) struct Done {
    /// The new text; nothing when it is the old one.
    pub text: Option<String>,
    /// Wanted cells that hold a formula.
    pub formulas: Vec<Cell>,
    /// There are formulas on the sheet.
    pub computes: bool,
    /// A password or none keeps people from the cells that are locked.
    pub protected: bool,
    /// The styles of the cells that were filled in.
    pub styles: BTreeMap<Cell, usize>,
}

pub(super) fn patch(text: &str, numbers: Numbers) -> Result<Done, Fault> {
    let survey = Survey::new(text, &super::formulas::Foreign::default())?;
    if !survey.has_cells && !numbers.is_empty() {
        return Err(Fault("这张工作表没有单元格"));
    }
    let mut work = Work {
        survey,
        numbers,
        edits: Edits::default(),
        row: None,
        cell: None,
        next: 0,
        arrays: Vec::new(),
        done: Done::default(),
    };
    for tag in tags(text) {
        work.tag(&tag?);
    }
    let Work { edits, mut done, .. } = work;
    done.text = (!edits.is_empty()).then(|| edits.apply(text));
    Ok(done)
}

struct Row {
    number: u32,
    wanted: BTreeMap<u32, Decimal>,
    style: Option<usize>,
    next: u32,
}

/// The cell that is being looked at, with the number it is to hold.
struct Open {
    start: usize,
    column: u32,
    /// Its tag without type, and the end that belongs to it.
    tags: (String, String),
    style: usize,
    wanted: Option<Decimal>,
    formula: bool,
}

struct Work {
    survey: Survey,
    /// Of rows that did not come yet.
    numbers: Numbers,
    edits: Edits,
    row: Option<Row>,
    cell: Option<Open>,
    next: u32,
    /// Ranges of formulas that fill many cells, of which only the first has it.
    arrays: Vec<(Cell, Cell)>,
    done: Done,
}

impl Work {
    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.local(), tag.kind) {
            ("row", Kind::Open | Kind::Empty) if tag.depth == 2 => self.begin_row(tag),
            ("row", Kind::Close) if tag.depth == 2 => self.end_row(tag.start),
            ("c", kind) if tag.depth == 3 && self.row.is_some() => self.in_cell(tag, kind),
            ("f", Kind::Open | Kind::Empty) if tag.depth == 4 => {
                self.done.computes = true;
                if let Some(cell) = &mut self.cell {
                    cell.formula = true;
                }
                let is_range = tag.attribute("t").is_some_and(|kind| matches!(kind.trim(), "array" | "dataTable"));
                self.arrays.extend(tag.attribute("ref").filter(|_| is_range).and_then(|range| corners(&range)));
            }
            ("sheetProtection", Kind::Open | Kind::Empty) if tag.depth == 1 => {
                self.done.protected = tag.attribute("sheet").is_some_and(|on| matches!(on.trim(), "1" | "true"));
            }
            ("sheetData", Kind::Close | Kind::Empty) => self.end_rows(tag),
            _ => {}
        }
    }

    fn begin_row(&mut self, tag: &Tag<'_>) {
        let said = tag.attribute("r").and_then(|row| row.trim().parse::<u32>().ok()?.checked_sub(1));
        let number = said.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let earlier: Vec<u32> = self.numbers.range(..number).map(|(row, _)| *row).collect();
        for row in earlier {
            let whole = self.new_row(row);
            self.edits.insert(tag.start, whole);
        }
        let wanted = self.numbers.remove(&number).unwrap_or_default();
        let own = tag.attribute("customFormat").is_some_and(|own| matches!(own.trim(), "1" | "true"));
        let style = tag.attribute("s").filter(|_| own).and_then(|style| style.trim().parse().ok());
        let row = Row { number, wanted, style, next: 0 };
        if tag.kind == Kind::Empty {
            if !row.wanted.is_empty() {
                let (start, end) = Tag::opened(&tag.with("spans", None));
                let cells = self.new_cells(&row, u32::MAX);
                self.edits.replace(tag.start, tag.end, format!("{start}{cells}{end}"));
            }
            return;
        }
        if !row.wanted.is_empty() {
            self.edits.replace(tag.start, tag.end, tag.with("spans", None));
        }
        self.row = Some(row);
    }

    fn in_cell(&mut self, tag: &Tag<'_>, kind: Kind) {
        if kind != Kind::Close {
            self.begin_cell(tag);
        }
        if kind != Kind::Open {
            self.end_cell(tag.end);
        }
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        let Some(mut row) = self.row.take() else { return };
        let said = tag.attribute("r").as_deref().and_then(Cell::parse).map(|cell| cell.column);
        let column = said.unwrap_or(row.next);
        row.next = column.saturating_add(1);
        let missing = self.new_cells(&row, column);
        if !missing.is_empty() {
            self.edits.insert(tag.start, missing);
            row.wanted = row.wanted.split_off(&column);
        }
        let wanted = row.wanted.remove(&column);
        let bare = tag.with("t", None);
        let tags = if tag.kind == Kind::Empty { Tag::opened(&bare) } else { (bare, format!("</{}>", tag.name())) };
        let style = tag.attribute("s").and_then(|style| style.trim().parse().ok()).unwrap_or_default();
        self.cell = Some(Open { start: tag.start, column, tags, style, wanted, formula: false });
        self.row = Some(row);
    }

    fn end_cell(&mut self, end: usize) {
        let Some(cell) = self.cell.take() else { return };
        let (Some(value), Some(row)) = (cell.wanted, &self.row) else { return };
        let at = Cell::new(row.number, cell.column);
        if cell.formula || self.is_of_array(at) {
            self.done.formulas.push(at);
            return;
        }
        self.done.styles.insert(at, cell.style);
        let (open, close) = cell.tags;
        self.edits.replace(cell.start, end, format!("{open}{}{close}", self.value(value)));
    }

    fn is_of_array(&self, at: Cell) -> bool {
        self.arrays.iter().any(|(first, last)| {
            (first.row..=last.row).contains(&at.row) && (first.column..=last.column).contains(&at.column)
        })
    }

    fn value(&self, value: Decimal) -> String {
        format!("<{p}v>{}</{p}v>", value.normalize(), p = self.survey.prefix)
    }

    fn end_row(&mut self, at: usize) {
        if let Some(row) = self.row.take() {
            let cells = self.new_cells(&row, u32::MAX);
            self.edits.insert(at, cells);
        }
    }

    /// Rows below the last there is.
    fn end_rows(&mut self, tag: &Tag<'_>) {
        let left: Vec<u32> = self.numbers.keys().copied().collect();
        let rest: String = left.into_iter().map(|row| self.new_row(row)).collect();
        if rest.is_empty() {
            return;
        }
        if tag.kind == Kind::Empty {
            let (start, end) = Tag::opened(tag.raw());
            self.edits.replace(tag.start, tag.end, format!("{start}{rest}{end}"));
        } else {
            self.edits.insert(tag.start, rest);
        }
    }

    fn new_row(&mut self, number: u32) -> String {
        let wanted = self.numbers.remove(&number).unwrap_or_default();
        let cells = self.new_cells(&Row { number, wanted, style: None, next: 0 }, u32::MAX);
        let p = &self.survey.prefix;
        format!("<{p}row r=\"{}\">{cells}</{p}row>", u64::from(number) + 1)
    }

    /// Cells that are not there, up to before a column, in the style of their row or column.
    fn new_cells(&mut self, row: &Row, end: u32) -> String {
        let mut cells = String::new();
        for (column, value) in row.wanted.range(..end) {
            let style = row.style.or_else(|| self.survey.style_of_column(*column));
            let at = Cell::new(row.number, *column);
            if self.is_of_array(at) {
                self.done.formulas.push(at);
                continue;
            }
            self.done.styles.insert(at, style.unwrap_or_default());
            let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
            let p = &self.survey.prefix;
            cells.push_str(&format!("<{p}c r=\"{at}\"{style}>{}</{p}c>", self.value(*value)));
        }
        cells
    }
}

/// `D5:D8`, or one cell.
fn corners(range: &str) -> Option<(Cell, Cell)> {
    let (first, last) = range.trim().split_once(':').unwrap_or((range.trim(), range.trim()));
    Some((Cell::parse(first)?, Cell::parse(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(rows: &str, wanted: &[(&str, &str)]) -> Done {
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let text = format!("<worksheet xmlns=\"{space}\"><sheetData>{rows}</sheetData></worksheet>");
        let mut numbers = Numbers::new();
        for (cell, value) in wanted {
            let cell = Cell::parse(cell).unwrap();
            numbers.entry(cell.row).or_default().insert(cell.column, value.parse().unwrap());
        }
        patch(&text, numbers).unwrap()
    }

    fn rows(done: &Done) -> &str {
        let text = done.text.as_deref().unwrap();
        text.split_once("<sheetData>").unwrap().1.split_once("</sheetData>").unwrap().0
    }

    #[test]
    fn a_cell_keeps_its_style_and_loses_its_text() {
        let sheet =
            "<row r=\"2\"><c r=\"A2\" s=\"3\" t=\"s\"><v>7</v></c><c r=\"B2\" s=\"4\"/><c r=\"C2\"><v>1</v></c></row>";
        let done = done(sheet, &[("A2", "1.50"), ("B2", "-2")]);
        let expected = "<row r=\"2\"><c r=\"A2\" s=\"3\"><v>1.5</v></c><c r=\"B2\" s=\"4\"><v>-2</v></c><c r=\"C2\"><v>1</v></c></row>";
        assert_eq!(rows(&done), expected);
        assert!(!done.computes && done.formulas.is_empty());
    }

    #[test]
    fn a_formula_is_left_alone_and_told() {
        let sheet = "<row r=\"1\"><c r=\"A1\"><f>B1+1</f><v>9</v></c><c r=\"B1\"/></row>";
        let done = done(sheet, &[("A1", "5"), ("B1", "6")]);
        assert_eq!(rows(&done), "<row r=\"1\"><c r=\"A1\"><f>B1+1</f><v>9</v></c><c r=\"B1\"><v>6</v></c></row>");
        assert_eq!((done.computes, done.formulas), (true, vec![Cell::parse("A1").unwrap()]));
    }

    #[test]
    fn a_cell_that_a_formula_of_another_fills_is_left_alone() {
        let sheet = "<row r=\"1\"><c r=\"A1\"><f t=\"array\" ref=\"A1:A2\">B1:B2*2</f><v>2</v></c></row>\
            <row r=\"2\"><c r=\"A2\"><v>4</v></c><c r=\"B2\" s=\"3\"/></row>";
        let done = done(sheet, &[("A1", "5"), ("A2", "6"), ("B2", "7")]);
        assert_eq!(done.formulas, ["A1", "A2"].map(|cell| Cell::parse(cell).unwrap()));
        assert!(rows(&done).ends_with("<c r=\"A2\"><v>4</v></c><c r=\"B2\" s=\"3\"><v>7</v></c></row>"));
        assert_eq!(done.styles, BTreeMap::from([(Cell::parse("B2").unwrap(), 3)]));
        assert!(!done.protected);
    }

    #[test]
    fn cells_and_rows_that_are_not_there_are_put_in_their_order() {
        let sheet = "<row r=\"2\" spans=\"2:2\" s=\"8\" customFormat=\"1\"><c r=\"B2\"/></row><row r=\"4\"/>";
        let done = done(sheet, &[("A1", "1"), ("A2", "2"), ("C2", "3"), ("A4", "4"), ("B6", "5")]);
        let expected = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
            <row r=\"2\" s=\"8\" customFormat=\"1\"><c r=\"A2\" s=\"8\"><v>2</v></c><c r=\"B2\"/><c r=\"C2\" s=\"8\"><v>3</v></c></row>\
            <row r=\"4\"><c r=\"A4\"><v>4</v></c></row><row r=\"6\"><c r=\"B6\"><v>5</v></c></row>";
        assert_eq!(rows(&done), expected);
    }

    #[test]
    fn a_sheet_nothing_is_wanted_of_is_untouched() {
        assert_eq!(done("<row r=\"1\"><c r=\"A1\"><f>1</f></c></row>", &[]).text, None);
    }
}
