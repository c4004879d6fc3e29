//! `yuebao fill`: figures into somebody's workbook; what could not be filled is told cell by cell.

use super::Outcome;
use super::arguments::{is_set, text};
use super::figures::region;
use super::finding_lines::fill;
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Bound, Error, FillOptions, FilledIn, Options, Session, State};
use crate::finding::{Arguments, say};
use crate::ingest::visible;
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
    for bound in &done.cells {
        if let Some(key) = bound.state.message() {
            eprintln!("{}", line(&session, bound, key, terminal));
        }
    }
    let count = |wanted: &[State]| done.cells.iter().filter(|bound| wanted.contains(&bound.state)).count();
    let filled = count(&[State::Filled, State::Replaced]);
    let mut arguments = Arguments::default();
    arguments.push("filled", filled);
    arguments.push("same", count(&[State::Same]));
    arguments.push("left", done.cells.len() - filled - count(&[State::Same]));
    arguments.push("path", done.path.display());
    arguments.push("trace", done.trace.display());
    let words = terminal.paint(Style::Green, &say("fill.done", &arguments, terminal.lang));
    write_out(format!("{words}\n").as_bytes())?;
    for (key, count) in [("fill.lacking", done.lacking), ("fill.draft", done.open)] {
        if count > 0 {
            let period = done.period;
            let words = fill(key, &[("count", &count), ("period", &period)], terminal.lang);
            write_out(format!("{}\n", terminal.paint(Style::Yellow, &words)).as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}

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
    let own = session.region_name(&session.desk.region);
    for (sheet, region) in &done.above {
        let said = session.region_name(region);
        eprintln!("{}", fill("fill.above", &[("sheet", &visible(sheet)), ("said", &said), ("own", &own)], lang));
    }
}

/// `表1 D7 低保人数 本月 2021-11：…`
fn line(session: &Session, bound: &Bound, key: &str, terminal: &Terminal) -> String {
    let mut arguments = Arguments::default();
    arguments.push("sheet", &bound.sheet);
    arguments.push("cell", bound.cell);
    arguments.push("region", session.region_name(&bound.key.region));
    arguments.push("indicator", &bound.name);
    arguments.push("measure", bound.key.measure.name());
    arguments.push("period", bound.key.period);
    arguments.push("why", visible(&bound.why));
    arguments.push("raw", bound.raw.trim());
    arguments.push("value", bound.number.map(|number| number.to_string()).unwrap_or_default());
    let place = say("fill.place", &arguments, terminal.lang);
    format!("{place}{}", say(key, &arguments, terminal.lang))
}
