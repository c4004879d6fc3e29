//! `yuebao check`: who has not reported, and what is wrong, in lines of 80 columns.

mod closing;
mod page;

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::mutate;
use super::progress::Bar;
use super::terminal::{Style, Terminal, WIDTH, wrap, write_out};
use crate::app::{Error, Options, Reviewed, Session, templates};
use crate::catalog::{Catalog, Expectation};
use crate::finding::{Finding, Lang, Level, word};
use crate::report::{Spelt, spelt_in_letter, spelt_in_report};
use crate::validation::check_examples;
use clap::ArgMatches;
use std::collections::BTreeMap;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    if is_set(matches, "templates") {
        return check_templates(options, terminal);
    }
    let session = Session::open(options)?;
    if is_set(matches, "mutate") {
        return mutate::run(&session, matches, terminal);
    }
    let periods = session.periods(text(matches, "period"))?;
    let Some(last) = periods.iter().map(|period| period.last_month()).max() else { return Ok(Outcome::Done) };
    let result = match periods.as_slice() {
        [period] => session.check_period(*period, &Bar::new(terminal))?,
        _ => session.check(&session.read(last, &Bar::new(terminal))?, &periods),
    };
    let open = result.count(Level::Must) + result.earlier.len();
    let outcome = if open > 0 { Outcome::Findings } else { Outcome::Done };
    let written =
        if is_set(matches, "write") { session.write_review(&periods, &Bar::new(terminal))? } else { Vec::new() };
    if is_set(matches, "json") {
        let all: Vec<Finding> = result.earlier.iter().chain(&result.findings).cloned().collect();
        write_out(&session.findings_json(&periods, &all))?;
        return Ok(outcome);
    }
    let lines = page::lines(&session, &result, terminal, is_set(matches, "undecided"));
    write_out((lines.join("\n") + "\n").as_bytes())?;
    let written: String = written.iter().map(|one| written_lines(one, terminal)).collect();
    write_out(written.as_bytes())?;
    Ok(outcome)
}

fn written_lines(written: &Reviewed, terminal: &Terminal) -> String {
    let key = if written.unchanged { "check.same" } else { "check.wrote" };
    let values: [(&'static str, &dyn ToString); 3] =
        [("copies", &written.copies), ("letters", &written.letters), ("path", &written.folder.display())];
    let lines = wrap(&fill(key, &values, terminal.lang), WIDTH);
    lines.iter().map(|line| terminal.paint(Style::Green, line) + "\n").collect()
}

/// The templates have been read without a fault; do their rules say what their examples say?
fn check_templates(options: &Options, terminal: &Terminal) -> Result<Outcome, Error> {
    let (catalog, _) = templates(options)?;
    let faults = check_examples(&catalog);
    if !faults.is_empty() {
        let line = |rule: &str, expected: &str, found: &str| {
            fill("check.example", &[("rule", &rule), ("expected", &expected), ("found", &found)], terminal.lang)
        };
        let lines = faults.iter().map(|fault| line(&fault.rule, expectation(fault.expected), fault.found));
        return Err(Error::Examples(lines.collect()));
    }
    let mut lines = vec![templates_line(&catalog, terminal.lang)];
    if !terminal.quiet {
        lines.extend(
            spelt(&catalog)
                .iter()
                .map(|spelt| format!("{}: {}", word("remark", terminal.lang), spelt.text(terminal.lang))),
        );
        lines.extend(super::untouched::lines(&catalog, terminal.lang));
    }
    write_out((lines.join("\n") + "\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// Counts that wordings spell out. A kind has one wording, whoever makes it.
fn spelt(catalog: &Catalog) -> Vec<Spelt> {
    let kinds = catalog.kinds.values().next().into_iter().flat_map(BTreeMap::values);
    let of_reports = catalog.reports.values().chain(kinds).flat_map(spelt_in_report);
    of_reports.chain(catalog.letters.values().flat_map(spelt_in_letter)).collect()
}

fn templates_line(catalog: &Catalog, lang: Lang) -> String {
    let examples: usize = catalog.rules.iter().map(|rule| rule.examples.len()).sum();
    let (indicators, forms, rules) = (catalog.indicators.len(), catalog.forms.len(), catalog.rules.len());
    fill(
        "check.templates_good",
        &[("indicators", &indicators), ("forms", &forms), ("rules", &rules), ("examples", &examples)],
        lang,
    )
}

fn expectation(expected: Expectation) -> &'static str {
    match expected {
        Expectation::Pass => "pass",
        Expectation::Fail => "fail",
        Expectation::Undecided => "undecided",
    }
}

#[cfg(test)]
mod tests;
