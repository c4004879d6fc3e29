//! `yuebao init`: makes a working folder and says what to do in it.

use super::Outcome;
use super::arguments::text;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Error, Options, StartOptions, start};
use crate::finding::{Arguments, say};
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let wanted = StartOptions {
        folder: text(matches, "folder").unwrap_or_default().into(),
        from: text(matches, "from").unwrap_or_default().to_owned(),
        called: text(matches, "as").map(str::to_owned),
    };
    let made = start(options, &wanted)?;
    let mut arguments = Arguments::default();
    arguments.push("path", made.folder.display());
    arguments.push("count", made.files);
    arguments.push("desk", &made.desk);
    arguments.push("period", format!("{}-01", made.year));
    let done = terminal.paint(Style::Green, &say("init.done", &arguments, terminal.lang));
    write_out(format!("{done}\n").as_bytes())?;
    if !terminal.quiet {
        write_out(format!("{}\n", say("init.next", &arguments, terminal.lang)).as_bytes())?;
    }
    Ok(Outcome::Done)
}
