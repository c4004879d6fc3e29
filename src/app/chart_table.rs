//! The numbers behind a chart as a table of the official book, with the native chart that draws them, or the picture
//! that stands in its place.

use crate::document::{
    Align, Band, Bar, CellContent, ChartKind, ChartSpec, Column, Inline, Legend, Line, Point, ReferenceLine, Row,
    RowKind, Table, TableCell, plain_text,
};
use crate::model::{Decimal, FigureKey};
use crate::render::xlsx::{BookChart, BookChartKind};

/// Under a table whose chart is a picture, and under one that is shaded.
const NO_SUCH_KIND: &str = "本图为图片：电子表格自带的图表没有这一类型，数值见上表。";
const NO_GAPS: &str = "本图为图片：有的时间没有数据，电子表格自带的图表会画成零，数值见上表。";
const SHADED: &str = "本图即上表：单元格底色越深，数值越大。";

/// A chart on its sheet.
pub struct Sheet {
    pub table: Table,
    pub chart: Option<BookChart>,
    /// The chart is shown as a picture.
    pub pictured: bool,
}

/// The table of a chart and what draws it. Rankings become bars, trends lines, compositions stacked bars, slopes a line
/// per unit, dots marks without lines, a radar is a radar; a heat table is shaded by its values. Targets, small multiples and trends with
/// gaps are pictures, and the sheet says why.
pub fn of(spec: &ChartSpec) -> Sheet {
    let (kind, mut table, references) = parts(spec);
    let gaps = matches!(spec.kind, ChartKind::Trend { .. }) && spec.kind.points().any(|point| point.value.is_none());
    let said = match kind {
        None => Some(NO_SUCH_KIND),
        Some(BookChartKind::Shades) => Some(SHADED),
        Some(_) if gaps => Some(NO_GAPS),
        Some(_) => None,
    };
    let chart = kind.filter(|_| !gaps).map(|kind| native(spec, &table, kind, references));
    let text = |words: String| vec![Inline::Text(words)];
    if let Some(left_out) = chart.as_ref().and_then(|chart| left_out(chart, &table)) {
        table.notes.push(text(left_out));
    }
    table.notes.extend(said.map(|words| text(words.to_owned())));
    Sheet { pictured: chart.is_none(), table, chart }
}

/// The kind of its native chart, its table, and the columns of its reference lines.
fn parts(spec: &ChartSpec) -> (Option<BookChartKind>, Table, usize) {
    match &spec.kind {
        ChartKind::Ranking { bars, references } => {
            (Some(BookChartKind::Bar), with_references(ranking(spec, bars), references), references.len())
        }
        ChartKind::Trend { labels, lines, references } => {
            let table = with_references(down(spec, "时间", labels, lines), references);
            (Some(BookChartKind::Line), table, references.len())
        }
        ChartKind::Progress { bars, due_label, .. } => (None, progress(spec, bars, due_label), 0),
        ChartKind::Stacked { rows, parts, totals, whole } => {
            let total = Line { name: "合计".to_owned(), points: totals.clone(), strong: false };
            let lines: Vec<Line> = parts.iter().cloned().chain((!totals.is_empty()).then_some(total)).collect();
            (Some(BookChartKind::Stacked { whole: *whole }), down(spec, "单位", rows, &lines), 0)
        }
        ChartKind::Dots { rows, series, references } => {
            let table = with_references(down(spec, "单位", rows, series), references);
            (Some(BookChartKind::Dots), table, references.len())
        }
        ChartKind::Heat { columns, rows } => (Some(BookChartKind::Shades), across(spec, columns, rows), 0),
        ChartKind::Slope { ends, lines } => (Some(BookChartKind::Slope), across(spec, ends, lines), 0),
        ChartKind::Radar { axes, lines } => (Some(BookChartKind::Radar), down(spec, "指标", axes, lines), 0),
        ChartKind::Multiples { labels, panels, base, .. } => {
            let lines: Vec<Line> = panels.iter().chain(base).cloned().collect();
            (None, across(spec, labels, &lines), 0)
        }
    }
}

/// The last `references` columns are lines across the plot.
fn native(spec: &ChartSpec, table: &Table, kind: BookChartKind, references: usize) -> BookChart {
    let columns = table.columns.len() - references;
    // The total is no part of the whole.
    let drawn = if let ChartKind::Stacked { parts, .. } = &spec.kind { parts.len() + 1 } else { columns };
    BookChart {
        table: table.id.clone(),
        kind,
        title: plain_text(&spec.title),
        value_axis: axis(&plain_text(&spec.subtitle)),
        label_axis: if kind == BookChartKind::Line { "时间".to_owned() } else { String::new() },
        category: 0,
        values: (1..drawn).collect(),
        references: (columns..table.columns.len()).collect(),
        rows: 0..table.rows.len(),
    }
}

/// `火化率，单位：%，各单位` → `火化率（%）`
fn axis(subtitle: &str) -> String {
    let mut pieces = subtitle.split('，');
    let unit = pieces.clone().find_map(|piece| piece.strip_prefix("单位："));
    let name = pieces.next().filter(|name| !name.contains('：'));
    match (name, unit) {
        (Some(name), Some(unit)) => format!("{name}（{unit}）"),
        (_, Some(unit)) => format!("单位：{unit}"),
        (name, None) => name.unwrap_or_default().to_owned(),
    }
}

/// Who lacks a number that the chart needs: a missing number is not drawn as zero.
fn left_out(chart: &BookChart, table: &Table) -> Option<String> {
    if chart.kind == BookChartKind::Shades {
        return None;
    }
    let has = |row: &Row, at: usize| row.cells.get(at).is_some_and(is_number);
    let none = |row: &Row, at: usize| row.cells.get(at).is_none_or(|cell| cell.content.shown().is_empty());
    // Dots of one series leave the place of the others empty.
    let dots = |row: &Row| chart.kind == BookChartKind::Dots && chart.values.iter().any(|at| has(row, *at));
    let is_fine = |row: &Row, at: usize| has(row, at) || dots(row) && none(row, at);
    let lacks = |row: &&Row| chart.values.iter().any(|at| !is_fine(row, *at));
    let names: Vec<&str> =
        table.rows.iter().filter(lacks).filter_map(|row| Some(row.cells.first()?.content.shown())).collect();
    (!names.is_empty()).then(|| format!("图中未画（没有数据）：{}。", names.join("、")))
}

fn is_number(cell: &TableCell) -> bool {
    matches!(cell.content, CellContent::Figure { value: Some(_), .. } | CellContent::Number { .. })
}

/// With a column per reference line, the same in every row.
fn with_references(mut table: Table, references: &[ReferenceLine]) -> Table {
    for reference in references {
        let heads = vec![reference.label.clone()];
        table.columns.push(Column { heads, align: Align::Number, weight: 1 });
        for row in &mut table.rows {
            row.cells.push(cell(None, &reference.value.to_string(), Some(reference.value)));
        }
    }
    table
}

fn ranking(spec: &ChartSpec, bars: &[Bar]) -> Table {
    let subtitle = plain_text(&spec.subtitle);
    // `火化率，单位：%` names what is drawn.
    let named = subtitle.split_once('，').map(|(name, _)| name).filter(|name| !name.contains('：'));
    table(spec, &["单位", named.unwrap_or("数值")], bars.iter().map(|bar| row(&bar.label, vec![of_bar(bar)])).collect())
}

fn progress(spec: &ChartSpec, bars: &[Bar], due: &str) -> Table {
    let due_of = |bar: &Bar| bar.due.map_or_else(empty, |due| cell(None, &due.to_string(), Some(due)));
    let rows = bars.iter().map(|bar| row(&bar.label, vec![of_bar(bar), due_of(bar)])).collect();
    table(spec, &["目标", "完成率（%）", &format!("{due}（%）")], rows)
}

fn of_bar(bar: &Bar) -> TableCell {
    TableCell { band: bar.band, ..cell(bar.key.as_ref(), &bar.shown, bar.value) }
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
        notes: explained(&spec.legends, &rows).into_iter().collect(),
        rows,
        ..Table::default()
    }
}

/// What the symbols and marks in the cells mean.
fn explained(legends: &[Legend], rows: &[Row]) -> Option<Vec<Inline>> {
    let cells = rows.iter().flat_map(|row| row.cells.iter().skip(1));
    let texts: Vec<&str> = cells.map(|cell| cell.content.shown()).collect();
    let used = Legend::printed(legends, &texts);
    let words: Vec<Inline> = used.into_iter().flat_map(|legend| legend.words.clone()).collect();
    (!words.is_empty()).then_some(words)
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
            legends: Vec::new(),
            lines: 8,
        };
        let table = of(&spec).table;
        assert_eq!((table.short.as_str(), table.columns[1].heads[0].as_str()), ("图1", "火化率"));
        assert_eq!(table.rows[0].cells[1].content.shown(), "100.00");
        spec.title.clear();
        spec.subtitle = vec![Inline::Text("单位：%，全市".to_owned())];
        let table = of(&spec).table;
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
        let spec = |kind| ChartSpec {
            id: "c".to_owned(),
            title: Vec::new(),
            subtitle: Vec::new(),
            kind,
            legends: Vec::new(),
            lines: 8,
        };
        let units = || vec!["甲县".to_owned(), "乙县".to_owned()];
        let totals = line("", &["3", "7"]).points;
        let parts = vec![line("生活", &["1", "3"]), line("护理", &["2", "4"])];
        let made = of(&spec(ChartKind::Stacked { rows: units(), parts, totals, whole: true }));
        assert_eq!(shown(&made.table), ["单位 生活 护理 合计", "甲县 1 2 3", "乙县 3 4 7"]);
        let chart = made.chart.unwrap();
        assert_eq!((chart.kind, chart.values), (BookChartKind::Stacked { whole: true }, vec![1, 2]));
        let rows = vec![line("甲县", &["1", "…"]), line("乙县", &["3", "4"])];
        let made = of(&spec(ChartKind::Heat { columns: units(), rows: rows.clone() }));
        assert_eq!(shown(&made.table), ["单位 甲县 乙县", "甲县 1 …", "乙县 3 4"]);
        assert_eq!((made.chart.unwrap().kind, notes(&made.table)), (BookChartKind::Shades, vec![SHADED.to_owned()]));
        let ends = ["10月".to_owned(), "11月".to_owned()];
        let made = of(&spec(ChartKind::Slope { ends, lines: rows.clone() }));
        assert_eq!((made.table.rows.len(), made.chart.unwrap().kind), (2, BookChartKind::Slope));
        assert_eq!(notes(&made.table), ["图中未画（没有数据）：甲县。"]);
        let kind = ChartKind::Multiples { labels: units(), panels: rows, base: None, references: Vec::new() };
        let made = of(&spec(kind));
        assert_eq!((made.table.rows.len(), made.chart.is_none(), made.pictured), (2, true, true));
        assert_eq!(notes(&made.table), [NO_SUCH_KIND]);
    }

    fn notes(table: &Table) -> Vec<String> {
        table.notes.iter().map(|note| plain_text(note)).collect()
    }

    #[test]
    fn a_target_is_a_column_and_a_line_and_a_trend_with_a_gap_is_a_picture() {
        let trend = |shown: &[&str]| ChartSpec {
            id: "c".to_owned(),
            title: Vec::new(),
            subtitle: vec![Inline::Text("火化率，单位：%，全市".to_owned())],
            kind: ChartKind::Trend {
                labels: vec!["1月".to_owned(), "2月".to_owned()],
                lines: vec![line("全市", shown)],
                references: vec![ReferenceLine { label: "目标95%".to_owned(), value: Decimal::from(95) }],
            },
            legends: vec![Legend {
                symbol: "…".to_owned(), words: vec![Inline::Text("“…”未报。".to_owned())]
            }],
            lines: 8,
        };
        let made = of(&trend(&["90.5", "96"]));
        assert_eq!(shown(&made.table), ["时间 全市 目标95%", "1月 90.5 95", "2月 96 95"]);
        let chart = made.chart.unwrap();
        assert_eq!((chart.values, chart.references), (vec![1], vec![2]));
        assert_eq!((chart.value_axis.as_str(), chart.label_axis.as_str()), ("火化率（%）", "时间"));
        assert!(!made.pictured && made.table.notes.is_empty());
        let made = of(&trend(&["…", "96"]));
        assert!(made.pictured && made.chart.is_none());
        assert_eq!(notes(&made.table), ["“…”未报。", NO_GAPS]);
    }
}
