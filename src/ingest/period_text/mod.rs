//! Periods as titles, sheet names, file names and heads say them. What may be one period or another is none, and a day
//! is no month.

mod reader;
mod statement;
#[cfg(test)]
mod tests;
mod token;

use super::typing::typed;
use crate::model::{Date, Month, Period};
use statement::{Said, statements};
use token::tokens;

/// What a text says of time; at least one of the two is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    pub year: Option<i32>,
    /// The part of the year, when one is named: `2021年` names none, 2021年度 the whole.
    pub span: Option<Span>,
}

/// A part of some year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// 1 to 12.
    Month(u8),
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    Year,
    /// January to this month: `1—11月`, 前三季度.
    To(u8),
}

/// Whether the numbers under a head are of its period alone, or of the year up to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Own,
    Cumulative,
}

/// The one period a text speaks of; nothing when it speaks of none, or of two.
pub fn find(text: &str) -> Option<Found> {
    let (mut years, mut spans, mut whole) = (Vec::new(), Vec::new(), false);
    for statement in statements(&tokens(text)) {
        match statement.said {
            Said::Doubtful => return None,
            Said::Day(_) | Said::Elsewhen => continue,
            Said::Span(span) => spans.push(span),
            Said::Year { whole: all } => whole |= all,
        }
        years.extend(statement.year);
    }
    years.dedup();
    spans.dedup();
    let span = match spans.as_slice() {
        [] => whole.then_some(Span::Year),
        [span] => Some(*span),
        _ => return None,
    };
    match years.as_slice() {
        [] => span.map(|span| Found { year: None, span: Some(span) }),
        [year] => Some(Found { year: Some(*year), span }),
        _ => None,
    }
}

/// It speaks of time, and not of one period: of two, or of one that may be read in two ways.
pub fn is_unclear(text: &str) -> bool {
    let all = statements(&tokens(text));
    let speaks = all.iter().any(|one| !matches!(one.said, Said::Day(_) | Said::Elsewhen));
    speaks && find(text).is_none()
}

/// The one date, year included, that a line holds: `截至2021年11月30日`.
pub fn date_within(text: &str) -> Option<Date> {
    let mut dates = Vec::new();
    for statement in statements(&tokens(text)) {
        if let Said::Day(date) = statement.said {
            dates.push(date?);
        }
    }
    dates.dedup();
    match dates.as_slice() {
        [date] => Some(*date),
        _ => None,
    }
}

/// Words behind a period in a head, which say no other period.
const ENDINGS: [&str; 6] = ["合计", "小计", "总计", "累计", "数", "实绩"];

/// The period a label or head is, when it is nothing more; `base_year` is the year of a head that names none.
pub fn of_head(text: &str, base_year: Option<i32>) -> Option<(Period, Kind)> {
    let plain = typed(text).text;
    let (bare, says_cumulative) = without_endings(&plain);
    let tokens = tokens(bare);
    let all = statements(&tokens);
    let [only] = all.as_slice() else { return None };
    if only.from != 0 || only.to != tokens.len() {
        return None;
    }
    let year = only.year.or(base_year)?;
    let month = |month: u8| Month::new(year, month).map(Period::Month);
    let span = match only.said {
        Said::Span(span) => span,
        Said::Year { .. } => Span::Year,
        Said::Day(_) | Said::Elsewhen | Said::Doubtful => return None,
    };
    let kind = if says_cumulative || matches!(span, Span::To(_)) { Kind::Cumulative } else { Kind::Own };
    let period = match span {
        Span::Month(n) | Span::To(n) => month(n)?,
        Span::Quarter(n) => Period::Quarter(year, n),
        Span::Half(n) => Period::Half(year, n),
        Span::Year => Period::Year(year),
    };
    Some((period, kind))
}

/// The head without 合计, （小计）, 累计 and the like, and whether 累计 was among them.
fn without_endings(text: &str) -> (&str, bool) {
    let (mut bare, mut cumulative) = (text, false);
    loop {
        let open = bare.strip_suffix(')').map_or(bare, str::trim_end);
        let Some((word, rest)) = ENDINGS.iter().find_map(|word| open.strip_suffix(word).map(|rest| (*word, rest)))
        else {
            return (bare, cumulative);
        };
        let rest = rest.trim_end();
        let rest = if open.len() == bare.len() { Some(rest) } else { rest.strip_suffix('(').map(str::trim_end) };
        let Some(rest) = rest else { return (bare, cumulative) };
        cumulative |= word == "累计";
        bare = rest;
    }
}
