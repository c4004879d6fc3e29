//! `yuebao figures`: every figure as CSV.

use super::Outcome;
use super::arguments::{is_set, text, texts};
use super::finding_lines::{Lines, fill};
use super::progress::Bar;
use super::terminal::{Terminal, write_out};
use crate::app::{ByForm, Error, Options, Selection, Session, Wanted};
use crate::catalog::normalise;
use crate::finding::{Finding, Level, word};
use crate::ingest::near::nearest;
use crate::model::{IndicatorId, Measure, Period, RegionCode};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    if let Some(form) = text(matches, "form") {
        return by_form(options, Path::new(form), matches, terminal);
    }
    if let Some(given) = matches.get_many::<PathBuf>("file").and_then(|mut files| files.next()) {
        return Err(Error::new("error.files_need_form").with("file", given.display()));
    }
    let session = Session::open(options)?;
    let periods = session.periods(text(matches, "period"))?;
    let selection = Selection {
        indicators: texts(matches, "indicator")
            .into_iter()
            .map(|n| indicator(&session, n))
            .collect::<Result<_, _>>()?,
        regions: texts(matches, "region").into_iter().map(|n| region(&session, n)).collect::<Result<_, _>>()?,
        measures: texts(matches, "measure").into_iter().map(measure).collect::<Result<_, _>>()?,
        periods,
    };
    let last = selection.periods.iter().map(|period| period.last_month()).max();
    let Some(last) = last else { return Ok(Outcome::Done) };
    let reading = session.read(last, &Bar::new(terminal))?;
    let wanted: Vec<Period> = selection.periods.clone();
    let book = session.figures(&reading, &wanted)?;
    if !book.iter().any(|figure| selection.takes(figure)) {
        eprintln!("{}", word("error.none_wanted", terminal.lang));
    }
    let json = is_set(matches, "json");
    let bytes = if json { session.figures_json(&book, &selection) } else { session.figures_csv(&book, &selection) };
    write_out(&bytes)?;
    Ok(Outcome::Done)
}

/// Files by a form, without a desk: figures on the output, what is wrong with the files beside it.
fn by_form(options: &Options, form: &Path, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let files: Vec<PathBuf> = matches.get_many::<PathBuf>("file").unwrap_or_default().cloned().collect();
    if files.is_empty() {
        return Err(Error::new("error.form_needs_files"));
    }
    let owned = |name| texts(matches, name).into_iter().map(str::to_owned).collect();
    let wanted = Wanted {
        indicators: owned("indicator"),
        regions: owned("region"),
        measures: texts(matches, "measure").into_iter().map(measure).collect::<Result<_, _>>()?,
        period: text(matches, "period").map(str::to_owned),
    };
    let read = ByForm::read(options, form, &files, &Bar::new(terminal))?;
    tell(&read, terminal);
    if read.cells.is_empty() {
        return Err(Error::new("error.nothing_read").with("form", form.display()));
    }
    let figures = if is_set(matches, "json") { read.figures_json(&wanted)? } else { read.figures_csv(&wanted)? };
    if let Some(path) = text(matches, "cells") {
        let sources: Vec<&Path> = files.iter().map(PathBuf::as_path).chain([form]).collect();
        read.write_cells(Path::new(path), &sources)?;
    }
    write_out(&figures)?;
    Ok(Outcome::Done)
}

/// Findings go beside the figures, so that these can be piped on.
fn tell(read: &ByForm, terminal: &Terminal) {
    let shown = |finding: &&Finding| finding.level != Level::Note || terminal.verbose;
    let name = |id: &IndicatorId| read.indicator_name(id);
    let mut file = None;
    for finding in read.findings.iter().filter(shown) {
        if finding.place.file != file {
            file.clone_from(&finding.place.file);
            eprintln!("{}", finding.place.file.as_deref().unwrap_or_default());
        }
        for line in (Lines { terminal, indicator_name: &name }).finding(finding) {
            eprintln!("{line}");
        }
    }
    let notes = read.findings.iter().filter(|finding| finding.level == Level::Note).count();
    if notes > 0 && !terminal.verbose {
        eprintln!("{}", fill("check.notes", &[("count", &notes)], terminal.lang));
    }
}

/// An indicator by id, name or alias.
pub(super) fn indicator(session: &Session, name: &str) -> Result<IndicatorId, Error> {
    let catalog = &session.catalog;
    let by_id = catalog.indicators.get_key_value(name).map(|(id, _)| id.clone());
    by_id.or_else(|| catalog.names.get(&normalise(name)).cloned()).ok_or_else(|| {
        let near = nearest(name, catalog.indicators.values().map(|indicator| indicator.name.as_str()));
        Error::new("error.indicator").with("name", name).with("near", near)
    })
}

/// A region of the desk by code, name, short name or alias.
pub(super) fn region(session: &Session, name: &str) -> Result<RegionCode, Error> {
    let codes = || std::iter::once(&session.desk.region).chain(session.desk.units.iter().map(|unit| &unit.code));
    let wanted = normalise(name);
    let is = |code: &&RegionCode| {
        code.as_str() == name
            || session.catalog.regions.get(*code).is_some_and(|region| {
                let mut names = [&region.name, &region.short].into_iter().chain(&region.aliases);
                names.any(|known| normalise(known) == wanted)
            })
            || session
                .desk
                .units
                .iter()
                .any(|unit| unit.code == **code && unit.names.iter().any(|known| normalise(known) == wanted))
    };
    codes().find(is).cloned().ok_or_else(|| {
        let known: Vec<String> = codes().map(|code| session.region_name(code)).collect();
        Error::new("error.region").with("name", name).with("known", known.join("、"))
    })
}

fn measure(name: &str) -> Result<Measure, Error> {
    Measure::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Measure::ALL.iter().map(|measure| measure.id()).collect();
        Error::new("error.measure").with("name", name).with("known", known.join("、"))
    })
}
