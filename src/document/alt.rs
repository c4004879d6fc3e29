//! What a chart shows, in words: for readers who hear a page, and where a picture is not shown.

use super::{Bar, ChartKind, ChartSpec, Inline, Line, Point, ReferenceLine, plain_text};

/// A chart with more values than this tells of each line only where it begins and ends.
const TOLD: usize = 80;

impl ChartSpec {
    /// The kind of chart, its title and subtitle, and the printed values, in sentences:
    /// `条形图。图1　东城区居首。火化率，单位：%。东城区100.00%，禹州市98.93%。参照线：目标95%。`
    pub fn alt(&self) -> String {
        let mut sentences = vec![self.kind.name().to_owned()];
        sentences.extend([words(&self.title), words(&self.subtitle)]);
        sentences.extend(values(&self.kind));
        let references = references(&self.kind);
        if !references.is_empty() {
            let labels = references.iter().map(|reference| reference.label.as_str()).collect::<Vec<_>>();
            sentences.push(format!("参照线：{}", labels.join("，")));
        }
        let ended = |sentence: &String| {
            let sentence = sentence.trim();
            if sentence.ends_with(['。', '！', '？']) { sentence.to_owned() } else { format!("{sentence}。") }
        };
        sentences.iter().filter(|sentence| !sentence.trim().is_empty()).map(ended).collect()
    }
}

impl ChartKind {
    /// What one calls such a chart.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ranking { .. } => "条形图",
            Self::Trend { .. } => "折线图",
            Self::Progress { .. } => "进度图",
            Self::Stacked { .. } => "堆积条形图",
            Self::Heat { .. } => "分色数据表",
            Self::Slope { .. } => "位次变化图",
            Self::Dots { .. } => "点图",
            Self::Multiples { .. } => "分单位折线图",
            Self::Radar { .. } => "雷达图",
        }
    }
}

fn words(text: &[Inline]) -> String {
    plain_text(text)
}

fn references(kind: &ChartKind) -> &[ReferenceLine] {
    match kind {
        ChartKind::Ranking { references, .. }
        | ChartKind::Trend { references, .. }
        | ChartKind::Dots { references, .. }
        | ChartKind::Multiples { references, .. } => references,
        _ => &[],
    }
}

/// The values as sentences.
fn values(kind: &ChartKind) -> Vec<String> {
    let brief = kind.points().count() > TOLD;
    match kind {
        ChartKind::Ranking { bars, .. } | ChartKind::Progress { bars, .. } => {
            vec![bars.iter().map(of_bar).collect::<Vec<_>>().join("，")]
        }
        ChartKind::Trend { labels, lines, .. } => lines.iter().map(|line| course(line, labels, brief)).collect(),
        ChartKind::Heat { columns, rows } => rows.iter().map(|line| course(line, columns, brief)).collect(),
        ChartKind::Multiples { labels, panels, base, .. } => {
            panels.iter().chain(base).map(|line| course(line, labels, brief)).collect()
        }
        ChartKind::Radar { axes, lines } => lines.iter().map(|line| course(line, axes, false)).collect(),
        ChartKind::Slope { ends, lines } => lines.iter().map(|line| course(line, ends, false)).collect(),
        ChartKind::Dots { rows, series, .. } => {
            (0..rows.len()).map(|row| across(&rows[row], series, None, row)).collect()
        }
        ChartKind::Stacked { rows, parts, totals, .. } => {
            (0..rows.len()).map(|row| across(&rows[row], parts, totals.get(row), row)).collect()
        }
    }
}

fn of_bar(bar: &Bar) -> String {
    format!("{}{}", bar.label, bar.shown)
}

/// `全市：1月29.51%，2月41.20%`; in brief the ends only.
fn course(line: &Line, labels: &[String], brief: bool) -> String {
    let told = |(label, point): (&String, &Point)| format!("{label}{}", point.shown);
    let mut all = labels.iter().zip(&line.points);
    let parts: Vec<String> = if brief {
        let first = all.next();
        first.into_iter().chain(all.next_back()).map(told).collect()
    } else {
        all.map(told).collect()
    };
    format!("{}：{}", line.name, parts.join(if brief { "至" } else { "，" }))
}

/// `禹州市：本月98.93%，上年同期35.20%`
fn across(row: &str, series: &[Line], total: Option<&Point>, at: usize) -> String {
    let told = |line: &Line| Some(format!("{}{}", line.name, line.points.get(at)?.shown));
    let mut parts: Vec<String> = series.iter().filter_map(told).collect();
    parts.extend(total.map(|total| format!("合计{}", total.shown)));
    format!("{row}：{}", parts.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Band;

    fn point(shown: &str) -> Point {
        Point { value: shown.trim_end_matches('%').parse().ok(), shown: shown.to_owned(), key: None, partial: false }
    }

    fn line(name: &str, shown: &[&str]) -> Line {
        Line { name: name.to_owned(), points: shown.iter().map(|text| point(text)).collect(), strong: false }
    }

    fn alt(kind: ChartKind) -> String {
        let title = vec![Inline::Number("图1".to_owned()), Inline::Text("　东城区居首".to_owned())];
        let subtitle = vec![Inline::Text("火化率，单位：%".to_owned())];
        ChartSpec { id: "c".to_owned(), title, subtitle, kind, legends: Vec::new(), lines: 8 }.alt()
    }

    #[test]
    fn a_ranking_is_told_with_its_values_and_references() {
        let bar = |label: &str, shown: &str| Bar {
            label: label.to_owned(),
            value: None,
            shown: shown.to_owned(),
            key: None,
            band: Band::None,
            due: None,
        };
        let references = vec![ReferenceLine { label: "目标95%".to_owned(), value: 95.into() }];
        let bars = vec![bar("东城区", "100.00%"), bar("禹州市", "…")];
        let said = alt(ChartKind::Ranking { bars, references });
        assert_eq!(said, "条形图。图1　东城区居首。火化率，单位：%。东城区100.00%，禹州市…。参照线：目标95%。");
    }

    #[test]
    fn lines_are_told_point_by_point_and_many_by_their_ends() {
        let labels: Vec<String> = ["1月", "2月", "3月"].map(str::to_owned).to_vec();
        let rows = vec![line("禹州市", &["1", "…", "3"])];
        let said = alt(ChartKind::Heat { columns: labels.clone(), rows });
        assert!(said.ends_with("禹州市：1月1，2月…，3月3。"), "{said}");
        let rows = (0..30).map(|_| line("禹州市", &["1", "…", "3"])).collect();
        let said = alt(ChartKind::Heat { columns: labels, rows });
        assert!(said.ends_with("禹州市：1月1至3月3。"), "{said}");
    }

    #[test]
    fn rows_are_told_with_their_parts() {
        let rows = vec!["禹州市".to_owned()];
        let parts = vec![line("生活补贴", &["3"]), line("护理补贴", &["4"])];
        let said = alt(ChartKind::Stacked { rows, parts, totals: vec![point("7")], whole: false });
        assert!(said.ends_with("禹州市：生活补贴3，护理补贴4，合计7。"), "{said}");
    }
}
