//! What the words of heads and rows let one guess. A guess is shown as one: a person decides.

use crate::catalog::{Catalog, normalise};
use crate::model::Measure;

/// A text in one line, without what does not belong on a page: control and invisible characters, line breaks, and
/// spaces but beside words and figures of ASCII.
pub fn clean(text: &str) -> String {
    let mut out = String::new();
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if !is_hidden(c) {
            let before = out.chars().next_back();
            if space && before.is_some_and(|before| before.is_ascii_alphanumeric() || c.is_ascii_alphanumeric()) {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// A text that may be shown: control characters become spaces, invisible ones go.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect()
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text of at most so many characters.
pub fn short(text: &str, most: usize) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { format!("{head}…") } else { head }
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A column of what must not be kept: names, numbers of papers, telephones, addresses, accounts.
pub fn is_personal(head: &str) -> bool {
    let plain = normalise(head);
    let words =
        ["姓名", "户主", "身份证", "证件号", "电话", "手机", "住址", "地址", "账号", "帐号", "银行卡", "监护人"];
    let paper = plain.contains("证号") && !has_any(&plain, &["登记", "许可", "执照", "机构"]);
    has_any(&plain, &words) || paper || plain == "联系方式" || is_of_office(head)
}

/// A person who stands for what the row is of, or how to reach them: the row itself is of no person.
pub fn is_of_office(head: &str) -> bool {
    let plain = normalise(head);
    let plain = plain.split('(').next().unwrap_or(&plain);
    let how = ["电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "地址", "住址"];
    let who = ["负责人", "法定代表人", "法人代表", "联系人", "经办人", "法人", "院长", "所长", "站长"];
    let plain = who.iter().find_map(|who| plain.strip_suffix("姓名").filter(|p| p.ends_with(who))).unwrap_or(plain);
    let before = how.iter().chain(&who).find_map(|end| plain.strip_suffix(end));
    // 户主电话 is of the person whom the row is of.
    before.is_some_and(|before| !["户主", "本人", "老人", "监护人"].contains(&before))
}

/// A line below a table: a note, who filled it in.
pub fn is_note(line: &str) -> bool {
    let plain = normalise(line);
    let starts = ["注", "备注", "说明", "附注", "审核", "制表", "填表", "单位负责人", "负责人", "统计负责人", "联系"];
    starts.iter().any(|start| plain.starts_with(start)) && plain.contains([':', '.']) || plain.starts_with("注:")
}

pub fn is_code(head: &str) -> bool {
    ["行次", "序号", "编号", "代码", "行号"].contains(&normalise(head).as_str())
}

pub fn is_unit_head(head: &str) -> bool {
    normalise(head) == "计量单位" || normalise(head) == "单位"
}

pub fn is_remark(head: &str) -> bool {
    has_any(&normalise(head), &["备注", "说明"])
}

/// The measure a head speaks of, and whether it says so to the letter.
pub fn measure(head: &str) -> Option<Measure> {
    let plain = normalise(head);
    let prior = has_any(&plain, &["上年", "去年", "同期"]);
    let total = plain.contains("累计");
    if plain.contains("环比") {
        return Some(Measure::MomRate);
    }
    if has_any(&plain, &["同比", "增减", "增长", "增幅", "比上年", "比去年"]) {
        let percent = has_any(&plain, &["%", "率", "幅", "同比"]) && !has_any(&plain, &["增减数", "增减额"]);
        return Some(if percent { Measure::YoyRate } else { Measure::YoyChange });
    }
    Some(match (prior, total) {
        (true, true) => Measure::PriorYtd,
        (true, false) if has_any(&plain, &["末", "期末"]) => Measure::PriorStock,
        (true, false) => Measure::PriorMonth,
        (false, true) => Measure::Ytd,
        _ if has_any(&plain, &["本月", "当月", "本期", "本季"]) => Measure::Month,
        _ if has_any(&plain, &["期末", "月末", "年末", "季末"]) => Measure::Stock,
        _ => return None,
    })
}

/// A column of dates that says of when a row is, and not when something was built or is due.
pub fn names_period(head: &str) -> bool {
    let plain = normalise(head);
    ["日期", "时间", "期间"].contains(&plain.as_str())
        || has_any(&plain, &["截止", "截至", "统计", "报告期", "时点", "期别", "月份", "所属"])
}

/// What a column of a list of projects is told in.
pub fn list_measure(head: &str) -> Option<Measure> {
    let plain = normalise(head);
    if plain.contains("目标") {
        return Some(Measure::Target);
    }
    if has_any(&plain, &["完成率", "完成比例", "占比"]) {
        return Some(Measure::Ratio);
    }
    measure(head).or_else(|| has_any(&plain, &["累计", "实际完成", "已完成"]).then_some(Measure::Ytd))
}

/// Nothing but a measure: the head names no indicator beside it.
pub fn is_only_measure(head: &str) -> bool {
    let plain = normalise(head);
    let plain = plain.split('(').next().unwrap_or(&plain);
    // 本年 over 本月 and 累计 names no indicator either.
    if ["本年", "今年", "当年", "本年度"].contains(&plain) {
        return true;
    }
    if measure(plain).is_none() {
        return false;
    }
    let parts = [
        "本年度",
        "上年度",
        "自年初",
        "年初",
        "以来",
        "本年",
        "今年",
        "当年",
        "上年",
        "去年",
        "同期",
        "同月",
        "累计",
        "本月",
        "当月",
        "本期",
        "本季",
        "期末",
        "月末",
        "年末",
        "季末",
        "同比",
        "环比",
        "增减",
        "增长",
        "增幅",
        "比",
        "率",
        "%",
        "数",
        "末",
        "额",
        "至",
        "止",
    ];
    let rest = parts.iter().fold(plain.to_owned(), |rest, part| rest.replace(part, ""));
    rest.is_empty()
}

/// A title without the region, the period and the number it begins with: the same for every county and month.
pub fn topic(title: &str, region: Option<&str>) -> String {
    let mut rest = title.trim();
    if let Some((number, behind)) = rest.split_once([' ', '：', ':', '、'])
        && (number.starts_with('表') || number.starts_with("附件") || number.chars().count() < 3)
        && number.chars().count() <= 5
    {
        rest = behind.trim();
    }
    rest = region.and_then(|name| rest.strip_prefix(name)).unwrap_or(rest);
    let dated =
        rest.chars().take_while(|c| c.is_numeric() || "年月季度上下半全第一二三四五六七八九十〇—-～至".contains(*c));
    let dated: String = dated.collect();
    if dated.contains(['年', '月', '季']) {
        rest = rest.strip_prefix(dated.as_str()).unwrap_or(rest);
        rest = region.and_then(|name| rest.strip_prefix(name)).unwrap_or(rest);
    }
    if rest.chars().count() < 2 { title.trim().to_owned() } else { rest.trim().to_owned() }
}

/// What a title is about: without 情况, 统计表 and the like at its end.
pub fn subject(topic: &str) -> &str {
    let ends = ["情况", "统计", "汇总", "明细", "月报", "报表", "表", "保障", "一览"];
    let mut rest = topic;
    while let Some(next) = ends.iter().find_map(|end| rest.strip_suffix(end)).filter(|next| next.chars().count() > 1) {
        rest = next;
    }
    rest
}

/// Words too common to name an indicator alone.
pub fn is_generic(head: &str) -> bool {
    let plain = normalise(head);
    let plain = plain.split('(').next().unwrap_or(&plain);
    let words = [
        "户数", "人数", "人次", "金额", "数量", "个数", "合计", "小计", "总计", "户", "人", "数", "资金", "支出",
        "其他", "男", "女", "对象", "城市", "农村", "新增", "退出", "占比",
    ];
    words.contains(&plain)
}

/// What is counted, guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Flow,
    Stock,
    Level,
    Ratio,
}

impl Sort {
    pub fn id(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Level => "level",
            Self::Ratio => "ratio",
        }
    }
}

/// The sort of an indicator by its name, its unit and the measures it is told in.
pub fn sort(name: &str, unit: &str, measures: &[Measure]) -> Sort {
    let plain = normalise(name);
    if unit.contains('/') || has_any(&plain, &["标准", "人均", "户均", "单价"]) {
        return Sort::Level;
    }
    if unit == "%" || unit == "‰" || has_any(&plain, &["率", "比例", "占比", "比重"]) {
        return Sort::Ratio;
    }
    let of_time = |m: &Measure| matches!(m, Measure::Month | Measure::Ytd | Measure::PriorMonth | Measure::PriorYtd);
    let words = ["支出", "人次", "发放", "金额", "资金", "新增", "登记", "受理", "办理", "退出", "死亡", "当月"];
    if measures.iter().any(of_time)
        || unit.ends_with('元')
        || has_any(&plain, &words)
        || ["人次", "次", "件"].contains(&unit)
    {
        return if measures.contains(&Measure::Stock) && !measures.iter().any(of_time) {
            Sort::Stock
        } else {
            Sort::Flow
        };
    }
    Sort::Stock
}

/// A level without the unit in brackets behind it, and that unit: `金额（万元）` → `金额`, `万元`.
pub fn split_unit(catalog: &Catalog, text: &str) -> (String, Option<String>) {
    let plain = text.replace(['【', '［', '[', '〔', '('], "（").replace(['】', '］', ']', '〕', ')'], "）");
    let found = plain.strip_suffix('）').and_then(|open| open.rsplit_once('（')).and_then(|(name, inside)| {
        let unit = inside.rsplit(['：', ':']).next().unwrap_or(inside);
        Some((name.to_owned(), unit_named(catalog, unit)?))
    });
    match found {
        Some((name, unit)) if !name.is_empty() => (name, Some(unit)),
        _ if text.ends_with(['%', '％']) => (text.trim_end_matches(['%', '％']).to_owned(), Some("%".to_owned())),
        _ => (text.to_owned(), None),
    }
}

/// A unit of the catalogue by that name.
pub fn unit_named(catalog: &Catalog, text: &str) -> Option<String> {
    let plain = normalise(text);
    catalog.units.keys().find(|known| normalise(known) == plain).cloned()
}

/// The unit that a text is, with or without brackets, and nothing else: `（户）`.
pub fn unit_alone(catalog: &Catalog, text: &str) -> Option<String> {
    let plain = normalise(text);
    let inside = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&plain);
    unit_named(catalog, inside)
}

/// What a name goes on with where it is told in several units: 城市低保（户） is 城市低保户数.
pub fn counted_in(unit: &str) -> String {
    match unit {
        "户" | "人" | "件" | "个" | "张" => format!("{unit}数"),
        "人次" => unit.to_owned(),
        _ if unit.ends_with('元') => "金额".to_owned(),
        _ => format!("（{unit}）"),
    }
}

/// The unit a name itself lets one expect.
pub fn likely_unit(name: &str) -> Option<&'static str> {
    let plain = normalise(name);
    let by_word = [
        ("人次", "人次"),
        ("率", "%"),
        ("比例", "%"),
        ("户数", "户"),
        ("床位", "张"),
        ("人数", "人"),
        ("人口", "人"),
        ("资金", "元"),
        ("金额", "元"),
        ("支出", "元"),
        ("保障金", "元"),
        ("补贴", "元"),
        ("金", "元"),
        ("经费", "元"),
        ("补助", "元"),
        ("机构", "个"),
    ];
    let found = by_word.iter().find(|(word, _)| plain.contains(word)).map(|(_, unit)| *unit);
    found.or_else(|| plain.ends_with('人').then_some("人"))
}

/// What stands in the row of the whole: 合计, 全市.
pub fn is_total(label: &str) -> bool {
    let plain = normalise(label);
    let whole = ["合计", "总计", "共计", "总数", "计"];
    let ends = plain.ends_with("合计") || plain.ends_with("总计");
    // 全 and what it is the whole of.
    let chars: Vec<char> = plain.chars().collect();
    let of_place = matches!(chars.as_slice(), ['全', place] if "市县区省国镇乡旗州盟".contains(*place));
    whole.contains(&plain.as_str()) || ends && plain.starts_with(['全', '总']) || of_place
}

pub fn is_subtotal(label: &str) -> bool {
    normalise(label).ends_with("小计")
}

/// The name of a place or of an office of one.
pub fn is_place(label: &str) -> bool {
    let plain = normalise(label);
    let plain = plain.split('(').next().unwrap_or(&plain);
    let ends = [
        "市",
        "县",
        "区",
        "旗",
        "镇",
        "乡",
        "街道",
        "办事处",
        "街道办",
        "村",
        "社区",
        "委会",
        "民政局",
        "省",
        "州",
        "盟",
        "敬老院",
        "养老院",
        "福利院",
        "服务中心",
        "管理站",
        "救助站",
        "集聚区",
    ];
    (2..=20).contains(&plain.chars().count()) && ends.iter().any(|end| plain.ends_with(end))
}

/// A head over names of places or of what stands for itself.
pub fn is_place_head(head: &str) -> bool {
    let plain = normalise(head);
    let words = ["县", "区", "乡镇", "街道", "地区", "机构", "单位", "名称", "村", "社区"];
    has_any(&plain, &words) && !has_any(&plain, &["指标", "项目"])
}

/// A head over names of indicators.
pub fn is_indicator_head(head: &str) -> bool {
    has_any(&normalise(head), &["指标", "项目"])
}

/// What ends a record's standing on a list.
pub fn is_ended(text: &str) -> bool {
    let words = ["停发", "注销", "停保", "取消", "终止", "退出", "死亡", "迁出", "停止"];
    words.iter().any(|word| normalise(text) == *word)
}
