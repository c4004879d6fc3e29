//! `indicators/<topic>.toml` as written.

use super::{Name, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

impl RawFile for RawIndicators {
    const KIND: FileKind = FileKind {
        path: "indicators/<topic>.toml",
        what: "一个业务领域的指标。",
        keys: &[
            Key::must("topic", Shape::Text, "领域的名称，印在表题中"),
            Key::must("indicators", Shape::Tables(INDICATOR), "各指标"),
        ],
    };
}

const INDICATOR: &[Key] = &[
    Key::must("id", Shape::Text, "键：小写英文、数字、下划线，以点分段（`funeral.deaths`）；唯一"),
    Key::must("name", Shape::Text, "印出的名称；在全部名称和别名中唯一"),
    Key::may("aliases", Shape::Texts, "别名；也须唯一"),
    Key::must(
        "kind",
        Shape::Choice(&["flow", "stock", "level", "ratio"]),
        "flow 流量（跨月跨区相加）、stock 存量（跨区相加）、level 标准或价格（不加）、ratio 两个指标之比",
    ),
    Key::must("unit", Shape::Text, "计量单位，须在 units.toml 中"),
    Key::may("places", Shape::Integer, "印出的小数位数；缺省 0"),
    Key::may("better", Shape::Choice(&["up", "down"]), "越高越好或越低越好；没有就不排名"),
    Key::may("numerator", Shape::Text, "ratio 的分子（名称或键），与分母同为流量或同为存量"),
    Key::may("denominator", Shape::Text, "ratio 的分母"),
    Key::may("factor", Shape::Integer, "ratio 的倍数：百分率为 100（缺省），千分率为 1000"),
    Key::may(
        "min_denominator",
        Shape::Integer,
        "ratio 且排名的：分母小于此数的单位不排位（比率照印），表下注明；缺省都排",
    ),
    Key::may("rollup", Shape::Choice(&["sum", "none"]), "各区如何得合计；缺省 sum，level 缺省 none"),
    Key::may(
        "suppress_below",
        Shape::Integer,
        "小于此数（大于零）的单位数不予公布，连同会推算出它的数；至少 3；只用于 flow、stock。见 docs/disclosure.md",
    ),
    Key::may("note", Shape::Text, "口径"),
    Key::may("codes", Shape::TextMap, "全国制度中的代码，按版本（`\"JZH-2022\" = \"JZH011212110\"`）"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawIndicators {
    pub topic: String,
    pub indicators: Vec<RawIndicator>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawIndicator {
    pub id: Name,
    pub name: Name,
    #[serde(default)]
    pub aliases: Vec<Name>,
    pub kind: toml::Spanned<RawKind>,
    pub unit: Name,
    #[serde(default)]
    pub places: i64,
    pub better: Option<RawBetter>,
    pub numerator: Option<Name>,
    pub denominator: Option<Name>,
    pub factor: Option<toml::Spanned<i64>>,
    pub min_denominator: Option<toml::Spanned<i64>>,
    pub rollup: Option<RawRollup>,
    pub suppress_below: Option<toml::Spanned<i64>>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawKind {
    Flow,
    Stock,
    Level,
    Ratio,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawBetter {
    Up,
    Down,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRollup {
    Sum,
    None,
}
