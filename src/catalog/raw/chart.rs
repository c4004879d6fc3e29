//! `[[charts]]` of a report as written.

use super::Name;
use crate::catalog::schema::{Key, Shape};
use serde::Deserialize;

pub(super) const CHART: &[Key] = &[
    Key::must(
        "id",
        Shape::Text,
        "键，唯一：小写字母、数字、短横；措辞里写 `::chart 键 | 标题 | 副标题`。\
         ranking、trend、progress 三幅不列也有，按 focus 画；列了以所列为准",
    ),
    Key::must(
        "kind",
        Shape::Choice(&["ranking", "trend", "progress", "stacked", "heat", "slope", "dots", "multiples"]),
        "ranking 各单位排位，带目标线和合计线；trend 合计逐期走势，带上年同期和目标线；progress 各项目标的完成、序时进度、目标；\
         stacked 各部分的构成；heat 各单位逐期数值，按大小分深浅；slope 各单位两期位次的变化；dots 各单位本期与另一个数的对比；\
         multiples 各单位逐期走势，一单位一小幅，同一尺度",
    ),
    Key::may(
        "figures",
        Shape::Pairs,
        "画什么：stacked 写二至五个能相加的，progress 不写，其余写一个、缺省为 focus；计量只用 month、ytd、stock、ratio、ratio_ytd",
    ),
    Key::may("total", Shape::Pairs, "只用于 stacked：条后印出的合计，写一个"),
    Key::may(
        "rows",
        Shape::Choice(&["units", "periods"]),
        "只用于 stacked：一条是一个单位（units，缺省），还是合计的一期（periods）",
    ),
    Key::may("whole", Shape::Boolean, "只用于 stacked：true 各条等长，看占比；缺省看数量"),
    Key::may(
        "against",
        Shape::Choice(&["before", "first", "prior", "target"]),
        "与什么比：before 上期，first 本年首期，prior 上年同期，target 各单位的目标。slope 用前两个（缺省 before），dots 四个都可以（缺省 prior）",
    ),
    Key::may(
        "periods",
        Shape::Integer,
        "只用于 trend、heat、multiples 和 rows = \"periods\"：只画最近几期，2 至 12；缺省从年初起",
    ),
    Key::may("lines", Shape::Integer, "高几行（版心一页 22 行），5 至 22；缺省按内容"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawChart {
    pub id: Name,
    pub kind: toml::Spanned<RawChartKind>,
    #[serde(default)]
    pub figures: Vec<(Name, Name)>,
    pub total: Option<toml::Spanned<Vec<(Name, Name)>>>,
    pub rows: Option<toml::Spanned<RawChartRows>>,
    pub whole: Option<toml::Spanned<bool>>,
    pub against: Option<toml::Spanned<RawChartAgainst>>,
    pub periods: Option<toml::Spanned<i64>>,
    pub lines: Option<toml::Spanned<i64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawChartKind {
    Ranking,
    Trend,
    Progress,
    Stacked,
    Heat,
    Slope,
    Dots,
    Multiples,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawChartRows {
    Units,
    Periods,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawChartAgainst {
    Before,
    First,
    Prior,
    Target,
}
