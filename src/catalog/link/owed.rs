//! When a unit reports, and when it owes a form: months that exist, in order, within the region's own time.

use super::known::twice;
use crate::catalog::definition::{Region, Span};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawUnit};
use crate::finding::Said;
use crate::model::Month;
use std::collections::BTreeMap;

/// The months in which a unit reports.
pub fn time(source: &Source, raw: &RawUnit, year: i32, region: Option<&Region>, problems: &mut Problems) -> Span {
    let time = span(source, raw.from.as_ref(), raw.to.as_ref(), problems);
    let (Some(january), Some(december)) = (Month::new(year, 1), Month::new(year, 12)) else { return time };
    let at = raw.to.as_ref().or(raw.from.as_ref()).unwrap_or(&raw.code).span();
    let the_year = Span { from: Some(january), to: Some(december) };
    if !time.meets(the_year) {
        let zh = format!("这个单位在{year}年没有一个月报送");
        problems.add(source, &at, Said::new(zh, format!("this unit reports in no month of {year}")));
        return time;
    }
    let Some(region) = region else { return time };
    // A month in which the region was there for a day may be owed; one in which it was not, never.
    let born = region.valid_from.and_then(|day| Month::new(day.year(), day.month())).filter(|month| *month > january);
    let gone = region.valid_to.and_then(|day| Month::new(day.year(), day.month())).filter(|month| *month < december);
    if let Some(born) = born.filter(|born| born.year() == year && time.from.is_none_or(|from| from < *born)) {
        let zh = format!("{}自{born}起才有，请写 from = \"{born}\" 或更晚", region.name);
        let en = format!("{} exists from {born}: say from = \"{born}\" or later", region.name);
        problems.add(source, &raw.from.as_ref().unwrap_or(&raw.code).span(), Said::new(zh, en));
    }
    if let Some(gone) = gone.filter(|gone| gone.year() == year && time.to.is_none_or(|to| to > *gone)) {
        let zh = format!("{}到{gone}为止，请写 to = \"{gone}\" 或更早", region.name);
        let en = format!("{} exists until {gone}: say to = \"{gone}\" or earlier", region.name);
        problems.add(source, &raw.to.as_ref().unwrap_or(&raw.code).span(), Said::new(zh, en));
    }
    time
}

/// Forms that are owed for a time only; one that is owed always is not, and two times of one form do not meet.
pub fn limits(source: &Source, raw: &RawUnit, time: Span, problems: &mut Problems) -> BTreeMap<String, Vec<Span>> {
    let mut all: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for owed in &raw.owed {
        let span = span(source, owed.from.as_ref(), owed.to.as_ref(), problems);
        if !span.meets(time) {
            let zh = format!("“{}”应报的时间全在这个单位报送的时间之外", owed.form.get_ref());
            let en = format!("\"{}\" is owed only while the unit does not report", owed.form.get_ref());
            problems.add(source, &owed.form.span(), Said::new(zh, en));
        }
        let spans = all.entry(owed.form.get_ref().clone()).or_default();
        let always = raw.forms.iter().any(|form| form.get_ref() == owed.form.get_ref());
        if always || spans.iter().any(|other| other.meets(span)) {
            twice(source, &owed.form, "应报的表", "the form owed", problems);
        }
        spans.push(span);
    }
    all
}

fn span(source: &Source, from: Option<&Name>, to: Option<&Name>, problems: &mut Problems) -> Span {
    let span = Span { from: month(source, from, problems), to: month(source, to, problems) };
    if let (Some(first), Some(last), Some(name)) = (span.from, span.to, to)
        && first > last
    {
        let zh = format!("从 {first} 到 {last}：止早于起");
        problems.add(
            source,
            &name.span(),
            Said::new(zh, format!("from {first} to {last}: the end is before the start")),
        );
        // Taken for open, so that one mistake is told once.
        return Span { to: None, ..span };
    }
    span
}

fn month(source: &Source, name: Option<&Name>, problems: &mut Problems) -> Option<Month> {
    let name = name?;
    let month = Month::parse(name.get_ref());
    if month.is_none() {
        let zh = format!("“{}”不是月份，应如 2021-03", name.get_ref());
        problems.add(
            source,
            &name.span(),
            Said::new(zh, format!("\"{}\" is no month such as 2021-03", name.get_ref())),
        );
    }
    month
}
