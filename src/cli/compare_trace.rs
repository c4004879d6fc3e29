//! `yuebao trace --set`: a number of a comparison, down to the cells, rows and quotes of its members.

use super::Outcome;
use super::arguments::{is_set, text, texts};
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use super::tree::Lines;
use crate::app::{Branch, CompareOptions, Error, Options, compare_trace};
use crate::finding::{Arguments, say};
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let wanted = CompareOptions {
        set: text(matches, "set").unwrap_or_default().to_owned(),
        period: text(matches, "period").map(str::to_owned),
    };
    let found = compare_trace(options, &wanted, &texts(matches, "query"), &Bar::new(terminal))?;
    if is_set(matches, "json") {
        write_out(&found.json)?;
        return Ok(Outcome::Done);
    }
    let mut lines = Lines::new(terminal);
    draw(&mut lines, &found.tree, 0);
    let mut arguments = Arguments::default();
    arguments.push("cells", found.cells);
    arguments.push("files", found.files);
    lines.out.push(say("trace.cells", &arguments, terminal.lang));
    if !found.others.is_empty() {
        let mut arguments = Arguments::default();
        arguments.push("count", found.others.len());
        lines.out.push(say("trace.others", &arguments, terminal.lang));
        lines.out.extend(found.others.iter().map(|other| format!("  {other}")));
    }
    lines.out.push(String::new());
    write_out(lines.out.join("\n").as_bytes())?;
    Ok(Outcome::Done)
}

fn draw(lines: &mut Lines<'_>, branch: &Branch, depth: usize) {
    let style = if branch.is_cell { Style::Green } else { Style::Bold };
    lines.line(depth, &branch.name, &branch.value, style);
    for words in &branch.words {
        lines.words(if branch.is_cell { depth } else { depth + 1 }, words);
    }
    for below in &branch.below {
        draw(lines, below, depth + 1);
    }
}
