//! Arguments, terminal output, exit codes.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the only place that speaks to the terminal")]

mod arguments;
mod check;
mod compare;
mod compare_trace;
mod demo;
mod explain;
mod figures;
mod fill;
mod finding_lines;
mod forms;
mod history;
mod inspect;
mod inspect_words;
mod list;
mod mutate;
mod progress;
mod publish;
mod report;
mod start;
mod terminal;
mod trace;
mod tree;
mod untouched;
mod usage;
mod verify;

use crate::app::{Error, Fonts, Options, Remarks};
use crate::finding::{Lang, word};
use clap::ArgMatches;
use std::process::ExitCode;
use terminal::Terminal;

/// Done; a finding or a draft stands in the way; could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Findings,
}

/// Runs the command of these arguments (the first is the program).
pub fn run(arguments: Vec<String>) -> ExitCode {
    let lang = arguments::language(&arguments);
    let matches = match arguments::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::tell(&error, lang),
    };
    let Some((name, matches)) = matches.subcommand() else { return ExitCode::from(2) };
    let terminal = Terminal::new(lang, matches);
    let options = options(matches);
    let done = dispatch(name, &options, matches, &terminal);
    for said in options.remarks.all().iter().filter(|_| !terminal.quiet) {
        eprintln!("{}: {}", word("remark", lang), said.text(lang));
    }
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            complain(&error, lang);
            ExitCode::from(2)
        }
    }
}

fn dispatch(name: &str, options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    match name {
        "check" => check::run(options, matches, terminal),
        "report" => report::run(options, matches, terminal),
        "figures" => figures::run(options, matches, terminal),
        "compare" => compare::run(options, matches, terminal),
        "fill" => fill::run(options, matches, terminal),
        "trace" => trace::run(options, matches, terminal),
        "history" => history::run(options, matches, terminal),
        "publish" => publish::run(options, matches, terminal),
        "verify" => verify::run(options, matches, terminal),
        "demo" => demo::run(options, matches, terminal),
        "forms" => forms::run(options, matches, terminal),
        "explain" => explain::run(options, matches, terminal),
        "list" => list::run(options, matches, terminal),
        "init" => start::run(options, matches, terminal),
        "inspect" => inspect::run(options, matches, terminal),
        other => Err(Error::new("error.argument").with("reason", other)),
    }
}

fn options(matches: &ArgMatches) -> Options {
    let path = |name| arguments::text(matches, name).map(Into::into);
    Options {
        home: path("home"),
        desk: arguments::text(matches, "desk").map(str::to_owned),
        inputs: path("inputs"),
        out: path("out"),
        jobs: matches.try_get_one::<u16>("jobs").ok().flatten().map_or(0, |jobs| usize::from(*jobs)),
        fonts: arguments::text(matches, "fonts")
            .map(|said| if said == "system" { Fonts::System } else { Fonts::Bundled }),
        font_folders: None,
        remarks: Remarks::default(),
    }
}

fn complain(error: &Error, lang: Lang) {
    let mut lines = error.lines(lang).into_iter();
    if let Some(first) = lines.next() {
        eprintln!("{}: {first}", word("error", lang));
    }
    for line in lines {
        eprintln!("  {line}");
    }
}
