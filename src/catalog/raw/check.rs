//! `[[history]]`, `[[peers]]`, `[[repeats]]` and `[[ledgers]]` of `rules/<topic>.toml` as written.

use super::{Name, Number, RawLevel};
use crate::catalog::schema::{Key, Shape};
use serde::Deserialize;
use toml::Spanned;

macro_rules! head {
    ($($key:expr),* $(,)?) => {
        &[
            Key::must("id", Shape::Text, "编号，与规则的编号一起不得重复（`LS-01`）"),
            Key::must("code", Shape::Text, "不相符时的问题代码"),
            Key::must("level", Shape::Choice(&["must", "query", "note"]), "must 强制、query 核实、note 记录"),
            Key::must("why", Shape::Text, "为什么要查"),
            Key::must("advice", Shape::Text, "不相符时怎么办"),
            $($key),*
        ]
    };
}

const OVER: Key = Key::must(
    "over",
    Shape::Texts,
    "哪些指标（`flow`、`stock`、`level`、`ratio`，或指标的名称、键；键里可用一个 `*`：`project.*.goal`）",
);
const EXCEPT: Key = Key::may("except", Shape::Texts, "其中除去哪些，写法同 over");
const MEASURES: Key = Key::must("measures", Shape::Texts, "哪些计量");
const SHARE: Key = Key::must("share", Shape::Number, "与应有数相差超过它的这么多倍才问（0.5 即一半）");
const FLOOR: Key = Key::must("floor", Shape::Number, "相差超过这么多（指标的单位）才问");
const SCORE: Key =
    Key::may("score", Shape::Number, "相差超过这么多个稳健标准差（1.4826×绝对离差的中位数）才问；缺省：不看离散程度");
const EXAMPLES: Key = Key::must("examples", Shape::Table(SERIES), "例子");

pub const HISTORY: &[Key] = head![
    OVER,
    EXCEPT,
    MEASURES,
    Key::must(
        "against",
        Shape::Choice(&["last_month", "median"]),
        "与什么比：last_month 上月、median 本年以前各月的中位数"
    ),
    Key::must("least", Shape::Integer, "至少要有几个以前的月份，不足的无从判断"),
    SHARE,
    FLOOR,
    SCORE,
    Key::may("seasonal", Shape::Boolean, "true：去年同样起落的不问；缺省 false"),
    EXAMPLES,
];

pub const PEERS: &[Key] = head![
    OVER,
    EXCEPT,
    MEASURES,
    Key::must("least", Shape::Integer, "至少要有几个别的单位，不足的无从判断"),
    SHARE,
    FLOOR,
    SCORE,
    EXAMPLES,
];

pub const REPEATS: &[Key] =
    head![Key::must("least", Shape::Integer, "本月数不为零的至少要有几项：一项也没有的月份本来可以与上月相同")];

pub const LEDGERS: &[Key] = head![
    Key::must("done", Shape::Texts, "表示已完成的状态"),
    Key::must("not_begun", Shape::Texts, "表示未启动的状态"),
    Key::must("under_way", Shape::Texts, "表示进行中的状态"),
    Key::must("overdue", Shape::Texts, "表示逾期未完成的状态"),
];

const SERIES: &[Key] = &[
    Key::must("pass", Shape::Tables(ONE), "不问的"),
    Key::must("fail", Shape::Tables(ONE), "要问的"),
    Key::must("undecided", Shape::Tables(ONE), "无从判断的"),
];

const ONE: &[Key] = &[
    Key::must("others", Shape::Numbers, "以前各月（或别的单位）的数，按先后"),
    Key::must("value", Shape::Number, "本数"),
    Key::may("last_year", Shape::Numbers, "去年同样各月的数，最后一个与本数同月；seasonal 时用"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHistory {
    pub id: Name,
    pub code: Name,
    pub level: RawLevel,
    pub why: String,
    pub advice: String,
    pub over: Vec<Name>,
    #[serde(default)]
    pub except: Vec<Name>,
    pub measures: Vec<Name>,
    pub against: RawAgainst,
    pub least: Spanned<i64>,
    pub share: Number,
    pub floor: Number,
    pub score: Option<Number>,
    #[serde(default)]
    pub seasonal: bool,
    pub examples: Spanned<RawSeriesExamples>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawAgainst {
    LastMonth,
    Median,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPeers {
    pub id: Name,
    pub code: Name,
    pub level: RawLevel,
    pub why: String,
    pub advice: String,
    pub over: Vec<Name>,
    #[serde(default)]
    pub except: Vec<Name>,
    pub measures: Vec<Name>,
    pub least: Spanned<i64>,
    pub share: Number,
    pub floor: Number,
    pub score: Option<Number>,
    pub examples: Spanned<RawSeriesExamples>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRepeats {
    pub id: Name,
    pub code: Name,
    pub level: RawLevel,
    pub why: String,
    pub advice: String,
    pub least: Spanned<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLedgerCheck {
    pub id: Name,
    pub code: Name,
    pub level: RawLevel,
    pub why: String,
    pub advice: String,
    pub done: Vec<Name>,
    pub not_begun: Vec<Name>,
    pub under_way: Vec<Name>,
    pub overdue: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSeriesExamples {
    pub pass: Vec<RawSeries>,
    pub fail: Vec<RawSeries>,
    pub undecided: Vec<RawSeries>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSeries {
    pub others: Vec<Number>,
    pub value: Number,
    #[serde(default)]
    pub last_year: Vec<Number>,
}
