//! `desks/<id>/targets.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

impl RawFile for RawTargets {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/targets.toml",
        what: "目标：要做到多少、何时、谁负责、出处何在。`value`、`goal`、`external` 必有且只有其一。写法见 docs/targets.md。",
        keys: &[Key::must("targets", Shape::Tables(TARGET), "各目标")],
    };
}

const TARGET: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("name", Shape::Text, "名称"),
    Key::must("indicator", Shape::Text, "指标（键或名称）"),
    Key::must("measure", Shape::Choice(&["month", "ytd", "stock", "ratio", "ratio_ytd"]), "计量"),
    Key::may(
        "scope",
        Shape::Choice(&["total", "total_and_units", "units"]),
        "对谁：合计（缺省）、合计与各单位、各单位",
    ),
    Key::must(
        "comparator",
        Shape::Choice(&["ge", "gt", "le", "lt", "eq", "range", "by"]),
        "≥、>、≤、<、=、从…到…、按期完成",
    ),
    Key::may("value", Shape::Number, "目标数"),
    Key::may("upper", Shape::Number, "range 的上限，含"),
    Key::may("goal", Shape::Text, "目标数在台账中：哪个目标指标"),
    Key::may("shared", Shape::Boolean, "台账目标为各单位共同的比率，不相加；缺省 false"),
    Key::may("external", Shape::Text, "目标数在外部资料中：external.toml 的哪个序列"),
    Key::may("unit", Shape::Text, "目标的单位，不同于指标时写（指标为人，目标为万人）；按它判定、印出"),
    Key::may("places", Shape::Integer, "按 unit 印几位小数；缺省 2"),
    Key::may(
        "holds",
        Shape::Choice(&["total", "each_unit", "share_of_units"]),
        "何时算做到：合计（缺省）、每个单位都做到（每县至少1家）、做到的单位达到 share",
    ),
    Key::may("share", Shape::Number, "share_of_units 的百分数，单位数向上取整"),
    Key::may("over", Shape::Choice(&["met", "breach"]), "eq 超过时：算做到、算突破；目标不为 0 时必写"),
    Key::may("baseline", Shape::Number, "起点，不为 0 时写（由 2.03 万人减到 0）；进度与完成率从它算起"),
    Key::must("deadline", Shape::Date, "时限"),
    Key::must(
        "path",
        Shape::Choice(&["even", "hold", "by_date", "steps", "season"]),
        "进度：按月均摊、始终保持、到期才计、分阶段、按上年各月的比重",
    ),
    Key::may("steps", Shape::Tables(STEP), "steps 的各阶段，由早到晚；最后一个为目标数，不迟于时限"),
    Key::may("season", Shape::Numbers, "season 的十二个月的比重，一月起"),
    Key::may("soft", Shape::Text, "力争、争取一类的字样；这样的目标另计，不说未完成"),
    Key::may(
        "approximate",
        Shape::Choice(&["余", "近", "突破", "以上", "最高"]),
        "概数的字样，随数印出，须合 comparator",
    ),
    Key::may("allocations", Shape::NumberMap, "分解到各单位的数：代码 = 数"),
    Key::may("valid_from", Shape::Date, "年中调整：从哪一天起按本条"),
    Key::may("replaces", Shape::Text, "本条取代哪个目标（它到 valid_from 前一天为止）"),
    Key::may("document", Shape::Text, "调整的依据，有 replaces 时必写"),
    Key::may("restates", Shape::Text, "本条重述哪个目标（同一指标、同一目标数）：照样判定，文和表只计那一条"),
    Key::must("responsible", Shape::Text, "责任单位"),
    Key::must("lead", Shape::Text, "牵头科室"),
    Key::may("leader", Shape::Text, "分管领导"),
    Key::must("source", Shape::Text, "出处：资料行号加空格加原文，或以“表8”“本级设定”开头"),
    Key::may("note", Shape::Text, "没有数字的说法怎样理解（按100%理解）"),
];

const STEP: &[Key] = &[
    Key::must("by", Shape::Date, "何时前"),
    Key::must("value", Shape::Number, "到多少"),
    Key::may("name", Shape::Text, "阶段的名称"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTargets {
    pub targets: Vec<RawTarget>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTarget {
    pub id: Name,
    pub name: String,
    pub indicator: Name,
    pub measure: Name,
    #[serde(default)]
    pub scope: RawScope,
    pub comparator: RawComparator,
    pub value: Option<toml::Spanned<Number>>,
    pub upper: Option<toml::Spanned<Number>>,
    pub goal: Option<Name>,
    #[serde(default)]
    pub shared: bool,
    pub external: Option<Name>,
    pub unit: Option<Name>,
    pub places: Option<toml::Spanned<i64>>,
    #[serde(default)]
    pub holds: RawHolds,
    pub share: Option<toml::Spanned<Number>>,
    pub over: Option<RawOver>,
    pub baseline: Option<Number>,
    pub deadline: Name,
    pub path: toml::Spanned<RawPath>,
    pub steps: Option<Vec<RawStep>>,
    pub season: Option<toml::Spanned<Vec<Number>>>,
    pub soft: Option<String>,
    pub approximate: Option<Name>,
    #[serde(default)]
    pub allocations: BTreeMap<String, toml::Spanned<Number>>,
    pub valid_from: Option<Name>,
    pub replaces: Option<Name>,
    pub restates: Option<Name>,
    pub document: Option<String>,
    pub responsible: String,
    pub lead: String,
    pub leader: Option<String>,
    pub source: Name,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStep {
    pub by: Name,
    pub value: Number,
    #[serde(default)]
    pub name: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawScope {
    #[default]
    Total,
    TotalAndUnits,
    Units,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawHolds {
    #[default]
    Total,
    EachUnit,
    ShareOfUnits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawComparator {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    Range,
    By,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawOver {
    Met,
    Breach,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawPath {
    Even,
    Hold,
    ByDate,
    Steps,
    Season,
}
