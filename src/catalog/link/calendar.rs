//! Calendars: due days that every month has, holidays and worked weekends that are days and do not contradict.

use super::known::twice;
use crate::catalog::definition::{DueRule, Shift};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawCalendar, RawShift};
use crate::finding::Said;
use crate::model::Date;
use std::collections::{BTreeMap, BTreeSet};

pub fn link(group: &Group<RawCalendar>, problems: &mut Problems) -> BTreeMap<String, DueRule> {
    group.files.iter().map(|file| (file.id.clone(), calendar(&file.source, &file.raw, problems))).collect()
}

fn calendar(source: &Source, raw: &RawCalendar, problems: &mut Problems) -> DueRule {
    let day = &raw.day_of_next_month;
    let day_of_next_month = u8::try_from(*day.get_ref()).ok().filter(|day| (1..=28).contains(day));
    if day_of_next_month.is_none() {
        let said =
            Said::new("应为 1 至 28 的整数：29 日以后不是每个月都有", "must be 1 to 28: not every month has a 29th");
        problems.add(source, &day.span(), said);
    }
    let holidays = days(source, &raw.holidays, problems);
    let workdays = days(source, &raw.workdays, problems);
    for (name, day) in &workdays {
        if holidays.iter().any(|(_, other)| other == day) {
            let zh = format!("{day} 既放假又上班，只能是其一");
            problems.add(source, &name.span(), Said::new(zh, format!("{day} cannot be both a holiday and worked")));
        } else if !day.weekday().is_weekend() {
            let zh = format!("{day} 是{}，本来就上班；workdays 只写调休上班的周六、周日", day.weekday().chinese());
            let en = format!("{day} is a {:?} and worked anyway; workdays are Saturdays and Sundays", day.weekday());
            problems.add(source, &name.span(), Said::new(zh, en));
        }
    }
    if let (None, Some(first)) = (raw.shift, raw.holidays.iter().chain(&raw.workdays).next()) {
        let said = Said::new(
            "写了节假日，还须写 shift = \"later\"、\"earlier\" 或 \"none\"",
            "holidays need a shift: \"later\", \"earlier\" or \"none\"",
        );
        problems.add(source, &first.span(), said);
    }
    let only_days = |days: Vec<(&Name, Date)>| days.into_iter().map(|(_, day)| day).collect();
    DueRule {
        day_of_next_month: day_of_next_month.unwrap_or(1),
        shift: match raw.shift {
            None | Some(RawShift::None) => Shift::None,
            Some(RawShift::Later) => Shift::Later,
            Some(RawShift::Earlier) => Shift::Earlier,
        },
        holidays: only_days(holidays),
        workdays: only_days(workdays),
        remind_days: count(source, raw.remind_days.as_ref(), problems),
        correction_days: count(source, raw.correction_days.as_ref(), problems),
    }
}

/// So many working days.
fn count(source: &Source, raw: Option<&toml::Spanned<i64>>, problems: &mut Problems) -> Option<u8> {
    let raw = raw?;
    let days = u8::try_from(*raw.get_ref()).ok().filter(|days| (1..=60).contains(days));
    if days.is_none() {
        let said = Said::new("应为 1 至 60 的整数（工作日）", "must be 1 to 60 working days");
        problems.add(source, &raw.span(), said);
    }
    days
}

/// The days of a list; what is no day, and what stands twice, is told.
fn days<'a>(source: &Source, names: &'a [Name], problems: &mut Problems) -> Vec<(&'a Name, Date)> {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    for name in names {
        match Date::parse_iso(name.get_ref()) {
            None => {
                let zh = format!("“{}”不是日期，应如 2021-10-01", name.get_ref());
                problems.add(source, &name.span(), Said::new(zh, format!("\"{}\" is no date", name.get_ref())));
            }
            Some(day) if !seen.insert(day) => twice(source, name, "日期", "day", problems),
            Some(day) => all.push((name, day)),
        }
    }
    all
}
