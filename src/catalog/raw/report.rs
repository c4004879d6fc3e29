//! `reports/<id>/report.toml` as written.

use super::chart::CHART;
use super::degrees::{DEGREES, RawDegrees};
use super::{Name, RawChart, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawReport {
    const KIND: FileKind = FileKind {
        path: "reports/<id>/report.toml",
        what: "一种报告：用哪些数字、哪些表；措辞在同一文件夹的 wording.md。",
        keys: &[
            Key::must("name", Shape::Text, "报告名"),
            Key::must("headline", Shape::Pairs, "首段的几个数字"),
            Key::may("headline_labels", Shape::Texts, "这几个数字的短名，一一对应；缺省用指标名"),
            Key::must("key_indicators", Shape::Pairs, "主要指标表，按次序"),
            Key::must(
                "county_columns",
                Shape::Pairs,
                "分县表的列；占合计的比重：在册数写 `share`，累计数写 `share_ytd`",
            ),
            Key::must("focus", Shape::Texts, "排名并画走势的指标：`[指标, 计量]`"),
            Key::may("annex_forms", Shape::Texts, "附表：每张报表一张，列全部指标"),
            Key::may("charts", Shape::Tables(CHART), "图；`::chart 键` 画其中一幅"),
            Key::may("constants", Shape::Texts, "措辞中可以出现、但不是统计数的数字"),
            Key::may("degrees", Shape::Table(DEGREES), "程度用语的阈值；缺省用版式（themes/）的"),
        ],
    };
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawReport {
    pub name: String,
    pub headline: Vec<(Name, Name)>,
    pub headline_labels: Option<toml::Spanned<Vec<String>>>,
    pub key_indicators: Vec<(Name, Name)>,
    pub county_columns: Vec<(Name, Name)>,
    pub focus: toml::Spanned<Vec<Name>>,
    #[serde(default)]
    pub annex_forms: Vec<Name>,
    #[serde(default)]
    pub charts: Vec<RawChart>,
    #[serde(default)]
    pub constants: Vec<String>,
    pub degrees: Option<toml::Spanned<RawDegrees>>,
}
