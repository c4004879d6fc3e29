//! Whose and of when a workbook's values are, when no desk and no folder says so.

use super::blank;
use super::cover;
use super::identity;
use super::layout::{self, Base, Sheet, period};
use super::period_text::{self, Found, Span};
use super::place_names::{PlaceNames, Who};
use super::workbook::{Content, Workbook};
use crate::catalog::Form;
use crate::finding::Finding;
use crate::model::{Date, Period};
use std::collections::BTreeSet;

/// What the workbook as a whole says: its cover, and the year its sheets speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct OfBook {
    pub region: Option<Who>,
    /// What says the region, in the words of a message.
    said_by: &'static str,
    pub period: Option<Found>,
    year: Option<i32>,
}

impl OfBook {
    pub fn read(book: &Workbook, form: &Form, names: &PlaceNames) -> Self {
        let cover = form.cover.as_ref().and_then(|binding| {
            let grid = book.sheets.iter().find(|grid| !grid.hidden && cover::fits(grid, binding))?;
            Some(cover::read(grid, binding))
        });
        let unit = cover.as_ref().and_then(|cover| cover.unit.as_ref()).map(|field| field.text.as_str());
        let month = cover.as_ref().and_then(|cover| cover.period.as_ref()).map(|field| field.text.as_str());
        let of_cover = unit.and_then(|unit| names.find(unit).or_else(|| names.at_start(unit)));
        // A blank form that was sent out says for whom and for when it was made.
        let identity = blank::identity(book).map(|(_, identity)| identity);
        let made_for = identity.as_ref().and_then(|identity| identity.unit.as_ref());
        let made_for = made_for.and_then(|(_, code)| names.of_code(code));
        let made_when = identity.as_ref().and_then(|identity| identity.period.as_ref());
        Self {
            said_by: if of_cover.is_some() { "封面" } else { "空白表的编号" },
            region: of_cover.or(made_for).cloned(),
            period: month.or(made_when.map(|(_, text)| text.as_str())).and_then(period_text::find),
            year: year_of(book, form),
        }
    }
}

/// The year the workbook speaks of, when it speaks of one: a sheet may leave it to another's title.
fn year_of(book: &Workbook, form: &Form) -> Option<i32> {
    let texts = book.sheets.iter().filter(|grid| !grid.hidden).flat_map(|grid| {
        let top = layout::above_cards(form, grid);
        let heading = grid.cells.iter().take(8).take_while(move |(cell, _)| cell.row < top);
        let heading = heading.filter_map(|(_, found)| match &found.content {
            Content::Text(text) => Some(text.to_string()),
            _ => None,
        });
        std::iter::once(grid.name.to_string()).chain(heading)
    });
    let years: BTreeSet<i32> = texts.filter_map(|text| period_text::find(&text)?.year).collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// A statement of the workbook, and where it makes it.
struct Said<T> {
    what: T,
    text: String,
}

/// Where and when the values of a sheet are of; what disagrees is a finding.
pub(super) fn base_of(sheet: &Sheet<'_>, book: &OfBook, findings: &mut Vec<Finding>) -> Base {
    let lines = layout::lines_above_tables(sheet);
    // A title that goes on from its county to a town is the town's.
    let region = region_of(sheet, book, &lines, findings).map(|who| town_of(sheet, &lines, &who).unwrap_or(who));
    let (year, period) = period_of(sheet, book, &lines, findings);
    let region = region.or_else(|| sheet.form.region.as_ref().map(|name| sheet.names.named(name)));
    Base { region, year, period, decided: false }
}

/// The file's name without its folder and extension.
fn stem<'a>(sheet: &Sheet<'a>) -> &'a str {
    let name = sheet.scope.file.path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The text of the 填报单位 line; on a card it is not the sheet's.
fn unit_line(sheet: &Sheet<'_>) -> Option<String> {
    let (cell, name) = identity::unit_line(sheet.grid)?;
    (cell.row < layout::above_cards(sheet.form, sheet.grid)).then_some(name)
}

/// From the 填报单位 line, the sheet's name, the lines above the tables, the cover, the file's name.
pub(super) fn region_of(
    sheet: &Sheet<'_>,
    book: &OfBook,
    lines: &[String],
    findings: &mut Vec<Finding>,
) -> Option<Who> {
    let names = sheet.names;
    let said = |what: Option<&Who>, text: &str| Some(Said { what: what?.clone(), text: text.to_owned() });
    let line = unit_line(sheet);
    let of_line = line.and_then(|text| said(names.find(&text).or_else(|| names.at_start(&text)), &text));
    let of_title = lines.iter().find_map(|text| said(names.at_start(text), text));
    let all = [
        ("填报单位一行", of_line),
        ("工作表名", said(names.find(&sheet.grid.name), &sheet.grid.name)),
        ("标题", of_title),
        (book.said_by, book.region.as_ref().and_then(|who| said(Some(who), &who.name))),
        ("文件名", said(names.at_start(stem(sheet)), stem(sheet))),
    ];
    let all: Vec<(&str, Said<Who>)> = all.into_iter().filter_map(|(by, said)| Some((by, said?))).collect();
    let (by, Said { what: first, .. }) = all.first()?;
    let within = |a: &Who, b: &Who| names.is_within(a, b) || names.is_within(b, a);
    if let Some((other_by, other)) = all.iter().find(|(_, other)| !within(&other.what, first)) {
        // A place that only the form knows may be anywhere: a township's sheet in a county's file.
        let is_part = !names.is_placed(first) && names.is_placed(&other.what);
        let code = if is_part { "identity.region_part" } else { "identity.region_differs" };
        let finding = sheet.about_sheet(code).raw(&other.text).with("other", *other_by);
        findings.push(finding.with("found", &other.what.name).with("by", *by).with("unit", &first.name));
    }
    // A part says more than its whole.
    let narrowest = all.iter().map(|(_, said)| &said.what).rfind(|who| names.is_within(who, first));
    narrowest.or(Some(first)).cloned()
}

/// The town that the line of the unit, a title or the file's name goes on to name behind this region.
fn town_of(sheet: &Sheet<'_>, lines: &[String], who: &Who) -> Option<Who> {
    let names = sheet.names;
    let line = unit_line(sheet);
    let texts = line.iter().map(String::as_str).chain(lines.iter().map(String::as_str)).chain([stem(sheet)]);
    let mut of_region = texts.filter(|text| names.at_start(text) == Some(who));
    of_region.find_map(|text| names.town_at_start(text))
}

/// From the lines above the tables, the sheet's name, the cover, the file's name, the form. What names a year completes
/// what names only a month.
pub(super) fn period_of(
    sheet: &Sheet<'_>,
    book: &OfBook,
    lines: &[String],
    findings: &mut Vec<Finding>,
) -> (Option<i32>, Option<Period>) {
    // A note speaks of other times as often as not.
    let lines = lines.iter().map(String::as_str).filter(|line| !layout::is_note(line));
    let texts: Vec<&str> = lines.chain([&*sheet.grid.name]).collect();
    let of_sheet = texts.iter();
    let of_sheet: Vec<Said<Found>> =
        of_sheet.filter_map(|text| Some(Said { what: period_text::find(text)?, text: (*text).to_owned() })).collect();
    let sheet_says = of_sheet.len();
    let of_book = book.period.map(|what| Said { what, text: String::new() });
    let of_file = period_text::find(stem(sheet)).map(|what| Said { what, text: stem(sheet).to_owned() });
    let found: Vec<Said<Found>> = of_sheet.into_iter().chain(of_book).chain(of_file).collect();
    let year = found.iter().find_map(|said| said.what.year).or(book.year);
    let span = found.iter().find_map(|said| said.what.span);
    let year = year.or_else(|| dates(sheet, &texts).first().map(|date| year_before(*date, span)));
    let year = year.or_else(|| sheet.form.period.map(|period| period.last_month().year()));
    let used = year.zip(span).and_then(|(year, span)| period(year, span));
    // Heads that name every period whole leave nothing to a title.
    if (used.is_some() || year.is_some())
        && !found.iter().take(sheet_says).any(|said| said.what.span.is_some())
        && let Some(text) = texts.iter().find(|text| period_text::is_unclear(text))
    {
        let used = used.or(sheet.form.period).map_or_else(|| "—".to_owned(), |period| period.to_string());
        findings.push(sheet.about_sheet("period.unclear").raw(text).with("text", text).with("used", used));
    }
    if let Some(used) = used {
        let month = |span: Option<Span>| matches!(span, Some(Span::Month(_) | Span::To(_)));
        let of_months = found.iter().filter(|said| month(said.what.span) && month(span));
        let whole = |what: Found| period(what.year.or(year)?, what.span?);
        let other = of_months.filter_map(|said| Some((whole(said.what)?, said))).find(|(period, _)| *period != used);
        let said = other.map(|(period, said)| (period, said.text.clone()));
        // A period in the form is what the desk expects, whatever the workbook says.
        let form = sheet.form.period.filter(|form| *form != used).map(|_| (used, String::new()));
        if let Some((period, text)) = said.or(form) {
            let finding = sheet.about_sheet("identity.sheet_period").raw(&text).with("found", period);
            let expected = if period == used { sheet.form.period.unwrap_or(used) } else { used };
            findings.push(finding.with("expected", expected));
        }
    }
    (year, used.or(sheet.form.period))
}

/// The year of a part of a year that was over when a sheet was dated: of 12月, filled in in January, the year before.
fn year_before(date: Date, span: Option<Span>) -> i32 {
    let last =
        span.and_then(|span| period(date.year(), span)).map_or(date.month(), |period| period.last_month().number());
    date.year() - i32::from(last > date.month())
}

/// Dates in the lines above: a date of filling in names a year when nothing else does.
fn dates(sheet: &Sheet<'_>, texts: &[&str]) -> Vec<Date> {
    let of_texts = texts.iter().filter_map(|text| period_text::date_within(text));
    let top = layout::above_cards(sheet.form, sheet.grid);
    let head = sheet.grid.cells.iter().take(200).take_while(move |(cell, _)| cell.row < top);
    let of_cells = head.filter_map(|(_, found)| match &found.content {
        Content::Text(text) => period_text::date_within(text),
        _ => None,
    });
    of_texts.chain(of_cells).collect()
}
