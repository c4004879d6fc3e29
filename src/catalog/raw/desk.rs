//! `desks/<id>/desk.toml` as written.

use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

const FONTS: &[&str] = &["bundled", "system"];

impl RawFile for RawDesk {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/desk.toml",
        what: "一个统计台：哪个局、哪一年、谁报送、报什么、何时报。",
        keys: &[
            Key::must("office", Shape::Text, "局名"),
            Key::must("year", Shape::Integer, "年份"),
            Key::must("region", Shape::Text, "合计的区域代码"),
            Key::may("language", Shape::Choice(&["zh", "en"]), "印出的语言；缺省 zh"),
            Key::may("notice", Shape::Text, "随数字印出的说明（`模拟数据`）；真实数据不写"),
            Key::must("calendar", Shape::Text, "calendars/ 中的哪个报送日历"),
            Key::must("report", Shape::Text, "reports/ 中的哪个报告"),
            Key::may("also", Shape::Texts, "另出 reports/ 中的哪些报告（`completion`），与月报同在一期；缺省没有"),
            Key::must("theme", Shape::Text, "themes/ 中的哪个版式"),
            Key::may(
                "fonts",
                Shape::Choice(FONTS),
                "bundled 随附字体（缺省，各处输出一致）、system 本机的方正小标宋等",
            ),
            Key::may("ledger_form", Shape::Text, "台账是哪张表"),
            Key::may("revision_marks", Shape::Texts, "文件名中表示更正件的字样"),
            Key::may(
                "pinned",
                Shape::Texts,
                "同一单位同月有几份时以哪一份为准：写文件路径（`2021-10/某县10月.xlsx`），先于报出日期和字样",
            ),
            Key::may("ignored_files", Shape::Texts, "从不读的文件名，`*` 代任意字符"),
            Key::may("quality", Shape::Text, "schemes/ 中的哪个评分办法，给各单位的填报质量打分；缺省不打分"),
            Key::may("appraisal", Shape::Table(APPRAISAL), "按目标完成情况给各单位打分用哪个办法；缺省不打分"),
            Key::may("letters", Shape::Table(LETTERS), "催报函、退回函；缺省不出函"),
            Key::may(
                "rounding",
                Shape::Choice(&["half_up", "half_even", "truncate"]),
                "印出的数怎样舍入：half_up 四舍五入（缺省），half_even 四舍六入五成双（GB/T 8170-2008），truncate 截尾；一次舍到位，负数按绝对值",
            ),
            Key::may(
                "balanced",
                Shape::Tables(BALANCED),
                "舍位平衡：哪些合计的分项印出来要加得起来；一个指标只在一组里。缺省不调整。见 docs/statistics.md",
            ),
            Key::may(
                "unbalanced_note",
                Shape::Text,
                "分项印出来加不起来的表，表下注什么（`因舍入，分项之和与合计不等，未作机械调整。`，不含数字）；缺省不注",
            ),
            Key::may("heads", Shape::Table(HEADS), "印在各表上方的机关、文号、表号、标题；报表文件里只写各地共同的"),
            Key::must("bands", Shape::Table(BANDS), "颜色的界线，按落后进度的百分点"),
            Key::must("units", Shape::Tables(UNIT), "报送单位"),
        ],
    };
}

const BALANCED: &[Key] = &[
    Key::must("indicator", Shape::Text, "合计是哪个指标（flow 或 stock）"),
    Key::may("parts", Shape::Texts, "分项是哪些指标，计量单位和小数位数与合计相同；缺省为各报送单位的这个指标"),
];

const BANDS: &[Key] = &[
    Key::must("good_behind", Shape::Number, "落后不超过此数为好"),
    Key::may(
        "watch_from",
        Shape::Number,
        "关注从落后超过此数算起；与 good_behind 之间的归 between。缺省即 good_behind",
    ),
    Key::may(
        "between",
        Shape::Choice(&["good", "watch", "bad", "none"]),
        "落后在 good_behind 与 watch_from 之间的颜色；none 为办法未规定，不着色。有 watch_from 时必写",
    ),
    Key::must("watch_behind", Shape::Number, "落后不超过此数为关注，再多为差"),
];

const APPRAISAL: &[Key] = &[
    Key::may("month", Shape::Text, "月调度：schemes/ 中的哪个考评办法"),
    Key::may("quarter", Shape::Text, "季考评用的"),
    Key::may("half", Shape::Text, "半年考评用的"),
    Key::may("year", Shape::Text, "年考核用的"),
];

const LETTERS: &[Key] = &[
    Key::must("remind", Shape::Text, "letters/ 中的哪个措辞作催报函"),
    Key::must("return", Shape::Text, "letters/ 中的哪个措辞作退回函"),
    Key::must("contact", Shape::Text, "本局的联系人和电话，印在函末"),
    Key::must("send_to", Shape::Text, "报表送到哪里（邮箱、平台或科室）"),
];

const HEADS: &[Key] = &[
    Key::may("issued_by", Shape::Text, "制定机关；印在有表号的各表上，报表文件自己写了的从其自己"),
    Key::may("approved_by", Shape::Text, "批准机关，同上"),
    Key::may("document", Shape::Text, "文号，同上"),
    Key::may("valid_to", Shape::Text, "有效期至，同上"),
    Key::may("numbers", Shape::TextMap, "表号：`table1 = \"×民统1表\"`；靠它认改了名的工作表"),
    Key::may("titles", Shape::TextMap, "印在表上方的标题：`cover = \"××市民政事业统计月报\"`；缺省从报表文件"),
];

const UNIT: &[Key] = &[
    Key::must("code", Shape::Text, "区域代码"),
    Key::must("names", Shape::Texts, "封面上写的单位名"),
    Key::must("forms", Shape::Texts, "应报哪些表，含封面；只在一段时间应报的写在 owed"),
    Key::may("owed", Shape::Tables(OWED), "只在一段时间应报的表"),
    Key::may("from", Shape::Text, "从哪个月起报送（`2021-03`，含）；缺省一向如此。此前不算应报，也不算缺报"),
    Key::may("to", Shape::Text, "报送到哪个月为止（`2021-06`，含）；缺省一直如此。此后来的报表不计入"),
    Key::may("own", Shape::Boolean, "是否市本级：计入合计，不排名，应报实报另计；缺省 false"),
    Key::may("contact", Shape::Text, "联系方式"),
];

const OWED: &[Key] = &[
    Key::must("form", Shape::Text, "哪张表"),
    Key::may("from", Shape::Text, "从哪个月起（`2021-04`，含）"),
    Key::may("to", Shape::Text, "到哪个月为止（`2021-09`，含）"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDesk {
    pub office: String,
    pub year: toml::Spanned<i64>,
    pub region: Name,
    pub language: Option<String>,
    pub notice: Option<String>,
    pub calendar: Name,
    pub report: Name,
    #[serde(default)]
    pub also: Vec<Name>,
    pub theme: Name,
    pub fonts: Option<String>,
    pub ledger_form: Option<Name>,
    #[serde(default)]
    pub revision_marks: Vec<String>,
    #[serde(default)]
    pub pinned: Vec<Name>,
    #[serde(default)]
    pub ignored_files: Vec<String>,
    pub quality: Option<Name>,
    pub appraisal: Option<RawDeskAppraisal>,
    pub letters: Option<RawDeskLetters>,
    pub rounding: Option<RawRounding>,
    #[serde(default)]
    pub balanced: Vec<RawBalanced>,
    pub unbalanced_note: Option<Name>,
    #[serde(default)]
    pub heads: RawHeads,
    pub bands: RawBands,
    pub units: Vec<RawUnit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDeskAppraisal {
    pub month: Option<Name>,
    pub quarter: Option<Name>,
    pub half: Option<Name>,
    pub year: Option<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDeskLetters {
    pub remind: Name,
    #[serde(rename = "return")]
    pub send_back: Name,
    pub contact: String,
    pub send_to: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRounding {
    HalfUp,
    HalfEven,
    Truncate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBalanced {
    pub indicator: Name,
    #[serde(default)]
    pub parts: Vec<Name>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHeads {
    pub issued_by: Option<String>,
    pub approved_by: Option<String>,
    pub document: Option<String>,
    pub valid_to: Option<String>,
    #[serde(default)]
    pub numbers: BTreeMap<String, Name>,
    #[serde(default)]
    pub titles: BTreeMap<String, Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBands {
    pub good_behind: toml::Spanned<Number>,
    pub watch_from: Option<Number>,
    pub between: Option<RawBetween>,
    pub watch_behind: Number,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawBetween {
    Good,
    Watch,
    Bad,
    None,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawUnit {
    pub code: Name,
    pub names: Vec<Name>,
    pub forms: Vec<Name>,
    #[serde(default)]
    pub owed: Vec<RawOwed>,
    pub from: Option<Name>,
    pub to: Option<Name>,
    #[serde(default)]
    pub own: bool,
    #[serde(default)]
    pub contact: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOwed {
    pub form: Name,
    pub from: Option<Name>,
    pub to: Option<Name>,
}
