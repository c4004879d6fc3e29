//! `yuebao fill`: figures into somebody's workbook; what could not be filled is told cell by cell.

use super::Outcome;
use super::arguments::{is_set, text};
use super::figures::region;
use super::finding_lines::fill;
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Bound, Error, FillOptions, FilledIn, Left, Options, Session, State};
use crate::finding::{Arguments, say, word};
use crate::ingest::{LineKind, visible};
use clap::ArgMatches;
use std::path::PathBuf;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let session = Session::open(options)?;
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let wanted = FillOptions {
        form: text(matches, "form").map(PathBuf::from).unwrap_or_default(),
        blank: path("file"),
        period: text(matches, "period").map(str::to_owned),
        region: text(matches, "region").map(|name| region(&session, name)).transpose()?,
        out: options.out.clone(),
        overwrite: is_set(matches, "overwrite"),
    };
    let done = session.fill(options, &wanted, &Bar::new(terminal))?;
    beside_cells(&session, &done, terminal);
    // Of a place that is none of the desk's the row speaks.
    for bound in done.cells.iter().filter(|bound| bound.state != State::NotOurs) {
        if bound.state.message().is_some() {
            eprintln!("{}", line(&session, bound, terminal));
        }
    }
    for left in &done.left {
        eprintln!("{}", line_left(left, terminal));
    }
    let count = |wanted: &[State]| done.cells.iter().filter(|bound| wanted.contains(&bound.state)).count();
    let filled = done.cells.iter().filter(|bound| bound.state.is_filled()).count();
    let mut arguments = Arguments::default();
    arguments.push("filled", filled);
    arguments.push("same", count(&[State::Same]));
    arguments.push("left", done.cells.len() - filled - count(&[State::Same]));
    arguments.push("path", done.path.display());
    arguments.push("trace", done.trace.display());
    let words = terminal.paint(Style::Green, &say("fill.done", &arguments, terminal.lang));
    write_out(format!("{words}\n").as_bytes())?;
    let left = |kind: LineKind| done.left.iter().filter(|left| left.kind == kind).count();
    let (rows, columns) = (left(LineKind::Row), left(LineKind::Column));
    if rows + columns > 0 {
        let words = fill("fill.left_count", &[("rows", &rows), ("columns", &columns)], terminal.lang);
        write_out(format!("{}\n", terminal.paint(Style::Yellow, &words)).as_bytes())?;
    }
    for (key, count) in [("fill.lacking", done.lacking), ("fill.draft", done.open)] {
        if count > 0 {
            let period = done.period;
            let words = fill(key, &[("count", &count), ("period", &period)], terminal.lang);
            write_out(format!("{}\n", terminal.paint(Style::Yellow, &words)).as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}

/// Locked cells that are named; the trace has them all.
const LOCKED: usize = 5;

/// What is wrong with the workbook as a whole, before its cells.
fn beside_cells(session: &Session, done: &FilledIn, terminal: &Terminal) {
    let lang = terminal.lang;
    for finding in &done.findings {
        let (sheet, file) = (finding.place.sheet.as_deref(), finding.place.file.as_deref());
        let cell = finding.place.cell.map(|cell| format!(" {cell}")).unwrap_or_default();
        let place = format!("{}{cell}", visible(sheet.or(file).unwrap_or_default()));
        let (level, what) = (finding.level.name(lang), visible(&finding.headline(lang)));
        let advice = finding.advice(lang);
        let values: [(&str, &dyn ToString); 4] =
            [("where", &place), ("level", &level), ("what", &what), ("advice", &advice)];
        eprintln!("{}", fill("fill.finding", &values, lang));
    }
    for sheet in &done.passed_over {
        eprintln!("{}", fill("fill.passed_over", &[("sheet", &visible(sheet))], lang));
    }
    if !done.unread.is_empty() {
        eprintln!("{}", fill("fill.unread", &[("sheets", &visible(&done.unread.join("、")))], lang));
    }
    for (sheet, cells) in &done.locked {
        let shown = cells.iter().take(LOCKED).map(ToString::to_string).collect::<Vec<_>>().join("、");
        let etc = if cells.len() > LOCKED { word("fill.and_more", lang) } else { String::new() };
        let (sheet, count) = (visible(sheet), cells.len());
        let values: [(&str, &dyn ToString); 3] =
            [("sheet", &sheet), ("count", &count), ("cells", &format!("{shown}{etc}"))];
        eprintln!("{}", fill("fill.locked", &values, lang));
    }
    let own = session.region_name(&session.desk.region);
    for (sheet, region) in &done.above {
        let said = session.region_name(region);
        eprintln!("{}", fill("fill.above", &[("sheet", &visible(sheet)), ("said", &said), ("own", &own)], lang));
    }
}

/// `表1 D7 低保人数 本月 2021-11：…`
fn line(session: &Session, bound: &Bound, terminal: &Terminal) -> String {
    let mut arguments = Arguments::default();
    arguments.push("sheet", visible(&bound.sheet));
    arguments.push("cell", bound.cell);
    arguments.push("region", session.region_name(&bound.key.region));
    arguments.push("indicator", &bound.name);
    arguments.push("measure", bound.key.measure.name());
    arguments.push("period", bound.key.period);
    let place = say("fill.place", &arguments, terminal.lang);
    format!("{place}{}", bound.reason(terminal.lang))
}

/// `表1 A12 “成都市”一行没有填：…`
fn line_left(left: &Left, terminal: &Terminal) -> String {
    let key = match left.kind {
        LineKind::Row => "fill.left_row",
        LineKind::Column => "fill.left_column",
        LineKind::Other => "fill.left_table",
    };
    let (label, reason) = (visible(&left.label), visible(&left.reason(terminal.lang)));
    let values: [(&str, &dyn ToString); 4] =
        [("sheet", &visible(&left.sheet)), ("cell", &left.cell), ("label", &label), ("reason", &reason)];
    fill(key, &values, terminal.lang)
}
