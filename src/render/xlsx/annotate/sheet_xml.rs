//! A sheet with some of its cells marked, the drawing of its comments named, and what reaches out of the workbook taken
//! away. All else stays letter by letter.

use super::Fault;
use super::formulas::Foreign;
use super::markup::{Edits, Kind, Tag, tags, unescape};
use super::sheet_survey::Survey;
use super::styles::Styles;
use crate::finding::Level;
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done to a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task<'t> {
    pub marks: &'t BTreeMap<Cell, Level>,
    /// The relation of a new drawing for its comments.
    pub drawing: Option<&'t str>,
    /// Take controls and embedded objects away.
    pub strip: bool,
    pub foreign: &'t Foreign,
}

/// What was done beside the marks.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The new text; nothing when it is the old one.
    pub text: Option<String>,
    /// Cells whose formula gave way to its result.
    pub formulas: Vec<Cell>,
}

/// Elements that stand behind the drawing of comments.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

pub(super) fn patch(text: &str, survey: &Survey, task: &Task<'_>, styles: &mut Styles) -> Result<Done, Fault> {
    let mut work = Work {
        text,
        survey,
        task,
        styles,
        edits: Edits::default(),
        rows: rows(task.marks),
        row: None,
        next_row: 0,
        formula: None,
        formulas: Vec::new(),
        part: None,
        drawn: task.drawing.is_none(),
    };
    if !survey.has_cells && !task.marks.is_empty() {
        return Err(Fault("这张工作表没有单元格"));
    }
    for tag in tags(text) {
        work.tag(&tag?)?;
    }
    let Work { edits, formulas, .. } = work;
    let text = (!edits.is_empty()).then(|| edits.apply(text));
    Ok(Done { text, formulas })
}

fn is_on(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// The marks by rows and columns.
type Rows = BTreeMap<u32, BTreeMap<u32, Level>>;

fn rows(marks: &BTreeMap<Cell, Level>) -> Rows {
    let mut rows = Rows::new();
    for (cell, level) in marks {
        rows.entry(cell.row).or_default().insert(cell.column, *level);
    }
    rows
}

/// The row that is being looked at.
struct Row {
    number: u32,
    marks: BTreeMap<u32, Level>,
    /// Its own style, where it has one.
    style: Option<usize>,
    /// The style of the cell before.
    before: Option<usize>,
    next: u32,
    cell: Option<u32>,
}

struct Work<'w, 't> {
    text: &'w str,
    survey: &'w Survey,
    task: &'w Task<'t>,
    styles: &'w mut Styles,
    edits: Edits,
    /// Marks of rows that did not come yet.
    rows: Rows,
    row: Option<Row>,
    next_row: u32,
    formula: Option<(usize, usize, Option<String>)>,
    formulas: Vec<Cell>,
    /// The part of the sheet, directly below its root, that is being looked at: where it begins, and whether it goes.
    part: Option<(usize, bool)>,
    drawn: bool,
}

impl<'w> Work<'w, '_> {
    fn tag(&mut self, tag: &Tag<'w>) -> Result<(), Fault> {
        if tag.depth <= 1 {
            self.outer(tag);
        }
        match (tag.local(), tag.kind) {
            ("sheetView", Kind::Open | Kind::Empty) if is_on(tag.attribute("tabSelected")) => {
                self.edits.replace(tag.start, tag.end, tag.with("tabSelected", None));
            }
            ("sheetData", Kind::Close | Kind::Empty) => self.rest_of_rows(tag)?,
            ("row", Kind::Open | Kind::Empty) if tag.depth == 2 => self.row(tag)?,
            ("row", Kind::Close) if tag.depth == 2 => self.end_row(tag.start)?,
            ("c", Kind::Open | Kind::Empty) if tag.depth == 3 && self.row.is_some() => self.cell(tag)?,
            ("f", kind) if tag.depth == 4 && self.row.is_some() => self.formula(tag, kind),
            ("control" | "oleObject", kind) if kind != Kind::Close && self.task.strip => {
                if let Some((_, goes)) = &mut self.part {
                    *goes = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The parts of the sheet, and its end.
    fn outer(&mut self, tag: &Tag<'_>) {
        let ends = tag.depth == 0 && tag.kind == Kind::Close;
        let begins = tag.depth == 1 && tag.kind != Kind::Close;
        if !self.drawn && (ends || begins && BEHIND.contains(&tag.local())) {
            self.drawn = true;
            self.edits.insert(tag.start, self.drawing());
        }
        match tag.kind {
            Kind::Open if tag.depth == 1 => self.part = Some((tag.start, false)),
            Kind::Close if tag.depth == 1 => {
                if let Some((start, true)) = self.part.take() {
                    self.edits.remove(start, tag.end);
                }
            }
            _ => {}
        }
    }

    fn drawing(&self) -> String {
        let (p, id) = (&self.survey.prefix, self.task.drawing.unwrap_or_default());
        match &self.survey.relations {
            Some(r) => format!("<{p}legacyDrawing {r}id=\"{id}\"/>"),
            None => {
                let strict = self.survey.namespace.contains("purl.oclc.org");
                let space = super::relations_namespace(strict);
                format!("<{p}legacyDrawing xmlns:sh=\"{space}\" sh:id=\"{id}\"/>")
            }
        }
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let said = tag.attribute("r").and_then(|row| row.trim().parse::<u32>().ok()?.checked_sub(1));
        let number = said.unwrap_or(self.next_row);
        self.next_row = number.saturating_add(1);
        let earlier: Vec<u32> = self.rows.range(..number).map(|(row, _)| *row).collect();
        for row in earlier {
            let whole = self.new_row(row)?;
            self.edits.insert(tag.start, whole);
        }
        let marks = self.rows.remove(&number).unwrap_or_default();
        let style =
            tag.attribute("s").and_then(|style| style.parse().ok()).filter(|_| is_on(tag.attribute("customFormat")));
        let row = Row { number, marks, style, before: None, next: 0, cell: None };
        if tag.kind == Kind::Empty {
            if !row.marks.is_empty() {
                let (start, end) = Tag::opened(&tag.with("spans", None));
                let cells = self.new_cells(&row, u32::MAX, None)?;
                self.edits.replace(tag.start, tag.end, format!("{start}{cells}{end}"));
            }
            return Ok(());
        }
        if !row.marks.is_empty() {
            self.edits.replace(tag.start, tag.end, tag.with("spans", None));
        }
        self.row = Some(row);
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let Some(mut row) = self.row.take() else { return Ok(()) };
        let said = tag.attribute("r").as_deref().and_then(Cell::parse).map(|cell| cell.column);
        let column = said.unwrap_or(row.next);
        let style: usize = tag.attribute("s").and_then(|style| style.trim().parse().ok()).unwrap_or(0);
        let missing = self.new_cells(&row, column, Some(style))?;
        if !missing.is_empty() {
            self.edits.insert(tag.start, missing);
            row.marks = row.marks.split_off(&column);
        }
        if let Some(level) = row.marks.remove(&column) {
            let marked = self.styles.marked(style, level)?;
            self.edits.replace(tag.start, tag.end, tag.with("s", Some(&marked.to_string())));
        }
        row.before = Some(style);
        row.next = column.saturating_add(1);
        row.cell = Some(column);
        self.row = Some(row);
        Ok(())
    }

    fn formula(&mut self, tag: &Tag<'_>, kind: Kind) {
        let shared = tag.attribute("si");
        let (start, end, shared) = match kind {
            Kind::Open => {
                self.formula = Some((tag.start, tag.end, shared));
                return;
            }
            Kind::Empty => (tag.start, tag.end, shared),
            Kind::Close => self.formula.take().unwrap_or((tag.start, tag.start, None)),
        };
        let until = if kind == Kind::Close { tag.start } else { end };
        let words = unescape(self.text.get(end..until).unwrap_or_default());
        let foreign = self.task.foreign.is_in(&words) || shared.is_some_and(|si| self.survey.foreign.contains(&si));
        if foreign {
            self.edits.remove(start, tag.end);
            let cell = self.row.as_ref().and_then(|row| Some(Cell::new(row.number, row.cell?)));
            self.formulas.extend(cell);
        }
    }

    fn end_row(&mut self, at: usize) -> Result<(), Fault> {
        if let Some(row) = self.row.take() {
            let cells = self.new_cells(&row, u32::MAX, None)?;
            self.edits.insert(at, cells);
        }
        Ok(())
    }

    /// Rows below the last there is.
    fn rest_of_rows(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        let left: Vec<u32> = self.rows.keys().copied().collect();
        let mut rest = String::new();
        for row in left {
            rest.push_str(&self.new_row(row)?);
        }
        if rest.is_empty() {
            return Ok(());
        }
        if tag.kind == Kind::Empty {
            let (start, end) = Tag::opened(tag.raw());
            self.edits.replace(tag.start, tag.end, format!("{start}{rest}{end}"));
        } else {
            self.edits.insert(tag.start, rest);
        }
        Ok(())
    }

    fn new_row(&mut self, number: u32) -> Result<String, Fault> {
        let marks = self.rows.remove(&number).unwrap_or_default();
        let row = Row { number, marks, style: None, before: None, next: 0, cell: None };
        let cells = self.new_cells(&row, u32::MAX, None)?;
        let p = &self.survey.prefix;
        Ok(format!("<{p}row r=\"{}\">{cells}</{p}row>", u64::from(number) + 1))
    }

    /// Cells that are not there, up to before a column: in the style of their row, their column or a neighbour.
    fn new_cells(&mut self, row: &Row, end: u32, after: Option<usize>) -> Result<String, Fault> {
        let columns: BTreeSet<(u32, Level)> = row.marks.range(..end).map(|(column, level)| (*column, *level)).collect();
        let mut cells = String::new();
        for (column, level) in columns {
            let of_column = self.survey.style_of_column(column);
            let style = row.style.or(of_column).or(row.before).or(after).unwrap_or(0);
            let marked = self.styles.marked(style, level)?;
            let at = Cell::new(row.number, column);
            cells.push_str(&format!("<{}c r=\"{at}\" s=\"{marked}\"/>", self.survey.prefix));
        }
        Ok(cells)
    }
}
