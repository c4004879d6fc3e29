//! `desks/<id>/plan.toml` and `desks/<id>/progress.toml` as written.

use super::{Name, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawPlan {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/plan.toml",
        what: "工作台账：计划的各项工作，各挂哪些目标、何时完成、谁负责（见 docs/ledger.md）。可以没有这个文件。",
        keys: &[
            Key::must("title", Shape::Text, "台账的标题"),
            Key::must("document", Shape::Text, "计划出自哪个文件"),
            Key::may("due_soon_days", Shape::Integer, "离时限多少天以内算临期；缺省 30"),
            Key::may("complete", Shape::Boolean, "本台的每个目标都应挂在某项工作上；缺省 false"),
            Key::must("items", Shape::Tables(ITEM), "各项工作，按印出的次序"),
        ],
    };
}

impl RawFile for RawProgress {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/progress.toml",
        what: "工作进展：没有目标可算的工作，由科室说明做到哪一步、凭什么说。可以没有这个文件。",
        keys: &[Key::must("progress", Shape::Tables(PROGRESS), "各条进展")],
    };
}

const ITEM: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("number", Shape::Text, "序号，照文件的写法"),
    Key::may("section", Shape::Text, "属于哪一部分（一级标题）；缺省不分部分"),
    Key::must("name", Shape::Text, "名称"),
    Key::must("goal", Shape::Text, "工作目标"),
    Key::may("measures", Shape::TextOrTexts, "具体措施：一段话，或一列"),
    Key::may("targets", Shape::Texts, "挂哪些目标（targets.toml 的键）；缺省没有目标可算，凭 progress.toml"),
    Key::must("deadline", Shape::Date, "完成时限"),
    Key::must("lead", Shape::Text, "牵头科室"),
    Key::may("leader", Shape::Text, "分管领导"),
    Key::must("responsible", Shape::Text, "责任单位，几个的以顿号分开"),
    Key::may("stages", Shape::Tables(STAGE), "各阶段，按先后"),
];

const STAGE: &[Key] = &[
    Key::must("name", Shape::Text, "阶段的名称，在本项内唯一"),
    Key::must("by", Shape::Date, "应在何时到这一步，不晚于本项时限"),
];

const PROGRESS: &[Key] = &[
    Key::must("item", Shape::Text, "哪项工作（plan.toml 的键）"),
    Key::must("month", Shape::Text, "哪个月的进展（`2021-06`）；一项一个月只写一条"),
    Key::must("status", Shape::Choice(&["not_started", "in_progress", "done"]), "未启动、推进中、已完成"),
    Key::may("stage", Shape::Text, "到了哪个阶段（plan.toml 中的名称）"),
    Key::must("evidence", Shape::Text, "凭什么说：做了什么，有何为证"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlan {
    pub title: Name,
    pub document: Name,
    pub due_soon_days: Option<toml::Spanned<i64>>,
    #[serde(default)]
    pub complete: bool,
    pub items: Vec<RawItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawItem {
    pub id: Name,
    pub number: Name,
    pub section: Option<Name>,
    pub name: Name,
    pub goal: Name,
    pub measures: Option<RawTexts>,
    #[serde(default)]
    pub targets: Vec<Name>,
    pub deadline: Name,
    pub lead: Name,
    pub leader: Option<Name>,
    pub responsible: Name,
    #[serde(default)]
    pub stages: Vec<RawStage>,
}

/// One text, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum RawTexts {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStage {
    pub name: Name,
    pub by: Name,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProgress {
    pub progress: Vec<RawStatement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStatement {
    pub item: Name,
    pub month: Name,
    pub status: RawItemStatus,
    pub stage: Option<Name>,
    pub evidence: Name,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawItemStatus {
    NotStarted,
    InProgress,
    Done,
}
