//! `schemes/<id>.toml` of the kind `appraisal` as written.

use super::scheme::BAND;
use super::{Name, Number, RawFile, RawSchemeBand};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawAppraisal {
    const KIND: FileKind = FileKind {
        path: "schemes/<id>.toml（kind = \"appraisal\"）",
        what: "考评办法：按目标完成情况给各报送单位打分，用于月调度、季考评、年考核。算法见 docs/statistics.md。",
        keys: &[
            Key::must("kind", Shape::Choice(&["appraisal"]), "考评办法写 appraisal"),
            Key::must("name", Shape::Text, "办法的名称"),
            Key::may("cap", Shape::Number, "完成比（实际÷序时应达）最高按几倍计，不小于 1；缺省 1，超额不多得"),
            Key::must(
                "unreported",
                Shape::Choice(&["zero", "left_out"]),
                "未报的目标：zero 该项不得分，left_out 不计此项、按其余目标折算",
            ),
            Key::must("bands", Shape::Tables(BAND), "等次，从高到低；最后一个从 0 起"),
            Key::must("items", Shape::Tables(ITEM), "得分项，各项分值之和为满分"),
            Key::may("deductions", Shape::Tables(DEDUCTION), "扣分项：零发生的目标发生了的"),
            Key::may("bonuses", Shape::Tables(BONUS), "加分项：大幅超过序时的"),
            Key::may("carried", Shape::Table(CARRIED), "得分中有一部分是各短期得分的平均；缺省没有"),
        ],
    };
}

const ITEM: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一（`beds`）"),
    Key::must("words", Shape::Text, "印出的名称"),
    Key::must("points", Shape::Number, "分值，由单位所有的几个目标平分"),
    Key::may("target", Shape::Text, "哪个目标（targets.toml 的 id）"),
    Key::may("topic", Shape::Text, "哪个领域的全部目标（indicators 文件的 topic）"),
    Key::may("rest", Shape::Boolean, "true：其余全部目标。target、topic、rest 必有且只有其一"),
];

const DEDUCTION: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("words", Shape::Text, "印出的名称"),
    Key::may("target", Shape::Text, "哪个目标值为 0 的目标；缺省为没有另外写明的全部零目标"),
    Key::must("points", Shape::Number, "每发生一个扣几分"),
    Key::may("cap", Shape::Number, "最多扣几分；缺省不封顶"),
];

const BONUS: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一"),
    Key::must("words", Shape::Text, "印出的名称"),
    Key::must("target", Shape::Text, "哪个目标，方向为越多越好的"),
    Key::must("at", Shape::Number, "实际达到序时应达的百分之几以上加分（`120`），大于 100"),
    Key::must("points", Shape::Number, "加几分"),
];

const CARRIED: &[Key] = &[
    Key::must("of", Shape::Choice(&["month", "quarter", "half"]), "哪种短期的得分"),
    Key::must("percent", Shape::Number, "占得分的百分之几，大于 0、不超过 100"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAppraisal {
    #[serde(rename = "kind")]
    pub _kind: String,
    pub name: String,
    pub cap: Option<toml::Spanned<Number>>,
    pub unreported: RawUnreported,
    pub bands: toml::Spanned<Vec<RawSchemeBand>>,
    pub items: toml::Spanned<Vec<RawAppraisalItem>>,
    #[serde(default)]
    pub deductions: Vec<RawAppraisalDeduction>,
    #[serde(default)]
    pub bonuses: Vec<RawBonus>,
    pub carried: Option<RawCarried>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawUnreported {
    Zero,
    LeftOut,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAppraisalItem {
    pub id: Name,
    pub words: String,
    pub points: toml::Spanned<Number>,
    pub target: Option<Name>,
    pub topic: Option<Name>,
    #[serde(default)]
    pub rest: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAppraisalDeduction {
    pub id: Name,
    pub words: String,
    pub target: Option<Name>,
    pub points: toml::Spanned<Number>,
    pub cap: Option<toml::Spanned<Number>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBonus {
    pub id: Name,
    pub words: String,
    pub target: Name,
    pub at: toml::Spanned<Number>,
    pub points: toml::Spanned<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCarried {
    pub of: toml::Spanned<RawRunKind>,
    pub percent: toml::Spanned<Number>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRunKind {
    Month,
    Quarter,
    Half,
}
