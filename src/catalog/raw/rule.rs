//! `rules/<topic>.toml` as written.

use super::check::{HISTORY, LEDGERS, PEERS, REPEATS};
use super::{Name, Number, RawFile, RawHistory, RawLedgerCheck, RawPeers, RawRepeats};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

impl RawFile for RawRules {
    const KIND: FileKind = FileKind {
        path: "rules/<topic>.toml",
        what: "勾稽关系：单元格之间必须成立的式子。没有三种例子（pass、fail、undecided）的规则不予装入。",
        keys: &[
            Key::may("rules", Shape::Tables(RULE), "各规则"),
            Key::may("history", Shape::Tables(HISTORY), "与本单位以前各月相比"),
            Key::may("peers", Shape::Tables(PEERS), "与别的单位相比"),
            Key::may("repeats", Shape::Tables(REPEATS), "整表照抄上月"),
            Key::may("ledgers", Shape::Tables(LEDGERS), "台账状态与数值、时限"),
        ],
    };
}

const RULE: &[Key] = &[
    Key::must("id", Shape::Text, "编号，唯一（`FN-01`）"),
    Key::must("code", Shape::Text, "不成立时的问题代码（`sum.mismatch`）"),
    Key::must("level", Shape::Choice(&["must", "query", "note"]), "must 强制、query 核实、note 记录"),
    Key::must("rule", Shape::Text, "式子；指标用名称或键，`［计量］`、`@上月` 可缀，`$x` 指 over 中的每个指标"),
    Key::may(
        "over",
        Shape::Texts,
        "式中有 `$x` 时：哪些指标（`flow`、`stock`、`level`、`ratio`，或指标的名称、键；键里可用一个 `*`：`project.*.goal`）",
    ),
    Key::may("places", Shape::Integer, "over 只取小数位数为此的指标"),
    Key::may("measures", Shape::Texts, "逐个计量各验一次，式中未写计量的引用取之；缺省：只验一次"),
    Key::may("months", Shape::Integers, "只在这些月份验；缺省：每月"),
    Key::may("one_to_one", Shape::Texts, "在本条里一一对应、可以相加相比的计量单位（一具遗体即一人：`具`、`人`）"),
    Key::may(
        "tolerance",
        Shape::NumberOr(&["exact", "interval"]),
        "两边可差多少（含），缺省 exact 即 0；interval：只要各数四舍五入前可能成立就算成立",
    ),
    Key::may(
        "missing",
        Shape::Choice(&["skip_any", "skip_all", "zero"]),
        "缺数时：skip_any 缺一即不判（缺省）、skip_all 全缺才不判（其余按 0）、zero 缺按 0",
    ),
    Key::may("locate", Shape::Text, "问题标在哪个引用的单元格；缺省：左边第一个"),
    Key::may("said", Shape::Text, "说给单位的话，`$x` 换成指标名称；缺省：由式子说成一句（docs/rules.md）"),
    Key::must("why", Shape::Text, "为什么必须成立"),
    Key::must("advice", Shape::Text, "不成立时怎么办"),
    Key::must("examples", Shape::Table(EXAMPLES), "例子：引用（照式中写法）= 数；不写的引用为缺"),
];

const EXAMPLES: &[Key] = &[
    Key::must("pass", Shape::NumberMaps, "成立的"),
    Key::must("fail", Shape::NumberMaps, "不成立的"),
    Key::must("undecided", Shape::NumberMaps, "无从判断的"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRules {
    #[serde(default)]
    pub rules: Vec<RawRule>,
    #[serde(default)]
    pub history: Vec<RawHistory>,
    #[serde(default)]
    pub peers: Vec<RawPeers>,
    #[serde(default)]
    pub repeats: Vec<RawRepeats>,
    #[serde(default)]
    pub ledgers: Vec<RawLedgerCheck>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    pub id: Name,
    pub code: Name,
    pub level: RawLevel,
    pub rule: Name,
    #[serde(default)]
    pub over: Vec<Name>,
    pub places: Option<u32>,
    #[serde(default)]
    pub measures: Vec<Name>,
    #[serde(default)]
    pub months: Vec<Spanned<i64>>,
    #[serde(default)]
    pub one_to_one: Vec<Name>,
    pub tolerance: Option<Spanned<RawTolerance>>,
    pub missing: Option<RawMissing>,
    pub locate: Option<Name>,
    pub said: Option<String>,
    pub why: String,
    pub advice: String,
    pub examples: Spanned<RawExamples>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
pub enum RawTolerance {
    Amount(Number),
    Word(RawToleranceWord),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawToleranceWord {
    Exact,
    Interval,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExamples {
    pub pass: Vec<BTreeMap<Spanned<String>, Number>>,
    pub fail: Vec<BTreeMap<Spanned<String>, Number>>,
    pub undecided: Vec<BTreeMap<Spanned<String>, Number>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawLevel {
    Must,
    Query,
    Note,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawMissing {
    SkipAny,
    SkipAll,
    Zero,
}
