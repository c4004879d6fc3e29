//! `[[tables]]` of a form as written.

use super::{Name, Number};
use crate::catalog::schema::{Key, Shape};
use serde::Deserialize;

pub const TABLE: &[Key] = &[
    Key::may("name", Shape::Text, "表的名字，用于提示；缺省为报表的 title"),
    Key::may("above", Shape::Texts, "表头上方的标题含有这些字之一；几张表表头相同时靠它分清"),
    Key::may(
        "rows_are",
        Shape::Choice(&["indicators", "regions", "periods", "measures", "records"]),
        "行是什么：indicators 指标（缺省）、regions 县区乡镇或机构、periods 月份等期别、measures 计量、records 逐条记录",
    ),
    Key::must("label_heads", Shape::Texts, "行名列的表头；表从它开始。该列没有表头时写 []"),
    Key::may("code_heads", Shape::Texts, "行次列的表头"),
    Key::may("unit_heads", Shape::Texts, "计量单位列的表头"),
    Key::must("columns", Shape::Tables(COLUMN), "各列"),
    Key::may("rows", Shape::Tables(ROW), "行（行为指标时）；不写则凡是已定义的指标都认"),
    Key::may("totals", Shape::Texts, "合计行的行名：数归全表所属地区，不再相加"),
    Key::may("subtotals", Shape::Texts, "小计行的行名：只作核对，不再相加"),
    Key::may("skip", Shape::Texts, "没有数据的行的行名"),
    Key::may("end", Shape::Texts, "行名以这些字开头的行，表到此为止"),
    Key::may("indicator", Shape::Text, "全表同一个指标"),
    Key::may("measure", Shape::Text, "全表同一个计量"),
    Key::may("unit", Shape::Text, "全表之数的单位；列、行、格另有说明的从其说明"),
    Key::may("region", Shape::Text, "全表同一个地区"),
    Key::may("period", Shape::Text, "全表同一期（`2021-11`）"),
    Key::may("summary", Shape::Boolean, "汇总表：只与其他表核对，不取其数"),
    Key::may(
        "duplicates",
        Shape::Choice(&["error", "first", "last"]),
        "同一个数出现两次时：error 报错且两个都不用（缺省；相等不算）、first 用前一个、last 用后一个",
    ),
    Key::may("only", Shape::Tables(CONDITION), "只读符合全部条件的行"),
    Key::may(
        "unique",
        Shape::Texts,
        "名册中同一人（户）只算一次：证件号等列的表头；重复的按 duplicates 用前一行或后一行，缺省报错且都不算",
    ),
    Key::may("aggregates", Shape::Tables(AGGREGATE), "名册汇总：按地区等点数或求和，各行本身不出数"),
];

const COLUMN: &[Key] = &[
    Key::must("heads", Shape::Texts, "表头路径，上下级以 / 相连，写末尾几级即可；`*` 代表由 each 读出的一级"),
    Key::may(
        "gives",
        Shape::Choice(&["region", "period", "indicator", "measure", "unit"]),
        "本列不是数，而是说明该行是哪个地区、哪一期、哪个指标、什么计量或单位",
    ),
    Key::may("fill_down", Shape::Boolean, "gives 的列空白时沿用上一行的"),
    Key::may("personal", Shape::Boolean, "姓名、证件号等：不保存、不引用"),
    Key::may(
        "each",
        Shape::Choice(&["region", "period", "indicator", "measure"]),
        "表头中 `*` 一级读出的是什么；读得出的每一列都算",
    ),
    Key::may("indicator", Shape::Text, "本列的指标（键或名称）"),
    Key::may(
        "measure",
        Shape::Text,
        "计量（`month`、`本月` 等）；缺省：存量、标准为期末，比率为比率；流量必填。一个表头可属几个计量，由行的 measures 定",
    ),
    Key::may("unit", Shape::Text, "本列之数的单位；表头括号里写着的优先"),
    Key::may("region", Shape::Text, "本列的地区"),
    Key::may("period", Shape::Text, "本列的期别（`2021-11`）"),
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

const CONDITION: &[Key] = &[
    Key::must("heads", Shape::Texts, "看哪一列"),
    Key::may("is", Shape::Texts, "须是其中之一；末尾写 `*` 表示以它开头的都算"),
    Key::may("not", Shape::Texts, "不得是其中任何一个；也可用 `*`"),
    Key::may("at_least", Shape::Number, "须是不小于它的数"),
    Key::may("at_most", Shape::Number, "须是不大于它的数"),
];

const AGGREGATE: &[Key] = &[
    Key::must("indicator", Shape::Text, "得出的指标（键或名称）"),
    Key::may("measure", Shape::Text, "计量；缺省：存量、标准为期末；流量必填"),
    Key::may("count", Shape::Boolean, "点行数"),
    Key::may("sum", Shape::Texts, "求和的列的表头"),
    Key::may("unit", Shape::Text, "求和列中之数的单位；缺省为指标的"),
    Key::may("only", Shape::Tables(CONDITION), "另加的条件"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRowsAre {
    Indicators,
    Regions,
    Periods,
    Measures,
    Records,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawAxis {
    Region,
    Period,
    Indicator,
    Measure,
    Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawDuplicates {
    Error,
    First,
    Last,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTable {
    pub name: Option<String>,
    #[serde(default)]
    pub above: Vec<String>,
    pub rows_are: Option<RawRowsAre>,
    pub label_heads: Vec<String>,
    #[serde(default)]
    pub code_heads: Vec<String>,
    #[serde(default)]
    pub unit_heads: Vec<String>,
    pub columns: Vec<RawColumn>,
    #[serde(default)]
    pub rows: Vec<RawRow>,
    #[serde(default)]
    pub totals: Vec<String>,
    #[serde(default)]
    pub subtotals: Vec<String>,
    #[serde(default)]
    pub skip: Vec<String>,
    #[serde(default)]
    pub end: Vec<String>,
    pub indicator: Option<Name>,
    pub measure: Option<Name>,
    pub unit: Option<Name>,
    pub region: Option<String>,
    pub period: Option<Name>,
    #[serde(default)]
    pub summary: bool,
    pub duplicates: Option<RawDuplicates>,
    #[serde(default)]
    pub only: Vec<RawCondition>,
    #[serde(default)]
    pub unique: Vec<String>,
    #[serde(default)]
    pub aggregates: Vec<RawAggregate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawColumn {
    pub heads: toml::Spanned<Vec<String>>,
    pub gives: Option<RawAxis>,
    #[serde(default)]
    pub fill_down: bool,
    #[serde(default)]
    pub personal: bool,
    pub each: Option<RawAxis>,
    pub indicator: Option<Name>,
    pub measure: Option<Name>,
    pub unit: Option<Name>,
    pub region: Option<String>,
    pub period: Option<Name>,
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
pub struct RawCondition {
    pub heads: Vec<String>,
    #[serde(default)]
    pub is: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
    pub at_least: Option<Number>,
    pub at_most: Option<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAggregate {
    pub indicator: Name,
    pub measure: Option<Name>,
    #[serde(default)]
    pub count: bool,
    pub sum: Option<Vec<String>>,
    pub unit: Option<Name>,
    #[serde(default)]
    pub only: Vec<RawCondition>,
}
