//! Where and when values are of, as the lines above a table say it.

use super::Sheet;
use crate::ingest::period_text::{self, Span};
use crate::ingest::place_names::Who;
use crate::model::{Month, Period};

/// What a sheet says of all its values, where the table does not say it itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Base {
    pub region: Option<Who>,
    pub year: Option<i32>,
    pub period: Option<Period>,
    /// Decided elsewhere: what stands above a table does not change it.
    pub decided: bool,
}

impl Base {
    /// What texts say, the first that says it of each: region, year, part of the year.
    pub fn of_texts<'t>(
        sheet: &Sheet<'_>,
        texts: impl Iterator<Item = &'t str> + Clone,
    ) -> (Option<Who>, Option<i32>, Option<Span>) {
        let of_title = |text| sheet.names.town_at_start(text).or_else(|| sheet.names.at_start(text).cloned());
        let region = texts.clone().find_map(of_title);
        let found: Vec<_> = texts.filter_map(period_text::find).collect();
        let year = found.iter().find_map(|found| found.year);
        (region, year, found.iter().find_map(|found| found.span))
    }

    /// The base of one of several tables on a sheet: its caption may say more than the sheet does. A caption names a
    /// period; a line that only begins with a place, or is a note, is none.
    pub fn refined(&self, sheet: &Sheet<'_>, caption: &[String]) -> Self {
        if self.decided {
            return self.clone();
        }
        let is_caption = |line: &&String| period_text::find(line).is_some() || sheet.names.find(line).is_some();
        let lines = caption.iter().filter(|line| !is_note(line) && is_caption(line));
        let (region, year, span) = Self::of_texts(sheet, lines.map(String::as_str));
        let year = year.or(self.year);
        let period = year.zip(span).and_then(|(year, span)| period(year, span));
        Self { region: region.or_else(|| self.region.clone()), year, period: period.or(self.period), decided: false }
    }
}

/// A line that is a note.
pub(in crate::ingest) fn is_note(line: &str) -> bool {
    NOTES.iter().any(|note| line.trim_start_matches('(').starts_with(note))
}

/// Words that begin a note.
const NOTES: [&str; 4] = ["注", "备注", "说明", "附注"];

/// A part of a year.
pub(in crate::ingest) fn period(year: i32, span: Span) -> Option<Period> {
    Some(match span {
        Span::Month(month) | Span::To(month) => Period::Month(Month::new(year, month)?),
        Span::Quarter(quarter) => Period::Quarter(year, quarter),
        Span::Half(half) => Period::Half(year, half),
        Span::Year => Period::Year(year),
    })
}
