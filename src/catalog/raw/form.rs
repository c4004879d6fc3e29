//! `forms/<id>.toml` as written.

use super::table::TABLE;
use super::{Name, RawFile, RawTable};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

impl RawFile for RawForm {
    const KIND: FileKind = FileKind {
        path: "forms/<id>.toml",
        what: "一张报表的样子：按表头和行名找单元格，从不按列号。`[cover]`、`[[tables]]`、`[ledger]`、`[[fields]]` 至少有其一。写法见 docs/forms.md。",
        keys: &[
            Key::must("title", Shape::Text, "表名"),
            Key::may("head", Shape::Table(HEAD), "空白表上印的表头块；没有的不印"),
            Key::may("number", Shape::Text, "印在表上的表号；工作表改了名时靠它认表"),
            Key::may("sheets", Shape::Texts, "工作表可能的名字（比较时不计空格、全半角）；缺省：找得到本表表头的都是"),
            Key::may("region", Shape::Text, "表中写不出地区时，数是哪里的"),
            Key::may("period", Shape::Text, "表中写不出期别时，数是哪一期的（`2021-11`）"),
            Key::may("placeholders", Shape::Texts, "表示“没有”的记号"),
            Key::may("not_applicable", Shape::Texts, "表示“本项不适用”的记号，如 `×`：读作不适用，不提示"),
            Key::may(
                "negatives",
                Shape::Texts,
                "数前表示负数的记号，如 `▲`；`()` 表示括号里的数是负数。不写则有疑问、不采用",
            ),
            Key::may("ignored_columns", Shape::Texts, "不含数值的列的表头"),
            Key::may("read_hidden", Shape::Boolean, "隐藏的行、列也读；缺省：不读并提示（筛选掉的行总是读）"),
            Key::may("zero_if_note", Shape::Texts, "表内有这样的注时，空白读作 0；否则空白是未报"),
            Key::may("measures", Shape::TextMap, "本表对计量的叫法：`\"去年同期\" = \"上年同期累计\"`"),
            Key::may("periods", Shape::TextMap, "本表对期别的叫法：`\"上半年\" = \"2021-06\"`"),
            Key::may("indicators", Shape::Tables(INDICATOR), "本表自己的指标，不必在 indicators/ 里"),
            Key::may("regions", Shape::Tables(REGION), "本表自己的地区写法"),
            Key::may("cover", Shape::Table(COVER), "封面"),
            Key::may("tables", Shape::Tables(TABLE), "表；一张工作表上可有几张"),
            Key::may("fields", Shape::Tables(FIELD), "单个的格：标签在左（或上），数在右（或下）"),
            Key::may("cards", Shape::Table(CARDS), "一张工作表上有几张卡片，各有同样的 `[[fields]]`"),
            Key::may("ledger", Shape::Table(LEDGER), "台账：行为项目"),
        ],
    };
}

const HEAD: &[Key] = &[
    Key::may("title", Shape::Text, "印在表上方的标题；缺省为表名"),
    Key::may("issued_by", Shape::Text, "制定机关"),
    Key::may("approved_by", Shape::Text, "批准机关"),
    Key::may("document", Shape::Text, "文号"),
    Key::may("valid_to", Shape::Text, "有效期至"),
];

const INDICATOR: &[Key] = &[
    Key::may("id", Shape::Text, "键；放进 templates/forms 的报表必填，单独使用时缺省为名称"),
    Key::must("name", Shape::Text, "名称"),
    Key::may("aliases", Shape::Texts, "别名"),
    Key::must(
        "kind",
        Shape::Choice(&["flow", "stock", "level", "ratio"]),
        "flow 流量、stock 存量、level 标准或价格、ratio 比率（照报的数读，不重算）",
    ),
    Key::must("unit", Shape::Text, "计量单位，须在 units.toml 中；读出的数以它计"),
    Key::may("places", Shape::Integer, "印出的小数位数；缺省 0"),
    Key::may("suppress_below", Shape::Integer, "小于此数（大于零）的单位数不予公布；同 indicators/"),
];

const REGION: &[Key] = &[
    Key::must("name", Shape::Text, "全称"),
    Key::may("aliases", Shape::Texts, "表中的其他写法"),
    Key::may("code", Shape::Text, "代码；缺省为名称"),
];

const COVER: &[Key] = &[
    Key::must("unit", Shape::Texts, "填报单位的标签"),
    Key::must("code", Shape::Texts, "区划代码的标签"),
    Key::must("period", Shape::Texts, "报告期的标签"),
    Key::must("submitted", Shape::Texts, "报出日期的标签"),
];

const FIELD: &[Key] = &[
    Key::must("labels", Shape::Texts, "标签的写法"),
    Key::must("indicator", Shape::Text, "指标（键或名称）"),
    Key::may("measure", Shape::Text, "计量；缺省：存量、标准为期末，比率为比率；流量必填"),
    Key::may("unit", Shape::Text, "格中之数的单位；缺省为指标的"),
    Key::may("below", Shape::Boolean, "数在标签之下；缺省在右"),
    Key::may(
        "within",
        Shape::Texts,
        "标签和数都在冒号后的一段文字里（`本年累计：死亡5,934人，火化4,706具`）：写冒号前的字",
    ),
];

const CARDS: &[Key] = &[
    Key::must("starts", Shape::Texts, "每张卡左上角的标签；它的值是这张卡的地区（机构）"),
    Key::may("below", Shape::Boolean, "名称在这个标签之下；缺省在右"),
];

const LEDGER: &[Key] = &[
    Key::must("label_heads", Shape::Texts, "项目名称列的表头"),
    Key::may("unit_heads", Shape::Texts, "计量单位列的表头"),
    Key::must("goal_heads", Shape::Texts, "目标列的表头"),
    Key::must("done_heads", Shape::Texts, "完成列的表头"),
    Key::must("deadline_heads", Shape::Texts, "时限列的表头"),
    Key::must("status_heads", Shape::Texts, "状态列的表头"),
    Key::may("statuses", Shape::Texts, "状态可以是哪些；空白表上作下拉选项"),
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
    #[serde(default)]
    pub head: RawHead,
    pub number: Option<String>,
    #[serde(default)]
    pub sheets: Vec<String>,
    pub region: Option<String>,
    pub period: Option<Name>,
    #[serde(default)]
    pub placeholders: Vec<String>,
    #[serde(default)]
    pub not_applicable: Vec<Name>,
    #[serde(default)]
    pub negatives: Vec<String>,
    #[serde(default)]
    pub ignored_columns: Vec<String>,
    #[serde(default)]
    pub read_hidden: bool,
    #[serde(default)]
    pub zero_if_note: Vec<String>,
    #[serde(default)]
    pub measures: BTreeMap<String, Name>,
    #[serde(default)]
    pub periods: BTreeMap<String, Name>,
    #[serde(default)]
    pub indicators: Vec<RawOwnIndicator>,
    #[serde(default)]
    pub regions: Vec<RawOwnRegion>,
    pub cover: Option<RawCover>,
    #[serde(default)]
    pub tables: Vec<RawTable>,
    #[serde(default)]
    pub fields: Vec<RawField>,
    pub cards: Option<RawCards>,
    pub ledger: Option<RawLedger>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHead {
    pub title: Option<String>,
    pub issued_by: Option<String>,
    pub approved_by: Option<String>,
    pub document: Option<String>,
    pub valid_to: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOwnIndicator {
    pub id: Option<Name>,
    pub name: Name,
    #[serde(default)]
    pub aliases: Vec<Name>,
    pub kind: super::RawKind,
    pub unit: Name,
    #[serde(default)]
    pub places: i64,
    pub suppress_below: Option<toml::Spanned<i64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOwnRegion {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub code: Option<String>,
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
pub struct RawField {
    pub labels: Vec<String>,
    pub indicator: Name,
    pub measure: Option<Name>,
    pub unit: Option<Name>,
    #[serde(default)]
    pub below: bool,
    #[serde(default)]
    pub within: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCards {
    pub starts: Vec<String>,
    #[serde(default)]
    pub below: bool,
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
    #[serde(default)]
    pub statuses: Vec<String>,
    pub projects: Vec<RawProject>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProject {
    pub labels: Vec<Name>,
    pub goal: Name,
    pub done: Name,
}
