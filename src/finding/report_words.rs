//! What `yuebao report` says of parts of an edition and numbers of documents; remarks of any command; what `list` lists.

use super::word::Word;

pub(super) const REPORT: &[Word] = &[
    Word::new(
        "help.list",
        "列出统计台、指标、报表、规则、目标、月份、对标集",
        "list desks, indicators, forms, rules, targets, months, comparison sets",
    ),
    Word::new(
        "help.what",
        "列什么：desks、periods、units、indicators、forms、rules、targets、findings、reports、comparisons",
        "what to list: desks, periods, units, indicators, forms, rules, targets, findings, reports, comparisons",
    ),
    Word::new("remark", "提示", "note"),
    Word::new(
        "report.long",
        "{name}排了 {pages} 页，规定不超过 {most} 页；请减少问题、图的行数或报送范围（documents.toml）后重出",
        "{name} has {pages} pages and may have {most}",
    ),
    Word::new(
        "report.left_out",
        "{name}的主送机关里没有{units}：这些单位有事项要办，文中未请它们办，写的是由本机关科室督办；要请它们办的，写进 documents.toml 的 to 后重出",
        "{name} does not go to {units}: it asks them for nothing; put them into to of documents.toml if it should",
    ),
    Word::new(
        "report.dated_before",
        "成文日期 {date} 早于{units}的报出日期，文中却写了这些报表；用 --as-of 改成 {last} 或以后的日期后重出",
        "the papers are dated {date}, before returns they report were sent ({units}): give --as-of {last} or later",
    ),
    Word::new(
        "help.only",
        "只出这几种报告（编号或名称，可用逗号分开），另放一个文件夹，不动整版",
        "make these reports alone (ids or names, with commas), in a folder of their own; the whole edition stays",
    ),
    Word::new(
        "help.also",
        "另出哪些报告：reports/ 中的名字（yuebao list reports），可重复或用逗号分开",
        "further reports of this edition (yuebao list reports), repeatable or with commas",
    ),
    Word::new(
        "error.number_year",
        "“{report}”的发文字号{number}是{year}年登记的，成文日期却是{date}，年份不一致，未出文件。日期有误的改 --as-of；\
         号是{dated}年登记的，在 documents.toml 这种文件的 years 里给 {period} 写上这一年",
        "{report}: the number {number} is of {year}, its date is {date}; nothing was written. Mend --as-of, or put {dated} for {period} into years in documents.toml",
    ),
];
