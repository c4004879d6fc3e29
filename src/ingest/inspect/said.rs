//! Whose a sheet is and for when, and what says so.

use super::view::{How, Said};
use super::words::clean;
use crate::catalog::Form;
use crate::ingest::cover;
use crate::ingest::identity;
use crate::ingest::layout::{Base, Sheet};
use crate::ingest::loose;
use crate::ingest::period_text;
use crate::ingest::place_names::{PlaceNames, Who};
use crate::ingest::workbook::Workbook;
use crate::model::Period;

/// What a cover sheet says of all the others.
#[derive(Clone, Debug, Default)]
pub struct OfCover {
    pub region: Option<Who>,
    pub period: Option<Period>,
}

/// The cover of a workbook, by the forms that are covers.
pub fn of_cover(forms: &[&Form], book: &Workbook, names: &PlaceNames) -> OfCover {
    let bindings = || forms.iter().filter(|form| form.is_cover()).filter_map(|form| form.cover.as_ref());
    let visible = book.sheets.iter().filter(|grid| !grid.hidden);
    let found = visible.flat_map(|grid| bindings().map(move |binding| (grid, binding)));
    for (grid, binding) in found {
        if cover::fits(grid, binding) {
            let said = cover::read(grid, binding);
            let region = said.unit.as_ref().and_then(|field| names.find(&field.text)).cloned();
            return OfCover { region, period: said.month().map(Period::Month) };
        }
    }
    OfCover::default()
}

/// The region and the period of a sheet, as far as it or its file says them, each with what says so.
pub struct Identity {
    pub base: Base,
    pub region: Option<Said>,
    pub period: Option<Said>,
}

pub fn identity(sheet: &Sheet<'_>, lines: &[String], year: Option<i32>, cover: &OfCover) -> Identity {
    let of_form = sheet.form.region.as_ref().map(|name| sheet.names.named(name));
    let own = loose::region_of(sheet, lines);
    let region = own.clone().or_else(|| cover.region.clone()).or(of_form);
    let (year, period) = loose::period_of(sheet, lines, year, &mut Vec::new());
    let said_period = period.or(cover.period);
    let who = region.as_ref().map(|who| Said {
        text: clean(&who.name),
        how: if own.is_some() { region_by(sheet, lines, who) } else { How::Cover },
    });
    let when = said_period.map(|found| Said {
        text: found.to_string(),
        how: if period.is_some() { period_by(sheet, lines) } else { How::Cover },
    });
    let year = year.or_else(|| said_period.map(|period| period.last_month().year()));
    Identity { base: Base { region, year, period: said_period }, region: who, period: when }
}

fn file_name<'a>(sheet: &Sheet<'a>) -> &'a str {
    sheet.scope.file.path.rsplit('/').next().unwrap_or_default()
}

fn region_by(sheet: &Sheet<'_>, lines: &[String], who: &Who) -> How {
    let is = |found: Option<&Who>| found == Some(who);
    let line = identity::unit_line(sheet.grid).map(|(_, text)| text);
    if line.is_some_and(|text| is(sheet.names.find(&text).or_else(|| sheet.names.at_start(&text)))) {
        How::UnitLine
    } else if is(sheet.names.find(&sheet.grid.name)) {
        How::SheetName
    } else if lines.iter().any(|line| is(sheet.names.at_start(line))) {
        How::Title
    } else if is(sheet.names.at_start(file_name(sheet))) {
        How::FileName
    } else {
        How::Cover
    }
}

fn period_by(sheet: &Sheet<'_>, lines: &[String]) -> How {
    let says = |text: &str| period_text::find(text).is_some_and(|found| found.span.is_some());
    if lines.iter().any(|line| says(line)) {
        How::Title
    } else if says(&sheet.grid.name) {
        How::SheetName
    } else if says(file_name(sheet).rsplit_once('.').map_or(file_name(sheet), |(stem, _)| stem)) {
        How::FileName
    } else {
        How::Form
    }
}
