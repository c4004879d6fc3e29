//! `schemes/<id>.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawScheme {
    const KIND: FileKind = FileKind {
        path: "schemes/<id>.toml",
        what: "评分办法：一个单位一个月的报表从满分扣起，扣到下限为止。",
        keys: &[
            Key::may(
                "kind",
                Shape::Choice(&["quality", "appraisal"]),
                "quality 填报质量（缺省，本表）；appraisal 考评，见下",
            ),
            Key::must("name", Shape::Text, "办法的名称"),
            Key::must("start", Shape::Number, "起评分"),
            Key::may("least", Shape::Number, "最低分；缺省 0"),
            Key::must("bands", Shape::Tables(BAND), "等次，从高到低"),
            Key::must("deductions", Shape::Tables(DEDUCTION), "扣分项"),
        ],
    };
}

pub(super) const BAND: &[Key] = &[
    Key::must("name", Shape::Text, "等次（`优秀`）"),
    Key::must("from", Shape::Number, "几分（含）以上；最后一个不得高于最低分"),
];

const DEDUCTION: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("words", Shape::Text, "印出的名称（`迟报`）"),
    Key::must(
        "per",
        Shape::Choice(&["missing_return", "late_day", "missing_form", "must_group", "query_group"]),
        "按什么计：missing_return 缺报（含空表、读不了）一次，late_day 迟报一天，missing_form 缺一张表，must_group 强制性问题一组（同一根源的算一组），\
         query_group 未说明的核实性问题一组；各用一次。没有写的几种，其问题按 must_group、query_group 计",
    ),
    Key::must("points", Shape::Number, "每次扣几分"),
    Key::may("cap", Shape::Number, "最多扣几分；缺省不封顶"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawScheme {
    #[serde(rename = "kind")]
    pub _kind: Option<String>,
    pub name: String,
    pub start: toml::Spanned<Number>,
    pub least: Option<toml::Spanned<Number>>,
    pub bands: toml::Spanned<Vec<RawSchemeBand>>,
    pub deductions: Vec<RawDeduction>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSchemeBand {
    pub name: Name,
    pub from: toml::Spanned<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDeduction {
    pub id: Name,
    pub words: String,
    pub per: toml::Spanned<RawPer>,
    pub points: toml::Spanned<Number>,
    pub cap: Option<toml::Spanned<Number>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawPer {
    MissingReturn,
    LateDay,
    MissingForm,
    MustGroup,
    QueryGroup,
}
