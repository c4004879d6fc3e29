//! `reports/<id>/report.toml` as written.

use super::chart::CHART;
use super::degrees::{DEGREES, RawDegrees};
use super::terms::{RawTerms, TERMS};
use super::{Name, RawChart, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawReport {
    const KIND: FileKind = FileKind {
        path: "reports/<id>/report.toml",
        what: "一种报告：用哪些数字、哪些表；措辞在同一文件夹的 wording.md。",
        keys: &[
            Key::must("name", Shape::Text, "报告名"),
            Key::may("what", Shape::Text, "什么用的，一句话；`yuebao list reports` 列出"),
            Key::may(
                "figures",
                Shape::Choice(&["own", "desk"]),
                "用谁的指标：own 用本文件所列的（缺省），带 ◇ 的键都要写；desk 用统计台月报的（desk.toml 的 report），\
                 带 ◇ 的键写了哪个就以哪个为准，各台都能用",
            ),
            Key::may("headline", Shape::Pairs, "◇ 首段的几个数字"),
            Key::may("headline_labels", Shape::Texts, "这几个数字的短名，一一对应；缺省用指标名"),
            Key::may("key_indicators", Shape::Pairs, "◇ 主要指标表，按次序"),
            Key::may(
                "county_columns",
                Shape::Pairs,
                "◇ 分县表的列；占合计的比重：在册数写 `share`，累计数写 `share_ytd`",
            ),
            Key::may("focus", Shape::Texts, "◇ 排名并画走势的指标：`[指标, 计量]`"),
            Key::may("annex_forms", Shape::Texts, "附表：每张报表一张，列全部指标"),
            Key::may("charts", Shape::Tables(CHART), "图；`::chart 键` 画其中一幅"),
            Key::may("constants", Shape::Texts, "措辞中可以出现、但不是统计数的数字"),
            Key::may("degrees", Shape::Table(DEGREES), "程度用语的阈值；缺省用版式（themes/）的"),
            Key::may("terms", Shape::Table(TERMS), "用语：合计、指标在本报告里怎么叫，大数怎么说；缺省随统计台月报"),
            Key::may("summons", Shape::Table(SUMMONS), "什么情况约谈；缺省不约谈"),
            Key::may("pages", Shape::Integer, "至多几页，1 至 99；超过的照样写出，屏幕上提示；缺省不限"),
            Key::may("praise", Shape::Table(PRAISE), "什么情况表扬；缺省不表扬"),
            Key::may("upward", Shape::Boolean, "上行文（请示、报告等），可以标注签发人；缺省不是"),
        ],
    };
}

pub(super) const SUMMONS: &[Key] = &[
    Key::must("months", Shape::Integer, "连续几个月（或季、半年）都有目标滞后的，1 至 12"),
    Key::must("targets", Shape::Integer, "每个月至少几项滞后"),
];

const PRAISE: &[Key] = &[
    Key::must("months", Shape::Integer, "连续几个月（或季、半年）居前的，1 至 12"),
    Key::must("places", Shape::Integer, "居前几位算居前，1 至 99"),
    Key::must("must", Shape::Integer, "本单位未解决的强制性问题多于几处的不表扬，0 至 99"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawReport {
    pub name: String,
    #[serde(default)]
    pub what: String,
    #[serde(default)]
    pub figures: RawFiguresOf,
    pub headline: Option<Vec<(Name, Name)>>,
    pub headline_labels: Option<toml::Spanned<Vec<String>>>,
    pub key_indicators: Option<Vec<(Name, Name)>>,
    pub county_columns: Option<Vec<(Name, Name)>>,
    pub focus: Option<toml::Spanned<Vec<Name>>>,
    pub annex_forms: Option<Vec<Name>>,
    #[serde(default)]
    pub charts: Vec<RawChart>,
    #[serde(default)]
    pub constants: Vec<String>,
    pub degrees: Option<toml::Spanned<RawDegrees>>,
    pub terms: Option<RawTerms>,
    pub summons: Option<RawSummons>,
    pub pages: Option<toml::Spanned<i64>>,
    pub praise: Option<RawPraise>,
    #[serde(default)]
    pub upward: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum RawFiguresOf {
    #[default]
    Own,
    Desk,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSummons {
    pub months: toml::Spanned<i64>,
    pub targets: toml::Spanned<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPraise {
    pub months: toml::Spanned<i64>,
    pub places: toml::Spanned<i64>,
    pub must: toml::Spanned<i64>,
}
