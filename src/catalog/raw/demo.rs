//! `desks/<id>/demo.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

impl RawFile for RawDemo {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/demo.toml",
        what: "模拟数据：`yuebao demo` 按它编出各单位的报表（写法见 docs/demo.md）。可以没有这个文件。",
        keys: &[
            Key::must("seed", Shape::Integer, "缺省的种子，0 以上"),
            Key::must("usual", Shape::Table(USUAL), "没有另写时的三个数"),
            Key::must("weights", Shape::NumberMap, "单位代码 = 权重；各单位（含市本级）写全"),
            Key::may("other_weight", Shape::Number, "weights 里没写的单位用它；缺省须写全"),
            Key::may("seasons", Shape::NumbersMap, "名 = 12 个数：1 至 12 月的轻重"),
            Key::may("defaults", Shape::Table(DEFAULTS), "没有单写的指标用的数；缺省须条条写到"),
            Key::may("series", Shape::Tables(SERIES), "各指标"),
            Key::may("movements", Shape::Tables(MOVEMENT), "在册数与新增、退出"),
            Key::may("ledger", Shape::Table(LEDGER), "台账的状态与时限"),
        ],
    };
}

const USUAL: &[Key] = &[
    Key::must("prior", Shape::Number, "上年相当于本年的几成（0.95）"),
    Key::must("spread", Shape::Number, "各单位偏离权重多少（0.1 即上下一成），0 至 1"),
    Key::must("noise", Shape::Number, "各月偏离季节多少，0 至 1"),
];

const DEFAULTS: &[Key] = &[
    Key::may("flow", Shape::Table(DEFAULT), "流量"),
    Key::may("stock", Shape::Table(DEFAULT), "存量"),
    Key::may("level", Shape::Table(DEFAULT), "标准"),
];

macro_rules! series_keys {
    ($($first:expr,)*) => {
        &[
            $($first,)*
            Key::may("year", Shape::Number, "流量：全年总数"),
            Key::may("start", Shape::Number, "存量：上年末"),
            Key::may("end", Shape::Number, "存量：本年末；缺省同上年末"),
            Key::may("value", Shape::Number, "标准：年初"),
            Key::may("each", Shape::NumberMap, "单位代码 = 数：流量是全年数，存量是年末数，标准是年初数"),
            Key::may("each_start", Shape::NumberMap, "单位代码 = 上年末数（存量）；缺省同 each"),
            Key::may("sum_of", Shape::Texts, "其他条之和：`a`、`-b`、`2 * c`、`d[ytd]`"),
            Key::may("part_of", Shape::Text, "哪一条的一部分"),
            Key::may("share", Shape::Number, "部分占几成，0 至 1"),
            Key::may("shares", Shape::NumberMap, "月份 = 几成：之间按直线"),
            Key::may("given", Shape::NumberMap, "月份 = 该月（末）的总数；标准：从该月起的数"),
            Key::may("given_ytd", Shape::NumberMap, "月份 = 到该月的累计总数"),
            Key::may("prior", Shape::Number, "上年相当于本年的几成"),
            Key::may("spread", Shape::Number, "各单位偏离多少"),
            Key::may("noise", Shape::Number, "各月偏离多少"),
            Key::may("season", Shape::Text, "[seasons] 中的哪个；缺省各月一样"),
            Key::may("weights", Shape::NumberMap, "单位代码 = 这一条另用的权重"),
            Key::may("only", Shape::Texts, "只有这些单位有"),
        ]
    };
}

const DEFAULT: &[Key] = series_keys![];
const SERIES: &[Key] = series_keys![
    Key::must("indicator", Shape::Text, "指标（键或名称）；`demo.` 开头的只供计算"),
    Key::may("kind", Shape::Choice(&["flow", "stock", "level"]), "只供计算的：流量、存量、标准"),
    Key::may("places", Shape::Integer, "只供计算的：小数位；缺省 0"),
];

const MOVEMENT: &[Key] = &[
    Key::must("stock", Shape::Text, "在册数"),
    Key::must("joined", Shape::Text, "新增"),
    Key::may("left", Shape::Text, "退出；缺省没有，在册数就不能下降"),
    Key::may("share", Shape::Number, "每月退出占在册的几成；写了 left 就要写"),
];

const LEDGER: &[Key] = &[
    Key::must("not_started", Shape::Text, "没有完成数时的状态"),
    Key::must("in_progress", Shape::Text, "完成一部分时的状态"),
    Key::must("done", Shape::Text, "完成时的状态"),
    Key::must("overdue", Shape::Text, "过了时限没有完成的状态"),
    Key::must("projects", Shape::Tables(PROJECT), "各项目的时限"),
];

const PROJECT: &[Key] =
    &[Key::must("done", Shape::Text, "项目的完成数（指标）"), Key::must("deadline", Shape::Date, "时限")];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDemo {
    pub seed: toml::Spanned<i64>,
    pub usual: RawDemoUsual,
    pub weights: toml::Spanned<BTreeMap<String, Number>>,
    pub other_weight: Option<Number>,
    #[serde(default)]
    pub seasons: BTreeMap<String, Vec<Number>>,
    #[serde(default)]
    pub defaults: RawDemoDefaults,
    #[serde(default)]
    pub series: Vec<RawDemoNamed>,
    #[serde(default)]
    pub movements: Vec<RawMovement>,
    pub ledger: Option<RawDemoLedger>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDemoUsual {
    pub prior: Number,
    pub spread: Number,
    pub noise: Number,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDemoDefaults {
    pub flow: Option<RawDemoSeries>,
    pub stock: Option<RawDemoSeries>,
    pub level: Option<RawDemoSeries>,
}

/// A series: what it is of, and how it is made.
#[derive(Debug, Deserialize)]
pub struct RawDemoNamed {
    pub indicator: Name,
    pub kind: Option<Name>,
    pub places: Option<u32>,
    #[serde(flatten)]
    pub body: RawDemoSeries,
}

#[derive(Debug, Default, Deserialize)]
pub struct RawDemoSeries {
    pub year: Option<Number>,
    pub start: Option<Number>,
    pub end: Option<Number>,
    pub value: Option<Number>,
    pub each: Option<BTreeMap<String, Number>>,
    pub each_start: Option<BTreeMap<String, Number>>,
    pub sum_of: Option<Vec<String>>,
    pub part_of: Option<String>,
    pub share: Option<Number>,
    #[serde(default)]
    pub shares: BTreeMap<String, Number>,
    #[serde(default)]
    pub given: BTreeMap<String, Number>,
    #[serde(default)]
    pub given_ytd: BTreeMap<String, Number>,
    pub prior: Option<Number>,
    pub spread: Option<Number>,
    pub noise: Option<Number>,
    pub season: Option<String>,
    #[serde(default)]
    pub weights: BTreeMap<String, Number>,
    pub only: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMovement {
    pub stock: Name,
    pub joined: Name,
    pub left: Option<Name>,
    pub share: Option<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDemoLedger {
    pub not_started: String,
    pub in_progress: String,
    pub done: String,
    pub overdue: String,
    pub projects: Vec<RawDemoProject>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDemoProject {
    pub done: Name,
    pub deadline: Name,
}
