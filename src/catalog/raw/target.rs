//! `desks/<id>/targets.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawTargets {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/targets.toml",
        what: "目标：要做到多少、何时、谁负责、出处何在。`value` 与 `goal` 必有且只有其一。",
        keys: &[Key::must("targets", Shape::Tables(TARGET), "各目标")],
    };
}

const TARGET: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("name", Shape::Text, "名称"),
    Key::must("indicator", Shape::Text, "指标（键或名称）"),
    Key::must("measure", Shape::Choice(&["ytd", "stock", "ratio", "ratio_ytd"]), "计量"),
    Key::may(
        "scope",
        Shape::Choice(&["total", "total_and_units", "units"]),
        "对谁：合计（缺省）、合计与各单位、各单位",
    ),
    Key::must("comparator", Shape::Choice(&["ge", "gt", "le", "lt", "eq", "by"]), "≥、>、≤、<、=、按期完成"),
    Key::may("value", Shape::Number, "目标数"),
    Key::may("goal", Shape::Text, "目标数在台账中：哪个目标指标"),
    Key::may("shared", Shape::Boolean, "台账目标为各单位共同的比率，不相加；缺省 false"),
    Key::must("deadline", Shape::Date, "时限"),
    Key::must("path", Shape::Choice(&["even", "hold", "by_date"]), "进度：按月均摊、始终保持、到期才计"),
    Key::must("responsible", Shape::Text, "责任单位"),
    Key::must("lead", Shape::Text, "牵头科室"),
    Key::must("source", Shape::Text, "出处：资料行号加空格加原文，或以“表8”“本级设定”开头"),
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
    pub value: Option<Number>,
    pub goal: Option<Name>,
    #[serde(default)]
    pub shared: bool,
    pub deadline: Name,
    pub path: RawPath,
    pub responsible: String,
    pub lead: String,
    pub source: Name,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawScope {
    #[default]
    Total,
    TotalAndUnits,
    Units,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawComparator {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    By,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawPath {
    Even,
    Hold,
    ByDate,
}
