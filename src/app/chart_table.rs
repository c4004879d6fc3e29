//! The numbers behind a chart as a table of the official book, with the native chart that draws them.

use crate::document::{
    Align, Band, Bar, CellContent, ChartKind, ChartSpec, Column, Line, Point, Row, RowKind, Table, TableCell,
    plain_text,
};
use crate::model::{Decimal, FigureKey};
use crate::render::xlsx::{BookChart, BookChartKind};

/// Rankings become bars, trends lines. A bullet chart has no native counterpart; its numbers stand in the target table.
pub fn of(spec: &ChartSpec) -> Option<(Table, BookChart)> {
    let (kind, table) = match &spec.kind {
        ChartKind::Ranking { bars, .. } => (BookChartKind::Bar, ranking(spec, bars)),
        ChartKind::Trend { labels, lines, .. } => (BookChartKind::Line, trend(spec, labels, lines)),
        _ => return None,
    };
    let chart = BookChart {
        table: table.id.clone(),
        kind,
        title: plain_text(&spec.title),
        unit: plain_text(&spec.subtitle),
        category: 0,
        values: (1..table.columns.len()).collect(),
        rows: 0..table.rows.len(),
    };
    Some((table, chart))
}

fn ranking(spec: &ChartSpec, bars: &[Bar]) -> Table {
    let row = |bar: &Bar| row(&bar.label, vec![cell(bar.key.as_ref(), &bar.shown, bar.value)]);
    let subtitle = plain_text(&spec.subtitle);
    // `火化率，单位：%` names what is drawn.
    let named = subtitle.split_once('，').map(|(name, _)| name).filter(|name| !name.contains('：'));
    table(spec, &["单位", named.unwrap_or("数值")], bars.iter().map(row).collect())
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
        short: tab(spec),
        block: None,
        unit_line: plain_text(&spec.subtitle),
        columns: heads.iter().enumerate().map(column).collect(),
        rows,
        ..Table::default()
    }
}

/// The number of the chart (`图1`), the name of its sheet; its id where the title has no number.
fn tab(spec: &ChartSpec) -> String {
    let title = plain_text(&spec.title);
    let number = title.split(['　', ' ']).next().unwrap_or_default();
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if number.strip_prefix('图').is_some_and(is_number) { number.to_owned() } else { format!("图-{}", spec.id) }
}

fn row(label: &str, values: Vec<TableCell>) -> Row {
    let first = TableCell { content: CellContent::Text(label.to_owned()), band: Band::None };
    Row { kind: RowKind::Item, cells: std::iter::once(first).chain(values).collect() }
}

fn empty() -> TableCell {
    TableCell { content: CellContent::Empty, band: Band::None }
}

fn cell(key: Option<&FigureKey>, shown: &str, value: Option<Decimal>) -> TableCell {
    // The unit stands above the table.
    let shown = shown.replace('%', "");
    let content = match (key, value) {
        (Some(key), value) => {
            let places = value.map_or(0, |v| v.scale());
            CellContent::Figure { key: key.clone(), shown, value, places }
        }
        (None, Some(value)) => CellContent::Number { shown, value, places: value.scale() },
        (None, None) => CellContent::Text(shown),
    };
    TableCell { content, band: Band::None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Inline;

    #[test]
    fn a_ranking_becomes_a_sheet_named_by_its_number_with_plain_values() {
        let bar = |label: &str, shown: &str, value: i64| Bar {
            label: label.to_owned(),
            value: Some(Decimal::new(value, 2)),
            shown: shown.to_owned(),
            key: None,
            band: Band::None,
            due: None,
        };
        let mut spec = ChartSpec {
            id: "ranking".to_owned(),
            title: vec![Inline::Number("图1".to_owned()), Inline::Text("　东城区居首".to_owned())],
            subtitle: vec![Inline::Text("火化率，单位：%".to_owned())],
            kind: ChartKind::Ranking { bars: vec![bar("东城区", "100.00%", 10_000)], references: Vec::new() },
            lines: 8,
        };
        let (table, _) = of(&spec).unwrap();
        assert_eq!((table.short.as_str(), table.columns[1].heads[0].as_str()), ("图1", "火化率"));
        assert_eq!(table.rows[0].cells[1].content.shown(), "100.00");
        spec.title.clear();
        spec.subtitle = vec![Inline::Text("单位：%，全市".to_owned())];
        let (table, _) = of(&spec).unwrap();
        assert_eq!((table.short.as_str(), table.columns[1].heads[0].as_str()), ("图-ranking", "数值"));
    }
}
