//! What a title says of time, statement by statement: `2021年1—11月`, 三季度, `2021-11-30`.

use super::Span;
use super::reader::Reader;
use super::token::{Token, Writing, year};
use crate::model::Date;

/// One thing said of time, and where: from token to token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    pub from: usize,
    pub to: usize,
    pub year: Option<i32>,
    pub said: Said,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Span(Span),
    /// A year, and whether as a whole (年度, 全年).
    Year {
        whole: bool,
    },
    /// A day; the date when its year is written.
    Day(Option<Date>),
    /// A span of another time: 去年11月, 近3月.
    Elsewhen,
    /// It may be one span or another.
    Doubtful,
}

/// A statement without its beginning: what, and the token behind it.
type Rest = (Option<i32>, Said, usize);

const OTHER_YEARS: [&str; 8] = ["去年", "上年", "前年", "往年", "明年", "次年", "下年", "同期"];
/// Words before a period that another is held against.
const COMPARED: [&str; 3] = ["同期", "较", "比"];
const DURATIONS: [char; 7] = ['近', '每', '满', '隔', '逾', '超', '约'];

pub fn statements(tokens: &[Token]) -> Vec<Statement> {
    let reader = Reader { tokens };
    let (mut all, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let dated = reader.number(at).and_then(|_| joined(&reader, at).or_else(|| of_year(&reader, at)));
        match dated.or_else(|| bare(&reader, at)) {
            Some((year, said, to)) => {
                let said = if is_compared(&reader, at, to) { Said::Elsewhen } else { said };
                all.push(Statement { from: at, to, year, said });
                at = to;
            }
            None => at += 1,
        }
    }
    all
}

/// What is said only to be compared with: 上年同期（2020年11月）, 较2020年11月, 与2020年11月相比.
fn is_compared(reader: &Reader<'_>, at: usize, to: usize) -> bool {
    let is_joint = |at: usize| matches!(reader.char(at), Some('为' | '是' | ':' | '(' | '即'));
    let from = (0..at).rev().find(|before| !is_joint(*before)).map_or(0, |before| before + 1);
    let with = ["相比", "比较", "对比", "比"].iter().any(|word| reader.follows(to, word));
    COMPARED.iter().any(|word| reader.precedes(from, word))
        || with && ["与", "同", "和"].iter().any(|word| reader.precedes(at, word))
}

/// Words that count things, behind a number.
const COUNTED: [char; 16] =
    ['人', '对', '户', '具', '元', '个', '张', '件', '名', '例', '家', '座', '处', '台', '万', '%'];

/// `202110`, `20211202`.
fn joined(reader: &Reader<'_>, at: usize) -> Option<Rest> {
    // 201301对 is a count.
    if reader.char(at + 1).is_some_and(|c| COUNTED.contains(&c)) {
        return None;
    }
    let number = reader.number(at).filter(|number| number.writing == Writing::Arabic)?;
    let small = |n: u32| u8::try_from(n).ok();
    match number.digits {
        6 => {
            let year = year(number.value / 100).filter(|year| *year >= 1990)?;
            let month = small(number.value % 100).filter(|month| (1..=12).contains(month))?;
            Some((Some(year), Said::Span(Span::Month(month)), at + 1))
        }
        8 => {
            let year = year(number.value / 10_000)?;
            let date = Date::new(year, small(number.value / 100 % 100)?, small(number.value % 100)?)?;
            Some((Some(year), Said::Day(Some(date)), at + 1))
        }
        _ => None,
    }
}

/// What begins with a year.
fn of_year(reader: &Reader<'_>, at: usize) -> Option<Rest> {
    let number = reader.number(at)?;
    if reader.char(at + 1) != Some('年') {
        return numeric(reader, at, number.year()?);
    }
    let short = number.writing == Writing::Arabic && number.digits == 2;
    let year = number.year().or_else(|| short.then(|| year(2000 + number.value)).flatten())?;
    let whole = reader.char(at + 2) == Some('度');
    let behind = at + 2 + usize::from(whole);
    let is_month = reader.char(behind + 1) == Some('月');
    match span(reader, behind, Some(year)) {
        Some((said, to)) => Some((Some(year), said, to)),
        // A month there is not.
        None if reader.number(behind).is_some_and(|n| is_month && n.small(12).is_none()) => {
            Some((Some(year), Said::Doubtful, behind + 2))
        }
        None if short => None,
        None => {
            let report = reader.follows(behind, "年报");
            Some((Some(year), Said::Year { whole: whole || report }, behind + if report { 2 } else { 0 }))
        }
    }
}

/// `2021-11`, `2021.1-11月`, `2021/12/2`, `2021-Q3`, `2021上半年`.
fn numeric(reader: &Reader<'_>, at: usize, year: i32) -> Option<Rest> {
    let separator = reader.char(at + 1).filter(|c| matches!(c, '-' | '.' | '/' | '_'));
    let behind = at + 1 + usize::from(separator.is_some());
    let said = |said, to| Some((Some(year), said, to));
    if let Some((letter @ ('Q' | 'q' | 'H' | 'h'), n)) = reader.char(behind).zip(reader.number(behind + 1)) {
        let quarter = letter.eq_ignore_ascii_case(&'q');
        let part = n.small(if quarter { 4 } else { 2 })?;
        let span = if quarter { Span::Quarter(part) } else { Span::Half(part) };
        return said(Said::Span(span), behind + 2);
    }
    if let Some((what, to)) = span(reader, behind, Some(year)) {
        return said(what, to);
    }
    let (separator, month) = separator.zip(reader.number(behind)?.small(12))?;
    if reader.char(behind + 1) == Some(separator)
        && let Some(third) = reader.number(behind + 2)
    {
        let date = third.small(31).and_then(|day| Date::new(year, month, day));
        return said(date.map_or(Said::Doubtful, |date| Said::Day(Some(date))), behind + 3);
    }
    // 2021.11元 is an amount.
    let amount = reader.char(behind + 1).is_some_and(|c| "元万亿%‰人户个".contains(c));
    if amount { None } else { said(Said::Span(Span::Month(month)), behind + 1) }
}

/// What names no year.
fn bare(reader: &Reader<'_>, at: usize) -> Option<Rest> {
    let (said, to) = span(reader, at, None)?;
    if OTHER_YEARS.iter().any(|word| reader.precedes(at, word)) {
        return Some((None, Said::Elsewhen, to));
    }
    let before = at.checked_sub(1).and_then(|before| reader.char(before));
    let numbered = reader.number(at).is_some();
    if numbered && before.is_some_and(|c| DURATIONS.contains(&c)) {
        return Some((None, Said::Elsewhen, to));
    }
    // 1、2月 is two months; 表1-11月 is the November of table 1, or eleven months.
    let listed = before.is_some_and(|c| matches!(c, '、' | ',' | '和' | '及' | '与' | '/' | '.'))
        && at.checked_sub(2).is_some_and(|i| reader.number(i).is_some_and(|n| n.small(12).is_some()));
    let ranged = reader.char(at + 1).is_some_and(|c| c != '月' && c != '季');
    let table = match before {
        Some('件' | '第' | '附') => true,
        Some('表') => !at.checked_sub(2).and_then(|i| reader.char(i)).is_some_and(|c| "报计总汇览月".contains(c)),
        _ => false,
    };
    let doubtful = numbered && !matches!(said, Said::Day(_)) && (listed || (ranged && table));
    Some((None, if doubtful { Said::Doubtful } else { said }, to))
}

/// A part of a year, or a day, that begins here.
fn span(reader: &Reader<'_>, at: usize, year: Option<i32>) -> Option<(Said, usize)> {
    let words = [("上半年", Span::Half(1)), ("下半年", Span::Half(2))];
    if let Some((word, span)) = words.iter().find(|(word, _)| reader.follows(at, word)) {
        return Some((Said::Span(*span), at + word.chars().count()));
    }
    if reader.follows(at, "全年") {
        return Some((Said::Year { whole: true }, at + 2));
    }
    if reader.char(at) == Some('前') {
        return first_ones(reader, at + 1);
    }
    quarters(reader, at).or_else(|| months(reader, at, year))
}

/// 前三季度, 前11个月.
fn first_ones(reader: &Reader<'_>, at: usize) -> Option<(Said, usize)> {
    let many = |most: u8| match reader.char(at) {
        Some('两') => Some(2),
        _ => reader.number(at)?.small(most),
    };
    let last = if reader.follows(at + 1, "季度") {
        3 * many(4)?
    } else {
        reader.follows(at + 1, "个月").then(|| many(12)).flatten()?
    };
    Some((Said::Span(Span::To(last)), at + 3))
}

/// 三季度, 第3季度, 一至三季度.
fn quarters(reader: &Reader<'_>, at: usize) -> Option<(Said, usize)> {
    let number = |at: usize| {
        let at = at + usize::from(reader.char(at) == Some('第'));
        reader.number(at)?.small(4).map(|quarter| (quarter, at + 1))
    };
    let (first, behind) = number(at)?;
    if reader.follows(behind, "季度") {
        let range = reader.range(behind + 2).and_then(number).filter(|(_, to)| reader.follows(*to, "季度"));
        return match range {
            Some((last, to)) => Some((quarter_range(first, last), to + 2)),
            None => Some((Said::Span(Span::Quarter(first)), behind + 2)),
        };
    }
    let (last, to) = number(reader.range(behind)?)?;
    reader.follows(to, "季度").then(|| (quarter_range(first, last), to + 2))
}

fn quarter_range(first: u8, last: u8) -> Said {
    match (first, last) {
        (1, last) => Said::Span(Span::To(3 * last)),
        (3, 4) => Said::Span(Span::Half(2)),
        _ => Said::Doubtful,
    }
}

/// `11月`, `1—11月`, `1月至2021年11月`, `11月30日`.
fn months(reader: &Reader<'_>, at: usize, year: Option<i32>) -> Option<(Said, usize)> {
    let first = reader.number(at)?.small(12)?;
    let mut behind = at + 1;
    if reader.char(behind) == Some('月') {
        behind += 1;
        if let Some((day, to)) = day(reader, behind) {
            let date = day.zip(year).and_then(|(day, year)| Date::new(year, first, day));
            return Some((Said::Day(date), to));
        }
    }
    let single = behind == at + 2;
    let Some((last, to, same)) = reader.range(behind).and_then(|at| month_behind(reader, at, year)) else {
        return single.then(|| month_end(reader, behind)).flatten().map(|to| (Said::Span(Span::Month(first)), to));
    };
    if day(reader, to).is_some() || !same {
        return Some((Said::Doubtful, to));
    }
    let to = month_end(reader, to)?;
    Some((month_range(first, last), to))
}

/// The month that ends a range, and whether it is of the same year.
fn month_behind(reader: &Reader<'_>, at: usize, year: Option<i32>) -> Option<(u8, usize, bool)> {
    let own = reader.number(at)?.year().filter(|_| reader.char(at + 1) == Some('年'));
    let at = at + if own.is_some() { 2 } else { 0 };
    let month = reader.number(at)?.small(12)?;
    (reader.char(at + 1) == Some('月')).then_some((month, at + 2, own.is_none() || own == year))
}

fn month_range(first: u8, last: u8) -> Said {
    let span = match (first, last) {
        (1, last) => Span::To(last),
        (4, 6) => Span::Quarter(2),
        (7, 9) => Span::Quarter(3),
        (10, 12) => Span::Quarter(4),
        (7, 12) => Span::Half(2),
        (first, last) if first == last => Span::Month(first),
        _ => return Said::Doubtful,
    };
    Said::Span(span)
}

/// Behind 月: 份, 末, 底; nothing where no month is meant (6月初, 3月龄, 6月以上).
fn month_end(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let other = ["初", "上旬", "中旬", "下旬", "内", "龄", "以上", "以下", "以内", "间隔"];
    if other.iter().any(|word| reader.follows(at, word)) {
        return None;
    }
    let at = at + usize::from(reader.char(at) == Some('份'));
    Some(at + usize::from(matches!(reader.char(at), Some('末' | '底'))))
}

/// `2日`, `3号`, `1-30日` behind a month; the day when it is one.
fn day(reader: &Reader<'_>, at: usize) -> Option<(Option<u8>, usize)> {
    let first = reader.number(at)?;
    let is_day = |at: usize| matches!(reader.char(at), Some('日' | '号'));
    if is_day(at + 1) {
        return Some((first.small(31), at + 2));
    }
    let last = reader.range(at + 1).filter(|at| reader.number(*at).is_some())?;
    is_day(last + 1).then_some((None, last + 2))
}
