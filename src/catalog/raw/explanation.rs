//! `desks/<id>/explanations.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawExplanations {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/explanations.toml",
        what: "情况说明：看似有误而其实无误的数，为什么是这样（见 docs/explanations.md）。可以没有这个文件。\
               写 `finding`，或写 `region`、`indicator`、`measure`，必有且只有其一。",
        keys: &[Key::must("explanations", Shape::Tables(EXPLANATION), "各条说明")],
    };
}

const EXPLANATION: &[Key] = &[
    Key::must("period", Shape::Text, "哪个月的问题（`2021-06`）"),
    Key::may("finding", Shape::Text, "说明哪一处问题：findings.json 的 id，即问题清单的编号"),
    Key::may("region", Shape::Text, "哪个单位（代码或名称）；写了 `finding` 的可不写"),
    Key::may("indicator", Shape::Text, "指标（键或名称）"),
    Key::may("measure", Shape::Text, "计量"),
    Key::may("rule", Shape::Text, "只说明这条规则提出的问题；缺省：这个数的各处核实性问题"),
    Key::may("code", Shape::Text, "只说明这个代码的问题；缺省同上"),
    Key::may("value", Shape::Number, "所说明的数；现值变了，说明即失效。缺省：不论现值"),
    Key::must("text", Shape::Text, "原因"),
    Key::must("who", Shape::Text, "谁说的"),
    Key::must("date", Shape::Date, "何时说的；同一处问题有几条说明的，以日期晚的为准"),
    Key::may(
        "carried_into",
        Shape::Text,
        "漏报的数并入哪个月上报（`2021-07`）：那个月同一单位、同一指标与往月、与别的单位相差过大的核实性问题一并说明",
    ),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExplanations {
    pub explanations: Vec<RawExplanation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExplanation {
    pub period: Name,
    pub finding: Option<Name>,
    pub region: Option<Name>,
    pub indicator: Option<Name>,
    pub measure: Option<Name>,
    pub rule: Option<Name>,
    pub code: Option<Name>,
    pub value: Option<Number>,
    pub text: Name,
    pub who: Name,
    pub date: Name,
    pub carried_into: Option<Name>,
}
