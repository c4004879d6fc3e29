//! The small files: units of measurement, calendars, themes, limits, fonts.

use super::degrees::{DEGREES, RawDegrees};
use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;

impl RawFile for RawMeasureUnits {
    const KIND: FileKind =
        FileKind {
            path: "units.toml", what: "计量单位。", keys: &[Key::must("units", Shape::Tables(UNIT), "各单位")]
        };
}

const UNIT: &[Key] = &[
    Key::must("name", Shape::Text, "名称"),
    Key::may("base", Shape::Text, "由哪个单位折算（`万元` 由 `元`）"),
    Key::may("factor", Shape::Number, "等于多少个 base"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMeasureUnits {
    pub units: Vec<RawMeasureUnit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMeasureUnit {
    pub name: Name,
    pub base: Option<Name>,
    pub factor: Option<Number>,
}

impl RawFile for RawCalendar {
    const KIND: FileKind = FileKind {
        path: "calendars/<id>.toml",
        what: "报送日历。",
        keys: &[
            Key::must("day_of_next_month", Shape::Integer, "次月几日前（含）报送，1 至 28"),
            Key::may(
                "shift",
                Shape::Choice(&["none", "later", "earlier"]),
                "那一天不上班时：none 不变（缺省）、later 顺延到下一个工作日、earlier 提前到上一个工作日；周六、周日不上班",
            ),
            Key::may("holidays", Shape::Texts, "放假的日子（`2021-10-01`），含次年 1 月的；须写 shift"),
            Key::may("workdays", Shape::Texts, "调休上班的周六、周日；须写 shift"),
            Key::may(
                "remind_days",
                Shape::Integer,
                "催报函限几个工作日内补报，从成文日次日算起，1 至 60；缺省不写期限，请其即报",
            ),
            Key::may("correction_days", Shape::Integer, "退回函限几个工作日内更正重报，写法同上"),
        ],
    };
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCalendar {
    pub day_of_next_month: toml::Spanned<i64>,
    pub shift: Option<RawShift>,
    #[serde(default)]
    pub holidays: Vec<Name>,
    #[serde(default)]
    pub workdays: Vec<Name>,
    pub remind_days: Option<toml::Spanned<i64>>,
    pub correction_days: Option<toml::Spanned<i64>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawShift {
    None,
    Later,
    Earlier,
}

impl RawFile for RawTheme {
    const KIND: FileKind = FileKind {
        path: "themes/<id>.toml",
        what: "颜色（`#RRGGBB`）、缺数的记号与标题中不拆开的词。",
        keys: &[
            Key::must("red", Shape::Text, "版头的红"),
            Key::must("good", Shape::Text, "好"),
            Key::must("watch", Shape::Text, "关注"),
            Key::must("bad", Shape::Text, "差"),
            Key::must("main", Shape::Text, "图的主色"),
            Key::must("grey", Shape::Text, "图的次色"),
            Key::must("not_reported", Shape::Text, "未报"),
            Key::must("not_applicable", Shape::Text, "不适用"),
            Key::must("suppressed", Shape::Text, "不予公布"),
            Key::must("unreadable", Shape::Text, "无法识别"),
            Key::must("incomplete", Shape::Text, "合计不全，缀于数后"),
            Key::may("doubtful", Shape::Text, "含待核实的上报数，缀于表中的数后；缺省：表中不标"),
            Key::may(
                "words",
                Shape::Texts,
                "标题回行不拆开的词，各两字以上（`殡葬改革`）；地区、机关、指标、报告的名称不必写",
            ),
            Key::may("banding", Shape::Boolean, "表中隔行垫灰；缺省：不垫"),
            Key::must("degrees", Shape::Table(DEGREES), "程度用语的阈值；一种报告可以在 report.toml 另定"),
            Key::must("marks", Shape::Table(MARKS), "表中标记的意思，印在用到标记的表下"),
        ],
    };
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTheme {
    pub red: Name,
    pub good: Name,
    pub watch: Name,
    pub bad: Name,
    pub main: Name,
    pub grey: Name,
    pub not_reported: String,
    pub not_applicable: String,
    pub suppressed: String,
    pub unreadable: String,
    pub incomplete: String,
    #[serde(default)]
    pub doubtful: String,
    #[serde(default)]
    pub banding: bool,
    pub degrees: toml::Spanned<RawDegrees>,
    pub marks: RawMarks,
    #[serde(default)]
    pub words: Vec<Name>,
}

const MARKS: &[Key] = &[
    Key::must("good", Shape::Text, "● 目标"),
    Key::must("watch", Shape::Text, "▲ 目标"),
    Key::must("bad", Shape::Text, "■ 目标"),
    Key::must("unknown", Shape::Text, "○ 目标"),
    Key::must("returns_watch", Shape::Text, "▲ 报送和审核情况"),
    Key::must("returns_bad", Shape::Text, "■ 报送和审核情况"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMarks {
    pub good: String,
    pub watch: String,
    pub bad: String,
    pub unknown: String,
    pub returns_watch: String,
    pub returns_bad: String,
}

impl RawFile for RawLimits {
    const KIND: FileKind = FileKind {
        path: "limits.toml",
        what: "读取的界限，使恶意或损坏的文件占不住机器。",
        keys: &[
            Key::must("file_bytes", Shape::Integer, "文件最大字节数"),
            Key::must("inflated_bytes", Shape::Integer, "压缩包（xlsx、xlsb、ods）解开后最大字节数"),
            Key::must("entries", Shape::Integer, "压缩包最多部件"),
            Key::must("sheets", Shape::Integer, "最多工作表"),
            Key::must("cells", Shape::Integer, "一个文件最多单元格"),
            Key::must("strings", Shape::Integer, "共享字符串最多条数"),
            Key::must("merges", Shape::Integer, "一个文件最多合并区域"),
            Key::must("nesting", Shape::Integer, "XML、HTML 最多嵌套层数"),
            Key::must("seconds", Shape::Integer, "读取一个文件最多秒数"),
            Key::must("text_chars", Shape::Integer, "一个单元格最多字符"),
            Key::must("rows", Shape::Integer, "最多行；此行以下不读"),
            Key::must("columns", Shape::Integer, "最多列；此列以右不读"),
        ],
    };
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLimits {
    pub file_bytes: toml::Spanned<i64>,
    pub inflated_bytes: toml::Spanned<i64>,
    pub entries: toml::Spanned<i64>,
    pub sheets: toml::Spanned<i64>,
    pub cells: toml::Spanned<i64>,
    pub strings: toml::Spanned<i64>,
    pub merges: toml::Spanned<i64>,
    pub nesting: toml::Spanned<i64>,
    pub seconds: toml::Spanned<i64>,
    pub text_chars: toml::Spanned<i64>,
    pub rows: toml::Spanned<i64>,
    pub columns: toml::Spanned<i64>,
}

impl RawFile for RawFonts {
    const KIND: FileKind = FileKind {
        path: "fonts/fonts.toml",
        what: "字体；字体文件在同一文件夹。",
        keys: &[Key::must("faces", Shape::Tables(FACE), "各字体")],
    };
}

const ROLES: &[&str] = &["title", "song", "hei", "kai", "fang"];

const FACE: &[Key] = &[
    Key::must("role", Shape::Choice(ROLES), "title 小标宋、song 宋、hei 黑、kai 楷、fang 仿宋"),
    Key::must("file", Shape::Text, "文件名"),
    Key::must("name", Shape::Text, "字体名"),
    Key::must("licence", Shape::Text, "许可"),
    Key::must("embed", Shape::Boolean, "可否编入程序"),
    Key::must("fallback", Shape::Choices(ROLES), "缺字时依次用哪些"),
    Key::may("prefer", Shape::Texts, "用本机字体时（`--fonts system`）依次找哪些，中英文名均可；找不到用本款"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFonts {
    pub faces: Vec<RawFace>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFace {
    pub role: String,
    pub file: String,
    pub name: String,
    pub licence: String,
    pub embed: bool,
    pub fallback: Vec<String>,
    #[serde(default)]
    pub prefer: Vec<String>,
}
