//! Rows of a table that hold no data: lines that number the columns, and the lines of who made it and when.

use super::Sheet;
use super::path;
use crate::catalog::{MeasureUnit, normalise};
use crate::ingest::period_text;
use crate::ingest::place_names::Who;
use crate::ingest::workbook::{Content, Grid, start};
use std::collections::BTreeMap;

/// What begins the label of a line about the table itself.
const FOOTERS: [&str; 22] = [
    "制表人",
    "制表单位",
    "制表日期",
    "制表时间",
    "填表人",
    "填表日期",
    "填表时间",
    "填报人",
    "填报日期",
    "填报时间",
    "报出日期",
    "报表日期",
    "报送日期",
    "报出时间",
    "审核人",
    "复核人",
    "经办人",
    "单位负责人",
    "统计负责人",
    "分管领导",
    "联系电话",
    "联系人",
];
/// The same, where nothing stands behind it.
const SHORT_FOOTERS: [&str; 14] =
    ["制表", "填表", "审核", "复核", "审批", "负责人", "电话", "手机", "传真", "日期", "时间", "签字", "签章", "盖章"];
/// What stands in the place of a region and is none.
const COMPARISONS: [&str; 36] = [
    "上月",
    "上月数",
    "比上月",
    "较上月",
    "比上年",
    "较上年",
    "与上年比",
    "同比",
    "同比%",
    "环比",
    "环比%",
    "人均",
    "户均",
    "备注",
    "说明",
    "数据来源",
    "资料来源",
    "目标",
    "目标任务",
    "完成率",
    "增减",
    "增减数",
    "增减%",
    "增减率",
    "增减(%)",
    "增幅",
    "增长",
    "增长率",
    "占比",
    "比重",
    "平均",
    "平均数",
    "排名",
    "位次",
    "差额",
    "差异",
];
/// How totals are named that the form does not name.
const TOTALS: [&str; 6] = ["合计", "总计", "共计", "小计", "总数", "合计数"];
/// What marks the line that numbers the columns.
const LETTERS: [&str; 14] =
    ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "栏次", "列次", "栏目", "列号"];

/// What stands for the same as above.
const DITTOS: [&str; 8] = ["〃", "″", "”", "“", "\"", "''", "同上", "々"];

/// The text says that it is as above.
pub(super) fn is_ditto(text: &str) -> bool {
    DITTOS.contains(&normalise(text).as_str()) || DITTOS.contains(&text.trim())
}

/// So many figures on end are no name of a place: a telephone, a paper, an account.
const LONG_NUMBER: usize = 7;

/// The text is, or holds, a number that is some person's. It is not repeated.
pub(super) fn is_of_person(text: &str) -> bool {
    normalise(text).split(|c: char| !c.is_ascii_digit()).any(|figures| figures.len() >= LONG_NUMBER)
}

/// The text is of a time, and of no place: 10月, 1-11月.
fn is_period(sheet: &Sheet<'_>, text: &str) -> bool {
    sheet.period_named(text).is_some() || period_text::of_head(text, Some(2000)).is_some()
}

/// A name that no list knows is of a comparison between regions, or of a measure.
pub(super) fn is_comparison(sheet: &Sheet<'_>, text: &str) -> bool {
    COMPARISONS.contains(&normalise(text).as_str()) || sheet.measure_named(text).is_some()
}

/// A name that no list knows is of a sum.
pub(super) fn is_sum(text: &str) -> bool {
    let plain = normalise(text);
    TOTALS.iter().any(|word| plain.trim_end_matches(':').ends_with(word))
}

/// The text, which names no known region, is of something else: a line about the table (`制表人：张三`, 联系电话), a
/// comparison, a sum.
pub(super) fn is_no_place(sheet: &Sheet<'_>, who: &Who, text: &str) -> bool {
    let is_other = || {
        is_ditto(text)
            || is_of_person(text)
            || is_period(sheet, text)
            || speaks_of_table(text)
            || is_comparison(sheet, text)
            || is_sum(text)
    };
    sheet.names.find(&who.name).is_none() && is_other()
}

/// The text is of a line about the table.
pub(super) fn speaks_of_table(text: &str) -> bool {
    let plain = normalise(start(text));
    if plain.starts_with("其中") {
        return false;
    }
    match plain.split_once(':') {
        Some((head, tail)) => !tail.is_empty() || is_label(head),
        None => is_label(&plain),
    }
}

fn is_label(plain: &str) -> bool {
    SHORT_FOOTERS.contains(&plain) || FOOTERS.iter().any(|word| plain.starts_with(word))
}

/// The row is a line about the table: a cell of it, whatever its name, labels such a thing.
pub(super) fn has_footer(grid: &Grid, row: u32, label: u32, right: u32) -> bool {
    let mut cells = grid.row(row).filter(|(cell, _)| (label..right).contains(&cell.column));
    cells.any(|(_, found)| match &found.content {
        Content::Text(text) => {
            let plain = normalise(start(text));
            is_label(plain.split_once(':').map_or(plain.as_str(), |(head, _)| head))
        }
        _ => false,
    })
}

/// The row numbers the columns: `甲 | 1 | 2`, `栏次 | (1) | 2=1+3`, and, where `by_numbers`, `1 | 2 | 3`. Without a letter
/// it begins at one, and goes on by ones.
pub(super) fn numbers_columns(grid: &Grid, row: u32, (label, right): (u32, u32), by_numbers: bool) -> bool {
    let (mut numbers, mut cells, mut letter, mut named, mut marked) = (Vec::new(), 0, false, false, true);
    for (cell, found) in grid.row(row).filter(|(cell, _)| (label..right).contains(&cell.column)) {
        let text = normalise(start(&found.raw()));
        if text.is_empty() {
            continue;
        }
        cells += 1;
        let is_letter = LETTERS.contains(&bare(&text));
        named |= cell.column == label;
        letter |= cell.column == label && is_letter;
        marked &= text.starts_with('(');
        // A mark for a column that has no number.
        if is_letter || letter && matches!(text.as_str(), "-" | "x" | "X" | "×") {
            continue;
        }
        let Some(number) = column_number(&text) else { return false };
        numbers.push(number);
    }
    if letter {
        return cells > 1;
    }
    if !numbers.windows(2).all(|pair| matches!(pair, [a, b] if *b == *a + 1)) {
        return false;
    }
    // Numbers alone are data as likely as not, unless they stand where a name does, or in brackets.
    let enough = if named || marked { 2 } else { 3 };
    named == by_numbers && numbers.first() == Some(&1) && numbers.len() >= enough
}

/// The row says what the columns are measured in: units and nothing else, behind no name or a word for them.
pub(super) fn is_unit_line(
    grid: &Grid,
    row: u32,
    (label, right): (u32, u32),
    units: &BTreeMap<String, MeasureUnit>,
) -> bool {
    let name = normalise(start(&grid.text(row, label)));
    if !name.is_empty() && !UNIT_WORDS.contains(&bare(&name)) {
        return false;
    }
    let (mut units_there, mut others) = (0, 0);
    for (_, found) in grid.row(row).filter(|(cell, _)| cell.column > label && cell.column < right) {
        if !matches!(found.content, Content::Text(_)) {
            return false;
        }
        let text = normalise(start(&found.raw()));
        match (text.is_empty(), path::unit_alone(&text, units).is_some()) {
            (true, _) => {}
            (_, true) => units_there += 1,
            _ => others += 1,
        }
    }
    // Behind the word for it, one of them may be a unit that no one knows.
    units_there > 0 && (others == 0 || !name.is_empty())
}

/// What a line of units is called.
const UNIT_WORDS: [&str; 3] = ["单位", "计量单位", "计量"];

fn bare(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
}

/// `3`, `(3)`, `3=1+2`.
fn column_number(text: &str) -> Option<u32> {
    let name = text.split_once('=').map_or(text, |(name, _)| name);
    let name = bare(name);
    let is_number = (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit());
    name.parse().ok().filter(|_| is_number)
}
