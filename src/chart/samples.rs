//! Charts to test with: every kind, and what is hard about it.

use super::ChartStyle;
use crate::canvas::{Color, FontRole, Frame, TextMeasure};
use crate::document::{Band, Bar, ChartKind, ChartSpec, Inline, Line, Point, ReferenceLine};
use crate::model::FigureKey;

/// A Chinese character is an em, anything else 0.55 em.
pub(crate) struct Ems;

impl TextMeasure for Ems {
    fn width(&self, text: &str, _: FontRole, size: f64) -> f64 {
        text.chars().map(|c| if c.is_ascii() { 0.55 * size } else { size }).sum()
    }
}

pub(crate) const STYLE: ChartStyle = ChartStyle {
    main: Color::rgb(31, 78, 121),
    grey: Color::rgb(150, 150, 150),
    good: Color::rgb(60, 150, 90),
    watch: Color::rgb(230, 160, 30),
    bad: Color::rgb(192, 40, 40),
    red: Color::rgb(200, 16, 16),
    size: 9.0,
};

pub(crate) fn frame(lines: u32) -> Frame {
    Frame { x: 40.0, y: 30.0, width: 442.0, height: f64::from(lines) * 28.9 }
}

pub(crate) fn key(region: &str) -> Option<FigureKey> {
    FigureKey::parse(&format!("{region}/cremation.rate/ratio/2021-11"))
}

pub(crate) fn bar(label: &str, value: &str, band: Band, due: Option<&str>) -> Bar {
    let number = value.trim_end_matches('%').parse().ok();
    let due = due.map(|d| d.parse().unwrap());
    Bar { label: label.to_owned(), value: number, shown: value.to_owned(), key: key("411000"), band, due }
}

pub(crate) fn reference(label: &str, value: &str) -> ReferenceLine {
    ReferenceLine { label: label.to_owned(), value: value.parse().unwrap() }
}

pub(crate) fn spec(title: &str, lines: u32, kind: ChartKind) -> ChartSpec {
    let title = vec![Inline::Text(title.to_owned())];
    let subtitle = vec![Inline::Text("单位：%，按本年累计".to_owned())];
    ChartSpec { id: "c".to_owned(), title, subtitle, kind, legends: Vec::new(), lines }
}

pub(crate) fn ranking(values: &[(&str, &str)], references: Vec<ReferenceLine>) -> ChartSpec {
    let bars = values.iter().map(|(name, value)| bar(name, value, Band::None, None)).collect();
    spec("禹州市火化率居首，两地低于目标", 9, ChartKind::Ranking { bars, references })
}

pub(crate) fn nine() -> ChartSpec {
    let values = [
        ("禹州市", "98.93%"),
        ("长葛市", "98.14%"),
        ("鄢陵县", "98.14%"),
        ("襄城县", "97.02%"),
        ("魏都区", "96.41%"),
        ("建安区", "95.00%"),
        ("城乡一体化示范区", "94.99%"),
        ("经济技术开发区", "61.50%"),
        ("东城区", "…"),
    ];
    ranking(&values, vec![reference("目标95%", "95"), reference("全市96.37%", "96.37")])
}

pub(crate) fn line(name: &str, strong: bool, values: &[&str]) -> Line {
    let point = |(i, text): (usize, &&str)| Point {
        value: text.parse().ok(),
        shown: (*text).to_owned(),
        key: key("411000"),
        partial: i == 8,
    };
    Line { name: name.to_owned(), points: values.iter().enumerate().map(point).collect(), strong }
}

pub(crate) fn months(n: u32) -> Vec<String> {
    (1..=n).map(|m| format!("{m}月")).collect()
}

pub(crate) const RISING: [&str; 11] =
    ["29.51", "41.20", "55.08", "…", "70.33", "78.90", "84.15", "90.02", "93.77", "96.60", "98.14"];

pub(crate) fn trend(lines: Vec<Line>) -> ChartSpec {
    let references = vec![reference("目标95%", "95")];
    spec("全市火化率十一个月升至历年最高", 8, ChartKind::Trend { labels: months(11), lines, references })
}

pub(crate) fn three_lines() -> ChartSpec {
    let prior = ["50.10", "52.00", "55.00", "58.20", "61.00", "70.00", "80.00", "90.00", "95.10", "97.30", "97.80"];
    let low = ["20.10", "22.00", "35.00", "38.20", "31.00", "40.00", "50.00", "60.00", "65.10", "—", "—"];
    trend(vec![line("全市", true, &RISING), line("上年同期", false, &prior), line("东城区", false, &low)])
}

fn close() -> ChartSpec {
    let values = ["97.51", "97.20", "98.08", "97.90", "98.33", "98.30", "98.35", "98.02", "98.77", "98.60", "98.14"];
    let kind = ChartKind::Trend { labels: months(11), lines: vec![line("全市", true, &values)], references: vec![] };
    spec("全市火化率保持平稳", 8, kind)
}

pub(crate) fn progress() -> ChartSpec {
    let rows = [
        ("城乡居民火化率", "98.1%", Band::Good, Some("91.7")),
        ("建成乡镇（街道）未成年人保护工作站数量", "61.0%", Band::Bad, Some("91.7")),
        ("城市社区日间照料中心覆盖率", "88.0%", Band::Watch, Some("91.7")),
        ("养老服务床位新增数", "100.0%", Band::Good, Some("91.7")),
        ("孤儿基本生活费", "412.5%", Band::Good, Some("100")),
        ("农村公益性公墓建设任务完成比例及其覆盖行政村情况", "0.0%", Band::Bad, Some("50")),
        ("低保标准提高", "104.2%", Band::Good, Some("100")),
        ("特困人员集中供养率", "—", Band::Unknown, None),
        ("婚姻登记合格率", "99.9%", Band::Watch, Some("100")),
        ("社会工作站建设", "130.0%", Band::Good, None),
        ("福利彩票销售额", "93.4%", Band::Good, Some("91.7")),
    ];
    let bars = rows.into_iter().map(|(name, value, band, due)| bar(name, value, band, due)).collect();
    spec(
        "十一项目标中两项落后于进度",
        14,
        ChartKind::Progress { bars, due_label: "序时进度".to_owned(), target_label: "目标".to_owned() },
    )
}

/// Every chart of the tests, by name.
pub(crate) fn all() -> Vec<(&'static str, ChartSpec)> {
    let empty: Vec<(&str, &str)> = Vec::new();
    let missing = vec![line("全市", true, &["…"; 11])];
    let mut banded = nine();
    if let ChartKind::Ranking { bars, .. } = &mut banded.kind {
        for (bar, band) in bars.iter_mut().zip([Band::Good, Band::Good, Band::Watch].into_iter().cycle()) {
            bar.band = band;
        }
        bars[7].band = Band::Bad;
    }
    let crowded = ["95", "95.2", "96", "97.5"].map(|v| reference(&format!("某项很长的参照标准{v}%"), v)).to_vec();
    let changes = [("禹州市", "5.2"), ("长葛市", "0.3"), ("鄢陵县", "0.0"), ("襄城县", "-3.4")];
    vec![
        ("ranking", nine()),
        ("ranking-bands", banded),
        ("ranking-references", ranking(&[("禹州市", "98.1%"), ("长葛市", "97.1%")], crowded)),
        ("ranking-none", ranking(&empty, vec![])),
        ("ranking-one", ranking(&[("禹州市", "98.93%")], vec![reference("目标95%", "95")])),
        ("ranking-missing", ranking(&[("禹州市", "…"), ("长葛市", "—")], vec![])),
        ("ranking-negative", ranking(&changes, vec![])),
        ("trend", trend(vec![line("全市", true, &RISING)])),
        ("trend-three", three_lines()),
        ("trend-close", close()),
        ("trend-missing", trend(missing.clone())),
        (
            "trend-missing-free",
            spec("无数据", 8, ChartKind::Trend { labels: months(11), lines: missing, references: vec![] }),
        ),
        ("trend-none", spec("无", 8, ChartKind::Trend { labels: vec![], lines: vec![], references: vec![] })),
        (
            "trend-one",
            spec(
                "一月",
                8,
                ChartKind::Trend { labels: months(1), lines: vec![line("全市", true, &["8"])], references: vec![] },
            ),
        ),
        ("progress", progress()),
        (
            "progress-none",
            spec(
                "无",
                5,
                ChartKind::Progress {
                    bars: vec![], due_label: "序时进度".to_owned(), target_label: "目标".to_owned()
                },
            ),
        ),
    ]
}
