//! What `data.xlsx` says of itself, by the rules for releases of statistics: cover and contents.

use super::official_book::state;
use crate::document::Document;
use crate::model::Date;
use crate::render::xlsx;

/// What each sheet holds. One that is not here has no words in the contents.
const ABOUT: [(&str, &str); 10] = [
    ("figures", "数值：一数一行，按地区、指标、口径、期间"),
    ("standings", "排位和不参与排位的原因：一个成员一项对标一行"),
    ("sources", "资料来源：一个数一行，何时、何处、原文"),
    ("assessments", "目标评价：一项目标一行（全台和各单位）"),
    ("returns", "报表登记：应报单位每月一行，何时报、哪份文件"),
    ("balances", "舍位平衡：合计与分项如何调到加得起来"),
    ("appraisal", "考评得分：一单位一行"),
    ("appraisal_lines", "考评得分明细：一单位一项一行"),
    ("ledger", "工作台账：一项工作一行"),
    ("quality", "数据质量得分：一单位一行"),
];

/// Whose book it is.
pub struct Release<'a> {
    pub office: &'a str,
    pub period: String,
    /// May be empty.
    pub contact: &'a str,
    /// What the column `trace` leads to.
    pub traced: &'a str,
}

impl Release<'_> {
    /// The words of cover and contents.
    pub fn words(&self, document: &Document, created: Date) -> xlsx::Release {
        let items = [
            ("发布单位", self.office.to_owned()),
            ("报告期", self.period.clone()),
            ("日期", created.chinese()),
            ("状态", state(document).to_owned()),
            ("联系", self.contact.to_owned()),
            ("提示", document.meta.notice.clone().unwrap_or_default()),
            ("内容", "同期简报、统计表所印各数的全部数值，供其他程序读取；工作表清单见“目录”，栏目和符号的含义见“说明”。".to_owned()),
            (
                "格式",
                "每张表一个工作表：第一行是栏目名，以下一行一条记录；不合并单元格，不空行，数为数值、字为文本；整张表是一个命名的表格（名称见“目录”）。"
                    .to_owned(),
            ),
            ("缺数", "没有数的，value 栏空着，从不以零代替；missing 栏写明原因，shorthand 栏是其缩写符号。".to_owned()),
            ("来源", self.traced.to_owned()),
        ];
        let cover = items.into_iter().filter(|(_, text)| !text.is_empty()).map(|(item, text)| (item.to_owned(), text));
        xlsx::Release {
            cover: cover.collect(),
            about: ABOUT.iter().map(|(name, about)| ((*name).to_owned(), (*about).to_owned())).collect(),
        }
    }
}
