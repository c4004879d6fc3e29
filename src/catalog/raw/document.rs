//! `desks/<id>/documents.toml` as written.

use super::report::SUMMONS;
use super::{Name, Number, RawFile, RawSummons};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;

impl RawFile for RawDocuments {
    const KIND: FileKind = FileKind {
        path: "desks/<id>/documents.toml",
        what: "各种公文由局里定的事：发文字号、密级、主送、抄送、印发机关、印章。没有写的，页面上就不印；可以没有这个文件。\
               写法见 docs/documents.md。",
        keys: &[Key::must("documents", Shape::Tables(DOCUMENT), "各种公文，一种报告写一次")],
    };
}

const DOCUMENT: &[Key] = &[
    Key::must("report", Shape::Text, "reports/ 中的哪个报告（`circular`），或 letters/ 中的哪种函（`letters/return`）"),
    Key::may("series", Shape::Text, "发文字号的机关代字（`许民`），不带年份和括号：年份随成文日期。缺省不印发文字号"),
    Key::may(
        "numbers",
        Shape::NumberMap,
        "登记的序号，按报告期，函按报告期和单位（`2021-11/411081`）：`{ \"2021-11\" = 6 }`。还没有登记的印作“许民〔2021〕　号”，留空待填",
    ),
    Key::may(
        "years",
        Shape::NumberMap,
        "序号是哪一年登记的，按报告期，只在不是报送截止日那一年时写：`{ \"2021-11\" = 2022 }`。成文日期须在同一年，\
         不一致的不出文件",
    ),
    Key::may("copy", Shape::Integer, "份号，1 至 999999，印作六位"),
    Key::may("secrecy", Shape::Text, "密级和保密期限（`机密★1年`、`秘密`、`内部资料`）；绝密、机密、秘密的要写份号"),
    Key::may("urgency", Shape::Choice(&["特急", "加急"]), "紧急程度"),
    Key::may("offices", Shape::Texts, "发文机关标志上的机关，联合行文的主办机关在前；缺省为局名"),
    Key::may("signers", Shape::Texts, "签发人；只有上行文标注（GB/T 9704—2012，7.2.6），写在别的文件上是错误"),
    Key::may("signed_by", Shape::Text, "署名；缺省为局名"),
    Key::may("to", Shape::Texts, "主送机关，不带末尾的冒号；缺省由措辞定"),
    Key::may("copies_to", Shape::Texts, "抄送机关"),
    Key::may("reported_to", Shape::Texts, "简报的“报”"),
    Key::may("sent_to", Shape::Texts, "简报的“送”"),
    Key::may("given_to", Shape::Texts, "简报的“发”"),
    Key::may("printed_by", Shape::Text, "印发机关，印在版记末行；印发日期即成文日期"),
    Key::may("prints", Shape::Integer, "共印多少份"),
    Key::may(
        "seal",
        Shape::Text,
        "印章的图片：同一文件夹里的 PNG（`seal.png`），背景透明；草稿上不盖；缺省不盖，留待用印",
    ),
    Key::may("seal_width", Shape::Integer, "印章印出来多宽，毫米；缺省 42"),
    Key::may("summons", Shape::Table(SUMMONS), "什么情况约谈；缺省照报告的 report.toml"),
    Key::may("reply_days", Shape::Integer, "要求在几个工作日内回复或报送；缺省照报送日历的 correction_days"),
    Key::may("about", Shape::Text, "函说的是哪个单位（区域代码）；缺省为滞后事项最多的单位"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDocuments {
    pub documents: Vec<RawDocument>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDocument {
    pub report: Name,
    pub series: Option<Name>,
    #[serde(default)]
    pub numbers: BTreeMap<String, toml::Spanned<Number>>,
    #[serde(default)]
    pub years: BTreeMap<String, toml::Spanned<Number>>,
    pub copy: Option<toml::Spanned<i64>>,
    pub secrecy: Option<Name>,
    pub urgency: Option<String>,
    #[serde(default)]
    pub offices: Vec<Name>,
    #[serde(default)]
    pub signers: Vec<Name>,
    pub signed_by: Option<Name>,
    pub to: Option<toml::Spanned<Vec<Name>>>,
    #[serde(default)]
    pub copies_to: Vec<Name>,
    #[serde(default)]
    pub reported_to: Vec<Name>,
    #[serde(default)]
    pub sent_to: Vec<Name>,
    #[serde(default)]
    pub given_to: Vec<Name>,
    pub printed_by: Option<Name>,
    pub prints: Option<toml::Spanned<i64>>,
    pub seal: Option<Name>,
    pub seal_width: Option<toml::Spanned<i64>>,
    pub summons: Option<RawSummons>,
    pub reply_days: Option<toml::Spanned<i64>>,
    pub about: Option<Name>,
}
