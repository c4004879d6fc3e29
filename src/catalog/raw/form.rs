//! `forms/<id>.toml` as written.

use super::{Name, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawForm {
    const KIND: FileKind = FileKind {
        path: "forms/<id>.toml",
        what: "一张报表的样子：按表头和行名找单元格，从不按列号。`[cover]`、`[table]`、`[ledger]` 三者必有且只有其一。",
        keys: &[
            Key::must("title", Shape::Text, "表名"),
            Key::may("number", Shape::Text, "印在表上的表号；工作表改了名时靠它认表"),
            Key::must("sheets", Shape::Texts, "工作表可能的名字（比较时不计空格、全半角）"),
            Key::may("placeholders", Shape::Texts, "表示“没有”的记号"),
            Key::may("ignored_columns", Shape::Texts, "不含数值的列的表头"),
            Key::may("zero_if_note", Shape::Texts, "表内有这样的注时，空白读作 0；否则空白是未报"),
            Key::may("cover", Shape::Table(COVER), "封面"),
            Key::may("table", Shape::Table(TABLE), "行为指标、列为计量的表"),
            Key::may("ledger", Shape::Table(LEDGER), "台账：行为项目"),
        ],
    };
}

const COVER: &[Key] = &[
    Key::must("unit", Shape::Texts, "填报单位的标签"),
    Key::must("code", Shape::Texts, "区划代码的标签"),
    Key::must("period", Shape::Texts, "报告期的标签"),
    Key::must("submitted", Shape::Texts, "报出日期的标签"),
];

const TABLE: &[Key] = &[
    Key::must("label_heads", Shape::Texts, "指标名称列的表头"),
    Key::may("code_heads", Shape::Texts, "行次列的表头"),
    Key::may("unit_heads", Shape::Texts, "计量单位列的表头"),
    Key::must("columns", Shape::Tables(COLUMN), "数值列"),
    Key::must("rows", Shape::Tables(ROW), "行"),
];

const COLUMN: &[Key] = &[
    Key::must("measure", Shape::Text, "计量（`month`、`本月` 等）"),
    Key::must("heads", Shape::Texts, "表头路径，上下级以 / 相连；一个表头可属几个计量，由行的 measures 定"),
];

const ROW: &[Key] = &[
    Key::may("code", Shape::Text, "行次"),
    Key::must("label", Shape::Text, "空白表上的行名"),
    Key::must("indicator", Shape::Text, "指标（键或名称）"),
    Key::may("aliases", Shape::Texts, "只在本表有效的其他行名"),
    Key::may("unit", Shape::Text, "计量单位；缺省为指标的"),
    Key::may(
        "measures",
        Shape::Texts,
        "填报哪些计量；缺省：流量为本月、本年累计、上年同期累计，存量为期末、上年同期期末，比率相应",
    ),
    Key::may("not_applicable", Shape::Texts, "列虽有而本行不适用的计量"),
];

const LEDGER: &[Key] = &[
    Key::must("label_heads", Shape::Texts, "项目名称列的表头"),
    Key::may("unit_heads", Shape::Texts, "计量单位列的表头"),
    Key::must("goal_heads", Shape::Texts, "目标列的表头"),
    Key::must("done_heads", Shape::Texts, "完成列的表头"),
    Key::must("deadline_heads", Shape::Texts, "时限列的表头"),
    Key::must("status_heads", Shape::Texts, "状态列的表头"),
    Key::must("projects", Shape::Tables(PROJECT), "项目"),
];

const PROJECT: &[Key] = &[
    Key::must("labels", Shape::Texts, "项目名称及别名"),
    Key::must("goal", Shape::Text, "目标指标"),
    Key::must("done", Shape::Text, "完成指标"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawForm {
    pub title: Name,
    pub number: Option<String>,
    pub sheets: Vec<String>,
    #[serde(default)]
    pub placeholders: Vec<String>,
    #[serde(default)]
    pub ignored_columns: Vec<String>,
    #[serde(default)]
    pub zero_if_note: Vec<String>,
    pub cover: Option<RawCover>,
    pub table: Option<RawTable>,
    pub ledger: Option<RawLedger>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCover {
    pub unit: Vec<String>,
    pub code: Vec<String>,
    pub period: Vec<String>,
    pub submitted: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTable {
    pub label_heads: Vec<String>,
    #[serde(default)]
    pub code_heads: Vec<String>,
    #[serde(default)]
    pub unit_heads: Vec<String>,
    pub columns: Vec<RawColumn>,
    pub rows: Vec<RawRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawColumn {
    pub measure: Name,
    pub heads: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRow {
    #[serde(default)]
    pub code: String,
    pub label: Name,
    pub indicator: Name,
    #[serde(default)]
    pub aliases: Vec<Name>,
    pub unit: Option<Name>,
    pub measures: Option<Vec<Name>>,
    #[serde(default)]
    pub not_applicable: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLedger {
    pub label_heads: Vec<String>,
    #[serde(default)]
    pub unit_heads: Vec<String>,
    pub goal_heads: Vec<String>,
    pub done_heads: Vec<String>,
    pub deadline_heads: Vec<String>,
    pub status_heads: Vec<String>,
    pub projects: Vec<RawProject>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProject {
    pub labels: Vec<Name>,
    pub goal: Name,
    pub done: Name,
}
