//! Native charts that read the cells of their sheet.

use super::XlsxError;
use super::number::plain_format;
use super::sheet::{column_index, index, number_of};
use crate::document::{RowKind, Table};
use crate::model::Decimal;
use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill,
    ChartPatternFillType, ChartRange, ChartSolidFill, ChartType, Color, ConditionalFormat3ColorScale, Worksheet,
};
use std::ops::Range;

/// A chart over columns of a table, placed under that table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookChart {
    /// The `id` of the table whose sheet carries the chart and whose cells it reads.
    pub table: String,
    pub kind: BookChartKind,
    pub title: String,
    /// Of the value axis (`%`); may be empty.
    pub unit: String,
    /// The column of labels: units for a ranking, months for a trend.
    pub category: usize,
    /// The columns of values: one series each, named by its last head, or by the one above where all
    /// share the last.
    pub values: Vec<usize>,
    /// The body rows charted, in their order. Group rows and rows that lack a value are left out: a
    /// missing number is never drawn as zero.
    pub rows: Range<usize>,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookChartKind {
    /// Lying bars, the first row on top: a ranking.
    Bar,
    /// Lines with marks: a trend.
    Line,
    /// Lying bars of parts, the first row on top; `whole`: all as long as the whole.
    Stacked { whole: bool },
    /// Marks without lines: values side by side.
    Dots,
    /// A line per row over the columns, one on top: places.
    Slope,
    /// No chart: the cells are shaded by their values.
    Shades,
}

/// One blue first: most charts have one series.
const COLORS: [u32; 4] = [0x002F_6DA8, 0x00C0_6A28, 0x005A_8F3C, 0x0080_5A9C];
const GRID: u32 = 0x00D9_D9D9;
const FACE: &str = "宋体";
/// Height in pixels of a bar chart without its bars, of one bar, and of a line chart.
const BAR_FRAME: u32 = 130;
const BAR_STEP: u32 = 26;
const LINE_HEIGHT: u32 = 340;
/// A trend with more points than this carries no labels.
const LABELLED_POINTS: usize = 13;

/// The chart and its height in pixels; nothing when no row has all its values.
pub(super) fn build(
    spec: &BookChart,
    table: &Table,
    sheet: &str,
    body: u32,
    width: u32,
) -> Result<Option<(Chart, u32)>, XlsxError> {
    let columns = table.columns.len();
    if spec.category >= columns || spec.values.is_empty() || spec.values.iter().any(|value| *value >= columns) {
        let message = format!("图表“{}”所指的列在表中不存在", spec.title);
        return Err(XlsxError { sheet: sheet.to_owned(), message });
    }
    let rows = charted_rows(spec, table);
    if rows.is_empty() {
        return Ok(None);
    }
    let mut chart = match spec.kind {
        BookChartKind::Bar => Chart::new_bar(),
        BookChartKind::Stacked { whole: true } => Chart::new(ChartType::BarPercentStacked),
        BookChartKind::Stacked { whole: false } => Chart::new(ChartType::BarStacked),
        BookChartKind::Line | BookChartKind::Dots | BookChartKind::Slope => Chart::new_line(),
        BookChartKind::Shades => return Ok(None),
    };
    if spec.kind == BookChartKind::Slope {
        add_rows(&mut chart, spec, table, &rows, (sheet, body));
    } else {
        add_columns(&mut chart, spec, table, &rows, (sheet, body));
    }
    finish(&mut chart, spec, table, &rows);
    let height = match spec.kind {
        BookChartKind::Bar => BAR_FRAME + BAR_STEP * index(rows.len() * spec.values.len()).min(60),
        BookChartKind::Stacked { .. } => BAR_FRAME + BAR_STEP * index(rows.len()).min(60),
        BookChartKind::Slope => BAR_FRAME + BAR_STEP * index(rows.len()).clamp(8, 40),
        _ => LINE_HEIGHT,
    };
    chart.set_width((width * 7).clamp(420, 980)).set_height(height).set_alt_text(&spec.title);
    Ok(Some((chart, height)))
}

/// A series per column.
fn add_columns(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize], (sheet, body): (&str, u32)) {
    let names = series_names(spec, table);
    for (i, column) in spec.values.iter().enumerate() {
        let color = COLORS[i % COLORS.len()];
        let series = chart.add_series();
        series.set_categories(&range(sheet, rows, body, spec.category)).set_values(&range(sheet, rows, body, *column));
        series.set_name(names.get(i).map_or("", String::as_str));
        match spec.kind {
            BookChartKind::Bar => {
                series
                    .set_gap(60)
                    .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)));
            }
            BookChartKind::Stacked { .. } => {
                series.set_gap(60).set_overlap(100).set_format(&mut part(i));
            }
            BookChartKind::Dots => {
                series.set_format(ChartFormat::new().set_line(ChartLine::new().set_hidden(true)));
                series.set_marker(&marker(DOTS[i % DOTS.len()], color, 8));
            }
            _ => {
                series.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(color).set_width(2.0)));
                series.set_marker(&marker(ChartMarkerType::Circle, color, 6));
            }
        }
        let lonely = spec.values.len() == 1 && rows.len() <= LABELLED_POINTS;
        if spec.kind == BookChartKind::Bar || (spec.kind == BookChartKind::Line && lonely) {
            series.set_data_label(&label(spec.kind, places(table, rows, *column)));
        }
    }
}

/// A series per row, over the heads above the body.
fn add_rows(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize], (sheet, body): (&str, u32)) {
    let (Some(first), Some(last)) = (spec.values.first(), spec.values.last()) else { return };
    let (first, last) = (column_index(*first), column_index(*last));
    let heads = body.saturating_sub(1);
    for (i, row) in rows.iter().enumerate() {
        let at = body + index(*row);
        let color = COLORS[i % COLORS.len()];
        let series = chart.add_series();
        series.set_categories(&ChartRange::new_from_range(sheet, heads, first, heads, last));
        series.set_values(&ChartRange::new_from_range(sheet, at, first, at, last));
        let name = table.rows.get(*row).and_then(|row| row.cells.get(spec.category));
        series.set_name(name.map_or("", |cell| cell.content.shown()));
        let dash =
            if (i / COLORS.len()).is_multiple_of(2) { ChartLineDashType::Solid } else { ChartLineDashType::Dash };
        let line = ChartLine::new().set_color(color).set_width(1.5).set_dash_type(dash).clone();
        series.set_format(ChartFormat::new().set_line(&line));
        series.set_marker(&marker(ChartMarkerType::Circle, color, 5));
    }
}

/// Marks of the first, second, … series of a dot plot.
const DOTS: [ChartMarkerType; 3] = [ChartMarkerType::Circle, ChartMarkerType::Diamond, ChartMarkerType::Triangle];

fn marker(kind: ChartMarkerType, color: u32, size: u8) -> ChartMarker {
    let fill = ChartSolidFill::new().set_color(Color::RGB(color)).clone();
    let mut marker = ChartMarker::new();
    marker.set_type(kind).set_size(size).set_format(ChartFormat::new().set_solid_fill(&fill));
    marker
}

/// The fill of a part of a whole: dark, light and hatched, dotted, …, so that a print without colours tells them apart.
fn part(i: usize) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(COLORS[0]).set_width(0.5));
    match PATTERNS[i % PATTERNS.len()] {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(if i == 0 { COLORS[0] } else { 0x00FF_FFFF })),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(COLORS[0])
                .set_background_color(0x00FF_FFFF),
        ),
    };
    format
}

const PATTERNS: [Option<ChartPatternFillType>; 5] = [
    None,
    Some(ChartPatternFillType::DiagonalStripesLightUpwards),
    Some(ChartPatternFillType::Dotted50Percent),
    None,
    Some(ChartPatternFillType::DiagonalStripesLightDownwards),
];

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

/// What tells the series apart: their heads without those all share.
fn series_names(spec: &BookChart, table: &Table) -> Vec<String> {
    let heads: Vec<&[String]> =
        spec.values.iter().filter_map(|column| Some(&table.columns.get(*column)?.heads[..])).collect();
    let shared = |of: fn(&&[String]) -> Option<String>| {
        let first = heads.first().and_then(of);
        heads.len() > 1 && first.is_some() && heads.iter().all(|heads| heads.len() > 1 && of(heads) == first)
    };
    let last_is_shared = shared(|heads| heads.last().cloned());
    let name = |heads: &&[String]| match heads {
        [.., upper, _] if last_is_shared => upper.clone(),
        [.., last] => last.clone(),
        [] => String::new(),
    };
    heads.iter().map(name).collect()
}

/// The rows all of whose charted values are numbers.
fn charted_rows(spec: &BookChart, table: &Table) -> Vec<usize> {
    let complete = |at: &usize| {
        table.rows.get(*at).is_some_and(|row| {
            let has = |column: &usize| row.cells.get(*column).is_some_and(|cell| number_of(&cell.content).is_some());
            row.kind != RowKind::Group && spec.values.iter().all(has)
        })
    };
    spec.rows.clone().take(table.rows.len()).filter(complete).collect()
}

/// The cells of a column in these rows: one range, or several where rows were left out.
fn range(sheet: &str, rows: &[usize], body: u32, column: usize) -> ChartRange {
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

/// Decimal places of a column's values: the most that any row prints.
fn places(table: &Table, rows: &[usize], column: usize) -> u32 {
    let of = |row: &usize| number_of(&table.rows.get(*row)?.cells.get(column)?.content).map(|(_, _, places)| places);
    rows.iter().filter_map(of).max().unwrap_or(0)
}

fn font(points: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FACE).set_size(points);
    font
}

fn label(kind: BookChartKind, places: u32) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format(plain_format(places)).set_font(&font(9.0));
    label.set_position(match kind {
        BookChartKind::Bar => ChartDataLabelPosition::OutsideEnd,
        _ => ChartDataLabelPosition::Above,
    });
    label
}

/// Title, axes, legend.
fn finish(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize]) {
    chart.title().set_name(&spec.title).set_font(font(12.0).set_bold());
    if spec.values.len() == 1 && spec.kind != BookChartKind::Slope {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    }
    let extent = extent(spec, table, rows);
    // The library's x axis is the lying one: of a bar chart the values, of a line chart the labels.
    match spec.kind {
        BookChartKind::Bar | BookChartKind::Stacked { .. } => {
            // The first row on top; the axis of values stays below, where the last row is.
            chart.y_axis().set_font(&font(9.0)).set_reverse().set_label_interval(1);
            chart.y_axis().set_crossing(ChartAxisCrossing::Max);
            set_values(chart.x_axis(), spec);
            // A bar's length is its value: the axis starts at zero.
            if extent.0 >= Decimal::ZERO {
                chart.x_axis().set_min(0);
            }
        }
        BookChartKind::Slope => {
            // The first place on top.
            chart.x_axis().set_font(&font(9.0));
            chart.y_axis().set_font(&font(9.0)).set_reverse().set_min(1).set_major_unit(1);
            chart.y_axis().set_major_gridlines(false);
            chart.legend().set_position(ChartLegendPosition::Right);
        }
        _ => {
            chart.x_axis().set_font(&font(9.0));
            set_values(chart.y_axis(), spec);
            // From zero, unless that would leave more than half of the plot empty.
            if extent.0 >= Decimal::ZERO && extent.0 + extent.0 <= extent.1 {
                chart.y_axis().set_min(0);
            }
            cap(chart.y_axis(), spec, extent);
        }
    }
}

/// Shares of a whole end at a hundred. (Not of bars: beyond the longest stands its label.)
fn cap(axis: &mut ChartAxis, spec: &BookChart, extent: (Decimal, Decimal)) {
    let hundred = Decimal::ONE_HUNDRED;
    if spec.unit.contains('%') && extent.1 <= hundred && extent.1 + extent.1 > hundred {
        axis.set_max(100);
    }
}

fn set_values(axis: &mut ChartAxis, spec: &BookChart) {
    // Ticks are round: as many places as they need.
    axis.set_font(&font(9.0)).set_num_format("General");
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(GRID).set_width(0.5));
    if !spec.unit.is_empty() {
        axis.set_name(&spec.unit).set_name_font(font(9.0).unset_bold());
    }
}

/// The least and the greatest value drawn.
fn extent(spec: &BookChart, table: &Table, rows: &[usize]) -> (Decimal, Decimal) {
    let cells = rows.iter().filter_map(|row| table.rows.get(*row)).map(|row| &row.cells);
    let values =
        cells.flat_map(|cells| spec.values.iter().filter_map(|column| number_of(&cells.get(*column)?.content)));
    let values = values.map(|(_, value, _)| value);
    values
        .fold(None, |so_far: Option<(Decimal, Decimal)>, value| {
            Some(so_far.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        })
        .unwrap_or_default()
}
