//! Real tables, set as the typesetter sets them: merged heads repeated on each page, rows that are not broken, group rows,
//! notes; and what stands at the foot.

use super::DocxError;
use super::body::{Body, Piece, run};
use super::measure::{PORTRAIT, signed, tenths, twips, width};
use super::style::{self, exact, hex};
use crate::document::{Align, Band, CellContent, Column, FormBlock, Row, RowKind, Table, TableCell, plain_text};
use crate::render::xlsx::{HeadCell, head_cells, head_depth};
use crate::typeset::TableCut;
use docx_rs::{
    AlignmentType, BorderType, Paragraph, Run, Shading, ShdType, SpecialIndentType, Tab, TabValueType, TableBorder,
    TableBorderPosition, TableBorders, TableCell as Cell, TableCellBorder, TableCellBorderPosition, TableCellBorders,
    TableCellMargins, TableLayoutType, TablePositionProperty, TableRow, VAlignType, VMergeType, WidthType,
};

/// Eighths of a point: the rules above and below a table, under its heads, between rows.
const THICK: usize = 10;
const MIDDLE: usize = 5;
const THIN: usize = 3;
/// Those of what stands at the foot: the first and the last, between them (7.4.1).
const FOOT_THICK: usize = 8;
const FOOT_THIN: usize = 6;
/// Half points of what stands above the grid, and of notes.
const UNIT: u32 = 19;
const NOTE: u32 = 18;

/// How a table is set: half points, twentieths of a point.
pub(super) struct Plan {
    size: u32,
    widths: Vec<u32>,
    /// Above and below the words of a row, and beside them.
    air: u32,
    pad: u32,
}

impl Plan {
    #[allow(clippy::float_arithmetic)] // Geometry.
    fn of(cut: &TableCut) -> Self {
        let widths = cut.widths.iter().map(|width| twips(*width)).collect();
        let size = twips(cut.size) / 10;
        Self { size, widths, air: twips(cut.size * cut.air / 2.0), pad: size * 3 }
    }

    /// Words in the size of the table, in lines of 1.3 of it.
    fn paragraph(&self, style: &str) -> Paragraph {
        Paragraph::new().style(style).line_spacing(exact(signed(self.size * 13)))
    }
}

impl Body<'_> {
    /// `titled`: its title stands above it already, as that of its annex.
    pub(super) fn table(&mut self, no: usize, table: &Table, titled: bool) {
        let cuts = self.choices.tables(no, table);
        if cuts.is_empty() {
            self.lacking.push(DocxError::Table(table.id.clone()));
        }
        let titled = titled && cuts.len() == 1;
        for (table, cut) in cuts {
            if !titled {
                self.lines(style::TABLE_TITLE, &table.title);
            }
            self.cut(&table, &Plan::of(&cut));
        }
    }

    /// A table that fits its sheet.
    fn cut(&mut self, table: &Table, plan: &Plan) {
        self.above(table.block.as_ref(), &table.unit_line);
        let mut rows = self.heads(&table.columns, plan);
        rows.extend(table.under_heads.iter().map(|texts| self.under_heads(texts, plan)));
        let rights = rights(table, plan);
        for row in &table.rows {
            rows.push(if row.kind == RowKind::Group {
                self.group(row, plan)
            } else {
                self.row(row, &table.columns, &rights, plan)
            });
        }
        let (black, grey) = ("000000".to_owned(), hex(self.look.rule));
        let lines = [
            (TableBorderPosition::Top, THICK, &black),
            (TableBorderPosition::Bottom, THICK, &black),
            (TableBorderPosition::InsideH, THIN, &grey),
            (TableBorderPosition::InsideV, THIN, &grey),
        ];
        let margins = [plan.air, plan.pad, plan.air, plan.pad];
        self.put(rows, &plan.widths, borders(&lines), margins);
        for note in &table.notes {
            // A note that begins with a label hangs from it.
            let label: String = plain_text(note).chars().take(5).collect();
            let hang = label.find('：').map_or(0, |end| width(&label[..end], NOTE) + signed(NOTE * 10));
            let line = Paragraph::new().style(style::TABLE_NOTE);
            let line = line.indent(Some(hang), Some(SpecialIndentType::Hanging(hang)), None, None);
            let line = self.words(line, note, None);
            self.push(line);
        }
        self.push(Paragraph::new().style(style::GAP));
    }

    /// 表号 and what belongs to it at the right; office, period and unit on the line above the heads.
    fn above(&mut self, block: Option<&FormBlock>, unit: &str) {
        let area = self.area();
        let none = FormBlock::default();
        let FormBlock { lines, office, period } = block.unwrap_or(&none);
        let widest = lines.iter().map(|line| tenths(line) * UNIT).max().unwrap_or(0);
        for line in lines {
            // A character more: what stands in for 宋体 may be a little wider.
            let left = signed(area.saturating_sub(widest + UNIT * 10));
            let line = Paragraph::new().style(style::TABLE_BLOCK).add_run(run(line));
            self.push(line.indent(Some(left), None, None, None));
        }
        if office.is_empty() && period.is_empty() {
            if !unit.is_empty() {
                self.push(Paragraph::new().style(style::TABLE_UNIT).add_run(run(unit)));
            }
            return;
        }
        let tab = |value, at: u32| Tab::new().val(value).pos(at as usize);
        let line = Paragraph::new().style(style::TABLE_UNIT).align(AlignmentType::Left).add_run(run(office));
        let line = line.add_tab(tab(TabValueType::Center, area / 2)).add_tab(tab(TabValueType::Right, area));
        let line = line.add_run(Run::new().add_tab()).add_run(run(period));
        self.push(line.add_run(Run::new().add_tab()).add_run(run(unit)));
    }

    /// Rows between borders; margins from the top clockwise.
    pub(super) fn put(&mut self, rows: Vec<TableRow>, widths: &[u32], borders: TableBorders, margins: [u32; 4]) {
        let total: u32 = widths.iter().sum();
        let [top, right, bottom, left] = margins.map(|margin| margin as usize);
        let table = docx_rs::Table::new(rows)
            .style(style::TABLE)
            .set_grid(widths.iter().map(|width| *width as usize).collect())
            .width(total as usize, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(docx_rs::TableAlignmentType::Center)
            .margins(TableCellMargins::new().margin(top, right, bottom, left))
            .set_borders(borders);
        self.pieces.push(Piece::Table(Box::new(table)));
    }

    pub(super) fn shade(&self) -> Shading {
        Shading::new().shd_type(ShdType::Clear).color("auto").fill(hex(self.look.fill))
    }

    /// Heads of several levels: neighbours under the same upper head share a cell, a short path reaches down.
    fn heads(&self, columns: &[Column], plan: &Plan) -> Vec<TableRow> {
        let cells = head_cells(columns);
        let depth = head_depth(columns);
        let row = |level| {
            let mut row: Vec<Cell> = Vec::new();
            let mut at = 0;
            while at < columns.len() {
                let covers = |cell: &&HeadCell| {
                    (cell.rows.0..=cell.rows.1).contains(&level) && (cell.columns.0..=cell.columns.1).contains(&at)
                };
                let found = cells.iter().find(covers);
                let end = found.map_or(at, |cell| cell.columns.1);
                let words = found.filter(|cell| cell.rows.0 == level).map_or("", |cell| cell.text.as_str());
                let words = plan.paragraph(style::TABLE_HEAD).add_run(sized(run(words), plan));
                let mut cell = span(plan, at, end).add_paragraph(words).shading(self.shade());
                if let Some(head) = found.filter(|head| head.rows.1 > head.rows.0) {
                    let merge = if head.rows.0 == level { VMergeType::Restart } else { VMergeType::Continue };
                    cell = cell.vertical_merge(merge);
                }
                if level + 1 == depth {
                    let below = rule(TableCellBorderPosition::Bottom, MIDDLE);
                    cell = cell.set_borders(TableCellBorders::with_empty().set(below));
                }
                row.push(cell);
                at = end + 1;
            }
            TableRow::new(row).cant_split()
        };
        (0..depth).map(row).collect()
    }

    /// A row under the heads: units, `甲 乙 1 2`.
    fn under_heads(&self, texts: &[String], plan: &Plan) -> TableRow {
        let cell = |at: usize| {
            let words = sized(run(texts.get(at).map_or("", String::as_str)), plan);
            let words = plan.paragraph(style::TABLE_HEAD).add_run(words);
            span(plan, at, at).add_paragraph(words).shading(self.shade())
        };
        TableRow::new((0..plan.widths.len()).map(cell).collect()).cant_split()
    }

    fn group(&mut self, row: &Row, plan: &Plan) -> TableRow {
        let words = row.cells.first().map_or("", |cell| cell.content.shown());
        let words = sized(run(words), plan).style(style::TOTAL_WORDS);
        let words = plan.paragraph(style::TABLE_TEXT).keep_next(true).add_run(words);
        let last = plan.widths.len().saturating_sub(1);
        TableRow::new(vec![span(plan, 0, last).add_paragraph(words).shading(self.shade())]).cant_split()
    }

    fn row(&mut self, row: &Row, columns: &[Column], rights: &[u32], plan: &Plan) -> TableRow {
        let mut cells = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let cell = row.cells.get(at);
            // A symbol stands in the middle of its column.
            let symbol = matches!(cell.map(|cell| &cell.content), Some(CellContent::Figure { value: None, .. }));
            let align = if symbol { AlignmentType::Center } else { alignment(column.align) };
            let mut words = plan.paragraph(style::TABLE_TEXT).align(align);
            if at == 0 && row.kind.indent() > 0 {
                let indent = signed(plan.size * 10) * i32::from(row.kind.indent());
                words = words.indent(Some(indent), Some(SpecialIndentType::FirstLine(0)), None, None);
            } else if let Some(right) = rights.get(at).filter(|right| **right > 0 && !symbol) {
                words = words.indent(None, None, Some(signed(*right)), None);
            }
            if let Some(cell) = cell {
                words = self.cell(words, cell, row.kind, plan);
            }
            cells.push(span(plan, at, at).add_paragraph(words));
        }
        TableRow::new(cells).cant_split()
    }

    /// The mark of a band, and the words; those of a figure between the ends of its bookmark.
    fn cell(&mut self, mut words: Paragraph, cell: &TableCell, kind: RowKind, plan: &Plan) -> Paragraph {
        if let Some(mark) = self.mark_of(cell.band) {
            words = words.add_run(sized(mark, plan));
        }
        let number = matches!(&cell.content, CellContent::Figure { value: Some(_), .. } | CellContent::Number { .. });
        let face = |run: Run| match kind {
            RowKind::Total if number => run.style(style::TOTAL_WORDS).bold(),
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

    pub(super) fn mark_of(&self, band: Band) -> Option<Run> {
        let (color, mark) = self.look.band(band)?;
        Some(Run::new().add_text(format!("{mark} ")).color(hex(color)))
    }

    /// Lines at the foot of their page, between rules of the text area's width: thick above and below, thin above the
    /// last where it `ends` the others (7.4.1); a letter has none (10.1).
    pub(super) fn at_foot(&mut self, lines: Vec<Paragraph>, ends: bool, ruled: bool) {
        let last = lines.len().saturating_sub(1);
        let row = |(no, line): (usize, Paragraph)| {
            let mut cell = Cell::new().width(PORTRAIT.area() as usize, WidthType::Dxa).add_paragraph(line);
            let mut edges = TableCellBorders::with_empty();
            if ruled && no == 0 {
                edges = edges.set(rule(TableCellBorderPosition::Top, FOOT_THICK));
            } else if ruled && ends && no == last {
                edges = edges.set(rule(TableCellBorderPosition::Top, FOOT_THIN));
            }
            if ruled && no == last {
                edges = edges.set(rule(TableCellBorderPosition::Bottom, FOOT_THICK));
            }
            cell = cell.set_borders(edges);
            TableRow::new(vec![cell]).cant_split()
        };
        let rows = lines.into_iter().enumerate().map(row).collect();
        // From the edge of the sheet: a table as wide as the text area and placed from its margin does not float in
        // LibreOffice.
        let place = TablePositionProperty::new()
            .left_from_text(0)
            .right_from_text(0)
            .vertical_anchor("margin")
            .position_y_alignment("bottom")
            .horizontal_anchor("page")
            .position_x(signed(PORTRAIT.left));
        self.put(rows, &[PORTRAIT.area()], TableBorders::with_empty(), [0; 4]);
        if let Some(Piece::Table(table)) = self.pieces.last_mut() {
            table.property = table.property.clone().position(place);
        }
    }
}

/// What numbers keep from the right edge of their column: the widest stands in its middle.
fn rights(table: &Table, plan: &Plan) -> Vec<u32> {
    let widest = |at: usize| {
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        let cells = rows.filter_map(|row| row.cells.get(at));
        cells.map(|cell| tenths(cell.content.shown()) + if cell.band == Band::None { 0 } else { 15 }).max().unwrap_or(0)
    };
    let right = |(at, column): (usize, &Column)| {
        let room = plan.widths.get(at).copied().unwrap_or(0).saturating_sub(2 * plan.pad);
        if column.align == Align::Number { room.saturating_sub(widest(at) * plan.size) / 2 } else { 0 }
    };
    table.columns.iter().enumerate().map(right).collect()
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Number => AlignmentType::Right,
    }
}

fn sized(run: Run, plan: &Plan) -> Run {
    let size = plan.size as usize;
    if size == style::WU { run } else { run.size(size) }
}

/// A cell over the columns from one to another.
fn span(plan: &Plan, from: usize, to: usize) -> Cell {
    let width: u32 = plan.widths.get(from..=to).unwrap_or_default().iter().sum();
    let cell = Cell::new().width(width as usize, WidthType::Dxa).vertical_align(VAlignType::Center);
    if to > from { cell.grid_span(to - from + 1) } else { cell }
}

fn rule(position: TableCellBorderPosition, size: usize) -> TableCellBorder {
    TableCellBorder::new(position).border_type(BorderType::Single).size(size).color("000000")
}

pub(super) fn borders(lines: &[(TableBorderPosition, usize, &String)]) -> TableBorders {
    lines.iter().fold(TableBorders::with_empty(), |borders, (position, size, color)| {
        let line = TableBorder::new(position.clone()).border_type(BorderType::Single).size(*size);
        borders.set(line.color(color.as_str()))
    })
}
