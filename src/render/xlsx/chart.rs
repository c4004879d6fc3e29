//! Native charts that read the cells of their sheet.

use super::XlsxError;
use super::chart_series::{Place, add_columns, add_references, add_rows};
use super::number::float;
use super::sheet::{column_index, index, number_of};
use crate::document::{RowKind, Table};
use crate::model::Decimal;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartFont, ChartLegendPosition, ChartLine, ChartRange, ChartType,
    ConditionalFormat3ColorScale, Worksheet,
};
use std::ops::Range;
use std::sync::Arc;

/// A chart over columns of a table, placed under that table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookChart {
    /// The `id` of the table whose sheet carries the chart and whose cells it reads.
    pub table: String,
    pub kind: BookChartKind,
    pub title: String,
    /// What stands at the axis of values (`火化率（%）`) and at that of labels (`月份`); may be empty.
    pub value_axis: String,
    pub label_axis: String,
    /// The column of labels: units for a ranking, months for a trend.
    pub category: usize,
    /// The columns of values: one series each, named by its last head, or by the one above where all
    /// share the last.
    pub values: Vec<usize>,
    /// Columns whose value is the same in every row (a target, a total): lines across the plot.
    pub references: Vec<usize>,
    /// The body rows charted, in their order. Group rows and rows that lack a value are left out: a missing number is
    /// never drawn as zero. Of dots, a row with a mark in one series and nothing in another is drawn.
    pub rows: Range<usize>,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookChartKind {
    /// Lying bars, the first row on top: a ranking. With references they stand, since a line crosses only standing
    /// bars.
    Bar,
    /// Lines with marks: a trend.
    Line,
    /// Lying bars of parts, the first row on top; `whole`: all as long as the whole.
    Stacked { whole: bool },
    /// Marks without lines: values side by side.
    Dots,
    /// A line per row over the columns, one on top: places.
    Slope,
    /// A closed line per column over the rows as spokes.
    Radar,
    /// No chart: the cells are shaded by their values.
    Shades,
}

/// A picture of a chart that a workbook has no kind for, placed under the table of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPicture {
    pub table: String,
    pub png: Arc<[u8]>,
    /// In pixels of the sheet.
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

impl BookChart {
    /// Bars that stand.
    pub(super) fn upright(&self) -> bool {
        self.kind == BookChartKind::Bar && !self.references.is_empty()
    }
    pub(super) fn draws_bars_or_lines(&self) -> bool {
        matches!(self.kind, BookChartKind::Bar | BookChartKind::Line)
    }
}

const GRID: u32 = 0x00D9_D9D9;
const FACE: &str = "宋体";
/// Height in pixels of a bar chart without its bars, of one bar, and of a line chart.
const BAR_FRAME: u32 = 130;
const BAR_STEP: u32 = 26;
const LINE_HEIGHT: u32 = 340;
/// The chart and its height in pixels; nothing when no row has all its values.
pub(super) fn build(
    spec: &BookChart,
    table: &Table,
    sheet: &str,
    body: u32,
    width: u32,
) -> Result<Option<(Chart, u32)>, XlsxError> {
    let columns = table.columns.len();
    let lost = |column: &usize| *column >= columns;
    if lost(&spec.category) || spec.values.is_empty() || spec.values.iter().chain(&spec.references).any(lost) {
        let message = format!("图表“{}”所指的列在表中不存在", spec.title);
        return Err(XlsxError { sheet: sheet.to_owned(), message });
    }
    let rows = charted_rows(spec, table);
    if rows.is_empty() {
        return Ok(None);
    }
    let mut chart = match spec.kind {
        BookChartKind::Bar if spec.upright() => Chart::new_column(),
        BookChartKind::Bar => Chart::new_bar(),
        BookChartKind::Stacked { whole: true } => Chart::new(ChartType::BarPercentStacked),
        BookChartKind::Stacked { whole: false } => Chart::new(ChartType::BarStacked),
        BookChartKind::Line | BookChartKind::Dots | BookChartKind::Slope => Chart::new_line(),
        BookChartKind::Radar => Chart::new(ChartType::RadarWithMarkers),
        BookChartKind::Shades => return Ok(None),
    };
    let place = (sheet, body);
    if spec.kind == BookChartKind::Slope {
        add_rows(&mut chart, spec, table, &rows, place);
    } else {
        add_columns(&mut chart, spec, table, &rows, place);
    }
    if spec.upright() {
        let mut lines = Chart::new_line();
        add_references(&mut lines, spec, table, &rows, place);
        chart.combine(&lines);
    } else {
        add_references(&mut chart, spec, table, &rows, place);
    }
    finish(&mut chart, spec, table, &rows);
    let height = match spec.kind {
        BookChartKind::Bar if !spec.upright() => {
            BAR_FRAME + BAR_STEP * index(rows.len() * (spec.values.len() + 1) / 2).min(60)
        }
        BookChartKind::Stacked { .. } => BAR_FRAME + BAR_STEP * index(rows.len()).min(60),
        BookChartKind::Slope => BAR_FRAME + BAR_STEP * index(rows.len()).clamp(8, 40),
        _ => LINE_HEIGHT,
    };
    chart.set_width((width * 7).clamp(420, 980)).set_height(height).set_alt_text(&spec.title);
    Ok(Some((chart, height)))
}

/// Shades the cells of a heat table in three steps, from white over a light to a middle tone on which black is read.
pub(super) fn shade(sheet: &mut Worksheet, spec: &BookChart, body: u32) -> Result<(), rust_xlsxwriter::XlsxError> {
    let (Some(first), Some(last)) = (spec.values.first(), spec.values.last()) else { return Ok(()) };
    if spec.kind != BookChartKind::Shades || spec.rows.is_empty() {
        return Ok(());
    }
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum_color(SHADES[0])
        .set_midpoint_color(SHADES[1])
        .set_maximum_color(SHADES[2]);
    let (top, bottom) = (body + index(spec.rows.start), body + index(spec.rows.end) - 1);
    sheet.add_conditional_format(top, column_index(*first), bottom, column_index(*last), &scale)?;
    Ok(())
}

const SHADES: [u32; 3] = [0x00FF_FFFF, 0x00C6_D4E3, 0x007F_A3C7];

/// The rows all of whose charted values are numbers; of dots, those that say nothing else.
fn charted_rows(spec: &BookChart, table: &Table) -> Vec<usize> {
    let complete = |at: &usize| {
        table.rows.get(*at).is_some_and(|row| {
            let has = |column: &usize| row.cells.get(*column).is_some_and(|cell| number_of(&cell.content).is_some());
            let none = |column: &usize| row.cells.get(*column).is_none_or(|cell| cell.content.shown().is_empty());
            let dots = spec.kind == BookChartKind::Dots && spec.values.iter().any(has);
            let values = spec.values.iter().all(|column| has(column) || dots && none(column));
            row.kind != RowKind::Group && values && spec.references.iter().all(has)
        })
    };
    spec.rows.clone().take(table.rows.len()).filter(complete).collect()
}

/// The cells of a column in these rows: one range, or several where rows were left out.
pub(super) fn range((sheet, body): Place<'_>, rows: &[usize], column: usize) -> ChartRange {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    if let [(first, last)] = runs[..] {
        let column = column_index(column);
        return ChartRange::new_from_range(sheet, body + index(first), column, body + index(last), column);
    }
    let address = |row: usize| {
        let cell = crate::model::Cell::new(body + index(row), index(column)).to_string();
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        format!("${}${}", &cell[..digits], &cell[digits..])
    };
    let parts: Vec<String> =
        runs.iter().map(|(first, last)| format!("'{sheet}'!{}:{}", address(*first), address(*last))).collect();
    ChartRange::new_from_string(&format!("=({})", parts.join(",")))
}

pub(super) fn font(points: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FACE).set_size(points);
    font
}

/// Title, axes, legend.
fn finish(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize]) {
    chart.title().set_name(&spec.title).set_font(font(12.0).set_bold());
    if spec.kind == BookChartKind::Slope || spec.values.len() + spec.references.len() == 1 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    }
    let extent = extent(spec, table, rows);
    // The library's x axis is the lying one: of lying bars the values, of a line chart the labels.
    match spec.kind {
        BookChartKind::Bar | BookChartKind::Stacked { .. } if !spec.upright() => {
            // The first row on top; the axis of values stays below, where the last row is.
            set_labels(chart.y_axis(), spec).set_reverse().set_label_interval(1);
            chart.y_axis().set_crossing(ChartAxisCrossing::Max);
            set_values(chart.x_axis(), spec);
            // A bar's length is its value: the axis starts at zero.
            if extent.0 >= Decimal::ZERO {
                chart.x_axis().set_min(0);
            }
        }
        BookChartKind::Slope => {
            // The first place on top, clear of the axis; the places stand at the lines.
            chart.x_axis().set_font(&font(9.0));
            chart.y_axis().set_reverse().set_min(0).set_max(float(extent.1 + Decimal::ONE));
            chart.y_axis().set_hidden(true).set_major_gridlines(false);
        }
        _ => {
            set_labels(chart.x_axis(), spec).set_label_interval(1);
            if rows.len() > SIDE_BY_SIDE {
                // Names stand upright where they have no room beside one another.
                chart.x_axis().set_font(font(9.0).set_rotation(-90));
            }
            set_values(chart.y_axis(), spec);
            // From zero, unless that would leave more than half of the plot empty; bars always.
            let bars = spec.kind == BookChartKind::Bar;
            if extent.0 >= Decimal::ZERO && (bars || extent.0 + extent.0 <= extent.1) {
                chart.y_axis().set_min(0);
            }
            if !bars {
                cap(chart.y_axis(), spec, extent);
            }
        }
    }
}

/// More labels than this have no room side by side.
const SIDE_BY_SIDE: usize = 14;

fn set_labels<'a>(axis: &'a mut ChartAxis, spec: &BookChart) -> &'a mut ChartAxis {
    axis.set_font(&font(9.0));
    if !spec.label_axis.is_empty() {
        axis.set_name(&spec.label_axis).set_name_font(font(9.0).unset_bold());
    }
    axis
}

/// Shares of a whole end at a hundred. (Not of bars: beyond the longest stands its label.)
fn cap(axis: &mut ChartAxis, spec: &BookChart, extent: (Decimal, Decimal)) {
    let hundred = Decimal::ONE_HUNDRED;
    if spec.value_axis.contains('%') && extent.1 <= hundred && extent.1 + extent.1 > hundred {
        axis.set_max(100);
    }
}

fn set_values(axis: &mut ChartAxis, spec: &BookChart) {
    // Ticks are round: as many places as they need.
    axis.set_font(&font(9.0)).set_num_format("General");
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(GRID).set_width(0.5));
    if !spec.value_axis.is_empty() {
        axis.set_name(&spec.value_axis).set_name_font(font(9.0).unset_bold());
    }
}

/// The least and the greatest value drawn.
fn extent(spec: &BookChart, table: &Table, rows: &[usize]) -> (Decimal, Decimal) {
    let cells = rows.iter().filter_map(|row| table.rows.get(*row)).map(|row| &row.cells);
    let values = cells.flat_map(|cells| {
        spec.values.iter().chain(&spec.references).filter_map(|column| number_of(&cells.get(*column)?.content))
    });
    let values = values.map(|(_, value, _)| value);
    values
        .fold(None, |so_far: Option<(Decimal, Decimal)>, value| {
            Some(so_far.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        })
        .unwrap_or_default()
}
