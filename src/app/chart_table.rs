//! The numbers behind a chart as a table of the official book, with the native chart that draws them.

use crate::document::{
    Align, Band, Bar, CellContent, ChartKind, ChartSpec, Column, Line, Point, Row, RowKind, Table, TableCell,
};
use crate::model::{Decimal, FigureKey};
use crate::render::xlsx::{BookChart, BookChartKind};

/// Rankings become bars, trends lines. A bullet chart has no native counterpart; its numbers stand in the target table.
pub fn of(spec: &ChartSpec) -> Option<(Table, BookChart)> {
    let (kind, table) = match &spec.kind {
        ChartKind::Ranking { bars, .. } => (BookChartKind::Bar, ranking(spec, bars)),
        ChartKind::Trend { labels, lines, .. } => (BookChartKind::Line, trend(spec, labels, lines)),
        ChartKind::Progress { .. } => return None,
    };
    let chart = BookChart {
        table: table.id.clone(),
        kind,
        title: crate::document::plain_text(&spec.title),
        unit: crate::document::plain_text(&spec.subtitle),
        category: 0,
        values: (1..table.columns.len()).collect(),
        rows: 0..table.rows.len(),
    };
    Some((table, chart))
}

fn ranking(spec: &ChartSpec, bars: &[Bar]) -> Table {
    let row = |bar: &Bar| row(&bar.label, vec![cell(bar.key.as_ref(), &bar.shown, bar.value)]);
    table(spec, &["单位", "数值"], bars.iter().map(row).collect())
}

fn trend(spec: &ChartSpec, labels: &[String], lines: &[Line]) -> Table {
    let mut heads = vec!["时间"];
    heads.extend(lines.iter().map(|line| line.name.as_str()));
    let point = |point: &Point| cell(point.key.as_ref(), &point.shown, point.value);
    let of_label = |(at, label): (usize, &String)| {
        let cells = lines.iter().map(|line| line.points.get(at).map_or_else(empty, point)).collect();
        row(label, cells)
    };
    table(spec, &heads, labels.iter().enumerate().map(of_label).collect())
}

fn table(spec: &ChartSpec, heads: &[&str], rows: Vec<Row>) -> Table {
    let column = |(at, head): (usize, &&str)| Column {
        heads: vec![(*head).to_owned()],
        align: if at == 0 { Align::Left } else { Align::Number },
        weight: 1,
    };
    Table {
        id: format!("chart-{}", spec.id),
        title: spec.title.clone(),
        short: format!("图-{}", spec.id),
        unit_line: crate::document::plain_text(&spec.subtitle),
        columns: heads.iter().enumerate().map(column).collect(),
        rows,
        notes: Vec::new(),
    }
}

fn row(label: &str, values: Vec<TableCell>) -> Row {
    let first = TableCell { content: CellContent::Text(label.to_owned()), band: Band::None };
    Row { kind: RowKind::Item, cells: std::iter::once(first).chain(values).collect() }
}

fn empty() -> TableCell {
    TableCell { content: CellContent::Empty, band: Band::None }
}

fn cell(key: Option<&FigureKey>, shown: &str, value: Option<Decimal>) -> TableCell {
    let content = match (key, value) {
        (Some(key), value) => {
            let places = value.map_or(0, |v| v.scale());
            CellContent::Figure { key: key.clone(), shown: shown.to_owned(), value, places }
        }
        (None, Some(value)) => CellContent::Number { shown: shown.to_owned(), value, places: value.scale() },
        (None, None) => CellContent::Text(shown.to_owned()),
    };
    TableCell { content, band: Band::None }
}
