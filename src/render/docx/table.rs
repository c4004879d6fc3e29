//! Real tables: merged heads repeated on each page, rows that are not broken, group rows, notes; and the key figures.

use super::body::{Body, Piece, run};
use super::measure::PORTRAIT;
use super::style::{self, hex};
use super::widths;
use crate::document::{Align, Band, CellContent, Column, KeyFigure, Row, RowKind, Table, TableCell, legends};
use crate::render::xlsx::{HeadCell, head_cells, head_depth};
use docx_rs::{
    AlignmentType, BorderType, Paragraph, Run, Shading, ShdType, SpecialIndentType, TableBorder, TableBorderPosition,
    TableBorders, TableCell as Cell, TableLayoutType, TablePositionProperty, TableRow, VAlignType, VMergeType,
    WidthType,
};

/// Eighths of a point: the rules above and below a table, between rows, and those of the key figures.
const THICK: usize = 10;
const THIN: usize = 4;
/// At most so many key figures in a row.
const KEY_ROW: usize = 5;

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let plan = widths::plan(table);
        self.lines(style::TABLE_TITLE, &table.title);
        if !table.unit_line.is_empty() {
            self.push(Paragraph::new().style(style::TABLE_UNIT).add_run(run(&table.unit_line)));
        }
        let mut rows = self.heads(&table.columns, &plan);
        rows.extend(table.under_heads.iter().map(|texts| self.under_heads(texts, &plan)));
        for row in &table.rows {
            rows.push(if row.kind == RowKind::Group {
                self.group(row, &plan)
            } else {
                self.row(row, &table.columns, &plan)
            });
        }
        let lines = [
            (TableBorderPosition::Top, THICK),
            (TableBorderPosition::Bottom, THICK),
            (TableBorderPosition::InsideH, THIN),
            (TableBorderPosition::InsideV, THIN),
        ];
        self.put(rows, &plan.widths, borders(&lines, "000000"));
        for note in &table.notes {
            self.lines(style::TABLE_NOTE, note);
        }
    }

    fn put(&mut self, rows: Vec<TableRow>, widths: &[u32], borders: TableBorders) {
        let total: u32 = widths.iter().sum();
        let table = docx_rs::Table::new(rows)
            .style(style::TABLE)
            .set_grid(widths.iter().map(|width| *width as usize).collect())
            .width(total as usize, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(docx_rs::TableAlignmentType::Center)
            .margins(docx_rs::TableCellMargins::new().margin(20, 60, 20, 60))
            .set_borders(borders);
        self.pieces.push(Piece::Table(Box::new(table)));
    }

    /// Heads of several levels: neighbours under the same upper head share a cell, a short path reaches down.
    fn heads(&self, columns: &[Column], plan: &widths::Plan) -> Vec<TableRow> {
        let cells = head_cells(columns);
        let fill = hex(self.look.fill);
        (0..head_depth(columns))
            .map(|level| {
                let mut row: Vec<Cell> = Vec::new();
                let mut at = 0;
                while at < columns.len() {
                    let covers = |cell: &&HeadCell| {
                        (cell.rows.0..=cell.rows.1).contains(&level) && (cell.columns.0..=cell.columns.1).contains(&at)
                    };
                    let found = cells.iter().find(covers);
                    let end = found.map_or(at, |cell| cell.columns.1);
                    let words = found.filter(|cell| cell.rows.0 == level).map_or("", |cell| cell.text.as_str());
                    let words = Paragraph::new().style(style::TABLE_HEAD).add_run(sized(run(words), plan));
                    let shade = Shading::new().shd_type(ShdType::Clear).color("auto").fill(fill.clone());
                    let mut cell = span(plan, at, end).add_paragraph(words).shading(shade);
                    if let Some(head) = found.filter(|head| head.rows.1 > head.rows.0) {
                        let merge = if head.rows.0 == level { VMergeType::Restart } else { VMergeType::Continue };
                        cell = cell.vertical_merge(merge);
                    }
                    row.push(cell);
                    at = end + 1;
                }
                TableRow::new(row).cant_split()
            })
            .collect()
    }

    /// A row under the heads: units, `甲 乙 1 2`.
    fn under_heads(&self, texts: &[String], plan: &widths::Plan) -> TableRow {
        let shade = || Shading::new().shd_type(ShdType::Clear).color("auto").fill(hex(self.look.fill));
        let cell = |at: usize| {
            let words = sized(run(texts.get(at).map_or("", String::as_str)), plan);
            let words = Paragraph::new().style(style::TABLE_HEAD).add_run(words);
            span(plan, at, at).add_paragraph(words).shading(shade())
        };
        TableRow::new((0..plan.widths.len()).map(cell).collect()).cant_split()
    }

    fn group(&mut self, row: &Row, plan: &widths::Plan) -> TableRow {
        let words = row.cells.first().map_or("", |cell| cell.content.shown());
        let words = sized(run(words), plan).style(style::TOTAL_WORDS);
        let words = Paragraph::new().style(style::TABLE_TEXT).add_run(words);
        let shade = Shading::new().shd_type(ShdType::Clear).color("auto").fill(hex(self.look.fill));
        let last = plan.widths.len().saturating_sub(1);
        TableRow::new(vec![span(plan, 0, last).add_paragraph(words).shading(shade)]).cant_split()
    }

    fn row(&mut self, row: &Row, columns: &[Column], plan: &widths::Plan) -> TableRow {
        let mut cells = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let mut words = Paragraph::new().style(style::TABLE_TEXT).align(alignment(column.align));
            if at == 0 && row.kind.indent() > 0 {
                let indent = i32::try_from(plan.size * 10).unwrap_or(0) * i32::from(row.kind.indent());
                words = words.indent(Some(indent), Some(SpecialIndentType::FirstLine(0)), None, None);
            }
            if let Some(cell) = row.cells.get(at) {
                words = self.cell(words, cell, row.kind, plan);
            }
            cells.push(span(plan, at, at).add_paragraph(words));
        }
        TableRow::new(cells).cant_split()
    }

    /// The mark of a band, and the words; those of a figure between the ends of its bookmark.
    fn cell(&mut self, mut words: Paragraph, cell: &TableCell, kind: RowKind, plan: &widths::Plan) -> Paragraph {
        if let Some(mark) = self.mark_of(cell.band) {
            words = words.add_run(sized(mark, plan));
        }
        let face = |run: Run| match kind {
            RowKind::Total | RowKind::Group => run.style(style::TOTAL_WORDS),
            RowKind::Item | RowKind::Part | RowKind::Inner(_) => run,
        };
        let shown = face(sized(run(cell.content.shown()), plan));
        match &cell.content {
            CellContent::Empty => words,
            CellContent::Figure { key, shown: text, .. } => self.figure(words, key, text, shown),
            CellContent::Text(_) | CellContent::Quote(_) | CellContent::Number { .. } => words.add_run(shown),
        }
    }

    fn mark_of(&self, band: Band) -> Option<Run> {
        let (color, mark) = self.look.band(band)?;
        Some(Run::new().add_text(format!("{mark} ")).color(hex(color)))
    }

    /// A box with a cell per figure: its name, its value, a comparison.
    pub(super) fn key_figures(&mut self, figures: &[KeyFigure]) {
        let area = self.area();
        self.push(Paragraph::new().style(style::GAP));
        for part in figures.chunks(KEY_ROW) {
            let count = u32::try_from(part.len()).unwrap_or(1).max(1);
            let widths: Vec<u32> = (0..count).map(|at| area * (at + 1) / count - area * at / count).collect();
            let mut cells = Vec::new();
            for (figure, width) in part.iter().zip(&widths) {
                let mut label = Paragraph::new().style(style::KEY_LABEL);
                if let Some(mark) = self.mark_of(figure.band) {
                    label = label.add_run(mark);
                }
                let label = label.add_run(run(&figure.label));
                let value = self.words(Paragraph::new().style(style::KEY_VALUE), &figure.value, None);
                let mut cell = Cell::new().width(*width as usize, WidthType::Dxa).vertical_align(VAlignType::Center);
                cell = cell.add_paragraph(label).add_paragraph(value);
                if !figure.note.is_empty() {
                    cell = cell.add_paragraph(self.words(Paragraph::new().style(style::KEY_NOTE), &figure.note, None));
                }
                cells.push(cell);
            }
            let lines = [
                (TableBorderPosition::Top, 8),
                (TableBorderPosition::Bottom, THIN),
                (TableBorderPosition::InsideV, THIN),
            ];
            self.put(vec![TableRow::new(cells).cant_split()], &widths, borders(&lines, &hex(self.look.red)));
            // Two tables without a paragraph between them are one.
            self.push(Paragraph::new().style(style::GAP));
        }
        for legend in legends(figures) {
            self.lines(style::TABLE_NOTE, legend);
        }
    }
}

impl Body<'_> {
    /// Lines between rules of the text area's width, at the foot of their page (7.4.1).
    pub(super) fn at_foot(&mut self, lines: Vec<Paragraph>) {
        let row = |line| {
            let cell = Cell::new().width(PORTRAIT.area() as usize, WidthType::Dxa).add_paragraph(line);
            TableRow::new(vec![cell]).cant_split()
        };
        let rows = lines.into_iter().map(row).collect();
        let lines =
            [(TableBorderPosition::Top, 8), (TableBorderPosition::Bottom, 8), (TableBorderPosition::InsideH, 6)];
        let place = TablePositionProperty::new()
            .vertical_anchor("margin")
            .position_y_alignment("bottom")
            .horizontal_anchor("margin")
            .position_x_alignment("left");
        self.put(rows, &[PORTRAIT.area()], borders(&lines, "000000"));
        if let Some(Piece::Table(table)) = self.pieces.last_mut() {
            table.property = table.property.clone().position(place).set_margins(docx_rs::TableCellMargins::new());
        }
    }
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Number => AlignmentType::Right,
    }
}

fn sized(run: Run, plan: &widths::Plan) -> Run {
    let size = plan.size as usize;
    if size == style::WU { run } else { run.size(size) }
}

/// A cell over the columns from one to another.
fn span(plan: &widths::Plan, from: usize, to: usize) -> Cell {
    let width: u32 = plan.widths.get(from..=to).unwrap_or_default().iter().sum();
    let cell = Cell::new().width(width as usize, WidthType::Dxa).vertical_align(VAlignType::Center);
    if to > from { cell.grid_span(to - from + 1) } else { cell }
}

fn borders(lines: &[(TableBorderPosition, usize)], color: &str) -> TableBorders {
    lines.iter().fold(TableBorders::with_empty(), |borders, (position, size)| {
        let line = TableBorder::new(position.clone()).border_type(BorderType::Single).size(*size).color(color);
        borders.set(line)
    })
}
