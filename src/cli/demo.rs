//! `yuebao demo`: writes a desk's invented returns and says how many.

use super::Outcome;
use super::arguments::{is_set, text};
use super::terminal::{Style, Terminal, write_out};
use crate::app::{DemoOptions, Error, Options, make_demo};
use crate::finding::{Arguments, say, word};
use crate::model::Decimal;
use clap::ArgMatches;
use std::str::FromStr;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let share = text(matches, "dirt").unwrap_or("0");
    let dirt = Decimal::from_str(share).ok().filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    let wanted = DemoOptions {
        units: matches.get_one::<u16>("units").map_or(0, |units| usize::from(*units)),
        months: matches.get_one::<u8>("months").copied().unwrap_or(11),
        seed: matches.get_one::<u64>("seed").copied(),
        cells: is_set(matches, "cells"),
        dirt: dirt.ok_or_else(|| Error::new("error.demo_dirt").with("dirt", share))?,
    };
    let made = make_demo(options, &wanted)?;
    let mut arguments = Arguments::default();
    arguments.push("units", made.units);
    arguments.push("months", wanted.months);
    arguments.push("files", made.files);
    arguments.push("path", made.folder.display());
    arguments.push("seed", made.seed);
    arguments.push("dirt", made.dirt);
    let key = if made.unchanged { "demo.same" } else { "demo.wrote" };
    let words = terminal.paint(Style::Green, &say(key, &arguments, terminal.lang));
    write_out(format!("{words}\n").as_bytes())?;
    if !made.truth_ignored && !terminal.quiet {
        write_out(format!("{}\n", word("demo.not_ignored", terminal.lang)).as_bytes())?;
    }
    Ok(Outcome::Done)
}
