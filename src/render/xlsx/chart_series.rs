//! The series of native charts: what they read, and how they look in colour and in grey.

use super::chart::{BookChart, BookChartKind, font, range};
use super::number::plain_format;
use super::sheet::{column_index, index, number_of};
use crate::document::Table;
use crate::model::Decimal;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFormat, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartRange, ChartSolidFill, Color,
};
use std::cmp::Ordering;

/// One blue first: most charts have one series.
const COLORS: [u32; 4] = [0x002F_6DA8, 0x00C0_6A28, 0x005A_8F3C, 0x0080_5A9C];
/// Of a bar that lines cross: light, so that they are seen on it without colours too.
const CROSSED: u32 = 0x00BB_D2E8;
/// Lines beside the first.
const THIN: u32 = 0x0080_8080;
/// Reference lines: red, each with dashes of its own.
const REFERENCE: u32 = 0x00C0_0000;
const DASHES: [ChartLineDashType; 3] =
    [ChartLineDashType::Dash, ChartLineDashType::RoundDot, ChartLineDashType::LongDash];
/// Of a slope: who rose, who stayed, who fell.
const ROSE: (u32, f64, ChartLineDashType) = (0x001F_4E79, 2.0, ChartLineDashType::Solid);
const STAYED: (u32, f64, ChartLineDashType) = (0x0080_8080, 1.0, ChartLineDashType::Solid);
const FELL: (u32, f64, ChartLineDashType) = (0x00C6_2828, 1.5, ChartLineDashType::Dash);
/// A trend with more points than this carries no labels.
const LABELLED_POINTS: usize = 13;

/// Where a chart reads: the sheet's name and its first row of values.
pub(super) type Place<'p> = (&'p str, u32);

/// A series per column of values.
pub(super) fn add_columns(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize], place: Place<'_>) {
    let names = series_names(spec, table);
    for (i, column) in spec.values.iter().enumerate() {
        let color = COLORS[i % COLORS.len()];
        let series = chart.add_series();
        series.set_categories(&range(place, rows, spec.category)).set_values(&range(place, rows, *column));
        series.set_name(names.get(i).map_or("", String::as_str));
        match spec.kind {
            BookChartKind::Bar if spec.upright() && i == 0 => {
                series.set_gap(60).set_format(&mut filled(CROSSED));
            }
            BookChartKind::Bar => {
                series.set_gap(60).set_format(&mut part(i));
            }
            BookChartKind::Stacked { .. } => {
                series.set_gap(60).set_overlap(100).set_format(&mut part(i));
            }
            BookChartKind::Dots => {
                series.set_format(ChartFormat::new().set_line(ChartLine::new().set_hidden(true)));
                series.set_marker(&marker(DOTS[i % DOTS.len()], color, 8));
            }
            _ => {
                let line =
                    line(if i == 0 { (color, 2.25, ChartLineDashType::Solid) } else { (THIN, 1.5, dash(i - 1)) });
                series.set_format(ChartFormat::new().set_line(&line));
                series.set_marker(&marker(DOTS[i % DOTS.len()], if i == 0 { color } else { THIN }, 6));
            }
        }
        let lonely = spec.values.len() == 1 && rows.len() <= LABELLED_POINTS;
        if spec.kind == BookChartKind::Bar && !spec.upright() || spec.draws_bars_or_lines() && lonely {
            series.set_data_label(&label(spec, places(table, rows, *column)));
        }
    }
}

/// A line per column whose value is the same in every row.
pub(super) fn add_references(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize], place: Place<'_>) {
    for (i, column) in spec.references.iter().enumerate() {
        let name = table.columns.get(*column).and_then(|column| column.heads.last());
        let series = chart.add_series();
        series.set_categories(&range(place, rows, spec.category)).set_values(&range(place, rows, *column));
        series.set_name(name.map_or("", String::as_str));
        series.set_format(ChartFormat::new().set_line(&line((REFERENCE, 1.5, DASHES[i % DASHES.len()]))));
        series.set_marker(ChartMarker::new().set_none());
    }
}

/// A series per row, over the heads above the body: who rose is a solid line, who fell a dashed one, who stayed a thin
/// one; names and places stand at the ends.
pub(super) fn add_rows(chart: &mut Chart, spec: &BookChart, table: &Table, rows: &[usize], (sheet, body): Place<'_>) {
    let (Some(first), Some(last)) = (spec.values.first(), spec.values.last()) else { return };
    let heads = body.saturating_sub(1);
    let columns = (column_index(*first), column_index(*last));
    let ends = [names_at(spec, table, rows, *first), names_at(spec, table, rows, *last)];
    for (i, row) in rows.iter().enumerate() {
        let at = body + index(*row);
        let series = chart.add_series();
        series.set_categories(&ChartRange::new_from_range(sheet, heads, columns.0, heads, columns.1));
        series.set_values(&ChartRange::new_from_range(sheet, at, columns.0, at, columns.1));
        series.set_name(name_of(spec, table, *row));
        let (from, to) = (value_of(table, *row, *first), value_of(table, *row, *last));
        let look = match to.cmp(&from) {
            Ordering::Less => ROSE,
            Ordering::Equal => STAYED,
            Ordering::Greater => FELL,
        };
        series.set_format(ChartFormat::new().set_line(&line(look)));
        series.set_marker(&marker(ChartMarkerType::Circle, ROSE.0, 5));
        let sides = [ChartDataLabelPosition::Left, ChartDataLabelPosition::Right];
        let end = |(side, names): (usize, &Vec<String>)| {
            let mut label = ChartDataLabel::new();
            match names.get(i).filter(|words| !words.is_empty()) {
                Some(words) => label.set_value(words.as_str()).set_position(sides[side]).set_font(&font(9.0)),
                None => label.set_hidden(),
            };
            label
        };
        let labels: Vec<ChartDataLabel> = ends.iter().enumerate().map(end).collect();
        series.set_data_label(ChartDataLabel::new().show_value()).set_custom_data_labels(&labels);
    }
}

/// What stands at an end of each row's line: its place and its name; of rows that share a place the first has all names.
fn names_at(spec: &BookChart, table: &Table, rows: &[usize], column: usize) -> Vec<String> {
    let is_first = spec.values.first() == Some(&column);
    let words = |(i, row): (usize, &usize)| {
        let place = value_of(table, *row, column);
        let same = |other: &&usize| value_of(table, **other, column) == place;
        if rows.iter().take(i).any(|other| same(&other)) {
            return String::new();
        }
        let names: Vec<&str> = rows.iter().filter(same).map(|row| name_of(spec, table, *row)).collect();
        let (names, place) = (names.join("、"), place.map(|place| place.to_string()).unwrap_or_default());
        if is_first { format!("{names}  {place}") } else { format!("{place}  {names}") }
    };
    rows.iter().enumerate().map(words).collect()
}

fn name_of<'t>(spec: &BookChart, table: &'t Table, row: usize) -> &'t str {
    let cell = table.rows.get(row).and_then(|row| row.cells.get(spec.category));
    cell.map_or("", |cell| cell.content.shown())
}

fn value_of(table: &Table, row: usize, column: usize) -> Option<Decimal> {
    number_of(&table.rows.get(row)?.cells.get(column)?.content).map(|(_, value, _)| value)
}

fn line((color, width, dash): (u32, f64, ChartLineDashType)) -> ChartLine {
    ChartLine::new().set_color(color).set_width(width).set_dash_type(dash).clone()
}

fn dash(i: usize) -> ChartLineDashType {
    [ChartLineDashType::Solid, ChartLineDashType::Dash, ChartLineDashType::RoundDot][i % 3]
}

/// Marks of the first, second, … series of a dot plot.
const DOTS: [ChartMarkerType; 3] = [ChartMarkerType::Circle, ChartMarkerType::Diamond, ChartMarkerType::Triangle];

fn marker(kind: ChartMarkerType, color: u32, size: u8) -> ChartMarker {
    let fill = ChartSolidFill::new().set_color(Color::RGB(color)).clone();
    let mut marker = ChartMarker::new();
    marker.set_type(kind).set_size(size).set_format(ChartFormat::new().set_solid_fill(&fill));
    marker
}

/// One colour within the dark edge that all parts have.
fn filled(color: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(COLORS[0]).set_width(0.5));
    format.set_solid_fill(ChartSolidFill::new().set_color(color));
    format
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

/// Decimal places of a column's values: the most that any row prints.
fn places(table: &Table, rows: &[usize], column: usize) -> u32 {
    let of = |row: &usize| number_of(&table.rows.get(*row)?.cells.get(column)?.content).map(|(_, _, places)| places);
    rows.iter().filter_map(of).max().unwrap_or(0)
}

fn label(spec: &BookChart, places: u32) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format(plain_format(places)).set_font(&font(9.0));
    if spec.upright() {
        // At the foot of the bar, where no line crosses it.
        return label.set_position(ChartDataLabelPosition::InsideBase).clone();
    }
    label.set_position(match spec.kind {
        BookChartKind::Bar => ChartDataLabelPosition::OutsideEnd,
        _ => ChartDataLabelPosition::Above,
    });
    label
}
