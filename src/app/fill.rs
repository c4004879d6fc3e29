//! `yuebao fill`: our figures in the cells of somebody's workbook that a form binds, all else untouched.
//!
//! The blank is read like any return: what would be read from a cell is what is put into it. Two numbers are tried
//! first, so that a cell in 万元 or in per cent gets its figure in that; and what was written is read back before it is
//! kept.

use super::error::Error;
use super::fill_left::{self, Left};
use super::fill_place::{self, Doubt, Place, Readings, place};
use super::fill_trace::{Bound, State};
use super::fill_when;
use super::fill_whose::{self, Whose};
use super::reading::Progress;
use super::session::{Options, Session};
use super::{store, templates};
use crate::catalog::{Catalog, Form};
use crate::finding::{Finding, Level};
use crate::ingest::{self, Entry, EntryKind, InputFile, LooseReading, TableLines};
use crate::model::{Cell, Decimal, FigureKey, Measure, Missing, Month, Period, RegionCode, Value};
use crate::render::xlsx::{self, Entered};
use crate::statistics::FigureBook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub struct FillOptions {
    pub form: PathBuf,
    pub blank: PathBuf,
    pub period: Option<String>,
    /// Whose figures go into a workbook of one region.
    pub region: Option<RegionCode>,
    pub out: Option<PathBuf>,
    pub overwrite: bool,
}

/// A workbook filled in.
#[derive(Debug)]
pub struct FilledIn {
    pub path: PathBuf,
    pub trace: PathBuf,
    /// Every cell the form binds, in the order of sheets, rows and columns.
    pub cells: Vec<Bound>,
    /// Rows and columns that got nothing.
    pub left: Vec<Left>,
    /// Cells that were filled in although they are locked, on sheets that are protected.
    pub locked: BTreeMap<String, Vec<Cell>>,
    /// Sheets without a table of the form.
    pub unread: Vec<String>,
    /// What is wrong with the blank itself: what the form looks for and does not find, what is hidden.
    pub findings: Vec<Finding>,
    /// How many of them are rows and columns that are not there.
    pub lacking: usize,
    /// Sheets that look like the form's and were not read.
    pub passed_over: BTreeSet<String>,
    /// Sheets of a region above the desk's, which get the desk's total.
    pub above: Vec<(String, RegionCode)>,
    /// Must-level findings of the desk that are open: the figures are a draft's.
    pub open: usize,
    pub period: Period,
}

/// A number no heuristic takes for a share or a count of its own.
const TRIED: i64 = 50;

/// The blank with what it is read by.
struct Blank<'a> {
    catalog: &'a Catalog,
    form: Form,
    bytes: Vec<u8>,
    name: String,
    month: Month,
}

impl Session {
    /// Fills the figures of a period into a workbook, and writes it with its trace.
    ///
    /// # Errors
    /// The form not understood, no such file, no cell bound, a workbook that cannot be patched.
    pub fn fill(&self, options: &Options, wanted: &FillOptions, progress: &dyn Progress) -> Result<FilledIn, Error> {
        let period = self.period(wanted.period.as_deref())?;
        let (mut catalog, id) = templates::standing_with_form(options, &wanted.form)?;
        catalog.put_heads_of(&self.desk);
        let blank = self.blank_of(&catalog, &id, wanted, period)?;
        let readings = blank.readings()?;
        let entries: Vec<Entry> = readings.entries().into_iter().filter(is_single).collect();
        if entries.is_empty() {
            let first = readings.by_number.findings.first();
            let why = first.map(|finding| format!("{}。", finding.headline(crate::finding::Lang::Zh)));
            return Err(Error::new("error.fill_unbound")
                .with("file", &blank.name)
                .with("form", wanted.form.display())
                .with("why", why.unwrap_or_default()));
        }
        readings.must_be_alike(&blank.form, &blank.name)?;
        self.about_period(&entries, period, &blank.name, wanted.period.is_some())?;
        let (book, open) = self.book(&entries, period, progress)?;
        let whose = Whose::new(self, &entries, wanted.region.as_ref());
        let lines = ingest::table_lines(&catalog, &blank.form, &blank.file(&blank.bytes));
        let mut doubts = fill_left::doubts(&lines, &entries);
        doubts.extend(fill_when::doubts(&lines, &entries, period));
        doubts.extend(readings.doubts(&catalog, &entries));
        let cells = blank.bound((&entries, &doubts, &lines), &book, &whose, wanted.overwrite)?;
        let left = fill_left::left(&lines, &cells);
        let numbers: Vec<Entered> = cells.iter().filter_map(Bound::entered).collect();
        let filled = blank.patched(&numbers)?;
        let mut locked: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        for (sheet, cell) in filled.locked {
            locked.entry(sheet).or_default().push(cell);
        }
        let filled = filled.bytes;
        blank.same_again(&filled, &cells)?;
        let path = wanted.out.clone().unwrap_or_else(|| beside(&wanted.blank, period));
        let trace = PathBuf::from(format!("{}.trace.csv", path.display()));
        refuse_sources(&path, &[&wanted.blank, &wanted.form])?;
        refuse_other(&path, &filled, wanted.overwrite)?;
        store::replace_file(&path, &filled)?;
        store::replace_file(&trace, &super::fill_trace::csv(&cells, &left))?;
        let findings: Vec<Finding> = readings.told().filter(|f| !fill_place::converts(&catalog, f)).cloned().collect();
        let lacking = findings.iter().filter(|finding| fill_place::is_lack(finding)).count();
        let (passed_over, above) = (readings.passed_over(), whose.above(&entries, wanted.region.as_ref()));
        let unread = lines.unread.into_iter().filter(|sheet| !passed_over.contains(sheet)).collect();
        Ok(FilledIn { path, trace, cells, left, locked, unread, findings, lacking, passed_over, above, open, period })
    }

    fn blank_of<'a>(
        &self,
        catalog: &'a Catalog,
        form: &str,
        wanted: &FillOptions,
        period: Period,
    ) -> Result<Blank<'a>, Error> {
        let lost = || Error::new("error.defect").with("reason", form);
        let mut form = fill_whose::with_names(self, catalog.forms.get(form).cloned().ok_or_else(lost)?);
        // Where the workbook does not say whose it is and for when, it is ours for this period.
        form.period = form.period.or(Some(period));
        if form.region.is_none() {
            form.region = Some(self.region_name(wanted.region.as_ref().unwrap_or(&self.desk.region)));
        }
        let bytes = std::fs::read(&wanted.blank).map_err(|e| store::read_error(&wanted.blank, &e))?;
        let name = wanted.blank.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Blank { catalog, form, bytes, name, month: period.last_month() })
    }

    /// A workbook of another period is not filled with this one's figures.
    fn about_period(&self, entries: &[Entry], period: Period, file: &str, asked: bool) -> Result<(), Error> {
        if entries.iter().any(|entry| entry.period == period) {
            return Ok(());
        }
        let there: BTreeSet<String> = entries.iter().map(|entry| entry.period.to_string()).collect();
        let there = there.into_iter().collect::<Vec<_>>().join("、");
        let key = if asked { "error.fill_period" } else { "error.fill_period_latest" };
        Err(Error::new(key).with("file", file).with("there", there).with("period", period))
    }

    /// The figures of the periods the cells are of, as far as there are returns; and how many must-level findings keep
    /// an edition of the period a draft.
    fn book(&self, entries: &[Entry], period: Period, progress: &dyn Progress) -> Result<(FigureBook, usize), Error> {
        let months = self.months()?;
        let has_returns = |period: &&Period| period.months().iter().all(|month| months.contains(month));
        let mut wanted: Vec<Period> = vec![period];
        for other in entries.iter().map(|entry| &entry.period).filter(has_returns) {
            if !wanted.contains(other) {
                wanted.push(*other);
            }
        }
        let last = wanted.iter().map(|period| period.last_month()).max().unwrap_or(period.last_month());
        let (run, _, counting) = self.looked_at(period, progress)?;
        let open = counting.iter().filter(|finding| finding.level == Level::Must).count();
        // What was read to look at the period reaches as far as it does.
        let book = if last <= period.last_month() {
            self.figures(&run.reading, &wanted)?
        } else {
            self.figures(&self.read(last, progress)?, &wanted)?
        };
        Ok((book, open))
    }
}

fn is_single(entry: &Entry) -> bool {
    let kind = matches!(entry.kind, EntryKind::Detail | EntryKind::Total | EntryKind::Summary);
    kind && entry.last.is_none()
}

/// `上报表_2021-11.xlsx` beside `上报表.xlsx`.
fn beside(blank: &Path, period: Period) -> PathBuf {
    let stem = blank.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    blank.with_file_name(format!("{stem}_{period}.xlsx"))
}

fn refuse_sources(path: &Path, sources: &[&PathBuf]) -> Result<(), Error> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let same = |one: &&&PathBuf| real(path).is_some_and(|target| real(one) == Some(target));
    let is_special = std::fs::symlink_metadata(path).is_ok_and(|there| !there.file_type().is_file());
    if is_special || sources.iter().any(|one| same(&one)) {
        return Err(Error::new("error.fill_target").with("path", path.display()));
    }
    Ok(())
}

/// Somebody's file of other content stays, unless it is asked for.
fn refuse_other(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), Error> {
    if overwrite || std::fs::metadata(path).is_err() {
        return Ok(());
    }
    let there = std::fs::read(path).map_err(|e| store::read_error(path, &e))?;
    if there == bytes { Ok(()) } else { Err(Error::new("error.fill_exists").with("path", path.display())) }
}

impl Blank<'_> {
    fn readings(&self) -> Result<Readings, Error> {
        let by_number = self.read_by(&self.form, &self.bytes)?;
        let by_name = self.read(&self.bytes)?;
        let anywhere = self.read_by(&fill_place::unsheeted(&fill_place::unnumbered(&self.form)), &self.bytes)?;
        let book = ingest::read_workbook(&self.bytes, &self.catalog.bounds, &|| false).ok();
        let grids = book.map(|book| book.sheets).unwrap_or_default();
        let sheets = grids.iter().map(|grid| grid.name.to_string()).collect();
        let merges = grids.into_iter().map(|grid| (grid.name.to_string(), grid.merges)).collect();
        Ok(Readings { by_name, by_number, anywhere, merges, sheets })
    }

    /// By the names of rows alone.
    fn read(&self, bytes: &[u8]) -> Result<LooseReading, Error> {
        self.read_by(&fill_place::unnumbered(&self.form), bytes)
    }

    fn read_by(&self, form: &Form, bytes: &[u8]) -> Result<LooseReading, Error> {
        let reading = ingest::read_loose(self.catalog, form, &self.file(bytes), &|| false);
        match reading.findings.iter().find(|_| !reading.readable) {
            Some(finding) => Err(Error::Refused(Box::new(finding.clone()))),
            None => Ok(reading),
        }
    }

    fn file(&self, bytes: &[u8]) -> InputFile {
        InputFile {
            path: self.name.as_str().into(),
            month: self.month,
            sha256: store::sha256(bytes).into(),
            bytes: bytes.to_vec().into(),
        }
    }

    fn patched(&self, numbers: &[Entered]) -> Result<xlsx::Filled, Error> {
        let failed =
            |e: xlsx::XlsxError| Error::new("error.fill_patch").with("file", &self.name).with("why", e.message);
        xlsx::fill(&self.bytes, numbers, &self.catalog.bounds).map_err(failed)
    }

    /// What one in a cell is worth, in the indicator's unit; and the cells that hold a formula.
    fn worth(
        &self,
        entries: &[Entry],
        doubts: &BTreeMap<Place, Doubt>,
    ) -> Result<(BTreeMap<Place, Decimal>, BTreeSet<Place>), Error> {
        let tried = Decimal::from(TRIED);
        let all: Vec<Entered> = entries
            .iter()
            .filter(|entry| !doubts.contains_key(&place(entry)))
            .map(|entry| Entered { sheet: entry.source.sheet.to_string(), cell: entry.source.cell, value: tried })
            .collect();
        let xlsx::Filled { bytes, formulas, .. } = self.patched(&all)?;
        let read = self.read(&bytes)?.entries;
        let worth = |entry: &Entry| Some((place(entry), entry.value.number()?.checked_div(tried)?));
        Ok((read.iter().filter_map(worth).collect(), formulas))
    }

    /// What becomes of every cell.
    fn bound(
        &self,
        (entries, doubts, lines): (&[Entry], &BTreeMap<Place, Doubt>, &TableLines),
        book: &FigureBook,
        whose: &Whose<'_>,
        overwrite: bool,
    ) -> Result<Vec<Bound>, Error> {
        let (worth, formulas) = self.worth(entries, doubts)?;
        let bound = |entry: &Entry| {
            let (at, measure) = (place(entry), entry.measure);
            let key = FigureKey {
                region: whose.of(entry),
                indicator: entry.indicator.clone(),
                measure,
                period: entry.period,
            };
            let figure = book.find(&key);
            let shown = figure.map(|figure| book.shown(figure)).unwrap_or_default();
            let value = figure.filter(|figure| figure.missing.is_none()).and_then(|figure| {
                // What was reported is exact; what was computed is as it is printed everywhere else.
                let text = if is_reported(measure) { figure.exact_text() } else { shown.clone() };
                text.parse::<Decimal>().ok()
            });
            let number = value.and_then(|value| in_cell(value, worth.get(&at).copied()?));
            let doubt = doubts.get(&at);
            let state = if let Some(doubt) = doubt {
                doubt.state
            } else if formulas.contains(&at) {
                State::Formula
            } else if !whose.is_ours(&key.region) {
                State::NotOurs
            } else if figure.is_none() {
                State::NoFigure
            } else if let Some(missing) = figure.and_then(|figure| figure.missing) {
                State::Missing(missing)
            } else if number.is_none() {
                State::Unwritable
            } else {
                beside_what_is_there(entry, value, overwrite)
            };
            let exact = figure.map(crate::model::Figure::exact_text).unwrap_or_default();
            let name = self.catalog.indicators.get(&key.indicator).map_or_else(String::new, |known| known.name.clone());
            let raw = entry.source.raw.to_string();
            let why = match doubt {
                Some(doubt) => doubt.words.clone(),
                None if state == State::NoFigure => fill_when::there(book, &key),
                None => String::new(),
            };
            let label = fill_left::label(lines, &at).to_owned();
            let (sheet, cell) = at;
            Bound { sheet, cell, key, label, name, raw, exact, value, number, shown, state, why }
        };
        Ok(entries.iter().map(bound).collect())
    }

    /// Read back, every cell is the figure that was put there.
    fn same_again(&self, bytes: &[u8], cells: &[Bound]) -> Result<(), Error> {
        let read = self.read(bytes)?.entries;
        let read: BTreeMap<Place, Option<Decimal>> = read.iter().map(|e| (place(e), e.value.number())).collect();
        for bound in cells.iter().filter(|bound| bound.entered().is_some()) {
            let there = read.get(&(bound.sheet.clone(), bound.cell)).copied().flatten();
            if there != bound.value {
                let error = Error::new("error.fill_back").with("sheet", &bound.sheet).with("cell", bound.cell);
                let words =
                    |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), |v| v.normalize().to_string());
                return Err(error.with("wrote", words(bound.value)).with("read", words(there)));
            }
        }
        Ok(())
    }
}

/// What becomes of a cell that takes the number, by what stands in it.
fn beside_what_is_there(entry: &Entry, value: Option<Decimal>, overwrite: bool) -> State {
    let raw = entry.source.raw.trim();
    // A sign stands for a number that is not there (`—`); `×` and the form's own say that none can be.
    let is_sign = !raw.chars().any(char::is_alphanumeric);
    let is_closed = entry.value == Value::Missing(Missing::NotApplicable) || matches!(raw, "×" | "✕" | "╳");
    if raw.is_empty() {
        State::Filled
    } else if is_sign && !is_closed && entry.value.number().is_none() {
        State::OverSign
    } else if entry.value.number() == value {
        State::Same
    } else if overwrite {
        State::Replaced
    } else {
        State::Kept
    }
}

fn is_reported(measure: Measure) -> bool {
    use Measure::{Month, PriorMonth, PriorStock, PriorYtd, Stock, Ytd};
    matches!(measure, Month | Ytd | Stock | PriorMonth | PriorYtd | PriorStock)
}

/// The value as the cell counts; nothing where it does not come out even.
fn in_cell(value: Decimal, worth: Decimal) -> Option<Decimal> {
    let number = value.checked_div(worth)?;
    (number.checked_mul(worth)? == value).then(|| number.normalize())
}
