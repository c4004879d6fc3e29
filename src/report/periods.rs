//! Periods and dates in words.

use super::mark;
use crate::model::{Date, Month, Period};
use minijinja::Value;

const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];
const HALVES: [&str; 2] = ["上半年", "下半年"];

/// `11月份`, `三季度`, `上半年`, `全年`.
pub fn label(period: Period) -> String {
    match period {
        Period::Month(m) => mark::date(&format!("{}月份", m.number())),
        _ => spoken(period),
    }
}

/// `11月`, `三季度`, `上半年`, `全年`.
pub fn short(period: Period) -> String {
    match period {
        Period::Month(m) => mark::date(&month(m)),
        _ => spoken(period),
    }
}

/// `2021年11月`, `2021年三季度`.
pub fn title(period: Period) -> String {
    let (_, last) = period.span();
    match period {
        Period::Month(m) => mark::date(&format!("{}年{}月", m.year(), m.number())),
        Period::Year(y) => mark::date(&format!("{y}年")),
        _ => format!("{}{}", mark::date(&format!("{}年", last.year())), spoken(period)),
    }
}

/// The year so far: `1—11月`.
pub fn span(period: Period) -> String {
    let last = period.last_month().number();
    mark::date(&if last == 1 { "1月份".to_owned() } else { format!("1—{last}月") })
}

/// The year so far before an amount: `1—11月累计`; in January the month alone.
pub fn so_far(period: Period) -> String {
    if period.last_month().number() == 1 { label(period) } else { format!("{}累计", span(period)) }
}

/// `11月底`
pub fn end(period: Period) -> String {
    mark::date(&format!("{}月底", period.last_month().number()))
}

/// `11月`, for the label of an axis.
pub fn month(month: Month) -> String {
    format!("{}月", month.number())
}

/// `2021年12月5日`
pub fn day(date: Date) -> String {
    mark::date(&date.chinese())
}

/// A deadline as it is spoken of within its year: `10月底`, `年底`, `6月15日`; of another year in full.
pub fn by(date: Date, now: Period) -> String {
    if date.year() != now.last_month().year() {
        return day(date);
    }
    let is_last = date.plus_days(1).day() == 1;
    match (is_last, date.month()) {
        (true, 12) => "年底".to_owned(),
        (true, month) => mark::date(&format!("{month}月底")),
        (false, month) => mark::date(&format!("{month}月{}日", date.day())),
    }
}

/// Since when something holds: `7月起`, `7月15日起`; in another year in full.
pub fn from(date: Date, now: Period) -> String {
    if date.year() != now.last_month().year() {
        return format!("{}起", day(date));
    }
    let (month, day) = (date.month(), date.day());
    mark::date(&if day == 1 { format!("{month}月起") } else { format!("{month}月{day}日起") })
}

fn spoken(period: Period) -> String {
    match period {
        Period::Month(m) => month(m),
        Period::Quarter(_, q) => QUARTERS.get(usize::from(q) - 1).copied().unwrap_or_default().to_owned(),
        Period::Half(_, h) => HALVES.get(usize::from(h) - 1).copied().unwrap_or_default().to_owned(),
        Period::Year(_) => "全年".to_owned(),
    }
}

/// 本月, 上月 and their like: this one, the one before, one of many.
pub fn relative(period: Period) -> (&'static str, &'static str, &'static str) {
    match period {
        Period::Month(_) => ("本月", "上月", "个月"),
        Period::Quarter(..) => ("本季度", "上季度", "个季度"),
        Period::Half(..) => ("本半年", "上个半年", "个半年"),
        Period::Year(_) => ("本年", "上年", "年"),
    }
}

/// How the points of a trend follow one another.
fn each(period: Period) -> &'static str {
    match period {
        Period::Month(_) => "逐月",
        Period::Quarter(..) => "逐季",
        Period::Half(..) => "逐半年",
        Period::Year(_) => "全年",
    }
}

/// What the wording knows as `period`.
pub fn value(period: Period) -> Value {
    let (this, before, _) = relative(period);
    let pairs: Vec<(&str, Value)> = vec![
        ("id", period.to_string().into()),
        ("label", label(period).into()),
        ("short", short(period).into()),
        ("title", title(period).into()),
        ("span", span(period).into()),
        ("so_far", so_far(period).into()),
        ("end", end(period).into()),
        ("each", each(period).into()),
        ("this", this.into()),
        ("before", before.into()),
        ("year", mark::date(&format!("{}年", period.last_month().year())).into()),
        ("number", u32::from(period.last_month().number()).into()),
        ("is_month", matches!(period, Period::Month(_)).into()),
        ("is_first", period.previous_in_year().is_none().into()),
    ];
    Value::from_pairs(pairs)
}

/// Days from one date to another.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.days() - from.days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;
    use std::collections::BTreeMap;

    fn read(text: &str) -> String {
        plain_text(&mark::inlines(text, &[], &BTreeMap::new()).unwrap())
    }

    #[test]
    fn periods_are_said_as_a_bureau_says_them() {
        for (id, said) in [
            ("2021-11", "11月份 2021年11月 1—11月 11月底"),
            ("2021-01", "1月份 2021年1月 1月份 1月底"),
            ("2021-Q3", "三季度 2021年三季度 1—9月 9月底"),
            ("2021-H1", "上半年 2021年上半年 1—6月 6月底"),
            ("2021", "全年 2021年 1—12月 12月底"),
        ] {
            let p = Period::parse(id).unwrap();
            assert_eq!(read(&format!("{} {} {} {}", label(p), title(p), span(p), end(p))), said);
        }
    }

    #[test]
    fn a_deadline_is_said_within_its_year() {
        let now = Period::parse("2021-11").unwrap();
        for (date, said) in [
            ("2021-10-31", "10月底"),
            ("2021-12-31", "年底"),
            ("2021-06-15", "6月15日"),
            ("2022-02-28", "2022年2月28日"),
        ] {
            assert_eq!(read(&by(Date::parse_iso(date).unwrap(), now)), said);
        }
    }

    #[test]
    fn days_are_counted_over_month_and_year_ends() {
        let d = |text| Date::parse_iso(text).unwrap();
        assert_eq!(days_between(d("2021-10-31"), d("2021-11-30")), 30);
        assert_eq!(days_between(d("2020-02-28"), d("2020-03-01")), 2);
        assert_eq!(days_between(d("2021-12-31"), d("2022-01-01")), 1);
    }
}
