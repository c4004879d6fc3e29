//! A drafted form as text: TOML with a remark wherever a person must decide.

use super::model::{Aggregate, Column, Draft, Field, Form, Own};
use crate::ingest::inspect::words::Sort;
use std::collections::BTreeSet;

const HEAD: [&str; 4] = [
    "由 yuebao inspect --draft-form 起草，不是定稿：带“猜”字的都要人核对，写法见 docs/forms.md。",
    "核对好以后：yuebao figures --form 本文件 报表文件",
    "",
    "样子（每格只取开头几个字，个人信息不抄）：",
];

pub fn text(draft: &Draft) -> String {
    let mut out = Lines::default();
    for line in HEAD.iter().copied().chain(draft.samples.iter().map(String::as_str)) {
        out.remark(line);
    }
    for line in &draft.remarks {
        out.remark(&format!("没有起草：{line}"));
    }
    out.blank();
    out.line("title", &quoted(&draft.title), "报表的名字，可以改");
    let sheets = list(draft.sheets.iter());
    if draft.names_sheets {
        out.line("sheets", &sheets, "只读叫这些名字的工作表；名字每月会变的，把几种写法都列上");
    } else if (1..=3).contains(&draft.sheets.len()) {
        out.remark(&format!("sheets = {sheets}   # 只要读叫这些名字的工作表时，去掉行首的 #"));
    }
    if let Some(region) = &draft.region {
        out.line("region", &quoted(region), "表中没有写是哪里的数，这是猜的或占位的：请核对");
    }
    if let Some(period) = &draft.period {
        out.line("period", &quoted(period), "猜不出是哪一期，这里是占位的：请改成表中数字的期别");
    }
    out.lists("placeholders", &draft.placeholders, "猜：这些记号表示没有数，读作未报，不是 0");
    if !draft.ignored.is_empty() {
        out.line("ignored_columns", &list(draft.ignored.iter()), "这些列不取数");
    }
    for own in &draft.indicators {
        indicator(&mut out, own);
    }
    for form in &draft.tables {
        table(&mut out, form);
    }
    for one in &draft.fields {
        field(&mut out, one);
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn remark(&mut self, text: &str) {
        self.text.push_str(format!("# {text}").trim_end());
        self.text.push('\n');
    }
    fn blank(&mut self) {
        self.text.push('\n');
    }
    fn head(&mut self, name: &str) {
        self.blank();
        self.text.push_str(&format!("[[{name}]]\n"));
    }
    fn line(&mut self, key: &str, value: &str, why: &str) {
        self.text.push_str(&format!("{key} = {value}"));
        if !why.is_empty() {
            self.text.push_str(&format!("   # {why}"));
        }
        self.text.push('\n');
    }
    fn lists(&mut self, key: &str, values: &BTreeSet<String>, why: &str) {
        if !values.is_empty() {
            self.line(key, &list(values.iter()), why);
        }
    }
}

fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| if matches!(c, '"' | '\\') { vec!['\\', c] } else { vec![c] })
        .collect();
    format!("\"{escaped}\"")
}

fn list<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    format!("[{}]", texts.map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

fn indicator(out: &mut Lines, own: &Own) {
    out.head("indicators");
    out.line("name", &quoted(&own.name), "");
    let why = match own.sort {
        Sort::Flow => "猜：一段时间内发生的（可跨月相加）；若是期末在册的数，改为 stock",
        Sort::Stock => "猜：期末在册的数；若是一段时间内发生的，改为 flow",
        Sort::Level => "猜：标准或价格，不相加",
        Sort::Ratio => "猜：比率，照报的数读",
    };
    out.line("kind", &quoted(own.sort.id()), why);
    out.line("unit", &quoted(&own.unit), if own.unit_said { "" } else { "猜：这里没有写单位" });
    if own.places > 0 {
        out.line("places", &own.places.to_string(), "");
    }
}

fn table(out: &mut Lines, form: &Form) {
    out.head("tables");
    if !form.name.is_empty() {
        out.line("name", &quoted(&form.name), "");
    }
    if !form.above.is_empty() {
        out.line("above", &list(form.above.iter()), "几张表表头相同，靠标题里的字分清");
    }
    if form.summary {
        out.line("summary", "true", "猜：汇总表，只与其他表核对；要取它的数就删去本行");
    }
    out.line("rows_are", &quoted(form.rows_are), form.rows_why);
    out.line("label_heads", &list(form.label_heads.iter()), "");
    if !form.code_heads.is_empty() {
        out.line("code_heads", &list(form.code_heads.iter()), "");
    }
    if !form.unit_heads.is_empty() {
        out.line("unit_heads", &list(form.unit_heads.iter()), "");
    }
    out.lists("totals", &form.totals, "合计：不再相加");
    out.lists("subtotals", &form.subtotals, "小计：只作核对");
    out.lists("end", &form.end, "表到这些字为止");
    if let Some(name) = &form.indicator {
        out.line("indicator", &quoted(name), "猜：取自标题，请核对");
    }
    if let Some(region) = &form.region {
        out.line("region", &quoted(region), "表中没有写是哪里的数，这是猜的或占位的：请核对");
    }
    if let Some((head, not)) = &form.only {
        let condition = format!("[{{ heads = [{}], not = {} }}]", quoted(head), list(not.iter()));
        out.line("only", &condition, "猜：这些记录不计");
    }
    if let Some(head) = &form.unique {
        out.remark(&format!("unique = [{}]   # 同一人只算一次时，去掉行首的 #", quoted(head)));
    }
    if form.columns.is_empty() {
        out.line("columns", "[]", "");
    }
    for one in &form.columns {
        column(out, one);
    }
    for one in &form.aggregates {
        aggregate(out, one);
    }
}

fn column(out: &mut Lines, one: &Column) {
    out.head("tables.columns");
    out.line("heads", &format!("[{}]", quoted(&one.head)), "");
    if let Some(axis) = one.gives {
        out.line("gives", &quoted(axis), "");
    }
    if one.personal {
        out.line("personal", "true", "个人信息：不保存、不引用");
    }
    if let Some(axis) = one.each {
        out.line("each", &quoted(axis), "");
    }
    if let Some(name) = &one.indicator {
        out.line("indicator", &quoted(name), "");
    }
    if let Some((measure, said)) = one.measure {
        out.line("measure", &quoted(measure.name()), if said { "" } else { "猜：表头没有写本月还是累计" });
    }
}

fn aggregate(out: &mut Lines, one: &Aggregate) {
    out.head("tables.aggregates");
    out.line("indicator", &quoted(&one.indicator), "");
    if let Some(measure) = one.measure {
        out.line("measure", &quoted(measure.name()), "猜");
    }
    match &one.sum {
        None => out.line("count", "true", "点行数；若不是一行一个，请改"),
        Some(head) => out.line("sum", &format!("[{}]", quoted(head)), ""),
    }
}

fn field(out: &mut Lines, one: &Field) {
    out.head("fields");
    out.line("labels", &format!("[{}]", quoted(&one.label)), "");
    out.line("indicator", &quoted(&one.indicator), "");
    if let Some(measure) = one.measure {
        out.line("measure", &quoted(measure.name()), "猜");
    }
}
