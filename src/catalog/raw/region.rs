//! `regions.toml` as written.

use super::{Name, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawRegions {
    const KIND: FileKind = FileKind {
        path: "regions.toml",
        what: "区域（行政区划、功能区、市本级），按起止日期。",
        keys: &[Key::must("regions", Shape::Tables(REGION), "各区域")],
    };
}

const REGION: &[Key] = &[
    Key::must("code", Shape::Text, "代码：国标 6 位，或本处代码（`XC-SFQ`），或本级（`411000-B`）；唯一"),
    Key::must("name", Shape::Text, "全称"),
    Key::may("short", Shape::Text, "表中简称；缺省为全称"),
    Key::may("aliases", Shape::Texts, "其他叫法"),
    Key::may("parent", Shape::Text, "上级区域的代码"),
    Key::may("from", Shape::Date, "设立日期；缺省为一直有"),
    Key::may("to", Shape::Date, "撤销日期（最后一天）；缺省为至今"),
    Key::may("successor", Shape::Text, "撤销后由哪个区域承接（代码）；同比随之"),
    Key::may("stat_code", Shape::Text, "统计用区划代码；只作记录，不作名称"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRegions {
    pub regions: Vec<RawRegion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRegion {
    pub code: Name,
    pub name: Name,
    pub short: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub parent: Option<Name>,
    pub from: Option<Name>,
    pub to: Option<Name>,
    pub successor: Option<Name>,
    pub stat_code: Option<String>,
}
