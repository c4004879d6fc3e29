//! `comparisons/published/<id>.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawPublished {
    const KIND: FileKind = FileKind {
        path: "comparisons/published/<id>.toml",
        what: "公布的数：每个数有出处、日期和原文。对标时写“文件/行”引用。",
        keys: &[Key::must("values", Shape::Tables(VALUE), "各数")],
    };
}

const VALUE: &[Key] = &[
    Key::must("id", Shape::Text, "行的键，文件内唯一（`BJ-018`）"),
    Key::must("region", Shape::Text, "哪个地区的（与对标成员的 region 相同）"),
    Key::must("name", Shape::Text, "文件里叫什么"),
    Key::must("value", Shape::Number, "数"),
    Key::must("unit", Shape::Text, "计量单位（units.toml）"),
    Key::may("places", Shape::Integer, "公布到几位小数；缺省按 value 的写法"),
    Key::must(
        "as_of",
        Shape::Text,
        "哪一天的数（`2021-11-30`）；只知道月份、年份的写 `2021-11`、`2020`，累计、当月的写期末",
    ),
    Key::may("approximate", Shape::Choice(&["余", "近", "突破", "以上", "最高"]), APPROXIMATE),
    Key::must("document", Shape::Text, "出自哪个文件（标题、日期）"),
    Key::must("quote", Shape::Text, "文件原文"),
];

const APPROXIMATE: &str = "概数的字样，随数印出；概数只是一个界限，不参与排名";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPublished {
    pub values: Vec<RawPublishedValue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPublishedValue {
    pub id: Name,
    pub region: Name,
    pub name: Name,
    pub value: Number,
    pub unit: Name,
    pub places: Option<toml::Spanned<i64>>,
    pub as_of: Name,
    pub approximate: Option<Name>,
    pub document: Name,
    pub quote: Name,
}
