//! `yuebao verify`: whether an edition is the one its inputs make.

use super::Outcome;
use super::arguments::text;
use super::finding_lines::fill;
use super::progress::Bar;
use super::terminal::{Style, Terminal, WIDTH, wrap, write_out};
use crate::app::{Error, FigureDifference, Options, Reason, Verified, VerifyOptions, verify};
use crate::finding::word;
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let wanted = VerifyOptions {
        path: matches.try_get_one::<std::path::PathBuf>("edition-folder").ok().flatten().cloned(),
        period: text(matches, "period").map(str::to_owned),
        edition: matches.try_get_one::<u32>("edition").ok().flatten().copied(),
    };
    let verified = verify(options, &wanted, &Bar::new(terminal))?;
    let lines = if verified.holds() { vec![same(&verified, terminal)] } else { differences(&verified, terminal) };
    write_out(format!("{}\n", lines.join("\n")).as_bytes())?;
    Ok(if verified.holds() { Outcome::Done } else { Outcome::Findings })
}

fn same(verified: &Verified, terminal: &Terminal) -> String {
    let manifest = &verified.manifest;
    let (edition, count) = (manifest.edition.to_string(), manifest.outputs.len().to_string());
    let inputs = manifest.inputs.len().to_string();
    let words = fill("verify.same", &[("edition", &edition), ("count", &count), ("inputs", &inputs)], terminal.lang);
    terminal.paint(Style::Green, &words)
}

fn differences(verified: &Verified, terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang;
    let (edition, path) = (verified.manifest.edition.to_string(), verified.folder.display().to_string());
    let key = if verified.lost.is_empty() { "verify.differs" } else { "verify.impossible" };
    let head = fill(key, &[("edition", &edition), ("path", &path)], lang);
    let mut lines = vec![terminal.paint(Style::Red, &head)];
    let mut list = |key: &str, items: &[String]| {
        if !items.is_empty() {
            lines.push(fill(key, &[("count", &items.len().to_string())], lang));
            lines.extend(items.iter().flat_map(|item| indented(item)));
        }
    };
    list("verify.damaged", &verified.damaged);
    list("verify.lost", &verified.lost);
    list("verify.different", &verified.different);
    let figures: Vec<String> = verified.figures.iter().map(|figure| figure_line(figure, terminal)).collect();
    list("verify.figures", &figures);
    if verified.republished {
        lines.push(word("verify.republished", lang));
    }
    if !verified.lost.is_empty() {
        lines.push(word("verify.lost_advice", lang));
    }
    for reason in &verified.reasons {
        lines.push(match reason {
            Reason::Tool { then, now } => fill("verify.tool", &[("then", then), ("now", now)], lang),
            Reason::Faces => word("verify.faces", lang),
        });
    }
    if verified.lost.is_empty() && verified.different.is_empty() {
        lines.extend(wrap(&word("verify.only_damaged", lang), WIDTH));
    }
    if !verified.different.is_empty() && verified.reasons.is_empty() {
        lines.extend(wrap(&word("verify.unexplained", lang), WIDTH));
    }
    lines
}

fn figure_line(figure: &FigureDifference, terminal: &Terminal) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| word("verify.none", terminal.lang));
    format!("{}  {} → {}", figure.key, value(&figure.before), value(&figure.after))
}

fn indented(item: &str) -> Vec<String> {
    wrap(item, WIDTH - 2).into_iter().map(|row| format!("  {row}")).collect()
}
