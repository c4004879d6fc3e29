//! `yuebao trace`: which cells a number came from, as a tree that fits 80 columns.

use super::Outcome;
use super::arguments::{is_set, text, texts};
use super::compare_trace;
use super::figures::{indicator, region};
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use super::tree::Lines;
use crate::app::{Error, Numbers, Options, Session, Traceable, trace_json};
use crate::finding::{Arguments, say, word};
use crate::model::{Fact, Figure, FigureKey, Measure, Operand, Period, Value};
use clap::ArgMatches;
use std::collections::{BTreeSet, HashMap};

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    if text(matches, "set").is_some() {
        return compare_trace::run(options, matches, terminal);
    }
    let session = Session::open(options)?;
    let query = texts(matches, "query");
    let by_id = query.first().and_then(|q| FigureKey::parse(q)).filter(|_| query.len() == 1);
    let period = match (&by_id, text(matches, "period")) {
        (Some(key), None) => session.period(Some(&key.period.to_string()))?,
        (_, said) => session.period(said)?,
    };
    let Traceable { reading, book, made, printed } = session.traceable(period, &Bar::new(terminal))?;
    let numbers = Numbers::new(&book, &reading.facts, &made);
    let found = match by_id {
        Some(key) => numbers.find(&key).into_iter().collect(),
        None => search(&session, &numbers, &printed, &query, period)?,
    };
    let Some(first) = found.first() else {
        return Err(Error::new("error.figure").with("query", query.join(" ")).with("hint", hint(&session, period)));
    };
    if is_set(matches, "json") {
        let closure = numbers.closure(std::iter::once(&first.key));
        write_out(&trace_json(&closure, &numbers))?;
        return Ok(Outcome::Done);
    }
    let mut tree = Tree { session: &session, numbers: &numbers, seen: BTreeSet::new(), lines: Lines::new(terminal) };
    tree.figure(first, 0);
    let mut lines = std::mem::take(&mut tree.lines.out);
    lines.push(count(&numbers, first, terminal));
    if found.len() > 1 {
        let mut arguments = Arguments::default();
        arguments.push("count", found.len() - 1);
        lines.push(say("trace.others", &arguments, terminal.lang));
    }
    lines.extend(found.iter().skip(1).map(|other| format!("  {}", other.key)));
    lines.push(String::new());
    write_out(lines.join("\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// A printed number (`98.14%`), or words: an indicator, a region, a measure in any order.
fn search<'a>(
    session: &Session,
    numbers: &Numbers<'a>,
    briefing: &[FigureKey],
    query: &[&str],
    period: Period,
) -> Result<Vec<&'a Figure>, Error> {
    let printed = plain(&query.concat());
    // Looked up only. A figure printed twice counts where it stands first.
    let mut places: HashMap<&FigureKey, usize> = HashMap::new();
    for (at, key) in briefing.iter().enumerate() {
        places.entry(key).or_insert(at);
    }
    let same = |figure: &&Figure| {
        let shown = numbers.book.shown(figure);
        let here = figure.key.period == period || places.contains_key(&figure.key);
        here && !shown.is_empty() && (shown == printed || format!("{shown}{}", figure.unit) == printed)
    };
    let mut by_text: Vec<&Figure> = numbers.book.iter().chain(numbers.made).filter(same).collect();
    if !by_text.is_empty() || printed.starts_with(|c: char| c.is_ascii_digit()) {
        // What stands first in the briefing is most likely meant; what it does not print comes last, the total first.
        let place = |figure: &Figure| places.get(&figure.key).copied().unwrap_or(usize::MAX);
        by_text.sort_by_key(|figure| (place(figure), figure.key.region != session.desk.region));
        return Ok(by_text);
    }
    let (mut of, mut at, mut measures) = (None, session.desk.region.clone(), Vec::new());
    for part in query {
        if let Some(measure) = Measure::parse(part) {
            measures.push(measure);
        } else if let Ok(code) = region(session, part) {
            at = code;
        } else {
            of = Some(indicator(session, part)?);
        }
    }
    let Some(of) = of else { return Ok(Vec::new()) };
    if measures.is_empty() {
        measures = vec![Measure::Ratio, Measure::Ytd, Measure::Stock, Measure::Month];
    }
    let find = |measure: &Measure| numbers.book.get(&at, &of, *measure, period);
    Ok(measures.iter().find_map(find).into_iter().collect())
}

/// A number as people type it: full-width digits and separators are no difference, nor is 个 before 百分点.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' | '－' | '，' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let text: String = text.chars().map(narrow).filter(|c| *c != ',').collect();
    text.replace("个百分点", "百分点")
}

fn hint(session: &Session, period: Period) -> String {
    format!("yuebao figures --desk {} --period {period}", session.desk.id)
}

struct Tree<'a> {
    session: &'a Session,
    numbers: &'a Numbers<'a>,
    seen: BTreeSet<String>,
    lines: Lines<'a>,
}

impl Tree<'_> {
    fn figure(&mut self, figure: &Figure, depth: usize) {
        let key = &figure.key;
        let name = format!(
            "{} {}[{}] {}",
            self.session.region_name(&key.region),
            self.session.figure_name(key),
            key.measure.name(),
            key.period
        );
        let shown = self.numbers.book.shown(figure);
        let mut value = format!("{shown}{}", if figure.value.is_some() { figure.unit.as_str() } else { "" });
        if let Some(missing) = figure.missing {
            value = format!("{value} ({missing})");
        }
        self.lines.line(depth, &name, value.trim(), Style::Bold);
        let mut formula = figure.trace.formula.clone();
        if figure.exact_text() != shown && figure.value.is_some() {
            formula = format!("{formula}  = {}", figure.exact_text());
        }
        self.lines.words(depth + 1, &formula);
        if let Some(adjusted) = self.numbers.adjusted(figure) {
            self.lines.words(depth + 1, &adjusted);
        }
        if !self.seen.insert(key.to_string()) {
            return;
        }
        for operand in &figure.trace.operands {
            match operand {
                Operand::Figure(key) => {
                    if let Some(below) = self.numbers.find(key) {
                        self.figure(below, depth + 1);
                    }
                }
                Operand::Fact(number) => {
                    if let Some(fact) = self.numbers.fact(*number) {
                        self.fact(&fact, depth + 1);
                    }
                }
            }
        }
    }

    fn fact(&mut self, fact: &Fact, depth: usize) {
        let value = match fact.value {
            Value::Number(number) => number.normalize().to_string(),
            Value::Missing(reason) => format!("{} ({reason})", word("trace.missing", self.lines.terminal.lang)),
        };
        match &fact.source {
            Some(source) => {
                self.lines.line(depth, &source.file, &value, Style::Green);
                let hash: String = source.sha256.chars().take(16).collect();
                self.lines
                    .words(depth + 1, &format!("{}!{} “{}” sha256 {hash}…", source.sheet, source.cell, source.raw));
            }
            None => self.lines.line(depth, &self.session.region_name(&fact.region), &value, Style::Red),
        }
    }
}

fn count(numbers: &Numbers<'_>, figure: &Figure, terminal: &Terminal) -> String {
    let closure = numbers.closure(std::iter::once(&figure.key));
    let sources = closure.facts.iter().filter_map(|number| numbers.fact(*number)?.source.clone());
    let mut files = BTreeSet::new();
    let mut cells = 0_usize;
    for source in sources {
        files.insert(source.file);
        cells += 1;
    }
    let mut arguments = Arguments::default();
    arguments.push("cells", cells);
    arguments.push("files", files.len());
    say("trace.cells", &arguments, terminal.lang)
}
