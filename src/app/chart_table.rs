//! The numbers behind a chart as a table of the official book, with the native chart that draws them.

use crate::document::{
    Align, Band, Bar, CellContent, ChartKind, ChartSpec, Column, Line, Point, Row, RowKind, Table, TableCell,
    plain_text,
};
use crate::model::{Decimal, FigureKey};
use crate::render::xlsx::{BookChart, BookChartKind};

/// The table of a chart, and the native chart where a workbook has one of its kind: rankings become bars, trends lines,
/// compositions stacked bars, slopes a line per unit, dots marks without lines; a heat table is shaded by its values. Small
/// multiples have their table only. The numbers of a progress chart stand in the target table.
pub fn of(spec: &ChartSpec) -> Option<(Table, Option<BookChart>)> {
    let (kind, table) = match &spec.kind {
        ChartKind::Ranking { bars, .. } => (Some(BookChartKind::Bar), ranking(spec, bars)),
        ChartKind::Trend { labels, lines, .. } => (Some(BookChartKind::Line), down(spec, "时间", labels, lines)),
        ChartKind::Progress { .. } => return None,
        ChartKind::Stacked { rows, parts, totals, whole } => {
            let total = Line { name: "合计".to_owned(), points: totals.clone(), strong: false };
            let lines: Vec<Line> = parts.iter().cloned().chain((!totals.is_empty()).then_some(total)).collect();
            (Some(BookChartKind::Stacked { whole: *whole }), down(spec, "单位", rows, &lines))
        }
        ChartKind::Dots { rows, series, .. } => (Some(BookChartKind::Dots), down(spec, "单位", rows, series)),
        ChartKind::Heat { columns, rows } => (Some(BookChartKind::Shades), across(spec, columns, rows)),
        ChartKind::Slope { ends, lines } => (Some(BookChartKind::Slope), across(spec, ends, lines)),
        ChartKind::Multiples { labels, panels, base, .. } => {
            let lines: Vec<Line> = panels.iter().chain(base).cloned().collect();
            (None, across(spec, labels, &lines))
        }
    };
    // The total is no part of the whole.
    let drawn = if let ChartKind::Stacked { parts, .. } = &spec.kind { parts.len() + 1 } else { table.columns.len() };
    let chart = kind.map(|kind| BookChart {
        table: table.id.clone(),
        kind,
        title: plain_text(&spec.title),
        unit: plain_text(&spec.subtitle),
        category: 0,
        values: (1..drawn).collect(),
        rows: 0..table.rows.len(),
    });
    Some((table, chart))
}

fn ranking(spec: &ChartSpec, bars: &[Bar]) -> Table {
    let row = |bar: &Bar| row(&bar.label, vec![cell(bar.key.as_ref(), &bar.shown, bar.value)]);
    let subtitle = plain_text(&spec.subtitle);
    // `火化率，单位：%` names what is drawn.
    let named = subtitle.split_once('，').map(|(name, _)| name).filter(|name| !name.contains('：'));
    table(spec, &["单位", named.unwrap_or("数值")], bars.iter().map(row).collect())
}

fn of_point(point: &Point) -> TableCell {
    cell(point.key.as_ref(), &point.shown, point.value)
}

/// A row per line.
fn across(spec: &ChartSpec, labels: &[String], lines: &[Line]) -> Table {
    let heads: Vec<&str> = std::iter::once("单位").chain(labels.iter().map(String::as_str)).collect();
    let cells = |line: &Line| (0..labels.len()).map(|at| line.points.get(at).map_or_else(empty, of_point)).collect();
    table(spec, &heads, lines.iter().map(|line| row(&line.name, cells(line))).collect())
}

/// A column per line.
fn down(spec: &ChartSpec, first: &str, labels: &[String], lines: &[Line]) -> Table {
    let mut heads = vec![first];
    heads.extend(lines.iter().map(|line| line.name.as_str()));
    let of_label = |(at, label): (usize, &String)| {
        let cells = lines.iter().map(|line| line.points.get(at).map_or_else(empty, of_point)).collect();
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

    fn line(name: &str, shown: &[&str]) -> Line {
        let point =
            |text: &&str| Point { value: text.parse().ok(), shown: (*text).to_owned(), key: None, partial: false };
        Line { name: name.to_owned(), points: shown.iter().map(point).collect(), strong: false }
    }

    fn shown(table: &Table) -> Vec<String> {
        let heads = table.columns.iter().map(|column| column.heads[0].as_str()).collect::<Vec<_>>().join(" ");
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.content.shown()).collect::<Vec<_>>().join(" ");
        std::iter::once(heads).chain(table.rows.iter().map(cells)).collect()
    }

    #[test]
    fn each_kind_has_its_table_and_the_native_chart_of_its_kind() {
        let spec = |kind| ChartSpec { id: "c".to_owned(), title: Vec::new(), subtitle: Vec::new(), kind, lines: 8 };
        let units = || vec!["甲县".to_owned(), "乙县".to_owned()];
        let totals = line("", &["3", "7"]).points;
        let parts = vec![line("生活", &["1", "3"]), line("护理", &["2", "4"])];
        let (table, chart) = of(&spec(ChartKind::Stacked { rows: units(), parts, totals, whole: true })).unwrap();
        assert_eq!(shown(&table), ["单位 生活 护理 合计", "甲县 1 2 3", "乙县 3 4 7"]);
        let chart = chart.unwrap();
        assert_eq!((chart.kind, chart.values), (BookChartKind::Stacked { whole: true }, vec![1, 2]));
        let rows = vec![line("甲县", &["1", "…"]), line("乙县", &["3", "4"])];
        let (table, chart) = of(&spec(ChartKind::Heat { columns: units(), rows: rows.clone() })).unwrap();
        assert_eq!(shown(&table), ["单位 甲县 乙县", "甲县 1 …", "乙县 3 4"]);
        assert_eq!(chart.unwrap().kind, BookChartKind::Shades);
        let ends = ["10月".to_owned(), "11月".to_owned()];
        let (table, chart) = of(&spec(ChartKind::Slope { ends, lines: rows.clone() })).unwrap();
        assert_eq!((table.rows.len(), chart.unwrap().kind), (2, BookChartKind::Slope));
        let kind = ChartKind::Multiples { labels: units(), panels: rows, base: None, references: Vec::new() };
        let (table, chart) = of(&spec(kind)).unwrap();
        assert_eq!((table.rows.len(), chart), (2, None));
    }
}
