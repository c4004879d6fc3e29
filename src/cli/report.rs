//! `yuebao report`: writes the period's edition; the last line says which, and how many must-level findings are open.

use super::Outcome;
use super::arguments::{is_set, text, texts};
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Error, LackingFace, LongReport, Options, ReportOptions, Reported, Session, Warning};
use crate::finding::{Arguments, say};
use crate::model::Date;
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let as_of = match text(matches, "as-of") {
        Some(said) => {
            let date = Date::parse_iso(said);
            Some(date.ok_or_else(|| Error::new("error.argument").with("reason", format!("--as-of {said}")))?)
        }
        None => None,
    };
    let report = ReportOptions {
        period: text(matches, "period").map(str::to_owned),
        as_of,
        require_final: is_set(matches, "require-final"),
        also: texts(matches, "also").into_iter().map(str::to_owned).collect(),
        only: texts(matches, "only").into_iter().map(str::to_owned).collect(),
    };
    let session = Session::open(options)?;
    let (published, folder, files, open, told) = match session.report(&report, &Bar::new(terminal))? {
        Reported::Refused { open } => {
            let mut arguments = Arguments::default();
            arguments.push("count", open);
            line(&terminal.paint(Style::Red, &say("error.draft", &arguments, terminal.lang)))?;
            return Ok(Outcome::Findings);
        }
        Reported::Written { published, folder, files, open, lacking, long, warnings } => {
            let told = lacking_faces(&lacking, terminal).into_iter().chain(long_reports(&long, terminal));
            let warned = warnings.iter().map(|one| said(one, terminal));
            (published, folder, files, open, told.chain(warned).collect::<Vec<_>>())
        }
    };
    for words in told.iter().filter(|_| !terminal.quiet) {
        line(words)?;
    }
    let mut arguments = Arguments::default();
    arguments.push("count", files);
    if let Some(before) = published.instead_of.filter(|_| !terminal.quiet) {
        let mut arguments = Arguments::default();
        arguments.push("edition", before);
        line(&say("report.instead", &arguments, terminal.lang))?;
    }
    if !terminal.quiet && !published.unchanged {
        line(&say("report.wrote", &arguments, terminal.lang))?;
    }
    let key = match (open > 0, published.unchanged) {
        (true, false) => "report.draft",
        (true, true) => "report.same_draft",
        (false, false) => "report.final",
        (false, true) => "report.same_final",
    };
    let mut arguments = Arguments::default();
    arguments.push("edition", published.edition);
    arguments.push("path", folder.join(format!("第{}版", published.edition)).display());
    arguments.push("count", open);
    let style = if open > 0 { Style::Yellow } else { Style::Green };
    line(&terminal.paint(style, &say(key, &arguments, terminal.lang)))?;
    Ok(Outcome::Done)
}

/// Faces that were asked for and are not there, a line each: what stands in for them.
pub fn lacking_faces(lacking: &[LackingFace], terminal: &Terminal) -> Vec<String> {
    let told = |face: &LackingFace| {
        let key = if face.bundled { "report.face" } else { "report.no_face" };
        let mut arguments = Arguments::default();
        arguments.push("role", &face.role);
        arguments.push("wanted", &face.wanted);
        arguments.push("instead", &face.instead);
        say(key, &arguments, terminal.lang)
    };
    lacking.iter().map(told).collect()
}

/// Reports of more pages than they may have, a line each.
fn long_reports(long: &[LongReport], terminal: &Terminal) -> Vec<String> {
    let told = |report: &LongReport| {
        let mut arguments = Arguments::default();
        arguments.push("name", &report.name);
        arguments.push("pages", report.pages);
        arguments.push("most", report.most);
        terminal.paint(Style::Yellow, &say("report.long", &arguments, terminal.lang))
    };
    long.iter().map(told).collect()
}

fn said(warning: &Warning, terminal: &Terminal) -> String {
    terminal.paint(Style::Yellow, &say(warning.key, &warning.arguments, terminal.lang))
}

fn line(words: &str) -> Result<(), Error> {
    write_out(format!("{words}\n").as_bytes())
}
