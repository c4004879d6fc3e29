//! `yuebao compare`: writes the edition of a comparison set, and tells where its focus stands.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::progress::Bar;
use super::report::lacking_faces;
use super::terminal::{Style, Terminal, WIDTH, columns, pad, write_out};
use crate::app::{Best, CompareOptions, ComparedSet, Error, Line, Options, compare};
use crate::finding::word;
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let wanted = CompareOptions {
        set: text(matches, "set").unwrap_or_default().to_owned(),
        period: text(matches, "period").map(str::to_owned),
    };
    let made = compare(options, &wanted, &Bar::new(terminal))?;
    if is_set(matches, "json") {
        write_out(&made.figures_json)?;
        return Ok(Outcome::Done);
    }
    let mut lines = Vec::new();
    if !terminal.quiet {
        lines.extend(lacking_faces(&made.lacking, terminal));
        lines.extend(table(&made, terminal));
        if !made.drafts.is_empty() {
            let words = fill("compare.draft", &[("names", &made.drafts.join("、"))], terminal.lang);
            lines.push(terminal.paint(Style::Yellow, &words));
        }
        if !made.published.unchanged {
            lines.push(fill("report.wrote", &[("count", &made.files.to_string())], terminal.lang));
        }
    }
    let edition = made.published.edition.to_string();
    let path = made.folder.join(format!("第{edition}版")).display().to_string();
    let key = if made.published.unchanged { "compare.same" } else { "compare.written" };
    let words = fill(key, &[("edition", &edition), ("path", &path)], terminal.lang);
    lines.push(terminal.paint(Style::Green, &words));
    write_out(format!("{}\n", lines.join("\n")).as_bytes())?;
    Ok(Outcome::Done)
}

/// Columns between two of a table.
const GAP: usize = 2;

/// What is compared; our value; place and of how many; who is best; how many stand apart.
fn table(made: &ComparedSet, terminal: &Terminal) -> Vec<String> {
    let say = |key: &str| word(key, terminal.lang);
    let mut rows = vec![row(
        made,
        say("compare.head_what"),
        made.focus.clone().unwrap_or_default(),
        [say("compare.head_place"), say("compare.head_best"), say("compare.head_apart")],
    )];
    if made.focus.is_none() {
        // Without a focus there is no place to tell, only how many are comparable.
        rows[0][1] = say("compare.head_comparable");
    }
    rows.extend(made.lines.iter().map(|line| told(made, line, terminal)));
    let wide = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(cell)).max();
    let widths: Vec<usize> = (0..rows[0].len()).map(|column| wide(column).unwrap_or(0)).collect();
    let others: usize = widths.iter().skip(1).map(|width| width + GAP).sum();
    let first = widths.first().copied().unwrap_or(0).min(WIDTH.saturating_sub(others).max(12));
    rows.iter()
        .map(|row| {
            let mut line = pad(&cut(&row[0], first), first);
            for (cell, width) in row.iter().zip(&widths).skip(1) {
                line.push_str(&" ".repeat(GAP));
                line.push_str(&pad(cell, *width));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

fn row(made: &ComparedSet, what: String, own: String, [place, best, apart]: [String; 3]) -> Vec<String> {
    match made.focus {
        Some(_) => vec![what, own, place, best, apart],
        None => vec![what, place, best, apart],
    }
}

fn told(made: &ComparedSet, line: &Line, terminal: &Terminal) -> Vec<String> {
    let count = |count: usize| fill("compare.count", &[("count", &count.to_string())], terminal.lang);
    let none = || "—".to_owned();
    let own = line.own.as_ref().map_or_else(none, |own| with_unit(own, &line.unit));
    let place = match &line.place {
        Some(place) => format!("{place}/{}", line.comparable),
        None if line.own.is_some() && line.own_apart => word("compare.head_apart", terminal.lang),
        None if made.focus.is_some() => none(),
        None => count(line.comparable),
    };
    let best = line.best.as_ref().map_or_else(none, |best| best_words(best, terminal));
    let apart = if line.apart.is_empty() { none() } else { count(line.apart.len()) };
    row(made, line.name.clone(), own, [place, best, apart])
}

fn best_words(best: &Best, terminal: &Terminal) -> String {
    let others = (best.others > 0).then(|| (best.others + 1).to_string());
    let others = others.map(|count| fill("compare.and_others", &[("count", &count)], terminal.lang));
    format!("{}{} {}", best.member, others.unwrap_or_default(), best.shown)
}

fn with_unit(value: &str, unit: &str) -> String {
    if unit == "%" { format!("{value}%") } else { value.to_owned() }
}

/// As much as fits, with `…` where something is left out.
fn cut(words: &str, width: usize) -> String {
    if columns(words) <= width {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        if columns(&kept) + columns(&c.to_string()) + 2 > width {
            break;
        }
        kept.push(c);
    }
    format!("{kept}…")
}
