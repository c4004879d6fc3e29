//! `[degrees]` of a theme or of a report: from where on a change is called slight, quick or sharp.

use super::Number;
use crate::catalog::schema::{Key, Shape};
use serde::Deserialize;

pub const DEGREES: &[Key] = &[
    Key::must("amount_plain", Shape::Number, "数量：增减达到此百分数才不说“略有”"),
    Key::must("amount_quick", Shape::Number, "数量：达到此百分数说“较快增长”“明显下降”"),
    Key::must("amount_sharp", Shape::Number, "数量：达到此百分数说“大幅”"),
    Key::must("points_plain", Shape::Number, "比率：变化达到此百分点才不说“略有”"),
    Key::must("points_quick", Shape::Number, "比率：达到此百分点说“明显”"),
    Key::must("points_sharp", Shape::Number, "比率：达到此百分点说“大幅”"),
    Key::must("small_base", Shape::Number, "上年同期小于此数时，注明基数较小、同比仅供参考，不用程度用语"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDegrees {
    pub amount_plain: Number,
    pub amount_quick: Number,
    pub amount_sharp: Number,
    pub points_plain: Number,
    pub points_quick: Number,
    pub points_sharp: Number,
    pub small_base: Number,
}
