//! `desks/<id>/external.toml` and `desks/<id>/not_targets.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawExternal {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/external.toml",
        what: "外来数列：别处公布、本台据以衡量的数（如全省平均水平）。可以没有这个文件。",
        keys: &[Key::must("series", Shape::Tables(SERIES), "各数列")],
    };
}

impl RawFile for RawNotTargets {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/not_targets.toml",
        what: "资料中不作目标衡量的行，各说明为什么。可以没有这个文件。",
        keys: &[Key::must("not_targets", Shape::Tables(NOT_TARGET), "各行")],
    };
}

const SERIES: &[Key] = &[
    Key::must("id", Shape::Text, "键，唯一；targets.toml 的 `external` 写它"),
    Key::must("name", Shape::Text, "名称"),
    Key::must("unit", Shape::Text, "计量单位（units.toml）"),
    Key::must("source", Shape::Text, "谁公布的"),
    Key::may(
        "valid_months",
        Shape::Integer,
        "一个数管几个月，含当月（按季公布的写 3）；缺省 1。过期无新数，目标无法判定",
    ),
    Key::must("values", Shape::Tables(VALUE), "各月的数"),
];

const VALUE: &[Key] = &[
    Key::must("month", Shape::Text, "哪个月（`2024-03`），本台的年份或上一年；一个月只写一个数"),
    Key::must("value", Shape::Number, "数"),
    Key::must("document", Shape::Text, "出自哪个文件"),
];

const NOT_TARGET: &[Key] = &[
    Key::must("row", Shape::Text, "资料行号（`MY-013`），唯一"),
    Key::must("reason", Shape::Text, "为什么不作目标，一句话"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExternal {
    pub series: Vec<RawSeries>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSeries {
    pub id: Name,
    pub name: Name,
    pub unit: Name,
    pub source: Name,
    pub valid_months: Option<toml::Spanned<i64>>,
    pub values: Vec<RawSeriesValue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSeriesValue {
    pub month: Name,
    pub value: Number,
    pub document: Name,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNotTargets {
    pub not_targets: Vec<RawNotTarget>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNotTarget {
    pub row: Name,
    pub reason: Name,
}
