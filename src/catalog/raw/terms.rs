//! `[terms]` of a report: what it calls things by, and from where on it counts in ten thousands.

use super::Name;
use crate::catalog::schema::{Key, Shape};
use serde::Deserialize;

pub(super) const TERMS: &[Key] = &[
    Key::may("total", Shape::Text, "合计叫什么：`全市`；缺省用 regions.toml 中的第一个别名或简称"),
    Key::may(
        "names",
        Shape::Pairs,
        "本报告里改用的指标名：`[指标, 名称]`；文、表、图一律用它，一个事物在一份文件里只有一个名称",
    ),
    Key::may(
        "ten_thousands_from",
        Shape::Integer,
        "正文和首段的计数达到此数的，以万为单位、保留两位小数（405.46万人）；表中仍印准确数。不少于 10000，缺省不换算",
    ),
];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerms {
    pub total: Option<String>,
    #[serde(default)]
    pub names: Vec<(Name, Name)>,
    pub ten_thousands_from: Option<toml::Spanned<i64>>,
}
