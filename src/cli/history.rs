//! `yuebao history`: the editions of a desk, what each was made of, and which was published.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::terminal::{Style, Terminal, WIDTH, columns, pad, wrap, write_out};
use crate::app::{Change, EditionRecord, Error, Options, PeriodHistory, Session};
use crate::finding::word;
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let session = Session::open(options)?;
    let all = session.history(text(matches, "period"))?;
    if is_set(matches, "json") {
        let mut bytes = crate::app::history_json(&session.desk.id, &all);
        bytes.push(b'\n');
        write_out(&bytes)?;
        return Ok(Outcome::Done);
    }
    let mut lines = Vec::new();
    for period in &all {
        told(period, terminal, &mut lines);
    }
    if lines.is_empty() {
        lines.push(word("history.none", terminal.lang));
    }
    write_out(format!("{}\n", lines.join("\n")).as_bytes())?;
    Ok(Outcome::Done)
}

/// How far the lines below an edition are set in.
const INDENT: usize = 4;

fn told(history: &PeriodHistory, terminal: &Terminal, lines: &mut Vec<String>) {
    if history.editions.is_empty() && history.spoiled.is_empty() && history.lost.is_empty() {
        return;
    }
    let head = format!("{}  {}", history.period, history.folder.display());
    lines.push(terminal.paint(Style::Bold, &head));
    let mut before = None;
    for edition in &history.editions {
        lines.push(format!("  {}", first_line(edition, terminal)));
        below(edition, before, terminal, lines);
        before = Some(edition);
    }
    for lost in &history.lost {
        let words = fill(
            "history.lost",
            &[("edition", &lost.edition), ("by", &lost.by), ("at", &minute(&lost.at))],
            terminal.lang,
        );
        lines.push(format!("  {}", terminal.paint(Style::Red, &words)));
    }
    for edition in &history.spoiled {
        let words = fill("history.spoiled", &[("edition", &edition.to_string())], terminal.lang);
        lines.push(format!("  {}", terminal.paint(Style::Red, &words)));
    }
}

/// `第2版  定稿  成文 2021-12-05  当前`
fn first_line(edition: &EditionRecord, terminal: &Terminal) -> String {
    let lang = terminal.lang;
    let (state, style) = match edition.state.as_str() {
        "final" => ("history.final", Style::Green),
        _ => ("history.draft", Style::Yellow),
    };
    let mut parts = vec![
        pad(&fill("history.edition", &[("edition", &edition.edition.to_string())], lang), 8),
        terminal.paint(style, &word(state, lang)),
        fill("history.as_of", &[("date", &edition.as_of)], lang),
    ];
    if edition.current {
        parts.push(word("history.current", lang));
    }
    parts.join("  ")
}

fn below(edition: &EditionRecord, before: Option<&EditionRecord>, terminal: &Terminal, lines: &mut Vec<String>) {
    let lang = terminal.lang;
    let mut words = Vec::new();
    if let Some(published) = &edition.published {
        let mut said = fill("history.published", &[("by", &published.by), ("at", &minute(&published.at))], lang);
        if !published.note.is_empty() {
            said = format!("{said} “{}”", published.note);
        }
        words.push(said);
    }
    if !edition.damaged.is_empty() {
        let count = edition.damaged.len().to_string();
        words.push(fill("history.damaged", &[("count", &count), ("files", &edition.damaged.join("、"))], lang));
    }
    let count: usize = edition.inputs.values().sum();
    let state = |(state, count): (&String, &usize)| format!("{} {count}", state_word(state, terminal));
    let states = edition.inputs.iter().map(state).collect::<Vec<_>>().join("，");
    words.push(fill("history.inputs", &[("count", &count.to_string()), ("states", &states)], lang));
    if before.is_some() && edition.changes.is_empty() {
        words.push(word("history.same_inputs", lang));
    }
    words.extend(edition.changes.iter().map(|change| changed(change, terminal)));
    // What was superseded long ago is told with the first edition; later ones tell what changed.
    if before.is_none() {
        let superseded = word("history.superseded", lang);
        words.extend(edition.superseded.iter().map(|input| format!("{superseded}  {}", input.path)));
    }
    for line in words {
        for row in wrap(&line, WIDTH - INDENT) {
            debug_assert!(columns(&row) <= WIDTH);
            lines.push(format!("{}{row}", " ".repeat(INDENT)));
        }
    }
}

/// `2021-12-06 16:40`
fn minute(at: &str) -> String {
    at.replace('T', " ").chars().take(16).collect()
}

fn changed(change: &Change, terminal: &Terminal) -> String {
    let what = match change.what {
        "added" => word("history.added", terminal.lang),
        "removed" => word("history.removed", terminal.lang),
        "replaced" => word("history.replaced", terminal.lang),
        _ => fill("history.changed_state", &[("state", &state_word(&change.state, terminal))], terminal.lang),
    };
    let also = matches!(change.what, "added" | "replaced") && change.state != "effective" && !change.state.is_empty();
    let state = if also { format!("（{}）", state_word(&change.state, terminal)) } else { String::new() };
    format!("{what}{state}  {}", change.path)
}

fn state_word(state: &str, terminal: &Terminal) -> String {
    let key = match state {
        "effective" => "history.state_effective",
        "superseded" => "history.state_superseded",
        "duplicate" => "history.state_duplicate",
        "ignored" => "history.state_ignored",
        "refused" => "history.state_refused",
        other => return other.to_owned(),
    };
    word(key, terminal.lang)
}
