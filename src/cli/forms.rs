//! `yuebao forms`: writes the blank forms of a month and says how much of the rules they check by themselves.

use super::Outcome;
use super::arguments::{text, texts};
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Error, FormsOptions, Options, Session};
use crate::finding::{Arguments, say};
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let wanted = FormsOptions {
        period: text(matches, "period").map(str::to_owned),
        units: texts(matches, "unit").into_iter().map(str::to_owned).collect(),
    };
    let made = Session::open(options)?.forms(&wanted, &Bar::new(terminal))?;
    let mut arguments = Arguments::default();
    arguments.push("rules", made.rules);
    arguments.push("checks", made.checks);
    arguments.push("left", made.left);
    arguments.push("count", made.files);
    arguments.push("month", made.month);
    arguments.push("path", made.folder.display());
    if !terminal.quiet {
        write_out(format!("{}\n", say("forms.checks", &arguments, terminal.lang)).as_bytes())?;
    }
    let key = if made.unchanged { "forms.same" } else { "forms.wrote" };
    let words = terminal.paint(Style::Green, &say(key, &arguments, terminal.lang));
    write_out(format!("{words}\n").as_bytes())?;
    Ok(Outcome::Done)
}
