//! Whose a sheet is and for when, and what says so.

use super::view::{How, Said};
use super::words::clean;
use crate::catalog::Form;
use crate::ingest::cover;
use crate::ingest::identity;
use crate::ingest::layout::{Base, Sheet};
use crate::ingest::period_text;
use crate::ingest::place_names::{PlaceNames, Who};
use crate::ingest::whose::{self, OfBook};
use crate::ingest::workbook::Workbook;

/// What a workbook says as a whole, its cover read by the first of the forms that is one.
pub fn of_book(forms: &[&Form], book: &Workbook, names: &PlaceNames) -> OfBook {
    let is_cover = |form: &&&Form| {
        let fits = |binding| book.sheets.iter().any(|grid| !grid.hidden && cover::fits(grid, binding));
        form.cover.as_ref().is_some_and(fits)
    };
    let none = Form::default();
    OfBook::read(book, forms.iter().find(is_cover).copied().unwrap_or(&none), names)
}

/// The region and the period of a sheet, as far as it or its file says them, each with what says so.
pub struct Identity {
    pub base: Base,
    pub region: Option<Said>,
    pub period: Option<Said>,
}

pub fn identity(sheet: &Sheet<'_>, lines: &[String], book: &OfBook) -> Identity {
    let of_form = sheet.form.region.as_ref().map(|name| sheet.names.named(name));
    let region = whose::region_of(sheet, book, lines, &mut Vec::new()).or(of_form);
    let (year, period) = whose::period_of(sheet, book, lines, &mut Vec::new());
    let who = region.as_ref().map(|who| Said { text: clean(&who.name), how: region_by(sheet, book, lines, who) });
    let when = period.map(|found| Said { text: found.to_string(), how: period_by(sheet, book, lines) });
    Identity { base: Base { region, year, period, decided: false }, region: who, period: when }
}

fn file_name<'a>(sheet: &Sheet<'a>) -> &'a str {
    sheet.scope.file.path.rsplit('/').next().unwrap_or_default()
}

fn region_by(sheet: &Sheet<'_>, book: &OfBook, lines: &[String], who: &Who) -> How {
    let is = |found: Option<&Who>| found == Some(who);
    let line = identity::unit_line(sheet.grid).map(|(_, text)| text);
    if line.is_some_and(|text| is(sheet.names.find(&text).or_else(|| sheet.names.at_start(&text)))) {
        How::UnitLine
    } else if is(sheet.names.find(&sheet.grid.name)) {
        How::SheetName
    } else if lines.iter().any(|line| is(sheet.names.at_start(line))) {
        How::Title
    } else if is(book.region.as_ref()) {
        How::Cover
    } else if is(sheet.names.at_start(file_name(sheet))) {
        How::FileName
    } else {
        How::Form
    }
}

fn period_by(sheet: &Sheet<'_>, book: &OfBook, lines: &[String]) -> How {
    let says = |text: &str| period_text::find(text).is_some_and(|found| found.span.is_some());
    if lines.iter().any(|line| says(line)) {
        How::Title
    } else if says(&sheet.grid.name) {
        How::SheetName
    } else if book.period.is_some_and(|found| found.span.is_some()) {
        How::Cover
    } else if says(file_name(sheet).rsplit_once('.').map_or(file_name(sheet), |(stem, _)| stem)) {
        How::FileName
    } else {
        How::Form
    }
}
