//! `comparisons/<id>.toml` as written.

use super::indicator::RawBetter;
use super::{Name, Number, RawFile};
use crate::catalog::schema::{FileKind, Key, Shape};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

impl RawFile for RawComparison {
    const KIND: FileKind = FileKind {
        path: "comparisons/<id>.toml",
        what: "对标：谁和谁比、比什么、各方口径如何。口径、时点、计量单位不同的不排在一起，逐一说明原因。",
        keys: &[
            Key::must("name", Shape::Text, "名称（`五市民政工作对标`）"),
            Key::must("office", Shape::Text, "谁印发"),
            Key::may("notice", Shape::Text, "每页页眉的声明"),
            Key::must("theme", Shape::Text, "版式（themes/）"),
            Key::must("wording", Shape::Text, "措辞（comparisons/<id>.md）"),
            Key::may("focus", Shape::Text, "“我方”是哪个成员：措辞说它领先什么、落后什么、差多少；缺省不说"),
            Key::may("units_of", Shape::Text, "这个统计台的各报送单位都作成员（市本级除外），排在 members 之前"),
            Key::may("members", Shape::Tables(MEMBER), "各成员"),
            Key::may("peers", Shape::Tables(PEERS), "同类组：组内另排一次位"),
            Key::must("bands", Shape::Tables(BAND), "位次的分档，从最前的起；最后一个到 100"),
            Key::must("mark_days", Shape::Integer, "时点与多数成员相差超过几天的加注"),
            Key::must("apart_days", Shape::Integer, "相差超过几天的不参与排名"),
            Key::may("across_years", Shape::Boolean, "不同年份的也排在一起；缺省 false"),
            Key::may(
                "across_months",
                Shape::Boolean,
                "当月数、累计数（连同由它们算的比率）月份不同的也排在一起；缺省 false，只排多数成员的那个月",
            ),
            Key::may("denominator_days", Shape::Integer, "分母的时点与分子相差超过几天的不参与排名；缺省 400"),
            Key::must("least_members", Shape::Integer, "可比成员不足几个的不排名；至少 2"),
            Key::may(
                "in_doubt",
                Shape::Choice(&["mark", "apart"]),
                "含待核实上报数的：mark 参与排名、加※（缺省），apart 不参与排名",
            ),
            Key::may(
                "on_page",
                Shape::Texts,
                "首页列哪几项（indicators 的键，按重要程度，至多 6 项），其余只在附表；缺省为参与排名的前 6 项",
            ),
            Key::may("deadline", Shape::Date, "差距补到哪天为止；缺省为时点所在年的年底"),
            Key::must("indicators", Shape::Tables(INDICATOR), "比什么"),
            Key::may("radar", Shape::Table(RADAR), "措辞可以要的雷达图（`::chart radar`）；缺省没有"),
        ],
    };
}

const RADAR: &[Key] = &[
    Key::must("members", Shape::Texts, "画哪些成员的 region，1 至 4 个"),
    Key::must("indicators", Shape::Texts, "各轴：写了 better 的 indicators 的 id，3 至 8 个；画优于其他成员的比重"),
];

const MEMBER: &[Key] = &[
    Key::must("region", Shape::Text, "区划代码或本处代码，唯一"),
    Key::may("name", Shape::Text, "印出的名称；缺省用 regions.toml 的"),
    Key::may("desk", Shape::Text, "数取自本机的哪个统计台（desks/<id>）"),
    Key::may("unit", Shape::Text, "取该台的哪个报送单位；缺省取全台合计"),
    Key::may("file", Shape::Text, "数取自另一城市的 figures.csv 或 data.xlsx，写相对于工作目录的路径"),
    Key::may("file_region", Shape::Text, "文件里的 region_code；缺省与 region 相同"),
    Key::may("published", Shape::Boolean, "数取自公布的数（comparisons/published/）；desk、file、published 三者写一个"),
    Key::may("reference", Shape::Boolean, "不排名，只作参照（如全省）；至多一个；缺省 false"),
];

const PEERS: &[Key] = &[
    Key::must("id", Shape::Text, "键（ASCII），唯一"),
    Key::must("name", Shape::Text, "组名"),
    Key::must("members", Shape::Texts, "组内成员的 region"),
];

const BAND: &[Key] = &[
    Key::must("name", Shape::Text, "档名（`第一方阵`）"),
    Key::must(
        "up_to",
        Shape::Integer,
        "（位次－0.5）÷参与排名成员数小于百分之几；并列的按所占位次的平均数算，居末位的不进首档",
    ),
];

const INDICATOR: &[Key] = &[
    Key::must("id", Shape::Text, "键（ASCII），唯一"),
    Key::must("name", Shape::Text, "名称"),
    Key::must("unit", Shape::Text, "计量单位（units.toml）"),
    Key::may("places", Shape::Integer, "小数位数；缺省 0"),
    Key::may("better", Shape::Choice(&["up", "down"]), "越高越好还是越低越好；缺省没有好坏，不排名"),
    Key::must("basis", Shape::Choice(BASES), BASIS),
    Key::may("aspects", Shape::TextMap, "口径各方面（`\"分母\" = \"60岁及以上户籍人口\"`）；有一方面不同就不排在一起"),
    Key::may("least_denominator", Shape::Number, "分母小于它的不排名"),
    Key::may("at_most", Shape::Number, "可能的最大值（比重写 100），超过的不排名；可以超过 100 的完成率不写"),
    Key::may("at_least", Shape::Number, "可能的最小值，小于它的不排名；缺省没有"),
    Key::may("indicator", Shape::Text, "统计台、文件里的哪个指标"),
    Key::may("numerator", Shape::Text, "或者现算：分子，指标，或公布的数“文件/*”（取该成员自己的一行）"),
    Key::may("denominator", Shape::Text, "现算的分母：同上"),
    Key::may("factor", Shape::Integer, "现算的倍数（每千人写 1000）；缺省 1"),
    Key::may("others", Shape::Text, "没有在 members 里写、又取不到数的成员，为什么没有（`文件未公布`）"),
    Key::may("members", Shape::Tables(BROUGHT), "与众不同的成员"),
];

const BASES: &[&str] = &["stock", "month", "ytd", "year", "target"];
const BASIS: &str = "时间口径：stock 期末，month 当月，ytd 本年累计，year 全年，target 计划数（不与实际数排在一起）";

const BROUGHT: &[Key] = &[
    Key::must("region", Shape::Text, "哪个成员"),
    Key::may("value", Shape::Text, "公布的数，写“文件/行”（`five-documents/BJ-018`）"),
    Key::may("indicator", Shape::Text, "统计台、文件里的另一个指标"),
    Key::may("numerator", Shape::Text, "现算的分子：指标，或公布的数的“文件/行”"),
    Key::may("denominator", Shape::Text, "现算的分母：同上"),
    Key::may("factor", Shape::Integer, "现算的倍数；缺省同上"),
    Key::may("nothing", Shape::Text, "为什么没有"),
    Key::may("basis", Shape::Choice(BASES), "不同的时间口径"),
    Key::may("aspects", Shape::TextMap, "不同的口径方面"),
    Key::may("adjust", Shape::Table(ADJUST), "折算到共同口径；折算后参与排名并加注"),
];

const ADJUST: &[Key] = &[
    Key::must("factor", Shape::Number, "乘以几，大于 0"),
    Key::must("reason", Shape::Text, "为什么"),
    Key::must("source", Shape::Text, "系数出自哪里"),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawComparison {
    pub name: Name,
    pub office: Name,
    pub notice: Option<String>,
    pub theme: Name,
    pub wording: Name,
    pub focus: Option<Name>,
    pub units_of: Option<Name>,
    #[serde(default)]
    pub members: Vec<RawMember>,
    #[serde(default)]
    pub peers: Vec<RawPeerGroup>,
    pub bands: Spanned<Vec<RawPlaceBand>>,
    pub mark_days: Spanned<i64>,
    pub apart_days: Spanned<i64>,
    #[serde(default)]
    pub across_years: bool,
    #[serde(default)]
    pub across_months: bool,
    pub denominator_days: Option<Spanned<i64>>,
    pub least_members: Spanned<i64>,
    pub in_doubt: Option<RawInDoubt>,
    #[serde(default)]
    pub on_page: Vec<Name>,
    pub deadline: Option<Name>,
    pub indicators: Spanned<Vec<RawCompared>>,
    pub radar: Option<RawRadar>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRadar {
    pub members: Spanned<Vec<Name>>,
    pub indicators: Spanned<Vec<Name>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawInDoubt {
    Mark,
    Apart,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMember {
    pub region: Name,
    pub name: Option<Name>,
    pub desk: Option<Name>,
    pub unit: Option<Name>,
    pub file: Option<Name>,
    pub file_region: Option<Name>,
    #[serde(default)]
    pub published: bool,
    #[serde(default)]
    pub reference: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPeerGroup {
    pub id: Name,
    pub name: Name,
    pub members: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlaceBand {
    pub name: Name,
    pub up_to: Spanned<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCompared {
    pub id: Name,
    pub name: Name,
    pub unit: Name,
    pub places: Option<Spanned<i64>>,
    pub better: Option<RawBetter>,
    pub basis: RawBasis,
    #[serde(default)]
    pub aspects: BTreeMap<String, String>,
    pub least_denominator: Option<Number>,
    pub at_most: Option<Spanned<Number>>,
    pub at_least: Option<Number>,
    pub indicator: Option<Name>,
    pub numerator: Option<Name>,
    pub denominator: Option<Name>,
    pub factor: Option<Spanned<i64>>,
    pub others: Option<Name>,
    #[serde(default)]
    pub members: Vec<RawBrought>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawBasis {
    Stock,
    Month,
    Ytd,
    Year,
    Target,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBrought {
    pub region: Name,
    pub value: Option<Name>,
    pub indicator: Option<Name>,
    pub numerator: Option<Name>,
    pub denominator: Option<Name>,
    pub factor: Option<Spanned<i64>>,
    pub nothing: Option<Name>,
    pub basis: Option<RawBasis>,
    #[serde(default)]
    pub aspects: BTreeMap<String, Name>,
    pub adjust: Option<RawAdjust>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAdjust {
    pub factor: Spanned<Number>,
    pub reason: Name,
    pub source: Name,
}
