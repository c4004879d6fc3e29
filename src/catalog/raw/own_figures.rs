//! `desks/<id>/own_figures.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawOwnFigures {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/own_figures.toml",
        what: "市本级的数：没有哪张报表报、只有局机关自己在文件里说过的数，记在市本级名下，溯源到这个文件的行和文件原文。\
               可以没有这个文件。",
        keys: &[
            Key::must("document", Shape::Text, "出自哪个文件"),
            Key::must("figures", Shape::Tables(FIGURE), "各数"),
        ],
    };
}

const FIGURE: &[Key] = &[
    Key::must("indicator", Shape::Text, "指标（键或名称）；市本级的报表已有的不写在这里，比率由分子、分母算"),
    Key::must("measure", Shape::Text, "计量：流量为本月或本年累计，存量、标准为期末"),
    Key::must("month", Shape::Text, "哪个月的数（`2021-11`）"),
    Key::may("until", Shape::Text, "存量、标准一直是这个数，到哪个月（含）；缺省只是这一个月的"),
    Key::must("value", Shape::Number, "数，以指标的单位计"),
    Key::may("document", Shape::Text, "出自另一个文件的，写在这里"),
    Key::must("quote", Shape::Text, "文件的原文"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOwnFigures {
    pub document: Name,
    pub figures: Vec<RawOwnFigure>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOwnFigure {
    pub indicator: Name,
    pub measure: Name,
    pub month: Name,
    pub until: Option<Name>,
    pub value: Number,
    pub document: Option<Name>,
    pub quote: Name,
}
