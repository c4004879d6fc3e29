//! A file read by one form, without a desk: regions and periods come from the workbook itself.

use super::cover;
use super::entry::Entry;
use super::file;
use super::identity;
use super::layout::{self, Base, Sheet, period};
use super::near;
use super::period_text::{self, Found};
use super::place_names::PlaceNames;
use super::scope::{InputFile, Scope};
use super::workbook::{self, Content, Grid, OutOfTime};
use crate::catalog::{Catalog, Form, normalise};
use crate::finding::Finding;
use crate::model::Period;
use std::collections::BTreeSet;

/// What a file holds for a form.
#[derive(Clone, Debug, Default)]
pub struct LooseReading {
    /// The file could be read as a workbook.
    pub readable: bool,
    pub entries: Vec<Entry>,
    pub findings: Vec<Finding>,
}

/// Reads a file by one form. What is wrong is a finding; two values of one key are still both there.
pub fn read_loose(catalog: &Catalog, form: &Form, file: &InputFile, out_of_time: OutOfTime<'_>) -> LooseReading {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time).map(|book| read_book(&scope, form, &book));
    match scope.in_time(read) {
        Ok(reading) => reading,
        Err(refusal) => LooseReading { findings: vec![file::refused(&scope, &refusal)], ..LooseReading::default() },
    }
}

fn read_book(scope: &Scope<'_>, form: &Form, book: &workbook::Workbook) -> LooseReading {
    let (scope, catalog) = (*scope, scope.catalog);
    let names = PlaceNames::of_catalog(catalog).with_form(form);
    let findings = file::of_book(&scope, book);
    let mut reading = LooseReading { readable: true, findings, ..LooseReading::default() };
    let year = year_of(book);
    let mut absent: Option<BTreeSet<usize>> = None;
    for grid in &book.sheets {
        let base = Base::default();
        let unbased = Sheet { scope, form, grid, names: &names, base: &base, unit: None };
        if !is_meant(&unbased) {
            continue;
        }
        if grid.hidden {
            reading.findings.push(scope.about_sheet("sheet.hidden", &grid.name));
            continue;
        }
        let base = base_of(&unbased, year, &mut reading.findings);
        let sheet = Sheet { base: &base, ..unbased };
        let mut lacking = BTreeSet::new();
        reading.entries.extend(layout::read(&sheet, &mut lacking, &mut reading.findings));
        // A table is missed when no sheet has it.
        absent = Some(absent.map_or(lacking.clone(), |absent| absent.intersection(&lacking).copied().collect()));
    }
    match absent {
        None => reading.findings.push(not_found(&scope, form, book)),
        Some(absent) => {
            for table in absent.iter().filter_map(|number| form.tables.get(*number)) {
                reading.findings.push(scope.about_file("table.no_header").with("form", &table.name));
            }
        }
    }
    reading
}

/// No sheet is of the form: the heads it looks for, and what on the sheets comes near them.
fn not_found(scope: &Scope<'_>, form: &Form, book: &workbook::Workbook) -> Finding {
    let of_tables = form.tables.iter().flat_map(|table| {
        let of_columns = table.columns.iter().flat_map(|column| column.heads.iter().filter_map(|head| head.last()));
        table.label_heads.iter().chain(of_columns).filter(|head| *head != "*")
    });
    let wanted: Vec<&String> = of_tables.chain(form.fields.iter().flat_map(|field| &field.labels)).collect();
    let texts = book.sheets.iter().flat_map(|grid| grid.cells.values()).filter_map(|found| match &found.content {
        Content::Text(text) if text.len() < 120 && text.chars().count() < 30 => Some(&**text),
        _ => None,
    });
    let texts: BTreeSet<&str> = texts.take(2000).collect();
    let near = wanted.iter().map(|head| near::nearest(head, texts.iter().copied())).find(|near| near != "—");
    let heads: Vec<&str> = wanted.iter().take(4).map(|head| head.as_str()).collect();
    let finding = scope.about_file("form.not_found").with("form", &form.title).with("heads", heads.join("、"));
    finding.with("near", near.unwrap_or_else(|| "—".to_owned()))
}

/// The year the workbook speaks of, when it speaks of one: a sheet may leave it to another's title.
fn year_of(book: &workbook::Workbook) -> Option<i32> {
    let texts = book.sheets.iter().filter(|grid| !grid.hidden).flat_map(|grid| {
        let heading = grid.cells.values().take(8).filter_map(|found| match &found.content {
            Content::Text(text) => Some(text.to_string()),
            _ => None,
        });
        std::iter::once(grid.name.to_string()).chain(heading)
    });
    let years: BTreeSet<i32> = texts.filter_map(|text| period_text::find(&text)?.year).collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// The form is of this sheet: by its name, or, when the form names none or none of that name is there, by what is on it.
fn is_meant(sheet: &Sheet<'_>) -> bool {
    let name = normalise(&sheet.grid.name);
    let named = sheet.form.sheets.iter().any(|known| normalise(known) == name);
    if !sheet.form.sheets.is_empty() && !sheet.grid.name.is_empty() {
        return named;
    }
    !sheet.grid.cells.is_empty() && layout::fits(sheet)
}

/// Where and when the values of a sheet are of, as far as the workbook says; what disagrees is a finding.
fn base_of(sheet: &Sheet<'_>, year: Option<i32>, findings: &mut Vec<Finding>) -> Base {
    let lines = layout::lines_above_tables(sheet);
    let region = region_of(sheet, &lines);
    let (year, period) = period_of(sheet, &lines, year, findings);
    let region = region.or_else(|| sheet.form.region.as_ref().map(|name| sheet.names.named(name)));
    Base { region, year, period, decided: false }
}

fn region_of(sheet: &Sheet<'_>, lines: &[String]) -> Option<super::place_names::Who> {
    let grid = sheet.grid;
    let cover = sheet.form.cover.as_ref().and_then(|cover| cover::read(grid, cover).unit).map(|field| field.text);
    let line = identity::unit_line(grid).map(|(_, name)| name);
    let said =
        cover.into_iter().chain(line).find_map(|text| sheet.names.find(&text).or_else(|| sheet.names.at_start(&text)));
    let by_sheet = || sheet.names.find(&grid.name);
    let by_title = || lines.iter().find_map(|line| sheet.names.at_start(line));
    let file = sheet.scope.file.path.rsplit('/').next().unwrap_or_default();
    said.or_else(by_sheet).or_else(by_title).or_else(|| sheet.names.at_start(file)).cloned()
}

/// The year and the period: from labelled cells, the lines above the tables, the sheet's name, the file's name, the form.
/// What names a year completes what names only a month.
fn period_of(
    sheet: &Sheet<'_>,
    lines: &[String],
    of_book: Option<i32>,
    findings: &mut Vec<Finding>,
) -> (Option<i32>, Option<Period>) {
    let grid = sheet.grid;
    let cover = sheet.form.cover.as_ref().and_then(|cover| cover::read(grid, cover).period).map(|field| field.text);
    let file = sheet.scope.file.path.rsplit('/').next().unwrap_or_default();
    let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let texts = cover.into_iter().chain(lines.iter().cloned()).chain([grid.name.to_string(), file.to_owned()]);
    let texts: Vec<String> = texts.collect();
    let found: Vec<Found> = texts.iter().filter_map(|text| period_text::find(text)).collect();
    let dated = || dates(grid, &texts).into_iter().next();
    let year = found.iter().find_map(|found| found.year);
    let year = year.or(of_book).or_else(dated).or_else(|| sheet.form.period.map(|period| period.last_month().year()));
    let span = found.iter().find_map(|found| found.span);
    let period = year.zip(span).and_then(|(year, span)| period(year, span));
    if let (Some(said), Some(form)) = (period, sheet.form.period)
        && said != form
    {
        let finding = sheet.about_sheet("identity.sheet_period").with("found", said);
        findings.push(finding.with("expected", form));
    }
    (year, period.or(sheet.form.period))
}

/// Years of dates in the lines above: a date of filling in names a year when nothing else does.
fn dates(grid: &Grid, texts: &[String]) -> Vec<i32> {
    let of_texts = texts.iter().filter_map(|text| period_text::date_within(text));
    let head = grid.cells.iter().take(200);
    let of_cells = head.filter_map(|(_, found)| match &found.content {
        Content::Text(text) => period_text::date_within(text),
        _ => None,
    });
    of_texts.chain(of_cells).map(|date| date.year()).collect()
}
